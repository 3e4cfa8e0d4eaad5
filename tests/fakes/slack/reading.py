"""Reading: conversations.*, users.*, files.info (platform facts 1.3, 1.5, 1.7)."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence

from tests.fakes.slack.api import Asked, Refused, method
from tests.fakes.slack.records import BOT_USER, JSON, TEAM, Channel, User

_TS = re.compile(r"\d+(\.\d{1,6})?")


@method("conversations.info")
def info(asked: Asked) -> JSON:
    channel = asked.channel()
    asked.scope_for(channel, "read")
    told = channel.shown()
    if not asked.flag("include_num_members"):
        told.pop("num_members", None)
    return {"channel": told}


@method("conversations.members")
def members(asked: Asked) -> JSON:
    channel = asked.channel()
    asked.scope_for(channel, "read")
    return _page(asked, "members", list(channel.members), 100, 1000)


@method("conversations.list")
def conversations(asked: Asked) -> JSON:
    return _page(asked, "channels", [each.shown() for each in _listed(asked)], 100, 1000)


@method("users.conversations")
def users_conversations(asked: Asked) -> JSON:
    user = asked.maybe("user") or BOT_USER
    mine = [each.shown() for each in _listed(asked) if user in each.members]
    return _page(asked, "channels", mine, 100, 1000)


@method("conversations.history")
def history(asked: Asked) -> JSON:
    channel = asked.joined()
    asked.scope_for(channel, "history")
    room = asked.workspace.rooms[channel.id].values()
    shown = [each for each in room if not each.gone and (each.thread is None or each.broadcast)]
    shown = [each for each in reversed(shown) if _within(asked, each.ts)]
    page = _page(asked, "messages", shown, 100, 999)
    metadata = asked.flag("include_all_metadata")
    page["messages"] = [asked.workspace.shown(each, metadata=metadata) for each in page["messages"]]
    return page | {"has_more": bool(page["response_metadata"]["next_cursor"]), "pin_count": 0}


@method("conversations.replies")
def replies(asked: Asked) -> JSON:
    """A root and its replies, oldest first; given a reply's ts, that reply alone."""
    channel = asked.joined()
    asked.scope_for(channel, "history")
    root = asked.workspace.message(channel.id, asked.word("ts", "thread_not_found"))
    if root is None:
        raise Refused("thread_not_found")
    metadata = asked.flag("include_all_metadata")
    under = [] if root.thread else asked.workspace.replies(channel.id, root.ts)
    told = [each.shown(metadata=metadata) for each in under if _within(asked, each.ts)]
    page = _page(asked, "messages", told, 999, 1000)
    page["messages"].insert(0, asked.workspace.shown(root, metadata=metadata))
    return page | {"has_more": bool(page["response_metadata"]["next_cursor"])}


@method("users.info", "users:read")
def user_info(asked: Asked) -> JSON:
    return {"user": _shown(asked, asked.user())}


@method("users.list", "users:read")
def users_list(asked: Asked) -> JSON:
    told = [_shown(asked, each) for each in asked.workspace.users.values() if each.team == TEAM]
    return _page(asked, "members", told, 200, 1000) | {"cache_ts": int(asked.workspace.clock())}


@method("users.lookupByEmail", "users:read", "users:read.email")
def lookup(asked: Asked) -> JSON:
    wanted = asked.word("email", "users_not_found").casefold()
    for each in asked.workspace.users.values():
        known = each.email is not None and each.email.casefold() == wanted
        if known and each.team == TEAM and not each.hidden and not each.deleted:
            return {"user": _shown(asked, each)}
    raise Refused("users_not_found")


@method("files.info", "files:read")
def file_info(asked: Asked) -> JSON:
    found = asked.workspace.files.get(asked.word("file", "file_not_found"))
    if found is None:
        raise Refused("file_not_found")
    return {"file": found, "comments": [], "paging": {"count": 100, "total": 0, "page": 1, "pages": 0}}


def _shown(asked: Asked, user: User) -> JSON:
    return user.shown(email="users:read.email" in asked.workspace.scopes, locale=asked.flag("include_locale"))


def _listed(asked: Asked) -> list[Channel]:
    words = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
    scopes = {"public": "channels:read", "private": "groups:read", "im": "im:read", "mpim": "mpim:read"}
    kinds = [words.get(each.strip()) for each in str(asked.arguments.get("types") or "public_channel").split(",")]
    if None in kinds:
        raise Refused("invalid_types")
    asked.scope(*(scopes[kind] for kind in kinds if kind))
    found = [each for each in asked.workspace.channels.values() if each.kind in kinds]
    found = [each for each in found if each.kind == "public" or BOT_USER in each.members]
    return [each for each in found if not (each.archived and asked.flag("exclude_archived"))]


def _within(asked: Asked, ts: str) -> bool:
    """Whether a message lies between `oldest` and `latest`, the ends counted only if `inclusive`."""
    for name, late in (("oldest", False), ("latest", True)):
        end = asked.arguments.get(name)
        if end in (None, "", "0", 0, "now"):
            continue
        if not _TS.fullmatch(str(end)):
            raise Refused(f"invalid_ts_{name}")
        if micros(ts) == micros(str(end)):
            if not asked.flag("inclusive"):
                return False
        elif (micros(ts) > micros(str(end))) is late:
            return False
    return True


def micros(ts: str) -> int:
    """A ts as whole microseconds; never a float, which has too few digits."""
    seconds, _, rest = ts.partition(".")
    return int(seconds) * 1_000_000 + int(rest.ljust(6, "0") or 0)


def _page(asked: Asked, key: str, items: Sequence[object], default: int, most: int) -> JSON:
    limit = asked.count(default, most)
    start = _cursor(asked.maybe("cursor"))
    following = start + limit
    cursor = base64.b64encode(f"next:{following}".encode()).decode() if following < len(items) else ""
    return {key: items[start:following], "response_metadata": {"next_cursor": cursor}}


def _cursor(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word != "next":
            raise ValueError
        return int(number)
    except (ValueError, binascii.Error):
        raise Refused("invalid_cursor") from None
