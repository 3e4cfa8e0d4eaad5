"""What is written in a direct conversation while a request waits for its author: their answer, or something else."""

from __future__ import annotations

import re

from sqlalchemy import or_, select

from bot.cards import Done, Reply, Say
from bot.conversations import intake
from bot.conversations.choosing import source_in
from bot.conversations.keeping import UNDECIDED, ask, hold, keep, offer_private, private_offer, put, read_source
from bot.conversations.thread import heard, said_now
from bot.events import MessagePosted, Where
from bot.people import Actor
from bot.policies.confidentiality import level_of, most_private
from bot.reading import again, is_personal, is_private
from bot.requests import by_id, by_ref, places, said, source_of
from bot.talk import Talk, on_press
from bot.understanding import Reading, RequestKind, is_thanks, same_need
from bot.views import notices
from storage import timers
from storage import words as wordstore
from storage.rows import table_of
from storage.tables import Audience, Level, Place, Request, Source, SourceState, State

ANSWER, NEED, UNSURE = "answer", "need", "unsure"
_ANSWERING = re.compile(r"\W*(?:oui|non|si|ok|okay|d['’]accord|entendu|parfait|yes|no|sure|fine)\b", re.IGNORECASE)
"""How what answers a question begins, whatever it asks for after that."""


def posted(talk: Talk) -> Reply | None:
    """Someone whose answer is awaited writes in their direct conversation, beside the thread: it is their answer.

    Not when it asks for something else; where only they can tell, they are asked. Thanks are for what was last done.
    None: it is said of no request.
    """
    event: MessagePosted = talk.event
    if event.where.kind != "direct" or event.where.root is not None:
        return None
    place = _awaited(talk, event.where, event.text)
    if place is None:
        return None
    request = by_id(talk.unit, place.request_id)
    meant = ANSWER if is_thanks(event.text) else _meant(talk, request, event.text, talk.reading)
    if meant is NEED:
        return None
    return heard(talk, request, place) if meant is ANSWER else _ask(talk, request)


@on_press("answers")
def answers(talk: Talk, value: str) -> Reply:
    """Yes, it is the answer that a request waits for, says its author."""
    source, ref = source_in(talk.unit, value)
    request = by_ref(talk.unit, ref) if ref else None
    own = source is not None and source.author_id == talk.actor.id
    if source is None or request is None or not own or request.requester_id != talk.actor.id:
        return talk.tell(notices.refusal("not_found", ()))
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    place = next((each for each in places(talk.unit, request) if each.audience is Audience.REQUESTER), None)
    if source.state is SourceState.PRIVATE and text:
        return put(talk, source, private_offer(talk, source))
    if source.state is not SourceState.ASKED or not text or place is None:
        return put(talk, source, notices.notice("private.over", Audience.PERSON))
    if is_personal(request, read_source(talk, source, text)):
        return offer_private(talk, talk.actor, source)
    reply = said_now(talk, request, place, source, text)
    shown = notices.notice("private.shown", Audience.PERSON, subject=request.ref, ref=request.ref)
    return put(talk, source, reply.card if isinstance(reply, Say) else shown)


def edited(talk: Talk, author: Actor, source: Source, text: str, reading: Reading) -> bool:
    """What may be an answer awaited says something else: its author is asked about that, and about nothing before it.

    False: it is a need of its own, or nothing is awaited there.
    """
    where: Where = talk.event.where
    place = _awaited(talk, where, text) if where.kind == "direct" and where.root is None else None
    if place is None:
        return False
    request = by_id(talk.unit, place.request_id)
    if is_personal(request, reading):
        offer_private(talk, author, source)
        return True
    if _meant(talk, request, text, reading) is NEED:
        return False
    ask(talk, author, source, notices.ask_if_answer(source, request))
    return True


def _awaited(talk: Talk, where: Where, text: str) -> Place | None:
    requests, standing = table_of(Request), table_of(Place)
    awaited = requests.c.state == State.WAITING
    query = (
        select(standing)
        .join(requests, requests.c.id == standing.c.request_id)
        .where(
            standing.c.platform == where.platform,
            standing.c.conversation == where.conversation,
            standing.c.audience == Audience.REQUESTER,
            ~standing.c.retired,
            or_(awaited, requests.c.state == State.RESOLVED) if is_thanks(text) else awaited,
            requests.c.requester_id == talk.actor.id,
        )
        .order_by(awaited.desc(), standing.c.id.desc())
    )
    return talk.unit.first(Place, query)


def _meant(talk: Talk, request: Request, text: str, reading: Reading) -> str:
    """Whether a message is the answer awaited, a need of its own, or only its author can tell.

    What is more private than the request never goes to those who read it, unless its author says so.
    """
    alone = again(talk, text, None, reading.written_at, files=())
    asks = alone.request.value is RequestKind.YES and _ANSWERING.match(text) is None
    asks = asks and not same_need(wordstore.read_one(talk.unit, request.words_id), text)
    service = reading.service.value
    private = is_private(talk.charter, reading)
    level = level_of(talk.charter, service, private)
    both = most_private((level, request.level))
    if asks and service not in (None, request.service) and both is level:
        return NEED
    if private and level is Level.CONFIDENTIAL:
        # Held back when it is said of anything less private.
        return ANSWER
    return UNSURE if asks or both is not request.level else ANSWER


def _ask(talk: Talk, request: Request) -> Reply:
    """« Est-ce votre réponse pour LYO-42 ? » Shown to nobody until its author says."""
    event: MessagePosted = talk.event
    where = event.where
    seen = source_of(talk.unit, where.platform, where.conversation, event.ts)
    fresh = seen is None or (seen.state is SourceState.KEPT and seen.posted_at is None)
    if not fresh or said(talk.unit, where.platform, where.conversation, event.ts) is not None:
        return Done()
    intake.know_direct(talk, talk.actor)
    source = keep(talk, talk.actor, where, event.ts, event.at, event.text, seen, event.files)
    hold(talk.unit, source, SourceState.ASKED)
    timers.plan(talk.unit, "private", str(source.id), talk.now + UNDECIDED)
    ask(talk, talk.actor, source, notices.ask_if_answer(source, request))
    return Done()
