"""What is written under something that the desk told its reader of a request: it is about that request."""

from __future__ import annotations

import re

from bot.cards import Done, Reply
from bot.conversations.keeping import is_told_already
from bot.conversations.resolving import asked_to_rate, score_said
from bot.conversations.thread import heard, own_told_at
from bot.events import MessagePosted
from bot.outgoing import told_at
from bot.permit import fitting
from bot.reading import again, without_mention
from bot.requests import by_id
from bot.talk import Talk
from bot.understanding import RequestKind, is_civil, same_need
from bot.views import notices
from storage import words as wordstore
from storage.tables import Audience, Request

PINGS = "card:pings"
"""The subject of what tells of requests: of several, when it names none."""


_SCORE = re.compile(
    r"(?P<score>[1-5])(?:\s*(?:sur|/|out of)\s*5)?(?!\w|[.,/:]\w)(?P<beside>.*)", re.IGNORECASE | re.DOTALL
)
"""A score of 1 to 5, alone or out of 5, and what is said after it."""


def scored(talk: Talk) -> Reply | None:
    """A lone score, thanks apart, under the question of it is the requester's answer. None: it is no such thing."""
    event: MessagePosted = talk.event
    root = event.where.root
    found = _SCORE.fullmatch(without_mention(event.text)) if root is not None and not event.files else None
    if root is None or found is None or not is_civil(found["beside"]):
        return None
    told, own = told_at(talk.unit, event.who, event.where, root), own_told_at(talk, event.where, root)
    if told is None or own is None or not asked_to_rate(told):
        return None
    return Done() if is_told_already(talk) else score_said(talk, own[0], int(found["score"]))


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
        return None if asked_to_rate(told) and _is_another_need(talk, own[0]) else heard(talk, *own)
    if is_told_already(talk):
        return Done()
    if told.request_id is None:
        return talk.tell(notices.notice("thread.several", Audience.PERSON))
    request = by_id(talk.unit, told.request_id)
    return fitting(talk, "reply", request) or talk.tell(notices.elsewhere(request))


def _is_another_need(talk: Talk, request: Request) -> bool:
    """Whether something else is asked there, for another time, rather than a word said of what was done."""
    event: MessagePosted = talk.event
    reading = again(talk, event.text, None, event.at, files=event.files)
    if reading.request.value is not RequestKind.YES or reading.service.value is None:
        return False
    dated = reading.due.value is not None or reading.event_start.value is not None
    return dated and not same_need(wordstore.read_one(talk.unit, request.words_id), event.text)
