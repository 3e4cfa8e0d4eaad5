"""Who is away, and who stands in for them meanwhile.

Source of the rules: issue 6, "Nobody is missing". An absence is announced by the charter (whole days, in the person's
own zone) or said to the desk (instants, half-days too). People are named by their charter ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.charter import Charter, Person


class Stretch(Protocol):
    """An absence that was said; storage.tables.Absence is one. `until` is the first instant back, none: not known."""

    since: datetime
    until: datetime | None
    ended: bool


def is_away(charter: Charter, person: Person, at: datetime, said: Collection[str] = ()) -> bool:
    """Whether the person is away at an aware instant: by the charter, or of those `said` to be away then."""
    if person.id in said:
        return True
    today = at.astimezone(ZoneInfo(charter.timezone_of(person))).date()
    return any(today in closure for closure in person.away)


def covers(absence: Stretch, at: datetime) -> bool:
    """Whether an absence stands at an instant: its beginning is away, its end is not."""
    return not absence.ended and absence.since <= at and (absence.until is None or at < absence.until)


def overlap(absence: Stretch, since: datetime, until: datetime | None) -> bool:
    """Whether an absence and a stretch of time have an instant in common."""
    if absence.ended:
        return False
    return (until is None or absence.since < until) and (absence.until is None or since < absence.until)


def stand_ins(name: str, backups: Mapping[str, str | None]) -> Iterator[str]:
    """Who stands in for somebody away; then, as that one may be away too, who does for them; each once.

    `backups`: whom each of those away named, if anybody; whoever is not in it is there.
    """
    seen = {name}
    found = backups.get(name)
    while found is not None and found not in seen:
        yield found
        seen.add(found)
        found = backups.get(found)
