"""What is asked for every event or every few seconds is found by an index, however many rows there are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, select, text

from bot import absences, auditing, grants, lessons, own_data, recurring
from bot.approvals import others_answer
from bot.conversations.asked_already import open_there
from bot.people import reader
from bot.views.home import to_agree
from storage import inbox, journal, outbox, outbox_queue, timers, words
from storage.database import Database
from storage.migrate import migrate
from storage.rows import table_of
from storage.tables import (
    OPEN_STATES,
    Audience,
    Identity,
    InboxState,
    Level,
    Outbox,
    OutboxKind,
    OutboxState,
    Person,
    Place,
    Recurrence,
    Request,
    State,
)
from storage.unit import Unit
from tests.fakes.company import company_on

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PARTIAL = tuple(
    f"INDEX {name}"
    for name in (
        "timer_pending",
        "outbox_heads",
        "outbox_pending",
        "outbox_failed",
        "inbox_waiting",
        "inbox_failed",
        "absence_standing",
        "grant_standing",
        "request_open",
    )
)


def is_long(step: str) -> bool:
    """Whether a step reads a table, or an index of all of it. A partial index holds little more than what is found."""
    return step.startswith("SCAN") and not step.endswith(PARTIAL) and not step.startswith(("SCAN CONSTANT", "SCAN ("))


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
    lessons.since(unit, company_on("slack"), lessons.Snapshot(("0", company_on("slack").hash)))
    timers.due(unit)
    timers.next_due(unit)
    timers.done(unit, 1)
    timers.cancel(unit, "k", "s")
    inbox.is_awaited(unit, "person:p:t:u")
    inbox.waiting_on(unit, ["person:p:t:u", "person:p:t:v"])
    inbox.due_again(unit, NOW, 20)
    inbox.waiting_since(unit, NOW, 20)
    inbox.forget(unit, NOW)
    inbox.forget_replies(unit, NOW)
    words.purge(unit)


def pump(unit: Unit) -> None:
    row = unit.add(
        Outbox(lane="l", seq=1, channel="c", platform="p", subject="s", kind=OutboxKind.SEND, created_at=NOW)
    )
    outbox_queue.heads(unit, ["c", "d"], ["p"], NOW, 50, [outbox_queue.HeldBack("p", ("c",))])
    outbox_queue.heads(unit, ["c", "d"], ["p"], NOW, 50, served=[outbox_queue.Served("c", "1")])
    outbox_queue.turns(unit, [row])
    outbox_queue.mark_sending(unit, row)
    outbox_queue.left_sending(unit, ["c"], [1])
    outbox_queue.superseded(unit, row)
    outbox_queue.settle(unit, 1, state=OutboxState.SENT)
    outbox_queue.channels_of(unit, ["l"])

    outbox_queue.card_failed(unit, 1)
    outbox_queue.pending_channels(unit.connection, ["p"])
    outbox_queue.counts(unit.connection)
    outbox_queue.faults(unit.connection, NOW)
    outbox.pending_count(unit)


def answers(unit: Unit) -> None:
    place = Place(id=1, request_id=1, platform="p", audience=Audience.REQUESTER, lane="l", created_at=NOW)
    outbox.sent_at(unit, place, "card:x")
    outbox.asked_in(unit, "l", "question:rating:1")
    outbox.sent_as(unit, "l", "c 1")


def open_requests(unit: Unit) -> None:
    rows = table_of(Request).c
    unit.all(Request, select(table_of(Request)).where(rows.open, rows.site == "LYO", rows.state == State.NEW))
    unit.all(Request, select(table_of(Request)).where(rows.assignee_id == 3, rows.state.in_(OPEN_STATES)))


def who_is_away(unit: Unit) -> None:
    absences.away_now(unit)
    absences.standing(unit)
    absences.of_person(unit, 1)


def asked_again(unit: Unit) -> None:
    recurring.standing(unit)
    recurring.drafts_of(unit, 1)
    unit.find(Recurrence, recurring_id=1, scheduled="2026-11-30")


def what_is_opened(unit: Unit) -> None:
    grants.granted_to(unit, 1)
    grants.let_in(unit, 1, "hr_admin", "lyon", Level.CONFIDENTIAL)
    grants.of_request(unit, 1)
    grants.opened_to(unit, 1, 1)
    grants.standing(unit)
    grants.asked_since(unit, 1, 1, grants.ACCESS, NOW)


def own_data_asked(unit: Unit) -> None:
    person = Person(id=1, name="Karim Diallo", created_at=NOW)
    own_data.kept_of(unit, person)
    own_data.requests_of(unit, person, 0, 20)
    own_data.texts_of(unit, person, 0)


def auditor(unit: Unit) -> None:
    assert auditing.audit(unit, company_on("slack")).faults == ()


@pytest.mark.parametrize(
    "job",
    [
        intake,
        metronome,
        pump,
        answers,
        open_requests,
        who_is_away,
        asked_again,
        what_is_opened,
        own_data_asked,
        auditor,
    ],
)
def test_no_table_is_read_from_one_end_to_the_other(
    job: Callable[[Unit], None], sqlite_url: str, opens: Callable[[str], Database]
) -> None:
    database = opens(sqlite_url)
    migrate(database)
    with database.engine.connect() as connection, connection.begin(), scans(database) as found:
        job(Unit(connection, NOW))
    assert found == []


def test_a_question_is_found_among_all_that_was_said_to_someone(
    database_url: str, opens: Callable[[str], Database]
) -> None:
    database = opens(database_url)
    migrate(database)
    said: list[tuple[str, Any]] = []
    with database.engine.connect() as connection, connection.begin():
        for number in range(1, 2001):
            connection.execute(text(_SAID), {"seq": number, "subject": "question:7" if number == 5 else "card:x"})
        connection.execute(text("ANALYZE"))
        event.listen(connection, "before_cursor_execute", lambda *told: said.append((told[2], told[3])))
        found = outbox.asked_in(Unit(connection, NOW), "l", "question:7")
        plan = plan_of(database, connection, *said[-1])
    assert [row.seq for row in found] == [5]
    assert "outbox_question" in plan


@pytest.mark.postgres
def test_what_goes_next_is_found_by_lane_where_figures_are_of_a_time_when_nothing_waited(
    postgres_url: str, opens: Callable[[str], Database]
) -> None:
    database = opens(postgres_url)
    migrate(database)
    said: list[tuple[str, Any]] = []
    with database.engine.connect() as connection, connection.begin():
        connection.execute(text("INSERT INTO lane SELECT 'l' || n, 1 FROM generate_series(1, 3000) n"))
        connection.execute(text(_SENT))
        connection.execute(text("ANALYZE"))
        connection.execute(text("UPDATE outbox SET state = 'queued'"))
        event.listen(connection, "before_cursor_execute", lambda *told: said.append((told[2], told[3])))
        found = outbox_queue.heads(Unit(connection, NOW), ["c"], ["p"], NOW, 50)
        statement, values = said[-1]
        plan = connection.exec_driver_sql(f"EXPLAIN {statement}", values).scalars().all()
    assert [row.lane for row in found] == [f"l{number}" for number in range(1, 51)]
    assert any("Index Cond: (lane =" in step for step in plan), "\n".join(plan)


def test_what_a_colleague_asked_is_found_among_what_is_open_at_a_site(
    database_url: str, opens: Callable[[str], Database]
) -> None:
    database = opens(database_url)
    migrate(database)
    said: list[tuple[str, Any]] = []
    asked = {"site": "s7", "service": "office", "author": 1, "since": NOW}
    with database.engine.connect() as connection, connection.begin():
        for first in range(1, 4001, 1000):
            rows = [_asked(number) for number in range(first, first + 1000)]
            connection.execute(table_of(Request).insert(), rows)
        connection.execute(text("ANALYZE"))
        event.listen(connection, "before_cursor_execute", lambda *told: said.append((told[2], told[3])))
        found = open_there.rows(connection, asked)
        plan = plan_of(database, connection, *said[-1])
    assert [row["id"] for row in found] == [807, 407]
    assert "request_open" in plan


def test_what_awaits_an_agreement_is_found_among_all_that_is_open(
    database_url: str, opens: Callable[[str], Database]
) -> None:
    database = opens(database_url)
    migrate(database)
    said: list[tuple[str, Any]] = []
    charter = company_on("slack")
    with database.engine.connect() as connection, connection.begin():
        unit = Unit(connection, NOW)
        marc = unit.add(Person(charter_id="marc", name="Marc Vidal", created_at=NOW))
        for first in range(1, 3001, 500):
            rows = [_awaiting(number) for number in range(first, first + 500)]
            connection.execute(table_of(Request).insert(), rows)
        if database.kind != "sqlite":
            connection.execute(text("ANALYZE"))
        event.listen(connection, "before_cursor_execute", lambda *told: said.append((told[2], told[3])))
        found = to_agree(unit, charter, reader(unit, charter, marc))
        others_answer(unit)
        asked = [each for each in said if "request.awaits_approval" in each[0].partition("WHERE")[2]]
        plans = [plan_of(database, connection, *each) for each in asked]
    assert [each.id for each in found] == [2000]
    assert unit.moved == {1000, 2000, 3000}
    assert len(plans) == 2
    assert all("request_awaiting" in plan for plan in plans), plans


def plan_of(database: Database, connection: Connection, statement: str, values: Any) -> str:
    """How a database would find what a statement asks for."""
    explain = "EXPLAIN QUERY PLAN" if database.kind == "sqlite" else "EXPLAIN"
    given = tuple(values) if isinstance(values, list) else values
    return str(connection.exec_driver_sql(f"{explain} {statement}", given).all())


def _awaiting(number: int) -> dict[str, Any]:
    """One request of many, all open; a few await an agreement, one of them Marc's."""
    awaits = number % 1000 == 0
    approvers = ("marc" if number == 2000 else "marcel") if awaits else ""
    return _asked(7) | {
        "id": number,
        "ref": f"S-{number}",
        "site": "lyon",
        "number": number,
        "open": True,
        "state": State.NEW,
        "awaits_approval": awaits,
        "approvers": approvers,
        "approval_id": number if awaits else None,
    }


def _asked(number: int) -> dict[str, Any]:
    """One request of many, of forty sites; few are open."""
    is_open = number < 1000 and number % 400 == 7
    given = Request(
        id=number,
        ref=f"S-{number}",
        site=f"s{number % 40}",
        number=number,
        service="office",
        state=State.NEW if is_open else State.CLOSED,
        open=is_open,
        requester_id=2,
        raised_by_id=2,
        origin="message",
        words_id=number,
        asked_at=NOW if number > 7 else NOW - timedelta(days=1),
        charter_version="v",
        updated_at=NOW,
    )
    return given.model_dump()


_SAID = """
INSERT INTO outbox (lane, seq, channel, platform, kind, subject, v, state, attempts, created_at)
VALUES ('l', :seq, 'c', 'p', 'send', :subject, 1, 'sent', 0, CURRENT_TIMESTAMP)
"""
_SENT = """
INSERT INTO outbox (lane, seq, channel, platform, kind, subject, v, state, attempts, created_at)
SELECT 'l' || n, 1, 'c', 'p', 'send', 's', 1, 'sent', 0, now() FROM generate_series(1, 3000) n ORDER BY n
"""


def test_a_scan_is_seen(sqlite_url: str, opens: Callable[[str], Database]) -> None:
    database = opens(sqlite_url)
    migrate(database)
    with database.engine.connect() as connection, connection.begin(), scans(database) as found:
        Unit(connection, NOW).all(Request, select(table_of(Request)).where(table_of(Request).c.urgent))
    assert len(found) == 1
