"""How far somebody works alone, as it is said to whoever coordinates, and to them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Card, ours
from bot.levels import LOOKED_BACK, Figures
from bot.views.parts import button, mention, one_line, rows, sentences
from storage.tables import Audience, Person

KIND = "level"


def asked(person: Person, now: str, figures: Figures, offered: Sequence[str]) -> Card:
    """To whoever coordinates: how it is, what came of their work lately, and the levels that a press says."""
    days, count = LOOKED_BACK.days, figures.looked_at
    counted = ours("level.figures", days=days, count=count, faultless=figures.faultless)
    text = sentences(ours(f"level.is_{now}", who=mention(person)), counted if count else ours("level.none", days=days))
    presses = [button("level_set", f"level.make_{each}", f"{person.charter_id}:{each}") for each in offered]
    return one_line(KIND, Audience.PERSON, text, None, rows(presses))


def done(person: Person, level: str, number: int) -> Card:
    """To the same, once it is so."""
    text = sentences(ours(f"level.done_{level}", who=mention(person)), ours("level.told", who=mention(person)))
    return one_line(KIND, Audience.PERSON, text, None, rows((button("level_undo", "level.undo", str(number)),)))


def told(by: Person, level: str) -> Card:
    """To whom it is about."""
    return one_line(KIND, Audience.PERSON, ours(f"level.yours_{level}", by=mention(by)))
