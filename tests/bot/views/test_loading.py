"""What cards are drawn from is read in a few queries, and a home holds what its reader may know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection, event

from adapters.rendering import DrawnLine, draw, flat
from bot.charter import Person as CharterPerson
from bot.views.facts import load_all, load_facts
from bot.views.home import HomeFacts, draw_home, load_home
from storage.database import Database
from storage.tables import OPEN_STATES, File, Level, Person, Rating, Request, State
from storage.unit import Unit
from tests.bot.views.gallery import reader, rendering_facts
from tests.bot.views.subjects import NOW, charter

Ask = Callable[..., Request]


@pytest.fixture
def unit(database: Database) -> Iterator[Unit]:
    with database.engine.begin() as connection:
        yield Unit(connection, NOW)


@pytest.fixture
def people(unit: Unit) -> dict[str, Person]:
    """Everybody of the charter, and Karim, an employee."""
    named = {each.id: each.name for each in charter().people} | {"karim": "Karim Diallo"}
    return {
        key: unit.add(Person(charter_id=key if key != "karim" else None, name=name, created_at=NOW))
        for key, name in named.items()
    }


@pytest.fixture
def ask(unit: Unit, people: dict[str, Person]) -> Ask:
    numbers = count(1)

    def make(requester: str = "karim", **changes: Any) -> Request:
        number = next(numbers)
        state = changes.get("state", State.NEW)
        values: dict[str, Any] = {
            "site": "lyon", "number": number, "ref": f"LYO-{number}", "service": "travel", "origin": "message",
            "requester_id": people[requester].id, "raised_by_id": people[requester].id, "words_id": 1,
            "open": state in OPEN_STATES, "asked_at": NOW, "charter_version": "", "updated_at": NOW,
            "promised_at": NOW + timedelta(hours=number),
        }  # fmt: skip
        if "assignee" in changes:
            values["assignee_id"] = people[changes.pop("assignee")].id
        return unit.add(Request(**(values | changes)))

    return make


def queries(connection: Connection, do: Callable[[], object]) -> int:
    """How many statements that sends."""
    sent: list[str] = []

    def note(*arguments: Any) -> None:
        sent.append(arguments[2])

    event.listen(connection, "before_cursor_execute", note)
    try:
        do()
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return len(sent)


def home_of(unit: Unit, people: dict[str, Person], who: str) -> HomeFacts:
    named: CharterPerson | None = charter().person(who)
    return load_home(unit, charter(), people[who], named)


def refs(facts: Any) -> list[str]:
    return [each.request.ref for each in facts]


def test_facts_are_all_that_a_card_needs(unit: Unit, people: dict[str, Person], ask: Ask) -> None:
    earlier = ask(state=State.CLOSED)
    request = ask(
        state=State.RESOLVED,
        assignee="ines",
        proposed_id=people["claire"].id,
        resolved_by_id=people["claire"].id,
        resolved_at=NOW,
        linked_to_id=earlier.id,
        words_id=7,
    )
    unit.add(Rating(request_id=request.id or 0, person_id=request.requester_id, asked_at=NOW, score=4))
    unit.add(File(words_id=7, name="devis.pdf", platform="slack"))
    unit.add(File(words_id=8, name="another's.pdf", platform="slack"))
    facts = load_facts(unit, charter(), request)
    assert facts.requester.name == "Karim Diallo"
    assert facts.assignee is not None
    assert facts.assignee.name == "Inès Caron"
    assert facts.proposed == facts.resolved_by == people["claire"]
    assert (facts.score, facts.rating_asked, facts.follows) == (4, True, earlier.ref)
    assert [file.name for file in facts.files] == ["devis.pdf"]
    assert facts.now == NOW


def test_many_requests_cost_as_many_queries_as_one(unit: Unit, ask: Ask) -> None:
    asked = [ask(state=State.RESOLVED, resolved_at=NOW, linked_to_id=1) for _ in range(30)]
    one = queries(unit.connection, lambda: load_all(unit, charter(), asked[:1]))
    assert queries(unit.connection, lambda: load_facts(unit, charter(), asked[0])) == one + 2
    assert one == queries(unit.connection, lambda: load_all(unit, charter(), asked)) == 4
    assert refs(load_all(unit, charter(), asked[::-1])) == [each.ref for each in asked[::-1]]
    assert load_all(unit, charter(), []) == []


def test_an_employee_sees_their_own_open_requests_alone(unit: Unit, people: dict[str, Person], ask: Ask) -> None:
    mine = ask()
    ask(state=State.CLOSED)
    ask("marc")
    facts = home_of(unit, people, "karim")
    assert refs(facts.mine) == [mine.ref]
    assert not facts.works
    assert (facts.in_hand, facts.to_take, facts.sites) == ((), (), ())


def test_an_assistant_sees_what_they_have_and_what_they_may_take(
    unit: Unit, people: dict[str, Person], ask: Ask
) -> None:
    later, soon, urgent = ask(), ask(first_response_at=NOW), ask(urgent=True)
    held = ask(state=State.CLAIMED, assignee="ines")
    ask(state=State.CLAIMED, assignee="claire")
    ask("ines")
    ask(service="hr_admin", level=Level.CONFIDENTIAL)
    ask(site="reunion")
    facts = home_of(unit, people, "ines")
    assert refs(facts.to_take) == [urgent.ref, soon.ref, later.ref]
    assert refs(facts.in_hand) == [held.ref]
    assert len(facts.mine) == 1


def test_only_the_cleared_are_offered_what_is_confidential(unit: Unit, people: dict[str, Person], ask: Ask) -> None:
    private = ask(service="hr_admin", level=Level.CONFIDENTIAL)
    assert refs(home_of(unit, people, "nadia").to_take) == [private.ref]
    for other in ("ines", "claire", "coralie", "marc"):
        assert refs(home_of(unit, people, other).to_take) == []


def test_those_who_steer_see_counts_of_their_sites_without_what_is_confidential(
    unit: Unit, people: dict[str, Person], ask: Ask
) -> None:
    ask()
    ask(promised_at=NOW - timedelta(hours=1))
    ask(first_response_at=NOW - timedelta(hours=1))
    ask(state=State.CLAIMED, assignee="ines", first_response_at=NOW - timedelta(hours=1))
    ask(state=State.CLOSED)
    ask(service="hr_admin", level=Level.CONFIDENTIAL)
    (lyon,) = home_of(unit, people, "marc").sites
    assert (lyon.site, lyon.open, lyon.unclaimed, lyon.late) == ("lyon", 4, 3, 2)
    everywhere = home_of(unit, people, "coralie").sites
    assert [each.site for each in everywhere] == ["aix", "lyon", "strasbourg", "reunion"]
    assert everywhere[0].open == 0
    shown = draw(draw_home(home_of(unit, people, "marc")), rendering_facts(), reader("fr"))
    lines = [flat(part.runs) for part in shown.parts if isinstance(part, DrawnLine)]
    assert any(each.endswith("4 ouvertes, 3 à prendre et 2 en retard.") for each in lines)
