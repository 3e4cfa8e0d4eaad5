"""What goes wrong between the desk and its database, and whether trying again may help."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout

CONFLICT_TRIES = 5
"""How often a transaction that ran into another's row is started over before the clash is called its own fault."""

_SQLITE_OUT_OF_HANDS = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES_OUT_OF_HANDS = ("08", "25006", "53", "55P03", "57P", "58")
_POSTGRES_START_OVER = ("40001", "40P01")
_POSTGRES_UNIQUE = "23505"


class StorageUnavailable(Exception):
    """The database could not be written for as long as one waits: nothing was kept, and the same may be said again."""

    def __init__(self, cause: BaseException | None = None) -> None:
        why = type(getattr(cause, "orig", None) or cause).__name__ if cause is not None else "stopped"
        super().__init__(f"the database cannot be written ({why}); nothing was kept")


def is_outage(error: BaseException) -> bool:
    """The database, not what was asked of it, is at fault: locked, full, cut, read-only, out of connections."""
    if isinstance(error, PoolTimeout | PendingRollbackError | StorageUnavailable):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_code(error.orig) in _SQLITE_OUT_OF_HANDS
    state = _sqlstate(error)
    if state is None:
        return isinstance(error, OperationalError)
    return state.startswith(_POSTGRES_OUT_OF_HANDS)


def is_collision(error: BaseException) -> bool:
    """Two transactions met (serialization, deadlock): the one that lost is to start over."""
    return isinstance(error, DBAPIError) and _sqlstate(error) in _POSTGRES_START_OVER


def must_start_over(error: BaseException, attempt: int) -> bool:
    """Whether the whole transaction is to be tried again; whoever catches errors inside one lets these through.

    A row that another process has just inserted under the same unique key is such a case too: only a new transaction
    sees it. SQLite has one writer, so there the same clash is a fault of what was asked.
    """
    if is_outage(error) or is_collision(error):
        return True
    return isinstance(error, IntegrityError) and _sqlstate(error) == _POSTGRES_UNIQUE and attempt < CONFLICT_TRIES


def _sqlite_code(error: sqlite3.Error) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def _sqlstate(error: DBAPIError) -> str | None:
    state = getattr(error.orig, "sqlstate", None)
    return None if state is None else str(state)
