"""A provider that is down: what a press would do, what it did, what nobody is there for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cards import Card, CardPart, Line, Text, ours, plain
from bot.charter import Charter
from bot.views.lists import MOST_ROWS, Row, open_menu, row_text
from bot.views.parts import at, button, line, listed, mention, one_line, rows, sentences
from storage.tables import Audience, Person

KIND = "provider"


def asked(charter: Charter, people: int, requests: int, *, own: bool = False) -> Card:
    """How many people would be away, and how much of what they have would go on. `own`: its reader is one of them."""
    among = ours("provider.among") if own else ()
    work = ours("provider.work", count=requests)
    text = sentences(ours("provider.ask", name=_name(charter), count=people), among, work)
    confirm = rows((button("provider_down", "provider.put_away", "down", "danger"),))
    return one_line(KIND, Audience.PERSON, text, None, confirm)


def is_down(charter: Charter, people: int, since: datetime) -> Card:
    """They are away already, and how they come back."""
    text = ours("provider.is_down", name=_name(charter), count=people, since=at(since))
    return one_line(KIND, Audience.PERSON, text, None, _back())


def done(
    charter: Charter,
    people: int,
    requests: int,
    unserved: Sequence[Row],
    unseen: int = 0,
    steer: Sequence[Person] | None = None,
) -> Card:
    """What was done, and what has nobody; `unseen`: how many of those the reader may not know, counted alone.

    `steer`: who answers for the coordination, where nobody coordinates any longer (none: somebody does).
    """
    moved = ours("provider.moved", count=requests)
    text = sentences(ours("provider.done", name=_name(charter), count=people), moved)
    parts: list[CardPart] = [*line(text)]
    parts += line(_steered(steer)) if steer is not None else ()
    parts += line(_nobody(len(unserved), unseen))
    parts += [Line(text=row_text(each)) for each in unserved[:MOST_ROWS]]
    left = max(0, len(unserved) - MOST_ROWS) + (unseen if unserved else 0)
    parts += line(ours("lists.more", count=left), "quiet") if left > 0 else ()
    parts += (*_back("provider.undo"), *open_menu(unserved[:MOST_ROWS]))
    return Card(kind=KIND, audience=Audience.PERSON, summary=text, parts=tuple(parts))


def put_away(charter: Charter, by: Person) -> Card:
    """To those who are put away so."""
    return one_line(KIND, Audience.PERSON, ours("provider.told", name=_name(charter), by=mention(by)))


def stands_for(charter: Charter, by: Person) -> Card:
    """To those who are told from now on what is for the coordination."""
    return one_line(KIND, Audience.PERSON, ours("provider.stands_for", name=_name(charter), by=mention(by)))


def _steered(steer: Sequence[Person]) -> Text:
    if not steer:
        return ours("provider.unsteered")
    return ours("provider.steered", names=listed([(mention(each),) for each in steer]))


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
