"""Telling people: pings to one person within five minutes arrive as one message, urgent ones at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, select

from bot import outgoing
from bot.absences import is_away_now
from bot.charter import Charter
from bot.people import charter_person, reach, reader, who
from bot.planning import course_of
from bot.policies.confidentiality import Part, keeps_from
from bot.policies.escalation import at_work as works_from
from bot.policies.escalation import is_missed
from bot.policies.permissions import Act, Actor, may, possible, sight
from bot.policies.reminders import ALERTS, ASKED_FOR, MISSED, PING_REST, PRIVATE_LATE, UNNAMED, next_ping_at
from bot.policies.steps import WARNINGS
from bot.policies.targets import promised_next
from bot.reviews import still_waits
from bot.talk import Talk, on_timer
from bot.told import subject as told_as
from bot.views.notices import NO_LONGER_THEIRS, TOLD_BY, Asking, pings
from storage import timers
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Audience, Identity, Journal, Person, Ping, Place, Request, State
from storage.unit import Unit

_ACT_OF = dict(zip(TOLD_BY, ("escalate", "call", "take_over", "wait", "validate", "send_back"), strict=True))
"""By which act somebody is told of what another did."""
AT_WORK = (*WARNINGS, "warn_look", *MISSED, PRIVATE_LATE)
"""Why somebody is told in their own hours alone, or with what else they are told."""
SAID_BY_CARD = ("proposed", "assigned")
"""What the request's own card says to whom it is proposed, or who has it."""
_pings, _places, _identities = table_of(Ping), table_of(Place), table_of(Identity)
_last_sent = Prepared(
    select(_pings.c.sent_at)
    .where(_pings.c.person_id == bindparam("person"), _pings.c.sent_at.is_not(None))
    .order_by(_pings.c.sent_at.desc())
    .limit(1)
)
_posted_now = Prepared(
    select(_places.c.id)
    .join(_identities, _identities.c.id == _places.c.identity_id)
    .where(
        _places.c.request_id == bindparam("request"),
        _places.c.audience == Audience.TRIAGE,
        _places.c.created_at == bindparam("now"),
        ~_places.c.retired,
        _identities.c.person_id == bindparam("person"),
    )
    .limit(1)
)
_held = Prepared(
    select(_pings).where(_pings.c.person_id == bindparam("person"), _pings.c.sent_at.is_(None)).order_by(_pings.c.id)
)


def ping(unit: Unit, charter: Charter, person_id: int, request: Request, why: str, at_work: bool = False) -> None:
    """Tell someone about a request, with what they were told in the last minutes if it can wait.

    What its card says, that is just posted in their direct conversation, is not said beside it. `at_work`: not before
    their own hours.
    """
    if why in SAID_BY_CARD and _comes_now(unit, person_id, request):
        return
    last: datetime | None = _last_sent.scalar(unit.connection, {"person": person_id})
    at = next_ping_at(unit.now, last, request.urgent or why in (*ASKED_FOR, *ALERTS))
    if at_work:
        named = charter_person(charter, unit.need(Person, person_id))
        at = works_from(charter, named, at) if named is not None else at
    row = Ping(person_id=person_id, request_id=id_of(request), why=why, at=unit.now)
    unit.add(row)
    if at <= unit.now:
        _send(unit, charter, person_id)
    else:
        timers.plan(unit, "pings", str(person_id), at)


def _comes_now(unit: Unit, person_id: int, request: Request) -> bool:
    """Whether the request's card is posted in someone's direct conversation by what is being done."""
    asked = {"request": request.id, "person": person_id, "now": unit.now}
    return _posted_now.scalar(unit.connection, asked) is not None


@on_timer("pings")
def pings_due(talk: Talk, subject: str) -> None:
    """The minutes are over: say all that was held.

    Where the desk was down until they were at home, what is told at work alone waits for their hours once more.
    """
    unit, person_id = talk.unit, int(subject)
    named = charter_person(talk.charter, unit.need(Person, person_id))
    held = unit.all(Ping, _held, {"person": person_id})
    if named is not None and held and all(each.why in AT_WORK for each in held):
        at = works_from(talk.charter, named, unit.now)
        if at > unit.now:
            timers.plan(unit, "pings", subject, at)
            return
    _send(unit, talk.charter, person_id)


def tell_held(unit: Unit, charter: Charter, person_id: int) -> None:
    """Say now all that was held for someone."""
    _send(unit, charter, person_id)


def _send(unit: Unit, charter: Charter, person_id: int) -> None:
    identity = reach(unit, person_id)
    # Kept until they can be told: who has no account yet is not to have missed it.
    held = unit.all(Ping, _held, {"person": person_id}) if identity is not None else []
    row = unit.need(Person, person_id)
    person = reader(unit, charter, row)
    away = any(each.why in AT_WORK for each in held) and is_away_now(unit, charter, row)
    told: list[tuple[Request, str]] = []
    askings: dict[tuple[int, str], Asking] = {}
    for each in held:
        unit.change(each, sent_at=unit.now)
        request = unit.need(Request, each.request_id)
        if (away and each.why in AT_WORK) or (each.why in MISSED and _has_moved(unit, each, request)):
            continue
        known = each.why in (*NO_LONGER_THEIRS, *UNNAMED) or sight(person, request, charter) is not Part.NOTHING
        if known and _still_holds(unit, request, each.why, person_id) and (request, each.why) not in told:
            told.append((request, each.why))
        if each.why in TOLD_BY and sight(person, request, charter) is Part.FULL:
            askings[each.request_id, each.why] = _asking(unit, each, request)
        if each.why in ALERTS:
            asking = askings.get((each.request_id, each.why), Asking())
            askings[each.request_id, each.why] = replace(asking, acts=_offered(charter, person, request))
    if identity is None:
        return
    for group in ([one for one in told if one[1] not in ALERTS], *([one] for one in told if one[1] in ALERTS)):
        about = {request.id for request, why in group if why not in UNNAMED}
        if group:
            subject = told_as(*group[0], person_id) if len(group) == 1 else None
            request_id = about.pop() if len(about) == 1 else None
            outgoing.say_to(unit, who(identity), pings(group, charter, askings), request_id, subject)


def _offered(charter: Charter, person: Actor, request: Request) -> tuple[str, ...]:
    """What whoever is alerted may do of it at once; who has it answers, and takes over from nobody."""
    acts = (Act.REPLY if person.id == request.assignee_id else Act.TAKE_OVER, Act.ASSIGN)
    return tuple(act for act in acts if possible(act, request.state) and may(act, person, request, charter).allowed)


def told_lately(unit: Unit, person_id: int, request: Request, why: str) -> bool:
    """Whether someone was told that of a request in the last minutes, or is about to be."""
    same = (_pings.c.person_id == person_id, _pings.c.request_id == request.id, _pings.c.why == why)
    query = select(_pings.c.id).where(*same, _pings.c.at > unit.now - PING_REST)
    return unit.execute(query.limit(1)).scalar() is not None


def told_since(unit: Unit, person_id: int, request: Request, whys: Collection[str], since: datetime) -> bool:
    """Whether someone was told one of these things of a request since an instant, or is about to be."""
    same = (_pings.c.person_id == person_id, _pings.c.request_id == request.id, _pings.c.why.in_(whys))
    return unit.execute(select(_pings.c.id).where(*same, _pings.c.at >= since).limit(1)).scalar() is not None


def _has_moved(unit: Unit, row: Ping, request: Request) -> bool:
    """Whether somebody took it, or made it move, since a step of a chain was to tell of it."""
    moved_at = course_of(unit, request).moved_at
    return moved_at is not None and moved_at >= row.at


def _asking(unit: Unit, row: Ping, request: Request) -> Asking:
    """Who asked for whoever is told, and the words that they may read of it."""
    table = table_of(Journal)
    act = _ACT_OF[row.why]
    query = select(table).where(table.c.request_id == row.request_id, table.c.act == act, table.c.at == row.at)
    entry = unit.first(Journal, query.order_by(table.c.id.desc()).limit(1))
    if entry is None:
        return Asking()
    words = entry.data.get("words")
    # A question is for its requester: what else somebody said of theirs may not be.
    apart = row.why != "question" and keeps_from(row.person_id, request.requester_id, entry.actor_id)
    return Asking(entry.actor_id, words if isinstance(words, int) and not apart else None)


def _still_holds(unit: Unit, request: Request, why: str, person_id: int) -> bool:
    """Whether what was held back for some minutes, or until somebody's hours, is still to be told."""
    if why in MISSED:
        return is_missed(request, why.split("_")[1], unit.now)
    match why:
        case "proposed":
            return request.state is State.NEW and request.proposed_id == person_id
        case "nobody" | "private_waits":
            unserved = request.proposal_why in ("nobody", "coordinator")
            return request.open and request.assignee_id is None and unserved
        case "assigned":
            return request.open and request.assignee_id == person_id
        case "moved" | "reassigned" | "released":
            return request.assignee_id != person_id
        case "changed" | "reworded" | "source_deleted":
            return request.open and request.assignee_id == person_id
        case "urgent":
            return request.open and request.urgent
        case "question":
            return request.state is State.WAITING
        case "to_validate" | "to_validate_alone":
            return request.state is State.TO_VALIDATE
        case "warn_pool" | "warn_coordinator":
            return promised_next(request) is not None and request.assignee_id is None and request.responded_at is None
        case "warn_words":
            return promised_next(request) is not None and request.assignee_id == person_id and not request.responded_at
        case "warn_look":
            return promised_next(request) is not None and bool(still_waits(unit, request))
        case "warn_assignee":
            return promised_next(request) is not None and request.assignee_id == person_id
        case "private_late":
            due = promised_next(request)
            return due is not None and due <= unit.now
    return True
