"""What the desk keeps of a person, told to that person: their own rows, counted, and nothing that others wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text

from bot.grants import EMERGENCY
from storage import words as wordstore
from storage.rows import id_of, table_of
from storage.tables import (
    Absence,
    AccessAsk,
    Autonomy,
    Form,
    Grant,
    Identity,
    Journal,
    Lesson,
    Person,
    Rating,
    Reaction,
    Recurring,
    Request,
    Vote,
    Words,
)
from storage.unit import Unit

UNTOLD = ("emergency_asked",)
"""What is kept of an act only where what it names exists: to count it would tell that it does."""
_NOT_ASKED = text("act <> 'ask'")
"""Said as the index of what somebody did says it."""
PAGE_LENGTH, PAGE_OF = 2_400, 8
"""Characters of one's own words in a card, and how many texts: a card stays readable on a phone."""
_words, _requests, _journal = table_of(Words), table_of(Request), table_of(Journal)


@dataclass(frozen=True, slots=True)
class Texts:
    """How many texts of a kind somebody wrote are kept, and when the last of those that go by themselves goes."""

    kind: str
    count: int
    with_request: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Deeds:
    """How often somebody did each thing, the most often first; since when, and the last time."""

    counts: tuple[tuple[str, int], ...] = ()
    first: datetime | None = None
    last: datetime | None = None

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept of a person, their texts by kind alone."""

    person: Person
    accounts: tuple[Identity, ...]
    requests: int
    open: int
    texts: tuple[Texts, ...]
    ratings: tuple[tuple[Rating, str], ...]
    absences: tuple[Absence, ...]
    recurring: tuple[Recurring, ...]
    forms: tuple[Form, ...]
    lessons: tuple[tuple[Lesson, str], ...]
    votes: tuple[Vote, ...]
    levels: tuple[Autonomy, ...]
    grants: tuple[tuple[Grant, str], ...]
    given: tuple[Grant, ...]
    """What they opened to others."""
    opened: tuple[tuple[Grant, str], ...]
    """What of their own requests was opened to others."""
    reactions: int
    deeds: Deeds


def kept_of(unit: Unit, person: Person) -> Kept:
    """What is kept of a person, whoever they were before two of them were found to be one."""
    ids = _ids(unit, person)
    ratings, lessons = table_of(Rating), table_of(Lesson)
    forms = table_of(Form)
    return Kept(
        person,
        tuple(_own(unit, Identity, "person_id", ids)),
        _count(unit, _requests, _requests.c.requester_id.in_(ids)),
        _count(unit, _requests, _requests.c.requester_id.in_(ids), _requests.c.open),
        tuple(_texts(unit, ids)),
        tuple(_with_refs(unit, _own(unit, Rating, "person_id", ids, ratings.c.score.is_not(None)))),
        tuple(_own(unit, Absence, "person_id", ids)),
        tuple(_own(unit, Recurring, "person_id", ids)),
        tuple(_own(unit, Form, "person_id", ids, forms.c.accepted_at.is_(None))),
        tuple(_with_refs(unit, unit.all(Lesson, select(lessons).where(lessons.c.by_id.in_(ids)).order_by("id")))),
        tuple(_own(unit, Vote, "person_id", ids)),
        tuple(_own(unit, Autonomy, "person_id", ids)),
        tuple(_with_refs(unit, _own(unit, Grant, "person_id", ids))),
        tuple(_own(unit, Grant, "by_id", ids)),
        tuple(_with_refs(unit, _opened(unit, ids))),
        _count(unit, table_of(Reaction), table_of(Reaction).c.person_id.in_(ids)),
        _deeds(unit, ids),
    )


def requests_of(unit: Unit, person: Person, past: int, most: int) -> list[Request]:
    """What somebody asked, the newest first."""
    own = _requests.c.requester_id.in_(_ids(unit, person))
    return unit.all(Request, select(_requests).where(own).order_by(_requests.c.id.desc()).offset(past).limit(most))


def texts_of(unit: Unit, person: Person, past: int) -> list[Words]:
    """What somebody wrote and is kept, the newest first: as many as a card holds, one at least."""
    own = select(_words).where(*_written_by(_ids(unit, person)))
    found = unit.all(Words, own.order_by(_words.c.id.desc()).offset(past).limit(PAGE_OF))
    bodies = wordstore.read(unit, map(id_of, found))
    shown, length = list[Words](), 0
    for each in found:
        length += len(bodies.get(id_of(each), ""))
        if shown and length > PAGE_LENGTH:
            break
        shown.append(each)
    return shown


def _ids(unit: Unit, person: Person) -> tuple[int, ...]:
    """A person, and those who were found to be the same: the journal still has these."""
    people, found = table_of(Person), [id_of(person)]
    for each in found:
        found += [id_of(one) for one in unit.all(Person, select(people).where(people.c.merged_into == each))]
    return tuple(found)


def _own(unit: Unit, model: Any, column: str, ids: Sequence[int], *more: Any) -> list[Any]:
    table = table_of(model)
    return unit.all(model, select(table).where(table.c[column].in_(ids), *more).order_by(*table.primary_key))


def _count(unit: Unit, table: Any, *wanted: Any) -> int:
    return int(unit.execute(select(func.count()).select_from(table).where(*wanted)).scalar() or 0)


def _texts(unit: Unit, ids: Sequence[int]) -> Iterator[Texts]:
    until = _words.c.purge_after
    count, passing, last = func.count(), func.count(until), func.max(until)
    query = select(_words.c.kind, count, passing, last).where(*_written_by(ids))
    for kind, total, ending, goes in unit.execute(query.group_by(_words.c.kind).order_by(count.desc(), _words.c.kind)):
        yield Texts(kind, total, total - ending, goes)


def _written_by(ids: Sequence[int]) -> tuple[Any, ...]:
    """Somebody's words, but for why they ask to read in an emergency while nobody has answered: it is kept only where
    there is such a request, which they are not to know."""
    asks = table_of(AccessAsk)
    waits = (asks.c.person_id.in_(ids), asks.c.kind == EMERGENCY, asks.c.decided_at.is_(None))
    why = select(asks.c.words_id).where(*waits, asks.c.words_id.is_not(None))
    return _words.c.person_id.in_(ids), _words.c.id.not_in(why)


def _opened(unit: Unit, ids: Sequence[int]) -> list[Grant]:
    """What of somebody's own requests was opened to anybody else, whoever gave it and whether it is over."""
    grants = table_of(Grant)
    own = select(_requests.c.id).where(_requests.c.requester_id.in_(ids))
    others = (grants.c.request_id.in_(own), grants.c.person_id.not_in(ids))
    return unit.all(Grant, select(grants).where(*others).order_by(grants.c.id))


def _with_refs(unit: Unit, rows: Sequence[Any]) -> Iterator[tuple[Any, str]]:
    wanted = {each.request_id for each in rows if each.request_id is not None}
    query = select(_requests.c.id, _requests.c.ref).where(_requests.c.id.in_(wanted))
    refs = {row.id: row.ref for row in unit.execute(query)} if wanted else {}
    return ((each, refs.get(each.request_id, "")) for each in rows)


def _deeds(unit: Unit, ids: Sequence[int]) -> Deeds:
    count = func.count()
    query = select(_journal.c.act, count, func.min(_journal.c.at), func.max(_journal.c.at))
    done = unit.execute(
        query.where(_journal.c.actor_id.in_(ids), _NOT_ASKED, _journal.c.act.not_in(UNTOLD)).group_by(_journal.c.act)
    ).all()
    counts = sorted(((act, number) for act, number, _, _ in done), key=lambda each: (-each[1], each[0]))
    first, last = min((row[2] for row in done), default=None), max((row[3] for row in done), default=None)
    return Deeds(tuple(counts), first, last)
