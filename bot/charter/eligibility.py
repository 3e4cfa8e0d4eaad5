"""Who can take a request by the charter alone; whether they are active and present is for routing to ask.

Source of the rule: design part 5, promise 11. Eligible = assistant, site and service in the person's lists, company
staff if it is in_house_only, cleared if the service is confidential (the provider's staff never are by the charter). A
service's coverage rule replaces `sites` for the people that it names; nothing replaces clearance or in_house_only.
"""

from __future__ import annotations

from typing import Literal

from bot.charter.model import Charter
from bot.charter.parts import Coverage, Person, Service

Obstacle = Literal["not_assistant", "not_that_site", "not_that_service", "not_cleared", "not_company"]


def obstacle(person: Person, service: Service, site_id: str | None, rule: Coverage | None) -> Obstacle | None:
    """The first reason why the person cannot serve, or none. `site_id` none asks about the service at any site."""
    placed = rule is not None and rule.service == service.id and person.id in rule.named
    if "assistant" not in person.roles:
        return "not_assistant"
    if site_id is not None and not placed and not person.serves_site(site_id):
        return "not_that_site"
    if not person.serves_service(service.id):
        return "not_that_service"
    if service.in_house_only and person.employer == "provider":
        return "not_company"
    if service.confidential and not person.is_cleared_for(service.id):
        return "not_cleared"
    return None


def can_serve(charter: Charter, person: Person, site_id: str, service_id: str) -> bool:
    """Whether the charter lets the person take requests of that service at that site."""
    service = charter.service(service_id)
    return service is not None and obstacle(person, service, site_id, charter.rule(site_id, service_id)) is None


def eligible(charter: Charter, site_id: str, service_id: str) -> tuple[Person, ...]:
    """Those whom the charter lets take requests of that service at that site, in its order."""
    return tuple(person for person in charter.people if can_serve(charter, person, site_id, service_id))
