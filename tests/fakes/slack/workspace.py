"""The workspace's state and what may be done to it, whoever does it; each change is told to Slack's event machinery.

It knows nothing of HTTP. Times are seconds since 1970 (`clock`) and a monotonic count of seconds (`ticks`).
"""

from __future__ import annotations

import itertools
import random
import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from tests.fakes.slack.records import (
    APP,
    BOT,
    BOT_USER,
    CHANNEL_TYPE,
    JSON,
    PREFIX,
    TEAM,
    Call,
    Channel,
    Ephemeral,
    Hook,
    Message,
    Trigger,
    User,
    View,
)

SCOPES = frozenset(
    "app_mentions:read channels:history groups:history im:history mpim:history chat:write reactions:read "
    "reactions:write commands im:write users:read users:read.email channels:read groups:read files:read".split()
)
"""What the manifest asks for (platform facts 1.1): no im:read, so conversations.info of a direct one is refused."""

BOT_EVENTS = frozenset(
    "app_mention message.channels message.groups message.im message.mpim reaction_added reaction_removed user_change "
    "member_joined_channel channel_id_changed channel_archive app_home_opened app_uninstalled tokens_revoked".split()
)

Listener = Callable[[JSON, str | None], None]


class Workspace:
    """All that Slack remembers. `listener(event, channel)` hears of every change."""

    def __init__(
        self,
        seed: int = 0,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock, self.ticks, self.chance = clock, ticks, random.Random(seed)
        self.scopes: set[str] = set(SCOPES)
        self.bot_events: set[str] = set(BOT_EVENTS)
        self.commands: set[str] = {"/desk", "/demande", "/escalate", "/escalade"}
        self.shortcuts: dict[str, str] = {"desk_from_message": "message", "desk_new": "global"}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.rooms: dict[str, dict[str, Message]] = {}
        self.under: dict[str, dict[str, list[Message]]] = {}
        """The replies to each root, by channel and root."""
        self.whispers: list[Ephemeral] = []
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, str] = {}
        self.triggers: dict[str, Trigger] = {}
        self.hooks: dict[str, Hook] = {}
        self.files: dict[str, JSON] = {}
        self.log: list[Call] = []
        self.revoked: str | None = None
        """The error that every call meets since the token was revoked: token_revoked or account_inactive."""
        self.listener: Listener = lambda event, channel: None
        self._numbers = itertools.count(1)
        self._last_ts = 0
        self.user("Relais", id=BOT_USER, kind="bot", bot_id=BOT)

    # -- what there is ------------------------------------------------------------------------------------------------

    def number(self, prefix: str) -> str:
        """A new id, `U0000001F` say."""
        return f"{prefix}{next(self._numbers):08X}"

    def ts(self) -> str:
        """A timestamp that no message of the workspace has."""
        self._last_ts = max(self._last_ts + 1, int(self.clock() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def user(self, name: str, *, id: str | None = None, **more: Any) -> User:  # noqa: A002  # as Slack calls it
        """Someone new; `more` are the fields of `User`."""
        made = User(id or self.number("U"), name, **more)
        if made.kind == "bot" and made.bot_id is None:
            made.bot_id = self.number("B")
        self.users[made.id] = made
        return made

    def channel(
        self,
        name: str,
        members: Iterable[str] = (),
        *,
        kind: str = "public",
        id: str | None = None,  # noqa: A002  # as Slack calls it
        bot: bool = True,
        shared: bool = False,
        archived: bool = False,
    ) -> Channel:
        """A new conversation; the bot is in it unless `bot` is false. No event tells of it."""
        who = [*dict.fromkeys([*members, *([BOT_USER] if bot else [])])]
        made = Channel(id or self.number(PREFIX[kind]), name, kind, who, archived, shared)
        self.channels[made.id] = made
        self.rooms[made.id], self.under[made.id] = {}, {}
        return made

    def direct(self, *users: str) -> Channel:
        """The bot's conversation with these people: always the same one."""
        who, kind = {*users, BOT_USER}, "im" if len(users) == 1 else "mpim"
        for each in self.channels.values():
            if each.kind == kind and set(each.members) == who:
                return each
        return self.channel(f"{kind}-{'-'.join(users)}", users, kind=kind)

    def file(self, user: str, name: str, *, size: int = 1234, mimetype: str = "application/pdf") -> JSON:
        """A file that someone has uploaded."""
        key = self.number("F")
        at = f"https://files.invalid/{TEAM}-{key}/{name}"
        made = {"id": key, "name": name, "title": name, "size": size, "mimetype": mimetype, "user": user}
        made |= {"filetype": name.rpartition(".")[2], "mode": "hosted", "is_external": False, "created": 1_700_000_000}
        made |= {
            "url_private": at,
            "url_private_download": at,
            "permalink": f"https://slack.invalid/files/{user}/{key}",
        }
        self.files[key] = made
        return made

    def message(self, channel: str, ts: str) -> Message | None:
        found = self.rooms.get(channel, {}).get(ts)
        return None if found is None or found.gone else found

    def replies(self, channel: str, root: str) -> list[Message]:
        return [each for each in self.under[channel].get(root, ()) if not each.gone]

    def shown(self, message: Message, *, metadata: bool = False) -> JSON:
        replies = () if message.thread else self.replies(message.channel, message.ts)
        return message.shown(replies, metadata=metadata)

    # -- what is done -------------------------------------------------------------------------------------------------

    def post(self, message: Message) -> Message:
        """Put a message where it belongs, and tell of it, twice if it mentions the bot (platform facts 1.2)."""
        self.rooms[message.channel][message.ts] = message
        event = message.shown() | self._where(message.channel) | {"event_ts": message.ts}
        if message.thread:
            root = self.rooms[message.channel][message.thread]
            self.under[message.channel].setdefault(message.thread, []).append(message)
            event["parent_user_id"] = root.user
            if message.broadcast:
                event["root"] = self.shown(root)
        channel = self.channels[message.channel]
        if channel.shared and message.user:
            event |= {"user_team": message.team, "source_team": message.team}
        if channel.shared and message.files:
            event["files"] = [{"id": file["id"], "file_access": "check_file_info"} for file in message.files]
        told = [event]
        if f"<@{BOT_USER}>" in message.text and message.user != BOT_USER and channel.kind != "im":
            dropped = ("channel_type", "subtype", "parent_user_id")
            told.append({key: value for key, value in event.items() if key not in dropped} | {"type": "app_mention"})
            self.chance.shuffle(told)
        for each in told:
            self.listener(each, message.channel)
        return message

    def edit(self, message: Message, by: str, **changes: Any) -> None:
        """Change a message; `changes` are its fields. Also how an unfurled link shows."""
        before = self.shown(message)
        for key, value in changes.items():
            setattr(message, key, value)
        if "text" in changes:
            message.edited = {"user": by, "ts": self.ts()}
        self._hidden(message.channel, "message_changed", message=self.shown(message), previous_message=before)

    def delete(self, message: Message) -> None:
        before = self.shown(message)
        if self.replies(message.channel, message.ts) and not message.thread:
            message.tombstone, message.metadata = True, None
            self._hidden(message.channel, "message_changed", message=self.shown(message), previous_message=before)
        else:
            message.gone = True
            self._hidden(message.channel, "message_deleted", deleted_ts=message.ts, previous_message=before)

    def react(self, message: Message, user: str, emoji: str, *, on: bool = True) -> bool:
        """Whether that changed anything."""
        users = message.reactions.setdefault(emoji, [])
        if (user in users) is on:
            return False
        users.append(user) if on else users.remove(user)
        if not users:
            del message.reactions[emoji]
        event: JSON = {"type": "reaction_added" if on else "reaction_removed", "user": user}
        event |= {"reaction": emoji, "event_ts": self.ts()}
        event["item"] = {"type": "message", "channel": message.channel, "ts": message.ts}
        if message.user:
            event["item_user"] = message.user
        self.listener(event, message.channel)
        return True

    def join(self, channel: str, user: str, inviter: str | None = None) -> None:
        room = self.channels[channel]
        room.members.append(user)
        event = {"type": "member_joined_channel", "user": user, "channel": channel, "team": self.users[user].team}
        event |= {"channel_type": room.id[0], "event_ts": self.ts()} | ({"inviter": inviter} if inviter else {})
        self.listener(event, channel)

    def leave(self, channel: str, user: str) -> None:
        """Someone leaves, or is removed: the bot too. An app that did not subscribe to it is not told."""
        room = self.channels[channel]
        event = {"type": "member_left_channel", "user": user, "channel": channel, "team": self.users[user].team}
        self.listener(event | {"channel_type": room.id[0], "event_ts": self.ts()}, channel)
        room.members.remove(user)

    def revoke(self, error: str = "token_revoked") -> None:
        """The token is worth nothing any more; `error`: what calls are answered, account_inactive say."""
        self.listener({"type": "tokens_revoked", "tokens": {"bot": [BOT_USER]}, "event_ts": self.ts()}, None)
        self.revoked = error

    def archive(self, channel: str, by: str) -> None:
        """A public channel's end is channel_archive, a private one's group_archive."""
        room = self.channels[channel]
        room.archived = True
        kind = "channel_archive" if room.kind == "public" else "group_archive"
        self.listener({"type": kind, "channel": channel, "user": by, "event_ts": self.ts()}, channel)

    def share(self, channel: str, new_id: str | None = None) -> str:
        """Share a channel with another company; its id may change (platform facts 1.7). The id that it has now."""
        room = self.channels.pop(channel)
        room.shared, room.id = True, new_id or channel
        self.channels[room.id] = room
        self.rooms[room.id], self.under[room.id] = self.rooms.pop(channel), self.under.pop(channel)
        for each in self.rooms[room.id].values():
            each.channel = room.id
        if new_id:
            event = {"type": "channel_id_changed", "old_channel_id": channel, "new_channel_id": new_id}
            self.listener(event | {"event_ts": self.ts()}, room.id)
        return room.id

    def change_user(self, user: str, **changes: Any) -> None:
        """Change someone; `changes` are the fields of `User`."""
        someone = self.users[user]
        for key, value in changes.items():
            setattr(someone, key, value)
        shown = someone.shown(email="users:read.email" in self.scopes, locale=True)
        now = self.ts()
        self.listener({"type": "user_change", "user": shown, "cache_ts": int(self.clock()), "event_ts": now}, None)

    # -- triggers and response URLs -----------------------------------------------------------------------------------

    def trigger(self, user: str, view: str | None = None) -> str:
        key = f"{next(self._numbers)}.{self.chance.randrange(10**9)}.{uuid.UUID(int=self.chance.getrandbits(128)).hex}"
        self.triggers[key] = Trigger(user, self.ticks(), view)
        return key

    def hook(self, user: str, channel: str, source: str | None = None) -> str:
        """The key of a new response_url."""
        key = uuid.UUID(int=self.chance.getrandbits(128)).hex
        self.hooks[key] = Hook(user, channel, self.ticks(), source)
        return key

    def _where(self, channel: str) -> JSON:
        return {"channel": channel, "channel_type": CHANNEL_TYPE[self.channels[channel].kind]}

    def _hidden(self, channel: str, subtype: str, **more: Any) -> None:
        event = {"type": "message", "subtype": subtype, "hidden": True} | self._where(channel) | more
        now = self.ts()
        self.listener(event | {"ts": now, "event_ts": now}, channel)


def own_message(workspace: Workspace, channel: str, **more: Any) -> Message:
    """A message of the app, not yet posted; `more` are the fields of `Message`."""
    return Message(channel, workspace.ts(), BOT_USER, bot=BOT, **more)


__all__ = ["APP", "BOT", "BOT_USER", "JSON", "TEAM", "Workspace", "own_message"]
