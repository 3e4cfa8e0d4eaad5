"""What is said around a ritual: that it is late, that it was missed."""

from __future__ import annotations

from datetime import date, datetime

from bot.cards import Card, Line, When, ours
from bot.charter import Ritual
from bot.views.parts import just, one_line
from storage.tables import Audience

KIND = "ritual"


def late(card: Card, at: datetime) -> Card:
    """The same card, that begins with when it was to be said (UTC)."""
    line = Line(text=ours("rituals.late", at=just(at)), style="quiet")
    return card.model_copy(update={"parts": (line, *card.parts)})


def missed(ritual: Ritual, day: date, why: str) -> Card:
    """A ritual was not said on a day. `why`: `down`, `unreached`."""
    when = When(value=day.isoformat(), grain="day")
    text = ours(f"rituals.missed_{why}", ritual=ours(f"rituals.kind_{ritual.kind}"), day=when)
    return one_line(KIND, Audience.PERSON, text)
