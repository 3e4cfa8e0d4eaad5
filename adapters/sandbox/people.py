"""Who lives in the sandbox: the charter's people, some invented employees of each site, one guest; and its channels.

All is derived from the charter, so that any company can be tried. Nothing is drawn at random: the same charter gives
the same people, under the same ids.
"""

from __future__ import annotations

import itertools
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Literal

from adapters.sandbox.refusal import Refused
from adapters.sandbox.tables import DESK, NAME, TEAM
from bot.charter import Channel, Charter
from bot.events import Profile, Who

EMPLOYEES_A_SITE = 3
_STAFF = frozenset({"assistant", "coordinator", "manager"})
_HOUSE = _STAFF | {"executive", "admin"}


@dataclass(frozen=True, slots=True)
class Inhabitant:
    """Someone whom one can be. `id` is their user id in the sandbox: the charter's id, where it names them."""

    id: str
    name: str
    email: str
    language: str
    timezone: str
    roles: frozenset[str] = frozenset({"employee"})
    site: str | None = None
    outsider: bool = False

    @property
    def who(self) -> Who:
        return who(self.id)

    @property
    def profile(self) -> Profile:
        """What the sandbox vouches for."""
        return Profile(
            who=self.who,
            name=self.name,
            email=self.email,
            language=self.language,
            timezone=self.timezone,
            outsider=self.outsider,
        )


@dataclass(frozen=True, slots=True)
class Room:
    """A channel of the charter, or someone's direct conversation with the desk."""

    id: str
    name: str
    kind: Literal["channel", "direct"]
    members: frozenset[str]
    language: str
    purpose: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Town:
    """Everyone and every place, by id, in the order in which they are shown."""

    company: str
    language: str
    timezone: str
    inhabitants: dict[str, Inhabitant] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)

    def rooms_of(self, person: str) -> list[Room]:
        """The conversations that this person is in, channels first."""
        return [room for room in self.rooms.values() if person in room.members]


def who(user: str) -> Who:
    """A user of the sandbox, as events name them."""
    return Who(platform=NAME, team=TEAM, user=user)


def direct_id(user: str) -> str:
    """The id of a person's direct conversation with the desk."""
    return f"D-{user}"


def on_sandbox(charter: Charter) -> Charter:
    """The same charter, same source and hash, with every channel on the sandbox under its own id."""
    channels = tuple(channel.model_copy(update={"platform": NAME}) for channel in charter.channels)
    return charter.model_copy(update={"channels": channels})


def town(charter: Charter) -> Town:
    """The sandbox's town for a company."""
    inhabitants = {each.id: each for each in (*_named(charter), *_invented(charter))}
    own = (channel for channel in charter.channels if channel.platform == NAME)
    rooms = {channel.id: _room(charter, channel, inhabitants) for channel in own}
    for each in inhabitants.values():
        rooms[direct_id(each.id)] = Room(direct_id(each.id), "Relais", "direct", frozenset({each.id}), each.language)
    return Town(charter.desk.name, charter.desk.language, charter.desk.timezone, inhabitants, rooms)


def _named(charter: Charter) -> Iterator[Inhabitant]:
    for person in charter.people:
        yield Inhabitant(
            id=person.id,
            name=person.name,
            email=person.email,
            language=person.language or charter.desk.language,
            timezone=charter.timezone_of(person),
            roles=frozenset(person.roles),
            site=person.first_site,
        )


def _invented(charter: Charter) -> Iterator[Inhabitant]:
    domain = _domain(charter)
    taken_names = {person.name.casefold() for person in charter.people}
    taken_ids = {person.id for person in charter.people} | {DESK}
    names = _names(taken_names)
    for site in charter.sites:
        for _ in range(EMPLOYEES_A_SITE):
            name = next(names)
            slug = _free(_slug(name), taken_ids)
            yield Inhabitant(slug, name, f"{slug}@{domain}", site.language, site.timezone, site=site.id)
    name = next(names)
    slug = _free(_slug(name), taken_ids)
    address = f"{slug}@cabinet-exterieur.example"
    yield Inhabitant(slug, name, address, charter.desk.language, charter.desk.timezone, outsider=True)


def _names(taken: set[str]) -> Iterator[str]:
    pool = tomllib.loads(files(__package__).joinpath("data/names.toml").read_text(encoding="utf-8"))
    first, last = pool["first"], pool["last"]
    # One step further in the surnames at each turn, so that no name comes twice before all pairs are used.
    for turn in range(len(last)):
        for index, name in enumerate(first):
            full = f"{name} {last[(index + turn) % len(last)]}"
            if full.casefold() not in taken:
                yield full
    yield from (f"Camille Martin {number}" for number in itertools.count(1))


def _domain(charter: Charter) -> str:
    own = [person for person in charter.people if person.employer == "company"] or list(charter.people)
    found = Counter(person.email.rpartition("@")[2] for person in own).most_common(1)
    return found[0][0] if found else "entreprise.example"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return ".".join(plain.split())


def _free(slug: str, taken: set[str]) -> str:
    found, number = slug, 2
    while found in taken:
        found, number = f"{slug}.{number}", number + 1
    taken.add(found)
    return found


def _room(charter: Charter, channel: Channel, inhabitants: dict[str, Inhabitant]) -> Room:
    return Room(
        id=channel.id,
        name=_room_name(charter, channel),
        kind="channel",
        members=frozenset(each.id for each in inhabitants.values() if _belongs(each, channel)),
        language=channel.language,
        purpose=channel.purpose,
        site=channel.site,
    )


def _belongs(someone: Inhabitant, channel: Channel) -> bool:
    if channel.purpose == "requests":
        return True
    wanted = _HOUSE if channel.purpose == "rituals" else _STAFF
    return bool(someone.roles & wanted)


def _room_name(charter: Charter, channel: Channel) -> str:
    kind = {"requests": "", "assistants": "pôle", "alerts": "alertes", "rituals": "rituels"}[channel.purpose]
    site = charter.site(channel.site)
    parts = [part for part in (kind, _slug(site.name).replace(".", "-") if site else "") if part]
    return "-".join(parts) or "aide"


def inhabitant(town: Town, name: str | None) -> Inhabitant:
    """The person that a request speaks as."""
    found = town.inhabitants.get(name or "")
    if found is None:
        raise Refused("unknown_person", name=(name or "")[:100])
    return found
