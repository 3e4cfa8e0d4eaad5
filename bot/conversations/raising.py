"""Making a request of somebody's message, by 🎫 or the message action: its author's; the history says who raised it."""

from __future__ import annotations

from datetime import datetime

from bot import outgoing
from bot.cards import Done, Reply
from bot.conversations import intake
from bot.conversations.choosing import author_of
from bot.events import MessageSeen, Where, message_fact
from bot.missing import Missing
from bot.people import Actor, actor
from bot.reading import again, is_private, site_of
from bot.requests import by_id, source_of
from bot.talk import Talk
from bot.views import notices
from storage import words as wordstore
from storage.rows import id_of
from storage.tables import Audience, Source, SourceState


def by_emoji(talk: Talk) -> Reply:
    """🎫 on a message."""
    return from_message(talk, talk.event.where, talk.event.ts, "emoji")


def from_message(talk: Talk, where: Where, ts: str, origin: str) -> Reply:
    """Make a request of a message, its text asked of the platform when the desk did not keep it."""
    source = source_of(talk.unit, where.platform, where.conversation, ts)
    if source is not None and source.request_id is not None:
        if origin == "emoji":
            return Done()
        request = by_id(talk.unit, source.request_id)
        return talk.tell(notices.notice("raise.already", Audience.PERSON, subject=request.ref, ref=request.ref))
    if source is not None and source.state is SourceState.FORGOTTEN:
        return talk.tell(notices.notice("raise.gone", Audience.PERSON))
    raiser = talk.actor
    if source is None or source.words_id is None or not wordstore.read_one(talk.unit, source.words_id):
        raise Missing(
            message_fact(where.platform, where.conversation, ts),
            lambda unit: outgoing.fetch_message(unit, where.platform, where.conversation, ts, where.root),
        )
    author = author_of(talk, source)
    if author is None:
        return talk.tell(notices.notice("raise.no_author", Audience.PERSON))
    return _raise(talk, raiser, author, source, where, origin)


def seen(talk: Talk) -> Reply:
    """A message that was asked for: kept for minutes, for those who wait on it."""
    event: MessageSeen = talk.event
    known = source_of(talk.unit, event.where.platform, event.where.conversation, event.ts)
    if event.who is None or event.text is None:
        if known is None:
            talk.unit.add(
                Source(
                    platform=event.where.platform,
                    conversation=event.where.conversation,
                    ts=event.ts,
                    state=SourceState.FORGOTTEN,
                    deleted_at=event.at,
                )
            )
        return Done()
    author = actor(talk.unit, talk.charter, event.who)
    if known is None:
        intake.keep(talk, author, event.where, event.ts, event.posted_at or event.at, event.text)
    elif known.request_id is None and known.state is not SourceState.FORGOTTEN:
        words_id = wordstore.keep(talk.unit, event.text, "message", author.id, purge_after=talk.now + intake.KEPT)
        talk.unit.change(known, words_id=words_id, author_id=author.id, posted_at=event.posted_at or event.at)
    return Done()


def _raise(talk: Talk, raiser: Actor, author: Actor, source: Source, where: Where, origin: str) -> Reply:
    assert source.words_id is not None
    text = wordstore.read_one(talk.unit, source.words_id)
    channel = talk.charter.channel(where.platform, where.conversation)
    reading = again(talk, text, channel, direct=True)
    if is_private(talk.charter, reading) and where.kind != "direct":
        intake.offer_private(talk, author, source)
        return talk.tell(notices.notice("raise.private", Audience.PERSON))
    site = site_of(talk.charter, author, reading, channel) or site_of(talk.charter, raiser, None, channel)
    if site is None:
        intake.hold(talk.unit, source, SourceState.ASKED)
        return talk.tell(notices.ask_site(id_of(source), talk.charter))
    if source.posted_at is None:
        talk.unit.change(source, posted_at=_posted(talk))
    intake.make(talk, author, source, text, reading, site, origin, raised_by=raiser)
    return Done()


def _posted(talk: Talk) -> datetime:
    at: datetime = talk.event.at
    return at
