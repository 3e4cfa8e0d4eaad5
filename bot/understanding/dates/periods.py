"""Rules that find periods: weeks, months, quarters, years and their parts. A deadline in one is its last day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.understanding.dates import arithmetic
from bot.understanding.dates.atoms import CLOSING, Atom, Match, Now, atom, before, rule
from bot.understanding.dates.days import is_title_before
from bot.understanding.dates.lexicon import DAY_NUMBER, MONTH, MONTHS, NEXT_WEEK, THIS_WEEK, WEEK, YEAR
from bot.understanding.patterns import compiled
from bot.understanding.text import listed

_BEGINNING = r"(?:le )?(?:tout )?debut|(?:the )?beginning|(?:the )?start|early"
_MIDDLE = r"mi|(?:le |au )?milieu|(?:the )?middle|mid|courant"
_ENDING = r"(?:la |toute )?fin|(?:the )?end|late|extreme fin"
_WHERE = rf"(?:({_BEGINNING})|({_MIDDLE})|({_ENDING}))"
_OF = r"[ -]?(?:de |du |d'|of |in )?(?:la |l'|the )?"
_PART_WORDS = frozenset(
    listed("debut tout beginning start early mi milieu middle mid courant fin toute end late extreme")
)


def _part(match: Match, first: date, last: date, groups: int = 1) -> Atom:
    """The beginning, middle or end of a period, as the three groups from `groups` say; a deadline is its usual day."""
    if match.group(groups):
        by = first if (last - first).days < 10 else first + timedelta(days=4)
        return atom(match, first=first, by=by, vague=True)
    middle = first + timedelta(days=(last - first).days // 2)
    if match.group(groups + 1):
        if match.group(groups + 1) == "courant":
            return atom(match, first=first, last=last, by=last, vague=True)
        return atom(match, first=middle, by=middle if (last - first).days < 10 else first.replace(day=15), vague=True)
    return atom(match, first=last, by=last, vague=True)


@rule(_PART_WORDS, rf"{_WHERE}{_OF}(?:({NEXT_WEEK})|({THIS_WEEK})|{WEEK}(?! (?:du|of))|week(?![a-z-]))")
def _part_of_week(match: Match, now: Now) -> Atom | None:
    weeks = 1 if match.group(4) else 0
    monday = arithmetic.in_week(now.today, weeks, 0)
    friday = monday + timedelta(days=arithmetic.FRIDAY)
    if weeks == 0 and not match.group(5):  # "début de semaine" said on a Thursday is the next one's
        named = monday if match.group(1) else monday + timedelta(days=2) if match.group(2) else friday
        if named < now.today or (match.group(1) and named == now.today):
            monday, friday = monday + timedelta(days=7), friday + timedelta(days=7)
    return _part(match, monday, friday)


@rule({"eow"}, r"eow(?![a-z])")
def _end_of_week(match: Match, now: Now) -> Atom | None:
    friday = max(arithmetic.in_week(now.today, 0, arithmetic.FRIDAY), now.today)
    return atom(match, first=friday, due=True)


@rule(
    {
        "cette",
        "this",
        "dans",
        "in",
        "la",
        "during",
        "courant",
        "semaine",
        "sem",
        "smaine",
        "next",
        "nxt",
        "following",
        "the",
    },
    rf"(?:({NEXT_WEEK})|{THIS_WEEK}|(?:dans la|courant|courant de la|during the|in the|later this) (?:semaine"
    rf"|week)(?![a-z])"
    rf"(?! (?:prochaine|pro(?![a-z])|du|of)))",
)
def _week(match: Match, now: Now) -> Atom | None:
    weeks = 1 if match.group(1) else 0
    monday = arithmetic.in_week(now.today, weeks, 0)
    if re.search(r"\bbonne $|\b(?:good|great|nice) $", before(match)):
        return None
    friday = monday + timedelta(days=arithmetic.FRIDAY)
    first = max(monday, now.today)
    by = friday if friday >= now.today else monday + timedelta(days=arithmetic.SUNDAY)
    return atom(match, first=first, last=by, by=by, vague=True)


@rule(
    {"semaine", "sem", "smaine", "week", "w", "wc"},
    rf"(?:{WEEK} (?:du|commencant le)|week (?:of|commencing|beginning|starting)|w/c|wc) ?(?:lundi |monday )?(?:the )?"
    rf"(?:{DAY_NUMBER}(?:[/ ](?:of )?({MONTH}|\d\d?)(?!\d))?|({MONTH}) {DAY_NUMBER})(?: {YEAR})?(?! au (?:\d))",
)
def _week_of(match: Match, now: Now) -> Atom | None:
    """ "la semaine du 7": from that day to that week's Friday; only an event has a first day."""
    number, month = (match.group(1), match.group(2)) if match.group(1) else (match.group(4), match.group(3))
    if month is None:
        day = arithmetic.day_of_month(now.today, int(number))
    else:
        at = int(month) if month.isdigit() else MONTHS[month.rstrip(".")]
        day = arithmetic.future(now.today, at, int(number))
    if day is None:
        return None
    friday = max(day, arithmetic.monday_of(day) + timedelta(days=arithmetic.FRIDAY))
    return atom(match, first=day, last=friday, by=friday, vague=True)


_LATELY = 120
"""Days: a week or month named by itself, no longer over than that, is the one that is over."""


@rule({"semaine", "sem", "week", "s", "wk", "w"}, r"(?:semaine|sem\.?|week|s|wk|w) ?(\d{1,2})(?![\dh/:])")
def _numbered_week(match: Match, now: Now) -> Atom | None:
    """ "semaine 50", by the ISO week number."""
    number = int(match.group(1))
    if before(match).endswith("'"):
        return None
    if number < 10 and match.group()[0] in "sw" and not match.group().startswith(("sem", "week")):
        return None
    monday = date.fromisocalendar(now.today.year, number, 1)
    if monday + timedelta(days=6) < now.today:
        if (now.today - monday).days <= _LATELY:
            return atom(match, past=True)
        monday = date.fromisocalendar(now.today.year + 1, number, 1)
    friday = monday + timedelta(days=arithmetic.FRIDAY)
    return atom(match, first=max(monday, now.today), last=friday, by=friday, vague=True)


@rule({"week", "weekend", "we"}, r"(?:week-?end|week end|we)(?![a-z])( prochain)?")
def _weekend(match: Match, now: Now) -> Atom | None:
    said = before(match)
    saturday = arithmetic.in_week(now.today, 0, arithmetic.SATURDAY)
    if now.today.weekday() >= arithmetic.SATURDAY and re.search(r"\b(?:ce|this) $", said):
        return atom(match, first=now.today, last=saturday + timedelta(days=1), event=True)
    if now.today.weekday() >= arithmetic.SATURDAY:
        saturday += timedelta(days=7)
    short = match.group().startswith("we") and len(match.group().split()[0]) == len("we")
    if short and (now.language == "en" or not re.search(r"\b(?:ce|le|avant le|avant ce) $", said)):
        return None
    if re.search(r"\b(?:avant (?:le|ce)|avant|before the|before|d'ici le|by the|pour le) $", said):
        return atom(match, first=saturday - timedelta(days=1))
    if re.search(r"\b(?:ce|this|the|next) $", said) or match.group(1):
        return atom(match, first=saturday, last=saturday + timedelta(days=1), event=True)
    return None


_MONTH_NEXT = r"(?:le mois prochain|mois prochain|mois pro|next month|the following month)(?![a-z])"
_MONTH_THIS = r"(?:ce mois[- ]ci|ce mois|this month|le mois en cours)(?![a-z])"


@rule(
    _PART_WORDS | {"eom"},
    rf"(?:{_WHERE}{_OF}(?:({_MONTH_NEXT})|{_MONTH_THIS}|mois(?![a-z])|month(?![a-z]))|eom(?![a-z]))",
)
def _part_of_month(match: Match, now: Now) -> Atom | None:
    first = now.today.replace(day=1)
    if match.group(4):
        first = arithmetic.add_months(first, 1)
    elif match.group(1) or (match.group(2) and now.today.day > 20):  # already gone this month
        first = arithmetic.add_months(first, 1) if now.today.day > 10 else first
    last = arithmetic.month_end(first)
    if match.group() == "eom":
        return atom(match, first=last, due=True)
    return _part(match, first, last)


@rule(
    {"le", "mois", "ce", "this", "next", "dans", "courant"},
    rf"(?:({_MONTH_NEXT})|{_MONTH_THIS}|(?:dans|courant) le mois)",
    then={"mois", "month", "le", "prochain", "pro"},
)
def _month(match: Match, now: Now) -> Atom | None:
    first = now.today
    if match.group(1):
        first = arithmetic.add_months(first.replace(day=1), 1)
    last = arithmetic.month_end(first)
    return atom(match, first=first, last=last, by=last, vague=True)


@rule(_PART_WORDS, rf"{_WHERE}[ -](?:de |d'|of |in )?({MONTH})(?: {YEAR})?(?! ?\d)")
def _part_of_named_month(match: Match, now: Now) -> Atom | None:
    first = _named_month(now, match.group(4), match.group(5))
    return _part(match, first, arithmetic.month_end(first))


def _named_month(now: Now, word: str, year: str | None) -> date:
    month = MONTHS[word.rstrip(".")]
    if year:
        return date(int(year), month, 1)
    return date(now.today.year + (month < now.today.month), month, 1)


_MONTH_PREFIX = compiled(r"\b(?:en|pour|avant|d'ici|ici|courant|des|in|by|before|for|until|during|mois de|mois d'"
                           r"|over|jusqu'en|until) ?$")  # fmt: skip


_BY_THEN = compiled(r"\b(?:avant|d'ici|ici|by|before|until|jusqu'en) ?$")
_MONTH_LATELY = 75
"""Days: "les heures pour octobre", said in November, are of the October that is over."""


_ALSO_OTHER_WORDS = frozenset(("mar", "mai", "may", "mars", "march", "jan", "sept", "dec", "sep", "nov"))


@rule(MONTHS, rf"({MONTH})(?: {YEAR}| (prochain|next))?(?! ?\d)")
def _alone(match: Match, now: Now) -> Atom | None:
    """A month by itself: "en janvier", "by March"; not "Mme Avril", nor "May I"."""
    said = before(match)
    if is_title_before(said) or (re.search(r"\b(?:de|of|d'|du|paie|paye|bulletin) ?$", said) and "mois d" not in said):
        return None
    if not (_MONTH_PREFIX.search(said) or match.group(2)):
        return None
    word = match.group(1)
    doubtful = word in _ALSO_OTHER_WORDS and not match.group(2)
    if doubtful and not re.search(r"\b(?:en|in|by|before|avant|d'ici|ici|courant|mois de|fin) $", said):
        return None
    first = _named_month(now, word, match.group(2))
    last = arithmetic.month_end(first)
    lately = arithmetic.month_end(arithmetic.add_months(first, -12))
    if not match.group(2) and not _BY_THEN.search(said) and 0 < (now.today - lately).days <= _MONTH_LATELY:
        return atom(match, past=True)
    return atom(match, first=max(first, now.today), last=last, by=last, vague=True)


@rule({"t", "q", "trim", "s"}, rf"([tqs]) ?([1-4])(?!\d)(?:[ /-]?{YEAR})?")
def _quarter(match: Match, now: Now) -> Atom | None:
    number, year = int(match.group(2)), match.group(3)
    said = before(match)
    if not year and not re.search(r"\b(?:fin|end of|avant|pour|for|by|before|en|in|debut|early) $", said):
        return None
    half = match.group(1) == "s"
    if half and (number > 2 or not year):
        return None
    at = int(year) if year else now.today.year
    last = arithmetic.quarter_end(at, number * 2 if half else number)
    if last < now.today and not year:
        last = arithmetic.quarter_end(at + 1, number)
    first = arithmetic.add_months(last.replace(day=1), -5 if half else -2)
    return atom(match, first=first, last=last, by=last, vague=True, past=last < now.today)


@rule(
    _PART_WORDS | {"ce", "this", "l", "next", "le"},
    rf"(?:{_WHERE}{_OF}|ce |this |l'|next |le )(?:(trimestre|quarter)|(semestre|half)|(annee|an"
    rf"|year))(?![a-z])( prochaine?)?",
)
def _long_period(match: Match, now: Now) -> Atom | None:
    ahead = bool(match.group(7)) or match.group().startswith("next") or " next" in match.group()
    year, month = now.today.year, now.today.month
    if match.group(4):
        last = arithmetic.quarter_end(year, (month - 1) // 3 + 1)
        last = arithmetic.month_end(arithmetic.add_months(last.replace(day=1), 3 * ahead))
        first = arithmetic.add_months(last.replace(day=1), -2)
    elif match.group(5):
        last = arithmetic.quarter_end(year, 2 if month <= 6 else 4)
        first = arithmetic.add_months(last.replace(day=1), -5)
    else:
        first, last = date(year + ahead, 1, 1), date(year + ahead, 12, 31)
        if match.group(1) and not ahead:
            first, last = date(year + 1, 1, 1), date(year + 1, 12, 31)
    if not match.group(1) and not match.group(2) and not match.group(3):
        if match.group().startswith(("l'", "le ")) and not ahead:
            return None
        return atom(match, first=max(first, now.today), last=last, by=last, vague=True)
    if match.group(1):
        return atom(match, first=first, by=first + timedelta(days=14), vague=True)
    return _part(match, first, last)


@rule(
    {"eod", "cob", "eob", "end", "close", "fin", "ce"},
    r"(?:eod|cob|eob|(?:the )?end of (?:the )?(?:business )?day|close of (?:business|play)|fin de (?:la )?journee"
    r"|fin de jour"
    r"|fin d'aprem|fin d'apres[- ]midi)(?![a-z])(?! ?s')",
)
def _closing(match: Match, now: Now) -> Atom | None:
    """The end of a working day; today's unless a day stands beside it. Not a wish ("bonne fin de journée")."""
    if re.search(r"\b(?:bonne|belle|good|great|nice) $", before(match)):
        return None
    return atom(match, part=CLOSING, due=match.group() in ("eod", "cob", "eob"), lone=True)


@rule({"year", "month", "quarter"}, r"(year|month|quarter)[- ]end(?![a-z])")
def _end_first(match: Match, now: Now) -> Atom | None:
    """ "before year end"; not "the month-end closing"."""
    if not re.search(r"\b(?:by|before|for|until|till|at)(?: the)? $", before(match)):
        return None
    months = {"year": 12, "quarter": 3, "month": 1}[match.group(1)]
    last = arithmetic.month_end(now.today.replace(month=-(-now.today.month // months) * months, day=1))
    return atom(match, first=last, by=last, vague=True)
