"""Until when something is given: « jusqu'au 15 décembre », « pour 7 jours », and what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.understanding.dates.atoms import Atom, Now, find_atoms
from bot.understanding.dates.compose import mentions_of
from bot.understanding.patterns import compiled
from bot.understanding.text import Words, cut_in_words, words_of

LONGEST = timedelta(days=366)
"""What is given is given for a year at most."""
_BEFORE = compiled(
    r"\A[ ,:]*(?:(?:jusqu'(?:au|a la|a|en)|until|till|to|jusque|le|la|the|end of|fin|mois de|inclus) ?)*[ ,:]*\Z"
)
_LASTING = compiled(
    r"\A[ ,:]*(?:(?:pour|pr|pdt|pendant|for) )?(\d{1,3}|une?|a|an|one) (jours?|days?|semaines?|weeks?|mois|months?)\b"
)
_BETWEEN = compiled(r"[ ,.]*(?:(?:a|au|at|vers|de|du|et|le|la|to|until|jusqu'(?:a|au)|-)[ ,]+)*")
"""What may stand between the words of one date and hour."""
_DAYS = {"j": 1, "d": 1, "s": 7, "w": 7, "m": 30}
_AFTER = " \t\r\n,.;:–—-"

Trouble = Literal["no_date", "past", "far"]


@dataclass(frozen=True, slots=True)
class Until:
    """The last day of what is given, by the clock that it was read with, and what was said after it, as typed."""

    last: date
    rest: str


def read_until(text: str, now: Now) -> Until | Trouble:
    """Until when, at the beginning of a text, and what follows; else what is wrong with it."""
    words = words_of(text)
    lasting = _LASTING.match(words.line)
    if lasting is not None:
        count = int(lasting[1]) if lasting[1].isdecimal() else 1
        return _checked(
            now.today + timedelta(days=count * _DAYS[lasting[2][0]]), _after(text, words, lasting.end()), now
        )
    atoms = find_atoms(words, now)
    for mention in mentions_of(atoms, words, now):
        if not (mention.has_day or mention.past) or not _BEFORE.match(words.line[: mention.start]):
            continue
        if mention.first is None and mention.instant is None:
            return "past"
        day = mention.last or mention.first or (mention.instant or now.at).date()
        return "past" if mention.past else _checked(day, _after(text, words, _end_of(mention, atoms, words)), now)
    return "no_date"


def _end_of(mention: Atom, atoms: Sequence[Atom], words: Words) -> int:
    """Where the date's own words end: an hour further on, past other words, is of what follows it."""
    end = mention.start
    for each in sorted(atoms, key=lambda atom: atom.start):
        if mention.start <= each.start and each.end <= mention.end:
            if end > mention.start and not _BETWEEN.fullmatch(words.line[end : each.start]):
                break
            end = max(end, each.end)
    return end if end > mention.start else mention.end


def _after(text: str, words: Words, end: int) -> str:
    """What follows the words that were read so far, as typed: an address or a quotation is read past, and is kept."""
    count, typed = sum(each <= end for each in words.ends), cut_in_words(text)
    as_read = typed.norms[:count] == words.norms[:count]
    return text[typed.ends[count - 1] :] if as_read and count else words.raw[end:]


def _checked(last: date, rest: str, now: Now) -> Until | Trouble:
    if last < now.today:
        return "past"
    return "far" if last > now.today + LONGEST else Until(last, rest.strip(_AFTER))
