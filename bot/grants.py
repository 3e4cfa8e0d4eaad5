"""Grants as rows: what is opened to somebody now, and to whom a request or a service is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select

from bot.policies.grants import Granted, granted_by, opens
from storage import timers
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import AccessAsk, Grant, Level, Person
from storage.unit import Unit

ACCESS, EMERGENCY = "access", "emergency"
TIMER = "grant_over"
GOOD_FOR = timedelta(hours=24)
"""For how long what was asked may be answered: a yes is to the reason that there was."""
_grants, _asks, _people = table_of(Grant), table_of(AccessAsk), table_of(Person)
_stands = (_grants.c.ended_at.is_(None), _grants.c.until > bindparam("now"))
_of_person = Prepared(
    select(_grants)
    .where(_grants.c.person_id == bindparam("person"), _grants.c.kind == bindparam("of"), *_stands)
    .order_by(_grants.c.id)
)
_all = Prepared(select(_grants).where(*_stands).order_by(_grants.c.until, _grants.c.id))
_names = Prepared(
    select(_people.c.charter_id, _grants.c.level)
    .join(_grants, _grants.c.person_id == _people.c.id)
    .where(*_stands, _grants.c.kind == ACCESS, _people.c.charter_id.is_not(None), _people.c.active)
    .where(
        or_(
            _grants.c.request_id == bindparam("request"),
            (_grants.c.service == bindparam("service"))
            & (_grants.c.site.is_(None) | (_grants.c.site == bindparam("site"))),
        )
    )
)
_of_request = Prepared(
    select(_grants)
    .where(_grants.c.request_id == bindparam("request"), _grants.c.kind == bindparam("of"), *_stands)
    .order_by(_grants.c.id)
)
_by_id = Prepared(select(_grants).where(_grants.c.id == bindparam("id")).with_for_update())
_held = Prepared(select(_people.c.id).where(_people.c.id == bindparam("id")).with_for_update())
_ask_by_id = Prepared(select(_asks).where(_asks.c.id == bindparam("id")).with_for_update())
_last_ask = Prepared(
    select(_asks)
    .where(_asks.c.person_id == bindparam("person"), _asks.c.request_id == bindparam("request"))
    .where(_asks.c.kind == bindparam("of"), _asks.c.at > bindparam("since"))
    .order_by(_asks.c.id.desc())
    .limit(1)
)


def granted_to(unit: Unit, person_id: int) -> Granted:
    """What is opened to somebody now."""
    return granted_by(of_person(unit, person_id))


def of_person(unit: Unit, person_id: int, kind: str = ACCESS) -> list[Grant]:
    """Somebody's grants that stand, the oldest first."""
    return unit.all(Grant, _of_person, {"person": person_id, "of": kind, "now": unit.now})


def let_in(unit: Unit, request_id: int | None, service: str | None, site: str, level: Level) -> frozenset[str]:
    """The charter ids of those to whom a request as private as that is opened, or its service; `request_id` none: it is
    not made yet."""
    wanted = {"request": request_id or 0, "service": service or "", "site": site, "now": unit.now}
    found = _names.rows(unit.connection, wanted)
    return frozenset(row["charter_id"] for row in found if opens(row["level"], level))


def let_in_besides(unit: Unit, request_id: int | None, service: str | None, site: str, level: Level) -> frozenset[str]:
    """The same for who may take it: what everybody of its site may read is not asked for its readers."""
    return let_in(unit, request_id, service, site, level) if level is not Level.STANDARD else frozenset()


def standing(unit: Unit) -> list[Grant]:
    """All grants that stand, the first to be over first."""
    return unit.all(Grant, _all, {"now": unit.now})


def of_request(unit: Unit, request_id: int, kind: str = ACCESS) -> list[Grant]:
    """The grants of one request that stand, the oldest first."""
    return unit.all(Grant, _of_request, {"request": request_id, "of": kind, "now": unit.now})


def by_id(unit: Unit, grant_id: int) -> Grant | None:
    """The grant of that id, locked until the commit (PostgreSQL), or none."""
    return unit.first(Grant, _by_id, {"id": grant_id})


def hold(unit: Unit, person_id: int) -> None:
    """One at a time gives to somebody, or asks for them (PostgreSQL): two who give the same at once give it once."""
    _held.scalar(unit.connection, {"id": person_id})


def same(unit: Unit, person_id: int, request_id: int | None, service: str | None, site: str | None) -> Grant | None:
    """The grant that somebody has already of that request, or of that service there."""
    return next(
        (
            each
            for each in of_person(unit, person_id)
            if (each.request_id, each.service) == (request_id, service) and each.site in (None, site)
        ),
        None,
    )


def give(unit: Unit, grant: Grant) -> Grant:
    """Keep a grant, and look at it again when it is over."""
    unit.add(grant)
    timers.plan(unit, TIMER, f"grant:{id_of(grant)}", grant.until)
    return grant


def end(unit: Unit, grant: Grant, by_id: int | None) -> None:
    """It opens nothing any longer: taken back by somebody, or over by its date (none)."""
    unit.change(grant, ended_at=unit.now, ended_by_id=by_id)
    timers.cancel(unit, TIMER, f"grant:{id_of(grant)}")


def ask_by_id(unit: Unit, ask_id: int) -> AccessAsk | None:
    """What somebody asked, locked until the commit (PostgreSQL), or none."""
    return unit.first(AccessAsk, _ask_by_id, {"id": ask_id})


def asked_since(unit: Unit, person_id: int, request_id: int, kind: str, since: datetime) -> AccessAsk | None:
    """What somebody asked last of a request, since an instant."""
    wanted = {"person": person_id, "request": request_id, "of": kind, "since": since}
    return unit.first(AccessAsk, _last_ask, wanted)


def opened_to(unit: Unit, person_id: int, request_id: int | None) -> Grant | None:
    """What lets somebody read a request in an emergency now, if anything does."""
    found: Sequence[Grant] = of_person(unit, person_id, EMERGENCY) if request_id is not None else ()
    return next((each for each in found if each.request_id == request_id), None)
