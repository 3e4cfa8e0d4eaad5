"""What the connector does: post, reply, replace, take back, open a conversation, tell who is there."""

from __future__ import annotations

from typing import Any

from adapters.shapes import text_at
from tests.fakes.teams.activities import check
from tests.fakes.teams.connector import Asked, Refused, verb
from tests.fakes.teams.records import BOT, JSON, Message, Person, Room

PAGE = 500
"""Members that a page holds at most (platform facts 2.6)."""


@verb("send")
def send(asked: Asked) -> tuple[int, Any]:
    room = _writable(asked)
    check(asked.tenant, asked.body)
    _route(asked)
    only = _target(asked, room) if asked.targeted else None
    if asked.root is not None and asked.tenant.message(room.id, asked.root) is None:
        raise Refused("ActivityNotFoundInConversation", "The root of the thread is gone", 404)
    return _stand(asked, room, asked.body, asked.root, only)


@verb("reply")
def reply(asked: Asked) -> tuple[int, Any]:
    """A POST to an activity: where it goes is decided by the conversation alone (platform facts 2.4)."""
    if asked.tenant.message(asked.conversation, asked.activity) is None:
        raise Refused("ActivityNotFoundInConversation")
    return send(asked)


@verb("update")
def update(asked: Asked) -> tuple[int, Any]:
    message = _own(asked)
    check(asked.tenant, asked.body)
    if asked.body["type"] != "message":
        raise Refused("BadSyntax", "Only a message replaces a message")
    asked.tenant.change(message, asked.body)
    return 200, {"id": message.id}


@verb("delete")
def delete(asked: Asked) -> tuple[int, Any]:
    _own(asked).gone = True
    return 200, None


@verb("create")
def create(asked: Asked) -> tuple[int, Any]:
    body = asked.body
    tenant = text_at(body, "channelData", "tenant", "id")
    if (body.get("tenantId") or tenant) != asked.tenant.id:
        raise Refused("BadArgument", "The tenant is missing, or another")
    if body.get("isGroup"):
        return _thread(asked, body)
    members = body.get("members")
    if not isinstance(members, list) or len(members) != 1 or not isinstance(members[0], dict):
        raise Refused("BadSyntax", "One member: a bot creates no group chat")
    if "activity" in body:
        raise Refused("BadSyntax", "What is said in a personal chat is sent there")
    if text_at(body, "bot", "id") != BOT:
        raise Refused("BadArgument", "Another bot, or none")
    if tenant != asked.tenant.id:
        raise Refused("BadArgument", "channelData.tenant.id is needed to open a chat")
    person = asked.tenant.find(str(members[0].get("id")))
    if person is None:
        raise Refused("ForbiddenOperationException", "The bot is not installed in user's personal scope")
    if not asked.tenant.reachable(person):
        raise Refused("ForbiddenOperationException", "The bot is not installed in user's personal scope")
    return 201, {"id": asked.tenant.direct(person.id).id}


@verb("member")
def member(asked: Asked) -> tuple[int, Any]:
    room, person = _seen(asked), asked.tenant.find(asked.member)
    if person is None or person.id not in room.people:
        raise Refused("MemberNotFoundInConversation")
    return 200, person.shown(asked.tenant.id)


@verb("members")
def members(asked: Asked) -> tuple[int, Any]:
    room = _seen(asked)
    try:
        size = int(asked.call.query.get("pageSize", PAGE))
        begin = int(asked.call.query.get("continuationToken", "0") or 0)
    except ValueError:
        raise Refused("BadArgument", "pageSize or continuationToken") from None
    # Teams gives pages of 50 to 500 whatever is asked.
    size = max(50, min(size, PAGE))
    there = [found for each in room.people if (found := asked.tenant.find(each)) is not None]
    page: JSON = {"members": [each.shown(asked.tenant.id) for each in there[begin : begin + size]]}
    if begin + size < len(there):
        page["continuationToken"] = str(begin + size)
    return 200, page


@verb("team")
def team(asked: Asked) -> tuple[int, Any]:
    found = asked.tenant.teams.get(asked.conversation)
    if found is None or not found.installed:
        raise Refused("ConversationNotFound")
    return 200, {"id": found.id, "name": found.name, "memberCount": len(found.members), "type": "standard"}


@verb("channels")
def channels(asked: Asked) -> tuple[int, Any]:
    team(asked)
    there = [each for each in asked.tenant.rooms.values() if each.team and each.team.id == asked.conversation]
    # The first channel, which has the team's id, comes without its name.
    named = [(each.id, None if each.id == asked.conversation else each.name) for each in there]
    return 200, {"conversations": [{"id": key, "name": name, "type": "standard"} for key, name in named]}


def _thread(asked: Asked, body: JSON) -> tuple[int, Any]:
    """A new thread of a channel, and its first message."""
    room = asked.tenant.rooms.get(text_at(body, "channelData", "channel", "id"))
    if room is None or room.kind != "channel":
        raise Refused("ConversationNotFound", "A bot creates threads in channels, and no other groups")
    if not room.has_desk:
        raise Refused("BotNotInConversationRoster", "The bot is not part of the conversation roster.")
    if not isinstance(body.get("activity"), dict):
        raise Refused("BadSyntax", "A thread begins with a message")
    check(asked.tenant, body["activity"])
    message = asked.tenant.put(room.id, body["activity"], author=None, root=None)
    told: JSON = {"id": f"{room.id};messageid={message.id}", "activityId": message.id}
    return 201, told | {"serviceUrl": asked.tenant.service_url}


def _stand(asked: Asked, room: Room, activity: JSON, root: str | None, only: Person | None) -> tuple[int, Any]:
    if activity["type"] == "typing":
        return 201, {"id": asked.tenant.stamp()}
    message = asked.tenant.put(room.id, activity, author=None, root=root, only=only.id if only else None)
    return 201, {"id": message.id}


def _writable(asked: Asked) -> Room:
    room = asked.tenant.rooms.get(asked.conversation)
    if room is None or (asked.root is not None and room.kind != "channel"):
        raise Refused("ConversationNotFound")
    if room.kind == "direct":
        person = asked.tenant.find(room.people[0])
        if person is None:
            raise Refused("ConversationNotFound")
        if person.blocked:
            raise Refused("MessageWritesBlocked", "Thread blocks message write.")
        if not asked.tenant.reachable(person):
            raise Refused("ForbiddenOperationException", "The bot is not installed in user's personal scope")
    elif not room.has_desk:
        raise Refused("BotNotInConversationRoster", "The bot is not part of the conversation roster.")
    return room


def _seen(asked: Asked) -> Room:
    room = asked.tenant.rooms.get(asked.conversation)
    if room is None:
        found = asked.tenant.teams.get(asked.conversation)
        if found is None or not found.installed:
            raise Refused("ConversationNotFound")
        room = Room(found.id, found.name, "channel", found)
    if not room.has_desk:
        raise Refused("BotNotInConversationRoster", "The bot is not part of the conversation roster.")
    return room


def _own(asked: Asked) -> Message:
    """A message of the desk's that stands where the call says; the flag of targeted ones as it must be."""
    room = _writable(asked)
    message = asked.tenant.message(room.id, asked.activity)
    if message is None or (asked.root is not None and asked.root != (message.root or message.id)):
        raise Refused("ActivityNotFoundInConversation")
    if message.author is not None:
        raise Refused("InsufficientPrivileges", "A bot changes no one else's messages")
    if asked.targeted is not (message.only is not None):
        raise Refused("ActivityNotFoundInConversation")
    if asked.targeted and isinstance(asked.call.body, dict) and asked.call.body.get("recipient"):
        raise Refused("BadArgument", "The recipient of a targeted message is not changed")
    return message


def _target(asked: Asked, room: Room) -> Person:
    """The one person whom a targeted message is for: a member of where it stands (platform facts 2.3)."""
    if not asked.tenant.targeted:
        raise Refused("BadArgument", "Targeted messages are not enabled for this tenant")
    if room.kind == "direct":
        raise Refused("BadArgument", "Targeted messages are for groups and channels")
    person = asked.tenant.find(text_at(asked.body, "recipient", "id"))
    if person is None:
        raise Refused("BadArgument", "A targeted message needs a recipient")
    if person.id not in room.people:
        raise Refused("BotNotInConversationRoster", "The recipient is not part of the conversation")
    return person


def _route(asked: Asked) -> None:
    """What an activity says of where it goes is where it is sent; any other is a mistake that Teams would not show."""
    said = text_at(asked.body, "conversation", "id")
    if said not in ("", asked.call.conversation):
        raise Refused("BadArgument", f"The activity is for {said}, and sent to {asked.call.conversation}")
    if text_at(asked.body, "from", "id") not in ("", BOT):
        raise Refused("BadArgument", "From somebody else")
