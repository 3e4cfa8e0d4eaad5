"""A database that is let go of while something still reads in it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from storage import database as module
from storage.database import Database, open_database

READS = 0.3


def test_what_is_being_read_ends_before_its_connection_is_closed(migrated_url: str) -> None:
    database, began, ended = open_database(migrated_url), Event(), Event()
    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(_reads, database, began, ended)
        assert began.wait(10)
        database.close()
        assert ended.is_set()
        reading.result()


def test_what_holds_a_connection_for_ever_holds_nothing_up(migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LAST_READS", 0.1)
    database = open_database(migrated_url)
    with database.read() as connection:
        database.close()
        connection.invalidate()


def _reads(database: Database, began: Event, ended: Event) -> None:
    with database.read():
        began.set()
        time.sleep(READS)
        ended.set()
