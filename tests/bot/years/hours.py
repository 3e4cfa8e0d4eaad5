"""Open minutes, told one by one from the charter's file as it is written: shares no code with bot/policies or charter.

`tests.bot.policies.test_business_time.Oracle` says whether a minute is open; here its minutes are kept, day by day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from tests.bot.policies.test_business_time import MINUTE, Oracle

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Week = tuple[tuple[tuple[int, int], ...], ...]
Pause = tuple[datetime, datetime]
YEARS = range(2026, 2035)


@cache
def _usual(zone: str, week: Week, day: date) -> tuple[datetime, ...]:
    """The minutes of a date that are open in an ordinary week."""
    ordinary, first = Oracle(zone, week, frozenset()), datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    begins = first.astimezone(UTC) - timedelta(hours=1)
    several = (begins + number * MINUTE for number in range(27 * 60))
    return tuple(at for at in several if ordinary.open_at(at) and ordinary.day(at) == day)


@dataclass(frozen=True)
class Hours(Oracle):
    """The hours of a place, or of somebody."""

    def minutes(self, day: date) -> tuple[datetime, ...]:
        """The open minutes of a date."""
        return () if day in self.shut else _usual(self.zone, self.week, day)

    def walk(self, at: datetime) -> Iterator[datetime]:
        """The open minutes from the one on in which an instant lies."""
        day, since = self.day(at), at.replace(second=0, microsecond=0)
        while True:
            yield from (each for each in self.minutes(day) if each >= since)
            day += timedelta(days=1)

    def opens(self, at: datetime) -> datetime:
        """The first open instant from an instant on."""
        return max(at, next(self.walk(at)))

    def after(self, at: datetime, length: str) -> datetime:
        """When a length of open time (`30m`, `2h`, `1d`) is over that begins at an instant."""
        return _after(self, at, length)


@cache
def _after(hours: Hours, at: datetime, length: str) -> datetime:
    return Run(hours, at).ends(length)


@dataclass
class Run:
    """A clock that counts the open minutes from an instant on, but for those of its pauses."""

    hours: Hours
    since: datetime
    pauses: Sequence[Pause] = ()
    _counted: list[datetime] = field(default_factory=list)
    _rest: Iterator[datetime] | None = None

    def ends(self, length: str) -> datetime:
        """When it has run for `30m`, `2h` or `1d`; a day is consumed in fractions of each day's own minutes."""
        count, unit = int(length[:-1]), length[-1]
        if unit != "d":
            return self.reached(Fraction(count * (60 if unit == "h" else 1)))
        left, number = Fraction(count), 0
        while True:
            day = self.hours.day(self._minute(number))
            of_day, first = len(self.hours.minutes(day)), number
            while self.hours.day(self._minute(number)) == day:
                number += 1
            lasted = number - first - self._skipped(first)
            if left * of_day <= lasted:
                return self._at(first, left * of_day + self._skipped(first))
            left -= lasted / of_day

    def reached(self, minutes: Fraction) -> datetime:
        """When it has run for so many minutes."""
        if not minutes:
            return self.since
        return self._at(0, minutes + self._skipped(0))

    def passed(self, until: datetime) -> Fraction:
        """For how many minutes it has run by an instant."""
        while self._minute(len(self._counted)) < until:
            """Far enough."""
        number = bisect_left(self._counted, until)
        if not number:
            return Fraction(0)
        last = Fraction((until - self._counted[number - 1]) // timedelta(microseconds=1), 60_000_000)
        return number - 1 + min(Fraction(1), last) - self._skipped(0)

    def _minute(self, number: int) -> datetime:
        if self._rest is None:
            several = self.hours.walk(self.since)
            self._rest = (each for each in several if not any(a <= each < b for a, b in self.pauses))
        while len(self._counted) <= number:
            self._counted.append(next(self._rest))
        return self._counted[number]

    def _at(self, first: int, minutes: Fraction) -> datetime:
        """When so many minutes are over, of those from one on."""
        number = ceil(minutes) - 1
        return self._minute(first + number) + timedelta(microseconds=ceil((minutes - number) * 60_000_000))

    def _skipped(self, number: int) -> Fraction:
        """Which part of that minute was over before it began."""
        late = (self.since - self._minute(number)) // timedelta(microseconds=1) if number == 0 else 0
        return Fraction(max(0, late), 60_000_000)


class Places:
    """The sites and people of a charter's file, by their own hours."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        self.people: dict[str, dict[str, Any]] = {each["id"]: each for each in told["people"]}
        self.sites: dict[str, dict[str, Any]] = {each["id"]: each for each in told["sites"]}
        self.services: dict[str, dict[str, Any]] = {each["id"]: each for each in told["services"]}
        self.closed: dict[str, frozenset[date]] = {name: _dates(each) for name, each in self.sites.items()}

    def zone(self, site: str | None) -> str:
        return str(self.sites.get(site or "", {}).get("timezone", self.told["desk"]["timezone"]))

    def of_site(self, site: str, closed: frozenset[date] | None = None) -> Hours:
        """The hours of a site; `closed`: its closed days as they were known at some time."""
        place = self.sites[site]
        shut = (self.closed[site] if closed is None else closed) | _feasts(place["holidays"])
        return Hours(self.zone(site), _week(place["hours"]), shut)

    def first_site(self, person: str) -> str | None:
        listed = self.people[person].get("sites", "all")
        return None if listed == "all" else str(listed[0])

    def around(self, person: str) -> Hours:
        """The hours of where somebody works."""
        return self.of_site(self.first_site(person) or self.told["sites"][0]["id"])

    def of_person(self, person: str) -> Hours:
        """Somebody's own hours: those of their first site where they say nothing else, in their own zone."""
        known, site = self.people[person], self.first_site(person)
        usual = self.sites[site] if site else self.told["sites"][0]
        shut = (self.closed[site] | _feasts(usual["holidays"])) if site else _feasts(self.told["desk"]["holidays"])
        return Hours(known.get("timezone", self.zone(site)), _week(known.get("hours", usual["hours"])), shut)

    def workers(self, site: str, service: str) -> list[str]:
        """Who may take what is asked there: in the lists of both, or named by the service's own rule; cleared."""
        named = {name for rule in self.told["coverage"] if rule.get("service") == service for name in rule.values()}
        private = self.services[service].get("confidential", False)
        return [
            name
            for name, each in self.people.items()
            if "assistant" in each["roles"]
            and service in each["services"]
            and (site in each["sites"] or name in named)
            and (not private or service in each.get("cleared", ()))
        ]

    def with_role(self, role: str, site: str) -> list[str]:
        """Who has a role there."""
        return [
            name
            for name, each in self.people.items()
            if role in each["roles"] and (each.get("sites", "all") == "all" or site in each["sites"])
        ]


@cache
def _feasts(code: str) -> frozenset[date]:
    country, _, subdivision = code.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=subdivision or None, years=YEARS))


def _dates(site: dict[str, Any]) -> frozenset[date]:
    found: set[date] = set()
    for said in site.get("closed", ()):
        first, _, last = str(said).partition("..")
        begins, ends = date.fromisoformat(first), date.fromisoformat(last or first)
        found |= {begins + timedelta(days=number) for number in range((ends - begins).days + 1)}
    return frozenset(found)


def _week(told: dict[str, str]) -> Week:
    week: list[tuple[tuple[int, int], ...]] = [()] * 7
    for days, periods in told.items():
        first, _, last = days.partition("-")
        for number in range(DAYS.index(first), DAYS.index(last or first) + 1):
            week[number] = tuple(_period(each) for each in periods.split())
    return tuple(week)


def _period(said: str) -> tuple[int, int]:
    begins, ends = (int(each[:2]) * 60 + int(each[3:]) for each in said.split("-"))
    return begins, ends
