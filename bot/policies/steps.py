"""What is to be done about a request while nobody does anything: its steps, up to what it is promised and past it.

Source of the rules: issue 6, "Targets and clocks": an unclaimed request warns its pool at half of the first-response
target and the coordinator at three quarters; the assignee is warned at the charter's `warn_at`; when a promise cannot
be held the requester is told before it breaks, with a new one, and again when that one nears in its turn. A claim is no
first response: whoever has it and said nothing yet is warned where the coordinator would be. Times are counted on the
request's own clock, which stands still while its requester is waited for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from heapq import merge
from itertools import takewhile
from typing import NamedTuple, Protocol

from bot.charter import Charter
from bot.policies.business_time import Length, NeverOpenError
from bot.policies.calendar import Calendar
from bot.policies.clocks import Pause, ran, reached
from bot.policies.escalation import Climbing, rungs
from bot.policies.targets import Promised, promised_next

WARNINGS = ("warn_pool", "warn_coordinator", "warn_words", "warn_assignee")
"""What is said ahead of a promise: once for the same count of time, and not at all once the promise has passed."""
POOL_AT, COORDINATOR_AT, WORDS_AT = Fraction(1, 2), Fraction(3, 4), Fraction(3, 4)
SOON_AT = 0.75
"""Which part of its time has passed when a promise is soon to be kept: cards say so from then on."""
BREAKS_AT = Fraction(9, 10)
"""Which part of its time a promise has left nobody in doubt: its requester is told then."""
PUT_OFF_BY = Fraction(1, 2)
"""By which part of its whole time a promise that cannot be held is put off."""
_MICROSECOND = timedelta(microseconds=1)
_A_MINUTE = 60_000_000


class Planned(NamedTuple):
    """A step: when it is due (UTC), what it is, and the promised instant that it is about."""

    at: datetime
    code: str
    until: datetime


class Done(NamedTuple):
    """A step that was done, about the instant that was promised then."""

    code: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """What became of a request's time: since when it counts, when its clock stood still, and the steps done since."""

    since: datetime
    pauses: tuple[Pause, ...] = ()
    done: frozenset[Done] = frozenset()
    moved_at: datetime | None = None
    """When somebody last took it or made it move: what was missed before climbs no further."""
    freed_at: datetime | None = None
    """Since when it is as urgent as it is, with nobody who has it; none: since it was asked."""


class Subject(Promised, Climbing, Protocol):
    """What is asked of a request; storage.tables.Request is one."""

    assignee_id: int | None
    deferred_to: datetime | None


@dataclass(frozen=True, slots=True)
class Facts:
    """A request and its course, by the calendar of its site and the charter that made its promise.

    `company`: the charter in force, whose chains are climbed; none: nothing climbs.
    """

    request: Subject
    course: Course
    calendar: Calendar
    warn_at: float
    company: Charter | None = None
    reminders: tuple[Planned, ...] = ()
    """When those whose agreement it awaits are asked again, soonest first; its own clock stands still meanwhile."""


def planned(facts: Facts) -> Iterator[Planned]:
    """The steps that are not done, soonest first. Computed as they are asked for: mostly the first alone is."""
    if promised_next(facts.request) is None:
        yield from (step for step in facts.reminders if not _is_done(facts.course, step))
        return
    for step in _in_order(facts):
        if not _is_done(facts.course, step):
            yield step


def _in_order(facts: Facts) -> Iterator[Planned]:
    """All its steps. What climbs is counted only once all that comes before the first miss is looked at."""
    ahead, missed = merge(_next_promise(facts), _end(facts)), _first_miss(facts)
    for step in ahead:
        if missed is not None and step.at >= missed:
            yield from merge((step,), ahead, _climbs(facts))
            return
        yield step
    if missed is not None:
        yield from _climbs(facts)


def _first_miss(facts: Facts) -> datetime | None:
    """The first instant at which anything may climb (UTC)."""
    request = facts.request
    misses = (request.first_response_at, request.promised_at, _unclaimed_since(facts))
    return min((each for each in misses if each is not None), default=None)


def _unclaimed_since(facts: Facts) -> datetime | None:
    course, request = facts.course, facts.request
    waits = request.urgent and request.assignee_id is None
    return max(course.since, course.freed_at or course.since) if waits else None


def _climbs(facts: Facts) -> Iterator[Planned]:
    """The chains of what is missed, or will be."""
    if facts.company is None:
        return
    moved_at, since = facts.course.moved_at, _unclaimed_since(facts)
    for rung in rungs(facts.company, facts.request, moved_at=moved_at, unclaimed_since=since):
        yield Planned(rung.at, f"climb:{rung.miss}:{rung.number}", rung.since)


def is_climbing(facts: Facts, now: datetime) -> bool:
    """Whether something was missed since somebody last took it or made it move, told of yet or not."""
    return any(step.until <= now for step in _climbs(facts))


def due(facts: Facts, now: datetime) -> list[Planned]:
    """The steps whose time has come, soonest first."""
    return list(takewhile(lambda step: step.at <= now, planned(facts)))


def is_moot(step: Planned, now: datetime) -> bool:
    """Whether a step comes too late to be of use: a warning of what has happened already."""
    return step.code in WARNINGS and step.until <= now


def put_off(facts: Facts, now: datetime) -> datetime | None:
    """What a promise that cannot be held becomes (UTC); none where the site does not open within a year.

    What was put off before is put off again by half of all that it has taken: each time it is told more seldom.
    """
    promised = _in_force(facts.request)
    if promised is None:
        return None
    more = _part_of(facts, promised, PUT_OFF_BY)
    try:
        return reached(facts.calendar, max(promised, now), more, facts.course.pauses)
    except NeverOpenError:
        return None


def _next_promise(facts: Facts) -> Iterator[Planned]:
    """What leads up to what is promised next, and past it: first words, then the end."""
    request, promised = facts.request, promised_next(facts.request)
    if promised is None:
        return
    if request.responded_at is None and request.assignee_id is None:
        yield Planned(_after(facts, promised, POOL_AT), "warn_pool", promised)
        yield Planned(_after(facts, promised, COORDINATOR_AT), "warn_coordinator", promised)
    elif request.responded_at is None:
        yield Planned(_after(facts, promised, WORDS_AT), "warn_words", promised)
    yield Planned(_after(facts, promised, Fraction(SOON_AT)), "soon", promised)
    yield Planned(_after(facts, promised, BREAKS_AT), "break_soon", promised)
    yield Planned(promised, "missed", promised)
    instead = _in_force(request)
    if instead is not None and instead > promised:
        yield Planned(max(promised, _after(facts, instead, BREAKS_AT)), "break_soon", instead)
        yield Planned(instead, "missed", instead)


def _in_force(request: Subject) -> datetime | None:
    """What its requester was last told of what is promised next: when that was put off, what it became."""
    promised, instead = promised_next(request), request.deferred_to
    return instead if promised is not None and instead is not None and instead > promised else promised


def _end(facts: Facts) -> Iterator[Planned]:
    """What is said to whoever has it, ahead of the end."""
    request = facts.request
    if request.assignee_id is not None and request.promised_at is not None:
        at = _after(facts, request.promised_at, Fraction(facts.warn_at))
        yield Planned(at, "warn_assignee", request.promised_at)


def _is_done(course: Course, step: Planned) -> bool:
    if step.code in WARNINGS:
        return any(each.code == step.code for each in course.done)
    return Done(step.code, step.until) in course.done


def _after(facts: Facts, promised: datetime, part: Fraction) -> datetime:
    """When a part of the time until a promise has passed on the request's clock."""
    course = facts.course
    return reached(facts.calendar, course.since, _part_of(facts, promised, part), course.pauses)


def _part_of(facts: Facts, promised: datetime, part: Fraction) -> Length:
    whole = ran(facts.calendar, facts.course.since, promised, facts.course.pauses)
    return Length(minutes=Fraction(whole // _MICROSECOND, _A_MINUTE) * part)
