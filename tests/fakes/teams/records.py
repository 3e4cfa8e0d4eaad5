"""What a Teams tenant is made of, as the Bot Framework shows it (platform facts 2.3, 2.4, 2.6)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.teams.login import APP, TENANT

__all__ = ["APP", "BOT", "BOT_NAME", "CARD", "ERROR", "JSON", "MESSAGE", "OTHER_TENANT", "TENANT", "TYPES"]
__all__ += ["Call", "Dialog", "Message", "Person", "Room", "Team", "object_id"]

JSON = dict[str, Any]
OTHER_TENANT = "7e0a1f00-0000-4000-8000-0000000000ff"
BOT, BOT_NAME = f"28:{APP}", "Relais"

CARD = "application/vnd.microsoft.card.adaptive"
MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"

TYPES = {"channel": "channel", "direct": "personal", "group": "groupChat", "duo": "personal"}
"""Our kinds of conversation, as Teams calls them."""


def object_id(name: str) -> str:
    """The same GUID each time for one name."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{name}.relais.invalid"))


@dataclass
class Person:
    """Someone in the tenant. `id`: their aadObjectId. `guest`: of another company, invited. `installed`: the app is in
    their own list; without it, being in a team that has it is enough. `blocked`: they have blocked the desk.
    `hidden`: no clientInfo goes with what they do. `home`: the tenant of another company that they are of, in a channel
    shared with it."""

    id: str
    name: str
    email: str | None = None
    timezone: str = "Europe/Paris"
    locale: str = "fr-FR"
    guest: bool = False
    installed: bool = False
    blocked: bool = False
    gone: bool = False
    hidden: bool = False
    home: str = ""

    @property
    def bot_scoped(self) -> str:
        """The 29: id, by which this desk alone knows them."""
        return f"29:{uuid.uuid5(uuid.NAMESPACE_OID, self.id).hex}"

    def shown(self, tenant: str = TENANT) -> JSON:
        """As the members API answers."""
        first, _, last = self.name.partition(" ")
        told: JSON = {"id": self.bot_scoped, "name": self.name, "objectId": self.id, "aadObjectId": self.id}
        told |= {"givenName": first, "surname": last, "tenantId": self.home or tenant}
        told["userRole"] = "guest" if self.guest else "user"
        if self.email:
            outside = f"{self.email.replace('@', '_')}#EXT#@essai.onmicrosoft.invalid"
            told |= {"email": self.email, "userPrincipalName": outside if self.guest else self.email}
        return told

    def account(self) -> JSON:
        """As the `from` of an activity."""
        return {"id": self.bot_scoped, "name": self.name, "aadObjectId": self.id}


@dataclass
class Team:
    """A team: its members are those of its channels. `installed`: the desk is in it; `rsc`: its owner has agreed to
    ChannelMessage.Read.Group (platform facts 2.2)."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    installed: bool = True
    rsc: bool = True


@dataclass
class Room:
    """A conversation. `kind`: channel, direct, group, or duo, a chat between two people. `team`: a channel's.
    `members`: a chat's own. `there`: the desk is in this chat; `rsc`: its members have agreed to
    ChatMessage.Read.Chat."""

    id: str
    name: str
    kind: str = "channel"
    team: Team | None = None
    members: list[str] = field(default_factory=list)
    there: bool = True
    rsc: bool = False

    @property
    def people(self) -> list[str]:
        return self.team.members if self.team else self.members

    @property
    def has_desk(self) -> bool:
        return self.team.installed if self.team else self.there

    @property
    def hears_all(self) -> bool:
        """Whether the desk is told of what does not mention it."""
        return self.kind == "direct" or (self.team.rsc if self.team else self.rsc)


@dataclass
class Message:
    """One message. `root`: that of its thread in a channel; none for a root, and in chats. `only`: the one person who
    sees a targeted one. `views`: what somebody sees instead, since the desk answered their press with a card."""

    room: str
    id: str
    author: str | None
    activity: JSON
    root: str | None = None
    made: float = 0.0
    only: str | None = None
    gone: bool = False
    edited: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    views: dict[str, JSON] = field(default_factory=dict)
    history: list[JSON] = field(default_factory=list)

    @property
    def text(self) -> str:
        return str(self.activity.get("text") or "")

    @property
    def text_shown(self) -> str:
        """What it reads, without Teams' own escapes."""
        return str(self.activity.get("shown", self.text))

    def card(self, user: str | None = None) -> JSON | None:
        """The card that it shows, to this person."""
        if user in self.views:
            return self.views[user]
        found: list[JSON] = self.activity.get("attachments") or []
        return next((each["content"] for each in found if each.get("contentType") == CARD), None)

    def conversation(self) -> str:
        """The id under which Teams speaks of where it stands: with its thread's root, in a channel."""
        return f"{self.room};messageid={self.root or self.id}"


@dataclass
class Dialog:
    """A form in front of someone. `fetched`: by what it was opened (`task` or `composeExtension`); `source`: the
    activity that opened it, of which its answers are made; `typed`: what was filled in and not yet sent."""

    user: str
    title: str
    card: JSON
    fetched: str
    source: JSON
    typed: dict[str, str] = field(default_factory=dict)


@dataclass
class Call:
    """One call that the desk made: what it asked, what it was answered, and the fault that it met. `verb`: send, reply,
    update, delete, create, member, members, team or channels."""

    verb: str
    method: str
    path: str
    query: dict[str, str]
    body: Any
    began: float
    conversation: str = ""
    status: int = 0
    answer: Any = None
    fault: str | None = None
    ended: float | None = None
