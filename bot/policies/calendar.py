"""When a site is open: its weekly hours, its public holidays, its closed days, in its own time zone.

Source of the rules: `sites[].hours`, `.holidays`, `.closed` and `.timezone` of the charter. Open time is the set of
instants whose wall time at the site lies in one of the day's periods; so an hour that a clock change removes is not
worked, and an hour that it repeats is worked twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

import holidays as holiday_library

Period = tuple[time, time]
"""Wall times, the end not included. An end at 00:00 is the midnight that ends the day (24:00)."""

Week = Sequence[Sequence[Period]]
"""Seven days of periods, Monday first."""

Opening = tuple[datetime, datetime]
"""Two UTC instants, the end not included."""

_MIDNIGHT = time(0)
_DAY = timedelta(days=1)
_FURTHEST_OFFSET = timedelta(hours=16)
_DAYS_KEPT = 4096


class UnknownHolidaysError(ValueError):
    """A holidays code that the `holidays` library does not know; its text is the code."""


class Closure(Protocol):
    """A range of dates on which a site is shut, both ends included."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...


class OpenedSite(Protocol):
    """What a calendar needs of a charter's site."""

    @property
    def timezone(self) -> str: ...
    @property
    def hours(self) -> Week: ...
    @property
    def closed(self) -> Sequence[Closure]: ...
    @property
    def holidays(self) -> str | None: ...


def _never(day: date) -> bool:
    return False


@dataclass(frozen=True)
class Calendar:
    """The open time of a place. `is_closed` and `is_holiday` tell the dates, there, on which `week` is void."""

    timezone: str
    week: Week
    is_closed: Callable[[date], bool] = _never
    is_holiday: Callable[[date], bool] = _never
    holidays: str | None = None
    """The code that `is_holiday` was made from, to name a day with `holiday_name`."""
    _known: dict[date, tuple[Opening, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def zone(self) -> ZoneInfo:
        """The place's time zone."""
        return ZoneInfo(self.timezone)

    def local_date(self, at: datetime) -> date:
        """The date at the place, at an aware instant."""
        return at.astimezone(self.zone).date()

    def usual(self, day: date) -> Sequence[Period]:
        """The wall periods of that weekday, closures and holidays apart."""
        return self.week[day.weekday()]

    def openings(self, day: date) -> tuple[Opening, ...]:
        """The open spans of one local date, in order, disjoint, as UTC instants."""
        known = self._known.get(day)
        if known is None:
            if len(self._known) >= _DAYS_KEPT:
                self._known.clear()
            known = self._known[day] = self._compute(day)
        return known

    def _compute(self, day: date) -> tuple[Opening, ...]:
        periods = self.usual(day)
        # A zone cannot say what hour it is at the two ends of Python's own calendar.
        if not periods or not date.min.year < day.year < date.max.year or self.is_closed(day) or self.is_holiday(day):
            return ()
        found = []
        for first, last, offset in _constant_offsets(self.zone, day):
            for start, end in periods:
                opens = max(first, datetime.combine(day, start, UTC) - offset)
                evening = day + _DAY if end == _MIDNIGHT else day
                closes = min(last, datetime.combine(evening, end, UTC) - offset)
                if opens < closes:
                    found.append((opens, closes))
        return _joined(sorted(found))


def _joined(spans: Sequence[Opening]) -> tuple[Opening, ...]:
    joined: list[Opening] = []
    for opens, closes in spans:
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return tuple(joined)


def _constant_offsets(zone: ZoneInfo, day: date) -> list[tuple[datetime, datetime, timedelta]]:
    """Every instant that can bear that local date, cut where the zone's offset changes."""
    midnight = datetime.combine(day, _MIDNIGHT, UTC)
    first, last = midnight - _FURTHEST_OFFSET, midnight + _DAY + _FURTHEST_OFFSET
    before, after = _offset(zone, first), _offset(zone, last)
    if before == after:
        return [(first, last, before)]
    low, high = first, last
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return [(first, high, before), (high, last, after)]


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def calendar_of(site: OpenedSite) -> Calendar:
    """The calendar of a charter's site. Raises UnknownHolidaysError; ZoneInfoNotFoundError for an unknown zone."""
    code = site.holidays or None
    if code is not None:
        _country(code)
    closures = tuple((closure.first, closure.last) for closure in site.closed)
    return _built(site.timezone, tuple(tuple(periods) for periods in site.hours), closures, code)


@lru_cache(maxsize=256)
def _built(timezone: str, week: Week, closures: tuple[tuple[date, date], ...], code: str | None) -> Calendar:
    """One calendar for the same rules, so that the days it has computed are kept."""
    return Calendar(
        timezone=ZoneInfo(timezone).key,
        week=week,
        is_closed=lambda day: any(first <= day <= last for first, last in closures),
        is_holiday=_never if code is None else lambda day: day in public_holidays(code, day.year),
        holidays=code,
    )


@lru_cache(maxsize=256)
def _country(code: str) -> tuple[str, str | None]:
    """COUNTRY or COUNTRY-SUBDIVISION as the library's two names. Aliases (FR-RE) are the library's own."""
    country, _, subdivision = code.strip().upper().partition("-")
    # The library also gives financial markets through the same door; a charter names countries only.
    if country not in holiday_library.list_supported_countries():
        raise UnknownHolidaysError(code)
    if not subdivision:
        return country, None
    plain = holiday_library.country_holidays(country)
    by_name = {name.upper(): name for name in (*plain.subdivisions_aliases, *plain.subdivisions)}
    if subdivision not in by_name:
        raise UnknownHolidaysError(code)
    return country, by_name[subdivision]


@lru_cache(maxsize=512)
def public_holidays(code: str, year: int, language: str | None = None) -> Mapping[date, str]:
    """The public holidays of one year by date, named in `language` (fr, en) where the library can, else in its own way.

    `code` is COUNTRY or COUNTRY-SUBDIVISION of the `holidays` library (FR, FR-6AE, FR-RE). Raises UnknownHolidaysError.
    """
    country, subdivision = _country(code)
    plain = holiday_library.country_holidays(country, subdiv=subdivision, years=year)
    spoken = next((known for known in plain.supported_languages if language and known.split("_")[0] == language), None)
    if spoken is not None:
        plain = holiday_library.country_holidays(country, subdiv=subdivision, years=year, language=spoken)
    return {day: name for day, name in plain.items() if day.year == year}


def holiday_name(code: str, day: date, language: str) -> str | None:
    """What that public holiday is called, or none when the date is an ordinary one. Raises UnknownHolidaysError."""
    return public_holidays(code, day.year, language).get(day)
