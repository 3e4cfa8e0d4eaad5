"""The roof: settings, charter, storage, desk, platforms, pump and metronome put together, started and stopped in order.

`App` is made for reuse: `relais serve` gives it the platforms that are on, the demo the sandbox, a test its own.
"""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from adapters.delivery import Pump
from adapters.hosts import own_names
from adapters.platform import Complaining, Factory, Finding, Platform
from bot.charter import Charter, CharterError, load
from bot.clock import Clock, SystemClock
from bot.desk import Desk
from bot.door import Door
from bot.events import CharterChanged
from bot.other_people import taken_in
from relais import http
from relais.keys import keys_in
from relais.listening import BoundedSite, Connections, runner_of
from relais.settings import SettingsError
from scheduler.auditor import Auditor
from scheduler.metronome import Metronome
from scheduler.sealer import Sealer
from storage.database import open_database
from storage.migrate import migrate, schema_is_current
from storage.resealing import need_keys
from storage.sealing import KeysMissing
from storage.writer import make_writer

if TYPE_CHECKING:
    from relais.settings import Settings

log = structlog.get_logger(__name__)

LARGEST_BODY = 4 * 2**20
"""Bytes of one HTTP request: more than any platform sends."""
HEED_EVERY = 1.0
"""Seconds between two looks at what the platforms complain of."""


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
        self.database = open_database(database_url, keys_in(settings))
        self.desk = Desk(charter, frozenset())
        self.writer = make_writer(self.database, clock.now, lambda: self.charter.hash, self._committed)
        self.door = Door(self.desk, self.writer, SystemClock())
        self.platforms: dict[str, Platform] = {}
        for factory in platforms:
            made = factory(self)
            self.platforms[made.name] = made
        self.desk.platforms = frozenset(self.platforms)
        self.pump = Pump(self.writer, self.database, self.desk, self.door, clock, self.platforms, chance=chance)
        self.metronome = Metronome(self.writer, self.database, self.door, self.pump, clock, self.desk)
        self.auditor = Auditor(self.writer, self.database, clock, self.desk)
        self.sealer = Sealer(self.writer, self.database)
        self._connections = Connections()
        self.web = web.Application(client_max_size=LARGEST_BODY, middlewares=[self._connections.noted])
        self.web.add_routes(http.routes(self.database, self.not_ready, own_names(settings.host, settings.public_url)))
        for platform in self.platforms.values():
            self.web.add_routes(platform.routes)
        self._runner: web.AppRunner | None = None
        self._site: BoundedSite | None = None

    @property
    def charter(self) -> Charter:
        """The charter in force."""
        return self.desk.charter

    @property
    def port(self) -> int:
        """Where it listens, once started; the one that was free when the settings say 0."""
        if self._runner is None or not self._runner.addresses:
            raise RuntimeError("the desk does not listen yet")
        return int(self._runner.addresses[0][1])

    async def start(self) -> None:
        """Migrate, take events, connect, deliver, tick, then listen on the settings' host and port.

        Raises what stopped it, with all that had begun stopped again.
        """
        try:
            await asyncio.to_thread(migrate, self.database)
            await asyncio.to_thread(need_keys, self.database, self.database.keys)
            self.writer.start()
            await self._announce_charter(self.charter)
            for platform in self.platforms.values():
                await platform.start()
            await self.pump.start()
            await self.metronome.start()
            await self.auditor.start()
            await self.sealer.start()
            await self._listen()
        except BaseException:
            await self.stop()
            raise
        log.info("started", platform=sorted(self.platforms), port=self.port)

    async def stop(self) -> None:
        """Take nothing more in, let what is in flight end, and let go of everything."""
        if self._site is not None:
            await self._site.stop()
        await self.sealer.stop()
        await self.auditor.stop()
        await self.metronome.stop()
        await self.pump.stop()
        for platform in self.platforms.values():
            await platform.stop()
        if self._runner is not None:
            await self._runner.cleanup()
        await asyncio.to_thread(self.writer.stop)
        await asyncio.to_thread(self.database.close)

    async def idle(self) -> None:
        """Return when nothing that can move is pending: inbox, outbox and due timers."""
        await self.metronome.drain()

    async def advance(self, to: datetime) -> None:
        """Move the desk's clock (a MovableClock) to an instant (aware), due instant by due instant, drained at each."""
        await self.metronome.advance(to)

    async def use_charter(self, charter: Charter) -> None:
        """Another charter is in force from now on.

        Raises:
            CharterError: it gives somebody's id to somebody else; the one in force stays.
        """
        await self._announce_charter(charter)

    async def reload(self) -> bool:
        """Read the settings' charter file again. False when it is invalid or cannot be read: the one in force stays."""
        await self.reload_keys()
        try:
            charter = await asyncio.to_thread(load, self.settings.charter)
        except OSError as error:
            log.error("charter_refused", code=type(error).__name__, count=0, line=[])
            return False
        except CharterError as error:
            return _refused(error)
        try:
            await self.use_charter(charter)
        except CharterError as error:
            return _refused(error)
        log.info("charter_in_force", charter_version=charter.hash)
        return True

    async def reload_keys(self) -> bool:
        """Read the settings' file of keys again. False when it holds none, or not all that are needed: those in hand
        stay."""
        try:
            keys = await asyncio.to_thread(keys_in, self.settings)
            await asyncio.to_thread(need_keys, self.database, keys)
        except (SettingsError, KeysMissing) as error:
            log.error("keys_refused", code=type(error).__name__)
            return False
        self.database.keys = keys
        self.sealer.again()
        return True

    async def run(
        self,
        *,
        on_started: Callable[[], None] = lambda: None,
        on_complaint: Callable[[Finding], None] = lambda _: None,
    ) -> None:
        """Start, and stop at SIGTERM or SIGINT, once what is in flight has ended. SIGHUP reads charter and keys again.

        `on_complaint` is given what keeps a platform from working, each thing once.
        """
        loop = asyncio.get_running_loop()
        over = asyncio.Event()
        reloads: set[asyncio.Task[bool]] = set()

        def hang_up() -> None:
            task = asyncio.create_task(self.reload())
            reloads.add(task)
            task.add_done_callback(reloads.discard)

        await self.start()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, over.set)
        loop.add_signal_handler(signal.SIGHUP, hang_up)
        on_started()
        heeding = asyncio.create_task(self._heed(on_complaint), name="complaints")
        try:
            await over.wait()
        finally:
            heeding.cancel()
            log.info("stopping")
            await self.stop()

    async def _heed(self, told: Callable[[Finding], None]) -> None:
        known: list[Finding] = []
        while True:
            for platform in self.platforms.values():
                found = platform.complaints() if isinstance(platform, Complaining) else ()
                for each in found:
                    if each not in known:
                        known.append(each)
                        told(each)
            await asyncio.sleep(HEED_EVERY)

    def not_ready(self) -> list[str]:
        """Why the desk cannot work now, as codes; empty when it can. Reads the database."""
        reasons = [reason for platform in self.platforms.values() for reason in platform.not_ready()]
        try:
            if not schema_is_current(self.database):
                reasons.append("database.not_migrated")
        except Exception as error:
            log.warning("not_ready", code=type(error).__name__)
            reasons.append("database.unreachable")
        if not self.pump.running:
            reasons.append("pump.stopped")
        return reasons

    async def _announce_charter(self, charter: Charter) -> None:
        """The desk keeps its text and enrols its people; once for each time that it comes into force."""
        self.desk.charter = await asyncio.wrap_future(self.writer.run(lambda unit: taken_in(unit, charter)))
        now = datetime.now(UTC)
        await self.metronome.learn()
        await asyncio.to_thread(self.desk.warm, now)
        event = CharterChanged(key=f"charter:{self.charter.hash}:{now.isoformat()}", at=now, hash=self.charter.hash)
        await asyncio.wrap_future(self.door.submit(event))

    async def _listen(self) -> None:
        self._runner = runner_of(self.web)
        await self._runner.setup()
        self._site = BoundedSite(self._runner, self.settings.host, self.settings.port, self._connections)
        await self._site.start()

    def _committed(self, channels: frozenset[str]) -> None:
        self.pump.wake(channels)


def _refused(error: CharterError) -> bool:
    """Say that a charter is not taken, by its lines alone: `relais charter check` and `relais doctor` say why."""
    lines = [problem.line for problem in error.problems]
    log.error("charter_refused", code=type(error).__name__, count=len(lines), line=lines[:20])
    return False
