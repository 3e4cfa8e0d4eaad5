"""Until when something is asked again and again: « une salle pour 8 jusqu'au 15 décembre ». What stands around it is
what is asked; an hour, or a day of the same week, is a part of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.understanding.dates.atoms import Now
from bot.understanding.dates.lexicon import WEEKDAYS, either
from bot.understanding.patterns import compiled
from bot.understanding.text import READ_AT_MOST, letters
from bot.understanding.until import read_until

_MARK = compiled(r"(?<![a-z0-9])(?:jusqu'(?:au|a|en)|jusque|until|till)(?![a-z])")
_HOUR = compiled(
    r"(?: (?:a|de|des|at|from|entre|vers))? \d{1,2} ?(?:h(?![a-z])|heures?|hours?|:\d\d|[ap]\.?m\b)| midi| noon"
)
_OF_EACH_WEEK = compiled(rf"\A(?:jusqu'(?:au|a)|jusque|until|till) (?:le )?{either(WEEKDAYS)}(?! \d)(?![a-z])")
_AROUND = " \t\n,;:-–—."
EndTrouble = Literal["end_past", "end_far"]


@dataclass(frozen=True, slots=True)
class End:
    """The last day, and what is asked: the words around."""

    last: date
    asked: str


def read_end(text: str, now: Now) -> End | EndTrouble | None:
    """Until which day what is asked is asked again, and the rest; none where it says no such day."""
    for start, stop in _spans(letters(text[:READ_AT_MOST])):
        found = read_until(text[start:stop], now)
        if found == "past":
            return "end_past"
        if found == "far":
            return "end_far"
        if not isinstance(found, str):
            parts = (text[:start].rstrip(_AROUND), found.rest, text[stop:].strip())
            return End(found.last, " ".join(part for part in parts if part).strip(_AROUND))
    return None


def _spans(line: str) -> Iterator[tuple[int, int]]:
    """Where an end may be said, the last first: up to the next such word, or an hour."""
    stop = len(line)
    for mark in reversed(list(_MARK.finditer(line))):
        hour = _HOUR.search(line, mark.start(), stop)
        if not _OF_EACH_WEEK.match(line[mark.start() :]):
            yield mark.start(), hour.start() if hour is not None else stop
        stop = mark.start()
