"""What is written under something that the desk told its reader of a request: it is about that request."""

from __future__ import annotations

from bot.cards import Done, Reply
from bot.conversations.giving_back import kept_apart
from bot.conversations.keeping import is_told_already
from bot.conversations.last_told import is_more_private, last_told
from bot.conversations.resolving import asked_to_rate, is_done_with, rating_awaited, score_said, word_said
from bot.conversations.thread import heard, own_told_at
from bot.events import MessagePosted
from bot.outgoing import told_at
from bot.people import identity_of
from bot.permit import fitting
from bot.reading import again, is_private, spoken, without_mention
from bot.requests import by_id, of_said
from bot.talk import Talk
from bot.understanding import RequestKind, is_opening, is_thanks, same_need
from bot.understanding.scoring import score_in
from bot.views import notices
from storage import words as wordstore
from storage.tables import Audience, Rating, Request

PINGS = "card:pings"
"""The subject of what tells of requests: of several, when it names none."""


def scored(talk: Talk, *, ordered: bool) -> Reply | None:
    """The score that someone was asked for, and what they say of it, or then a word on it, which no order is.

    Under the question, in the thread of its request, or at the root of their direct conversation, where nothing else
    was asked of them since. None: it is no such thing.
    """
    event: MessagePosted = talk.event
    if event.files or (event.where.kind != "direct" and event.where.root is None):
        return None
    text = without_mention(event.text)
    found = score_in(text)
    if found is None and event.where.kind != "direct":
        return None
    request = _asked_to_rate(talk)
    if request is None:
        return None
    if found is not None and _is_said_of_score(talk, request, found[1]):
        return Done() if is_told_already(talk) else score_said(talk, request, *found)
    if ordered or event.where.kind != "direct" or not _is_word_of_rating(talk, request, text):
        return None
    return Done() if is_told_already(talk) else word_said(talk, request, text)


def _asked_to_rate(talk: Talk) -> Request | None:
    """The own request of which whoever writes was asked for a score there, or gave one."""
    event: MessagePosted = talk.event
    root = event.where.root
    identity = identity_of(talk.unit, event.who)
    if identity is None:
        return None
    if root is not None:
        return _asked_under(talk, root, identity.person_id)
    rating = rating_awaited(talk, identity.person_id)
    if rating is None:
        return None
    found = last_told(talk, event.where, identity.person_id)
    asked = rating.rated_at or rating.asked_at
    its = next((each for each in found if each.request.id == rating.request_id), None)
    since = [each for each in found if each.asked and (each.at >= asked or rating.score is not None)]
    private = [each for each in found if its is not None and is_more_private(each, [its])]
    if since or (rating.score is not None and private):
        return None
    return by_id(talk.unit, rating.request_id)


def _asked_under(talk: Talk, root: str, person_id: int) -> Request | None:
    """The request of the thread that someone writes in, where they were asked for its score."""
    event: MessagePosted = talk.event
    told = told_at(talk.unit, event.who, event.where, root)
    if told is not None:
        own = own_told_at(talk, event.where, root)
        return own[0] if own is not None and asked_to_rate(told) else None
    above = of_said(talk.unit, event.who, event.where, root)
    if above is None or above[1].audience is not Audience.REQUESTER or above[0].requester_id != person_id:
        return None
    request = above[0]
    return request if talk.unit.get(Rating, request.id) is not None and is_done_with(request) else None


def _is_said_of_score(talk: Talk, request: Request, word: str) -> bool:
    """Whether what is said beside a score may be kept with it: it is nothing personal, and no need of its own."""
    if not word:
        return True
    private = is_private(talk.charter, talk.reading) or kept_apart(talk, request, word) is not None
    return not private and not _is_another_need(talk, request, word)


def _is_word_of_rating(talk: Talk, request: Request, text: str) -> bool:
    """Whether it is the word that goes with the score just given: it asks for nothing, and is nothing personal."""
    rating = talk.unit.get(Rating, request.id)
    if rating is None or rating.score is None or rating.words_id is not None or not spoken(text):
        return False
    if is_thanks(text) or is_opening(text) or is_private(talk.charter, talk.reading):
        return False
    return again(talk, text, None, talk.event.at, files=()).request.value is RequestKind.NO


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
        return None if asked_to_rate(told) and _is_another_need(talk, own[0], event.text) else heard(talk, *own)
    if is_told_already(talk):
        return Done()
    if told.request_id is None:
        return talk.tell(notices.notice("thread.several", Audience.PERSON))
    request = by_id(talk.unit, told.request_id)
    return fitting(talk, "reply", request) or talk.tell(notices.elsewhere(request))


def _is_another_need(talk: Talk, request: Request, text: str) -> bool:
    """Whether something else is asked there, for another time, rather than a word said of what was done."""
    event: MessagePosted = talk.event
    reading = again(talk, text, None, event.at, files=event.files)
    if reading.request.value is not RequestKind.YES or reading.service.value is None:
        return False
    dated = reading.due.value is not None or reading.event_start.value is not None
    return dated and not same_need(wordstore.read_one(talk.unit, request.words_id), text)
