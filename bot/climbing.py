"""Whom an alert about a request reaches: people of the charter as rows, there, and who may know of it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.absences import away_now
from bot.charter import Charter
from bot.charter.parts import Step
from bot.coordinating import who_knows, who_reads
from bot.people import persons_of_charter, reachable, reader
from bot.policies.escalation import alerted, named, told
from bot.policies.permissions import may_be_alerted
from storage.tables import Level, Person, Request
from storage.unit import Unit


def not_there(unit: Unit, charter: Charter) -> frozenset[str]:
    """The charter ids of those who are away by what they said, or have no account: nobody to alert."""
    here = reachable(unit)
    return frozenset(each.id for each in charter.people if each.id not in here) | away_now(unit).keys()


def charter_id_of(unit: Unit, person_id: int | None) -> str | None:
    """The charter id of somebody by their row, if one."""
    person = unit.get(Person, person_id)
    return person.charter_id if person is not None else None


def who_know(unit: Unit, charter: Charter, request: Request, names: Iterable[str]) -> list[Person]:
    """Of these people of the charter, who may be told that there is such a request; not its author."""
    found = persons_of_charter(unit, names)
    others = (each for each in found if each.id != request.requester_id)
    return [each for each in others if may_be_alerted(reader(unit, charter, each), request, charter)]


def ids_of(people: Iterable[Person]) -> list[str]:
    """The charter ids of these people of the charter."""
    return [each.charter_id for each in people if each.charter_id is not None]


def let_read(unit: Unit, charter: Charter, request: Request, people: Iterable[Person]) -> None:
    """Executives read from now on what they are alerted about."""
    found = {
        each.charter_id for each in people if (one := reader(unit, charter, each).named) and one.has_role("executive")
    }
    names = " ".join(sorted({*request.alerted.split(), *(name for name in found if name)}))
    if names != request.alerted:
        unit.change(request, alerted=names)


def told_of_step(unit: Unit, charter: Charter, request: Request, step: Step) -> list[Person]:
    """Whom a step of a chain tells now, or once they are at work."""
    holder = charter_id_of(unit, request.assignee_id or request.proposed_id)
    asked = who_know(unit, charter, request, named(charter, request, step.notify, holder))
    # What is confidential climbs to those who may read it alone: who coordinates may not.
    in_their_place = who_reads if request.level is Level.CONFIDENTIAL else who_knows
    stand_ins = who_know(unit, charter, request, ids_of(in_their_place(unit, charter, request)))
    gone = not_there(unit, charter)
    found = told(charter, ids_of(asked), ids_of(stand_ins), unit.now, always=step.always, absences=gone)
    return persons_of_charter(unit, found.names)


def alerted_by_hand(unit: Unit, charter: Charter, request: Request, by: Person) -> list[Person]:
    """Whom somebody alerts at once; its author is nobody to alert."""
    holder, author = (charter_id_of(unit, one) for one in (request.assignee_id, request.requester_id))
    gone = not_there(unit, charter) | ({author} if author else set())
    names = alerted(charter, request, holder, by.charter_id, unit.now, gone)
    return [each for each in who_know(unit, charter, request, names) if each.id != by.id]
