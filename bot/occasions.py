"""What the desk says on its own, as rows: each firing of a ritual for one of its audience, from planning to its end.

A row is made when its firing is planned, and known by the date that the ritual names; whoever says it takes it first.
So what could not be said is seen (still `planned`, though its time is over), and nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from bot import questioning
from bot.cards import Card
from bot.charter import Charter, Ritual
from bot.outgoing import post, replace
from bot.people import person_of_charter, reach, timezone_of, who
from bot.policies.audiences import Member, members, schedule_for
from bot.policies.retention import kept_until
from bot.policies.rituals import Firing, Schedule, firing, next_firing, on_day
from bot.talk import Talk
from storage import words as wordstore
from storage.inserts import insert_ignoring
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Answer, Identity, Occurrence, Person
from storage.unit import Unit

PLANNED, SAID, LATE, QUIET, MISSED, SKIPPED, WITHDRAWN = (
    "planned",
    "said",
    "late",
    "quiet",
    "missed",
    "skipped",
    "withdrawn",
)
"""What became of a firing: `quiet` where there was nothing to say, `withdrawn` where the charter says so no longer."""
SPOKEN = (SAID, LATE)
_rows, _answers = table_of(Occurrence), table_of(Answer)
_by_id = Prepared(select(_rows).where(_rows.c.id == bindparam("id")).with_for_update())
_one = (_rows.c.ritual == bindparam("ritual"), _rows.c.member == bindparam("member"))
_on = Prepared(select(_rows).where(*_one, _rows.c.scheduled == bindparam("scheduled")).with_for_update())
_last = Prepared(
    select(_rows).where(*_one, _rows.c.state.not_in((PLANNED, WITHDRAWN))).order_by(_rows.c.scheduled.desc()).limit(1)
)
_planned = Prepared(select(_rows).where(_rows.c.state == PLANNED, _rows.c.at > bindparam("now")).order_by(_rows.c.id))
_since = Prepared(select(_rows).where(_rows.c.at >= bindparam("since")).order_by(_rows.c.at, _rows.c.id))
_of_day = Prepared(
    select(_rows)
    .where(_rows.c.ritual == bindparam("ritual"), _rows.c.scheduled == bindparam("scheduled"))
    .order_by(_rows.c.id)
)
_standing = Prepared(
    select(_rows)
    .where(_rows.c.closes_at.is_not(None), _rows.c.closed_at.is_(None), _rows.c.state.in_(SPOKEN))
    .order_by(_rows.c.id)
)
_answered = Prepared(select(_answers).where(_answers.c.occurrence_id == bindparam("id")).order_by(_answers.c.id))


class NotYet(Exception):
    """It is said to one of its audience later that day, once they are at work: `at` (UTC)."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        super().__init__(at.isoformat())


@dataclass(frozen=True, slots=True)
class Occasion:
    """A firing about to be said, or said: its row, for whom, and the person where it is one."""

    row: Occurrence
    ritual: Ritual
    member: Member
    firing: Firing
    zone: str
    person: Person | None = None

    @property
    def day(self) -> date:
        """The date there on which it is said."""
        return self.firing.day or self.firing.scheduled


Say = Callable[[Talk, Occasion], Card | None]
"""What is said to one of an audience, as it stands now; none where there is nothing to say."""
Close = Callable[[Talk, Occasion], None]
"""What becomes of it when it closes."""


@dataclass(frozen=True)
class Kind:
    """A kind of ritual, as one file of bot/rituals gives it.

    `again`: the same message as what it is about stands now, drawn anew when one of `data["requests"]` moves, until it
    closes. `audience`: whom it is for where the charter names nobody. `lasts`: after how long it closes, where the
    charter does not say when. `ends_in_channels`: a channel hears it when it closes, and not when it begins.
    """

    name: str
    say: Say
    close: Close | None = None
    again: Say | None = None
    audience: tuple[str, ...] = ()
    lasts: timedelta | None = None
    ends_in_channels: bool = False


KINDS: dict[str, Kind] = {}


def ritual(kind: Kind) -> Kind:
    """Let a kind of ritual be known."""
    KINDS[kind.name] = kind
    return kind


def audience_of(charter: Charter, one: Ritual) -> tuple[Member, ...]:
    """Whom a ritual is for."""
    kind = KINDS.get(one.kind)
    return members(charter, one, kind.audience) if kind is not None else ()


def schedule_of(unit: Unit | None, charter: Charter, one: Ritual, member: Member) -> Schedule:
    """When a ritual is said to one of its audience. `unit`: none where the charter alone is known."""
    kind, zone = KINDS[one.kind], charter.desk.timezone
    if member.person is not None:
        person = person_of_charter(unit, member.person.id) if unit is not None else None
        zone = timezone_of(charter, person) if person is not None else charter.timezone_of(member.person)
    ends = kind.ends_in_channels and member.channel is not None
    return schedule_for(charter, one, member, zone, lasts=kind.lasts, ends=ends)


def all_members(charter: Charter) -> Iterator[tuple[Ritual, Member]]:
    """Every ritual that is known, with each of those whom it is for."""
    for one in charter.rituals:
        yield from ((one, member) for member in audience_of(charter, one))


def by_id(unit: Unit, occurrence_id: int) -> Occurrence | None:
    """The occurrence of that id, locked until the commit (PostgreSQL), or none."""
    return unit.first(Occurrence, _by_id, {"id": occurrence_id})


def since(unit: Unit, at: datetime) -> list[Occurrence]:
    """What was to be said from an instant (UTC) on, planned or over, in order."""
    return unit.all(Occurrence, _since, {"since": at})


def planned_after(unit: Unit, now: datetime) -> list[Occurrence]:
    """What is still to be said after an instant (UTC)."""
    return unit.all(Occurrence, _planned, {"now": now})


def last_spoken(unit: Unit, one: Ritual, member: Member) -> Occurrence | None:
    """The latest occurrence that is dealt with, by the date that the ritual names."""
    return unit.first(Occurrence, _last, {"ritual": one.id, "member": member.key})


def plan_next(unit: Unit, one: Ritual, member: Member, schedule: Schedule, now: datetime) -> Occurrence | None:
    """Its next firing after an instant (aware), as a row that is found or made; none where there is none for a year."""
    last = last_spoken(unit, one, member)
    after = date.fromisoformat(last.scheduled) if last is not None else None
    found = next_firing(schedule, now, after)
    return planned_row(unit, one, member, found) if found is not None else None


def planned_row(unit: Unit, one: Ritual, member: Member, found: Firing) -> Occurrence:
    """The row of a firing: planned anew where it was withdrawn, and at another hour where that changed."""
    assert found.at is not None
    key = {"ritual": one.id, "member": member.key, "scheduled": found.scheduled.isoformat()}
    made: dict[str, Any] = {"kind": one.kind, "at": found.at, "state": PLANNED, "closes_at": found.closes, "data": {}}
    insert_ignoring(unit.connection, Occurrence, key | made)
    row = unit.first(Occurrence, _on, key)
    assert row is not None
    if row.state in (PLANNED, WITHDRAWN) and (row.at, row.closes_at, row.state) != (found.at, found.closes, PLANNED):
        unit.change(row, state=PLANNED, at=found.at, closes_at=found.closes, why=None)
    return row


def occasion_of(unit: Unit, charter: Charter, row: Occurrence) -> Occasion | None:
    """A row with what the charter says of it now; none where it names the ritual, or whom it was for, no longer."""
    one = next((each for each in charter.rituals if each.id == row.ritual), None)
    member = next((each for each in audience_of(charter, one) if each.key == row.member), None) if one else None
    if one is None or member is None:
        return None
    schedule, scheduled = schedule_of(unit, charter, one, member), date.fromisoformat(row.scheduled)
    found = firing(schedule, scheduled)
    if found.day is None or found.at != row.at:
        found = on_day(schedule, scheduled, schedule.today(row.at))
    person = person_of_charter(unit, member.person.id) if member.person is not None else None
    return Occasion(row, one, member, found, schedule.zone, person)


def say(talk: Talk, occasion: Occasion, card: Card) -> bool:
    """Say it where it is for; false where a person can be told nothing yet."""
    channel = occasion.member.channel
    if channel is not None:
        post(talk.unit, channel.platform, channel.id, card, subject_of(occasion.row))
        return True
    identity = _identity(talk.unit, occasion)
    if identity is None:
        return False
    questioning.ask(talk.unit, who(identity), card, subject_of(occasion.row))
    return True


def say_instead(talk: Talk, occasion: Occasion, card: Card) -> None:
    """Put another card where it was said."""
    channel = occasion.member.channel
    if channel is not None:
        replace(talk.unit, channel.platform, channel.id, card, subject_of(occasion.row))
        return
    identity = _identity(talk.unit, occasion)
    if identity is not None:
        questioning.answered(talk.unit, who(identity), card, subject_of(occasion.row))


def subject_of(row: Occurrence) -> str:
    """By what the outbox finds again what was said."""
    return f"question:occurrence:{row.id}"


def look_again(talk: Talk) -> None:
    """Draw again the messages about requests that this event moved; before it is forgotten which these are."""
    if not talk.unit.moved or not any(kind.again is not None for kind in _kinds_of(talk.charter)):
        return
    for row in talk.unit.all(Occurrence, _standing):
        kind = KINDS.get(row.kind)
        if kind is None or kind.again is None or talk.unit.moved.isdisjoint(row.data.get("requests", ())):
            continue
        occasion = occasion_of(talk.unit, talk.charter, row)
        card = kind.again(talk, occasion) if occasion is not None else None
        if occasion is not None and card is not None:
            say_instead(talk, occasion, card)


def _kinds_of(charter: Charter) -> Iterator[Kind]:
    yield from (KINDS[one.kind] for one in charter.rituals if one.kind in KINDS)


def answers_to(unit: Unit, row: Occurrence) -> list[Answer]:
    """What people answered to it, in order."""
    return unit.all(Answer, _answered, {"id": id_of(row)})


def put_answer(talk: Talk, row: Occurrence, question: str, text: str) -> None:
    """Keep what somebody answers to a question of it: in the place of what they said before, whose words go."""
    unit, person = talk.unit, talk.actor.id
    before = unit.find(Answer, occurrence_id=row.id, person_id=person, question=question)
    stood = wordstore.read_one(unit, before.words_id) if before is not None and before.words_id is not None else ""
    if stood == text:
        return
    until = kept_until(talk.now, talk.charter.retention.standup)
    words = wordstore.keep(unit, text, "standup", person, purge_after=until) if text else None
    if before is None:
        unit.add(Answer(occurrence_id=id_of(row), person_id=person, question=question, words_id=words, at=talk.now))
        return
    if before.words_id is not None:
        wordstore.erase(unit, before.words_id)
    unit.change(before, words_id=words, at=talk.now)


def of_day(unit: Unit, ritual_id: str, scheduled: str) -> list[Occurrence]:
    """A ritual's occurrences of one date (ISO) that it names, for all its audience."""
    return unit.all(Occurrence, _of_day, {"ritual": ritual_id, "scheduled": scheduled})


def _identity(unit: Unit, occasion: Occasion) -> Identity | None:
    return reach(unit, id_of(occasion.person)) if occasion.person is not None else None
