"""Slack, beside the desk: a fake workspace of the sample company, told over HTTP what its people do."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from pydantic import SecretStr

from adapters import platform as port
from adapters import slack as slack_folder
from adapters.platform import AppPorts, Factory, PlatformError
from adapters.slack.blocks import value_of
from adapters.slack.platform import Slack
from adapters.slack.views import form_of
from bot.charter import Charter
from relais.app import App
from tests.adapters.slack.reading import alike
from tests.contract.harness import Answer, Cast, Harness, Pressable, Shown
from tests.fakes.company import company_on
from tests.fakes.slack import BOT_USER, TEAM, CallFault, FakeSlack, running_fake_slack
from tests.fakes.slack.acting import Seen
from tests.fakes.slack.checks import elements_of
from tests.fakes.slack.envelopes import interaction, named_channel
from tests.fakes.slack.records import JSON, Ephemeral, Message, View
from tests.fakes.slack.typing_in import typed

HOW: dict[type[PlatformError], str] = {
    port.RateLimited: "limit",
    port.Transient: "service_unavailable",
    port.Unknown: "timeout",
    port.TooBig: "msg_too_long",
    port.Gone: "is_archived",
    port.NotMember: "not_in_channel",
    port.Blocked: "messages_tab_disabled",
    port.NotInstalled: "token_revoked",
    port.Forbidden: "restricted_action",
}
HOME = "home"
"""What stands for the ts of a home, which is no message."""
_TOKEN = re.compile(r"<([^<>\n]+)>")
_BOLD = re.compile(r"\*([^*\n]+)\*")


@asynccontextmanager
async def open_harness() -> AsyncIterator[Harness]:
    async with running_fake_slack() as slack:
        charter = company_on("slack")
        cast = company_in(slack, charter)
        yield SlackHarness(slack, charter, cast)


def company_in(slack: FakeSlack, charter: Charter) -> Cast:
    """The charter's people and two more, all of them in every channel."""
    for person in charter.people:
        slack.workspace.user(person.name, id=user_id(person.id), email=person.email)
    more = [slack.workspace.user(name, id=user_id(name[:3])).id for name in ("Zoé Petit", "Karim Diallo")]
    everyone = [user for user in slack.workspace.users if user != BOT_USER]
    for channel in charter.channels:
        slack.workspace.channel(f"{channel.purpose}-{channel.site or 'tous'}", everyone, id=channel.id)
    return Cast(*more)


def user_id(name: str) -> str:
    """How Slack calls someone: capitals and figures alone."""
    return "U0" + "".join(f"{ord(each):X}" if not each.isascii() else each for each in name).upper().replace("_", "")


class Lent:
    """The roof's ports, with the settings of a fake Slack. `socket`: the desk listens by Socket Mode."""

    def __init__(self, ports: AppPorts, slack: FakeSlack, *, socket: bool = False) -> None:
        secret = {"slack_app_token": slack.app_token} if socket else {"slack_signing_secret": slack.signing_secret}
        given = {name: SecretStr(value) for name, value in {"slack_bot_token": slack.bot_token, **secret}.items()}
        self.settings = ports.settings.model_copy(update={**given, "slack_api_url": slack.api_url})
        self.clock, self.door = ports.clock, ports.door
        self.writer, self.database = ports.writer, ports.database
        self._ports = ports

    @property
    def charter(self) -> Charter:
        return self._ports.charter


def fake_slack(slack: FakeSlack, *, socket: bool = False) -> Factory:
    """A factory of the platform, on a fake Slack."""

    def make(ports: AppPorts) -> Slack:
        # What people write is dated as the desk counts: a promise is made from then on.
        slack.workspace.clock = lambda: ports.clock.now().timestamp()
        made = slack_folder.make(Lent(ports, slack, socket=socket))
        # A second between two posts is the pump's to keep (tests/adapters/test_delivery.py).
        made.capabilities = replace(made.capabilities, post_every=0.02)
        # As the fake's limits are, which are off: nothing is to be paced.
        made.sweeper.pause = 0.0
        return made

    return make


class SlackHarness:
    name = "slack"
    team = TEAM
    refusals = frozenset(HOW)

    def __init__(self, slack: FakeSlack, charter: Charter, cast: Cast) -> None:
        self.slack = slack
        self.charter = charter
        self.cast = cast
        self.factory = fake_slack(slack)
        self._sent: dict[str, JSON] = {}

    async def opened(self, app: App) -> None:
        self.slack.request_url = f"http://127.0.0.1:{app.port}/slack/events"

    def user(self, charter_id: str) -> str:
        return user_id(charter_id)

    def direct(self, user: str) -> str:
        return self.slack.workspace.direct(user).id

    async def post(self, user: str, conversation: str, text: str, root: str | None = None) -> str:
        said = await self.slack.people.post(user, conversation, written(text), root, raw=True)
        await self.slack.idle()
        return said.ts

    async def edit(self, user: str, conversation: str, ts: str, text: str) -> None:
        await self.slack.people.edit(user, conversation, ts, text)
        await self.slack.idle()

    async def remove(self, user: str, conversation: str, ts: str) -> None:
        await self.slack.people.delete(user, conversation, ts)
        await self.slack.idle()

    async def react(self, user: str, conversation: str, ts: str, emoji: str, on: bool = True) -> None:
        people = self.slack.people
        await (people.react if on else people.unreact)(user, conversation, ts, emoji)
        await self.slack.idle()

    async def press(self, user: str, conversation: str, shown: Shown, button: Pressable) -> Answer:
        before = self._before(user)
        people, home = self.slack.people, self.slack.people.home(user)
        if shown.ts == HOME and home is not None:
            action, option = pressed(home.body["blocks"], button) or ("", None)
            seen = await people.press_in_view(user, home.id, action, option)
        else:
            carrier = self._carrying(user, conversation, shown.ts, button)
            if carrier is None:
                seen = await self._made_up(user, conversation, shown, button)
            else:
                action, option = pressed(carrier.blocks, button) or ("", None)
                seen = await people.press(user, conversation, carrier.ts, action, option)
        return await self._answer(user, seen, before)

    async def command(self, user: str, conversation: str, text: str) -> Answer:
        before = self._before(user)
        return await self._answer(user, await self.slack.people.command(user, conversation, "/desk", text), before)

    async def elsewhere(self) -> str | None:
        people = (self.cast.asker, self.cast.colleague)
        return self.slack.workspace.channel("ailleurs", people, kind="private", bot=False).id

    async def raise_message(self, user: str, conversation: str, ts: str) -> Answer:
        before = self._before(user)
        return await self._answer(user, await self.slack.people.message_shortcut(user, conversation, ts), before)

    async def send_out(self, conversation: str) -> None:
        # In a public one it could still change what it posted.
        self.slack.workspace.channels[conversation].kind = "private"
        self.slack.workspace.leave(conversation, BOT_USER)
        await self.slack.idle()

    async def bring_back(self, conversation: str) -> None:
        self.slack.workspace.join(conversation, BOT_USER)
        await self.slack.idle()

    async def submit(self, user: str, form: str, values: dict[str, str]) -> Answer:
        view = next((each for each in self.slack.people.views(user) if form_of(each.body) == form), None)
        if view is None:
            # It is gone from the screen: the same is sent once more.
            delivery = await self.slack.deliveries.deliver("interactive", self._sent[form])
            assert delivery.answer.ok, delivery.answer
            return Answer("field_errors" if "errors" in (delivery.answer.body or {}) else "close_form")
        before = self._before(user)
        seen = await self.slack.people.submit(user, view.id, values)
        assert seen.delivery is not None, seen.errors
        self._sent[form] = seen.delivery.body
        if seen.errors:
            return Answer("field_errors", errors=seen.errors)
        told = await self._answer(user, seen, before)
        return told if told.form else Answer("close_form", told.text)

    async def seen(self, conversation: str) -> Sequence[Shown]:
        said = self.slack.workspace.rooms[conversation].values()
        there = [each for each in said if not each.gone and not each.tombstone]
        return [self._message(each) for each in sorted(there, key=lambda each: each.ts)]

    async def whispers(self, user: str) -> Sequence[Shown]:
        return [self._whisper(each) for each in self.slack.people.ephemerals(user)]

    async def open_home(self, user: str) -> None:
        await self.slack.people.open_home(user)
        await self.slack.idle()

    async def home(self, user: str) -> Shown | None:
        home = self.slack.people.home(user)
        return None if home is None else self._shown(HOME, None, None, "", home.body["blocks"])

    async def forms(self, user: str) -> dict[str, str]:
        shown = {form_of(each.body): each.body["title"]["text"] for each in self.slack.people.views(user)}
        return {form: title for form, title in shown.items() if form is not None}

    async def refuse(self, error: type[PlatformError], times: int = 1) -> None:
        self.slack.fault(CallFault("*", HOW[error], times, after=0 if error is port.Unknown else 1))

    def _before(self, user: str) -> tuple[int, dict[str, str]]:
        views = {each.id: each.hash for each in self.slack.people.views(user)}
        return len(self.slack.people.ephemerals(user)), views

    async def _answer(self, user: str, seen: Seen, before: tuple[int, dict[str, str]]) -> Answer:
        assert seen.ok, seen.trouble
        await self.slack.idle()
        view = self.slack.people.top(user)
        if view is not None and before[1].get(view.id) != view.hash:
            return _opened("replace_form" if view.id in before[1] else "open_form", view)
        said = self.slack.people.ephemerals(user)
        if len(said) > before[0]:
            return Answer("say", self._whisper(said[-1]).text)
        return Answer("done")

    async def _made_up(self, user: str, channel: str, shown: Shown, button: Pressable) -> Seen:
        """Press what the message no longer carries, or never did, as an old screen or a forger does."""
        workspace = self.slack.workspace
        message = workspace.message(channel, shown.ts)
        assert message is not None
        hook = f"{self.slack.origin}/response/{workspace.hook(user, channel, shown.ts)}"
        action = {"action_id": f"{button.act}#1", "block_id": "b", "type": "button", "value": button.value}
        container = {"type": "message", "message_ts": shown.ts, "channel_id": channel, "is_ephemeral": False}
        more: JSON = {"container": container | ({"thread_ts": message.thread} if message.thread else {})}
        more |= {"channel": named_channel(workspace, channel), "message": workspace.shown(message)}
        more |= {"trigger_id": workspace.trigger(user), "response_url": hook, "state": {"values": {}}}
        more |= {"actions": [action | {"action_ts": workspace.ts()}]}
        body = interaction(workspace, "block_actions", workspace.users[user], **more)
        delivery = await self.slack.deliveries.deliver("interactive", body)
        return Seen(delivery.answer.ok, delivery=delivery)

    def _carrying(self, user: str, channel: str, ts: str, button: Pressable) -> Message | Ephemeral | None:
        """What carries a button: the message where it was seen, else what only this person sees there."""
        message = self.slack.workspace.message(channel, ts)
        mine = [each for each in reversed(self.slack.people.ephemerals(user)) if each.channel == channel]
        there: list[Message | Ephemeral] = [*([message] if message else []), *mine]
        for each in there:
            if pressed(each.blocks, button) is not None:
                return each
        return None

    def _message(self, message: Message) -> Shown:
        author = None if message.user == BOT_USER else message.user
        about = (message.metadata or {}).get("event_payload", {})
        blocks = message.blocks if author is None else None
        shown = self._shown(message.ts, message.thread, author, message.text, blocks)
        reactions = frozenset(
            (None if user == BOT_USER else user, emoji) for emoji, users in message.reactions.items() for user in users
        )
        return replace(shown, subject=about.get("subject"), kind=about.get("kind"), reactions=reactions)

    def _whisper(self, whisper: Ephemeral) -> Shown:
        shown = self._shown(whisper.ts, whisper.thread, None, whisper.text, whisper.blocks)
        first = (whisper.blocks or [{}])[0].get("block_id", "")
        return replace(shown, kind=first.removeprefix("relais:"))

    def _shown(self, ts: str, root: str | None, author: str | None, text: str, blocks: list[JSON] | None) -> Shown:
        markup = [text, *mrkdwns(blocks)]
        tokens = [each for said in markup for each in _TOKEN.findall(said)]
        elements = list(rich(blocks))
        pings = {each.partition("|")[0].lstrip("@!") for each in tokens if each[0] in "@!" and not _is_date(each)}
        pings |= {each["user_id"] for each in elements if each["type"] == "user"}
        links = {unescaped(each.partition("|")[0]) for each in tokens if each[0] not in "@!#"}
        links |= {each["url"] for each in elements if each["type"] == "link"}
        return Shown(
            ts,
            root,
            author,
            "\n".join(self._lines(blocks)) if blocks else self._read(text),
            buttons=tuple(buttons(blocks)),
            pings=frozenset(pings),
            links=frozenset(links),
        )

    def _lines(self, part: Any) -> Iterator[str]:
        """What is read in blocks, but for what one presses."""
        if isinstance(part, list):
            for each in part:
                yield from self._lines(each)
        elif isinstance(part, dict) and part.get("type") == "mrkdwn":
            yield self._read(part["text"])
        elif isinstance(part, dict) and part.get("type") == "plain_text":
            yield alike(part["text"])
        elif isinstance(part, dict) and str(part.get("type")).startswith("rich_text_"):
            yield "".join(self._element(each) for each in part["elements"])
        elif isinstance(part, dict) and part.get("type") != "actions":
            for name, each in part.items():
                if name != "accessory":
                    yield from self._lines(each)

    def _element(self, element: JSON) -> str:
        match element["type"]:
            case "user":
                return self.slack.workspace.users[element["user_id"]].name
            case "date":
                return str(element["fallback"])
            case _:
                return str(element["text"])

    def _read(self, mrkdwn: str) -> str:
        def token(found: re.Match[str]) -> str:
            inside, _, label = found.group(1).partition("|")
            known = self.slack.workspace.users.get(inside[1:])
            return known.name if known else label or inside

        return alike(unescaped(_TOKEN.sub(token, _BOLD.sub(r"\1", mrkdwn))))


def written(text: str) -> str:
    """What a person writes, as Slack stores it: no mention but the desk's, chosen from a list."""
    stretches = re.split(r"([<|])", text)
    said = "".join("&lt;" if each == "<" else each if each == "|" else typed(each) for each in stretches)
    return said.replace("@Relais", f"<@{BOT_USER}>")


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def acts(element: JSON) -> str:
    """The act that an element stands for."""
    return str(element.get("action_id", "")).rpartition("#")[0]


def buttons(blocks: list[JSON] | None) -> Iterator[Pressable]:
    for _, element in elements_of(blocks):
        if element["type"] == "button":
            yield Pressable(acts(element), element["text"]["text"], element["value"])


def pressed(blocks: list[JSON] | None, button: Pressable) -> tuple[str, str | None] | None:
    """The action_id of a button, or of a menu and the option's own value, by what the desk is to get."""
    for block, element in elements_of(blocks):
        if acts(element) != button.act:
            continue
        if element["type"] == "button" and element["value"] == button.value:
            return element["action_id"], None
        groups = element.get("option_groups", ({"options": element.get("options", ())},))
        for option in (option for group in groups for option in group["options"]):
            chosen = {"block_id": block.get("block_id"), "selected_option": option}
            if value_of(chosen) == button.value:
                return element["action_id"], option["value"]
    return None


def mrkdwns(part: Any) -> Iterator[str]:
    if isinstance(part, dict) and part.get("type") == "mrkdwn":
        yield part["text"]
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from mrkdwns(each)


def rich(part: Any) -> Iterator[JSON]:
    """The elements of rich text."""
    if isinstance(part, dict) and str(part.get("type")).startswith("rich_text_"):
        yield from part["elements"]
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from rich(each)


def _is_date(token: str) -> bool:
    return token.startswith("!date^")


def _opened(kind: str, view: View) -> Answer:
    fields = tuple(each["block_id"] for each in view.body["blocks"] if each["type"] == "input")
    return Answer(kind, view.body["title"]["text"], form_of(view.body), fields)
