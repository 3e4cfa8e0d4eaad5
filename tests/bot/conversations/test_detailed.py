"""What is said to the desk alone after a need, and only says more of it, makes no second request."""

from __future__ import annotations

import pytest

from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons

BADGE = "il me faudrait un badge à Lyon pour un stagiaire lundi"
TAXI = "il me faudrait un taxi à Lyon demain 8h pour la gare"
READ_AS_PRIVATE = "c'est pour le stagiaire"
"""By itself: it is asked about once more before it is shown."""
DETAILS = [
    (BADGE, "C'est Mathis Girard, il arrive à 9h"),
    (BADGE, READ_AS_PRIVATE),
    (BADGE, "il s'appelle Mathis Girard"),
    (BADGE, "son nom c'est Mathis Girard"),
    (BADGE, "Mathis Girard"),
    (TAXI, "et un retour à 18h"),
    (TAXI, "2 valises"),
    (TAXI, "de la gare Part-Dieu"),
]


@pytest.fixture(autouse=True)
def site_known(desk: Story) -> None:
    desk.types("karim", "site lyon")


@pytest.mark.parametrize(("asked", "text"), DETAILS)
def test_within_minutes_it_is_part_of_it(desk: Story, asked: str, text: str) -> None:
    desk.says("karim", "@", asked)
    desk.later(minutes=1)
    desk.says("karim", "@", text)
    assert [desk.words(each) for each in desk.requests()] == [f"{asked}\n{text}"]


@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize(("asked", "text"), [pair for pair in DETAILS if pair[1] != READ_AS_PRIVATE])
def test_later_its_author_is_asked(desk: Story, asked: str, text: str, where: str) -> None:
    desk.says("karim", where, asked)
    desk.later(minutes=45)
    desk.says("karim", "@", text)
    question = desk.last("@karim", "ask_if_answer")
    assert question.card is not None
    assert ("answers", "source:2:LYO-1") in buttons(question.card)
    assert text not in desk.by_desk("#desk")
    desk.presses("karim", question, "answers", "source:2:LYO-1")
    assert len(desk.requests()) == 1
    assert text in desk.by_desk("#desk")


@pytest.mark.parametrize(
    "text",
    [
        "il faudrait aussi un casier",
        "il n'y a plus de café au 2e",
        "ramettes de papier svp",
        "son badge ne marche plus",
    ],
)
def test_what_is_a_need_of_its_own_is_one(desk: Story, text: str) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=45)
    desk.says("karim", "@", text)
    assert [desk.words(each) for each in desk.requests()] == [TAXI, text]


def test_what_is_private_and_says_more_is_kept_private(desk: Story) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=45)
    desk.says("karim", "@", "il me harcèle depuis des mois")
    assert "harcèle" not in desk.by_desk("#desk") + desk.by_desk("#lyon")
    assert [desk.words(each) for each in desk.requests()] == [TAXI, "il me harcèle depuis des mois"]


def test_of_what_its_author_never_says_they_are_reminded(desk: Story) -> None:
    desk.says("karim", "@", BADGE)
    desk.later(minutes=45)
    desk.says("karim", "@", "il s'appelle Mathis Girard")
    desk.later(hours=5)
    assert "Je n’ai pas encore votre réponse." in str(desk.last("@karim", "ask_if_answer"))
    assert len(desk.requests()) == 1
