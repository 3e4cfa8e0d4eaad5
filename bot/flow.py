"""How fast one person may write: past it the desk takes nothing more of them for minutes, and says so once.

Whoever writes faster than anybody types is a program, or two that answer each other. It is counted in memory: what is
counted anew after a start does no harm.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime, timedelta
from enum import Enum

MESSAGES = 60
"""Messages of one person in one thread, or in a conversation outside any, within `LATELY` that are taken."""
EMOJIS = 20
"""Emojis put or taken back by one person on one message within `LATELY` that are heeded."""
PRESSES = 60
"""Presses of one person on one thing (a request, a question) within `LATELY` that are acted on."""
COMMANDS = 60
"""Commands and shortcuts of one person within `LATELY` that are acted on."""
LATELY = timedelta(minutes=10)
REMEMBERED = 4_000
"""People and conversations that are counted, those heard last."""


class Pace(Enum):
    """What becomes of a message: it is heard; it is the first that is not, which its author is told; it is not."""

    HEARD = "heard"
    TOLD = "told"
    PASSED = "passed"


class Flow:
    """Counts messages by who wrote them where. The same message, handled again, gets the same answer."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._heard: dict[Hashable, dict[str, datetime]] = {}

    def of(self, whose: Hashable, key: str, at: datetime) -> Pace:
        """What becomes of a message, written `at` (aware) under its event's key."""
        heard = {each: when for each, when in self._heard.pop(whose, {}).items() if when > at - LATELY}
        self._heard[whose] = heard
        if len(self._heard) > REMEMBERED:
            del self._heard[next(iter(self._heard))]
        if key not in heard and len(heard) > self._most:
            return Pace.PASSED
        heard.setdefault(key, at)
        return Pace.TOLD if list(heard).index(key) == self._most else Pace.HEARD
