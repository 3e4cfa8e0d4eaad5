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
    if value.utcoffset() is None:
        raise ValueError("an instant is stored with its timezone, or not at all")
    return value.astimezone(UTC).isoformat(" ", "microseconds")[: -len("+00:00")]


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

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Refuses what is not a value of the enum."""
        return None if value is None else value.value if isinstance(value, self.enum) else self.enum(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """The enum's member; the bare text of a value that only a later release knows."""
        if value is None:
            return None
        try:
            return self.enum(value)
        except ValueError:
            return value


def _constant(value: Any) -> Any:
    if isinstance(value, StrEnum):
        # A member's value is a word of the code; nobody's text comes this way.
        return literal_column(f"'{value.value}'")
    if isinstance(value, Iterable) and not isinstance(value, str) and all(isinstance(each, StrEnum) for each in value):
        return [_constant(each) for each in value]
    return value
