"""The pieces of a date, and the register of the rules that find them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from bot.understanding.dates.arithmetic import Holiday
from bot.understanding.model import Grain
from bot.understanding.patterns import compiled
from bot.understanding.text import Words

Span = tuple[int, int]
"""Two minutes of a day, from midnight: a part of a day, or from when to when."""

MORNING: Span = (9 * 60, 12 * 60)
AFTERNOON: Span = (14 * 60, 18 * 60)
EVENING: Span = (18 * 60, 19 * 60)
CLOSING: Span = (17 * 60, 18 * 60)


@dataclass(frozen=True, slots=True)
class Now:
    """The moment a message was written, local and aware, and the calendar of its site."""

    at: datetime
    is_holiday: Holiday
    language: str

    @property
    def today(self) -> date:
        """Its local date."""
        return self.at.date()


class Atom(NamedTuple):
    """Something of a date said between two places of a line.

    `first` and `last`: days; `by`: the day that a deadline so named means, where it is not `first`.
    `clock` and `until`: minutes of the day. `part`: a part of the day. `instant`: local and aware.
    `length`: minutes. `due` and `event`: the words themselves say which it is. `past`: it is over. `vague`: a period.
    `lone`: a time or part of day that may stand without a day; it is then today's. `bare`: only the number of its day,
    `weekday`: only the name of its day was said. `doubted`: what was said does not hold together, or leaves a choice.
    """

    start: int
    end: int
    first: date | None = None
    last: date | None = None
    by: date | None = None
    clock: int | None = None
    until: int | None = None
    part: Span | None = None
    instant: datetime | None = None
    length: int | None = None
    due: bool = False
    event: bool = False
    past: bool = False
    vague: bool = False
    lone: bool = False
    bare: bool = False
    weekday: bool = False
    doubted: bool = False

    @property
    def has_day(self) -> bool:
        """Whether it names a day or an instant."""
        return self.first is not None or self.instant is not None

    @property
    def has_clock(self) -> bool:
        """Whether it names a time of day."""
        return self.clock is not None or self.instant is not None

    @property
    def grain(self) -> Grain:
        """How precise it is."""
        if self.has_clock:
            return Grain.MINUTE
        if self.part is not None:
            return Grain.PART
        return Grain.WEEK if self.vague else Grain.DAY


Match = re.Match[str]
Builder = Callable[[Match, Now], Atom | None]


class Rule(NamedTuple):
    """What finds something of a date: a pattern, what is made of its match, and the words one of which comes next."""

    pattern: re.Pattern[str]
    builder: Builder
    then: frozenset[str] | None


RULES: dict[str, list[Rule]] = {}
DIGITS = "0"
"""The trigger of rules that begin by a number."""


def rule(triggers: Iterable[str], pattern: str, then: Iterable[str] | None = None) -> Callable[[Builder], Builder]:
    """Register a finder: tried where a word of `triggers` stands, matched from that word on.

    `then`: the words one of which comes next in whatever it finds; most of what is counted is no date. Where a rule
    says "dans", "ds" will do.
    """
    sought = compiled(pattern.replace("dans", "(?:dans|ds)"))
    words, following = set(triggers), None if then is None else frozenset(then)

    def register(builder: Builder) -> Builder:
        for trigger in words | ({"ds"} if "dans" in words else set()):
            RULES.setdefault(trigger, []).append(Rule(sought, builder, following))
        return builder

    return register


def find_atoms(words: Words, now: Now) -> list[Atom]:
    """The atoms of a line, in order, not overlapping: at each place the longest reading."""
    found: list[Atom] = []
    line, reached = words.line, 0
    for (trigger, following), start in zip(pairwise((*triggers_of(words), "")), words.starts, strict=True):
        rules = RULES.get(trigger)
        if rules is None or start < reached or (trigger == DIGITS and _glued(line, start)):
            continue
        best: Atom | None = None
        for pattern, builder, then in rules:
            if then is not None and following not in then:
                continue
            match = pattern.match(line, start)
            if match is None or (best is not None and match.end() <= best.end):
                continue
            best = built(builder, match, now) or best
        if best is not None:
            found.append(best)
            reached = best.end
    return found


def triggers_of(words: Words) -> list[str]:
    """The words of a message as rules are found by them: one number is as another."""
    return [DIGITS if norm[0] <= "9" else norm for norm in words.norms]


def built(builder: Builder, match: Match, now: Now) -> Atom | None:
    """What is made of a match; none where it is past the ends of Python's calendar."""
    try:
        return builder(match, now)
    except (OverflowError, ValueError):
        return None


def _glued(line: str, start: int) -> bool:
    """Whether a number is the tail of a code: LYO-42, n°12, 2024-118, 06.12, B2, 1,200."""
    if start == 0:
        return False
    before = line[start - 1]
    if before in "°#$€£_&=%":
        return True
    if before.isalpha():  # "a10h" is a preposition typed short
        return before != "a" or (start > 1 and line[start - 2].isalnum())
    if start > 1 and before in "-/+":
        return line[start - 2].isalnum()
    return start > 1 and before in ".:," and line[start - 2].isdigit()


def atom(match: Match, **fields: object) -> Atom:
    """An atom over the whole match."""
    return Atom(match.start(), match.end(), **fields)  # type: ignore[arg-type]  # mypy cannot type ** of a call


def before(match: Match, length: int = 24) -> str:
    """What stands just before a match."""
    return match.string[max(0, match.start() - length) : match.start()]


_LASTING = compiled(r"\b(?:pendant|durant|for|duree|d'|de|environ|during|sur|lasting|pour|dure)(?: environ| une)? ?:?$")
_SURELY_LASTING = compiled(r"\b(?:pendant|durant|duree|during|lasting|dure)(?: environ)? ?:?$")
_LEAVING_AT = compiled(r"\b(?:train|tgv|ter|vol|avion|bus|car|navette|ferry|eurostar|celui|flight|seance) (?:de|d') ?$")
_COUNTED_BEFORE = compiled(r"\b(?:mes|tes|ses|nos|vos|leurs|delay|delayed|retard|retard de|delay of)(?: \w{4,10})? $")
_EACH_AFTER = compiled(r" ?(?:chacune?|each|par personne|per person|de (?:delegation|retard|trajet|pause))(?![a-z])")
_EARLIEST_HOUR = 8


def is_length(match: Match, hours: int) -> bool:
    """Whether hours are a length ("pour 2 heures", "réunion de 2h") and no time of day ("pour 14h")."""
    said = before(match)
    if _SURELY_LASTING.search(said) or _COUNTED_BEFORE.search(said) or _EACH_AFTER.match(match.string, match.end()):
        return True
    if _LEAVING_AT.search(said):
        return False
    return hours < _EARLIEST_HOUR and bool(_LASTING.search(said))
