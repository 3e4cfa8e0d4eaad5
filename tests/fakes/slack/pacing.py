"""Slack's rate limits (platform facts 1.6): so many calls a minute a method, one post a second a channel."""

from __future__ import annotations

import math
from collections.abc import Callable

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute."""

TIER_OF = {
    "conversations.list": 2,
    "users.list": 2,
    "chat.update": 3,
    "chat.delete": 3,
    "conversations.history": 3,
    "conversations.replies": 3,
    "conversations.info": 3,
    "conversations.open": 3,
    "users.conversations": 3,
    "reactions.add": 3,
    "reactions.remove": 2,
    "users.lookupByEmail": 3,
    "apps.connections.open": 3,
    "team.info": 3,
    "chat.postEphemeral": 4,
    "users.info": 4,
    "conversations.members": 4,
    "files.info": 4,
    "views.open": 4,
    "views.push": 4,
    "views.update": 4,
    "views.publish": 4,
}


class Limits:
    """Buckets that fill again with time; off while `unlimited`. A method with no tier is not counted."""

    def __init__(self, ticks: Callable[[], float], *, unlimited: bool = True) -> None:
        self._ticks = ticks
        self.unlimited = unlimited
        self.tiers = dict(TIERS)
        self.posts_a_second = 1.0
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait(self, method: str, channel: str | None) -> int:
        """The Retry-After that this call is answered, in whole seconds; 0: it may be done."""
        if self.unlimited:
            return 0
        if method == "chat.postMessage":
            return self._take(f"{method} {channel}", 1.0, self.posts_a_second)
        if method in TIER_OF:
            allowed = self.tiers[TIER_OF[method]]
            return self._take(method, allowed, allowed / 60)
        return 0

    def _take(self, key: str, size: float, rate: float) -> int:
        now = self._ticks()
        left, since = self._buckets.get(key, (size, now))
        left = min(size, left + (now - since) * rate)
        if left < 1 - 1e-9:
            self._buckets[key] = (left, now)
            return max(1, math.ceil((1 - left) / rate))
        self._buckets[key] = (left - 1, now)
        return 0
