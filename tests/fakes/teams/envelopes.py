"""The activities that Teams sends (platform facts 2.3, 2.4, 2.7), and who may hear of which."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.delivering import Answer
from tests.fakes.teams.records import APP, BOT, BOT_NAME, JSON, TYPES, Message, Person, Room
from tests.fakes.teams.tenant import Tenant


@dataclass
class Delivery:
    """One activity told to the desk. `attempts`: what each got; `answer`: the first that came in time, which is all
    that a person sees; `lost`: given up, or dropped to order."""

    activity: JSON
    attempts: list[Answer] = field(default_factory=list)
    answer: Answer = field(default_factory=lambda: Answer(failed="timeout"))
    lost: bool = False

    @property
    def kind(self) -> str:
        """Its type; an invoke's name."""
        return str(self.activity.get("name") or self.activity["type"])

    @property
    def acknowledged(self) -> bool:
        return any(each.ok for each in self.attempts)


def activity(tenant: Tenant, kind: str, person: Person, room: Room, at: Message | None = None, **more: Any) -> JSON:
    """What every activity says, and `more`. `at`: the message whose thread it belongs to."""
    stamp = tenant.timestamp()
    told: JSON = {"type": kind, "id": f"f:{tenant.uuid()}", "timestamp": stamp, "localTimestamp": stamp}
    told |= {"channelId": "msteams", "serviceUrl": tenant.service_url, "from": person.account()}
    told |= {"recipient": {"id": BOT, "name": BOT_NAME}, "conversation": conversation(tenant, person, room, at)}
    told["channelData"] = channel_data(tenant, room)
    if not person.hidden:
        told |= {"locale": person.locale, "localTimezone": person.timezone}
        known = {"locale": person.locale, "country": "FR", "platform": "Web", "timezone": person.timezone}
        told["entities"] = [known | {"type": "clientInfo"}]
    extra = more.pop("channelData", {})
    told["channelData"] |= extra
    told["entities"] = told.get("entities", []) + more.pop("entities", [])
    return told | more


def conversation(tenant: Tenant, person: Person, room: Room, at: Message | None) -> JSON:
    """The conversation as an activity of this person names it; in a channel with its thread."""
    if room.kind == "duo" and not room.there and not tenant.names_duos:
        room = tenant.direct(person.id)
    key = at.conversation() if at is not None and room.kind == "channel" else room.id
    told: JSON = {"conversationType": TYPES[room.kind], "id": key, "tenantId": tenant.id}
    if TYPES[room.kind] != "personal":
        told["isGroup"] = True
    return told


def channel_data(tenant: Tenant, room: Room) -> JSON:
    """Without team and channel in a personal chat (platform facts 2.4)."""
    told: JSON = {"tenant": {"id": tenant.id}}
    if room.team is not None:
        told |= {"teamsTeamId": room.team.id, "teamsChannelId": room.id}
        told |= {"team": {"id": room.team.id, "name": room.team.name}, "channel": {"id": room.id, "name": room.name}}
    return told


def written(tenant: Tenant, text: str, mentions: tuple[str, ...]) -> JSON:
    """What somebody typed, as Teams tells it: escaped; the first `@Name` of each of `mentions` is a mention."""
    out, body, entities = html.escape(text, quote=False), html.escape(text, quote=False), []
    for number, whom in enumerate(mentions):
        account = {"id": BOT, "name": BOT_NAME} if whom == BOT else _account(tenant, whom)
        name = html.escape(account["name"], quote=False)
        tag = f"<at>{name}</at>"
        entities.append({"type": "mention", "mentioned": account, "text": tag})
        out = out.replace(f"@{name}", tag, 1)
        body = body.replace(f"@{name}", f'<span itemscope itemid="{number}">{name}</span>', 1)
    page = {"contentType": "text/html", "content": f"<div>{body}</div>"}
    return {"text": out, "textFormat": "plain", "attachments": [page], "entities": entities}


def quoted(tenant: Tenant, message: Message, pages: list[JSON]) -> list[JSON]:
    """The page of a message that quotes another, as Teams' clients write it (from messages seen; undocumented (?))."""
    author = tenant.people[message.author].name if message.author else BOT_NAME
    head = f'<strong itemprop="mri">{html.escape(author)}</strong><span itemprop="time" itemid="{message.id}"></span>'
    seen = html.escape(message.text_shown[:80], quote=False)
    quote = f'<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="{message.id}">{head}'
    return [
        each | {"content": f'{quote}<p itemprop="preview">{seen}</p></blockquote>{each["content"]}'} for each in pages
    ]


def forwarded(message: Message, pages: list[JSON]) -> list[JSON]:
    """The page of a message that forwards another, and what was forwarded (from messages seen; undocumented (?))."""
    seen = f"<p>{html.escape(message.text_shown, quote=False)}</p>{json.dumps(message.card(), ensure_ascii=False)}"
    told = {"originalMessageId": message.id, "originalMessageContent": seen, "originalConversationId": message.room}
    marker = f'<attachment id="{message.id}"></attachment>'
    inside = {"id": message.id, "contentType": "forwardedMessageReference", "content": json.dumps(told)}
    return [*(each | {"content": f"{each['content']}{marker}"} for each in pages), inside]


def payload(tenant: Tenant, room: Room, message: Message) -> JSON:
    """A message as a message action brings it (its `messagePayload`)."""
    author: JSON = {"application": {"applicationIdentityType": "bot", "id": APP, "displayName": BOT_NAME}}
    if message.author is not None:
        someone = tenant.people[message.author]
        author = {"user": {"userIdentityType": "aadUser", "id": someone.id, "displayName": someone.name}}
    body = html.escape(message.text_shown, quote=False).replace("\n", "<br>")
    mentions = []
    told = [each for each in message.activity.get("entities", ()) if each.get("type") == "mention"]
    for number, each in enumerate(told):
        of, name = each["mentioned"], html.escape(each["mentioned"]["name"], quote=False)
        body = body.replace(f"@{name}", f'<at id="{number}">{name}</at>', 1)
        mentions.append({"id": number, "mentionText": of["name"], "mentioned": _named(tenant, of)})
    told_so: JSON = {"id": message.id, "createdDateTime": tenant.timestamp(), "messageType": "message"}
    told_so |= {"lastModifiedDateTime": None, "deleted": False, "importance": "normal", "locale": "fr-fr"}
    told_so |= {"replyToId": message.root} if message.root else {}
    told_so |= {"linkToMessage": f"https://teams.invalid/l/message/{room.id}/{message.id}", "from": author}
    told_so |= {"body": {"contentType": "html", "content": f"<p>{body}</p>"}, "subject": None, "summary": None}
    return told_so | {"attachments": [], "mentions": mentions, "reactions": []}


def hears(room: Room, message: JSON) -> bool:
    """Whether the desk is told of a message: it is there, and it is mentioned or has the RSC permission."""
    if not room.has_desk:
        return False
    called = [each for each in message.get("entities", ()) if (each.get("mentioned") or {}).get("id") == BOT]
    return room.hears_all or bool(called)


def _account(tenant: Tenant, whom: str) -> JSON:
    someone = tenant.people[whom]
    return {"id": someone.bot_scoped, "name": someone.name}


def _named(tenant: Tenant, account: JSON) -> JSON:
    if account["id"] == BOT:
        return {"application": {"applicationIdentityType": "bot", "id": APP, "displayName": BOT_NAME}}
    someone = tenant.find(account["id"])
    assert someone is not None
    return {"user": {"userIdentityType": "aadUser", "id": someone.id, "displayName": someone.name}}
