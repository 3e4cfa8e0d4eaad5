"""From what Slack sends to what the desk takes: pure, and nothing of it believed but who acted and on what.

Sources: platform facts 1.2 (subtypes, keys), 1.3 (reactions), 1.4 (commands, buttons, forms, shortcuts), 1.7 (Slack
Connect). A payload that says nothing to the desk is none; one of any shape is no error.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from adapters.shapes import Json, cleaned, object_at, objects_at, text_at
from adapters.slack.blocks import value_of
from adapters.slack.entities import NOBODY, Names, channels_in, people_in, plain_text
from adapters.slack.own import Own
from adapters.slack.shapes import instant, is_ts
from adapters.slack.views import form_of, values_of
from bot import events
from bot.emoji import plain_name
from bot.events import Event, FileSeen, Where, Who

NAME = "slack"
_FROM_PEOPLE = frozenset({"", "file_share", "thread_broadcast", "me_message"})
"""The subtypes that people write (platform facts 1.2); the rest is Slack's own or a bot's."""
_NOBODY_USERS = frozenset({"USLACKBOT"})
_Kind = Literal["channel", "direct", "group"]


def is_ours(body: Json, own: Own) -> bool:
    """Whether a payload is of the desk's own workspace, or about a message of the desk's own in a channel of its.

    Someone of a company that shares the channel presses the desk's own buttons under their own team's name.
    """
    teams = {
        text_at(body, "team_id"),
        text_at(body, "team", "id"),
        text_at(body, "view", "app_installed_team_id"),
        *(text_at(each, "team_id") for each in objects_at(body, "authorizations")),
    }
    return own.team in teams or own.bot_id == text_at(body, "message", "bot_id") != ""


def event_of(body: Json, own: Own, now: datetime, names: Names = NOBODY) -> Event | None:
    """What an `event_callback` says; none when it is nothing to the desk. `now`: aware, for what has no time."""
    body = cleaned(body)
    event = object_at(body, "event")
    key = text_at(body, "event_id")
    if not key or not is_ours(body, own):
        return None
    facts: Json = {"key": f"{NAME}:{key}", "at": instant(text_at(event, "event_ts"), now)}
    match text_at(event, "type"):
        case "message" | "app_mention":
            return _message(event, own, facts, names)
        case "reaction_added" | "reaction_removed":
            return _reaction(event, own, facts)
        case "app_home_opened" if text_at(event, "tab") == "home" and text_at(event, "user"):
            return events.HomeOpened(**facts, who=_who(own, text_at(event, "user")))
        case "user_change":
            return _person(event, own, facts)
        case kind:
            return _conversation(kind, event, body, own, facts)


def command_of(body: Json, own: Own, now: datetime, names: Names = NOBODY) -> events.CommandGiven | None:
    """A slash command (its form, as an object)."""
    body = cleaned(body)
    user, channel, trigger = (text_at(body, name) for name in ("user_id", "channel_id", "trigger_id"))
    command = text_at(body, "command").strip().removeprefix("/").lower()
    if not (user and channel and trigger and command and is_ours(body, own)):
        return None
    called = text_at(body, "channel_name")
    kind: _Kind = "group" if called.startswith("mpdm-") else "direct" if called == "directmessage" else _kind(channel)
    return events.CommandGiven(
        key=_triggered(trigger, user),
        at=now,
        who=_who(own, user),
        where=Where(platform=NAME, conversation=channel, kind=kind),
        command=command[:100],
        text=plain_text(text_at(body, "text"), own.bot_user, names).strip(),
        trigger=trigger,
    )


def action_of(body: Json, own: Own, now: datetime) -> events.ButtonPressed | None:
    """A button pressed or an option chosen (`block_actions`), on a message, at home or in a form.

    An `action_id` is the act's name, `#` and what makes it unique in its message.
    """
    body = cleaned(body)
    action = next(iter(objects_at(body, "actions")), {})
    user, trigger = text_at(body, "user", "id"), text_at(body, "trigger_id")
    act, mark, _ = text_at(action, "action_id").rpartition("#")
    if not (user and trigger and mark and act and is_ours(body, own)):
        return None
    return events.ButtonPressed(
        key=_triggered(trigger, user),
        at=instant(text_at(action, "action_ts"), now),
        who=_who(own, user),
        where=pressed_in(body),
        ts=text_at(body, "container", "message_ts") or text_at(body, "message", "ts") or None,
        act=act,
        value=value_of(action),
        trigger=trigger,
    )


def shortcut_of(body: Json, own: Own, now: datetime) -> events.ShortcutUsed | None:
    """`desk_new` anywhere, or `desk_from_message` on a message."""
    body = cleaned(body)
    user, trigger = text_at(body, "user", "id"), text_at(body, "trigger_id")
    if not (user and trigger and is_ours(body, own)):
        return None
    facts: Json = {"key": _triggered(trigger, user), "at": now, "who": _who(own, user), "trigger": trigger}
    match text_at(body, "type"), text_at(body, "callback_id"):
        case "shortcut", "desk_new":
            return events.ShortcutUsed(**facts, shortcut="desk_new")
        case "message_action", "desk_from_message":
            where, ts = pressed_in(body), _message_ts(body)
            return events.ShortcutUsed(**facts, shortcut="desk_from_message", where=where, ts=ts) if is_ts(ts) else None
    return None


def message_shown(body: Json, own: Own, now: datetime, names: Names = NOBODY) -> events.MessageSeen | None:
    """The message on which a shortcut was used, as Slack gives it: where the desk is no member it cannot ask for it."""
    body = cleaned(body)
    message, ts = object_at(body, "message"), _message_ts(body)
    trigger, user = text_at(body, "trigger_id"), text_at(message, "user")
    if not (trigger and is_ts(ts) and user and is_ours(body, own)) or _is_robots(message, own):
        return None
    return events.MessageSeen(
        key=f"{_triggered(trigger, text_at(body, 'user', 'id'))}:message",
        at=now,
        where=pressed_in(body),
        ts=ts,
        who=_who(own, user),
        text=plain_text(text_at(message, "text"), own.bot_user, names),
        posted_at=instant(ts, now),
        files=_files(message),
    )


def submission_of(body: Json, own: Own, now: datetime, told_apart: Callable[[str], str]) -> events.FormSubmitted | None:
    """A form sent (`view_submission`); none for one that is no form of the desk's, as one still loading.

    `told_apart`: what stands for what was typed, the same each time, from which nobody else finds it again.
    """
    body = cleaned(body)
    view, user = object_at(body, "view"), text_at(body, "user", "id")
    form = form_of(view)
    if not (form and user and is_ours(body, own)):
        return None
    values = values_of(view)
    return events.FormSubmitted(
        # The hash stays when errors are said beside the fields; what was typed tells the corrected form from the first.
        key=f"{NAME}:view:{user}:{form}:{text_at(view, 'hash')}:{told_apart(json.dumps(values, sort_keys=True))}",
        at=now,
        who=_who(own, user),
        form=form,
        values=values,
    )


def lost_by(body: Json, own: Own) -> str | None:
    """Why the desk can no longer work there, as a code for /readyz; none for an event that does not say so."""
    event = object_at(body, "event")
    if not is_ours(body, own):
        return None
    match text_at(event, "type"):
        case "app_uninstalled":
            return "slack.uninstalled"
        case "tokens_revoked":
            revoked = object_at(event, "tokens").get("bot")
            return "slack.token_revoked" if isinstance(revoked, list) and own.bot_user in revoked else None
    return None


def pressed_in(body: Json) -> Where:
    """Where something was pressed: the conversation of the message, else the person's own with the desk.

    Their own is named by their user id, which `chat.postMessage` takes for it (platform facts 1.5).
    """
    channel = text_at(body, "channel", "id") or text_at(body, "container", "channel_id")
    if not channel:
        return Where(platform=NAME, conversation=text_at(body, "user", "id"), kind="direct")
    ts = text_at(body, "container", "message_ts") or _message_ts(body)
    root = text_at(body, "message", "thread_ts") or text_at(body, "container", "thread_ts")
    called = text_at(body, "channel", "name")
    kind: _Kind = "group" if called.startswith("mpdm-") else _kind(channel)
    return Where(platform=NAME, conversation=channel, kind=kind, root=root if root != ts and root else None)


def names_wanted(body: Json) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of the people and channels that a payload's texts name: to be looked up before it is translated."""
    texts = (
        text_at(body, "text"),
        text_at(body, "event", "text"),
        text_at(body, "event", "message", "text"),
        text_at(body, "message", "text"),
    )
    people = frozenset(user for each in texts for user in people_in(each))
    return people, frozenset(channel for each in texts for channel in channels_in(each))


def _message(event: Json, own: Own, facts: Json, names: Names) -> Event | None:
    match text_at(event, "subtype"):
        case "message_changed":
            return _edited(event, own, facts, names)
        case "message_deleted":
            return _deleted(event, own, facts)
        case subtype if subtype in _FROM_PEOPLE:
            return _posted(event, own, facts, names)
    return None


def _posted(event: Json, own: Own, facts: Json, names: Names) -> Event | None:
    user, ts, channel = (text_at(event, name) for name in ("user", "ts", "channel"))
    if not (user and ts and channel) or _is_robots(event, own):
        return None
    said = text_at(event, "text")
    mentioned = people_in(said)
    return events.MessagePosted(
        key=facts["key"],
        at=instant(ts, facts["at"]),
        who=_who(own, user),
        where=_where(event, event),
        ts=ts,
        text=plain_text(said, own.bot_user, names),
        mentions_desk=own.bot_user in mentioned,
        mentions=tuple(each for each in mentioned if each != own.bot_user),
        files=_files(event),
    )


def _edited(event: Json, own: Own, facts: Json, names: Names) -> Event | None:
    now, before = object_at(event, "message"), object_at(event, "previous_message")
    user, ts, channel = text_at(now, "user"), text_at(now, "ts"), text_at(event, "channel")
    subtype = text_at(now, "subtype")
    if not (is_ts(ts) and channel) or _is_robots(before, own):
        return None
    if subtype == "tombstone":
        # The root of a thread, deleted: Slack's own account stands in its author's place.
        return events.MessageDeleted(**facts, where=_where(event, now), ts=ts)
    if not user or subtype not in _FROM_PEOPLE or _is_robots(now, own):
        return None
    # Slack says that a message changed when it has merely drawn the links in it (platform facts 1.2).
    if before and text_at(before, "text") == text_at(now, "text") and _file_ids(before) == _file_ids(now):
        return None
    return events.MessageEdited(
        key=facts["key"],
        at=instant(text_at(now, "edited", "ts"), facts["at"]),
        who=_who(own, user),
        where=_where(event, now),
        ts=ts,
        text=plain_text(text_at(now, "text"), own.bot_user, names),
        files=_files(now),
    )


def _deleted(event: Json, own: Own, facts: Json) -> Event | None:
    ts, before = text_at(event, "deleted_ts"), object_at(event, "previous_message")
    if not (is_ts(ts) and text_at(event, "channel")) or _is_robots(before, own):
        return None
    return events.MessageDeleted(**facts, where=_where(event, {"ts": ts, **before}), ts=ts)


def _reaction(event: Json, own: Own, facts: Json) -> Event | None:
    item, user = object_at(event, "item"), text_at(event, "user")
    channel, ts, emoji = text_at(item, "channel"), text_at(item, "ts"), plain_name(text_at(event, "reaction"))
    if text_at(item, "type") != "message" or not (user and channel and is_ts(ts) and emoji) or user == own.bot_user:
        return None
    kind = events.ReactionAdded if text_at(event, "type") == "reaction_added" else events.ReactionRemoved
    where = Where(platform=NAME, conversation=channel, kind=_kind(channel))
    return kind(**facts, who=_who(own, user), where=where, ts=ts, emoji=emoji)


def _person(event: Json, own: Own, facts: Json) -> Event | None:
    from adapters.slack.people import profile_of

    user = object_at(event, "user")
    if not text_at(user, "id").strip():
        return None
    return events.PeopleSeen(**facts, profiles=(profile_of(user, own),))


def _conversation(kind: str, event: Json, body: Json, own: Own, facts: Json) -> Event | None:
    """What a conversation has become; its facts are those of the payload, and may be completed by asking for them."""
    described = object_at(event, "channel")
    channel = text_at(event, "channel") or text_at(described, "id") or text_at(event, "new_channel_id")
    if not channel:
        return None
    seen = events.ConversationSeen(
        **facts,
        where=Where(platform=NAME, conversation=channel, kind=_kind(channel)),
        name=text_at(described, "name"),
        shared=body.get("is_ext_shared_channel") is True,
    )
    match kind:
        case "member_joined_channel" if text_at(event, "user") == own.bot_user:
            return seen
        case "channel_rename" | "group_rename" | "channel_unarchive" | "group_unarchive":
            return seen
        case "channel_id_changed":
            return seen.model_copy(update={"formerly": text_at(event, "old_channel_id") or None})
        case "channel_shared":
            return seen.model_copy(update={"shared": True})
        case "channel_unshared":
            return seen.model_copy(update={"shared": event.get("is_ext_shared") is True})
        case "channel_archive" | "group_archive" | "channel_left" | "group_left" | "channel_deleted" | "group_deleted":
            return seen.model_copy(update={"member": False})
        case "member_left_channel" if text_at(event, "user") == own.bot_user:
            return seen.model_copy(update={"member": False})
    return None


def _who(own: Own, user: str) -> Who:
    return Who(platform=NAME, team=own.team, user=user)


def _is_robots(message: Json, own: Own) -> bool:
    """Whether a bot wrote it, this one or another: modern apps' messages have no subtype (platform facts 1.2)."""
    user = text_at(message, "user")
    return bool(text_at(message, "bot_id")) or user == own.bot_user or user in _NOBODY_USERS


def _where(event: Json, message: Json) -> Where:
    channel, root = text_at(event, "channel"), text_at(message, "thread_ts")
    match text_at(event, "channel_type"):
        case "im":
            kind: _Kind = "direct"
        case "mpim":
            kind = "group"
        case "channel" | "group":
            kind = "channel"
        case _:
            kind = _kind(channel)
    own_root = root if root and root != text_at(message, "ts") else None
    return Where(platform=NAME, conversation=channel, kind=kind, root=own_root)


def _kind(channel: str) -> _Kind:
    """What a conversation's id tells where nothing else does: direct ones begin with D."""
    return "direct" if channel.startswith("D") else "channel"


def _message_ts(body: Json) -> str:
    return text_at(body, "message_ts") or text_at(body, "message", "ts")


def _files(message: Json) -> tuple[FileSeen, ...]:
    """Its files, but for those taken away since (mode `tombstone`)."""
    return tuple(
        FileSeen(
            name=text_at(each, "name") or text_at(each, "title"),
            size=_size(each.get("size")),
            type=text_at(each, "mimetype"),
            permalink=text_at(each, "permalink"),
            owner=text_at(each, "user"),
        )
        for each in objects_at(message, "files")
        if text_at(each, "mode") != "tombstone"
    )


def _file_ids(message: Json) -> list[str]:
    return [text_at(each, "id") for each in objects_at(message, "files") if text_at(each, "mode") != "tombstone"]


def _size(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53 else 0


def _triggered(trigger: str, user: str) -> str:
    """The key of an act; by its author too, for what is answered to one is never answered to another."""
    return f"{NAME}:trigger:{user}:{trigger}"
