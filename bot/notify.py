"""Telling people: pings to one person within five minutes arrive as one message, urgent ones at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select

from bot import outgoing
from bot.charter import Charter
from bot.people import reach, who
from bot.policies.reminders import next_ping_at
from bot.requests import by_id
from bot.talk import Talk, on_timer
from bot.views.notices import pings
from storage import timers
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Ping, Request
from storage.unit import Unit

_pings = table_of(Ping)
_last_sent = Prepared(
    select(_pings.c.sent_at)
    .where(_pings.c.person_id == bindparam("person"), _pings.c.sent_at.is_not(None))
    .order_by(_pings.c.sent_at.desc())
    .limit(1)
)
_held = Prepared(
    select(_pings).where(_pings.c.person_id == bindparam("person"), _pings.c.sent_at.is_(None)).order_by(_pings.c.id)
)


def ping(unit: Unit, charter: Charter, person_id: int, request: Request, why: str) -> None:
    """Tell someone about a request, with what they were told in the last minutes if it can wait."""
    last: datetime | None = _last_sent.scalar(unit.connection, {"person": person_id})
    at = next_ping_at(unit.now, last, request.urgent)
    row = Ping(person_id=person_id, request_id=id_of(request), why=why, at=unit.now)
    unit.add(row)
    if at <= unit.now:
        _send(unit, charter, person_id)
    else:
        timers.plan(unit, "pings", str(person_id), at)


@on_timer("pings")
def pings_due(talk: Talk, subject: str) -> None:
    """The minutes are over: say all that was held."""
    _send(talk.unit, talk.charter, int(subject))


def _send(unit: Unit, charter: Charter, person_id: int) -> None:
    held = unit.all(Ping, _held, {"person": person_id})
    identity = reach(unit, person_id)
    for each in held:
        unit.change(each, sent_at=unit.now)
    if identity is None or not held:
        return
    card = pings([(by_id(unit, each.request_id), each.why) for each in held], charter)
    outgoing.say_to(unit, who(identity), card, held[-1].request_id)
