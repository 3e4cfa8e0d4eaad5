"""Rules that count from now ("sous 48h", "in two hours", "J+2"), in days or in business days, and rules for lengths."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

from bot.understanding.dates import arithmetic
from bot.understanding.dates.atoms import DIGITS, Atom, Match, Now, atom, is_length, rule
from bot.understanding.dates.lexicon import BEGIN_NUMBERS, COUNTED, NUMBER, NUMBERS, UNIT, UNITS

_BUSINESS = r"(?: (ouvrees?|ouvres?)| (ouvrables?))?"
_WORKING = r"(?:(business|working|work) )?"
_MINUTES = {"minute": 1, "hour": 60}
_HOURS_OF_A_DAY = 24
_LONGEST_STAY = 7
"""Hours that, after "pour" or "de", are still a length."""


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def _ahead(match: Match, now: Now, count: int, unit: str, *, due: bool) -> Atom | None:
    """So many units from now. Whole days said in hours ("48h") are days."""
    if unit == "hour" and count >= _HOURS_OF_A_DAY and count % _HOURS_OF_A_DAY == 0:
        unit, count, due = "day", count // _HOURS_OF_A_DAY, True
    if unit in _MINUTES:
        instant = now.at + timedelta(minutes=count * _MINUTES[unit])
        return atom(match, instant=instant, due=due)
    return atom(match, first=_days_ahead(now.today, count, unit), due=due)


def _days_ahead(today: date, count: int, unit: str) -> date:
    if unit == "day":
        return today + timedelta(days=count)
    if unit == "fortnight":
        return today + timedelta(weeks=2 * count)
    if unit == "week":
        return today + timedelta(weeks=count)
    return arithmetic.add_months(today, count * (12 if unit == "year" else 1))


@rule(
    {"dans", "sous", "ici", "dici", "in", "within", "over", "under", "d", "next", "the"},
    rf"(dans|sous|d'ici|d ici|ici|dici|in|within|over|under|next)(?: un delai de| max(?:imum)?| less than| moins de"
    rf"| a| au)?"
    rf"(?: les| le| the(?: next)?)? ?({NUMBER})(?: of)?(?: prochaine?s"
    rf"| next)? ?{_WORKING}({UNIT}){_BUSINESS}(?:(?<=h)([0-5]\d)(?!\d))?(?:'? ?time)?",
)
def _offset(match: Match, now: Now) -> Atom | None:
    word, number, working, unit_word, ouvre, ouvrable, minutes = match.groups()
    count, unit = _count(number), UNITS[unit_word]
    if unit_word == "m" or (word == "in" and unit_word in ("h", "d", "j") and now.language == "fr"):
        return None
    if minutes:
        instant = now.at + timedelta(hours=count, minutes=int(minutes))
        return atom(match, instant=instant, due=word not in ("dans", "ds", "in"))
    if word == "next" and count == 1:
        return None
    if working or ouvre or ouvrable:
        days = max(1, count // _HOURS_OF_A_DAY) if unit == "hour" else count
        day = arithmetic.add_business_days(now.today, days, now.is_holiday, saturdays=bool(ouvrable))
        return atom(match, first=day, due=True)
    return _ahead(match, now, count, unit, due=word not in ("dans", "ds", "in"))


@rule({"dans", "in", "within", "sous", "d", "ici"}, r"(?:dans|d'ici|ici|sous|within|in) (?:l'|the |une |un |an )"
      r"(heure|hour)(?: qui (?:vient|suit))?(?![a-z])( et demie?)?")  # fmt: skip
def _within_the_hour(match: Match, now: Now) -> Atom | None:
    minutes = 90 if match.group(2) else 60
    due = bool(re.search(r"l'|the |sous|ici|within", match.group()))
    return atom(match, instant=now.at + timedelta(minutes=minutes), due=due)


_PIECES = {"demi": 30, "half": 30, "quart": 15, "quarter": 15, "trois": 45}


@rule(
    {"dans", "in", "within", "sous", "d", "ici"},
    r"(?:dans|d'ici|ici|sous|within|in) (?:une |un |a |les )?(demi[- ]?(?:heure|h)|half[- ](?:an[- ])?hour|half an hour"
    r"|quart d'heure|quarter of an hour|trois quarts d'heure)(?![a-z])",
)
def _piece_of_hour(match: Match, now: Now) -> Atom | None:
    minutes = next(value for word, value in _PIECES.items() if match.group(1).startswith(word))
    return atom(match, instant=now.at + timedelta(minutes=minutes))


@rule(
    {DIGITS, *NUMBERS},
    rf"({NUMBER}) ({UNIT}) (?:from (?:now|today)|a partir de maintenant|a compter de ce jour|plus tard)",
    then=COUNTED,
)
def _from_now(match: Match, now: Now) -> Atom | None:
    return _ahead(match, now, _count(match.group(1)), UNITS[match.group(2)], due=False)


@rule({DIGITS, *NUMBERS}, rf"({NUMBER}) ?({UNIT}){_BUSINESS} (?:grand )?max(?:i|imum)?(?![a-z])", then=COUNTED)
def _at_most(match: Match, now: Now) -> Atom | None:
    """ "48h max"."""
    count, unit = _count(match.group(1)), UNITS[match.group(2)]
    if match.group(3) or match.group(4):
        day = arithmetic.add_business_days(now.today, count, now.is_holiday, saturdays=bool(match.group(4)))
        return atom(match, first=day, due=True)
    if unit == "minute" or (unit == "hour" and count < _HOURS_OF_A_DAY):  # "17h max" is a time of day
        return None
    return None if is_length(match, _LONGEST_STAY) else _ahead(match, now, count, unit, due=True)


@rule({"j", "d"}, r"[jd] ?\+ ?(\d{1,2})(?!\d)( ouvres?)?")
def _plus(match: Match, now: Now) -> Atom | None:
    """ "J+2"."""
    days = int(match.group(1))
    if match.group(2):
        return atom(match, first=arithmetic.add_business_days(now.today, days, now.is_holiday), due=True)
    return atom(match, first=now.today + timedelta(days=days), due=True)


@rule({"sous"}, r"sous (huitaine|quinzaine|peu)(?![a-z])")
def _sous(match: Match, now: Now) -> Atom | None:
    if match.group(1) == "peu":
        return None
    return atom(match, first=now.today + timedelta(days=8 if match.group(1) == "huitaine" else 15), due=True)


@rule({"d", "ici", "dans"}, r"(?:ici|dans|dans la|ici la) (?:une )?(huitaine|quinzaine)(?: de jours)?")
def _fortnight(match: Match, now: Now) -> Atom | None:
    return atom(match, first=now.today + timedelta(days=8 if match.group(1) == "huitaine" else 15), due=True)


@rule(
    {"next", "prochain", "jour"},
    r"(?:(?:the )?next (?:business|working) day|prochain jour ouvre|jour ouvre (?:suivant|prochain))(?![a-z])",
)
def _next_business_day(match: Match, now: Now) -> Atom | None:
    return atom(match, first=arithmetic.add_business_days(now.today, 1, now.is_holiday))


@rule({"il", "depuis", "ca", "voila"}, rf"(?:il y a|depuis|ca fait|voila)(?: plus de| environ| deja| quelques| les?"
                                       rf"| la| l')? ?"
      rf"(?:{NUMBER} ?{UNIT}|quelques \w+)")  # fmt: skip
def _ago_in_french(match: Match, now: Now) -> Atom | None:
    return atom(match, past=True)


@rule({DIGITS, *NUMBERS}, rf"{NUMBER} ?{UNIT} (?:ago|plus tot|auparavant)(?![a-z])", then=COUNTED)
def _ago(match: Match, now: Now) -> Atom | None:
    return atom(match, past=True)


@rule(
    {"for", "since", "over", "past", "last", "ces", "les"},
    rf"(?:(?:for|over|since|in) the (?:past|last)|the (?:past|last)|past|last|ces|les)(?: {NUMBER})? (?:{NUMBER} )?"
    rf"(?:dernier(?:e)?s? )?{UNIT}(?: dernier(?:e)?s)?",
    then={DIGITS, *BEGIN_NUMBERS, *UNITS, "the", "dernier", "derniere", "derniers", "dernieres"},
)
def _lately(match: Match, now: Now) -> Atom | None:
    text = match.group()
    return atom(match, past=True) if re.search(r"past|last|dernier", text) else None


@rule(
    {"la", "le", "semaine", "mois", "annee", "l"},
    r"(?:la |le |l')?(?:semaine|mois|annee|an|an) (?:dernier|passe)e?(?![a-z])",
    then={"semaine", "mois", "annee", "an", "dernier", "derniere", "passe", "passee"},
)
def _last_period(match: Match, now: Now) -> Atom | None:
    return atom(match, past=True)


@rule(
    {"have", "has", "got", "avons", "on", "reste"},
    rf"(?:have|has|got|avons|on a|reste) (?:only |just |encore |que )?({NUMBER}) ({UNIT})(?: left)?"
    r" (?:to|pour)(?![a-z])",
)
def _given(match: Match, now: Now) -> Atom | None:
    """ "we have a fortnight to do so"; hours are more often how long it takes."""
    unit = UNITS[match.group(2)]
    if unit in _MINUTES:
        return None
    return _ahead(match, now, _count(match.group(1)), unit, due=True)


_LASTED = ("reunion", "trajet", "travail", "formation", "vol", "route", "retard")


@rule(
    {DIGITS, *NUMBERS},
    rf"({NUMBER}) ?({UNIT})(?: ?(\d\d)(?![\d])| et (demie?))?(?: de (?:reunion|trajet|travail|formation|vol|route"
    rf"|retard))?",
    then=COUNTED,
)
def _length(match: Match, now: Now) -> Atom | None:
    """ "pour 2 heures", "90 minutes", "2 jours": a length, and no date by itself."""
    unit = UNITS[match.group(2)]
    plain_hours = unit == "hour" and not match.group().endswith(_LASTED)
    if plain_hours and (match.group(1) in ("a", "an") or not is_length(match, _count(match.group(1)))):
        return None
    minutes = Fraction(_count(match.group(1)) * {"minute": 1, "hour": 60, "day": 1440}.get(unit, 10080))
    if unit == "hour" and match.group(3):
        minutes += int(match.group(3))
    elif unit == "hour" and match.group(4):
        minutes += 30
    return atom(match, length=int(minutes))
