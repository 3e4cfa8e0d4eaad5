"""A tenant as whoever writes a charter needs it: the channels and the people of the teams of which a link was given.

The connector lists no teams. A link that anybody may copy from Teams names a channel and its tenant; once the desk is
added to that team, its people can be read by it, and where it is the link of the team, or of its first channel (whose
id is the team's), all its standard channels too. Sources: learn.microsoft.com "Get Teams specific context" and
"Configure deep links"; platform facts 2.6.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from adapters.looking import Patience, code_of, wrong
from adapters.platform import Finding, Gone, NotInstalled, NotInstalledHere, NotMember, PlatformError
from adapters.shapes import Json, objects_at, text_at
from adapters.surveying import Elsewhere, Member, Room, Survey
from adapters.teams.bearer import TOKEN_URL, Bearer
from adapters.teams.calls import Calls, segments
from adapters.teams.examining import refused, silent, unlike_ids
from adapters.teams.own import Own
from adapters.teams.people import members_of, profile_of
from adapters.teams.references import NAME, is_id, world
from bot.events import storable

PATIENCE = 120.0
"""Seconds waited in all where Teams asks to slow down."""
LONGEST = 4_000
"""Characters of a link."""
_ID = re.compile(r"19:[A-Za-z0-9_.-]{1,200}@thread\.(?:tacv2|skype)", re.ASCII)
_KINDS = ("channel", "message", "team")
"""The links that say where they lead: to a channel, to a message in one, to a team."""

__all__ = ["NAME", "has_key", "named", "survey"]


def has_key(settings: Any) -> bool:
    """Whether there are credentials; the way in is of no use for reading."""
    return bool(settings.teams_app_id and settings.teams_app_password and settings.teams_tenant_id)


def named(said: str, settings: Any) -> Room | None:
    """The channel of an id, or of a link copied from Teams; without a name where it is a team's.

    Raises:
        Elsewhere: the link is of another tenant than the desk's.
    """
    plain = unquote(said).partition(";")[0]
    if _ID.fullmatch(plain):
        return Room(plain, plain, platform=NAME)
    try:
        parts = urlsplit(said[:LONGEST])
        told = parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return None
    kind, key, *more = [unquote(each) for each in parts.path.partition("/l/")[2].split("/")] + ["", ""]
    if kind not in _KINDS or _ID.fullmatch(key) is None:
        return None
    tenant = next(iter(told.get("tenantId", ())), "")
    if tenant and settings.teams_tenant_id and tenant.lower() != settings.teams_tenant_id.lower():
        raise Elsewhere(storable(tenant)[:60])
    if kind == "team":
        return Room(key, "", platform=NAME)
    called = more[0] if kind == "channel" else next(iter(told.get("channelName", ())), "")
    return Room(key, storable(called).strip() or key, platform=NAME)


async def survey(settings: Any, named: Sequence[Room] = (), patience: float = PATIENCE) -> Survey:
    """The teams of what was named. `patience`: seconds that may be waited in all. What is refused is told in it."""
    own = Own(settings.teams_app_id, settings.teams_tenant_id)
    unlike = tuple(unlike_ids(own))
    if unlike:
        return Survey(NAME, answered=False, troubles=unlike)
    url = settings.teams_token_url or TOKEN_URL.format(tenant=own.tenant)
    calls = Calls(Bearer(url, own.app, settings.teams_app_password.get_secret_value()), settings.teams_service_urls)
    try:
        return await _Surveyor(calls, own, world(settings), Patience(patience)).look(named)
    finally:
        await calls.close()


class _Surveyor:
    def __init__(self, calls: Calls, own: Own, service_url: str, patience: Patience) -> None:
        self._calls = calls
        self._own = own
        self._service_url = service_url
        self._patience = patience
        self._rooms: dict[str, Room] = {}
        self._members: dict[str, Member] = {}
        self._troubles: list[Finding] = []

    async def look(self, named: Sequence[Room]) -> Survey:
        try:
            await self._patience.have(self._calls.check)
        except NotInstalled as error:
            return Survey(NAME, answered=False, troubles=(refused(error),))
        except PlatformError as error:
            return Survey(NAME, answered=False, troubles=(silent(error),))
        for room in {each.id: each for each in named}.values():
            try:
                await self._team_of(room)
            except (Gone, NotMember, NotInstalledHere):
                # The desk is not in that team yet: what its link says is all there is.
                continue
            except PlatformError as error:
                self._troubles.append(wrong("doctor.teams_people_unread", error.sentence, why=code_of(error)))
        rooms = sorted(self._rooms.values(), key=lambda each: each.name.casefold())
        members = sorted(self._members.values(), key=lambda each: each.profile.name.casefold())
        return Survey(NAME, True, rooms=tuple(rooms), members=tuple(members), troubles=tuple(self._troubles))

    async def _team_of(self, room: Room) -> None:
        """Keep the people who are there, then that channel, and where its id is that of its team all the others."""
        for profile in await self._patience.have(partial(self._people, room.id)):
            if profile.profile.active and not profile.profile.bot:
                self._members[profile.profile.who.user] = profile
        if room.name:
            self._rooms.setdefault(room.id, room)
        path = segments("teams", room.id, "conversations")
        try:
            told = await self._patience.have(
                partial(self._calls.ask, "GET", self._service_url, path, scope=f"fetch_members:{room.id}")
            )
        except Gone:
            return
        for each in objects_at(told, "conversations"):
            found = _room(each, room)
            if found is not None:
                self._rooms[found.id] = found

    async def _people(self, conversation: str) -> list[Member]:
        found = []
        async for each in members_of(self._calls, self._service_url, conversation):
            profile = profile_of(each, self._own)
            if profile is not None:
                found.append(Member(profile))
        return found


def _room(about: Json, by: Room) -> Room | None:
    """A channel of a team; the first one, which has the team's id, is told without its name."""
    key, name = text_at(about, "id"), storable(text_at(about, "name")).strip()
    if not is_id(key):
        return None
    kind = text_at(about, "type").lower()
    first = by.name if key == by.id else ""
    return Room(key, name or first or FIRST, kind == "private", kind == "shared", platform=NAME)


FIRST = "General"
"""What Teams calls a team's first channel."""
