"""A new charter no longer lists something: what was asked of it is opened to nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from storage.rows import table_of
from storage.tables import Setting
from storage.unit import Unit
from tests.bot.desk_harness import Story

BILL = "il faudrait payer la facture fournisseur Dupont avant vendredi"
BADGE = "il me faudrait un badge pour un visiteur vendredi"
WORKERS = ("nadia", "samia", "ines", "claire", "hugo", "coralie", "marc")

Change = Callable[[dict[str, Any]], None]


def all_of(*changes: Change) -> Change:
    def each(data: dict[str, Any]) -> None:
        for change in changes:
            change(data)

    return each


def drop(service: str) -> Change:
    def change(data: dict[str, Any]) -> None:
        data["services"] = [each for each in data["services"] if each["id"] != service]
        data["coverage"] = [each for each in data["coverage"] if each.get("service") != service]
        for person in data["people"]:
            if isinstance(person.get("services"), list) and service in person["services"]:
                person["services"].remove(service)

    return change


def office(*, in_house: bool) -> Change:
    def change(data: dict[str, Any]) -> None:
        next(each for each in data["services"] if each["id"] == "office")["in_house_only"] = in_house
        next(each for each in data["people"] if each["id"] == "samia")["services"].append("office")

    return change


def read_by(desk: Story, ref: str, word: str) -> list[str]:
    return [who for who in WORKERS if word in desk.text(desk.types(who, f"voir {ref}", "@"), who)]


@pytest.mark.parametrize("days", [0, 8])
def test_what_is_done_of_a_restricted_service_is_not_opened_when_it_is_dropped(desk: Story, days: int) -> None:
    desk.says("karim", "#aix", BILL)
    desk.types("ines", "fait AIX-1")
    desk.later(days=days)
    assert read_by(desk, "AIX-1", "Dupont") == ["ines", "claire", "coralie"]
    desk.rules(drop("invoicing"))
    assert read_by(desk, "AIX-1", "Dupont") == ["ines", "coralie"], "who did it, and who coordinates"
    assert [who for who in ("nadia", "samia") if "Dupont" in desk.room(f"@{who}")] == []


def test_what_was_done_in_house_stays_so_when_its_service_is_dropped(desk: Story) -> None:
    desk.rules(office(in_house=True))
    desk.says("karim", "#aix", BADGE)
    desk.types("samia", "fait AIX-1")
    desk.later(days=8)
    assert read_by(desk, "AIX-1", "badge") == ["nadia", "samia"]
    desk.rules(all_of(office(in_house=True), drop("office")))
    assert read_by(desk, "AIX-1", "badge") == ["nadia", "samia"]


def test_the_definition_last_in_force_counts_and_not_the_one_first_used_last(desk: Story) -> None:
    for in_house in (True, False, True):
        desk.pass_by(minutes=1)
        desk.rules(office(in_house=in_house))
    desk.says("karim", "@", "il me faudrait un badge à Aix pour un visiteur vendredi")
    desk.rules(all_of(office(in_house=True), drop("office")))
    assert "badge" not in desk.by_desk("#desk")
    assert read_by(desk, "AIX-1", "badge") == ["nadia", "samia"]
    desk.rules(all_of(office(in_house=True), drop("office"), drop("reporting")))
    assert read_by(desk, "AIX-1", "badge") == ["nadia", "samia"]


def test_the_coordinator_gets_the_list_of_what_is_left_of_it(desk: Story) -> None:
    desk.says("karim", "#lyon", BADGE)
    desk.rules(drop("office"))
    assert "LYO-1" in str(desk.last("@coralie", "retired"))
    assert desk.request("LYO-1").proposal_why == "retired"


def test_a_desk_of_the_release_before_knows_them_by_their_first_use(desk: Story) -> None:
    """It did not write down which charter listed what last."""
    desk.says("karim", "#aix", BILL)
    desk.types("ines", "fait AIX-1")
    desk.rules(drop("invoicing"))

    def forget(unit: Unit) -> None:
        table = table_of(Setting)
        unit.execute(table.delete().where(table.c.key.startswith("last_listed:")))

    desk.writer.run(forget).result(30)
    desk.rules(all_of(drop("invoicing"), drop("reporting")))
    assert read_by(desk, "AIX-1", "Dupont") == ["ines", "coralie"]
    desk.rules(all_of(drop("invoicing"), drop("reporting"), drop("office")))
    assert read_by(desk, "AIX-1", "Dupont") == ["ines", "coralie"]
