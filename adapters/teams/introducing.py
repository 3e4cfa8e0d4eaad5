"""Where the desk is: told to it at its start, with who is there, so that it seldom waits for somebody's profile."""

from __future__ import annotations

import asyncio
from datetime import datetime
from uuid import uuid4

import structlog
from sqlalchemy import select

from adapters.platform import AppPorts, Forbidden, Gone, NotInstalled, NotMember, Permanent
from adapters.teams.people import People
from adapters.teams.references import NAME, Reference, References
from bot.events import ConversationSeen, Event, PeopleSeen, Profile, Where
from storage.rows import table_of
from storage.tables import Conversation

log = structlog.get_logger(__name__)

PROFILES = 100
"""Profiles told at once."""
NAMES_EVERY = 5.0
"""Seconds between two looks for channels whose names are not known."""
HERE = "teams:here:"
"""How the keys of what the desk tells itself begin."""


class Introducing:
    """Looks at the charter's channels, one after the other, at the pace that Teams allows."""

    def __init__(self, ports: AppPorts, people: People, references: References) -> None:
        self._ports = ports
        self._people = people
        self._references = references
        self._known: dict[str, bool] = {}
        self._named: set[str] = set()

    @property
    def is_done(self) -> bool:
        """Whether the desk was told of each of the charter's channels."""
        return self._listed <= self._known.keys()

    @property
    def absent(self) -> int:
        """In how many of the charter's channels the desk is not, of those looked at."""
        return sum(not member for channel, member in self._known.items() if channel in self._listed)

    def follow(self) -> None:
        """Of channels that the charter names no more nothing is known."""
        for channel in self._known.keys() - self._listed:
            del self._known[channel]

    def look_again(self, member: bool) -> None:
        """The desk was added somewhere, or removed: a team is told once, and all of its channels go with it."""
        self._people.look_again()
        for channel in [each for each, known in self._known.items() if known is not member]:
            del self._known[channel]

    async def disown(self) -> None:
        """Tell the desk of the chats of two that are nobody's own, before anything more is said there."""
        for chat in self._references.mistaken:
            where = Where(platform=NAME, conversation=chat, kind="group")
            await self._submit(ConversationSeen(key=_key(), at=self._now, where=where))

    async def introduce(self) -> None:
        """Tell the desk of its channels and of who is there; anew at each start, for people come and go.

        Raises:
            PlatformError: Teams does not tell now; what it told before is kept.
        """
        for each in self._ports.charter.channels:
            if each.platform == NAME and each.id not in self._known:
                await self._tell(each.id)

    async def name_all(self) -> None:
        """Learn what those channels are called that no event has named, once it is known of which team they are."""
        while True:
            await asyncio.sleep(NAMES_EVERY)
            for channel in [each for each, member in self._known.items() if member and each not in self._named]:
                reference = await self._references.of(channel)
                if reference.team:
                    await self._name(channel, reference)
                    self._named.add(channel)

    async def _name(self, channel: str, reference: Reference) -> None:
        name, shared = await self._told_before(channel)
        if name:
            return
        try:
            name = (await self._people.channels(reference)).get(channel, "")
        except (Gone, NotMember, Forbidden) as error:
            log.info("teams.channel_unnamed", conversation=channel, code=str(error))
            return
        if name:
            where = Where(platform=NAME, conversation=channel)
            await self._submit(
                ConversationSeen(key=_key(), at=self._now, where=where, name=name, shared=shared, member=True)
            )

    @property
    def _listed(self) -> set[str]:
        """The charter's channels here."""
        return {each.id for each in self._ports.charter.channels if each.platform == NAME}

    async def _tell(self, channel: str) -> None:
        profiles: tuple[Profile, ...] = ()
        try:
            profiles = tuple(await self._people.members(channel))
            member = True
        except NotInstalled:
            raise
        except Permanent as error:
            log.warning("teams.channel_closed", conversation=channel, code=str(error))
            member = False
        for at in range(0, len(profiles), PROFILES):
            await self._submit(PeopleSeen(key=_key(), at=self._now, profiles=profiles[at : at + PROFILES]))
        where = Where(platform=NAME, conversation=channel)
        shared = any(each.elsewhere for each in profiles)
        name, _ = await self._told_before(channel)
        await self._submit(
            ConversationSeen(key=_key(), at=self._now, where=where, name=name, shared=shared, member=member)
        )
        self._known[channel] = member

    @property
    def _now(self) -> datetime:
        return self._ports.clock.now()

    async def _told_before(self, channel: str) -> tuple[str, bool]:
        """The name that the channel was given before, if any, and whether another company reads there."""

        def reading() -> tuple[str, bool]:
            table = table_of(Conversation).c
            query = select(table.name, table.shared).where(table.platform == NAME, table.conversation == channel)
            with self._ports.database.read() as connection:
                found = connection.execute(query).first()
            return (str(found[0] or ""), bool(found[1])) if found is not None else ("", False)

        return await asyncio.to_thread(reading)

    async def _submit(self, event: Event) -> None:
        await asyncio.wrap_future(self._ports.door.submit(event))


def _key() -> str:
    return f"{HERE}{uuid4()}"
