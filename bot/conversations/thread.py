"""What is written in a request's thread: an answer, a note, thanks, or one more need."""

from __future__ import annotations

from sqlalchemy import select

from bot import relay
from bot.arriving import wait_for_card, wait_for_turn
from bot.cards import Done, Reply
from bot.conversations.claiming import may_take
from bot.conversations.resolving import close
from bot.creation import Need, create
from bot.events import MessagePosted
from bot.notify import ping
from bot.placing import Spot
from bot.reading import again, is_private
from bot.requests import by_id, change, of_thread, record, said, source_of
from bot.talk import Talk
from bot.understanding import is_thanks
from bot.views import notices
from bot.views.facts import load_facts
from storage import words as wordstore
from storage.rows import table_of
from storage.tables import Audience, Level, Place, Request, State


def posted(talk: Talk) -> Reply | None:
    """Answer what was written in a request's thread; none when the thread is no request's."""
    event: MessagePosted = talk.event
    where = event.where
    if where.root is None:
        return None
    wait_for_turn(talk.unit, event)
    found = of_thread(talk.unit, where.platform, where.conversation, where.root)
    if found is None:
        wait_for_card(talk.unit, event.who, where, where.root)
        return None
    request, place = found
    if said(talk.unit, where.platform, where.conversation, event.ts) is not None:
        return Done()
    seen = source_of(talk.unit, where.platform, where.conversation, event.ts)
    if seen is not None and (seen.deleted_at is not None or seen.request_id is not None):
        return Done()
    text = event.text
    if seen is not None and seen.words_id is not None:
        text = wordstore.read_one(talk.unit, seen.words_id) or text
    if place.audience is Audience.TRIAGE:
        _carry(talk, request, place, "note", text)
        return Done()
    if talk.actor.id != request.requester_id and may_take(talk, talk.actor, request):
        return _assistant_answers(talk, request, place, text)
    return _requester_speaks(talk, request, place, text)


def posted_beside(talk: Talk) -> Reply | None:
    """Someone whose answer is awaited writes in their direct conversation, beside the thread: it is their answer."""
    event: MessagePosted = talk.event
    if event.where.kind != "direct" or event.where.root is not None:
        return None
    requests, places = table_of(Request), table_of(Place)
    query = (
        select(places)
        .join(requests, requests.c.id == places.c.request_id)
        .where(
            places.c.platform == event.where.platform,
            places.c.conversation == event.where.conversation,
            places.c.audience == Audience.REQUESTER,
            ~places.c.retired,
            requests.c.state == State.WAITING,
            requests.c.requester_id == talk.actor.id,
        )
        .order_by(places.c.id.desc())
    )
    place = talk.unit.first(Place, query)
    if place is None or said(talk.unit, event.where.platform, event.where.conversation, event.ts) is not None:
        return None
    return _requester_speaks(talk, by_id(talk.unit, place.request_id), place, event.text)


def _carry(talk: Talk, request: Request, place: Place, kind: str, text: str) -> None:
    event: MessagePosted = talk.event
    message = relay.say(
        talk,
        request,
        talk.actor.person,
        kind,
        text,
        platform=event.where.platform,
        conversation=event.where.conversation,
        ts=event.ts,
        said_at=event.at,
        origin=place,
        files=event.files,
    )
    record(talk.unit, request, kind, talk.actor.id, {"words": message.words_id})


def _assistant_answers(talk: Talk, request: Request, place: Place, text: str) -> Reply:
    _carry(talk, request, place, "reply", text)
    if request.responded_at is None:
        change(talk.unit, request, "first_response", talk.actor.id, responded_at=talk.event.at)
    if request.assignee_id is None and request.open:
        return talk.tell(notices.claim_offer(load_facts(talk.unit, talk.charter, request)))
    return Done()


def _requester_speaks(talk: Talk, request: Request, place: Place, text: str) -> Reply:
    own = talk.actor.id == request.requester_id
    if request.state in (State.CLOSED, State.CANCELLED):
        return _after_the_end(talk, request, place, text) if own else Done()
    _carry(talk, request, place, "said", text)
    if not own:
        return Done()
    if request.state is State.WAITING:
        state = State.CLAIMED if request.assignee_id else State.NEW
        change(talk.unit, request, "answered", talk.actor.id, state=state)
        if request.assignee_id is not None:
            ping(talk.unit, talk.charter, request.assignee_id, request, "answered")
    elif request.state is State.RESOLVED:
        if is_thanks(text):
            close(talk, request, talk.actor.id)
        else:
            return talk.tell(notices.reopen_offer(load_facts(talk.unit, talk.charter, request)))
    return Done()


def _after_the_end(talk: Talk, request: Request, place: Place, text: str) -> Reply:
    """In a closed thread, thanks are only thanks; anything else is a new need, linked to the old one."""
    if is_thanks(text):
        return Done()
    event: MessagePosted = talk.event
    channel = talk.charter.channel(place.platform, place.conversation or "")
    reading = again(talk, text, channel, direct=True)
    sensitive = reading.sensitive.value or request.level is Level.CONFIDENTIAL
    if is_private(talk.charter, reading) and place.identity_id is None:
        return talk.tell(notices.notice("thread.private", Audience.PERSON, subject=request.ref))
    need = Need(
        requester=talk.actor.person,
        raised_by=talk.actor,
        origin="thread",
        site=request.site,
        service=reading.service.value or request.service,
        text=text,
        written_at=event.at,
        urgent=reading.urgent.value,
        due=reading.due.value,
        event_start=reading.event_start.value,
        event_end=reading.event_end.value,
        sensitive=sensitive,
        language=reading.language.value,
        linked_to=request,
    )
    spot = Spot(
        Audience.REQUESTER, place.platform, place.conversation, place.root or place.card, place.identity_id, place.lane
    )
    create(talk, need, spot)
    return Done()
