"""Years of a company of four sites: whatever people do, and however often the desk goes down, each step comes once."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

import pytest

from tests.bot.years.expected import Ask
from tests.bot.years.judged import faults, late_badges
from tests.bot.years.life import ABSENT, ASKERS, BACKUPS, MINUTE, SERVICES, Life
from tests.soaking import Soak

WEEK, MONTH, YEAR = timedelta(days=5), timedelta(days=31), timedelta(days=365)
DAY = timedelta(days=1)
Event = tuple[datetime, int, Callable[[datetime], object]]


class Days:
    """Drives a life, day by day, by chance."""

    def __init__(self, life: Life, busy: float) -> None:
        """`busy`: how many requests are asked on a day."""
        self.life, self.random, self.busy = life, life.random, busy
        self._events: list[Event] = []
        self._numbers = count()

    def until(self, end: datetime) -> None:
        day = self.life.now.replace(hour=0, minute=0, second=0)
        while day < end:
            self._plan(day)
            day += DAY
            while self._events and self._events[0][0] < day:
                at, _, act = heapq.heappop(self._events)
                # Everything is done at whole minutes, one after the other.
                act(max(at, self.life.now.replace(second=0, microsecond=0) + 2 * MINUTE))

    def _at(self, at: datetime, act: Callable[[datetime], object]) -> None:
        if at > self.life.now:
            heapq.heappush(self._events, (at, next(self._numbers), act))

    def _plan(self, day: datetime) -> None:
        chance = self.random.random
        for _ in range(int(self.busy * (1 if day.weekday() < 5 else 0.3) + chance())):
            self._at(self._moment(day), self._asks)
        for _ in range(len(self._living()) + 1):
            self._at(self._moment(day), self._acts)
        for often, act in ((0.15, self._absent), (0.03, self._closes), (0.08, self._down), (0.15, self._replaced)):
            if chance() < often:
                self._at(self._moment(day), act)
        if chance() < 0.3:
            self._at(self._moment(day), self._looks)

    def _moment(self, day: datetime) -> datetime:
        """Mostly while people work, somewhere."""
        hours = (6, 17) if self.random.random() < 0.8 else (0, 24)
        return day + self.random.randrange(hours[0] * 60, hours[1] * 60) * MINUTE

    def _living(self) -> list[Ask]:
        lately = self.life.now - timedelta(days=3)
        asks = self.life.world.asks.values()
        return [each for each in asks if each.open or (each.state == "resolved" and each.stood[-1].at > lately)]

    def _asks(self, at: datetime) -> None:
        random = self.random
        site, service = random.choice(list(self.life.world.places.sites)), random.choice(list(SERVICES))
        if self.life.world.places.workers(site, service):
            self.life.asks(at, random.choice(ASKERS), site, service, urgent=random.random() < 0.2)

    def _acts(self, at: datetime) -> None:
        living = self._living()
        ask = self.random.choice(living) if living else None
        possible = self.life.possible(ask) if ask is not None else []
        # Most things are left for some time, so that there is something to be said of them.
        if ask is not None and possible and self.random.random() < 0.6:
            act, who = self.random.choice(possible)
            self.life.acts(at, act, who, ask.ref)

    def _absent(self, at: datetime) -> None:
        random, who = self.random, self.random.choice(ABSENT)
        first = at.date() + timedelta(days=random.choice((0, 1, 1, 2, 5, 9)))
        last = first + timedelta(days=random.choice((0, 0, 1, 4, 11)))
        away = self.life.goes_away(at, who, (first, last), BACKUPS.get(who) if random.random() < 0.7 else None)
        if away is not None and away.backup is not None and away.begins is not None and random.random() < 0.5:
            begins = max(away.begins, self.life.now).replace(second=0, microsecond=0)
            self._at(begins + random.randrange(2, 12) * MINUTE, lambda when: self.life.takes_all(away, when))

    def _closes(self, at: datetime) -> None:
        first = at.date() + timedelta(days=self.random.randrange(3, 12))
        days = [first + timedelta(days=number) for number in range(self.random.randrange(1, 4))]
        self.life.closes(at, self.random.choice(list(self.life.world.places.sites)), days)

    def _down(self, at: datetime) -> None:
        self.life.until(at)
        self.life.is_down(at + self.random.choice((3, 20, 70, 300, 900)) * MINUTE)

    def _replaced(self, at: datetime) -> None:
        self.life.until(at)
        self.life.is_replaced()

    def _looks(self, at: datetime) -> None:
        self.life.until(at)
        assert self.life.audited() == 0, "a step was planned wrongly"
        assert late_badges(self.life) == []


def lived(url: str, random: Random, start: datetime, length: timedelta, busy: float, processes: int = 1) -> Life:
    life = Life(url, random, start, processes)
    try:
        Days(life, busy).until(start + length)
        found = faults(life)
    finally:
        life.close()
    assert not found, f"{len(found)} steps told wrongly:\n" + "\n".join(found[:3])
    return life


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_every_step_comes_once_and_in_its_time(soak: Soak, new_url: Callable[[], str]) -> None:
    """A month of few requests; in full, five years."""
    for each in soak.rounds(reduced=1, full=5):
        start = datetime(2026 + each.number, 11, 2, 6, tzinfo=UTC)
        length, busy = (YEAR, 1.5) if soak.full else (MONTH, 0.6)
        life = lived(new_url(), each.random, start, length, busy)
        assert len(life.world.expected) > 30, "too little happened to tell anything by"


@pytest.mark.soak
@pytest.mark.postgres
@pytest.mark.timeout(0)
def test_every_step_comes_once_whichever_of_three_schedulers_takes_it(
    soak: Soak, new_postgres_url: Callable[[], str]
) -> None:
    """Three processes of one desk look for what is due at the same moment: five days; in full, five years."""
    for each in soak.rounds(reduced=1, full=5):
        start = datetime(2026 + each.number, 11, 2, 6, tzinfo=UTC)
        length, busy = (YEAR, 1.5) if soak.full else (WEEK, 1.2)
        lived(new_postgres_url(), each.random, start, length, busy, processes=3)
