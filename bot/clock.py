"""The desk's clock: what business time is counted by. It may jump forward, never back.

Pacing, backoff, timeouts, leases and the age of signatures use the machine's clocks instead.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What time it is for the desk."""

    def now(self) -> datetime:
        """Aware, UTC."""
        ...


class SystemClock:
    """The machine's wall clock; when somebody sets it back, it stands until it is caught up with."""

    def __init__(self) -> None:
        self._last = datetime.min.replace(tzinfo=UTC)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """Aware, UTC; never before what it said last."""
        with self._lock:
            self._last = max(self._last, datetime.now(UTC))
            return self._last


class MovableClock:
    """Another clock, moved ahead by what the sandbox asks for."""

    def __init__(self, offset: timedelta = timedelta(0), clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._offset = offset
        self._lock = threading.Lock()

    @property
    def offset(self) -> timedelta:
        """How far ahead of the other clock it is."""
        return self._offset

    def now(self) -> datetime:
        """Aware, UTC."""
        return self._clock.now() + self._offset

    def move_to(self, instant: datetime) -> None:
        """Make it that instant (aware). `ValueError` when it is past already."""
        with self._lock:
            ahead = instant.astimezone(UTC) - self._clock.now()
            if ahead < self._offset:
                raise ValueError("the desk's clock goes forward only")
            self._offset = ahead

    def move_by(self, step: timedelta) -> None:
        """Make it later by a step. `ValueError` when the step is negative."""
        if step < timedelta(0):
            raise ValueError("the desk's clock goes forward only")
        with self._lock:
            self._offset += step
