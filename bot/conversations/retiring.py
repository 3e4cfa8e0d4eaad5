"""What a new charter no longer lists: its unclaimed work goes to the coordinators, once, with a list."""

from __future__ import annotations

from sqlalchemy import or_, select

from bot import outgoing
from bot.charter import Retired, retired
from bot.people import persons_of_charter, reach, who
from bot.placing import settle
from bot.requests import change, record
from bot.talk import Talk
from bot.versions import previous, put_in_force
from bot.views.retiring import retired_card
from storage.rows import table_of
from storage.tables import Request, State


def retire(talk: Talk) -> None:
    """Compare the charter with the one before it, and hand over what nobody is named for any longer."""
    before = previous(talk.unit)
    put_in_force(talk.unit, talk.charter)
    gone = retired(before, talk.charter) if before is not None else Retired()
    if not gone:
        return
    left = _unclaimed(talk, gone)
    for request in left:
        change(talk.unit, request, "retired", None, proposed_id=None, proposal_why="retired")
        settle(talk.unit, talk.charter, talk.platforms, request)
    coordinators = [each.id for each in talk.charter.people_with("coordinator")]
    for person in persons_of_charter(talk.unit, coordinators):
        identity = reach(talk.unit, person.id) if person.id is not None else None
        if identity is not None:
            outgoing.say_to(talk.unit, who(identity), retired_card(gone, left))


def _unclaimed(talk: Talk, gone: Retired) -> list[Request]:
    """Open requests that nobody has, of a site or service no longer listed; and what those who left had in hand."""
    table = table_of(Request)
    sites = [each.id for each in gone.sites]
    services = [each.id for each in gone.services]
    people = [person.id for person in persons_of_charter(talk.unit, [each.id for each in gone.people])]
    free = table.c.assignee_id.is_(None) & (
        table.c.site.in_(sites) | table.c.service.in_(services) | table.c.proposed_id.in_(people)
    )
    query = select(table).where(table.c.open, or_(free, table.c.assignee_id.in_(people))).order_by(table.c.id)
    found = talk.unit.all(Request, query)
    for request in found:
        if request.assignee_id is not None:
            record(talk.unit, request, "release", None, {"from": request.assignee_id})
            talk.unit.change(request, assignee_id=None, state=State.NEW, claimed_at=None)
    return found
