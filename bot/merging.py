"""Two persons who are one: what either asked, wrote or has in hand becomes that of the one who stays."""

from __future__ import annotations

from sqlalchemy import Table, update

from storage.rows import id_of, table_of
from storage.tables import Form, Identity, Message, Person, Ping, Rating, Recurring, Request, Source, Words
from storage.unit import Unit

_OWNED: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (table_of(Identity), ("person_id",)),
    (table_of(Request), ("requester_id", "raised_by_id", "assignee_id", "proposed_id", "resolved_by_id")),
    (table_of(Source), ("author_id",)),
    (table_of(Message), ("author_id",)),
    (table_of(Words), ("person_id",)),
    (table_of(Rating), ("person_id",)),
    (table_of(Ping), ("person_id",)),
    (table_of(Form), ("person_id",)),
    (table_of(Recurring), ("person_id",)),
)
"""Where a person is named, the journal excepted: history is not rewritten, and `merged_into` tells who it was."""


def stays(one: Person, other: Person) -> Person | None:
    """Which of two persons stays: the charter's; the first seen when it names neither; none when it names both."""
    if one.charter_id and other.charter_id:
        return None
    if one.charter_id or other.charter_id:
        return one if one.charter_id else other
    return min(one, other, key=id_of)


def merge(unit: Unit, kept: Person, gone: Person) -> None:
    """Make `gone` one with `kept`."""
    before, after = id_of(gone), id_of(kept)
    for table, columns in _OWNED:
        for name in columns:
            unit.execute(update(table).where(table.c[name] == before).values({name: after}))
    if kept.site is None and gone.site is not None:
        unit.change(kept, site=gone.site)
    unit.change(gone, merged_into=after, active=False)
