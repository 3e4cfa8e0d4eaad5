"""The words of the calendar in French and English, folded (no accents), and the pieces of patterns made of them.

Patterns are matched at a given place only, and hold no repetition inside a repetition: their cost is bounded.
"""

from __future__ import annotations

from bot.understanding.text import listed

WEEKDAYS = {
    word: number
    for number, forms in enumerate(
        (
            "lundi lun monday mon lundis mondays",
            "mardi mar tuesday tue tues mardis tuesdays",
            "mercredi mer mercr merc wednesday wed weds mercredis wednesdays",
            "jeudi jeu thursday thu thur thurs jeudis thursdays",
            "vendredi ven vend vdd vdr vendr friday fri vendredis fridays",
            "samedi sam saturday sat samedis saturdays",
            "dimanche dim sunday sun dimanches sundays",
        )
    )
    for word in listed(forms)
}
SHORT_WEEKDAYS = frozenset(listed("lun mar mer jeu ven sam dim mon tue tues wed thu thur thurs fri sat sun"))
"""Also other words ("mon", "mer", "sun"): days only beside a number, a part of day or a preposition."""

MONTHS = {
    word: number
    for number, forms in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev feb february",
            "mars mar march",
            "avril avr apr april",
            "mai may",
            "juin jun june",
            "juillet juil juill jul july",
            "aout aug august",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for word in listed(forms)
}

NUMBERS = {
    word: number
    for number, forms in enumerate(
        (
            "un une one a an",
            "deux two",
            "trois three",
            "quatre four",
            "cinq five",
            "six",
            "sept seven",
            "huit eight",
            "neuf nine",
            "dix ten",
            "onze eleven",
            "douze twelve",
            "treize thirteen",
            "quatorze fourteen",
            "quinze fifteen",
            "seize sixteen",
            "dix-sept seventeen",
            "dix-huit eighteen",
            "dix-neuf nineteen",
            "vingt twenty",
            "vingt-et-une",
            "vingt-deux",
            "vingt-trois",
        ),
        start=1,
    )
    for word in listed(forms)
} | {"trente": 30, "thirty": 30, "quarante-cinq": 45, "quelques": 3, "couple": 2}

UNITS = {
    **dict.fromkeys(("min", "mn", "minute", "minutes", "mins", "m"), "minute"),
    **dict.fromkeys(("h", "heure", "heures", "hour", "hours", "hr", "hrs"), "hour"),
    **dict.fromkeys(("j", "jour", "jours", "day", "days", "d", "jrs", "jr"), "day"),
    **dict.fromkeys(("semaine", "semaines", "sem", "week", "weeks", "wk", "wks"), "week"),
    **dict.fromkeys(("fortnight", "fortnights", "quinzaine"), "fortnight"),
    **dict.fromkeys(("mois", "month", "months"), "month"),
    **dict.fromkeys(("an", "ans", "annee", "year", "years"), "year"),
}

ORDINALS = {
    "premier": 1, "premiere": 1, "1er": 1, "first": 1, "1st": 1, "deuxieme": 2, "second": 2, "2e": 2, "2eme": 2,
    "2nd": 2, "troisieme": 3, "third": 3, "3e": 3, "3eme": 3, "3rd": 3, "quatrieme": 4, "fourth": 4, "4th": 4,
    "dernier": -1, "derniere": -1, "last": -1,
}  # fmt: skip


_OF_NUMBERS = frozenset(part for word in NUMBERS if "-" in word for part in word.split("-")[1:])
"""What comes after the first word of a number that is written in several."""
BEGIN_NUMBERS = frozenset(word.split("-")[0] for word in NUMBERS)
COUNTED = frozenset(UNITS) | _OF_NUMBERS
OF_MONTHS = frozenset(MONTHS) | _OF_NUMBERS | {"of", "de"}
OF_HOURS = frozenset(("heure", "heures")) | _OF_NUMBERS
RANKS = frozenset(("er", "e", "eme", "st", "nd", "rd", "th"))


def either(words: object) -> str:
    """A pattern for any of these words, the longest first, not followed by a letter."""
    listed = sorted(words, key=len, reverse=True) if isinstance(words, dict | frozenset | set | tuple | list) else []
    return "(?:" + "|".join(listed) + ")(?![a-z])"


WEEKDAY = either(WEEKDAYS)
MONTH = either(MONTHS) + r"\.?"
NUMBER = r"(?:\d{1,3}(?!\d)|" + either(NUMBERS) + ")"
UNIT = either(UNITS)
ORDINAL = either(ORDINALS)
NTH = r"(?: ?(?:er|e|eme|st|nd|rd|th)(?![a-z]))?"
DAY_NUMBER = r"([0-3]?\d)(?!\d)" + NTH
YEAR = r"(20\d\d)(?!\d)"
THIS_WEEK = r"(?:cette sem(?:aine)?|this week|la semaine en cours)(?![a-z])"
NEXT = r"(?:prochaine?|pro|proch|qui vient|qui arrive|suivante?|d'apres)(?![a-z])"
WEEK = r"(?:semaine|sem\.?|smaine|semain)(?![a-z])"
NEXT_WEEK = rf"(?:(?:la )?{WEEK} {NEXT}|la {WEEK} d'apres|the following week|next week|nxt week)"
LAST = (
    r"(?:derniere?(?! ?(?:delai|carat|limite|moment))"
    r"|passee?(?! (?:a|au|aux|en|de|par|sur|du|le|la|l)(?![a-z]))|ecoulee?|precedente?)(?![a-z])"
)
