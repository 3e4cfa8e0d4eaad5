"""Who is who: identities linked to persons, and what the charter says of them.

Nothing is decided about someone unknown: the event waits for their profile. An identity is linked to the charter's
person by the charter's own word (`slack:` or `teams:`), else by an e-mail that the platform vouches for, case-folded.
Where the charter gives that word, no other account of that platform is that person, whatever e-mail it shows: another
company's administrator vouches for its people's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import bindparam, exists, select

from bot import charter as charters
from bot.charter import Charter
from bot.events import Profile, Who
from bot.locales import LANGUAGES
from bot.merging import merge
from bot.missing import Missing
from bot.outgoing import fetch_person
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Identity, Person
from storage.unit import Unit

_persons, _identities = table_of(Person), table_of(Identity)
_MARK = re.compile(r"<@([^<>|\s]{1,100})")
_of_charter = (
    select(_persons).where(_persons.c.charter_id.in_(bindparam("ids", expanding=True))).order_by(_persons.c.id)
)
_active = Prepared(
    select(_identities)
    .where(_identities.c.person_id == bindparam("person"), _identities.c.active)
    .order_by(_identities.c.id)
)
_reachable = Prepared(
    select(_persons.c.charter_id).where(
        # Said as a range: so SQLite looks at those whom a charter named, and not at everybody ever seen.
        _persons.c.charter_id > "",
        _persons.c.active,
        exists().where(_identities.c.person_id == _persons.c.id, _identities.c.active, ~_identities.c.bot),
    )
)


class Stranger(Exception):
    """Someone who may do nothing: an outsider whom the charter does not name, or a deactivated person."""

    def __init__(self, identity: Identity) -> None:
        super().__init__(identity.id)
        self.identity = identity


class Robot(Exception):
    """A bot: it is never answered."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the person, as whom they came, and what the charter says of them, if anything."""

    person: Person
    identity: Identity
    named: charters.Person | None

    @property
    def id(self) -> int:
        assert self.person.id is not None
        return self.person.id

    @property
    def who(self) -> Who:
        return who(self.identity)

    @property
    def roles(self) -> frozenset[str]:
        """Their roles by the charter; an employee when it does not name them."""
        return frozenset(self.named.roles) if self.named else frozenset({"employee"})

    @property
    def works(self) -> bool:
        """Of the pool: an assistant or a coordinator."""
        return bool(self.roles & {"assistant", "coordinator"})


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody before a request, by whichever account: the id of their row, and what the charter says of them."""

    id: int
    named: charters.Person | None


def reader(charter: Charter, person: Person) -> Reader:
    """A person as the policies ask about them."""
    return Reader(id_of(person), charter_person(charter, person))


def who(identity: Identity) -> Who:
    """An identity as the platform names it."""
    return Who(platform=identity.platform, team=identity.team, user=identity.user)


def actor(unit: Unit, charter: Charter, someone: Who) -> Actor:
    """Who acts. `Missing` when they are unknown yet, `Robot` and `Stranger` when they are nobody to act."""
    identity = identity_of(unit, someone)
    if identity is None:
        raise Missing(someone.fact, lambda later: fetch_person(later, someone))
    if identity.bot:
        raise Robot
    person = unit.need(Person, identity.person_id)
    named = charter_person(charter, person)
    if not identity.active or not person.active or (identity.outsider and named is None):
        raise Stranger(identity)
    return Actor(person, identity, named)


def identity_of(unit: Unit, someone: Who) -> Identity | None:
    """The identity that the platform names so, if the desk knows it."""
    return unit.find(Identity, platform=someone.platform, team=someone.team, user=someone.user)


def charter_person(charter: Charter, person: Person) -> charters.Person | None:
    """What the charter says of a person, while it lists them."""
    return charter.person(person.charter_id) if person.charter_id else None


def learn(unit: Unit, charter: Charter, profile: Profile) -> Identity:
    """Take in what a platform says of someone; link them to their person, or make one."""
    known = identity_of(unit, profile.who)
    email = profile.email.casefold() if profile.email else None
    facts: dict[str, Any] = {
        "name": profile.name,
        "email": email,
        "bot": profile.bot,
        "outsider": profile.outsider,
        "active": profile.active,
    }
    if known is not None:
        if any(getattr(known, name) != value for name, value in facts.items()):
            unit.change(known, **facts, updated_at=unit.now)
        _link_again(unit, charter, known, profile, _claimed(charter, profile, email))
        _prefer(unit, charter, unit.need(Person, known.person_id), profile)
        return known
    person = _person_for(unit, charter, profile, _claimed(charter, profile, email))
    _prefer(unit, charter, person, profile)
    return unit.add(
        Identity(
            platform=profile.who.platform,
            team=profile.who.team,
            user=profile.who.user,
            person_id=id_of(person),
            created_at=unit.now,
            updated_at=unit.now,
            **facts,
        )
    )


def enrol(unit: Unit, charter: Charter) -> None:
    """Give each person whom the charter names a row, and let a name, e-mail or id changed there be followed."""
    table = table_of(Person)
    known = {
        person.charter_id: person for person in unit.all(Person, select(table).where(table.c.charter_id.is_not(None)))
    }
    for named in charter.people:
        row = known.get(named.id)
        email = named.email.casefold() if named.email else None
        if row is None:
            _enrol(unit, named, email)
        elif (row.name, row.email) != (named.name, email):
            unit.change(row, name=named.name, email=email)
        if row is not None:
            for stranger in _not_theirs(unit, named, id_of(row)):
                other = unit.add(Person(name=stranger.name, created_at=unit.now))
                unit.change(stranger, person_id=id_of(other))


def _enrol(unit: Unit, named: charters.Person, email: str | None) -> None:
    """A row for someone whom the charter names from now on: their own, when they were seen before."""
    seen = _by_email(unit, email)
    if seen is not None and seen.charter_id is None and not _not_theirs(unit, named, id_of(seen)):
        unit.change(seen, charter_id=named.id, name=named.name)
    else:
        unit.add(Person(charter_id=named.id, name=named.name, email=email, created_at=unit.now))


def _not_theirs(unit: Unit, named: charters.Person, person_id: int) -> list[Identity]:
    """The accounts of a person that are not the one by which the charter names them on that platform."""
    query = select(_identities).where(_identities.c.person_id == person_id)
    return [each for each in unit.all(Identity, query) if _is_another(named, each.platform, each.user)]


def _is_another(named: charters.Person, platform: str, user: str) -> bool:
    """Whether the charter names a person on this platform, and not as this user."""
    return getattr(named, platform, None) not in (None, user)


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


def _person_for(unit: Unit, charter: Charter, profile: Profile, email: str | None) -> Person:
    named = _named_by(charter, profile, email)
    if named is not None:
        enrolled = person_of_charter(unit, named.id)
        if enrolled is not None:
            return enrolled
    same = _by_email(unit, email) if not profile.bot else None
    if same is not None:
        return same
    return unit.add(
        Person(
            charter_id=named.id if named else None,
            name=profile.name,
            email=email if not profile.bot else None,
            created_at=unit.now,
        )
    )


def _prefer(unit: Unit, charter: Charter, person: Person, profile: Profile) -> None:
    """Language and zone as the platform has them, where neither the person nor the charter has said."""
    named = charter_person(charter, person)
    said: dict[str, str] = {}
    if person.language is None and not (named and named.language) and profile.language in LANGUAGES:
        said["language"] = profile.language or ""
    if person.timezone is None and not (named and named.timezone) and is_zone(profile.timezone):
        said["timezone"] = profile.timezone or ""
    if said:
        unit.change(person, **said)


def is_zone(name: str | None) -> bool:
    """Whether this is the name of a time zone that can be reckoned with (IANA)."""
    try:
        return name is not None and ZoneInfo(name) is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _by_email(unit: Unit, email: str | None) -> Person | None:
    table = table_of(Person)
    query = select(table).where(table.c.email == email, table.c.merged_into.is_(None)).order_by(table.c.id)
    return unit.first(Person, query) if email else None


def _link_again(unit: Unit, charter: Charter, known: Identity, profile: Profile, email: str | None) -> None:
    """What the platform vouches for now may tell that they are somebody known already."""
    person = unit.need(Person, known.person_id)
    if person.charter_id is not None or profile.bot:
        return
    named = _named_by(charter, profile, email)
    same = person_of_charter(unit, named.id) if named else _by_email(unit, email)
    if same is not None and same.id != person.id:
        merge(unit, same, person)
        known.person_id = id_of(same)
    elif (person.name, person.email) != (profile.name, email):
        unit.change(person, name=profile.name, email=email)


def _claimed(charter: Charter, profile: Profile, email: str | None) -> str | None:
    """The e-mail by which someone may be known: none where it is that of a person whose account is another."""
    who = profile.who
    taken = any(each.email.casefold() == email and _is_another(each, who.platform, who.user) for each in charter.people)
    return None if taken else email


def _named_by(charter: Charter, profile: Profile, email: str | None) -> charters.Person | None:
    if profile.bot:
        return None
    for named in charter.people:
        if getattr(named, profile.who.platform, None) == profile.who.user:
            return named
    if email is None:
        return None
    return next((named for named in charter.people if named.email and named.email.casefold() == email), None)
