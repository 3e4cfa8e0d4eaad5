"""What cannot be done with what somebody typed: it is said, and what they typed is given back, to them alone."""

from __future__ import annotations

from bot.cards import Card, Reply, Say, Text
from bot.conversations.keeping import UNDECIDED
from bot.readership import confidants_of
from bot.reading import again, is_personal, spoken
from bot.referring import as_private
from bot.talk import Talk
from bot.views import notices
from storage import words as wordstore
from storage.tables import Level, Request


def refused(talk: Talk, card: Card, typed: str) -> Reply:
    """Say why not, with what was typed."""
    return returned(talk, talk.tell(card), typed)


def returned(talk: Talk, reply: Reply, typed: str) -> Reply:
    """An answer, with what was typed in a command under it: a message still stands where it was written.

    What something was cut out of at the door is given back whole, by `sparing.given_back`.
    """
    text = spoken(typed)
    if not text or not isinstance(reply, Say) or talk.event.kind != "command_given" or talk.event.spared:
        return reply
    until = talk.now + UNDECIDED
    words_id = wordstore.keep(talk.unit, text, "message", talk.actor.id, Level.CONFIDENTIAL, purge_after=until)
    return Say(card=notices.given_back(reply.card, words_id))


def kept_apart(talk: Talk, request: Request, typed: str) -> Text | None:
    """Why words typed with an alert or a rating do not go with it, and how to confide them; none: they may go.

    Those who read an ordinary request are not those who may read what is personal.
    """
    reading = again(talk, typed, None, talk.event.at, direct=True, files=())
    if not is_personal(request, as_private(talk, talk.actor, reading, typed)):
        return None
    return notices.apart(confidants_of(talk, request.site, reading.service.value, talk.actor.id, typed).readers)
