"""The charter (« cahier des charges ») once read: who serves whom, for what, how fast, and when the desk speaks.

Defaults that the file leaves to the desk or to a site are filled in, so that a reader of the model never asks where a
value comes from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any, Self

from pydantic import PrivateAttr

from bot.charter.fields import OneOrMore, Text
from bot.charter.parts import (
    Channel,
    Coverage,
    Desk,
    ExecutiveDesk,
    Part,
    Person,
    Reactions,
    Retention,
    Ritual,
    Service,
    Site,
    SiteTargets,
    Step,
    Targets,
)
from bot.charter.problems import Origin
from bot.charter.values import Span, WeekHours

URGENT_STEPS = (
    Step(after=Span(10, "m"), notify=("coordinator",)),
    Step(after=Span(30, "m"), notify=("site_manager",)),
)


_LOOKED_UP = {
    "sites": ("_sites",),
    "services": ("_services",),
    "people": ("_people", "_emails"),
    "channels": ("_channels", "_purposes"),
    "coverage": ("_rules",),
}
"""What is kept of a field's values, to look them up."""
_NAMED = ("pilot", "contact", "health_contact", "whistle_contact")
"""Whom the desk names."""


class Charter(Part):
    """The whole file. Look things up by id with its methods; each answers at once, whatever the company's size."""

    desk: Desk
    sites: OneOrMore[Site]
    services: OneOrMore[Service]
    coverage: tuple[Coverage, ...] = ()
    people: tuple[Person, ...] = ()
    executive_desk: tuple[ExecutiveDesk, ...] = ()
    channels: tuple[Channel, ...] = ()
    reactions: Reactions = Reactions()
    escalation: tuple[Step, ...] = ()
    escalation_confidential: tuple[Step, ...] = ()
    escalation_urgent: tuple[Step, ...] = URGENT_STEPS
    rituals: tuple[Ritual, ...] = ()
    retention: Retention = Retention()
    knowledge: Text | None = None

    _origin: Origin = PrivateAttr(default_factory=Origin)
    _for_executive: str = PrivateAttr(default="")

    def model_post_init(self, context: Any, /) -> None:
        # Frozen for its readers; what the file leaves to others is put in before any of them sees it.
        filled = {
            "desk": self.desk._given(health_contact=self.desk.contact, whistle_contact=self.desk.contact),
            "sites": tuple(_filled_site(site, self.desk) for site in self.sites),
            "services": tuple(_filled_service(service) for service in self.services),
        }
        self.__dict__.update(filled)
        people = tuple(person._given(hours=self.usual_hours(person)) for person in self.people)
        channels = tuple(channel._given(language=self._channel_language(channel)) for channel in self.channels)
        self.__dict__.update({"people": people, "channels": channels})

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same charter with other values: what is looked up in these is found in them."""
        copied = super().model_copy(update=update, deep=deep)
        for name in (each for field in update or () for each in _LOOKED_UP.get(field, ())):
            copied.__dict__.pop(name, None)
        return copied

    # Properties that are kept, and not private attributes: pydantic's cost many times as much to read.

    @cached_property
    def _sites(self) -> dict[str, Site]:
        return {site.id: site for site in self.sites}

    @cached_property
    def _services(self) -> dict[str, Service]:
        return {service.id: service for service in self.services}

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _emails(self) -> dict[str, Person]:
        return {person.email.casefold(): person for person in self.people}

    @cached_property
    def _channels(self) -> dict[tuple[str, str], Channel]:
        return {(channel.platform, channel.id): channel for channel in self.channels}

    @cached_property
    def _purposes(self) -> dict[tuple[str, str | None], tuple[Channel, ...]]:
        found: dict[tuple[str, str | None], tuple[Channel, ...]] = {}
        for channel in self.channels:
            key = (channel.purpose, channel.site)
            found[key] = (*found.get(key, ()), channel)
        return found

    @cached_property
    def _rules(self) -> dict[tuple[str | None, str | None], Coverage]:
        return {(rule.site, rule.service): rule for rule in self.coverage}

    def _channel_language(self, channel: Channel) -> str:
        site = self._sites.get(channel.site or "")
        return site.language if site else self.desk.language

    def _comes_from(self, origin: Origin) -> Self:
        self._origin = origin
        self.__dict__.pop("hash", None)
        return self

    @property
    def source(self) -> str:
        """The file's text, as it was read."""
        return self._origin.text

    @cached_property
    def hash(self) -> str:
        """SHA-256 of `source`, in hexadecimal: the name of this version of the charter; "" for one of no source."""
        return hashlib.sha256(self.source.encode()).hexdigest() if self.source else ""

    @property
    def origin(self) -> Origin:
        """The file's name and the lines of its values, to point at them."""
        return self._origin

    def remembering(self, sites: Iterable[Site], services: Iterable[Service]) -> Self:
        """The same charter, which still knows what it no longer lists: `site` and `service` find these as well."""
        kept = self.model_copy()
        kept._sites = {site.id: site for site in sites} | self._sites
        kept._services = {service.id: service for service in services} | self._services
        return kept

    def without(self, people: Collection[str]) -> Self:
        """The same charter, as if it named none of these people (by id)."""
        desk = self.desk.model_copy(update={each: None for each in _NAMED if getattr(self.desk, each) in people})
        listed = tuple(one for one in self.people if one.id not in people)
        return self.model_copy(update={"people": listed, "desk": desk})

    def for_executive(self, executive: str, people: Iterable[Person], coverage: Iterable[Coverage]) -> Self:
        """The same charter, as it is for what that executive (by id) asks."""
        company = self.model_copy(update={"people": tuple(people), "coverage": tuple(coverage)})
        company._for_executive = executive
        return company

    @property
    def executive(self) -> str:
        """For whose own requests the charter is so (an id); "" for the charter itself."""
        return self._for_executive

    def lists_site(self, site_id: str | None) -> bool:
        """Whether something new may be asked at that site."""
        return any(site.id == site_id for site in self.sites)

    def lists_service(self, service_id: str | None) -> bool:
        """Whether something new may be asked of that service."""
        return any(service.id == service_id for service in self.services)

    def site(self, site_id: str | None) -> Site | None:
        """The site of that id, or none when it is not listed; one no longer listed only where it is remembered."""
        return self._sites.get(site_id or "")

    def service(self, service_id: str | None) -> Service | None:
        """The service of that id, or none when it is not listed; one no longer listed only where it is remembered."""
        return self._services.get(service_id or "")

    @property
    def restricted(self) -> tuple[Service, ...]:
        """The restricted services, those remembered included."""
        return tuple(service for service in self._services.values() if service.restricted)

    def person(self, person_id: str | None) -> Person | None:
        """The person of that id, or none for everyone whom the charter does not name."""
        return self._people.get(person_id or "")

    def person_by_email(self, email: str) -> Person | None:
        """The person of that address, whatever its case."""
        return self._emails.get(email.strip().casefold())

    def people_with(self, role: str, site_id: str | None = None) -> tuple[Person, ...]:
        """Those who have the role, at that site if one is given, in the charter's order."""
        return tuple(one for one in self.people if role in one.roles and (site_id is None or one.serves_site(site_id)))

    def channel(self, platform: str, channel_id: str) -> Channel | None:
        """The channel of that platform and id, or none when the charter does not list it."""
        return self._channels.get((platform, channel_id))

    def channels_for(self, purpose: str, site_id: str | None = None) -> tuple[Channel, ...]:
        """The channels of that purpose that serve a site: its own, then the company's; only these without one."""
        own = self._purposes.get((purpose, site_id), ()) if site_id else ()
        return (*own, *self._purposes.get((purpose, None), ()))

    def rule(self, site_id: str, service_id: str) -> Coverage | None:
        """The coverage in force: the service's at that site, else the service's, else the site's; none means a pool."""
        rules = self._rules
        return rules.get((site_id, service_id)) or rules.get((None, service_id)) or rules.get((site_id, None))

    def targets(self, site_id: str, service_id: str, *, urgent: bool = False) -> Targets:
        """What is promised there. A site's own targets replace the service's; an urgent promise is the service's.

        Where a service says nothing of urgent requests, they have the same targets as the others.
        """
        service, site = self.service(service_id), self.site(site_id)
        usual = service.targets if service else Targets()
        if site is not None:
            usual = usual.model_copy(update=_given_targets(site.targets))
        if not urgent or service is None:
            return usual
        return usual.model_copy(update={key: getattr(service.urgent, key) for key in service.urgent.model_fields_set})

    def usual_hours(self, person: Person) -> WeekHours:
        """The person's hours: their own, else their first site's, else the first site's of the charter."""
        if "hours" in person.model_fields_set:
            return person.hours
        return (self._sites.get(person.first_site or "") or self.sites[0]).hours

    def timezone_of(self, person: Person) -> str:
        """The zone that the person's hours are in: their own, else their first site's, else the desk's."""
        site = self._sites.get(person.first_site or "")
        return person.timezone or (site.timezone if site else self.desk.timezone)


def _given_targets(targets: SiteTargets | Targets) -> dict[str, Span]:
    return {key: value for key in targets.model_fields_set if (value := getattr(targets, key)) is not None}


def _filled_site(site: Site, desk: Desk) -> Site:
    return site._given(timezone=desk.timezone, language=desk.language, holidays=desk.holidays)


def _filled_service(service: Service) -> Service:
    # The fields set stay those of the file, by which `Charter.targets` knows an urgent promise from a default.
    urgent = service.targets.model_copy(update=_given_targets(service.urgent))
    written = set(service.urgent.model_fields_set)
    urgent = Targets.model_construct(_fields_set=written, **{key: getattr(urgent, key) for key in Targets.model_fields})
    return service.model_copy(update={"urgent": urgent})
