"""Rules that find hours said with no mark of one, beside a day or after "by": "Thursday 9-5", "by 10 tomorrow"."""

from __future__ import annotations

from bot.understanding.dates.atoms import DIGITS, Atom, Match, Now, atom, before, rule
from bot.understanding.dates.lexicon import MONTH, NUMBERS, WEEKDAY, either
from bot.understanding.dates.moving import WHERE_ONE_STAYS, is_moved
from bot.understanding.patterns import compiled
from bot.understanding.text import listed

_WORDS = {word: NUMBERS[word] for word in listed("one two three four five six seven eight nine ten eleven twelve")}
_HOUR = rf"({either(_WORDS)}|1[0-2]|[1-9])(?!\d)"
_LAST_AFTERNOON_HOUR = 6
_NOON = 12 * 60
_RELATIVE = (
    r"(?:demain|tomorrow|tmrw|tmr|tmw|tomorow|tommorow|tommorrow|aujourd'hui|ajd|today|tonight"
    r"|(?:this|ce|cet|cette) (?:morning|afternoon|evening|matin|aprem|apres[- ]midi|soir))(?![a-z])"
)
_DAY = rf"(?:{WEEKDAY}\.?|{_RELATIVE})"
_NUMBERED = (
    rf"(?:{WEEKDAY} )?(?:\d{{1,2}}(?:st|nd|rd|th|er)(?: (?:of )?{MONTH})?|\d{{1,2}} {MONTH}"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?)"
)
_DAY_BEFORE = compiled(rf"(?<![a-z0-9])(?:{_DAY}|{_NUMBERED}),? ?(?:from |between |de |entre |at )?$")
_DAY_AFTER = rf",? ?(?:on |le )?{_DAY}"
_DAY_COMES = compiled(_DAY_AFTER)
_SEEN_BEFORE = 32
_HOUR_OF_DAY = rf"({either(_WORDS)}|1\d|2[0-3]|[1-9])(?!\d)"
_DAY_SOON = compiled(rf"(?<![a-z0-9]){_DAY}")
_NOTHING_COUNTED = (
    r" ?(?:$|[,;!?)\n]|\.(?!\d))| (?:(?:in|at|a) (?!\d)|(?:to|from|near|for|with|please|thanks|au|aux|en|dans|depuis"
    r"|chez|pour|sur|svp|stp|merci)(?! \d)(?![a-z]))"
)
"""What follows an hour, and not the number of something: "at 9 in Lyon"."""
_AS_MANY = compiled(
    r"\b(?:sommes|serons|serez|etes|seront|sont|etaient|etions|sera|viendr\w+|ven(?:ons|ez|us?)|tables?|passe\w*)"
    r" (?:\w+ )?$"
)
"""Before « à 9 »: how many people are, or come."""


def _office(hour: str, minutes: str | None, after: int = 0) -> int:
    """The minutes of an hour of an office's day, later than `after`: "at 3" is in the afternoon."""
    number = _WORDS.get(hour) or int(hour)
    said = number * 60 + int(minutes or 0)
    if number < 12 and (said <= after or (not after and number <= _LAST_AFTERNOON_HOUR)):
        said += _NOON
    return said


_STRETCH = compiled(r"\b(?:de|entre|from|between) $")
_A_ROOM = compiled(
    r"\b(?:salles?|rooms?|creneaux?|slots?|auditorium|amphi|bureau|dispos?|libres?|free|space|horaires?)\b"
)
_NOT_HOURS = (
    rf"(?![\dh/:%€$£]|[.,]\d|[.)]? ?(?:h\b|%|€|eur|k\b|(?:of )?{MONTH}|(?:st|nd|rd|th|er)\b"
    r"|people|pers|pax|personnes|persons|heures|hours|hrs|days|jours|weeks|semaines|min|mn|minutes|ans|years"
    r"|[ap]\.?m\b))"
)
_TO = r" ?(?:-|to|till?|until|a|et|and) ?"


@rule(
    {DIGITS},
    rf"(1\d|2[01]|[1-9])(?:[.:]([0-5]\d))?{_TO}(1\d|2[01]|[1-9])(?:[.:]([0-5]\d))?{_NOT_HOURS}",
    then={DIGITS, "to", "til", "till", "until", "a", "et", "and"},
)
def _stretch(match: Match, now: Now) -> Atom | None:
    """ "Friday 9-5", "Dec 1st 10 to 4", "a room from 9 to 5 on Monday"; not the nights "from Monday 8 to 10"."""
    said = before(match, _SEEN_BEFORE)
    beside = _DAY_BEFORE.search(said)
    opened = _STRETCH.search(said)
    dayed = beside or _DAY_COMES.match(match.string, match.end())
    if not dayed and not (opened and _A_ROOM.search(match.string, max(0, match.start() - 60), match.start())):
        return None
    if not opened and _ties_loosely(match):
        return None
    if not _shows_minutes(match) and WHERE_ONE_STAYS.search(match.string, max(0, match.start() - 60), match.start()):
        return None
    if is_moved(match.string, match.start()):
        return None
    first = _office(match.group(1), match.group(2))
    last = _office(match.group(3), match.group(4), after=first)
    if int(match.group(1)) <= _LAST_AFTERNOON_HOUR and last - first < 0:
        return None
    return atom(match, clock=first, until=last) if first < last <= first + 10 * 60 else None


def _ties_loosely(match: Match) -> bool:
    return match.group()[len(match.group(1)) :].lstrip(" .:0123456789").startswith(("a ", "et", "and"))


def _shows_minutes(match: Match) -> bool:
    return bool(match.group(2) or match.group(4))


_END = (
    rf"(?= ?(?:$|[,;!?)\n]|\.(?!\d)|-ish|ish\b|{_DAY}|(?:on|this|sharp|please|pls|at the latest|latest|max|so|as"
    r"|otherwise|or|and|thanks|thx|if|for|with|in|instead|rather|actually)(?![a-z])))"
)
_DOTTED = r"[.]([0-5]\d)(?![\d%€$£/]|[.,]\d| ?(?:%|€|eur|k\b|[ap]\.?m\b))"
_ISH = r"(?:-?ish(?![a-z]))?"
_NO_HOUR_OF = compiled(
    r"\b(?:increas|rais|reduc|cut|multipl|divid|sort|sorted|order|up|down|off|short|out|won|lost|win|grow|grew|drop|fell|rose"
    r"|augment|group|step|two)\w*(?: \w+){0,2} $"
)


@rule(
    {"by", "before", "until", "till", "til", "after"},
    rf"(?:by|before|until|till|til|after) (?:about |around )?{_HOUR_OF_DAY}(?:[.:]([0-5]\d)(?!\d))?{_END}{_ISH}",
)
def _by(match: Match, now: Now) -> Atom | None:
    """ "by 10 tomorrow", "before 11,"; not "increased by 5", nor "by 15", which may be a day."""
    if _NO_HOUR_OF.search(before(match)):
        return None
    if match.group(1).isdigit() and int(match.group(1)) > 12 and not match.group(2) and not _beside_its_day(match):
        return None
    start = match.start(1)
    return atom(match, clock=_office(match.group(1), match.group(2)))._replace(start=start)


def _beside_its_day(match: Match) -> bool:
    after = _DAY_COMES.match(match.string, match.end())
    return after is not None or _DAY_BEFORE.search(before(match, _SEEN_BEFORE)) is not None


@rule(
    {"at", "around", "about", "a", "vers"},
    rf"(at|around|about|a|vers) {_HOUR_OF_DAY}(?![\dh/:%€$£]|[.,]\d)(?={_DAY_AFTER}|{_NOTHING_COUNTED})",
)
def _at_beside_its_day(match: Match, now: Now) -> Atom | None:
    """ "tomorrow at 9 in Lyon", "at 14 tomorrow"; not "at 12 people", nor « nous serons à 9 demain »."""
    said = before(match, _SEEN_BEFORE)
    near = _beside_its_day(match) or (
        match.group(1) != "a" and _DAY_SOON.search(match.string, match.end(), match.end() + 40)
    )
    if not near or (match.group(1) in ("a", "vers") and (now.language == "en" or _AS_MANY.search(said))):
        return None
    return atom(match, clock=_office(match.group(2), None))


@rule({"at", "around", "about", "for", "from"}, rf"(?:at|around|about|for|from) {_HOUR}{_DOTTED}")
def _dotted(match: Match, now: Now) -> Atom | None:
    """ "at 12.30", "for 6.30 tomorrow": a price and a version are written so too."""
    sure = match.group().startswith(("at", "around", "about")) or _DAY_COMES.match(match.string, match.end())
    if not sure or (now.language == "fr" and not match.group().startswith("at")):
        return None
    early = _DAY_COMES.match(match.string, match.end())
    morning = early is not None and match.string.startswith((" morning", " matin"), early.end())
    clock = _office(match.group(1), match.group(2))
    return atom(match, clock=clock - _NOON if morning and clock > _NOON + 60 else clock)


@rule({DIGITS}, rf"{_HOUR}{_DOTTED}", then={DIGITS})
def _dotted_beside_its_day(match: Match, now: Now) -> Atom | None:
    """ "Thursday 9.30"."""
    if now.language == "fr" or not _DAY_BEFORE.search(before(match, _SEEN_BEFORE)):
        return None
    return atom(match, clock=_office(match.group(1), match.group(2)))


@rule({DIGITS}, rf"{_HOUR}-?ish(?![a-z])", then={"ish"})
def _ish(match: Match, now: Now) -> Atom | None:
    """ "Thursday 3ish", "around 10ish"; not "12ish people"."""
    around = before(match).endswith(("at ", "around ", "about ", "by ", "from ", "for "))
    if not around and not _DAY_BEFORE.search(before(match, _SEEN_BEFORE)):
        return None
    return atom(match, clock=_office(match.group(1), None))


@rule({DIGITS, *_WORDS}, rf"{_HOUR} (?=tonight(?![a-z]))", then={"tonight"})
def _tonight(match: Match, now: Now) -> Atom | None:
    return atom(match, clock=_office(match.group(1), None, after=_NOON))


@rule({"half"}, rf"half {_HOUR}(?! ?(?:hours?|days?|of)(?![a-z]))", then={DIGITS, *_WORDS})
def _half(match: Match, now: Now) -> Atom | None:
    """The British "half two" beside its day: 14:30."""
    if not _DAY_BEFORE.search(before(match, _SEEN_BEFORE)):
        return None
    return atom(match, clock=_office(match.group(1), None) + 30)


@rule(_WORDS, rf"{_HOUR} (fifteen|thirty|forty[- ]five)(?![a-z])", then={"fifteen", "thirty", "forty", "forty-five"})
def _in_words(match: Match, now: Now) -> Atom | None:
    """ "at ten thirty", "nine fifteen on Monday"."""
    said = before(match, _SEEN_BEFORE)
    near = said.endswith(("at ", "by ", "before ", "around ", "from ")) or _DAY_BEFORE.search(said)
    if not near and not _DAY_COMES.match(match.string, match.end()):
        return None
    minutes = {"fifteen": 15, "thirty": 30}.get(match.group(2), 45)
    return atom(match, clock=_office(match.group(1), None) + minutes)


@rule({DIGITS}, r"([01]\d|2[0-3])([0-5]\d)(?:hrs?|h)?(?!\d)", then=None)
def _military(match: Match, now: Now) -> Atom | None:
    """ "taxi at 1430 tomorrow"; not "at 1200 euros"."""
    if now.language == "fr" or not before(match).endswith(("at ", "by ", "before ", "from ")):
        return None
    if not (match.group().endswith(("h", "hrs", "hr")) or _DAY_COMES.match(match.string, match.end())):
        return None
    return atom(match, clock=int(match.group(1)) * 60 + int(match.group(2)))


@rule({"lunch", "lunchtime"}, r"lunch ?(?:time|break)?(?![a-z])")
def _lunch(match: Match, now: Now) -> Atom | None:
    """ "before lunch": noon, where it is no meal that is ordered."""
    if not before(match).endswith(("by ", "before ", "until ", "till ")):
        return None
    return atom(match, clock=_NOON)


@rule({"am", "pm", "a", "p"}, r"([ap])\.?m\b\.?")
def _half_of_day(match: Match, now: Now) -> Atom | None:
    """ "Friday am", "tomorrow pm", "this pm"."""
    said = before(match, _SEEN_BEFORE)
    if not (_DAY_BEFORE.search(said) and not said.endswith("at ")) and not said.endswith(("this ", " in the ")):
        return None
    part = (9 * 60, _NOON) if match.group(1) == "a" else (14 * 60, 18 * 60)
    return atom(match, part=part, lone=said.endswith("this "))
