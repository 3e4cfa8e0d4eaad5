"""Bringing a database to the tables of this release, and refusing one that is ahead of it.

One process at a time migrates: the others wait, then find nothing left to do. A revision is kept whole or not at all.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, inspect, text

from storage.database import Database

_HERE = Path(__file__).parent / "migrations"
_LOCK = 0x52454C4149  # "RELAI": the same number in every process, and nobody else's
_LOCK_MS = 120_000


class DatabaseTooNew(Exception):
    """The database was migrated by a later release; this one must not write to it."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"the database is at revision {revision}, which this release of Relais does not know: "
            "start the newer release, or restore the backup made before it"
        )
        self.revision = revision


def migrate(database: Database) -> Path | None:
    """Bring the database to this release's tables; returns where its backup is, if one was made (SQLite with data).

    The folder of an SQLite file is made where it is missing: whoever only looks leaves nothing behind.

    Raises:
        DatabaseTooNew: it is ahead of this release; nothing is changed.
    """
    with _alone(database):
        found = current_revision(database)
        if found is not None and not is_known(found):
            raise DatabaseTooNew(found)
        if found == newest_revision():
            return None
        backup = _back_up(database) if found is not None else None
        with database.engine.connect() as connection, connection.begin():
            _run(connection)
        return backup


def schema_is_current(database: Database) -> bool:
    """Whether the database has exactly the tables of this release."""
    return current_revision(database) == newest_revision()


def current_revision(database: Database) -> str | None:
    """The revision that the database is at; none when it was never migrated."""
    with database.read() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str:
    """The last revision that this release knows."""
    head = _scripts().get_current_head()
    if head is None:
        raise LookupError("this release has no revision")
    return head


def write_revision(database: Database, message: str, number: str) -> None:
    """For who changes storage/tables.py: write the revision that brings this (migrated) database to them.

    `number`: its id, one more than the last, as in "0002". To be read, and made to only add, before it is kept.
    """
    with database.engine.connect() as connection, connection.begin():
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)


def _run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # Waiting behind long readers is right here, and only here.
        connection.execute(text(f"SET LOCAL lock_timeout = {_LOCK_MS}"))
    command.upgrade(_config(connection), "head")


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    return _read_scripts(_HERE)


@cache
def _read_scripts(_folder: Path) -> ScriptDirectory:
    # Once: a start asks several times what this release knows, and to read is to compile every revision anew.
    return ScriptDirectory.from_config(_config())


def is_known(revision: str) -> bool:
    """Whether this release knows that revision."""
    try:
        return _scripts().get_revision(revision) is not None
    except CommandError:
        return False


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    file = database.file
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.with_name(f"{file.name}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        return
    # A lock of the session, not of a transaction: a snapshot taken before it was granted would be too old to look with.
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET lock_timeout = {_LOCK_MS}"))
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
            connection.invalidate()


def _back_up(database: Database) -> Path | None:
    file = database.file
    if file is None:
        return None
    made = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    backup = file.with_name(f"{file.name}.{made}.backup")
    unfinished = backup.with_name(f"{backup.name}.part")
    unfinished.touch(mode=0o600)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    with unfinished.open("rb") as written:
        os.fsync(written.fileno())
    unfinished.rename(backup)
    return backup
