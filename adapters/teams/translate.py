"""From what Teams sends to what the desk takes: pure, and nothing of it believed but who acted and on what.

Sources: platform facts 2.3 (commands), 2.4 (activities, ids, threads, mentions, reactions), 2.7 (dialogs, the message
action). An activity that says nothing to the desk is none; one of any shape is no error.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b

from adapters.shapes import Json, cleaned, object_at, objects_at, text_at
from adapters.teams.accounts import object_id
from adapters.teams.emoji import name_of
from adapters.teams.forms import values_of
from adapters.teams.mentions import Accounts, said, said_in_html
from adapters.teams.origins import is_stored
from adapters.teams.own import Own
from adapters.teams.places import NAME, place_acted_on, place_of
from adapters.teams.said import value_of
from bot import events
from bot.events import Event, FileSeen, Who

EXECUTE = "adaptiveCard/action"
FETCH, SUBMIT = "task/fetch", "task/submit"
ACTION_FETCH, ACTION_SUBMIT = "composeExtension/fetchTask", "composeExtension/submitAction"
INVOKES = frozenset({EXECUTE, FETCH, SUBMIT, ACTION_FETCH, ACTION_SUBMIT})
FROM_MESSAGE = "desk_from_message"
"""The message action's id in the app's manifest."""
COMMAND = "desk"
"""The one command of the engine: what is typed after the slash is its words."""
HOME = ("accueil", "home")
"""What is written alone in the personal chat to see one's home."""
FILE = "application/vnd.microsoft.teams.file.download.info"
LONGEST_KEY = 200
LONGEST_NAME = 250
_HERE = frozenset({"channelCreated", "channelRenamed", "channelRestored"})
_GONE = frozenset({"channelDeleted", "teamDeleted", "teamHardDeleted"})


def is_ours(activity: Json, own: Own) -> bool:
    """Whether an activity is of the desk's tenant, as far as it says."""
    tenants = {text_at(activity, "channelData", "tenant", "id"), text_at(activity, "conversation", "tenantId")} - {""}
    return all(each.lower() == own.tenant.lower() for each in tenants)


def events_of(activity: Json, own: Own, now: datetime, accounts: Accounts = lambda account: None) -> tuple[Event, ...]:
    """What an activity says that is no press and no form; nothing when it is nothing to the desk.

    `now`: aware, for what has no time. `accounts`: the object id of somebody by what Teams calls them.
    """
    activity = cleaned(activity)
    if not is_ours(activity, own):
        return ()
    match text_at(activity, "type"):
        case "message":
            found = _message(activity, own, now, accounts)
        case "messageUpdate":
            found = _edited(activity, own, now, accounts)
        case "messageDelete":
            found = _deleted(activity, now)
        case "messageReaction":
            return tuple(_reactions(activity, own, now))
        case "conversationUpdate" | "installationUpdate":
            found = _conversation(activity, own, now)
        case _:
            found = None
    return () if found is None else (found,)


def pressed_of(activity: Json, own: Own, now: datetime) -> events.ButtonPressed | events.FormSubmitted | None:
    """A button pressed, an option chosen or a form sent, by whichever way a card sends it."""
    activity = cleaned(activity)
    who = _who(activity, own)
    if who is None or not is_ours(activity, own):
        return None
    data = data_of(activity)
    facts: Json = {"key": key_of(activity), "at": _at(activity, now), "who": who}
    sent = values_of(data)
    if sent is not None:
        form, values = sent
        return events.FormSubmitted(**facts, form=form, values=values)
    chosen = value_of(data)
    if chosen is None:
        return None
    act, value = chosen
    where, ts = place_of(activity, text_at(activity, "replyToId")), text_at(activity, "replyToId") or None
    return events.ButtonPressed(**facts, where=where, ts=ts, act=act, value=value)


def shortcut_of(
    activity: Json, own: Own, now: datetime
) -> tuple[events.ShortcutUsed, events.MessageSeen | None] | None:
    """The message action: its use, and the message on which it was used, as Teams gives it."""
    activity = cleaned(activity)
    who = _who(activity, own)
    if who is None or not is_ours(activity, own) or text_at(activity, "value", "commandId") != FROM_MESSAGE:
        return None
    facts: Json = {"key": key_of(activity), "at": _at(activity, now), "who": who}
    payload = object_at(activity, "value", "messagePayload")
    ts = text_at(payload, "id")
    if not ts:
        return events.ShortcutUsed(**facts, shortcut="desk_new"), None
    where = place_acted_on(activity, payload)
    used = events.ShortcutUsed(**facts, shortcut="desk_from_message", where=where, ts=ts)
    return used, _shown(payload, used, own, now)


def data_of(activity: Json) -> Json:
    """What an action of a card sends: its own data, and what was typed beside it."""
    if text_at(activity, "type") != "invoke":
        return object_at(activity, "value")
    named = text_at(activity, "name")
    return object_at(activity, "value", "action", "data") if named == EXECUTE else object_at(activity, "value", "data")


def key_of(activity: Json) -> str:
    """What makes a repetition the same event (platform facts 2.4)."""
    named = text_at(activity, "name") if text_at(activity, "type") == "invoke" else text_at(activity, "type")
    parts = (text_at(activity, "conversation", "id"), text_at(activity, "id"), named, text_at(activity, "timestamp"))
    # Where it has no id of its own, what is answered to one is never answered to another.
    author = "" if parts[1] else f":{object_id(activity, 'from', 'aadObjectId')}"
    return _short(f"{NAME}:{':'.join(parts)}{author}")


def _message(activity: Json, own: Own, now: datetime, accounts: Accounts) -> Event | None:
    who, ts = _who(activity, own), text_at(activity, "id")
    if who is None or not ts:
        return None
    facts: Json = {"key": key_of(activity), "at": _at(activity, now), "who": who}
    where = place_of(activity, ts)
    told, files = said(activity, own.bot, accounts), _files(activity)
    command = object_at(activity, "recipient").get("isTargeted") is True
    if (command or where.kind == "direct") and not files and told.text.strip(" .!/").casefold() in HOME:
        return events.HomeOpened(**facts)
    if command:
        return events.CommandGiven(**facts, where=where, command=COMMAND, text=told.text.strip())
    return events.MessagePosted(
        **facts,
        where=where,
        ts=ts,
        text=told.text,
        mentions_desk=told.desk,
        mentions=told.people,
        files=files,
    )


def _edited(activity: Json, own: Own, now: datetime, accounts: Accounts) -> Event | None:
    who, ts = _who(activity, own), text_at(activity, "id")
    if who is None or not ts:
        return None
    return events.MessageEdited(
        key=key_of(activity),
        at=_at(activity, now),
        who=who,
        where=place_of(activity, ts),
        ts=ts,
        text=said(activity, own.bot, accounts).text,
        files=_files(activity),
        restored=text_at(activity, "channelData", "eventType") == "undeleteMessage",
    )


def _deleted(activity: Json, now: datetime) -> Event | None:
    ts = text_at(activity, "id")
    if not ts or text_at(activity, "from", "id").startswith("28:"):
        return None
    return events.MessageDeleted(key=key_of(activity), at=_at(activity, now), where=place_of(activity, ts), ts=ts)


def _reactions(activity: Json, own: Own, now: datetime) -> Iterator[Event]:
    who, ts = _who(activity, own), text_at(activity, "replyToId")
    if who is None or not ts:
        return
    at, where, key = _at(activity, now), place_of(activity, ts), key_of(activity)
    removed = objects_at(activity, "reactionsRemoved")
    for number, each in enumerate([*removed, *objects_at(activity, "reactionsAdded")]):
        emoji = name_of(text_at(each, "type"))[:100]
        facts: Json = {"key": _short(f"{key}:{number}"), "at": at, "who": who, "where": where, "ts": ts}
        if emoji:
            put = number >= len(removed)
            yield events.ReactionAdded(**facts, emoji=emoji) if put else events.ReactionRemoved(**facts, emoji=emoji)


def _conversation(activity: Json, own: Own, now: datetime) -> Event | None:
    """What a conversation has become for the desk; of one with a person alone, that they have added the desk."""
    there = _is_there(activity, own)
    where = place_of(activity, "")
    channel = object_at(activity, "channelData", "channel")
    conversation = text_at(channel, "id") or where.conversation
    if there is None or not conversation:
        return None
    who = _who(activity, own) if where.kind == "direct" else None
    if where.kind == "direct" and who is None:
        return None
    named = text_at(channel, "name") or text_at(activity, "conversation", "name")
    return events.ConversationSeen(
        key=key_of(activity),
        at=_at(activity, now),
        where=where.model_copy(update={"conversation": conversation, "root": None}),
        name=named[:LONGEST_NAME],
        shared=text_at(channel, "type") == "shared",
        member=there,
        added=there and text_at(activity, "channelData", "eventType") not in _HERE,
        who=who,
    )


def _is_there(activity: Json, own: Own) -> bool | None:
    """Whether the desk is in the conversation from now on, or no longer; none where that is not what is told."""
    if text_at(activity, "type") == "installationUpdate":
        return {"add": True, "remove": False}.get(text_at(activity, "action"))
    if any(text_at(each, "id") == own.bot for each in objects_at(activity, "membersAdded")):
        return True
    if any(text_at(each, "id") == own.bot for each in objects_at(activity, "membersRemoved")):
        return False
    told = text_at(activity, "channelData", "eventType")
    return True if told in _HERE else False if told in _GONE else None


def _shown(payload: Json, used: events.ShortcutUsed, own: Own, now: datetime) -> events.MessageSeen | None:
    """The message that an action brings: the desk cannot ask for it where it is no member."""
    author = object_id(payload, "from", "user", "id")
    if not author or used.where is None or used.ts is None:
        return None
    return events.MessageSeen(
        key=_short(f"{used.key}:message"),
        at=used.at,
        where=used.where,
        ts=used.ts,
        who=Who(platform=NAME, team=own.tenant, user=author),
        text=said_in_html(payload, own.app).text,
        posted_at=_instant(text_at(payload, "createdDateTime"), now),
        files=_files(payload),
    )


def _who(activity: Json, own: Own) -> Who | None:
    """Who acted, by their object id in the tenant; none for a bot, and for who has none."""
    user = object_id(activity, "from", "aadObjectId")
    robot = text_at(activity, "from", "id").startswith("28:") or text_at(activity, "from", "role") == "bot"
    return None if not user or robot else Who(platform=NAME, team=own.tenant, user=user)


def _files(message: Json) -> tuple[FileSeen, ...]:
    """The files of a message, and the pictures pasted in it; its own text, which Teams attaches as HTML, is none.

    Only a file in a store of the company's has an address that a person can open, and that leads where it says.
    """
    found = []
    for each in objects_at(message, "attachments"):
        kind, url = text_at(each, "contentType"), text_at(each, "contentUrl")
        is_file = kind in (FILE, "reference")
        if not is_file and not kind.startswith("image/"):
            continue
        kept = text_at(each, "content", "fileType") if is_file else kind
        named = text_at(each, "name") or ("" if is_file else "image." + kind.partition("/")[2].replace("*", "png"))
        permalink = url if is_file and is_stored(url) else ""
        if named:
            found.append(FileSeen(name=named[:LONGEST_NAME], type=kept[:100], permalink=permalink))
    return tuple(found)


def _at(activity: Json, now: datetime) -> datetime:
    return _instant(text_at(activity, "timestamp"), now)


def _instant(told: str, otherwise: datetime) -> datetime:
    """When it was (aware, UTC); the instant given for what is no time."""
    try:
        found = datetime.fromisoformat(told)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return otherwise


def _short(key: str) -> str:
    """A key of a length that every database keeps."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{NAME}:{blake2b(key.encode(), digest_size=32).hexdigest()}"
