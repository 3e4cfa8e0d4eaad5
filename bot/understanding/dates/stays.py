"""Rules that find stays, two days and those between: "du 21 au 23", "Tuesday to Thursday", "nuits du 7 et du 8"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.understanding.dates import arithmetic
from bot.understanding.dates.atoms import DIGITS, Atom, Match, Now, atom, before, rule
from bot.understanding.dates.days import LATELY, OF_NEXT_WEEK
from bot.understanding.dates.lexicon import DAY_NUMBER, MONTH, MONTHS, RANKS, WEEKDAY, WEEKDAYS, YEAR
from bot.understanding.dates.moving import is_moved_by_days
from bot.understanding.patterns import compiled

_FROM_THE = compiled(r"\b(?:du|from the) $")
_TO = r" ?(?:au|a|to|until|till|through|jusqu'au|-|et|and|->|&) ?(?:le |du |the |of the |inclus )?"
_TIES = frozenset(("au", "a", "to", "until", "till", "through", "jusqu", "et", "and"))
_BEFORE_A_DAY = frozenset(("le", "du", "the", "of", "inclus")).union(WEEKDAYS)
"""What may stand before the second day, and be written in one word with what ties it to the first."""


@rule(
    {DIGITS},
    rf"{DAY_NUMBER}(?: (?:of )?({MONTH}))?(?: {YEAR})?{_TO}(?:{WEEKDAY} )?{DAY_NUMBER} ?(?:of )?({MONTH})(?: {YEAR})?",
    then=RANKS.union(MONTHS, {DIGITS, "of"}, _TIES, (tie + each for tie in ("", *_TIES) for each in _BEFORE_A_DAY)),
)
def _days_written(match: Match, now: Now) -> Atom | None:
    number, month_word, year, last_number, last_month, last_year = match.groups()
    year = year or last_year
    last_at = MONTHS[last_month.rstrip(".")]
    first_at = MONTHS[month_word.rstrip(".")] if month_word else last_at
    return _days(match, now, (first_at, int(number)), (last_at, int(last_number)), int(year) if year else None)


def _days(
    match: Match, now: Now, first: tuple[int, int], last: tuple[int, int], year: int | None = None
) -> Atom | None:
    begin = arithmetic.valid(year, *first) if year else _lately_or_next(now, first, last)
    if begin is None:
        return None
    end = arithmetic.valid(begin.year, *last)
    if end is not None and end < begin:
        end = arithmetic.valid(begin.year + 1, *last)
    if end is None or (end - begin).days > 250:
        return None
    return _span(match, begin, end, past=end < now.today)


def _lately_or_next(now: Now, first: tuple[int, int], last: tuple[int, int]) -> date | None:
    """The next such first day, unless the stay has begun already, or is lately over."""
    begin, end = (arithmetic.valid(now.today.year, *day) for day in (first, last))
    if begin is not None and end is not None and begin <= end and (now.today - end).days <= LATELY:
        return begin
    return arithmetic.future(now.today, *first)


_NIGHTS_BEFORE = compiled(r"\b(?:nuits?|nuitees?|nights?) (?:du |de |des |of |of the |on the )?(?:le |the )?$")


def _span(match: Match, first: date, last: date, *, past: bool = False) -> Atom | None:
    """Two days and those between; what is moved from one to the other is on the second; one leaves after a night."""
    if is_moved_by_days(match.string, match.start()):
        return atom(match, first=last, event=True, past=past)
    if _NIGHTS_BEFORE.search(before(match)) and re.search(r"\b(?:et|and)\b|&", match.group()):
        last += timedelta(days=1)
    return atom(match, first=first, last=last, event=True, past=past)


@rule(
    MONTHS,
    rf"({MONTH}) (?:the )?{DAY_NUMBER} ?(?:-|to|until|till|through|and) ?(?:the )?{DAY_NUMBER}(?![:h/%€]| ?[ap]\.?m\b)",
    then={DIGITS, "the"},
)
def _month_days(match: Match, now: Now) -> Atom | None:
    """ "April 5 to 7"."""
    month = MONTHS[match.group(1).rstrip(".")]
    first, last = int(match.group(2)), int(match.group(3))
    return _days(match, now, (month, first), (month, last)) if first < last else None


@rule({DIGITS}, rf"(\d{{1,2}})/(\d{{1,2}})(?:/20\d\d)?{_TO}(\d{{1,2}})/(\d{{1,2}})(?:/20\d\d)?(?![\d/])", then={DIGITS})
def _days_numeric(match: Match, now: Now) -> Atom | None:
    number, month, last_number, last_month = (int(group) for group in match.groups())
    return _days(match, now, (month, number), (last_month, last_number))


_THE_PAIR = compiled(r"\b(?:les|pour le|le) $")


@rule({DIGITS}, r"([0-3]?\d)(?:er|st|nd|rd|th)? (?:au|et du|et|to the|and the) ([0-3]?\d)(?:er|st|nd|rd|th)?(?![\dh])"
                r"(?! ?(?:h|%|€|heures?)(?![a-z]))( inclus)?", then=_TIES | RANKS)  # fmt: skip
def _days_of_month(match: Match, now: Now) -> Atom | None:
    """ "du 21 au 23": both in the next month that has them ahead."""
    both = re.search(r" (?:et|and) ?(?:the|du)? ?", match.group())
    pair = both and int(match.group(2)) == int(match.group(1)) + 1 and _THE_PAIR.search(before(match))
    if not pair and not (_NIGHTS_BEFORE if both else _FROM_THE).search(before(match)):
        return None
    begin = arithmetic.day_of_month(now.today, int(match.group(1)))
    end = None if begin is None else arithmetic.day_of_month(begin, int(match.group(2)))
    return None if begin is None or end is None else _span(match, begin, end)


@rule(
    WEEKDAYS,
    rf"({WEEKDAY})(?: {DAY_NUMBER})?(?: {MONTH})? (?:au|a|to|until|through|-) ({WEEKDAY}) {DAY_NUMBER} ({MONTH})",
    then=_TIES.union(WEEKDAYS, MONTHS, {DIGITS}),
)
def _weekdays_written(match: Match, now: Now) -> Atom | None:
    number, month = match.group(2), MONTHS[match.group(5).rstrip(".")]
    if number is None:
        return None
    return _days(match, now, (month, int(number)), (month, int(match.group(4))))


@rule(
    WEEKDAYS,
    rf"({WEEKDAY}) (?:au|to|until|through|jusqu'au|-) ?({WEEKDAY})(?! ?\d)({OF_NEXT_WEEK})?",
)
def _weekdays(match: Match, now: Now) -> Atom | None:
    """ "du lundi au mercredi", "Monday to Wednesday"; "de jeudi à vendredi" is more often a move than a stay."""
    first, last = WEEKDAYS[match.group(1)], WEEKDAYS[match.group(2)]
    begin = arithmetic.in_week(now.today, 1, first) if match.group(3) else arithmetic.coming(now.today, first)
    last_day = begin + timedelta(days=(last - first) % 7)
    if is_moved_by_days(match.string, match.start()):
        return atom(match, first=last_day, event=True)
    return atom(match, first=begin, last=last_day, event=True, weekday=match.group(3) is None)
