"""The pump is woken in every process once something is committed for it, and after its connection was cut."""

import queue
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.migrate import migrate
from storage.unit import Unit
from storage.wake import Listener
from tests.storage.conftest import StartsWriters

pytestmark = pytest.mark.postgres
Told = queue.Queue[frozenset[str]]


@pytest.fixture
def listening(postgres_url: str, opens: Callable[[str], Database]) -> Iterator[tuple[Database, Told]]:
    database = opens(postgres_url)
    migrate(database)
    told: Told = queue.Queue()
    listener = Listener(database, told.put)
    listener.start()
    assert told.get(timeout=10) == frozenset()
    yield database, told
    listener.stop()


def test_another_process_hears_of_a_commit_and_of_nothing_else(
    listening: tuple[Database, Told], postgres_url: str, opens: Callable[[str], Database], start_writer: StartsWriters
) -> None:
    _, told = listening
    writer = start_writer(opens(postgres_url))
    many = {f"slack:C{number:05d}" for number in range(2000)}

    def failing(unit: Unit) -> None:
        unit.touched.add("nobody")
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  # the job's own
        writer.run(failing).result(10)
    writer.run(lambda unit: unit.touched.update(many)).result(10)
    heard: set[str] = set()
    ends = time.monotonic() + 10
    while heard != many and time.monotonic() < ends:
        heard |= told.get(timeout=10)
    assert heard == many


def test_what_is_named_at_too_great_a_length_has_everything_looked_at(
    listening: tuple[Database, Told], postgres_url: str, opens: Callable[[str], Database], start_writer: StartsWriters
) -> None:
    _, told = listening
    writer = start_writer(opens(postgres_url))
    writer.run(lambda unit: unit.touched.update({"a", "b" * 9000, "c"})).result(10)
    assert told.get(timeout=10) == frozenset()


def test_a_listener_that_was_cut_looks_at_everything_again(listening: tuple[Database, Told]) -> None:
    database, told = listening
    with database.engine.connect() as connection, connection.begin():
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        assert connection.execute(text(cut)).scalars().all() == [True]
    assert told.get(timeout=10) == frozenset()


def test_on_sqlite_there_is_nothing_to_listen_to(sqlite_url: str, opens: Callable[[str], Database]) -> None:
    listener = Listener(opens(sqlite_url), lambda channels: pytest.fail("nobody tells"))
    listener.start()
    listener.stop()
