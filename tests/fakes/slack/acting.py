"""What people do, by hand: write, react, press, fill in; each act gives what that person sees at once.

What Slack's own client would not let them do raises `Impossible`, as do an outsider's commands and message shortcuts.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.delivering import Answer
from tests.fakes.slack import forms
from tests.fakes.slack.checks import elements_of
from tests.fakes.slack.delivering import Deliveries
from tests.fakes.slack.envelopes import Delivery, command, interaction, named_channel
from tests.fakes.slack.forms import Impossible
from tests.fakes.slack.records import JSON, Channel, Ephemeral, Message, User, View
from tests.fakes.slack.typing_in import typed
from tests.fakes.slack.views import shown
from tests.fakes.slack.workspace import Workspace

__all__ = ["Impossible", "People", "Seen"]


@dataclass
class Seen:
    """What someone sees of what they did. `trouble`: Slack tells them that the app did not answer, or answered wrong.
    `errors`: the sentences under the fields, by block; `view`: the form then in front of them; `told`: an answer for
    their eyes only."""

    ok: bool
    trouble: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    view: View | None = None
    told: Ephemeral | None = None
    delivery: Delivery | None = None


class People:
    """The people of the workspace. `origin`: this server's address, for response URLs."""

    def __init__(self, workspace: Workspace, deliveries: Deliveries, origin: str) -> None:
        self.workspace, self.deliveries, self.origin = workspace, deliveries, origin

    # -- messages -----------------------------------------------------------------------------------------------------

    async def post(
        self,
        user: str,
        channel: str,
        text: str,
        thread: str | None = None,
        files: tuple[str, ...] = (),
        *,
        broadcast: bool = False,
        subtype: str | None = None,
        raw: bool = False,
    ) -> Message:
        """Write. `files`: names to attach; `broadcast`: a reply shown in the channel too; `subtype`: me_message or
        bot_message, say; `raw`: the text is as Slack stores it already."""
        someone = self._in(user, channel)[0]
        if thread is not None:
            root = self.workspace.message(channel, thread)
            if root is None or root.thread:
                raise Impossible("no such thread")
        text = text if raw else typed(text)
        message = Message(channel, self.workspace.ts(), user, text, someone.team, thread=thread, bot=someone.bot_id)
        message.files = [self.workspace.file(user, name) for name in files]
        message.subtype = subtype or ("thread_broadcast" if broadcast else "file_share" if files else None)
        message.broadcast = broadcast
        if someone.bot_id is None:
            message.client_id = str(uuid.UUID(int=self.workspace.chance.getrandbits(128)))
            message.blocks = _rich(self.workspace, text) if text else None
        if subtype == "bot_message":
            message.user = None
        return self.workspace.post(message)

    async def share(self, user: str, channel: str, ts: str, to: str, text: str = "") -> Message:
        """Share a message of one conversation in another, with a word of one's own or none: what it says goes as an
        attachment (from payloads seen; undocumented (?))."""
        self._in(user, channel)
        shared, someone = self._message(channel, ts), self._in(user, to)[0]
        message = Message(to, self.workspace.ts(), user, typed(text), someone.team)
        link = f"https://slack.invalid/archives/{channel}/p{ts.replace('.', '')}"
        told: JSON = {"is_share": True, "is_msg_unfurl": True, "channel_id": channel, "ts": ts, "from_url": link}
        told |= {"id": 1, "author_id": shared.user, "text": shared.text, "fallback": shared.text, "original_url": link}
        told |= {"message_blocks": [{"team": someone.team, "channel": channel, "ts": ts, "message": {}}]}
        told["message_blocks"][0]["message"] = {"blocks": shared.blocks or []}
        message.attachments = [told]
        return self.workspace.post(message)

    async def edit(self, user: str, channel: str, ts: str, text: str) -> Message:
        """Change one's own message."""
        message = self._own(user, channel, ts)
        text = typed(text)
        self.workspace.edit(message, user, text=text, blocks=_rich(self.workspace, text))
        return message

    async def unfurl(self, channel: str, ts: str, reads: str = "X") -> None:
        """Slack shows what a link leads to: a message_changed that nobody wrote."""
        attachments = [{"from_url": "https://x.invalid", "title": "X", "text": reads, "fallback": reads, "id": 1}]
        self.workspace.edit(self._message(channel, ts), "", attachments=attachments)

    async def delete(self, user: str, channel: str, ts: str) -> None:
        self.workspace.delete(self._own(user, channel, ts))

    async def react(self, user: str, channel: str, ts: str, emoji: str) -> bool:
        """Whether it was not there yet."""
        self._in(user, channel)
        return self.workspace.react(self._message(channel, ts), user, emoji)

    async def unreact(self, user: str, channel: str, ts: str, emoji: str) -> bool:
        self._in(user, channel)
        return self.workspace.react(self._message(channel, ts), user, emoji, on=False)

    # -- commands, shortcuts, buttons ---------------------------------------------------------------------------------

    async def command(self, user: str, channel: str, name: str, text: str = "") -> Seen:
        """Run a slash command, never in a thread."""
        someone, _ = self._in(user, channel)
        self._insider(someone)
        if name not in self.workspace.commands:
            raise Impossible(f"{name} is not a valid command")
        hook = self.workspace.hook(user, channel)
        body = command(self.workspace, someone, channel, name, typed(text), self._address(hook))
        delivery = await self.deliveries.deliver("command", body)
        return self._after(user, delivery, hook)

    async def message_shortcut(self, user: str, channel: str, ts: str, callback_id: str = "desk_from_message") -> Seen:
        """Use a shortcut on a message, in any conversation that the person is in, the bot or not."""
        someone, _ = self._in(user, channel)
        self._insider(someone)
        self._shortcut(callback_id, "message")
        message = self._message(channel, ts)
        hook = self.workspace.hook(user, channel)
        more: JSON = {"callback_id": callback_id, "trigger_id": self.workspace.trigger(user)}
        more |= {"channel": named_channel(self.workspace, channel), "message_ts": ts}
        more |= {"message": self.workspace.shown(message), "response_url": self._address(hook)}
        return await self._interact(someone, "message_action", hook, action_ts=self.workspace.ts(), **more)

    async def global_shortcut(self, user: str, callback_id: str = "desk_new") -> Seen:
        someone = self._active(user)
        self._insider(someone)
        self._shortcut(callback_id, "global")
        more = {"callback_id": callback_id, "trigger_id": self.workspace.trigger(user)}
        return await self._interact(someone, "shortcut", None, action_ts=self.workspace.ts(), **more)

    async def press(self, user: str, channel: str, ts: str, action_id: str, option: str | None = None) -> Seen:
        """Press a button of a message, or of what only this person sees; `option`: choose that one of a menu's."""
        someone, _ = self._in(user, channel)
        mine = next((each for each in self.ephemerals(user) if each.ts == ts and each.channel == channel), None)
        message = self.workspace.message(channel, ts)
        if mine is None and message is None:
            raise Impossible("no such message")
        block, element = forms.find(mine.blocks if mine else message.blocks if message else None, action_id)
        container = {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": mine is not None}
        hook = self.workspace.hook(user, channel, ts)
        more: JSON = {"container": container, "trigger_id": self.workspace.trigger(user), "state": {"values": {}}}
        more |= {"channel": named_channel(self.workspace, channel), "response_url": self._address(hook)}
        if mine is None and message is not None:
            more["message"] = self.workspace.shown(message)
            container |= {"thread_ts": message.thread} if message.thread else {}
        more["actions"] = [forms.action(block, element, option, self.workspace.ts())]
        return await self._interact(someone, "block_actions", hook, **more)

    async def choose(self, user: str, channel: str, ts: str, action_id: str, option: str) -> Seen:
        """Choose the option of that value in a message's menu."""
        return await self.press(user, channel, ts, action_id, option)

    async def press_in_view(self, user: str, view_id: str, action_id: str, option: str | None = None) -> Seen:
        """Press a button, or choose in a menu, of an open form or of one's home."""
        someone, view = self._active(user), self._view(user, view_id)
        block, element = forms.find(view.body["blocks"], action_id)
        if element["type"] not in ("button", "overflow"):
            forms.fill(view, {block["block_id"]: option})
        modal = view.id if view.body["type"] == "modal" else None
        more: JSON = {"container": {"type": "view", "view_id": view.id}, "view": shown(view)}
        more |= {"trigger_id": self.workspace.trigger(user, modal), "state": shown(view)["state"]}
        more["actions"] = [forms.action(block, element, option, self.workspace.ts())]
        return await self._interact(someone, "block_actions", None, **more)

    # -- forms and the home -------------------------------------------------------------------------------------------

    def fill(self, user: str, view_id: str, values: dict[str, Any]) -> None:
        """Type into fields, by their block_id, without sending."""
        forms.fill(self._view(user, view_id), values)

    async def submit(self, user: str, view_id: str, values: dict[str, Any] | None = None) -> Seen:
        """Fill in and send the form on top; a required field left empty is refused by Slack's own client."""
        someone, view = self._active(user), self._view(user, view_id)
        if view.body["type"] != "modal" or self.workspace.stacks[user][-1] != view.id or "submit" not in view.body:
            raise Impossible("not a form to send")
        forms.fill(view, values or {})
        missing = forms.missing(view)
        if missing:
            return Seen(False, errors=dict.fromkeys(missing, "Please complete this required field."), view=view)
        trigger = self.workspace.trigger(user, view.id)
        body = interaction(
            self.workspace, "view_submission", someone, view=shown(view), trigger_id=trigger, response_urls=[]
        )
        delivery = await self.deliveries.deliver("interactive", body)
        if not delivery.answer.ok:
            return Seen(False, _trouble(delivery.answer), view=view, delivery=delivery)
        trouble, errors = forms.answered(self.workspace, view, delivery.answer.body)
        return Seen(not (trouble or errors), trouble, errors, self.top(user), delivery=delivery)

    async def close_view(self, user: str, view_id: str, *, clear: bool = False) -> Seen:
        """Close the form on top (`clear`: all of them); the app hears of it only if it asked to."""
        someone, view = self._active(user), self._view(user, view_id)
        stack = self.workspace.stacks[user]
        if stack[-1] != view.id:
            raise Impossible("another form is above it")
        del stack[0 if clear or view.body.get("clear_on_close") else -1 :]
        if not view.body.get("notify_on_close"):
            return Seen(True, view=self.top(user))
        return await self._interact(someone, "view_closed", None, view=shown(view), is_cleared=clear)

    async def open_home(self, user: str, tab: str = "home") -> View | None:
        """Open the app's home (or its `messages` tab); what was on it before the app hears of that."""
        self._active(user)
        channel = self.workspace.direct(user).id
        event: JSON = {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab}
        home = self.home(user)
        if home is not None and tab == "home":
            event["view"] = shown(home)
        self.workspace.listener(event | {"event_ts": self.workspace.ts()}, None)
        return home

    # -- what people see ----------------------------------------------------------------------------------------------

    def messages(self, channel: str) -> list[Message]:
        """What the channel shows, oldest first; without the replies in threads."""
        return [each for each in self._all(channel) if each.thread is None or each.broadcast]

    def thread(self, channel: str, ts: str) -> list[Message]:
        """The root and its replies."""
        return [each for each in self._all(channel) if ts in (each.ts, each.thread)]

    def direct(self, user: str) -> list[Message]:
        """What the person and the bot have written to each other."""
        return self._all(self.workspace.direct(user).id)

    def ephemerals(self, user: str) -> list[Ephemeral]:
        return [each for each in self.workspace.whispers if each.user == user]

    def home(self, user: str) -> View | None:
        key = self.workspace.homes.get(user)
        return self.workspace.views[key] if key else None

    def views(self, user: str) -> list[View]:
        """The open forms, the one on top last."""
        return [self.workspace.views[key] for key in self.workspace.stacks.get(user, ())]

    def top(self, user: str) -> View | None:
        """The form in front of them, if any."""
        views = self.views(user)
        return views[-1] if views else None

    @staticmethod
    def buttons(blocks: list[JSON] | None) -> dict[str, str]:
        """The label of each button, by its action_id."""
        found = (element for _, element in elements_of(blocks) if element["type"] == "button")
        return {each["action_id"]: each["text"]["text"] for each in found}

    # -- within -------------------------------------------------------------------------------------------------------

    async def _interact(self, user: User, kind: str, hook: str | None, **more: Any) -> Seen:
        delivery = await self.deliveries.deliver("interactive", interaction(self.workspace, kind, user, **more))
        return self._after(user.id, delivery, hook)

    def _after(self, user: str, delivery: Delivery, hook: str | None) -> Seen:
        answer = delivery.answer
        if not answer.ok:
            return Seen(False, _trouble(answer), view=self.top(user), delivery=delivery)
        trouble, told = None, None
        if answer.body:
            if delivery.kind != "command" or hook is None:
                trouble = "only a command and a submission may be answered with a body"
            else:
                trouble, told = forms.said(self.workspace, self.workspace.hooks[hook], answer.body)
        return Seen(trouble is None, trouble, view=self.top(user), told=told, delivery=delivery)

    def _address(self, hook: str) -> str:
        return f"{self.origin}/response/{hook}"

    def _all(self, channel: str) -> list[Message]:
        return [each for each in self.workspace.rooms[channel].values() if not each.gone]

    def _active(self, user: str) -> User:
        someone = self.workspace.users[user]
        if someone.deleted:
            raise Impossible("this account is deactivated")
        return someone

    def _insider(self, user: User) -> None:
        if user.kind in ("outsider", "bot"):
            raise Impossible("people of another company have neither commands nor shortcuts")

    def _in(self, user: str, channel: str) -> tuple[User, Channel]:
        someone, room = self._active(user), self.workspace.channels[channel]
        if user not in room.members:
            raise Impossible("not in the channel")
        if room.archived:
            raise Impossible("the channel is archived")
        if someone.kind == "outsider" and room.kind in ("public", "private") and not room.shared:
            raise Impossible("the channel is not shared with another company")
        return someone, room

    def _shortcut(self, callback_id: str, kind: str) -> None:
        if self.workspace.shortcuts.get(callback_id) != kind:
            raise Impossible("no such shortcut")

    def _message(self, channel: str, ts: str) -> Message:
        found = self.workspace.message(channel, ts)
        if found is None:
            raise Impossible("no such message")
        return found

    def _own(self, user: str, channel: str, ts: str) -> Message:
        self._in(user, channel)
        found = self._message(channel, ts)
        if found.user != user:
            raise Impossible("someone else's message")
        return found

    def _view(self, user: str, view_id: str) -> View:
        view = self.workspace.views.get(view_id)
        open_now = view_id in self.workspace.stacks.get(user, ()) or self.workspace.homes.get(user) == view_id
        if view is None or not open_now:
            raise Impossible("no such view in front of them")
        return view


def _trouble(answer: Answer) -> str:
    return answer.failed or f"http {answer.status}"


def _rich(workspace: Workspace, text: str) -> list[JSON]:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "block_id": workspace.number("b"), "elements": [section]}]
