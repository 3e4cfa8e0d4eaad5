"""The database: SQLite by default, PostgreSQL by its address; the same tables, the same promises.

On both a writing transaction behaves as if it were alone. On SQLite it is (`BEGIN IMMEDIATE`); on PostgreSQL it is
serializable, and one that met another is started over by the writer.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

from storage.inserts import insert_ignoring
from storage.sealing import Keys, keys_of, use_keys

__all__ = ["BadDatabaseUrl", "Database", "in_transaction", "insert_ignoring", "open_database"]

Kind = Literal["sqlite", "postgresql"]
BUSY_MS = 2000
"""How long one attempt waits for a lock before the writer counts it and tries again."""
LAST_READS = 5.0
"""Seconds that what is being read may take to end, when the database is let go of."""
BESIDE = ("-wal", "-shm", ".lock", ".used")
"""What stands beside SQLite's file, by what is added to its name: its log, and who migrates it, and who uses it."""

_POSTGRES_SETTINGS = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "application_name": "relais",
    "options": f"-c timezone=UTC -c lock_timeout={BUSY_MS} -c idle_in_transaction_session_timeout=60000",
}


class BadDatabaseUrl(ValueError):
    """The address names no database that the desk can use; says what to write."""


class Database:
    """An open database. `engine` writes; `read` looks, and can change nothing."""

    def __init__(self, kind: Kind, engine: Engine, reader: Engine, keys: Keys) -> None:
        self.kind: Kind = kind
        self.engine = engine
        self._reader = reader
        self.keys = keys

    @property
    def keys(self) -> Keys:
        """What is confided is sealed by these; others may be given at any time."""
        return keys_of(self.engine.dialect)

    @keys.setter
    def keys(self, keys: Keys) -> None:
        for engine in (self.engine, self._reader):
            use_keys(engine.dialect, keys)

    @property
    def file(self) -> Path | None:
        """Where SQLite keeps it; none on PostgreSQL."""
        return Path(str(self.engine.url.database)) if self.kind == "sqlite" else None

    @property
    def is_absent(self) -> bool:
        """Whether SQLite's file is not there yet. Of a PostgreSQL only asking tells."""
        return self.file is not None and not self.file.exists()

    @property
    def unwritable(self) -> Path | None:
        """What of SQLite's this account may not write: its folder, its file, or what stands beside it; else none."""
        if self.file is None:
            return None
        file = self.file.absolute()
        folder = next(each for each in file.parents if os.access(each, os.F_OK))
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            return folder
        for suffix in ("", *BESIDE):
            each = file.with_name(file.name + suffix)
            if each.exists() and not os.access(each, os.R_OK | os.W_OK):
                return each
        return None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database and cannot write; never waits for the writer."""
        with self._reader.connect() as connection:
            yield connection

    def fold(self) -> None:
        """Bring SQLite's log into its file, and empty it: it holds what pages said before. If nobody is in the way."""
        if self.file is not None and self.file.exists():
            with closing(sqlite3.connect(self.file, timeout=BUSY_MS / 1000)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of all the connections, once what is being read is read; what holds one for seconds keeps it."""
        until = time.monotonic() + LAST_READS
        for engine in (self.engine, self._reader):
            while _is_held(engine) and time.monotonic() < until:
                time.sleep(0.01)
            engine.dispose()


def _is_held(engine: Engine) -> bool:
    return isinstance(engine.pool, QueuePool) and engine.pool.checkedout() > 0


def open_database(url: str, keys: Keys | None = None) -> Database:
    """Open `sqlite:///path` or `postgresql://…` (the driver is ours to add); nothing is created or migrated yet.

    `keys`: what is confided is sealed by them; without any it is written as it is.
    `BadDatabaseUrl` for anything else.
    """
    try:
        address = make_url(url)
    except Exception as error:
        raise BadDatabaseUrl("this is no database address: write sqlite:///path or postgresql://…") from error
    match address.get_backend_name():
        case "sqlite":
            return _open_sqlite(address, keys or Keys())
        case "postgresql" | "postgres":
            return _open_postgres(address.set(drivername="postgresql+psycopg"), keys or Keys())
        case other:
            raise BadDatabaseUrl(f"{other} is not a database that the desk knows: sqlite:///path or postgresql://…")


def _open_sqlite(address: URL, keys: Keys) -> Database:
    if address.database in (None, "", ":memory:"):
        raise BadDatabaseUrl("the desk needs a file to remember in: sqlite:///path")
    address = address.set(drivername="sqlite+pysqlite")
    return Database("sqlite", _sqlite_engine(address, writes=True), _sqlite_engine(address, writes=False), keys)


def _sqlite_engine(address: URL, *, writes: bool) -> Engine:
    engine = create_engine(address, pool_size=2 if writes else 8, max_overflow=8, pool_timeout=10)

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver's own BEGIN comes late and is deferred; ours is below.
        connection.isolation_level = None
        for pragma in _pragmas(writes=writes):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _pragmas(*, writes: bool) -> tuple[str, ...]:
    shared = (f"busy_timeout = {BUSY_MS}", "foreign_keys = ON", "temp_store = MEMORY")
    if writes:
        # With a million requests stored each transaction touches hundreds of pages, and mostly those of the one before:
        # they are kept at hand (in KB), and copied from the log to the file once for many transactions (in pages).
        kept = ("cache_size = -64000", "wal_autocheckpoint = 8000")
        # What is erased, or sealed after it was not, leaves nothing of it in the file's free room.
        return (*shared, *kept, "secure_delete = ON", "journal_mode = WAL", "synchronous = FULL")
    return (*shared, "cache_size = -16000", "query_only = ON")


def _open_postgres(address: URL, keys: Keys) -> Database:
    def engine(isolation: Literal["SERIALIZABLE", "REPEATABLE READ"], *, ping: bool) -> Engine:
        return create_engine(
            address,
            isolation_level=isolation,
            connect_args=_POSTGRES_SETTINGS,
            pool_size=8,
            max_overflow=4,
            pool_timeout=10,
            pool_pre_ping=ping,
        )

    # A reader is not tried again as a writer is, so it asks first whether its connection still stands.
    reader = engine("REPEATABLE READ", ping=True).execution_options(postgresql_readonly=True)
    return Database("postgresql", engine("SERIALIZABLE", ping=False), reader, keys)


def in_transaction(connection: Connection) -> bool:
    """Whether SQLite itself is still in the transaction that it was told to begin."""
    driver = connection.connection.driver_connection
    return isinstance(driver, sqlite3.Connection) and driver.in_transaction
