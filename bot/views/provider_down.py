"""A provider that is down: what a press would do, what it did, what nobody is there for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards import Card, CardPart, Line, Text, ours, plain
from bot.charter import Charter
from bot.views.lists import MOST_ROWS, Row, open_menu, row_text
from bot.views.parts import at, button, line, one_line, rows, sentences
from storage.tables import Audience

KIND = "provider"


def asked(charter: Charter, people: int, requests: int) -> Card:
    """How many people would be away, and how much of what they have would go on."""
    text = sentences(ours("provider.ask", name=_name(charter), count=people), ours("provider.work", count=requests))
    confirm = rows((button("provider_down", "provider.put_away", "down", "danger"),))
    return one_line(KIND, Audience.PERSON, text, None, confirm)


def is_down(charter: Charter, people: int, since: datetime) -> Card:
    """They are away already, and how they come back."""
    text = ours("provider.is_down", name=_name(charter), count=people, since=at(since))
    return one_line(KIND, Audience.PERSON, text, None, _back())


def done(charter: Charter, people: int, requests: int, unserved: Sequence[Row], unseen: int = 0) -> Card:
    """What was done, and what has nobody; `unseen`: how many of those the reader may not know, counted alone."""
    moved = ours("provider.moved", count=requests)
    text = sentences(ours("provider.done", name=_name(charter), count=people), moved)
    parts: list[CardPart] = [*line(text)]
    parts += line(_nobody(len(unserved), unseen))
    parts += [Line(text=row_text(each)) for each in unserved[:MOST_ROWS]]
    left = max(0, len(unserved) - MOST_ROWS) + (unseen if unserved else 0)
    parts += line(ours("lists.more", count=left), "quiet") if left > 0 else ()
    parts += (*_back("provider.undo"), *open_menu(unserved[:MOST_ROWS]))
    return Card(kind=KIND, audience=Audience.PERSON, summary=text, parts=tuple(parts))


def _nobody(seen: int, unseen: int) -> Text:
    if seen:
        return ours("provider.nobody", count=seen + unseen)
    return ours("provider.nobody_unseen", count=unseen) if unseen else ours("provider.all_served")


def back(charter: Charter, people: int, requests: int) -> Card:
    """They are there again, with what nobody took."""
    text = ours("provider.back", name=_name(charter), count=people)
    return one_line(KIND, Audience.PERSON, sentences(text, ours("provider.given", count=requests)))


def not_down() -> Card:
    """Nobody was put away so."""
    return one_line(KIND, Audience.PERSON, ours("provider.not_down"))


def none() -> Card:
    """The charter names nobody of a provider."""
    return one_line(KIND, Audience.PERSON, ours("provider.none"))


def _name(charter: Charter) -> Text:
    return plain(charter.desk.provider) if charter.desk.provider else ours("provider.unnamed")


def _back(key: str = "provider.are_back") -> tuple[CardPart, ...]:
    return rows((button("provider_up", key, "up"),))
