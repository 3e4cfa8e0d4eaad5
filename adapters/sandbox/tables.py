"""What the sandbox keeps: the side that Slack or Teams would keep of its own. Nothing of the desk reads it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Column, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, UTCDateTime

from storage.rows import Stored
from storage.tables import Id

DESK = "relais.desk"
"""The desk's own user id in the sandbox; no id of a charter has a dot."""
TEAM = "T0SANDBOX"
NAME = "sandbox"
CLOCK_SETTING = "sandbox.clock"
"""Under which setting the desk's clock is kept: seconds ahead of the machine's, so that a restart does not go back."""
FILE_LIMIT = 1_000_000
"""Bytes a file may have at most."""


def _key() -> Any:
    return Field(default=None, sa_column=Column(Id, primary_key=True, autoincrement=True))


def _time(**options: Any) -> Any:
    return Field(default=None, sa_column=Column(UTCDateTime(), **options))


def _object(*, nullable: bool) -> Any:
    return Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=nullable))


class SandboxConversation(Stored, table=True):
    """The last instant given to a message of a conversation, so that each has its own."""

    __tablename__: ClassVar[Any] = "sandbox_conversation"
    id: str = Field(primary_key=True)
    last: int = Field(default=0, sa_column=Column(BigInteger, nullable=False), description="microseconds of the epoch")


class SandboxMessage(Stored, table=True):
    """A message, of a person (`text`) or of the desk (`card`)."""

    __tablename__: ClassVar[Any] = "sandbox_message"
    __table_args__ = (
        UniqueConstraint("conversation", "ts"),
        Index("sandbox_message_by_root", "conversation", "root"),
        Index("sandbox_message_by_outbox", "outbox_id"),
    )
    id: int | None = _key()
    conversation: str
    ts: str = Field(description="seconds.microseconds of the sandbox's clock, as Slack writes it")
    root: str | None = Field(default=None, description="the ts of its thread's root; none for a root")
    author: str
    act: str | None = Field(default=None, unique=True, description="the key of the act that wrote it")
    text: str | None = Field(default=None, sa_column=Column(Text))
    card: dict[str, Any] | None = _object(nullable=True)
    outbox_id: int | None = Field(default=None, sa_type=Id)
    posted_at: datetime = _time(nullable=False)
    edited_at: datetime | None = _time()


class SandboxReaction(Stored, table=True):
    __tablename__: ClassVar[Any] = "sandbox_reaction"
    __table_args__ = (UniqueConstraint("conversation", "ts", "person", "emoji"),)
    id: int | None = _key()
    conversation: str
    ts: str
    person: str
    emoji: str = Field(description="Slack's name")


class SandboxWhisper(Stored, table=True):
    """What one person alone sees in a conversation."""

    __tablename__: ClassVar[Any] = "sandbox_whisper"
    __table_args__ = (
        UniqueConstraint("conversation", "ts"),
        Index("sandbox_whisper_by_reader", "person", "conversation"),
    )
    id: int | None = _key()
    conversation: str
    ts: str
    root: str | None = None
    person: str
    act: str | None = Field(default=None, unique=True, description="the key of the act that it answers, if one")
    card: dict[str, Any] = _object(nullable=False)
    outbox_id: int | None = Field(default=None, sa_type=Id)
    posted_at: datetime = _time(nullable=False)


class SandboxHome(Stored, table=True):
    __tablename__: ClassVar[Any] = "sandbox_home"
    person: str = Field(primary_key=True)
    card: dict[str, Any] = _object(nullable=False)
    updated_at: datetime = _time(nullable=False)


class SandboxForm(Stored, table=True):
    """A form on someone's screen, and where they were when it opened."""

    __tablename__: ClassVar[Any] = "sandbox_form"
    id: str = Field(primary_key=True)
    person: str
    conversation: str | None = None
    root: str | None = None
    form: dict[str, Any] = _object(nullable=False)
    open: bool = True
    updated_at: datetime = _time(nullable=False)


class SandboxFile(Stored, table=True):
    __tablename__: ClassVar[Any] = "sandbox_file"
    id: str = Field(primary_key=True)
    owner: str
    name: str
    type: str
    size: int
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    conversation: str | None = Field(default=None, description="none until a message carries it")
    ts: str | None = None
    created_at: datetime = _time(nullable=False)


class SandboxAct(Stored, table=True):
    """What someone did, by a key of their client's: repeating it does nothing new. `event` goes once it is handled."""

    __tablename__: ClassVar[Any] = "sandbox_act"
    key: str = Field(primary_key=True)
    event: str | None = Field(default=None, sa_column=Column(Text))
    at: datetime = _time(nullable=False)
    digest: str | None = Field(default=None, description="of all that the act says: by it, another one is told apart")
