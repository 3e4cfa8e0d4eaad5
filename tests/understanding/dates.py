"""Whether the dates of an answer are those of a label.

The form of a date and what is taken for right: `value` and `also` (to the minute, or any time of that day where the
grain is the day), or anything within `window`; a part of a day is not met by a whole day. `asap` asks for no date. A
label that leaves the dates out altogether says nothing of them, and any do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]
FIELDS = ("due", "event_start", "event_end")


@dataclass(frozen=True)
class Moment:
    """A day, or a time of it."""

    at: datetime
    whole_day: bool


@dataclass(frozen=True)
class Judged:
    """Main: the deadline, else the event, is right. Roles: deadline and event each stand where they belong."""

    main: bool
    roles: bool


def says_dates(label: Json) -> bool:
    """Whether a label says what its dates are, be it none."""
    return any(name in label for name in FIELDS)


def has_date(label: Json) -> bool:
    """Whether a label names a deadline or an event; haste alone counts as one."""
    return bool(label["due"] or label["event_start"])


def judge(label: Json, answer: Json, zone: ZoneInfo) -> Judged:
    """The best that can be said of an answer: the label's own dates or any of the other defensible ones."""
    if not says_dates(label):
        return Judged(main=True, roles=True)
    said = {name: moment(answer.get(name), zone) for name in FIELDS}
    each = [_judge_one(dates, said, zone) for dates in (label, *label.get("dates_also", []))]
    return Judged(main=any(one.main for one in each), roles=any(one.roles for one in each))


def moment(value: str | None, zone: ZoneInfo) -> Moment | None:
    """An ISO date is the whole day; a time without an offset is taken in the zone."""
    if not value:
        return None
    at = datetime.fromisoformat(value)
    return Moment(at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone), whole_day=len(value) == 10)


def _judge_one(dates: Json, said: dict[str, Moment | None], zone: ZoneInfo) -> Judged:
    due, start, end = (dates[name] for name in FIELDS)
    main = said["due"] or said["event_start"]
    ended = said["event_end"] is None if end is None else _meets(said["event_end"], end, zone)
    if not has_date(dates):
        return Judged(main=main is None, roles=main is None and (said["event_end"] is None or ended))
    if due and due.get("asap"):
        right = main is None or _meets(main, due, zone)
        return Judged(main=right, roles=right)
    right = _meets(main, due or start, zone)
    # Only an event named: it may stand as the deadline too. "The week of the 7th" may stand in either.
    if due and due["grain"] == "day" and "window" in due and not start:
        return Judged(main=right, roles=right)
    in_place = (
        _meets(said["due"], due, zone) if due else said["due"] is None or _meets(said["due"], start, zone),
        _meets(said["event_start"], start, zone) if start else said["event_start"] is None,
        ended or end is None,
    )
    return Judged(main=right, roles=all(in_place))


def _meets(said: Moment | None, wanted: Json, zone: ZoneInfo) -> bool:
    if said is None:
        return False
    days_do = wanted["grain"] == "day"
    met = False
    for value in (wanted["value"], *wanted.get("also", [])):
        one = moment(value, zone)
        if one is not None and said.at.date() == one.at.date():
            met |= days_do or (not said.whole_day and abs(said.at - one.at) < timedelta(minutes=1))
    if "window" in wanted:
        first, last = (datetime.fromisoformat(edge).astimezone(zone) for edge in wanted["window"])
        if days_do:
            met |= first.date() <= said.at.date() <= last.date()
        else:
            met |= not said.whole_day and first <= said.at <= last
    return met
