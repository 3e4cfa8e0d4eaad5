"""For whom a ritual is: the people and the channels that the charter names, and when it is said to each.

Source of the rules: issue 8, "When". Somebody hears it by their own clock and on their own working days, a channel by
those of its site or, without one, the desk's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.charter import Channel, Charter, Person, Ritual
from bot.charter.values import Closure
from bot.policies.calendar import Calendar, Week, calendar_of
from bot.policies.recurring import why_closed
from bot.policies.rituals import Schedule

_ALL_DAY = ((time(0), time(0)),)
_WEEK: Week = (_ALL_DAY, _ALL_DAY, _ALL_DAY, _ALL_DAY, _ALL_DAY, (), ())
"""The working days of what is nobody's and no site's: Monday to Friday."""


@dataclass(frozen=True)
class Member:
    """One of whom a ritual is for: a person, or a channel."""

    person: Person | None = None
    channel: Channel | None = None

    @property
    def key(self) -> str:
        """What it is known by: `person:<id>` or `channel:<platform>:<id>`."""
        if self.person is not None:
            return f"person:{self.person.id}"
        assert self.channel is not None
        return f"channel:{self.channel.platform}:{self.channel.id}"


@dataclass(frozen=True)
class _Place:
    """The working days of one of an audience, as a place's."""

    timezone: str
    hours: Week
    closed: Sequence[Closure]
    holidays: str | None


def members(charter: Charter, ritual: Ritual, usual: Sequence[str]) -> tuple[Member, ...]:
    """Whom a ritual is for, each once: those whom it names, else the `usual` ones of its kind; and its channels."""
    people = people_named(charter, ritual.audience or usual)
    return (*(Member(person=each) for each in people), *(Member(channel=each) for each in channels(charter, ritual)))


def people_named(charter: Charter, names: Iterable[str]) -> tuple[Person, ...]:
    """Whom an audience's names mean, each once: a role, the pilot, the contact, or a person's id."""
    found: dict[str, Person] = {}
    for each in names:
        name = getattr(charter.desk, each) or "" if each in ("pilot", "contact") else each
        alone = charter.person(name)
        role = "manager" if name == "site_manager" else name
        found |= {one.id: one for one in ((alone,) if alone is not None else charter.people_with(role))}
    return tuple(found.values())


def channels(charter: Charter, ritual: Ritual) -> tuple[Channel, ...]:
    """The channel of that id, or those of that purpose."""
    if ritual.channel is None:
        return ()
    named = tuple(each for each in charter.channels if each.id == ritual.channel)
    return named or tuple(each for each in charter.channels if each.purpose == ritual.channel)


def schedule_for(
    charter: Charter,
    ritual: Ritual,
    member: Member,
    own_zone: str,
    *,
    lasts: timedelta | None = None,
    ends: bool = False,
) -> Schedule:
    """When a ritual is said to one of its audience. `own_zone`: the zone of somebody's clock (IANA). `lasts`: after how
    long it closes, where the charter does not say when; `ends`: it is said there when it closes, and not before."""
    place = _place(charter, member, own_zone)
    calendar = calendar_of(place)
    at, closes = ritual.at, ritual.closes or (_later(ritual.at, lasts) if lasts is not None else None)
    if ends and closes is not None:
        at, closes = closes, None
    return Schedule(
        days=ritual.days,
        at=at,
        zone=ritual.timezone or place.timezone,
        why_closed=lambda day: _why(calendar, day),
        closes=closes,
        late_until=ritual.late_until if ritual.late_until is None or ritual.late_until > at else None,
        pauses=ritual.pauses,
    )


def _place(charter: Charter, member: Member, own_zone: str) -> _Place:
    person = member.person
    if person is not None:
        site = charter.site(person.first_site)
        closed, holidays = (site.closed, site.holidays) if site is not None else ((), charter.desk.holidays)
        return _Place(own_zone, person.hours, closed, holidays)
    assert member.channel is not None
    site = charter.site(member.channel.site)
    if site is not None:
        return _Place(site.timezone, site.hours, site.closed, site.holidays)
    return _Place(charter.desk.timezone, _WEEK, (), charter.desk.holidays)


def _why(calendar: Calendar, day: date) -> str | None:
    return None if calendar.openings(day) else why_closed(calendar, day)


def _later(at: time, lasts: timedelta) -> time:
    """So long after a wall time, by midnight at the latest."""
    minutes = at.hour * 60 + at.minute + lasts // timedelta(minutes=1)
    return time(*divmod(minutes, 60)) if minutes < 24 * 60 else time(0)
