"""What will be late in a week, and why: what an executive is told of, before it is.

Source of the rules: issue 8, "Monday briefing", « À surveiller ».
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Protocol

from bot.policies.targets import Promised, promised_next
from storage.tables import State

Why = Literal["late", "nobody", "away", "waits"]
"""It is late already; nobody has it; who has it is away; a second person is still to look at it."""


class Promising(Promised, Protocol):
    """What is needed of a request."""

    @property
    def state(self) -> State: ...


def risk_of(request: Promising, now: datetime, *, holder_away: bool) -> Why | None:
    """Why a request that is promised within the week is at risk, at an instant (aware); none: it is in hand."""
    promised = promised_next(request)
    if promised is None:
        return None
    if promised <= now:
        return "late"
    if request.state is State.NEW:
        return "nobody"
    if holder_away:
        return "away"
    return "waits" if request.state is State.TO_VALIDATE else None
