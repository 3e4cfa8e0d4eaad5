"""What people wrote: stored once, referred to by id."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import File, Level, Words
from storage.unit import Unit

_words = table_of(Words).c
_bodies = Prepared(
    select(_words.id, _words.body).where(_words.id.in_(bindparam("ids", expanding=True))), lists=("ids",)
)
_adopt = Prepared(
    update(table_of(Words)).where(_words.id == bindparam("adopted")).values(purge_after=None), ("kind", "level")
)
_body = Prepared(select(_words.body).where(_words.id == bindparam("id")))


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
    return id_of(row)


def adopt(unit: Unit, words_id: int, kind: str, level: Level) -> None:
    """A text that was kept for a time is a request's from now on, and stays as long as it does."""
    _adopt.write(unit.connection, {"adopted": words_id, "kind": kind, "level": level})


def hold(unit: Unit, words_id: int, until: datetime) -> None:
    """A text is kept until then (UTC), and no longer, unless it is adopted before."""
    table = table_of(Words)
    unit.execute(table.update().where(table.c.id == words_id).values(purge_after=until))


def mark(unit: Unit, words_id: int, level: Level) -> None:
    """A text is as private as that from now on."""
    table = table_of(Words)
    unit.execute(table.update().where(table.c.id == words_id).values(level=level))


def read(unit: Unit, ids: Iterable[int]) -> dict[int, str]:
    """The texts of these ids; what was erased is missing."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {row["id"]: row["body"] for row in _bodies.rows(unit.connection, {"ids": tuple(wanted)})}


def read_one(unit: Unit, words_id: int) -> str:
    """One text; empty when it was erased."""
    return str(_body.scalar(unit.connection, {"id": words_id}) or "")


def purge(unit: Unit) -> int:
    """Erase the texts whose time has come, and the names of the files that came with them; returns how many texts."""
    files = table_of(File)
    over = select(_words.id).where(_words.purge_after <= unit.now)
    unit.execute(delete(files).where(files.c.words_id.in_(over)))
    found = unit.execute(delete(table_of(Words)).where(_words.purge_after <= unit.now))
    return int(found.rowcount)


def replace(unit: Unit, words_id: int, body: str) -> int:
    """Another text under the same id."""
    table = table_of(Words)
    unit.execute(table.update().where(table.c.id == words_id).values(body=body))
    return words_id


def hand_over(unit: Unit, words_id: int, to: int) -> None:
    """Erase a text whose words stand elsewhere now; the files that came with it are that one's."""
    files = table_of(File)
    unit.execute(files.update().where(files.c.words_id == words_id).values(words_id=to))
    erase(unit, words_id)


def erase(unit: Unit, words_id: int) -> None:
    """The text is gone, with the names of the files that came with it; what refers to it says so."""
    table, files = table_of(Words), table_of(File)
    unit.execute(files.delete().where(files.c.words_id == words_id))
    unit.execute(table.delete().where(table.c.id == words_id))
