"""A column type that means the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Text, literal_column
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator
from sqlmodel import UTCDateTime


class Instant(UTCDateTime):
    """An aware instant, given back in UTC; a naive one is refused.

    As SQLModel's, whose text on SQLite is written and read at once here: an intake does so some forty times.
    """

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """Writes « 2026-12-24 09:30:00.000000 », so that texts are in the order of instants."""
        return _written if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Reads that text."""
        return _read if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _written(value: datetime | None) -> str | None:
    if value is None:
        return None
    if value.tzinfo is not UTC:
        if value.utcoffset() is None:
            raise ValueError("an instant is stored with its timezone, or not at all")
        value = value.astimezone(UTC)
    return value.isoformat(" ", "microseconds")[: -len("+00:00")]


def _read(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


class _Constants(TypeDecorator.Comparator[StrEnum]):
    """Compares with the enum's members as constants, not parameters: so a partial index is seen to fit."""

    def operate(self, op: OperatorType, *other: Any, **options: Any) -> Any:
        return super().operate(op, *(_constant(each) for each in other), **options)


class Code(TypeDecorator[StrEnum]):
    """A StrEnum stored by its value, as text: a value added by a later release does not need a migration."""

    impl = Text
    cache_ok = True
    comparator_factory = _Constants

    def __init__(self, enum: type[StrEnum]) -> None:
        super().__init__()
        self.enum = enum

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:
        """Writes the member's value; refuses what is not one of the enum."""
        enum, known = self.enum, {each: each.value for each in self.enum}

        def write(value: Any) -> str | None:
            return None if value is None else known.get(value) or enum(value).value

        return write

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], Any]:
        """Reads the enum's member; the bare text of a value that only a later release knows."""
        known: dict[str | None, StrEnum] = {each.value: each for each in self.enum}
        return lambda value: known.get(value, value)


def _constant(value: Any) -> Any:
    if isinstance(value, StrEnum):
        # A member's value is a word of the code; nobody's text comes this way.
        return literal_column(f"'{value.value}'")
    if isinstance(value, Iterable) and not isinstance(value, str) and all(isinstance(each, StrEnum) for each in value):
        return [_constant(each) for each in value]
    return value
