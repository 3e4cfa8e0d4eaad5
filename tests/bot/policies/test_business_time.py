"""Open time, against a slow minute-by-minute oracle that shares no code with bot/policies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.policies import business_time as bt
from bot.policies.calendar import Calendar

MINUTE = timedelta(minutes=1)
PARIS = "Europe/Paris"
OFFICE = ((time(8, 30), time(12, 30)), (time(13, 30), time(18)))
FRIDAY = ((time(8, 30), time(12, 30)), (time(13, 30), time(17)))
ALL_DAY = ((time(0), time(0)),)


@dataclass(frozen=True)
class Oracle:
    """Looks at one minute after the other and counts."""

    zone: str
    week: tuple[tuple[tuple[int, int], ...], ...]
    shut: frozenset[date]

    def open_at(self, at: datetime) -> bool:
        wall = at.astimezone(ZoneInfo(self.zone))
        minute = wall.hour * 60 + wall.minute
        return wall.date() not in self.shut and any(a <= minute < b for a, b in self.week[wall.weekday()])

    def day(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.zone)).date()

    def open_minutes_of(self, day: date) -> int:
        first = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=20)
        instants = (first + n * MINUTE for n in range(64 * 60))
        return sum(1 for at in instants if self.day(at) == day and self.open_at(at))

    def walk(self, at: datetime) -> Iterator[datetime]:
        while True:
            if self.open_at(at):
                yield at
            at += MINUTE

    def add(self, at: datetime, minutes: int, days: Fraction) -> datetime:
        if minutes:
            walk = self.walk(at)
            for _ in range(minutes):
                at = next(walk) + MINUTE
        lengths: dict[date, int] = {}
        for minute in self.walk(at) if days else ():
            day = self.day(minute)
            if day not in lengths:
                lengths[day] = self.open_minutes_of(day)
            if days <= Fraction(1, lengths[day]):
                return minute + timedelta(microseconds=round(days * lengths[day] * 60_000_000))
            days -= Fraction(1, lengths[day])
        return at


ZONES = (PARIS, "Indian/Reunion", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia", "UTC")
# Around clock changes: Paris (March, October), New York, Lord Howe (half an hour), Apia (a day that never was).
STARTS = (
    datetime(2026, 3, 27, 9, tzinfo=UTC),
    datetime(2026, 10, 23, 9, tzinfo=UTC),
    datetime(2026, 3, 6, 9, tzinfo=UTC),
    datetime(2026, 4, 3, 9, tzinfo=UTC),
    datetime(2011, 12, 28, 9, tzinfo=UTC),
    datetime(2026, 6, 1, 9, tzinfo=UTC),
)


@st.composite
def periods(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    edges = draw(st.lists(st.integers(0, 96).map(lambda n: n * 15), max_size=6, unique=True).map(sorted))
    return tuple((edges[i], edges[i + 1]) for i in range(0, len(edges) - 1, 2))


def wall(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Calendar, Oracle, datetime]:
    start = draw(st.sampled_from(STARTS)) + MINUTE * draw(st.integers(0, 5000))
    week = tuple(draw(periods()) for _ in range(7))
    assume(any(week))
    shut = frozenset(start.date() + timedelta(days=n) for n in draw(st.sets(st.integers(-1, 10), max_size=4)))
    zone = draw(st.sampled_from(ZONES))
    calendar = Calendar(zone, [[(wall(a), wall(b)) for a, b in day] for day in week], lambda day: day in shut)
    return calendar, Oracle(zone, week, shut), start


@settings(max_examples=120)
@given(cases(), st.integers(0, 700), st.sampled_from([Fraction(n, 4) for n in range(8)]))
def test_adding_open_time_agrees_with_counting_every_minute(
    case: tuple[Calendar, Oracle, datetime], minutes: int, days: Fraction
) -> None:
    calendar, oracle, start = case
    # A week with an hour in it would make the oracle walk for months.
    assume(sum(b - a for day in oracle.week for a, b in day) >= 600)
    span = bt.Length(minutes=Fraction(minutes), days=days)
    assert abs(bt.add(calendar, start, span) - oracle.add(start, minutes, days)) <= timedelta(microseconds=2)


@settings(max_examples=80)
@given(cases(), st.integers(0, 6000))
def test_open_time_between_two_instants_is_the_minutes_counted(
    case: tuple[Calendar, Oracle, datetime], later: int
) -> None:
    calendar, oracle, start = case
    end = start + later * MINUTE
    counted = sum(oracle.open_at(start + n * MINUTE) for n in range(later))
    assert bt.between(calendar, start, end) == counted
    assert bt.between(calendar, end, start) == -counted
    assert bt.open_time(calendar, start, end) == counted * MINUTE


@settings(max_examples=80)
@given(cases())
def test_open_and_next_and_last_opening_agree_with_the_walk(case: tuple[Calendar, Oracle, datetime]) -> None:
    calendar, oracle, start = case
    assert bt.is_open(calendar, start) == oracle.open_at(start)
    walked = next((at for n in range(14 * 1440) if oracle.open_at(at := start + n * MINUTE)), None)
    if walked is not None:
        assert bt.next_opening(calendar, start) == walked
    back = next((at for n in range(7 * 1440) if oracle.open_at((at := start - n * MINUTE) - MINUTE)), None)
    if back is not None:
        expected = start if oracle.open_at(start) else back
        assert bt.last_opening(calendar, start) == expected


@settings(max_examples=60)
@given(cases(), st.integers(1, 3000), st.sampled_from([Fraction(n, 4) for n in range(1, 12)]))
def test_adding_and_measuring_are_each_others_inverse(
    case: tuple[Calendar, Oracle, datetime], minutes: int, days: Fraction
) -> None:
    calendar, _, start = case
    assert bt.between(calendar, start, bt.add(calendar, start, bt.Length(Fraction(minutes)))) == minutes
    share = bt.day_share(calendar, start, bt.add(calendar, start, bt.Length(days=days)))
    assert abs(share - days) < Fraction(1, 10**6)


def aix() -> Calendar:
    return Calendar(PARIS, (OFFICE, OFFICE, OFFICE, OFFICE, FRIDAY, (), ()))


def local(text: str, zone: str = PARIS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("2026-11-24T10:00", bt.Span(1, "h"), "2026-11-24T11:00"),
        ("2026-11-24T12:00", bt.Span(1, "h"), "2026-11-24T14:00"),
        ("2026-11-24T17:00", bt.Span(1, "h"), "2026-11-24T18:00"),
        ("2026-11-27T17:40", bt.Span(120, "m"), "2026-11-30T10:30"),
        ("2026-11-24T10:00", bt.Span(1, "d"), "2026-11-25T10:00"),
        ("2026-11-24T08:30", bt.Span(1, "d"), "2026-11-24T18:00"),
        ("2026-11-23T22:00", bt.Span(1, "d"), "2026-11-24T18:00"),
        # Friday has 7 h 30: from 8:30 + 3 h 45 on Friday to half of Monday's 8 h 30.
        ("2026-11-27T08:30", bt.Length(days=Fraction(3, 2)), "2026-11-30T13:45"),
        ("2026-11-28T11:00", bt.Length(), "2026-11-28T11:00"),
    ],
)
def test_promises_of_an_office_week(start: str, span: bt.Duration, end: str) -> None:
    assert bt.add(aix(), local(start), span) == local(end)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-03-29T00:00", "2026-03-30T00:00", 23),
        ("2026-10-25T00:00", "2026-10-26T00:00", 25),
        ("2026-06-07T00:00", "2026-06-08T00:00", 24),
    ],
)
def test_a_day_that_is_always_open_lasts_what_the_clock_lasts(start: str, end: str, hours: int) -> None:
    always = Calendar(PARIS, (ALL_DAY,) * 7)
    assert bt.between(always, local(start), local(end)) == hours * 60
    assert bt.add(always, local(start), bt.Span(1, "d")) == local(end)


def test_a_period_inside_the_repeated_hour_is_open_twice_and_inside_the_missing_one_never() -> None:
    night = Calendar(PARIS, (((time(2, 15), time(2, 45)),),) * 7)
    assert night.openings(date(2026, 10, 25)) == (
        (datetime(2026, 10, 25, 0, 15, tzinfo=UTC), datetime(2026, 10, 25, 0, 45, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 15, tzinfo=UTC), datetime(2026, 10, 25, 1, 45, tzinfo=UTC)),
    )
    assert night.openings(date(2026, 3, 29)) == ()


@pytest.mark.parametrize(
    "calendar",
    [
        Calendar(PARIS, ((),) * 7),
        Calendar(PARIS, (OFFICE,) * 7, lambda day: day >= date(2026, 12, 1)),
        # Only in the hour that the clocks skip, on the day that they do.
        Calendar(PARIS, (((time(2, 15), time(2, 45)),),) * 7, lambda day: day != date(2026, 3, 29)),
    ],
)
def test_a_calendar_that_never_opens_is_said_and_never_looped_on(calendar: Calendar) -> None:
    start = local("2026-12-01T09:00")
    asks: tuple[Callable[[], datetime], ...] = (
        lambda: bt.next_opening(calendar, start),
        lambda: bt.add(calendar, start, bt.Span(1, "m")),
        lambda: bt.add(calendar, start, bt.Span(1, "d")),
    )
    for ask in asks:
        with pytest.raises(bt.NeverOpenError, match="No opening hour in the year that follows 2026-12-01"):
            ask()
    assert not bt.is_open(calendar, start)
    assert bt.add_whatever(calendar, start, bt.Span(90, "m")) == local("2026-12-01T10:30")
    assert bt.add_whatever(calendar, start, bt.Span(2, "d")) == local("2026-12-03T09:00")


def test_a_closure_of_a_year_is_waited_for() -> None:
    reopening = Calendar(PARIS, (OFFICE,) * 7, lambda day: date(2026, 1, 1) <= day <= date(2026, 12, 31))
    assert bt.next_opening(reopening, local("2026-01-01T09:00")) == local("2027-01-01T08:30")
    assert bt.add_whatever(reopening, local("2026-01-01T09:00"), bt.Span(1, "h")) == local("2027-01-01T09:30")


def test_the_ends_of_time_are_closed() -> None:
    always = Calendar(PARIS, (ALL_DAY,) * 7)
    with pytest.raises(bt.NeverOpenError):
        bt.next_opening(always, datetime(9999, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "closes"),
    [("2026-11-27", "2026-11-27T17:00"), ("2026-11-29", "2026-11-27T17:00"), ("2026-11-24", "2026-11-24T18:00")],
)
def test_the_last_closing_of_a_day_or_of_the_days_before(day: str, closes: str) -> None:
    assert bt.last_closing(aix(), date.fromisoformat(day)) == local(closes)
    assert bt.last_closing(Calendar(PARIS, ((),) * 7), date.fromisoformat(day)) is None


def test_what_has_no_length_in_open_time_is_refused() -> None:
    with pytest.raises(ValueError, match="never negative"):
        bt.Length(Fraction(-1))
    with pytest.raises(ValueError, match="12 months has no length in open time"):
        bt.add(aix(), local("2026-11-24T10:00"), bt.Span(12, "month"))


def test_part_of_a_target_is_counted_like_the_whole() -> None:
    start, target = local("2026-11-24T08:30"), bt.Span(2, "d")
    assert bt.add(aix(), start, bt.scaled(target, Fraction(3, 4))) == local("2026-11-25T13:45")
