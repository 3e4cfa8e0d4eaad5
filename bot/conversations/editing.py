"""Edits and deletions: the newest edit wins, a deletion leaves a tombstone that an older arrival respects."""

from __future__ import annotations

from bot import relay
from bot.cards import Done, Reply
from bot.conversations.correcting import reread
from bot.conversations.intake import KEPT
from bot.conversations.resolving import withdraw
from bot.events import MessageDeleted, MessageEdited
from bot.people import identity_of
from bot.requests import by_id, record, said, source_of, sources_of
from bot.talk import Talk
from storage import timers
from storage import words as wordstore
from storage.tables import Level, Request, Source, SourceState, State


def edited(talk: Talk) -> Reply:
    """A message has another text."""
    event: MessageEdited = talk.event
    where = event.where
    message = said(talk.unit, where.platform, where.conversation, event.ts)
    if message is not None:
        relay.correct(talk, message, event.text, event.at)
        return Done()
    source = source_of(talk.unit, where.platform, where.conversation, event.ts)
    if source is None:
        _remember_early(talk)
        return Done()
    if source.deleted_at is not None or (source.edited_at is not None and source.edited_at >= event.at):
        return Done()
    talk.unit.change(source, edited_at=event.at)
    if source.request_id is not None:
        _edit_request(talk, source, by_id(talk.unit, source.request_id), event.text)
    elif source.words_id is not None:
        wordstore.replace(talk.unit, source.words_id, event.text)
    return Done()


def deleted(talk: Talk) -> Reply:
    """A message is gone: so is what was kept of it, and a request that nobody has taken."""
    event: MessageDeleted = talk.event
    where = event.where
    message = said(talk.unit, where.platform, where.conversation, event.ts)
    if message is not None:
        relay.withdraw(talk, message, event.at)
        return Done()
    source = source_of(talk.unit, where.platform, where.conversation, event.ts)
    if source is None:
        talk.unit.add(
            Source(
                platform=where.platform,
                conversation=where.conversation,
                ts=event.ts,
                root=where.root,
                state=SourceState.FORGOTTEN,
                deleted_at=event.at,
            )
        )
        return Done()
    if source.deleted_at is not None:
        return Done()
    talk.unit.change(source, deleted_at=event.at)
    if source.request_id is not None:
        _source_gone(talk, by_id(talk.unit, source.request_id), source)
        return Done()
    if source.words_id is not None:
        wordstore.erase(talk.unit, source.words_id)
    timers.cancel(talk.unit, "maybe", str(source.id))
    talk.unit.change(source, state=SourceState.FORGOTTEN, words_id=None)
    return Done()


def _source_gone(talk: Talk, request: Request, source: Source) -> None:
    if request.state is State.NEW and request.assignee_id is None:
        withdraw(talk, request, source.author_id)
    else:
        record(talk.unit, request, "source_deleted", source.author_id, {"source": source.id})


def _edit_request(talk: Talk, source: Source, request: Request, text: str) -> None:
    """The message's own words change; a request asked in several messages keeps what the others said."""
    unit = talk.unit
    if source.words_id is None or wordstore.read_one(unit, source.words_id) == text:
        return
    wordstore.replace(unit, source.words_id, text)
    whole = text
    if source.words_id != request.words_id:
        parts = [each.words_id for each in sources_of(unit, request) if each.words_id is not None]
        words = wordstore.read(unit, parts)
        whole = "\n".join(words[each] for each in parts if each in words)
        wordstore.replace(unit, request.words_id, whole)
    reread(talk, None, request, whole, talk.charter.channel(source.platform, source.conversation), "edit")


def _remember_early(talk: Talk) -> None:
    """An edit that came before its message: its text is what the message will be read with."""
    event: MessageEdited = talk.event
    identity = identity_of(talk.unit, event.who)
    author_id = identity.person_id if identity is not None else None
    words_id = wordstore.keep(
        talk.unit, event.text, "message", author_id, Level.CONFIDENTIAL, purge_after=talk.now + KEPT
    )
    talk.unit.add(
        Source(
            platform=event.where.platform,
            conversation=event.where.conversation,
            ts=event.ts,
            root=event.where.root,
            author_id=author_id,
            state=SourceState.KEPT,
            words_id=words_id,
            edited_at=event.at,
        )
    )
