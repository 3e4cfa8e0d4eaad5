"""Edits and deletions: the newest edit wins, a deletion leaves a tombstone that an older arrival respects."""

from __future__ import annotations

from datetime import datetime

from bot import questioning, relay
from bot.cards import Done, Reply
from bot.conversations import about, beside, giving_up, parting, rewording
from bot.conversations.commands import takes_text
from bot.conversations.doubting import redraw_line, settle_line
from bot.conversations.intake import decide, said_alone
from bot.conversations.keeping import (
    KEPT,
    asked_apart,
    attach,
    author_of,
    close_question,
    is_direct,
    is_waiting,
    let_go,
    offer_private,
    question,
    read_source,
    settle_doubt,
)
from bot.conversations.making import channel_of
from bot.conversations.waiting import decided_again, settled, turned_ordinary
from bot.events import MessageDeleted, MessageEdited, Where
from bot.people import Actor, Stranger
from bot.reading import is_private, once_edited, without_mention
from bot.referring import as_private, with_files
from bot.requests import (
    by_id,
    files_of,
    of_thread,
    said,
    source_of,
)
from bot.talk import Talk
from bot.understanding import Reading, RequestKind, is_thanks
from bot.views import notices, questions
from storage import words as wordstore
from storage.tables import Audience, Level, Person, Source, SourceState


def is_by_another(talk: Talk) -> bool:
    """Whether a message is said to be edited by somebody else than its author, which nobody can do."""
    event: MessageEdited = talk.event
    spot = (talk.unit, event.where.platform, event.where.conversation, event.ts)
    known = said(*spot) or source_of(*spot)
    if known is None or known.author_id is None:
        return False
    return talk.identity is None or talk.identity.person_id != known.author_id


def edited(talk: Talk) -> Reply:
    """A message has another text."""
    event: MessageEdited = talk.event
    where = event.where
    message = said(talk.unit, where.platform, where.conversation, event.ts)
    if message is not None:
        return rewording.said_otherwise(talk, message)
    source = source_of(talk.unit, where.platform, where.conversation, event.ts)
    if source is None:
        return _remember_early(talk) if _listens(talk, where) else Done()
    if source.deleted_at is not None and event.restored and event.at > source.deleted_at:
        return _stands_again(talk, source, source.deleted_at)
    if source.deleted_at is not None or (source.edited_at is not None and source.edited_at >= event.at):
        return Done()
    said_at = source.edited_at or source.posted_at
    talk.unit.change(source, edited_at=event.at)
    text = without_mention(event.text)
    gives_up_still = giving_up.take_back(talk, source, said_at, text)
    if source.request_id is not None:
        return rewording.asked_otherwise(talk, source, by_id(talk.unit, source.request_id), text)
    if source.words_id is None and not _asks_now(talk, source, text, gives_up_still):
        return Done()
    if source.state is SourceState.PRIVATE and rewording.hides(talk, source, text, text):
        # Its author may still confide what they were asked about: they took it from where others read.
        return Done()
    before = wordstore.read_one(talk.unit, source.words_id) if source.words_id is not None else ""
    rewording.say_instead(talk, source, text)
    return _think_again(talk, source, before, text)


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
        _put_tombstone(talk)
    elif source.deleted_at is None and (source.edited_at is None or source.edited_at <= event.at):
        talk.unit.change(source, deleted_at=event.at)
        if source.request_id is not None:
            rewording.forget_edit(talk, source, notices.notice("private.forgotten", Audience.PERSON))
            rewording.part_gone(talk, by_id(talk.unit, source.request_id), source)
        else:
            _forget(talk, source)
    return Done()


def _stands_again(talk: Talk, source: Source, gone_at: datetime) -> Reply:
    """A deletion was taken back: of what was asked, all that can be comes back; anything else is as if written now."""
    event: MessageEdited = talk.event
    talk.unit.change(source, deleted_at=None, edited_at=event.at)
    text = without_mention(event.text)
    if source.request_id is not None:
        return rewording.part_back(talk, by_id(talk.unit, source.request_id), source, text, gone_at)
    if not _listens(talk, event.where):
        return Done()
    author_id = source.author_id or talk.actor.id
    posted_at = source.posted_at or event.at
    talk.unit.change(source, state=SourceState.KEPT, author_id=author_id, posted_at=posted_at)
    rewording.say_instead(talk, source, text)
    attach(talk.unit, source.words_id, source.platform, event.files)
    return _think_again(talk, source, "", text)


def _asks_now(talk: Talk, source: Source, text: str, gives_up_still: bool) -> bool:
    """Whether what only ordered or gave up something, said to the desk alone, asks for something now, or gives up
    something else.

    Not what its author was asked about, and decided on.
    """
    author = author_of(talk, source)
    alone = talk.event.where.kind == "direct" and source.state is SourceState.DISMISSED
    if not alone or author is None or source.posted_at is None or takes_text(text):
        return False
    reading = read_source(talk, source, text, direct=False)
    asks = reading.request.value is RequestKind.YES or is_private(talk.charter, reading)
    asks = asks or (not gives_up_still and giving_up.is_said(text))
    if not asks or questioning.times_asked(talk.unit, author.who, question(source)):
        return False
    talk.unit.change(source, state=SourceState.KEPT)
    return True


def _think_again(talk: Talk, source: Source, before: str, text: str) -> Reply:
    """A message that was none, or doubtful, may be a request now; a line about it says what it says."""
    author = author_of(talk, source)
    if source.state is SourceState.DISMISSED:
        # The word of a rating, which others read.
        if is_private(talk.charter, read_source(talk, source, text)):
            let_go(talk.unit, source, SourceState.DISMISSED)
        return Done()
    if source.state is SourceState.MAYBE:
        held = _held_back(talk, author, source, before, text) if author is not None else None
        if held is not None:
            return held
        redraw_line(talk, source)
    if source.state is SourceState.PRIVATE and author is not None:
        turned_ordinary(talk, author, source, text)
        return Done()
    if is_waiting(talk.unit, source):
        return decided_again(talk, source)
    if source.state not in (SourceState.KEPT, SourceState.ASKED) or source.posted_at is None:
        return Done()
    direct = talk.event.where.kind == "direct"
    if author is None or (source.root is not None and not direct):
        return Done()
    channel, files = channel_of(talk, source), files_of(talk.unit, source.words_id)
    if (direct or source.state is SourceState.ASKED) and about.edited(talk, author, source, text):
        return Done()
    reading = once_edited(talk, before, text, channel, source.posted_at, talk.event.at, direct, files)
    reading = as_private(talk, author, reading, with_files(text, files))
    if _is_of_a_request(talk, author, source, text, reading, direct):
        return Done()
    heard = reading.request.value is not RequestKind.NO or (reading.sensitive.value and not direct)
    personal = is_private(talk.charter, reading) and heard
    kept_alone = direct and source.state is SourceState.KEPT
    gives_up = kept_alone and giving_up.is_said(text)
    if not personal and not gives_up and reading.request.value is not RequestKind.YES:
        if source.state is not SourceState.ASKED:
            return Done()
        held = _held_back(talk, author, source, before, text)
        if held is None:
            close_question(talk, source, questions.ask_if_request(source, apart=True))
        return held or Done()
    reply = (said_alone if kept_alone else decide)(talk, author, source, text, reading, "message")
    if source.request_id is not None:
        settle_doubt(talk, author, source, notices.made(by_id(talk.unit, source.request_id)))
    elif personal and not direct:
        asked_apart(talk, author, source)
    return reply


def _held_back(talk: Talk, author: Actor, source: Source, before: str, text: str) -> Reply | None:
    """What triage was asked about, or would be, may be private now: its author alone is asked. None: it may be read."""
    private = is_private(talk.charter, read_source(talk, source, text))
    if not private and not parting.is_apart_once_edited(talk, author, source, before, text, before, Level.STANDARD):
        return None
    if source.state is SourceState.MAYBE:
        settle_line(talk, source, questions.maybe_decided(None, author.person))
    elif not is_direct(author, source):
        asked_apart(talk, author, source)
    apart = parting.part(talk, author, source, text, before, Level.STANDARD) if not private else None
    return offer_private(talk, author, source) if apart is None else apart


def _is_of_a_request(talk: Talk, author: Actor, source: Source, text: str, reading: Reading, direct: bool) -> bool:
    """Whether its author is asked if it cancels a request of theirs, or is said of one: asked before, or said to the
    desk alone. Thanks, said there for nothing that they were asked, are for nothing now."""
    if source.state is not SourceState.ASKED and (not direct or is_thanks(text)):
        return False
    return giving_up.edited(talk, author, source, text, reading) or beside.edited(talk, author, source, text, reading)


def _forget(talk: Talk, source: Source) -> None:
    if source.state is SourceState.MAYBE and source.author_id is not None:
        settle_line(talk, source, questions.maybe_decided(None, talk.unit.get(Person, source.author_id)))
    if source.state in (SourceState.PRIVATE, SourceState.ASKED, SourceState.MAYBE):
        close_question(talk, source, notices.notice("private.forgotten", Audience.PERSON))
    let_go(talk.unit, source, SourceState.FORGOTTEN)
    settled(talk, source)


def _listens(talk: Talk, where: Where) -> bool:
    channel = talk.charter.channel(where.platform, where.conversation)
    if where.kind == "direct" or (channel is not None and channel.purpose == "requests"):
        return True
    return where.root is not None and of_thread(talk.unit, where.platform, where.conversation, where.root) is not None


def _remember_early(talk: Talk) -> Reply:
    """An edit that came before its message: its text is what the message will be read with."""
    event: MessageEdited = talk.event
    try:
        author_id = talk.actor.id
    except Stranger:
        return Done()
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
    return Done()


def _put_tombstone(talk: Talk) -> None:
    event: MessageDeleted = talk.event
    talk.unit.add(
        Source(
            platform=event.where.platform,
            conversation=event.where.conversation,
            ts=event.ts,
            root=event.where.root,
            state=SourceState.FORGOTTEN,
            deleted_at=event.at,
        )
    )
