"""How far somebody works alone: raised and lowered in two presses, with the figures, undone, and told to them."""

from __future__ import annotations

from typing import Any

import pytest

from storage.tables import Autonomy, Journal, State
from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un train pour Paris jeudi"


@pytest.fixture
def looked_at(desk: Story) -> Story:
    """A desk where two requests of Hugo's were looked at, one of them returned first."""
    desk.says("paul", "#stras", TRAIN)
    desk.says("lea", "#stras", "un taxi vendredi à 9h svp")
    for ref in ("STR-1", "STR-2"):
        desk.types("hugo", f"prendre {ref}")
        desk.types("hugo", f"fait {ref}")
    desk.types("claire", "retourner STR-1 Le retour manque.")
    desk.types("hugo", "fait STR-1")
    for ref in ("STR-1", "STR-2"):
        desk.types("claire", f"valider {ref}")
    return desk


def does(desk: Story, number: int) -> State:
    """What becomes of what Hugo says is done."""
    desk.says("zoe", "#stras", f"il me faudrait un badge pour {number} visiteurs demain")
    ref = desk.requests()[-1].ref
    desk.types("hugo", f"prendre {ref}")
    desk.types("hugo", f"fait {ref}")
    return desk.request(ref).state


def test_the_figures_are_seen_first_and_a_second_press_says_it(looked_at: Story) -> None:
    shown = looked_at.types("coralie", "niveau @Hugo autonome")
    assert "Hugo Pereira est en relecture" in looked_at.text(shown)
    assert "Depuis 90 jours : 2 demandes relues, 1 sans retour." in looked_at.text(shown)
    assert looked_at.rows(Autonomy) == []
    done = looked_at.presses("coralie", shown, "level_set")
    assert "C’est noté : Hugo Pereira travaille en autonomie." in looked_at.text(done)
    assert "Coralie Tessier vous fait confiance : vous travaillez désormais en autonomie" in looked_at.room("@hugo")
    assert does(looked_at, 3) is State.RESOLVED
    again = looked_at.forges("coralie", "level_set", "hugo:autonomous")
    assert "C’est ainsi" in looked_at.text(again)
    undone = looked_at.presses("coralie", done, "level_undo")
    assert "le travail de Hugo Pereira est relu" in looked_at.text(undone)
    assert "vous propose un second regard" in looked_at.room("@hugo")
    assert does(looked_at, 4) is State.TO_VALIDATE
    assert "plus rien à annuler" in looked_at.text(looked_at.presses("coralie", done, "level_undo"))
    said = [(each.data["level"], each.data["was"]) for each in looked_at.rows(Journal, act="level")]
    assert said == [("autonomous", "supervised"), ("supervised", "autonomous")]


def test_somebody_is_lowered_too_and_their_work_is_looked_at_from_then_on(desk: Story) -> None:
    shown = desk.types("coralie", "niveau claire")
    assert "Claire Morel travaille en autonomie" in desk.text(shown)
    assert "Rien n’a été relu depuis 90 jours." in desk.text(shown)
    desk.presses("coralie", shown, "level_set", "claire:supervised")
    desk.says("karim", "#lyon", TRAIN)
    desk.types("claire", "prendre LYO-1")
    desk.types("claire", "fait LYO-1")
    assert desk.request("LYO-1").state is State.TO_VALIDATE
    desk.types("hugo", "valider LYO-1")
    assert desk.request("LYO-1").state is State.TO_VALIDATE


@pytest.mark.parametrize(
    ("who", "said", "told"),
    [
        ("claire", "niveau @Hugo autonome", "Coralie Tessier peut vous aider"),
        ("hugo", "niveau hugo autonome", "Coralie Tessier peut vous aider"),
        ("coralie", "niveau coralie autonome", "Une autre personne que vous"),
        ("coralie", "niveau marc autonome", "Marc Vidal ne traite pas de demandes"),
        ("coralie", "niveau hugo génial", "Je ne connais pas ce niveau"),
        ("coralie", "niveau personne", "De qui s’agit-il"),
        ("coralie", "niveau hugo relu", "C’est ainsi"),
    ],
)
def test_what_cannot_be_said_says_why(desk: Story, who: str, said: str, told: str) -> None:
    assert told in desk.text(desk.types(who, said)).replace("\N{NO-BREAK SPACE}", " ")
    desk.forges("claire", "level_set", "hugo:autonomous")
    desk.forges("coralie", "level_set", "hugo:boss")
    desk.forges("coralie", "level_undo", "7")
    assert desk.rows(Autonomy) == []


def test_a_charter_that_says_another_level_since_is_what_stands(desk: Story) -> None:
    desk.presses("coralie", desk.types("coralie", "niveau hugo autonome"), "level_set")

    def shadowed(data: dict[str, Any]) -> None:
        next(each for each in data["people"] if each["id"] == "hugo")["autonomy"] = "shadow"

    desk.rules(shadowed)
    assert "en observation" in desk.text(desk.types("coralie", "niveau hugo"))


def test_written_to_the_desk_it_is_an_order_and_a_need_that_begins_so_is_none(desk: Story) -> None:
    desk.says("coralie", "@", "niveau Hugo")
    assert "Hugo Pereira est en relecture" in desk.room("@coralie")
    desk.says("karim", "#lyon", "niveau de toner bas, il faudrait commander une cartouche", to_desk=True)
    assert desk.requests()
