"""What is an order to the desk, and what only begins like one; what is typed with an order is never lost."""

from __future__ import annotations

import pytest

from storage.tables import State
from tests.bot.desk_harness import Story
from tests.bot.paper import Shown

TRAIN = "il me faudrait un train pour Paris jeudi matin"
NOT_FOUND = "Je ne trouve pas « LYO-99 »"


@pytest.fixture
def asked(desk: Story) -> Shown:
    """A train, asked by Karim at Lyon, and in Inès's hands: LYO-1."""
    message = desk.says("karim", "#lyon", TRAIN).message
    desk.types("ines", "prendre LYO-1")
    return message


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("karim", "Annuler l'hôtel de jeudi mais surtout pas le train LYO-1"),
        ("karim", "annuler LYO-1 non, je voulais dire l'hôtel"),
        ("ines", "Fait attention, le billet de LYO-1 n'est pas échangeable"),
        ("ines", "rendre la monnaie à Karim pour LYO-1"),
        ("ines", "done LYO-1 and LYO-2 is next"),
    ],
)
def test_a_sentence_that_begins_with_a_verb_is_no_order(desk: Story, asked: Shown, who: str, text: str) -> None:
    desk.says(who, "@", text)
    assert desk.request("LYO-1").state is State.CLAIMED
    assert desk.who_has("LYO-1") == "ines"


def test_a_need_that_begins_with_a_verb_is_a_need(desk: Story, asked: Shown) -> None:
    desk.types("karim", "site lyon", "@")
    desk.says("karim", "@", "Urgent : il me faudrait un taxi demain à 7h pour prendre le train de la demande LYO-1")
    assert [request.ref for request in desk.requests()] == ["LYO-1", "LYO-2"]
    assert not desk.request("LYO-1").urgent


@pytest.mark.parametrize("text", ["annuler LYO-1", "Annuler la demande lyo 1, s'il vous plaît.", "cancel LYO-1 please"])
def test_an_order_is_obeyed(desk: Story, asked: Shown, text: str) -> None:
    desk.says("karim", "@", text)
    assert desk.request("LYO-1").state is State.CANCELLED


def test_a_verb_alone_in_a_thread_is_about_its_request(desk: Story, asked: Shown) -> None:
    desk.says("ines", "#desk", "fait", under=desk.card("LYO-1", "#desk"))
    assert desk.request("LYO-1").state is State.CLAIMED
    desk.says("ines", "#desk", "fait, merci", under=desk.card("LYO-1", "#desk"), to_desk=True)
    assert desk.request("LYO-1").state is State.CLAIMED
    desk.says("ines", "#desk", "fait merci", under=desk.card("LYO-1", "#desk"), to_desk=True)
    assert desk.request("LYO-1").state is State.RESOLVED


@pytest.mark.parametrize(
    "text",
    ["répondre plus tard à Karim, LYO-1 est une demande ABUSIVE", "fait LYO-1 une demande ABUSIVE de plus"],
)
def test_only_the_exact_form_sends_from_the_triage_thread(desk: Story, asked: Shown, text: str) -> None:
    desk.says("ines", "#desk", text, under=desk.card("LYO-1", "#desk"), to_desk=True)
    assert "ABUSIVE" not in desk.sees("karim")
    assert "note" in desk.history("LYO-1")
    assert "C’est une note interne" in desk.whispered("ines")
    desk.says("ines", "#desk", "répondre LYO-1 départ 8 h 04", under=desk.card("LYO-1", "#desk"), to_desk=True)
    assert "départ 8 h 04" in desk.sees("karim")


@pytest.mark.parametrize(
    "text",
    ["annuler l'hôtel mais pas LYO-1", "répondre plus tard à LYO-1 merci", "annuler LYO-1 pardon LYO-2"],
)
def test_a_command_is_not_guessed_and_comes_back(desk: Story, asked: Shown, text: str) -> None:
    answer = desk.text(desk.types("ines", text, "@"), "ines")
    assert desk.request("LYO-1").state is State.CLAIMED
    assert "Inès Caron vous répond" not in desk.sees("karim")
    assert text.split(" ", 2)[2] in answer


def test_what_cannot_be_sent_comes_back(desk: Story, asked: Shown) -> None:
    typed = "Votre train est réservé, voiture 4"
    answer = desk.text(desk.types("ines", f"répondre LYO-99 {typed}", "@"), "ines")
    assert NOT_FOUND in answer
    assert typed in answer
    desk.types("ines", "fait LYO-1")
    desk.later(days=6)
    for verb in ("répondre", "attendre", "fait", "escalade"):
        assert typed in desk.text(desk.types("ines", f"{verb} LYO-1 {typed}", "@"), "ines")
    assert typed not in desk.sees("karim")


def test_the_last_word_goes_to_the_requester(desk: Story, asked: Shown) -> None:
    desk.types("ines", "fait LYO-1 votre billet est joint")
    assert "Inès Caron vous répond :\nvotre billet est joint" in desk.by_desk("#lyon")
    assert desk.request("LYO-1").state is State.RESOLVED


def test_a_reference_alone_after_the_command_shows_it(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi matin")
    whole = desk.text(desk.types("karim", "voir LYO-1"))
    assert "un train pour Paris" in whole
    assert desk.text(desk.types("karim", " lyo-1 ")) == whole
    assert "un train" not in desk.text(desk.types("lea", "LYO-1")), "as little as with the word"
    assert "Je ne connais pas" in desk.text(desk.types("karim", "LYO-1 svp vite"))


@pytest.mark.parametrize(
    "text",
    [
        "mes demandes",
        "statut",
        "Bonjour, où en est ma demande ?",
        "où en sont mes demandes svp",
        "où en est-on ?",
        "my requests",
    ],
)
def test_what_asks_after_one_s_requests_lists_them(desk: Story, asked: Shown, text: str) -> None:
    desk.says("karim", "@", text)
    assert "LYO-1" in str(desk.last("@karim", "list"))
    desk.says("karim", "#lyon", text, to_desk=True)
    assert "LYO-1" in desk.whispered("karim")
    assert [each.ref for each in desk.requests()] == ["LYO-1"]


@pytest.mark.parametrize("text", ["annulez LYO-1", "annule LYO-1 stp", "Annulez la demande LYO-1"])
def test_the_verb_as_one_says_it_is_an_order(desk: Story, asked: Shown, text: str) -> None:
    desk.says("karim", "#lyon", text, to_desk=True)
    assert desk.request("LYO-1").state is State.CANCELLED


@pytest.mark.parametrize("text", ["fait", "prendre svp", "voir"])
def test_an_order_without_its_request_asks_which(desk: Story, asked: Shown, text: str) -> None:
    desk.says("ines", "@", text)
    assert [each.ref for each in desk.requests()] == ["LYO-1"]
    assert "emande" in desk.room("@ines")
    assert "Pour quel site" not in desk.room("@ines")


@pytest.mark.parametrize("command", ["desk", "demande"])
@pytest.mark.parametrize(
    "text",
    [
        "il me faudrait un taxi demain 8h pour la gare",
        "une salle jeudi 14h",
        "mes badges visiteurs ne marchent plus",
        "urgent il me faut un taxi demain 8h",
    ],
)
def test_a_need_after_the_command_fills_the_form(desk: Story, command: str, text: str) -> None:
    form = desk.types("karim", text, command=command)
    assert text in desk.text(form)
    desk.sends("karim", form)
    assert desk.words(desk.request("LYO-1")) == text


def test_what_is_not_understood_after_the_command_comes_back(desk: Story) -> None:
    answer = desk.text(desk.types("karim", "voirr la liste complète"))
    assert "« voirr »" in answer
    assert answer.endswith("voirr la liste complète")
    assert "écrit" not in desk.text(desk.types("karim", "voirr")), "a word alone stands in the answer"


@pytest.mark.parametrize("text", ["site réunion", "site de la Réunion", "relier GZCLF6DY", "mes 1", "aide réunion"])
def test_a_command_with_its_word_is_no_need(desk: Story, text: str) -> None:
    assert "Votre demande:" not in desk.text(desk.types("karim", text))
