"""Who follows a request that a colleague asked, in the place of their own: found, and told what becomes of it."""

from __future__ import annotations

from sqlalchemy import bindparam, exists, select

from bot import outgoing
from bot.people import reach, who
from bot.placing import level_now
from bot.requests import refresh
from bot.suggesting import FOLLOW, followers_of, suggested
from bot.talk import Talk
from bot.views.followers import told_apart, told_follower
from storage.rows import id_of, table_of
from storage.tables import Journal, Level, Person, Request, State
from storage.unit import Unit

_requests, _journal = table_of(Request), table_of(Journal)
_lately_over = (
    select(_requests.c.id)
    .where(_requests.c.requester_id == bindparam("person"), _requests.c.closed_at.is_not(None))
    .order_by(_requests.c.closed_at.desc())
    .limit(50)
)
"""Of all that somebody asked, what is looked at: it grows no further with the years."""
_given_up = (
    select(_requests)
    .where(
        _requests.c.id.in_(_lately_over),
        _requests.c.state == State.CANCELLED,
        exists().where(_journal.c.request_id == _requests.c.id, _journal.c.act == FOLLOW),
    )
    .order_by(_requests.c.id.desc())
    .limit(10)
)


def followed_by(unit: Unit, own: Request) -> Request | None:
    """The colleague's request that the author of this one follows in its place."""
    last = suggested(unit, own)
    return unit.get(Request, last.other) if last is not None and last.joins(own) else None


def follows_of(unit: Unit, person_id: int) -> list[tuple[Request, Request]]:
    """The open requests that somebody follows, each after their own that does; the newest first."""
    found = [(own, followed_by(unit, own)) for own in unit.all(Request, _given_up, {"person": person_id})]
    return [(own, other) for own, other in found if other is not None and other.open and other.level is Level.STANDARD]


def left_alone(talk: Talk, own: Request, followed: Request, by: int | None) -> None:
    """A request is open again, `by` somebody or the desk itself: its author, who follows nothing any longer, learns
    that where somebody else did it."""
    refresh(talk.unit, followed)
    identity = reach(talk.unit, own.requester_id)
    if identity is not None and by != own.requester_id:
        outgoing.say_to(talk.unit, who(identity), told_apart(own))


def tell_followers(talk: Talk, request: Request, what: str, by: Person | None = None) -> None:
    """Tell whoever follows a request that it is taken (`by` whom), done or cancelled; of what has become private since,
    that they follow nothing any longer."""
    private = level_now(talk.charter, request) is not Level.STANDARD
    for own in followers_of(talk.unit, id_of(request)):
        identity = reach(talk.unit, own.requester_id)
        if identity is None or (private and what == "claimed"):
            continue
        card = told_follower(request, own, "left" if private else what, by)
        outgoing.say_to(talk.unit, who(identity), card)
