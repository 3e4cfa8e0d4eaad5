"""The roof: settings, charter, storage, desk, platforms, pump and metronome put together, started and stopped in order.

`App` is made for reuse: `relais serve` gives it the platforms that are on, the demo gives it the sandbox, a test its own.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from adapters.delivery import Pump
from aiohttp import web
from bot.clock import Clock
from bot.desk import Desk
from bot.door import Door
from scheduler.metronome import Metronome
from storage.writer import make_writer

from adapters.platform import Factory, Platform
from bot.charter import Charter
from relais import http
from storage.database import open_database

if TYPE_CHECKING:
    from relais.settings import Settings

log = structlog.get_logger(__name__)


class App:
    """One desk. Everything is there once it is made; nothing runs, listens or is written before `start`."""

    def __init__(
        self,
        settings: Settings,
        charter: Charter,
        database_url: str,
        clock: Clock,
        platforms: Sequence[Factory] = (),
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """`platforms`: one factory each. `chance`: 0 ≤ x < 1, for the jitter of what is tried again."""
        self.settings = settings
        self.clock = clock
        self.database = open_database(database_url)
        self.desk = Desk(charter)
        self.writer = make_writer(self.database, clock.now, lambda: self.charter.hash, self._committed)
        self.door = Door(self.desk, self.writer, clock)
        self.platforms: dict[str, Platform] = {}
        for factory in platforms:
            made = factory(self)
            self.platforms[made.name] = made
        self.pump = Pump(self.writer, self.database, self.desk, self.door, clock, self.platforms, chance=chance)
        self.metronome = Metronome(self.writer, self.database, self.door, self.pump, clock)
        self.web = web.Application()

    @property
    def charter(self) -> Charter:
        """The charter in force."""
        return self.desk.charter

    @property
    def port(self) -> int:
        """Where it listens, once started; the one chosen when the settings say 0."""
        raise NotImplementedError

    async def start(self) -> None:
        """Migrate, take events, deliver, tick, then listen on the settings' host and port."""
        raise NotImplementedError

    async def stop(self) -> None:
        """Take nothing more in, let what is in flight end, and let go of everything."""
        raise NotImplementedError

    async def idle(self) -> None:
        """Return when nothing that can move is pending: inbox, outbox and due timers."""
        await self.metronome.drain()

    async def advance(self, to: datetime) -> None:
        """Move the desk's clock (a MovableClock) to an instant (aware), due instant by due instant, all drained at each."""
        await self.metronome.advance(to)

    def _committed(self, channels: frozenset[str]) -> None:
        self.pump.wake(channels)


__all__ = ["App", "asyncio", "http"]
