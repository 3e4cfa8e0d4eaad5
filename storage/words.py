"""What people wrote: stored once, referred to by id. What was confided is sealed, where the desk has keys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection, bindparam, delete, select, update

from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.sealing import Keys, Unreadable, keys_of
from storage.tables import File, Level, Words
from storage.unit import Unit

_words = table_of(Words).c
_bodies = Prepared(
    select(_words.id, _words.body, _words.key_id, _words.level).where(_words.id.in_(bindparam("ids", expanding=True))),
    lists=("ids",),
)
_body = Prepared(select(_words.id, _words.body, _words.key_id).where(_words.id == bindparam("of")))
_its = update(table_of(Words)).where(_words.id == bindparam("of"))
# Said of what is not sealed, which is nearly all: so that nothing more is asked of the database about that.
_plain = _its.where(_words.key_id.is_(None))
_adopt, _adopt_plain = (Prepared(each.values(purge_after=None), ("kind", "level")) for each in (_its, _plain))
_mark, _mark_plain = (Prepared(each, ("level",)) for each in (_its, _plain))
_replace = Prepared(_plain.where(_words.level != Level.CONFIDENTIAL), ("body",))
_write = Prepared(_its, ("body", "key_id"))
_log = structlog.get_logger(__name__)


class Confided(str):
    """A text that is confidential: read where it is to be read, and said by no notification."""

    __slots__ = ()


class Lost(str):
    """A text that is there and cannot be read; `missing`: its key is not there, else it is not what was written."""

    __slots__ = ("missing",)
    missing: bool

    def __new__(cls, *, missing: bool) -> Lost:
        """Not empty, for it is not erased."""
        made = super().__new__(cls, "?")
        made.missing = missing
        return made


def keep(
    unit: Unit,
    body: str,
    kind: str,
    person_id: int | None,
    level: Level = Level.STANDARD,
    purge_after: datetime | None = None,
) -> int:
    """Store a text, and return its id. `purge_after` (UTC): when it goes by itself; none means with its request."""
    private = level is Level.CONFIDENTIAL and keys_of(unit.connection.dialect).first is not None
    # Sealed under its own id, which the database gives first.
    said = "" if private else body
    row = unit.add(
        Words(kind=kind, person_id=person_id, level=level, body=said, purge_after=purge_after, created_at=unit.now)
    )
    if private:
        put(unit.connection, id_of(row), body, Level.CONFIDENTIAL)
    return id_of(row)


def adopt(unit: Unit, words_id: int, kind: str, level: Level) -> None:
    """A text that was kept for a time is a request's from now on, and stays as long as it does."""
    said = {"of": words_id, "kind": kind, "level": level}
    if level is Level.CONFIDENTIAL or not _adopt_plain.write(unit.connection, said):
        _adopt.write(unit.connection, said)
        _settle(unit.connection, words_id, level)


def hold(unit: Unit, words_id: int, until: datetime) -> None:
    """A text is kept until then (UTC), and no longer, unless it is adopted before."""
    table = table_of(Words)
    unit.execute(table.update().where(table.c.id == words_id).values(purge_after=until))


def mark(unit: Unit, words_id: int, level: Level) -> None:
    """A text is as private as that from now on."""
    said = {"of": words_id, "level": level}
    if level is Level.CONFIDENTIAL or not _mark_plain.write(unit.connection, said):
        _mark.write(unit.connection, said)
        _settle(unit.connection, words_id, level)


def read(unit: Unit, ids: Iterable[int]) -> dict[int, str]:
    """The texts of these ids, `Confided` where they are; what was erased is missing, what cannot be read is `Lost`."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = _bodies.rows(unit.connection, {"ids": tuple(wanted)})
    return {row["id"]: _as_kept(_read(unit.connection, row), row["level"]) for row in rows}


def read_one(unit: Unit, words_id: int) -> str:
    """One text; empty when it was erased, `Lost` when it cannot be read."""
    row = _body.first(unit.connection, {"of": words_id})
    return "" if row is None else _read(unit.connection, row)


def purge(unit: Unit) -> int:
    """Erase the texts whose time has come, and the names of the files that came with them; returns how many texts."""
    files = table_of(File)
    over = select(_words.id).where(_words.purge_after <= unit.now)
    unit.execute(delete(files).where(files.c.words_id.in_(over)))
    found = unit.execute(delete(table_of(Words)).where(_words.purge_after <= unit.now))
    return int(found.rowcount)


def replace(unit: Unit, words_id: int, body: str) -> int:
    """Another text under the same id."""
    if not _replace.write(unit.connection, {"of": words_id, "body": body}):
        put(unit.connection, words_id, body, Level.CONFIDENTIAL)
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


def about(words_id: int) -> str:
    """Where a text stands: to that what is sealed is bound."""
    return f"words:{words_id}"


def put(connection: Connection, words_id: int, body: str, level: Level) -> None:
    """Write a text as its level wants it: what is confidential is sealed, where the desk has keys."""
    keys = keys_of(connection.dialect)
    key_id = keys.first if level is Level.CONFIDENTIAL else None
    said = body if key_id is None else keys.seal(body, about(words_id))
    _write.write(connection, {"of": words_id, "body": said, "key_id": key_id})


def opened(keys: Keys, words_id: int, body: str, key_id: str | None) -> str:
    """A text, of what is stored of it.

    Raises:
        Unreadable: its key is missing, or it is not what was written there.
    """
    return body if key_id is None else keys.open(key_id, body, about(words_id))


def _read(connection: Connection, row: dict[str, Any]) -> str:
    try:
        return opened(keys_of(connection.dialect), row["id"], row["body"], row["key_id"])
    except Unreadable as error:
        _log.error("words.unreadable", count=1)
        return Lost(missing=error.missing)


def _as_kept(body: str, level: Level) -> str:
    return Confided(body) if level is Level.CONFIDENTIAL and not isinstance(body, Lost) else body


def _settle(connection: Connection, words_id: int, level: Level) -> None:
    """Seal what is confidential now, and open what no longer is; what cannot be opened stays as it is."""
    row = _body.first(connection, {"of": words_id})
    sealed = row is not None and row["key_id"] is not None
    if row is None or sealed == (level is Level.CONFIDENTIAL):
        return
    body = _read(connection, row)
    if not isinstance(body, Lost):
        put(connection, words_id, body, level)
