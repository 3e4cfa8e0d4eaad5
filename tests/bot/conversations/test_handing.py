"""People come and go, and what they had or could read does not stay behind with them."""

from __future__ import annotations

from typing import Any

from storage.tables import State
from tests.bot.desk_harness import Story, profiles

TRAIN = "il me faudrait un train pour Paris jeudi"
PAY = "il me faudrait mon bulletin de paie d'octobre"


def go(desk: Story, *names: str) -> None:
    """Their accounts are closed."""
    theirs = (each for each in profiles(desk.company) if each.who.user in names)
    desk.told_of(*(each.model_copy(update={"active": False}) for each in theirs))


def back(desk: Story, *names: str) -> None:
    desk.told_of(*(each for each in profiles(desk.company) if each.who.user in names))


def paula_alone(data: dict[str, Any]) -> None:
    """One person is cleared for pay, and the desk has not seen her account."""
    data["people"].append(
        {
            "id": "paula",
            "name": "Paula Neuve",
            "email": "paula@ateliers-durance.example",
            "roles": ["assistant"],
            "cleared": ["hr_admin"],
            "sites": ["aix", "lyon", "strasbourg", "reunion"],
            "services": ["hr_admin"],
        }
    )
    for rule in data["coverage"]:
        if rule.get("service") == "hr_admin":
            rule["assistant"] = "paula"
            rule.pop("backup")
    for person in data["people"]:
        if person["id"] in ("nadia", "samia"):
            person["cleared"], person["services"] = [], ["office"]
    data["desk"]["contact"] = "paula"


def test_who_is_gone_is_proposed_nothing_and_given_nothing(desk: Story) -> None:
    go(desk, "ines")
    desk.says("karim", "#lyon", TRAIN)
    assert desk.request("LYO-1").proposal_why == "backup"
    assert "LYO-1" in desk.room("@claire")
    desk.types("claire", "confier LYO-1 ines")
    assert desk.who_has("LYO-1") is None


def test_who_is_gone_is_not_named_as_somebody_who_can_help(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    assert "Inès Caron" in desk.text(desk.forges("nadia", "claim", "LYO-1"), "nadia")
    go(desk, "ines")
    refused = desk.text(desk.forges("nadia", "claim", "LYO-1"), "nadia")
    assert "Claire Morel" in refused
    assert "Inès Caron" not in refused


def test_what_they_had_goes_to_the_next(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.says("lea", "#lyon", "il me faudrait un taxi demain à 9h")
    desk.types("ines", "prendre LYO-1")
    go(desk, "ines")
    for ref in ("LYO-1", "LYO-2"):
        request = desk.request(ref)
        assert (request.state, request.assignee_id, request.proposal_why) == (State.NEW, None, "backup")
    desk.later(minutes=6)
    assert "LYO-1" in desk.room("@claire")
    assert "LYO-2" in desk.room("@claire")


def test_an_account_that_another_one_stands_in_for_changes_nothing(desk: Story) -> None:
    desk.says("andre", "#lyon", TRAIN)
    desk.types("hugo", "prendre LYO-1")
    held = desk.request("LYO-1").assignee_id
    on_slack = [each for each in profiles(desk.company) if each.who.user == "hugo" and each.who.platform == "slack"]
    desk.told_of(*(each.model_copy(update={"active": False}) for each in on_slack))
    assert desk.request("LYO-1").assignee_id == held


def test_with_nobody_left_who_may_read_it_those_who_may_know_are_told_and_its_author_too(desk: Story) -> None:
    go(desk, "nadia", "samia")
    desk.says("marc", "@", PAY)
    assert desk.request("LYO-1").proposal_why == "nobody"
    assert "LYO-1" in desk.room("@coralie")
    assert "bulletin" not in desk.sees("coralie")
    card = str(desk.card("LYO-1", "@marc"))
    assert "Personne n’est disponible" in card
    assert "Le pôle vous répond" not in card
    back(desk, "samia")
    assert "bulletin" in desk.room("@samia")
    assert "Le pôle vous répond" in str(desk.card("LYO-1", "@marc"))


def test_who_was_unknown_gets_what_waited_for_them_once_they_are_seen(desk: Story) -> None:
    desk.rules(paula_alone)
    desk.says("marc", "@", PAY)
    desk.later(hours=1)
    assert "Personne n’est disponible" in str(desk.card("LYO-1", "@marc"))
    desk.told_of(desk.meets("paula", "Paula Neuve", email="paula@ateliers-durance.example"))
    assert PAY in desk.room("@paula")
    assert [each for each in desk.pings("@paula") if "LYO-1" in str(each)]
    assert "bulletin" not in "".join(desk.sees(one) for one in ("nadia", "samia", "coralie"))
