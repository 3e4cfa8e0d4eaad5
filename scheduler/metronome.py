"""What moves the desk when nobody does: a tick every few seconds asks the rows what is due.

APScheduler is the tick and nothing more: no date is ever given to it, so that a restart, a second replica or a moved
clock changes nothing. A timer is handed over as an event, whose key makes it the same event however often.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock, MovableClock
from bot.door import Door
from bot.events import TimerDue, timer_key
from storage import inbox, timers
from storage.database import Database
from storage.faults import StorageUnavailable
from storage.tables import Timer
from storage.unit import Unit
from storage.writer import Writer

log = structlog.get_logger(__name__)

EVERY = 2
"""Seconds between two ticks."""
SWEEP_EVERY = 60
AT_ONCE = 100
SOON = timedelta(seconds=1.5)
"""What is tried again within this time is waited for by `drain`."""
ROUND = 0.01


class Delivers(Protocol):
    """What the metronome needs of the pump (adapters.delivery.Pump)."""

    async def settled(self) -> bool:
        """Whether nothing is left to send."""
        ...


class Learns(Protocol):
    """What the metronome needs of the desk (bot.desk.Desk)."""

    def learn(self, unit: Unit) -> None:
        """Know what was taught since, in this process or another."""
        ...

    def learn_anew(self, unit: Unit) -> None:
        """Know what is still taught, by words that may have been erased."""
        ...


class Metronome:
    """Ticks. `clock` is the desk's; retries and sweeps are the door's, by the machine's."""

    def __init__(
        self, writer: Writer, database: Database, door: Door, pump: Delivers, clock: Clock, desk: Learns
    ) -> None:
        self._writer = writer
        self._database = database
        self._door = door
        self._pump = pump
        self._clock = clock
        self._desk = desk
        self._handed: set[str] = set()
        self._moving = asyncio.Lock()
        self._scheduler: AsyncIOScheduler | None = None

    async def start(self) -> None:
        """Tick from now on, in this event loop."""
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        jobs = ((self.tick, EVERY), (self.take_up, EVERY), (self.learn, EVERY), (self.sweep, SWEEP_EVERY))
        for job, seconds in jobs:
            self._scheduler.add_job(
                _watched(job), "interval", seconds=seconds, misfire_grace_time=3600, coalesce=True, max_instances=1
            )
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None

    async def tick(self) -> int:
        """Hand over the timers that are due; how many were not handed over before."""
        due = await asyncio.to_thread(self._due)
        keys = {timer_key(timer.kind, timer.subject, timer.due): timer for timer in due}
        # One that failed is the inbox's to try again; its row stays due until then.
        self._handed &= keys.keys()
        fresh = {key: timer for key, timer in keys.items() if key not in self._handed}
        futures = {key: self._door.submit(_event(key, timer)) for key, timer in fresh.items()}
        for key, future in futures.items():
            try:
                await asyncio.wrap_future(future)
                self._handed.add(key)
            except StorageUnavailable:
                log.warning("timer_waits", timer=fresh[key].kind)
        return len(fresh)

    async def take_up(self) -> int:
        """Let the door take up again what failed, and deny what waited for too long; how many rows."""
        if not await asyncio.to_thread(self._unsettled):
            return 0
        return await _number(self._door.retry_due()) + await _number(self._door.deny_late())

    async def learn(self) -> None:
        """Let the desk know what was taught since."""
        await asyncio.to_thread(self._look, self._desk.learn)

    async def sweep(self) -> None:
        """Let the door forget what is past keeping, and the desk what was learned from it."""
        await _number(self._door.sweep())
        await asyncio.to_thread(self._look, self._desk.learn_anew)

    async def drain(self) -> None:
        """Return when nothing that can move is pending: due timers, events about to be tried again, the outbox."""
        while True:
            moved = await self.tick() + await self.take_up()
            await asyncio.wrap_future(self._writer.run(_nothing))
            await self.learn()
            if not moved and await self._pump.settled() and not await asyncio.to_thread(self._soon):
                return
            await asyncio.sleep(ROUND)

    async def advance(self, to: datetime) -> None:
        """Move the desk's clock to an instant (aware), due instant by due instant, draining at each.

        `ValueError` when it is past; `TypeError` when the desk's clock is not one that moves.
        """
        clock = self._clock
        if not isinstance(clock, MovableClock):
            raise TypeError("this desk's clock is the machine's: it cannot be moved")
        async with self._moving:
            if to < clock.now():
                raise ValueError("the desk's clock goes forward only")
            await self.drain()
            while (due := await asyncio.to_thread(self._next_due)) is not None and due <= to:
                _move(clock, due)
                await self.drain()
            _move(clock, to)
            await self.sweep()
            await self.drain()

    def _look(self, look: Callable[[Unit], None]) -> None:
        with self._database.read() as connection:
            look(Unit(connection, self._clock.now()))

    def _due(self) -> list[Timer]:
        with self._database.read() as connection:
            return timers.due(Unit(connection, self._clock.now()), AT_ONCE + len(self._handed))

    def _next_due(self) -> datetime | None:
        with self._database.read() as connection:
            unit = Unit(connection, self._clock.now())
            return timers.next_after(unit, unit.now)

    def _unsettled(self) -> int:
        with self._database.read() as connection:
            return inbox.unsettled_count(connection)

    def _soon(self) -> bool:
        with self._database.read() as connection:
            now = datetime.now(UTC)
            return bool(inbox.due_again(Unit(connection, now), now + SOON, 1))


def _event(key: str, timer: Timer) -> TimerDue:
    return TimerDue(key=key, at=timer.due, timer=timer.kind, subject=timer.subject)


def _move(clock: MovableClock, to: datetime) -> None:
    # Time also goes by on its own: an instant reached meanwhile needs no move.
    if to > clock.now():
        clock.move_to(to)


def _nothing(unit: Unit) -> None:
    """Done once what was given to the writer before it is."""


async def _number(future: Future[int]) -> int:
    return await asyncio.wrap_future(future)


def _watched(job: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
    """A job whose fault is a line and not the end of its ticks."""

    async def run() -> None:
        try:
            await job()
        except StorageUnavailable:
            log.warning("tick_waits")
        except Exception:
            log.exception("tick_failed")

    return run
