"""Things to do later: rows, asked for by the metronome and fired once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from storage.database import insert_ignoring
from storage.tables import Timer
from storage.unit import Unit


def plan(unit: Unit, kind: str, subject: str, due: datetime) -> None:
    """Plan a timer at an instant (UTC); planning the same again changes nothing."""
    insert_ignoring(unit.connection, Timer, {"kind": kind, "subject": subject, "due": due, "done": False})


def cancel(unit: Unit, kind: str, subject: str) -> None:
    """What was planned of this kind about this subject is not to happen."""
    unit.execute(update(Timer).where(Timer.kind == kind, Timer.subject == subject, ~Timer.done).values(done=True))  # type: ignore[arg-type]  # columns


def due(unit: Unit, limit: int = 100) -> list[Timer]:
    """The timers whose time has come, oldest first."""
    table = Timer.__table__  # type: ignore[attr-defined]  # SQLModel adds it to each table class
    query = select(table).where(~table.c.done, table.c.due <= unit.now).order_by(table.c.due, table.c.id).limit(limit)
    return unit.all(Timer, query)


def next_due(unit: Unit) -> datetime | None:
    """When the next timer is due (UTC), if one is planned."""
    table = Timer.__table__  # type: ignore[attr-defined]  # SQLModel adds it to each table class
    found: datetime | None = unit.execute(
        select(table.c.due).where(~table.c.done).order_by(table.c.due).limit(1)
    ).scalar()
    return found


def done(unit: Unit, timer_id: int) -> bool:
    """Take a timer: true for the one that takes it, whatever the number of processes."""
    table = Timer.__table__  # type: ignore[attr-defined]  # SQLModel adds it to each table class
    found = unit.execute(update(table).where(table.c.id == timer_id, ~table.c.done).values(done=True))
    return bool(found.rowcount == 1)
