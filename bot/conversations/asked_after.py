"""« Où en est mon taxi ? »: one's own request, asked after by the name of what was asked, is shown to its author.

What they were only asked about yet is asked again.
"""

from __future__ import annotations

from sqlalchemy import select

from bot.cards import Done, Reply
from bot.conversations.asking_again import ask_again
from bot.conversations.keeping import author_of, is_told_already
from bot.conversations.listing import show_own
from bot.conversations.undecided import undecided_of
from bot.events import MessagePosted
from bot.people import Actor, identity_of
from bot.reading import is_private, without_mention
from bot.requests import said, source_of
from bot.talk import Talk
from bot.understanding import names
from bot.understanding.asking_after import asks_after_requests, thing_asked_after
from bot.understanding.text import words_of
from storage import words as wordstore
from storage.rows import table_of
from storage.tables import Request, Source


def posted(talk: Talk) -> Reply | None:
    """Their requests that are open, or done and not closed, of the thing that someone asks after, or all that are open
    where they name nothing; nothing is made. Of what waits for their word, they are asked again, alone.

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
    found = [each for each in own if _is_of(thing, wordstore.read_one(talk.unit, each.words_id))]
    found = found or [each for each in own if after_all and each.open]
    if found and where.kind != "direct" and is_private(talk.charter, talk.reading):
        return None
    waiting = _waiting(talk, thing, all_of_them=after_all and not found)
    if not found and not waiting:
        return None
    if is_told_already(talk):
        return Done()
    for each, author in waiting:
        ask_again(talk, author, each)
    return show_own(talk, found) if found else Done()


def _waiting(talk: Talk, thing: str, *, all_of_them: bool) -> list[tuple[Source, Actor]]:
    """What they were asked about, and who they are where they wrote it: what names the thing, or all."""
    identity = identity_of(talk.unit, talk.event.who)
    written = undecided_of(talk, identity.person_id) if identity is not None else []
    words = wordstore.read(talk.unit, [each.words_id for each in written if each.words_id])
    meant = [each for each in written if all_of_them or _is_of(thing, words.get(each.words_id or 0, ""))]
    return [(each, author) for each in meant if (author := author_of(talk, each)) is not None]


def _is_of(thing: str, said: str) -> bool:
    """Whether a thing is named in what was said; in the same word, where that alone says little: « mon avance »."""
    return names(thing, said) or thing in words_of(said).norms


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
