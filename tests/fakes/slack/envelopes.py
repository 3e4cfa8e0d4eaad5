"""The payloads that Slack sends (platform facts 1.2–1.4), and who may hear of which event."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

from tests.fakes.delivering import Answer
from tests.fakes.slack.records import APP, BOT_USER, DOMAIN, JSON, TEAM, User
from tests.fakes.slack.workspace import Workspace

Kind = Literal["event", "command", "interactive"]
SOCKET_TYPE = {"event": "events_api", "command": "slash_commands", "interactive": "interactive"}
VERIFICATION = "not-a-secret-any-more"

_MESSAGE_EVENTS = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}
_SCOPE = {
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "user_change": "users:read",
    "channel_archive": "channels:read",
    "group_archive": "groups:read",
}


@dataclass
class Delivery:
    """One thing told to the app. `attempts`: what each got; `answer`: what the first was answered, which is
    all that a person sees; `lost`: given up, or dropped to order."""

    kind: Kind
    body: JSON
    attempts: list[Answer] = field(default_factory=list)
    answer: Answer = field(default_factory=lambda: Answer(failed="http_timeout"))
    lost: bool = False

    @property
    def acknowledged(self) -> bool:
        return any(each.ok for each in self.attempts)

    @property
    def event(self) -> JSON:
        """An event's own part."""
        inner: JSON = self.body.get("event", {})
        return inner

    def written(self) -> tuple[bytes, str]:
        """The HTTP body and its content type."""
        if self.kind == "event":
            return json.dumps(self.body).encode(), "application/json"
        fields = self.body if self.kind == "command" else {"payload": json.dumps(self.body)}
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def subscribed(workspace: Workspace, event: JSON, channel: str | None) -> bool:
    """Whether Slack tells the app: it subscribed, holds the scope, and is in the conversation (platform facts 1.1)."""
    kind = event["type"]
    room = workspace.channels.get(channel) if channel else None
    if room is not None and BOT_USER not in room.members:
        return False
    if kind == "message":
        which = _MESSAGE_EVENTS[event["channel_type"]]
        return f"message.{which}" in workspace.bot_events and f"{which}:history" in workspace.scopes
    if kind == "member_joined_channel" and room is not None:
        scope = "channels:read" if room.kind == "public" else "groups:read"
        return kind in workspace.bot_events and scope in workspace.scopes
    return kind in workspace.bot_events and _SCOPE.get(kind, "") in workspace.scopes | {""}


def event_callback(workspace: Workspace, event: JSON, channel: str | None) -> JSON:
    """The outer part; each has its own event_id."""
    room = workspace.channels.get(channel) if channel else None
    told: JSON = {"token": VERIFICATION, "team_id": TEAM, "context_team_id": TEAM, "context_enterprise_id": None}
    told |= {"api_app_id": APP, "event": event, "type": "event_callback", "event_id": workspace.number("Ev")}
    told |= {"event_time": int(workspace.clock()), "is_ext_shared_channel": bool(room and room.shared)}
    bot: JSON = {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}
    return told | {"authorizations": [bot | {"is_enterprise_install": False}], "event_context": workspace.number("4-")}


def command(workspace: Workspace, user: User, channel: str, name: str, text: str, hook: str) -> JSON:
    """A slash command's form; there is no thread_ts in it, ever."""
    room = workspace.channels[channel]
    shown = {"public": room.name, "private": "privategroup", "im": "directmessage", "mpim": room.name}[room.kind]
    told: JSON = {"token": VERIFICATION, "team_id": TEAM, "team_domain": DOMAIN, "channel_id": channel}
    told |= {"channel_name": shown, "user_id": user.id, "user_name": _handle(user), "command": name, "text": text}
    told |= {"api_app_id": APP, "is_enterprise_install": "false", "response_url": hook}
    return told | {"trigger_id": workspace.trigger(user.id)}


def interaction(workspace: Workspace, kind: str, user: User, **more: Any) -> JSON:
    """What every interactive payload says, and `more`."""
    who = {"id": user.id, "username": _handle(user), "name": _handle(user), "team_id": user.team}
    told: JSON = {"type": kind, "team": {"id": TEAM, "domain": DOMAIN}, "user": who, "api_app_id": APP}
    return told | {"token": VERIFICATION, "enterprise": None, "is_enterprise_install": False, **more}


def named_channel(workspace: Workspace, channel: str) -> JSON:
    room = workspace.channels[channel]
    shown = {"public": room.name, "im": "directmessage"}
    return {"id": channel, "name": shown.get(room.kind, "privategroup")}


def _handle(user: User) -> str:
    return user.name.lower().replace(" ", ".")
