"""What is said around a ritual: when it comes and for whom, that it is late or left out, that it was missed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.cards import Card, CardPart, Line, Menu, Option, Strong, Text, When, ours
from bot.charter import Ritual
from bot.locales import LANGUAGES, text
from bot.views.parts import button, just, line, one_line, rows, sentences
from bot.views.parts import listed as joined
from storage.tables import Audience, Occurrence

if TYPE_CHECKING:
    from bot.coming import Coming

KIND = "ritual"
MOST = 6
"""How many of the next dates are told."""


def late(card: Card, at: datetime) -> Card:
    """The same card, that begins with when it was to be said (UTC)."""
    line = Line(text=ours("rituals.late", at=just(at)), style="quiet")
    return card.model_copy(update={"parts": (line, *card.parts)})


def missed(ritual: Ritual, day: date, why: str) -> Card:
    """A ritual was not said on a day. `why`: `down`, `unreached`."""
    said = ours(f"rituals.missed_{why}", ritual=name(ritual), day=_day(day))
    return one_line(KIND, Audience.PERSON, said, parts=rows((button("ritual", "buttons.ritual", ritual.id),)))


def name(ritual: Ritual) -> Text:
    """What a ritual is called."""
    return ours(f"rituals.kind_{ritual.kind}")


def names(ritual: Ritual) -> tuple[str, ...]:
    """The words by which a ritual is called, in each language."""
    return tuple(text(language, f"rituals.kind_{ritual.kind}") for language in LANGUAGES)


def listed(found: Sequence[Coming], now: datetime, *, misses: Sequence[Occurrence] = ()) -> Card:
    """What is said next of each ritual; `misses`: what was not said lately."""
    title = ours("rituals.title")
    parts: list[CardPart] = [*line(title, "title")]
    parts += [Line(text=ours("rituals.next", ritual=_strong(each.ritual), when=_when(each))) for each in found]
    parts += line(ours("rituals.none")) if not found else ()
    parts += [Line(text=each, style="quiet") for each in _missed(misses)]
    options = tuple(Option(value=each.ritual.id, label=name(each.ritual)) for each in found)
    parts += (Menu(act="ritual", label=ours("rituals.open"), options=options),) if options else ()
    return Card(kind=KIND, audience=Audience.PERSON, summary=title, parts=tuple(parts))


def one(ritual: Ritual, found: Sequence[Coming], now: datetime, *, steers: bool) -> Card:
    """One ritual: its next dates, what is left out among them and why; `steers`: what may be done about it."""
    parts: list[CardPart] = [*line(name(ritual), "title")]
    parts += [Line(text=_dated(each)) for each in found[:MOST]]
    parts += line(ours("rituals.none_of_it")) if not found else ()
    if steers:
        said = [button("ritual_now", "buttons.ritual_now", ritual.id, "primary", confirm="buttons.ritual_now_confirm")]
        if any(each.firing.at and not each.skipped for each in found):
            said.append(button("ritual_skip", "buttons.ritual_skip", ritual.id, confirm="buttons.ritual_skip_confirm"))
        if any(each.skipped for each in found):
            said.append(button("ritual_back", "buttons.ritual_back", ritual.id))
        parts += rows(said)
    return Card(kind=KIND, audience=Audience.PERSON, summary=name(ritual), parts=tuple(parts))


def said_now(ritual: Ritual, said: int, before: int) -> Card:
    """It was said now to so many; so many others had heard it today."""
    told = [ours("rituals.said_now", ritual=name(ritual), count=said)] if said else []
    told += [ours("rituals.said_before", count=before)] if before else []
    return one_line(KIND, Audience.PERSON, sentences(*(told or [ours("rituals.nobody")])))


def skipped(ritual: Ritual, following: Coming) -> Card:
    """The next one is left out, unless it is taken up again."""
    said = ours("rituals.skipped", ritual=name(ritual), day=_day(following.firing.scheduled))
    return one_line(KIND, Audience.PERSON, said, parts=rows((button("ritual_back", "buttons.ritual_back", ritual.id),)))


def _dated(each: Coming) -> Text:
    """« lundi 30 novembre, 8 h : 2 personnes »; « vendredi 25 décembre : rien (férié) »"""
    firing = each.firing
    if each.skipped:
        return ours("rituals.left_out", day=_day(firing.scheduled), why=ours("rituals.why_skipped"))
    if firing.at is None:
        return ours("rituals.left_out", day=_day(firing.scheduled), why=ours(f"rituals.why_{firing.why}"))
    told = ours("rituals.dated", when=_when(each), whom=_whom(each))
    return sentences(told, ours("rituals.moved", day=_day(firing.scheduled))) if firing.why is not None else told


def _when(each: Coming) -> When:
    assert each.firing.at is not None
    return When(value=each.firing.at.isoformat(), grain="minute")


def _whom(each: Coming) -> Text:
    people = sum(member.person is not None for member in each.members)
    told = [ours("rituals.people", count=people)] if people else []
    channels = [member.channel for member in each.members if member.channel is not None]
    told += [ours("rituals.channels", count=len(channels))] if channels else []
    return joined(told)


def _missed(misses: Sequence[Occurrence]) -> list[Text]:
    found: dict[tuple[str, str], int] = {}
    for each in misses:
        found[each.kind, each.scheduled] = found.get((each.kind, each.scheduled), 0) + 1
    return [
        ours("rituals.was_missed", ritual=ours(f"rituals.kind_{kind}"), day=_day(date.fromisoformat(day)), count=count)
        for (kind, day), count in list(found.items())[-MOST:]
    ]


def _strong(ritual: Ritual) -> Strong:
    return Strong(text=name(ritual))


def _day(day: date) -> When:
    return When(value=day.isoformat(), grain="day")
