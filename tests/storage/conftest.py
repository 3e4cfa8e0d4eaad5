"""A migrated database of either kind, and writers on it that are stopped at the end."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Protocol

import pytest

from storage.database import Database, open_database
from storage.writer import Writer, make_writer


class StartsWriters(Protocol):
    def __call__(
        self,
        database: Database,
        on_commit: Callable[[frozenset[str]], None] = ...,
        patience: float = ...,
    ) -> Writer: ...


@pytest.fixture
def opens() -> Iterator[Callable[[str], Database]]:
    """Opens databases, and closes them at the end."""
    opened: list[Database] = []

    def open_one(url: str) -> Database:
        opened.append(open_database(url))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()


@pytest.fixture
def database(migrated_url: str, opens: Callable[[str], Database]) -> Database:
    """A migrated database, empty: the test runs once on each kind."""
    return opens(migrated_url)


@pytest.fixture
def another(migrated_url: str, opens: Callable[[str], Database]) -> Callable[[], Database]:
    """The test's database as another process would open it."""
    return lambda: opens(migrated_url)


@pytest.fixture
def start_writer(opens: Callable[[str], Database]) -> Iterator[StartsWriters]:
    """Starts writers, and stops them before their databases are closed."""
    started: list[Writer] = []

    def start(
        database: Database,
        on_commit: Callable[[frozenset[str]], None] = lambda channels: None,
        patience: float = 15.0,
    ) -> Writer:
        writer = make_writer(database, lambda: datetime.now(UTC), lambda: "v1", on_commit, patience=patience)
        writer.start()
        started.append(writer)
        return writer

    yield start
    for writer in started:
        writer.stop()


@pytest.fixture
def writer(database: Database, start_writer: StartsWriters) -> Writer:
    return start_writer(database)
