"""What the desk suggests of a request on its own card, until somebody answers: that it is two, or a colleague's too.

A suggestion is a line of the request's history, and so is its answer: the last of them stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, exists, or_, select

from bot.requests import record
from storage.journal import Fact
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Journal, Request, State
from storage.unit import Unit

SEEMS_TWO, IN_TWO, AS_ONE = "seems_two", "in_two", "as_one"
"""It seems to be two requests; it was made two; it is one, says somebody."""
SEEMS_ASKED, FOLLOW, NOT_SAME = "seems_asked", "follow", "not_same"
"""A colleague seems to have asked for it already; its author follows theirs instead; it is something else."""
FOLLOWED = "followed"
"""The act, in a request's history, by which somebody follows it; it names their own request."""
ACTS = (SEEMS_TWO, IN_TWO, AS_ONE, SEEMS_ASKED, FOLLOW, NOT_SAME)
"""What is suggested, and what is answered to that."""
_journal = table_of(Journal)
_last = Prepared(
    select(_journal.c.act, _journal.c.data)
    .where(_journal.c.request_id == bindparam("request"), or_(*(_journal.c.act == act for act in ACTS)))
    .order_by(_journal.c.id.desc())
    .limit(1)
)
_joined = Prepared(
    select(_journal.c.act, _journal.c.data)
    .where(_journal.c.request_id == bindparam("request"), or_(_journal.c.act == IN_TWO, _journal.c.act == FOLLOWED))
    .order_by(_journal.c.id)
)
_requests = table_of(Request)
_thought_the_same = select(_requests.c.id).where(
    _requests.c.open,
    exists().where(
        _journal.c.request_id == _requests.c.id,
        _journal.c.act == SEEMS_ASKED,
        _journal.c.data["other"].as_integer() == bindparam("request"),
    ),
)
_followed = Prepared(
    select(_journal.c.data)
    .where(_journal.c.request_id == bindparam("request"), _journal.c.act == FOLLOWED)
    .order_by(_journal.c.id)
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What was last suggested of a request, or answered to that; `data`: what its line of history holds."""

    act: str
    data: dict[str, Any]

    @property
    def other(self) -> int | None:
        """The other request that it speaks of, by its row id."""
        found = self.data.get("other")
        return found if isinstance(found, int) else None

    def joins(self, request: Request) -> bool:
        """Whether a request is over for its author's following another, and was not opened again since."""
        joined = self.act == FOLLOW and request.state is State.CANCELLED
        return joined and self.data.get("reopened") == request.reopened

    @property
    def services(self) -> tuple[str, ...]:
        """Of which services the two are; none where that is not known of each."""
        return tuple(str(self.data.get("services", "")).split())


def suggested(unit: Unit, request: Request) -> Suggestion | None:
    """What was last suggested of a request, or answered to that."""
    found = _last.first(unit.connection, {"request": request.id})
    return Suggestion(found["act"], found["data"]) if found is not None else None


def suggest(unit: Unit, request: Request, act: str, **facts: Fact) -> None:
    """Suggest something of a request: its card, which is to be drawn, says so."""
    record(unit, request, act, None, facts)


def followers_of(unit: Unit, request_id: int) -> list[Request]:
    """The requests whose authors follow this one (its row id) instead; not those that were opened again."""
    ids = dict.fromkeys(row["data"].get("by") for row in _followed.rows(unit.connection, {"request": request_id}))
    found = [each for each in (unit.get(Request, one) for one in ids) if each is not None]
    return [each for each in found if _follows(unit, each, request_id)]


def naming(unit: Unit, request: Request) -> list[Request]:
    """The requests whose cards name this one: made of one message with it, following it, or thought to be the same."""
    asked = {"request": request.id}
    joined = [row["data"].get("by", row["data"].get("other")) for row in _joined.rows(unit.connection, asked)]
    found = dict.fromkeys([*joined, *unit.execute(_thought_the_same, asked).scalars()])
    return [each for each in (unit.get(Request, one) for one in found) if each is not None]


def _follows(unit: Unit, own: Request, request_id: int) -> bool:
    last = suggested(unit, own)
    return last is not None and last.other == request_id and last.joins(own)
