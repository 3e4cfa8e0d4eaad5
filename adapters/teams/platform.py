"""Teams as a platform: the port's verbs over the connector, and the desk's presence in its tenant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from aiohttp.web import AbstractRouteDef

from adapters.cleaning import one_line
from adapters.platform import (
    Address,
    AppPorts,
    Capabilities,
    Finding,
    Forbidden,
    Gone,
    NotInstalled,
    PlatformError,
    Post,
    Ref,
    RootGone,
    Someone,
    TooBig,
    Transient,
    Unknown,
)
from adapters.presence import Presence
from adapters.rendering import Drawn, DrawnForm
from adapters.shapes import Json, text_at
from adapters.teams import about, blocks
from adapters.teams.bearer import TOKEN_URL, Bearer
from adapters.teams.calls import Calls, segments
from adapters.teams.examining import attending, examine
from adapters.teams.forms import form_card
from adapters.teams.introducing import Introducing
from adapters.teams.limits import SUMMARY
from adapters.teams.own import Own
from adapters.teams.people import People
from adapters.teams.receiving import Receiving
from adapters.teams.references import NAME, Reference, References, is_id
from adapters.teams.standing import Remembered, Standing
from adapters.teams.turns import Turns
from adapters.teams.whispering import Whispering
from bot.events import MessageSeen, Profile


class Teams:
    """One tenant, as its own app, told over HTTP."""

    name = NAME
    capabilities = Capabilities(threads=True, edits_seen=True, home=True, reader_dates=True)

    def __init__(self, ports: AppPorts) -> None:
        settings = ports.settings
        self.ports = ports
        self.own = Own(settings.teams_app_id, settings.teams_tenant_id)
        url = settings.teams_token_url or TOKEN_URL.format(tenant=self.own.tenant)
        bearer = Bearer(url, self.own.app, settings.teams_app_password.get_secret_value())
        self.calls = Calls(bearer, settings.teams_service_urls)
        self.references = References(ports, self.own, self.calls.allows)
        self.people = People(ports, self.calls, self.references, self.own)
        self.turns = Turns(self.calls, self.own)
        self.whispering = Whispering(self.calls, self.people, self.references, self.own)
        self.standing = Standing(ports)
        self.receiving = Receiving(ports, self)
        self.routes: Sequence[AbstractRouteDef] = (*self.receiving.routes, *about.routes())
        self.introducing = Introducing(ports, self.people, self.references)
        self._whispers: Remembered[int, Ref] = Remembered()
        self._forms: Remembered[str, Ref] = Remembered()
        self._home_asked: Remembered[str, bool] = Remembered()
        self._connected = False
        self._presence = Presence(
            NAME, self._connect, self._not_connected, self.introducing, {"names": self.introducing.name_all}
        )

    async def start(self) -> None:
        """Have a token, and tell the desk where it is; while Microsoft does not answer, again from time to time."""
        await self.references.load()
        await self.introducing.disown()
        self.receiving.open()
        await self._presence.start()

    async def stop(self) -> None:
        """Take nothing more in, and let go of connections."""
        await self._presence.stop()
        await self.receiving.close()
        await self.calls.close()

    def not_ready(self) -> Sequence[str]:
        """Why it cannot work now."""
        if self.calls.refused:
            return ("teams.credentials_refused",)
        if not self._connected:
            return ("teams.not_connected",)
        return () if self.receiving.can_check else ("teams.no_keys",)

    def complaints(self) -> Sequence[Finding]:
        """Credentials that are refused, and the charter's channels where the desk is not, once all were looked at."""
        found = []
        if self.calls.refused:
            found.append(Finding(False, "serve.teams_refused", None, {"why": self.calls.refused}))
        if self.introducing.is_done and (absent := self.introducing.absent):
            found.append(Finding(False, "serve.teams_absent", None, {"count": absent}))
        return found

    async def examine(self) -> Sequence[Finding]:
        """What `relais doctor` is told: by calls of its own, for the desk may be stopped."""
        return await examine(self.ports)

    async def attending(self, conversations: Sequence[str]) -> Mapping[str, Sequence[Profile] | PlatformError]:
        """Who is in each of these channels, for `relais access`; by calls of its own, for the desk may be stopped."""
        return await attending(self.ports, conversations)

    async def send(self, post: Post) -> Ref:
        """Post a card: as the root of a new thread in a channel, as a reply, or in a chat, which has no threads."""
        return await self._post(post.to, post.card)

    async def update(self, ref: Ref, card: Drawn) -> None:
        """Replace a card."""
        await self._change(ref, card)

    def is_alone(self, ref: Ref) -> bool:
        """Whether a message in a conversation of several is shown to one person only, as far as is remembered."""
        return self.whispering.stands(ref)

    def whispered(self, outbox_id: int) -> Ref | None:
        """What was whispered under that outbox id, where it stands; none where it does not, or not yet."""
        return self.whispering.shown(outbox_id) or self._whispers.get(outbox_id)

    async def delete(self, ref: Ref) -> None:
        """Take a card back."""
        reference, root = await self._spot(ref)
        with suppress(Gone):
            await self.turns.take_back(reference, root, ref.ts)

    async def react(self, ref: Ref, verb: str, on: bool) -> None:
        """Not there: a preview, two a second for the whole bot (platform facts 2.4)."""
        raise Forbidden("no_reactions")

    async def whisper(self, person: Someone, at: Address, card: Drawn, outbox_id: int) -> None:
        """Show a card to one person: there, where the tenant has that; else in their personal chat.

        What was whispered under that outbox id is changed, as far as the process remembers it. An id of no row is
        negative: what an invoke that is still held tells is not said again by the outbox.
        """
        user = self._user(person)
        if outbox_id > 0 and await self.receiving.waiting.shows(user, card):
            return
        known = self._whispers.get(outbox_id)
        if known is None and await self.whispering.show(user, at, message(card), outbox_id):
            return
        if known is not None:
            with suppress(Gone):
                await self._change(known, card)
                return
        chat = Address(await self.direct(person))
        self._whispers.keep(outbox_id, await self._post(chat, card))

    async def direct(self, person: Someone) -> str:
        """The personal chat with someone, opened once. `NotInstalledHere` where they have the app nowhere."""
        user = self._user(person)
        known = self.references.direct_of(user)
        if known is not None:
            return known
        service_url = self.references.service_url
        asked = {**self._asked(), "isGroup": False, "members": [{"id": user}]}
        told = await self.calls.ask("POST", service_url, segments("conversations"), json=asked, scope=user)
        opened = text_at(told, "id")
        if not is_id(opened):
            raise Unknown("no_conversation")
        await self.references.opened(user, opened, service_url)
        return opened

    def home_asked(self, user: str) -> None:
        """Somebody asked for their home: it is posted anew, below what they wrote, not changed where it stands."""
        self._home_asked.keep(user, True)

    def moved(self, member: bool) -> None:
        """The desk was added somewhere, or removed: where the charter wants it is looked at again, soon."""
        self.introducing.look_again(member)

    async def home(self, person: Someone, card: Drawn) -> None:
        """Show someone's home: a card in their personal chat, changed where it stands; when asked for, posted anew."""
        conversation = await self.direct(person)
        known = await self.references.home_in(conversation)
        if known and not self._home_asked.get(person.user):
            with suppress(Gone):
                await self._change(Ref(conversation, known), card)
                return
        ref = await self._post(Address(conversation), card)
        self._home_asked.pop(person.user)
        await self.references.stands(conversation, ref.ts)
        if known:
            with suppress(PlatformError):
                await self.delete(Ref(conversation, known))

    async def update_form(self, form_id: str, form: DrawnForm) -> None:
        """Show a form that could not be opened at once: as a card in the personal chat of whom it is for."""
        if await self.receiving.waiting.shows_form(form.awaited):
            return
        user = await self.standing.owner_of(form_id, self.own.tenant)
        if user is None:
            raise Gone("no_form")
        activity = wrapped(form_card(form, in_chat=True), one_line(form.title)[:SUMMARY])
        known = self._forms.get(form_id)
        if known is not None:
            reference, root = await self._spot(known)
            with suppress(Gone):
                await self.turns.change(reference, root, known.ts, activity)
                return
        conversation = await self.direct(Someone(self.own.tenant, user))
        self._forms.keep(form_id, await self._say(Address(conversation), activity))

    async def fetch_person(self, person: Someone) -> Profile:
        """Someone's profile, as Teams has it now."""
        return await self.people.one(person)

    async def fetch_message(self, ref: Ref, root: str | None) -> MessageSeen:
        """Not there: the connector reads no message back. What is needed of one comes along with what is done to it."""
        raise Gone("unreadable")

    async def members(self, conversation: str) -> Sequence[Profile]:
        """The profiles of a conversation's members, guests and other tenants' people included."""
        return await self.people.members(conversation)

    async def find_sent(self, outbox_id: int, to: Address, since: datetime) -> Ref | None:
        """Not there: the connector lists no messages (capability `finds_sent` is off)."""
        return None

    async def _post(self, to: Address, drawn: Drawn) -> Ref:
        try:
            return await self._say(to, message(drawn))
        except TooBig:
            return await self._say(to, shortest(drawn))

    async def _say(self, to: Address, activity: Json) -> Ref:
        reference = await self.references.of(to.conversation)
        if reference.kind != "channel":
            return Ref(to.conversation, await self.turns.post(reference, None, activity))
        if to.root is None:
            return await self._begin(reference, activity)
        ref = Ref(to.conversation, await self._reply(reference, to.root, activity))
        self.standing.posted(ref, to.root)
        return ref

    async def _reply(self, reference: Reference, root: str, activity: Json) -> str:
        """Say something in a thread. That nothing is there is said of the thread, and of a channel that was left."""
        try:
            return await self.turns.post(reference, root, activity)
        except Gone as error:
            if await self.people.is_desk_in(reference):
                raise RootGone(str(error)) from None
            raise

    async def _begin(self, reference: Reference, activity: Json) -> Ref:
        """Begin a thread in a channel: only a conversation that is created is one (platform facts 2.4)."""
        channel = {"channel": {"id": reference.conversation}, "tenant": {"id": self.own.tenant}}
        asked = {
            **self._asked(),
            "isGroup": True,
            "channelData": channel,
            "activity": {**activity, "from": {"id": self.own.bot}},
        }
        told = await self.calls.ask(
            "POST",
            reference.service_url,
            segments("conversations"),
            json=asked,
            scope=reference.conversation,
            once=True,
        )
        ts = text_at(told, "activityId") or text_at(told, "id").partition(";messageid=")[2]
        if not is_id(ts):
            raise Unknown("no_id")
        ref = Ref(reference.conversation, ts)
        self.standing.posted(ref, ts)
        return ref

    async def _change(self, ref: Ref, drawn: Drawn) -> None:
        if self.whispering.stands(ref):
            await self.whispering.change(ref, message(drawn))
            return
        reference, root = await self._spot(ref)
        try:
            await self.turns.change(reference, root, ref.ts, message(drawn))
        except TooBig:
            await self.turns.change(reference, root, ref.ts, shortest(drawn))

    async def _spot(self, ref: Ref) -> tuple[Reference, str | None]:
        """Where a message of the desk's stands: its conversation, and its thread in a channel."""
        if not is_id(ref.ts):
            raise Gone("no_message")
        reference = await self.references.of(ref.conversation)
        return reference, await self.standing.root_of(ref) if reference.kind == "channel" else None

    def _asked(self) -> Json:
        """What every conversation that the desk creates says of the desk and of the tenant."""
        tenant = self.own.tenant
        return {"bot": {"id": self.own.bot}, "tenantId": tenant, "channelData": {"tenant": {"id": tenant}}}

    def _user(self, person: Someone) -> str:
        if person.team != self.own.tenant or not is_id(person.user):
            raise Gone("MemberNotFound")
        return person.user

    async def _connect(self) -> None:
        """Do what is left to be done at the start."""
        await self.calls.check()
        self._connected = True
        await self.introducing.introduce()
        if not await self.receiving.have_keys():
            raise Transient("no_keys")

    def _not_connected(self, error: PlatformError) -> None:
        self._connected = self._connected and not isinstance(error, NotInstalled)


def message(drawn: Drawn) -> Json:
    """A card as a message of its own: text beside it would make two of it (platform facts 2.6)."""
    return wrapped(blocks.card(drawn), blocks.summary(drawn))


def shortest(drawn: Drawn) -> Json:
    """What is left of a card that is too big for Teams: its summary, for it is cut to size elsewhere already."""
    said = blocks.summary(drawn)
    return wrapped(blocks.notice(said, drawn.language), said)


def wrapped(content: Json, summary: str) -> Json:
    """A card's content as a message; `summary` is what a notification says."""
    return {"type": "message", "summary": summary, "attachments": [blocks.attachment(content)]}
