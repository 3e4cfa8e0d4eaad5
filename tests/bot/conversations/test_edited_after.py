"""Edits of what its author let be read: a yes was to the words that were shown, and to no others."""

from __future__ import annotations

import pytest

from storage.tables import Level, Words
from tests.bot.desk_harness import Story, Wrote
from tests.bot.desk_sights import buttons

PAY = "il me faudrait mon bulletin de paie d'octobre"
MORE = f"{PAY}, je suis en plein divorce"


def let_be_read(desk: Story) -> None:
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")


@pytest.fixture
def shown(desk: Story) -> Wrote:
    """A message of Karim's in #lyon that seemed personal, and that he let be read: LYO-1."""
    said = desk.says("karim", "#lyon", PAY)
    let_be_read(desk)
    assert PAY in str(desk.card("LYO-1", "#desk"))
    return said


def read_by_others(desk: Story) -> str:
    return desk.by_desk("#lyon") + desk.by_desk("#desk")


def pressable(desk: Story) -> list[str]:
    """What Karim is still asked, beside the cards of his requests."""
    cards = [each.card for each in desk.shown("@karim") if each.card and each.card.kind != "request"]
    return [each.kind for each in cards if buttons(each)]


def test_what_an_edit_adds_is_asked_about_and_what_was_shown_stands(desk: Story, shown: Wrote) -> None:
    desk.edits(shown, MORE)
    assert "divorce" not in read_by_others(desk)
    assert PAY in str(desk.card("LYO-1", "#desk"))
    assert desk.request("LYO-1").level is Level.STANDARD
    offer = str(desk.last("@karim", "sensitive_offer"))
    assert "divorce" in offer
    assert "Je n’ai transmis cette version à personne" in offer
    let_be_read(desk)
    assert MORE in str(desk.card("LYO-1", "#desk"))
    assert desk.request("LYO-1").level is Level.STANDARD
    assert "C’est transmis, pour LYO-1." in desk.room("@karim")
    assert (pressable(desk), len(desk.requests())) == ([], 1)


def test_it_may_be_confided_by_itself(desk: Story, shown: Wrote) -> None:
    desk.edits(shown, MORE)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    first, second = desk.requests()
    assert (first.level, desk.words(first)) == (Level.STANDARD, PAY)
    assert (second.level, desk.words(second)) == (Level.CONFIDENTIAL, MORE)
    desk.edits(shown, f"{MORE} depuis lundi")
    assert desk.words(desk.request("LYO-2")) == f"{MORE} depuis lundi"
    assert "divorce" not in read_by_others(desk)
    desk.deletes(shown)
    assert desk.request("LYO-2").open


@pytest.mark.parametrize("more", [" au plus vite", " et de novembre", ", merci d'avance"])
def test_what_says_nothing_more_is_followed_at_once(desk: Story, shown: Wrote, more: str) -> None:
    desk.edits(shown, PAY + more)
    assert PAY + more in str(desk.card("LYO-1", "#desk"))
    assert pressable(desk) == []


@pytest.mark.parametrize("text", [PAY, "il me faudrait un train pour Paris jeudi"])
def test_an_edit_that_is_taken_back_leaves_no_question(desk: Story, shown: Wrote, text: str) -> None:
    desk.edits(shown, MORE)
    desk.edits(shown, text)
    assert pressable(desk) == []
    assert text in str(desk.card("LYO-1", "#desk"))
    assert "divorce" not in "".join(row.body for row in desk.rows(Words))
    desk.edits(shown, MORE)
    assert pressable(desk) == ["sensitive_offer"]


def test_a_yes_to_one_edit_is_none_to_the_next(desk: Story, shown: Wrote) -> None:
    desk.edits(shown, f"{PAY}, je suis malade")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    card = desk.last("@karim", "show_confirm").card
    assert card is not None
    yes = next(value for act, value in buttons(card) if act == "show_all")
    desk.edits(shown, MORE)
    desk.forges("karim", "show_all", yes)
    assert "divorce" not in read_by_others(desk)
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")
    assert MORE in str(desk.card("LYO-1", "#desk"))


def test_what_is_deleted_or_left_unanswered_is_forgotten(desk: Story, shown: Wrote) -> None:
    desk.edits(shown, MORE)
    desk.later(days=8)
    assert (pressable(desk), desk.words(desk.request("LYO-1"))) == ([], PAY)
    desk.edits(shown, MORE + " encore")
    desk.deletes(shown)
    assert pressable(desk) == []
    assert "divorce" not in "".join(row.body for row in desk.rows(Words))


def test_the_message_of_several_that_is_edited_keeps_the_others(desk: Story) -> None:
    desk.says("karim", "#lyon", "bonjour")
    said = desk.says("karim", "#lyon", PAY)
    let_be_read(desk)
    desk.edits(said, MORE)
    assert desk.words(desk.request("LYO-1")) == f"bonjour\n{PAY}"
    let_be_read(desk)
    assert desk.words(desk.request("LYO-1")) == f"bonjour\n{MORE}"


def test_nobody_else_answers_for_its_author(desk: Story, shown: Wrote) -> None:
    desk.edits(shown, MORE)
    card = desk.last("@karim", "sensitive_offer").card
    assert card is not None
    value = next(value for act, value in buttons(card) if act == "confide")
    for who in ("ines", "nadia", "lea"):
        for act in ("confide", "not_private", "show_all"):
            assert "Je ne trouve pas" in desk.text(desk.forges(who, act, value))


def test_so_it_is_of_what_was_moved_and_let_be_read(desk: Story) -> None:
    desk.types("karim", "site lyon")
    said = desk.says("karim", "@", PAY)
    desk.presses("karim", desk.card("LYO-1", "@karim"), "correct", "service:office")
    desk.presses("karim", desk.last("@karim", "disclose_offer"), "disclose")
    desk.edits(said, MORE)
    assert "divorce" not in read_by_others(desk)
    let_be_read(desk)
    assert MORE in str(desk.card("LYO-1", "#desk"))
    assert desk.request("LYO-1").level is Level.STANDARD


ILL = "je suis malade, il me faudrait un taxi demain à 9h"
HARASSED = f"{ILL}, mon manager me harcèle"


@pytest.fixture
def taxi(desk: Story) -> Wrote:
    """LYO-1, that Karim let be read and Inès has."""
    said = desk.says("karim", "#lyon", ILL)
    let_be_read(desk)
    desk.types("ines", "prendre LYO-1")
    return said


@pytest.mark.parametrize("ends", ["", "fait LYO-1", "annuler LYO-1"])
def test_a_yes_is_not_undone_by_the_service_that_is_read(desk: Story, taxi: Wrote, ends: str) -> None:
    if ends:
        desk.types("karim" if ends.startswith("annuler") else "ines", ends)
    desk.edits(taxi, HARASSED)
    let_be_read(desk)
    request = desk.request("LYO-1")
    assert (request.level, request.service, desk.words(request)) == (Level.STANDARD, "travel", HARASSED)
    desk.edits(taxi, HARASSED + " au plus vite")
    assert desk.request("LYO-1").level is Level.STANDARD
    assert "LYO-1" in desk.text(desk.types("ines", "voir LYO-1"))
    assert HARASSED in str(desk.card("LYO-1", "#desk"))


def test_what_is_personal_no_more_is_said_of_what_was_asked(desk: Story, taxi: Wrote) -> None:
    desk.edits(taxi, HARASSED)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.edits(taxi, "il me faudrait un taxi demain à 18h")
    first, second = desk.requests()
    assert (desk.words(first), str(first.event_start)[11:16]) == ("il me faudrait un taxi demain à 18h", "18:00")
    assert (second.level, desk.words(second)) == (Level.CONFIDENTIAL, HARASSED)
    desk.later(minutes=10)
    assert "Le texte de LYO-1 a changé" in str(desk.last("@ines", "pings"))
    desk.edits(taxi, f"{HARASSED} encore")
    assert "harcèle" not in desk.words(desk.request("LYO-1"))
    assert desk.words(desk.request("LYO-2")) == f"{HARASSED} encore"
