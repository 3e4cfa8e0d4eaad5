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
