"""The charter (« cahier des charges ») once read: who serves whom, for what, how fast, and when the desk speaks.

Names are those of the file's keys. Defaults that the file leaves to the desk or to a site are filled in, so that a reader of the
model never asks where a value comes from. Times of day are wall times at the place; durations are Spans, in open time for
targets, waits and escalations, in calendar time for retention.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import time
from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from bot.charter.fields import (
    Code,
    Dates,
    Days,
    Email,
    Emoji,
    EndMoment,
    Holidays,
    Hours,
    Id,
    Keep,
    Language,
    Many,
    Minutes,
    Moment,
    Name,
    Platform,
    Promise,
    Role,
    Some,
    Text,
    Wait,
    Zone,
)
from bot.charter.problems import Origin
from bot.charter.values import BadValue, Span, WeekHours

FIRST_RESPONSE = Span(4, "h")
RESOLUTION = Span(3, "d")


class Part(BaseModel):
    """A piece of the charter: frozen, without unknown keys; an optional key without a value is as if it were not written."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}

    def _given(self, **defaults: Any) -> Self:
        """A copy where the keys that the file does not give hold these."""
        return self.model_copy(
            update={key: value for key, value in defaults.items() if key not in self.model_fields_set}
        )


class Bilingual(Part):
    """A name in the desk's two languages; one text alone stands for both."""

    fr: Text
    en: Text

    @model_validator(mode="before")
    @classmethod
    def _same_in_both(cls, data: Any) -> Any:
        return {"fr": data, "en": data} if isinstance(data, str) else data

    def in_language(self, language: str) -> str:
        """The name in `fr` or `en`."""
        return self.en if language == "en" else self.fr


class Targets(Part):
    """Promised first response and resolution, in business time of the request's site."""

    first_response: Promise = FIRST_RESPONSE
    resolution: Promise = RESOLUTION


class SiteTargets(Part):
    """What a site promises instead of the services' own targets, for all its requests that are not urgent."""

    first_response: Promise | None = None
    resolution: Promise | None = None


class Desk(Part):
    """The desk as a whole."""

    name: Text
    language: Language
    timezone: Zone
    holidays: Holidays = "FR"
    provider: Text | None = None
    pilot: Text | None = None
    contact: Text | None = None
    health_contact: Text | None = None
    whistle_contact: Text | None = None
    close_after: Wait = Span(3, "d")
    merge_within: Minutes = Span(5, "m")
    warn_at: float = Field(default=0.75, gt=0, lt=1)


class Site(Part):
    """A place, with its own hours, holidays and time zone."""

    id: Id
    code: Code
    name: Text
    aliases: Many[Text] = ()
    timezone: Zone = ""
    language: Language = "fr"
    holidays: Holidays = ""
    hours: Hours
    closed: Many[Dates] = ()
    targets: SiteTargets = SiteTargets()


class Approval(Part):
    """Who says yes before a request of a service is worked, and from which amount."""

    by: Many[Name] = Field(min_length=1)
    above: Decimal = Field(default=Decimal(0), ge=0, le=10**9)
    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")
    mode: Literal["all", "any"] = "all"


class Service(Part):
    """A kind of help in the catalogue."""

    id: Id
    name: Bilingual
    examples: Many[Text] = ()
    kind: Text | None = None
    targets: Targets = Targets()
    urgent: Targets = Targets()
    priority: Literal["low", "normal", "high"] = "normal"
    approval: Approval | None = None
    validation: Literal["single", "double"] = "single"
    restricted: bool = False
    confidential: bool = False
    in_house_only: bool = False


class Coverage(Part):
    """How a site, a service, or a service at one site is staffed."""

    site: Text | None = None
    service: Text | None = None
    model: Literal["pool", "dedicated", "provider"]
    assistant: Text | None = None
    backup: Text | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The people that the rule names, the assistant first."""
        return tuple(one for one in (self.assistant, self.backup) if one)

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.site is None and self.service is None:
            raise BadValue("coverage_of_nothing")
        if self.model == "dedicated" and self.assistant is None:
            raise BadValue("dedicated_without_assistant", where=("model",))
        if self.assistant is not None and self.assistant == self.backup:
            raise BadValue("own_backup", where=("backup",), value=self.backup)
        return self


class Person(Part):
    """Someone whom the charter names. `sites` and `services` are ids, or "all"."""

    id: Id
    name: Text
    email: Email
    roles: Many[Role] = Field(min_length=1)
    employer: Literal["company", "provider"] = "company"
    sites: Some = "all"
    services: Some = "all"
    cleared: Many[Text] = ()
    autonomy: Literal["autonomous", "supervised", "shadow"] = "autonomous"
    hours: Hours = WeekHours.never()
    away: Many[Dates] = ()
    language: Language | None = None
    timezone: Zone | None = None
    slack: Text | None = None
    teams: Text | None = None

    def serves_site(self, site_id: str) -> bool:
        """Whether the site is in the person's list; coverage rules apart."""
        return self.sites == "all" or site_id in self.sites

    def serves_service(self, service_id: str) -> bool:
        """Whether the service is in the person's list; clearance apart."""
        return self.services == "all" or service_id in self.services

    def has_role(self, *roles: str) -> bool:
        """Whether the person has one of these roles, somewhere."""
        return any(role in self.roles for role in roles)

    @property
    def first_site(self) -> str | None:
        """The id of the first site in the person's list; none for someone of all sites."""
        return self.sites[0] if self.sites and self.sites != "all" else None


class Channel(Part):
    """A conversation of a platform where the desk listens or speaks. Without a site it is the whole company's."""

    platform: Platform
    id: Text
    purpose: Literal["requests", "assistants", "alerts", "rituals"]
    site: Text | None = None
    language: Language = "fr"
    shared_with: Literal["provider"] | None = None


class Reactions(Part):
    """Which emoji mean which verb, by Slack's names without colons."""

    create: Many[Emoji] = ("ticket",)
    claim: Many[Emoji] = ("eyes", "raised_hand")
    done: Many[Emoji] = ("white_check_mark",)
    urgent: Many[Emoji] = ("rotating_light",)


class Step(Part):
    """One step of an escalation: whom to tell, how long after the miss (in business time), and where besides."""

    after: Wait
    notify: Many[Name] = Field(min_length=1)
    channel: Text | None = None
    always: bool = False


class Ritual(Part):
    """Something the desk says on a schedule."""

    id: Id
    kind: Literal["standup", "flash_point", "kickoff", "briefing", "site_summary", "monthly_review"]
    days: Days
    at: Moment
    channel: Text | None = None
    audience: Many[Name] = ()
    closes: EndMoment | None = None
    timezone: Zone | None = None
    late_until: EndMoment | None = None
    pauses: Many[Dates] = ()
    questions: Many[Bilingual] | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.channel is None and not self.audience:
            raise BadValue("ritual_for_nobody")
        for key in ("closes", "late_until"):
            until: time | None = getattr(self, key)
            if until is not None and time(0) != until <= self.at:
                raise BadValue("ends_before_it_starts", where=(key,), value=f"{until:%H:%M}", at=f"{self.at:%H:%M}")
        return self


class Retention(Part):
    """How long people's words are kept, in calendar time, by level."""

    standard: Keep = Span(12, "month")
    restricted: Keep = Span(12, "month")
    confidential: Keep = Span(3, "month")
    standup: Keep = Span(90, "d")
    audit: Keep = Span(12, "month")


URGENT_STEPS = (
    Step(after=Span(10, "m"), notify=("coordinator",)),
    Step(after=Span(30, "m"), notify=("site_manager",)),
)


class Charter(Part):
    """The whole file. Look things up by id with its methods; each answers at once, whatever the company's size."""

    desk: Desk
    sites: tuple[Site, ...] = Field(min_length=1)
    services: tuple[Service, ...] = Field(min_length=1)
    coverage: tuple[Coverage, ...] = ()
    people: tuple[Person, ...] = ()
    channels: tuple[Channel, ...] = ()
    reactions: Reactions = Reactions()
    escalation: tuple[Step, ...] = ()
    escalation_confidential: tuple[Step, ...] = ()
    escalation_urgent: tuple[Step, ...] = URGENT_STEPS
    rituals: tuple[Ritual, ...] = ()
    retention: Retention = Retention()
    knowledge: Text | None = None

    _origin: Origin = PrivateAttr(default_factory=Origin)
    _hash: str = PrivateAttr(default="")
    _sites: dict[str, Site] = PrivateAttr(default_factory=dict)
    _services: dict[str, Service] = PrivateAttr(default_factory=dict)
    _people: dict[str, Person] = PrivateAttr(default_factory=dict)
    _emails: dict[str, Person] = PrivateAttr(default_factory=dict)
    _channels: dict[tuple[str, str], Channel] = PrivateAttr(default_factory=dict)
    _purposes: dict[tuple[str, str | None], tuple[Channel, ...]] = PrivateAttr(default_factory=dict)
    _rules: dict[tuple[str | None, str | None], Coverage] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _fill_in(self) -> Self:
        # Frozen for its readers; what the file leaves to others is put in before any of them sees it.
        filled = {
            "desk": self.desk._given(health_contact=self.desk.contact, whistle_contact=self.desk.contact),
            "sites": tuple(_filled_site(site, self.desk) for site in self.sites),
            "services": tuple(_filled_service(service) for service in self.services),
        }
        self.__dict__.update(filled)
        self._sites = {site.id: site for site in self.sites}
        self._services = {service.id: service for service in self.services}
        people = tuple(person._given(hours=self.usual_hours(person)) for person in self.people)
        channels = tuple(channel._given(language=self._channel_language(channel)) for channel in self.channels)
        self.__dict__.update({"people": people, "channels": channels})
        self._index()
        return self

    def _index(self) -> None:
        self._people = {person.id: person for person in self.people}
        self._emails = {person.email.casefold(): person for person in self.people}
        self._channels = {(channel.platform, channel.id): channel for channel in self.channels}
        self._rules = {(rule.site, rule.service): rule for rule in self.coverage}
        for channel in self.channels:
            key = (channel.purpose, channel.site)
            self._purposes[key] = (*self._purposes.get(key, ()), channel)

    def _channel_language(self, channel: Channel) -> str:
        site = self._sites.get(channel.site or "")
        return site.language if site else self.desk.language

    def _comes_from(self, origin: Origin) -> Self:
        self._origin = origin
        self._hash = hashlib.sha256(origin.text.encode()).hexdigest()
        return self

    @property
    def source(self) -> str:
        """The file's text, as it was read."""
        return self._origin.text

    @property
    def hash(self) -> str:
        """SHA-256 of `source`, in hexadecimal: the name of this version of the charter."""
        return self._hash

    @property
    def origin(self) -> Origin:
        """The file's name and the lines of its values, to point at them."""
        return self._origin

    def site(self, site_id: str | None) -> Site | None:
        """The site of that id, or none when it is not (or no longer) listed."""
        return self._sites.get(site_id or "")

    def service(self, service_id: str | None) -> Service | None:
        """The service of that id, or none when it is not (or no longer) listed."""
        return self._services.get(service_id or "")

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
        """The channels of that purpose that serve a site: its own, then the whole company's. Without a site, only the latter."""
        own = self._purposes.get((purpose, site_id), ()) if site_id else ()
        return (*own, *self._purposes.get((purpose, None), ()))

    def rule(self, site_id: str, service_id: str) -> Coverage | None:
        """The coverage in force: of the service at that site, else of the service, else of the site; none means a pool."""
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
    # The fields set stay those of the file: `Charter.targets` tells an urgent promise that was made from one that was not.
    urgent = service.targets.model_copy(update=_given_targets(service.urgent))
    written = set(service.urgent.model_fields_set)
    urgent = Targets.model_construct(_fields_set=written, **{key: getattr(urgent, key) for key in Targets.model_fields})
    return service.model_copy(update={"urgent": urgent})


def ids(parts: Iterable[Site | Service | Person]) -> tuple[str, ...]:
    """The ids of these parts, in order."""
    return tuple(part.id for part in parts)
