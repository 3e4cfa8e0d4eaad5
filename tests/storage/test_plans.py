"""What is asked for every event or every few seconds is found by an index, however many rows there are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, event, select

from storage import inbox, journal, outbox, timers, words
from storage.database import Database
from storage.migrate import migrate
from storage.rows import table_of
from storage.tables import OPEN_STATES, Identity, InboxState, OutboxKind, Request, State
from storage.unit import Unit

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def is_long(step: str) -> bool:
    """A partial index holds only what is pending: read in its order, it is as short as what is found."""
    return step.startswith("SCAN") and not step.endswith(("INDEX timer_pending", "INDEX outbox_heads"))


@contextmanager
def scans(database: Database) -> Iterator[list[str]]:
    """The statements, said meanwhile by a writer on SQLite, that read a table from one end to the other."""
    found: list[str] = []

    def look(connection: Connection, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        if statement.split(maxsplit=1)[0] in ("SELECT", "UPDATE", "DELETE"):
            plan = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            found.extend(f"{statement}: {row[3]}" for row in plan if is_long(row[3]))

    event.listen(database.engine, "before_cursor_execute", look)
    yield found
    event.remove(database.engine, "before_cursor_execute", look)


def intake(unit: Unit) -> None:
    assert inbox.find(unit, "k") is None
    inbox.keep(unit, "k", "message_posted", 1, NOW, state=InboxState.HANDLED, reply=None)
    words_id = words.keep(unit, "bonjour", "ask", 1)
    words.read(unit, [words_id])
    journal.write(unit, 1, "ask", 1)
    for kind in OutboxKind:
        outbox.queue(unit, kind, platform="p", channel="c", lane="l", subject="s", payload="x")
        outbox.queue(unit, kind, platform="p", channel="c", lane="l", subject="s", payload="x")
    unit.find(Identity, platform="p", team="t", user="u")


def metronome(unit: Unit) -> None:
    timers.due(unit)
    timers.next_due(unit)
    timers.done(unit, 1)
    timers.cancel(unit, "k", "s")
    inbox.is_awaited(unit, "person:p:t:u")
    inbox.waiting_on(unit, ["person:p:t:u", "person:p:t:v"])
    inbox.due_again(unit, NOW, 20)
    inbox.forget(unit, NOW)
    inbox.forget_replies(unit, NOW)
    words.purge(unit)


def open_requests(unit: Unit) -> None:
    rows = table_of(Request).c
    unit.all(Request, select(table_of(Request)).where(rows.open, rows.site == "LYO", rows.state == State.NEW))
    unit.all(Request, select(table_of(Request)).where(rows.assignee_id == 3, rows.state.in_(OPEN_STATES)))


@pytest.mark.parametrize("job", [intake, metronome, open_requests])
def test_no_table_is_read_from_one_end_to_the_other(
    job: Callable[[Unit], None], sqlite_url: str, opens: Callable[[str], Database]
) -> None:
    database = opens(sqlite_url)
    migrate(database)
    with database.engine.connect() as connection, connection.begin(), scans(database) as found:
        job(Unit(connection, NOW))
    assert found == []


def test_a_scan_is_seen(sqlite_url: str, opens: Callable[[str], Database]) -> None:
    database = opens(sqlite_url)
    migrate(database)
    with database.engine.connect() as connection, connection.begin(), scans(database) as found:
        Unit(connection, NOW).all(Request, select(table_of(Request)).where(table_of(Request).c.urgent))
    assert len(found) == 1
