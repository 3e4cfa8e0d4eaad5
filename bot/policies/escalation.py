"""Whom the desk tells of what is missed, and when: the charter's chains, climbed until somebody takes it or it moves.

Source of the rules: charter `escalation`, `escalation_urgent` and `escalation_confidential`; issue 6, "Escalation";
docs/decisions/what-climbs-and-what-stops-it.md. Each wait counts from the miss, in open time at the request's site.
People are named by their charter ids; all instants are aware.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import NamedTuple, Protocol

from bot.charter import Charter, Person
from bot.charter.parts import Step
from bot.charter.values import Closure, Span, WeekHours
from bot.policies.business_time import NeverOpenError, add, next_opening
from bot.policies.calendar import Calendar, calendar_of
from bot.policies.naming import Placed, company_of
from bot.policies.presence import is_away
from bot.policies.routing import coordinators, eligible_people
from storage.tables import Level

CONFIDENTIAL_STEPS = (
    Step(after=Span(0, "m"), notify=("assignee",)),
    Step(after=Span(2, "h"), notify=("contact",)),
)
"""For what is private by its words, where the charter has no confidential service, and so no chain for one."""
EXECUTIVE_STEPS = (
    Step(after=Span(0, "m"), notify=("assignee",)),
    Step(after=Span(1, "h"), notify=("assistant",)),
)
"""For what an executive asks for themself: those two who work for them, and nobody above."""
EXECUTIVE_URGENT_STEPS = (Step(after=Span(10, "m"), notify=("assistant",)),)
TAKEN_OVER = "take_over"
"""The act by which somebody answers for it from then on."""
TAKEN = ("claim", "assign", "reply", "wait", "resolve", TAKEN_OVER)
"""The acts by which somebody takes what is missed, or makes it move: nothing climbs further of that miss."""
GIVEN_BACK = ("release", "reopen")
"""The acts by which nobody has it in hand again: it climbs on from where it stood."""
RANKS = ("coordinator", "site_manager", "executive")
"""Whom an alert by hand goes to: the first of these that has somebody there, whoever alerts apart."""


class Climbing(Placed, Protocol):
    """What is asked of a request; storage.tables.Request is one."""

    open: bool
    urgent: bool
    paused_at: datetime | None
    assignee_id: int | None
    first_response_at: datetime | None
    promised_at: datetime | None
    responded_at: datetime | None


class Done(Protocol):
    """A line of a request's history; storage.tables.Journal is one."""

    @property
    def act(self) -> str: ...
    @property
    def at(self) -> datetime: ...


class Rung(NamedTuple):
    """One step of a chain, due at an instant (UTC).

    Misses: `response` (no first words in time), `resolution` (not done in time), `unclaimed` (urgent, and nobody has
    it); `since` is when that was missed, and with the number what makes it the same rung.
    """

    miss: str
    number: int
    since: datetime
    at: datetime
    step: Step


@dataclass(frozen=True)
class Told:
    """Who is told of a step: at once, or when their own hours begin; and who is passed over, being away."""

    now: tuple[str, ...] = ()
    later: tuple[tuple[str, datetime], ...] = ()
    away: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All who are told, now or later."""
        return (*self.now, *(name for name, _ in self.later))


def rungs(
    charter: Charter, request: Climbing, *, moved_at: datetime | None, unclaimed_since: datetime | None
) -> tuple[Rung, ...]:
    """Every step that there is to climb for a request as it stands, past and to come, the first one first.

    `moved_at`: as by `moved_at`; `unclaimed_since`: since when it is urgent and nobody has it, where it is. While it
    is, `escalation_urgent` is climbed instead of what first words that are missed would; once its end is missed, that
    is what climbs.
    """
    place = charter.site(request.site)
    if place is None or not request.open or request.paused_at is not None:
        return ()
    calendar = calendar_of(place)
    end = request.promised_at
    waits = unclaimed_since if request.urgent and request.assignee_id is None else None
    words = request.first_response_at if request.responded_at is None else None

    def climbed(miss: str, since: datetime | None) -> list[Rung]:
        return list(_climb(calendar, miss, since, chain_of(charter, request, miss), moved_at))

    first = climbed("unclaimed", waits) or climbed("response", words)
    before = (rung for rung in first if end is None or rung.at < end)
    last = climbed("resolution", end)
    return tuple(sorted((*before, *last), key=lambda rung: (rung.at, rung.miss, rung.number)))


def is_missed(request: Climbing, miss: str, now: datetime) -> bool:
    """Whether what was missed, by the name of a `Rung`'s miss, is so at an instant: it may be promised anew since."""
    if not request.open or request.paused_at is not None:
        return False
    match miss:
        case "unclaimed":
            return request.urgent and request.assignee_id is None
        case "response":
            return (
                request.responded_at is None
                and request.first_response_at is not None
                and request.first_response_at <= now
            )
    return request.promised_at is not None and request.promised_at <= now


def chain_of(charter: Charter, request: Climbing, miss: str) -> Sequence[Step]:
    """What a request climbs for a miss of that name."""
    if request.executive:
        return EXECUTIVE_URGENT_STEPS if miss == "unclaimed" else EXECUTIVE_STEPS
    if request.level is Level.CONFIDENTIAL:
        return () if miss == "unclaimed" else charter.escalation_confidential or CONFIDENTIAL_STEPS
    return charter.escalation_urgent if miss == "unclaimed" else charter.escalation


def _climb(
    calendar: Calendar, miss: str, since: datetime | None, steps: Sequence[Step], moved_at: datetime | None
) -> Iterator[Rung]:
    """The steps of one chain from its miss on; none where it moved since."""
    if since is None or (moved_at is not None and moved_at >= since):
        return
    for number, step in enumerate(steps):
        try:
            yield Rung(miss, number, since.astimezone(UTC), add(calendar, since, step.after), step)
        except NeverOpenError:
            continue


def moved_at(history: Iterable[Done]) -> datetime | None:
    """When a request last moved, by its history in order; none while it never did, or was given back since."""
    at: datetime | None = None
    for entry in history:
        if entry.act in TAKEN:
            at = entry.at
        elif entry.act in GIVEN_BACK:
            at = None
    return at


def named(charter: Charter, request: Climbing, names: Iterable[str], holder: str | None) -> tuple[str, ...]:
    """The people whom a step's names mean for a request, each once. `holder`: who has it, else who is proposed it.

    Those from whom it is kept are nobody; whether the others may know of it is for `permissions` to say.
    """
    charter = company_of(charter, request)
    found = chain.from_iterable(_meant(charter, request, name, holder) for name in names)
    return tuple(dict.fromkeys(one for one in found if charter.person(one) is not None))


def _meant(charter: Charter, request: Climbing, name: str, holder: str | None) -> Collection[str]:
    asked = (charter, request.site, request.service, request.level)
    match name:
        case "assignee":
            return [holder] if holder else []
        case "pilot" | "contact":
            one = getattr(charter.desk, name)
            return [one] if one else []
        case "coordinator":
            return coordinators(*asked)
        case "assistant":
            return eligible_people(*asked)
        case "site_manager" | "manager":
            return [each.id for each in charter.people_with("manager", request.site)]
        case "executive" | "admin":
            return [each.id for each in charter.people_with(name, request.site)]
    return [name]


def told(
    charter: Charter,
    people: Sequence[str],
    stand_ins: Sequence[str],
    at: datetime,
    *,
    always: bool = False,
    absences: Collection[str] = (),
) -> Told:
    """Who of these people is told at an instant, and who once they are at work again; `always`: at any hour.

    Whoever is away is passed over; where all are, those who stand in for them are told. `absences`: those away besides
    the charter's own `away`, and those who cannot be reached.
    """
    listed = [person for person in (charter.person(one) for one in people) if person is not None]
    away = tuple(each.id for each in listed if is_away(charter, each, at, absences))
    there = [each for each in listed if each.id not in away]
    if listed and not there and stand_ins:
        found = told(charter, stand_ins, (), at, always=always, absences=absences)
        return Told(found.now, found.later, (*away, *(name for name in found.away if name not in away)))
    opens = {each.id: at if always else at_work(charter, each, at) for each in there}
    now = tuple(name for name, when in opens.items() if when <= at)
    return Told(now, tuple((name, when) for name, when in opens.items() if when > at), away)


def at_work(charter: Charter, person: Person, at: datetime) -> datetime:
    """The first instant from `at` on that lies in someone's own hours; `at` for somebody who never works."""
    try:
        return next_opening(hours_of(charter, person), at)
    except NeverOpenError:
        return at


def hours_of(charter: Charter, person: Person) -> Calendar:
    """Someone's own hours."""
    return calendar_of(_own(charter, person))


def alerted(
    charter: Charter,
    request: Climbing,
    holder: str | None,
    by: str | None,
    at: datetime,
    absences: Collection[str] = (),
) -> tuple[str, ...]:
    """Who is told at once of what somebody alerts about by hand, at any hour: who they are there (`by`: not them).

    A coordinator alerts those above them. Where nobody is there, the coordinators find it when they are back. What is
    confidential is told to whoever has it (`holder`) and the contact; what an executive asks for themself, to those who
    work for them.
    """
    if request.executive:
        return tuple(one for one in named(charter, request, ("assignee", "assistant"), holder) if one != by)
    if request.level is Level.CONFIDENTIAL:
        return tuple(one for one in named(charter, request, ("assignee", "contact"), holder) if one != by)
    for rank in RANKS:
        people = named(charter, request, (rank,), holder)
        found = told(charter, people, (), at, always=True, absences=absences)
        if found.now and by not in people:
            return found.now
    return tuple(one for one in named(charter, request, RANKS[:1], holder) if one != by)


@dataclass(frozen=True)
class _Own:
    """Somebody's hours, as a place's: on days that their first site is shut, or that they are away, they are none."""

    timezone: str
    hours: WeekHours
    closed: tuple[Closure, ...]
    holidays: str | None


def _own(charter: Charter, person: Person) -> _Own:
    site = charter.site(person.first_site)
    closed = (*(site.closed if site else ()), *person.away)
    holidays = site.holidays if site else charter.desk.holidays
    return _Own(charter.timezone_of(person), person.hours, closed, holidays)
