"""What is opened to one person, on one request or one service, until a date: what it opens, and who may open it.

A grant stands for the clearance, the site and the service that its person lacks, and for nothing else: not for a role,
not for `in_house_only`, which nothing overrides, nor for what has become more private than it was when it was given.
Whoever works (an assistant, a coordinator) may work by it what they may read by it; anybody else reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from bot.charter import Charter, Person
from bot.policies.confidentiality import most_private
from storage.tables import Level

WORKING = ("assistant", "coordinator")
"""The roles of those who work what is opened to them."""


class Subject(Protocol):
    """What may be opened; storage.tables.Request is one. `id` none: no request of its own, as one of a kind."""

    @property
    def id(self) -> int | None: ...
    @property
    def site(self) -> str: ...
    @property
    def service(self) -> str | None: ...
    @property
    def level(self) -> Level: ...
    @property
    def executive(self) -> str: ...


class Standing(Protocol):
    """A grant that stands; storage.tables.Grant is one."""

    request_id: int | None
    service: str | None
    site: str | None
    level: Level


@dataclass(frozen=True, slots=True)
class Granted:
    """All that is opened to one person now: requests (row ids), and services, of a site or (none) of all; each with the
    most private that it opens."""

    requests: frozenset[tuple[int, Level]] = frozenset()
    services: frozenset[tuple[str, str | None, Level]] = frozenset()

    def covers(self, asked: Subject) -> bool:
        """Whether the request is one of these, or of one of these services: an executive's own is by itself alone."""
        if any(number == asked.id and opens(level, asked.level) for number, level in self.requests):
            return True
        service = asked.service if not asked.executive else None
        return any(
            name == service and site in (None, asked.site) and opens(level, asked.level)
            for name, site, level in self.services
        )


NOTHING_GRANTED = Granted()


def opens(given: Level, asked: Level) -> bool:
    """Whether what was given for something as private as `given` opens what is as private as `asked`."""
    return most_private((given, asked)) is given


def granted_by(grants: Iterable[Standing]) -> Granted:
    """What these grants open together."""
    rows = list(grants)
    return Granted(
        frozenset((each.request_id, each.level) for each in rows if each.request_id is not None),
        frozenset((each.service, each.site, each.level) for each in rows if each.service is not None),
    )


def is_kept_in_house(charter: Charter, person: Person | None, service: str | None, level: Level) -> bool:
    """Whether a service is kept from whoever employs the person: that is opened to them by nothing.

    What may have been of any restricted service is kept from them where one of those is.
    """
    if person is None or person.employer != "provider":
        return False
    known = charter.service(service)
    possible = charter.restricted if known is None and level is Level.RESTRICTED else (known,)
    return any(each is not None and each.in_house_only for each in possible)


def may_give(charter: Charter, giver: Person | None, level: Level, site: str | None) -> bool:
    """Whether somebody gives access to what is as private as that at a site (none: at all): the company's contact; what
    is not confidential, whoever coordinates there too. That they may read it themselves is for permissions to say."""
    if giver is None:
        return False
    if giver.id == charter.desk.contact:
        return True
    there = giver.sites == "all" if site is None else giver.serves_site(site)
    return level is not Level.CONFIDENTIAL and giver.has_role("coordinator") and there
