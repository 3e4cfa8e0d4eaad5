"""The request's card, drawn when sent: from state, and with its audience looked at again."""

from __future__ import annotations

from bot.cards import Card
from bot.charter import Charter
from bot.people import Actor, charter_person
from bot.policies.confidentiality import Part, PlaceKind, part_in
from bot.policies.permissions import sight
from bot.views.facts import load_facts
from bot.views.request_card import reference_card, requester_card, triage_card
from storage.tables import Audience, Identity, Person, Place, Request
from storage.unit import Unit


def draw_place(unit: Unit, charter: Charter, place: Place) -> Card | None:
    """The card of a place as its readers may see it now; none when they may not."""
    request = unit.get(Request, place.request_id)
    if request is None or place.retired:
        return None
    part = _part(unit, charter, place, request)
    if part is Part.NOTHING:
        return None
    facts = load_facts(unit, charter, request)
    if part is Part.STATE:
        return reference_card(facts, place.audience)
    return requester_card(facts) if place.audience is Audience.REQUESTER else triage_card(facts)


def _part(unit: Unit, charter: Charter, place: Place, request: Request) -> Part:
    if place.identity_id is None:
        return part_in(request.level, _kind(charter, place), in_house_only=_kept_in_house(charter, request))
    identity = unit.need(Identity, place.identity_id)
    person = unit.need(Person, identity.person_id)
    if not identity.active or not person.active:
        return Part.NOTHING
    if place.audience is Audience.REQUESTER:
        return Part.FULL if person.id == request.requester_id else Part.NOTHING
    return sight(Actor(person, identity, charter_person(charter, person)), request, charter)


def _kind(charter: Charter, place: Place) -> PlaceKind:
    if place.audience is Audience.REQUESTER:
        return PlaceKind.REQUESTS
    channel = charter.channel(place.platform, place.conversation or "")
    return PlaceKind.SHARED_TRIAGE if channel is not None and channel.shared_with else PlaceKind.TRIAGE


def _kept_in_house(charter: Charter, request: Request) -> bool:
    service = charter.service(request.service)
    return service is not None and service.in_house_only
