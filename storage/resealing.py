"""Which keys the database needs, and sealing by the first what is not: while the desk works, a little at a time.

What was stopped is taken up again: what is sealed by the first key already is not found any more. Two that do it at
once meet as any two writers do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    text,
    type_coerce,
    update,
)
from sqlmodel import SQLModel

from storage import words
from storage.database import Database
from storage.rows import table_of
from storage.sealing import WIDTH, Keys, KeysMissing, KeysWrong, Sealed, Unreadable, keys_of, opened
from storage.tables import CONFIDED, Level, Words
from storage.unit import Unit
from storage.writer import Writer

AT_ONCE = 50
"""How many rows one transaction seals: as many as leave the others room."""
PAUSE = 0.02
"""Seconds that the writer has for the others between two of them."""
KEPT = ("words", "file")
"""Where what is sealed stays as long as its request: a desk that cannot read it does not open."""
TRIED = 5
"""How many texts show whether a key is the one that sealed them: one alone may have been altered."""
_words = table_of(Words)


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many rows were sealed by the first key, and how many could not be opened."""

    done: int = 0
    unreadable: int = 0

    def __add__(self, other: Resealed) -> Resealed:
        return Resealed(self.done + other.done, self.unreadable + other.unreadable)


def places() -> list[Table]:
    """The tables where something is sealed: the words, and whatever has a column of that type."""
    return [_words, *(table for table in SQLModel.metadata.sorted_tables if _columns(table))]


def counts(connection: Connection, among: Collection[str] = ()) -> Counter[tuple[str, str | None]]:
    """How many values are sealed by which key (None: by none, though they might be), by table. `among`: not all."""
    found: Counter[tuple[str, str | None]] = Counter()
    for table in places():
        for query in _counting(table) if not among or table.name in among else ():
            for key_id, count in connection.execute(query):
                found[table.name, None if key_id is None else str(key_id).rstrip()] += count
    return found


def missing_keys(connection: Connection, keys: Keys) -> list[str]:
    """The keys without which what is kept cannot be read."""
    found = {key_id for _, key_id in counts(connection, KEPT) if key_id is not None}
    return sorted(found - set(keys.ids))


def wrong_keys(connection: Connection, keys: Keys, among: Collection[str] = KEPT) -> list[str]:
    """The keys that open nothing of what was sealed under their ids: another key had that id before."""
    found = (_is_wrong(connection, table, keys, each) for table in places() if table.name in among for each in keys.ids)
    return sorted({each for each in found if each is not None})


def need_keys(database: Database, keys: Keys) -> None:
    """Make sure that what is kept can be read with these.

    Raises:
        KeysMissing: it cannot, or (KeysWrong) not with what is given under an id.
    """
    with database.read() as connection:
        if missing := missing_keys(connection, keys):
            raise KeysMissing(missing)
        if wrong := wrong_keys(connection, keys):
            raise KeysWrong(wrong)


def reseal_all(database: Database, writer: Writer, stopping: Event | None = None) -> Resealed:
    """Seal by the first key all that is not; returns what was done, also when it was told to stop."""
    done, over = Resealed(), stopping or Event()
    keys = database.keys
    if keys.first is None:
        return done
    for table in places():
        after: Any = None
        while not over.is_set():
            with database.read() as connection:
                found = list(connection.execute(_behind(table, keys.first, after)).scalars())
            if not found:
                break
            done += writer.run(partial(_reseal, table=table, ids=found)).result()
            after = found[-1]
            over.wait(PAUSE)
    return done


def _is_wrong(connection: Connection, table: Table, keys: Keys, key_id: str) -> str | None:
    tried = 0
    for query in _sealed_by(table, key_id):
        for its, value in connection.execute(query):
            tried += 1
            try:
                if table is _words:
                    words.opened(keys, its, value, key_id)
                else:
                    opened(keys, value, its)
            except Unreadable:
                continue
            return None
    return key_id if tried else None


def _sealed_by(table: Table, key_id: str) -> Iterator[Select[Any]]:
    """Some of what was sealed under an id, each with what it is bound to: its row for words, else its column."""
    if table is _words:
        yield select(_words.c.id, _words.c.body).where(text(f"({CONFIDED})"), _words.c.key_id == key_id).limit(TRIED)
    for column, kind in _columns(table):
        sealed = select(literal(kind.about), type_coerce(column, kind.kind))
        yield sealed.where(_head(column, kind) == kind.mark + key_id.ljust(WIDTH)).limit(TRIED)


def _columns(table: Table) -> list[tuple[ColumnElement[Any], Sealed]]:
    return [(each, each.type) for each in table.c if isinstance(each.type, Sealed)]


def _raw(column: ColumnElement[Any]) -> ColumnElement[str]:
    return cast(type_coerce(column, Text), Text)


def _head(column: ColumnElement[Any], kind: Sealed) -> ColumnElement[str]:
    """What a sealed value begins with: its mark and its key's id."""
    return func.substr(_raw(column), 1, len(kind.mark) + WIDTH)


def _may_be_sealed(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column.is_not(None) & (_raw(column) != "")


def _counting(table: Table) -> Iterator[Select[Any]]:
    if table is _words:
        yield select(_words.c.key_id, func.count()).where(text(CONFIDED)).group_by(_words.c.key_id)
    for column, kind in _columns(table):
        size, raw = len(kind.mark), _raw(column)
        key_id = case((func.substr(raw, 1, size) == kind.mark, func.substr(raw, size + 1, WIDTH))).label("key")
        found = select(key_id).where(_may_be_sealed(column)).subquery()
        yield select(found.c.key, func.count()).group_by(found.c.key)


def _behind(table: Table, first: str, after: Any) -> Select[Any]:
    (key,) = table.primary_key
    which = [] if after is None else [key > after]
    if table is _words:
        private = _words.c.level == Level.CONFIDENTIAL
        other = and_(private, func.coalesce(_words.c.key_id, "") != first)
        which += [text(f"({CONFIDED})"), or_(other, ~private & _words.c.key_id.is_not(None))]
    else:
        which.append(
            or_(
                *(
                    _may_be_sealed(column) & (_head(column, kind) != kind.mark + first.ljust(WIDTH))
                    for column, kind in _columns(table)
                )
            )
        )
    return select(key).where(*which).order_by(key).limit(AT_ONCE)


def _reseal(unit: Unit, table: Table, ids: list[Any]) -> Resealed:
    made = Resealed()
    for each in ids:
        try:
            made += Resealed(done=int(_reseal_words(unit, each) if table is _words else _reseal_row(unit, table, each)))
        except Unreadable:
            made += Resealed(unreadable=1)
    return made


def _reseal_words(unit: Unit, words_id: int) -> bool:
    row = unit.get(Words, words_id)
    if row is None:
        return False
    body = words.opened(keys_of(unit.connection.dialect), words_id, row.body, row.key_id)
    words.put(unit.connection, words_id, body, row.level)
    return True


def _reseal_row(unit: Unit, table: Table, key: Any) -> bool:
    keys, columns = keys_of(unit.connection.dialect), _columns(table)
    (its,) = table.primary_key
    query = select(*(type_coerce(column, kind.kind).label(column.key) for column, kind in columns)).where(its == key)
    row = unit.execute(query.with_for_update()).mappings().first()
    if row is None:
        return False
    changed = {
        column.key: type_coerce(kind.again(keys, row[column.key]), kind.kind)
        for column, kind in columns
        if row[column.key]
    }
    unit.execute(update(table).where(its == key).values(changed))
    return True
