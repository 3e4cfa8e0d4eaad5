"""Counting in open time (« heures ouvrées »): what a promise, a reminder and an escalation are measured in.

Source of the rules: issue 6, "Targets and clocks". Minutes are open minutes. Days are consumed in fractions of each
opening day: on a day of n open minutes each of them is 1/n of a day, so that long pauses and short Fridays count for
what they are. All instants are aware; results are UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import Protocol

from bot.charter.values import Span
from bot.policies.calendar import Calendar, Opening

__all__ = [
    "Duration",
    "Length",
    "NeverOpenError",
    "Span",
    "add",
    "between",
    "day_share",
    "is_open",
    "last_closing",
    "last_opening",
    "next_opening",
    "open_time",
    "scaled",
]

_MICROSECOND = timedelta(microseconds=1)
_LONGEST_CLOSURE = 366


class NeverOpenError(Exception):
    """A calendar that has no opening within a year of an instant."""

    def __init__(self, calendar: Calendar, since: datetime) -> None:
        self.calendar = calendar
        self.since = since
        super().__init__(
            f"No opening hour in the year that follows {since.astimezone(calendar.zone):%Y-%m-%d} "
            f"({calendar.timezone}): check the hours and the closed dates of the site."
        )


class Duration(Protocol):
    """A length of open time: minutes, then opening days. The charter's Span is one; so is a `Length`."""

    @property
    def minutes(self) -> int | Fraction | None: ...
    @property
    def days(self) -> int | Fraction | None: ...


@dataclass(frozen=True)
class Length:
    """A length that need not be whole: part of a target, what is left of one. A negative one raises ValueError."""

    minutes: Fraction = Fraction(0)
    days: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        if self.minutes < 0 or self.days < 0:
            raise ValueError("a length of open time is never negative")


def scaled(span: Duration, factor: Fraction) -> Length:
    """The same length, longer or shorter: half of a target is `scaled(target, Fraction(1, 2))`."""
    return Length(minutes=Fraction(span.minutes or 0) * factor, days=Fraction(span.days or 0) * factor)


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether the place is open at that instant. The closing instant itself is closed."""
    return any(opens <= at < closes for opens, closes in calendar.openings(calendar.local_date(at)))


def next_opening(calendar: Calendar, at: datetime) -> datetime:
    """The first open instant at or after `at`, in UTC. Raises NeverOpenError."""
    return next(_openings_from(calendar, at))[0]


def last_opening(calendar: Calendar, at: datetime) -> datetime | None:
    """The latest instant at or before `at` that is open or ends an opening, in UTC; none when closed for a year."""
    day: date | None = calendar.local_date(at)
    for _ in range(_LONGEST_CLOSURE + 1):
        for opens, closes in reversed(calendar.openings(day) if day else ()):
            if opens <= at:
                return min(at, closes).astimezone(UTC)
        day = _next_day(day, -1) if day else None
    return None


def last_closing(calendar: Calendar, day: date) -> datetime | None:
    """When the place closes for the last time on that local date or before it, in UTC; none when closed for a year."""
    before: date | None = day
    for _ in range(_LONGEST_CLOSURE + 1):
        if before and (openings := calendar.openings(before)):
            return openings[-1][1]
        before = _next_day(before, -1) if before else None
    return None


def add(calendar: Calendar, start: datetime, span: Duration) -> datetime:
    """The instant by which `span` of open time has passed since `start`, in UTC.

    It is the earliest such instant, hence a closing rather than the next opening. An empty span gives `start` itself,
    open or not. Raises NeverOpenError where the calendar has no opening for a year, ValueError for a span in months.
    """
    if span.minutes is None and span.days is None:
        raise ValueError(f"{span} has no length in open time")
    at = start.astimezone(UTC)
    if span.minutes:
        at = _add_minutes(calendar, at, Fraction(span.minutes))
    if span.days:
        at = _add_days(calendar, at, Fraction(span.days))
    return at


def add_whatever(calendar: Calendar, start: datetime, span: Duration) -> datetime:
    """The same, of what must come all the same: as much time as passes where the place is closed for a year."""
    try:
        return add(calendar, start, span)
    except NeverOpenError:
        return start.astimezone(UTC) + timedelta(days=float(span.days or 0), minutes=float(span.minutes or 0))


def _add_minutes(calendar: Calendar, at: datetime, count: Fraction) -> datetime:
    left = timedelta(microseconds=ceil(count * 60_000_000))
    for opens, closes in _openings_from(calendar, at):
        if left <= closes - opens:
            return opens + left
        left -= closes - opens
    raise NeverOpenError(calendar, at)


def _add_days(calendar: Calendar, at: datetime, count: Fraction) -> datetime:
    left = count
    for opens, closes in _openings_from(calendar, at):
        whole = _length(calendar.openings(calendar.local_date(opens)))
        share = Fraction((closes - opens) // _MICROSECOND, whole // _MICROSECOND)
        if left <= share:
            return opens + timedelta(microseconds=ceil(left * (whole // _MICROSECOND)))
        left -= share
    raise NeverOpenError(calendar, at)


def open_time(calendar: Calendar, a: datetime, b: datetime) -> timedelta:
    """The open time from a to b, exactly; negative when b comes first. Takes a step a day between the two."""
    if b < a:
        return -open_time(calendar, b, a)
    spans = (span for day in _days_between(calendar, a, b) for span in calendar.openings(day))
    clipped = ((max(opens, a), min(closes, b)) for opens, closes in spans)
    return sum((closes - opens for opens, closes in clipped if opens < closes), timedelta())


def between(calendar: Calendar, a: datetime, b: datetime) -> int:
    """The whole open minutes from a to b, rounded toward zero; negative when b comes first."""
    passed = open_time(calendar, a, b)
    whole = abs(passed) // timedelta(minutes=1)
    return whole if passed >= timedelta() else -whole


def day_share(calendar: Calendar, a: datetime, b: datetime) -> Fraction:
    """The opening days from a to b, in fractions of each; negative when b comes first."""
    if b < a:
        return -day_share(calendar, b, a)
    total = Fraction(0)
    for day in _days_between(calendar, a, b):
        openings = calendar.openings(day)
        inside = [(max(opens, a), min(closes, b)) for opens, closes in openings if opens < b and closes > a]
        if inside:
            total += Fraction(_length(tuple(inside)) // _MICROSECOND, _length(openings) // _MICROSECOND)
    return total


def _length(openings: tuple[Opening, ...]) -> timedelta:
    return sum((closes - opens for opens, closes in openings), timedelta())


def _days_between(calendar: Calendar, a: datetime, b: datetime) -> Iterator[date]:
    day: date | None = calendar.local_date(a)
    last = calendar.local_date(b)
    while day is not None and day <= last:
        yield day
        day = _next_day(day)


def _openings_from(calendar: Calendar, at: datetime) -> Iterator[Opening]:
    """The open spans from an instant on, the first one cut to it. Raises NeverOpenError rather than look for ever."""
    day: date | None = calendar.local_date(at)
    closed_for = 0
    while day is not None and closed_for <= _LONGEST_CLOSURE:
        closed_for += 1
        for opens, closes in calendar.openings(day):
            if closes > at:
                closed_for = 0
                yield max(opens, at.astimezone(UTC)), closes
        day = _next_day(day)
    raise NeverOpenError(calendar, at)


def _next_day(day: date, step: int = 1) -> date | None:
    """The neighbouring date, or none at the ends of the calendar."""
    try:
        return day + timedelta(days=step)
    except OverflowError:
        return None
