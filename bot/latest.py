"""What a request's card says by the last lines of its history, read at once: what is suggested, and who took over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, bindparam, or_, select

from bot.policies.escalation import GIVEN_BACK, TAKEN, TAKEN_OVER
from bot.suggesting import ACTS, Suggestion
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Journal, Request
from storage.unit import Unit

_journal = table_of(Journal)


def _last(acts: Iterable[str]) -> ScalarSelect[Any]:
    """The last line of a request's history that is one of these."""
    of = _journal.c.request_id == bindparam("request")
    found = select(_journal.c.id).where(of, or_(*(_journal.c.act == act for act in acts)))
    return found.order_by(_journal.c.id.desc()).limit(1).scalar_subquery()


_latest = Prepared(
    select(_journal.c.act, _journal.c.data, _journal.c.actor_id).where(
        or_(_journal.c.id == _last(ACTS), _journal.c.id == _last((*TAKEN, *GIVEN_BACK)))
    )
)


class Latest(NamedTuple):
    """`suggestion`: what was last suggested, or answered to that. `over_id`: who answers for it without working it, if
    the last who did something of it took over so."""

    suggestion: Suggestion | None = None
    over_id: int | None = None


def latest(unit: Unit, request: Request) -> Latest:
    """What the last lines of its history say, in one statement."""
    found = {row["act"]: row for row in _latest.rows(unit.connection, {"request": request.id})}
    suggested = next((Suggestion(act, row["data"]) for act, row in found.items() if act in ACTS), None)
    return Latest(suggested, found[TAKEN_OVER]["actor_id"] if TAKEN_OVER in found else None)
