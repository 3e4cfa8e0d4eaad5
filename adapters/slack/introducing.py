"""Where the desk is, and what its people have become: told to it at its start, and again after a time in which Slack
told it nothing. Until a channel is looked at again nothing more is shown there: another company may read in it by now.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

import structlog
from sqlalchemy import Connection, or_, select

from adapters.platform import AppPorts, NotInstalled, Permanent, RateLimited, Someone, Transient
from adapters.shapes import object_at, text_at
from adapters.slack.calls import Calls
from adapters.slack.own import Own
from adapters.slack.past import HERE
from adapters.slack.people import NAME, People
from bot.events import ConversationSeen, Event, PeopleSeen, Profile, Where, storable
from storage.rows import table_of
from storage.tables import Identity, Person

log = structlog.get_logger(__name__)
T = TypeVar("T")

MOST_PEOPLE = 300
"""Accounts of the charter's people that are looked at; of the others their channels tell."""
PROFILES = 100
"""Profiles told at once."""
TO_DRAW = 2.0
"""Seconds that a card may have been drawn before it is posted: one for a channel in which another company has come to
read is drawn again."""
NOT_AGAIN = 600.0
"""Seconds in which somebody who cannot be written to is asked for once."""
MOST_MISSING = 1000


class Introducing:
    """Looks at the charter's channels and at its people."""

    def __init__(self, ports: AppPorts, calls: Calls, people: People) -> None:
        self._ports = ports
        self._calls = calls
        self._people = people
        self._known: dict[str, ConversationSeen] = {}
        self._shared_at: dict[str, float] = {}
        self._doubted: set[str] = set()
        self._doubts = 0
        self._turn = asyncio.Lock()
        self._missing: dict[str, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def is_done(self) -> bool:
        """Whether the desk was told of each of the charter's channels."""
        return self._listed <= self._known.keys()

    @property
    def absent(self) -> int:
        """In how many of the charter's channels the desk is not, of those looked at."""
        return sum(not seen.member for channel, seen in self._known.items() if channel in self._listed)

    def follow(self) -> None:
        """Of channels that the charter names no more nothing is known."""
        for channel in self._known.keys() - self._listed:
            del self._known[channel]
        self._doubted &= self._listed

    async def introduce(self, own: Own) -> None:
        """Tell the desk of its channels, so that it asks who is there; anew at each start, for people come and go."""
        for each in self._ports.charter.channels:
            if each.platform == NAME:
                async with self._turn:
                    if each.id not in self._known:
                        await self._tell(own, each.id)

    def doubt(self) -> None:
        """For a while Slack told nothing: whatever is known of people and channels may be so no longer."""
        self._people.forget()
        self._doubts += 1
        self._doubted |= self._known.keys()

    async def look_again(self, own: Own) -> None:
        """Look at the channels that are in doubt, and at those whom the charter names, wherever they are by now.

        Raises:
            PlatformError: Slack does not tell now; nothing of what it said before is lost.
        """
        for channel in sorted(self._doubted):
            await self._settle(own, channel)
        users = await self._look(lambda known: _users_of(known, own, [each.id for each in self._ports.charter.people]))
        found = await self._people.these(users, own)
        for at in range(0, len(found), PROFILES):
            await self._say(own, *found[at : at + PROFILES])

    async def may_be_shown(self, own: Own, channel: str) -> bool:
        """Whether a card that is drawn may be posted in a channel: no other company reads there since it was drawn.
        One that is in doubt is looked at."""
        if channel in self._doubted:
            await self._settle(own, channel)
        return time.monotonic() - self._shared_at.get(channel, -math.inf) >= TO_DRAW

    async def _settle(self, own: Own, channel: str) -> None:
        async with self._turn:
            if channel in self._doubted:
                doubts = self._doubts
                await self._tell(own, channel)
                if doubts == self._doubts:
                    self._doubted.discard(channel)

    def not_there(self, own: Own, name: str) -> None:
        """Nothing can be written to somebody, by their user id or by that of their conversation: they are asked for."""
        now = time.monotonic()
        if now - self._missing.pop(name, -math.inf) < NOT_AGAIN or len(self._missing) >= MOST_MISSING:
            return
        self._missing[name] = now
        task = asyncio.create_task(self._ask_for(own, name))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Ask for nobody any more."""
        for task in (tasks := list(self._tasks)):
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    @property
    def _listed(self) -> set[str]:
        """The charter's channels here."""
        return {each.id for each in self._ports.charter.channels if each.platform == NAME}

    async def _tell(self, own: Own, channel: str) -> None:
        seen = await self._described(channel, f"{HERE}{own.bot_user}:{uuid4()}:{channel}")
        comes = seen.shared and channel in self._known and not self._known[channel].shared
        if comes:
            self._shared_at[channel] = math.inf
        try:
            await self._submit(seen)
            self._known[channel] = seen
        finally:
            if comes:
                self._shared_at[channel] = time.monotonic()

    async def _described(self, conversation: str, key: str) -> ConversationSeen:
        where = Where(platform=NAME, conversation=conversation)
        now = self._ports.clock.now()
        try:
            about = object_at(await self._calls.ask("conversations.info", channel=conversation), "channel")
        except NotInstalled:
            raise
        except Permanent as error:
            log.warning("slack.channel_closed", conversation=conversation, code=str(error))
            return ConversationSeen(key=key, at=now, where=where, member=False)
        return ConversationSeen(
            key=key,
            at=now,
            where=where,
            name=storable(text_at(about, "name")),
            shared=about.get("is_ext_shared") is True,
            member=about.get("is_member") is True and not about.get("is_archived"),
        )

    async def _ask_for(self, own: Own, name: str) -> None:
        try:
            for user in await self._look(lambda known: _users_called(known, own, name)):
                await self._say(own, await self._people.one(Someone(own.team, user), own))
        except Exception as error:
            log.info("slack.not_told_of", code=type(error).__name__)
            if isinstance(error, Transient | RateLimited):
                self._missing.pop(name, None)

    async def _say(self, own: Own, *profiles: Profile) -> None:
        key = f"{HERE}{own.bot_user}:{uuid4()}:people"
        await self._submit(PeopleSeen(key=key, at=self._ports.clock.now(), profiles=profiles))

    async def _submit(self, event: Event) -> None:
        await asyncio.wrap_future(self._ports.door.submit(event))

    async def _look(self, job: Callable[[Connection], T]) -> T:
        def reading() -> T:
            with self._ports.database.read() as connection:
                return job(connection)

        return await asyncio.to_thread(reading)


def _users_of(connection: Connection, own: Own, people: list[str]) -> list[str]:
    """The accounts here of those whom the charter names so, active or not."""
    identity, person = table_of(Identity), table_of(Person)
    theirs = (
        select(identity.c.user)
        .join(person, person.c.id == identity.c.person_id)
        .where(person.c.charter_id.in_(people), identity.c.platform == NAME, identity.c.team == own.team)
        .order_by(identity.c.id)
        .limit(MOST_PEOPLE)
    )
    return list(connection.execute(theirs).scalars())


def _users_called(connection: Connection, own: Own, name: str) -> list[str]:
    """The account of that user id, or that has that direct conversation."""
    identity = table_of(Identity).c
    called = or_(identity.user == name, identity.direct == name)
    query = select(identity.user).where(identity.platform == NAME, identity.team == own.team, called).limit(1)
    return list(connection.execute(query).scalars())
