"""What a Slack workspace is made of, as the Web API shows it (platform facts 1.2, 1.4, 1.7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]
TEAM, OTHER_TEAM = "T0RELAIS", "T0OTHER"
APP, BOT_USER, BOT = "A0RELAIS", "U0RELAIS", "B0RELAIS"
DOMAIN = "relais-essai"

PREFIX = {"public": "C", "private": "C", "im": "D", "mpim": "G"}
CHANNEL_TYPE = {"public": "channel", "private": "group", "im": "im", "mpim": "mpim"}


@dataclass
class User:
    """Someone. `kind`: member, guest (is_restricted), single (a single-channel guest), outsider (another company's, by
    Slack Connect) or bot. `hidden`: their e-mail is shown to no app. `stranger`: an outsider who shares no channel."""

    id: str
    name: str
    email: str | None = None
    kind: str = "member"
    tz: str = "Europe/Paris"
    tz_offset: int = 3600
    locale: str = "fr-FR"
    hidden: bool = False
    deleted: bool = False
    stranger: bool = False
    admin: bool = False
    bot_id: str | None = None

    @property
    def team(self) -> str:
        return OTHER_TEAM if self.kind == "outsider" else TEAM

    def shown(self, *, email: bool, locale: bool) -> JSON:
        """As users.info answers; `email`: the app holds users:read.email; `locale`: include_locale was asked."""
        handle = self.name.lower().replace(" ", ".")
        profile: JSON = {"real_name": self.name, "display_name": self.name, "team": self.team}
        first, _, last = self.name.partition(" ")
        profile |= {"first_name": first, "last_name": last, "image_48": f"https://avatars.invalid/{self.id}.png"}
        told_so: JSON = {}
        if self.kind == "bot":
            profile |= {"bot_id": self.bot_id, "api_app_id": APP if self.id == BOT_USER else "A0OTHER"}
        elif email and self.email and not self.hidden:
            profile["email"] = self.email
            told_so["is_email_confirmed"] = True
        told: JSON = {"id": self.id, "team_id": self.team, "name": handle, "deleted": self.deleted, "profile": profile}
        told |= told_so | {"is_bot": self.kind == "bot", "is_app_user": False, "updated": 1_700_000_000}
        if self.deleted:
            return told
        told |= {"real_name": self.name, "tz": self.tz, "tz_label": self.tz, "tz_offset": self.tz_offset}
        told |= {"is_restricted": self.kind in ("guest", "single"), "is_ultra_restricted": self.kind == "single"}
        told |= {"is_admin": self.admin, "is_owner": False, "is_primary_owner": False}
        if self.kind == "outsider":
            told["is_stranger"] = self.stranger
        elif locale:
            told["locale"] = self.locale
        return told


@dataclass
class Channel:
    """A conversation. `kind`: public, private, im or mpim; `shared`: with another company (is_ext_shared)."""

    id: str
    name: str
    kind: str = "public"
    members: list[str] = field(default_factory=list)
    archived: bool = False
    shared: bool = False

    def shown(self) -> JSON:
        told: JSON = {"id": self.id, "created": 1_700_000_000, "is_archived": self.archived}
        told |= {"is_im": self.kind == "im", "is_mpim": self.kind == "mpim", "is_org_shared": False}
        told |= {"is_ext_shared": self.shared, "is_shared": self.shared, "context_team_id": TEAM}
        told |= {"shared_team_ids": [TEAM, OTHER_TEAM] if self.shared else [TEAM]}
        if self.kind == "im":
            return told | {"user": next(each for each in self.members if each != BOT_USER)}
        told |= {"name": self.name, "name_normalized": self.name, "is_channel": self.kind == "public"}
        told |= {"is_group": self.kind == "private", "is_private": self.kind != "public"}
        return told | {"is_general": False, "is_member": BOT_USER in self.members, "num_members": len(self.members)}


@dataclass
class Message:
    """One message; `thread`: the root's ts when it is a reply. `gone`: deleted; `tombstone`: a deleted root whose
    thread lives on (platform facts 1.2)."""

    channel: str
    ts: str
    user: str | None
    text: str
    team: str = TEAM
    blocks: list[JSON] | None = None
    thread: str | None = None
    bot: str | None = None
    subtype: str | None = None
    files: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    metadata: JSON | None = None
    edited: JSON | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    broadcast: bool = False
    gone: bool = False
    tombstone: bool = False
    client_id: str | None = None

    def shown(self, replies: Iterable[Message] = (), *, metadata: bool = False) -> JSON:
        """As history gives it back; `replies` are those to it."""
        told: JSON = {"type": "message", "text": self.text, "ts": self.ts, "team": self.team}
        if self.tombstone:
            told |= {"subtype": "tombstone", "text": "This message was deleted.", "user": "USLACKBOT", "hidden": True}
        else:
            told |= self._content(metadata)
        if self.thread:
            told["thread_ts"] = self.thread
        answers = list(replies)
        if answers:
            who = list(dict.fromkeys(each.user for each in answers if each.user))
            told |= {"thread_ts": self.ts, "reply_count": len(answers), "reply_users": who[:5]}
            told |= {"reply_users_count": len(who), "latest_reply": answers[-1].ts}
        return told

    def _content(self, metadata: bool) -> JSON:
        told: JSON = {}
        if self.user:
            told["user"] = self.user
        if self.bot:
            told |= {"bot_id": self.bot, "app_id": APP if self.user == BOT_USER else "A0OTHER"}
        if self.client_id:
            told["client_msg_id"] = self.client_id
        for key in ("subtype", "blocks", "files", "attachments", "edited"):
            if getattr(self, key):
                told[key] = getattr(self, key)
        if self.metadata and metadata:
            told["metadata"] = self.metadata
        if self.reactions:
            shown = self.reactions.items()
            told["reactions"] = [{"name": name, "users": users, "count": len(users)} for name, users in shown]
        return told


@dataclass
class Ephemeral:
    """What one person alone sees, for a time; no API reads it back."""

    user: str
    channel: str
    ts: str
    text: str
    blocks: list[JSON] | None = None
    thread: str | None = None
    via: str = "chat.postEphemeral"


@dataclass
class View:
    """A modal or a home. `typed`: what the person has filled in and not yet sent, by block and action."""

    id: str
    user: str
    body: JSON
    hash: str
    root: str
    previous: str | None = None
    typed: dict[str, dict[str, JSON]] = field(default_factory=dict)

    def shown(self, values: JSON) -> JSON:
        keys = ("type", "blocks", "title", "close", "submit", "callback_id", "private_metadata", "external_id")
        told: JSON = {"title": None, "close": None, "submit": None} if self.body["type"] == "modal" else {}
        told |= {"callback_id": "", "private_metadata": "", "external_id": ""}
        told |= {key: self.body[key] for key in keys if key in self.body}
        told |= {"id": self.id, "team_id": TEAM, "app_id": APP, "bot_id": BOT, "app_installed_team_id": TEAM}
        told |= {"hash": self.hash, "root_view_id": self.root, "previous_view_id": self.previous}
        told |= {key: bool(self.body.get(key)) for key in ("clear_on_close", "notify_on_close")}
        return told | {"state": {"values": values}}


@dataclass
class Trigger:
    """A trigger_id's right to open one view, for 3 s (platform facts 1.4). `view`: the modal it was made in."""

    user: str
    made: float
    view: str | None = None
    used: bool = False


@dataclass
class Hook:
    """A response_url: five uses in 30 minutes (platform facts 1.4). `source`: the ts it may replace or delete."""

    user: str
    channel: str
    made: float
    source: str | None = None
    left: int = 5


@dataclass
class Call:
    """One call that the app made: what it asked, what it was answered, and the fault that it met."""

    method: str
    arguments: JSON
    began: float
    status: int = 0
    answer: JSON = field(default_factory=dict)
    fault: str | None = None
    ended: float | None = None
