"""The charter's small values in a person's words: durations, weeks, closed days, the names of roles and calendars."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from babel import Locale
from babel.dates import format_date, get_day_names

from bot.charter.parts import Site
from bot.charter.values import Closure, Period, RitualDays, Span, WeekHours
from bot.locales import text
from bot.public_holidays import public_holidays


def say(language: str, key: str, **arguments: object) -> str:
    """A text of the catalogue's `charter.show`."""
    return text(language, f"charter.show.{key}", **arguments)


def say_span(span: Span, language: str, *, calendar_days: bool = False) -> str:
    """« 1 heure », « 2 jours ouvrés »; a day is an opening day unless `calendar_days`."""
    unit = "calendar_d" if span.unit == "d" and calendar_days else span.unit
    return say(language, f"span_{unit}", count=span.amount)


def say_clock(moment: time, language: str, *, end: bool = False) -> str:
    """« 8 h 30 », "08:30"; midnight as an end is 24."""
    hour = 24 if end and moment == time(0) else moment.hour
    if language == "fr":
        return f"{hour} h {moment.minute:02}" if moment.minute else f"{hour} h"
    return f"{hour:02}:{moment.minute:02}"


def say_period(period: Period, language: str) -> str:
    """« 8 h 30 – 12 h 30 »."""
    return f"{say_clock(period[0], language)} – {say_clock(period[1], language, end=True)}"


def say_week(hours: WeekHours, language: str) -> list[tuple[str, str]]:
    """The days of a week that open alike, together, with their periods: (« lundi à jeudi », « 8 h 30 – 12 h 30 »)."""
    return [
        (say_days(days, language), ", ".join(say_period(period, language) for period in periods))
        for days, periods in hours.alike()
    ]


def say_days(numbers: Iterable[int], language: str) -> str:
    """« lundi à jeudi », « mardi, jeudi »; three days or more in a row are a range."""
    names = get_day_names("wide", locale=language)
    days = tuple(numbers)
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return say(language, "from_to", first=names[days[0]], last=names[days[-1]])
    return ", ".join(names[day] for day in days)


def say_ritual_days(days: RitualDays, language: str) -> str:
    """« mardi, jeudi », « premier lundi du mois »."""
    if days.nth is None:
        return say_days(days.weekdays, language)
    return say(language, f"nth_{days.nth}".replace("-1", "last"), day=say_days(days.weekdays, language))


def say_date(day: date, language: str) -> str:
    """« ven. 3 avr. 2026 », one form for a table."""
    said = str(format_date(day, "EEE d MMM y", locale=language))
    return said.replace(" 1 ", " 1er ", 1) if language == "fr" and day.day == 1 else said


def say_closure(closure: Closure, language: str) -> str:
    """A date, or two with an arrow."""
    if closure.first == closure.last:
        return say_date(closure.first, language)
    return f"{say_date(closure.first, language)} → {say_date(closure.last, language)}"


def say_holidays(code: str, language: str) -> str:
    """A calendar of public holidays by its country's name: « France (FR-6AE) »."""
    country = Locale.parse(language).territories.get(code.upper().partition("-")[0])
    return f"{country} ({code})" if country else code


def days_off(site: Site, since: date, language: str) -> list[tuple[Closure, str]]:
    """The site's public holidays and closures in the year that begins on `since`, in order, each with its name."""
    until = since + timedelta(days=365)
    named = [
        (Closure(day, day), name)
        for year in {since.year, until.year}
        for day, name in public_holidays(site.holidays, year, language).items()
        if since <= day <= until
    ]
    closed = [(closure, say(language, "closed")) for closure in site.closed]
    kept = [pair for pair in closed if pair[0].last >= since and pair[0].first <= until]
    return sorted([*named, *kept], key=lambda pair: (pair[0].first, pair[0].last))
