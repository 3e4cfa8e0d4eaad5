"""Opening hours as people type them: « lun-jeu 8h30-18h, ven 8h30-17h », “Mon to Fri 9:00-17:00”."""

from __future__ import annotations

import re

from bot.charter.values import WEEKDAYS, BadValueError, WeekHours

_DASH = re.compile(r"\s*(?:[-–—]|\bau\b|\bà\b|\bto\b|\buntil\b)\s*")
_AND = re.compile(r"(?<=[a-zé]{2})\s*(?:,|&|\+|\bet\b|\band\b)\s*(?=[a-zé])")
_LITTLE = re.compile(r"\b(?:du|de|le|from|the|et|and)\b|[,;/]|:(?!\d)")
_BARE = re.compile(r"(?<![\d:h])(\d{1,2})(?![\d:h])")
_DAY = re.compile(r"[^\W\d_]{3,}")
_SHORT = {"lun": "mon", "mar": "tue", "mer": "wed", "jeu": "thu", "ven": "fri", "sam": "sat", "dim": "sun"}
_SHUT = frozenset(("fermé", "closed"))
_EVERY_DAY = "mon-fri"


def read_hours(said: str) -> WeekHours:
    """The week; without any day, Monday to Friday. Raises BadValueError."""
    plain = _LITTLE.sub(" ", _AND.sub("+", _DASH.sub("-", said.casefold())))
    week: dict[str, list[str]] = {}
    days = _EVERY_DAY
    for token in plain.split():
        if token in _SHUT:
            continue
        if token[0].isdigit():
            week.setdefault(days, []).append(_BARE.sub(r"\1:00", token))
            continue
        days = _DAY.sub(lambda found: _SHORT.get(found[0][:3], found[0][:3]), token)
        if not set(re.split(r"[-+]", days)) <= set(WEEKDAYS):
            raise BadValueError("bad_day", value=token)
        if days in week:
            raise BadValueError("day_twice", value=days)
        week[days] = []
    return WeekHours.parse({days: " ".join(periods) for days, periods in week.items()})
