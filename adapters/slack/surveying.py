"""The workspace as whoever writes a charter needs it: the channels that the bot is in, and the people.

Sources: users.conversations and users.list on docs.slack.dev; the people of another company are in no list but that
of a shared channel's members (platform facts 1.7).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

from adapters.platform import Finding, Forbidden, NotInstalled, PlatformError, RateLimited
from adapters.shapes import Json, object_at, objects_at, text_at
from adapters.slack.calls import Calls, next_cursor
from adapters.slack.own import Own
from adapters.slack.people import MOST_PAGES, NAME, PAGE_OF_PEOPLE, People, profile_of
from adapters.slack.scopes import SCOPES
from adapters.surveying import Member, Room, Survey
from bot.events import Profile, storable

PATIENCE = 120.0
"""Seconds waited in all where Slack asks to slow down."""
_PAGE_OF_ROOMS = 200
_KINDS = ("public_channel", "private_channel")
_DECLINED = "not_allowed_token_type"
_NAMED = re.compile(r"(?:.*/archives/)?([CG][A-Z0-9]{4,30})(?:[/?].*)?", re.ASCII)

__all__ = ["NAME", "has_key", "named", "survey"]


def has_key(settings: Any) -> bool:
    """Whether there is a bot token; the way in is of no use for reading."""
    return settings.slack_bot_token is not None


def named(said: str, settings: Any) -> Room | None:
    """The channel of an id, or of a link copied from Slack."""
    found = _NAMED.fullmatch(said)
    return Room(found[1], found[1], platform=NAME) if found else None


async def survey(settings: Any, named: Sequence[Room] = (), patience: float = PATIENCE) -> Survey:
    """The workspace, which lists its channels itself. `patience`: seconds that may be waited in all."""
    calls = Calls(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    try:
        return await _Surveyor(calls, patience).look()
    finally:
        await calls.close()


class _Surveyor:
    def __init__(self, calls: Calls, patience: float) -> None:
        self._calls = calls
        self._patience = patience
        self._troubles: list[Finding] = []

    async def look(self) -> Survey:
        try:
            told = await self._ask("auth.test")
        except PlatformError as error:
            return Survey(NAME, answered=False, troubles=(_refusal(error),))
        own = Own(text_at(told, "team_id"), text_at(told, "user_id"), text_at(told, "bot_id"))
        if not (own.team and own.bot_user and own.bot_id):
            return Survey(NAME, answered=False, troubles=(_wrong("slack_token_kind", "slack_token_advice"),))
        if told.get("is_enterprise_install") is True:
            return Survey(NAME, answered=False, troubles=(_wrong("slack_enterprise", "slack_enterprise_advice"),))
        rooms = await self._rooms()
        members = await self._members(own, rooms)
        called = storable(text_at(told, "team")).strip(), storable(text_at(told, "user")).strip()
        return Survey(NAME, True, *called, rooms, members, tuple(self._troubles))

    async def _rooms(self) -> tuple[Room, ...]:
        """Its channels by name. Each kind is asked for alone: a scope that lacks for one hides not the other."""
        found: dict[str, Room] = {}
        for kind in _KINDS:
            try:
                async for about in self._pages(
                    "users.conversations", "channels", _PAGE_OF_ROOMS, types=kind, exclude_archived=True
                ):
                    if room := _room(about):
                        found[room.id] = room
            except PlatformError as error:
                self._troubles.append(_unread(error, _scope_of(kind)))
        return tuple(sorted(found.values(), key=lambda room: room.name))

    async def _members(self, own: Own, rooms: Iterable[Room]) -> tuple[Member, ...]:
        """People who are still there, bots left out, by name."""
        found: dict[str, Member] = {}
        try:
            async for user in self._pages("users.list", "members", PAGE_OF_PEOPLE, include_locale=True):
                if text_at(user, "id"):
                    _keep(found, Member(profile_of(user, own), _handles(user)))
            await self._outsiders(own, rooms, found)
        except PlatformError as error:
            self._troubles.append(_unread(error, "users:read"))
        if self._calls.scopes is not None and "users:read.email" not in self._calls.scopes:
            self._troubles.append(_lacking("users:read.email"))
        return tuple(sorted(found.values(), key=lambda member: member.profile.name.casefold()))

    async def _outsiders(self, own: Own, rooms: Iterable[Room], found: dict[str, Member]) -> None:
        people = People(self._calls)
        for room in rooms:
            if room.shared:
                for profile in await self._of(people, room.id, own):
                    if profile.who.user not in found:
                        _keep(found, Member(profile))

    async def _of(self, people: People, room: str, own: Own) -> Iterable[Profile]:
        while True:
            try:
                return await people.members(room, own)
            except RateLimited as limited:
                await self._wait(limited)

    async def _pages(self, method: str, items: str, page: int, **arguments: Any) -> AsyncIterator[Json]:
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            answer = await self._ask(method, cursor=cursor, limit=page, **arguments)
            for each in objects_at(answer, items):
                yield each
            cursor = next_cursor(answer)
            if cursor is None:
                return

    async def _ask(self, method: str, **arguments: Any) -> Json:
        while True:
            try:
                return await self._calls.ask(method, **arguments)
            except RateLimited as limited:
                await self._wait(limited)

    async def _wait(self, limited: RateLimited) -> None:
        # A little more than asked: the clock that allows it again is Slack's.
        wait = limited.after + 0.05
        if wait > self._patience:
            raise limited
        self._patience -= wait
        await asyncio.sleep(wait)


def _room(about: Mapping[str, Any]) -> Room | None:
    key, name = text_at(about, "id"), storable(text_at(about, "name")).strip()
    if not key or about.get("is_archived") is True:
        return None
    return Room(key, name or key, about.get("is_private") is True, about.get("is_ext_shared") is True, platform=NAME)


def _handles(user: Json) -> tuple[str, ...]:
    """What Slack completes after an @: the display name, and the older user name."""
    said = (text_at(object_at(user, "profile"), "display_name"), text_at(user, "name"))
    return tuple(dict.fromkeys(storable(each).strip() for each in said if each.strip()))


def _keep(found: dict[str, Member], member: Member) -> None:
    if member.profile.active and not member.profile.bot:
        found[member.profile.who.user] = member


def _scope_of(kind: str) -> str:
    return "channels:read" if kind == "public_channel" else "groups:read"


def _refusal(error: PlatformError) -> Finding:
    if not isinstance(error, NotInstalled):
        return _wrong("slack_silent", "slack_silent_advice", why=_code(error))
    if str(error) == _DECLINED:
        return _wrong("slack_token_kind", "slack_token_advice")
    return _wrong("slack_token_refused", "slack_token_advice", why=str(error))


def _unread(error: PlatformError, scope: str) -> Finding:
    """What could not be read, and why: a scope that lacks is named, with where it is added."""
    if isinstance(error, Forbidden) and str(error) == "missing_scope":
        return _lacking(scope)
    return _wrong("slack_silent", "slack_silent_advice", why=_code(error))


def _lacking(scope: str) -> Finding:
    use = next(each.use for each in SCOPES if each.name == scope)
    return Finding(False, use, "doctor.slack_scope_advice", {"scope": scope})


def _code(error: PlatformError) -> str:
    return "ratelimited" if isinstance(error, RateLimited) else str(error)


def _wrong(what: str, advice: str, **arguments: str) -> Finding:
    return Finding(False, f"doctor.{what}", f"doctor.{advice}", arguments)
