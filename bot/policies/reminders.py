"""When people may be disturbed: how often they are asked for a rating, and how pings to them are grouped.

Source of the rules: issue 2, "Close" (a rating is asked at most once in 14 days) and "See" (pings to one person
within five minutes are grouped, urgent ones excepted). Instants are aware; lengths are of the calendar, not of open
time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

RATING_REST = timedelta(days=14)
PING_REST = timedelta(minutes=5)
MISSED = tuple(f"missed_{miss}{late}" for miss in ("response", "resolution", "unclaimed") for late in ("", "_late"))
"""Why somebody is told of what is missed; `late`: the desk was down when they were to be told."""
ALERTS = ("escalated", *MISSED)
"""Why somebody is told what needs them: each is a message of its own, with what they can do of it."""
PRIVATE_LATE = "private_late"
"""Why who coordinates is told that something confidential is late: by no reference, and nothing is to be done of it."""
PRIVATE_WAITS = "private_waits"
"""The same of an executive's own, which none of those who work for them is there to take."""
UNNAMED = (PRIVATE_LATE, PRIVATE_WAITS)
"""What is told of a request by no reference."""
ASKED_FOR = ("escalated", "called")
"""Why somebody is told when a colleague asks for them: that colleague was told that they know, so it never waits."""


def may_ask_rating(now: datetime, last_asked_at: datetime | None) -> bool:
    """Whether someone may be asked for a rating, last asked then (none: never)."""
    return last_asked_at is None or now - last_asked_at >= RATING_REST


def next_ping_at(now: datetime, last_sent_at: datetime | None, urgent: bool) -> datetime:
    """When to send what there is to tell someone, who was last sent something then (none: never).

    The first ping goes at once; those of the five minutes that follow go together at their end. An urgent one never
    waits, and takes with it what was held.
    """
    if urgent or last_sent_at is None:
        return now
    return max(now, last_sent_at + PING_REST)
