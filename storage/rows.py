"""A model, its table, and plain rows made without ceremony: what the hot paths of the unit of work stand on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, TypeVar, cast

from sqlalchemy import Table, bindparam, inspect, select
from sqlalchemy.orm import ClassManager, configure_mappers
from sqlmodel import SQLModel

from storage.prepared import Prepared

Row = TypeVar("Row", bound=SQLModel)


class Stored(SQLModel):
    """What every table's model is made of.

    A row of SQLModel sets each of its attributes through pydantic and SQLAlchemy both, which was a third of an intake;
    here they are set at once. As in SQLModel, nothing is validated: that is done where things come in.
    """

    def __init__(self, **given: Any) -> None:
        model = type(self)
        if not given.keys() <= model.model_fields.keys():
            raise TypeError(f"{model.__name__} has no {', '.join(sorted(given.keys() - model.model_fields.keys()))}")
        fixed, made = _defaults(model)
        self.__dict__.update(fixed)
        for name, make in made:
            if name not in given:
                self.__dict__[name] = make()
        self.__dict__.update(given)


@cache
def _defaults(model: type[SQLModel]) -> tuple[Mapping[str, Any], tuple[tuple[str, Callable[[], Any]], ...]]:
    fields = model.model_fields.items()
    made = tuple(
        (name, partial(field.get_default, call_default_factory=True)) for name, field in fields if field.default_factory
    )
    factories = dict(made)
    fixed = {name: field.default for name, field in fields if name not in factories and not field.is_required()}
    return fixed, made


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
    manager: ClassManager[Any]


@cache
def shape_of(model: type[SQLModel]) -> Shape:
    """The shape of a table's model."""
    # SQLAlchemy does this when it makes the first object; a row read here is made without it.
    configure_mappers()
    mapper = inspect(model)
    table = cast(Table, mapper.local_table)
    names = tuple(column.name for column in table.columns)
    numbered = table.autoincrement_column is not None
    (key, *_) = table.primary_key
    return Shape(
        table=table,
        names=names,
        given=tuple(name for name in names if name != "id") if numbered else names,
        numbered=numbered,
        by_key=Prepared(select(table).where(key == bindparam("key")).limit(1)),
        manager=mapper.class_manager,
    )


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model: `table_of(Timer).c.due` is the column."""
    return shape_of(model).table


def row_from(model: type[Row], found: Mapping[Any, Any]) -> Row:
    """A row read from the database, as the model's object: the database's values are not validated again."""
    row: Row = shape_of(model).manager.new_instance()
    row.__dict__.update(found)
    return row


def id_of(row: SQLModel) -> int:
    """The key that the database gave to a row; `LookupError` when it is not stored yet."""
    key = row.__dict__.get("id")
    if not isinstance(key, int):
        raise LookupError(f"this {type(row).__name__} is not stored yet")
    return key
