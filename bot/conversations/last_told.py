"""What the desk last told or asked someone of their requests: what they then write to it alone may be about that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import bindparam, select

from bot.apart import NOT_LONG_AGO
from bot.conversations.keeping import KEPT
from bot.conversations.nearby import LATELY
from bot.events import Where
from bot.policies.confidentiality import most_private
from bot.requests import is_over, lately_live
from bot.talk import Talk
from storage import words as wordstore
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Audience, Level, Message, Place, Rating, Request, State

_requests, _places, _messages, _ratings = (table_of(each) for each in (Request, Place, Message, Rating))
_TOLD = ("reply", "question")
"""How what is said to a requester is kept."""
About = TypeVar("About", Place, Message)
_own = Prepared(select(_requests).where(lately_live(bindparam("person"), bindparam("since"))).order_by(_requests.c.id))
_own_secret = Prepared(
    select(_requests.c.id)
    .where(
        _requests.c.requester_id == bindparam("person"),
        _requests.c.level == Level.CONFIDENTIAL,
        _requests.c.closed_at.is_(None) | (_requests.c.closed_at >= bindparam("since")),
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Told:
    """A request of someone's, and when (UTC) they were last told or asked something of it, or said something."""

    request: Request
    place: Place
    at: datetime
    asked: bool
    """It waits for their answer."""
    here: bool
    """It stands in the conversation where they write."""
    replied: bool = False
    """They were written to, and it is open."""
    going_on: bool = False
    """They said something of it there minutes ago."""
    question: int | None = None
    """The words (a row id) that they were last written."""


def last_told(talk: Talk, where: Where, person_id: int) -> list[Told]:
    """The requests that what someone writes there may be about, the last told first.

    Those that wait for them, wherever they were asked; those told of there in the day before; and what is confidential,
    open or over not long ago, whatever was told of it: what follows it is nobody else's to read.
    """
    own = _own_of(talk, person_id)
    if not own:
        return []
    ids = [id_of(each) for each in own]
    standing = _by_request(_places_of(talk, ids))
    said = _by_request(_said_of(talk, ids))
    rated = {each.request_id: each for each in _ratings_of(talk, ids)}
    found = (
        _told(talk, where, each, standing[id_of(each)], said[id_of(each)], rated.get(id_of(each)))
        for each in own
        if standing[id_of(each)]
    )
    return sorted((each for each in found if each is not None), key=lambda each: each.at, reverse=True)


def has_confidential(talk: Talk, person_id: int) -> bool:
    """Whether one of someone's requests, open or over not long ago, is confidential."""
    lately = {"person": person_id, "since": talk.now - NOT_LONG_AGO}
    return _own_secret.scalar(talk.unit.connection, lately) is not None


def question_of(talk: Talk, request: Request, since: datetime | None = None) -> str:
    """What its requester was last written of it: what they are to answer, where it waits for them; "" for nothing.

    `since`: not what was written before that instant (aware).
    """
    replies = _replies(request, _said_of(talk, [id_of(request)]))
    words_id = replies[-1].words_id if replies and (since is None or replies[-1].said_at >= since) else None
    return wordstore.read_one(talk.unit, words_id) if words_id is not None else ""


def is_more_private(told: Told, than: Iterable[Told]) -> bool:
    """Whether a request is more private than one of these at least."""
    return any(most_private((told.request.level, each.request.level)) is not each.request.level for each in than)


def _own_of(talk: Talk, person_id: int) -> list[Request]:
    return talk.unit.all(Request, _own, {"person": person_id, "since": talk.now - NOT_LONG_AGO})


def _told(
    talk: Talk, where: Where, request: Request, standing: Sequence[Place], said: Sequence[Message], rated: Rating | None
) -> Told | None:
    there = [each for each in standing if (each.platform, each.conversation) == (where.platform, where.conversation)]
    lately = talk.now - LATELY
    replies = _replies(request, said)
    own = [each.said_at for each in said if _is_own_there(each, request, where) and each.said_at >= lately]
    asked, secret = request.state is State.WAITING, request.level is Level.CONFIDENTIAL
    known = there or rated is not None or secret
    last = replies[-1] if replies else None
    times = [*own]
    if last is not None and (asked or (known and last.said_at >= lately)):
        times.append(last.said_at)
    if asked and last is None:
        times.append(request.updated_at)
    if secret:
        times.append(request.asked_at)
    if known and request.resolved_at is not None and _is_told_done(request, lately, secret):
        times.append(request.resolved_at)
    if is_over(request) and not secret and (request.closed_at or lately) < lately:
        return None
    if not times:
        return None
    return Told(
        request=request,
        place=(there or list(standing))[0],
        at=max(times),
        asked=asked,
        here=bool(there),
        replied=request.open and last is not None and last.said_at >= lately,
        going_on=any(each >= talk.now - KEPT for each in own),
        question=last.words_id if last is not None else None,
    )


def _replies(request: Request, said: Sequence[Message]) -> list[Message]:
    return [each for each in said if each.kind in _TOLD and each.author_id != request.requester_id]


def _is_told_done(request: Request, lately: datetime, secret: bool) -> bool:
    """Whether « C'est fait. Un souci ? Répondez ici » is still what was last said of it."""
    if request.state is State.RESOLVED or secret:
        return True
    return request.state is State.CLOSED and request.resolved_at is not None and request.resolved_at >= lately


def _is_own_there(message: Message, request: Request, where: Where) -> bool:
    spot = (message.platform, message.conversation)
    return message.author_id == request.requester_id and spot == (where.platform, where.conversation)


def _places_of(talk: Talk, ids: Sequence[int]) -> list[Place]:
    own = (_places.c.audience == Audience.REQUESTER, ~_places.c.retired)
    return talk.unit.all(Place, select(_places).where(_places.c.request_id.in_(ids), *own).order_by(_places.c.id))


def _said_of(talk: Talk, ids: Sequence[int]) -> list[Message]:
    spoken = (_messages.c.kind.in_((*_TOLD, "said")), _messages.c.deleted_at.is_(None))
    query = select(_messages).where(_messages.c.request_id.in_(ids), *spoken)
    return talk.unit.all(Message, query.order_by(_messages.c.said_at, _messages.c.id))


def _ratings_of(talk: Talk, ids: Sequence[int]) -> list[Rating]:
    return talk.unit.all(Rating, select(_ratings).where(_ratings.c.request_id.in_(ids)))


def _by_request(rows: Iterable[About]) -> defaultdict[int, list[About]]:
    found: defaultdict[int, list[About]] = defaultdict(list)
    for each in rows:
        found[each.request_id].append(each)
    return found
