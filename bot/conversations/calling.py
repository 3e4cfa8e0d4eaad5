"""A refusal is still help: one press tells the person who can."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.cards import Mention, Reply
from bot.notify import ping
from bot.people import person_of_charter
from bot.permit import hidden, sees
from bot.policies.confidentiality import Part
from bot.policies.permissions import helpers
from bot.requests import record
from bot.talk import Talk, on_act
from bot.views import notices
from storage.rows import id_of, table_of
from storage.tables import Audience, Journal, Level, Person, Request

ONCE_IN = timedelta(hours=1)
"""How often one person may have the same request pointed out to the same colleague."""


@on_act("call")
def call(talk: Talk, request: Request, said: str = "") -> Reply:
    """Point a request out to somebody who can take it, or agree to it, named by their charter id."""
    name = said.strip()
    person = person_of_charter(talk.unit, name) if name in _named(talk, request) else None
    if person is None or hidden(talk, request):
        return talk.tell(notices.refusal("not_found", ()))
    if not _called_lately(talk, request, id_of(person)):
        record(talk.unit, request, "call", talk.actor.id, {"to": person.id})
        ping(talk.unit, talk.charter, id_of(person), request, "called")
    who = (Mention(person=id_of(person)),)
    return talk.tell(notices.notice("refusal.called", Audience.PERSON, subject=request.ref, who=who), instead=True)


def _named(talk: Talk, request: Request) -> tuple[str, ...]:
    """Whom a refusal may have named. Whose agreement is asked of what is confidential is told in none; who has it is
    told where all know it, and to whoever reads it."""
    asked = () if request.level is Level.CONFIDENTIAL else request.approvers.split()
    known = request.level is Level.STANDARD or sees(talk, request) is Part.FULL
    holder = talk.unit.get(Person, request.assignee_id) if known else None
    held = (holder.charter_id,) if holder is not None and holder.charter_id else ()
    return (*helpers(request, talk.charter), *asked, *held)


def _called_lately(talk: Talk, request: Request, person_id: int) -> bool:
    table = table_of(Journal)
    query = select(table.c.data).where(
        table.c.request_id == request.id,
        table.c.act == "call",
        table.c.actor_id == talk.actor.id,
        table.c.at > talk.now - ONCE_IN,
    )
    return any(data.get("to") == person_id for data in talk.unit.execute(query).scalars())
