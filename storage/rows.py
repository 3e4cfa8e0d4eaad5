"""A model, its table, and plain rows made without ceremony: what the hot paths of the unit of work stand on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, TypeVar

from sqlalchemy import Table, bindparam, select
from sqlmodel import SQLModel
from sqlmodel.main import SQLModelMetaclass, default_registry

from storage.prepared import Prepared

Row = TypeVar("Row", bound=SQLModel)


class _Unmapped(SQLModelMetaclass):
    """A table is declared and nothing more: no ORM stands behind a row's attributes, to hear of each that is read."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        default_registry.dispose()


class Stored(SQLModel, metaclass=_Unmapped):
    """What every table's model is made of: a plain object, of whose attributes SQLAlchemy knows nothing.

    A row of SQLModel sets each of its attributes through pydantic and SQLAlchemy both, which was a third of an intake;
    here they are set at once. As in SQLModel, nothing is validated: that is done where things come in.
    """

    def __init__(self, **given: Any) -> None:
        model = type(self)
        fields = _fields(model)
        if not given.keys() <= fields.names:
            raise TypeError(f"{model.__name__} has no {', '.join(sorted(given.keys() - fields.names))}")
        held = {**fields.fixed, **given}
        for name, make in fields.made.items():
            if name not in given:
                held[name] = make()
        _hold(self, held)

    def __setattr__(self, name: str, value: Any) -> None:
        self.__dict__[name] = value


def _hold(row: SQLModel, held: dict[str, Any]) -> None:
    object.__setattr__(row, "__dict__", held)


@dataclass(frozen=True, slots=True)
class _Fields:
    """What is held of a model where it is not given: a value, or what makes one."""

    names: frozenset[str]
    fixed: Mapping[str, Any]
    made: Mapping[str, Callable[[], Any]]


@cache
def _fields(model: type[SQLModel]) -> _Fields:
    fields = model.model_fields
    made = {
        name: partial(each.get_default, call_default_factory=True)
        for name, each in fields.items()
        if each.default_factory
    }
    fixed = {name: each.default for name, each in fields.items() if name not in made and not each.is_required()}
    return _Fields(frozenset(fields), fixed, made)


@dataclass(frozen=True, slots=True)
class Shape:
    """What is built once a model: its table, its columns' names and the statements said most often."""

    table: Table
    names: tuple[str, ...]
    given: tuple[str, ...]
    """The names without the key that the database gives."""
    numbered: bool
    """The database gives the key, `id`."""
    by_key: Prepared
    """Takes `key`; only for a table with one key column."""


@cache
def shape_of(model: type[SQLModel]) -> Shape:
    """The shape of a table's model."""
    table = SQLModel.metadata.tables[str(model.__tablename__)]
    names = tuple(column.name for column in table.columns)
    numbered = table.autoincrement_column is not None
    (key, *_) = table.primary_key
    return Shape(
        table=table,
        names=names,
        given=tuple(name for name in names if name != "id") if numbered else names,
        numbered=numbered,
        by_key=Prepared(select(table).where(key == bindparam("key")).limit(1)),
    )


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model: `table_of(Timer).c.due` is the column."""
    return shape_of(model).table


def row_from(model: type[Row], found: Mapping[Any, Any]) -> Row:
    """A row read from the database, as the model's object: the database's values are not validated again."""
    row: Row = model.__new__(model)
    _hold(row, dict(found))
    return row


def id_of(row: SQLModel) -> int:
    """The key that the database gave to a row; `LookupError` when it is not stored yet."""
    key = row.__dict__.get("id")
    if not isinstance(key, int):
        raise LookupError(f"this {type(row).__name__} is not stored yet")
    return key
