"""The writer: nothing is answered before it is durable, nothing is done twice, nobody else's fault is one's own."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from storage.database import Database, insert_ignoring, open_database
from storage.faults import StorageUnavailable
from storage.migrate import migrate
from storage.rows import table_of
from storage.tables import Numbering, Setting
from storage.unit import Unit
from storage.writer import Job, Writer
from tests.storage.conftest import StartsWriters


def increment(unit: Unit) -> int:
    row = unit.get(Numbering, "LYO")
    if row is None:
        unit.add(Numbering(site="LYO", last=1))
        return 1
    unit.change(row, last=row.last + 1)
    return row.last


def keep(key: str, value: str = "") -> Job[str]:
    def job(unit: Unit) -> str:
        insert_ignoring(unit.connection, Setting, {"key": key, "value": value})
        return key

    return job


def migrated(database: Database) -> Database:
    migrate(database)
    return database


def kept(database: Database) -> set[str]:
    with database.read() as connection:
        return set(connection.execute(select(table_of(Setting).c.key)).scalars())


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Somebody else holds the database, so that nothing can be written."""
    other = open_database(database.engine.url.render_as_string(hide_password=False))
    with other.engine.connect() as connection, connection.begin():
        if other.kind == "postgresql":
            connection.execute(text("LOCK TABLE setting IN ACCESS EXCLUSIVE MODE"))
        yield
    other.close()


def test_two_hundred_concurrent_increments_give_two_hundred(
    database: Database, another: Callable[[], Database], start_writer: StartsWriters
) -> None:
    writers = [start_writer(database), start_writer(another())]
    seen = [each.result(60) for each in [writers[number % 2].run(increment) for number in range(200)]]
    assert sorted(seen) == list(range(1, 201))


def test_a_job_that_fails_is_undone_alone(database: Database, start_writer: StartsWriters) -> None:
    told: set[str] = set()
    writer = start_writer(database, on_commit=told.update)

    def broken(unit: Unit) -> None:
        keep("broken")(unit)
        unit.touched.add("nobody")
        raise ValueError("its own fault")

    def fine(unit: Unit) -> None:
        keep("fine")(unit)
        unit.touched.add("somebody")

    gate = threading.Event()
    writer.run(lambda unit: gate.wait(10))
    results: list[Future[None]] = [writer.run(fine), writer.run(broken)]
    gate.set()
    wait(results, 10)
    assert results[0].exception() is None
    with pytest.raises(ValueError, match="its own fault"):
        results[1].result()
    assert kept(database) == {"fine"}
    assert told == {"somebody"}


def test_what_is_answered_can_be_read_by_others(database: Database, writer: Writer) -> None:
    for number in range(30):
        assert writer.run(keep(str(number))).result(10) in kept(database)


def test_a_cancelled_job_is_not_run(database: Database, writer: Writer) -> None:
    gate = threading.Event()
    held = [writer.run(lambda unit: gate.wait(10)) for _ in range(4)]
    while writer.waiting and database.kind == "postgresql":
        time.sleep(0.01)
    time.sleep(0.05)
    cancelled = writer.run(keep("cancelled"))
    assert cancelled.cancel()
    gate.set()
    wait(held, 10)
    writer.run(keep("later")).result(10)
    assert kept(database) == {"later"}


def test_jobs_wait_for_a_locked_database(database: Database, writer: Writer) -> None:
    with locked(database):
        futures = [writer.run(keep(str(number))) for number in range(100)]
        time.sleep(4)
        assert not any(future.done() for future in futures)
    done, _ = wait(futures, 30)
    assert len(done) == 100
    assert {future.result() for future in futures} == kept(database)


def test_past_its_patience_a_job_is_refused_and_nothing_of_it_is_kept(
    database: Database, start_writer: StartsWriters
) -> None:
    writer = start_writer(database, patience=0.5)
    with locked(database):
        refused = [writer.run(keep(f"refused {number}")) for number in range(3)]
        for future in refused:
            with pytest.raises(StorageUnavailable):
                future.result(30)
    assert kept(database) == set()
    assert writer.run(keep("after")).result(10) == "after"
    assert kept(database) == {"after"}


def test_a_full_disk_keeps_what_was_acknowledged_and_nothing_else(
    sqlite_url: str, opens: Callable[[str], Database], start_writer: StartsWriters
) -> None:
    database = migrated(opens(sqlite_url))
    pages = 1_000_000

    def limit(connection: object, _record: ConnectionPoolEntry) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]  # SQLite's own

    event.listen(database.engine, "connect", limit)
    event.listen(database.engine, "checkout", lambda connection, record, proxy: limit(connection, record))
    with database.read() as connection:
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one()) + 40
    writer = start_writer(database, patience=1.0)
    futures = [writer.run(keep(f"{number}", "x" * 20_000)) for number in range(20)]
    wait(futures, 60)
    acknowledged = {future.result() for future in futures if future.exception() is None}
    refused = [future for future in futures if future.exception() is not None]
    assert refused
    assert all(isinstance(future.exception(), StorageUnavailable) for future in refused)
    assert kept(database) == acknowledged
    pages = 1_000_000
    assert writer.run(keep("after", "x" * 2_000_000)).result(10) == "after"
    assert kept(database) == acknowledged | {"after"}


def test_what_sqlite_undid_by_itself_is_never_acknowledged(
    sqlite_url: str, opens: Callable[[str], Database], start_writer: StartsWriters
) -> None:
    """As it may when the disk is full; and here the job does not even say so."""
    database = migrated(opens(sqlite_url))
    writer = start_writer(database, patience=0.5)

    def unnoticed(unit: Unit) -> None:
        keep("unnoticed")(unit)
        with suppress(SQLAlchemyError):
            unit.connection.exec_driver_sql("INSERT OR ROLLBACK INTO setting VALUES ('unnoticed', '')")

    gate = threading.Event()
    writer.run(lambda unit: gate.wait(10))
    before, undone, after = writer.run(keep("before")), writer.run(unnoticed), writer.run(keep("after"))
    gate.set()
    assert (before.result(10), after.result(10)) == ("before", "after")
    with pytest.raises(StorageUnavailable):
        undone.result(10)
    assert kept(database) == {"before", "after"}


def test_what_the_disk_has_no_room_for_does_not_hold_up_what_it_has(
    sqlite_url: str, opens: Callable[[str], Database], start_writer: StartsWriters
) -> None:
    database = migrated(opens(sqlite_url))
    event.listen(
        database.engine, "checkout", lambda connection, record, proxy: connection.execute("PRAGMA max_page_count = 400")
    )
    writer = start_writer(database, patience=5.0)
    gate = threading.Event()
    writer.run(lambda unit: gate.wait(10))
    big = writer.run(keep("big", "x" * 4_000_000))
    small = [writer.run(keep(f"small {number}")) for number in range(20)]
    gate.set()
    done, _ = wait(small, 4.0)
    assert len(done) == 20
    with pytest.raises(StorageUnavailable):
        big.result(30)
    assert kept(database) == {f"small {number}" for number in range(20)}


@pytest.mark.postgres
def test_a_cut_connection_loses_nothing_acknowledged(
    postgres_url: str, opens: Callable[[str], Database], start_writer: StartsWriters
) -> None:
    database, admin = migrated(opens(postgres_url)), opens(postgres_url)
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    writer = start_writer(database)
    futures: list[Future[str]] = []
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for number in range(300):
            futures.append(writer.run(keep(str(number))))
            if number % 60 == 30:
                connection.execute(cut)
                time.sleep(0.05)
    assert {future.result(30) for future in futures} == {str(number) for number in range(300)} == kept(database)


def test_one_of_many_claims_a_key(
    database: Database, another: Callable[[], Database], start_writer: StartsWriters
) -> None:
    """Two processes, as far as the database can tell, and a claim that first looks and then writes."""
    writers = [start_writer(another()), start_writer(another())]

    def claim(by: int) -> Job[bool]:
        def job(unit: Unit) -> bool:
            if unit.get(Setting, "claimed") is not None:
                return False
            time.sleep(0.001)
            unit.add(Setting(key="claimed", value=str(by)))
            return True

        return job

    won = [each.result(30) for each in [writers[by % 2].run(claim(by)) for by in range(20)]]
    assert won.count(True) == 1
    with database.read() as connection:
        found = connection.execute(select(table_of(Setting).c.value)).scalars().all()
        assert connection.execute(select(func.count()).select_from(table_of(Setting))).scalar_one() == 1
    assert found == [str(won.index(True))]


def test_after_its_end_a_writer_refuses(database: Database, writer: Writer) -> None:
    before = writer.run(keep("before"))
    writer.stop()
    assert before.result(1) == "before"
    with pytest.raises(StorageUnavailable):
        writer.run(keep("after")).result(1)
    assert kept(database) == {"before"}
