"""Who opens a request or a service to somebody, and to whom that is told: people as rows, by the policy of grants."""

from __future__ import annotations

from dataclasses import dataclass

from bot import grants
from bot.absences import away_now
from bot.charter import Charter
from bot.charter import Person as Listed
from bot.people import charter_person, person_of_charter, persons_of_charter, reachable, reader
from bot.placing import contact_for, level_now
from bot.policies.confidentiality import Part, level_of
from bot.policies.grants import NOTHING_GRANTED, Granted, granted_by, is_kept_in_house, may_give
from bot.policies.naming import company_of, kept_from
from bot.policies.permissions import sight
from bot.policies.routing import coordinates, eligible
from storage.rows import id_of
from storage.tables import Grant, Level, Person, Request
from storage.unit import Unit

MOST_ASKED = 2
"""How many of those who can are asked at once."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is opened: a request, or a service at a site (none: at all)."""

    request: Request | None = None
    service: str | None = None
    site: str | None = None


@dataclass(frozen=True)
class _ByCharter:
    """Somebody to whom nothing is opened besides."""

    id: int
    named: Listed | None
    granted: Granted = NOTHING_GRANTED


def target_of(unit: Unit, grant: Grant) -> Target:
    """What a grant opens."""
    return Target(unit.get(Request, grant.request_id), grant.service, grant.site)


def may_open(unit: Unit, charter: Charter, person: Person, target: Target) -> bool:
    """Whether somebody may open it to others: it is theirs to give, and theirs to read."""
    named = charter_person(charter, person)
    request = target.request
    if request is not None:
        company = company_of(charter, request)
        known = named is not None and company.person(named.id) is not None
        reads = sight(reader(unit, charter, person), request, charter) is Part.FULL
        # An executive opens their own themself: nobody who coordinates may.
        own = bool(request.executive) and person.id == request.requester_id
        return known and reads and (own or may_give(company, named, level_now(charter, request), request.site))
    level = level_of(charter, target.service, sensitive=False)
    if named is None or not may_give(charter, named, level, target.site):
        return False
    sites = [target.site] if target.site is not None else [each.id for each in charter.sites]
    about = [(site, target.service, level) for site in sites]
    return all(eligible(charter, named, *each) or coordinates(charter, named, *each) for each in about)


def givers(unit: Unit, charter: Charter, request: Request, asker_id: int) -> list[Person]:
    """Whom to ask to open a request to somebody: those who may, are there and can be told; those away, if nobody is."""
    company = company_of(charter, request)
    contact = [company.desk.contact] if company.desk.contact else []
    names = dict.fromkeys((*_steering(company, request), *contact))
    here, away = reachable(unit), away_now(unit)
    people = persons_of_charter(unit, (name for name in names if name in here))
    able = [each for each in people if each.id != asker_id and may_open(unit, charter, each, Target(request))]
    there = [each for each in able if each.charter_id not in away]
    return (there or able)[:MOST_ASKED]


def _steering(company: Charter, request: Request) -> list[str]:
    return [each.id for each in company.people_with("coordinator", request.site)]


def is_barred(charter: Charter, person: Person, target: Target) -> bool:
    """Whether nothing opens it to somebody: its service is kept from their employer, or its words name them."""
    request, named = target.request, charter_person(charter, person)
    if request is None:
        level = level_of(charter, target.service, sensitive=False)
        return is_kept_in_house(charter, named, target.service, level)
    if named is not None and named.id in kept_from(request):
        return True
    return is_kept_in_house(charter, named, request.service, level_now(charter, request))


def reads_already(unit: Unit, charter: Charter, person: Person, target: Target) -> bool:
    """Whether somebody needs no grant: the charter lets them work it, or it is their own request."""
    named, request = charter_person(charter, person), target.request
    if request is not None:
        return sight(reader(unit, charter, person), request, charter) is Part.FULL
    level = level_of(charter, target.service, sensitive=False)
    sites = [target.site] if target.site is not None else [each.id for each in charter.sites]
    return named is not None and all(eligible(charter, named, site, target.service, level) for site in sites)


def opened_by(unit: Unit, charter: Charter, person: Person, target: Target) -> Grant | None:
    """The grant by which somebody reads it, the last to be over; none: they do not, or by the charter too."""
    named, request = charter_person(charter, person), target.request
    standing = grants.of_person(unit, id_of(person))
    if request is not None:
        by_charter = sight(_ByCharter(id_of(person), named), request, charter) is Part.FULL
        covering = [each for each in standing if granted_by([each]).covers(request)]
    else:
        by_charter = reads_already(unit, charter, person, target)
        covering = [each for each in standing if each.service == target.service and each.site in (None, target.site)]
    return max(covering, key=lambda each: each.until) if covering and not by_charter else None


def contact_of(unit: Unit, charter: Charter, target: Target) -> Person | None:
    """The company's contact, who sees each grant; nobody where the request names them."""
    if target.request is not None:
        return contact_for(unit, charter, target.request)
    return person_of_charter(unit, charter.desk.contact) if charter.desk.contact else None


def approvers(unit: Unit, charter: Charter, request: Request | None, asker_id: int) -> list[Person]:
    """Who may say yes to an emergency access: the company's contact or pilot, else another administrator. Never who
    asks for it, nobody of the provider, nobody whom the request names."""
    company = company_of(charter, request) if request is not None else charter
    first = [company.desk.contact, company.desk.pilot]
    admins = [each.id for each in company.people_with("admin")]
    for names in (first, admins):
        found = persons_of_charter(unit, dict.fromkeys(name for name in names if name))
        able = [each for each in found if _may_approve(unit, company, each, asker_id)]
        if able:
            return able
    return []


def _may_approve(unit: Unit, company: Charter, person: Person, asker_id: int) -> bool:
    named = charter_person(company, person)
    ours = named is not None and named.employer != "provider"
    return ours and person.active and person.id != asker_id and person.charter_id in reachable(unit)


def known_to(unit: Unit, charter: Charter, person: Person, grant: Grant) -> bool:
    """Whether somebody sees a grant in the list, and may take it back: it is theirs, or they gave it, and they know of
    what it opens; they are the contact, or could give it. Of an emergency those who were in it know already."""
    target = target_of(unit, grant)
    if is_contact(unit, charter, person, target):
        return True
    concerned = person.id in (grant.person_id, grant.by_id)
    if grant.kind == grants.EMERGENCY:
        return concerned
    return (concerned and _knows_of(unit, charter, person, target)) or may_open(unit, charter, person, target)


def _knows_of(unit: Unit, charter: Charter, person: Person, target: Target) -> bool:
    request = target.request
    return request is None or sight(reader(unit, charter, person), request, charter) is not Part.NOTHING


def is_contact(unit: Unit, charter: Charter, person: Person, target: Target) -> bool:
    """Whether somebody is the contact who sees what is opened of it."""
    contact = contact_of(unit, charter, target)
    return contact is not None and id_of(contact) == person.id


def level_of_target(charter: Charter, target: Target) -> Level:
    """How private it is, by the charter in force."""
    if target.request is not None:
        return level_now(charter, target.request)
    return level_of(charter, target.service, sensitive=False)
