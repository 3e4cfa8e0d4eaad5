"""Promised instants of clocks that stop and go on, against an oracle that looks at one minute after the other.

The oracle shares no code with bot/policies: its days are the raw hours, the holidays are the library's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import holidays
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.charter import Charter, SiteTargets, Span, WeekHours
from bot.charter.values import Closure
from bot.policies.business_time import Length, add
from bot.policies.calendar import calendar_of
from bot.policies.clocks import Pause, ran, reached
from bot.policies.targets import promise
from tests.bot.policies.company import charter as sample
from tests.bot.policies.test_business_time import MINUTE, STARTS, Oracle, periods, wall

WEEK_IN_MINUTES = 600
"""A week with less open time in it would make the oracle walk for months."""


@dataclass(frozen=True)
class Stopped(Oracle):
    """Counts no minute of a pause; a day's length is that of the whole day all the same."""

    pauses: tuple[Pause, ...] = ()

    def walk(self, at: datetime) -> Iterator[datetime]:
        return (minute for minute in super().walk(at) if not any(a <= minute < b for a, b in self.pauses))


@dataclass(frozen=True)
class Case:
    """A company with one site, of random hours, and what somebody asked there."""

    company: Charter
    oracle: Stopped
    start: datetime
    minutes: int
    days: int

    @property
    def pauses(self) -> tuple[Pause, ...]:
        return self.oracle.pauses


@st.composite
def pauses(draw: st.DrawFn, start: datetime) -> tuple[Pause, ...]:
    """In any order, overlapping too; a first one may have begun before the count did."""
    edges = draw(st.lists(st.tuples(st.integers(-600, 9000), st.integers(1, 4000)), max_size=4))
    return tuple((start + first * MINUTE, start + (first + length) * MINUTE) for first, length in edges)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    start = draw(st.sampled_from([*STARTS, datetime(2026, 12, 23, 9, tzinfo=UTC), datetime(2026, 4, 2, 9, tzinfo=UTC)]))
    start += MINUTE * draw(st.integers(0, 5000))
    week = tuple(draw(periods()) for _ in range(7))
    assume(sum(b - a for day in week for a, b in day) >= WEEK_IN_MINUTES)
    closed = [start.date() + timedelta(days=n) for n in draw(st.sets(st.integers(-1, 10), max_size=3))]
    zone = draw(st.sampled_from(["Europe/Paris", "Indian/Reunion", "America/New_York", "Australia/Lord_Howe"]))
    code, subdivision = draw(st.sampled_from([("FR", None), ("FR-6AE", "6AE"), ("FR-RE", "RE")]))
    feasts = holidays.country_holidays("FR", subdiv=subdivision, years=range(start.year - 1, start.year + 2))
    minutes, days = draw(
        st.one_of(st.tuples(st.integers(1, 900), st.just(0)), st.tuples(st.just(0), st.integers(1, 3)))
    )
    span = Span(minutes, "m") if minutes else Span(days, "d")
    site = (
        sample()
        .sites[0]
        .model_copy(
            update={
                "timezone": zone,
                "hours": WeekHours(tuple((wall(a), wall(b)) for a, b in day) for day in week),
                "closed": tuple(Closure(day, day) for day in closed),
                "holidays": code,
                "targets": SiteTargets(first_response=span, resolution=span),
            }
        )
    )
    oracle = Stopped(zone, week, frozenset(closed) | frozenset(feasts), draw(pauses(start)))
    return Case(sample().model_copy(update={"sites": (site,)}), oracle, start, minutes, days)


@settings(max_examples=50, deadline=None)
@given(cases())
def test_a_promise_that_was_paused_is_where_counting_every_minute_ends(case: Case) -> None:
    made = promise(case.company, "travel", case.company.sites[0].id, False, case.start, None, case.pauses)
    expected = case.oracle.add(case.start, case.minutes, Fraction(case.days))
    assert made.resolution_at is not None
    assert abs(made.resolution_at - expected) <= timedelta(microseconds=5)
    assert made.first_response_at == made.resolution_at


@settings(max_examples=30, deadline=None)
@given(cases(), st.integers(0, 6000))
def test_what_a_clock_ran_is_the_minutes_in_which_it_did(case: Case, later: int) -> None:
    calendar, oracle = calendar_of(case.company.sites[0]), case.oracle
    minutes = (case.start + n * MINUTE for n in range(later))
    counted = sum(oracle.open_at(at) and not any(a <= at < b for a, b in case.pauses) for at in minutes)
    assert ran(calendar, case.start, case.start + later * MINUTE, case.pauses) == counted * MINUTE


@settings(max_examples=30, deadline=None)
@given(cases(), st.fractions(0, 1))
def test_part_of_a_time_is_never_reached_after_the_whole(case: Case, part: Fraction) -> None:
    calendar = calendar_of(case.company.sites[0])
    some, whole = Length(part * 600), Length(Fraction(600))
    reached_at = reached(calendar, case.start, some, case.pauses)
    assert case.start <= reached_at <= reached(calendar, case.start, whole, case.pauses)
    assert ran(calendar, case.start, reached_at, case.pauses) >= timedelta(minutes=float(part * 600)) - MINUTE / 60


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=calendar_of(sample().sites[0]).zone)


@pytest.mark.parametrize(
    ("since", "until", "end"),
    [
        ("2026-11-24T11:00", "2026-11-24T11:30", "2026-11-24T14:30"),
        ("2026-11-24T11:00", "2026-11-24T13:00", "2026-11-24T15:30"),
        ("2026-11-24T18:30", "2026-11-24T20:00", "2026-11-24T14:00"),
        ("2026-11-24T09:00", "2026-11-24T10:30", "2026-11-24T14:30"),
        ("2026-11-24T12:30", "2026-11-25T08:30", "2026-11-25T09:00"),
    ],
)
def test_three_hours_from_ten_at_aix(since: str, until: str, end: str) -> None:
    """Open from half past eight to half past twelve and from half past one to six."""
    calendar, pause = calendar_of(sample().sites[0]), (at(since), at(until))
    assert reached(calendar, at("2026-11-24T10:00"), Span(3, "h"), [pause]) == at(end)


def test_days_are_consumed_in_fractions_around_a_pause() -> None:
    calendar = calendar_of(sample().sites[0])
    # Half of a Thursday, then half of a Friday that is an hour shorter.
    pause = (at("2026-11-26T12:45"), at("2026-11-27T08:00"))
    half = add(calendar, at("2026-11-26T08:30"), Length(days=Fraction(1, 2)))
    assert half == at("2026-11-26T13:45")
    found = reached(calendar, at("2026-11-26T08:30"), Span(1, "d"), [pause])
    left = Fraction(1) - Fraction(240, 510)
    assert found == add(calendar, at("2026-11-27T08:30"), Length(days=left))


def test_a_date_that_passed_while_its_requester_was_waited_for_is_promised_no_longer() -> None:
    @dataclass(frozen=True)
    class Due:
        value: date

    written, pause = at("2026-11-24T09:30"), (at("2026-11-24T10:00"), at("2026-11-26T10:00"))
    kept = promise(sample(), "expenses", "lyon", False, written, Due(date(2026, 11, 25)))
    made = promise(sample(), "expenses", "lyon", False, written, Due(date(2026, 11, 25)), [pause])
    assert (kept.due_held, made.due_held) == (True, False)
    assert made.resolution_at is not None
    assert made.resolution_at > pause[1]
    assert "paused" in [step.code for step in made.resolution_steps]
