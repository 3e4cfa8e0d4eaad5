"""Dates typed in forms and commands: read as in any message, refused in place with what to do."""

from __future__ import annotations

import re
from datetime import date, datetime

from bot.cards import Text, ours
from bot.creation import site_zone
from bot.reading import again
from bot.talk import Talk
from bot.understanding import Grain, When

_DMY = re.compile(r"^\s*(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{2,4}))?\s*$")


def read_due(talk: Talk, said: str, site: str) -> tuple[When | None, Text | None]:
    """A date that somebody typed, as seen from a site; empty: none. The second part: what is wrong with it, if so."""
    if not said:
        return None, None
    zone = site_zone(talk.charter, site)
    try:
        when = _exact(said, talk.now.astimezone(zone).date())
    except ValueError:
        return None, ours("errors.no_such_date", said=said[:40])
    if when is None:
        reading = again(talk, said, None, direct=True)
        when = reading.due.value or reading.event_start.value
    if when is None:
        return None, ours("errors.date_unread")
    day = when.value.astimezone(zone).date() if isinstance(when.value, datetime) else when.value
    if day < talk.now.astimezone(zone).date():
        return None, ours("errors.date_past")
    return when, None


def _exact(said: str, today: date) -> When | None:
    """ISO, or day/month with or without a year: the next such day. `ValueError` for a day that does not exist."""
    try:
        return When(date.fromisoformat(said.strip()), Grain.DAY)
    except ValueError:
        if re.match(r"^\s*\d{4}-\d{2}-\d{2}\s*$", said):
            raise
    found = _DMY.match(said)
    if found is None:
        return None
    day, month = int(found.group(1)), int(found.group(2))
    if found.group(3):
        year = int(found.group(3)) + (2000 if len(found.group(3)) == 2 else 0)
        return When(date(year, month, day), Grain.DAY)
    this_year = date(today.year, month, day)
    return When(this_year if this_year >= today else date(today.year + 1, month, day), Grain.DAY)
