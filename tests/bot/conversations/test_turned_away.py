"""Who is told no before a request's card may press what that offers wherever they read it; who was not told may not."""

from __future__ import annotations

import pytest

from storage.tables import Level
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons
from tests.bot.paper import Shown

UNKNOWN = "Je ne trouve pas"
TOLD = "vous demande d’y jeter un œil."


@pytest.fixture
def asked(desk: Story) -> Shown:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi matin")
    return desk.card("LYO-1", "#lyon")


def refused(desk: Story, who: str, card: Shown) -> str:
    """Press what is not theirs, where the card stands; the value of the button that the refusal offers."""
    reply = desk.forges(who, "claim", "LYO-1", at=card)
    (value,) = [value for act, value in buttons(desk.drawn(reply, who)) if act == "call"]
    return value


def test_what_a_refusal_offers_is_done_in_a_direct_conversation_too(desk: Story, asked: Shown) -> None:
    offered = refused(desk, "lea", asked)
    assert "je préviens" in desk.text(desk.forges("lea", "call", offered), "lea")
    assert TOLD in desk.room(f"@{offered.partition(':')[2]}")


def test_who_was_told_nothing_finds_nothing(desk: Story, asked: Shown) -> None:
    offered = refused(desk, "lea", asked)
    assert UNKNOWN in desk.text(desk.forges("zoe", "call", offered), "zoe")
    assert TOLD not in desk.room(f"@{offered.partition(':')[2]}")


def test_who_knew_of_nothing_there_is_told_nothing_by_their_own_try(desk: Story, asked: Shown) -> None:
    for _ in range(2):
        assert UNKNOWN in desk.text(desk.forges("lea", "claim", "LYO-1"), "lea")
        assert UNKNOWN in desk.text(desk.forges("lea", "call", "LYO-1:ines"), "lea")
    assert desk.history("LYO-1") == ["ask"]


def test_nothing_else_is_opened_by_it(desk: Story, asked: Shown) -> None:
    refused(desk, "lea", asked)
    for act in ("show", "claim", "escalate", "urgent"):
        assert UNKNOWN in desk.text(desk.forges("lea", act, "LYO-1"), "lea"), act
    assert UNKNOWN in desk.text(desk.types("lea", "voir LYO-1", "@"), "lea")


def test_what_is_confidential_since_is_nothing_to_them(desk: Story, asked: Shown) -> None:
    offered = refused(desk, "lea", asked)
    desk.types("ines", "transférer LYO-1 hr_admin")
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    assert UNKNOWN in desk.text(desk.forges("lea", "call", offered), "lea")


def test_it_is_noted_once_and_no_line_of_what_was_done(desk: Story, asked: Shown) -> None:
    for _ in range(3):
        refused(desk, "lea", asked)
    assert desk.history("LYO-1") == ["ask", "turned_away"]
    assert "Léa" not in desk.text(desk.types("ines", "voir LYO-1"), "ines")
