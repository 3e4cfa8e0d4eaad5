"""Who is in the tenant: what Teams says of someone, as the desk's own profile, and the members of a conversation.

The connector tells of nobody but by a conversation that they are in: somebody is asked for in the one where they were
last met, in their personal chat, then in the charter's channels.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from adapters.platform import AppPorts, Forbidden, Gone, NotMember, Someone
from adapters.shapes import Json, objects_at, text_at
from adapters.teams.accounts import object_id
from adapters.teams.calls import Calls, segments
from adapters.teams.limits import PAGE_OF_MEMBERS
from adapters.teams.own import Own
from adapters.teams.references import NAME, Reference, References, Seen, is_id
from bot.events import Profile, Who, storable
from bot.locales import LANGUAGES

KNOWN_FOR = 60.0
"""Seconds for which a conversation's members are not asked for again: it is looked at when the desk starts, and the
desk itself asks at once."""
MOST_PAGES = 60
LONGEST_NAME = 200
MOST_LOOKS = 12
"""Conversations in which one person is looked for."""
_GUESTS = ("guest", "anonymous")


def profile_of(member: Mapping[str, Any], own: Own, seen: Seen | None = None) -> Profile | None:
    """A member as the connector tells of them (platform facts 2.6); none for what is no account of a tenant.

    A guest of the tenant is an `outsider` for whom the company answers, who was invited by their e-mail. Somebody of
    another tenant, in a shared channel, is `elsewhere`. The name that one signs in by is an e-mail where there is no
    other, but for a guest's, which is made up.
    """
    user = object_id(member, "aadObjectId") or object_id(member, "objectId")
    if not is_id(user):
        return None
    role = text_at(member, "userRole").lower()
    tenant = text_at(member, "tenantId")
    elsewhere = (tenant != "" and tenant.lower() != own.tenant.lower()) or role == "anonymous"
    names = (text_at(member, "name"), f"{text_at(member, 'givenName')} {text_at(member, 'surname')}", user)
    signs_in_by = text_at(member, "userPrincipalName")
    email = text_at(member, "email") or ("" if "#ext#" in signs_in_by.lower() else signs_in_by)
    language = seen.language if seen is not None and seen.language in LANGUAGES else None
    return Profile(
        who=Who(platform=NAME, team=own.tenant, user=user),
        name=next(storable(each).strip()[:LONGEST_NAME] for each in names if each.strip()),
        email=storable(email) if "@" in email else None,
        language=language,
        timezone=(storable(seen.timezone) or None) if seen is not None else None,
        bot=text_at(member, "id").startswith("28:"),
        outsider=elsewhere or role in _GUESTS,
        elsewhere=elsewhere,
    )


async def members_of(calls: Calls, service_url: str, conversation: str) -> AsyncIterator[Json]:
    """The members of a conversation, as the connector tells of each."""
    path, params = segments("conversations", conversation, "pagedmembers"), {"pageSize": str(PAGE_OF_MEMBERS)}
    for _ in range(MOST_PAGES):
        page = await calls.ask("GET", service_url, path, params=params, scope=_scope(conversation))
        for member in objects_at(page, "members"):
            yield member
        more = text_at(page, "continuationToken")
        if not more:
            return
        params = {**params, "continuationToken": more}


def _scope(conversation: str) -> str:
    """What rests where too many are looked for: the pump's verb, and where."""
    return f"fetch_members:{conversation}"


class People:
    """The people of the tenant. `clock`: monotonic seconds."""

    def __init__(
        self,
        ports: AppPorts,
        calls: Calls,
        references: References,
        own: Own,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ports = ports
        self._calls = calls
        self._references = references
        self._own = own
        self._clock = clock
        self._lists: dict[str, tuple[float, Sequence[Profile]]] = {}
        self._turn = asyncio.Lock()

    async def one(self, person: Someone) -> Profile:
        """Someone's profile, as it is now; `Gone` when nobody of that id is in a conversation of the desk's."""
        if person.team != self._own.tenant or not is_id(person.user):
            raise Gone("MemberNotFound")
        closed: Exception | None = None
        for conversation in self._where(person.user):
            try:
                found = await self._member(conversation, person.user)
            except (Gone, NotMember, Forbidden) as error:
                closed = error
                continue
            if found is not None:
                return found
        raise Gone("MemberNotFound") from closed

    async def account(self, user: str) -> str:
        """Someone's id for this bot (29:…), by which alone they may be sent a targeted message; `Gone` if unknown."""
        seen = self._references.seen(user)
        if seen is None or not seen.mri:
            await self.one(Someone(self._own.tenant, user))
            seen = self._references.seen(user)
        if seen is None or not seen.mri:
            raise Gone("MemberNotFound")
        return seen.mri

    async def members(self, conversation: str) -> Sequence[Profile]:
        """The profiles of a conversation's members, guests and other tenants' people included; no bots."""
        async with self._turn:
            at, known = self._lists.get(conversation, (0.0, ()))
            if known and self._clock() - at < KNOWN_FOR:
                return known
            found = await self._listed(conversation)
            self._lists = {name: each for name, each in self._lists.items() if self._clock() - each[0] < KNOWN_FOR}
            self._lists[conversation] = (self._clock(), found)
            return found

    async def is_desk_in(self, reference: Reference) -> bool:
        """Whether Teams tells who is in a conversation: it does where the desk is."""
        path = segments("conversations", reference.conversation, "pagedmembers")
        scope, params = _scope(reference.conversation), {"pageSize": "50"}
        with suppress(Gone, NotMember, Forbidden):
            await self._calls.ask("GET", reference.service_url, path, params=params, scope=scope)
            return True
        return False

    async def channels(self, reference: Reference) -> Mapping[str, str]:
        """What the channels of a conversation's team are called, by id; its first one is told without a name."""
        path = segments("teams", reference.team, "conversations")
        told = await self._calls.ask("GET", reference.service_url, path, scope=_scope(reference.conversation))
        return {text_at(each, "id"): storable(text_at(each, "name")) for each in objects_at(told, "conversations")}

    def look_again(self) -> None:
        """Who is where is asked anew: the desk was added somewhere, or removed."""
        self._lists.clear()

    async def _listed(self, conversation: str) -> Sequence[Profile]:
        reference = await self._references.of(conversation)
        found: dict[str, Profile] = {}
        async for member in members_of(self._calls, reference.service_url, conversation):
            profile = self._told(member, conversation)
            if profile is not None:
                found[profile.who.user] = profile
        return tuple(found.values())

    async def _member(self, conversation: str, user: str) -> Profile | None:
        reference = await self._references.of(conversation)
        path = segments("conversations", conversation, "members", user)
        told = await self._calls.ask("GET", reference.service_url, path, scope=_scope(conversation))
        profile = self._told(told, conversation)
        return profile if profile is not None and profile.who.user == user else None

    def _told(self, member: Json, conversation: str) -> Profile | None:
        user = object_id(member, "aadObjectId") or object_id(member, "objectId")
        if is_id(user):
            self._references.met(user, text_at(member, "id"), conversation)
        return profile_of(member, self._own, self._references.seen(user))

    def _where(self, user: str) -> Iterator[str]:
        """The conversations in which to look for someone, the likeliest first, each once."""
        seen, direct = self._references.seen(user), self._references.direct_of(user)
        channels = [each.id for each in self._ports.charter.channels if each.platform == NAME]
        likely = [seen.conversation if seen is not None else None, direct, *channels]
        yield from list(dict.fromkeys(each for each in likely if each))[:MOST_LOOKS]
