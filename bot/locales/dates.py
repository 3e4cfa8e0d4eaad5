"""Dates as people say them: « jeudi 26 novembre, 14 h », "Thursday 26 November, 2 pm"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_DAY = {"fr": "EEEE d MMMM", "en": "EEEE d MMMM"}
_PARTS = {
    "fr": ("{day} au matin", "{day} l’après-midi", "{day} au soir"),
    "en": ("{day}, in the morning", "{day}, in the afternoon", "{day}, in the evening"),
}
_HOURS = {"fr": "{day}, de {start} à {end}", "en": "{day}, from {start} to {end}"}
_DAYS = {"fr": "du {start} au {end}", "en": "from {start} to {end}"}
_NOON, _EVENING = 12, 18


def say_when(value: str, grain: str, language: str, timezone: str, today: date | None = None) -> str:
    """An ISO date, or an instant with its offset, in the language and zone (IANA) of its reader.

    The year is said when it is not that of `today`; `grain` "now" says the hour alone when it is that day. `ValueError`
    when the value is neither.
    """
    if len(value) == 10:
        say_day = _say_weekday if grain == "weekday" else _say_day
        return say_day(date.fromisoformat(value), language, today)
    local = datetime.fromisoformat(value).astimezone(ZoneInfo(timezone))
    if grain == "time" or (grain == "now" and local.date() == today):
        return say_time(local, language)
    if grain == "weekday":
        return _say_weekday(local.date(), language, today)
    day = _say_day(local.date(), language, today)
    if grain in ("day", "week"):
        return day
    if grain == "part":
        return _PARTS[language][(local.hour >= _NOON) + (local.hour >= _EVENING)].format(day=day)
    return f"{day}, {say_time(local, language)}"


def say_span(start: str, end: str, grain: str, language: str, timezone: str, today: date | None = None) -> str:
    """From one to the other, as `say_when` says each: « samedi 12 décembre, de 14 h à 16 h 30 » where it is one day."""
    if len(start) > 10 and len(end) > 10 and grain not in ("day", "week", "part"):
        first, last = (datetime.fromisoformat(each).astimezone(ZoneInfo(timezone)) for each in (start, end))
        if first.date() == last.date():
            day = _say_day(first.date(), language, today)
            return _HOURS[language].format(day=day, start=say_time(first, language), end=say_time(last, language))
    said = (say_when(each, grain, language, timezone, today) for each in (start, end))
    return _DAYS[language].format(start=next(said), end=next(said))


def say_there(
    value: str, grain: str, language: str, there: str, here: str, today: date | None = None
) -> tuple[str, str | None]:
    """An instant at a place of the zone `there`, and as its reader's clock (zone `here`) has it: the hour, with its day
    where that is another. None for the second where both clocks agree, or where no hour is meant."""
    said = say_when(value, grain, language, there, today)
    if len(value) == 10 or grain in ("day", "week", "part", "weekday", "time"):
        return said, None
    instant = datetime.fromisoformat(value)
    at_place, at_reader = instant.astimezone(ZoneInfo(there)), instant.astimezone(ZoneInfo(here))
    if at_place.utcoffset() == at_reader.utcoffset():
        return said, None
    if at_place.date() == at_reader.date():
        return said, say_time(at_reader, language)
    return said, say_when(value, "minute", language, here, today)


def say_time(local: datetime, language: str) -> str:
    """« 10 h 30 », « 14 h », "10:30 am", "2 pm": the hour of a local date-time."""
    if language == "fr":
        hour = f"{local.hour}\N{NO-BREAK SPACE}h"
        return f"{hour}\N{NO-BREAK SPACE}{local.minute:02d}" if local.minute else hour
    half = "am" if local.hour < 12 else "pm"
    hour = f"{local.hour % 12 or 12}"
    return f"{hour}:{local.minute:02d} {half}" if local.minute else f"{hour} {half}"


def say_at(place: str, language: str) -> str:
    """« à Lyon », « au Havre », « aux Ulis », "in Lyon"."""
    if language != "fr":
        return f"in {place}"
    for article, joined in (("Le ", "au "), ("Les ", "aux ")):
        if place.startswith(article):
            return joined + place.removeprefix(article)
    return f"à {place}"


def say_zone(timezone: str, language: str) -> str:
    """The place by which an IANA zone is called: « Paris », « Londres »."""
    from babel.dates import get_timezone_location

    return str(get_timezone_location(timezone, locale=language, return_city=True))


def _say_weekday(day: date, language: str, today: date | None) -> str:
    """« mardi » within the week before today and the one after, else the whole date."""
    from babel.dates import format_date

    near = today is not None and abs(day - today) < timedelta(days=7)
    return str(format_date(day, "EEEE", locale=language)) if near else _say_day(day, language, today)


def _say_day(day: date, language: str, today: date | None) -> str:
    from babel.dates import format_date

    pattern = _DAY[language] + (" y" if today is not None and day.year != today.year else "")
    said = str(format_date(day, pattern, locale=language))
    return said.replace(" 1 ", " 1er ", 1) if language == "fr" and day.day == 1 else said
