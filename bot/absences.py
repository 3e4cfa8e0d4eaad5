"""Absences as rows: who is away now, and who stands in for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, or_, select

from bot.charter import Charter
from bot.people import charter_person, timezone_of
from bot.policies.business_time import NeverOpenError, next_opening
from bot.policies.calendar import Calendar, calendar_of
from bot.policies.presence import covers, is_away
from bot.views.absences import AbsenceFacts
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Absence, Person
from storage.unit import Unit

_absences, _people = table_of(Absence), table_of(Person)
_backups = _people.alias("backup")
_standing = ~_absences.c.ended
_now = Prepared(
    select(_absences.c.id, _people.c.charter_id, _backups.c.charter_id.label("backup"))
    .join(_people, _people.c.id == _absences.c.person_id)
    .join(_backups, _backups.c.id == _absences.c.backup_id, isouter=True)
    .where(_standing, _absences.c.since <= bindparam("now"))
    .where(or_(_absences.c.until.is_(None), _absences.c.until > bindparam("now")))
    .where(_people.c.charter_id.is_not(None))
)
_by_id = Prepared(select(_absences).where(_absences.c.id == bindparam("id")).with_for_update())
_all = Prepared(select(_absences).where(_standing).order_by(_absences.c.since, _absences.c.id))
_ever = Prepared(
    select(_absences)
    .where(_absences.c.person_id == bindparam("person"), _absences.c.since <= bindparam("now"))
    .where(or_(_absences.c.until.is_(None), _absences.c.until > bindparam("at")))
    .order_by(_absences.c.id)
)
"""Those of somebody that began, and were not over at an instant, whether they were taken back since or not."""
_of_person = Prepared(
    select(_absences)
    .where(_absences.c.person_id == bindparam("person"), _standing)
    .order_by(_absences.c.since, _absences.c.id)
)
_not_over_at = Prepared(
    select(_absences)
    .where(or_(_absences.c.until.is_(None), _absences.c.until > bindparam("at")))
    .order_by(_absences.c.id)
)


def away_now(unit: Unit) -> dict[str, str | None]:
    """The charter ids of those who are away now, and who stands in for each, if anybody."""
    away: dict[str, str | None] = {}
    # Put in order here: asked to, SQLite reads every absence there ever was.
    for row in sorted(_now.rows(unit.connection, {"now": unit.now}), key=lambda each: each["id"]):
        away[row["charter_id"]] = row["backup"] or away.get(row["charter_id"])
    return away


def gone(unit: Unit) -> set[str]:
    """The charter ids of those who are away now, and nobody knows until when."""
    without_end = (each for each in standing(unit) if each.until is None and covers(each, unit.now))
    people = (unit.need(Person, each.person_id) for each in without_end)
    return {each.charter_id for each in people if each.charter_id is not None}


def of_person(unit: Unit, person_id: int) -> list[Absence]:
    """Somebody's absences that are not over, in order."""
    return unit.all(Absence, _of_person, {"person": person_id})


def standing(unit: Unit) -> list[Absence]:
    """All absences that are not over, in order."""
    return unit.all(Absence, _all)


def since(unit: Unit, at: datetime) -> list[Absence]:
    """All absences that were not over at an instant, or began later; those that were taken back since too, in order."""
    return unit.all(Absence, _not_over_at, {"at": at})


def by_id(unit: Unit, absence_id: int) -> Absence | None:
    """The absence of that id, locked until the commit (PostgreSQL), or none."""
    return unit.first(Absence, _by_id, {"id": absence_id})


def asked_since(unit: Unit, person_id: int, for_id: int | None, at: datetime) -> datetime:
    """Since when somebody has been there to answer what was asked at an instant: since they are back, where they were
    away then; since the other went away, where they stand in for them (`for_id`)."""
    known = unit.all(Absence, _ever, {"person": person_id if for_id is None else for_id, "at": at, "now": unit.now})
    if for_id is not None:
        return max((each.since for each in known if covers(each, unit.now)), default=at)
    return max((each.until for each in known if each.until is not None and each.until <= unit.now), default=at)


def is_away_now(unit: Unit, charter: Charter, person: Person) -> bool:
    """Whether somebody is away now, by what was said or by the charter."""
    named = charter_person(charter, person)
    return named is not None and is_away(charter, named, unit.now, away_now(unit))


def facts_of(unit: Unit, charter: Charter, absences: Sequence[Absence]) -> list[AbsenceFacts]:
    """Absences with those around them."""
    found: list[AbsenceFacts] = []
    for each in absences:
        person = unit.need(Person, each.person_id)
        zone = ZoneInfo(timezone_of(charter, person))
        found.append(AbsenceFacts(each, person, zone, unit.get(Person, each.backup_id)))
    return found


def hours_around(charter: Charter, person: Person) -> Calendar:
    """The open hours of where somebody works: their first site's, else the first site's of the charter."""
    named = charter_person(charter, person)
    return calendar_of(charter.site(named.first_site if named else None) or charter.sites[0])


def opening_from(calendar: Calendar, at: datetime) -> datetime | None:
    """The first open instant from an instant on (UTC); none where there is none for a year."""
    try:
        return next_opening(calendar, at)
    except NeverOpenError:
        return None
