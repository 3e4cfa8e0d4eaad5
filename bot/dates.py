"""Dates typed in forms and commands: read as in any message, refused in place with what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

from bot.cards import Text, ours
from bot.creation import site_zone
from bot.reading import again, by_its_clock
from bot.talk import Talk
from bot.understanding import Grain, Reading, When
from bot.understanding.text import fold

_DMY = re.compile(r"^\s*(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{2,4}))?(?:\s.*)?$", re.DOTALL)
_NAMED = re.compile(r"\b(\d{1,2})(?:er|st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,})")
_LONGEST = {"fevrier": 29, "february": 29, "avril": 30, "april": 30, "juin": 30, "june": 30, "septembre": 30}
_LONGEST |= {"september": 30, "novembre": 30, "november": 30}
_HOUR = re.compile(
    r"(?<![\d:/.,])(\d{1,3}) ?(?:(?:h|heures?|hours?|hrs?)(?![a-z]) ?(\d{1,2})?|:(\d{2}))? ?([ap]\.?m\b)?(?![\d:])"
)
_LASTING = re.compile(
    r"\b(?:pour|pendant|durant|sur|de|sous|dans|en|d'ici|for|during|over|of|within|in)"
    r"(?: (?:les|la|le|the|next|about|environ|max|moins de|less than))* ?$"
)
"""What stands before hours that are a length, and may be more than a day has."""
_LASTING_AFTER = re.compile(r" ?(?:max\w* ?)?(?:de |d'|of )(?!preference)(?=[a-z])")
"""What stands after them: "30h de formation"."""

EXACT = (Grain.MINUTE, Grain.HOUR)
FAR = timedelta(days=3653)
"""Nothing is asked of the desk for ten years from now: such a day is a slip of the hand."""
GONE_BY = ("hier", "avant-hier", "yesterday", "la semaine derniere", "last week")


def read_due(talk: Talk, said: str, site: str, *, alone: bool = False) -> tuple[When | None, Text | None]:
    """A date that somebody typed, as seen from a site; empty: none. The second part: what is wrong with it, if so.

    `alone`: nothing else was typed, that would be kept.
    """
    when, problem = _read(talk, said, site)
    if problem is None:
        return when, None
    return None, ours(f"errors.{problem}_alone" if alone else f"errors.{problem}", said=said[:40])


def end_of(talk: Talk, said: str, site: str) -> When | None:
    """The end of a span that `read_due` took: « du 28 au 30 », « jeudi de 14h à 16h ». None without one."""
    reading = _read_there(talk, said, site) if said else None
    return reading.event_end.value if reading is not None and reading.due.value is None else None


def _read(talk: Talk, said: str, site: str) -> tuple[When | None, str | None]:
    if not said:
        return None, None
    if fold(said.strip()) in GONE_BY:
        return None, "date_past"
    zone = site_zone(talk.charter, site)
    today = talk.now.astimezone(zone).date()
    try:
        when = _exact(said, today)
    except ValueError:
        return None, "no_such_date"
    if when is None:
        reading = _read_there(talk, said, site)
        if reading.date_doubted:
            return None, "date_doubted"
        when = _when(reading)
        bare = [_when(_read_there(talk, rest, site)) for rest in _without_impossible(said)]
        if when is not None and any(each is not None and _day(each, zone) == _day(when, zone) for each in bare):
            return None, "no_such_hour"
    if when is None:
        return None, "date_unread"
    if isinstance(when.value, datetime) and when.grain in EXACT:
        over = when.value < talk.now
    else:
        over = _day(when, zone) < today
    if over:
        return None, "date_past"
    return (None, "date_far") if _day(when, zone) > today + FAR else (when, None)


def _read_there(talk: Talk, said: str, site: str) -> Reading:
    reading = again(talk, said, None, talk.event.at, direct=True, files=())
    return by_its_clock(talk, reading, said, None, site)


def _when(reading: Reading) -> When | None:
    return reading.due.value or reading.event_start.value


def _day(when: When, zone: tzinfo) -> date:
    return when.value.astimezone(zone).date() if isinstance(when.value, datetime) else when.value


def _without_impossible(said: str) -> Iterator[str]:
    """The text without each hour that no day has, as « 25h »: one that still says the same day had it for an hour."""
    line = fold(said)
    for found in _HOUR.finditer(line):
        hours, minutes = int(found.group(1)), int(found.group(2) or found.group(3) or 0)
        latest = 12 if found.group(4) else 24
        marked = found.group(0).strip() != found.group(1)
        fits = hours <= latest and minutes < 60 and not (hours == 24 and minutes)
        lasts = _LASTING.search(line[: found.start()]) or _LASTING_AFTER.match(line, found.end())
        if marked and not fits and not lasts:
            yield f"{line[: found.start()]} {line[found.end() :]}"


def _exact(said: str, today: date) -> When | None:
    """ISO, or day/month with or without a year: the next such day. `ValueError` for a day that does not exist.

    A day with an hour is checked here, and read elsewhere.
    """
    try:
        return When(date.fromisoformat(said.strip()), Grain.DAY)
    except ValueError:
        if re.match(r"^\s*\d{4}-\d{2}-\d{2}\s*$", said):
            raise
    named = _NAMED.search(fold(said))
    if named is not None and int(named.group(1)) > _LONGEST.get(named.group(2), 99):
        raise ValueError(said)
    found = _DMY.match(said)
    if found is None:
        return None
    day = _next(int(found.group(1)), int(found.group(2)), found.group(3), today)
    return When(day, Grain.DAY) if said.strip().count(" ") == 0 else None


def _next(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
