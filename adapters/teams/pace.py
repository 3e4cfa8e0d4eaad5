"""How fast one may call: so many in so many seconds, a conversation each (platform facts 2.8).

Teams counts a call where it arrives. Of two that go a second apart the later one may arrive a little less than a second
after the former: so a window is taken a little longer than Teams has it.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence

MOST = 4_000
"""Conversations remembered, those called last."""
MARGIN = 0.1
"""Seconds by which a window is taken longer."""


class Pace:
    """Counts calls by name. `windows`: (how many, seconds), all of which hold. `clock`: monotonic seconds."""

    def __init__(self, windows: Sequence[tuple[int, float]], clock: Callable[[], float] = time.monotonic) -> None:
        self._windows = tuple((count, seconds + MARGIN) for count, seconds in windows)
        self._longest = max(seconds for _, seconds in self._windows)
        self._most = max(count for count, _ in windows)
        self._clock = clock
        self._made: dict[str, deque[float]] = {}

    def take(self, name: str, share: float = 1.0) -> float:
        """0 where one may call now, which is then counted; else the seconds to wait, and nothing is counted.

        `share`: how much of each window may be full after it, where something more urgent is to find room.
        """
        now = self._clock()
        made = self._made.pop(name, None) or deque(maxlen=self._most)
        self._made[name] = made
        if len(self._made) > MOST:
            del self._made[next(iter(self._made))]
        while made and made[0] <= now - self._longest:
            made.popleft()
        left = (self._left(made, now, max(1, int(count * share)), seconds) for count, seconds in self._windows)
        wait = max(left, default=0.0)
        if wait <= 0:
            made.append(now)
            return 0.0
        return wait

    @staticmethod
    def _left(made: deque[float], now: float, count: int, seconds: float) -> float:
        return made[-count] + seconds - now if len(made) >= count else 0.0
