"""What is written under something that the desk told its reader of a request: it is about that request."""

from __future__ import annotations

from bot.cards import Done, Reply
from bot.conversations.keeping import is_told_already
from bot.conversations.thread import heard, own_told_at
from bot.events import MessagePosted
from bot.outgoing import told_at
from bot.permit import fitting
from bot.requests import by_id
from bot.talk import Talk
from bot.views import notices
from storage.tables import Audience

PINGS = "card:pings"
"""The subject of what tells of requests: of several, when it names none."""


def posted(talk: Talk) -> Reply | None:
    """Its requester's words are said of the request. Who works it may mean a note or an answer: they are told where.

    None: it is under no such notice.
    """
    event: MessagePosted = talk.event
    root = event.where.root
    told = told_at(talk.unit, event.who, event.where, root) if root is not None else None
    if root is None or told is None or (told.request_id is None and told.subject != PINGS):
        return None
    own = own_told_at(talk, event.where, root)
    if own is not None:
        return heard(talk, *own)
    if is_told_already(talk):
        return Done()
    if told.request_id is None:
        return talk.tell(notices.notice("thread.several", Audience.PERSON))
    request = by_id(talk.unit, told.request_id)
    return fitting(talk, "reply", request) or talk.tell(notices.elsewhere(request))
