"""Giving access, and what follows from it: who is told, what is shown, what is taken back once it is over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot import grants, outgoing
from bot.cards import Card, Text
from bot.conversations.handing import take_from
from bot.conversations.withdrawing import take_back
from bot.opened import Target, contact_of, level_of_target, may_open, opened_by, reads_already, target_of
from bot.people import charter_person, identities_of, reach, reader, who
from bot.placing import settle
from bot.policies.grants import granted_by, is_kept_in_house, opens
from bot.policies.naming import company_of
from bot.policies.routing import eligible
from bot.requests import by_id, record, refresh, refresh_homes
from bot.talk import Talk
from bot.views import access as views
from bot.views.access import GrantFacts
from storage import journal
from storage.journal import Fact
from storage.rows import id_of, table_of
from storage.tables import Grant, Level, Person, Request
from storage.unit import Unit

GIVEN, ENDED = "grant", "grant_ended"
"""The acts by which access is given, and is over."""


def zone_of(talk: Talk, target: Target) -> ZoneInfo:
    """By whose clock its last day ends: the site's, else the desk's."""
    site = talk.charter.site(target.request.site if target.request is not None else target.site)
    return ZoneInfo((site.timezone if site is not None else None) or talk.charter.desk.timezone)


def end_of(last: date, zone: ZoneInfo) -> datetime:
    """The first instant after a day."""
    return datetime.combine(last + timedelta(days=1), time(), zone)


def facts_of(talk: Talk, grant: Grant) -> GrantFacts:
    """A grant with those around it."""
    unit, target = talk.unit, target_of(talk.unit, grant)
    ref = target.request.ref if target.request is not None else None
    person, by = unit.need(Person, grant.person_id), unit.need(Person, grant.by_id)
    return GrantFacts(grant, person, by, ref, zone_of(talk, target))


def give(
    talk: Talk, target: Target, person: Person, until: datetime, words_id: int | None, before: Grant | None = None
) -> Grant:
    """Open it to somebody: they are told, and so is the company's contact unless they give it. `before`: what opened it
    to them until another day, and does no longer."""
    unit, request = talk.unit, target.request
    if before is not None:
        grants.end(unit, before, talk.actor.id)
    grant = grants.give(
        unit,
        Grant(
            person_id=id_of(person),
            kind=grants.ACCESS,
            request_id=request.id if request is not None else None,
            service=target.service,
            site=target.site,
            level=level_of_target(talk.charter, target),
            until=until,
            by_id=talk.actor.id,
            words_id=words_id,
            at=talk.now,
        ),
    )
    last = (until - timedelta(seconds=1)).astimezone(zone_of(talk, target)).date().isoformat()
    facts: dict[str, Fact] = {"to": id_of(person), "until": until.isoformat(), "last": last}
    if request is not None:
        record(unit, request, GIVEN, talk.actor.id, facts)
        settle(unit, talk.charter, talk.platforms, request)
        refresh(unit, request)
    else:
        journal.write(unit, None, GIVEN, talk.actor.id, service=target.service, site=target.site, **facts)
    refresh_homes(unit, {person.id})
    given = facts_of(talk, grant)
    tell(unit, person, views.told(given, moved=before is not None))
    contact = other_contact(talk, target)
    if contact is not None and contact.id != person.id:
        tell(unit, contact, views.told_contact(given, moved=before is not None))
    return grant


def other_contact(talk: Talk, target: Target) -> Person | None:
    """The company's contact, where somebody else acts."""
    contact = contact_of(talk.unit, talk.charter, target)
    return contact if contact is not None and contact.id != talk.actor.id else None


def take(talk: Talk, grant: Grant, by: Person | None) -> GrantFacts:
    """It opens nothing any longer: what was shown by it is taken back, and what its person has by it goes on. `by`: who
    takes it back; none: its date."""
    unit = talk.unit
    grants.end(unit, grant, by.id if by is not None else None)
    facts, target = facts_of(talk, grant), target_of(unit, grant)
    said: dict[str, Fact] = {"to": grant.person_id}
    if target.request is not None:
        record(unit, target.request, ENDED, by.id if by is not None else None, said)
        refresh(unit, target.request)
    else:
        journal.write(
            unit, None, ENDED, by.id if by is not None else None, service=grant.service, site=grant.site, **said
        )
    _let_go(talk, grant, facts.person)
    for identity in identities_of(unit, grant.person_id):
        take_back(talk, identity)
    refresh_homes(unit, {grant.person_id})
    return facts


def barred(talk: Talk, target: Target, person: Person) -> Card:
    """That nothing opens it to them; by whose rule, where that tells nothing of what the request says."""
    request, named = target.request, charter_person(talk.charter, person)
    service = request.service if request is not None else target.service
    kept = is_kept_in_house(talk.charter, named, service, level_of_target(talk.charter, target))
    return views.barred(person, service if kept else None)


def still_reads(talk: Talk, facts: GrantFacts, by: Person) -> Text:
    """How somebody reads even so what was taken back, for who may open it to them; nothing: they do not."""
    unit, charter, person = talk.unit, talk.charter, facts.person
    target = target_of(unit, facts.grant)
    if person.id == by.id or not may_open(unit, charter, by, target):
        return ()
    other = opened_by(unit, charter, person, target)
    if other is not None:
        return views.reads_by_service(person, views.what_of(facts), facts_of(talk, other), still=True)
    return views.still_by_charter(person) if reads_already(unit, charter, person, target) else ()


def end_outgrown(talk: Talk, request: Request) -> None:
    """What opened a request that is more private than it was then opens it no longer: whose it was is told so, and
    nobody else. Who gave it may not know of it any longer."""
    for grant in grants.of_request(talk.unit, id_of(request)):
        _end_outgrown(talk, grant, request.level)


def end_outgrown_services(talk: Talk) -> None:
    """The same of the services that the charter makes more private than they were."""
    for grant in grants.standing(talk.unit):
        if grant.kind == grants.ACCESS and grant.service is not None:
            _end_outgrown(talk, grant, level_of_target(talk.charter, target_of(talk.unit, grant)))


def _end_outgrown(talk: Talk, grant: Grant, level: Level) -> None:
    if not opens(grant.level, level):
        facts = take(talk, grant, None)
        tell(talk.unit, facts.person, views.ended_told(facts, None))


def _let_go(talk: Talk, grant: Grant, person: Person) -> None:
    """What somebody had, or was proposed, by what is over: the next one has it."""
    table = table_of(Request)
    query = select(table.c.id).where(table.c.open, table.c.assignee_id == person.id)
    proposed = select(table.c.id).where(table.c.open, table.c.assignee_id.is_(None), table.c.proposed_id == person.id)
    found = [each for statement in (query, proposed) for (each,) in talk.unit.execute(statement)]
    over = granted_by([grant])
    for request_id in sorted(found):
        request = by_id(talk.unit, request_id)
        if over.covers(request) and not _works_still(talk, request, person):
            take_from(talk, request)


def _works_still(talk: Talk, request: Request, person: Person) -> bool:
    """Whether somebody could take it if they had it not: what they have otherwise than by what is over stays theirs."""
    someone, company = reader(talk.unit, talk.charter, person), company_of(talk.charter, request)
    named = company.person(someone.named.id) if someone.named is not None else None
    if named is None:
        return False
    granted = (named.id,) if someone.granted.covers(request) else ()
    return eligible(company, named, request.site, request.service, request.level, granted=granted)


def tell(unit: Unit, person: Person, card: Card, request_id: int | None = None, subject: str | None = None) -> None:
    """Tell somebody, where they can be told."""
    identity = reach(unit, id_of(person))
    if identity is not None:
        outgoing.say_to(unit, who(identity), card, request_id, subject)
