"""Agreement before the work: asked by the amount, given or not, undone within ten minutes, said on the card."""

from __future__ import annotations

from typing import Any

import pytest

from storage.tables import Approval, State, Vote
from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un billet de train pour Paris jeudi, 1 200 € aller-retour"


@pytest.fixture
def asked(desk: Story) -> Story:
    """A desk where Karim asked for a journey of 1 200 €: Marc is Lyon's manager, and its rule asks for above 800 €."""
    desk.says("karim", "#lyon", TRAIN)
    return desk


def question(desk: Story, who: str = "marc") -> Any:
    return desk.last(f"@{who}", "approval")


def states(desk: Story) -> list[str]:
    return [each.state for each in desk.rows(Approval)]


def test_above_the_amount_the_manager_is_asked_and_the_clock_stands_still(asked: Story) -> None:
    request = asked.request("LYO-1")
    assert (request.awaits_approval, request.approvers) == (True, "marc")
    assert request.paused_at is not None
    card = str(question(asked))
    assert "Votre accord est demandé pour LYO-1, de Karim Diallo" in card
    assert "Montant : 1 200 €" in card
    assert TRAIN in card
    for place in ("#lyon", "#desk"):
        assert "Accord attendu de Marc Vidal, pour 1 200 €" in str(asked.card("LYO-1", place))
    asked.later(days=3)
    assert "retard" not in str(asked.card("LYO-1", "#lyon"))


@pytest.mark.parametrize("text", ["un train pour Paris jeudi, 800 € maximum", "un train pour Paris jeudi, 62,50 €"])
def test_up_to_the_amount_nobody_is_asked(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", f"il me faudrait {text}")
    assert states(desk) == ["below"]
    assert not desk.request("LYO-1").awaits_approval
    desk.types("ines", "prendre LYO-1")
    assert "attend" not in str(desk.card("LYO-1", "#desk"))


def test_agreed_to_it_goes_on_ten_minutes_later(asked: Story) -> None:
    asked.later(hours=1)
    promised = asked.request("LYO-1").promised_at
    asked.presses("marc", question(asked), "approve")
    assert "Vous avez donné votre accord. Cela prend effet à" in str(question(asked))
    assert "Approuvée par Marc Vidal" in str(asked.card("LYO-1", "#lyon"))
    assert asked.request("LYO-1").awaits_approval
    asked.later(minutes=11)
    request = asked.request("LYO-1")
    assert (request.awaits_approval, request.paused_at, states(asked)) == (False, None, ["approved"])
    assert request.promised_at is not None
    assert promised is not None
    assert request.promised_at > promised, "what is promised moves by the time that it stood still"
    assert "Marc Vidal a donné son accord" in asked.room("#lyon")
    assert "Approuvée par Marc Vidal, 12 h" in str(asked.card("LYO-1", "#desk")) or "Approuvée par Marc Vidal" in str(
        asked.card("LYO-1", "#desk")
    )
    assert "[Revenir" not in str(question(asked))
    asked.types("ines", "fait LYO-1")
    assert asked.request("LYO-1").state is State.RESOLVED


def test_refused_its_requester_is_told_why_ten_minutes_later_and_may_ask_again(asked: Story) -> None:
    form = asked.presses("marc", question(asked), "refuse")
    assert "Pourquoi ?" in asked.text(form, "marc")
    asked.sends("marc", form, text="Prenez plutôt la visio, merci.")
    assert "Prenez plutôt la visio" not in asked.sees("karim")
    assert "Non approuvée" not in asked.sees("karim"), "until it holds, its author is not told"
    assert "Non approuvée par Marc Vidal" in str(asked.card("LYO-1", "#desk"))
    asked.later(minutes=11)
    assert (asked.request("LYO-1").state, states(asked)) == (State.CANCELLED, ["refused"])
    told = asked.last("@karim", "approval_refused")
    assert "Marc Vidal n’a pas pu donner son accord" in str(told)
    assert "Prenez plutôt la visio, merci." in str(told)
    assert "Prenez plutôt la visio" not in asked.room("#lyon")
    asked.presses("karim", told, "reopen")
    assert states(asked) == ["refused", "awaited"]
    assert "[Approuver]" in str(question(asked))


def test_it_may_be_taken_but_not_be_done_before(asked: Story) -> None:
    asked.presses("ines", asked.card("LYO-1", "#desk"), "claim")
    assert asked.who_has("LYO-1") == "ines"
    reply = asked.types("ines", "fait LYO-1")
    assert "elle ne peut pas être terminée avant. Accord attendu de Marc Vidal" in asked.text(reply, "ines")
    assert asked.request("LYO-1").state is State.CLAIMED


@pytest.mark.parametrize(("minutes", "agreed"), [(9, False), (11, True)])
def test_a_word_is_taken_back_for_ten_minutes(asked: Story, minutes: int, agreed: bool) -> None:
    asked.presses("marc", question(asked), "approve")
    asked.later(minutes=minutes)
    reply = asked.forges("marc", "unvote", "LYO-1")
    assert ("C’est trop tard" in asked.text(reply, "marc")) == agreed
    assert states(asked) == ["approved" if agreed else "awaited"]
    if not agreed:
        assert "[Approuver]" in str(question(asked))
        assert "Accord attendu de Marc Vidal" in str(asked.card("LYO-1", "#lyon"))
        asked.later(hours=1)
        assert states(asked) == ["awaited"], "what was taken back takes no effect"
        asked.types("marc", "refuser LYO-1 finalement non")
        asked.later(minutes=11)
        assert states(asked) == ["refused"]


def test_twice_too_late_or_by_another_changes_nothing(asked: Story) -> None:
    reply = asked.types("ines", "approuver LYO-1")
    assert "L’accord est demandé à quelqu’un d’autre. Marc Vidal peut vous aider" in asked.text(reply, "ines")
    assert "Je ne trouve pas" in asked.text(asked.types("zoe", "approuver LYO-1"), "zoe")
    asked.types("karim", "approuver LYO-1")
    assert asked.rows(Vote) == []
    asked.types("marc", "approuver LYO-1")
    reply = asked.types("marc", "refuser LYO-1 non")
    assert "Approuvée par Marc Vidal" in asked.text(reply, "marc")
    asked.later(minutes=11)
    assert "Approuvée par Marc Vidal" in asked.text(asked.types("marc", "approuver LYO-1"), "marc")
    assert [each.approves for each in asked.rows(Vote)] == [True]
    assert "réponse à reprendre" in asked.text(asked.forges("ines", "unvote", "LYO-1"), "ines")


def test_cancelled_meanwhile_nobody_is_asked_any_longer(asked: Story) -> None:
    asked.types("karim", "annuler LYO-1")
    assert states(asked) == ["withdrawn"]
    assert "Votre accord n’est plus attendu" in str(question(asked))
    assert "Aucun accord n’est attendu" in asked.text(asked.types("marc", "approuver LYO-1"), "marc")
    asked.types("karim", "rouvrir LYO-1")
    assert states(asked) == ["withdrawn", "awaited"]


def test_an_amount_that_rises_asks_again_and_one_that_falls_does_not(desk: Story) -> None:
    wrote = desk.says("karim", "#lyon", TRAIN)
    desk.presses("marc", question(desk), "approve")
    desk.later(minutes=11)
    desk.edits(wrote, TRAIN.replace("1 200", "900"))
    desk.edits(wrote, TRAIN.replace("1 200", "1 100"))
    assert states(desk) == ["approved"]
    desk.edits(wrote, TRAIN.replace("1 200", "1 500"))
    assert states(desk) == ["approved", "awaited"]
    assert "Montant : 1 500 €" in str(question(desk))
    assert desk.request("LYO-1").awaits_approval


def test_an_amount_that_rises_while_it_is_agreed_to_asks_again(desk: Story) -> None:
    wrote = desk.says("karim", "#lyon", TRAIN)
    desk.presses("marc", question(desk), "approve")
    desk.edits(wrote, TRAIN.replace("1 200", "2 000"))
    assert states(desk) == ["withdrawn", "awaited"]
    desk.later(hours=1)
    assert desk.request("LYO-1").awaits_approval, "his word was for less"


def test_who_asks_does_not_agree_and_who_coordinates_is_told_that_nobody_can(desk: Story) -> None:
    desk.says("marc", "#lyon", TRAIN)
    request = desk.request("LYO-1")
    assert (request.awaits_approval, request.approvers) == (True, "")
    told = desk.last("@coralie", "approval_nobody")
    assert "Marc Vidal en est à l’origine, et ne peut pas l’approuver" in str(told)
    assert "personne ne peut le donner pour l’instant" in str(desk.card("LYO-1", "#lyon"))
    desk.types("marc", "approuver LYO-1")
    assert desk.rows(Vote) == []
