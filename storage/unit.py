"""The unit of work: one transaction, seen as rows.

Rows are plain objects, read once and written by name: no lazy loading, no flush that one did not ask for. Statements are Core, for
the intake is counted in thousands a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, insert, select, update
from sqlalchemy.sql import Select
from sqlmodel import SQLModel

Row = TypeVar("Row", bound=SQLModel)


class Unit:
    """One transaction. `now` is the desk's clock (aware, UTC) for business; it is not the machine's."""

    def __init__(self, connection: Connection, now: datetime, charter_version: str = "") -> None:
        self.connection = connection
        self.now = now
        self.charter_version = charter_version
        self.touched: set[str] = set()
        """The channels to which something was queued: the pump is woken for them after the commit."""

    def add(self, row: Row) -> Row:
        """Insert a row; its generated key is set on it."""
        table = type(row).__table__  # type: ignore[attr-defined]  # SQLModel adds it to each table class
        values = {name: value for name, value in row.__dict__.items() if name in table.c}
        generated = "id" in table.c and values.get("id") is None
        if generated:
            values.pop("id", None)
        result = self.connection.execute(insert(table), values)
        if generated:
            row.id = result.inserted_primary_key[0]  # type: ignore[attr-defined]  # the table has an id
        return row

    def change(self, row: SQLModel, **values: Any) -> None:
        """Update a row by its key, and the object with it."""
        table = type(row).__table__  # type: ignore[attr-defined]  # SQLModel adds it to each table class
        keys = [column == getattr(row, column.name) for column in table.primary_key]
        self.connection.execute(update(table).where(*keys).values(**values))
        for name, value in values.items():
            setattr(row, name, value)

    def get(self, model: type[Row], key: int | str | None) -> Row | None:
        """The row of that key, or none."""
        if key is None:
            return None
        table = model.__table__  # type: ignore[attr-defined]  # SQLModel adds it to each table class
        (column,) = table.primary_key
        return self.first(model, select(table).where(column == key))

    def need(self, model: type[Row], key: int | str | None) -> Row:
        """The row of that key, which must be there: `LookupError` otherwise."""
        row = self.get(model, key)
        if row is None:
            raise LookupError(f"no {model.__name__} {key}")
        return row

    def first(self, model: type[Row], query: Select[Any]) -> Row | None:
        """The first row of a query over the model's own columns."""
        found = self.connection.execute(query.limit(1)).mappings().first()
        return None if found is None else model(**found)

    def all(self, model: type[Row], query: Select[Any]) -> list[Row]:
        """All rows of a query over the model's own columns."""
        return [model(**found) for found in self.connection.execute(query).mappings()]

    def execute(self, statement: Executable, values: Sequence[dict[str, Any]] | dict[str, Any] | None = None) -> Any:
        """A statement of one's own, for what rows do not say."""
        return self.connection.execute(statement, values)
