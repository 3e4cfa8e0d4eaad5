"""An order that was typed wrong, offered as it was probably meant: one press gives it."""

from __future__ import annotations

from bot.cards import Card
from bot.conversations.keeping import UNDECIDED
from bot.talk import Talk
from bot.views.help import unknown_word
from storage import words as wordstore
from storage.tables import Level

MEANT = "order"
"""What is kept of an order that was typed wrong, until a press gives it."""


def in_one_press(talk: Talk, word: str, shown: str, order: str, name: str | None) -> Card:
    """What is none, and the order that was probably meant, by its name too. `shown`: as much of it as tells it."""
    until = talk.now + UNDECIDED
    words_id = wordstore.keep(talk.unit, order, MEANT, talk.actor.id, Level.CONFIDENTIAL, purge_after=until)
    return unknown_word(word, shown, f"{words_id}:{name}")
