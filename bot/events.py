"""What can come in. Everything that changes anything enters as one of these, by one door.

An event is what a platform said, already verified and translated, and nothing that was decided. Times are aware. `key`
is what makes a repetition the same event (design part 5, promise 1). Text is storable: `storable` has passed over it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, field_serializer

VERSION = 1
EVERYWHERE = ("NotInstalled", "Forbidden")
"""Why a platform refuses the desk itself: its token, its permissions, its being installed."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MUCH_LATER = timedelta(days=3653)
"""Before and after what nobody writes. A desk's clock may be moved ahead, by years too."""
UNTOLD = "untold"
"""What is known later of what was taken out of an event: that there was something."""
_LONE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """The same text, where what no database keeps is shown as a visible sign: NUL as ␀, a lone surrogate as �."""
    text = text.replace("\0", "␀")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _LONE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text


class Part(BaseModel):
    """A part of an event: read once, never changed."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Who(Part):
    """Someone, as a platform names them."""

    platform: str
    team: str
    user: str

    @property
    def fact(self) -> str:
        """The key on which an event waits until this person is known."""
        return f"person:{self.platform}:{self.team}:{self.user}"


class Where(Part):
    """A conversation, and the thread in it, if one."""

    platform: str
    conversation: str
    kind: Literal["channel", "direct", "group"] = "channel"
    root: str | None = None


class FileSeen(Part):
    name: str
    size: int = 0
    type: str = ""
    permalink: str = ""
    owner: str = ""


class Profile(Part):
    """What a platform knows of someone. `email` only where the platform shows it as theirs.

    `outsider`: a guest, or of another company; `elsewhere`: of another company, which answers for that e-mail. Where
    that is not said, an outsider is.
    """

    who: Who
    name: str
    email: str | None = None
    language: str | None = None
    timezone: str | None = None
    bot: bool = False
    outsider: bool = False
    elsewhere: bool | None = None
    active: bool = True


class _Event(Part):
    v: int = VERSION
    key: str
    at: AwareDatetime

    @property
    def resolves(self) -> tuple[str, ...]:
        """The missing facts that this event brings: those who wait on them are woken."""
        return ()


class _Written(_Event):
    """What somebody wrote. `spared`: of what kinds something was taken out of it, for it is not to be kept.

    It is stored as that something was, and not of what kind: that somebody reports a wrong is to be found nowhere.
    """

    spared: tuple[str, ...] = ()

    @field_serializer("spared")
    def _untold(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        return (UNTOLD,) if kinds else ()


class MessagePosted(_Written):
    kind: Literal["message_posted"] = "message_posted"
    who: Who
    where: Where
    ts: str
    text: str
    mentions_desk: bool = False
    mentions: tuple[str, ...] = ()
    files: tuple[FileSeen, ...] = ()


class MessageEdited(_Written):
    """`restored`: its author took back that it was deleted."""

    kind: Literal["message_edited"] = "message_edited"
    who: Who
    where: Where
    ts: str
    text: str
    files: tuple[FileSeen, ...] = ()
    restored: bool = False


class MessageDeleted(_Event):
    kind: Literal["message_deleted"] = "message_deleted"
    where: Where
    ts: str


class ReactionAdded(_Event):
    kind: Literal["reaction_added"] = "reaction_added"
    who: Who
    where: Where
    ts: str
    emoji: str


class ReactionRemoved(_Event):
    kind: Literal["reaction_removed"] = "reaction_removed"
    who: Who
    where: Where
    ts: str
    emoji: str


class CommandGiven(_Written):
    """`/desk claim LYO-42`: `command` without its slash, `text` all that follows."""

    kind: Literal["command_given"] = "command_given"
    who: Who
    where: Where
    command: str
    text: str
    trigger: str | None = None


class ButtonPressed(_Event):
    """`value` comes from the client: it names, it never authorises. `ts` is the message that carried the button."""

    kind: Literal["button_pressed"] = "button_pressed"
    who: Who
    where: Where
    ts: str | None = None
    act: str
    value: str
    trigger: str | None = None


class ShortcutUsed(_Event):
    """`desk_new` anywhere, or `desk_from_message` on somebody's message."""

    kind: Literal["shortcut_used"] = "shortcut_used"
    who: Who
    where: Where | None = None
    shortcut: Literal["desk_new", "desk_from_message"]
    ts: str | None = None
    trigger: str | None = None


class FormSubmitted(_Written):
    kind: Literal["form_submitted"] = "form_submitted"
    who: Who
    form: str
    values: dict[str, str]


class HomeOpened(_Event):
    kind: Literal["home_opened"] = "home_opened"
    who: Who


class PeopleSeen(_Event):
    """Profiles that the platform gave: asked for, or of all the members of a conversation.

    `unknown`: those it was asked for and would not tell; who waits on them is woken, and denied when still missing
    them.
    """

    kind: Literal["people_seen"] = "people_seen"
    profiles: tuple[Profile, ...]
    unknown: tuple[Who, ...] = ()

    @property
    def resolves(self) -> tuple[str, ...]:
        return tuple(profile.who.fact for profile in self.profiles) + tuple(who.fact for who in self.unknown)


class MessageSeen(_Written):
    """A message that was asked for: its author and text, or none of it when it is gone."""

    kind: Literal["message_seen"] = "message_seen"
    where: Where
    ts: str
    who: Who | None = None
    text: str | None = None
    posted_at: AwareDatetime | None = None
    files: tuple[FileSeen, ...] = ()

    @property
    def resolves(self) -> tuple[str, ...]:
        return (message_fact(self.where.platform, self.where.conversation, self.ts),)


class CardSettled(_Event):
    """The post of a request's card, of which nobody knew whether it stood, is known to stand or not to.

    `channel` and `lane` are those of its row of the outbox.
    """

    kind: Literal["card_settled"] = "card_settled"
    channel: str
    lane: str

    @property
    def resolves(self) -> tuple[str, ...]:
        return card_fact(self.channel), card_fact(self.lane)


class PostRefused(_Event):
    """A platform refuses for good what the desk was to say in a conversation, or to somebody. Never what it said.

    `why`: the name of the port's error (adapters/platform.py); `request`: the row of the one that it was about.
    """

    kind: Literal["post_refused"] = "post_refused"
    why: str
    platform: str
    conversation: str | None = None
    who: Who | None = None
    """Whose direct conversation it was, if it was one."""
    request: int | None = None
    place: int | None = None
    """The row of the place where a request's card was to stand, if it was that, and the desk is not there."""
    post: int | None = None
    """The row of the outbox that said it, if it was said of a request, under its card: it may be said elsewhere."""
    question: str | None = None
    """What they were asked in it, by its name, if it was that."""

    @property
    def everywhere(self) -> bool:
        """Whether the platform refuses the desk itself, and so whatever is said there."""
        return self.why in EVERYWHERE

    @property
    def trouble(self) -> str:
        """What is told once a day: the reason, and the place that it is of."""
        spot = self.platform if self.everywhere else self.who.fact if self.who else self.conversation
        return f"{self.why}:{self.platform}:{spot}"


class ConversationSeen(_Event):
    """The desk was added to a conversation, or learned something of it."""

    kind: Literal["conversation_seen"] = "conversation_seen"
    where: Where
    name: str = ""
    shared: bool = False
    member: bool = True
    added: bool = False
    """Whether somebody has just put the desk there, for all that the platform tells."""
    who: Who | None = None
    """With whom the desk is alone there, where it is a direct conversation."""
    formerly: str | None = None
    """The id by which it went until now, where the platform has given it another."""


class TimerDue(_Event):
    """`timer`: the row's kind, and `subject` what it is about; `at` is when it was due."""

    kind: Literal["timer_due"] = "timer_due"
    timer: str
    subject: str


class CharterChanged(_Event):
    """Another charter is in force; `hash` names it."""

    kind: Literal["charter_changed"] = "charter_changed"
    hash: str


Event = Annotated[
    MessagePosted
    | MessageEdited
    | MessageDeleted
    | ReactionAdded
    | ReactionRemoved
    | CommandGiven
    | ButtonPressed
    | ShortcutUsed
    | FormSubmitted
    | HomeOpened
    | PeopleSeen
    | MessageSeen
    | CardSettled
    | PostRefused
    | ConversationSeen
    | TimerDue
    | CharterChanged,
    Field(discriminator="kind"),
]

_events: TypeAdapter[Any] = TypeAdapter(Event)


def message_fact(platform: str, conversation: str, ts: str) -> str:
    """The key on which an event waits until this message's text is known."""
    return f"message:{platform}:{conversation}:{ts}"


def card_fact(where: str) -> str:
    """The key on which an event waits until a card being posted there (a channel or lane of the outbox) is settled."""
    return f"card:{where}"


E = TypeVar("E", bound=_Event)


def at_a_time(event: E, now: datetime) -> E:
    """The same event; an instant that no clock of today tells is `now` (aware), for nothing can be counted from it."""
    told = {"at": event.at, "posted_at": getattr(event, "posted_at", None)}
    wrong = {name for name, at in told.items() if at is not None and not LONG_AGO <= at <= now + MUCH_LATER}
    return event.model_copy(update=dict.fromkeys(wrong, now)) if wrong else event


def dump(event: _Event) -> str:
    """An event as it is stored in the inbox."""
    return event.model_dump_json(exclude_defaults=False)


def load(body: str) -> Any:
    """An event read back, of this version or an older one; `ValueError` if it is neither."""
    return _events.validate_json(body)


def timer_key(timer: str, subject: str, due: datetime) -> str:
    """What makes a timer's firing the same firing: its kind, subject and scheduled instant (UTC)."""
    return f"timer:{timer}:{subject}:{due.isoformat()}"
