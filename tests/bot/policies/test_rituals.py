"""When the desk speaks on its own: dates, public holidays, pauses, the two changes of clocks, ends of years."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest

from bot.charter.values import Closure, RitualDays
from bot.policies.rituals import Firing, Schedule, due, firing, firings, instant, next_firing

PARIS = "Europe/Paris"
FRANCE = holidays.country_holidays("FR", years=range(2024, 2032))


def why(day: date) -> str | None:
    if day.weekday() >= 5:
        return "day_off"
    return "holiday" if day in FRANCE else None


def schedule(days: str, at: str = "08:00", zone: str = PARIS, *pauses: tuple[date, date]) -> Schedule:
    rests = [Closure(first, last) for first, last in pauses]
    return Schedule(RitualDays.parse(days), time.fromisoformat(at), zone, why, pauses=rests)


def said_on(days: str, first: date, last: date) -> list[date]:
    return [each.day for each in firings(schedule(days), first, last) if each.day is not None]


@pytest.mark.parametrize(
    ("days", "scheduled", "day"),
    [
        ("mon", date(2026, 4, 6), date(2026, 4, 7)),  # Easter Monday
        ("mon", date(2026, 4, 13), date(2026, 4, 13)),
        ("mon-fri", date(2026, 4, 6), None),
        ("mon-fri", date(2026, 5, 8), None),  # a Friday: Monday has its own
        ("tue+thu", date(2026, 7, 14), date(2026, 7, 15)),
        ("fri", date(2026, 5, 1), date(2026, 5, 4)),
        ("last-fri", date(2026, 12, 25), date(2026, 12, 28)),
        ("first-mon", date(2029, 1, 1), date(2029, 1, 2)),
        ("thu", date(2026, 1, 1), date(2026, 1, 2)),
    ],
)
def test_a_public_holiday_moves_what_comes_seldom_and_leaves_out_what_comes_daily(
    days: str, scheduled: date, day: date | None
) -> None:
    found = firing(schedule(days), scheduled)
    assert found.day == day
    assert (found.why == "holiday") is (day != scheduled)


def test_nothing_is_said_twice_a_day_nor_on_a_holiday_in_five_years() -> None:
    first, last = date(2026, 1, 1), date(2030, 12, 31)
    for days in ("mon-fri", "tue+thu", "mon", "first-mon", "last-fri", "mon+tue+wed"):
        found = said_on(days, first, last)
        assert found == sorted(set(found)), days
        assert all(day.weekday() < 5 and day not in FRANCE for day in found), days


def test_each_monday_of_five_years_is_said_in_its_week() -> None:
    first, last = date(2026, 1, 1), date(2030, 12, 31)
    mondays = [
        first + timedelta(days=n) for n in range((last - first).days) if (first + timedelta(days=n)).weekday() == 0
    ]
    assert [each.scheduled for each in firings(schedule("mon"), first, last)] == mondays
    for each in firings(schedule("mon"), first, last):
        assert each.day is not None
        assert timedelta() <= each.day - each.scheduled <= timedelta(days=2)


def test_it_is_said_by_the_clock_of_its_place_on_both_sides_of_each_change() -> None:
    for zone in (PARIS, "Indian/Reunion", "America/New_York", "Australia/Lord_Howe"):
        for each in firings(schedule("mon-fri", zone=zone), date(2026, 1, 1), date(2027, 12, 31)):
            if each.at is not None:
                local = each.at.astimezone(ZoneInfo(zone))
                assert (local.date(), local.time()) == (each.day, time(8))


@pytest.mark.parametrize(
    ("zone", "day", "wall", "said"),
    [
        (PARIS, date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, tzinfo=UTC)),  # never comes: 03:00
        (PARIS, date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # twice: the first
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
        (PARIS, date(2028, 2, 29), time(8), datetime(2028, 2, 29, 7, tzinfo=UTC)),
    ],
)
def test_an_hour_that_never_comes_or_comes_twice_is_one_instant(
    zone: str, day: date, wall: time, said: datetime
) -> None:
    assert instant(zone, day, wall) == said


def test_what_falls_in_a_pause_is_left_out() -> None:
    resting = schedule("mon", "08:00", PARIS, (date(2026, 8, 3), date(2026, 8, 16)))
    found = [each.scheduled for each in firings(resting, date(2026, 7, 27), date(2026, 8, 17)) if each.day is None]
    assert found == [date(2026, 8, 3), date(2026, 8, 10)]
    # Moved onto a paused day, it is left out too.
    easter = schedule("mon", "08:00", PARIS, (date(2026, 4, 7), date(2026, 4, 7)))
    assert firing(easter, date(2026, 4, 6)) == Firing(date(2026, 4, 6), None, "paused")


def test_what_follows_a_moved_one_is_the_next_date() -> None:
    easter = datetime(2026, 4, 6, 12, tzinfo=UTC)
    found = next_firing(schedule("mon"), easter)
    assert found is not None
    assert (found.scheduled, found.day) == (date(2026, 4, 6), date(2026, 4, 7))
    after = next_firing(schedule("mon"), easter, found.scheduled)
    assert after is not None
    assert after.scheduled == date(2026, 4, 13)
    late = datetime(2026, 4, 7, 12, tzinfo=UTC)
    assert [each.scheduled for each in due(schedule("mon"), late, date(2026, 3, 30))] == [
        date(2026, 3, 30),
        date(2026, 4, 6),
    ]


def test_where_no_day_is_ever_worked_nothing_is_said() -> None:
    never = Schedule(RitualDays.parse("mon"), time(8), PARIS, lambda day: "closed")
    assert next_firing(never, datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_the_end_of_the_day_is_the_midnight_that_ends_it() -> None:
    each = firing(schedule("mon"), date(2026, 11, 23))
    assert each.late_until == datetime(2026, 11, 23, 23, tzinfo=UTC)
