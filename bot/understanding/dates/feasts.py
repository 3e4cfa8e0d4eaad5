"""Rules that find feasts, the day before one and the day after: "la veille de Noël", "by Easter"."""

from __future__ import annotations

from datetime import date, timedelta

from bot.understanding.dates import arithmetic
from bot.understanding.dates.atoms import Atom, Match, Now, atom, before, rule
from bot.understanding.patterns import compiled

_FEASTS = {"noel": (12, 25), "christmas": (12, 25), "xmas": (12, 25), "toussaint": (11, 1), "boxing": (12, 26),
           "reveillon": (12, 31), "halloween": (10, 31), "armistice": (11, 11)}  # fmt: skip
_MOVING = {"paques": 1, "easter": 1, "ascension": 39, "pentecote": 50}
_WISHED = compiled(r"(?:joyeux|joyeuses|merry|happy|bonne|vacances de|conges de|(?<!veille )(?<!lendemain )de) $")
_OF_A_FEAST = compiled(
    r" (?:drinks?|eggs?|bonus(?:es)?|part(?:y|ies)|cards?|trees?|gifts?|presents?|decorations?|hampers?|jumpers?"
    r"|lunch(?:eon)?|dinner|do|meal|market|break|period|shutdown|closure|closing|holidays?|leave|vacation|season|rush"
    r"|menu|pudding|vouchers?|parcels?|schedule|rota|cover|stock|sales|campaign|newsletter|raffle|box(?:es)?)(?![a-z])"
)
"""What is named after a feast is not on its day: "the Christmas drinks", "Easter eggs"."""
_EVE_OF = compiled(r"\b(?:(veille)|lendemain|day (?:(before)|after)) (?:de |of )?(?:l'|la )?$")


@rule(_FEASTS, r"(noel|christmas|xmas|toussaint|boxing|reveillon|halloween|armistice)(?![a-z])(?: (eve|day))?")
def _feast(match: Match, now: Now) -> Atom | None:
    day = arithmetic.future(now.today, *_FEASTS[match.group(1)])
    if day is None or _is_only_named(match):
        return None
    return atom(match, first=day - timedelta(days=1) if match.group(2) == "eve" else _beside(day, match))


@rule({"jour", "nouvel", "new"}, r"(?:jour de l'an|nouvel an|new year)(?:'?s)?( eve)?(?: day)?(?![a-z])")
def _new_year(match: Match, now: Now) -> Atom | None:
    day = arithmetic.future(now.today, 1, 1)
    return None if day is None else atom(match, first=day - timedelta(days=1) if match.group(1) else day)


@rule(_MOVING, r"(paques|easter|ascension|pentecote)(?![a-z])")
def _moving_feast(match: Match, now: Now) -> Atom | None:
    if _is_only_named(match):
        return None
    away = timedelta(days=_MOVING[match.group(1)])
    for year in (now.today.year, now.today.year + 1):
        day = arithmetic.easter(year) + away
        if day >= now.today:
            return atom(match, first=_beside(day, match))
    return None


def _is_only_named(match: Match) -> bool:
    """Whether it is wished, or something else is called after it."""
    return bool(_WISHED.search(before(match)) or _OF_A_FEAST.match(match.string, match.end()))


def _beside(day: date, match: Match) -> date:
    """ "la veille de Noël", "le lendemain de l'Ascension": the day before it, or after."""
    said = _EVE_OF.search(before(match))
    if said is None:
        return day
    return day + timedelta(days=-1 if said.group(1) or said.group(2) else 1)
