"""Things to do later: rows, asked for by the metronome and fired once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, update

from storage.inserts import insert_ignoring
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Timer
from storage.unit import Unit

_timers = table_of(Timer).c
_cancel = Prepared(
    update(table_of(Timer))
    .where(_timers.kind == bindparam("of"), _timers.subject == bindparam("about"), ~_timers.done)
    .values(done=True)
)
_plan_again = Prepared(
    update(table_of(Timer))
    .where(_timers.kind == bindparam("of"), _timers.subject == bindparam("about"), _timers.due == bindparam("then"))
    .where(_timers.done)
    .values(done=False)
)
_pending = Prepared(
    select(_timers.due)
    .where(_timers.kind == bindparam("of"), _timers.subject == bindparam("about"), ~_timers.done)
    .order_by(_timers.due)
    .limit(1)
)
_ever = Prepared(
    select(_timers.id).where(_timers.kind == bindparam("of"), _timers.subject == bindparam("about")).limit(1)
)
_take = Prepared(update(table_of(Timer)).where(_timers.id == bindparam("taken"), ~_timers.done).values(done=True))
_due = select(table_of(Timer)).where(~_timers.done, _timers.due <= bindparam("now")).order_by(_timers.due, _timers.id)


def plan(unit: Unit, kind: str, subject: str, due: datetime) -> None:
    """Plan a timer at an instant (UTC); planning the same again changes nothing, but that it is no longer cancelled."""
    planned = {"kind": kind, "subject": subject, "due": due, "done": False}
    if not insert_ignoring(unit.connection, Timer, planned) and due > unit.now:
        _plan_again.write(unit.connection, {"of": kind, "about": subject, "then": due})


def cancel(unit: Unit, kind: str, subject: str) -> None:
    """What was planned of this kind about this subject is not to happen."""
    _cancel.write(unit.connection, {"of": kind, "about": subject})


def is_planned(unit: Unit, kind: str, subject: str) -> bool:
    """Whether a timer of this kind about this subject is still to come."""
    return planned_for(unit, kind, subject) is not None


def planned_for(unit: Unit, kind: str, subject: str) -> datetime | None:
    """When the next timer of this kind about this subject is due (UTC), if one is still to come."""
    found: datetime | None = _pending.scalar(unit.connection, {"of": kind, "about": subject})
    return found


def was_planned(unit: Unit, kind: str, subject: str) -> bool:
    """Whether a timer of this kind about this subject was ever planned, whatever became of it."""
    return _ever.scalar(unit.connection, {"of": kind, "about": subject}) is not None


def due(unit: Unit, limit: int = 100) -> list[Timer]:
    """The timers whose time has come, oldest first."""
    return unit.all(Timer, _due.limit(limit), {"now": unit.now})


def next_due(unit: Unit) -> datetime | None:
    """When the next timer is due (UTC), if one is planned."""
    query = select(_timers.due).where(~_timers.done).order_by(_timers.due).limit(1)
    found: datetime | None = unit.execute(query).scalar()
    return found


def done(unit: Unit, timer_id: int) -> bool:
    """Take a timer: true for the one that takes it, whatever the number of processes."""
    return _take.write(unit.connection, {"taken": timer_id}) == 1


def take(unit: Unit, kind: str, subject: str, due_at: datetime) -> bool:
    """Take the timer of that kind, subject and instant (UTC): true for the one that takes it."""
    table = table_of(Timer)
    found = unit.execute(
        update(table)
        .where(table.c.kind == kind, table.c.subject == subject, table.c.due == due_at, ~table.c.done)
        .values(done=True)
    )
    return bool(found.rowcount == 1)


def next_after(unit: Unit, instant: datetime) -> datetime | None:
    """When the first timer due after an instant is due (both UTC), if one is planned."""
    query = select(_timers.due).where(~_timers.done, _timers.due > instant).order_by(_timers.due).limit(1)
    found: datetime | None = unit.execute(query).scalar()
    return found
