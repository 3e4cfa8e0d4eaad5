"""What a conversation is, and where in it a message stands, as an activity tells.

A chat between two people is told as `personal`, like the chat of one person with the desk. Its id tells it apart, which
is made of theirs. A message action used where the app is not may name the person's own chat with the desk instead:
botbuilder-dotnet issues 2976 and 3019.
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import unquote

from adapters.shapes import Json, text_at
from adapters.teams.accounts import object_id
from adapters.teams.mentions import quoted
from bot.events import Where, storable

NAME = "teams"
Kind = Literal["channel", "direct", "group"]
_KINDS: dict[str, Kind] = {"channel": "channel", "personal": "direct", "groupChat": "group"}
_CHANNELS = ("@thread.tacv2", "@thread.skype")
_THREAD = ";messageid="
_TWO = re.compile(r"19:([^_@:;/]{1,100})_([^_@:;/]{1,100})@unq\.gbl\.spaces")
_LINKED = re.compile(r"/l/message/([^/?#]+)/")


def looks_like_channel(conversation: str) -> bool:
    """Whether an id is one that Teams gives to channels."""
    return conversation.startswith("19:") and conversation.endswith(_CHANNELS)


def between_two(conversation: str, desk: str) -> frozenset[str]:
    """The object ids of the two people whose chat this is; nobody where it is another, or with the desk itself.

    `desk`: its app id, with or without the `28:` before it.
    """
    found = _TWO.fullmatch(conversation)
    two = frozenset(each.lower() for each in found.groups()) if found else frozenset[str]()
    return frozenset() if desk.removeprefix("28:").lower() in two else two


def kind_told(activity: Json, conversation: str) -> Kind | None:
    """What an activity says that its conversation is. A chat that two people share is never with one alone."""
    told = _KINDS.get(text_at(activity, "conversation", "conversationType"))
    shared = told == "direct" and between_two(conversation, text_at(activity, "recipient", "id"))
    return "group" if shared else told


def place_of(activity: Json, ts: str, root: str = "") -> Where:
    """The conversation of an activity about the message `ts`, and the thread in it. `root`: as the message says.

    In a chat, which has no threads, what a message quotes is what it is said under. A conversation that does not say
    what it is is no direct one, where what is private may be shown.
    """
    full = text_at(activity, "conversation", "id")
    conversation, _, thread = full.partition(_THREAD)
    kind = kind_told(activity, conversation) or ("channel" if looks_like_channel(conversation) else "group")
    under = (root or thread) if kind == "channel" else quoted(activity)
    return Where(platform=NAME, conversation=conversation, kind=kind, root=under if under not in ("", ts) else None)


def place_acted_on(activity: Json, payload: Json) -> Where:
    """Where the message stands on which somebody used the message action (`payload`).

    What a colleague wrote is not in one's own chat with the desk, whatever the activity names: it is in that of both.
    """
    where = place_of(activity, text_at(payload, "id"), text_at(payload, "replyToId"))
    if where.kind != "direct":
        return where
    user, author = object_id(activity, "from", "aadObjectId"), object_id(payload, "from", "user", "id")
    linked = _LINKED.search(text_at(payload, "linkToMessage"))
    chat = storable(unquote(linked[1])) if linked else ""
    if not {user, author or user} <= between_two(chat, text_at(activity, "recipient", "id")):
        chat = "" if author in ("", user) else f"19:{user}_{author}@unq.gbl.spaces"
    return where.model_copy(update={"conversation": chat, "kind": "group"}) if chat else where
