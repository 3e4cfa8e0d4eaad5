"""Dates in a message: found, joined, and each given its role. A small grammar of our own, in French and English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.understanding.dates import clocks as clocks
from bot.understanding.dates import counted as counted
from bot.understanding.dates import days as days
from bot.understanding.dates import feasts as feasts
from bot.understanding.dates import hours as hours
from bot.understanding.dates import never as never
from bot.understanding.dates import offsets as offsets
from bot.understanding.dates import periods as periods
from bot.understanding.dates import stays as stays
from bot.understanding.dates.arithmetic import Holiday
from bot.understanding.dates.atoms import Atom, Now, find_atoms
from bot.understanding.dates.compose import mentions_of
from bot.understanding.dates.roles import Mention, Role, mention_roles, speaks_of_past
from bot.understanding.model import Grain, Part, When
from bot.understanding.text import Words


@dataclass(frozen=True, slots=True)
class Dates:
    """When it is wanted by, and when what it is about takes place."""

    due: Part[When | None]
    start: Part[When | None]
    end: Part[When | None]
    told: Dates | None = None
    """The same where nobody asks for anything, if other: a day that is only named is not one to be ready by."""


_SURE_NONE = 0.9
_DOUBTED_NONE = 0.4
_NO_DATES = Dates(Part(None, _SURE_NONE), Part(None, _SURE_NONE), Part(None, _SURE_NONE))


def read_dates(words: Words, written_at: datetime, language: str, is_holiday: Holiday) -> Dates:
    """Read the dates of a message written at a local, aware moment."""
    now = Now(written_at, is_holiday, language)
    atoms = find_atoms(words, now)
    if not atoms:
        return _NO_DATES
    mentions = mention_roles(mentions_of(atoms, words, now), words)
    due = _chosen_due(mentions)
    event = _chosen_event(mentions, due)
    doubted = any(mention.role is Role.WISH or _is_over(mention, words) for mention in mentions)
    certain_none = _DOUBTED_NONE if doubted else _SURE_NONE
    nothing: Part[When | None] = Part(None, certain_none)
    told = None
    if due is not None and due.role is Role.PLAIN and event is None:
        told = Dates(nothing, *_taking_place(due, words, now))
    return Dates(
        _part(due, words, _deadline(due.atom, now)) if due else nothing,
        *(_taking_place(event, words, now) if event else (nothing, nothing)),
        told,
    )


def _taking_place(event: Mention, words: Words, now: Now) -> tuple[Part[When | None], Part[When | None]]:
    return _part(event, words, _start(event.atom, now)), _part(event, words, _end(event.atom, now))


def _is_over(mention: Mention, words: Words) -> bool:
    """Whether what is asked for seems to be on a day that is over."""
    return mention.role is Role.PAST and mention.atom.first is not None and not speaks_of_past(mention.atom, words.line)


def _chosen_due(mentions: list[Mention]) -> Mention | None:
    for role in (Role.DUE, Role.PLAIN):
        for mention in mentions:
            if mention.role is role:
                return mention
    return None


def _chosen_event(mentions: list[Mention], due: Mention | None) -> Mention | None:
    events = [mention for mention in mentions if mention.role is Role.EVENT]
    if events:
        return next((mention for mention in events if mention.atom.has_clock), events[0])
    if due is not None and due.role is Role.DUE:
        return next((mention for mention in mentions if mention.role is Role.PLAIN and not mention.atom.vague), None)
    return None


def _part(mention: Mention, words: Words, when: When | None) -> Part[When | None]:
    if when is None:
        return Part(None, _SURE_NONE)
    return Part(when, mention.certain, (words.said(mention.atom.start, mention.atom.end),))


def _at(day: date, minutes: int, now: Now) -> datetime:
    return datetime(day.year, day.month, day.day, minutes // 60 % 24, minutes % 60, tzinfo=now.at.tzinfo)


def _deadline(atom: Atom, now: Now) -> When | None:
    if atom.instant is not None:
        return When(atom.instant.replace(second=0, microsecond=0), Grain.MINUTE)
    day = atom.by or atom.first
    if day is None:
        return None
    if atom.clock is not None:
        return When(_at(day, atom.clock, now), Grain.MINUTE)
    if atom.part is not None:
        return When(max(_at(day, atom.part[1], now), _ceiling(now, day)), Grain.PART)
    return When(day, atom.grain)


def _ceiling(now: Now, day: date) -> datetime:
    """A part of today that is over is still promised for later today, never for the past."""
    if day != now.today:
        return _at(day, 0, now)
    return min(now.at.replace(second=0, microsecond=0) + timedelta(minutes=30), _at(day, 24 * 60 - 1, now))


def _start(atom: Atom, now: Now) -> When | None:
    if atom.instant is not None:
        return When(atom.instant.replace(second=0, microsecond=0), Grain.MINUTE)
    if atom.first is None:
        return None
    if atom.clock is not None:
        return When(_at(atom.first, atom.clock, now), Grain.MINUTE)
    if atom.part is not None:
        return When(_at(atom.first, atom.part[0], now), Grain.PART)
    return When(atom.first, atom.grain)


def _end(atom: Atom, now: Now) -> When | None:
    if atom.first is None:
        return None
    if atom.until is not None:
        return When(_at(atom.last or atom.first, atom.until, now), Grain.MINUTE)
    return When(atom.last, atom.grain) if atom.last is not None else None
