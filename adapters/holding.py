"""Who delivers to a channel: the only process there is, or the one replica that holds its lock.

On PostgreSQL the lock is an advisory one of a live connection: it ends with the process that held it, however it ended.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Collection
from typing import Protocol

import psycopg
import structlog

from storage.database import Database

log = structlog.get_logger(__name__)

NAMESPACE = 0x52454C41
"""Sets the pump's advisory locks apart from any other use of them in the same database."""


_TAKE = "SELECT pg_try_advisory_lock(%s, key) FROM unnest(%s::int[]) WITH ORDINALITY AS asked(key, at) ORDER BY at"
_LEAVE = "SELECT pg_advisory_unlock(%s, key) FROM unnest(%s::int[]) AS asked(key)"


class Lost(Exception):
    """The connection that held the channels is gone, and with it the right to deliver to them."""


class Holder(Protocol):
    """The right to deliver to channels."""

    async def take(self, channels: Collection[str]) -> frozenset[str]:
        """Those of the channels that this process may deliver to now. `Lost` when what was held no longer is."""
        ...

    async def leave(self, channels: Collection[str]) -> None:
        """Nothing of these is in flight: another replica may have them."""
        ...

    async def check(self) -> None:
        """`Lost` when what was held no longer is."""
        ...

    async def close(self) -> None:
        """Leave everything."""
        ...


class Alone:
    """The only process: every channel is its own."""

    async def take(self, channels: Collection[str]) -> frozenset[str]:
        return frozenset(channels)

    async def leave(self, channels: Collection[str]) -> None:
        return

    async def check(self) -> None:
        return

    async def close(self) -> None:
        return


class Replica:
    """One of several processes on a PostgreSQL. `address`: a libpq URL."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection: psycopg.AsyncConnection[tuple[object, ...]] | None = None
        self._held: set[str] = set()

    async def take(self, channels: Collection[str]) -> frozenset[str]:
        wanted = sorted(set(channels) - self._held)
        if wanted:
            keys = [_key(channel) for channel in wanted]
            rows = await self._ask(_TAKE, (NAMESPACE, keys))
            self._held.update(channel for channel, (given,) in zip(wanted, rows, strict=True) if given)
        return frozenset(self._held.intersection(channels))

    async def leave(self, channels: Collection[str]) -> None:
        mine = sorted(self._held.intersection(channels))
        if mine:
            self._held.difference_update(mine)
            await self._ask(_LEAVE, (NAMESPACE, [_key(each) for each in mine]))

    async def check(self) -> None:
        if self._connection is not None:
            await self._ask("SELECT 1", ())

    async def close(self) -> None:
        self._held.clear()
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def _ask(self, statement: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
        try:
            async with asyncio.timeout(5):
                if self._connection is None:
                    self._connection = await psycopg.AsyncConnection.connect(
                        self._address, autocommit=True, connect_timeout=5, application_name="relais-pump"
                    )
                cursor = await self._connection.execute(statement.encode(), values)
                return await cursor.fetchall()
        except (psycopg.Error, OSError, TimeoutError) as error:
            log.warning("holder.cut", code=type(error).__name__)
            held = bool(self._held)
            await self._drop()
            raise Lost(held) from error

    async def _drop(self) -> None:
        self._held.clear()
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                async with asyncio.timeout(2):
                    await connection.close()
            except (psycopg.Error, OSError, TimeoutError):
                return


def make_holder(database: Database) -> Holder:
    """The holder that this database calls for."""
    if database.kind == "sqlite":
        return Alone()
    return Replica(database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False))


def _key(channel: str) -> int:
    """Two channels may share a key: they are then held together, which is harmless."""
    return int.from_bytes(hashlib.blake2b(channel.encode(), digest_size=4).digest(), "big", signed=True)
