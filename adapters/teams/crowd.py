"""Whether an administrator gives the app to many at once: Teams tells of each as if they had added it themselves.

A setup policy reaches each person when their client next looks, within hours: as a row of additions that no company's
people make by themselves. In memory, each replica by what it was told: the price of a restart is some greetings.
"""

from __future__ import annotations

import time
from collections.abc import Callable

WITHIN = 600.0
"""Seconds that are looked back on."""
BY_HAND = 10
"""Different people who may add the app by themselves within them."""


class Crowd:
    """Counts the people who are given the app. `clock`: monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._came: dict[str, float] = {}

    def is_joined_by(self, user: str) -> bool:
        """Somebody was given the app: whether they are one of so many that they did not ask for it."""
        now = self._clock()
        self._came.setdefault(user, now)
        while self._came and next(iter(self._came.values())) <= now - WITHIN:
            del self._came[next(iter(self._came))]
        return len(self._came) > BY_HAND
