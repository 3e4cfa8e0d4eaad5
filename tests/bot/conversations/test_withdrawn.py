"""Sight that is withdrawn: what one may no longer read is taken back, and nothing more of it comes or goes."""

from __future__ import annotations

from typing import Any

import pytest

from bot.events import CharterChanged
from storage.tables import State
from tests.bot.desk_harness import Story
from tests.fakes.company import written

PAY = "il me faudrait mon bulletin de paie d'octobre"


def uncleared(data: dict[str, Any], who: str = "samia") -> None:
    for person in data["people"]:
        if person["id"] == who:
            person["cleared"] = []
    rule = next(each for each in data["coverage"] if each.get("service") == "hr_admin")
    rule["assistant"] = next(each for each in ("nadia", "samia") if each != who)
    rule.pop("backup")


@pytest.fixture
def confided(desk: Story) -> str:
    """Marc's pay, that Nadia and Samia may read: its reference."""
    desk.says("marc", "@", PAY)
    return str(desk.requests()[-1].ref)


def test_a_withdrawn_clearance_takes_the_card_back(desk: Story, confided: str) -> None:
    desk.says("marc", "@", "c'est pour mon prêt", under=desk.card(confided, "@marc"))
    assert "mon prêt" in desk.room("@samia")
    desk.rules(uncleared)
    assert desk.cards(confided, "@samia") == []
    assert "mon prêt" not in desk.by_desk("@samia")
    desk.says("marc", "@", "la banque attend", under=desk.card(confided, "@marc"))
    assert "la banque attend" not in desk.sees("samia")
    assert "la banque attend" in desk.room("@nadia")
    desk.rules(lambda data: None)
    assert PAY in str(desk.card(confided, "@samia"))


def test_so_it_is_of_one_that_is_over(desk: Story, confided: str) -> None:
    desk.presses("marc", desk.card(confided, "@marc"), "cancel")
    assert desk.request(confided).state is State.CANCELLED
    desk.rules(uncleared)
    assert desk.cards(confided, "@samia") == []
    assert desk.cards(confided, "@nadia") != []


def test_whoever_had_it_has_it_no_longer(desk: Story, confided: str) -> None:
    desk.opens_home("nadia")
    desk.presses("nadia", desk.card(confided, "@nadia"), "claim")
    desk.rules(lambda data: uncleared(data, "nadia"))
    assert desk.who_has(confided) is None
    assert desk.request(confided).state is State.NEW
    assert "Samia" in str(desk.card(confided, "@samia"))
    assert confided not in desk.opens_home("nadia")
    assert desk.cards(confided, "@nadia") == []


def test_one_who_keeps_a_restricted_request_keeps_its_card(desk: Story) -> None:
    desk.says("karim", "#lyon", "il faudrait payer la facture fournisseur Dupont avant vendredi")
    desk.presses("ines", desk.card("LYO-1", "@ines"), "claim")

    def elsewhere(data: dict[str, Any]) -> None:
        for person in data["people"]:
            if person["id"] == "ines":
                person["services"].remove("invoicing")

    desk.rules(elsewhere)
    assert desk.who_has("LYO-1") == "ines"
    assert "Dupont" in str(desk.card("LYO-1", "@ines"))


def in_force_unannounced(desk: Story) -> None:
    """Another charter holds here already; what it changes has not been gone through yet."""
    desk.desk.charter = written(uncleared)


def test_before_that_is_gone_through_nothing_is_relayed_either_way(desk: Story, confided: str) -> None:
    card = desk.card(confided, "@samia")
    in_force_unannounced(desk)
    desk.says("samia", "@", "j'ai vu son salaire", under=card)
    assert "salaire" not in desk.sees("nadia")
    assert "Je ne trouve pas cette demande." in desk.room("@samia")
    assert "note" not in desk.history(confided)
    desk.says("marc", "@", "c'est pour mon prêt", under=desk.card(confided, "@marc"))
    assert "mon prêt" not in desk.sees("samia")
    assert desk.cards(confided, "@samia") == []


def test_what_was_queued_before_is_not_shown_after(desk: Story, confided: str) -> None:
    said = desk.wrote("marc", "@", "c'est pour mon prêt", under=desk.card(confided, "@marc"))
    (queued,) = desk.at_once(desk.posted(said))
    queued.result(30)
    in_force_unannounced(desk)
    desk.carry()
    assert "mon prêt" not in desk.sees("samia")
    assert "mon prêt" in desk.sees("nadia")


def test_an_edit_reaches_those_alone_who_may_read_it(desk: Story, confided: str) -> None:
    said = desk.says("marc", "@", "c'est pour mon prêt", under=desk.card(confided, "@marc"))
    in_force_unannounced(desk)
    desk.edits(said, "c'est pour mon divorce")
    assert "divorce" not in desk.sees("samia")
    assert "divorce" in desk.sees("nadia")


def test_the_same_charter_again_changes_nothing(desk: Story, confided: str) -> None:
    before = desk.history(confided), [str(each) for each in desk.shown("@nadia")]
    desk.submit(CharterChanged(key=desk.key(), at=desk.clock.now(), hash=desk.desk.charter.hash))
    assert (desk.history(confided), [str(each) for each in desk.shown("@nadia")]) == before


def test_a_note_is_of_those_who_work_there(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi matin")
    desk.says("lea", "#desk", "je passais par là", under=desk.card("LYO-1", "#desk"))
    assert "note" not in desk.history("LYO-1")
    assert "Vous ne pouvez pas le faire vous-même." in desk.whispered("lea") or "peuvent vous aider" in desk.whispered(
        "lea"
    )


def test_a_service_kept_in_house_from_now_on_leaves_the_shared_triage(desk: Story) -> None:
    def kept(data: dict[str, Any]) -> None:
        for service in data["services"]:
            if service["id"] == "office":
                service["in_house_only"] = True
        for person in data["people"]:
            if person["id"] == "samia":
                person["services"].append("office")

    desk.says("karim", "#aix", "il me faudrait un badge pour Schmidt vendredi")
    assert "Schmidt" in desk.by_desk("#desk")
    desk.rules(kept)
    assert desk.by_desk("#desk") == ""
    assert "Schmidt" in str(desk.card("AIX-1", "@samia"))
    desk.rules(lambda data: None)
    assert "Schmidt" in desk.by_desk("#desk")


def test_nothing_is_told_later_of_what_one_may_no_longer_know(desk: Story, confided: str) -> None:
    desk.says("marc", "@", "il me faudrait aussi une attestation de salaire pour ma banque")
    other = str(desk.requests()[-1].ref)
    desk.pass_by(minutes=10)
    for ref in (confided, other):
        desk.types("nadia", f"prendre {ref}")
        desk.types("nadia", f"confier {ref} samia")
    told = [str(each) for each in desk.pings("@samia")]
    assert other not in told[-1]
    in_force_unannounced(desk)
    desk.later(minutes=10)
    assert [str(each) for each in desk.pings("@samia")] == told


def test_nor_is_it_the_next_to_do(desk: Story, confided: str) -> None:
    desk.types("samia", f"prendre {confided}")
    assert confided in desk.text(desk.types("samia", "suivante", where="@"))
    in_force_unannounced(desk)
    for word in ("suivante", "mes", "liste", f"voir {confided}", f"répondre {confided} bonjour"):
        told = desk.text(desk.types("samia", word, where="@"))
        assert "bulletin" not in told
        assert f"{confided}," not in told
        assert "RH" not in told


def test_who_is_cleared_is_not_found_out_by_asking_for_them(desk: Story, confided: str) -> None:
    told = {desk.text(desk.forges("coralie", "call", f"{confided}:{name}")) for name in ("nadia", "ines", "nobody")}
    assert len(told) == 1
    assert "call" not in desk.history(confided)


@pytest.mark.parametrize("word", ["rendre LYO-1", "confier LYO-1 claire"])
def test_what_was_kept_is_left_with_the_card_when_it_is_given_away(desk: Story, word: str) -> None:
    asked = desk.says("karim", "#lyon", "il faudrait payer la facture fournisseur Dupont avant vendredi")
    desk.presses("ines", desk.card("LYO-1", "@ines"), "claim")
    desk.says("karim", "#lyon", "celle de Marseille", under=asked)

    def elsewhere(data: dict[str, Any]) -> None:
        for person in data["people"]:
            if person["id"] == "ines":
                person["services"].remove("invoicing")

    desk.rules(elsewhere)
    assert "Marseille" in desk.room("@ines")
    desk.types("ines", word)
    assert "Marseille" not in desk.room("@ines")
    assert desk.cards("LYO-1", "@ines") == []
    assert "Marseille" in desk.room("@claire")


def test_another_rule_takes_back_what_is_over_too(desk: Story) -> None:
    desk.says("karim", "@", f"{PAY}, je suis à Lyon")
    ref = str(desk.requests()[-1].ref)
    desk.presses("karim", desk.card(ref, "@karim"), "cancel")
    assert desk.cards(ref, "@samia") != []

    def without_backup(data: dict[str, Any]) -> None:
        next(each for each in data["coverage"] if each.get("service") == "hr_admin").pop("backup")

    desk.rules(without_backup)
    assert desk.cards(ref, "@samia") == []
    assert desk.cards(ref, "@nadia") != []
