"""Who is who: who acts, by whom somebody is reached, and what the charter says of them.

Nothing is decided about someone unknown: the event waits for their profile. How an account is given to its person is
told in bot/pairing.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import bindparam, exists, or_, select

from bot import charter as charters
from bot.charter import Charter
from bot.events import Who
from bot.fetching import fetch_person
from bot.grants import granted_to
from bot.missing import Missing
from bot.policies.grants import Granted
from bot.workspaces import here
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Identity, Person
from storage.unit import Unit

_persons, _identities = table_of(Person), table_of(Identity)
_MARK = re.compile(r"<@([^<>|\s]{1,100})")
_of_charter = Prepared(
    select(_persons).where(_persons.c.charter_id.in_(bindparam("ids", expanding=True))).order_by(_persons.c.id),
    lists=("ids",),
)
_active = Prepared(
    select(_identities)
    .join(_persons, _persons.c.id == _identities.c.person_id)
    .where(
        _identities.c.person_id == bindparam("person"),
        _identities.c.active,
        here(_identities),
        # Whoever is from outside and is nobody of the charter's is told nothing: bot/pairing.py keeps them apart.
        or_(~_identities.c.outsider, _persons.c.charter_id.is_not(None)),
    )
    .order_by(_identities.c.id)
)
_reachable = Prepared(
    select(_persons.c.charter_id).where(
        # Said as a range: so SQLite looks at those whom a charter named, and not at everybody ever seen.
        _persons.c.charter_id > "",
        _persons.c.active,
        exists().where(
            _identities.c.person_id == _persons.c.id, _identities.c.active, ~_identities.c.bot, here(_identities)
        ),
    )
)


class Stranger(Exception):
    """Someone who may do nothing: an outsider whom the charter does not name, or a deactivated person."""

    def __init__(self, identity: Identity) -> None:
        super().__init__(identity.id)
        self.identity = identity


class Robot(Exception):
    """A bot: it is never answered."""


@dataclass(frozen=True)
class Actor:
    """Who acts: the person, as whom they came, and what the charter says of them, if anything."""

    person: Person
    identity: Identity
    named: charters.Person | None
    unit: Unit = field(repr=False, compare=False)

    @property
    def id(self) -> int:
        assert self.person.id is not None
        return self.person.id

    @property
    def who(self) -> Who:
        return who(self.identity)

    @cached_property
    def granted(self) -> Granted:
        """What is opened to them now, read when it is first asked."""
        return granted_to(self.unit, self.id)

    @property
    def roles(self) -> frozenset[str]:
        """Their roles by the charter; an employee when it does not name them."""
        return frozenset(self.named.roles) if self.named else frozenset({"employee"})

    @property
    def works(self) -> bool:
        """Of the pool: an assistant or a coordinator."""
        return bool(self.roles & {"assistant", "coordinator"})


@dataclass(frozen=True)
class Reader:
    """Somebody before a request, by whichever account: the id of their row, and what the charter says of them."""

    id: int
    named: charters.Person | None
    unit: Unit = field(repr=False, compare=False)

    @cached_property
    def granted(self) -> Granted:
        """What is opened to them now, read when it is first asked."""
        return granted_to(self.unit, self.id)


def reader(unit: Unit, charter: Charter, person: Person) -> Reader:
    """A person as the policies ask about them."""
    return Reader(id_of(person), charter_person(charter, person), unit)


def who(identity: Identity) -> Who:
    """An identity as the platform names it."""
    return Who(platform=identity.platform, team=identity.team, user=identity.user)


def actor(unit: Unit, charter: Charter, someone: Who, known: Identity | None = None) -> Actor:
    """Who acts; `known`: as whom, where it was looked up already.

    `Missing` when they are unknown yet, `Robot` and `Stranger` when they are nobody to act.
    """
    identity = known or identity_of(unit, someone)
    # Of an account from outside that an earlier release met, it is not known whose word its e-mail is.
    if identity is None or (identity.outsider and identity.elsewhere is None):
        raise Missing(someone.fact, lambda later: fetch_person(later, someone))
    if identity.bot:
        raise Robot
    person = unit.need(Person, identity.person_id)
    named = charter_person(charter, person)
    if not identity.active or not person.active or (identity.outsider and named is None):
        raise Stranger(identity)
    return Actor(person, identity, named, unit)


def identity_of(unit: Unit, someone: Who) -> Identity | None:
    """The identity that the platform names so, if the desk knows it."""
    return unit.find(Identity, platform=someone.platform, team=someone.team, user=someone.user)


def charter_person(charter: Charter, person: Person) -> charters.Person | None:
    """What the charter says of a person, while it lists them."""
    return charter.person(person.charter_id) if person.charter_id else None


def person_of_charter(unit: Unit, charter_id: str) -> Person | None:
    """The row of the person whom the charter names so."""
    return unit.find(Person, charter_id=charter_id)


def persons_of_charter(unit: Unit, charter_ids: Iterable[str]) -> list[Person]:
    """The rows of these people of the charter."""
    wanted = tuple(charter_ids)
    return unit.all(Person, _of_charter, {"ids": wanted}) if wanted else []


def with_names(unit: Unit, text: str) -> str:
    """A text, and the names of those whom it mentions as a platform marks them: « <@U7> »."""
    users = {found.group(1) for found in _MARK.finditer(text)}
    query = select(_persons).join(_identities, _identities.c.person_id == _persons.c.id)
    known = unit.all(Person, query.where(_identities.c.user.in_(users))) if users else []
    return "\n".join([text, *(each.name for each in known)])


def identities_of(unit: Unit, person_id: int) -> list[Identity]:
    """All by which a person may be spoken to."""
    return unit.all(Identity, _active, {"person": person_id})


def reach(unit: Unit, person_id: int, prefer: str | None = None) -> Identity | None:
    """By which identity to speak to a person: on the platform preferred, else where they are; none when nowhere yet."""
    found = identities_of(unit, person_id)
    return next((each for each in found if each.platform == prefer), found[0] if found else None)


def reachable(unit: Unit) -> frozenset[str]:
    """The charter ids of those who have an account that is active: whoever has none can be given nothing to do."""
    return frozenset(row["charter_id"] for row in _reachable.rows(unit.connection, {}))


def language_of(unit: Unit, charter: Charter, person: Person) -> str:
    """Own setting, else the charter's, else the desk's."""
    named = charter_person(charter, person)
    return person.language or (named.language if named and named.language else None) or charter.desk.language


def timezone_of(charter: Charter, person: Person) -> str:
    """The charter's zone for them, else their own, else their site's (chosen, else the charter's), else the desk's."""
    named = charter_person(charter, person)
    if named and named.timezone:
        return named.timezone
    if person.timezone:
        return person.timezone
    site = charter.site(person.site) if person.site else None
    if site is not None:
        return site.timezone
    return charter.timezone_of(named) if named else charter.desk.timezone


def is_zone(name: str | None) -> bool:
    """Whether this is the name of a time zone that can be reckoned with (IANA)."""
    try:
        return name is not None and ZoneInfo(name) is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
