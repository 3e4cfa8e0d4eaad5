"""Asking to read what one may know of and not read: one press asks who may open it, one press answers."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot import grants
from bot.cards import Card, Mention, Reply, Text, ours
from bot.conversations.access_given import barred, end_of, facts_of, give, other_contact, tell, zone_of
from bot.conversations.listing import not_found
from bot.opened import Target, givers, is_barred, may_open
from bot.permit import hidden, may_ask_access, sees
from bot.policies.confidentiality import Part
from bot.requests import by_id, by_ref, record
from bot.talk import Talk, on_press
from bot.views import access as views
from bot.views.parts import mention, one_line, strong
from storage.rows import id_of
from storage.tables import AccessAsk, Audience, Person, Request

ONCE_IN = timedelta(days=1)
"""How often one person may ask to read the same request."""
LASTING = {views.EVENING: timedelta(), views.WEEK: timedelta(days=7)}
LONGEST_ID = 19


@on_press("access_ask")
def access_ask(talk: Talk, value: str) -> Reply:
    """Ask to read a request that one knows of: who may open it is asked, once a day. `value`: its reference."""
    request = by_ref(talk.unit, value)
    if request is None or sees(talk, request) is Part.NOTHING or hidden(talk, request):
        return talk.tell(not_found(talk, value))
    return _asked(talk, request)


def _asked(talk: Talk, request: Request) -> Reply:
    unit, me = talk.unit, talk.actor.person
    if sees(talk, request) is Part.FULL:
        return talk.tell(_notice("access.needless", who=mention(me), what=(strong(request.ref),)))
    grants.hold(unit, talk.actor.id)
    before = grants.asked_since(unit, talk.actor.id, id_of(request), grants.ACCESS, talk.now - ONCE_IN)
    if before is not None:
        return talk.tell(views.asked_already(request, before.at), instead=True)
    able = givers(unit, talk.charter, request, talk.actor.id) if may_ask_access(talk, request) else []
    if not able:
        return talk.tell(_notice("access.asked_nobody", ref=(strong(request.ref),)))
    made = unit.add(AccessAsk(person_id=talk.actor.id, kind=grants.ACCESS, request_id=id_of(request), at=talk.now))
    record(unit, request, "access_asked", talk.actor.id)
    for each in able:
        tell(unit, each, views.asked(request, made, me, talk.now + grants.GOOD_FOR))
    return talk.tell(views.asked_noted(request, able), instead=True)


@on_press("access_give")
def access_give(talk: Talk, value: str) -> Reply:
    """Open it to who asked, until this evening or for seven days. `value`: what was asked, and for how long."""
    number, _, lasting = value.partition(":")
    found = _undecided(talk, number)
    if lasting not in LASTING or not isinstance(found, AccessAsk):
        return found if isinstance(found, Reply) else _gone(talk)
    request, asker = by_id(talk.unit, found.request_id), talk.unit.need(Person, found.person_id)
    target = Target(request)
    if not asker.active or is_barred(talk.charter, asker, target):
        return talk.tell(barred(talk, target, asker), instead=True)
    grants.hold(talk.unit, id_of(asker))
    grant = grants.same(talk.unit, id_of(asker), id_of(request), None, None)
    if grant is None:
        zone: ZoneInfo = zone_of(talk, target)
        last = talk.now.astimezone(zone).date() + LASTING[lasting]
        grant = give(talk, target, asker, end_of(last, zone), None)
    _decide(talk, found, id_of(grant))
    contact = other_contact(talk, target)
    seen = contact is not None and contact.id != asker.id
    return talk.tell(views.given(facts_of(talk, grant), contact if seen else None), instead=True)


@on_press("access_refuse")
def access_refuse(talk: Talk, value: str) -> Reply:
    """Leave it closed to who asked, and tell them so. `value`: what was asked."""
    found = _undecided(talk, value)
    if not isinstance(found, AccessAsk):
        return found
    request, asker = by_id(talk.unit, found.request_id), talk.unit.need(Person, found.person_id)
    _decide(talk, found, None)
    record(talk.unit, request, "access_refused", talk.actor.id, {"to": id_of(asker)})
    tell(talk.unit, asker, views.refused(request, talk.actor.person))
    return talk.tell(views.declined(request, asker), instead=True)


def _undecided(talk: Talk, number: str) -> AccessAsk | Reply:
    """What was asked, if whoever acts may answer it and nobody has; else why not."""
    known = number.isascii() and number.isdecimal() and len(number) < LONGEST_ID
    ask = grants.ask_by_id(talk.unit, int(number)) if known else None
    if ask is None or ask.kind != grants.ACCESS or ask.person_id == talk.actor.id:
        return _gone(talk)
    request = by_id(talk.unit, ask.request_id)
    if not may_open(talk.unit, talk.charter, talk.actor.person, Target(request)):
        return _gone(talk)
    by, asker = talk.unit.get(Person, ask.decided_by_id), talk.unit.need(Person, ask.person_id)
    if by is not None:
        return talk.tell(views.answered(request, by, asker, given=ask.grant_id is not None), instead=True)
    return ask if talk.now < ask.at + grants.GOOD_FOR else talk.tell(views.stale(request, asker), instead=True)


def _decide(talk: Talk, ask: AccessAsk, grant_id: int | None) -> None:
    talk.unit.change(ask, decided_at=talk.now, decided_by_id=talk.actor.id, grant_id=grant_id)


def _gone(talk: Talk) -> Reply:
    return talk.tell(_notice("access.gone"), instead=True)


def _notice(key: str, **args: Text | Mention) -> Card:
    return one_line("access", Audience.PERSON, ours(key, **args))
