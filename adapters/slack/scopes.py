"""What the app may do in a workspace, and why: the manifest asks for these scopes and no other, doctor looks at each.

Source: platform facts 1.1 and the « Works with » of each method's and event's page on docs.slack.dev.
"""

from __future__ import annotations

from dataclasses import dataclass

PATH = "/slack/events"
"""Where the desk is told of all that happens, over HTTP."""

_HISTORY = ("conversations.history", "conversations.replies")
_INFO = ("conversations.info", "conversations.members", "users.conversations")


@dataclass(frozen=True, slots=True)
class Scope:
    """A bot scope. `methods` of the Web API that need it, for one sort of channel at least; `events` that do."""

    name: str
    methods: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    @property
    def use(self) -> str:
        """The catalogue key that says what it is for."""
        return f"doctor.slack_scope.{self.name.replace(':', '_').replace('.', '_')}"


SCOPES = (
    Scope("app_mentions:read", events=("app_mention",)),
    Scope("channels:history", _HISTORY, ("message.channels",)),
    Scope(
        "channels:read",
        _INFO,
        (
            *("channel_archive", "channel_deleted", "channel_id_changed", "channel_left", "channel_rename"),
            *("channel_shared", "channel_unarchive", "channel_unshared"),
            *("member_joined_channel", "member_left_channel"),
        ),
    ),
    Scope("chat:write", ("chat.delete", "chat.postEphemeral", "chat.postMessage", "chat.update")),
    # Slash commands and shortcuts, which are neither methods nor events.
    Scope("commands"),
    # The files of a message come with it: their name and permalink are read, never what is in them.
    Scope("files:read"),
    Scope("groups:history", _HISTORY, ("message.groups",)),
    Scope(
        "groups:read",
        _INFO,
        ("group_archive", "group_deleted", "group_left", "group_rename", "group_unarchive"),
    ),
    Scope("im:history", _HISTORY, ("message.im",)),
    Scope("im:write", ("conversations.open",)),
    Scope("mpim:history", _HISTORY, ("message.mpim",)),
    Scope("reactions:read", events=("reaction_added", "reaction_removed")),
    Scope("reactions:write", ("reactions.add", "reactions.remove")),
    Scope("users:read", ("users.info", "users.list"), ("user_change",)),
    # users.info gives an e-mail only with it.
    Scope("users:read.email", ("users.lookupByEmail",)),
)
"""In the order in which Slack lists them."""

FREE_METHODS = frozenset("apps.connections.open auth.test views.open views.publish views.push views.update".split())
"""Methods that need no scope of the bot's; apps.connections.open needs connections:write of the app-level token."""
FREE_EVENTS = ("app_home_opened", "app_uninstalled", "tokens_revoked")

EVENTS = (*sorted(event for scope in SCOPES for event in scope.events), *FREE_EVENTS)
"""What the app subscribes to: all that adapters/slack/translate.py makes something of."""
