"""Inserting a row at the price of its statement, which is put together once for each model and not for each row.

SQLAlchemy compiles the statement and converts the values, as it would by itself; what is left out is finding again what
was compiled, which costs as much as SQLite takes to insert.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, CursorResult
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import SQLModel

from storage.rows import shape_of, table_of


@dataclass(frozen=True, slots=True)
class _Insertion:
    sql: str
    columns: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    """In the order of the statement's parameters, each with what makes its value the driver's."""
    positional: bool

    def run(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        if self.positional:
            row = [values[name] if convert is None else convert(values[name]) for name, convert in self.columns]
            return connection.exec_driver_sql(self.sql, tuple(row))
        named = {name: values[name] if convert is None else convert(values[name]) for name, convert in self.columns}
        return connection.exec_driver_sql(self.sql, named)


def insert_row(connection: Connection, model: type[SQLModel], values: Mapping[str, Any]) -> int | None:
    """Insert a row; its key, where the database gives one and `values` has none."""
    shape = shape_of(model)
    numbered = shape.numbered and values.get("id") is None
    result = _insertion(model, connection.dialect, shape.given if numbered else shape.names).run(connection, values)
    if not numbered:
        return None
    return int(result.scalar_one()) if result.returns_rows else result.lastrowid


def insert_ignoring(connection: Connection, model: type[SQLModel], values: Mapping[str, Any]) -> bool:
    """Insert a row unless one stands there under a unique key; true when it was inserted."""
    return _ignoring(model, connection.dialect, tuple(values)).run(connection, values).rowcount == 1


@lru_cache(maxsize=512)
def _insertion(model: type[SQLModel], dialect: Dialect, names: tuple[str, ...]) -> _Insertion:
    compiled = shape_of(model).insert.compile(dialect=dialect, column_keys=list(names))
    return _from(compiled, model, dialect, names)


@lru_cache(maxsize=512)
def _ignoring(model: type[SQLModel], dialect: Dialect, names: tuple[str, ...]) -> _Insertion:
    make = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    statement = make(table_of(model)).on_conflict_do_nothing().inline()
    return _from(statement.compile(dialect=dialect, column_keys=list(names)), model, dialect, names)


def _from(compiled: SQLCompiler, model: type[SQLModel], dialect: Dialect, names: tuple[str, ...]) -> _Insertion:
    columns = table_of(model).c
    order = compiled.positiontup or names
    converters = ((name, columns[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in order)
    return _Insertion(str(compiled), tuple(converters), compiled.positiontup is not None)
