"""Absences that the charter announces: they stand beside those that are said, so that work is handed over for both."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import absences
from bot.conversations.handing_over import end, plan
from bot.people import persons_of_charter
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
        if (each.person_id, each.since, each.until) in wanted:
            wanted.discard((each.person_id, each.since, each.until))
        else:
            end(talk, each)
    for person_id, since, until in sorted(wanted):
        made = Absence(person_id=person_id, since=since, until=until, origin="charter", at=talk.now)
        plan(talk, talk.unit.add(made))


def _announced(talk: Talk) -> set[Announced]:
    """By the days of each person's own zone, as `bot.policies.presence.is_away` reads them."""
    named = {each.id: each for each in talk.charter.people if each.away}
    found: set[Announced] = set()
    for person in persons_of_charter(talk.unit, named):
        known = named[person.charter_id or ""]
        zone = ZoneInfo(talk.charter.timezone_of(known))
        for closure in known.away:
            since = datetime.combine(closure.first, time(), zone)
            until = datetime.combine(closure.last + timedelta(days=1), time(), zone)
            if until > talk.now:
                found.add((id_of(person), since, until))
    return found
