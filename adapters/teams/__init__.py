"""Microsoft Teams, as one tenant's own app."""

from __future__ import annotations

from adapters.platform import AppPorts
from adapters.teams.platform import Teams


def platform(ports: AppPorts) -> Teams:
    """The desk in the tenant whose app's credentials the settings hold."""
    return Teams(ports)
