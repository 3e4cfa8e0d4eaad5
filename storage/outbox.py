"""What is to go out: queued in the deciding transaction, in the order of its lane."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import insert_ignoring
from storage.tables import Lane, Outbox, OutboxKind, OutboxState
from storage.unit import Unit

COALESCED = (OutboxKind.UPDATE, OutboxKind.HOME, OutboxKind.FETCH_PERSON, OutboxKind.FETCH_MESSAGE)
"""Kinds of which one pending row a subject is enough: they are drawn or asked when sent."""


def queue(
    unit: Unit,
    kind: OutboxKind,
    *,
    platform: str,
    channel: str,
    lane: str,
    subject: str,
    payload: str | None = None,
    request_id: int | None = None,
    place_id: int | None = None,
    copy_id: int | None = None,
) -> None:
    """Queue one effect. `channel`: platform:conversation, what is paced; `lane`: what keeps its order."""
    table = Outbox.__table__  # type: ignore[attr-defined]  # SQLModel adds it to each table class
    if kind in COALESCED:
        waiting = select(table.c.id).where(
            table.c.kind == kind, table.c.subject == subject, table.c.state == OutboxState.QUEUED
        )
        if unit.execute(waiting.limit(1)).scalar() is not None:
            return
    values = {
        "lane": lane,
        "seq": next_in_lane(unit, lane),
        "channel": channel,
        "platform": platform,
        "kind": kind,
        "subject": subject,
        "payload": payload,
        "request_id": request_id,
        "place_id": place_id,
        "copy_id": copy_id,
        "v": 1,
        "state": OutboxState.QUEUED,
        "attempts": 0,
        "created_at": unit.now,
    }
    insert_ignoring(unit.connection, Outbox, values)
    unit.touched.add(channel)


def next_in_lane(unit: Unit, lane: str) -> int:
    """The lane's next number. Its row stays locked until the commit: commit order is lane order."""
    make = postgresql.insert if unit.connection.dialect.name == "postgresql" else sqlite.insert
    statement = make(Lane).values(key=lane, seq=1)
    again = statement.on_conflict_do_update(index_elements=["key"], set_={"seq": Lane.seq + 1}).returning(Lane.seq)  # type: ignore[arg-type]  # a column
    return int(unit.execute(again).scalar_one())


def pending_count(unit: Unit) -> int:
    """How many effects are not sent yet."""
    table = Outbox.__table__  # type: ignore[attr-defined]  # SQLModel adds it to each table class
    states = (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.RETRY)
    return int(unit.execute(select(func.count()).select_from(table).where(table.c.state.in_(states))).scalar_one())
