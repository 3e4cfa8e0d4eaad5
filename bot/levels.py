"""How far each works alone: by the charter, or by what a coordinator said since; and the figures to say it by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, select

from bot.charter import Charter
from bot.policies.reviewing import Said, levels
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Autonomy, Person, Review
from storage.unit import Unit

LOOKED_BACK = timedelta(days=90)
"""Over how long somebody's work is counted."""
_said, _people, _reviews = table_of(Autonomy), table_of(Person), table_of(Review)
_all = Prepared(
    select(_people.c.charter_id, _said.c.level, _said.c.over)
    .join(_people, _people.c.id == _said.c.person_id)
    .where(~_said.c.undone, _people.c.charter_id.is_not(None))
    .order_by(_said.c.id)
)
_last = Prepared(
    select(_said).where(_said.c.person_id == bindparam("person"), ~_said.c.undone).order_by(_said.c.id.desc()).limit(1)
)
_by_id = Prepared(select(_said).where(_said.c.id == bindparam("id")).with_for_update())
_decided = Prepared(
    select(_reviews.c.request_id, _reviews.c.outcome).where(
        _reviews.c.worker_id == bindparam("worker"),
        _reviews.c.decided_at >= bindparam("since"),
        _reviews.c.decided_by_id.is_not(None),
    )
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of how many requests somebody's work was looked at, and how many of them were returned never."""

    looked_at: int = 0
    faultless: int = 0


def known(unit: Unit, charter: Charter) -> dict[str, str]:
    """How far everybody of the charter works alone now."""
    rows = _all.rows(unit.connection, {})
    return levels(charter, [Said(row["charter_id"], row["level"], row["over"]) for row in rows])


def last_said(unit: Unit, person_id: int) -> Autonomy | None:
    """What a coordinator last said of somebody, and did not take back."""
    return unit.first(Autonomy, _last, {"person": person_id})


def by_id(unit: Unit, number: int) -> Autonomy | None:
    """What was said under that id, locked until the commit (PostgreSQL), or none."""
    return unit.first(Autonomy, _by_id, {"id": number})


def figures(unit: Unit, person_id: int) -> Figures:
    """What came of the work that others looked at lately."""
    seen: dict[int, bool] = {}
    for row in _decided.rows(unit.connection, {"worker": person_id, "since": unit.now - LOOKED_BACK}):
        seen[row["request_id"]] = seen.get(row["request_id"], True) and row["outcome"] == "accepted"
    return Figures(len(seen), sum(seen.values()))
