"""What is written under something that the desk told its reader of a request: it is about that request."""

from __future__ import annotations

from bot.cards import Done, Reply
from bot.conversations.keeping import is_told_already
from bot.conversations.thread import heard
from bot.events import MessagePosted
from bot.outgoing import told_at
from bot.permit import fitting
from bot.requests import by_id, places
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
    if told is None or (told.request_id is None and told.subject != PINGS):
        return None
    request = by_id(talk.unit, told.request_id) if told.request_id is not None else None
    if request is not None and request.requester_id == talk.actor.id:
        place = next((each for each in places(talk.unit, request) if each.audience is Audience.REQUESTER), None)
        return heard(talk, request, place) if place is not None else None
    if is_told_already(talk):
        return Done()
    if request is None:
        return talk.tell(notices.notice("thread.several", Audience.PERSON))
    return fitting(talk, "reply", request) or talk.tell(notices.elsewhere(request))
