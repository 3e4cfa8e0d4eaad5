"""The history of a request: append-only; ids, codes and numbers."""

from __future__ import annotations

from storage.tables import Journal
from storage.unit import Unit

Fact = str | int | float | bool | None


def write(unit: Unit, request_id: int | None, act: str, actor_id: int | None, **data: Fact) -> None:
    """One line of history. `data` holds ids, codes and numbers; a text goes by its words id."""
    unit.add(
        Journal(
            request_id=request_id,
            at=unit.now,
            act=act,
            actor_id=actor_id,
            data=data,
            charter_version=unit.charter_version,
        )
    )
