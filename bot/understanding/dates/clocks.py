"""Rules that find times of day: digits, words, ranges, parts of a day."""

from __future__ import annotations

import re
from itertools import product

from bot.understanding.dates.atoms import (
    AFTERNOON,
    DIGITS,
    EVENING,
    MORNING,
    Atom,
    Match,
    Now,
    Span,
    atom,
    before,
    is_length,
    rule,
)
from bot.understanding.dates.lexicon import NUMBERS, OF_HOURS, WEEKDAY, either
from bot.understanding.dates.moving import is_moved
from bot.understanding.patterns import compiled
from bot.understanding.text import listed

_AFTER_NOON = compiled(r"p\.?m")
_LAST_AFTERNOON_HOUR = 6
"""Without am or pm, an office's "at 3" is in the afternoon, up to this hour."""

_CLOCK = (
    r"([0-2]?\d)(?!\d)(?: ?(h(?:eures?|rs?)?|:"
    r"|\.(?=[0-5]\d ?[ap]\.?m))(?![a-gi-z])(?: ?([0-5]\d)(?!\d))?(?: ?(?:min|mn)\b)?)?"
    r"(?: ?([ap]\.?m\b\.?))?"
)


def _minutes(hour: str, mark: str | None, minute: str | None, half: str | None) -> int | None:
    """Minutes from midnight, or none where the hour has no mark that makes it one."""
    if mark is None and half is None:
        return None
    if mark == ":" and minute is None:
        return None
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if _AFTER_NOON.match(half) else 0)
    return _valid(hours, int(minute or 0))


def _valid(hours: int, minutes: int) -> int | None:
    total = hours * 60 + minutes
    return total if hours <= 24 and total <= 24 * 60 - (minutes > 0) else None


_MORE_THAN_A_TIME = compiled(r"[:.]\d| ?(?:/|par) ?(?:24|jour|day|mois|semaine)")
_AT_BEFORE = compiled(r"\b(?:a|vers|at|before|avant|by) $")


_MARKS = frozenset((DIGITS, "h", "heure", "heures", "hr", "hrs", "a", "am", "p", "pm"))
"""What comes after the hour where it is said to be one."""


@rule({DIGITS}, _CLOCK + r"(?![a-z0-9])(?!/\d)", then=_MARKS)
def _clock(match: Match, now: Now) -> Atom | None:
    clock = _minutes(*match.groups())
    if clock is None or _MORE_THAN_A_TIME.match(match.string, match.end()):
        return None
    hour, mark, minute, half = match.groups()
    if mark and mark.startswith("h") and is_length(match, int(hour)):
        return None
    if not half and mark != ":" and not minute and len(hour) == 1 and int(hour) <= 5:
        clock = clock + 12 * 60 if _AT_BEFORE.search(before(match)) else clock
    if clock >= 24 * 60:
        clock = 24 * 60 - 1
    return atom(match, past=True) if _is_now(match) else atom(match, clock=clock)


_IT_IS = compiled(
    r"\b(il est|it's|it is|its)(?: (?:deja|presque|bientot|pas loin de|already|now|nearly|almost|only|past))? $"
)
_BY_THE_CLOCK = compiled(r",? (?:here|now|already|and (?:i|we|nobody|no one|still|the))(?![a-z])")


def _is_now(match: Match) -> bool:
    """ "il est 19h", "it's 11pm here": what the clock says, and no hour of anything."""
    found = _IT_IS.search(before(match))
    if found is None:
        return False
    return found.group(1) == "il est" or _BY_THE_CLOCK.match(match.string, match.end()) is not None


_A_DAY_BEFORE = compiled(r"\b(?:le|the) $")
"""In "le 12 à 14h" the first number is a day, not an hour."""
_TIMES_TO = r" ?(?:a|to|-|/|et|and|->|until|till|au|jusqu'a|>) ?"


@rule(
    {DIGITS},
    _CLOCK + _TIMES_TO + _CLOCK + r"(?![a-z0-9])(?!/\d)",
    then=_MARKS | {"to", "et", "and", "until", "till", "au", "jusqu"},
)
def _clocks(match: Match, now: Now) -> Atom | None:
    """ "de 9 à 11h30", "8h-10h", "2-4pm": one mark is enough for both ends."""
    first, last = match.groups()[:4], match.groups()[4:]
    if first[1] is None and _A_DAY_BEFORE.search(before(match, 4)):
        return None
    if first[1] is None and before(match).endswith("du ") and int(last[0]) <= int(first[0]):
        return None
    end = _minutes(*last) if last[1] or last[3] else _minutes(last[0], first[1], last[2], first[3])
    begin = _minutes(*first) if first[1] or first[3] else None
    if begin is None and (last[1] or last[3]):
        begin = _minutes(first[0], last[1], first[2] or "00", None)
        if begin is None:
            begin = _valid(int(first[0]), int(first[2] or 0))
        if begin is not None and last[3] and end is not None and begin + 12 * 60 < end and _AFTER_NOON.match(last[3]):
            begin += 12 * 60
    if begin is None or end is None:
        return None
    if is_moved(match.string, match.start()):
        return atom(match, clock=end)
    if end <= begin and end < 12 * 60 and not last[3]:
        end += 12 * 60
    if end <= begin or end - begin > 16 * 60 or (first[1] is None and last[1] is None and not (first[3] or last[3])):
        return None
    return atom(match, clock=begin, until=min(end, 24 * 60 - 1))


_SOME_DAY = rf"(?:{WEEKDAY}|(?:demain|tomorrow|aujourd'hui|today)(?![a-z]))"
_NOONS = ("midi", "noon", "midday")
_TO_NOON = ("a", "et", "and", "to", "until")
_DAY_AFTER = compiled(rf",? ?(?:le |on |ce )?{_SOME_DAY}")
_DAY_BEFORE = compiled(rf"\b{_SOME_DAY},? (?:de|entre|from|between) $")
_NOTHING_COUNTED = compiled(r" ?(?:$|[,.;!?\n)]|(?:svp|stp|merci|please|thanks|avec|pour)(?![a-z]))")
_OFFICE_HOURS = range(7, 22)


@rule({DIGITS}, r"(\d{1,2}) ?(?:a|-|et|to|and) ?(\d{1,2})(?![\d/:.,h%€])", then={DIGITS, "a", "et", "to", "and"})
def _bare_hours(match: Match, now: Now) -> Atom | None:
    """ "de 14 à 16 jeudi": hours of a day that is named beside them, with nothing to count."""
    first, last = int(match.group(1)), int(match.group(2))
    said = before(match)
    opened = re.search(r"\b(?:de|entre|from|between) $", said)
    after = _DAY_AFTER if not _DAY_BEFORE.search(said) else _NOTHING_COUNTED
    if not opened or not after.match(match.string, match.end()) or is_moved(match.string, match.start()):
        return None
    if first not in _OFFICE_HOURS or last not in _OFFICE_HOURS or last <= first:
        return None
    return atom(match, clock=first * 60, until=last * 60)


@rule({"midi", "noon", "midday", "minuit", "midnight"},
      r"(midi|noon|midday|minuit|midnight)(?![a-z])(?: et (demie?|quart)| (quinze|trente|15|30)(?!\d)"
      r"|( moins le quart))?"
      r"(?: pile)?")  # fmt: skip
def _noon(match: Match, now: Now) -> Atom | None:
    clock = 12 * 60 if match.group(1) in ("midi", "noon", "midday") else 24 * 60 - 1
    extra = {"demi": 30, "demie": 30, "quart": 15, "quinze": 15, "15": 15, "trente": 30, "30": 30}
    if match.group(4):
        clock -= 15
    return atom(match, clock=min(clock + extra.get(match.group(2) or match.group(3) or "", 0), 24 * 60 - 1))


@rule(
    {DIGITS},
    r"(\d{1,2})(?: ?h)? ?(?:a|et|and|to|-|until) ?(?:midi|noon|midday)(?![a-z])",
    then={"h", *_NOONS, *("".join(each) for each in product(("", "h"), _TO_NOON, ("", *_NOONS)))},
)
def _until_noon(match: Match, now: Now) -> Atom | None:
    """ "between 10 and noon"."""
    hour = int(match.group(1))
    stretch = re.search(r"\b(?:de|entre|from|between) $", before(match))
    return atom(match, clock=hour * 60, until=12 * 60) if stretch and 5 <= hour < 12 else None


@rule({"midi", "entre"}, r"(?:entre )?midi (?:et|-) ?(?:deux|2|14 ?h)(?![a-z0-9])")
def _lunch(match: Match, now: Now) -> Atom | None:
    return atom(match, clock=12 * 60, until=14 * 60)


_HOUR_WORDS = {word: number for word, number in NUMBERS.items() if number <= 23 and word not in ("un", "a", "an")}
_MINUTE_WORDS = either({word: number for word, number in NUMBERS.items() if number >= 5})


_AT_THIS_HOUR = compiled(r"\b(?:a|vers|avant|apres|des|jusqu'a|pour) $")
"""What makes of "une heure" the time of day that it seldom is."""


def _office_hour(hour: int) -> int:
    return hour + 12 if 1 <= hour <= _LAST_AFTERNOON_HOUR else hour


@rule(
    _HOUR_WORDS,
    rf"({either(_HOUR_WORDS)}) ?heures?(?![a-z])(?: (?:et (demie?|quart)|moins le (quart)|({_MINUTE_WORDS})"
    rf"|([0-5]\d)))?",
    then=OF_HOURS,
)
def _hours_in_words(match: Match, now: Now) -> Atom | None:
    if match.group() == "une heure" and not _AT_THIS_HOUR.search(before(match)):
        return None
    clock = _office_hour(_HOUR_WORDS[match.group(1)]) * 60
    if match.group(2):
        clock += 15 if match.group(2) == "quart" else 30
    elif match.group(3):
        clock -= 15
    elif match.group(4):
        clock += NUMBERS[match.group(4)]
    elif match.group(5):
        clock += int(match.group(5))
    return atom(match, clock=clock)


@rule(
    {DIGITS},
    r"(\d{1,2}) ?(?:h|heures?) (?:et (demie?|quart)|moins le (quart)|(quinze|trente))(?![a-z])",
    then={"h", "heure", "heures"},
)
def _hours_and_a_piece(match: Match, now: Now) -> Atom | None:
    clock = _valid(int(match.group(1)), 0)
    if clock is None:
        return None
    if match.group(3):
        return atom(match, clock=clock - 15)
    return atom(match, clock=clock + (15 if match.group(2) == "quart" or match.group(4) == "quinze" else 30))


_ENGLISH_HOURS = {word: NUMBERS[word] for word in
                  listed("one two three four five six seven eight nine ten eleven twelve")}  # fmt: skip
_HOUR = rf"({either(_ENGLISH_HOURS)}|1[0-2]|[1-9])(?!\d)"
_HALF = r"(?: ?([ap]\.?m\b\.?))?"


def _english(word: str, half: str | None) -> int:
    hour = int(word) if word.isdigit() else _ENGLISH_HOURS[word]
    if half:
        return (hour % 12 + (12 if _AFTER_NOON.match(half) else 0)) * 60
    return _office_hour(hour) * 60


@rule(
    {"half", "quarter", "ten", "twenty", "five", DIGITS},
    rf"(?:a )?(half|quarter|ten|twenty|five|10|20|5) (?:minutes )?(past|to|after) {_HOUR}{_HALF}",
    then={"minutes", "past", "to", "after"},
)
def _past_or_to(match: Match, now: Now) -> Atom | None:
    minutes = {"half": 30, "quarter": 15, "ten": 10, "10": 10, "twenty": 20, "20": 20, "five": 5, "5": 5}[
        match.group(1)
    ]
    if match.group(2) == "to" and (match.group(1).isdigit() or match.group(1) == "half"):
        return None
    hour = _english(match.group(3), match.group(4))
    return atom(match, clock=hour - minutes if match.group(2) == "to" else hour + minutes)


@rule({"half"}, rf"half {_HOUR}{_HALF}(?! ?(?:hours?|days?)(?![a-z]))")
def _half(match: Match, now: Now) -> Atom | None:
    """The British "half two": 14:30."""
    if not re.search(r"\b(?:at|by|before|from|until|around|for) $", before(match)):
        return None
    return atom(match, clock=_english(match.group(1), match.group(2)) + 30)


@rule({*_ENGLISH_HOURS, DIGITS}, rf"{_HOUR} ?(?:o'? ?clock){_HALF}")
def _o_clock(match: Match, now: Now) -> Atom | None:
    return atom(match, clock=_english(match.group(1), match.group(2)))


@rule(
    _ENGLISH_HOURS,
    rf"{_HOUR}(?: (thirty|fifteen|forty-five))? ?([ap]\.?m\b\.?)",
)
def _words_and_half(match: Match, now: Now) -> Atom | None:
    extra = {"thirty": 30, "fifteen": 15, "forty-five": 45}.get(match.group(2) or "", 0)
    return atom(match, clock=_english(match.group(1), match.group(3)) + extra)


@rule(
    {"at", "from", "around", "about"},
    rf"(?:at|around|about) {_HOUR}(?:(?= ?(?:$|[,;!?)\n]|\.(?!\d)|on|tomorrow|today|tonight|this|{WEEKDAY}|sharp|please"
    r"|for|with|in the|instead|rather|actually)))",
)
def _at(match: Match, now: Now) -> Atom | None:
    """ "at 3", where nothing is counted."""
    return atom(match, clock=_english(match.group(1), None))


_PARTS: dict[str, Span] = {
    "matin": MORNING, "matinee": MORNING, "morning": MORNING, "mat": MORNING,
    "aprem": AFTERNOON, "apm": AFTERNOON, "aprm": AFTERNOON, "afternoon": AFTERNOON,
    "soir": EVENING, "soiree": EVENING, "evening": EVENING, "night": EVENING,
}  # fmt: skip
_PART = r"(matinee|matin|morning|aprem|apm|aprm|apres[- ]?midi|ap-midi|afternoon|soiree|soir|evening|night)(?![a-z])"
_EDGES: dict[Span, dict[str, Span]] = {
    MORNING: {"early": (8 * 60, 10 * 60), "mid": (10 * 60, 11 * 60), "late": (11 * 60, 12 * 60)},
    AFTERNOON: {"early": (14 * 60, 15 * 60), "mid": (15 * 60, 16 * 60), "late": (16 * 60 + 30, 18 * 60)},
    EVENING: {"early": (18 * 60, 19 * 60), "mid": (19 * 60, 20 * 60), "late": (20 * 60, 21 * 60)},
}
_EDGE_WORDS = {"debut": "early", "debut de": "early", "early": "early", "mi": "mid", "mid": "mid", "milieu": "mid",
               "fin": "late", "late": "late", "end": "late", "first thing": "early"}  # fmt: skip


@rule(
    {"debut", "early", "mi", "mid", "milieu", "fin", "late", "end", "first"},
    rf"(debut|early|mi|mid|milieu|fin|late|end|first thing)[ -](?:de |d'|of |in )?(?:la |l'|the )?{_PART}",
)
def _edge_of_part(match: Match, now: Now) -> Atom | None:
    if re.search(r"\b(?:bonne|belle|good) $", before(match)):
        return None
    part = _PARTS.get(match.group(2), AFTERNOON)
    return atom(match, part=_EDGES[part][_EDGE_WORDS[match.group(1)]], lone=True)


@rule({"first", "premiere", "heure"}, r"(?:first thing|(?:a la )?premiere heure)(?: in the morning)?(?![a-z])")
def _first_thing(match: Match, now: Now) -> Atom | None:
    return atom(match, part=(8 * 60, 10 * 60))


_WISHED_OR_EVERY = compiled(r"\b(?:bon|bonne|bel|belle|good|nice|great|tous les|chaque|every) $")


@rule(
    {
        "matin",
        "matinee",
        "morning",
        "aprem",
        "apm",
        "aprm",
        "apres",
        "ap",
        "afternoon",
        "soir",
        "soiree",
        "evening",
        "night",
    },
    _PART,
)
def _part_of_day(match: Match, now: Now) -> Atom | None:
    """A part of some day: means something only beside it."""
    if _WISHED_OR_EVERY.search(before(match)):
        return None
    return atom(match, part=_PARTS.get(match.group(1), AFTERNOON))
