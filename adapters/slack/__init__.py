"""Slack, as one workspace's own app."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.platform import AppPorts
    from adapters.slack.platform import Slack


def make(ports: AppPorts) -> Slack:
    """The desk in the workspace whose bot token the settings hold."""
    # Here, for what is written or asked for an administrator alone needs no desk, and is to be there at once.
    from adapters.slack.platform import Slack

    return Slack(ports)
