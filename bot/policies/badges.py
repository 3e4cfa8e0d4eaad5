"""How a request stands by its clock, in one word: running, soon, late, met, met_late.

Source of the rules: issue 6, "Targets and clocks". What an open one is promised next decides; of one that is done, both
what was promised and when it came.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.policies.business_time import open_time
from bot.policies.calendar import Calendar
from bot.policies.steps import SOON_AT
from bot.policies.targets import Promised, promised_next
from storage.tables import State

BADGES = ("running", "soon", "late", "met", "met_late")


class Subject(Promised, Protocol):
    """What is asked of a request; storage.tables.Request is one."""

    state: State
    asked_at: datetime
    resolved_at: datetime | None


def badge(request: Subject, calendar: Calendar, now: datetime) -> str | None:
    """One of `BADGES`; none where nothing is promised, the clock stands still, or it was given up."""
    if request.state in (State.RESOLVED, State.CLOSED):
        return _met(request)
    due = promised_next(request)
    if due is None:
        return None
    if due <= now:
        return "late"
    left, whole = open_time(calendar, now, due), open_time(calendar, request.asked_at, due)
    return "soon" if left <= whole * (1 - SOON_AT) else "running"


def _met(request: Subject) -> str | None:
    kept = ((request.responded_at, request.first_response_at), (request.resolved_at, request.promised_at))
    known = [came <= promised for came, promised in kept if came is not None and promised is not None]
    if not known:
        return None
    return "met" if all(known) else "met_late"
