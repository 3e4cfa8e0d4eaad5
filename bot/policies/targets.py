"""What a request is promised, by when, and how that was counted.

Source of the rules: charter `sites[].targets`, `services[].targets` and `.urgent`; issue 6, "Targets and clocks". The
steps are codes with arguments, which the catalogue puts into words; there is no text here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple, Protocol

from bot.charter.model import Charter
from bot.policies.business_time import (
    NeverOpenError,
    Span,
    add,
    is_open,
    last_closing,
    last_opening,
    next_opening,
)
from bot.policies.calendar import Calendar, calendar_of
from storage.tables import State


class When(Protocol):
    """A moment that a person wrote: a date for the whole day, else an aware date-time."""

    @property
    def value(self) -> date | datetime: ...


class Step(NamedTuple):
    """One step of an explanation. Arguments are aware instants, dates at the site, numbers and codes.

    Codes: `received` (at), `received_before_opening` (at, opens), `received_after_closing` (at, closed),
    `received_in_break` (at, opens), `received_when_closed` (at, why: holiday, closed or day_off); `holiday` (day),
    `closed_days` (first, last); `counted_minutes` and `counted_days` (count, opens: where counting starts, until);
    `never_open` (at); `due_kept`, `due_too_soon`, `due_past`, `due_when_closed` (due).
    """

    code: str
    args: Mapping[str, datetime | date | int | str]


@dataclass(frozen=True)
class _Count:
    """How a deadline is counted at a place: from when (aware), for how long, and until when (UTC), if it ever opens."""

    calendar: Calendar
    written_at: datetime
    span: Span
    until: datetime | None

    @property
    def steps(self) -> tuple[Step, ...]:
        calendar, at, span = self.calendar, self.written_at, self.span
        if self.until is None:
            return (Step("never_open", {"at": at}),)
        code, count = ("counted_days", span.days) if span.days else ("counted_minutes", span.minutes or 0)
        counted = Step(code, {"count": count, "opens": next_opening(calendar, at), "until": self.until})
        return (_received(calendar, at), *_skipped(calendar, at, self.until), counted)


@dataclass(frozen=True)
class Promise:
    """Both deadlines (UTC), none where the site has no opening within a year. They are explained when that is asked.

    `due_by` is the requester's own date as an instant: the site's last open moment within it. `due_held` is none
    without one, false when it comes too soon to be promised.
    """

    first_response_at: datetime | None
    resolution_at: datetime | None
    response: _Count
    resolution: _Count
    due_by: datetime | None = None
    due_held: bool | None = None
    due_step: Step | None = None

    @property
    def first_response_steps(self) -> tuple[Step, ...]:
        """How the time of first words was counted."""
        return self.response.steps

    @property
    def resolution_steps(self) -> tuple[Step, ...]:
        """How the end was counted, and what became of the requester's own date."""
        return (*self.resolution.steps, *([self.due_step] if self.due_step else []))


def promise(
    charter: Charter, service: str | None, site: str, urgent: bool, written_at: datetime, due: When | None = None
) -> Promise:
    """What the desk promises for a request written at an aware instant. Raises LookupError for an unknown site.

    The site's targets come before the service's, and the desk's own stand where neither says. A due date of the
    requester's that falls before the target is promised instead, if it leaves the desk its time of first response.
    """
    place = charter.site(site)
    if place is None:
        raise LookupError(site)
    calendar = calendar_of(place)
    targets = charter.targets(site, service or "", urgent=urgent)
    response = _counted(calendar, written_at, targets.first_response)
    resolution = _counted(calendar, written_at, targets.resolution)
    response_at, resolution_at = response.until, resolution.until
    if response_at is None or resolution_at is None:
        return Promise(None, None, response, resolution)
    # First words are never promised after the work itself.
    response_at = min(response_at, resolution_at)
    plain = Promise(response_at, resolution_at, response, resolution)
    if due is None:
        return plain
    due_by = due_instant(calendar, due.value)
    if due_by is not None and due_by >= resolution_at:
        return replace(plain, due_by=due_by, due_held=True)
    if due_by is not None and due_by >= response_at and due_by > written_at:
        kept = Step("due_kept", {"due": due_by})
        return replace(plain, resolution_at=due_by, due_by=due_by, due_held=True, due_step=kept)
    flag = Step(_why_not(calendar, written_at, due.value, due_by), {"due": due_by or due.value})
    return replace(plain, due_by=due_by, due_held=False, due_step=flag)


def _why_not(calendar: Calendar, written_at: datetime, due: date | datetime, due_by: datetime | None) -> str:
    past = due < written_at if isinstance(due, datetime) else due < calendar.local_date(written_at)
    if past:
        return "due_past"
    return "due_when_closed" if due_by is None or due_by <= written_at else "due_too_soon"


class Promised(Protocol):
    """What is asked of a request; storage.tables.Request is one."""

    state: State
    open: bool
    reopened: int
    first_response_at: datetime | None
    promised_at: datetime | None
    due: str | None
    event_start: str | None
    event_grain: str | None


def promised_next(request: Promised) -> datetime | None:
    """What a request is promised next (UTC): first words, then the end; none when it is over or waits to be told."""
    if not request.open or request.state is State.WAITING:
        return None
    return request.first_response_at if request.state is State.NEW and not request.reopened else request.promised_at


def wanted_sooner(request: Promised, zone: tzinfo, now: datetime) -> datetime | None:
    """When (UTC) a request is still to be of use, where that comes before the end that it is promised; none otherwise.

    That is when it is due, else when it takes place; a whole day, at its end in the site's zone. A week leaves room.
    """
    said = request.due or (request.event_start if request.event_grain != "week" else None)
    if said is None or request.promised_at is None or promised_next(request) is None:
        return None
    if len(said) == len("2026-12-24"):
        wanted = datetime.combine(date.fromisoformat(said), time.max, zone)
    else:
        wanted = datetime.fromisoformat(said)
    return wanted.astimezone(UTC) if now < wanted < request.promised_at else None


def due_instant(calendar: Calendar, due: date | datetime) -> datetime | None:
    """The last open moment of the site within a due date (the whole day) or date-time; none when closed for a year."""
    if not isinstance(due, datetime):
        return last_closing(calendar, due)
    try:
        return last_opening(calendar, due)
    except OverflowError:
        return None


def _counted(calendar: Calendar, written_at: datetime, span: Span) -> _Count:
    try:
        return _Count(calendar, written_at, span, add(calendar, written_at, span))
    except NeverOpenError:
        return _Count(calendar, written_at, span, None)


def _received(calendar: Calendar, at: datetime) -> Step:
    if is_open(calendar, at):
        return Step("received", {"at": at})
    day = calendar.local_date(at)
    openings = calendar.openings(day)
    if not openings:
        return Step("received_when_closed", {"at": at, "why": _why_closed(calendar, day)})
    later = [opens for opens, _ in openings if opens > at]
    if not later:
        return Step("received_after_closing", {"at": at, "closed": openings[-1][1]})
    code = "received_before_opening" if later[0] == openings[0][0] else "received_in_break"
    return Step(code, {"at": at, "opens": later[0]})


def _why_closed(calendar: Calendar, day: date) -> str:
    if calendar.is_holiday(day):
        return "holiday"
    return "closed" if calendar.is_closed(day) else "day_off"


def _skipped(calendar: Calendar, written_at: datetime, until: datetime) -> tuple[Step, ...]:
    """The days between the two on which the site would have been open, and was not."""
    steps: list[Step] = []
    closed: list[date] = []
    day = calendar.local_date(written_at) + timedelta(days=1)
    while day <= calendar.local_date(until):
        worked = bool(calendar.openings(day))
        if closed and (worked or calendar.is_holiday(day)):
            steps.append(_closed(closed))
            closed = []
        if calendar.usual(day) and not worked:
            if calendar.is_holiday(day):
                steps.append(Step("holiday", {"day": day}))
            elif calendar.is_closed(day):
                closed.append(day)
        day += timedelta(days=1)
    return tuple([*steps, _closed(closed)] if closed else steps)


def _closed(days: list[date]) -> Step:
    return Step("closed_days", {"first": days[0], "last": days[-1]})
