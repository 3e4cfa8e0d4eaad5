"""The demo: the desk on its own sandbox, with a clock that can be moved and no account anywhere."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event, inspect, select

from adapters import sandbox
from adapters.platform import AppPorts
from adapters.sandbox import seed
from adapters.sandbox.clock import Controls
from adapters.sandbox.people import on_sandbox
from adapters.sandbox.platform import Sandbox
from adapters.sandbox.player import Player
from adapters.sandbox.tables import CLOCK_SETTING, NAME
from bot.charter import Charter
from bot.clock import MovableClock
from relais.app import App
from storage.database import Database, open_database
from storage.rows import table_of
from storage.tables import Identity, Setting

if TYPE_CHECKING:
    from relais.settings import Settings

CHARTER = Path(__file__).parent / "charters" / "demo.yaml"
DATABASE = Path("var/demo.db")


class NotADemo(Exception):
    """The database belongs to a desk that serves people: the demo's invented ones have no place in it."""


class Demo(App):
    """The desk with the sandbox as its only platform. A fresh database is given `past`: a time already lived."""

    def __init__(self, settings: Settings, charter: Charter, database_url: str, past: timedelta = timedelta(0)) -> None:
        lived = _lived(database_url)
        self.past = past if lived is None else timedelta(0)
        clock = MovableClock(-self.past if lived is None else lived)
        super().__init__(settings, on_sandbox(charter), database_url, clock, [self._sandbox])
        self._opening: asyncio.Task[None] | None = None
        self._tell(0.0 if self.past else None)

    async def use_charter(self, charter: Charter) -> None:
        """Another charter, its channels on the sandbox too."""
        await super().use_charter(on_sandbox(charter))

    async def live_the_past(self) -> None:
        """Play what happened before it opened, up to now, in a database where nothing had."""
        if self.past:
            with _without_waiting_for_the_disk(self.database):
                await seed.play(Player(self._world), self.past, self._tell)
            await self._world.sandbox.keep_clock()
        self._tell(None)

    async def serve(self, on_open: Callable[[str], None]) -> None:
        """Run until told to stop; `on_open` is given the page's address, which says so while the past is being lived.

        A past that cannot be lived stops it, and is raised.
        """

        def open_page() -> None:
            self._opening = asyncio.create_task(self.live_the_past())
            self._opening.add_done_callback(_stop_unless_lived)
            on_open(f"http://{self.settings.host}:{self.port}/")

        await self.run(on_started=open_page)
        if self._opening is not None and not self._opening.cancelled():
            self._opening.result()

    async def stop(self) -> None:
        """As any desk; a past that is being lived ends where it stands."""
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.wait([self._opening])
        await super().stop()

    def not_ready(self) -> list[str]:
        """As any desk, and while its past is being lived."""
        return [*super().not_ready(), *(["sandbox.preparing"] if self._world.past_lived is not None else [])]

    def _tell(self, share: float | None) -> None:
        self._world.past_lived = share

    def _sandbox(self, ports: AppPorts) -> Sandbox:
        async def idle() -> None:
            await self.idle()

        async def advance(to: datetime) -> None:
            await self.advance(to)

        self._world = sandbox.opened(ports, Controls(idle, advance))
        return self._world.sandbox


def _stop_unless_lived(opening: asyncio.Task[None]) -> None:
    if not opening.cancelled() and opening.exception() is not None:
        signal.raise_signal(signal.SIGTERM)


@contextmanager
def _without_waiting_for_the_disk(database: Database) -> Iterator[None]:
    """On SQLite, commits are not awaited: a past that is lost with the machine is played again."""
    if database.kind != "sqlite":
        yield
        return

    def quick(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    def careful(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA synchronous = FULL")

    event.listen(database.engine, "checkout", quick)
    try:
        yield
    finally:
        event.remove(database.engine, "checkout", quick)
        event.listen(database.engine, "checkout", careful)


def forget(database: Path = DATABASE) -> None:
    """Remove what an earlier demo left."""
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _lived(database_url: str) -> timedelta | None:
    """How far ahead of the machine's the sandbox's clock was left; none in a database that nobody has lived in yet.

    Raises:
        NotADemo: when people of another platform are in it.
    """
    database = open_database(database_url)
    if database.is_absent:
        return None
    try:
        with database.read() as connection:
            known = inspect(connection)
            if not known.has_table(Identity.__tablename__) or not known.has_table(Setting.__tablename__):
                return None
            identity, setting = table_of(Identity), table_of(Setting)
            if connection.execute(select(identity.c.id).where(identity.c.platform != NAME).limit(1)).scalar():
                raise NotADemo
            if connection.execute(select(identity.c.id).limit(1)).scalar() is None:
                return None
            found = connection.execute(select(setting.c.value).where(setting.c.key == CLOCK_SETTING)).scalar()
            # Behind the machine's, it was killed while it lived its past: what is lived of it is all there will be.
            return timedelta(seconds=max(0.0, float(found or 0)))
    finally:
        database.close()
