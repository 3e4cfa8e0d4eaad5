"""Posting: chat.*, reactions.*, conversations.open (platform facts 1.3, 1.5)."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.fakes.slack.api import Asked, Refused, invalid_arguments, method
from tests.fakes.slack.checks import MESSAGE_TEXT, blocks_faults, elements_of
from tests.fakes.slack.records import BOT_USER, JSON, Channel, Ephemeral, Message
from tests.fakes.slack.workspace import Workspace, own_message

KEPT, UPDATE = 40_000, 4_000
MOST_REACTIONS = 23
_EVENT_TYPE = re.compile(r"[A-Za-z0-9_.]{1,255}")


@method("chat.postMessage", "chat:write")
def post_message(asked: Asked) -> JSON:
    channel = _writable(asked)
    if channel.archived:
        raise Refused("is_archived")
    content = content_of(asked)
    content["metadata"] = _metadata(asked)
    message = own_message(asked.workspace, channel.id, thread=_thread(asked, channel), **content)
    message.broadcast = asked.flag("reply_broadcast") and message.thread is not None
    if message.broadcast:
        message.subtype = "thread_broadcast"
    asked.workspace.post(message)
    told: JSON = {"channel": channel.id, "ts": message.ts, "message": message.shown()}
    return told | _truncated(asked)


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(asked: Asked) -> JSON:
    channel = asked.joined()
    if channel.archived:
        raise Refused("is_archived")
    user = asked.user()
    if user.id not in channel.members or user.deleted:
        raise Refused("user_not_in_channel")
    content = content_of(asked)
    ts = asked.workspace.ts()
    whisper = Ephemeral(user.id, channel.id, ts, content["text"], content["blocks"], _thread(asked, channel))
    asked.workspace.whispers.append(whisper)
    return {"message_ts": ts}


@method("chat.update", "chat:write")
def update(asked: Asked) -> JSON:
    channel = asked.channel()
    message = _message(asked, channel, "ts")
    if message.user != BOT_USER or message.tombstone:
        raise Refused("cant_update_message")
    if channel.archived:
        raise Refused("is_inactive")
    if len(str(asked.arguments.get("text", ""))) > UPDATE:
        raise Refused("msg_too_long")
    content = content_of(asked)
    if "metadata" in asked.arguments:
        content["metadata"] = _metadata(asked)
    asked.workspace.edit(message, BOT_USER, **content)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.shown()}


@method("chat.delete", "chat:write")
def delete(asked: Asked) -> JSON:
    channel = asked.channel()
    message = _message(asked, channel, "ts")
    if message.user != BOT_USER or message.tombstone:
        raise Refused("cant_delete_message")
    asked.workspace.delete(message)
    return {"channel": channel.id, "ts": message.ts}


@method("reactions.add", "reactions:write")
def reactions_add(asked: Asked) -> JSON:
    message, emoji = _reacted(asked)
    known = emoji in message.reactions
    if not known and len(message.reactions) >= MOST_REACTIONS:
        raise Refused("too_many_emoji")
    if not asked.workspace.react(message, BOT_USER, emoji):
        raise Refused("already_reacted")
    return {}


@method("reactions.remove", "reactions:write")
def reactions_remove(asked: Asked) -> JSON:
    message, emoji = _reacted(asked)
    if BOT_USER not in message.reactions.get(emoji, ()):
        raise Refused("no_reaction")
    asked.workspace.react(message, BOT_USER, emoji, on=False)
    return {}


@method("conversations.open")
def conversations_open(asked: Asked) -> JSON:
    if asked.arguments.get("channel"):
        return {"channel": {"id": asked.channel().id}}
    users = asked.word("users", "users_list_not_supplied").split(",")
    if len(users) > 8:
        raise Refused("too_many_users")
    asked.scope("im:write" if len(users) == 1 else "mpim:write")
    channel, already = direct(asked.workspace, users)
    told: JSON = {"channel": {"id": channel.id}}
    if asked.flag("return_im"):
        told["channel"] = channel.shown()
    return told | ({"no_op": True, "already_open": True} if already else {})


def direct(workspace: Workspace, users: list[str]) -> tuple[Channel, bool]:
    """The conversation with these people, and whether it was there already."""
    for each in users:
        someone = workspace.users.get(each)
        if someone is None:
            raise Refused("user_not_found")
        if someone.kind == "bot":
            raise Refused("cannot_dm_bot")
        if someone.deleted:
            raise Refused("user_disabled")
    before = len(workspace.channels)
    channel = workspace.direct(*users)
    return channel, len(workspace.channels) == before


def content_of(asked: Asked) -> JSON:
    """A message's text, blocks and attachments, checked. Stricter than Slack: text is always required, since without it
    notifications and screen readers say nothing (platform facts 1.5)."""
    text = asked.arguments.get("text")
    if text is not None and not isinstance(text, str):
        raise invalid_arguments("[ERROR] must be a string [json-pointer:/text]")
    if not (text or "").strip():
        raise Refused("no_text")
    if asked.arguments.get("parse") == "full" or asked.flag("link_names"):
        raise invalid_arguments("[ERROR] parse=full and link_names ping whom people name; Relais must not ask for them")
    blocks = asked.nested("blocks")
    if blocks is not None:
        check_blocks(blocks)
    return {"text": (text or "")[:KEPT], "blocks": named(asked.workspace, blocks)}


def check_blocks(blocks: Any) -> None:
    """Refuse what Slack refuses."""
    faults, characters = blocks_faults(blocks)
    if faults:
        plain = [fault.removeprefix("[ERROR] ") for fault in faults]
        raise Refused("invalid_blocks", errors=plain, response_metadata={"messages": faults})
    if characters > MESSAGE_TEXT:
        raise Refused("msg_blocks_too_long")


def named(workspace: Workspace, blocks: list[JSON] | None) -> list[JSON] | None:
    """Blocks, each with an id, and their elements, as Slack gives one to those that have none."""
    if not blocks:
        return None
    for _, element in elements_of(blocks):
        element.setdefault("action_id", workspace.number("a"))
    return [{"block_id": workspace.number("b"), **block} for block in blocks]


def _writable(asked: Asked) -> Channel:
    """Where to post: a conversation that the bot is in, or someone, by their id."""
    if asked.word("channel", "channel_not_found") in asked.workspace.users:
        return direct(asked.workspace, [asked.word("channel")])[0]
    channel = asked.channel()
    if BOT_USER not in channel.members and "chat:write.public" not in asked.workspace.scopes:
        raise Refused("not_in_channel")
    return channel


def _message(asked: Asked, channel: Channel, name: str) -> Message:
    found = asked.workspace.message(channel.id, asked.word(name, "message_not_found"))
    if found is None:
        raise Refused("message_not_found")
    return found


def _reacted(asked: Asked) -> tuple[Message, str]:
    channel = asked.joined()
    emoji = asked.word("name", "invalid_name")
    if ":" in emoji.replace("::skin-tone-", "") or not emoji.isascii() or " " in emoji:
        raise Refused("invalid_name")
    message = _message(asked, channel, "timestamp")
    if channel.archived:
        raise Refused("is_archived")
    return message, emoji


def _thread(asked: Asked, channel: Channel) -> str | None:
    """The parent's ts: that of a reply is refused, as that of nothing (platform facts 1.5)."""
    ts = asked.maybe("thread_ts")
    if ts is None:
        return None
    root = asked.workspace.message(channel.id, ts)
    if root is None or root.thread is not None:
        raise Refused("thread_not_found")
    return ts


def _metadata(asked: Asked) -> JSON | None:
    metadata = asked.nested("metadata")
    if not metadata:
        return None
    kind = metadata.get("event_type") if isinstance(metadata, dict) else None
    payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
    if not isinstance(kind, str) or not _EVENT_TYPE.fullmatch(kind) or not isinstance(payload, dict):
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata)) > 16_000:
        raise Refused("metadata_too_large")
    return {"event_type": kind, "event_payload": payload}


def _truncated(asked: Asked) -> JSON:
    if len(asked.arguments.get("text", "")) <= KEPT:
        return {}
    return {"warning": "message_truncated", "response_metadata": {"warnings": ["message_truncated"]}}
