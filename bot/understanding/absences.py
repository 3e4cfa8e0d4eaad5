"""When somebody says that they are away: « 12–23 août », « demain matin », « du lundi midi au mercredi ».

The days are found by the grammar of dates that reads any message. What is told of an absence and of nothing else stands
here: half-days, an end without a beginning, a beginning without an end, two ends the wrong way round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.understanding.dates.atoms import Atom, Now, find_atoms
from bot.understanding.dates.compose import mentions_of
from bot.understanding.dates.lexicon import MONTH
from bot.understanding.patterns import compiled
from bot.understanding.text import Words, words_of

Trouble = Literal["unread", "past", "backwards", "no_end", "far"]

FAR = timedelta(days=2 * 366)
"""Nobody says so long before that they will be away: such a day is a slip of the hand."""
_NOON = 12 * 60
_TIE = compiled(r" (?:jusqu'au|jusqu'a|au|a|to|until|till|through) (?:le |la )?| ?(?:->|\.\.) ?| - ?")
_HALF = compiled(r"\b(?:matin|matinee|midi|apres-midi|apres midi|aprem|soir|morning|noon|afternoon|evening)\b")
_WRONG_WAY = compiled(rf"\b(\d{{1,2}})(?:er)?(?: ({MONTH}))? ?(?:au|a|to|-|et) ?(?:le )?(\d{{1,2}})(?:er)? ({MONTH})\b")
_YEARLY = compiled(r"\b(20\d\d)-(\d\d)-(\d\d)\b|\b(\d\d?)/(\d\d?)/(20\d\d)\b")
_GLUE = frozenset(
    "absent absente absence conge conges off away out au aux a the le la les l du de des d un une en pour sera serai"
    " suis est je i will be am is on from to until till through jusqu partir inclus included toute tte journee all"
    " day".split()
)
_REASONS = frozenset(
    "arret maladie malade rtt vacances repos recup formation deplacement pont sick leave holiday holidays vacation"
    " training ill".split()
)
"""Why, as some say it in passing: nothing is made of it, nor kept."""
_BEFORE = rf"\A *(?:(?:{'|'.join(sorted(_GLUE | _REASONS))}) )*?"
_UNTIL = compiled(_BEFORE + r"(?:jusqu'(?:au|a)|until|till) ")
_SINCE = compiled(_BEFORE + r"(?:du|des|a partir d[eu]|a compter d[eu]|depuis|from|since|starting) ")
_NOW = compiled(_BEFORE + r"(?:des |from )?(?:maintenant|now|tout de suite|right now|a partir de maintenant) *\Z")


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch of time, local and aware: `until` is the first instant back."""

    since: datetime
    until: datetime


def read_absence(text: str, now: Now) -> Away | Trouble:
    """When somebody is away, by their own clock; else what is wrong with what they said."""
    words = words_of(text)
    if _is_backwards(words.line):
        return "backwards"
    if _NOW.match(words.line):
        return "no_end"
    found = _in_one(words, now)
    if found is None or (found.last is not None and _HALF.search(words.line)):
        ends = _in_two(words, now)
        if ends is None:
            return "unread"
        since, until = _begins(ends[0], now), _finishes(ends[1], now)
        if until <= since and ends[1].weekday:
            until += timedelta(days=7)
        return _checked(since, until, now, past=ends[1].past)
    if found.past and found.first is None:
        return "past"
    if _UNTIL.match(words.line):
        return _checked(now.at, _finishes(found, now), now)
    if _SINCE.match(words.line) and found.last is None and not found.has_clock and found.part is None:
        return "no_end"
    finishes = _finishes(found, now) if found.clock is None or found.until is not None else _day_after(found, now)
    return _checked(_begins(found, now), finishes, now, past=found.past)


def _checked(since: datetime, until: datetime, now: Now, *, past: bool = False) -> Away | Trouble:
    if until <= since:
        return "backwards"
    if past or until <= now.at:
        return "past"
    return "far" if since > now.at + FAR else Away(since, until)


def _in_one(words: Words, now: Now) -> Atom | None:
    """The one moment or stretch of time that a text speaks of, when it says nothing else."""
    mentions = mentions_of(find_atoms(words, now), words, now)
    if len(mentions) != 1 or not (mentions[0].has_day or mentions[0].past):
        return None
    (mention,) = mentions
    around = f"{words.line[: mention.start]} {words.line[mention.end :]}"
    return mention if all(word in _GLUE | _REASONS for word in re.findall(r"[a-z0-9]+", around)) else None


def _in_two(words: Words, now: Now) -> tuple[Atom, Atom] | None:
    """From when until when, each said with its part of the day: « lundi matin au mercredi midi »."""
    for tie in _TIE.finditer(words.line):
        first, last = (_in_one(words_of(part), now) for part in (words.raw[: tie.start()], words.raw[tie.end() :]))
        if first is not None and last is not None and first.first is not None and last.first is not None:
            return first, last
    return None


def _begins(atom: Atom, now: Now) -> datetime:
    day = atom.first or now.today
    if atom.instant is not None:
        return atom.instant
    if atom.clock is not None:
        return _at(day, atom.clock, now)
    return _at(day, _NOON if atom.part is not None and atom.part[0] >= _NOON else 0, now)


def _finishes(atom: Atom, now: Now) -> datetime:
    day = atom.last or atom.first or now.today
    if atom.until is not None or atom.clock is not None:
        return _at(day, atom.until if atom.until is not None else atom.clock or 0, now)
    if atom.part is not None and atom.part[1] <= _NOON:
        return _at(day, _NOON, now)
    return _at(day + timedelta(days=1), 0, now)


def _day_after(atom: Atom, now: Now) -> datetime:
    """An hour alone is when one leaves: « vendredi à partir de 14 h »."""
    return _at((atom.first or now.today) + timedelta(days=1), 0, now)


def _at(day: date, minutes: int, now: Now) -> datetime:
    return datetime.combine(day, time(minutes // 60 % 24, minutes % 60), now.at.tzinfo)


def _is_backwards(line: str) -> bool:
    """Whether its two days are plainly the wrong way round, where a reader of dates would look for another month."""
    found = _WRONG_WAY.search(line)
    if found is not None:
        day, month, last, last_month = found.groups()
        return month in (None, last_month) and int(day) > int(last)
    said = [each.groups() for each in _YEARLY.finditer(line)]
    days = [(year or other, month or named, day or number) for year, month, day, number, named, other in said]
    return len(days) == 2 and [int(each) for each in days[1]] < [int(each) for each in days[0]]
