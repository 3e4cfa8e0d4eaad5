"""Inserting a row at the price of its statement, which is put together once for each model and not for each row."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.prepared import Prepared
from storage.rows import shape_of, table_of


def insert_row(connection: Connection, model: type[SQLModel], values: Mapping[str, Any]) -> int | None:
    """Insert a row; its key, where the database gives one and `values` has none."""
    if shape_of(model).numbered and values.get("id") is None:
        return _numbering(model, connection.dialect.name).key(connection, values)
    _whole(model).write(connection, values)
    return None


def insert_ignoring(connection: Connection, model: type[SQLModel], values: Mapping[str, Any]) -> bool:
    """Insert a row unless one stands there under a unique key; true when it was inserted."""
    return _ignoring(model, connection.dialect.name, tuple(values)).write(connection, values) == 1


def next_number(connection: Connection, model: type[SQLModel], key: str) -> int:
    """The next number of the counter of that key, from 1. Its row stays locked until the commit."""
    return int(_counting(model, connection.dialect.name).scalar(connection, {"counter": key, "first": 1}))


@cache
def _numbering(model: type[SQLModel], dialect: str) -> Prepared:
    shape = shape_of(model)
    statement = insert(shape.table).inline()
    # SQLite tells the key without being asked.
    asking = statement.returning(shape.table.c.id) if dialect == "postgresql" else statement
    return Prepared(asking, shape.given)


@cache
def _whole(model: type[SQLModel]) -> Prepared:
    return Prepared(insert(shape_of(model).table).inline(), shape_of(model).names)


@cache
def _ignoring(model: type[SQLModel], dialect: str, columns: tuple[str, ...]) -> Prepared:
    make = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return Prepared(make(table_of(model)).on_conflict_do_nothing().inline(), columns)


@cache
def _counting(model: type[SQLModel], dialect: str) -> Prepared:
    """For a table of counters: its key, then the last number."""
    table = table_of(model)
    key, last = table.c
    make = postgresql.insert if dialect == "postgresql" else sqlite.insert
    first = make(table).values([bindparam("counter", type_=key.type), bindparam("first", type_=last.type)])
    return Prepared(first.on_conflict_do_update(index_elements=[key], set_={last: last + 1}).returning(last))
