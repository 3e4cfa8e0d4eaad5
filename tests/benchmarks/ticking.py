"""What a tick costs with a thousand and with a hundred thousand requests open: it follows what is due.

All of them are somebody's and were answered this morning, so that their clocks run and nothing of them is due before
the evening. Those that are due in a round were asked anew just before it: half of their time of first words is over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import psycopg
from sqlalchemy import String, cast, func, insert, literal, select, update

from bot.auditing import mend
from bot.charter import Charter
from bot.planning import TIMER, subject_of
from bot.policies.targets import Promise, promise
from scheduler.auditor import Auditor
from scheduler.metronome import Metronome
from storage import timers
from storage.rows import id_of, table_of
from storage.tables import Request, State, Timer
from storage.unit import Unit
from tests.benchmarks import history
from tests.benchmarks.company import at_work
from tests.benchmarks.measuring import Case, Figures, Json, Size, compared, in_turn
from tests.fakes.company import a_working_morning
from tests.postgres import PostgresServer

DUE = 20
"""How many steps are due in a tick that has something to do."""
TIMES = 25
"""How often an idle tick is taken in a round: the median of these is the round's."""
SITES, INSTANTS = ("aix", "lyon", "strasbourg"), 12
ASKED_EVERY = timedelta(minutes=5)
SERVICE, ASKED_AT = "travel", "lyon"
"""What is asked anew: travel at Lyon has its first words within an hour."""
HALF = timedelta(minutes=30)
HELD = timedelta(minutes=6)
"""Longer than what is told somebody is held back for what else there may be to tell."""
_requests, _timers = table_of(Request), table_of(Timer)
_subject = literal("request:") + cast(_requests.c.id, String)


def on_sqlite(size: Size, folder: Path) -> Json:
    """On files of this folder."""
    return _bench({count: f"sqlite:///{folder / f'open-{count}.db'}" for count in size.open}, size)


def on_postgres(size: Size, server: PostgresServer) -> Json:
    """On databases of this server, which is to forget them afterwards."""
    return _bench({count: server.create_database() for count in size.open}, size)


def _bench(urls: dict[int, str], size: Size) -> Json:
    with ExitStack() as stack:
        cases: dict[str, Case] = {}
        for count, url in urls.items():
            morning = _Morning(stack, url, count)
            cases |= {f"{name} | {count}": case for name, case in morning.cases(min(TIMES, size.events)).items()}
        found = in_turn(cases, size.rounds)
    return compared(found, list(urls))


class Standing:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Aware, UTC."""
        return self.at


class _Unsent:
    """Nothing is sent: what a platform takes is another bench's affair."""

    async def settled(self) -> bool:
        """There is nothing that a tick waits for."""
        return True


class _Morning:
    """A desk at ten in the morning, with so many requests open."""

    def __init__(self, stack: ExitStack, url: str, count: int) -> None:
        start, self.clock = perf_counter(), Standing(a_working_morning())
        with at_work(url, rituals=False):
            pass
        history.fill(url, 2 * count, count)
        self.desk = stack.enter_context(at_work(url, now=self.clock.now, rituals=False))
        self._runner = stack.enter_context(asyncio.Runner())
        self.desk.writer.run(partial(set_going, charter=self.desk.desk.charter)).result(600)
        if self.desk.database.kind == "postgresql":
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("VACUUM ANALYZE")
        desk = self.desk
        self._metronome = Metronome(desk.writer, desk.database, desk.door, _Unsent(), self.clock, desk.desk)
        self._auditor = Auditor(desk.writer, desk.database, self.clock, desk.desk)
        self._fresh = iter(desk.writer.run(_of_lyon).result(60))
        print(f"{count:,} open requests made in {perf_counter() - start:.0f} s", flush=True)

    def cases(self, times: int) -> dict[str, Callable[[], Figures]]:
        """What is measured. The audit reads what is open, and does so every few minutes."""
        return {
            "idle tick": lambda: {"ms": median(self._took(self._idle) for _ in range(times)) * 1000},
            f"tick with {DUE} steps due": self._due,
            "audit": lambda: {"ms": self._took(self._audited) * 1000},
        }

    def _took(self, act: Callable[[], None]) -> float:
        start = perf_counter()
        act()
        return perf_counter() - start

    def _idle(self) -> None:
        """All that is done every two seconds."""
        assert self._runner.run(self._metronome.tick()) == 0
        self._runner.run(self._metronome.take_up())
        self._runner.run(self._metronome.learn())

    def _due(self) -> Figures:
        several = [next(self._fresh) for _ in range(DUE)]
        stood = self.desk.writer.run(partial(ask_anew, charter=self.desk.desk.charter, ids=several)).result(60)
        self.clock.at += timedelta(seconds=2)
        start = perf_counter()
        fired = self._runner.run(self._metronome.tick())
        took = perf_counter() - start
        assert fired == DUE, f"{fired} steps were due"
        self.desk.writer.run(partial(_as_before, charter=self.desk.desk.charter, stood=stood)).result(60)
        self.clock.at += HELD
        while self._runner.run(self._metronome.tick()):
            """What was held back is told, and nobody measures it."""
        return {"ms": took * 1000}

    def _audited(self) -> None:
        assert self._runner.run(self._auditor.look()) == 0, "a step was planned wrongly"


def set_going(unit: Unit, charter: Charter) -> None:
    """Every open request was asked within the last hour, answered at once, and has its next step planned.

    The desk plans one of those that were asked at the same instant at the same site; the database does the others.
    """
    somebody = unit.execute(select(func.min(_requests.c.assignee_id))).scalar()
    for site in SITES:
        for number in range(INSTANTS):
            some = (_requests.c.open, _requests.c.site == site, _requests.c.number % INSTANTS == number)
            asked_at = unit.now - number * ASKED_EVERY
            made = promise(charter, SERVICE, site, False, asked_at)
            values = _times(made, asked_at) | {"responded_at": asked_at, "state": State.CLAIMED, "urgent": False}
            holder = {"assignee_id": func.coalesce(_requests.c.assignee_id, somebody)}
            unit.execute(update(_requests).where(*some).values(**values, **holder))
            first = unit.first(Request, select(_requests).where(*some).order_by(_requests.c.id))
            if first is None:
                continue
            mend(unit, charter, [id_of(first)])
            due = timers.planned_for(unit, TIMER, subject_of(first))
            step = (literal(TIMER), _subject, literal(due, _timers.c.due.type), literal(False))
            others = select(*step).where(*some, _requests.c.id != first.id)
            unit.execute(insert(table_of(Timer)).from_select(["kind", "subject", "due", "done"], others))


def ask_anew(unit: Unit, charter: Charter, ids: list[int]) -> list[Request]:
    """Nobody has these any longer, and half of their time of first words is over; what they were before."""
    before = [unit.need(Request, each) for each in ids]
    asked_at = unit.now - HALF
    values = _times(promise(charter, SERVICE, ASKED_AT, False, asked_at), asked_at)
    for each in ids:
        found = unit.need(Request, each)
        unit.change(found, **values, responded_at=None, state=State.NEW, assignee_id=None)
    mend(unit, charter, ids)
    return before


def _as_before(unit: Unit, charter: Charter, stood: list[Request]) -> None:
    for each in stood:
        found = unit.need(Request, each.id)
        names = ("asked_at", "first_response_at", "promised_at", "responded_at", "state", "assignee_id")
        unit.change(found, **{name: getattr(each, name) for name in names})
    mend(unit, charter, [id_of(each) for each in stood])


def _times(made: Promise, asked_at: datetime) -> dict[str, Any]:
    return {
        "asked_at": asked_at,
        "first_response_at": made.first_response_at,
        "promised_at": made.resolution_at,
        "service": SERVICE,
        "paused_at": None,
        "deferred_to": None,
    }


def _of_lyon(unit: Unit) -> list[int]:
    query = select(_requests.c.id).where(_requests.c.open, _requests.c.site == ASKED_AT).order_by(_requests.c.id)
    return [int(each) for each in unit.execute(query).scalars()]
