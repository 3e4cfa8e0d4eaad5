"""Dates as people say them: « jeudi 26 novembre, 14 h », "Thursday 26 November, 2 pm"."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

_DAY = {"fr": "EEEE d MMMM", "en": "EEEE d MMMM"}


def say_when(value: str, grain: str, language: str, timezone: str, today: date | None = None) -> str:
    """An ISO date, or an instant with its offset, in the language and zone (IANA) of its reader.

    The year is said when it is not that of `today`. `ValueError` when the value is neither.
    """
    from babel.dates import format_date

    if len(value) == 10:
        day, clock = date.fromisoformat(value), None
    else:
        local = datetime.fromisoformat(value).astimezone(ZoneInfo(timezone))
        day, clock = local.date(), local
    pattern = _DAY[language] + (" y" if today is not None and day.year != today.year else "")
    said = format_date(day, pattern, locale=language)
    if language == "fr" and day.day == 1:
        said = said.replace(" 1 ", " 1er ", 1)
    if clock is None or grain in ("day", "week"):
        return str(said)
    return f"{said}, {say_time(clock, language)}"


def say_time(local: datetime, language: str) -> str:
    """« 10 h 30 », « 14 h », "10:30 am", "2 pm": the hour of a local date-time."""
    if language == "fr":
        hour = f"{local.hour}\N{NO-BREAK SPACE}h"
        return f"{hour}\N{NO-BREAK SPACE}{local.minute:02d}" if local.minute else hour
    half = "am" if local.hour < 12 else "pm"
    hour = f"{local.hour % 12 or 12}"
    return f"{hour}:{local.minute:02d} {half}" if local.minute else f"{hour} {half}"
