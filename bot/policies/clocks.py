"""A clock in open time that stops and goes on: how long it ran, and when it will have run for so long.

Source of the rules: issue 6, "Targets and clocks": the clock of a request stops while its requester, or an approval, is
waited for. All instants are aware; results are UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from bot.policies.business_time import Duration, Length, add, day_share, open_time
from bot.policies.calendar import Calendar

Pause = tuple[datetime, datetime]
"""From when, until when a clock stood still. Pauses may overlap, and come in any order."""
_MICROSECOND = timedelta(microseconds=1)
_A_MINUTE = 60_000_000


def reached(calendar: Calendar, start: datetime, span: Duration, pauses: Sequence[Pause] = ()) -> datetime:
    """The instant by which a clock that started then has run for `span` of open time. Raises as `business_time.add`."""
    left = Length(Fraction(span.minutes or 0), Fraction(span.days or 0))
    for begins, ends in _runs(start, pauses):
        done = add(calendar, begins, left)
        if ends is None or done <= ends:
            return done
        left = _left(calendar, begins, ends, left)
    raise AssertionError("the last run has no end")


def ran(calendar: Calendar, start: datetime, end: datetime, pauses: Sequence[Pause] = ()) -> timedelta:
    """The open time from start to end in which the clock did not stand still."""
    runs = ((begins, end if ends is None else min(ends, end)) for begins, ends in _runs(start, pauses))
    return sum((open_time(calendar, begins, ends) for begins, ends in runs if begins < ends), timedelta())


def _runs(start: datetime, pauses: Sequence[Pause]) -> Iterator[tuple[datetime, datetime | None]]:
    """The stretches in which the clock runs; the last has no end."""
    at = start
    for since, until in sorted(pauses):
        if since > at:
            yield at, since
        at = max(at, until)
    yield at, None


def _left(calendar: Calendar, begins: datetime, ends: datetime, length: Length) -> Length:
    """What is left of a length that a run does not hold: its minutes are run first, then its days."""
    minutes = Fraction(open_time(calendar, begins, ends) // _MICROSECOND, _A_MINUTE)
    if minutes < length.minutes:
        return Length(length.minutes - minutes, length.days)
    counted = add(calendar, begins, Length(length.minutes))
    return Length(days=length.days - day_share(calendar, counted, ends))
