"""A month that the sample company has already lived."""

from __future__ import annotations

from datetime import timedelta

from adapters.sandbox.platform import Sandbox


async def play(sandbox: Sandbox, past: timedelta) -> None:
    """Play it through the desk's own door, the clock going from `past` ago to now."""
