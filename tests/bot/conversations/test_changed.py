"""What changes a request later than it is joined to it: its author alone is asked whether it is said of that."""

from __future__ import annotations

import pytest

from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons

ROOM, TAXI = "il me faudrait une salle vendredi 14h", "il me faudrait un taxi demain 8h"


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (ROOM, "finalement la salle c'est pour 15h"),
        (TAXI, "le taxi de demain c'est 9h finalement"),
        (TAXI, "en fait plutôt 9h"),
        (ROOM, "pour la salle de vendredi, prévoir aussi un écran"),
    ],
)
def test_its_author_is_asked_and_it_is_said_of_the_request(desk: Story, asked: str, text: str) -> None:
    desk.says("karim", "#lyon", asked)
    desk.later(minutes=45)
    desk.says("karim", "#lyon", text)
    assert [each.ref for each in desk.requests()] == ["LYO-1"]
    assert text not in desk.by_desk("#desk") + desk.by_desk("#lyon")
    question = desk.last("@karim", "ask_if_answer")
    assert "LYO-1" in str(question)
    assert text in str(question)
    desk.presses("karim", question, "answers")
    assert text in desk.by_desk("#desk")
    assert [each.ref for each in desk.requests()] == ["LYO-1"]


def test_it_may_be_a_need_of_its_own_or_nothing(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.later(minutes=45)
    desk.says("karim", "#lyon", "finalement la salle c'est pour 15h")
    desk.presses("karim", desk.last("@karim", "ask_if_answer"), "accept")
    assert len(desk.requests()) == 2
    desk.says("lea", "#lyon", TAXI)
    desk.later(minutes=45)
    desk.says("lea", "#lyon", "le taxi de demain c'est 9h finalement")
    desk.presses("lea", desk.last("@lea", "ask_if_answer"), "dismiss")
    assert len(desk.requests()) == 3
    desk.later(days=9)
    assert "9h" not in desk.by_desk("#desk")


def test_nobody_changes_what_another_asked(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.later(minutes=45)
    desk.says("lea", "#lyon", "finalement la salle c'est pour 15h")
    asked = [each.card for each in desk.shown("@lea") if each.card is not None]
    assert not [act for card in asked for act, _ in buttons(card) if act == "answers"]


def test_of_what_may_be_either_of_two_its_author_says_which(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.later(minutes=45)
    desk.says("karim", "#lyon", "il me faudrait une salle lundi 14h pour 8 personnes")
    desk.later(minutes=45)
    desk.says("karim", "#lyon", "finalement la salle c'est pour 15h")
    asked = desk.last("@karim", "ask_if_answer")
    assert asked.card is not None
    assert [value for act, value in buttons(asked.card) if act == "answers"] == ["source:3:LYO-1", "source:3:LYO-2"]
    desk.presses("karim", asked, "answers", "source:3:LYO-1")
    assert len(desk.requests()) == 2
    assert "15h" in desk.by_desk("#desk")


def test_what_is_changed_and_personal_is_asked_about_as_such(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.later(minutes=45)
    desk.says("karim", "#lyon", "finalement la salle c'est pour parler de mon arrêt maladie")
    assert "maladie" in str(desk.last("@karim", "sensitive_offer"))
    assert "maladie" not in desk.by_desk("#desk") + desk.by_desk("#lyon")


def test_what_its_author_says_nothing_of_comes_back_to_them_once(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.later(minutes=45)
    desk.says("karim", "#lyon", "finalement la salle c'est pour 15h")
    asked = desk.room("@karim").count("Est-ce à propos de LYO-1")
    desk.later(hours=5)
    assert desk.room("@karim").count("Est-ce à propos de LYO-1") == asked + 1
    desk.later(days=1)
    assert desk.room("@karim").count("Est-ce à propos de LYO-1") == asked + 1
    desk.presses("karim", desk.last("@karim", "ask_if_answer"), "answers")
    assert "finalement la salle c'est pour 15h" in desk.by_desk("#desk")


OTHER_TAXI = "il me faut un taxi vendredi 18h pour la gare"


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (ROOM, "lundi en fait"),
        (ROOM, "ce sera pas vendredi mais lundi"),
        (ROOM, "on sera 12 finalement"),
        (TAXI, "pas demain, apres demain"),
        (TAXI, "jai 2 valises"),
        (TAXI, "terminal 2"),
        (TAXI, "c pour paul"),
    ],
)
def test_what_names_no_thing_of_its_own_is_asked_about_where_the_desk_is_alone(
    desk: Story, asked: str, text: str
) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", asked)
    desk.later(minutes=40)
    desk.says("karim", "@", text)
    assert [desk.words(each) for each in desk.requests()] == [asked]
    assert text not in desk.by_desk("#desk")
    desk.says("karim", "@", "oui")
    assert text in desk.by_desk("#desk")
    assert [each.ref for each in desk.requests()] == ["LYO-1"]


@pytest.mark.parametrize(
    "text", ["adaptateur hdmi", "besoin d'un adaptateur hdmi", "je suis enfermé dehors", "gardez moi un parking"]
)
def test_what_names_its_thing_is_made_at_once(desk: Story, text: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", TAXI)
    desk.later(minutes=40)
    desk.says("karim", "@", text)
    assert [desk.words(each) for each in desk.requests()] == [TAXI, text]


@pytest.mark.parametrize("question", ["annulez le taxi", "et un retour à 20h"])
@pytest.mark.parametrize(
    "text",
    ["tout", "les deux", "laissez", "ni l'un ni l'autre", "gardez celui de demain", "surtout pas le taxi de demain"],
)
def test_what_chooses_none_of_two_makes_and_cancels_nothing(desk: Story, question: str, text: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", TAXI)
    desk.later(minutes=20)
    desk.says("karim", "@", OTHER_TAXI)
    desk.later(minutes=30)
    desk.says("karim", "@", question)
    desk.later(minutes=3)
    desk.says("karim", "@", text)
    assert "gardez" not in desk.by_desk("#desk")
    assert [desk.words(each) for each in desk.requests() if each.open] == [TAXI, OTHER_TAXI]


def test_one_more_of_them_is_another_need(desk: Story) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", TAXI)
    desk.later(minutes=20)
    desk.says("karim", "@", OTHER_TAXI)
    desk.later(minutes=30)
    desk.says("karim", "@", "et un retour à 20h")
    desk.says("karim", "@", "une autre")
    assert len(desk.requests()) == 3


def test_what_may_be_of_a_private_matter_is_asked_of_it_too(desk: Story) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "je suis en arrêt maladie à partir de demain, à qui j'envoie le papier ?")
    desk.later(minutes=60)
    desk.says("karim", "@", ROOM)
    desk.later(minutes=60)
    desk.says("karim", "@", "lundi en fait")
    desk.later(hours=3)
    assert "lundi en fait" not in desk.by_desk("#desk")
    assert len(desk.requests()) == 2


@pytest.mark.parametrize(
    "text",
    [
        "ça sent le gaz dans le couloir",
        "le distributeur a avalé ma pièce",
        "champagne pour 10",
        "mon téléphone chauffe",
        "c'est sale dans la cuisine",
    ],
)
def test_another_thing_is_made_at_once_whatever_was_asked_in_the_day(desk: Story, text: str) -> None:
    desk.says("karim", "@", "il me faudrait un badge")
    desk.says("karim", "@", "Lyon")
    desk.later(minutes=40)
    desk.says("karim", "@", text)
    assert [desk.words(each) for each in desk.requests()] == ["il me faudrait un badge", text]
