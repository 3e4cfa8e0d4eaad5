"""What is asked again and again, against an oracle that walks from day to day and shares no code with bot/policies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charter import Span
from bot.policies.business_time import NeverOpenError
from bot.policies.calendar import Calendar
from bot.policies.recurring import (
    EVERY,
    WHEN_CLOSED,
    Occurrence,
    Rule,
    asked_at,
    occurrences,
    scheduled_from,
    upcoming,
    why_closed,
)

DAY = timedelta(days=1)
OFFICE = ((time(9), time(12)), (time(13), time(17)))
BEGINS = date(2026, 11, 24)
FIRST, SPAN = date(2027, 12, 20), 430
"""Where the dates are looked at, and how far: a leap day lies in it."""


@dataclass(frozen=True)
class Walk:
    """Looks at one day after the other."""

    week: frozenset[int]
    shut: frozenset[date]
    holidays: frozenset[date]

    def open_on(self, day: date) -> bool:
        return day.weekday() in self.week and day not in self.shut and day not in self.holidays

    def why(self, day: date) -> str:
        if day.weekday() not in self.week:
            return "day_off"
        return "holiday" if day in self.holidays else "closed"

    def month_of(self, day: date) -> list[date]:
        around = (day + n * DAY for n in range(-31, 32))
        return [each for each in around if (each.year, each.month) == (day.year, day.month)]

    def is_named(self, rule: Rule, day: date) -> bool:
        """Whether a rule names that very day, open or not; the one that stands for a month where it counts them."""
        month = self.month_of(day)
        if rule.every == "week":
            mondays = sum((rule.since + n * DAY).weekday() == 0 for n in range(1, (day - rule.since).days + 1))
            return day.weekday() in rule.weekdays and mondays % rule.weeks == 0
        if rule.every == "quarter":
            last = rule.nth is not None and rule.nth < 0
            if day.month not in ((3, 6, 9, 12) if last else (1, 4, 7, 10)):
                return False
        if rule.nth is None:
            return day.day == rule.day or (day == month[-1] and (rule.day or 0) > day.day)
        if rule.weekdays:
            such = [each for each in month if each.weekday() == rule.weekdays[0]]
            return day == (such[rule.nth - 1] if rule.nth > 0 else such[-1])
        return day == (month[0] if rule.nth > 0 else month[-1])

    def for_day(self, rule: Rule, day: date) -> date | None:
        """The day that a date is for."""
        if rule.by_open_days:
            known = [each for each in self.month_of(day) if self.open_on(each)]
            counted = known if (rule.nth or 0) > 0 else known[::-1]
            wanted = abs(rule.nth or 0)
            return next((each for place, each in enumerate(counted, 1) if place in (wanted, len(known))), None)
        if self.open_on(day):
            return day
        step = {"before": -1, "after": 1, "skip": 0}[rule.closed]
        for _ in range(100) if step else ():
            day += step * DAY
            if self.is_named(rule, day):
                return None
            if self.open_on(day):
                return day
        return None

    def told(self, rule: Rule, first: date, count: int) -> Iterator[Occurrence]:
        for day in (first + n * DAY for n in range(count)):
            if rule.every == "day":
                if self.open_on(day):
                    yield Occurrence(day, day)
            elif self.is_named(rule, day):
                found = self.for_day(rule, day)
                if rule.by_open_days and found is None:
                    continue
                yield Occurrence(day, found, None if rule.by_open_days or self.open_on(day) else self.why(day))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    every = draw(st.sampled_from(EVERY))
    closed = draw(st.sampled_from(WHEN_CLOSED))
    since = BEGINS + draw(st.integers(0, 30)) * DAY
    if every == "week":
        days = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1, max_size=3))))
        return Rule("week", since, weekdays=days, weeks=draw(st.integers(1, 4)), closed=closed)
    if every == "day":
        return Rule("day", since)
    if draw(st.booleans()):
        return Rule(every, since, day=draw(st.integers(1, 31)), closed=closed)
    one_day = draw(st.booleans())
    nth = draw(st.sampled_from([1, 2, 3, 4, -1] if one_day else [1, 2, 3, 10, 23, -1, -2]))
    return Rule(every, since, weekdays=(draw(st.integers(0, 6)),) if one_day else (), nth=nth, closed=closed)


@st.composite
def companies(draw: st.DrawFn) -> tuple[Calendar, Walk]:
    week = frozenset(draw(st.sets(st.integers(0, 6), min_size=1)))
    days = st.integers(-120, SPAN + 120).map(lambda n: FIRST + n * DAY)
    holidays = frozenset(draw(st.sets(days, max_size=12)))
    shut = set(draw(st.sets(days, max_size=8)))
    for first in draw(st.lists(days, max_size=3)):
        shut |= {first + n * DAY for n in range(draw(st.sampled_from([3, 20, 75])))}
    hours = [OFFICE if day in week else () for day in range(7)]
    calendar = Calendar("Europe/Paris", hours, shut.__contains__, holidays.__contains__)
    return calendar, Walk(week, frozenset(shut), holidays)


@settings(max_examples=40, deadline=None)
@given(rules(), companies())
def test_each_date_of_a_rule_is_for_the_day_that_a_walk_finds(rule: Rule, company: tuple[Calendar, Walk]) -> None:
    calendar, walk = company
    found = takewhile(lambda each: each.scheduled < FIRST + SPAN * DAY, occurrences(rule, calendar, FIRST))
    told = list(found)
    assert told == list(walk.told(rule, FIRST, SPAN))
    days = [each.day for each in told if each.day is not None]
    assert days == sorted(set(days)), "no two are for one day"


@settings(max_examples=40, deadline=None)
@given(companies(), st.integers(0, SPAN), st.sampled_from(["30m", "4h", "7h", "8h", "1d", "3d", "12d"]))
def test_it_is_asked_at_the_last_opening_that_leaves_time(
    company: tuple[Calendar, Walk], number: int, target: str
) -> None:
    calendar, walk = company
    day = FIRST + number * DAY
    if not walk.open_on(day):
        return
    span, at = Span.parse(target), asked_at(calendar, day, Span.parse(target))
    asked = at.astimezone(ZoneInfo("Europe/Paris"))
    assert asked.time() == time(9)
    needed = span.days or -(-(span.minutes or 0) // (7 * 60))
    between = [each for each in (day - n * DAY for n in range(366)) if walk.open_on(each)]
    assert asked.date() == between[max(1, needed - 1)]


@settings(max_examples=30, deadline=None)
@given(rules(), companies(), st.integers(0, 60))
def test_what_is_to_come_is_what_is_for_today_or_later(rule: Rule, company: tuple[Calendar, Walk], number: int) -> None:
    calendar, walk = company
    today = FIRST + number * DAY
    told = [each for each in walk.told(rule, today - 100 * DAY, 500) if (each.day or each.scheduled) >= today]
    assert list(islice(upcoming(rule, calendar, today), 3)) == told[:3]


@settings(max_examples=60)
@given(rules(), companies(), st.integers(0, SPAN))
def test_nothing_is_for_a_day_after_its_end(rule: Rule, company: tuple[Calendar, Walk], number: int) -> None:
    calendar, until = company[0], FIRST + number * DAY
    ends = replace(rule, until=until)
    known = takewhile(lambda each: each.scheduled <= until + 31 * DAY, occurrences(rule, calendar, FIRST))
    if rule.by_open_days:
        expected = [each for each in known if each.day is not None and each.day <= until]
    else:
        within = [each for each in known if each.scheduled <= until]
        expected = [replace(each, day=None) if each.day and each.day > until else each for each in within]
    assert list(occurrences(ends, calendar, FIRST)) == expected


@pytest.mark.parametrize("closed", ["before", "after"])
def test_a_date_is_never_moved_onto_another(closed: Literal["before", "after"]) -> None:
    monday = date(2027, 3, 1)
    shut = monday + DAY if closed == "before" else monday
    calendar = Calendar("Europe/Paris", [OFFICE] * 7, lambda day: day == shut)
    found = islice(occurrences(Rule("week", BEGINS, weekdays=(0, 1), closed=closed), calendar, monday), 2)
    assert {each.scheduled: each.day for each in found}[shut] is None


def test_short_months_have_their_last_day_and_august_its_last_open_ones() -> None:
    calendar = Calendar("Europe/Paris", [OFFICE] * 7, lambda day: day.month == 8 and day.day > 2)
    found = occurrences(Rule("month", BEGINS, day=31), calendar, date(2027, 2, 1))
    days = [each.day for each in islice(found, 7)]
    assert [(day.month, day.day) for day in days if day is not None] == [
        (2, 28),
        (3, 31),
        (4, 30),
        (5, 31),
        (6, 30),
        (7, 31),
        (8, 2),
    ]
    tenth = islice(occurrences(Rule("month", BEGINS, nth=10), calendar, date(2027, 8, 1)), 1)
    assert [each.day for each in tenth] == [date(2027, 8, 2)]


def test_a_place_that_never_opens_is_said_and_not_looked_for_for_ever() -> None:
    shut = Calendar("Europe/Paris", [()] * 7)
    for rule in (Rule("day", BEGINS), Rule("week", BEGINS, weekdays=(0,)), Rule("month", BEGINS, nth=1)):
        with pytest.raises(NeverOpenError):
            next(upcoming(rule, shut, BEGINS))


def test_why_a_day_is_closed() -> None:
    monday = date(2026, 12, 21)
    calendar = Calendar(
        "Europe/Paris", [OFFICE] * 5 + [()] * 2, lambda day: day == monday, lambda day: day == monday + DAY
    )
    assert [why_closed(calendar, monday + n * DAY) for n in (0, 1, 5)] == ["closed", "holiday", "day_off"]


def test_it_is_asked_before_the_clocks_change_as_after() -> None:
    calendar = Calendar("Europe/Paris", [OFFICE] * 5 + [()] * 2)
    assert asked_at(calendar, date(2027, 3, 29), Span.parse("1d")) == datetime(2027, 3, 26, 8, tzinfo=UTC)
    assert asked_at(calendar, date(2027, 3, 30), Span.parse("1d")) == datetime(2027, 3, 29, 7, tzinfo=UTC)


@pytest.mark.parametrize("months", [2, 4, 6])
@pytest.mark.parametrize("rule", [{"day": 5}, {"day": 31}, {"nth": 1}, {"nth": -1}, {"nth": 2, "weekdays": (0,)}])
def test_each_so_many_months_from_the_first_day_after_it_was_asked(months: int, rule: dict[str, Any]) -> None:
    since = date(2026, 11, 24)
    every = Rule("month", since, **rule)
    each_month = [day for day in islice(scheduled_from(every, since), 40) if day > since]
    some = Rule("month", since, months=months, **rule)
    assert list(islice(scheduled_from(some, since + timedelta(days=1)), 5)) == each_month[::months][:5]
    # Wherever one begins to look, the same dates are found.
    later = date(2028, 2, 29)
    wanted = [day for day in each_month[::months] if day >= later]
    assert list(islice(scheduled_from(some, later), 2)) == wanted[:2]
