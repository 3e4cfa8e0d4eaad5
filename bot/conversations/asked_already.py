"""« L'imprimante du 2e est en panne », said by three people in ten minutes: a colleague's open request for the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, func, select

from bot.placing import kept_apart, may_read
from bot.requests import places, sources_of
from bot.talk import Talk
from bot.understanding.model import Trouble
from bot.understanding.text import words_of
from bot.understanding.troubles import read_trouble, same_trouble
from storage import words as wordstore
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Audience, Level, Place, Request, Source

WITHIN = timedelta(days=7)
"""How long what was asked, and is open, is likely to be the same trouble."""
_MOST = 30
"""How many requests are looked at, the newest: a site tells of its troubles in a few words, one by one."""
_requests, _sources = table_of(Request), table_of(Source)
open_there = Prepared(
    select(_requests)
    .where(
        _requests.c.site == bindparam("site"),
        _requests.c.open,
        func.coalesce(_requests.c.service, "") == bindparam("service"),
        _requests.c.level == Level.STANDARD,
        _requests.c.requester_id != bindparam("author"),
        _requests.c.asked_at >= bindparam("since"),
    )
    .order_by(_requests.c.asked_at.desc(), _requests.c.id.desc())
    .limit(_MOST)
)
_written_there = Prepared(
    select(_sources)
    .where(
        _sources.c.author_id == bindparam("author"),
        _sources.c.platform == bindparam("platform"),
        _sources.c.conversation == bindparam("conversation"),
    )
    .limit(1)
)


def asked_already(talk: Talk, request: Request, trouble: Trouble) -> Request | None:
    """What a colleague asked about the same thing at the same site, and whoever asks may know of; the first of them."""
    if request.level is not Level.STANDARD or kept_apart(talk.charter, request):
        return None
    values = {
        "site": request.site,
        "service": request.service or "",
        "author": request.requester_id,
        "since": request.asked_at - WITHIN,
    }
    found = talk.unit.all(Request, open_there, values)
    words = wordstore.read(talk.unit, [each.words_id for each in found])
    for each in reversed(found):
        told = _trouble(words.get(each.words_id, ""))
        if told is not None and same_trouble(trouble, told) and _is_offered(talk, request, each):
            return each
    return None


def is_the_same(talk: Talk, one: Request, two: Request) -> bool:
    """Whether two requests tell of one trouble, each in one of its messages at least."""
    return any(tells_of(talk, two, text) for text in _texts(talk, one))


def tells_of(talk: Talk, request: Request, text: str) -> bool:
    """Whether a text tells of the trouble that a request does."""
    trouble = _trouble(text)
    told = [_trouble(each) for each in _texts(talk, request)] if trouble is not None else []
    return trouble is not None and any(each is not None and same_trouble(trouble, each) for each in told)


def _texts(talk: Talk, request: Request) -> list[str]:
    ids = [each.words_id for each in sources_of(talk.unit, request) if each.words_id is not None]
    return list(wordstore.read(talk.unit, [request.words_id, *ids]).values())


def _trouble(text: str) -> Trouble | None:
    return read_trouble(words_of(text))


def _is_offered(talk: Talk, request: Request, other: Request) -> bool:
    """Whether its author may know of another: it stands for all to read where they wrote themselves."""
    return any(
        talk.unit.first(Source, _written_there, _spot(request.requester_id, place)) is not None
        for place in _open_places(talk, other)
    )


def _spot(author_id: int, place: Place) -> dict[str, Any]:
    return {"author": author_id, "platform": place.platform, "conversation": place.conversation}


def may_be_known(talk: Talk, request: Request) -> bool:
    """Whether a request stands in a channel where people ask, for all to read: what was said to the desk alone does
    not."""
    return bool(_open_places(talk, request))


def _open_places(talk: Talk, request: Request) -> list[Place]:
    if kept_apart(talk.charter, request):
        return []
    return [
        place
        for place in places(talk.unit, request)
        if place.audience is Audience.REQUESTER
        and place.identity_id is None
        and may_read(talk.unit, talk.charter, place, request)
    ]
