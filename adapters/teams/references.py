"""Where each conversation is answered: what its last activity said, kept beside what is known of the conversation.

Teams moves tenants between regions, and then an activity says another address (platform facts 2.4). Of a conversation
that was never heard of, the address is the last one heard of anywhere, or Microsoft's own for the whole world.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, select

from adapters.platform import AppPorts, Gone
from adapters.shapes import Json, object_at, objects_at, text_at
from adapters.teams.accounts import object_id
from adapters.teams.own import Own
from adapters.teams.places import between_two, kind_told, looks_like_channel
from bot.events import storable
from storage.database import insert_ignoring
from storage.rows import table_of
from storage.tables import Conversation
from storage.unit import Unit

log = structlog.get_logger(__name__)
T = TypeVar("T")

NAME = "teams"
WORLD = "/teams/"
"""The path of Microsoft's address for every region (learn.microsoft.com "Proactive messages")."""
MOST_PEOPLE = 20_000
LONGEST_ID = 512


@dataclass(frozen=True, slots=True)
class Reference:
    """A conversation, and where it is answered. `user`: whose personal chat it is. `home`: the message that stands
    there as their home. `targeted`: a message for one person alone has come from there. `called`: a message that names
    the desk has; `overheard`: one that does not, which Teams tells only where the desk may read everything."""

    service_url: str
    conversation: str
    kind: str
    team: str = ""
    user: str = ""
    home: str = ""
    targeted: bool = False
    called: bool = False
    overheard: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What activities tell of someone: their id for this bot, a conversation that they are in, how they read."""

    mri: str
    conversation: str
    language: str = ""
    timezone: str = ""


def world(settings: Any) -> str:
    """Where one asks before any address was told: Microsoft's for every region, or the first that the settings name."""
    return str(settings.teams_service_urls[0]).rstrip("/") + WORLD


class References:
    """What activities told, kept in the rows of the conversations, and in memory. `allows`: where one may answer."""

    def __init__(self, ports: AppPorts, own: Own, allows: Callable[[str], bool]) -> None:
        self._ports = ports
        self._own = own
        self._allows = allows
        self._known: dict[str, Reference] = {}
        self._directs: dict[str, str] = {}
        self._seen: dict[str, Seen] = {}
        self._accounts: dict[str, str] = {}
        self._latest = ""
        self._loaded = False
        self.mistaken: tuple[str, ...] = ()
        """The chats of two people that an earlier release kept as somebody's own, when what was kept was last read."""

    @property
    def service_url(self) -> str:
        """Where the tenant was last answered."""
        return self._latest or world(self._ports.settings)

    @property
    def has_targeted(self) -> bool:
        """Whether the tenant has messages for one person alone: one has come from it."""
        return any(each.targeted for each in self._known.values())

    @property
    def knows_any(self) -> bool:
        """Whether any activity was ever received."""
        return bool(self._known)

    async def load(self) -> None:
        """Read what was kept; the newest address is that of the conversation which changed last."""
        rows = await self._read(_kept)
        self._loaded = True
        own = (row["conversation"] for row in rows if row["kind"] == "direct")
        self.mistaken = tuple(each for each in own if between_two(each, self._own.bot))
        for row in rows:
            reference = self._read_row(row)
            if reference is not None:
                self._remember(reference)
                self._latest = reference.service_url

    async def of(self, conversation: str) -> Reference:
        """How a conversation is answered; `Gone` for what is no conversation's id."""
        if not is_id(conversation):
            raise Gone("no_conversation")
        known = await self._former(conversation)
        return known or Reference(self.service_url, conversation, self._kind(conversation))

    async def home_in(self, conversation: str) -> str:
        """The message that stands as the home in a personal chat, whichever replica posted it; empty for none."""
        known = await self._read_again(conversation) or self._known.get(conversation)
        return known.home if known is not None else ""

    def direct_of(self, user: str) -> str | None:
        """Someone's personal chat, where it is known."""
        return self._directs.get(user)

    def seen(self, user: str) -> Seen | None:
        """What activities told of someone."""
        return self._seen.get(user)

    def account(self, mri: str) -> str | None:
        """The object id of somebody by their id for this bot (29:…), where they were met."""
        return self._accounts.get(mri)

    async def learn(self, activity: Json) -> None:
        """Keep where an activity is to be answered, and what it tells of its author; written where it changed.

        Of a chat from which the desk was removed nothing is kept: it may not be written to. A press teaches nobody's
        personal chat, the message action least of all, which people use where the desk is not.
        """
        full = text_at(activity, "conversation", "id")
        conversation, _, _ = full.partition(";messageid=")
        service_url = text_at(activity, "serviceUrl")
        if not is_id(conversation) or not self._allows(service_url):
            return
        self._latest = service_url
        kind = kind_told(activity, conversation) or self._kind(conversation)
        user = self._author(activity, conversation)
        if _removed(activity, self._own):
            await self.forget(conversation)
            return
        former = await self._former(conversation)
        alone = user if kind == "direct" and text_at(activity, "type") != "invoke" else ""
        if alone:
            await self._is_chat_of(alone, conversation)
        reference = Reference(
            service_url,
            conversation,
            kind,
            text_at(activity, "channelData", "team", "id") or (former.team if former else ""),
            alone or (former.user if former else ""),
            former.home if former else "",
            (former is not None and former.targeted) or _is_targeted(activity),
        )
        named, silently = _heard(activity, self._own) if user and kind != "direct" else (False, False)
        reference = replace(
            reference,
            called=named or (former is not None and former.called),
            overheard=silently or (former is not None and former.overheard),
        )
        if reference != former:
            await self._keep(reference, former)

    def hears_all(self, reference: Reference) -> bool | None:
        """Whether the desk is told of what does not name it there, or in another channel of that team; none where it
        was told of nothing."""
        same = [each for each in self._known.values() if each.team and each.team == reference.team]
        there = [reference, *same]
        if any(each.overheard for each in there):
            return True
        return False if any(each.called for each in there) else None

    async def opened(self, user: str, conversation: str, service_url: str) -> None:
        """The desk has opened somebody's personal chat."""
        await self._is_chat_of(user, conversation)
        former = await self._former(conversation)
        known = former or Reference(service_url, conversation, "direct")
        await self._keep(replace(known, service_url=service_url, kind="direct", user=user), former)

    async def stands(self, conversation: str, home: str) -> None:
        """This message stands as the home in a personal chat from now on."""
        known = await self.of(conversation)
        if known.home != home:
            await self._keep(replace(known, home=home), known)

    async def _former(self, conversation: str) -> Reference | None:
        """What is known of a conversation; what another activity told while that was read counts."""
        read = None if conversation in self._known else await self._read_again(conversation)
        return self._known.get(conversation) or read

    async def forget(self, conversation: str) -> None:
        """The desk was removed from a conversation."""
        former = self._known.pop(conversation, None)
        if former is not None:
            if self._directs.get(former.user) == conversation:
                del self._directs[former.user]
            await self._write(conversation, former.kind, None)

    def met(self, user: str, mri: str, conversation: str) -> None:
        """Somebody is a member of a conversation."""
        former = self._seen.pop(user, None) or Seen("", conversation)
        self._seen[user] = replace(former, mri=mri or former.mri, conversation=conversation)
        if len(self._seen) > MOST_PEOPLE:
            del self._seen[next(iter(self._seen))]
        if mri:
            self._accounts.pop(mri, None)
            self._accounts[mri] = user
            if len(self._accounts) > MOST_PEOPLE:
                del self._accounts[next(iter(self._accounts))]

    def _author(self, activity: Json, conversation: str) -> str:
        """The object id of who an activity is from, after what it tells of them was kept."""
        user = object_id(activity, "from", "aadObjectId")
        if not user or not is_id(user):
            return ""
        self.met(user, text_at(activity, "from", "id"), conversation)
        client = _client_of(activity)
        language = (text_at(client, "locale") or text_at(activity, "locale"))[:2].lower()
        zone = text_at(client, "timezone") or text_at(activity, "localTimezone")
        told = self._seen[user]
        self._seen[user] = replace(told, language=language or told.language, timezone=zone or told.timezone)
        return user

    async def _is_chat_of(self, user: str, conversation: str) -> None:
        """This is somebody's personal chat; whichever was taken for it is not."""
        former = self._known.get(self._directs.get(user, ""))
        self._directs[user] = conversation
        if former is not None and former.conversation != conversation:
            self._known[former.conversation] = replace(former, user="")
            await self._write(former.conversation, former.kind, {"user": ""})

    def _kind(self, conversation: str) -> str:
        """What a conversation is, where no activity told: the charter's are channels, and so is what looks like one."""
        if self._ports.charter.channel(NAME, conversation) is not None:
            return "channel"
        if conversation.startswith("19:"):
            return "channel" if looks_like_channel(conversation) else "group"
        return "direct"

    def _read_row(self, row: Mapping[str, Any]) -> Reference | None:
        """What a row keeps of where a conversation is answered. A chat of two people is nobody's own, though an earlier
        release took it for that."""
        reference = _read(row["conversation"], row["kind"], row["data"])
        if reference is None or not self._allows(reference.service_url):
            return None
        shared = between_two(reference.conversation, self._own.bot)
        return replace(reference, kind="group", user="", home="") if shared else reference

    def _remember(self, reference: Reference) -> None:
        self._known[reference.conversation] = reference
        if reference.kind == "direct" and reference.user:
            self._directs[reference.user] = reference.conversation

    async def _keep(self, reference: Reference, former: Reference | None) -> None:
        """Remember it, and write what is new of it: another replica may have written the rest."""
        is_written = former is not None and self._known.get(former.conversation) is former
        before = asdict(former) if former is not None and is_written else {}
        self._remember(reference)
        changed = {
            name: value
            for name, value in asdict(reference).items()
            if value and value != before.get(name) and name not in ("conversation", "kind")
        }
        await self._write(reference.conversation, reference.kind, changed)

    async def _write(self, conversation: str, kind: str, data: Mapping[str, Any] | None) -> None:
        """Into the row of the conversation, beside what else its data holds; none: nothing is kept. Where storage takes
        nothing now, what an activity says is written with the next one."""
        try:
            await asyncio.wrap_future(self._ports.writer.run(lambda unit: _put(unit, conversation, kind, data)))
        except Exception as error:
            log.warning("teams.reference_not_kept", code=type(error).__name__)
            self._known.pop(conversation, None)

    async def _read_again(self, conversation: str) -> Reference | None:
        """What the row holds by now, once the rows were read: `relais doctor` looks before there is a database."""
        if not self._loaded:
            return None
        for row in await self._read(lambda connection: _kept(connection, conversation)):
            reference = self._read_row(row)
            if reference is not None:
                if conversation not in self._known:
                    self._remember(reference)
                return reference
        return None

    async def _read(self, job: Callable[[Connection], T]) -> T:
        def reading() -> T:
            with self._ports.database.read() as connection:
                return job(connection)

        return await asyncio.to_thread(reading)


def is_id(said: str) -> bool:
    """Whether a text can be an id of Teams': seen, ASCII, and of a length."""
    return 0 < len(said) <= LONGEST_ID and said.isascii() and said.isprintable() and " " not in said


def _kept(connection: Connection, conversation: str | None = None) -> list[Mapping[str, Any]]:
    table = table_of(Conversation)
    rows = select(table).where(table.c.platform == NAME).order_by(table.c.updated_at, table.c.id)
    if conversation is not None:
        rows = rows.where(table.c.conversation == conversation)
    return [dict(row) for row in connection.execute(rows).mappings()]


def _read(conversation: str, kind: str, data: Any) -> Reference | None:
    kept = object_at(data, NAME)
    if not text_at(kept, "service_url"):
        return None
    team, user, home = (text_at(kept, name) for name in ("team", "user", "home"))
    signs = (kept.get(name) is True for name in ("targeted", "called", "overheard"))
    return Reference(text_at(kept, "service_url"), conversation, kind, team, user, home, *signs)


def _put(unit: Unit, conversation: str, kind: str, kept: Mapping[str, Any] | None) -> None:
    values = {
        "platform": NAME,
        "conversation": storable(conversation),
        "kind": kind,
        "name": "",
        "shared": False,
        "member": True,
        "data": {NAME: dict(kept or {})},
        "updated_at": unit.now,
    }
    if insert_ignoring(unit.connection, Conversation, values):
        return
    row = unit.find(Conversation, platform=NAME, conversation=conversation)
    assert row is not None
    together = {} if kept is None else {**object_at(row.data, NAME), **kept}
    unit.change(row, data={**row.data, NAME: together}, updated_at=unit.now)


def _is_targeted(activity: Json) -> bool:
    return object_at(activity, "recipient").get("isTargeted") is True


def _heard(activity: Json, own: Own) -> tuple[bool, bool]:
    """Whether an activity is a message that names the desk, and whether it is one that does not."""
    if text_at(activity, "type") != "message" or _is_targeted(activity) or activity.get("value"):
        return False, False
    named = any(text_at(each, "mentioned", "id") == own.bot for each in objects_at(activity, "entities"))
    return named, not named


def _client_of(activity: Json) -> Json:
    entities = activity.get("entities")
    found = (each for each in entities if isinstance(each, dict)) if isinstance(entities, list) else ()
    return next((each for each in found if each.get("type") == "clientInfo"), {})


def _removed(activity: Json, own: Own) -> bool:
    """Whether an activity says that the desk is no longer there."""
    if text_at(activity, "type") == "installationUpdate":
        return text_at(activity, "action").startswith("remove")
    gone = activity.get("membersRemoved")
    members = gone if text_at(activity, "type") == "conversationUpdate" and isinstance(gone, list) else []
    return any(text_at(each, "id") == own.bot for each in members)
