"""« L'imprimante du 2e est en panne », said by three people in ten minutes: a colleague's open request for the same."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, func, select

from bot.placing import kept_apart, may_read
from bot.requests import places
from bot.talk import Talk
from bot.understanding.model import Trouble
from bot.understanding.text import words_of
from bot.understanding.troubles import read_trouble, same_trouble
from storage import words as wordstore
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Audience, Level, Request

WITHIN = timedelta(days=7)
"""How long what was asked, and is open, is likely to be the same trouble."""
_MOST = 30
"""How many requests are looked at, the newest: a site tells of its troubles in a few words, one by one."""
_requests = table_of(Request)
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
        told = read_trouble(words_of(words.get(each.words_id, "")))
        if told is not None and same_trouble(trouble, told) and may_be_known(talk, each):
            return each
    return None


def may_be_known(talk: Talk, request: Request) -> bool:
    """Whether a request stands in a channel where people ask, for all to read: what was said to the desk alone does
    not."""
    if kept_apart(talk.charter, request):
        return False
    return any(
        place.audience is Audience.REQUESTER
        and place.identity_id is None
        and may_read(talk.unit, talk.charter, place, request)
        for place in places(talk.unit, request)
    )
