"""Who follows a request that a colleague asked, in the place of their own: found, and told what becomes of it."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from bot import outgoing
from bot.people import reach, who
from bot.placing import level_now
from bot.suggesting import suggested
from bot.talk import Talk
from bot.views.followers import told_follower
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Journal, Level, Person, Request
from storage.unit import Unit

FOLLOWED = "followed"
"""The act, in a request's history, by which somebody follows it; it names their own request."""
_journal = table_of(Journal)
_followed = Prepared(
    select(_journal.c.data)
    .where(_journal.c.request_id == bindparam("request"), _journal.c.act == FOLLOWED)
    .order_by(_journal.c.id)
)


def followers_of(unit: Unit, request: Request) -> list[Request]:
    """The requests whose authors follow this one instead; not those that were opened again."""
    ids = dict.fromkeys(row["data"].get("by") for row in _followed.rows(unit.connection, {"request": request.id}))
    found = [each for each in (unit.get(Request, one) for one in ids) if each is not None]
    return [each for each in found if _follows(unit, each, request)]


def _follows(unit: Unit, own: Request, request: Request) -> bool:
    last = suggested(unit, own)
    return last is not None and last.other == request.id and last.joins(own)


def tell_followers(talk: Talk, request: Request, what: str, by: Person | None = None) -> None:
    """Tell whoever follows a request that it is taken (`by` whom), done or cancelled; of what has become private since,
    that they follow nothing any longer."""
    private = level_now(talk.charter, request) is not Level.STANDARD
    for own in followers_of(talk.unit, request):
        identity = reach(talk.unit, own.requester_id)
        if identity is None or (private and what == "claimed"):
            continue
        card = told_follower(request, own, "left" if private else what, by)
        outgoing.say_to(talk.unit, who(identity), card)
