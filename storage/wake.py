"""Waking the pump: told in the transaction that queued, heard by every process on PostgreSQL.

SQLite has one process, which its writer tells directly; there is nothing to listen to.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

import psycopg
import structlog
from sqlalchemy import Connection, text

from storage.database import Database

CHANNEL = "relais_outbox"
LIMIT = 7000
"""Bytes in one message; PostgreSQL takes less than 8000 (https://www.postgresql.org/docs/current/sql-notify.html)."""
_notify = text("SELECT pg_notify(:channel, :payload)")
_log = structlog.get_logger(__name__)


def notify(connection: Connection, channels: Iterable[str]) -> None:
    """Tell every process, once this transaction is committed, that something waits in these channels."""
    if connection.dialect.name != "postgresql":
        return
    for payload in _payloads(sorted(channels)):
        connection.execute(_notify, {"channel": CHANNEL, "payload": payload})


class Listener:
    """A thread that hears `notify` on a connection of its own, and connects again when it was cut.

    `callback` gets the channels named; an empty set means "look at all of them" (said after each connection, since what
    was told meanwhile is lost). It is called in the listener's thread.
    """

    def __init__(self, database: Database, callback: Callable[[frozenset[str]], None]) -> None:
        self._database = database
        self._callback = callback
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="relais-listen", daemon=True)

    def start(self) -> None:
        """Begin to listen; on SQLite, do nothing."""
        if self._database.kind == "postgresql":
            self._thread.start()

    def stop(self) -> None:
        """Stop listening, within about a second."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen()
            except Exception as error:
                _log.warning("listen.cut", error=type(error).__name__)
                self._stopping.wait(1)

    def _listen(self) -> None:
        address = self._database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self._callback(frozenset())
            while not self._stopping.is_set():
                for told in connection.notifies(timeout=0.5):
                    with suppress(ValueError):
                        self._callback(frozenset(json.loads(told.payload)))


def _payloads(channels: list[str]) -> Iterator[str]:
    """These channels, in as many messages as it takes; one whose name is too long for any has all of them looked at."""
    part: list[str] = []
    size = 2
    for channel in channels:
        cost = len(json.dumps(channel)) + 2
        if cost + 2 > LIMIT:
            yield json.dumps([])
            return
        if part and size + cost > LIMIT:
            yield json.dumps(part)
            part, size = [], 2
        part.append(channel)
        size += cost
    if part:
        yield json.dumps(part)
