"""What somebody away had in hand and returned to the pool: told to those who may know of it, a list for each.

Each list is kept by the ids of its requests: it is drawn again once one of them turns confidential, or is so no longer.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot import absences, questioning
from bot.charter import Charter
from bot.coordinating import who_knows
from bot.people import reach, reader, who
from bot.policies.confidentiality import Part
from bot.policies.permissions import sight
from bot.requests import by_id
from bot.views.facts import load_all
from bot.views.handing_over import freed
from bot.views.lists import row_of
from storage.rows import id_of
from storage.tables import Absence, Person, Request
from storage.unit import Unit

LISTS = "lists"
"""Under what the data of an absence keeps what was told of it: `to` whom, `why`, and the `ids` that were listed."""


def tell(unit: Unit, charter: Charter, absence: Absence, requests: Sequence[Request], why: str) -> None:
    """These return to the pool: each of those who may know of some is told which, and why."""
    told = {id_of(each): each for request in requests for each in who_knows(unit, charter, request)}
    for person_id, person in told.items():
        seen = [each for each in requests if _part(unit, charter, person, each) is not Part.NOTHING]
        if reach(unit, person_id) is not None and seen and person_id != absence.person_id:
            lists = absence.data.get(LISTS, [])
            entry = {"to": person_id, "why": why, "ids": [id_of(each) for each in seen]}
            unit.change(absence, data={**absence.data, LISTS: [*lists, entry]})
            _put(unit, charter, absence, len(lists), seen)


def draw_again(unit: Unit, charter: Charter, request: Request) -> None:
    """The lists that name a request show of it what each reader may know by now."""
    for absence in absences.since(unit, request.asked_at):
        for number, entry in enumerate(absence.data.get(LISTS, ())):
            identity = reach(unit, entry["to"]) if request.id in entry["ids"] else None
            if identity is not None and questioning.questions_to(unit, who(identity), _question(absence, number)):
                _put(unit, charter, absence, number, [by_id(unit, each) for each in entry["ids"]])


def _put(unit: Unit, charter: Charter, absence: Absence, number: int, requests: Sequence[Request]) -> None:
    entry = absence.data[LISTS][number]
    person, identity = unit.need(Person, entry["to"]), reach(unit, entry["to"])
    if identity is None:
        return
    rows = [row_of(each, _part(unit, charter, person, each.request)) for each in load_all(unit, charter, requests)]
    card = freed(absences.facts_of(unit, charter, [absence])[0], rows, entry["why"])
    questioning.ask_instead(unit, who(identity), card, _question(absence, number))


def _part(unit: Unit, charter: Charter, person: Person, request: Request) -> Part:
    return sight(reader(unit, charter, person), request, charter)


def _question(absence: Absence, number: int) -> str:
    return f"question:freed:{absence.id}:{number}"
