"""The desk's turns: a thin adapter of botbuilder-core's over the desk's own calls.

Everything that is sent, changed or taken back in a conversation goes through here, as activities of the SDK; what the
SDK itself would send them with is not used. It drops of an activity what it does not know, which is all that is newer
than 2025: such goes by the calls themselves (whispering.py).
"""

from __future__ import annotations

from typing import Any

from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import (
    Activity,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    ResourceResponse,
)

from adapters.platform import Unknown
from adapters.shapes import Json, text_at
from adapters.teams.calls import Calls, segments
from adapters.teams.own import Own
from adapters.teams.references import Reference

CHANNEL = "msteams"


class Turns(BotAdapter):  # type: ignore[misc]  # the SDK is not typed
    """Sends, updates and deletes over the desk's own calls. Each of its verbs raises the port's errors."""

    def __init__(self, calls: Calls, own: Own) -> None:
        super().__init__()
        self._calls = calls
        self._own = own

    async def post(self, reference: Reference, root: str | None, activity: Json) -> str:
        """Say something in a conversation, in the thread of `root` where there is one; the activity's id."""
        told = await self._turn(reference, root).send_activity(Activity.deserialize(activity))
        if told is None or not told.id:
            raise Unknown("no_id")
        return str(told.id)

    async def change(self, reference: Reference, root: str | None, ts: str, activity: Json) -> None:
        """Put something in the place of an activity of the desk's."""
        changed = Activity.deserialize(activity)
        changed.id = ts
        await self._turn(reference, root).update_activity(changed)

    async def take_back(self, reference: Reference, root: str | None, ts: str) -> None:
        """Take an activity of the desk's back."""
        await self._turn(reference, root).delete_activity(ts)

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        """As the SDK asks of an adapter."""
        sent = []
        for activity in activities:
            path = segments("conversations", _place(activity.conversation), "activities")
            scope = _scope(activity.conversation)
            told = await self._calls.ask(
                "POST", activity.service_url, path, json=activity.serialize(), scope=scope, once=True
            )
            sent.append(ResourceResponse(id=text_at(told, "id")))
        return sent

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        """As the SDK asks of an adapter."""
        path = segments("conversations", _place(activity.conversation), "activities", activity.id)
        scope = _scope(activity.conversation)
        await self._calls.ask("PUT", activity.service_url, path, json=activity.serialize(), scope=scope)
        return ResourceResponse(id=activity.id)

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """As the SDK asks of an adapter."""
        path = segments("conversations", _place(reference.conversation), "activities", reference.activity_id)
        await self._calls.ask("DELETE", reference.service_url, path, scope=_scope(reference.conversation))

    def _turn(self, reference: Reference, root: str | None) -> TurnContext:
        conversation = ConversationAccount(
            id=threaded(reference.conversation, root),
            conversation_type={"direct": "personal", "group": "groupChat"}.get(reference.kind, "channel"),
            is_group=reference.kind != "direct",
            tenant_id=self._own.tenant,
        )
        began = Activity(
            type="event",
            name="ContinueConversation",
            channel_id=CHANNEL,
            service_url=reference.service_url,
            conversation=conversation,
            recipient=ChannelAccount(id=self._own.bot),
        )
        return TurnContext(self, began)


def threaded(conversation: str, root: str | None) -> str:
    """A conversation's id as a reply in a thread names it."""
    return f"{conversation};messageid={root}" if root else conversation


def _place(conversation: Any) -> str:
    return str(conversation.id)


def _scope(conversation: Any) -> str:
    """What rests when it is limited: the whole conversation, whatever the thread."""
    return _place(conversation).partition(";messageid=")[0]
