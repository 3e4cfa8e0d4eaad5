"""Which requests are hot: late, nobody's for too long, waiting for somebody's decision, or waiting for their requester.

Source of the rules: issue 8, "Flash point". The hottest come first: what is late, by how long; then what nobody has.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from bot.policies.targets import Promised, promised_next
from storage.tables import State

Why = Literal["late", "unowned", "decision", "blocked"]
"""It is late; it is urgent and nobody has it; an agreement is awaited; it waits for its requester, or for a second
person, past what was promised."""
ORDER: tuple[Why, ...] = ("late", "unowned", "decision", "blocked")


class Heated(Promised, Protocol):
    """What is needed of a request."""

    @property
    def state(self) -> State: ...
    @property
    def urgent(self) -> bool: ...
    @property
    def awaits_approval(self) -> bool: ...


H = TypeVar("H", bound=Heated)


def why_hot(request: Heated, now: datetime) -> Why | None:
    """Why a request is hot at an instant (aware); none: it goes its way."""
    promised = promised_next(request)
    if promised is not None and promised <= now:
        return "late"
    if request.awaits_approval:
        return "decision"
    if request.state is State.NEW and request.urgent:
        return "unowned"
    if request.state in (State.WAITING, State.TO_VALIDATE) and request.promised_at is not None:
        return "blocked" if request.promised_at <= now else None
    return None


def hottest(requests: Iterable[H], now: datetime) -> list[tuple[Why, H]]:
    """The hot ones, the hottest first."""
    far = datetime.max.replace(tzinfo=now.tzinfo)
    found = [(why, each) for each in requests if (why := why_hot(each, now)) is not None]
    return sorted(found, key=lambda one: (ORDER.index(one[0]), promised_next(one[1]) or one[1].promised_at or far))
