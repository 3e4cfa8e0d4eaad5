"""In a direct conversation, where several requests stand, what is said of one names it."""

from __future__ import annotations

import pytest

from bot.cards import OpenForm
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import form_of

TRAIN = "il me faudrait un train pour Paris jeudi matin"


@pytest.fixture
def asked(desk: Story) -> None:
    """A train, asked by Karim of Lyon in his direct conversation."""
    desk.types("karim", "site Lyon")
    desk.says("karim", "@", TRAIN)


def lines(desk: Story, kind: str) -> str:
    return str(desk.last("@karim", kind)).replace("\N{NO-BREAK SPACE}", " ")


def test_who_has_it_is_said_with_its_reference(desk: Story, asked: None) -> None:
    desk.types("ines", "prendre LYO-1")
    assert lines(desk, "claimed") == "LYO-1 : Inès Caron s’en occupe."


def test_who_had_it_is_not_said_to_have_it_still(desk: Story, asked: None) -> None:
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "rendre LYO-1")
    assert "Inès Caron s’en occupe" not in desk.room("@karim")
    assert lines(desk, "released") == "LYO-1 : le pôle la reprend."


def test_an_answer_is_given_with_its_reference(desk: Story, asked: None) -> None:
    desk.types("ines", "répondre LYO-1 départ 8 h 04")
    assert lines(desk, "relay_reply") == "Inès Caron vous répond pour LYO-1 :\ndépart 8 h 04"


def test_that_it_is_done_is_said_with_its_reference(desk: Story, asked: None) -> None:
    desk.types("ines", "fait LYO-1")
    assert lines(desk, "resolved") == "LYO-1 : c’est fait. Un souci ? Répondez ici, nous la rouvrons."


def test_in_the_thread_of_a_request_it_need_not(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "rendre LYO-1")
    assert str(desk.last("#lyon", "released")) == "Le pôle la reprend."


def test_a_question_is_one_to_both_sides(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "attendre LYO-1 quelle classe ?")
    assert "Inès Caron vous demande :\nquelle classe ?" in desk.by_desk("#lyon")
    assert "Inès Caron demande au demandeur :\nquelle classe ?" in desk.by_desk("#desk")
    assert desk.history("LYO-1").count("wait") == 1
    assert "reply" not in desk.history("LYO-1")
    assert "vous demande pour" not in desk.by_desk("#lyon")


@pytest.mark.parametrize("order", ["répondre", "attendre", "confier", "transférer", "corriger"])
def test_a_form_says_which_request_it_is_about(desk: Story, asked: None, order: str) -> None:
    reply = desk.types("ines", f"{order} LYO-1" + (" due" if order == "corriger" else ""))
    assert isinstance(reply, OpenForm)
    assert "LYO-1, Déplacements, Lyon." in desk.text(reply, "ines"), form_of(reply)
