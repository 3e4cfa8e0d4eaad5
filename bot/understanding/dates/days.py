"""Rules that find days by their name or number: weekdays, written and numeric dates."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.understanding.dates import arithmetic
from bot.understanding.dates.atoms import DIGITS, Atom, Match, Now, atom, before, rule
from bot.understanding.dates.lexicon import (
    DAY_NUMBER,
    LAST,
    MONTH,
    MONTHS,
    NEXT,
    NEXT_WEEK,
    NTH,
    NUMBERS,
    OF_MONTHS,
    ORDINAL,
    ORDINALS,
    RANKS,
    SHORT_WEEKDAYS,
    THIS_WEEK,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    either,
)
from bot.understanding.dates.moving import WHERE_ONE_STAYS
from bot.understanding.patterns import compiled

_SURE_BEFORE = compiled(
    r"(?:pour|avant|ce|le|du|de|au|by|on|before|next|this|until|for|from|to|than|last|due|d'ici|ici) $"
)
_SURE_AFTER = compiled(
    r"\.? ?(?:[0-9]|matin|aprem|apres|midi|soir|prochain|pro\b|en huit|morning|afternoon|[ap]m\b|at\b|by\b|noon)"
)


def _doubtful(match: Match, word: str) -> bool:
    """ "mer", "mon", "sun" are days only in a date's company."""
    if word not in SHORT_WEEKDAYS or match.string.startswith(".", match.start() + len(word)):
        return False
    after = match.string[match.start() + len(word) :][:12]
    if word in ("mon", "mer", "sun", "sat", "dim", "sam", "jeu", "mar", "ven", "lun"):
        return not _SURE_AFTER.match(after) or (word == "mon" and before(match, 3) in ("de ", "pour "))
    return not (_SURE_AFTER.match(after) or _SURE_BEFORE.search(before(match, 8)))


_SAID_BEFORE = compiled(r"\b(?:(last|past|previous)|(week on)|(this|ce)) $")
OF_NEXT_WEEK = rf"(?:,? ?(?:de |of |d'|la )?{NEXT_WEEK}|,? ?s ?\+ ?1(?!\d))"


@rule(
    WEEKDAYS,
    rf"({WEEKDAY})\.?(?:( {NEXT})|( en (?:huit|8)(?!\d)| week(?![a-z]))|( en (?:quinze|15)(?!\d))|( {LAST})"
    rf"|({OF_NEXT_WEEK})|( (?:de |of )?{THIS_WEEK})|( (?:de )?(?:la )?semaine (?:derniere|passee)| last week))?",
)
def _weekday(match: Match, now: Now) -> Atom | None:
    word = match.group(1)
    if _doubtful(match, word) or before(match).endswith(("black ", "casual ")):
        return None
    weekday, today = WEEKDAYS[word], now.today
    _, _, a_week, two_weeks, last, next_week, this_week, last_week = match.groups()
    said = _SAID_BEFORE.search(before(match))
    over, week_on, this_one = said.groups() if said is not None else (None, None, None)
    day = arithmetic.coming(today, weekday)
    if last or last_week or over:
        return atom(match, past=True)
    if a_week or week_on:
        day += timedelta(days=7)
    elif two_weeks:
        day += timedelta(days=14)
    elif next_week:
        day = arithmetic.in_week(today, 1, weekday)
    elif this_week or this_one:
        this = arithmetic.in_week(today, 0, weekday)
        day = this if this >= today else day
    alone = match.group().rstrip(".") == word and not this_one
    return atom(match, first=day, weekday=alone)


_PEOPLE = r"personnes?|pers|persons?|people|pax|participante?s?|invite[es]*|convives?|couverts?|guests?|attendees"
"""Who come, after their number: « vendredi, 25 personnes »."""


@rule(WEEKDAYS, rf"({WEEKDAY})\.?,? ?(?:le |the )?{DAY_NUMBER}(?![ ]?[h:%€$/]|\.\d\d| ?-?ish)"
                rf"(?! ?(?:heures?|am|pm|hrs?|{_PEOPLE})(?![a-z]))(?:,? ?(?:of |de )?({MONTH}))?"
                rf"(?:,? ?{YEAR})?( {LAST})?", then={DIGITS, "le", "the"})  # fmt: skip
def _weekday_and_number(match: Match, now: Now) -> Atom | None:
    if _HOURS_AFTER.match(match.string, match.end()) or (not match.group(3) and _begins_hours(match, now)):
        return None
    weekday, number = WEEKDAYS[match.group(1)], int(match.group(2))
    if match.group(3):
        return _agreeing(_written(match, now, number, match.group(3), match.group(4), match.group(5)), weekday)
    skipped = False
    for months in range(3):
        first = arithmetic.add_months(now.today.replace(day=1), months)
        day = arithmetic.valid(first.year, first.month, number)
        if day is None or day < now.today:
            continue
        if day.weekday() == weekday:
            hours = skipped and _HOUR_TO_HOUR.match(match.string, match.start(2))
            return None if hours else atom(match, first=day, doubted=skipped)
        skipped = True
    return _number_of_no_such_weekday(match, now, number)


_ENGLISH_HOURS = compiled(
    r"(1[0-2]|[1-9]) ?(?:-|to|till?|until) ?(1[0-2]|[1-9])(?:[.:]([0-5]\d))?(?![\d/]|th|st|nd|rd)"
)
_MONTH_AFTER = compiled(rf" ?(?:of )?{MONTH}")


def _begins_hours(match: Match, now: Now) -> bool:
    """Whether "Thursday 10 to 12" says from when to when, in English; nights are counted in days."""
    found = _ENGLISH_HOURS.match(match.string, match.start(2))
    if found is None or _MONTH_AFTER.match(match.string, found.end()):
        return False
    if found.group(3):
        return True
    stays = WHERE_ONE_STAYS.search(match.string, max(0, match.start() - 60), match.start())
    return now.language == "en" and stays is None


def _number_of_no_such_weekday(match: Match, now: Now, number: int) -> Atom | None:
    """ "lundi 13 à 14h" where no 13th is soon a Monday: the next 13th, in doubt; not "mardi 8 personnes"."""
    if _RANGE_AFTER.match(match.string, match.end()) or not _LONE_DAY_AFTER.match(match.string, match.end()):
        return None
    day = arithmetic.day_of_month(now.today, number)
    return None if day is None else atom(match, first=day, doubted=True)


@rule(WEEKDAYS, rf"({WEEKDAY})\.?,? ?(?:le )?(\d{{1,2}})/(\d{{1,2}})(?:/((?:20)?\d\d))?(?![\d/])", then={DIGITS, "le"})
def _weekday_and_numeric(match: Match, now: Now) -> Atom | None:
    day = _numeric_day(match, now, match.group(2), match.group(3), match.group(4))
    return _agreeing(day, WEEKDAYS[match.group(1)])


def _agreeing(day: Atom | None, weekday: int) -> Atom | None:
    """ "lundi 13 janvier" where the 13th is a Wednesday: one of the two is wrong."""
    if day is None or day.first is None or day.first.weekday() == weekday:
        return day
    return day._replace(doubted=True)


@rule(WEEKDAYS, rf"({WEEKDAY})\.?,? (?:the )?({MONTH}) (?:the )?{DAY_NUMBER}(?:,? ?{YEAR})?", then={*MONTHS, "the"})
def _weekday_month_day(match: Match, now: Now) -> Atom | None:
    day = _written(match, now, int(match.group(3)), match.group(2), match.group(4), None)
    return _agreeing(day, WEEKDAYS[match.group(1)])


_TITLE = compiled(r"\b(?:m|mr|mme|mlle|mrs|ms|miss|monsieur|madame|dr|me|maitre) ?\.? ?$")
_STREET = compiled(r"\b(?:rue|avenue|av|bd|boulevard|place|square|quai|impasse|allee|salle|batiment|lycee|ecole"
                     r"|street)"
                     r"\.? (?:du |de |des |d'|the )?$")  # fmt: skip
_DAY_PREFIX = compiled(r"\b(?:le|du|au|des|avant|pour|by|on|before|due|until|till|the|from|to|of|depuis|since|ici"
                         r"|dates?"
                         r"|jusqu'au|echeance|deadline|for|a|latest|des le|vers le) ?:? ?$")  # fmt: skip


def _written(match: Match, now: Now, number: int, month_word: str, year: str | None, over: str | None) -> Atom | None:
    """A day and a month in words; without a year, the next such day, unless it reads as lately past."""
    month = MONTHS[month_word.rstrip(".")]
    if _STREET.search(before(match)) and match.group(1) not in WEEKDAYS:
        return atom(match, past=True)
    if over:
        return atom(match, past=True)
    if year:
        day = arithmetic.valid(int(year), month, number)
        return None if day is None else atom(match, first=day, past=day < now.today)
    return _next_or_past(match, now, month, number)


LATELY = 45
"""Days: what is no further in the past was meant as this year's; what is, may well be next year's."""


def _next_or_past(match: Match, now: Now, month: int, number: int) -> Atom | None:
    lately = arithmetic.valid(now.today.year, month, number)
    if lately is not None and lately < now.today and (now.today - lately).days <= LATELY:
        return atom(match, first=lately, past=True)
    day = arithmetic.future(now.today, month, number)
    return None if day is None else atom(match, first=day)


@rule({DIGITS}, rf"{DAY_NUMBER} ?(?:of |de )?({MONTH})(?:,? ?{YEAR})?( {LAST})?", then=OF_MONTHS | RANKS)
def _day_month(match: Match, now: Now) -> Atom | None:
    return _written(match, now, int(match.group(1)), match.group(2), match.group(3), match.group(4))


@rule(NUMBERS, rf"({either(NUMBERS)}) (?:of |de )?({MONTH})(?: {YEAR})?", then=OF_MONTHS)
def _day_in_words(match: Match, now: Now) -> Atom | None:
    """ "le huit décembre"; not "un mars" nor "a May"."""
    number = NUMBERS[match.group(1)]
    return _written(match, now, number, match.group(2), match.group(3), None) if number > 1 else None


@rule({"premier"}, rf"premier ({MONTH})(?: {YEAR})?")
def _first_of_month(match: Match, now: Now) -> Atom | None:
    return _written(match, now, 1, match.group(1), match.group(2), None)


@rule(MONTHS, rf"({MONTH}) (?:the )?([0-3]?\d){NTH}(?![\dh:/])(?:,? ?{YEAR})?")
def _month_day(match: Match, now: Now) -> Atom | None:
    return _written(match, now, int(match.group(2)), match.group(1), match.group(3), None)


@rule({DIGITS}, r"(20\d\d)[-/](\d\d)[-/](\d\d)(?![\d/-])", then={DIGITS})
def _iso(match: Match, now: Now) -> Atom | None:
    day = arithmetic.valid(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    return None if day is None else atom(match, first=day, past=day < now.today)


@rule({DIGITS}, r"(\d{1,2})([/.-])(\d{1,2})\2((?:20)?\d\d)(?![/.-]?\d)", then={DIGITS})
def _day_month_year(match: Match, now: Now) -> Atom | None:
    return _numeric_day(match, now, match.group(1), match.group(3), match.group(4))


def _numeric_day(match: Match, now: Now, number: str, month: str, year: str | None) -> Atom | None:
    """Day then month, always (the house's convention)."""
    if year:
        day = arithmetic.valid(int(year) % 100 + 2000, int(month), int(number))
        return None if day is None else atom(match, first=day, past=day < now.today)
    if not 1 <= int(month) <= 12:
        return None
    return _next_or_past(match, now, int(month), int(number))


@rule({DIGITS}, r"(\d{1,2})([/.])(\d{1,2})(?![\d€%a-z]|[/.]\d| ?€| ?%)", then={DIGITS})
def _day_and_month(match: Match, now: Now) -> Atom | None:
    number, separator, month = match.groups()
    dated = separator == "." or bool(_DAY_PREFIX.search(before(match)))
    padded = separator == "/" and len(month) == 2 and (len(number) == 2 or month.startswith("0"))
    if not dated and not padded:
        return None
    if separator == "." and not _is_dotted_day(match, number, month):
        return None
    return _numeric_day(match, now, number, month, None)


_MEETS_BEFORE = compiled(
    rf"\b(?:rdv|rendez[- ]vous|reunion|reu|visio|point|seance|visite|entretien|meeting|appointment|call|{WEEKDAY})\.? $"
)
_CLOCK_AFTER = compiled(r",? ?(?:a |at |vers |des |@ ?)?\d{1,2} ?(?:h|:[0-5]\d|[ap]m\b)")


def _is_dotted_day(match: Match, number: str, month: str) -> bool:
    """ "le 24.11", "rdv 14.01 14h30": a price, a version and a room's number are written so too."""
    if len(month) < 2 or _PLACE_BEFORE.search(before(match)):
        return False
    if re.search(r"\b(?:le|du|au) $", before(match)):
        return True
    if len(number) < 2 or not 1 <= int(month) <= 12:
        return False
    return bool(_MEETS_BEFORE.search(before(match)) or _CLOCK_AFTER.match(match.string, match.end()))


_OF_MONTH = r"(?: (?:du|of the|of this|de ce) (?:mois|month)(?: ci|-ci)?| courant| ct)"
_OF_NEXT_MONTH = r"(?: (?:du|le) mois (?:prochain|pro|suivant)| (?:of )?next month)"


@rule({DIGITS}, rf"{DAY_NUMBER}(?:({_OF_NEXT_MONTH})|({_OF_MONTH}))")
def _day_of_some_month(match: Match, now: Now) -> Atom | None:
    number = int(match.group(1))
    if match.group(2):
        first = arithmetic.add_months(now.today.replace(day=1), 1)
        day = arithmetic.valid(first.year, first.month, number)
    else:
        day = arithmetic.valid(now.today.year, now.today.month, number)
    return None if day is None else atom(match, first=day, past=day < now.today)


_LONE_DAY_AFTER = compiled(
    r" ?(?:$|[,.;:!?)\n/+(-]|(?:merci|svp|stp|au plus|au soir|au matin|max|maxi|maximum|dernier|a|vers|des"
    r"|entre|matin|soir|midi|apres"
    r"|si|c|ca|s'il|please|pls|at|latest|thanks|ou|et|and|or|pour|car|sinon|mais|inclus|in|plutot|avec|dans|chez|sur"
    r"|from|morning|afternoon|if|but|with|because|as|par|de(?= \d{1,2} ?h)|\d{1,2} ?h|\d{1,2}:\d)(?![a-z]))"
)
_HOURS_AFTER = compiled(r" ?-+ ?\d{1,2} ?(?:h|heures?|[ap]m)(?![a-z])")
_HOUR_TO_HOUR = compiled(r"(?:[7-9]|1\d|2[01]) (?:a|to) \d{1,2} ?(?:h|heures?|[ap]m)(?![a-z])")
_RANGE_AFTER = compiled(r" ?-+ ?\d")
_LONE_DAY_BEFORE = compiled(
    r"\b(?:le|du|au|by the|on the|before the|until the|till the|than the|from the|due the|of the|the"
    r"|avant le|d'ici le|ici le) $"
)
_THE_ONE_OF = compiled(r"\b(?:celui|celle|ceux|celles) du $")
"""Said of what has come already, where its number is over this month: "un doublon de celle du 2"."""
_IT_IS = compiled(
    r"\b(?:c|cest|c'est|est|sera|serait|it's|its|is|was|tombe|fixee?|prevue?|commence|starts|set for)(?: pour)?"
    r" (?:le|the) $"
)
_IT_IS_AFTER = compiled(r" (?:la|le|les|notre|mon|ma|mes|nos|que|i|we|that|my|our|not)(?![a-z])| (?:l|qu)'")
_PLACE_BEFORE = compiled(r"\b(?:salle|bureau|poste|page|chambre|porte|bus|ligne|lot|article|room|desk|gate|numero) "
                           r"(?:du )?$")  # fmt: skip
_THE = compiled(r"(?<!by )(?<!on )(?<!re )(?<!till )(?<!than )(?<!until )\bthe $")
_ON_A_FLOOR = compiled(
    r"\b(?:toilettes?|wc|sanitaires|lavabos?|imprimantes?|photocopieu(?:rs?|ses?)|copieurs?|cafetieres?|cuisine"
    r"|couloirs?|bureaux|open space|fontaine|lumieres?|neons?|clim|chauffage|radiateurs?|paliers?|fenetres?"
    r"|moquette|poubelles?|fuite|ascenseur)(?: (?:en panne|d'eau|bloquee?|cassee?|hs|est))* (?:du|au) $"
)
"""What stands on a floor: "les toilettes du 1er"."""


@rule({DIGITS}, r"([0-3]?\d)(er|st|nd|rd|th)?(?![\da-z])(?! ?[€%$£h])(?![.,:/]\d)")
def _lone_day(match: Match, now: Now) -> Atom | None:
    """ "le 5", "by the 15th": a number is a day only after its article, and with no noun to count."""
    said = before(match)
    if not _LONE_DAY_BEFORE.search(said) or any(place.search(said) for place in (_PLACE_BEFORE, _STREET)):
        return None
    if _ON_A_FLOOR.search(before(match, 48)):
        return None
    if not match.group(2) and _THE.search(said):
        return None
    after = _IT_IS_AFTER if _IT_IS.search(said) else _LONE_DAY_AFTER
    if not (after.match(match.string, match.end()) or _LONE_DAY_AFTER.match(match.string, match.end())):
        return None
    if _THE_ONE_OF.search(said) and int(match.group(1)) < now.today.day:
        return atom(match, past=True)
    day = arithmetic.day_of_month(now.today, int(match.group(1)))
    return None if day is None else atom(match, first=day, bare=True)


@rule(
    (set(ORDINALS) - {"1er", "1st"}) | {DIGITS},
    rf"({ORDINAL}) ({WEEKDAY}) (?:(?:de |of |in |d')({MONTH})(?: {YEAR})?|du mois prochain|du mois pro|of next month"
    r"|(?:du|of the|of this) (?:mois|month))",
    then=RANKS.union(WEEKDAYS),
)
def _nth_weekday(match: Match, now: Now) -> Atom | None:
    nth, weekday = ORDINALS[match.group(1)], WEEKDAYS[match.group(2)]
    first = now.today.replace(day=1)
    if match.group(3):
        month, year = MONTHS[match.group(3).rstrip(".")], match.group(4)
        first = date(int(year), month, 1) if year else first.replace(month=month)
        if not year and arithmetic.month_end(first) < now.today:
            first = first.replace(year=first.year + 1)
    elif re.search(r"prochain|next|pro$", match.group()):
        first = arithmetic.add_months(first, 1)
    if nth == -1:
        end = arithmetic.month_end(first)
        return atom(match, first=end - timedelta(days=(end.weekday() - weekday) % 7))
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return atom(match, first=day) if day.month == first.month else None


def is_title_before(said: str) -> bool:
    """Whether a title ends the text: the next word is a surname ("Mme Avril", "Mr March")."""
    return bool(_TITLE.search(said))
