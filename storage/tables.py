"""The nouns of the desk, as tables.

One desk is one company: no table carries a tenant. Times are UTC and aware. What people wrote stands in `Words` alone
and is referred to by id everywhere else; the journal holds ids, codes and numbers. Enums are stored as short text, so
that a value added later is readable by an older replica.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Text, UniqueConstraint, false, text
from sqlmodel import Field

from storage.rows import Stored
from storage.sealing import Sealed, SealedJson
from storage.types import Code, Instant

Id = BigInteger().with_variant(Integer, "sqlite")


def _key() -> Any:
    return Field(default=None, sa_column=Column(Id, primary_key=True, autoincrement=True))


def _time(**options: Any) -> Any:
    return Field(default=None, sa_column=Column(Instant(), **options))


def _code(enum: type[StrEnum], **default: Any) -> Any:
    return Field(sa_column=Column(Code(enum), nullable=False), **default)


def _json() -> Any:
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class State(StrEnum):
    """Where a request stands (design part 2)."""

    NEW = "new"
    CLAIMED = "claimed"
    WAITING = "waiting"
    TO_VALIDATE = "to_validate"
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"


# Said as each dialect says `WHERE open` and `WHERE NOT done`, or SQLite does not see that the index fits.
_OPEN, _OPEN_LITE = text("open"), text("open = 1")
_NOT_DONE, _NOT_DONE_LITE = text("NOT done"), text("done = 0")
_NOT_ENDED, _NOT_ENDED_LITE = text("NOT ended"), text("ended = 0")
_NOT_OVER_SQL = text("ended_at IS NULL")
_UNCLOSED_SQL = text("closes_at IS NOT NULL AND closed_at IS NULL")
_AWAITING, _AWAITING_LITE = text("awaits_approval"), text("awaits_approval = 1")
_CONFIDENTIAL = text("level = 'confidential'")
CONFIDED = "level = 'confidential' OR key_id IS NOT NULL"
_CONFIDED = text(CONFIDED)
_UNDECIDED_SQL = text("decided_at IS NULL")
_MERGED_SQL = text("merged_into IS NOT NULL")
_NOT_ASKED_SQL = text("act <> 'ask'")
OPEN_STATES = (State.NEW, State.CLAIMED, State.WAITING, State.TO_VALIDATE)


class Level(StrEnum):
    """How private a request is: the site's, the service's people's, or the named and cleared people's."""

    STANDARD = "standard"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"


class Audience(StrEnum):
    """For whom a place or a card is."""

    REQUESTER = "requester"
    TRIAGE = "triage"
    PERSON = "person"


class SourceState(StrEnum):
    """What the desk made of a message that it saw."""

    KEPT = "kept"
    """No request, kept for minutes to be joined to the next one."""
    ASKED = "asked"
    """Unsure: its author was asked."""
    MAYBE = "maybe"
    """Unanswered: a quiet line in triage."""
    PRIVATE = "private"
    """Reads as sensitive: only its author was asked where to send it."""
    DISMISSED = "dismissed"
    REQUEST = "request"
    """It is, or is part of, the request that it names."""
    FORGOTTEN = "forgotten"
    """A tombstone: deleted by its author, or never to be asked from again."""


class InboxState(StrEnum):
    HANDLED = "handled"
    WAITING = "waiting"
    FAILED = "failed"
    PARKED = "parked"
    DENIED = "denied"


class OutboxState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    RETRY = "retry"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"
    """Not sent on purpose: nothing left to say, or no longer for this audience."""


_WAITING_SQL = text("state = 'waiting'")
_FAILED_SQL = text("state = 'failed'")
_REPLY_SQL = text("reply_until IS NOT NULL")
_PARKED_SQL = text("state = 'parked'")

PENDING = (OutboxState.QUEUED, OutboxState.SENDING, OutboxState.RETRY)
QUESTION = "substr(subject, 1, 9) = 'question:'"
"""How the subject of what is asked of a person begins, so that it is found when it is answered."""
UNDECIDED = "state IN ('asked', 'maybe', 'private')"
"""A source that waits for its author's word; said so, that what asks for it finds its index."""
_KEPT_UNDER = text("state = 'kept' AND root IS NOT NULL")
_PENDING_SQL = text("state IN ('queued', 'sending', 'retry')")


class OutboxKind(StrEnum):
    """One verb of the platform's port each (adapters/platform.py)."""

    SEND = "send"
    UPDATE = "update"
    DELETE = "delete"
    REACT = "react"
    WHISPER = "whisper"
    HOME = "home"
    FORM = "form"
    FETCH_PERSON = "fetch_person"
    FETCH_MESSAGE = "fetch_message"
    FETCH_MEMBERS = "fetch_members"


class Person(Stored, table=True):
    """A person of the company: the charter's (by its id), or first seen on a platform."""

    __tablename__: ClassVar[Any] = "person"
    __table_args__ = (Index("person_merged", "merged_into", sqlite_where=_MERGED_SQL, postgresql_where=_MERGED_SQL),)
    id: int | None = _key()
    charter_id: str | None = Field(default=None, unique=True)
    name: str
    email: str | None = Field(default=None, index=True, description="case-folded")
    language: str | None = Field(default=None, description="their own setting, else the profile's: fr or en")
    timezone: str | None = None
    site: str | None = Field(default=None, description="the site that they last chose")
    site_asked_at: datetime | None = _time()
    active: bool = True
    merged_into: int | None = Field(default=None, sa_type=Id)
    created_at: datetime = _time(nullable=False)


class Identity(Stored, table=True):
    """Who someone is on a platform."""

    __tablename__: ClassVar[Any] = "identity"
    __table_args__ = (UniqueConstraint("platform", "team", "user"),)
    id: int | None = _key()
    platform: str
    team: str
    user: str = Field(index=True)
    person_id: int = Field(sa_type=Id, index=True)
    name: str
    email: str | None = Field(default=None, index=True)
    bot: bool = False
    outsider: bool = Field(default=False, description="guest, or of another workspace or tenant")
    elsewhere: bool | None = Field(default=None, description="of another workspace or tenant; none: not told yet")
    active: bool = True
    direct: str | None = Field(default=None, description="their direct conversation with the desk, once known")
    home_seen_at: datetime | None = _time()
    told_denied: bool = Field(default=False, description="an outsider is told once that they can do nothing")
    created_at: datetime = _time(nullable=False)
    updated_at: datetime = _time(nullable=False)


class Words(Stored, table=True):
    """One text that a person wrote. The only table that holds what people say."""

    __tablename__: ClassVar[Any] = "words"
    __table_args__ = (
        # What was confided, among years of what was not: which keys it needs, and what is to be sealed anew.
        Index("words_confided", "key_id", "id", sqlite_where=_CONFIDED, postgresql_where=_CONFIDED),
        # What was erased leaves its id behind for ever: whatever still names it must not find somebody else's text.
        {"sqlite_autoincrement": True},
    )
    id: int | None = _key()
    kind: str = Field(description="ask, message, note, answer, comment, reason, form")
    person_id: int | None = Field(default=None, sa_type=Id, index=True)
    level: Level = _code(Level, default=Level.STANDARD)
    body: str = Field(sa_column=Column(Text, nullable=False))
    purge_after: datetime | None = _time(index=True)
    key_id: str | None = Field(default=None, description="by which key its body is sealed; none: it is as written")
    created_at: datetime = _time(nullable=False)


class File(Stored, table=True):
    """A file that stays where it lies; the desk keeps its name and where to find it."""

    __tablename__: ClassVar[Any] = "file"
    id: int | None = _key()
    words_id: int = Field(sa_type=Id, index=True)
    name: str = Field(sa_column=Column(Sealed("file.name", String), nullable=False))
    size: int = Field(default=0, sa_type=Id)
    type: str = ""
    permalink: str = Field(default="", sa_column=Column(Sealed("file.permalink", String), nullable=False))
    platform: str
    owner: str = ""


class Request(Stored, table=True):
    """One tracked ask."""

    __tablename__: ClassVar[Any] = "request"
    __table_args__ = (
        # What is open is looked for among years of what is over.
        Index("request_by_requester", "requester_id", "open"),
        Index("request_lately_over", "requester_id", "closed_at"),
        Index("request_by_assignee", "assignee_id", "open"),
        Index("request_by_proposed", "proposed_id", "id"),
        # Asked of whoever writes, each time: was one confided lately? Few are.
        Index(
            "request_confidential", "requester_id", "open", sqlite_where=_CONFIDENTIAL, postgresql_where=_CONFIDENTIAL
        ),
        Index("request_open", "site", "state", "promised_at", sqlite_where=_OPEN_LITE, postgresql_where=_OPEN),
        # Asked of each home that is drawn, and whenever somebody goes away: few of what is open wait for an agreement.
        Index("request_awaiting", "awaits_approval", sqlite_where=_AWAITING_LITE, postgresql_where=_AWAITING),
    )
    id: int | None = _key()
    ref: str = Field(unique=True, description="site code and number: LYO-42")
    site: str
    number: int
    service: str | None = None
    level: Level = _code(Level, default=Level.STANDARD)
    state: State = _code(State, default=State.NEW)
    open: bool = Field(default=True, description="state is one of OPEN_STATES; kept beside it for the indexes")
    kept_from: str = Field(
        default="",
        sa_column_kwargs={"server_default": ""},
        description="charter ids, a space between: whom its words name while it is confidential, its author apart",
    )
    executive: str = Field(
        default="",
        sa_column_kwargs={"server_default": ""},
        description="charter id: whose own it is, where an executive has people of their own",
    )
    alerted: str = Field(
        default="",
        sa_column_kwargs={"server_default": ""},
        description="charter ids, a space between: the executives whom an alert about it reached",
    )
    requester_id: int = Field(sa_type=Id)
    raised_by_id: int = Field(sa_type=Id, description="who made it a request: the requester, or somebody for them")
    assignee_id: int | None = Field(default=None, sa_type=Id)
    proposed_id: int | None = Field(default=None, sa_type=Id, description="whom a rule proposes; only an act assigns")
    proposal_why: str | None = None
    origin: str = Field(description="message, mention, direct, emoji, shortcut, command, form")
    medium: str | None = Field(default=None, description="chat, phone, email, in_person: how it reached an assistant")
    words_id: int = Field(sa_type=Id)
    language: str = "fr"
    urgent: bool = False
    due: str | None = Field(default=None, description="ISO date (the whole day) or date-time with offset, as meant")
    due_grain: str | None = None
    due_by: datetime | None = _time()
    event_start: str | None = None
    event_end: str | None = None
    event_grain: str | None = None
    date_doubted: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": false()},
        description="a date that was read contradicts itself or leaves a choice; until somebody says which",
    )
    first_response_at: datetime | None = _time()
    promised_at: datetime | None = _time()
    asked_at: datetime = _time(nullable=False)
    deferred_to: datetime | None = Field(
        default=None,
        sa_column=Column(Instant()),
        description="the new instant that its requester was told of, where what is promised next cannot be held",
    )
    paused_at: datetime | None = Field(
        default=None, sa_column=Column(Instant()), description="since when its clock stands still; none while it runs"
    )
    responded_at: datetime | None = _time()
    claimed_at: datetime | None = _time()
    claimed_by_emoji: str | None = Field(default=None, description="the reaction that made the claim, if one did")
    claimed_by_message: str | None = Field(default=None, description="platform:conversation:ts of that reaction")
    resolved_at: datetime | None = _time()
    resolved_by_id: int | None = Field(default=None, sa_type=Id)
    closed_at: datetime | None = _time()
    reopened: int = 0
    linked_to_id: int | None = Field(default=None, sa_type=Id, description="the closed request that this one follows")
    approval_id: int | None = Field(default=None, sa_type=Id, description="the last agreement that it needed, if any")
    awaits_approval: bool = Field(
        default=False,
        sa_column_kwargs={"server_default": false()},
        description="it is not done before somebody agreed; its clock stands still meanwhile",
    )
    approvers: str = Field(
        default="",
        sa_column_kwargs={"server_default": ""},
        description="charter ids, a space between: whose agreement is asked now",
    )
    charter_version: str
    version: int = Field(default=1, description="one more at each change; forms compare it")
    updated_at: datetime = _time(nullable=False)


class Numbering(Stored, table=True):
    """The last number given under a site's code; taken in the request's own transaction, so no hole and no double.

    By code and not by site: another site that takes over a code goes on counting, or its references would be doubles.
    """

    __tablename__: ClassVar[Any] = "numbering"
    site: str = Field(primary_key=True, description="the site's code: LYO")
    last: int = 0


class Place(Stored, table=True):
    """One spot where a request is shown."""

    __tablename__: ClassVar[Any] = "place"
    __table_args__ = (
        Index("place_by_thread", "platform", "conversation", "root"),
        Index("place_by_card", "platform", "conversation", "card"),
    )
    id: int | None = _key()
    request_id: int = Field(sa_type=Id, index=True)
    audience: Audience = _code(Audience)
    platform: str
    conversation: str | None = Field(default=None, description="none until a direct conversation is open")
    identity_id: int | None = Field(default=None, sa_type=Id, description="whose direct conversation it is, if one")
    root: str | None = Field(default=None, description="the thread; none until the card, its root, is posted")
    card: str | None = Field(default=None, description="the card's own message, once posted")
    lane: str
    retired: bool = Field(default=False, description="nothing more is shown here")
    created_at: datetime = _time(nullable=False)


class Source(Stored, table=True):
    """A message that the desk saw. Asked from once: unique on platform, conversation and ts."""

    __tablename__: ClassVar[Any] = "source"
    __table_args__ = (
        UniqueConstraint("platform", "conversation", "ts"),
        Index("source_by_author", "author_id", "platform", "conversation", "posted_at"),
        Index("source_undecided", "author_id", sqlite_where=text(UNDECIDED), postgresql_where=text(UNDECIDED)),
        Index(
            "source_kept_under",
            "platform",
            "conversation",
            "root",
            sqlite_where=_KEPT_UNDER,
            postgresql_where=_KEPT_UNDER,
        ),
    )
    id: int | None = _key()
    platform: str
    conversation: str
    ts: str
    root: str | None = None
    author_id: int | None = Field(default=None, sa_type=Id, description="none for a tombstone older than its message")
    state: SourceState = _code(SourceState)
    words_id: int | None = Field(default=None, sa_type=Id)
    request_id: int | None = Field(default=None, sa_type=Id, index=True)
    posted_at: datetime | None = _time()
    edited_at: datetime | None = _time()
    deleted_at: datetime | None = _time()


class Message(Stored, table=True):
    """One thing said about a request, in one place, and copied to others."""

    __tablename__: ClassVar[Any] = "message"
    __table_args__ = (UniqueConstraint("platform", "conversation", "ts"),)
    id: int | None = _key()
    request_id: int = Field(sa_type=Id, index=True)
    audience: Audience = _code(Audience)
    kind: str = Field(description="ask, said, note, reply")
    author_id: int = Field(sa_type=Id)
    words_id: int = Field(sa_type=Id)
    platform: str
    conversation: str
    ts: str = Field(description="the platform's, or form:<id> for what was typed in a form")
    said_at: datetime = _time(nullable=False)
    edited_at: datetime | None = _time()
    deleted_at: datetime | None = _time()


class Copy(Stored, table=True):
    """A message as relayed to one place: once a place."""

    __tablename__: ClassVar[Any] = "copy"
    __table_args__ = (UniqueConstraint("message_id", "place_id"),)
    id: int | None = _key()
    message_id: int = Field(sa_type=Id)
    place_id: int = Field(sa_type=Id, index=True)
    ts: str | None = Field(default=None, description="its own message there, once posted")


class Reaction(Stored, table=True):
    """The newest word of one person about one emoji on one message."""

    __tablename__: ClassVar[Any] = "reaction"
    __table_args__ = (UniqueConstraint("platform", "conversation", "ts", "person_id", "emoji"),)
    id: int | None = _key()
    platform: str
    conversation: str
    ts: str
    person_id: int = Field(sa_type=Id, index=True)
    emoji: str
    on: bool
    at: datetime = _time(nullable=False)


class Journal(Stored, table=True):
    """The append-only history of a request: ids, codes and numbers, no text."""

    __tablename__: ClassVar[Any] = "journal"
    __table_args__ = (
        # What somebody did, asked by themselves. An intake writes nothing here: who asked is known by the request.
        Index(
            "journal_by_actor",
            "actor_id",
            "act",
            "at",
            sqlite_where=_NOT_ASKED_SQL,
            postgresql_where=_NOT_ASKED_SQL,
        ),
    )
    id: int | None = _key()
    request_id: int | None = Field(default=None, sa_type=Id, index=True)
    at: datetime = _time(nullable=False)
    act: str
    actor_id: int | None = Field(default=None, sa_type=Id)
    data: dict[str, Any] = _json()
    charter_version: str


class Rating(Stored, table=True):
    __tablename__: ClassVar[Any] = "rating"
    request_id: int = Field(sa_column=Column(Id, primary_key=True, autoincrement=False))
    person_id: int = Field(sa_type=Id, index=True)
    asked_at: datetime = _time(nullable=False)
    score: int | None = None
    words_id: int | None = Field(default=None, sa_type=Id)
    rated_at: datetime | None = _time()


class Form(Stored, table=True):
    """A form that was opened: the platform carries only its id."""

    __tablename__: ClassVar[Any] = "form"
    id: str = Field(primary_key=True)
    kind: str
    person_id: int = Field(sa_type=Id, index=True)
    request_id: int | None = Field(default=None, sa_type=Id)
    request_version: int | None = None
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(SealedJson("form.data"), nullable=False))
    opened_at: datetime = _time(nullable=False)
    accepted_at: datetime | None = _time()


class Ping(Stored, table=True):
    """Something to tell a person, held a little so that several arrive as one message."""

    __tablename__: ClassVar[Any] = "ping"
    __table_args__ = (Index("ping_by_person", "person_id", "sent_at"),)
    id: int | None = _key()
    person_id: int = Field(sa_type=Id)
    request_id: int = Field(sa_type=Id)
    why: str
    at: datetime = _time(nullable=False)
    sent_at: datetime | None = _time()


class Timer(Stored, table=True):
    """Something to do later; fired once, as an event."""

    __tablename__: ClassVar[Any] = "timer"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "due"),
        Index("timer_pending", "due", sqlite_where=_NOT_DONE_LITE, postgresql_where=_NOT_DONE),
    )
    id: int | None = _key()
    kind: str
    subject: str
    due: datetime = _time(nullable=False)
    done: bool = False


class Conversation(Stored, table=True):
    """What is known of a platform's conversation."""

    __tablename__: ClassVar[Any] = "conversation"
    __table_args__ = (UniqueConstraint("platform", "conversation"),)
    id: int | None = _key()
    platform: str
    conversation: str
    kind: str = Field(description="channel, direct, group")
    name: str = ""
    shared: bool = False
    member: bool = True
    data: dict[str, Any] = _json()
    updated_at: datetime = _time(nullable=False)


class Lesson(Stored, table=True):
    """A part of a request that a person corrected, to be learned from: by the words that the request has now."""

    __tablename__: ClassVar[Any] = "lesson"
    id: int | None = _key()
    request_id: int = Field(sa_type=Id)
    part: str = Field(description="service")
    read: str | None = Field(default=None, description="what the desk had understood: a service's id")
    meant: str | None = Field(default=None, description="what it is; none: no service of the charter")
    by_id: int = Field(sa_type=Id, index=True)
    at: datetime = _time(nullable=False)


class Unlearned(Stored, table=True):
    """A word of which nothing is learned from the lessons up to one; which word it is stands in `Words`."""

    __tablename__: ClassVar[Any] = "unlearned"
    id: int | None = _key()
    words_id: int = Field(sa_type=Id)
    up_to: int = Field(sa_type=Id, description="the newest lesson that is forgotten")
    by_id: int = Field(sa_type=Id)
    at: datetime = _time(nullable=False)


class Absence(Stored, table=True):
    """A stretch of time in which somebody is away: said, planned in the charter, or of a whole provider. Never why."""

    __tablename__: ClassVar[Any] = "absence"
    __table_args__ = (
        # Asked each time that a request is routed, among years of what is over.
        Index("absence_standing", "since", sqlite_where=_NOT_ENDED_LITE, postgresql_where=_NOT_ENDED),
    )
    id: int | None = _key()
    person_id: int = Field(sa_type=Id, index=True)
    since: datetime = _time(nullable=False)
    until: datetime | None = _time()
    """The first instant at which they are back; none: until somebody says so."""
    backup_id: int | None = Field(default=None, sa_type=Id, description="who stands in for them, if anybody")
    by_id: int | None = Field(default=None, sa_type=Id, description="who said it; none: the charter")
    origin: str = Field(description="said, charter, provider")
    ended: bool = Field(default=False, description="they are back, or it was taken back")
    handover: str | None = None
    """What became of their work: offered, accepted, refused, lapsed, withdrawn; none: offered to nobody."""
    data: dict[str, Any] = _json()
    """`to`: to whom work in hand was `offered`; `moved` and `freed`: ids of the requests that they took, that went on;
    `lists`: who was told of which of these, and why."""
    at: datetime = _time(nullable=False)


class Review(Stored, table=True):
    """What another person looks at first: work that was said to be done, or words before they reach a requester."""

    __tablename__: ClassVar[Any] = "review"
    __table_args__ = (
        Index("review_by_worker", "worker_id", "decided_at"),
        Index("review_undecided", "request_id", sqlite_where=_UNDECIDED_SQL, postgresql_where=_UNDECIDED_SQL),
    )
    id: int | None = _key()
    request_id: int = Field(sa_type=Id, index=True)
    worker_id: int = Field(sa_type=Id, description="whose work it is")
    why: str = Field(description="double, supervised, shadow")
    kind: str = Field(
        default="done",
        sa_column_kwargs={"server_default": "done"},
        description="what is looked at: done (the work), reply or question (words to the requester)",
    )
    words_id: int | None = Field(default=None, sa_type=Id, description="the words held until they are accepted")
    asked_at: datetime = _time(nullable=False)
    decided_at: datetime | None = _time()
    decided_by_id: int | None = Field(default=None, sa_type=Id)
    outcome: str | None = Field(default=None, description="accepted, returned, dropped: nobody looks at it any longer")


class Approval(Stored, table=True):
    """One round of agreement about a request: what was asked of whom, by which rule, and what came of it."""

    __tablename__: ClassVar[Any] = "approval"
    id: int | None = _key()
    request_id: int = Field(sa_type=Id, index=True)
    service: str | None = Field(default=None, description="whose rule asks for it; none: somebody asked for it")
    asked_by_id: int | None = Field(default=None, sa_type=Id)
    by: str = Field(description="roles and charter ids, a space between: as the rule, or who asked, named them")
    mode: str = Field(description="all, any")
    amount: str | None = Field(default=None, description="what it is about: a decimal number")
    currency: str | None = None
    read: str = Field(default="", description="the amounts that the request's words said then: 1200 EUR, 300 USD")
    state: str = Field(description="unsaid, below, awaited, approved, refused, withdrawn")
    why: str | None = Field(default=None, description="why the amount is to be said, or why nobody can agree")
    at: datetime = _time(nullable=False)
    decided_at: datetime | None = _time()


class Vote(Stored, table=True):
    """The word of one whose agreement was asked, once a round; `person_id` gave it, in their place perhaps."""

    __tablename__: ClassVar[Any] = "vote"
    __table_args__ = (UniqueConstraint("approval_id", "seat"),)
    id: int | None = _key()
    approval_id: int = Field(sa_type=Id)
    seat: str = Field(description="the charter id of whose word it is")
    person_id: int = Field(sa_type=Id, index=True)
    approves: bool
    words_id: int | None = Field(default=None, sa_type=Id, description="why not")
    at: datetime = _time(nullable=False)


class Recurring(Stored, table=True):
    """What somebody asks again and again: on which days, and what."""

    __tablename__: ClassVar[Any] = "recurring"
    __table_args__ = (Index("recurring_of_state", "state"),)
    id: int | None = _key()
    person_id: int = Field(sa_type=Id, index=True)
    state: str = Field(description="draft: read back, and not said yes to yet; kept; over")
    rule: dict[str, Any] = _json()
    """`bot.policies.recurring.Rule`: on which days, and what becomes of those that are closed."""
    site: str
    service: str | None = None
    level: Level = _code(Level, default=Level.STANDARD)
    kept_from: str = Field(default="", description="as of a request: whom its words name while it is confidential")
    words_id: int = Field(sa_type=Id)
    language: str = "fr"
    platform: str = Field(description="where its owner is told of it")
    begins: str = Field(description="ISO date: nothing is asked for a day before")
    last: str | None = Field(default=None, description="ISO date: the last of its dates that was dealt with")
    over_why: str | None = Field(
        default=None, description="stopped, stopped_for, left, site, service, never_open, erased, ended"
    )
    at: datetime = _time(nullable=False)


class Recurrence(Stored, table=True):
    """A date of what is asked again and again, and the request that was made for it: one, whatever happens."""

    __tablename__: ClassVar[Any] = "recurrence"
    __table_args__ = (UniqueConstraint("recurring_id", "scheduled"),)
    id: int | None = _key()
    recurring_id: int = Field(sa_type=Id)
    scheduled: str = Field(description="ISO date, by the site's calendar, as the rule names it")
    request_id: int | None = Field(default=None, sa_type=Id)
    at: datetime = _time(nullable=False)


class Occurrence(Stored, table=True):
    """One firing of a ritual for one of its audience, known by the date that the ritual names: one a date, for ever."""

    __tablename__: ClassVar[Any] = "occurrence"
    __table_args__ = (
        UniqueConstraint("ritual", "member", "scheduled"),
        # Where what was said is looked for again, among years of what is closed.
        Index("occurrence_open", "closes_at", sqlite_where=_UNCLOSED_SQL, postgresql_where=_UNCLOSED_SQL),
        Index("occurrence_lately", "at"),
        Index("occurrence_of_day", "ritual", "scheduled"),
    )
    id: int | None = _key()
    ritual: str = Field(description="the charter's id of it")
    kind: str
    member: str = Field(description="person:<charter id>, or channel:<platform>:<id>")
    scheduled: str = Field(description="ISO date, by its audience's calendar, as the ritual names it")
    at: datetime = _time(nullable=False)
    """When it was to be said."""
    state: str = Field(description="planned, said, late, quiet, missed, skipped, withdrawn")
    why: str | None = Field(default=None, description="why it was quiet, missed or withdrawn")
    said_at: datetime | None = _time()
    closes_at: datetime | None = _time()
    closed_at: datetime | None = _time()
    by_id: int | None = Field(default=None, sa_type=Id, description="who had it said now, or skipped")
    data: dict[str, Any] = _json()
    """Ids and numbers that its ritual keeps of it; no text."""


class Answer(Stored, table=True):
    """What one person said to one question of an occurrence; what it says stands in `Words`."""

    __tablename__: ClassVar[Any] = "answer"
    __table_args__ = (UniqueConstraint("occurrence_id", "person_id", "question"),)
    id: int | None = _key()
    occurrence_id: int = Field(sa_type=Id)
    person_id: int = Field(sa_type=Id, index=True)
    question: str = Field(description="a code of its ritual, with the id of what it is about, if it is of something")
    words_id: int | None = Field(default=None, sa_type=Id, description="none: they have nothing to say to it")
    at: datetime = _time(nullable=False)


class Autonomy(Stored, table=True):
    """How far somebody works alone, as a coordinator said: over the charter, while that says what it did then."""

    __tablename__: ClassVar[Any] = "autonomy"
    id: int | None = _key()
    person_id: int = Field(sa_type=Id, index=True)
    level: str = Field(description="autonomous, supervised, shadow")
    was: str = Field(description="how far they did before")
    over: str = Field(description="what the charter said of it")
    by_id: int = Field(sa_type=Id)
    at: datetime = _time(nullable=False)
    undone: bool = False


class Grant(Stored, table=True):
    """What was opened to one person until a date: one request, one service, or one request to read in an emergency."""

    # Not `grant`: a word that SQL keeps for itself.
    __tablename__: ClassVar[Any] = "access_grant"
    __table_args__ = (
        # Asked wherever somebody is about to be told no, among years of what is over.
        Index("grant_standing", "person_id", sqlite_where=_NOT_OVER_SQL, postgresql_where=_NOT_OVER_SQL),
    )
    id: int | None = _key()
    person_id: int = Field(sa_type=Id, index=True)
    kind: str = Field(description="access; emergency: to read alone, as an administrator")
    request_id: int | None = Field(default=None, sa_type=Id, index=True, description="none: a service")
    service: str | None = None
    site: str | None = Field(default=None, description="of a service: at that site alone; none: at all")
    level: Level = _code(Level, default=Level.STANDARD)
    """The most private that it opens: what it is of was so when it was given."""
    until: datetime = _time(nullable=False)
    """The first instant at which it opens nothing any longer."""
    by_id: int = Field(sa_type=Id, index=True, description="who gave it")
    words_id: int | None = Field(default=None, sa_type=Id, description="why")
    at: datetime = _time(nullable=False)
    ended_at: datetime | None = _time()
    """When it was taken back, or found to be over; none: it stands until its date."""
    ended_by_id: int | None = Field(default=None, sa_type=Id, description="who took it back; none: its date")


class AccessAsk(Stored, table=True):
    """Somebody asked to be let read a request, and what came of it."""

    __tablename__: ClassVar[Any] = "access_ask"
    id: int | None = _key()
    person_id: int = Field(sa_type=Id, index=True)
    kind: str = Field(description="access, emergency: as of a grant")
    request_id: int = Field(sa_type=Id, index=True)
    words_id: int | None = Field(default=None, sa_type=Id, description="why, if they said")
    at: datetime = _time(nullable=False)
    decided_at: datetime | None = _time()
    decided_by_id: int | None = Field(default=None, sa_type=Id)
    grant_id: int | None = Field(default=None, sa_type=Id, description="what was opened; none: refused, or undecided")


class CharterVersion(Stored, table=True):
    """Every charter ever used, by the hash of its text."""

    __tablename__: ClassVar[Any] = "charter_version"
    hash: str = Field(primary_key=True)
    source: str = Field(sa_column=Column(Text, nullable=False))
    first_used_at: datetime = _time(nullable=False)


class Setting(Stored, table=True):
    """The desk's own small facts: the charter in force, the sandbox's clock."""

    __tablename__: ClassVar[Any] = "setting"
    key: str = Field(primary_key=True)
    value: str


class Inbox(Stored, table=True):
    """What came in, in the transaction of its effects. The body goes once handled; the key stays 30 days."""

    __tablename__: ClassVar[Any] = "inbox"
    __table_args__ = (
        Index("inbox_waiting", "waiting_on", sqlite_where=_WAITING_SQL, postgresql_where=_WAITING_SQL),
        Index("inbox_failed", "retry_at", sqlite_where=_FAILED_SQL, postgresql_where=_FAILED_SQL),
        Index("inbox_parked", "received_at", sqlite_where=_PARKED_SQL, postgresql_where=_PARKED_SQL),
        Index("inbox_received", "received_at"),
        Index("inbox_reply_until", "reply_until", sqlite_where=_REPLY_SQL, postgresql_where=_REPLY_SQL),
    )
    id: int | None = _key()
    key: str = Field(unique=True)
    kind: str
    v: int = 1
    body: str | None = Field(default=None, sa_column=Column(Sealed("inbox.body")))
    about: str | None = None
    """The platform's ids by which what waits is looked for, as JSON says them: its body may be sealed."""
    state: InboxState = _code(InboxState)
    waiting_on: str | None = None
    attempts: int = 0
    retry_at: datetime | None = _time()
    error: str | None = Field(default=None, description="the fault's kind and place; never content")
    reply: str | None = Field(default=None, sa_column=Column(Sealed("inbox.reply")))
    reply_until: datetime | None = _time()
    """When a reply that holds typed words is forgotten."""
    received_at: datetime = _time(nullable=False)
    handled_at: datetime | None = _time()


class Lane(Stored, table=True):
    """What must stay in order; its row is locked by whoever takes the next number."""

    __tablename__: ClassVar[Any] = "lane"
    key: str = Field(primary_key=True)
    seq: int = 0


class Outbox(Stored, table=True):
    """What goes out, in order within its lane."""

    __tablename__: ClassVar[Any] = "outbox"
    __table_args__ = (
        UniqueConstraint("lane", "seq"),
        Index("outbox_pending", "channel", "lane", "seq", sqlite_where=_PENDING_SQL, postgresql_where=_PENDING_SQL),
        Index("outbox_heads", "lane", "seq", sqlite_where=_PENDING_SQL, postgresql_where=_PENDING_SQL),
        Index(
            "outbox_one_update",
            "kind",
            "subject",
            unique=True,
            sqlite_where=text("state = 'queued' AND kind IN ('update', 'home', 'fetch_person', 'fetch_message')"),
            postgresql_where=text("state = 'queued' AND kind IN ('update', 'home', 'fetch_person', 'fetch_message')"),
        ),
        Index("outbox_failed", "place_id", sqlite_where=_FAILED_SQL, postgresql_where=_FAILED_SQL),
        Index("outbox_of_request", "request_id"),
        Index("outbox_question", "subject", sqlite_where=text(QUESTION), postgresql_where=text(QUESTION)),
        # The id travels with what is sent, and comes back when it is looked for.
        {"sqlite_autoincrement": True},
    )
    id: int | None = _key()
    lane: str
    seq: int
    channel: str = Field(description="platform:conversation: paced and held by one replica at a time")
    platform: str
    kind: OutboxKind = _code(OutboxKind)
    subject: str = Field(description="what it is about: place:7, person:3, message:slack:C1:17.2")
    request_id: int | None = Field(default=None, sa_type=Id)
    place_id: int | None = Field(default=None, sa_type=Id)
    copy_id: int | None = Field(default=None, sa_type=Id)
    v: int = 1
    payload: str | None = Field(
        default=None, sa_column=Column(Sealed("outbox.payload")), description="dropped once sent"
    )
    state: OutboxState = _code(OutboxState, default=OutboxState.QUEUED)
    attempts: int = 0
    retry_at: datetime | None = _time()
    ref: str | None = None
    error: str | None = None
    created_at: datetime = _time(nullable=False)
    sent_at: datetime | None = _time()
