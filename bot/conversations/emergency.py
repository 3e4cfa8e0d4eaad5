"""Emergency access: an administrator, who has settings and no content, reads one request for four hours once a second
person has said yes. The company's contact is told when it is asked, when it is opened, and of what was read at its end.

Source of the rules: docs/decisions/what-is-opened-to-one-person.md. It is no right: nothing is listed, drawn or relayed
by it. What it opens is read by an order, in a direct conversation, and each reading is in the request's history.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot import grants, outgoing
from bot.cards import Card, Done, Mention, Reply, Text, ours
from bot.charter import Person as Listed
from bot.conversations.access_given import tell
from bot.conversations.giving_back import refused
from bot.opened import Target, approvers, contact_of
from bot.people import charter_person, persons_of_charter, reach, who
from bot.permit import sees
from bot.policies.confidentiality import Part
from bot.policies.naming import kept_from
from bot.requests import by_id, by_ref, leading_reference, record, refresh
from bot.talk import Talk, on_command, on_press
from bot.views import emergency as views
from bot.views.facts import load_facts
from bot.views.parts import one_line, strong
from storage import words as wordstore
from storage.outbox import drop, told_of
from storage.rows import id_of, table_of
from storage.tables import AccessAsk, Audience, Grant, Journal, Level, OutboxKind, Person, Request

LASTS = timedelta(hours=4)
ONCE_IN = timedelta(hours=1)
"""How often one administrator may ask for the same request."""
LONGEST_ID = 19
ASKED, REFUSED, GIVEN, READ, OVER = (f"emergency_{each}" for each in ("asked", "refused", "given", "read", "over"))


@on_command(
    "emergency_access",
    "accès-urgence",
    "emergency-access",
    "acces-urgence",
    "bris-de-glace",
    "break-glass",
)
def emergency_access(talk: Talk, said: str) -> Reply:
    """« accès-urgence LYO-42, le motif »: asked of a second person. That there is such a request is not told."""
    named = talk.actor.named
    if named is None or not named.has_role("admin"):
        people = persons_of_charter(talk.unit, [each.id for each in talk.charter.people_with("admin")])
        return refused(talk, views.for_admins(people), said)
    if named.employer == "provider":
        return refused(talk, _notice("emergency.not_provider"), said)
    found = leading_reference(said)
    if found is None:
        return refused(talk, _notice("emergency.which"), said)
    ref, reason = found
    if not reason:
        return refused(talk, _notice("emergency.no_reason"), said)
    if not approvers(talk.unit, talk.charter, None, talk.actor.id):
        return refused(talk, _notice("emergency.nobody"), said)
    request = by_ref(talk.unit, ref)
    if request is not None and sees(talk, request) is Part.FULL:
        return talk.tell(_notice("emergency.needless", ref=(strong(ref),)))
    if request is not None and named.id not in kept_from(request):
        _ask(talk, request, reason)
    return talk.tell(_notice("emergency.asked_noted", ref=(strong(ref),)))


def _ask(talk: Talk, request: Request, reason: str) -> None:
    """Put it to who may say yes; the company's contact is told. Asked again within the hour, nobody is asked twice."""
    unit, me = talk.unit, talk.actor.person
    grants.hold(unit, talk.actor.id)
    if grants.asked_since(unit, talk.actor.id, id_of(request), grants.EMERGENCY, talk.now - ONCE_IN) is not None:
        return
    words_id = wordstore.keep(unit, reason, "reason", talk.actor.id, Level.CONFIDENTIAL)
    ask = unit.add(
        AccessAsk(
            person_id=talk.actor.id,
            kind=grants.EMERGENCY,
            request_id=id_of(request),
            words_id=words_id,
            at=talk.now,
        )
    )
    record(unit, request, ASKED, talk.actor.id)
    able = approvers(unit, talk.charter, request, talk.actor.id)
    for each in able:
        tell(unit, each, views.asked(request, ask, me, talk.now + grants.GOOD_FOR))
    _tell_contact(talk, request, views.asked_told(request, ask, me), {each.id for each in able})


@on_press("emergency_give")
def emergency_give(talk: Talk, value: str) -> Reply:
    """Yes, for four hours. `value`: what was asked."""
    found = _undecided(talk, value)
    if not isinstance(found, AccessAsk):
        return found
    unit, me = talk.unit, talk.actor.person
    request, asker = by_id(unit, found.request_id), unit.need(Person, found.person_id)
    grant = grants.give(
        unit,
        Grant(
            person_id=id_of(asker),
            kind=grants.EMERGENCY,
            request_id=request.id,
            level=Level.CONFIDENTIAL,
            until=talk.now + LASTS,
            by_id=talk.actor.id,
            words_id=found.words_id,
            at=talk.now,
        ),
    )
    unit.change(found, decided_at=talk.now, decided_by_id=talk.actor.id, grant_id=id_of(grant))
    record(unit, request, GIVEN, talk.actor.id, {"to": id_of(asker), "until": grant.until.isoformat()})
    refresh(unit, request)
    tell(unit, asker, views.opened(request, grant, me))
    _tell_contact(talk, request, views.given(request, grant, asker, me), {talk.actor.id})
    return talk.tell(views.given(request, grant, asker, me, own=True), instead=True)


@on_press("emergency_refuse")
def emergency_refuse(talk: Talk, value: str) -> Reply:
    """No. `value`: what was asked."""
    found = _undecided(talk, value)
    if not isinstance(found, AccessAsk):
        return found
    unit, me = talk.unit, talk.actor.person
    request, asker = by_id(unit, found.request_id), unit.need(Person, found.person_id)
    unit.change(found, decided_at=talk.now, decided_by_id=talk.actor.id)
    record(unit, request, REFUSED, talk.actor.id, {"to": id_of(asker)})
    tell(unit, asker, views.refused(request, me))
    _tell_contact(talk, request, views.declined(request, asker, me), {talk.actor.id})
    return talk.tell(views.declined(request, asker, me, own=True), instead=True)


def _undecided(talk: Talk, number: str) -> AccessAsk | Reply:
    """What was asked, if whoever acts may answer it and nobody has; else why not."""
    known = number.isascii() and number.isdecimal() and len(number) < LONGEST_ID
    ask = grants.ask_by_id(talk.unit, int(number)) if known else None
    if ask is None or ask.kind != grants.EMERGENCY:
        return talk.tell(_notice("emergency.gone"), instead=True)
    request = by_id(talk.unit, ask.request_id)
    asker = talk.unit.need(Person, ask.person_id)
    able = approvers(talk.unit, talk.charter, request, ask.person_id)
    might = asker.active and _may_be_given(charter_person(talk.charter, asker), request)
    if talk.actor.id not in {each.id for each in able} or not might:
        return talk.tell(_notice("emergency.gone"), instead=True)
    by = talk.unit.get(Person, ask.decided_by_id)
    if by is not None:
        return talk.tell(views.answered(request, by, asker), instead=True)
    return ask if talk.now < ask.at + grants.GOOD_FOR else talk.tell(views.stale(request, asker), instead=True)


def _may_be_given(named: Listed | None, request: Request) -> bool:
    """Whether somebody may read it in an emergency: they administer the desk, and for the company."""
    if named is None or not named.has_role("admin") or named.employer == "provider":
        return False
    return named.id not in kept_from(request)


@on_press("emergency_read")
def emergency_read(talk: Talk, value: str) -> Reply:
    """Read what is open, in the direct conversation alone: each reading is written down. `value`: the reference."""
    request = by_ref(talk.unit, value)
    grant = grants.opened_to(talk.unit, talk.actor.id, request.id if request is not None else None)
    if request is None or grant is None:
        return talk.tell(_notice("emergency.gone"), instead=True)
    if not _may_be_given(talk.actor.named, request):
        return talk.tell(_notice("emergency.gone"), instead=True)
    record(talk.unit, request, READ, talk.actor.id, {"grant": id_of(grant)})
    table = table_of(Journal)
    history = talk.unit.all(Journal, select(table).where(table.c.request_id == request.id).order_by(table.c.id))
    card = views.read(load_facts(talk.unit, talk.charter, request), grant, history)
    outgoing.say_to(talk.unit, talk.who, card, request.id, _shown(grant))
    return Done() if talk.alone else talk.tell(_notice("emergency.read_directly", ref=(strong(request.ref),)))


def close(talk: Talk, grant: Grant, by: Person | None) -> None:
    """Four hours have passed (none), or somebody takes it back: what was shown goes, and the contact learns what was
    read."""
    unit = talk.unit
    grants.end(unit, grant, by.id if by is not None else None)
    request, person = by_id(unit, grant.request_id or 0), unit.need(Person, grant.person_id)
    record(unit, request, OVER, by.id if by is not None else None, {"to": grant.person_id})
    refresh(unit, request)
    identity = reach(unit, grant.person_id)
    for row in told_of(unit, id_of(request), _shown(grant)):
        if row.ref is None:
            drop(unit, row)
        else:
            reader = who(identity) if identity is not None else None
            outgoing.upon(unit, OutboxKind.UPDATE, row, views.over(request), reader, request.id)
    tell(unit, person, views.over(request))
    _tell_contact(talk, request, views.over_told(request, person, _readings(talk, request, grant)), {grant.person_id})


def _readings(talk: Talk, request: Request, grant: Grant) -> list[Journal]:
    table = table_of(Journal)
    query = select(table).where(table.c.request_id == request.id, table.c.act == READ).order_by(table.c.id)
    return [each for each in talk.unit.all(Journal, query) if each.data.get("grant") == grant.id]


def _shown(grant: Grant) -> str:
    """What was shown by it is called, where it is to be found again."""
    return f"emergency:{grant.id}:"


def _tell_contact(talk: Talk, request: Request, card: Card, but: set[int | None]) -> None:
    """The company's contact learns of it, unless the request names them."""
    contact = contact_of(talk.unit, talk.charter, Target(request))
    if contact is not None and contact.id not in but:
        tell(talk.unit, contact, card)


def _notice(key: str, **args: Text | Mention) -> Card:
    return one_line("emergency", Audience.PERSON, ours(key, **args))
