"""What stands in somebody's direct conversation and is not theirs to read any longer."""

from __future__ import annotations

from sqlalchemy import and_, select

from bot.people import reader
from bot.placing import leave
from bot.policies.confidentiality import Part
from bot.policies.permissions import sight
from bot.talk import Talk
from storage.rows import table_of
from storage.tables import Audience, Identity, Person, Place, Request


def take_back(talk: Talk, identity: Identity) -> None:
    """Cards of requests, over ones included, that stand in someone's direct conversation and are not theirs to read."""
    table, requests = table_of(Place), table_of(Request)
    there = and_(
        table.c.platform == identity.platform,
        table.c.conversation == identity.direct,
        table.c.identity_id == identity.id,
        table.c.audience == Audience.TRIAGE,
        ~table.c.retired,
    )
    if identity.direct is None:
        return
    someone = reader(talk.unit, talk.charter, talk.unit.need(Person, identity.person_id))
    shown = talk.unit.all(Request, select(requests).where(requests.c.id.in_(select(table.c.request_id).where(there))))
    unread = {each.id for each in shown if sight(someone, each, talk.charter) is not Part.FULL}
    for place in talk.unit.all(Place, select(table).where(there).order_by(table.c.id)) if unread else ():
        if place.request_id in unread:
            leave(talk.unit, place)
