"""What English messages ask for by their grammar, and what only looks so."""

from __future__ import annotations

import pytest

from bot.understanding import RequestKind, read
from tests.bot.understanding.contexts import context

ASKED = (
    "the handle of the fire door on 3 came off in my hand",
    "Colour cartridges for the plotter, two sets",
    "mr Nakamura lands at six on Sunday and has nobody to fetch him",
    "my name is spelt wrong on the visitor list",
    "The auditors want a table with plugs, four of them, from Monday",
    "one more chair in Mistral if you can",
    "Three of us can't see the shared drive since lunch",
    "The supplier insists on a signed copy, original on paper",
    "New intern starts Monday, no desk no laptop no badge",
    "two nights in Bremen, 11th to 13th, cheap is fine",
    "Swap my Thursday shift with Ada's and tell planning",
    "Put me down for the first aid course",
    "how long do I keep fuel receipts",
    "Mrs Vogel's badge opens nothing",
    "I broke the coffee pot, sorry. a new one?",
    "the minutes go to the board, have them bound",
    "the door code was changed and night shift doesn't have it",
    "two pallets of A4, usual address",
    "we are 9 not 5 for the tour, the small van won't do",
    "somebody must translate page 3 before the visit",
    "can the sign on the gate be turned round",
    "to be printed on card and sent to the mayor",
    "please don't forget to cancel the room",
)
TOLD = (
    "Need coffee. Now. Joking, had three already",
    "My train is late again, start without me",
    "The printer on the second floor works again, thanks to whoever kicked it",
    "Just a heads up, parking B is closed Thursday for the marathon",
    "I'll book the taxi myself, don't bother",
    "If you need the drill it's in my locker",
    "No need to print anything, I have it on my tablet",
    "Would love to but I'm in Lyon that day",
    "The courier just left with the samples",
    "Found a set of keys in the corridor, they're at reception",
    "that meeting could have been an email",
    "I'd like to thank the night team for the stock count",
    "please rinse your mugs and keep the kitchen tidy",
    "who nicked my stapler",
    "the boxes are all here, dealing with them after lunch",
    "Just so everybody knows, the inspector left happy",
    "stuck in traffic, there in 20",
    "Moved the pallets to the back, keys in the drawer",
    "Off to the bank, back by noon",
    "Please don't ring him, I have it in hand",
    "For those who asked, the shuttle takes cards",
    "shout out to the drivers, all home before the snow",
)


@pytest.mark.parametrize("text", ASKED)
def test_what_asks_by_its_form_is_a_request(text: str) -> None:
    assert read(text, context(language="en")).request.value is RequestKind.YES


@pytest.mark.parametrize("text", TOLD)
def test_what_is_told_in_such_words_is_none(text: str) -> None:
    assert read(text, context(language="en")).request.value is not RequestKind.YES
