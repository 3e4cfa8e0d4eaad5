"""The calendar's arithmetic: weekdays, ends of periods, moving feasts, business days. Dates are local, no clock."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
Holiday = Callable[[date], bool]


def coming(today: date, weekday: int) -> date:
    """The next such weekday after today: said on a Tuesday, "mardi" is in a week."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def in_week(today: date, weeks: int, weekday: int) -> date:
    """A weekday of the week that begins `weeks` Mondays from this one."""
    return monday_of(today) + timedelta(days=7 * weeks + weekday)


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last of that month where it has none."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def quarter_end(year: int, quarter: int) -> date:
    """The last day of a quarter, 1 to 4."""
    return month_end(date(year, quarter * 3, 1))


def valid(year: int, month: int, day: int) -> date | None:
    """That date, or none where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def future(today: date, month: int, day: int) -> date | None:
    """The next date of that day and month, today included; a 29 February waits for its year."""
    for year in range(today.year, today.year + 9):
        found = valid(year, month, day)
        if found is not None and found >= today:
            return found
    return None


def day_of_month(today: date, day: int) -> date | None:
    """The next month's day of that number, today included."""
    for months in range(3):
        first = add_months(today.replace(day=1), months)
        found = valid(first.year, first.month, day)
        if found is not None and found >= today:
            return found
    return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's rule)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def add_business_days(today: date, days: int, is_holiday: Holiday, *, saturdays: bool = False) -> date:
    """So many working days on: weekends and holidays do not count. `saturdays`: they do ("jours ouvrables")."""
    last = SATURDAY if saturdays else FRIDAY
    day = today
    for _ in range(days):
        day += timedelta(days=1)
        while day.weekday() > last or is_holiday(day):
            day += timedelta(days=1)
    return day


def last_working(day: date) -> date:
    """That day, or the Friday before it when it is in a weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))
