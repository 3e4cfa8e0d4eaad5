"""Microsoft Teams, as one tenant's own app."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.platform import AppPorts
    from adapters.teams.platform import Teams


def make(ports: AppPorts) -> Teams:
    """The desk in the tenant whose app's credentials the settings hold."""
    # Here, for what is written or asked for an administrator alone needs no desk, and is to be there at once.
    from adapters.teams.platform import Teams

    return Teams(ports)
