"""Who is found later to be named by what was confided: by another line, or once the charter lists them."""

from __future__ import annotations

from sqlalchemy import select

from bot.apart import just_confided, kept_by_words
from bot.conversations.following import alter
from bot.events import MessageEdited, MessagePosted
from bot.referring import with_files
from bot.requests import files_of_request
from bot.talk import Talk
from bot.versions import previous
from storage import words as wordstore
from storage.rows import table_of
from storage.tables import Level, Person, Request


def heard(talk: Talk) -> None:
    """Keep from whom a line names what its author just confided in the same place, where nobody has that yet."""
    event: MessagePosted | MessageEdited = talk.event
    where, identity = event.where, talk.identity
    if identity is None:
        return
    said = with_files(event.text, event.files if isinstance(event, MessagePosted) else ())
    for request in just_confided(
        talk.unit, talk.charter, identity.person_id, where.platform, where.conversation, event.at
    ):
        requester = talk.unit.need(Person, request.requester_id)
        before = request.kept_from.split()
        kept = kept_by_words(talk.unit, talk.charter, said, request.level, requester, before)
        if kept != request.kept_from:
            alter(talk, request, "extend", requester.id, {"words": request.words_id}, {"kept_from": kept})


def came_to_be_named(talk: Talk) -> None:
    """Keep what was confided from those whom the charter lists since, where it names them: they are not to be given it.

    Before anything is proposed to them, or shown.
    """
    before = previous(talk.unit)
    known = {each.id for each in before.people} if before is not None else set()
    since = {each.id for each in talk.charter.people} - known
    table = table_of(Request)
    secret = select(table).where(table.c.level == Level.CONFIDENTIAL).order_by(table.c.id)
    for request in talk.unit.all(Request, secret) if before is not None and since else ():
        requester = talk.unit.need(Person, request.requester_id)
        text = wordstore.read_one(talk.unit, request.words_id)
        said = with_files(text, files_of_request(talk.unit, request))
        found = set(kept_by_words(talk.unit, talk.charter, said, request.level, requester).split()) & since
        kept = " ".join(sorted(found | set(request.kept_from.split())))
        if kept != request.kept_from:
            talk.unit.change(request, kept_from=kept)
