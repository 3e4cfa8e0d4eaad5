"""Years of what the desk says on its own, to four sites and two executives in two zones: each once, none missing, none
at a wrong local hour, none on a holiday, through restarts and a desk that was down over a Monday morning.

What is expected is counted day by day from a table written by hand, with nothing of bot/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import holidays
import pytest

from bot import charter
from bot.cards import Card, plain
from bot.events import CharterChanged
from bot.occasions import KINDS, Kind, Occasion
from bot.talk import Talk
from bot.views.parts import one_line
from storage import timers
from storage.tables import Audience, Occurrence
from tests.bot.desk_harness import Story, answered, due_event, introductions
from tests.fakes.company import DEMO
from tests.soaking import Soak

YEARS = range(2026, 2034)
FRANCE, ALSACE, ISLAND = (holidays.country_holidays("FR", subdiv=part, years=YEARS) for part in (None, "6AE", "RE"))
PARIS, LONDON, REUNION = "Europe/Paris", "Europe/London", "Indian/Reunion"
DAY, LATE = timedelta(days=1), timedelta(minutes=10)
EVERY_DAY, MONDAYS, FRIDAYS, TWICE = (0, 1, 2, 3, 4), (0,), (4,), (1, 3)


@dataclass(frozen=True)
class Hears:
    """One of whom a ritual is for: on which days of the week, at what hour of which zone; where it is closed."""

    ritual: str
    member: str
    weekdays: tuple[int, ...]
    at: time
    zone: str
    holidays: holidays.HolidayBase
    works: tuple[int, ...] = (0, 1, 2, 3, 4)
    closed: tuple[date, date] | None = None
    first: bool = False

    def names(self, day: date) -> bool:
        return day.weekday() in self.weekdays and (not self.first or day.day <= 7)

    def is_worked(self, day: date) -> bool:
        shut = self.closed is not None and self.closed[0] <= day <= self.closed[1]
        return day.weekday() in self.works and day not in self.holidays and not shut

    def expected(self, first: date, last: date) -> Iterator[tuple[date, date]]:
        """Each date that it names, and the day on which it is said."""
        day = first
        while day <= last:
            if self.names(day):
                said = day
                while not self.is_worked(said):
                    said += DAY
                    if self.names(said):
                        break
                else:
                    yield day, said
            day += DAY


SHUT_AIX = (date(2026, 12, 24), date(2026, 12, 31))
NINE, HALF = time(9), time(10, 30)
HEARS = (
    Hears("briefing", "person:helene", MONDAYS, time(8), PARIS, FRANCE),
    Hears("briefing", "person:tom", MONDAYS, time(8), LONDON, FRANCE),
    Hears("site_week", "person:marc", FRIDAYS, time(16), PARIS, FRANCE),
    Hears("site_week", "person:julie", FRIDAYS, time(16), PARIS, ALSACE),
    Hears("site_week", "person:andre", FRIDAYS, time(16), REUNION, ISLAND),
    Hears("kickoff", "channel:slack:C0RITUELS", MONDAYS, time(9, 30), PARIS, FRANCE),
    Hears("flash", "channel:slack:C0DESK", TWICE, time(11, 45), PARIS, FRANCE),
    *(
        Hears("review", f"person:{one}", MONDAYS, time(10), zone, shut, first=True)
        for one, zone, shut in (
            ("helene", PARIS, FRANCE),
            ("tom", LONDON, FRANCE),
            ("coralie", PARIS, FRANCE),
            ("julie", PARIS, ALSACE),
        )
    ),
    Hears("standup", "person:ines", EVERY_DAY, NINE, PARIS, FRANCE),
    Hears("standup", "person:claire", EVERY_DAY, NINE, PARIS, FRANCE, closed=SHUT_AIX),
    Hears("standup", "person:nadia", EVERY_DAY, NINE, PARIS, FRANCE, closed=SHUT_AIX),
    Hears("standup", "person:samia", EVERY_DAY, NINE, PARIS, FRANCE, closed=SHUT_AIX),
    Hears("standup", "person:hugo", EVERY_DAY, NINE, PARIS, ALSACE, works=(0, 1, 2, 3)),
    Hears("standup", "channel:slack:C0RITUELS", EVERY_DAY, HALF, PARIS, FRANCE),
)


def say(talk: Talk, occasion: Occasion) -> Card:
    return one_line("test", Audience.PERSON, plain(f"{occasion.row.ritual} {occasion.row.scheduled}"))


@pytest.fixture(autouse=True)
def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind says which it is and of what date, and nothing that costs time to write."""
    for name in ("briefing", "site_summary", "kickoff", "flash_point", "monthly_review"):
        monkeypatch.setitem(KINDS, name, Kind(name, say))
    stand_up = Kind("standup", say, audience=("assistant",), ends_in_channels=True)
    monkeypatch.setitem(KINDS, "standup", stand_up)


class Spoken:
    """A desk of some processes, driven from one due instant to the next; down for some stretches of time."""

    def __init__(self, url: str, start: datetime, processes: int) -> None:
        company = charter.load(DEMO)
        first = Story(url, company)
        self.stories = [first, *(Story(url, company, beside=first) for _ in range(processes - 1))]
        first.clock.at = first.machine.at = start
        for event in introductions(company):
            first.submit(event.model_copy(update={"at": start}))
        self.start, self.down = start, list[tuple[datetime, datetime]]()

    @property
    def now(self) -> datetime:
        return self.stories[0].clock.at

    def until(self, end: datetime) -> None:
        while True:
            due = self.stories[0].read(timers.next_due)
            if due is None or due > end:
                break
            self._move(due)
            events = [due_event(each) for each in self.stories[0].read(timers.due)]
            for future in [each for story in self.stories for each in story.at_once(*events)]:
                answered(future)
            for story in self.stories:
                story.carry()
        self._move(end)

    def restarts(self) -> None:
        """Each process begins again, one after the other."""
        for each in self.stories:
            each.submit(CharterChanged(key=each.key(), at=self.now, hash=each.desk.charter.hash))

    def is_down_until(self, end: datetime) -> None:
        self.down.append((self.now, end))
        self._move(end)
        self.restarts()

    def _move(self, at: datetime) -> None:
        clock, machine = self.stories[0].clock, self.stories[0].machine
        clock.at = machine.at = max(clock.at, at)

    def close(self) -> None:
        for each in self.stories:
            each.close()


def lived(url: str, random: Random, start: datetime, days: int, processes: int = 1) -> Spoken:
    """So many days, with restarts by chance, and a Monday morning without the desk."""
    life = Spoken(url, start, processes)
    try:
        day = start
        while day < start + days * DAY:
            day += DAY
            night = day.replace(hour=0)
            if random.random() < 0.2:
                life.until(night + timedelta(minutes=random.randrange(24 * 60)))
                life.restarts()
            if random.random() < 0.02:
                _goes_down(life, night, random.randrange(4, 16), random.randrange(1, 50))
            elif 10 < (day - start).days <= 17 and day.weekday() in (0, 2):
                # A Monday morning, that is made up for; a Wednesday and the day after, some of which is not.
                _goes_down(life, night, *((5, 4) if day.weekday() == 0 else (7, 40)))
            life.until(max(life.now, night + DAY - timedelta(minutes=1)))
        found = faults(life)
    finally:
        life.close()
    assert not found, f"{len(found)} said wrongly:\n" + "\n".join(found[:5])
    return life


def _goes_down(life: Spoken, night: datetime, hour: int, length: int) -> None:
    life.until(max(life.now, night + timedelta(hours=hour, minutes=7)))
    life.is_down_until(life.now + timedelta(hours=length, minutes=3))


def faults(life: Spoken) -> list[str]:
    """What was said otherwise than the table says."""
    rows = {(each.ritual, each.member, each.scheduled): each for each in life.stories[0].rows(Occurrence)}
    told = [row for row in rows.values() if row.state != "planned"]
    found, wanted = list[str](), set[tuple[str, str, str]]()
    for each in HEARS:
        zone = ZoneInfo(each.zone)
        for scheduled, day in each.expected(life.start.date() - 10 * DAY, life.now.date() + DAY):
            at = datetime.combine(day, each.at, zone).astimezone(UTC)
            if not life.start < at <= life.now:
                continue
            key = (each.ritual, each.member, scheduled.isoformat())
            wanted.add(key)
            state = _state(life, at, datetime.combine(day + DAY, time(), zone).astimezone(UTC))
            row = rows.get(key)
            if row is None or (row.at, row.state) != (at, state):
                found.append(f"{key} at {at}: {state}, and not {row and (row.at, row.state)}")
    found += [f"{row.ritual} {row.member} {row.scheduled}: not to be said" for row in told if _key(row) not in wanted]
    posts = [each for paper in life.stories[0].papers.values() for each in paper.messages.values()]
    said = sum(each.card is not None and each.card.kind == "test" for each in posts)
    spoke = sum(row.state in ("said", "late") for row in told)
    return found + ([f"{said} messages of {spoke}"] if said != spoke else [])


def _key(row: Occurrence) -> tuple[str, str, str]:
    return row.ritual, row.member, row.scheduled


def _state(life: Spoken, at: datetime, midnight: datetime) -> str:
    """Said in its time, late once the desk was back, or missed where the day was over by then."""
    for since, until in life.down:
        if since < at < until:
            return "missed" if until > midnight else "late" if until - at > LATE else "said"
    return "said"


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_each_is_said_once_at_its_hour_and_on_no_holiday(soak: Soak, new_url: Callable[[], str]) -> None:
    """Three months with a change of clocks and the holidays of the end of the year; in full, five years."""
    for each in soak.rounds(reduced=1, full=2):
        start = datetime(2026, 10, 20 if each.number == 0 else 1, 1, tzinfo=UTC)
        lived(new_url(), each.random, start, 5 * 366 if soak.full else 80)


@pytest.mark.soak
@pytest.mark.postgres
@pytest.mark.timeout(0)
def test_three_schedulers_say_it_once(soak: Soak, new_postgres_url: Callable[[], str]) -> None:
    """Three processes look at what is due at the same moment: three weeks; in full, five years."""
    for each in soak.rounds(reduced=1, full=1):
        start = datetime(2027, 2, 28, 1, tzinfo=UTC)
        lived(new_postgres_url(), each.random, start, 5 * 366 if soak.full else 21, processes=3)
