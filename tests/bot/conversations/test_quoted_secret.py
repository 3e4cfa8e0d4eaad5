"""Somebody pastes in a channel what they have of a confidential card: the desk adds nothing to it."""

from __future__ import annotations

import re

import pytest

from tests.bot.conversations.test_private import PAY, PUBLIC, confided
from tests.bot.desk_harness import Story
from tests.bot.paper import as_text

CARD = f"LYO-1, RH et paie, Lyon. « {PAY} » Nadia Benali s'en occupe."
PASTED = {
    "the card": CARD,
    "and asks what it is": f"{CARD} c'est quoi ça ?",
    "as a quotation": f"> {CARD}\nil me faudrait une salle jeudi à 14h",
    "the reference": "LYO-1",
    "where it stands": "où en est LYO-1 ?",
    "something for it": "il faudrait réserver une salle jeudi à 14 h à Lyon pour LYO-1",
    "the words": PAY,
    "an order": "prendre LYO-1",
    "its address": "https://relais.example/r/LYO-1",
}
TELLS = re.compile(r"LYO-1\b|bulletin", re.IGNORECASE)


def beyond(said: str) -> list[str]:
    """The lines of what the desk says that tell of it, but for what was pasted."""
    lines = {line for pasted in PASTED.values() for line in pasted.splitlines()}
    return [line for line in said.splitlines() if line not in lines and TELLS.search(line)]


@pytest.mark.parametrize("where", ["#lyon", "#desk"])
def test_who_may_not_see_it_learns_nothing_by_pasting_it(desk: Story, where: str) -> None:
    confided(desk)
    for who in ("tom", "ines", "coralie", "marc"):
        for pasted in PASTED.values():
            for to_desk in (False, True):
                before, told = desk.by_desk(f"@{who}"), len(desk.whispers(who))
                reply = desk.says(who, where, pasted, to_desk=to_desk).reply
                whispered = [each for each in desk.whispers(who)[told:] if each.kind != "errors.no_such_request"]
                said = [desk.by_desk(f"@{who}").removeprefix(before), desk.text(reply, who), *map(as_text, whispered)]
                assert beyond("\n".join(said)) == [], (who, pasted)
                assert not [each for room in PUBLIC for each in beyond(desk.by_desk(room))], (who, pasted)


@pytest.mark.parametrize("who", ["karim", "nadia"])
def test_pasted_by_who_may_see_it_nothing_of_it_is_said_where_others_read(desk: Story, who: str) -> None:
    confided(desk)
    for pasted in PASTED.values():
        for to_desk in (False, True):
            desk.says(who, "#lyon", pasted, to_desk=to_desk)
            assert not [each for room in PUBLIC for each in beyond(desk.by_desk(room))], pasted
