"""What is asked again and again: on which days, what becomes of those that are closed, and how long ahead it is asked.

Source of the rules: issue 6, "Asked again and again". A rule names dates of the site's own calendar (`scheduled`); the
day that each is for may be another, where the place is closed. A date is what an occurrence is known by: it does not
move when a holiday is added, and so nothing is asked twice.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.policies.business_time import Duration, NeverOpenError, add, next_opening
from bot.policies.calendar import Calendar

Every = Literal["day", "week", "month", "quarter"]
Closed = Literal["before", "after", "skip"]
"""What becomes of a date on which the place is closed: the open day before, the one after, or nothing."""
WHEN_CLOSED: tuple[Closed, ...] = ("before", "after", "skip")
EVERY: tuple[Every, ...] = ("day", "week", "month", "quarter")
LAST = -1
"""The last one of its month, of `nth`."""
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_LOOK_BACK = timedelta(days=200)
"""No two dates of a rule are further apart: six months have 184 days."""
_LONGEST_AHEAD = 366


@dataclass(frozen=True)
class Rule:
    """On which days: each open day; days of the week; a day of the month, or of the quarter's first month.

    `day`: of the month, the last one where it is shorter. `nth`: the nth open day of the month, or, with one of
    `weekdays`, the nth such day; -1 is the last, of a quarter in its last month. `weeks`: each so many, from the week
    of `since` on; `months`: each so many, from the first such day after `since` on. `until`: nothing is for a later
    day; none: it goes on until it is stopped.
    """

    every: Every
    since: date
    weekdays: tuple[int, ...] = ()
    day: int | None = None
    nth: int | None = None
    weeks: int = 1
    months: int = 1
    closed: Closed = "before"
    until: date | None = None

    @property
    def by_open_days(self) -> bool:
        """Whether it counts open days: none of its dates is ever closed."""
        return self.every == "day" or (self.nth is not None and not self.weekdays)

    def lasts(self, day: date) -> bool:
        """Whether it still asks for a day."""
        return self.until is None or day <= self.until


@dataclass(frozen=True)
class Occurrence:
    """A date of a rule, and the day that it is for: none where it is left out. `why` it is another: `holiday`,
    `closed` (announced as such), `day_off`."""

    scheduled: date
    day: date | None
    why: str | None = None


def scheduled_from(rule: Rule, first: date) -> Iterator[date]:
    """The dates that a rule names, from one on, in order, whatever is closed."""
    if rule.every in ("day", "week"):
        yield from (day for day in _days_from(first) if rule.every == "day" or _is_of_week(rule, day))
        return
    months = (each for each in _months_from(first.replace(day=1)) if _is_of(rule, *each))
    yield from (day for year, month in months if (day := _in_month(rule, year, month)) >= first)


def occurrences(rule: Rule, calendar: Calendar, first: date) -> Iterator[Occurrence]:
    """What becomes of each date of a rule from one on. Raises NeverOpenError where the place opens no more for a year.

    A date is moved no further than to the day after the date before it, nor to the date after it: where all between is
    closed, it is left out, so that no two are for one day, and none is for a day after its end.
    """
    before = _before(rule, first)
    dates = scheduled_from(rule, first)
    scheduled = next(dates, None)
    while scheduled is not None and rule.lasts(scheduled.replace(day=1) if rule.by_open_days else scheduled):
        next_opening(calendar, datetime.combine(scheduled, time(), calendar.zone))
        after = next(dates, None)
        placed = _placed(rule, calendar, before, scheduled, after)
        if placed is not None:
            yield placed
        before, scheduled = scheduled, after


def upcoming(rule: Rule, calendar: Calendar, today: date) -> Iterator[Occurrence]:
    """The occurrences that are for a day from today on, and the dates from today on that are left out."""
    found = occurrences(rule, calendar, today - _LOOK_BACK)
    yield from (each for each in found if (each.day or each.scheduled) >= today)


def asked_at(calendar: Calendar, day: date, target: Duration) -> datetime:
    """When what is for an open day is asked (UTC): at the opening of a day, the latest one that leaves an open day and
    from which the target is over by the end of that day."""
    ends = calendar.openings(day)[-1][1]
    found = calendar.openings(day)[0][0]
    for number in range(1, _LONGEST_AHEAD):
        openings = calendar.openings(day - number * _DAY)
        if not openings:
            continue
        found = openings[0][0]
        try:
            if add(calendar, found, target) <= ends:
                return found
        except NeverOpenError:
            continue
    return found


def _placed(
    rule: Rule, calendar: Calendar, before: date | None, scheduled: date, after: date | None
) -> Occurrence | None:
    """What becomes of one date, between the two around it; none where open days are counted and there is no such."""
    if rule.every == "day":
        return Occurrence(scheduled, scheduled) if calendar.openings(scheduled) and rule.lasts(scheduled) else None
    if rule.by_open_days:
        day = _nth_open(calendar, scheduled, rule.nth or 1)
        return Occurrence(scheduled, day) if day is not None and rule.lasts(day) else None
    if calendar.openings(scheduled):
        return Occurrence(scheduled, scheduled)
    step = _DAY if rule.closed == "after" else -_DAY
    day = scheduled + step
    while rule.closed != "skip" and (before is None or day > before) and (after is None or day < after):
        if calendar.openings(day) and rule.lasts(day):
            return Occurrence(scheduled, day, why_closed(calendar, scheduled))
        day += step
    return Occurrence(scheduled, None, why_closed(calendar, scheduled))


def why_closed(calendar: Calendar, day: date) -> str:
    """Why a place is closed on a day: `holiday`, `closed`, or `day_off`, as each such day of the week is."""
    if not calendar.usual(day):
        return "day_off"
    return "holiday" if calendar.is_holiday(day) else "closed"


def _nth_open(calendar: Calendar, scheduled: date, nth: int) -> date | None:
    """The nth open day of the month of a date, from its end where it is negative; of fewer, the one nearest to it."""
    length = monthrange(scheduled.year, scheduled.month)[1]
    days = (scheduled.replace(day=number) for number in range(1, length + 1))
    known = [day for day in days if calendar.openings(day)]
    if not known:
        return None
    return known[min(nth, len(known)) - 1] if nth > 0 else known[max(nth, -len(known))]


def _before(rule: Rule, first: date) -> date | None:
    """The date of a rule that comes before those from `first` on."""
    found = None
    for day in scheduled_from(rule, first - _LOOK_BACK):
        if day >= first:
            break
        found = day
    return found


def _is_of_week(rule: Rule, day: date) -> bool:
    weeks = (_monday(day) - _monday(rule.since)) // _WEEK
    return day.weekday() in rule.weekdays and weeks % rule.weeks == 0


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY


def _is_of(rule: Rule, year: int, month: int) -> bool:
    """Whether the rule names a day of a month: of the one of its quarter, of one of so many since the first."""
    if rule.every == "quarter":
        return month % 3 == (0 if rule.nth is not None and rule.nth < 0 else 1)
    if rule.months == 1:
        return True
    begins = rule.since
    if _in_month(rule, begins.year, begins.month) <= begins:
        begins = begins.replace(day=1) + 31 * _DAY
    return ((year - begins.year) * 12 + month - begins.month) % rule.months == 0


def _in_month(rule: Rule, year: int, month: int) -> date:
    first, length = date(year, month, 1), monthrange(year, month)[1]
    if rule.nth is None:
        return first.replace(day=min(rule.day or 1, length))
    if not rule.weekdays:
        return first if rule.nth > 0 else first.replace(day=length)
    such = [day for day in range(1, length + 1) if date(year, month, day).weekday() == rule.weekdays[0]]
    return first.replace(day=such[min(rule.nth, len(such)) - 1] if rule.nth > 0 else such[-1])


def _days_from(first: date) -> Iterator[date]:
    day = first
    while day < date.max - _LOOK_BACK:
        yield day
        day += _DAY


def _months_from(first: date) -> Iterator[tuple[int, int]]:
    year, month = first.year, first.month
    while year < date.max.year:
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
