"""Who may read what, by level and place: the one policy that gives each card its audience and its parts.

Source of the rules: issue 2, "Private from the first commit", and design part 5, promise 6. A confidential request is
nowhere but in direct conversations; a restricted one reaches no triage channel, and its thread shows reference and
state only; neither's text stands in a list, a search or a log. A channel shared with another company shows nothing but
what is standard, unless the charter says so (issue 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from bot.charter import Charter
from storage.tables import Audience, Level


class Part(StrEnum):
    """How much of a request may be shown; in order, the least first."""

    NOTHING = "nothing"
    STATE = "state"
    """The reference and the state, and no word of anybody's."""
    FULL = "full"


class PlaceKind(StrEnum):
    """What kind of place something would be shown in, by who else reads there."""

    REQUESTS = "requests"
    """A thread of a channel where people ask: the whole site, or the company, reads it."""
    SHARED_REQUESTS = "shared_requests"
    """The same, in which another company reads without the charter's word for it."""
    TRIAGE = "triage"
    """A channel of the assistants."""
    SHARED_TRIAGE = "shared_triage"
    """The same, read by the provider (`shared_with: provider`), or by another company whatever the charter says."""
    ALERTS = "alerts"
    RITUALS = "rituals"
    DIRECT = "direct"
    """A direct conversation, or a home: one person reads it."""
    LIST = "list"
    """A list or a search result, even when one person reads it."""
    LOG = "log"


_LEVELS = (Level.STANDARD, Level.RESTRICTED, Level.CONFIDENTIAL)
_PARTS = (Part.NOTHING, Part.STATE, Part.FULL)
_SHOWN: dict[PlaceKind, tuple[Part, Part, Part]] = {
    # In the order of _LEVELS. A direct conversation is as private as its reader: `Sight` decides there (permissions).
    PlaceKind.REQUESTS: (Part.FULL, Part.STATE, Part.NOTHING),
    PlaceKind.SHARED_REQUESTS: (Part.FULL, Part.NOTHING, Part.NOTHING),
    PlaceKind.TRIAGE: (Part.FULL, Part.NOTHING, Part.NOTHING),
    PlaceKind.SHARED_TRIAGE: (Part.FULL, Part.NOTHING, Part.NOTHING),
    PlaceKind.ALERTS: (Part.FULL, Part.STATE, Part.NOTHING),
    PlaceKind.RITUALS: (Part.FULL, Part.STATE, Part.NOTHING),
    PlaceKind.DIRECT: (Part.FULL, Part.FULL, Part.FULL),
    PlaceKind.LIST: (Part.FULL, Part.STATE, Part.STATE),
    PlaceKind.LOG: (Part.STATE, Part.STATE, Part.STATE),
}


def least(*parts: Part) -> Part:
    """The smallest of these: what a place allows and what its reader may see are both to be respected."""
    return min(parts, key=_PARTS.index)


def most_private(levels: Iterable[Level]) -> Level:
    """The most private of these levels; standard for none."""
    return max(levels, key=_LEVELS.index, default=Level.STANDARD)


def level_of(charter: Charter, service_id: str | None, sensitive: bool) -> Level:
    """How private a request is made: confidential if its service is, or if its words are; restricted if its service
    is, or where the charter is as for an executive's own.
    """
    service = charter.service(service_id)
    if sensitive or (service is not None and service.confidential):
        return Level.CONFIDENTIAL
    restricted = bool(charter.executive) or (service is not None and service.restricted)
    return Level.RESTRICTED if restricted else Level.STANDARD


def level_after(
    charter: Charter, current: Level, service_id: str | None, sensitive: bool, *, by_requester: bool
) -> Level:
    """The level once a request is given another service. Only its requester may make it less private than it was."""
    wanted = level_of(charter, service_id, sensitive)
    return wanted if by_requester else most_private((current, wanted))


def is_withheld(charter: Charter, level: Level, service_id: str | None) -> bool:
    """Whether a request is for a service whose people may not read it: confidential, and its service is not."""
    service = charter.service(service_id)
    return level is Level.CONFIDENTIAL and service is not None and not service.confidential


def part_in(level: Level, kind: PlaceKind, *, in_house_only: bool = False) -> Part:
    """How much of a request of that level a place may show. `in_house_only`: its service is kept from the provider."""
    if in_house_only and kind is PlaceKind.SHARED_TRIAGE:
        return least(Part.STATE, _SHOWN[kind][_LEVELS.index(level)])
    return _SHOWN[kind][_LEVELS.index(level)]


def audience_of(level: Level, kind: PlaceKind, *, own: bool = False, works: bool = False) -> Audience | None:
    """For whom a card in such a place is, or none when there may be no card there.

    In a direct conversation: `own` when its reader is the requester, `works` when they may work the request. What the
    others read is for that person alone.
    """
    if part_in(level, kind) is Part.NOTHING or kind is PlaceKind.LOG:
        return None
    if kind in (PlaceKind.REQUESTS, PlaceKind.SHARED_REQUESTS) or (kind is PlaceKind.DIRECT and own):
        return Audience.REQUESTER
    if kind in (PlaceKind.TRIAGE, PlaceKind.SHARED_TRIAGE) or (kind is PlaceKind.DIRECT and works):
        return Audience.TRIAGE
    return Audience.PERSON


def goes_direct(level: Level, *, in_house_only: bool = False, shared_triage: bool = False) -> bool:
    """Whether eligible people get the card each for themselves, no triage channel being allowed its words."""
    kind = PlaceKind.SHARED_TRIAGE if shared_triage else PlaceKind.TRIAGE
    return part_in(level, kind, in_house_only=in_house_only) is not Part.FULL


def may_mark_source(level: Level) -> bool:
    """Whether the message that was asked may bear the desk's emoji, where others see it."""
    return level is not Level.CONFIDENTIAL


def keeps_from(reader_id: int | None, requester_id: int, author_id: int | None) -> bool:
    """Whether the words that somebody gave with an act stay inside: nobody's but their own are for the requester."""
    return reader_id == requester_id and author_id != requester_id


def relays(origin: Audience, to: Audience, *, reply: bool = False) -> bool:
    """Whether what is said in a place of one audience is copied to another place, of the same audience or not.

    What the requester says reaches those who work; what these say stays among them, but for "Reply to the requester". A
    card for one person is no place to talk.
    """
    if Audience.PERSON in (origin, to):
        return False
    return origin is Audience.REQUESTER or to is Audience.TRIAGE or reply
