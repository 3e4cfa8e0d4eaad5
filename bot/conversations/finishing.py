"""What was asked is done: its requester is told and asked for a rating, and silence closes it."""

from __future__ import annotations

from sqlalchemy import select

from bot import outgoing, questioning
from bot.conversations.lateness import ask_cause
from bot.followers import tell_followers
from bot.people import reach, who
from bot.placing import may_read, spoken_in
from bot.policies.business_time import add_whatever
from bot.policies.calendar import calendar_of
from bot.policies.confidentiality import may_mark_source
from bot.policies.reminders import may_ask_rating
from bot.requests import change, places, source_message
from bot.talk import Talk
from bot.views import notices
from storage import timers
from storage.rows import id_of, table_of
from storage.tables import Audience, Person, Rating, Request, State

RATING = "question:rating:"
"""How the question of a request's score is called, before the request's number."""


def rating_question(request: Request) -> str:
    """How the question of a request's score is called."""
    return f"{RATING}{request.id}"


def finish(talk: Talk, request: Request, worker: Person) -> None:
    """Somebody has done it."""
    change(
        talk.unit,
        request,
        "resolve",
        worker.id,
        {"took": request.assignee_id},
        state=State.RESOLVED,
        resolved_at=talk.now,
        resolved_by_id=worker.id,
        assignee_id=request.assignee_id or worker.id,
        responded_at=request.responded_at or talk.now,
    )
    for place in spoken_in(places(talk.unit, request)):
        if place.audience is Audience.REQUESTER and may_read(talk.unit, talk.charter, place, request):
            outgoing.say_in(talk.unit, place, notices.resolved(request, chat=place.identity_id is not None))
    tell_followers(talk, request, "resolved")
    source = source_message(talk.unit, request)
    if source is not None and may_mark_source(request.level):
        outgoing.react(talk.unit, source.platform, source.conversation, source.ts, "done")
    _plan_close(talk, request)
    _ask_rating(talk, request, worker)
    if worker.id == talk.actor.id:
        ask_cause(talk, request, talk.who)
    elif (identity := reach(talk.unit, id_of(worker))) is not None:
        ask_cause(talk, request, who(identity))


def _plan_close(talk: Talk, request: Request) -> None:
    site = talk.charter.site(request.site)
    due = add_whatever(calendar_of(site), talk.now, talk.charter.desk.close_after) if site else talk.now
    timers.plan(talk.unit, "close", str(request.id), due)


def _ask_rating(talk: Talk, request: Request, worker: Person) -> None:
    table = table_of(Rating)
    last = talk.unit.execute(
        select(table.c.asked_at)
        .where(table.c.person_id == request.requester_id)
        .order_by(table.c.asked_at.desc())
        .limit(1)
    ).scalar()
    if request.requester_id == worker.id or not may_ask_rating(talk.now, last):
        return
    own = next((each for each in places(talk.unit, request) if each.audience is Audience.REQUESTER), None)
    identity = reach(talk.unit, request.requester_id, own.platform if own else None)
    if identity is None or talk.unit.get(Rating, request.id) is not None:
        return
    talk.unit.add(Rating(request_id=id_of(request), person_id=request.requester_id, asked_at=talk.now))
    questioning.ask(talk.unit, who(identity), notices.rating_ask(request), rating_question(request), request.id)
