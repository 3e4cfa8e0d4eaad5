"""What a request is promised, by when, and how that was counted.

Source of the rules: charter `sites[].targets`, `services[].targets` and `.urgent`; issue 6, "Targets and clocks". The
steps are codes with arguments, which the catalogue puts into words; there is no text here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple, Protocol, TypeVar

from bot.charter.model import Charter
from bot.policies.business_time import (
    NeverOpenError,
    Span,
    is_open,
    last_closing,
    last_opening,
    next_opening,
)
from bot.policies.calendar import Calendar, calendar_of
from bot.policies.clocks import Pause, reached
from storage.tables import OPEN_STATES, State


class When(Protocol):
    """A moment that a person wrote: a date for the whole day, else an aware date-time."""

    @property
    def value(self) -> date | datetime: ...


class Due(NamedTuple):
    """A date as it is kept with a request."""

    value: date | datetime


def as_kept(due: str | None) -> Due | None:
    """The requester's own date of a request: a date for the whole day, else a date-time with its offset."""
    if due is None:
        return None
    return Due(date.fromisoformat(due) if len(due) == len("2026-12-24") else datetime.fromisoformat(due))


class Step(NamedTuple):
    """One step of an explanation. Arguments are aware instants, dates at the site, numbers and codes.

    Codes: `received` (at), `received_before_opening` (at, opens), `received_after_closing` (at, closed),
    `received_in_break` (at, opens), `received_when_closed` (at, why: holiday, closed or day_off); `holiday` (day),
    `closed_days` (first, last); `counted_minutes` and `counted_days` (count, opens: where counting starts, until);
    `paused` (since, until); `never_open` (at); `due_kept`, `due_too_soon`, `due_past`, `due_when_closed` (due).
    """

    code: str
    args: Mapping[str, datetime | date | int | str]


@dataclass(frozen=True)
class _Count:
    """How a deadline is counted at a place: from when (aware), for how long, and until when (UTC), if it ever opens.

    `pauses`: those that the clock stood still for.
    """

    calendar: Calendar
    written_at: datetime
    span: Span
    until: datetime | None
    pauses: tuple[Pause, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        calendar, at, span = self.calendar, self.written_at, self.span
        if self.until is None:
            return (Step("never_open", {"at": at}),)
        code, count = ("counted_days", span.days) if span.days else ("counted_minutes", span.minutes or 0)
        counted = Step(code, {"count": count, "opens": next_opening(calendar, at), "until": self.until})
        paused = (Step("paused", {"since": since, "until": until}) for since, until in self.pauses)
        return (_received(calendar, at), *_skipped(calendar, at, self.until), *paused, counted)


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
    charter: Charter,
    service: str | None,
    site: str,
    urgent: bool,
    written_at: datetime,
    due: When | None = None,
    pauses: Sequence[Pause] = (),
) -> Promise:
    """What the desk promises for a request written at an aware instant. Raises LookupError for an unknown site.

    The site's targets come before the service's, and the desk's own stand where neither says. A due date of the
    requester's that falls before the target is promised instead, if it leaves the desk its time of first response, and
    is still to come when the last of the pauses ends.
    """
    place = charter.site(site)
    if place is None:
        raise LookupError(site)
    calendar = calendar_of(place)
    targets = charter.targets(site, service or "", urgent=urgent)
    response = _counted(calendar, written_at, targets.first_response, pauses)
    resolution = _counted(calendar, written_at, targets.resolution, pauses)
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
    runs_on = max([written_at, *(until for _, until in pauses)])
    if due_by is not None and due_by >= response_at and due_by > runs_on:
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

    open: bool
    responded_at: datetime | None
    paused_at: datetime | None
    first_response_at: datetime | None
    promised_at: datetime | None
    due: str | None
    event_start: str | None
    event_grain: str | None


class Listed(Promised, Protocol):
    """What lists show; storage.tables.Request is one."""

    urgent: bool


L = TypeVar("L", bound=Listed)


def promised_next(request: Promised) -> datetime | None:
    """What a request is promised next (UTC): first words, then the end; none when it is over or its clock stands still.

    That somebody has it is no word to whoever asked: only what they were told, or that it is done, is a response.
    """
    if not request.open or request.paused_at is not None:
        return None
    return request.first_response_at if request.responded_at is None else request.promised_at


def soonest_first(requests: Iterable[L]) -> list[L]:
    """As lists show them: what is urgent, then what is promised soonest, then what nothing is promised of."""
    last = datetime.max.replace(tzinfo=UTC)
    return sorted(requests, key=lambda each: (not each.urgent, promised_next(each) or last))


def stands_still(state: State, awaits_approval: bool) -> bool:
    """Whether the clock of a request in that state stands still: its requester, or an agreement, is waited for."""
    return state is State.WAITING or (awaits_approval and state in OPEN_STATES)


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


def _counted(calendar: Calendar, written_at: datetime, span: Span, pauses: Sequence[Pause]) -> _Count:
    try:
        until = reached(calendar, written_at, span, pauses)
    except NeverOpenError:
        return _Count(calendar, written_at, span, None)
    counted = tuple(each for each in sorted(pauses) if each[0] < until and each[1] > written_at)
    return _Count(calendar, written_at, span, until, counted)


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
