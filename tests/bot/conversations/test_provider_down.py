"""A provider that is down: all its people away by a command and a press, what has nobody said, all of it undone."""

from __future__ import annotations

from typing import Any

import pytest

from bot.cards import Reply
from bot.conversations import handing
from storage.tables import Absence
from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un train pour Paris jeudi"
EXPENSES = "voici ma note de frais de novembre à rembourser"


def two_held(desk: Story) -> None:
    """A request that company staff may take, and one that the provider alone serves; Inès has both."""
    desk.says("zoe", "#aix", EXPENSES)
    desk.pass_by(minutes=20)
    desk.says("karim", "#lyon", TRAIN)
    for each in desk.requests():
        desk.types("ines", f"prendre {each.ref}")
        assert desk.who_has(each.ref) == "ines"


def down(desk: Story, who: str = "tom") -> Reply:
    return desk.presses(who, desk.types(who, "provider"), "provider_down")


def company_coordinator(data: dict[str, Any]) -> None:
    for person in data["people"]:
        if person["id"] == "nadia":
            person["roles"] = ["assistant", "coordinator"]


def test_a_command_says_what_a_press_then_does(desk: Story) -> None:
    two_held(desk)
    asked = desk.types("tom", "provider")
    told = desk.text(asked, "tom")
    assert "4 personnes seraient notées en absence" in told
    assert "2 demandes en cours" in told
    assert not desk.rows(Absence)
    assert [desk.who_has(each.ref) for each in desk.requests()] == ["ines", "ines"]
    told = desk.text(desk.presses("tom", asked, "provider_down"), "tom")
    assert "4 personnes sont notées en absence" in told
    assert "Une n’a personne." in told
    assert [desk.who_has(each.ref) for each in desk.requests()] == [None, None]
    by_site = {each.site: each.proposal_why for each in desk.requests()}
    assert by_site == {"aix": "pool", "lyon": "nobody"}
    desk.says("lea", "#lyon", "il me faudrait un taxi vendredi à 9h")
    assert desk.requests()[-1].proposal_why == "nobody"


@pytest.mark.parametrize(("who", "named"), [("coralie", True), ("tom", False)])
def test_what_has_nobody_is_named_to_who_may_know_of_it_and_counted_for_the_others(
    desk: Story, who: str, named: bool
) -> None:
    two_held(desk)
    told = desk.text(down(desk, who), who)
    assert ("Une n’a personne :" in told) is ("LYO-1" in told) is named
    assert "AIX-1" not in told
    assert "Chacune a quelqu’un" not in told


def test_pressed_twice_it_notes_nobody_twice(desk: Story) -> None:
    down(desk)
    desk.forges("tom", "provider_down", "down")
    assert len(desk.rows(Absence, ended=False)) == 4
    assert "4 personnes sont en absence depuis" in desk.text(desk.types("tom", "prestataire"), "tom")


def test_undone_it_gives_back_what_nobody_took(desk: Story) -> None:
    two_held(desk)
    done = down(desk)
    (taken,) = [each.ref for each in desk.requests() if each.site == "aix"]
    desk.types("samia", f"prendre {taken}")
    told = desk.text(desk.presses("tom", done, "provider_up"), "tom")
    assert "4 personnes sont de retour" in told
    assert "Une demande que personne n’avait prise leur est rendue" in told
    assert {each.site: desk.who_has(each.ref) for each in desk.requests()} == {"aix": "samia", "lyon": "ines"}
    assert not desk.rows(Absence, ended=False)
    assert "n’est pas noté en absence" in desk.text(desk.forges("tom", "provider_up", "up"), "tom")


def test_undone_it_gives_nothing_back_to_who_is_away_besides(desk: Story) -> None:
    two_held(desk)
    desk.types("ines", "absence demain relais claire")
    desk.pass_by(hours=24)
    desk.carry()
    done = down(desk)
    told = desk.text(desk.presses("tom", done, "provider_up"), "tom")
    assert "4 personnes sont de retour" in told
    assert [desk.who_has(each.ref) for each in desk.requests()] == [None, None]
    assert "Bon retour" not in desk.room("@ines")
    desk.later(hours=24)
    assert "Bon retour. 2 demandes que vous aviez sont toujours ouvertes" in desk.room("@ines")


def test_all_that_had_nobody_is_proposed_again_however_much_it_is(desk: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "AT_ONCE", 1)
    done = down(desk)
    for who in ("karim", "lea", "paul", "zoe", "marc"):
        desk.says(who, "#lyon", TRAIN)
    assert {each.proposal_why for each in desk.requests()} == {"nobody"}
    desk.presses("tom", done, "provider_up")
    desk.later(seconds=1)
    assert {each.proposal_why for each in desk.requests()} == {"dedicated"}
    assert len(desk.requests()) > len(desk.rows(Absence)), "the end of each absence looks at one"


def test_only_who_coordinates_or_administers_may(desk: Story) -> None:
    for who in ("ines", "karim", "marc"):
        desk.types(who, "prestataire")
        desk.forges(who, "provider_down", "down")
    assert not desk.rows(Absence)
    down(desk, "coralie")
    assert len(desk.rows(Absence)) == 4
    desk.forges("marc", "provider_up", "up")
    assert len(desk.rows(Absence, ended=False)) == 4


def test_a_company_coordinator_is_proposed_what_has_nobody(desk: Story) -> None:
    desk.rules(company_coordinator)
    two_held(desk)
    down(desk, "nadia")
    assert {each.proposal_why for each in desk.requests()} == {"pool", "coordinator"}


def test_who_presses_and_is_the_providers_learns_it_before_and_who_is_told_instead(desk: Story) -> None:
    asked = desk.types("coralie", "prestataire")
    assert "Vous en faites partie." in desk.text(asked, "coralie")
    assert "Vous en faites partie" not in desk.text(desk.types("tom", "prestataire"), "tom")
    told = desk.text(desk.presses("coralie", asked, "provider_down"), "coralie")
    assert "Plus personne ne coordonne : ce qui est pour la coordination va à Nadia Benali et Julie Schmitt." in told
    for who in ("nadia", "julie"):
        assert "a noté tout Relais Office en absence. Plus personne ne coordonne" in desk.room(f"@{who}")
    for who in ("ines", "claire", "hugo"):
        assert "Coralie Tessier a noté tout Relais Office en absence, vous compris" in desk.room(f"@{who}")
    assert "vous compris" not in desk.room("@coralie")


def test_where_the_company_has_a_coordinator_nobody_is_told_instead(desk: Story) -> None:
    desk.rules(company_coordinator)
    assert "Plus personne ne coordonne" not in desk.text(down(desk, "coralie"), "coralie")
    assert "Plus personne ne coordonne" not in desk.room("@julie") + desk.room("@nadia")


def test_pressed_twice_those_put_away_are_told_once(desk: Story) -> None:
    down(desk)
    desk.forges("tom", "provider_down", "down")
    assert desk.room("@ines").count("vous compris") == 1
    assert desk.room("@julie").count("Plus personne ne coordonne") == 1
