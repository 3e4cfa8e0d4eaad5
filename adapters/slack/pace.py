"""The pace of direct conversations, kept where what goes there is known.

The pump keeps each channel's (adapters/pacing.py), and counts what is whispered in the channel where it was to be seen.
Slack may not show it there: then it is one more post in somebody's direct conversation.
"""

from __future__ import annotations

import asyncio
import math
import time

MOST = 1000
"""Conversations remembered, those posted to last."""


class Pace:
    """When one last posted in each direct conversation."""

    def __init__(self) -> None:
        self._posted: dict[str, float] = {}

    async def keep(self, conversation: str, every: float) -> None:
        """Wait until one may post there, `every` so many seconds; at once anywhere else."""
        if not conversation.startswith("D"):
            return
        left = self._posted.pop(conversation, -math.inf) + every - time.monotonic()
        if left > 0:
            await asyncio.sleep(left)
        self._posted[conversation] = time.monotonic()
        if len(self._posted) > MOST:
            del self._posted[next(iter(self._posted))]
