"""Absences that the charter announces: they stand beside those that are said, so that work is handed over for both."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import absences
from bot.conversations.handing_over import end, plan
from bot.people import person_of_charter, persons_of_charter
from bot.talk import Talk
from storage.rows import id_of
from storage.tables import Absence

Announced = tuple[int, datetime, datetime]
"""Whose (a row id), from when, until when (both UTC)."""


def plan_absences(talk: Talk) -> None:
    """Note the absences of the charter in force that are not over; those that it announces no longer are over."""
    wanted = _announced(talk)
    for each in absences.standing(talk.unit):
        if each.origin != "charter" or each.until is None:
            continue
        announced = (each.person_id, each.since, each.until)
        if announced not in wanted:
            end(talk, each)
            continue
        # Who was named since, by a command, stands in all the same.
        backup_id = wanted.pop(announced)
        if each.backup_id is None and backup_id is not None:
            talk.unit.change(each, backup_id=backup_id)
    for (person_id, since, until), backup_id in sorted(wanted.items()):
        made = Absence(
            person_id=person_id, since=since, until=until, backup_id=backup_id, origin="charter", at=talk.now
        )
        plan(talk, talk.unit.add(made))


def _announced(talk: Talk) -> dict[Announced, int | None]:
    """By the days of each person's own zone, as `bot.policies.presence.is_away` reads them; and who stands in."""
    named = {each.id: each for each in talk.charter.people if each.away}
    found: dict[Announced, int | None] = {}
    for person in persons_of_charter(talk.unit, named):
        known = named[person.charter_id or ""]
        zone = ZoneInfo(talk.charter.timezone_of(known))
        backup = person_of_charter(talk.unit, known.backup) if known.backup else None
        for closure in known.away:
            since = datetime.combine(closure.first, time(), zone)
            until = datetime.combine(closure.last + timedelta(days=1), time(), zone)
            if until > talk.now:
                found[id_of(person), since, until] = id_of(backup) if backup is not None else None
    return found
