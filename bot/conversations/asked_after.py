"""« Où en est mon taxi ? »: one's own request, asked after by the name of what was asked, is shown to its author."""

from __future__ import annotations

from sqlalchemy import select

from bot.cards import Done, Reply
from bot.conversations.keeping import is_told_already
from bot.conversations.listing import show_own
from bot.events import MessagePosted
from bot.people import identity_of
from bot.reading import is_private, without_mention
from bot.requests import said, source_of
from bot.talk import Talk
from bot.understanding import names
from bot.understanding.asking_after import asks_after_requests, thing_asked_after
from storage import words as wordstore
from storage.rows import table_of
from storage.tables import Request


def posted(talk: Talk) -> Reply | None:
    """Their requests that are open, or done and not closed, of the thing that someone asks after, or all that are open
    where they name nothing; nothing is made.

    Said to the desk, or where requests are asked. None: nothing is asked after, or they asked for no such thing.
    """
    event: MessagePosted = talk.event
    where = event.where
    text = without_mention(event.text)
    after_all = asks_after_requests(text)
    thing = text if after_all else thing_asked_after(text)
    if event.files or thing is None or not _is_listened_to(talk):
        return None
    seen = source_of(talk.unit, where.platform, where.conversation, event.ts)
    if seen is not None or said(talk.unit, where.platform, where.conversation, event.ts) is not None:
        return None
    own = _own(talk)
    found = [each for each in own if names(thing, wordstore.read_one(talk.unit, each.words_id))]
    found = found or [each for each in own if after_all and each.open]
    if not found or (where.kind != "direct" and is_private(talk.charter, talk.reading)):
        return None
    return Done() if is_told_already(talk) else show_own(talk, found)


def _is_listened_to(talk: Talk) -> bool:
    event: MessagePosted = talk.event
    if event.mentions_desk or event.where.kind == "direct":
        return True
    channel = talk.charter.channel(event.where.platform, event.where.conversation)
    return channel is not None and channel.purpose == "requests" and event.where.root is None and not event.mentions


def _own(talk: Talk) -> list[Request]:
    identity = identity_of(talk.unit, talk.event.who)
    if identity is None:
        return []
    table = table_of(Request)
    mine = (table.c.requester_id == identity.person_id, table.c.closed_at.is_(None))
    return talk.unit.all(Request, select(table).where(*mine).order_by(table.c.id.desc()))
