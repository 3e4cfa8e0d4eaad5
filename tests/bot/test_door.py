"""The door: once however often it is said, waiting for what is missing, and nobody held up by another's fault."""

import random
from collections.abc import Callable
from concurrent.futures import Future, wait
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.cards import Done, Held, OpenForm, Reply, Say, ours
from bot.door import Door
from bot.outgoing import Outgoing
from storage import inbox, words
from storage.database import Database
from storage.faults import StorageUnavailable
from storage.rows import row_from, table_of
from storage.tables import Inbox, InboxState, Journal, Outbox, OutboxKind, OutboxState, Setting
from storage.unit import Unit
from storage.writer import Writer
from tests.fakes.desk import NOON, FakeDesk, StillClock, asks, presses, said, seen, someone
from tests.storage.conftest import StartsWriters

FAILED, PARKED, DENIED = (ours(f"errors.{key}") for key in ("failed", "parked", "denied"))


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def door(desk: FakeDesk, writer: Writer, clock: StillClock) -> Door:
    return Door(desk, writer, clock)


def result(future: Future[Reply]) -> Reply:
    return future.result(30)


def acts(database: Database) -> list[str]:
    """The keys of the events that had an effect, in the order of their effects."""
    table = table_of(Journal).c
    with database.read() as connection:
        return list(connection.execute(select(table.act).order_by(table.id)).scalars())


def row(database: Database, key: str) -> Inbox:
    table = table_of(Inbox)
    with database.read() as connection:
        return row_from(Inbox, connection.execute(select(table).where(table.c.key == key)).mappings().one())


def effects(database: Database) -> list[tuple[str, Outgoing]]:
    table = table_of(Outbox).c
    with database.read() as connection:
        found = connection.execute(select(table.kind, table.payload).order_by(table.id))
        return [(kind, Outgoing.model_validate_json(payload)) for kind, payload in found]


def whispers(database: Database) -> list[object]:
    return [sent.card.summary for kind, sent in effects(database) if kind == OutboxKind.WHISPER and sent.card]


def refuse(unit: Unit) -> None:
    raise ValueError("Marc est malade")


def test_a_repetition_gets_the_same_reply_and_has_no_effect(database: Database, door: Door, desk: FakeDesk) -> None:
    first = result(door.submit(asks("e1")))
    desk.broken["do"] = refuse
    assert first == said("e1") == result(door.submit(asks("e1")))
    assert acts(database) == ["e1"]


def test_one_of_many_at_once_is_handled(
    database: Database, another: Callable[[], Database], start_writer: StartsWriters, clock: StillClock
) -> None:
    doors = [Door(FakeDesk(), start_writer(each), clock) for each in (database, another())]
    keys = [f"e{number % 10}" for number in range(100)]
    random.Random(7).shuffle(keys)
    replies = [door.result(60) for door in [doors[n % 2].submit(asks(key)) for n, key in enumerate(keys)]]
    assert replies == [said(key) for key in keys]
    assert sorted(acts(database)) == sorted(set(keys))


def test_what_was_handled_keeps_its_key_and_loses_its_body(database: Database, door: Door) -> None:
    result(door.submit(asks("e1", "un train pour Paris")))
    kept = row(database, "e1")
    assert (kept.state, kept.body, kept.received_at, kept.handled_at) == (InboxState.HANDLED, None, NOON, NOON)


def test_an_event_waits_for_its_fact_and_is_answered_late(database: Database, door: Door) -> None:
    assert result(door.submit(asks("e1", user="marc"))) == Held()
    assert result(door.submit(asks("e1", user="marc"))) == Held()
    assert acts(database) == []
    assert row(database, "e1").body is not None
    assert result(door.submit(seen("marc"))) == Done()
    assert acts(database) == ["people:('marc',)", "e1"]
    assert (row(database, "e1").state, row(database, "e1").body) == (InboxState.HANDLED, None)
    (_, asked), (kind, told) = effects(database)
    assert asked.who == someone("marc")
    assert (kind, told.who, told.conversation, told.root) == (OutboxKind.WHISPER, someone("marc"), "lyon", "17.1")
    assert told.card == said("e1").card
    assert result(door.submit(asks("e1", user="marc"))) == said("e1")


def test_those_who_wait_are_handled_in_the_order_of_their_arrival(
    database: Database, door: Door, writer: Writer
) -> None:
    def begin_to_ask(unit: Unit) -> None:
        unit.execute(update(table_of(Outbox)).values(state=OutboxState.SENDING))

    users = ["marc", "lea", "marc", "paul", "lea", "marc"]
    for number, user in enumerate(users):
        assert result(door.submit(asks(f"e{number}", user=user))) == Held()
        writer.run(begin_to_ask).result(10)
    assert [kind for kind, _ in effects(database)] == [OutboxKind.FETCH_PERSON] * 3
    result(door.submit(seen("lea", "marc", key="seen")))
    assert acts(database) == ["seen", "e0", "e1", "e2", "e4", "e5"]
    assert row(database, "e3").state is InboxState.WAITING


def test_a_late_form_fills_what_the_person_sees_loading(database: Database, door: Door) -> None:
    assert result(door.submit(presses("e1", user="marc"))) == Held()
    result(door.submit(seen("marc")))
    kind, sent = effects(database)[-1]
    assert (kind, sent.awaited, sent.who) == (OutboxKind.FORM, "e1", someone("marc"))
    assert sent.form is not None


def test_what_is_unknown_even_after_the_answer_is_denied(database: Database, door: Door, desk: FakeDesk) -> None:
    result(door.submit(asks("e1", user="marc")))
    nobody = seen("marc").model_copy(update={"key": "nobody"})
    desk.handle = lambda event, unit, prepared: (  # type: ignore[method-assign]  # the platform knows nobody of that name
        Done() if event.key == "nobody" else FakeDesk.handle(desk, event, unit, prepared)
    )
    result(door.submit(nobody))
    assert row(database, "e1").state is InboxState.DENIED
    assert whispers(database) == [DENIED]


@pytest.mark.postgres
def test_nobody_is_left_waiting_for_what_is_learned_meanwhile(
    postgres_url: str, opens: Callable[[str], Database], start_writer: StartsWriters, clock: StillClock
) -> None:
    """One transaction sees nobody of that name, another sees nobody waiting: they must not both be kept."""
    from storage.migrate import migrate

    databases = [opens(postgres_url), opens(postgres_url)]
    migrate(databases[0])
    doors = [Door(FakeDesk(), start_writer(each), clock) for each in databases]
    futures: list[Future[Reply]] = []
    for number in range(40):
        user = f"user{number}"
        futures += [doors[0].submit(asks(f"e{number}", user=user)), doors[1].submit(seen(user, key=f"seen{number}"))]
    assert all(future.exception(60) is None for future in futures)
    with databases[0].read() as connection:
        assert inbox.unsettled_count(connection) == 0
    assert sorted(acts(databases[0])) == sorted([f"e{n}" for n in range(40)] + [f"seen{n}" for n in range(40)])


def test_a_failure_is_undone_kept_and_tried_again(
    database: Database, door: Door, desk: FakeDesk, clock: StillClock
) -> None:
    desk.broken["do"] = refuse
    reply = result(door.submit(asks("e1")))
    assert isinstance(reply, Say)
    assert reply.card.summary == FAILED
    assert acts(database) == []
    assert door.retry_due().result(10) == 0
    del desk.broken["do"]
    clock.later(seconds=1)
    assert door.retry_due().result(10) == 1
    assert acts(database) == ["e1"]
    assert whispers(database) == [said("e1").card.summary]
    assert (row(database, "e1").state, row(database, "e1").body) == (InboxState.HANDLED, None)
    assert door.retry_due().result(10) == 0


def test_what_always_fails_is_parked_and_never_blocks_the_others(
    database: Database, door: Door, desk: FakeDesk, clock: StillClock
) -> None:
    desk.broken["break"] = refuse
    result(door.submit(asks("bad", "break")))
    for number, (seconds, state) in enumerate(
        [(1, "failed"), (10, "failed"), (60, "failed"), (600, "parked"), (100_000, "parked")]
    ):
        clock.later(seconds=seconds - 0.1)
        assert door.retry_due().result(10) == 0
        clock.later(seconds=0.1)
        door.retry_due().result(10)
        assert row(database, "bad").state == state
        assert result(door.submit(asks(f"good{number}"))) == said(f"good{number}")
    assert whispers(database) == [PARKED]
    with database.read() as connection:
        (parked,) = inbox.parked(connection)
        assert inbox.unsettled_count(connection) == 0
    assert (parked.key, parked.attempts) == ("bad", 5)
    assert parked.body is not None
    assert isinstance(result(door.submit(asks("bad", "break"))), Say)


def test_what_is_parked_can_be_tried_again(
    database: Database, door: Door, desk: FakeDesk, writer: Writer, clock: StillClock
) -> None:
    desk.broken["do"] = refuse
    result(door.submit(asks("e1")))
    for _ in inbox.RETRY_AFTER:
        clock.later(hours=1)
        door.retry_due().result(10)
    assert row(database, "e1").state is InboxState.PARKED
    del desk.broken["do"]
    assert writer.run(lambda unit: inbox.revive(unit, clock.now())).result(10) == 1
    assert door.retry_due().result(10) == 1
    assert row(database, "e1").state is InboxState.HANDLED


def test_an_error_keeps_no_word_of_what_was_said(database: Database, door: Door, desk: FakeDesk) -> None:
    desk.broken["break"] = refuse
    desk.broken["clash"] = lambda unit: [unit.add(Setting(key="Marc est malade", value="")) for _ in range(2)]
    for text in ("break", "clash"):
        result(door.submit(asks(text, text)))
    assert row(database, "break").error == f"ValueError at tests/bot/test_door.py:{refuse.__code__.co_firstlineno + 1}"
    clash = row(database, "clash").error
    assert clash is not None
    assert clash.startswith(("IntegrityError at ", "UniqueViolation at "))
    assert "Marc" not in clash


def test_a_text_that_cannot_be_read_is_a_failure_like_another(database: Database, door: Door, desk: FakeDesk) -> None:
    desk.prepare = lambda event: 1 // 0  # type: ignore[method-assign]  # the reader's fault
    assert isinstance(result(door.submit(asks("e1"))), Say)
    assert row(database, "e1").state is InboxState.FAILED


def test_a_stored_event_that_nobody_understands_blocks_nobody(
    database: Database, door: Door, writer: Writer, clock: StillClock
) -> None:
    for key in ("e1", "e2"):
        result(door.submit(asks(key, user="marc")))
    with database.read() as connection:
        first = connection.execute(select(table_of(Inbox).c.id).where(table_of(Inbox).c.key == "e1")).scalar_one()
    writer.run(lambda unit: unit.change(unit.need(Inbox, first), body='{"kind": "sung"}')).result(10)
    result(door.submit(seen("marc")))
    assert row(database, "e1").state is InboxState.FAILED
    assert row(database, "e2").state is InboxState.HANDLED


def test_after_fifteen_minutes_of_waiting_a_person_is_told(database: Database, door: Door, clock: StillClock) -> None:
    result(door.submit(asks("e1", user="marc")))
    clock.later(minutes=14.9)
    result(door.submit(asks("e2", user="marc")))
    assert door.deny_late().result(10) == 0
    clock.later(minutes=0.2)
    assert door.deny_late().result(10) == 1
    assert [row(database, key).state for key in ("e1", "e2")] == [InboxState.DENIED, InboxState.WAITING]
    assert row(database, "e1").body is None
    assert whispers(database) == [DENIED]
    reply = result(door.submit(asks("e1", user="marc")))
    assert isinstance(reply, Say)
    assert reply.card.summary == DENIED


def test_old_keys_typed_replies_and_purged_words_are_forgotten(
    database: Database, door: Door, writer: Writer, clock: StillClock
) -> None:
    assert isinstance(result(door.submit(presses("form"))), OpenForm)
    assert isinstance(result(door.submit(presses("form"))), OpenForm)
    kept = writer.run(lambda unit: words.keep(unit, "merci", "message", 1, purge_after=unit.now)).result(10)
    clock.later(hours=2)
    assert door.sweep().result(10) == 2
    assert result(door.submit(presses("form"))) == Done()
    assert writer.run(lambda unit: words.read_one(unit, kept)).result(10) == ""
    clock.at = NOON + timedelta(days=31)
    result(door.submit(asks("new")))
    assert door.sweep().result(10) == 1
    assert result(door.submit(asks("new"))) == said("new")
    assert isinstance(result(door.submit(presses("form"))), OpenForm)


def test_a_full_disk_is_no_failure_of_the_event(
    sqlite_url: str, opens: Callable[[str], Database], start_writer: StartsWriters, clock: StillClock
) -> None:
    from sqlalchemy import event

    from storage.migrate import migrate

    database = opens(sqlite_url)
    migrate(database)
    room = {"pages": 300}
    event.listen(
        database.engine,
        "checkout",
        lambda connection, record, proxy: connection.execute(f"PRAGMA max_page_count = {room['pages']}"),
    )
    desk = FakeDesk()
    desk.broken["much"] = lambda unit: unit.add(Setting(key="much", value="x" * 3_000_000))
    door = Door(desk, start_writer(database, patience=1.0), clock)
    with pytest.raises(StorageUnavailable):
        result(door.submit(asks("e1", "much")))
    assert acts(database) == []
    room["pages"] = 100_000
    assert result(door.submit(asks("e1", "much"))) == said("e1")
    assert acts(database) == ["e1"]


def test_many_events_are_answered_together(database: Database, door: Door) -> None:
    futures = [door.submit(asks(f"e{number}")) for number in range(200)]
    done, _ = wait(futures, 60)
    assert len(done) == 200
    assert [future.result() for future in futures] == [said(f"e{number}") for number in range(200)]
    assert sorted(acts(database)) == sorted(f"e{number}" for number in range(200))
