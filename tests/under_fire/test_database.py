"""The database locked, full or cut under a running desk: nothing is acknowledged meanwhile, and work resumes."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from random import Random
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from tests.postgres import PostgresServer, database_name
from tests.under_fire.fire import Desk, Fire, a_fire
from tests.under_fire.load import Crowd
from tests.under_fire.oracle import Seen, problems

pytestmark = pytest.mark.timeout(240)
LOCKED = 10.0
"""Seconds, as long as a backup may hold the database; the desk waits longer than that."""
FULL = 17.0
"""Longer than the desk waits: it then says so."""
CUT = 5.0


async def through(fire: Fire, trouble: Callable[[Desk, Crowd], Awaitable[None]]) -> Crowd:
    """People at work before, during and after some trouble; then all is as promised."""
    desk = await fire.load()
    await desk.start()
    crowd = Crowd(fire, lambda: [desk.url] if desk.url else [], Random(5), sure=1.0)
    work = asyncio.create_task(crowd.work(1000, at_once=8, pause=0.6))
    await crowd.acknowledges(20)
    await trouble(desk, crowd)
    await crowd.acknowledges(20)
    crowd.stop()
    async with asyncio.timeout(60):
        await work
    await fire.settled(desk)
    assert problems(crowd.needs, await Seen.at(fire.town)) == [], fire.complaints()
    return crowd


async def acknowledges_nothing(fire: Fire, desk: Desk, crowd: Crowd, seconds: float) -> None:
    """So many seconds pass without an acknowledgement, what was on its way excepted; the desk is alive meanwhile."""
    await asyncio.sleep(1)
    before = crowd.acknowledged
    await asyncio.sleep(seconds - 1.2)
    assert crowd.acknowledged == before
    async with fire.session.get(f"{desk.url}/healthz") as response:
        assert response.status == 200


@pytest.fixture
async def on_sqlite(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Fire]:
    async with a_fire(sqlite_url, tmp_path, Crowd.users(1000)) as fire:
        yield fire


async def test_locked_for_ten_seconds_sqlite(on_sqlite: Fire) -> None:
    async def trouble(desk: Desk, crowd: Crowd) -> None:
        file = on_sqlite.database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await acknowledges_nothing(on_sqlite, desk, crowd, LOCKED)
            other.execute("ROLLBACK")

    crowd = await through(on_sqlite, trouble)
    assert crowd.refused == 0, "the desk waits longer than a backup locks its database"


async def test_full_sqlite(on_sqlite: Fire) -> None:
    async def trouble(desk: Desk, crowd: Crowd) -> None:
        # What a full disk does to a write: the kernel refuses it. 4096 bytes is less than any of the database's files.
        resource.prlimit(desk.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        await acknowledges_nothing(on_sqlite, desk, crowd, FULL)
        resource.prlimit(desk.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    crowd = await through(on_sqlite, trouble)
    assert crowd.refused > 0, "whoever waits too long is told that nothing was kept"


@pytest.mark.postgres
async def test_locked_for_ten_seconds_postgres(postgres_url: str, tmp_path: Path) -> None:
    async with a_fire(postgres_url, tmp_path, Crowd.users(1000)) as fire:

        async def trouble(desk: Desk, crowd: Crowd) -> None:
            async with await psycopg.AsyncConnection.connect(postgres_url) as other:
                await other.execute("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE")
                await acknowledges_nothing(fire, desk, crowd, LOCKED)

        crowd = await through(fire, trouble)
        assert crowd.refused == 0, "the desk waits longer than a backup locks its database"


@pytest.mark.postgres
async def test_terminated_postgres(postgres_server: PostgresServer, postgres_url: str, tmp_path: Path) -> None:
    async with a_fire(postgres_url, tmp_path, Crowd.users(1000)) as fire:

        async def trouble(desk: Desk, crowd: Crowd) -> None:
            for _ in range(8):
                await terminate(postgres_server, postgres_url)
                await asyncio.sleep(CUT / 8)

        await through(fire, trouble)


@pytest.mark.postgres
async def test_read_only_postgres(postgres_server: PostgresServer, postgres_url: str, tmp_path: Path) -> None:
    """As a server is whose disk is full, or that is not the first any more."""
    async with a_fire(postgres_url, tmp_path, Crowd.users(1000)) as fire:

        async def trouble(desk: Desk, crowd: Crowd) -> None:
            await read_only(postgres_server, postgres_url, True)
            await acknowledges_nothing(fire, desk, crowd, CUT)
            await read_only(postgres_server, postgres_url, False)

        await through(fire, trouble)


@pytest.mark.postgres
async def test_unreachable_postgres(postgres_url: str, tmp_path: Path) -> None:
    async with a_cable(postgres_url) as cable, a_fire(cable.url, tmp_path, Crowd.users(1000)) as fire:

        async def trouble(desk: Desk, crowd: Crowd) -> None:
            cable.cut()
            await acknowledges_nothing(fire, desk, crowd, CUT)
            cable.mend()

        await through(fire, trouble)


async def terminate(server: PostgresServer, url: str) -> None:
    """Cut every connection to a database, wherever it stands in a transaction."""
    async with await psycopg.AsyncConnection.connect(server.admin_url, autocommit=True) as admin:
        await admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (database_name(url),)
        )


async def read_only(server: PostgresServer, url: str, on: bool) -> None:
    """Let a database be read only, from now on, by everybody; or let it be written again."""
    async with await psycopg.AsyncConnection.connect(server.admin_url, autocommit=True) as admin:
        name = sql.Identifier(database_name(url))
        await admin.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = {}").format(name, on))
    await terminate(server, url)


class Cable:
    """What lies between a desk and its database."""

    def __init__(self, server: str, port: int) -> None:
        self._server = (server, port)
        self._whole = True
        self._ends: set[asyncio.StreamWriter] = set()
        self.url = ""

    def cut(self) -> None:
        """Nothing goes through any more, in the middle of whatever was being said."""
        self._whole = False
        for end in self._ends:
            end.transport.abort()

    def mend(self) -> None:
        self._whole = True

    async def joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Somebody connects."""
        if not self._whole:
            writer.transport.abort()
            return
        far_reader, far_writer = await asyncio.open_connection(*self._server)
        self._ends |= {writer, far_writer}
        await asyncio.gather(_pour(reader, far_writer), _pour(far_reader, writer))
        self._ends -= {writer, far_writer}


async def _pour(source: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await source.read(65536):
            into.write(data)
            await into.drain()
    into.transport.abort()


@asynccontextmanager
async def a_cable(url: str) -> AsyncIterator[Cable]:
    parts = urlsplit(url)
    cable = Cable(parts.hostname or "127.0.0.1", parts.port or 5432)
    server = await asyncio.start_server(cable.joined, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    cable.url = urlunsplit(parts._replace(netloc=f"{parts.username}:{parts.password}@127.0.0.1:{port}"))
    try:
        yield cable
    finally:
        cable.cut()
        server.close()
