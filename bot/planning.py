"""What is planned of a request: its next step, as one timer, looked at again whenever the request changes.

The transaction that changes a request ends here (`look_again`), so that nothing open is ever without its next step.
What was done and when the clock stood still is in the journal; what is to come is a pure policy (bot/policies/steps).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select

from bot.approvals import reminded
from bot.charter import Charter
from bot.policies.calendar import calendar_of
from bot.policies.escalation import GIVEN_BACK, TAKEN, moved_at
from bot.policies.steps import Course, Done, Facts, planned
from bot.policies.targets import Promise, as_kept, promise
from bot.requests import RESUME, SHOWN, STEP, TAKEN_BACK, by_id
from bot.versions import in_force_then
from storage import timers
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Journal, Request, State
from storage.unit import Unit

TIMER = "step"
"""The kind of the one timer that a request has."""
AT_ONCE = timedelta(seconds=1)
"""What is late already is done this much later: never at an instant whose timer may have fired."""
_journal = table_of(Journal)
_acts = tuple(dict.fromkeys(("ask", "urgent", SHOWN, TAKEN_BACK, RESUME, STEP, *TAKEN, *GIVEN_BACK)))
_course = Prepared(
    select(_journal)
    .where(_journal.c.request_id == bindparam("request"), or_(*(_journal.c.act == each for each in _acts)))
    .order_by(_journal.c.id)
)


def look_again(unit: Unit, charter: Charter) -> None:
    """Plan the next step of each request that changed, once a transaction; what stood still is promised anew."""
    for request_id in sorted(unit.moved):
        request = by_id(unit, request_id)
        course = course_of(unit, request)
        if request.state is not State.CANCELLED and any(until == unit.now for _, until in course.pauses):
            _go_on(unit, charter, request, course)
        plan(unit, charter, request, course)
    unit.moved.clear()


def look_ahead(unit: Unit, charter: Charter) -> None:
    """The same before the end, for who needs what is promised by now: what else looks at what changed still does."""
    moved = set(unit.moved)
    look_again(unit, charter)
    unit.moved |= moved


def plan(unit: Unit, charter: Charter, request: Request, course: Course) -> None:
    """Plan its next step, and nothing else, as one timer."""
    subject, facts = subject_of(request), facts_of(unit, charter, request, course)
    step = next(planned(facts), None) if facts is not None else None
    standing = timers.planned_for(unit, TIMER, subject)
    wanted = max(step.at, unit.now + AT_ONCE) if step is not None else None
    if standing == wanted or (step is not None and standing is not None and step.at <= standing <= unit.now + AT_ONCE):
        return
    if standing is not None:
        timers.cancel(unit, TIMER, subject)
    if wanted is not None:
        timers.plan(unit, TIMER, subject, wanted)


def subject_of(request: Request) -> str:
    """What a request's timer is called."""
    return f"request:{request.id}"


def facts_of(unit: Unit, charter: Charter, request: Request, course: Course) -> Facts | None:
    """What its steps are planned by: the charter that made its promise; none for a site that none knows any longer."""
    then = in_force_then(unit, charter, request.charter_version)
    site = then.site(request.site) or charter.site(request.site)
    if site is None:
        return None
    again = reminded(unit, charter, request) if request.awaits_approval else ()
    return Facts(request, course, calendar_of(site), then.desk.warn_at, charter, again)


def course_of(unit: Unit, request: Request) -> Course:
    """What became of its time, from when it was asked, last opened again, or let be read.

    What somebody made a request of later than it was written was asked then; what a message was taken out of, when the
    rest of it was.
    """
    since, pauses, done = request.asked_at, [], []
    history = unit.all(Journal, _course, {"request": request.id})
    for entry in history:
        if entry.act == STEP:
            done.append(entry)
        elif entry.act == RESUME:
            pauses.append((datetime.fromisoformat(entry.data["since"]), entry.at))
        elif entry.act in ("ask", TAKEN_BACK):
            since = datetime.fromisoformat(entry.data.get("since", request.asked_at.isoformat()))
        elif entry.act in ("reopen", SHOWN):
            since = entry.at
    steps = (Done(each.data["code"], datetime.fromisoformat(each.data["until"])) for each in done if each.at >= since)
    freed_at = max((each.at for each in history if each.act in ("urgent", "release")), default=None)
    kept = tuple(each for each in pauses if each[1] > since)
    return Course(since, kept, frozenset(steps), moved_at(history), freed_at)


def explained(unit: Unit, charter: Charter, request: Request, course: Course) -> Promise | None:
    """How what it is promised was counted, by the charter of then; none where nothing is, or that is not known."""
    made = _promise_again(unit, charter, request, course)
    return made if made is not None and made.resolution_at == request.promised_at else None


def _go_on(unit: Unit, charter: Charter, request: Request, course: Course) -> None:
    """Its clock goes on: what is promised moves by as much open time as it stood still, by the rules of then."""
    made = _promise_again(unit, charter, request, course)
    if made is None:
        return
    unit.change(
        request,
        first_response_at=made.first_response_at,
        promised_at=made.resolution_at,
        due_by=made.due_by,
        deferred_to=None if made.resolution_at != request.promised_at else request.deferred_to,
    )


def _promise_again(unit: Unit, charter: Charter, request: Request, course: Course) -> Promise | None:
    """What the charter that made its promise would promise, its clock having stood still as it did."""
    then = in_force_then(unit, charter, request.charter_version)
    if request.promised_at is None or then.site(request.site) is None:
        return None
    due = as_kept(request.due)
    return promise(then, request.service, request.site, request.urgent, course.since, due, course.pauses)
