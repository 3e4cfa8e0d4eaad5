"""The parts of a charter, named and keyed as in its file.

Times of day are wall times at the place; durations are Spans, in open time for targets, waits and escalations, in
calendar time for retention.
"""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.charter.fields import (
    Code,
    Conversation,
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
    OneOrMore,
    Platform,
    Promise,
    Role,
    Some,
    Text,
    Wait,
    Zone,
)
from bot.charter.values import BadValueError, Span, WeekHours

FIRST_RESPONSE = Span(4, "h")
RESOLUTION = Span(3, "d")


class Part(BaseModel):
    """A piece of the charter: frozen, without unknown keys; a key left empty is as if it were not written."""

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

    by: OneOrMore[Name]
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

    def model_post_init(self, context: Any, /) -> None:
        if self.site is None and self.service is None:
            raise BadValueError("coverage_of_nothing")
        if self.model == "dedicated" and self.assistant is None:
            raise BadValueError("dedicated_without_assistant", where=("model",))
        if self.assistant is not None and self.assistant == self.backup:
            raise BadValueError("own_backup", where=("backup",), value=self.backup)


class ExecutiveDesk(Part):
    """Who works for an executive: their own requests are for these two, and for nobody else."""

    executive: Text
    assistant: Text
    backup: Text | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """Those who work for them, the assistant first."""
        return tuple(one for one in (self.assistant, self.backup) if one)

    def model_post_init(self, context: Any, /) -> None:
        if self.assistant == self.backup:
            raise BadValueError("own_backup", where=("backup",), value=self.backup)


class Person(Part):
    """Someone whom the charter names. `sites` and `services` are ids, or "all"; `backup` stands in for them while they
    are `away`."""

    id: Id
    name: Text
    email: Email
    roles: OneOrMore[Role]
    employer: Literal["company", "provider"] = "company"
    sites: Some = "all"
    services: Some = "all"
    cleared: Many[Text] = ()
    autonomy: Literal["autonomous", "supervised", "shadow"] = "autonomous"
    buddy: Text | None = None
    hours: Hours = WeekHours.never()
    away: Many[Dates] = ()
    backup: Text | None = None
    language: Language | None = None
    timezone: Zone | None = None
    slack: Text | None = None
    teams: Text | None = None

    def model_post_init(self, context: Any, /) -> None:
        if self.backup == self.id:
            raise BadValueError("own_backup", where=("backup",), value=self.backup)

    def serves_site(self, site_id: str) -> bool:
        """Whether the site is in the person's list; coverage rules apart."""
        return self.sites == "all" or site_id in self.sites

    def serves_service(self, service_id: str) -> bool:
        """Whether the service is in the person's list; clearance apart."""
        return self.services == "all" or service_id in self.services

    def is_cleared_for(self, service_id: str) -> bool:
        """Whether the charter clears the person for the service: never the provider's staff, to whom what is
        confidential is opened until a date alone."""
        return self.employer != "provider" and service_id in self.cleared

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
    id: Conversation
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
    notify: OneOrMore[Name]
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

    def model_post_init(self, context: Any, /) -> None:
        if self.channel is None and not self.audience:
            raise BadValueError("ritual_for_nobody")
        for key in ("closes", "late_until"):
            until: time | None = getattr(self, key)
            if until is not None and time(0) != until <= self.at:
                raise BadValueError(
                    "ends_before_it_starts", where=(key,), value=f"{until:%H:%M}", at=f"{self.at:%H:%M}"
                )


class Retention(Part):
    """How long people's words are kept, in calendar time, by level."""

    standard: Keep = Span(12, "month")
    restricted: Keep = Span(12, "month")
    confidential: Keep = Span(3, "month")
    standup: Keep = Span(90, "d")
    audit: Keep = Span(12, "month")
