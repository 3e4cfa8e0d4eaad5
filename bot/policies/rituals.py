"""When the desk speaks on its own: on which dates, moved or left out by what is closed there, and until when if late.

Source of the rules: issue 8, "When". A ritual names dates of its audience's own calendar (`scheduled`), by which an
occurrence is known for ever; the day on which it is said may be another. A date that is no working day there goes to
the next one that is, unless the ritual has a date of its own between: so a daily one is left out, and a weekly or
monthly one moves. What falls in a pause is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.policies.calendar import Closure

HOLIDAY, CLOSED, DAY_OFF, PAUSED = "holiday", "closed", "day_off", "paused"
"""Why it is not said on the day that it names."""
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_MIDNIGHT = time(0)
_LONGEST_CLOSURE = 366


class Days(Protocol):
    """Which dates it names; `bot.charter.RitualDays` is one."""

    def include(self, day: date) -> bool: ...


@dataclass(frozen=True)
class Schedule:
    """When a ritual is said to one member of its audience: wall times in `zone` (IANA), an end at 00:00 the midnight
    that ends the day. `why_closed`: why a date is no working day there, if it is none."""

    days: Days
    at: time
    zone: str
    why_closed: Callable[[date], str | None]
    closes: time | None = None
    late_until: time | None = None
    pauses: Sequence[Closure] = field(default=())

    def today(self, now: datetime) -> date:
        """The date there, at an aware instant."""
        return now.astimezone(ZoneInfo(self.zone)).date()

    def is_paused(self, day: date) -> bool:
        """Whether it rests on that date."""
        return any(pause.first <= day <= pause.last for pause in self.pauses)


@dataclass(frozen=True)
class Firing:
    """A date of a ritual, and the day on which it is said: none where it is left out, `why`. Instants are UTC: when it
    is said, until when it is said late, and when it closes, if it does."""

    scheduled: date
    day: date | None
    why: str | None = None
    at: datetime | None = None
    late_until: datetime | None = None
    closes: datetime | None = None


def firings(schedule: Schedule, first: date, last: date) -> Iterator[Firing]:
    """What becomes of each date that a ritual names from one on, until another, that one included."""
    day = first
    while day <= last:
        if schedule.days.include(day):
            yield firing(schedule, day)
        day += _DAY


def firing(schedule: Schedule, scheduled: date) -> Firing:
    """What becomes of one date that the ritual names."""
    why = schedule.why_closed(scheduled)
    day = scheduled if why is None else _moved(schedule, scheduled)
    if day is None:
        return Firing(scheduled, None, why)
    if schedule.is_paused(scheduled) or schedule.is_paused(day):
        return Firing(scheduled, None, PAUSED)
    return on_day(schedule, scheduled, day, why)


def on_day(schedule: Schedule, scheduled: date, day: date, why: str | None = None) -> Firing:
    """A date of the ritual, said on that day."""
    return Firing(
        scheduled,
        day,
        why,
        at=instant(schedule.zone, day, schedule.at),
        late_until=_end(schedule, day, schedule.late_until or _MIDNIGHT),
        closes=_end(schedule, day, schedule.closes) if schedule.closes is not None else None,
    )


def next_firing(schedule: Schedule, now: datetime, after: date | None = None) -> Firing | None:
    """The first one that is said after an aware instant, of the dates after one; none within a year."""
    first = schedule.today(now) - _DAY * 31
    if after is not None:
        first = max(first, after + _DAY)
    for each in firings(schedule, first, schedule.today(now) + _DAY * _LONGEST_CLOSURE):
        if each.at is not None and each.at > now:
            return each
    return None


def due(schedule: Schedule, now: datetime, since: date) -> Iterator[Firing]:
    """Those dates from one on whose time to be said has come, in order; those left out are none of them."""
    for each in firings(schedule, since, schedule.today(now)):
        if each.at is not None and each.at <= now:
            yield each


def instant(zone: str, day: date, wall: time) -> datetime:
    """When a wall time is (UTC): the first of one that comes twice that day; for one that never does, the next."""
    place = ZoneInfo(zone)
    meant = datetime.combine(day, wall)
    at = meant.replace(tzinfo=place).astimezone(UTC)
    if at.astimezone(place).replace(tzinfo=None) == meant:
        return at
    # Clocks went over it: from the offset that stands after, back to the minute at which they did.
    at = meant.replace(tzinfo=place, fold=1).astimezone(UTC)
    while at.astimezone(place).replace(tzinfo=None) < meant:
        at += _MINUTE
    return at


def _end(schedule: Schedule, day: date, wall: time) -> datetime:
    return instant(schedule.zone, day + _DAY if wall == _MIDNIGHT else day, wall)


def _moved(schedule: Schedule, scheduled: date) -> date | None:
    """The next working day after a date, where no other date of the ritual comes first or is that day."""
    day = scheduled
    for _ in range(_LONGEST_CLOSURE):
        day += _DAY
        if schedule.days.include(day):
            return None
        if schedule.why_closed(day) is None:
            return day
    return None
