"""Absences as rows: who is away now, and who stands in for them."""

from __future__ import annotations

from sqlalchemy import bindparam, or_, select

from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Absence, Person
from storage.unit import Unit

_absences, _people = table_of(Absence), table_of(Person)
_backups = _people.alias("backup")
_standing = ~_absences.c.ended
_now = Prepared(
    select(_people.c.charter_id, _backups.c.charter_id.label("backup"))
    .join(_people, _people.c.id == _absences.c.person_id)
    .join(_backups, _backups.c.id == _absences.c.backup_id, isouter=True)
    .where(_standing, _absences.c.since <= bindparam("now"))
    .where(or_(_absences.c.until.is_(None), _absences.c.until > bindparam("now")))
    .where(_people.c.charter_id.is_not(None))
    .order_by(_absences.c.id)
)
_of_person = Prepared(
    select(_absences)
    .where(_absences.c.person_id == bindparam("person"), _standing)
    .order_by(_absences.c.since, _absences.c.id)
)


def away_now(unit: Unit) -> dict[str, str | None]:
    """The charter ids of those who are away now, and who stands in for each, if anybody."""
    away: dict[str, str | None] = {}
    for row in _now.rows(unit.connection, {"now": unit.now}):
        away[row["charter_id"]] = row["backup"] or away.get(row["charter_id"])
    return away


def of_person(unit: Unit, person_id: int) -> list[Absence]:
    """Somebody's absences that are not over, in order."""
    return unit.all(Absence, _of_person, {"person": person_id})
