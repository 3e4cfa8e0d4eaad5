"""What people wrote: stored once, referred to by id."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select

from storage.tables import Level, Words
from storage.unit import Unit


def keep(
    unit: Unit,
    body: str,
    kind: str,
    person_id: int | None,
    level: Level = Level.STANDARD,
    purge_after: datetime | None = None,
) -> int:
    """Store a text, and return its id. `purge_after` (UTC): when it goes by itself; none means with its request."""
    row = unit.add(
        Words(kind=kind, person_id=person_id, level=level, body=body, purge_after=purge_after, created_at=unit.now)
    )
    assert row.id is not None
    return row.id


def read(unit: Unit, ids: Iterable[int]) -> dict[int, str]:
    """The texts of these ids; what was erased is missing."""
    wanted = set(ids)
    if not wanted:
        return {}
    found = unit.execute(select(Words.id, Words.body).where(Words.id.in_(wanted)))  # type: ignore[union-attr]  # a column
    return {key: body for key, body in found}


def read_one(unit: Unit, words_id: int) -> str:
    """One text; empty when it was erased."""
    return read(unit, (words_id,)).get(words_id, "")


def purge(unit: Unit) -> int:
    """Erase the texts whose time has come; returns how many."""
    found = unit.execute(delete(Words).where(Words.purge_after <= unit.now))  # type: ignore[arg-type,operator]  # a column
    return int(found.rowcount)
