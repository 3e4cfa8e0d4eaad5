"""What is confidential and late, for who coordinates: how many there are, and whom to tell; no reference, no author."""

from __future__ import annotations

from sqlalchemy import bindparam, or_, select

from bot.charter import Charter
from bot.people import persons_of_charter, reachable, reader
from bot.policies.permissions import Actor, knows_if_late
from bot.requests import NEXT
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Level, Person, Request
from storage.unit import Unit

_requests = table_of(Request)
_late = Prepared(
    select(_requests)
    .where(_requests.c.open, bindparam("now") >= NEXT)
    .where(or_(_requests.c.level == Level.CONFIDENTIAL, _requests.c.executive != ""))
)


def how_many(unit: Unit, charter: Charter, actor: Actor) -> int:
    """How many confidential requests are late, of those of which the actor knows that much and no more."""
    if actor.named is None or not actor.named.has_role("coordinator"):
        return 0
    return sum(knows_if_late(actor, each, charter) for each in unit.all(Request, _late, {"now": unit.now}))


def who_coordinate(unit: Unit, charter: Charter, request: Request) -> list[Person]:
    """Whom to tell that a confidential request, or an executive's own, is late: who coordinates at its site, is there
    and may not see it."""
    here = reachable(unit)
    names = [each.id for each in charter.people_with("coordinator", request.site) if each.id in here]
    people = persons_of_charter(unit, names)
    return [each for each in people if knows_if_late(reader(unit, charter, each), request, charter)]
