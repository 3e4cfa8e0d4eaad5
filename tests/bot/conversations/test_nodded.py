"""« Oui » and « non », typed where the desk just asked something."""

from __future__ import annotations

import pytest

from storage.tables import Level, State
from tests.bot.desk_harness import Story

BADGE = "il me faudrait un badge à Lyon"


@pytest.mark.parametrize("word", ["oui", "Oui svp", "d'accord merci", "yes please"])
def test_yes_confides_what_seemed_personal(desk: Story, word: str) -> None:
    desk.says("karim", "#lyon", "il me faudrait une avance sur salaire, j'ai des problèmes d'argent")
    assert desk.requests() == []
    desk.says("karim", "@", word)
    request = desk.request("LYO-1")
    assert request.level is Level.CONFIDENTIAL
    assert "avance sur salaire" in desk.words(request)
    assert [each.ref for each in desk.requests()] == ["LYO-1"]


def test_no_to_what_seemed_personal_shows_nothing_and_asks_again(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une avance sur salaire, j'ai des problèmes d'argent")
    before = desk.room("@karim").count("semble personnel")
    desk.says("karim", "@", "non")
    assert desk.requests() == []
    assert desk.room("@karim").count("semble personnel") == before + 1
    assert "avance" not in desk.by_desk("#desk") + desk.by_desk("#lyon")


@pytest.mark.parametrize(("word", "made"), [("oui", 1), ("oui fais-en une demande", 1), ("non merci", 0)])
def test_a_doubtful_message_is_made_a_request_or_left(desk: Story, word: str, made: int) -> None:
    desk.says("karim", "@", BADGE)
    desk.later(minutes=20)
    desk.says("karim", "@", "la réunion de jeudi à Lyon avec Bosch")
    asked = [each for each in desk.shown("@karim") if "fasse une demande" in str(each.card)]
    assert asked, "it is doubtful"
    desk.says("karim", "@", word)
    assert len(desk.requests()) == 1 + made
    desk.says("karim", "@", word)
    assert len(desk.requests()) == 1 + made, "once answered, it answers nothing more"


@pytest.mark.parametrize(("word", "requests"), [("oui", 1), ("non", 2), ("non, c'est autre chose", 2)])
def test_what_may_be_an_answer_is_said_or_made_apart(desk: Story, word: str, requests: int) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.types("ines", "attendre LYO-1 Bleu ou noir ?")
    desk.later(minutes=20)
    desk.says("karim", "@", "au fait il faudrait aussi des piles AA")
    if "Est-ce votre réponse" not in desk.room("@karim"):
        pytest.fail("its author is asked")
    desk.says("karim", "@", word)
    assert len(desk.requests()) == requests
    waits = desk.request("LYO-1").state is State.WAITING
    assert waits is (requests == 2), "« non » is no answer to « Bleu ou noir ? »"
    assert ("piles AA" in desk.by_desk("#desk")) is True


def test_yes_after_something_else_was_said_is_no_answer_to_the_question(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.says("karim", "#lyon", "il me faudrait une avance sur salaire, j'ai des problèmes d'argent")
    desk.later(minutes=20)
    desk.types("ines", "attendre LYO-1 Avec une gomme ?")
    desk.says("karim", "@", "oui")
    assert [each.level for each in desk.requests()] == [Level.STANDARD]
    assert desk.request("LYO-1").state is not State.WAITING
