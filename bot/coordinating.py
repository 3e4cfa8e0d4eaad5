"""Whom to tell what is for those who coordinate: people as rows, there, and who may know of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.absences import away_now
from bot.charter import Charter
from bot.people import persons_of_charter, reachable, reader
from bot.placing import coordinators
from bot.policies.confidentiality import Part
from bot.policies.naming import company_of
from bot.policies.permissions import sight
from bot.policies.presence import is_away
from bot.policies.steering import in_turn
from storage.tables import Level, Person, Request
from storage.unit import Unit


def who_knows(unit: Unit, charter: Charter, request: Request) -> list[Person]:
    """Whom to tell that nobody takes a request: whoever it is for by name, else who coordinates there.

    Of a confidential one the coordinators learn that it waits, and no more. Where none of them is there, it is told in
    their place to the first who is, of those who may know of it.
    """
    charter = company_of(charter, request)
    away = away_now(unit)
    if request.level is not Level.CONFIDENTIAL:
        names = [each.charter_id or "" for each in coordinators(unit, charter, request)]
        ranks = list(in_turn(charter, names, request.site, away))
    else:
        contact = [charter.desk.contact] if charter.desk.contact else []
        steer = [each.id for each in charter.people_with("coordinator", request.site)]
        ranks = [*in_turn(charter, contact, None, away), *in_turn(charter, steer, None, away)]
    return _first_there(unit, charter, ranks, lambda each: _may_know(unit, charter, request, each))


def who_reads(unit: Unit, charter: Charter, request: Request) -> list[Person]:
    """Whom to tell of a confidential request, in full: whoever it is for by name, else who stands in for them."""
    charter = company_of(charter, request)
    ranks = in_turn(charter, [charter.desk.contact] if charter.desk.contact else [], None, away_now(unit))
    return _first_there(unit, charter, ranks, lambda each: _sees(unit, charter, request, each) is Part.FULL)


def who_steers(unit: Unit, charter: Charter, request: Request) -> list[Person]:
    """Whom to tell how a request goes, that somebody has: who coordinates at its site, whatever it is; or else who is
    there in their place and may know of it."""
    charter = company_of(charter, request)
    names = [each.id for each in charter.people_with("coordinator", request.site)]
    ranks = in_turn(charter, names, request.site, away_now(unit))
    return _first_there(unit, charter, ranks, lambda each: _may_know(unit, charter, request, each))


def who_coordinates(unit: Unit, charter: Charter, site: str | None = None) -> list[Person]:
    """Whom to tell what is about no request: who coordinates at a site (none: anywhere), or who is there instead."""
    names = [each.id for each in charter.people_with("coordinator", site) or charter.people_with("coordinator")]
    return _first_there(unit, charter, in_turn(charter, names, site, away_now(unit)), lambda each: True)


def _may_know(unit: Unit, charter: Charter, request: Request, person: Person) -> bool:
    """Whether somebody may know that there is a request."""
    return _sees(unit, charter, request, person) is not Part.NOTHING


def _sees(unit: Unit, charter: Charter, request: Request, person: Person) -> Part:
    """What somebody may see of a request for others; of what is confidential, its author is told nothing so."""
    if person.id == request.requester_id and request.level is Level.CONFIDENTIAL:
        return Part.NOTHING
    return sight(reader(unit, charter, person), request, charter)


def _first_there(
    unit: Unit, charter: Charter, ranks: Iterable[Sequence[str]], may_know: Callable[[Person], bool]
) -> list[Person]:
    """Those of the first rank that has somebody there; with nobody there at all, the first who find it when they are
    back: it is told or held for them."""
    here, away = reachable(unit), away_now(unit)
    known = [[each for each in persons_of_charter(unit, names) if may_know(each)] for names in ranks]
    reached = [[each for each in people if each.charter_id in here] for people in known]
    there = [[each for each in people if not _is_away(unit, charter, each, away)] for people in reached]
    return next((people for people in (*there, *reached, *known) if people), [])


def _is_away(unit: Unit, charter: Charter, person: Person, away: Iterable[str]) -> bool:
    named = charter.person(person.charter_id or "")
    return named is not None and is_away(charter, named, unit.now, tuple(away))
