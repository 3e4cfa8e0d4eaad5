"""What somebody away had in hand, and turns confidential: the lists that tell of it say no more than may be known."""

from __future__ import annotations

import pytest

from storage.tables import Level
from tests.bot.desk_harness import Story, Wrote

TRAIN = "il me faudrait un train pour Paris jeudi"
TAXI = "il me faudrait un taxi vendredi à 9h"
PAY = "il me faudrait mon bulletin de paie d'octobre"


@pytest.fixture
def asked(desk: Story) -> Wrote:
    """LYO-1 and LYO-2, that Inès had when she left, with a note on the first; Claire is asked to take them."""
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.pass_by(minutes=20)
    desk.says("lea", "#lyon", TAXI)
    desk.types("ines", "prendre LYO-1, LYO-2")
    desk.says("ines", "#desk", "il préfère le train de 7 h", under=desk.card("LYO-1", "#desk"))
    desk.types("ines", "absence aujourd'hui relais claire")
    return asked


def test_what_is_offered_and_turns_confidential_leaves_the_offer(desk: Story, asked: Wrote) -> None:
    offer = desk.last("@claire", "handover")
    assert TRAIN in str(offer)
    assert "7 h" in str(offer)
    desk.edits(asked, PAY)
    shown = str(desk.last("@claire", "handover"))
    assert "LYO-1" not in shown
    assert TRAIN not in shown
    assert "7 h" not in shown
    assert "Reprenez-vous la demande en cours" in shown
    assert TAXI in shown
    assert len([each for each in desk.shown("@claire") if each.card and each.card.kind == "handover"]) == 1
    desk.presses("claire", desk.last("@claire", "handover"), "handover_accept")
    assert [desk.who_has(ref) for ref in ("LYO-1", "LYO-2")] == [None, "claire"]


def test_where_nothing_else_was_offered_nobody_is_asked_any_longer(desk: Story, asked: Wrote) -> None:
    desk.types("ines", "fait LYO-2")
    desk.edits(asked, PAY)
    assert "rien à reprendre" in str(desk.last("@claire", "handover"))
    desk.later(hours=2)
    assert "reviennent au pôle" not in desk.room("@coralie")


def test_what_returned_to_the_pool_and_turns_confidential_is_named_no_longer(desk: Story, asked: Wrote) -> None:
    desk.presses("claire", desk.last("@claire", "handover"), "handover_refuse")
    assert TRAIN in str(desk.last("@coralie", "freed"))
    desk.edits(asked, PAY)
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    told = desk.last("@coralie", "freed")
    assert "Demande confidentielle" in str(told)
    assert "LYO-1" not in str(told)
    assert TRAIN not in str(told)
    assert TAXI in str(told)
    assert len([each for each in desk.shown("@coralie") if each.card and each.card.kind == "freed"]) == 1


def test_so_is_it_while_who_had_it_is_back(desk: Story, asked: Wrote) -> None:
    desk.presses("claire", desk.last("@claire", "handover"), "handover_refuse")
    desk.later(days=1)
    assert TRAIN in str(desk.last("@ines", "handover_back"))
    desk.edits(asked, PAY)
    back = desk.last("@ines", "handover_back")
    assert "LYO-1" not in str(back)
    assert TRAIN not in str(back)
    assert TAXI in str(back)


def test_once_it_is_not_confidential_the_list_names_it_again(desk: Story, asked: Wrote) -> None:
    desk.presses("claire", desk.last("@claire", "handover"), "handover_refuse")
    desk.edits(asked, PAY)
    desk.presses("karim", desk.card("LYO-1", "@karim"), "correct", "service:office")
    assert "LYO-1" not in str(desk.last("@coralie", "freed")), "its author has not said yes"
    desk.presses("karim", desk.last("@karim", "disclose_offer"), "disclose")
    assert desk.request("LYO-1").level is Level.STANDARD
    assert "LYO-1, Services généraux" in str(desk.last("@coralie", "freed"))
