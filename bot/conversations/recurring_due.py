"""What is asked again and again, when its time has come: asked once, ahead, by whoever is still there to ask it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot import outgoing
from bot import recurring as rows
from bot.apart import kept_by_words
from bot.conversations.keeping import UNDECIDED
from bot.coordinating import who_coordinates
from bot.creation import Need, create
from bot.events import TimerDue
from bot.people import Actor, charter_person, reach, who
from bot.placing import Spot, direct_spot
from bot.policies.business_time import NeverOpenError
from bot.policies.calendar import Calendar, calendar_of
from bot.policies.confidentiality import level_after
from bot.policies.executives import company_by, executive_of
from bot.policies.recurring import Occurrence, asked_at, upcoming
from bot.talk import Talk, on_timer
from bot.understanding import Grain, When
from bot.views import recurring as views
from bot.views.recurring import RecurringFacts
from storage import timers
from storage import words as wordstore
from storage.inserts import insert_ignoring
from storage.rows import id_of
from storage.tables import Audience, Identity, Level, Person, Recurrence, Recurring, Request

SHOWN = 3
"""How many of the next dates are told."""
LEFT_OUT = 5
"""How many of those that are left out before them are told too."""
FAR = timedelta(days=2 * 366)
"""Where none of its dates is for an open day for so long, none ever is."""
LATE = timedelta(hours=1)
"""So long after its time, what is asked is asked late: the desk was down."""
STOPPED, STOPPED_FOR = "stopped", "stopped_for"
"""Why it is over: its owner stopped it, or somebody did for them. Both may be taken up again."""
ENDED = "ended"
"""Why it is over: there is no other date until the end that was given with it."""


@dataclass(frozen=True, slots=True)
class _Due:
    """Whose time has come, the latest last; and when that of the next one does."""

    now: list[Occurrence]
    next_at: datetime | None


def calendar_for(talk: Talk, row: Recurring) -> Calendar:
    """The calendar by which its dates are counted: that of its site."""
    site = talk.charter.site(row.site)
    assert site is not None
    return calendar_of(site)


def facts_of(talk: Talk, row: Recurring) -> RecurringFacts:
    """A rule as it is told: with what becomes of its next dates, where there are any, and of the last if it ends."""
    rule = rows.rule_of(row)
    found, left, last = list[Occurrence](), 0, None
    with suppress(NeverOpenError):
        for each in _to_come(talk, row) if talk.charter.site(row.site) is not None else ():
            left += each.day is None
            last = each.day or last
            enough = sum(one.day is not None for one in found) == SHOWN
            if not enough and (each.day is not None or left <= LEFT_OUT):
                found.append(each)
            if enough and rule.until is None:
                break
    return RecurringFacts(row, rule, talk.unit.need(Person, row.person_id), tuple(found), last if rule.until else None)


def go_on(talk: Talk, row: Recurring) -> Request | None:
    """Ask what is due, and plan the next; what nobody can ask any longer is over. The request, if one was made."""
    timers.cancel(talk.unit, rows.TIMER, str(row.id))
    identity = reach(talk.unit, row.person_id, row.platform)
    over = _why_over(talk, row, identity)
    if over is not None or identity is None:
        end(talk, row, over or "left")
        return None
    try:
        due = _due(talk, row)
    except NeverOpenError:
        end(talk, row, "never_open")
        return None
    made = _ask(talk, row, identity, due.now) if due.now else None
    if due.next_at is not None:
        timers.plan(talk.unit, rows.TIMER, str(row.id), due.next_at)
    else:
        end(talk, row, ENDED)
    return made


@on_timer(rows.TIMER)
def is_due(talk: Talk, subject: str) -> None:
    """The time to ask has come."""
    row = rows.by_id(talk.unit, int(subject))
    if row is not None and row.state == rows.KEPT:
        go_on(talk, row)


def plan_again(talk: Talk) -> None:
    """Another charter: other days are closed, other sites and services are there."""
    for each in rows.standing(talk.unit):
        row = rows.by_id(talk.unit, id_of(each))
        if row is not None and row.state == rows.KEPT:
            as_private_as_now(talk, row)
            go_on(talk, row)


def as_private_as_now(talk: Talk, row: Recurring) -> None:
    """What is asked of a service that became more private since is so too; never less."""
    owner = talk.unit.need(Person, row.person_id)
    company = company_by(talk.charter, owner.charter_id, row.service)
    level = level_after(company, row.level, row.service, sensitive=False, by_requester=False)
    if level is row.level:
        return
    unit, text = talk.unit, wordstore.read_one(talk.unit, row.words_id)
    kept_from = kept_by_words(unit, talk.charter, text, level, owner)
    unit.change(row, level=level, kept_from=kept_from)
    wordstore.mark(unit, row.words_id, level)


def end(talk: Talk, row: Recurring, why: str) -> None:
    """It asks nothing more: its owner is told why, and who coordinates there, unless it was to end so."""
    facts = facts_of(talk, row)
    close(talk, row, why)
    identity = reach(talk.unit, row.person_id, row.platform)
    if identity is not None:
        outgoing.say_to(talk.unit, who(identity), views.over(facts, why))
    # What an executive asks for themself is nobody else's to know of.
    own = executive_of(talk.charter, talk.unit.need(Person, row.person_id).charter_id)
    for person in who_coordinates(talk.unit, talk.charter, row.site) if why != ENDED and not own else ():
        known = reach(talk.unit, id_of(person))
        if known is not None and person.id != row.person_id:
            outgoing.say_to(talk.unit, who(known), views.over_told(facts, why))


def close(talk: Talk, row: Recurring, why: str) -> None:
    """Nothing more is planned of it. Its words go, at once or, where somebody stopped it and may go on, in days."""
    timers.cancel(talk.unit, rows.TIMER, str(row.id))
    talk.unit.change(row, state=rows.OVER, over_why=why)
    if why in (STOPPED, STOPPED_FOR):
        wordstore.hold(talk.unit, row.words_id, talk.now + UNDECIDED)
    else:
        wordstore.erase(talk.unit, row.words_id)


def _why_over(talk: Talk, row: Recurring, identity: Identity | None) -> str | None:
    if identity is None or not talk.unit.need(Person, row.person_id).active:
        return "left"
    if not talk.charter.lists_site(row.site):
        return "site"
    if row.service is not None and not talk.charter.lists_service(row.service):
        return "service"
    return None if wordstore.read_one(talk.unit, row.words_id) else "erased"


def _due(talk: Talk, row: Recurring) -> _Due:
    calendar, now = calendar_for(talk, row), list[Occurrence]()
    target = talk.charter.targets(row.site, row.service or "").resolution
    for each in _to_come(talk, row):
        if each.day is None:
            continue
        at = asked_at(calendar, each.day, target)
        if at > talk.now:
            return _Due(now, at)
        now.append(each)
    return _Due(now, None)


def _to_come(talk: Talk, row: Recurring) -> Iterator[Occurrence]:
    """Its dates that were not dealt with, and are for a day since which it asks. Raises NeverOpenError."""
    calendar = calendar_for(talk, row)
    first = max(date.fromisoformat(row.begins), date.fromisoformat(row.last or row.begins))
    far = max(first, calendar.local_date(talk.now)) + FAR
    for each in upcoming(rows.rule_of(row), calendar, first):
        if each.scheduled > far:
            raise NeverOpenError(calendar, talk.now)
        if row.last is None or each.scheduled.isoformat() > row.last:
            yield each


def _ask(talk: Talk, row: Recurring, identity: Identity, due: Sequence[Occurrence]) -> Request | None:
    """Ask for the latest date alone, once whatever the number of processes; those before it are only counted."""
    unit, latest = talk.unit, due[-1]
    assert latest.day is not None
    scheduled = latest.scheduled.isoformat()
    unit.change(row, last=scheduled)
    if not insert_ignoring(
        unit.connection, Recurrence, {"recurring_id": row.id, "scheduled": scheduled, "at": talk.now}
    ):
        return None
    past = latest.day < calendar_for(talk, row).local_date(talk.now)
    request = create(talk, _need(talk, row, identity, None if past else latest.day), _spot(identity))
    made = unit.find(Recurrence, recurring_id=row.id, scheduled=scheduled)
    if made is not None:
        unit.change(made, request_id=request.id)
    if past or len(due) > 1 or _is_late(talk):
        card = views.missed(facts_of(talk, row), latest, request.ref, len(due) - 1, past=past)
        outgoing.say_to(unit, who(identity), card, request.id)
    return request


def _need(talk: Talk, row: Recurring, identity: Identity, day: date | None) -> Need:
    person = talk.unit.need(Person, row.person_id)
    return Need(
        requester=person,
        raised_by=Actor(person, identity, charter_person(talk.charter, person), talk.unit),
        origin="recurring",
        site=row.site,
        service=row.service,
        text=wordstore.read_one(talk.unit, row.words_id),
        written_at=talk.now,
        due=When(day, Grain.DAY) if day is not None else None,
        sensitive=row.level is Level.CONFIDENTIAL,
        language=row.language,
    )


def _spot(identity: Identity) -> Spot:
    """Where its card stands: its owner alone was shown the rule, and nobody else sees what comes of it."""
    return direct_spot(Audience.REQUESTER, identity)


def _is_late(talk: Talk) -> bool:
    """Whether the desk was down when the time came."""
    return isinstance(talk.event, TimerDue) and talk.now - talk.event.at > LATE
