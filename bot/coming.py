"""What the desk is about to say on its own, to whom and when: by the charter, and as people changed it since."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.charter import Charter, Ritual
from bot.occasions import KINDS, all_members, schedule_of
from bot.policies.audiences import Member
from bot.policies.rituals import Firing, firings
from storage.unit import Unit

Key = tuple[str, str, str]
"""An occurrence: its ritual, one of its audience, and the date that the ritual names (ISO)."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One firing, for all those to whom it is said at that instant: none where it is left out, `firing.why`."""

    ritual: Ritual
    firing: Firing
    zone: str
    members: tuple[Member, ...]
    skipped: bool = False


def coming(
    unit: Unit | None, charter: Charter, now: datetime, ahead: timedelta, skipped: Collection[Key] = ()
) -> list[Coming]:
    """Every firing from an instant on (aware), for so long, in order; what is left out meanwhile stands at its date."""
    found: dict[tuple[str, Firing, str, bool], list[Member]] = {}
    rituals = {each.id: each for each in charter.rituals}
    for one, member in all_members(charter):
        schedule = schedule_of(unit, charter, one, member)
        today = schedule.today(now)
        for each in firings(schedule, today - timedelta(days=7), today + ahead):
            is_over = each.at <= now if each.at is not None else each.scheduled < today
            if is_over:
                continue
            is_skipped = (one.id, member.key, each.scheduled.isoformat()) in skipped
            found.setdefault((one.id, each, schedule.zone, is_skipped), []).append(member)
    told = [
        Coming(rituals[one], each, zone, tuple(members), skipped=is_skipped)
        for (one, each, zone, is_skipped), members in found.items()
    ]
    return sorted(told, key=lambda each: (each.firing.day or each.firing.scheduled, _hour(each), each.ritual.id))


def next_of(found: Sequence[Coming], ritual_id: str) -> Coming | None:
    """The first that is said of a ritual."""
    return next((each for each in found if each.ritual.id == ritual_id and each.firing.at and not each.skipped), None)


def is_known(one: Ritual) -> bool:
    """Whether the desk knows how to say it."""
    return one.kind in KINDS


def _hour(each: Coming) -> str:
    return each.firing.at.isoformat() if each.firing.at is not None else ""
