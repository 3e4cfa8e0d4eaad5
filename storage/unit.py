"""The unit of work: one transaction, seen as rows.

Rows are plain objects, read once and written by name: no lazy loading, no flush that one did not ask for. Statements
are Core, for the intake is counted in thousands a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, bindparam, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import Select
from sqlmodel import SQLModel

from storage.inserts import insert_row
from storage.prepared import Prepared, say
from storage.rows import Row, id_of, row_from, shape_of, table_of

__all__ = ["Unit", "id_of", "table_of"]

Query = Select[Any] | Prepared


class Unit:
    """One transaction. `now` is the desk's clock (aware, UTC) for business; it is not the machine's.

    What is done with a unit may be done again from the start, in a new one, when its transaction could not be kept: it
    changes nothing outside. `attempt` counts these starts from 1.
    """

    def __init__(self, connection: Connection, now: datetime, charter_version: str = "", attempt: int = 1) -> None:
        self.connection = connection
        self.now = now
        self.charter_version = charter_version
        self.attempt = attempt
        self.touched: set[str] = set()
        """The channels to which something was queued: the pump is woken for them after the commit."""
        self.moved: set[int] = set()
        """The requests that were changed: what is planned of them is looked at again before the commit."""
        self.unchecked: set[int] = set()
        """Those that stand before no second person any longer: what was held until then is given back or sent."""
        self.unanswered: set[int] = set()
        """Those of which what was still to be said to their requester may be false by now: it is given back."""
        self._depth = 0

    def add(self, row: Row) -> Row:
        """Insert a row; its generated key is set on it."""
        held = row.__dict__
        key = insert_row(self.connection, type(row), held)
        if key is not None:
            held["id"] = key
        return row

    def change(self, row: SQLModel, **values: Any) -> None:
        """Update a row by its key, and the object with it."""
        held = row.__dict__
        statement, keys = _change(type(row), tuple(values))
        statement.write(self.connection, {**values, **{f"of__{name}": held[name] for name in keys}})
        held.update(values)

    def get(self, model: type[Row], key: int | str | None) -> Row | None:
        """The row of that key, or none."""
        if key is None:
            return None
        found = shape_of(model).by_key.first(self.connection, {"key": key})
        return None if found is None else row_from(model, found)

    def need(self, model: type[Row], key: int | str | None) -> Row:
        """The row of that key, which must be there: `LookupError` otherwise."""
        row = self.get(model, key)
        if row is None:
            raise LookupError(f"no {model.__name__} {key}")
        return row

    def find(self, model: type[Row], **equal: Any) -> Row | None:
        """The row whose columns have these values (none of them None), or none; its statement is built once.

        For looking up by a key of several columns: a value is a parameter, so it does not make a partial index fit.
        """
        found = _equal(model, tuple(equal)).first(self.connection, equal)
        return None if found is None else row_from(model, found)

    def first(self, model: type[Row], query: Query, values: Mapping[str, Any] | None = None) -> Row | None:
        """The first row of a query over the model's own columns; `values` for its bound names.

        A prepared one that may find several says `LIMIT 1` itself.
        """
        if isinstance(query, Prepared):
            found = query.first(self.connection, values or {})
            return None if found is None else row_from(model, found)
        mapped = self.connection.execute(query.limit(1), values).mappings().first()
        return None if mapped is None else row_from(model, mapped)

    def all(self, model: type[Row], query: Query, values: Mapping[str, Any] | None = None) -> list[Row]:
        """All rows of a query over the model's own columns; `values` for its bound names."""
        if isinstance(query, Prepared):
            return [row_from(model, found) for found in query.rows(self.connection, values or {})]
        return [row_from(model, found) for found in self.connection.execute(query, values).mappings()]

    def execute(
        self, statement: Executable, values: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None
    ) -> Any:
        """A statement of one's own, for what rows do not say."""
        return self.connection.execute(statement, values)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """All of what is inside, or none of it when it raises."""
        # In SQL: SQLAlchemy's own nested transactions cost several times as much.
        self._depth += 1
        name = f"s{self._depth}"
        touched, moved = set(self.touched), set(self.moved)
        unchecked, unanswered = set(self.unchecked), set(self.unanswered)
        say(self.connection, f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            self.touched, self.moved, self.unchecked, self.unanswered = touched, moved, unchecked, unanswered
            # A database that failed has undone everything already; the error that matters is the one being raised.
            with suppress(SQLAlchemyError):
                say(self.connection, f"ROLLBACK TO {name}")
                say(self.connection, f"RELEASE {name}")
            raise
        else:
            say(self.connection, f"RELEASE {name}")
        finally:
            self._depth -= 1


@cache
def _equal(model: type[SQLModel], names: tuple[str, ...]) -> Prepared:
    table = table_of(model)
    return Prepared(select(table).where(*(table.c[name] == bindparam(name) for name in names)).limit(1))


@cache
def _change(model: type[SQLModel], names: tuple[str, ...]) -> tuple[Prepared, tuple[str, ...]]:
    table = shape_of(model).table
    keys = tuple(column.name for column in table.primary_key)
    statement = update(table).where(*(table.c[name] == bindparam(f"of__{name}") for name in keys))
    return Prepared(statement, names), keys
