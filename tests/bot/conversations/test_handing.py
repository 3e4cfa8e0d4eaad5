"""People come and go, and what they had or could read does not stay behind with them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversations import handing
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


def test_with_nobody_left_who_may_read_it_its_author_alone_is_told(desk: Story) -> None:
    go(desk, "nadia", "samia")
    desk.says("marc", "@", PAY)
    assert desk.request("LYO-1").proposal_why == "nobody"
    assert "LYO-1" not in desk.sees("coralie")
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
    assert "Proposée à Paula Neuve" in str(desk.card("LYO-1", "@paula"))
    assert "bulletin" not in "".join(desk.sees(one) for one in ("nadia", "samia", "coralie"))


def not_cleared_any_longer(data: dict[str, Any]) -> None:
    """Pay is Samia's alone, and nobody else's."""
    next(each for each in data["people"] if each["id"] == "nadia").update(cleared=[], services=["office"])
    data["desk"]["contact"] = "samia"
    for rule in data["coverage"]:
        if rule.get("service") == "hr_admin":
            rule["assistant"] = "samia"
            rule.pop("backup")


def a_manager_now(data: dict[str, Any]) -> None:
    hugo = next(each for each in data["people"] if each["id"] == "hugo")
    hugo["roles"] = ["manager"]
    hugo.pop("autonomy")


def of_another_service(data: dict[str, Any]) -> None:
    next(each for each in data["people"] if each["id"] == "hugo")["services"] = ["office"]


@pytest.mark.parametrize("by", ["fait", "annuler"])
@pytest.mark.parametrize("days", [0, 8])
def test_what_is_opened_again_after_its_holder_left_goes_to_the_next(desk: Story, by: str, days: int) -> None:
    desk.says("karim", "#stras", TRAIN)
    desk.presses("hugo", desk.card("STR-1", "#desk"), "claim")
    desk.types("hugo", f"{by} STR-1")
    desk.types("coralie", "valider STR-1")
    desk.later(days=days)
    go(desk, "hugo")
    told = len(desk.pings("@claire"))
    desk.types("karim", "rouvrir STR-1")
    desk.later(minutes=6)
    request = desk.request("STR-1")
    assert (request.state, request.assignee_id, request.proposal_why) == (State.NEW, None, "provider")
    assert [each for each in desk.pings("@claire")[told:] if "STR-1" in str(each)]
    assert "STR-1" in desk.text(desk.types("claire", "suivante"), "claire")
    desk.types("claire", "prendre STR-1")
    assert desk.who_has("STR-1") == "claire"


def test_what_is_opened_again_goes_back_to_whoever_did_it_and_can_still(desk: Story) -> None:
    desk.says("karim", "#stras", TRAIN)
    desk.presses("hugo", desk.card("STR-1", "#desk"), "claim")
    desk.types("hugo", "fait STR-1")
    desk.types("claire", "valider STR-1")
    desk.rules(of_another_service)
    desk.types("karim", "rouvrir STR-1")
    desk.later(minutes=6)
    assert (desk.request("STR-1").state, desk.who_has("STR-1")) == (State.CLAIMED, "hugo")
    assert "rouverte" in str(desk.pings("@hugo")[-1])


def test_what_is_confidential_and_opened_again_goes_to_who_is_cleared_now(desk: Story) -> None:
    desk.says("marc", "@", PAY)
    desk.presses("nadia", desk.card("LYO-1", "@nadia"), "claim")
    desk.types("nadia", "fait LYO-1")
    desk.later(days=6)
    desk.rules(not_cleared_any_longer)
    told = len(desk.pings("@samia"))
    desk.types("marc", "rouvrir LYO-1", "@")
    assert (desk.request("LYO-1").state, desk.who_has("LYO-1")) == (State.NEW, None)
    assert PAY in desk.room("@samia")
    assert [each for each in desk.pings("@samia")[told:] if "LYO-1" in str(each)]
    assert desk.cards("LYO-1", "@nadia") == []


def test_who_may_do_nothing_for_it_by_a_new_charter_has_it_no_longer(
    desk: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "AT_ONCE", 1)
    for who in ("karim", "lea"):
        desk.says(who, "#stras", TRAIN)
    for ref in ("STR-1", "STR-2"):
        desk.presses("hugo", desk.card(ref, "#desk"), "claim")
    told = len(desk.pings("@claire"))
    desk.rules(a_manager_now)
    desk.later(minutes=6)
    for ref in ("STR-1", "STR-2"):
        assert (desk.request(ref).state, desk.who_has(ref)) == (State.NEW, None)
        assert ref in "".join(str(each) for each in desk.pings("@claire")[told:])
        assert f"{ref} est remise au pôle" in desk.room("@hugo")
    assert "Hugo" not in str(desk.card("STR-1", "#stras"))


def test_who_serves_another_site_or_service_by_a_new_charter_keeps_what_they_have(desk: Story) -> None:
    desk.says("karim", "#stras", TRAIN)
    desk.presses("hugo", desk.card("STR-1", "#desk"), "claim")
    desk.rules(of_another_service)
    assert desk.who_has("STR-1") == "hugo"
    desk.types("hugo", "rendre STR-1")
    assert desk.who_has("STR-1") is None
