"""Asking after what one asked, by its name: it is shown to its author alone, and never made a second request."""

from __future__ import annotations

import pytest

from tests.bot.desk_harness import Story

TAXI = "il me faut un taxi demain 8h"
ROOM = "il me faudrait une salle jeudi à 14h"


@pytest.fixture
def taxi(desk: Story) -> Story:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=40)
    return desk


def made(desk: Story) -> list[str]:
    return [desk.words(each) for each in desk.requests()]


@pytest.mark.parametrize("where", ["#lyon", "@"])
@pytest.mark.parametrize(
    "text",
    [
        "où en est mon taxi ?",
        "ou en est mon taxi ?",
        "des nouvelles pour le taxi ?",
        "Vous avez pu réserver mon taxi ?",
        "alors ce taxi ?",
        "le taxi est bien réservé ?",
        "c'est bon pour le taxi ?",
        "any news on my taxi?",
        "Avez-vous pu avancer sur mon taxi ?",
        "vous avez des nouvelles concernant le taxi ?",
        "où en est ma demande de taxi ?",
        "où en est ma demande ?",
        "pouvez-vous me dire où en est mon taxi ?",
        "bonjour, j'aimerais savoir où en est mon taxi svp",
        "could you tell me where my taxi is?",
    ],
)
def test_it_is_shown_to_its_author_alone(taxi: Story, where: str, text: str) -> None:
    before = (taxi.history("LYO-1"), taxi.by_desk("#lyon"), taxi.by_desk("#desk"))
    said = taxi.wrote("karim", where, text)
    for _ in range(2):
        taxi.submit(taxi.posted(said))
    told = taxi.whispered("karim") if where == "#lyon" else taxi.room("@karim")
    assert "LYO-1" in told
    assert TAXI in told
    assert (taxi.history("LYO-1"), taxi.by_desk("#lyon"), taxi.by_desk("#desk")) == before
    taxi.later(hours=1)
    assert made(taxi) == [TAXI]
    assert text not in taxi.room("#desk")


def test_of_several_each_is_listed_and_no_other(taxi: Story) -> None:
    taxi.says("karim", "#lyon", ROOM)
    taxi.later(minutes=12)
    taxi.says("karim", "@", "il me faut un taxi vendredi 18h")
    taxi.later(minutes=12)
    taxi.says("karim", "#lyon", "des nouvelles de mes taxis ?")
    told = taxi.whispered("karim")
    assert ("LYO-1" in told, "LYO-2" in told, "LYO-3" in told) == (True, False, True)
    assert len(made(taxi)) == 3


def test_it_is_shown_once_it_is_done_and_to_nobody_else(taxi: Story) -> None:
    taxi.types("ines", "fait LYO-1")
    taxi.says("karim", "#lyon", "c'est bon pour le taxi ?")
    assert TAXI in taxi.whispered("karim")
    taxi.says("lea", "#lyon", "où en est mon taxi ?")
    assert "LYO-1" not in taxi.whispered("lea")


@pytest.mark.parametrize("text", ["où en est mon badge ?", "Vous avez pu réserver ma salle ?"])
def test_what_was_never_asked_is_not_shown(taxi: Story, text: str) -> None:
    taxi.says("karim", "#lyon", text)
    assert TAXI not in taxi.whispered("karim")


@pytest.mark.parametrize("text", ["et le taxi, pour 3 personnes", "pouvez-vous réserver le taxi de vendredi ?"])
def test_what_asks_for_something_is_not_asking_after(taxi: Story, text: str) -> None:
    taxi.says("karim", "@", text)
    assert TAXI not in taxi.whispered("karim")
    assert "Historique" not in taxi.room("@karim")


HELD = "et il me faudrait un taxi demain à 8h pour la gare"
MEETING = "la réunion de jeudi à Lyon avec Bosch"
ADVANCE = "il me faudrait une avance sur salaire, j'ai des problèmes d'argent"


@pytest.fixture
def held(desk: Story) -> Story:
    """A taxi that may be said of a confidential request, which waits for its author's word."""
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "je suis en arrêt maladie à partir de demain, à qui j'envoie le papier ?")
    desk.later(minutes=20)
    desk.says("karim", "@", HELD)
    desk.later(minutes=10)
    assert made(desk) == ["je suis en arrêt maladie à partir de demain, à qui j'envoie le papier ?"]
    return desk


@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize("text", ["où en est mon taxi ?", "des nouvelles pour le taxi ?", "le taxi est bien réservé ?"])
def test_what_waits_for_a_word_is_asked_about_again(held: Story, where: str, text: str) -> None:
    said = held.wrote("karim", where, text)
    for _ in range(2):
        held.submit(held.posted(said))
    assert len(made(held)) == 1
    asked = [each for each in held.shown("@karim") if each.card and each.card.kind == "ask_if_answer"]
    assert len(asked) == 2
    assert HELD in str(asked[-1])
    for room in ("#lyon", "#desk"):
        assert "taxi" not in held.by_desk(room)
    held.presses("karim", asked[-1], "accept")
    assert made(held)[1:] == [HELD]


@pytest.mark.parametrize("where", ["@", "#lyon"])
def test_so_is_what_may_be_a_request(desk: Story, where: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", where, MEETING)
    desk.later(minutes=5)
    desk.says("karim", where, "où en est ma réunion ?")
    asked = desk.last("@karim", "ask_if_request")
    assert MEETING in str(asked)
    desk.later(minutes=7)
    assert made(desk) == []
    desk.presses("karim", asked, "accept")
    assert made(desk) == [MEETING]


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("@", "où en est mon avance ?"),
        ("@", "où en est mon avance sur salaire ?"),
        ("#lyon", "où en est mon avance ?"),
        ("#lyon", "où en est mon avance sur salaire ?"),
        ("#lyon", "où en est ma demande ?"),
    ],
)
def test_of_what_is_private_the_private_offer_is_made_again(desk: Story, where: str, text: str) -> None:
    desk.says("karim", "#lyon", ADVANCE)
    desk.later(minutes=5)
    desk.says("karim", where, text)
    desk.later(hours=3)
    assert made(desk) == []
    offers = [each for each in desk.shown("@karim") if each.card and each.card.kind == "sensitive_offer"]
    assert [ADVANCE in str(each) for each in offers] == [True, True]
    assert "avance" not in desk.by_desk("#lyon") + desk.by_desk("#desk")


def test_and_what_no_site_was_chosen_for(desk: Story) -> None:
    desk.says("karim", "@", "il me faudrait un taxi demain à 8h")
    desk.says("karim", "@", "où en est mon taxi ?")
    assert made(desk) == []
    desk.presses("karim", desk.last("@karim", "ask_site"), "accept", "site:lyon")
    assert made(desk) == ["il me faudrait un taxi demain à 8h"]


def test_nobody_else_is_asked_about_it(held: Story) -> None:
    held.says("lea", "#lyon", "où en est mon taxi ?")
    assert HELD not in held.room("@lea") + held.whispered("lea")


@pytest.mark.parametrize(
    "text",
    ["bonjour", "comment ça va ?", "ça va ?", "Bonjour, vous allez bien ?", "how are you?", "hi, how's it going?"],
)
def test_whoever_greets_the_desk_is_greeted_and_makes_nothing(desk: Story, text: str) -> None:
    desk.says("karim", "@", text)
    desk.later(minutes=12)
    assert made(desk) == []
    assert "Dites-moi ce qu’il vous faut" in desk.room("@karim")


def test_how_something_goes_is_no_greeting(taxi: Story) -> None:
    taxi.says("karim", "@", "comment ça va se passer pour mon taxi, et une salle jeudi à 14h svp ?")
    taxi.later(minutes=12)
    assert len(made(taxi)) == 2


def test_what_is_asked_after_is_shown_again_each_time_and_nothing_is_added(taxi: Story) -> None:
    for _ in range(2):
        taxi.says("karim", "@", "pouvez-vous me dire où en est mon taxi ?")
        taxi.later(minutes=1)
    assert made(taxi) == [TAXI]
