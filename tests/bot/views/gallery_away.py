"""Absences as they are told: whole days, halves, hours, without end; said, taken back, listed."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.cards import Card
from bot.policies.confidentiality import Part
from bot.views import absences as views
from bot.views import handing_over, provider_down
from bot.views.absences import AbsenceFacts
from bot.views.lists import row_of
from storage.tables import Absence, Level, Person, State
from tests.bot.views.subjects import ANSWER_WORDS, CLAIRE, INES, NADIA, NOW, charter, facts

PARIS = ZoneInfo("Europe/Paris")
STRETCHES = {
    "a day": ("2026-11-30T00:00", "2026-12-01T00:00"),
    "days": ("2027-08-12T00:00", "2027-08-24T00:00"),
    "a half": ("2026-11-30T12:00", "2026-12-01T00:00"),
    "halves": ("2026-11-30T12:00", "2026-12-02T12:00"),
    "hours": ("2026-11-30T14:00", "2026-11-30T16:30"),
    "from an hour": ("2026-11-27T14:00", "2026-12-01T00:00"),
    "from an hour of a day": ("2026-11-27T14:00", "2026-11-28T00:00"),
    "without end": ("2026-11-24T10:30", None),
}


def absence(which: str = "days", person: Person = INES, backup: Person | None = CLAIRE, **more: object) -> AbsenceFacts:
    """An absence of somebody's, by their own days."""
    since, until = STRETCHES[which]
    row = Absence(
        person_id=person.id or 0,
        since=_utc(since),
        until=_utc(until) if until is not None else None,
        backup_id=backup.id if backup is not None else None,
        by_id=person.id,
        at=NOW,
        **{"id": 7, "origin": "said", **more},
    )
    return AbsenceFacts(row, person, PARIS, backup)


def cards() -> dict[str, Card]:
    """Every one, by what it shows."""
    said = {f"away, {which}": views.noted(absence(which), own=True) for which in STRETCHES}
    listed = [absence(which, id=number) for number, which in enumerate((*STRETCHES, *STRETCHES, *STRETCHES))]
    listed[1] = absence(person=NADIA, backup=None, origin="charter")
    return said | {
        "away, no backup": views.noted(absence(backup=None), own=True),
        "away, for another": views.noted(absence(), own=False),
        "away, told": views.told(absence(), NADIA),
        "away, told without a backup": views.told(absence(backup=None), NADIA),
        "away, told to who stands in": views.told_backup(absence()),
        "away, no backup of who agrees": views.noted(absence(backup=None), own=True, works=False),
        "away, already": views.overlaps(absence(), own=True),
        "away, already for another": views.overlaps(absence(), own=False),
        "away, cancelled": views.cancelled(absence(), own=True),
        "away, cancelled for another": views.cancelled(absence(), own=False),
        "away, cancelled by another": views.cancelled_told(absence(), NADIA),
        "away, cancelled for who stands in": views.cancelled_backup(absence()),
        **_handed_over(),
        **_provider_down(),
        "absences": views.absences_card(listed, INES.id or 0, {INES.id or 0}),
        "absences, of others": views.absences_card(listed[:5], NADIA.id or 0, ()),
        "absences, none": views.absences_card([], INES.id or 0, ()),
    }


def _handed_over() -> dict[str, Card]:
    claimed, waiting = facts(State.CLAIMED), facts(State.WAITING)
    secret = facts(State.CLAIMED, Level.CONFIDENTIAL)
    rows = [row_of(each, Part.FULL) for each in (claimed, waiting, secret)]
    left = {f"handover, freed, {why}": handing_over.freed(absence(), rows[:1], why) for why in handing_over.WHY}
    return left | {
        "handover": handing_over.offered(absence(), [(rows[0], ANSWER_WORDS), (rows[1], None)], NOW),
        "handover, one": handing_over.offered(absence(), [(rows[2], None)], NOW),
        "handover, many": handing_over.offered(absence(), [(rows[0], None)] * 25, NOW),
        "handover, taken": handing_over.taken(absence(), 3),
        "handover, refused": handing_over.refused(),
        "handover, lapsed": handing_over.lapsed(absence()),
        "handover, withdrawn": handing_over.withdrawn(absence()),
        "handover, freed, no backup": handing_over.freed(absence(backup=None), rows, "refused"),
        "handover, back": handing_over.back_card(absence(), rows),
        "handover, back to one": handing_over.back_card(absence(), rows[:1]),
        "handover, had again": handing_over.had_again(2),
    }


def _provider_down() -> dict[str, Card]:
    rows = [row_of(facts(proposal_why="nobody"), Part.FULL), row_of(facts(level=Level.CONFIDENTIAL), Part.STATE)]
    nameless = charter().model_copy(update={"desk": charter().desk.model_copy(update={"provider": None})})
    return {
        "provider": provider_down.asked(charter(), 4, 12),
        "provider, its reader among them": provider_down.asked(charter(), 4, 12, own=True),
        "provider, told": provider_down.put_away(charter(), CLAIRE),
        "provider, instead of the coordination": provider_down.stands_for(charter(), CLAIRE),
        "provider, put away, steered": provider_down.done(charter(), 4, 0, (), steer=[INES, CLAIRE]),
        "provider, put away, unsteered": provider_down.done(charter(), 4, 0, (), steer=[]),
        "provider, without a name": provider_down.asked(nameless, 1, 1),
        "provider, down": provider_down.is_down(charter(), 4, NOW),
        "provider, put away": provider_down.done(charter(), 4, 12, rows),
        "provider, put away, many left": provider_down.done(charter(), 4, 30, rows[:1] * 30),
        "provider, put away, some unseen": provider_down.done(charter(), 4, 12, rows, 1),
        "provider, put away, all unseen": provider_down.done(charter(), 4, 12, (), 2),
        "provider, put away, all served": provider_down.done(charter(), 4, 1, []),
        "provider, back": provider_down.back(charter(), 4, 2),
        "provider, not down": provider_down.not_down(),
        "provider, none": provider_down.none(),
    }


def _utc(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=PARIS).astimezone(UTC)
