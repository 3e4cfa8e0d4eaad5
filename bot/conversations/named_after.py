"""A line that names somebody, minutes before or after what was confided there: they are given it no longer."""

from __future__ import annotations

from bot.apart import just_confided, kept_by_words
from bot.conversations.following import alter
from bot.events import MessageEdited, MessagePosted
from bot.people import identity_of
from bot.referring import with_files
from bot.talk import Talk
from storage.tables import Person


def heard(talk: Talk) -> None:
    """Keep from whom a line names what its author just confided in the same place, where nobody has that yet."""
    event: MessagePosted | MessageEdited = talk.event
    where, identity = event.where, identity_of(talk.unit, event.who)
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
