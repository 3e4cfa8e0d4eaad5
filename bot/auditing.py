"""Whether each open request has its next step planned, looked at apart from whatever plans it; what is not is mended.

A charter that changes, a release that plans otherwise, a row that was lost: whatever the reason, nothing open is left
without its next step for longer than it takes to look.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, bindparam, cast, exists, func, literal, or_, select

from bot.charter import Charter
from bot.planning import AT_ONCE, TIMER, course_of, facts_of, plan, subject_of
from bot.policies.steps import planned
from bot.requests import by_id
from storage import timers
from storage.rows import id_of, table_of
from storage.tables import Request, Timer
from storage.unit import Unit

MOST = 500
"""How many requests are looked at one by one at a time."""
OVERDUE = timedelta(minutes=5)
"""How long after it was due a step that is not done is somebody's trouble."""
_requests, _timers = table_of(Request), table_of(Timer)
# As they stand, their own indexes would serve: SQLite would read every request, and every step, there ever was.
_number, _kind = _requests.c.id + 0, _timers.c.kind.concat("")
_open = select(_requests).where(_requests.c.open, _number > bindparam("after")).order_by(_number)
_has_timer = exists().where(
    _timers.c.kind == TIMER,
    _timers.c.subject == literal("request:") + cast(_requests.c.id, String),
    ~_timers.c.done,
)
_without = _open.where(or_(_requests.c.paused_at.is_(None), _requests.c.awaits_approval), ~_has_timer)
_overdue = select(func.count()).where(_kind == TIMER, ~_timers.c.done, _timers.c.due < bindparam("before"))


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found: the requests (row ids) without a next step that they should have, and those with another than
    that; how many steps are overdue; `last`: the id after which to look next, 0 to begin again.
    """

    missing: tuple[int, ...]
    wrong: tuple[int, ...]
    overdue: int
    last: int = 0

    @property
    def faults(self) -> tuple[int, ...]:
        """All the requests to mend."""
        return (*self.missing, *self.wrong)


def audit(unit: Unit, charter: Charter, after: int = 0) -> Audit:
    """Look at all that has no step planned, and one by one at the open requests that follow that id."""
    missing = [each for each in unit.all(Request, _without.limit(MOST), {"after": 0}) if _wanted(unit, charter, each)]
    several = unit.all(Request, _open.limit(MOST), {"after": after})
    wrong = [each for each in several if _is_wrong(unit, charter, each)]
    overdue: int = unit.execute(_overdue, {"before": unit.now - OVERDUE}).scalar() or 0
    last = id_of(several[-1]) if len(several) == MOST else 0
    return Audit(tuple(map(id_of, missing)), tuple(map(id_of, wrong)), overdue, last)


def mend(unit: Unit, charter: Charter, ids: Iterable[int]) -> int:
    """Plan the next step of these requests; of how many it was not planned, or wrongly."""
    mended = 0
    for request_id in sorted(ids):
        request = by_id(unit, request_id)
        before = timers.planned_for(unit, TIMER, subject_of(request))
        plan(unit, charter, request, course_of(unit, request))
        mended += timers.planned_for(unit, TIMER, subject_of(request)) != before
    return mended


def _wanted(unit: Unit, charter: Charter, request: Request) -> datetime | None:
    """When the next step of a request is due, by what it is now."""
    facts = facts_of(unit, charter, request, course_of(unit, request))
    step = next(planned(facts), None) if facts is not None else None
    return step.at if step is not None else None


def _is_wrong(unit: Unit, charter: Charter, request: Request) -> bool:
    """Whether a step is planned, at another instant than the next one's. One that is due already is about to fire."""
    standing = timers.planned_for(unit, TIMER, subject_of(request))
    if standing is None or standing <= unit.now + AT_ONCE:
        return False
    wanted = _wanted(unit, charter, request)
    return wanted is None or standing != max(wanted, unit.now + AT_ONCE)
