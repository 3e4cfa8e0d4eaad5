"""Who left and still stands somewhere: the charter against what the desk knows of people, and its channels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from adapters.looking import code_of, wrong
from adapters.platform import Attended, Finding, Platform, PlatformError
from bot.access import Access
from bot.charter import Channel, Charter, Person
from bot.events import Profile
from bot.people import charter_person, identity_of
from bot.policies.pairing import named_by_email, named_by_id
from storage import tables
from storage.unit import Unit

INSIDE = ("assistants", "alerts")
"""The purposes of the channels where only who works or steers has any business."""
Attendance = Mapping[tuple[str, str], Sequence[Profile] | PlatformError]
"""Who is in each channel, by its platform and id, or why that is not known."""


async def attendance(charter: Charter, platforms: Sequence[Platform]) -> Attendance:
    """Who is in the charter's channels now, as each platform that is on says."""
    found: dict[tuple[str, str], Sequence[Profile] | PlatformError] = {}
    for platform in platforms:
        channels = [each.id for each in charter.channels if each.platform == platform.name]
        if channels and isinstance(platform, Attended):
            told = await platform.attending(channels)
            found |= {(platform.name, channel): there for channel, there in told.items()}
    return found


def look(unit: Unit | None, charter: Charter, everybody: Sequence[Access], there: Attendance) -> list[Finding]:
    """Each thing to look at, with what to do. `unit` none: there is no database yet."""
    unseen = [each.name for each in everybody if each.named is not None and not each.accounts]
    found = [wrong("access_list.unseen", "access_list.unseen_advice", names=", ".join(unseen))] if unseen else []
    found += [finding for each in everybody for finding in _person(each)]
    for channel in charter.channels:
        told = there.get((channel.platform, channel.id))
        if isinstance(told, PlatformError):
            found.append(wrong("access_list.unread", told.sentence, **_where(channel), why=code_of(told)))
        elif told is not None:
            found += _channel(unit, charter, channel, told)
    return found


def _person(each: Access) -> Iterator[Finding]:
    stands = [account for account in each.accounts if account.active and not account.bot]
    if each.named is not None and each.accounts and not stands:
        yield wrong("access_list.left", "access_list.left_advice", name=each.name, id=each.named.id)
    if each.grants and not stands:
        yield wrong("access_list.grant_left", "access_list.grant_left_advice", name=each.name, count=len(each.grants))


def _channel(unit: Unit | None, charter: Charter, channel: Channel, there: Sequence[Profile]) -> Iterator[Finding]:
    people = [(each, _named(unit, charter, each)) for each in there if each.active and not each.bot]
    provider = [named.name for _, named in people if named is not None and named.employer == "provider"]
    guests = [each.name for each, named in people if named is None and each.outsider]
    others = [each.name for each, named in people if not each.outsider and not _belongs(named)]
    if provider and channel.shared_with != "provider":
        yield wrong("access_list.provider", "access_list.provider_advice", names=", ".join(provider), **_where(channel))
    if guests:
        yield wrong("access_list.guests", "access_list.guests_advice", names=", ".join(guests), **_where(channel))
    if others and channel.purpose in INSIDE:
        yield wrong("access_list.stray", "access_list.stray_advice", names=", ".join(others), **_where(channel))


def _belongs(named: Person | None) -> bool:
    return named is not None and named.has_role("assistant", "coordinator", "manager", "executive", "admin")


def _named(unit: Unit | None, charter: Charter, profile: Profile) -> Person | None:
    """Whom the charter names them, as the desk has them; where it never saw them, as they say."""
    identity = identity_of(unit, profile.who) if unit is not None else None
    if unit is not None and identity is not None:
        return charter_person(charter, unit.need(tables.Person, identity.person_id))
    by_id = named_by_id(charter, profile.who.platform, profile.who.user)
    return by_id or (named_by_email(charter, profile.email) if not profile.outsider else None)


def _where(channel: Channel) -> dict[str, str]:
    return {"channel": channel.id, "platform": channel.platform.capitalize(), "purpose": channel.purpose}
