"""What names a day that never comes, and so is no date.

« La semaine des quatre jeudis », « à la saint-glinglin »; and a day of a year in which nobody asks for anything:
« le 1er janvier 1900 », « 31/12/9999 23:59 ». Neither its day nor its hour is read as one of this year.
"""

from __future__ import annotations

from bot.understanding.dates.atoms import DIGITS, Atom, Match, Now, atom, rule
from bot.understanding.dates.lexicon import DAY_NUMBER, MONTH, MONTHS, OF_MONTHS, RANKS, WEEKDAY, WEEKDAYS

_IDIOM = (
    r"(?:semaine des (?:quatre|4) jeudis?|sainte?[ -]glin[ -]?glin"
    r"|quand les poules auront (?:des|les) dents|calendes[ -]grecques?)(?![a-z])"
)
_CLOCK = r"(?:\d{1,2} ?(?:h|heures?)(?: ?\d{2})?|\d{1,2}:\d{2}(?::\d{2})?|midi|minuit|noon|midnight)(?![a-z0-9])"
_ITS_HOUR = rf"(?:,? (?:(?:a|vers|avant|des|at|by) )?{_CLOCK})?"
_FOUR = r"(?!20\d\d)[1-9]\d{3}(?!\d)"
_YEAR = r"(?:1[89]\d\d|2[1-9]\d\d|[3-9]\d{3})(?!\d)(?! ?(?:€|%|eur|h\b|heures?))"
_COUNTS_NOTHING = r"(?! (?!svp|stp|merci|s'il|au|pour|avant|please|thanks|et|ou)[a-z])"
"""No other word follows: « pour le 12 mars 3000 dépliants » counts."""
_NAMED_YEAR = rf",? ?{_YEAR}{_ITS_HOUR}{_COUNTS_NOTHING}"


@rule(("semaine", "saint", "sainte", "quand", "calendes"), _IDIOM + _ITS_HOUR)
def _never(match: Match, now: Now) -> Atom | None:
    return atom(match)


@rule(
    {DIGITS},
    rf"(?:(?:[0-3]?\d)([/.-])(?:[01]?\d)\1{_FOUR}|(?!20\d\d)\d{{4}}([/-])[01]\d\2[0-3]\d(?![\d/-]))(?:t(?=\d))?{_ITS_HOUR}",
    then={DIGITS},
)
def _numeric(match: Match, now: Now) -> Atom | None:
    return atom(match)


@rule({DIGITS}, rf"{DAY_NUMBER} ?(?:of |de )?{MONTH}{_NAMED_YEAR}", then=OF_MONTHS | RANKS)
def _day_month(match: Match, now: Now) -> Atom | None:
    return atom(match)


@rule(WEEKDAYS, rf"{WEEKDAY}\.?,? (?:le |the )?{DAY_NUMBER} ?(?:of )?{MONTH}{_NAMED_YEAR}")
def _weekday_day_month(match: Match, now: Now) -> Atom | None:
    return atom(match)


@rule(MONTHS, rf"{MONTH} (?:the )?{DAY_NUMBER}{_NAMED_YEAR}")
def _month_day(match: Match, now: Now) -> Atom | None:
    return atom(match)


@rule({"premier"}, rf"premier {MONTH}{_NAMED_YEAR}")
def _first_of_month(match: Match, now: Now) -> Atom | None:
    return atom(match)
