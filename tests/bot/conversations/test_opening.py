"""Which presses ask something first: a platform opens a dialog for those alone, and must know it beforehand."""

from __future__ import annotations

import sys

import pytest

from bot.cards import Buttons, Card, Menu, OpenForm, Reply
from bot.conversations.hasty import Hasty
from storage.unit import Unit
from tests.bot.desk_harness import Story, answered
from tests.bot.views import gallery

ASKED = "il me faudrait un train pour Paris jeudi matin"
PEOPLE = ("karim", "ines", "claire", "marc", "coralie")
"""Who asked, who works, who is to agree, and who coordinates."""


class _Undone(Exception):
    """What was decided is not kept."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


def _new(desk: Story) -> None:
    desk.says("karim", "#lyon", ASKED)


def _claimed(desk: Story) -> None:
    desk.types("ines", "prendre LYO-1")


def _awaited(desk: Story) -> None:
    desk.types("ines", "approbation LYO-1 Marc Vidal")


def _looked_at(desk: Story) -> None:
    desk.types("marc", "approuver LYO-1")
    desk.later(minutes=11)
    desk.types("coralie", "transférer LYO-1 invoicing")
    desk.types("ines", "fait LYO-1")


def _resolved(desk: Story) -> None:
    desk.types("claire", "valider LYO-1")


@pytest.fixture
def desk_url(sqlite_desk_url: str) -> str:
    """What opens a form does not depend on the database."""
    return sqlite_desk_url


def offered(card: Card) -> set[tuple[str, str, bool]]:
    """What can be pressed or chosen on a card, of the request asked here, and whether it says that it opens a form."""
    found = [
        (each.act, each.value, each.opens) for part in card.parts if isinstance(part, Buttons) for each in part.buttons
    ]
    found += [(part.act, each.value, False) for part in card.parts if isinstance(part, Menu) for each in part.options]
    return {(act, value.replace("LYO-42", "LYO-1"), opens) for act, value, opens in found}


OF_WORDS = {"amend", "return_words", "standup_answer", "flash_note"}
"""By the number of what no request here has: test_accompanied.py opens those of words that a newcomer wrote,
test_standup.py and test_flash_point.py what the desk says on its own."""
OFFERED = sorted(set[tuple[str, str, bool]]().union(*(offered(card) for card in gallery.cards().values())))


def would_open(desk: Story, who: str, act: str, value: str) -> bool:
    """Whether a press opens a form; nothing that it does is kept."""

    def press(unit: Unit) -> Reply:
        try:
            with unit.savepoint():
                raise _Undone(desk.desk.handle(desk.pressed(who, act, value), unit, None))
        except _Undone as undone:
            return undone.reply

    return isinstance(answered(desk.writer.run(press)), OpenForm)


def test_every_button_that_opens_a_form_says_so_and_no_other(desk: Story) -> None:
    desk.desk.hasty = Hasty(*[sys.maxsize] * 4)
    opened: set[tuple[str, str]] = set()
    for reach in (_new, _claimed, _awaited, _looked_at, _resolved):
        reach(desk)
        for who in PEOPLE:
            opened |= {(act, value) for act, value, _ in OFFERED if would_open(desk, who, act, value)}
    assert opened == {(act, value) for act, value, opens in OFFERED if opens and act not in OF_WORDS}
    assert {act for act, _, opens in OFFERED if opens} >= OF_WORDS
    agree = {"amount", "approval", "refuse", "inquire"}
    working = {"reply", "wait", "assign", "transfer", "correct", "send_back"}
    assert {act for act, _ in opened} == {"new", "repeat", "rate", "access_form", *working, *agree}


def test_a_button_drawn_still_says_that_it_opens_a_form(desk: Story) -> None:
    _new(desk)
    _claimed(desk)
    card = desk.card("LYO-1", "#desk").card
    assert card is not None
    drawn = {each.act: each.opens for part in card.parts for each in getattr(part, "buttons", ())}
    assert {act for act, opens in drawn.items() if opens} == {
        "reply",
        "wait",
        "assign",
        "transfer",
        "correct",
        "amount",
    }
    assert not drawn["resolve"]
