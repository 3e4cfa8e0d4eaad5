"""The request's card, drawn when sent: from state, and with its audience looked at again."""

from __future__ import annotations

from bot.cards import Card
from bot.charter import Charter
from bot.placing import part_at
from bot.policies.confidentiality import Part
from bot.views.facts import load_facts
from bot.views.request_card import reference_card, requester_card, triage_card
from storage.tables import Audience, Place, Request
from storage.unit import Unit


def draw_place(unit: Unit, charter: Charter, place: Place) -> Card | None:
    """The card of a place as its readers may see it now; none when they may not."""
    request = unit.get(Request, place.request_id)
    if request is None or place.retired:
        return None
    part = part_at(unit, charter, place, request)
    if part is Part.NOTHING:
        return None
    facts = load_facts(unit, charter, request)
    if part is Part.STATE:
        return reference_card(facts, place.audience)
    return requester_card(facts) if place.audience is Audience.REQUESTER else triage_card(facts)
