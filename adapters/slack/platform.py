"""Slack as a platform: the port's verbs over the Web API, and the desk's presence in its workspace."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from aiohttp.web import AbstractRouteDef

from adapters.platform import (
    Address,
    AppPorts,
    Capabilities,
    Finding,
    Gone,
    NotInstalled,
    Permanent,
    PlatformError,
    Post,
    Ref,
    Someone,
    Transient,
    Unknown,
)
from adapters.presence import Presence
from adapters.rendering import Drawn, DrawnForm
from adapters.shapes import text_at
from adapters.slack.acting import with_spot
from adapters.slack.blocks import home_view, message
from adapters.slack.calls import Calls
from adapters.slack.catching_up import CatchingUp
from adapters.slack.examining import attending, examine
from adapters.slack.finding import mark, message_at, sent_message
from adapters.slack.introducing import Introducing
from adapters.slack.own import Own
from adapters.slack.pace import Pace
from adapters.slack.people import NAME, People
from adapters.slack.receiving import Receiving
from adapters.slack.shapes import identifier
from adapters.slack.socket_mode import SocketMode
from adapters.slack.speaking import Speaker
from adapters.slack.sweeping import Sweeper
from adapters.slack.translate import message_shown, names_wanted
from adapters.slack.views import external_id, modal
from bot.emoji import plain_name
from bot.events import MessageSeen, Profile, Where, Who, storable

log = structlog.get_logger(__name__)

WHISPERED_SINCE = timedelta(days=1)
"""How far back what stands for a whisper is looked for in a direct conversation."""
POSTED_SINCE = timedelta(minutes=5)
"""How far back a card is looked for that was posted a moment ago: clocks differ."""
MOST_VIEWS = 1000
"""Views remembered by their own id, each filled once more at most."""
_AS_WRITTEN = {"parse": "none", "link_names": False}
"""Nothing that people wrote becomes a link or a ping (platform facts 1.5)."""
_NOT_DRAWN = {"unfurl_links": False, "unfurl_media": False}


class Slack:
    """One workspace, as the desk's own app: told over HTTP where there is a signing secret, else over a socket."""

    name = NAME
    capabilities = Capabilities(
        threads=True,
        slash_commands=True,
        whispers=True,
        reactions_anywhere=True,
        reactions_out=True,
        edits_seen=True,
        home=True,
        reader_dates=True,
        finds_sent=True,
        reads_messages=True,
        post_every=1.0,
    )

    def __init__(self, ports: AppPorts) -> None:
        self.ports = ports
        self.calls = Calls(ports.settings.slack_bot_token.get_secret_value(), ports.settings.slack_api_url)
        self.people = People(self.calls)
        self.speaker = Speaker(ports)
        secret = ports.settings.slack_signing_secret
        self.receiving = Receiving(ports, self.calls, secret.get_secret_value() if secret else None, self.people)
        self.routes: Sequence[AbstractRouteDef] = self.receiving.routes
        app_token = ports.settings.slack_app_token
        self.socket: SocketMode | None = None
        if secret is None and app_token is not None:
            self.socket = SocketMode(self.calls, app_token.get_secret_value(), self.receiving, self._greeted)
        self.sweeper = Sweeper(ports, self.calls, self.receiving.dispatch)
        self.catching_up = CatchingUp(lambda: ports.writer, self.sweeper)
        self.introducing = Introducing(ports, self.calls, self.people)
        self._presence = Presence(
            NAME, self._connect, self._not_connected, self.introducing, {"sweeping": self._catch_up}
        )
        self._own: Own | None = None
        self._fault = "slack.not_connected"
        self._refused: str | None = None
        self._directs: dict[str, str] = {}
        self._pace = Pace()
        self._views: dict[str, str] = {}

    @property
    def own(self) -> Own:
        """The desk in its workspace; `Transient` until Slack has told."""
        if self._own is None:
            raise Transient("not_connected")
        return self._own

    async def start(self) -> None:
        """Connect, and tell the desk where it is; while Slack does not answer, again from time to time.

        What was written while the desk was down is read back meanwhile.
        """
        await self._presence.start()

    async def stop(self) -> None:
        """Take nothing more in, and let go of connections."""
        await self._presence.stop()
        if self.socket is not None:
            await self.socket.stop()
        await self.receiving.close()
        await self.introducing.close()
        await self.calls.close()

    def not_ready(self) -> Sequence[str]:
        """Why it cannot work now."""
        if self._own is None:
            return (self._fault,)
        if self.receiving.lost:
            return (self.receiving.lost,)
        return self.socket.not_ready() if self.socket is not None else ()

    def complaints(self) -> Sequence[Finding]:
        """A token that is refused, and the charter's channels where the desk is not, once all were looked at."""
        found = []
        if self._own is None and self._refused:
            found.append(Finding(False, "serve.slack_refused", None, {"why": self._refused}))
        if self.socket is not None and self.socket.refused:
            found.append(Finding(False, "serve.slack_socket_refused", None, {"why": self.socket.refused}))
        if self.introducing.is_done and (absent := self.introducing.absent):
            found.append(Finding(False, "serve.slack_absent", None, {"count": absent}))
        return found

    async def examine(self) -> Sequence[Finding]:
        """What `relais doctor` is told: by calls of its own, for the desk may be stopped."""
        return [*await examine(self.ports), *await self.sweeper.tell()]

    async def attending(self, conversations: Sequence[str]) -> Mapping[str, Sequence[Profile] | PlatformError]:
        """Who is in each of these channels, for `relais access`; by calls of its own, for the desk may be stopped."""
        return await attending(self.ports, conversations)

    async def send(self, post: Post) -> Ref:
        """Post a card, with the mark by which it is found again.

        Where Slack answers that it failed, it has ended: it is looked at once whether the card stands, so that it stays
        no doubt. An outage that only refuses posts is then outlived, however long (adapters/healing.py counts doubts).
        """
        try:
            return await self._post(post.to, post.card, post.outbox_id)
        except Unknown as doubt:
            if not doubt.answered:
                raise
            try:
                since = self.ports.clock.now() - POSTED_SINCE
                found = await self.find_sent(post.outbox_id, post.to, since)
            except PlatformError:
                raise doubt from None
            if found is None:
                raise Transient(str(doubt)) from None
            return found

    async def update(self, ref: Ref, card: Drawn) -> None:
        """Replace a card; its mark stays."""
        await self._may_be_shown(ref.conversation)
        await self.calls.ask("chat.update", channel=ref.conversation, ts=ref.ts, **_AS_WRITTEN, **message(card))

    async def delete(self, ref: Ref) -> None:
        """Take a card back."""
        with suppress(Gone):
            await self.calls.ask("chat.delete", channel=ref.conversation, ts=ref.ts)

    async def react(self, ref: Ref, verb: str, on: bool) -> None:
        """Put the charter's first emoji of a verb on a message, or take it back."""
        emoji = plain_name(next(iter(getattr(self.ports.charter.reactions, verb)), verb))
        method, already = ("reactions.add", "already_reacted") if on else ("reactions.remove", "no_reaction")
        try:
            await self.calls.ask(method, channel=ref.conversation, timestamp=ref.ts, name=emoji)
        except Permanent as error:
            if str(error) != already:
                raise

    async def whisper(self, person: Someone, at: Address, card: Drawn, outbox_id: int) -> None:
        """Show a card to one person where they are; in their direct conversation where Slack would not show it.

        An ephemeral message cannot be changed (platform facts 1.5): it is shown once more. What stands in the direct
        conversation instead of one is changed there. What stands in a view that waited for it is not said again.
        """
        user = self._user(person)
        if await self.receiving.waiting.shows(user, card):
            return
        if not at.conversation.startswith("D") and at.conversation != user:
            try:
                where = {"channel": at.conversation, "thread_ts": at.root, "user": user}
                await self.calls.ask("chat.postEphemeral", **where, **_AS_WRITTEN, **_whispered(card))
            except NotInstalled:
                raise
            except Permanent as error:
                log.info("slack.whisper_not_there", conversation=identifier(at.conversation), code=str(error))
            else:
                return
        to = Address(await self.direct(person))
        known = await sent_message(self.calls, self.own, outbox_id, to, datetime.now(UTC) - WHISPERED_SINCE)
        if known is not None:
            await self.update(known, card)
        else:
            await self._post(to, card, outbox_id)

    async def direct(self, person: Someone) -> str:
        """The direct conversation with someone, opened once."""
        user = self._user(person)
        if user not in self._directs:
            try:
                opened = text_at(await self.calls.ask("conversations.open", users=user), "channel", "id")
            except Gone:
                self.introducing.not_there(self.own, user)
                raise
            if not opened:
                raise Transient("no_channel")
            self._directs[user] = opened
        return self._directs[user]

    async def home(self, person: Someone, card: Drawn) -> None:
        """Publish someone's home."""
        await self.calls.ask("views.publish", user_id=self._user(person), view=home_view(card))

    async def update_form(self, form_id: str, form: DrawnForm) -> None:
        """Fill the view that was opened under this form's id, or under the key of the event that it answers.

        From then on it goes by the form's id: done twice, the second time finds it under that one. What it is answered
        is shown where it was opened.
        """
        view = with_spot(modal(form), self.receiving.spot_of(form.awaited, form_id))
        known = self._views.pop(form_id, None) or self.receiving.view_of(form.awaited)
        names: list[dict[str, str]] = [{"view_id": known}] if known else []
        names += [{"external_id": external_id(each)} for each in (form.awaited, form_id) if each]
        for name in names:
            with suppress(Gone):
                shown = await self._show(name, view)
                if len(self._views) < MOST_VIEWS:
                    self._views[form_id] = shown
                return
        raise Gone("not_found")

    async def fetch_person(self, person: Someone) -> Profile:
        """Someone's profile, as Slack has it now."""
        return await self.people.one(person, self.own)

    async def fetch_message(self, ref: Ref, root: str | None) -> MessageSeen:
        """A message as it stands now; a bot's too, under its own name."""
        own, now = self.own, self.ports.clock.now()
        where = Where(platform=NAME, conversation=ref.conversation, kind=_kind(ref.conversation), root=root)
        try:
            found = await message_at(self.calls, ref, root)
        except Gone:
            return MessageSeen(key="", at=now, where=where, ts=ref.ts)
        shown = {"team_id": own.team, "trigger_id": "fetched", "channel": {"id": ref.conversation}, "message": found}
        people, channels = names_wanted(shown)
        names = await self.speaker.names(own.team, people - {own.bot_user}, channels)
        seen = message_shown(shown, own, now, names)
        if seen is not None:
            return seen
        robot = storable(str(found.get("user") or found.get("bot_id") or own.bot_user))
        return MessageSeen(key="", at=now, where=where, ts=ref.ts, who=Who(platform=NAME, team=own.team, user=robot))

    async def members(self, conversation: str) -> Sequence[Profile]:
        """The profiles of a channel's members, guests and other companies' people included."""
        return await self.people.members(conversation, self.own)

    async def find_sent(self, outbox_id: int, to: Address, since: datetime) -> Ref | None:
        """The desk's message that carries this outbox id. Slack's clock is its own; the desk's may have been moved."""
        ahead = self.ports.clock.now() - datetime.now(UTC)
        if to.conversation.startswith(("U", "W")):
            to = Address(await self.direct(Someone(self.own.team, to.conversation)), to.root)
        return await sent_message(self.calls, self.own, outbox_id, to, since - ahead)

    async def _show(self, name: dict[str, str], view: dict[str, Any]) -> str:
        """Put a view in the place of another; its id. Slack does not say whether one may keep its own external_id."""
        try:
            told = await self.calls.ask("views.update", **name, view=view)
        except Permanent as error:
            if str(error) != "duplicate_external_id":
                raise
            nameless = {key: value for key, value in view.items() if key != "external_id"}
            told = await self.calls.ask("views.update", **name, view=nameless)
        return text_at(told, "view", "id")

    async def _post(self, to: Address, card: Drawn, outbox_id: int) -> Ref:
        await self._pace.keep(to.conversation, self.capabilities.post_every)
        where: dict[str, Any] = {"channel": to.conversation, "thread_ts": to.root, "metadata": mark(outbox_id, card)}
        await self._may_be_shown(to.conversation)
        try:
            told = await self.calls.ask("chat.postMessage", **where, **_AS_WRITTEN, **_NOT_DRAWN, **message(card))
        except Gone:
            if to.conversation.startswith(("D", "U", "W")):
                self.introducing.not_there(self.own, to.conversation)
            raise
        if not told.get("ts"):
            raise Unknown("no_ts")
        return Ref(str(told.get("channel") or to.conversation), str(told["ts"]))

    async def _may_be_shown(self, conversation: str) -> None:
        """Raises `Transient` where others read there than those for whom the card was drawn."""
        if not await self.introducing.may_be_shown(self.own, conversation):
            raise Transient("shared_meanwhile")

    def _user(self, person: Someone) -> str:
        if person.team != self.own.team or not person.user:
            raise Gone("user_not_found")
        return person.user

    async def _connect(self) -> None:
        """Do what is left to be done at the start; what was missed is read back once it is."""
        if self._own is None:
            own = await who_we_are(self.calls)
            await asyncio.wrap_future(self.catching_up.missed(datetime.now(UTC)))
            self._own = own
            self.receiving.open(own)
            if self.socket is not None:
                await self.socket.start()
        await self.introducing.introduce(self._own)

    def _not_connected(self, error: PlatformError) -> None:
        self._fault = "slack.token_refused" if isinstance(error, NotInstalled) else "slack.not_connected"
        self._refused = str(error) if isinstance(error, NotInstalled) else None

    async def _catch_up(self) -> None:
        await self.catching_up.keep(self.own, self._is_told, self.introducing.look_again)

    def _greeted(self) -> None:
        """Slack has greeted the desk on a connection, after a time without any: what was said meanwhile is missed."""
        self.introducing.doubt()
        self.catching_up.missed(datetime.now(UTC))

    def _is_told(self) -> bool:
        """Whether Slack can tell the desk of what is said now."""
        return self.socket is None or self.socket.connected


async def who_we_are(calls: Calls) -> Own:
    """The desk in its workspace, by its token (`auth.test`)."""
    told = await calls.ask("auth.test")
    team, user = text_at(told, "team_id"), text_at(told, "user_id")
    if not (team and user):
        raise Transient("no_identity")
    return Own(team, user, text_at(told, "bot_id"))


def _whispered(card: Drawn) -> dict[str, Any]:
    """A card whose first block is named after its kind: an ephemeral message takes no metadata that would say it."""
    drawn = message(card)
    first, *more = drawn["blocks"]
    return {**drawn, "blocks": [{"block_id": f"relais:{card.kind}", **first}, *more]}


def _kind(conversation: str) -> Any:
    return "direct" if conversation.startswith("D") else "channel"
