"""What the disk and the driver alone allow: one bare row a transaction, as durable as the desk's."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter

import psycopg

Insert = Callable[[int, int], float]
"""So many rows, so many of them a transaction: rows a second."""
_TABLE = "CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, key TEXT UNIQUE, body TEXT)"
_BODY = "x" * 200


@contextmanager
def sqlite_rows(file: Path) -> Iterator[Insert]:
    """Bare rows in an SQLite file, in WAL with synchronous=FULL."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(_TABLE)
        ids = iter(range(10**9))

        def insert(count: int, together: int) -> float:
            start = perf_counter()
            for _ in range(count // together):
                connection.execute("BEGIN IMMEDIATE")
                for _ in range(together):
                    number = next(ids)
                    connection.execute("INSERT INTO bare VALUES (?, ?, ?)", (number, f"key {number}", _BODY))
                connection.execute("COMMIT")
            return count // together * together / (perf_counter() - start)

        yield insert


@contextmanager
def postgres_rows(url: str) -> Iterator[Insert]:
    """Bare rows on a PostgreSQL server, with its own settings of durability."""
    with psycopg.connect(url) as connection:
        connection.execute(_TABLE)
        connection.commit()
        ids = iter(range(10**9))

        def insert(count: int, together: int) -> float:
            start = perf_counter()
            for _ in range(count // together):
                for _ in range(together):
                    number = next(ids)
                    connection.execute("INSERT INTO bare VALUES (%s, %s, %s)", (number, f"key {number}", _BODY))
                connection.commit()
            return count // together * together / (perf_counter() - start)

        yield insert
