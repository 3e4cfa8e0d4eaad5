"""Slack, as one workspace's own app."""

from __future__ import annotations

from adapters.platform import AppPorts
from adapters.slack.platform import Slack


def platform(ports: AppPorts) -> Slack:
    """The desk in the workspace whose bot token the settings hold."""
    return Slack(ports)
