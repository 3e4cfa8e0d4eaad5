"""How somebody says that they ask again and again: « chaque lundi », « tous les mois le 25 », "on the last business day
of each month". What stands around it is what is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.policies.recurring import LAST, Closed, Every, Rule
from bot.understanding.dates.lexicon import WEEKDAYS, either
from bot.understanding.text import READ_AT_MOST, letters

MOST_OPEN_DAYS = 23
"""No month has more."""
_NAMES = {word: number for word, number in WEEKDAYS.items() if word.rstrip("s").endswith(("di", "che", "day"))}
_NAMED = either(_NAMES)
_DAYS = rf"(?P<days>{_NAMED}(?:(?: ?, ?(?:et |and )?| et | and | & )(?:les? |on )?{_NAMED}){{0,6}})"
_EACH = r"(?:chaque|tous les|toutes les|every|each)"
_SOME = {"deux": 2, "2": 2, "two": 2, "other": 2, "second": 2, "trois": 3, "3": 3, "three": 3, "quatre": 4, "4": 4}
_SOME |= {"four": 4}
_FEW = r"(?P<few>deux|2|two|trois|3|three|quatre|4|four)"
_FORTNIGHT = rf"{_EACH} (?:(?:quinze|15) jours|fortnight)|une semaine sur deux|fortnightly"
_RANKS = {
    "premier": 1, "1er": 1, "first": 1, "1st": 1, "deuxieme": 2, "second": 2, "2nd": 2, "troisieme": 3, "third": 3,
    "3rd": 3, "quatrieme": 4, "fourth": 4, "cinquieme": 5, "fifth": 5, "dernier": LAST, "last": LAST,
    "avant-dernier": -2, "last but one": -2, "penultimate": -2,
}  # fmt: skip
_RANK = rf"(?P<rank>{'|'.join(sorted(map(re.escape, _RANKS), key=len, reverse=True))}|\d{{1,2}} ?(?:e|eme|th)(?![a-z]))"
_OPEN = r"(?:jours? (?:ouvr(?:e|able)s?|travailles?)|(?:business|working|work|open) days?|weekdays?)"
_KIND = rf"(?:(?P<open>{_OPEN})|(?P<one>{_NAMED})|(?P<plain>jour|day))(?![a-z])"
_NUMBER = r"(?P<number>\d{1,3})(?: ?(?:er|e|st|nd|rd|th)(?![a-z]))?(?!\d)"
_OF_MONTH = (
    rf"(?:(?:les? |au |on )?(?:the )?{_RANK} {_KIND}|(?:le |au |on )(?:the )?{_NUMBER}|(?P<end>(?:a la |en )?fin))"
)
_OF = r"(?: (?:du|de|of the) (?:mois|trimestre|month|quarter))?"
_MONTHLY = rf"(?P<month>{_EACH} (?:mois|month)|monthly)"
_QUARTERLY = rf"(?P<quarter>{_EACH} (?:trimestres?|quarter|(?:trois|3) mois|(?:three|3) months)|quarterly)"
_MANY = {"deux": 2, "2": 2, "two": 2, "other": 2, "second": 2, "quatre": 4, "4": 4, "four": 4, "six": 6, "6": 6}
_SEVERAL = (
    rf"(?:{_EACH} (?P<many>deux|2|two|other|second|quatre|4|four|six|6) (?:mois|months?)"
    rf"|(?P<half>{_EACH} (?:semestres?|half(?:-| )year)|half-yearly))"
)
_BEFORE = r" (?:de chaque|de tous les|du|of the|of each|of every|each|every|chaque) "
_FORMS = tuple(
    re.compile(rf"(?<![a-z0-9]){form}(?![a-z0-9])")
    for form in (
        rf"(?:les? |on )?{_OF_MONTH}{_BEFORE}(?:(?P<month>mois|month)|(?P<quarter>trimestres?|quarter))",
        rf"(?:{_MONTHLY}|{_QUARTERLY}|{_SEVERAL})(?: ?,? ?{_OF_MONTH}{_OF})?",
        rf"(?:les? |on )?{_OF_MONTH} (?:de )?{_SEVERAL}",
        rf"{_EACH} {_NUMBER}{_BEFORE}(?P<month>mois|month)",
        rf"(?:{_EACH} {_FEW}|every (?P<other>other|second)) (?:semaines|weeks?)(?:(?: ?,? )(?:les? |on )?{_DAYS})?",
        rf"(?P<fortnight>{_FORTNIGHT})(?:(?: ?,? )(?:les? |on )?{_DAYS})?",
        rf"(?:un )?{_DAYS} sur {_FEW}",
        rf"every (?P<other>other|second) {_DAYS}",
        rf"(?:{_EACH} )(?P<day>jours?(?: ouvr(?:e|able)s?)?|(?:business |working |week)?days?)|(?P<daily>daily)",
        rf"(?P<week>{_EACH} (?:semaines?|week)|weekly)(?:(?: ?,? )(?:les? |on )?{_DAYS})?",
        rf"{_EACH} {_DAYS}",
    )
)
_SHUT = (
    r"(?:(?:les |si |on )?(?:jours? )?(?:feries?|fermes?|c'est ferme|fermeture|(?:public )?holidays|closed(?: days)?))"
)
_CLOSED: tuple[tuple[Closed, re.Pattern[str]], ...] = (
    ("skip", re.compile(rf"(?:,? ?)(?<![a-z])(?:sauf|hors|except) {_SHUT}(?![a-z])")),
    ("after", re.compile(r"(?:,? ?)(?<![a-z])(?:sinon|ou|or|else) (?:le lendemain|(?:the )?day after)(?![a-z])")),
    ("before", re.compile(r"(?:,? ?)(?<![a-z])(?:sinon|ou|or|else) (?:la veille|(?:the )?day before)(?![a-z])")),
)
_AROUND = " \t\n,;:-–—."

_SPOKEN = {
    "week": "chaque semaine",
    "two_weeks": "toutes les deux semaines",
    "month": "chaque mois",
    "quarter": "chaque trimestre",
    "day": "chaque jour",
}
"""What each frequency to choose from is when it is typed, a day after it."""

Trouble = Literal["no_such_day"]
Misfit = Literal["no_such_day", "unread", "other_rhythm"]


@dataclass(frozen=True)
class Again:
    """How often, as it was said, and what is asked: the words around it."""

    rule: Rule
    said: str
    asked: str


def read_recurring(text: str, today: date) -> Again | Trouble | None:
    """What a text asks again and again, from today on; none where it says no such thing."""
    whole = unicodedata.normalize("NFC", text)
    found = _first(letters(whole[:READ_AT_MOST]))
    if found is None:
        return None
    rule = _rule(found, today)
    if rule is None:
        return "no_such_day"
    rest = f"{whole[: found.start()].rstrip(_AROUND)}\n{whole[found.end() :].lstrip(_AROUND)}"
    for closed, phrase in _CLOSED:
        cut = phrase.search(letters(rest))
        if cut is not None:
            rule, rest = replace(rule, closed=closed), f"{rest[: cut.start()]} {rest[cut.end() :]}"
    parts = (part.strip() for part in rest.split("\n", 1))
    return Again(rule, whole[found.start() : found.end()], " ".join(part for part in parts if part).strip(_AROUND))


def frequency_of(rule: Rule) -> str:
    """The frequency to choose that a rule has; three weeks and more are typed."""
    return "two_weeks" if rule.every == "week" and rule.weeks == 2 else rule.every


def read_chosen(every: str, on: str, today: date) -> Rule | Misfit:
    """A frequency that was chosen, and the day typed beside it, which may say both if they agree."""
    bare = on.strip().removeprefix("on ").removeprefix("the ").removeprefix("le ").strip()
    found = read_recurring(on, today)
    if not isinstance(found, Again) or found.asked:
        found = read_recurring(f"{_SPOKEN.get(every, _SPOKEN['week'])}{f' le {bare}' if bare else ''}", today)
    if found == "no_such_day":
        return "no_such_day"
    if not isinstance(found, Again) or found.asked:
        return "unread"
    return found.rule if frequency_of(found.rule) == every else "other_rhythm"


def _first(line: str) -> re.Match[str] | None:
    """What stands first, and of what begins there the longest."""
    return min(_found(line), key=lambda each: (each.start(), -each.end()), default=None)


def _found(line: str) -> Iterator[re.Match[str]]:
    for form in _FORMS:
        found = form.search(line)
        if found is not None:
            yield found


def _rule(found: re.Match[str], today: date) -> Rule | None:
    """The rule that was said; none where no month has such a day."""
    said = found.groupdict()
    if said.get("day") or said.get("daily"):
        return Rule("day", today)
    if said.get("month") or said.get("quarter"):
        return _of_month("month" if said.get("month") else "quarter", said, today)
    if said.get("many") or said.get("half"):
        found_rule = _of_month("month", said, today)
        months = _MANY[said.get("many") or "6"]
        return replace(found_rule, months=months) if found_rule is not None else None
    days = tuple(sorted({_NAMES[each] for each in re.findall(r"[a-z]+", said.get("days") or "") if each in _NAMES}))
    some = "2" if said.get("fortnight") else said.get("few") or said.get("other")
    weeks = _SOME[some] if some else 1
    return Rule("week", today, weekdays=days or (0,), weeks=weeks)


def _of_month(every: Every, said: dict[str, str | None], today: date) -> Rule | None:
    """A day of each month or quarter; unsaid, the first open one."""
    number, rank = said.get("number"), said.get("rank")
    if number is not None:
        return Rule(every, today, day=int(number)) if 1 <= int(number) <= 31 else None
    if said.get("end"):
        return Rule(every, today, nth=LAST)
    if rank is None:
        return Rule(every, today, nth=1)
    nth = _RANKS.get(rank) or int(re.sub(r"\D", "", rank))
    one = said.get("one")
    if one is not None:
        return Rule(every, today, weekdays=(_NAMES[one],), nth=nth) if LAST <= nth <= 4 and nth else None
    if said.get("open"):
        return Rule(every, today, nth=nth) if nth and nth <= MOST_OPEN_DAYS else None
    if nth == LAST:
        return Rule(every, today, day=31) if every == "month" else Rule(every, today, nth=LAST)
    return Rule(every, today, day=nth) if 1 <= nth <= 31 else None
