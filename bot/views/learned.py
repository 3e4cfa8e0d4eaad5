"""What corrections taught, word by word: for which service, from which requests, and how it is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards import Card, CardPart, Menu, Named, Option, Strong, Text, ours, plain
from bot.views.lists import rest_of
from bot.views.parts import button, just, line, listed, mention, rows, strong
from storage.tables import Audience, Person

MOST_FROM = 3
"""How many of the requests that taught a word are named."""


@dataclass(frozen=True, slots=True)
class From:
    """A correction: of which request (None: its reader is not to know of it), by whom, when."""

    ref: str | None
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """A word, the services (ids) that it speaks for and against, and the corrections that taught it, the newest first.

    `little`: one request alone taught it.
    """

    stem: str
    word: str
    service: str | None
    against: tuple[str, ...]
    little: bool
    taught_by: tuple[From, ...]


def learned_card(
    known: Sequence[Known], total: int, *, past: int = 0, above: Text = (), recall: int | None = None
) -> Card:
    """A page of the words, by service. `past`: how many come before; `above`: what was just done; `recall`: the id of
    the word just forgotten, to take that back."""
    title = ours("lessons.title")
    parts: list[CardPart] = [*line(title, "title"), *line(above)]
    parts += rows((button("relearn", "buttons.relearn", str(recall)),)) if recall is not None else ()
    if past and known:
        parts += line(ours("lists.range", first=past + 1, last=past + len(known), total=total), "quiet")
    heading: Text = ()
    for each in known:
        if _heading(each) != heading:
            heading = _heading(each)
            parts += line((Strong(text=heading),))
        parts += line(_known_line(each))
    parts += line(ours("lessons.empty")) if not known else ()
    parts += rest_of(total - past - len(known), "learned", past + len(known))
    parts += _menu(known)
    return Card(kind="learned", audience=Audience.PERSON, summary=above or title, parts=tuple(parts))


def says_line(each: Known) -> Text:
    """« « kakemono » dit Services généraux : LYO-12 (Karim Diallo, lundi) et LYO-9 (…). »"""
    key = "lessons.says_no_longer" if each.service is None else "lessons.says_little" if each.little else "lessons.says"
    services = each.against if each.service is None else (each.service,)
    return ours(key, word=strong(each.word), service=_services(services), taught=_taught(each))


def _known_line(each: Known) -> Text:
    key = "lessons.word_little" if each.little else "lessons.word"
    return ours(key, word=strong(each.word), taught=_taught(each))


def _taught(each: Known) -> Text:
    return listed([_from(one) for one in each.taught_by[:MOST_FROM]])


def _services(ids: Sequence[str]) -> Text:
    return listed([(Named(what="service", id=each),) for each in ids])


def _heading(each: Known) -> Text:
    if each.service is not None:
        return _services((each.service,))
    return ours("lessons.against", service=_services(each.against))


def _from(each: From) -> Text:
    who, when = mention(each.by), just(each.at)
    if each.ref is None:
        return ours("lessons.from_another", who=who, when=when)
    return ours("lessons.from", ref=each.ref, who=who, when=when)


def _menu(known: Sequence[Known]) -> tuple[Menu, ...]:
    """Any of the words listed, forgotten in one press."""
    chosen = tuple(Option(value=each.stem, label=plain(each.word)) for each in known)
    return (Menu(act="unlearn", label=ours("menus.unlearn"), options=chosen),) if chosen else ()
