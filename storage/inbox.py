"""What came in: one row an event, written in the transaction of its effects.

Its times are the machine's (UTC), not the desk's clock: waiting, retrying and forgetting are not business.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from storage.inserts import insert_row
from storage.prepared import Prepared
from storage.rows import id_of, row_from, table_of
from storage.tables import Inbox, InboxState
from storage.unit import Unit

RETRY_AFTER = (timedelta(seconds=1), timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10))
"""After each failure; once they are used up the row is parked."""
KEPT = timedelta(days=30)
"""How long a key is remembered, so that a repetition gets the same answer."""
REPLY_KEPT = timedelta(hours=1)
"""How long a reply that holds what somebody typed is remembered: a form, with its values."""

_table = table_of(Inbox)
_rows = _table.c
_is_awaited = select(_rows.id).where(_rows.state == InboxState.WAITING, _rows.waiting_on == bindparam("fact")).limit(1)
# In no order: for one, SQLite would read all that was ever received.
_waiting_of = Prepared(
    select(_table).where(
        _rows.state == InboxState.WAITING,
        _rows.kind == bindparam("kind"),
        # What an older replica keeps says nothing beside its body.
        _rows.about.is_(None) | _rows.about.contains(bindparam("said")),
    )
)
_forget_reply = update(_table).where(_rows.reply_until <= bindparam("at"))
_revive = update(_table).where(_rows.state == InboxState.PARKED)
_BLANK: Mapping[str, Any] = {
    "body": None,
    "about": None,
    "waiting_on": None,
    "attempts": 0,
    "retry_at": None,
    "error": None,
    "reply_until": None,
    "handled_at": None,
}


def find(unit: Unit, key: str) -> Inbox | None:
    """The row of an event that came before."""
    return unit.find(Inbox, key=key)


def keep(unit: Unit, key: str, kind: str, v: int, received_at: datetime, **outcome: Any) -> None:
    """Write the row of an event, once, with what became of it: `state`, `reply`, and what the state needs."""
    row = {**_BLANK, "key": key, "kind": kind, "v": v, "received_at": received_at, **outcome}
    insert_row(unit.connection, Inbox, row)


def is_awaited(unit: Unit, fact: str) -> bool:
    """Whether a row waits on this fact already, so that it was asked for."""
    return unit.execute(_is_awaited, {"fact": fact}).scalar() is not None


def waiting_on(unit: Unit, facts: Collection[str]) -> list[Inbox]:
    """The rows that wait on any of these facts, in the order in which they arrived."""
    query = select(_table).where(_rows.state == InboxState.WAITING, _rows.waiting_on.in_(facts)).order_by(_rows.id)
    return unit.all(Inbox, query)


def waiting_since(unit: Unit, before: datetime, limit: int) -> list[Inbox]:
    """The rows that have waited since before that instant, oldest first."""
    # Chosen here: those that wait are few, and an index of all that was ever received would seem to serve better.
    waiting = unit.all(Inbox, select(_table).where(_rows.state == InboxState.WAITING))
    late = [row for row in waiting if row.received_at <= before]
    return sorted(late, key=id_of)[:limit]


def waiting(connection: Connection, limit: int) -> list[Inbox]:
    """The rows that wait, the last that came first."""
    query = select(_table).where(_rows.state == InboxState.WAITING).order_by(_rows.id.desc()).limit(limit)
    return [row_from(Inbox, row) for row in connection.execute(query).mappings()]


def waiting_before(unit: Unit, key: str, kind: str, said: str) -> list[Inbox]:
    """The waiting rows of a kind that arrived before the event `key` and whose body holds these characters, by arrival.

    An event that is not stored yet is the last of all.
    """
    found = [row for row in unit.all(Inbox, _waiting_of, {"kind": kind, "said": said}) if said in (row.body or "")]
    own = unit.find(Inbox, key=key) if found else None
    return sorted((row for row in found if own is None or id_of(row) < id_of(own)), key=id_of)


def due_again(unit: Unit, at: datetime, limit: int) -> list[Inbox]:
    """The failed rows whose time to be tried again has come, oldest first."""
    query = select(_table).where(_rows.state == InboxState.FAILED, _rows.retry_at <= at)
    return unit.all(Inbox, query.order_by(_rows.retry_at, _rows.id).limit(limit))


def after_failure(attempts: int, at: datetime) -> dict[str, Any]:
    """The state of a row that has failed `attempts` times: tried again later, or parked."""
    if attempts > len(RETRY_AFTER):
        return {"state": InboxState.PARKED, "attempts": attempts, "retry_at": None}
    return {"state": InboxState.FAILED, "attempts": attempts, "retry_at": at + RETRY_AFTER[attempts - 1]}


def forget(unit: Unit, at: datetime, limit: int = 1000) -> int:
    """Delete what came in more than 30 days ago, whatever became of it; returns how many rows."""
    old = select(_rows.id).where(_rows.received_at <= at - KEPT).limit(limit)
    return int(unit.execute(delete(_table).where(_rows.id.in_(old.scalar_subquery()))).rowcount)


def forget_replies(unit: Unit, at: datetime) -> int:
    """Drop the replies that were kept for a time only; returns how many."""
    return int(unit.execute(_forget_reply, {"at": at, "reply": None, "reply_until": None}).rowcount)


def revive(unit: Unit, at: datetime) -> int:
    """Try again, from `at` on, all that is parked; returns how many rows."""
    again = {"state": InboxState.FAILED, "attempts": 0, "retry_at": at}
    return int(unit.execute(_revive, again).rowcount)


def parked(connection: Connection) -> list[Inbox]:
    """What could not be handled, for `relais doctor`, oldest first."""
    query = select(_table).where(_rows.state == InboxState.PARKED).order_by(_rows.received_at)
    return [row_from(Inbox, found) for found in connection.execute(query).mappings()]


def unsettled_count(connection: Connection) -> int:
    """How many events wait for a fact, or to be tried again."""
    states = (InboxState.WAITING, InboxState.FAILED)
    count = select(func.count())
    return sum(int(connection.execute(count.where(_rows.state == state)).scalar_one()) for state in states)


def counts(connection: Connection) -> dict[InboxState, int]:
    """How many events wait, failed or are parked."""
    states = (InboxState.WAITING, InboxState.FAILED, InboxState.PARKED)
    found = connection.execute(select(_rows.state, func.count()).where(_rows.state.in_(states)).group_by(_rows.state))
    return {state: count for state, count in found}  # noqa: C416  # dict() cannot be typed from rows
