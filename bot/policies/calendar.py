"""When a site is open: its weekly hours, its public holidays, its closed days, in its own time zone.

Source of the rules: `sites[].hours`, `.holidays`, `.closed` and `.timezone` of the charter. Open time is the set of
instants whose wall time at the site lies in one of the day's periods; so an hour that a clock change removes is not
worked, and an hour that it repeats is worked twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.public_holidays import check, public_holidays

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
        check(code)
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
    )
