"""What people do, by hand: write, react, press, fill in; each act gives what that person sees at once.

What Teams' own client would not let them do raises `Impossible`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.delivering import Answer
from tests.fakes.teams import forms
from tests.fakes.teams.delivering import Deliveries
from tests.fakes.teams.envelopes import Delivery, activity, forwarded, hears, payload, quoted, written
from tests.fakes.teams.forms import Impossible
from tests.fakes.teams.records import BOT, JSON, Dialog, Message, Person, Room
from tests.fakes.teams.showing import Screen, screen
from tests.fakes.teams.tenant import Tenant

__all__ = ["Impossible", "People", "Seen"]


@dataclass
class Seen:
    """What someone sees of what they did. `trouble`: Teams tells them that the app did not answer, or answered wrong.
    `errors`: the sentences under the fields, by id, that the client itself says; `dialog`: the form then in front of
    them; `told`: a message said in passing; `card`: what stands instead of the one pressed, for them."""

    ok: bool
    trouble: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    dialog: Dialog | None = None
    told: str | None = None
    card: JSON | None = None
    delivery: Delivery | None = None


class People:
    """The people of the tenant."""

    def __init__(self, tenant: Tenant, deliveries: Deliveries) -> None:
        self.tenant, self.deliveries = tenant, deliveries

    # -- messages -----------------------------------------------------------------------------------------------------

    async def post(
        self,
        user: str,
        room: str,
        text: str,
        root: str | None = None,
        mentions: tuple[str, ...] = (),
        quoting: str | None = None,
        forwarding: Message | None = None,
    ) -> Message:
        """Write. `mentions`: whom each first `@Name` of the text mentions (`BOT`, or people). `quoting`: the message of
        a chat that it replies to, for chats have no threads. `forwarding`: one of another conversation."""
        someone, where = self._in(user, room)
        if root is not None:
            above = self.tenant.message(room, root)
            if above is None or above.root or where.kind != "channel":
                raise Impossible("no such thread")
        said = written(self.tenant, text, mentions)
        if quoting is not None:
            if where.kind == "channel":
                raise Impossible("in a channel one replies in a thread")
            said |= {"attachments": quoted(self.tenant, self._message(room, quoting, user), said["attachments"])}
        if forwarding is not None:
            said |= {"attachments": forwarded(forwarding, said["attachments"])}
        message = self.tenant.put(room, {"type": "message", "shown": text} | said, author=user, root=root)
        if hears(where, said):
            self.deliveries.tell(activity(self.tenant, "message", someone, where, message, id=message.id, **said))
        return message

    async def slash(self, user: str, room: str, text: str) -> Message:
        """Give the desk a command by its slash menu: seen by the two alone (platform facts 2.3)."""
        someone, where = self._in(user, room)
        if not self.tenant.targeted or not where.has_desk:
            raise Impossible("no such command")
        said = written(self.tenant, text, ())
        message = self.tenant.put(room, {"type": "message", "shown": text} | said, author=user, root=None, only=user)
        to: JSON = {"recipient": {"id": BOT, "name": "Relais", "isTargeted": True}}
        self.deliveries.tell(activity(self.tenant, "message", someone, where, message, id=message.id, **said, **to))
        return message

    async def edit(self, user: str, room: str, key: str, text: str, mentions: tuple[str, ...] = ()) -> Message:
        """Change one's own message."""
        message, someone, where = self._own(user, room, key)
        said = written(self.tenant, text, mentions)
        self.tenant.change(message, {"type": "message", "shown": text} | said)
        self._changed("messageUpdate", "editMessage", message, someone, where, said)
        return message

    async def delete(self, user: str, room: str, key: str) -> None:
        message, someone, where = self._own(user, room, key)
        message.gone = True
        self._changed("messageDelete", "softDeleteMessage", message, someone, where, {})

    async def undelete(self, user: str, room: str, key: str) -> None:
        """Take a deletion back."""
        message = self.tenant.messages[room][key]
        if message.author != user or not message.gone:
            raise Impossible("nothing to take back")
        message.gone = False
        someone, where = self._in(user, room)
        said = {name: message.activity[name] for name in ("text", "textFormat", "attachments", "entities")}
        self._changed("messageUpdate", "undeleteMessage", message, someone, where, said)

    async def react(self, user: str, room: str, key: str, emoji: str, *, on: bool = True) -> bool:
        """Whether it was not there yet. The desk hears only of its own messages' (platform facts 2.4)."""
        someone, where = self._in(user, room)
        message = self._message(room, key, user)
        if message.only is not None:
            raise Impossible("no reactions on what one person sees")
        if not self.tenant.react(message, user, emoji, on=on):
            return False
        if message.author is None and where.has_desk:
            told = {"reactionsAdded" if on else "reactionsRemoved": [{"type": emoji}], "replyToId": message.id}
            self.deliveries.tell(activity(self.tenant, "messageReaction", someone, where, message, **told))
        return True

    # -- cards and dialogs --------------------------------------------------------------------------------------------

    async def press(
        self,
        user: str,
        room: str,
        key: str,
        title: str,
        values: dict[str, str] | None = None,
        under: str | None = None,
    ) -> Seen:
        """Press the action of that title on a card, with its fields filled in so. `under`: what it unfolds from."""
        message = self._message(room, key, user)
        action, fields = forms.find(message.card(user), title, under)
        return await self.use(user, message, action, fields, values or {})

    async def use(self, user: str, message: Message, action: JSON, fields: list[JSON], values: dict[str, str]) -> Seen:
        """Use an action of a message's card, whether it still stands there or not."""
        someone, where = self._in(user, message.room)
        data, wrong = forms.sent(action, fields, values)
        if wrong:
            return Seen(False, errors=wrong)
        if not where.has_desk:
            return Seen(False, "the app is not there")
        kind = action["type"]
        more: JSON = {"replyToId": message.id}
        if kind == "Action.Execute":
            told = {name: action[name] for name in ("type", "id", "title", "verb") if name in action} | {"data": data}
            value = {"action": told, "trigger": "manual"}
            return await self._execute(someone, where, message, more | {"value": value})
        if kind != "Action.Submit":
            raise Impossible(f"{kind} sends nothing")
        if (data.get("msteams") or {}).get("type") == "task/fetch":
            value = {"data": {**data, "type": "task/fetch"}, "context": {"theme": "default"}}
            made = activity(self.tenant, "invoke", someone, where, message, name="task/fetch", value=value, **more)
            return await self._open(user, Dialog(user, "", {}, "task", made), made)
        self.deliveries.tell(activity(self.tenant, "message", someone, where, message, value=data, **more))
        return Seen(True)

    async def message_action(self, user: str, room: str, key: str, command: str = "desk_from_message") -> Seen:
        """Use the app's action on a message, anywhere: the desk need not be there."""
        someone, where = self._in(user, room)
        message = self._message(room, key, user)
        value: JSON = {"commandId": command, "commandContext": "message", "context": {"theme": "default"}}
        value["messagePayload"] = payload(self.tenant, where, message)
        more = {"name": "composeExtension/fetchTask", "value": value}
        made = activity(self.tenant, "invoke", someone, where, message, **more)
        return await self._open(user, Dialog(user, "", {}, "composeExtension", made), made)

    def fill(self, user: str, values: dict[str, str]) -> None:
        """Type into the dialog in front of them, without sending."""
        self._dialog(user).typed |= values

    async def submit(self, user: str, values: dict[str, str] | None = None, title: str | None = None) -> Seen:
        """Fill in and send the dialog in front of them, by its first button or that of this title; a required field
        left empty is refused by Teams' own client."""
        dialog = self._dialog(user)
        buttons = [each for each in forms.ways(dialog.card) if each[0]["type"] == "Action.Submit"]
        if not buttons:
            raise Impossible("nothing to send")
        action, fields = forms.find(dialog.card, title) if title else buttons[0]
        data, wrong = forms.sent(action, fields, dialog.typed | (values or {}))
        dialog.typed |= values or {}
        if wrong:
            return Seen(False, errors=wrong, dialog=dialog)
        source = dialog.source
        task = dialog.fetched == "task"
        value: JSON = {"data": data, "context": {"theme": "default"}}
        if not task:
            value |= {name: source["value"][name] for name in ("commandId", "commandContext", "messagePayload")}
        again = {"id": f"f:{self.tenant.uuid()}", "timestamp": self.tenant.timestamp(), "value": value}
        again["name"] = "task/submit" if task else "composeExtension/submitAction"
        delivery = await self.deliveries.deliver(source | again)
        if not delivery.answer.ok:
            return Seen(False, _trouble(delivery.answer), dialog=dialog, delivery=delivery)
        trouble, then, told = forms.asked(delivery.answer.body, dialog, fetched=False)
        if trouble is None:
            self._stands(user, then)
        return Seen(trouble is None, trouble, dialog=self.dialog(user), told=told, delivery=delivery)

    def close(self, user: str) -> None:
        """Close the dialog: the desk is told of nothing."""
        self.tenant.dialogs.pop(user, None)

    # -- the app itself -----------------------------------------------------------------------------------------------

    async def install(self, user: str) -> None:
        """Add the app to one's own list."""
        someone = self.tenant.people[user]
        someone.installed, someone.blocked = True, False
        room = self.tenant.direct(user)
        self._told("installationUpdate", someone, room, action="add")
        self._told("conversationUpdate", someone, room, membersAdded=[{"id": BOT}])

    async def uninstall(self, user: str) -> None:
        someone = self.tenant.people[user]
        self._told("installationUpdate", someone, self.tenant.direct(user), action="remove")
        someone.installed = False

    async def add_to(self, team: str, by: str) -> None:
        """Add the app to a team."""
        someone, room = self.tenant.people[by], self._general(team)
        self.tenant.teams[team].installed = True
        data = {"channelData": {"eventType": "teamMemberAdded"}}
        self._told("installationUpdate", someone, room, action="add")
        self._told("conversationUpdate", someone, room, membersAdded=[{"id": BOT}], **data)

    async def remove_from(self, team: str, by: str) -> None:
        someone, room = self.tenant.people[by], self._general(team)
        data = {"channelData": {"eventType": "teamMemberRemoved"}}
        self._told("conversationUpdate", someone, room, membersRemoved=[{"id": BOT}], **data)
        self._told("installationUpdate", someone, room, action="remove")
        self.tenant.teams[team].installed = False

    async def join(self, user: str, team: str) -> None:
        """Somebody is added to a team."""
        self.tenant.teams[team].members.append(user)
        someone, room = self.tenant.people[user], self._general(team)
        added = [{"id": someone.bot_scoped, "aadObjectId": someone.id}]
        data = {"channelData": {"eventType": "teamMemberAdded"}}
        self._told("conversationUpdate", someone, room, membersAdded=added, **data)

    # -- what people see ----------------------------------------------------------------------------------------------

    def sees(self, user: str, room: str) -> list[Screen]:
        """All that a conversation shows this person, oldest first: what is for them alone too."""
        someone = self.tenant.people[user]
        there = [each for each in self.tenant.standing(room) if each.only in (None, user)]
        return [screen(each, someone) for each in there]

    def dialog(self, user: str) -> Dialog | None:
        """The dialog in front of them, if any."""
        return self.tenant.dialogs.get(user)

    # -- within -------------------------------------------------------------------------------------------------------

    async def _execute(self, someone: Person, where: Room, message: Message, more: JSON) -> Seen:
        made = activity(self.tenant, "invoke", someone, where, message, name="adaptiveCard/action", **more)
        delivery = await self.deliveries.deliver(made)
        if not delivery.answer.ok:
            return Seen(False, _trouble(delivery.answer), delivery=delivery)
        trouble, card, told = forms.executed(delivery.answer.body)
        if card is not None:
            message.views[someone.id] = card
        return Seen(trouble is None, trouble, told=told, card=card, delivery=delivery)

    async def _open(self, user: str, dialog: Dialog, made: JSON) -> Seen:
        delivery = await self.deliveries.deliver(made)
        if not delivery.answer.ok:
            return Seen(False, _trouble(delivery.answer), delivery=delivery)
        trouble, then, told = forms.asked(delivery.answer.body, dialog, fetched=True)
        if trouble is None:
            self._stands(user, then)
        return Seen(trouble is None, trouble, dialog=self.dialog(user), told=told, delivery=delivery)

    def _stands(self, user: str, dialog: Dialog | None) -> None:
        self.close(user)
        if dialog is not None:
            self.tenant.dialogs[user] = dialog

    def _changed(self, kind: str, what: str, message: Message, someone: Person, where: Room, said: JSON) -> None:
        if hears(where, message.activity) or any(hears(where, each) for each in message.history):
            told: JSON = {"id": message.id, "channelData": {"eventType": what}} | said
            self.deliveries.tell(activity(self.tenant, kind, someone, where, message, **told))

    def _told(self, kind: str, someone: Person, room: Room, **more: Any) -> None:
        self.deliveries.tell(activity(self.tenant, kind, someone, room, **more))

    def _general(self, team: str) -> Room:
        """A team's own conversation is its General channel."""
        found = self.tenant.teams[team]
        return self.tenant.rooms.get(team) or self.tenant.channel(found, "General", id=team)

    def _in(self, user: str, room: str) -> tuple[Person, Room]:
        someone, where = self.tenant.people[user], self.tenant.rooms[room]
        if someone.gone or user not in where.people:
            raise Impossible("not in the conversation")
        return someone, where

    def _message(self, room: str, key: str, user: str) -> Message:
        found = self.tenant.message(room, key)
        if found is None or found.only not in (None, user):
            raise Impossible("no such message")
        return found

    def _own(self, user: str, room: str, key: str) -> tuple[Message, Person, Room]:
        someone, where = self._in(user, room)
        message = self._message(room, key, user)
        if message.author != user:
            raise Impossible("someone else's message")
        return message, someone, where

    def _dialog(self, user: str) -> Dialog:
        found = self.dialog(user)
        if found is None:
            raise Impossible("no dialog in front of them")
        return found


def _trouble(answer: Answer) -> str:
    return answer.failed or f"http {answer.status}: {answer.body}"
