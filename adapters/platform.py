"""The port that every platform implements, what it can do, and the closed family of what can go wrong.

A platform's folder exports `platform(ports: AppPorts) -> Platform` (a `Factory`); the pump (adapters/delivery.py) is
the only caller of its verbs, and the roof (relais/app.py) of the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from adapters.rendering import Drawn, DrawnForm
from bot.events import MessageSeen, Profile

if TYPE_CHECKING:
    from aiohttp.web import AbstractRouteDef

    from bot.charter import Charter
    from bot.clock import Clock
    from bot.door import Door
    from storage.database import Database
    from storage.writer import Writer


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a platform can do; all off by default, each with its fallback in the design."""

    threads: bool = False
    slash_commands: bool = False
    whispers: bool = False
    reactions_anywhere: bool = False
    reactions_out: bool = False
    edits_seen: bool = False
    home: bool = False
    reader_dates: bool = False
    finds_sent: bool = False
    """It can be asked whether an outbox row was posted; without it, an unknown outcome is sent again and counted."""
    reads_messages: bool = False
    """It can be asked for a message by its ts; without it, of a message only what came along with an act is known."""
    post_every: float = 0.0
    """Seconds between two posts in one conversation, as the platform asks; 0 for no such limit."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to post: a conversation, and the thread's root in it, or none for a message of its own."""

    conversation: str
    root: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One message to send. `outbox_id` travels with it, so that it can be found again."""

    outbox_id: int
    to: Address
    card: Drawn


@dataclass(frozen=True, slots=True)
class Ref:
    """A message that stands on the platform."""

    conversation: str
    ts: str


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as the platform names them: team (workspace or tenant) and user id."""

    team: str
    user: str


class PlatformError(Exception):
    """What a platform answered. `sentence` is a catalogue key: what a coordinator is told."""

    sentence = "platform.error"


class RateLimited(PlatformError):
    """Not done: wait `after` seconds. `scope` names what is limited, and only that waits: `*` (the whole platform), a
    verb of the outbox (`send`, `update`, … the values of OutboxKind), a conversation, or both as `send:C1`."""

    sentence = "platform.rate_limited"

    def __init__(self, after: float, scope: str) -> None:
        super().__init__(scope)
        self.after = after
        self.scope = scope


class Transient(PlatformError):
    """Not done; trying again later is right."""

    sentence = "platform.transient"


class Unknown(PlatformError):
    """May have been done: ask before doing it again.

    `answered`: the platform itself said that it failed, and is not still at it; seldom was it done all the same.
    """

    sentence = "platform.unknown"

    def __init__(self, code: str = "", *, answered: bool = False) -> None:
        super().__init__(code)
        self.answered = answered


class TooBig(PlatformError):
    sentence = "platform.too_big"


class Permanent(PlatformError):
    """Trying again would give the same answer."""

    sentence = "platform.permanent"


class Gone(Permanent):
    sentence = "platform.gone"


class RootGone(Permanent):
    """The message under which it was to stand is gone; the desk is in that conversation all the same."""

    sentence = "platform.root_gone"


class NotMember(Permanent):
    sentence = "platform.not_member"


class Blocked(Permanent):
    sentence = "platform.blocked"


class NotInstalled(Permanent):
    """The desk itself is refused, whatever it says and wherever: its token, its being installed at all."""

    sentence = "platform.not_installed"


class NotInstalledHere(Permanent):
    """The desk works, and is not where this is: not added for that person, nor to that team."""

    sentence = "platform.not_installed_here"


class Forbidden(Permanent):
    sentence = "platform.forbidden"


class Platform(Protocol):
    """One platform. Every method is a call over its network; each may raise `PlatformError`."""

    @property
    def name(self) -> str:
        """As in the charter's channels: slack, teams …"""
        ...

    @property
    def capabilities(self) -> Capabilities: ...

    @property
    def routes(self) -> Sequence[AbstractRouteDef]:
        """What it serves over HTTP: added to the desk's web application before it starts."""
        ...

    async def start(self) -> None:
        """Connect. Called once the desk takes events, and before it listens."""
        ...

    async def stop(self) -> None:
        """Take nothing more in, then let go of connections; effects in flight are over by then. Also before `start`."""
        ...

    def not_ready(self) -> Sequence[str]:
        """Why it cannot work now, as codes for /readyz (`slack.not_connected`); empty when it can."""
        ...

    async def send(self, post: Post) -> Ref:
        """Post a message."""
        ...

    async def update(self, ref: Ref, card: Drawn) -> None:
        """Replace a message of ours."""
        ...

    async def delete(self, ref: Ref) -> None:
        """Take a message of ours back; one already gone is no error."""
        ...

    async def react(self, ref: Ref, verb: str, on: bool) -> None:
        """Put our emoji (or take it back). `verb`: create, claim, done, urgent. Repeating is no error."""
        ...

    async def whisper(self, person: Someone, at: Address, card: Drawn, outbox_id: int) -> None:
        """Show something to one person only, in a conversation or, where that cannot be, in their direct one.

        With an outbox id that was whispered already: instead of that, where the platform can, else once more.
        """
        ...

    async def direct(self, person: Someone) -> str:
        """The direct conversation with a person, opened if need be."""
        ...

    async def home(self, person: Someone, card: Drawn) -> None:
        """Publish someone's home."""
        ...

    async def update_form(self, form_id: str, form: DrawnForm) -> None:
        """Fill a form that was opened as a loading view."""
        ...

    async def fetch_person(self, person: Someone) -> Profile:
        """Someone's profile; `Gone` when there is no such person."""
        ...

    async def fetch_message(self, ref: Ref, root: str | None) -> MessageSeen:
        """A message's author and text; its `who` is none when it is gone."""
        ...

    async def members(self, conversation: str) -> Sequence[Profile]:
        """The profiles of a conversation's members."""
        ...

    async def find_sent(self, outbox_id: int, to: Address, since: datetime) -> Ref | None:
        """The message that carries this outbox id, if it was posted since then (UTC)."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `relais doctor` looked at. `what` and `advice` are catalogue keys with their arguments."""

    ok: bool
    what: str
    advice: str | None = None
    arguments: Mapping[str, str | int] | None = None


@runtime_checkable
class Examined(Protocol):
    """What a platform adds when it can say more of itself to `relais doctor`."""

    async def examine(self) -> Sequence[Finding]:
        """Its token, scopes, channels and membership, looked at now. Called without `start`."""
        ...


@runtime_checkable
class Complaining(Protocol):
    """What a platform adds when it can say what somebody must mend before it works."""

    def complaints(self) -> Sequence[Finding]:
        """What is wrong now, in a sentence each for whoever started the desk; looked at from time to time."""
        ...


@runtime_checkable
class Attended(Protocol):
    """What a platform adds when it can say who is where without being started: for `relais access`."""

    async def attending(self, conversations: Sequence[str]) -> Mapping[str, Sequence[Profile] | PlatformError]:
        """The members of each of these conversations, or why that is not known. By calls of its own."""
        ...


class AppPorts(Protocol):
    """What the roof gives a platform."""

    @property
    def settings(self) -> Any:
        """relais.settings.Settings; not named here, for an adapter imports nothing of the roof."""
        ...

    @property
    def charter(self) -> Charter:
        """The charter in force now; ask again rather than keep it."""
        ...

    @property
    def clock(self) -> Clock: ...

    @property
    def door(self) -> Door: ...

    @property
    def writer(self) -> Writer: ...

    @property
    def database(self) -> Database: ...


Factory = Callable[[AppPorts], Platform]
