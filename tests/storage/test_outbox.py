"""What is to go out: the order of a lane, and one pending row for what is drawn when sent."""

from collections.abc import Callable
from concurrent.futures import wait
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from storage import outbox, timers
from storage.database import Database
from storage.outbox import next_in_lane, pending_count, queue
from storage.outbox_queue import doubled, pending_channels
from storage.rows import table_of
from storage.tables import Outbox, OutboxKind, OutboxState
from storage.unit import Unit
from storage.writer import Job, Writer
from tests.storage.conftest import StartsWriters


def update(subject: str, payload: str | None = None) -> Job[None]:
    def job(unit: Unit) -> None:
        queue(unit, OutboxKind.UPDATE, platform="p", channel="p:c", lane="l", subject=subject, payload=payload)

    return job


def rows(database: Database) -> list[tuple[object, ...]]:
    outbox = table_of(Outbox).c
    with database.read() as connection:
        query = select(outbox.subject, outbox.state, outbox.payload).order_by(outbox.id)
        return [tuple(row) for row in connection.execute(query)]


def test_one_pending_update_is_enough_until_it_is_being_sent(database: Database, writer: Writer) -> None:
    for subject, payload in (("place:1", None), ("place:2", "old"), ("place:1", None), ("place:2", "new")):
        writer.run(update(subject, payload)).result(10)
    assert rows(database) == [("place:1", OutboxState.QUEUED, None), ("place:2", OutboxState.QUEUED, "new")]
    writer.run(lambda unit: unit.change(unit.need(Outbox, 1), state=OutboxState.SENDING)).result(10)
    writer.run(update("place:1")).result(10)
    assert [row[:2] for row in rows(database)] == [
        ("place:1", OutboxState.SENDING),
        ("place:2", OutboxState.QUEUED),
        ("place:1", OutboxState.QUEUED),
    ]
    assert writer.run(pending_count).result(10) == 3


def test_the_channel_of_what_is_queued_is_told_after_the_commit(
    database: Database, start_writer: StartsWriters
) -> None:
    told: list[frozenset[str]] = []
    writer = start_writer(database, on_commit=told.append)
    writer.run(update("place:1")).result(10)
    assert told == [frozenset({"p:c"})]


def test_each_channel_where_something_waits_is_found_once(database: Database, writer: Writer) -> None:
    def found(*platforms: str) -> set[str]:
        with database.read() as connection:
            return pending_channels(connection, platforms)

    def fill(unit: Unit) -> None:
        for platform, channel in (
            ("b", "b:C2"),
            ("a", "a:D9"),
            ("b", "b:C1"),
            ("a", "a:D9"),
            ("c", "c:X"),
            ("b", "b:C10"),
        ):
            queue(unit, OutboxKind.SEND, platform=platform, channel=channel, lane=channel, subject="s")
        states = (OutboxState.SENDING, OutboxState.RETRY, OutboxState.FAILED, OutboxState.SENT, OutboxState.DROPPED)
        for number, state in zip((1, 2, 3, 5, 6), states, strict=True):
            unit.change(unit.need(Outbox, number), state=state)

    assert found("a", "b") == set()
    writer.run(fill).result(10)
    assert found("a", "b", "c") == {"a:D9", "b:C2"}
    assert found("b") == {"b:C2"}
    assert found("c") == set()


def test_a_lane_counts_without_a_hole_in_the_order_of_commits(
    database: Database, another: Callable[[], Database], start_writer: StartsWriters
) -> None:
    writers = [start_writer(database), start_writer(another())]

    def send(unit: Unit) -> None:
        queue(unit, OutboxKind.SEND, platform="p", channel="c", lane="thread", subject="s")

    done, _ = wait([writers[number % 2].run(send) for number in range(60)], 60)
    assert all(future.exception() is None for future in done)
    outbox = table_of(Outbox).c
    with database.read() as connection:
        found = connection.execute(select(outbox.seq).order_by(outbox.seq)).scalars().all()
    assert found == list(range(1, 61))
    assert writers[0].run(lambda unit: next_in_lane(unit, "another")).result(10) == 1


def test_a_timer_is_planned_once_taken_once_and_can_be_cancelled(writer: Writer) -> None:
    def job(unit: Unit) -> None:
        for _ in range(2):
            timers.plan(unit, "first_response", "request:1", unit.now)
        timers.plan(unit, "close", "request:1", unit.now)
        timers.cancel(unit, "close", "request:1")
        (timer,) = timers.due(unit)
        assert timers.next_due(unit) == timer.due
        assert timer.id is not None
        assert timers.done(unit, timer.id)
        assert not timers.done(unit, timer.id)
        assert timers.due(unit) == []
        assert timers.next_due(unit) is None

    writer.run(job).result(10)


def test_a_message_is_looked_for_among_the_last_that_were_said_in_its_lane(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "LOOKED_BACK", 3)
    noon, rows = datetime(2026, 11, 23, 12, tzinfo=UTC), table_of(Outbox)
    with database.engine.connect() as connection, connection.begin():
        unit = Unit(connection, noon)
        for number in range(4):
            queue(unit, OutboxKind.SEND, platform="p", channel="c", lane="l", subject=f"s{number}")
            unit.execute(rows.update().where(rows.c.subject == f"s{number}").values(ref=f"c {number}"))
        found = [outbox.sent_as(unit, "l", f"c {number}") for number in range(4)]
        assert [each.subject if each else None for each in found] == [None, "s1", "s2", "s3"]
        assert outbox.sent_as(unit, "other", "c 3") is None
        assert outbox.told_since(unit, "l", "s1", noon - timedelta(minutes=1))
        assert not outbox.told_since(unit, "l", "s1", noon + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("states", "never"),
    [
        ("failed", True),
        ("failed failed", True),
        ("failed dropped", True),
        ("dropped", False),
        ("failed queued", False),
        ("failed retry", False),
        ("failed sent", False),
        ("", False),
    ],
)
def test_a_question_never_reached_whom_it_was_refused_for_each_time(writer: Writer, states: str, never: bool) -> None:
    def job(unit: Unit) -> None:
        for number, state in enumerate(states.split(), 1):
            _said(unit, "question:source:1", OutboxKind.WHISPER if number > 1 else OutboxKind.SEND)
            unit.change(unit.need(Outbox, number), state=OutboxState(state))
        _said(unit, "question:source:2", OutboxKind.SEND)

    writer.run(job).result(10)
    assert writer.run(lambda unit: outbox.never_reached(unit, "l", "question:source:1")).result(10) is never
    assert not writer.run(lambda unit: outbox.never_reached(unit, "another", "question:source:1")).result(10)


def test_what_was_refused_was_not_said(writer: Writer) -> None:
    def job(unit: Unit) -> None:
        for number, state in enumerate((OutboxState.SENT, OutboxState.FAILED, OutboxState.DROPPED), 1):
            _said(unit, f"card:{number}", OutboxKind.SEND)
            unit.change(unit.need(Outbox, number), state=state)

    writer.run(job).result(10)
    last = writer.run(lambda unit: outbox.last_sent(unit, "l")).result(10)
    assert last is not None
    assert last.subject == "card:1"


def test_what_was_sent_after_a_doubt_is_told_by_platform_for_as_long_as_is_asked(
    database: Database, writer: Writer
) -> None:
    doubt = "unknown 2; Unknown"
    errors = [
        (OutboxState.SENT, doubt),
        (OutboxState.SENT, None),
        (OutboxState.FAILED, doubt),
        (OutboxState.RETRY, doubt),
    ]

    def job(unit: Unit) -> None:
        for number, (state, error) in enumerate(errors, 1):
            _said(unit, f"card:{number}", OutboxKind.SEND)
            unit.change(unit.need(Outbox, number), state=state, error=error)

    writer.run(job).result(10)
    with database.read() as connection:
        made = connection.execute(select(table_of(Outbox).c.created_at).limit(1)).scalar_one()
        assert doubled(connection, made) == {"p": 1}
        assert doubled(connection, made + timedelta(seconds=1)) == {}


def _said(unit: Unit, subject: str, kind: OutboxKind) -> None:
    queue(unit, kind, platform="p", channel="p:c", lane="l", subject=subject)
