"""What is written beside a request, or in the thread of somebody else's: whose it is, and who reads it."""

from __future__ import annotations

import pytest

from storage.tables import Identity, Level, Source, State
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons

TRAIN = "il me faudrait un train pour Paris jeudi matin"
BILL = "facture fournisseur Dupont en souffrance 4500 euros"
SICK = "je suis en arrêt maladie, il me faudrait un autre billet"


@pytest.fixture
def awaited(desk: Story) -> Story:
    """Marc asked for a train in his direct conversation, and is asked a question: LYO-1 waits for him."""
    desk.says("marc", "@", TRAIN)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "attendre LYO-1 Lequel ?")
    return desk


@pytest.mark.parametrize("text", ["celui de 8 h 04", "oui, merci de prendre le premier", "à 14h"])
def test_the_answer_awaited_is_carried(awaited: Story, text: str) -> None:
    awaited.says("marc", "@", text)
    assert awaited.request("LYO-1").state is State.CLAIMED
    assert text in awaited.by_desk("#desk")


def test_another_need_is_a_request_of_its_own(awaited: Story) -> None:
    awaited.later(hours=3)
    awaited.says("marc", "@", BILL)
    assert awaited.request("LYO-1").state is State.WAITING
    assert awaited.request("LYO-2").level is Level.RESTRICTED
    assert "Dupont" not in awaited.by_desk("#desk")


def test_where_only_its_author_can_tell_nothing_is_carried_before(awaited: Story) -> None:
    awaited.says("marc", "@", "plutôt un train à 10h s'il vous plaît")
    awaited.later(hours=2)
    assert "10h" not in awaited.by_desk("#desk")
    asked = awaited.last("@marc", "ask_if_answer")
    assert "Est-ce votre réponse pour LYO-1" in str(asked)
    assert asked.card is not None
    awaited.forges("lea", "answers", dict(buttons(asked.card))["answers"])
    assert "10h" not in awaited.by_desk("#desk")
    awaited.presses("marc", asked, "answers")
    assert "plutôt un train à 10h" in awaited.by_desk("#desk")
    assert awaited.request("LYO-1").state is State.CLAIMED
    assert len(awaited.requests()) == 1


def test_or_it_is_another_request(awaited: Story) -> None:
    awaited.says("marc", "@", "plutôt un train à 10h s'il vous plaît")
    awaited.presses("marc", awaited.last("@marc", "ask_if_answer"), "accept")
    assert [each.ref for each in awaited.requests()] == ["LYO-1", "LYO-2"]
    assert awaited.request("LYO-1").state is State.WAITING


def test_what_is_never_said_is_not_kept(awaited: Story) -> None:
    awaited.says("marc", "@", "plutôt un train à 10h s'il vous plaît")
    awaited.later(days=8)
    assert "je n’ai rien gardé" in awaited.room("@marc")
    assert "10h" not in awaited.by_desk("#desk")


def questions(desk: Story, who: str = "marc") -> list[str]:
    """What can be pressed in someone's direct conversation, beside the cards of their requests."""
    cards = [each.card for each in desk.shown(f"@{who}") if each.card and each.card.kind not in ("request", "pings")]
    return [each.kind for each in cards if buttons(each)]


def test_an_edit_into_personal_words_takes_the_question_with_it(awaited: Story) -> None:
    said = awaited.says("marc", "@", "plutôt un train à 10h s'il vous plaît")
    assert questions(awaited) == ["ask_if_answer"]
    value = f"source:{awaited.rows(Source)[-1].id}:LYO-1"
    awaited.edits(said, "je suis en arrêt maladie jusqu'à lundi")
    assert questions(awaited) == ["sensitive_offer"]
    awaited.forges("marc", "answers", value)
    assert "arrêt maladie" not in awaited.by_desk("#desk")
    awaited.presses("marc", awaited.last("@marc", "sensitive_offer"), "confide")
    assert awaited.request("LYO-2").level is Level.CONFIDENTIAL
    assert questions(awaited) == []


def test_personal_words_are_held_back_at_the_press_too(awaited: Story) -> None:
    message = awaited.wrote("marc", "@", "plutôt un train à 10h s'il vous plaît")
    awaited.pass_by(seconds=2)
    awaited.submit(awaited.edited(message, "je suis en arrêt maladie jusqu'à lundi"))
    awaited.submit(awaited.posted(message))
    awaited.presses("marc", awaited.last("@marc", "ask_if_answer"), "answers")
    assert "arrêt maladie" not in awaited.by_desk("#desk")
    assert questions(awaited) == ["sensitive_offer"]


def test_what_is_asked_of_edited_words_is_asked_of_those(awaited: Story) -> None:
    said = awaited.says("marc", "@", "plutôt un train à 10h s'il vous plaît")
    awaited.edits(said, "plutôt un train à 11h s'il vous plaît")
    assert questions(awaited) == ["ask_if_answer"]
    assert "11h" in str(awaited.last("@marc", "ask_if_answer"))
    awaited.presses("marc", awaited.last("@marc", "ask_if_answer"), "answers")
    assert "11h" in awaited.by_desk("#desk")


def test_nothing_is_left_to_press_of_what_an_edit_made_a_request(awaited: Story) -> None:
    said = awaited.says("marc", "@", "plutôt un train à 10h s'il vous plaît")
    awaited.edits(said, BILL)
    assert awaited.request("LYO-2").level is Level.RESTRICTED
    assert questions(awaited) == []


def test_a_question_that_was_on_its_way_is_asked_once_and_not_lost(desk: Story) -> None:
    message = desk.wrote("karim", "#lyon", "il me faudrait mon bulletin de paie d'octobre")
    first = desk.posted(message)
    desk.pass_by(seconds=2)
    for future in desk.at_once(first, desk.edited(message, "il me faudrait mon bulletin de paie de mars")):
        future.result(30)
    desk.carry()
    assert questions(desk, "karim") == ["sensitive_offer"]
    assert "de mars" in desk.room("@karim")


def _shown_after_all(desk: Story, who: str) -> None:
    desk.presses(who, desk.last(f"@{who}", "sensitive_offer"), "not_private")
    desk.presses(who, desk.last(f"@{who}", "show_confirm"), "show_all")


def test_a_colleague_who_shows_what_was_held_back_is_not_the_requester(desk: Story) -> None:
    over = desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "fait LYO-1")
    desk.says("lea", "#lyon", "merci pour mon bulletin de paie", under=over)
    _shown_after_all(desk, "lea")
    assert desk.request("LYO-1").state is State.RESOLVED
    waiting = desk.says("zoe", "#lyon", TRAIN)
    desk.types("ines", "prendre LYO-2")
    desk.types("ines", "attendre LYO-2 Quand ?")
    desk.says("lea", "#lyon", "moi je suis en arrêt maladie", under=waiting)
    _shown_after_all(desk, "lea")
    assert desk.request("LYO-2").state is State.WAITING
    assert "moi je suis en arrêt maladie" in desk.by_desk("#desk")


def test_what_is_shown_once_its_request_is_closed_is_a_linked_one(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "prendre LYO-1")
    desk.says("karim", "#lyon", SICK, under=asked)
    desk.types("ines", "fait LYO-1")
    desk.later(days=6)
    _shown_after_all(desk, "karim")
    follows = desk.request("LYO-2")
    assert follows.linked_to_id == desk.request("LYO-1").id
    assert follows.level is Level.STANDARD
    assert SICK in desk.by_desk("#desk")
    assert "J’en fais une nouvelle demande, LYO-2" in desk.room("@karim")


def test_a_colleague_is_told_when_nobody_reads_it_any_more(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.says("lea", "#lyon", "moi je suis en arrêt maladie", under=asked)
    desk.types("ines", "fait LYO-1")
    desk.later(days=6)
    _shown_after_all(desk, "lea")
    assert "je n’ai transmis votre message à personne" in desk.room("@lea")
    assert len(desk.requests()) == 1


def test_a_need_told_to_the_desk_in_the_thread_of_another_is_its_authors(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.says("lea", "#lyon", "il me faudrait un taxi demain à 8h pour la gare", under=asked, to_desk=True)
    authors = [desk.rows(Identity, person_id=each.requester_id)[0].user for each in desk.requests()]
    assert authors == ["karim", "lea"]
    assert "LYO-2" in desk.room("@lea")
    desk.says("karim", "#lyon", "avec un retour dimanche", under=asked)
    assert desk.last("#desk", "relay_said").root == desk.card("LYO-1", "#desk").ts


def test_alerting_again_tells_nobody_twice(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("karim", "urgent LYO-1")
    for reason in ("le client attend", "vite"):
        desk.types("karim", f"escalade LYO-1 {reason}", "@")
    answer = desk.types("karim", "escalade LYO-1 vite", "@")
    told = desk.pings("@coralie")
    assert len(told) == 1
    assert "LYO-1 a besoin de vous" in str(told[0])
    assert "le client attend" in str(told[0])
    assert "déjà prévenue" in desk.text(answer)
    assert "vite" in desk.text(desk.types("coralie", "voir LYO-1", "@"))
    desk.later(minutes=61)
    desk.types("karim", "escalade LYO-1")
    assert len([each for each in desk.pings("@coralie") if "vous alerte" in str(each)]) == 2


def test_the_word_of_a_rating_is_read_by_those_who_worked(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "fait LYO-1")
    desk.sends("karim", desk.types("karim", "noter LYO-1 2 trop lent", "@"))
    assert "« trop lent »" in desk.text(desk.types("ines", "voir LYO-1", "@"))
    assert "trop lent" not in desk.text(desk.types("hugo", "voir LYO-1", "@"))


def test_nothing_names_what_turned_private(desk: Story) -> None:
    line = desk.says("karim", "#lyon", "train pour Paris")
    desk.later(hours=1)
    desk.presses("ines", desk.last("#desk", "maybe"), "accept")
    desk.types("ines", "fait LYO-1")
    desk.later(days=6)
    desk.says("karim", "#lyon", "il me faudrait aussi un taxi à l'arrivée", under=line)
    assert "Suite de LYO-1" in desk.by_desk("#desk")
    desk.edits(line, "il me faut mon bulletin de paie pour mon divorce")
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    assert "LYO-1" not in desk.by_desk("#desk")


def test_what_was_deleted_is_not_opened_again(desk: Story) -> None:
    desk.deletes(desk.says("karim", "#lyon", TRAIN))
    assert "il n’y a plus rien à rouvrir" in desk.text(desk.types("karim", "rouvrir LYO-1", "@"))
    assert desk.request("LYO-1").state is State.CANCELLED
