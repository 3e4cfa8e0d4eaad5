"""Teams' throttles (platform facts 2.8): so many calls within 1 s, 2 s, 30 s and an hour a conversation."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable

WINDOWS = (1.0, 2.0, 30.0, 3600.0)
SENDS, READS = (7, 8, 60, 1800), (14, 16, 120, 3600)
"""Within each window: what one desk may send to a conversation or create, and what it may read of one."""
TENANT_A_SECOND = 30
"""All that the desk may ask of one tenant within a second, by the older and stricter figure."""

READING = frozenset({"member", "members", "team", "channels"})


class Limits:
    """Sliding windows; off while `unlimited`. `says_when`: a refusal carries Retry-After, which it does not always."""

    def __init__(self, ticks: Callable[[], float], *, unlimited: bool = True) -> None:
        self._ticks = ticks
        self.unlimited = unlimited
        self.says_when = True
        self.sends, self.reads, self.tenant = SENDS, READS, TENANT_A_SECOND
        self._seen: dict[str, list[float]] = defaultdict(list)

    def wait(self, verb: str, conversation: str) -> float:
        """How many seconds until this call may be made; 0: it may be now, and is counted."""
        if self.unlimited:
            return 0.0
        now, reading = self._ticks(), verb in READING
        conversation = conversation.partition(";")[0]
        own = self._seen[f"{'reads' if reading else 'sends'} {conversation}"]
        everyone = self._seen["tenant"]
        waits = [_left(own, now, span, most) for span, most in zip(WINDOWS, self._allowed(reading), strict=True)]
        wait = max(*waits, _left(everyone, now, 1.0, self.tenant))
        if wait == 0:
            own.append(now)
            everyone.append(now)
        return wait

    def _allowed(self, reading: bool) -> tuple[int, ...]:
        return self.reads if reading else self.sends


def _left(seen: list[float], now: float, span: float, most: int) -> float:
    """Seconds until fewer than `most` lie within the window."""
    within = len(seen) - bisect_right(seen, now - span)
    return 0.0 if within < most else seen[-most] + span - now
