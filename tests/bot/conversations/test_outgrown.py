"""What is opened to one person opens what it was given for, as private as that was: no more private thing, not even to
say that it is there."""

from __future__ import annotations

from typing import Any

import pytest

from storage.tables import Grant, Journal, Level
from tests.bot.desk_harness import Story

INVOICE = "merci de relancer le client Dupont pour sa facture"
PAY_INSTEAD = "merci de relancer le client pour mon bulletin de paie d'octobre, c'est pour ma sanction"
HARASSED = "je suis harcelé par mon chef, pour la facture Dupont, je ne veux plus la relancer"
OPENED = "jusqu'au 15 décembre, renfort"


def pay_for_all(company: dict[str, Any]) -> None:
    """Nothing of pay is kept from the provider but by clearance."""
    next(each for each in company["services"] if each["id"] == "hr_admin").pop("in_house_only")


def invoices_confidential(company: dict[str, Any]) -> None:
    service = next(each for each in company["services"] if each["id"] == "invoicing")
    service.pop("restricted")
    service["confidential"] = True
    nadia = next(each for each in company["people"] if each["id"] == "nadia")
    nadia.update(cleared=["hr_admin", "invoicing"], services=["hr_admin", "invoicing"])


def standing(desk: Story) -> list[Grant]:
    return [each for each in desk.rows(Grant) if each.ended_at is None]


def unknown(desk: Story, who: str) -> bool:
    """Whether somebody is told of LYO-1 what they are told of what does not exist."""
    real, made_up = (desk.text(desk.types(who, f"voir {ref}", "@"), who) for ref in ("LYO-1", "LYO-9"))
    return real == made_up.replace("LYO-9", "LYO-1")


def test_who_works_it_by_a_grant_has_nothing_of_it_once_it_is_confidential(desk: Story) -> None:
    desk.rules(pay_for_all)
    asked = desk.says("karim", "#lyon", INVOICE)
    desk.types("coralie", f"accès LYO-1 @Hugo Pereira {OPENED}", "@")
    desk.presses("hugo", desk.card("LYO-1", "@hugo"), "claim")
    assert desk.who_has("LYO-1") == "hugo"
    desk.edits(asked, PAY_INSTEAD)
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    assert desk.who_has("LYO-1") != "hugo"
    assert unknown(desk, "hugo")
    assert not desk.cards("LYO-1", "@hugo")
    assert "bulletin" not in desk.room("@hugo")
    assert "Votre accès est terminé : LYO-1" in desk.room("@hugo")
    real = desk.text(desk.forges("hugo", "claim", "LYO-1"), "hugo")
    assert real.replace("LYO-1", "LYO-9") == desk.text(desk.forges("hugo", "claim", "LYO-9"), "hugo")
    assert standing(desk) == []
    assert "grant_ended" in [each.act for each in desk.rows(Journal, request_id=desk.request("LYO-1").id)]


def test_who_reads_it_by_a_grant_reads_nothing_that_is_confided_later_and_its_giver_sees_no_trace(
    desk: Story,
) -> None:
    asked = desk.says("karim", "#lyon", INVOICE)
    desk.types("coralie", f"accès LYO-1 @Marc Vidal {OPENED}", "@")
    assert "Marc Vidal : LYO-1" in desk.text(desk.types("coralie", "accès", "@"), "coralie")
    (grant,) = standing(desk)
    desk.edits(asked, HARASSED)
    assert unknown(desk, "marc")
    for who in ("marc", "coralie"):
        assert "LYO-1" not in desk.text(desk.types(who, "accès", "@"), who)
        gone = desk.text(desk.forges(who, "access_end", str(grant.id)), who)
        assert gone == desk.text(desk.forges(who, "access_end", "999"), who)
    told = desk.room("@coralie")
    assert "terminé" not in told
    assert "retiré" not in told


def test_the_contact_may_open_it_again_as_it_is_now(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", INVOICE)
    desk.types("coralie", f"accès LYO-1 @Marc Vidal {OPENED}", "@")
    desk.edits(asked, HARASSED)
    told = desk.text(desk.types("nadia", f"accès LYO-1 @Marc Vidal {OPENED}", "@"), "nadia")
    assert "Accès donné à Marc Vidal" in told
    assert "harcelé" in desk.text(desk.types("marc", "voir LYO-1", "@"), "marc")


@pytest.mark.parametrize("who", ["hugo", "marc"])
def test_a_service_that_becomes_confidential_is_opened_no_longer(desk: Story, who: str) -> None:
    name = {"hugo": "Hugo Pereira", "marc": "Marc Vidal"}[who]
    desk.types("coralie", f"accès Factures et relances @{name} {OPENED}", "@")
    desk.says("karim", "@", f"{INVOICE}, à Lyon")
    assert "Dupont" in desk.text(desk.types(who, "voir LYO-1", "@"), who)
    desk.rules(invoices_confidential)
    desk.says("karim", "@", f"{INVOICE}, le solde de décembre, à Lyon")
    for ref in {each.ref for each in desk.requests()}:
        assert "Dupont" not in desk.text(desk.types(who, f"voir {ref}", "@"), who)
    assert "Dupont" not in desk.room(f"@{who}").replace(INVOICE, "")
    assert standing(desk) == []
    assert "Votre accès est terminé" in desk.room(f"@{who}")


def test_whoever_is_cleared_no_longer_sees_no_trace_of_what_they_gave(desk: Story) -> None:
    desk.says("karim", "@", "il me faudrait mon bulletin de paie d'octobre, je suis à Lyon")
    desk.types("nadia", f"accès LYO-1 @Marc Vidal {OPENED}", "@")

    def another_contact(company: dict[str, Any]) -> None:
        company["desk"]["contact"] = "samia"
        next(each for each in company["people"] if each["id"] == "nadia").update(cleared=[])
        company["coverage"][4] = {**company["coverage"][4], "assistant": "samia"}
        company["coverage"][4].pop("backup", None)

    desk.rules(another_contact)
    assert unknown(desk, "nadia")
    assert "LYO-1" not in desk.text(desk.types("nadia", "accès", "@"), "nadia")
    assert "Marc Vidal : LYO-1" in desk.text(desk.types("samia", "accès", "@"), "samia")
