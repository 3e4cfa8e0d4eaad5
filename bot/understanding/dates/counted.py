"""Rules that find days counted from today: « demain », « après-demain », « hier », « ce matin », "tonight"."""

from __future__ import annotations

from datetime import timedelta

from bot.understanding.dates.atoms import AFTERNOON, DIGITS, EVENING, MORNING, Atom, Match, Now, atom, rule
from bot.understanding.dates.lexicon import either
from bot.understanding.text import listed

_TODAY = frozenset(listed("aujourd aujourdhui aujourdui ajd auj ajrd today tod tday"))
_TOMORROW = frozenset(
    listed(
        """
        demain dmn demin dmain dem1 2main 2m1 tomorrow tomorow tommorow tommorrow tomorro tomoro tmrw tmrrw tmr tmw
        tmro tmoro tomoz 2moro 2morrow 2mrw 2mro
        """
    )
)
_THIS_PART = {"matin": MORNING, "matinee": MORNING, "morning": MORNING, "soir": EVENING, "soiree": EVENING,
              "evening": EVENING, "aprem": AFTERNOON, "apm": AFTERNOON, "aprm": AFTERNOON,
              "afternoon": AFTERNOON}  # fmt: skip


@rule(_TODAY, r"(?:aujourd[' ]?h?ui|ajd|auj|ajrd|today|tod|tday)(?![a-z])")
def _today(match: Match, now: Now) -> Atom | None:
    return atom(match, first=now.today)


@rule(
    _TOMORROW | {DIGITS, "dem"}, rf"(?:{either(_TOMORROW)}|dem\.?(?= ?(?:matin|mat|aprem|apm|aprm|apres|soir|midi|\d)))"
)
def _tomorrow(match: Match, now: Now) -> Atom | None:
    return atom(match, first=now.today + timedelta(days=1))


@rule(
    {"apres", "aprs", "ap", "day", "apdemain", "lendemain"},
    r"(?:(?:apres|aprs|ap)[- ]?(?:demain|dem1|2main)|day after tomorrow)(?![a-z])",
)
def _day_after(match: Match, now: Now) -> Atom | None:
    return atom(match, first=now.today + timedelta(days=2))


@rule({"hier", "avant", "yesterday"}, r"(?:avant[- ])?hier(?![a-z])(?: matin| soir)?|yesterday(?! ?'s )")
def _yesterday(match: Match, now: Now) -> Atom | None:
    return atom(match, past=True)


@rule({"yesterday"}, r"yesterday ?'s \w+")
def _of_yesterday(match: Match, now: Now) -> Atom | None:
    return atom(match, past=True)


_MORNING_IS_OVER = 13


@rule(
    {"ce", "cet", "cette", "this", "dans", "in", "later"},
    r"(?:ce|cet|cette|this|dans la|dans l'|dans l|later this|in the) ?"
    r"(matinee|matin|morning|soiree|soir|evening|aprem|apm|aprm|apres[- ]?midi|afternoon|midi|journee)(?![a-z])",
)
def _this_part(match: Match, now: Now) -> Atom | None:
    word = match.group(1)
    day = now.today
    if match.group().startswith("in the") and word == "morning" and now.at.hour >= MORNING[0] // 60:
        day += timedelta(days=1)
    if word == "midi":
        return atom(match, first=day, clock=12 * 60)
    if _THIS_PART.get(word) == MORNING and day == now.today and now.at.hour >= _MORNING_IS_OVER:
        return atom(match, past=True)
    if word == "journee":
        return atom(match, first=day, part=(now.at.hour * 60, 18 * 60), due=True)
    return atom(match, first=day, part=_THIS_PART.get(word, AFTERNOON))


@rule({"tonight"}, r"tonight")
def _tonight(match: Match, now: Now) -> Atom | None:
    return atom(match, first=now.today, part=EVENING)
