"""Who is in the workspace: what Slack says of someone, as the desk's own profile, and the members of a channel.

Someone is always named by this workspace and their user id, which is theirs alone in all of Slack: reactions and
presses tell no other team (platform facts 1.3, 1.4).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from adapters.platform import Gone, Someone, Transient
from adapters.slack.calls import Calls, next_cursor
from adapters.slack.own import Own
from bot.events import Profile, Who, storable
from bot.locales import LANGUAGES

NAME = "slack"
SLACKBOT = "USLACKBOT"
KNOWN_FOR = 600.0
"""Seconds that a profile is good enough to list a channel's members, unless one is told that it changed."""
MANY = 30
"""More unknown members than this are looked for in the whole workspace's list first: users.info is one call each."""
PAGE_OF_PEOPLE = 500
MOST_PAGES = 50
AT_ONCE = 8
ROUNDS = 3
"""Times that those are asked for again who changed while a channel's members were listed."""
MOST_CHANGED = 1000
"""People remembered as changed while Slack may be telling of them, those who changed last."""
LONGEST_NAME = 200


def profile_of(user: Mapping[str, Any], own: Own) -> Profile:
    """A user object of the Web API or of `user_change` (platform facts 1.7).

    An e-mail that Slack says is not confirmed is left out, and so is a stranger's, who shares no channel with us. An
    `outsider` is of another team (`elsewhere`), or a guest: whom the charter names works at the desk all the same, as
    far as their e-mail is to be believed (bot/policies/pairing.py).
    """
    about = _part(user, "profile")
    names = (about.get("real_name"), user.get("real_name"), about.get("display_name"), user.get("name"), user["id"])
    vouched = user.get("is_email_confirmed") is not False and not user.get("is_stranger")
    elsewhere = _is_elsewhere(user, own)
    guest = bool(user.get("is_restricted") or user.get("is_ultra_restricted"))
    language = str(user.get("locale") or "")[:2].lower()
    zone = user.get("tz")
    return Profile(
        who=Who(platform=NAME, team=own.team, user=str(user["id"])),
        name=next(storable(str(each)).strip()[:LONGEST_NAME] for each in names if each and str(each).strip()),
        email=(storable(str(about.get("email") or "")) or None) if vouched else None,
        language=language if language in LANGUAGES else None,
        timezone=storable(str(zone)) if zone else None,
        bot=bool(user.get("is_bot") or user.get("is_workflow_bot")) or user["id"] in (SLACKBOT, own.bot_user),
        outsider=elsewhere or guest,
        elsewhere=elsewhere,
        active=not user.get("deleted"),
    )


class People:
    """The people of the workspace. What was read is kept for a while: a long list is read in several goes."""

    def __init__(self, calls: Calls, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock`: monotonic seconds."""
        self._calls = calls
        self._clock = clock
        self._seen: dict[str, tuple[float, Profile | None]] = {}
        self._next_page: str | None = None
        self._turn = asyncio.Lock()
        self._changes = 0
        self._changed: dict[str, int] = {}
        self._all_changed = 0

    def forget(self, user: str | None = None) -> None:
        """Someone changed, or anybody may have: what was read before holds no longer, nor what Slack is telling now."""
        self._changes += 1
        if user is None:
            self._seen.clear()
            self._next_page, self._all_changed = None, self._changes
            return
        self._seen.pop(user, None)
        self._changed.pop(user, None)
        self._changed[user] = self._changes
        if len(self._changed) > MOST_CHANGED:
            del self._changed[next(iter(self._changed))]

    async def one(self, person: Someone, own: Own) -> Profile:
        """Someone's profile, as it is now; `Gone` when this workspace has no such person."""
        if person.team != own.team or not person.user:
            raise Gone("user_not_found")
        return await self._ask(person.user, own)

    async def members(self, conversation: str, own: Own) -> Sequence[Profile]:
        """The profiles of a channel's members; one channel at a time, for they are much the same people."""
        async with self._turn:
            return await self._members(conversation, own)

    async def _members(self, conversation: str, own: Own) -> Sequence[Profile]:
        ids: list[str] = []
        async for page in self._calls.pages("conversations.members", "members", MOST_PAGES, channel=conversation):
            ids += [str(each) for each in page]
        return await self._of(ids, own)

    async def these(self, users: Sequence[str], own: Own) -> Sequence[Profile]:
        """The profiles of these people, but of those whom this workspace does not know."""
        async with self._turn:
            return await self._of(users, own)

    async def _of(self, ids: Sequence[str], own: Own) -> Sequence[Profile]:
        for _ in range(ROUNDS):
            if len(self._missing(ids)) > MANY:
                await self._list(ids, own)
            await self._each(self._missing(ids), own)
            if all(each in self._seen for each in ids):
                return [profile for each in ids if (profile := self._seen[each][1]) is not None]
        raise Transient("people_change")

    def _missing(self, ids: Iterable[str]) -> list[str]:
        since = self._clock() - KNOWN_FOR
        return [each for each in ids if each not in self._seen or self._seen[each][0] < since]

    async def _list(self, wanted: Sequence[str], own: Own) -> None:
        """Read the workspace's list until all who are wanted were met, from where an earlier go had to stop."""
        for _ in range(MOST_PAGES):
            given = {"include_locale": True, "limit": PAGE_OF_PEOPLE, "cursor": self._next_page}
            changes = self._changes
            page = await self._calls.ask("users.list", **given)
            for user in page.get("members") or ():
                self._keep(user, own, changes)
            self._next_page = next_cursor(page)
            if self._next_page is None or not self._missing(wanted):
                return

    async def _each(self, ids: Sequence[str], own: Own) -> None:
        """Ask for each of them, a few at a time. What was told is kept, also when one is refused."""
        turns = asyncio.Semaphore(AT_ONCE)

        async def ask(user: str) -> None:
            async with turns:
                try:
                    await self._ask(user, own)
                except Gone:
                    self._seen[user] = (self._clock(), None)

        for result in await asyncio.gather(*(ask(each) for each in ids), return_exceptions=True):
            if isinstance(result, BaseException):
                raise result

    async def _ask(self, user: str, own: Own) -> Profile:
        changes = self._changes
        found = _part(await self._calls.ask("users.info", user=user, include_locale=True), "user")
        if not found.get("id"):
            raise Gone("user_not_found")
        return self._keep(found, own, changes)

    def _keep(self, user: Mapping[str, Any], own: Own, changes: int) -> Profile:
        """`changes`: how often something had changed when it was asked for."""
        profile = profile_of(user, own)
        if max(self._all_changed, self._changed.get(profile.who.user, 0)) <= changes:
            self._seen[profile.who.user] = (self._clock(), profile)
        return profile


def _is_elsewhere(user: Mapping[str, Any], own: Own) -> bool:
    """Whether Slack says someone to be of another team, or of none: only who is said to be of ours is the company's.

    A stranger is of none of ours.
    """
    teams = {str(each) for each in (user.get("team_id"), _part(user, "profile").get("team")) if each}
    return bool(teams != {own.team} or user.get("is_stranger"))


def _part(of: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = of.get(name)
    return found if isinstance(found, dict) else {}
