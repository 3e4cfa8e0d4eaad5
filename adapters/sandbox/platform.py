"""The sandbox as a platform: the port, on tables of the desk's own database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from aiohttp.web import AbstractRouteDef
from sqlalchemy import select

from adapters.platform import Address, AppPorts, Capabilities, Gone, Post, Ref, Someone
from adapters.rendering import Drawn, DrawnForm
from adapters.sandbox import store
from adapters.sandbox.hub import Hub
from adapters.sandbox.people import Room, Town, direct_id, town, who
from adapters.sandbox.tables import CLOCK_SETTING, DESK, NAME, TEAM, SandboxFile
from adapters.sandbox.wire import card_json, form_json
from bot.charter import Charter
from bot.clock import MovableClock
from bot.events import ConversationSeen, FileSeen, MessageSeen, PeopleSeen, Profile, Where, load
from storage.rows import table_of
from storage.tables import Form, Identity
from storage.unit import Unit

T = TypeVar("T")
FILES = "/sandbox/api/files/"


class Sandbox:
    """A platform with nobody else's servers: what Slack would keep, kept beside the desk, and shown by its own page."""

    name = NAME
    capabilities = Capabilities(
        threads=True,
        slash_commands=True,
        whispers=True,
        reactions_anywhere=True,
        reactions_out=True,
        edits_seen=True,
        home=True,
        reader_dates=False,
        finds_sent=True,
        reads_messages=True,
    )

    def __init__(self, ports: AppPorts) -> None:
        self.ports = ports
        self.hub = Hub()
        self.routes: Sequence[AbstractRouteDef] = ()
        self._town: tuple[str, Town] | None = None

    @property
    def town(self) -> Town:
        """Who lives here and where, by the charter in force."""
        charter: Charter = self.ports.charter
        if self._town is None or self._town[0] != charter.hash:
            self._town = (charter.hash, town(charter))
        return self._town[1]

    async def start(self) -> None:
        """Tell the desk who is here and where it is, then whatever it was not seen to take before it stopped."""
        events = [load(body) for body in await self.write(store.untaken_events)]
        for event in (*self._introductions(), *events):
            await asyncio.wrap_future(self.ports.door.submit(event))
        for event in events:
            await self.write(partial(store.event_taken, key=event.key))

    async def stop(self) -> None:
        """Nothing is held open but the pages, which the web server closes."""
        self.hub.close()

    def not_ready(self) -> Sequence[str]:
        """It is always ready."""
        return ()

    async def send(self, post: Post) -> Ref:
        """Post a card of the desk."""
        room = self._room(post.to.conversation)
        card = card_json(post.card)

        def job(unit: Unit) -> str:
            return store.post(unit, room.id, post.to.root, DESK, card=card, outbox_id=post.outbox_id).ts

        ts = await self.write(job)
        self.changed(room)
        return Ref(room.id, ts)

    async def update(self, ref: Ref, card: Drawn) -> None:
        """Show another card in place of one of the desk's."""
        shown = card_json(card)

        def job(unit: Unit) -> None:
            row = store.message(unit, ref.conversation, ref.ts)
            if row is None or row.author != DESK:
                raise Gone(ref.ts)
            unit.change(row, card=shown)

        await self.write(job)
        self.changed(self._room(ref.conversation))

    async def delete(self, ref: Ref) -> None:
        """Take a card of the desk's away."""

        def job(unit: Unit) -> None:
            row = store.message(unit, ref.conversation, ref.ts)
            if row is not None and row.author == DESK:
                store.delete_message(unit, row)

        await self.write(job)
        self.changed(self._room(ref.conversation))

    async def react(self, ref: Ref, verb: str, on: bool) -> None:
        """Put the desk's emoji on a message, by the charter's reactions."""
        emoji = next(iter(getattr(self.ports.charter.reactions, verb)), verb)

        def job(unit: Unit) -> None:
            if store.message(unit, ref.conversation, ref.ts) is None:
                raise Gone(ref.ts)
            store.react(unit, ref.conversation, ref.ts, DESK, emoji, on)

        await self.write(job)
        self.changed(self._room(ref.conversation))

    async def whisper(self, person: Someone, at: Address, card: Drawn, outbox_id: int) -> None:
        """Show a card to one person; in their direct conversation where they are not a member."""
        user = self._user(person)
        room = self.town.rooms.get(at.conversation)
        inside = room is not None and user in room.members
        conversation, root = (at.conversation, at.root) if inside else (direct_id(user), None)
        shown = card_json(card)

        def job(unit: Unit) -> None:
            known = store.whisper_of(unit, outbox_id=outbox_id)
            if known is not None and known.person == user:
                unit.change(known, card=shown)
            else:
                store.whisper(unit, conversation, root, user, shown, outbox_id=outbox_id)

        await self.write(job)
        self.hub.tell({"conversation": conversation}, (user,))

    async def direct(self, person: Someone) -> str:
        """The direct conversation with someone, which always stands open."""
        return direct_id(self._user(person))

    async def home(self, person: Someone, card: Drawn) -> None:
        """Publish someone's home."""
        user, shown = self._user(person), card_json(card)
        await self.write(lambda unit: store.publish_home(unit, user, shown))
        self.hub.tell({"home": True}, (user,))

    async def update_form(self, form_id: str, form: DrawnForm) -> None:
        """Show a form to the one for whom the desk opened it."""
        shown = form_json(form)

        def job(unit: Unit) -> str:
            user = _opener(unit, form_id)
            store.show_form(unit, form_id, user, shown, (None, None))
            return user

        self.hub.tell({"form": form_id}, (await self.write(job),))

    async def fetch_person(self, person: Someone) -> Profile:
        """Someone's profile; the desk's own says that it is a bot."""
        if (person.team, person.user) == (TEAM, DESK):
            return Profile(who=who(DESK), name="Relais", bot=True)
        return self.town.inhabitants[self._user(person)].profile

    async def fetch_message(self, ref: Ref, root: str | None) -> MessageSeen:
        """A message of a person or of the desk, as it stands now."""

        def look(unit: Unit) -> MessageSeen:
            room = self._room(ref.conversation)
            row = store.message(unit, ref.conversation, ref.ts)
            where = Where(platform=NAME, conversation=room.id, kind=room.kind, root=row.root if row else root)
            key, at = f"sandbox:seen:{ref.conversation}:{ref.ts}:{unit.now.isoformat()}", unit.now
            if row is None:
                return MessageSeen(key=key, at=at, where=where, ts=ref.ts)
            text = row.text if row.card is None else str(row.card["text"])
            files = tuple(file_seen(file) for file in store.files_of(unit, ref.conversation, ref.ts))
            return MessageSeen(
                key=key,
                at=at,
                where=where,
                ts=ref.ts,
                who=who(row.author),
                text=text,
                posted_at=row.posted_at,
                files=files,
            )

        return await self.look(look)

    async def members(self, conversation: str) -> Sequence[Profile]:
        """The profiles of a conversation's members."""
        room = self._room(conversation)
        return [one.profile for one in self.town.inhabitants.values() if one.id in room.members]

    async def find_sent(self, outbox_id: int, to: Address, since: datetime) -> Ref | None:
        """The desk's message that carries this outbox id."""
        row = await self.look(lambda unit: store.message_of_outbox(unit, to.conversation, outbox_id, since))
        return None if row is None else Ref(row.conversation, row.ts)

    async def write(self, job: Callable[[Unit], T]) -> T:
        """Do something in the desk's writer, durably."""
        return await asyncio.wrap_future(self.ports.writer.run(job))

    async def look(self, job: Callable[[Unit], T]) -> T:
        """Read, at one moment of the database."""

        def reading() -> T:
            with self.ports.database.read() as connection:
                return job(Unit(connection, self.ports.clock.now()))

        return await asyncio.to_thread(reading)

    async def keep_clock(self, to: datetime | None = None) -> None:
        """Remember how far ahead of the machine's the clock is, or will be once it is moved to an instant (aware)."""
        clock = self.ports.clock
        if isinstance(clock, MovableClock):
            moving = timedelta(0) if to is None else max(timedelta(0), to - clock.now())
            ahead = str((clock.offset + moving).total_seconds())
            await self.write(lambda unit: store.keep_setting(unit, CLOCK_SETTING, ahead))

    def changed(self, room: Room) -> None:
        """Tell those who see a conversation that it changed."""
        self.hub.tell({"conversation": room.id}, room.members)

    def _introductions(self) -> list[ConversationSeen | PeopleSeen]:
        here, at = self.town, self.ports.clock.now()
        channels = [room for room in here.rooms.values() if room.kind == "channel"]
        stamp = self.ports.charter.hash[:16]
        seen: list[ConversationSeen | PeopleSeen] = [
            ConversationSeen(
                key=f"sandbox:here:{stamp}:{room.id}",
                at=at,
                where=Where(platform=NAME, conversation=room.id),
                name=room.name,
            )
            for room in channels
        ]
        profiles = tuple(one.profile for one in here.inhabitants.values())
        seen.append(PeopleSeen(key=f"sandbox:people:{stamp}", at=at, profiles=profiles))
        return seen

    def _room(self, conversation: str) -> Room:
        room = self.town.rooms.get(conversation)
        if room is None:
            raise Gone(conversation)
        return room

    def _user(self, person: Someone) -> str:
        if person.team != TEAM or person.user not in self.town.inhabitants:
            raise Gone(person.user)
        return person.user


def file_seen(file: SandboxFile) -> FileSeen:
    """A file as the desk keeps it: where it lies, and nothing of what is in it."""
    return FileSeen(name=file.name, size=file.size, type=file.type, permalink=FILES + file.id, owner=file.owner)


def _opener(unit: Unit, form_id: str) -> str:
    form, identity = table_of(Form), table_of(Identity)
    query = (
        select(identity.c.user)
        .join(form, form.c.person_id == identity.c.person_id)
        .where(form.c.id == form_id, identity.c.platform == NAME)
    )
    user = unit.execute(query.limit(1)).scalar()
    if user is None:
        raise Gone(form_id)
    return str(user)
