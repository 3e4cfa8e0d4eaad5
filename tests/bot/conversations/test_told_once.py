"""What stands in somebody's direct conversation is not said there a second time."""

from __future__ import annotations

import pytest

from bot.cards import CloseForm
from tests.bot.desk_harness import Story, profiles

TRAIN = "il me faudrait un train pour Paris jeudi matin"


def test_a_question_that_stands_there_is_not_told_of_beside(desk: Story) -> None:
    desk.types("karim", "site Lyon")
    desk.says("karim", "@", TRAIN)
    desk.types("ines", "attendre LYO-1 quelle classe ?")
    assert "Inès Caron vous demande pour LYO-1 :\nquelle classe ?" in desk.room("@karim")
    assert desk.pings("@karim") == []


def test_a_question_that_stands_elsewhere_is_told_of(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "attendre LYO-1 quelle classe ?")
    assert "Inès Caron vous demande, pour LYO-1 : « quelle classe ? » Répondez ici" in desk.room("@karim")
    assert "Inès Caron a posé une question : « quelle classe ? »" in desk.text(desk.types("karim", "voir LYO-1"))


def test_the_question_of_what_is_confidential_is_read_by_those_who_may(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait mon bulletin de paie")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.types("nadia", "attendre LYO-1 celui de quel mois ?")
    assert "quel mois" in desk.text(desk.types("karim", "voir LYO-1", "@"))
    assert "quel mois" not in desk.text(desk.types("karim", "voir LYO-1", "#lyon"))
    for who in ("ines", "claire", "coralie", "helene"):
        desk.types(who, "voir LYO-1", "@")
        assert "quel mois" not in desk.sees(who)


def test_a_score_that_was_given_stands_when_the_request_is_opened_again(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "fait LYO-1")
    desk.types("karim", "noter LYO-1 5")
    desk.types("karim", "rouvrir LYO-1")
    assert "5 sur 5" in desk.room("@karim")
    assert "n’est pas encore traitée" not in desk.room("@karim")


@pytest.fixture
def done(desk: Story) -> Story:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "fait LYO-1")
    return desk


def test_a_score_pressed_and_its_word_are_thanked_for_in_the_place_of_the_question(done: Story) -> None:
    asked = done.last("@karim", "rating_ask")
    form = done.presses("karim", asked, "rate", "5")
    assert done.text(done.sends("karim", form, comment="rapide")) == ""
    assert "Merci pour votre avis sur LYO-1 : 5 sur 5. Votre mot est noté." in str(asked)


@pytest.mark.parametrize("said", ["5", "5 très rapide", "noter LYO-1 5"])
def test_a_score_written_under_the_question_is_thanked_for_in_its_place(done: Story, said: str) -> None:
    done.says("karim", "@", said)
    assert "Merci pour votre avis sur LYO-1 : 5 sur 5." in done.by_desk("@karim")
    assert done.by_desk("@karim").casefold().count("merci") == 1
    assert done.whispered("karim") == ""


def test_a_word_written_after_the_score_is_told_there_too(done: Story) -> None:
    done.says("karim", "@", "5")
    done.says("karim", "@", "super rapide")
    assert "5 sur 5. Votre mot est noté." in done.by_desk("@karim")
    assert done.by_desk("@karim").count("Merci") == 1


def test_a_score_written_after_something_else_was_said_is_thanked_for_below(done: Story) -> None:
    done.says("karim", "@", "langue fr")
    done.says("karim", "@", "4/5")
    assert done.by_desk("@karim").splitlines()[-1] == "Merci pour votre avis."


def test_a_score_written_in_the_thread_of_its_request_is_thanked_for_there(done: Story) -> None:
    done.says("karim", "#lyon", "5", under=done.card("LYO-1", "#lyon"))
    assert "Merci pour votre avis." in done.whispered("karim")
    assert "5 sur 5" in done.by_desk("@karim")


def test_a_score_given_from_the_card_is_thanked_for(done: Story) -> None:
    form = done.presses("karim", done.card("LYO-1", "#lyon"), "rate")
    assert done.text(done.sends("karim", form, score="5")) == "Merci pour votre avis."


PAYSLIP = "il me faudrait mon bulletin de paie d'octobre"


def test_a_proposal_is_told_by_the_card_that_comes_with_it(desk: Story) -> None:
    desk.types("karim", "site Aix")
    desk.says("karim", "@", PAYSLIP)
    assert "Proposée à Nadia Benali" in str(desk.card("AIX-1", "@nadia"))
    assert desk.pings("@nadia") == []


def test_a_proposal_is_told_of_where_the_card_stood_already(desk: Story) -> None:
    desk.types("karim", "site Aix")
    desk.says("karim", "@", PAYSLIP)
    assert "Proposée à Nadia Benali" in str(desk.card("AIX-1", "@samia"))
    desk.later(minutes=20)
    nadia = next(each for each in profiles(desk.company) if each.who.user == "nadia")
    desk.told_of(nadia.model_copy(update={"active": False}))
    assert "AIX-1 vous est proposée." in str(desk.pings("@samia")[-1])


def test_what_is_given_to_somebody_is_told_by_the_card_that_comes_with_it(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "transférer LYO-1 hr_admin")
    assert "LYO-1 vous est" not in desk.room("@nadia")
    assert "Proposée à Nadia Benali" in str(desk.card("LYO-1", "@nadia"))


def test_an_answer_is_not_said_again_where_it_was_typed(desk: Story) -> None:
    desk.types("karim", "site Aix")
    desk.says("karim", "@", PAYSLIP)
    desk.says("nadia", "@", "prendre AIX-1")
    for order, told in (
        ("répondre AIX-1 je vous l'envoie", "Votre réponse est envoyée, pour AIX-1."),
        ("attendre AIX-1 à quelle adresse ?", "Votre question est envoyée"),
    ):
        desk.says("nadia", "@", order)
        assert desk.by_desk("@nadia").count(told) == 1
    assert "je vous l'envoie" in desk.by_desk("@karim")
    assert "à quelle adresse ?" in desk.by_desk("@karim")
    for another in ("je vous l'envoie", "à quelle adresse ?"):
        assert another not in desk.by_desk("@nadia")
        assert another in desk.by_desk("@samia")


@pytest.mark.parametrize("changed", [{"score": "2", "comment": "finalement non"}, {}])
def test_a_score_given_again_from_the_card_is_told_where_it_was_thanked_for(
    desk: Story, changed: dict[str, str]
) -> None:
    desk.says("karim", "@", "il me faudrait un train de Lyon à Paris jeudi matin, je suis à Lyon")
    card = desk.card("LYO-1", "@karim")
    desk.types("ines", "fait LYO-1")
    desk.sends("karim", desk.presses("karim", desk.last("@karim", "rating_ask"), "rate", "4"))
    again = desk.sends("karim", desk.forges("karim", "rate", "LYO-1", at=card), **changed)
    assert again == CloseForm()
    assert f"LYO-1 : {changed.get('score', '4')} sur 5" in str(desk.last("@karim", "rated"))


def test_the_same_score_given_again_from_a_channel_is_told_there_no_more(done: Story) -> None:
    card = done.card("LYO-1", "#lyon")
    for given, thanked in (({"score": "5"}, True), ({}, False), ({"score": "3"}, True)):
        reply = done.sends("karim", done.forges("karim", "rate", "LYO-1", at=card), **given)
        assert isinstance(reply, CloseForm)
        assert (reply.card is not None) is thanked, given
