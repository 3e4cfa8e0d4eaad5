"""A charter in the making: what was answered so far, and what stands for the rest until it is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.charter.fields import RESERVED
from bot.charter.values import WEEKDAYS, WeekHours

_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)
LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the charter. `sites` none: all of them; `services` none: all but the confidential ones.

    `accounts`: a platform and their id there, where their e-mail does not tell it.
    """

    id: str
    name: str
    email: str
    accounts: tuple[tuple[str, str], ...] = ()
    roles: tuple[str, ...] = ()
    of_provider: bool = False
    sites: tuple[str, ...] | None = None
    services: tuple[str, ...] | None = None
    cleared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A site. `timezone` and `holidays` none: the desk's; `hours`: seven days of wall times there."""

    id: str
    code: str
    name: str
    hours: WeekHours
    timezone: str | None = None
    holidays: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A channel of the charter; `label` is what people call it."""

    platform: str
    id: str
    label: str
    purpose: str
    site: str | None = None
    of_provider: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """All the answers. `services`: plain texts, as in a charter's file. `holidays`: a code of the library's."""

    language: str
    company: str
    timezone: str
    holidays: str
    sites: tuple[Place, ...]
    services: tuple[Mapping[str, Any], ...]
    provider: str | None = None
    channels: tuple[Heard, ...] = ()
    people: Mapping[str, Somebody] = field(default_factory=dict)
    pilot: str | None = None

    def put(self, somebody: Somebody) -> Draft:
        """The same draft where this person is as given."""
        return replace(self, people={**self.people, somebody.id: somebody})

    def having(self, role: str) -> tuple[Somebody, ...]:
        """Those who have the role, in the order in which they were named."""
        return tuple(one for one in self.people.values() if role in one.roles)

    @property
    def private(self) -> tuple[str, ...]:
        """The ids of the confidential services."""
        return tuple(str(each["id"]) for each in self.services if each.get("confidential") == "true")

    @property
    def cleared(self) -> tuple[Somebody, ...]:
        """Those who may read what is confidential."""
        return tuple(one for one in self.people.values() if one.cleared)


def folded(said: str) -> str:
    """Without case, accents, nor more than one space in a row: what people type is compared so."""
    plain = unicodedata.normalize("NFKD", said.translate(_LIGATURES))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().split())


def visible(said: str) -> str:
    """On one line, without the signs that nobody sees, which a charter does not take."""
    return " ".join("".join(sign if sign.isprintable() else " " if sign.isspace() else "" for sign in said).split())


def id_of(name: str, taken: Collection[str], otherwise: str) -> str:
    """An id made of a name that no other thing has: `ines`, `la_reunion`; `otherwise` where no letter of it will do."""
    made = re.sub(r"[^a-z0-9]+", "_", folded(name)).strip("_")[: LONGEST_ID - 3].strip("_") or otherwise
    return _alone(made, {*taken, *RESERVED})


def person_id(name: str, taken: Collection[str]) -> str:
    """The first name, or the whole name where another has that first name."""
    first = id_of(name.split(maxsplit=1)[0], (), "personne")
    return first if first not in taken else id_of(name, taken, first)


def code_of(name: str, taken: Collection[str]) -> str:
    """The prefix of a site's requests: three letters of its name, more where another site has these."""
    letters = re.sub(r"[^A-Z0-9]", "", folded(name).upper()).lstrip("0123456789")
    if len(letters) < 2:
        letters = (letters + "SITE")[:4]
    for length in range(3, 9):
        if letters[:length] not in taken:
            return letters[:length]
    return next(code for number in range(2, 10_000) if (code := f"{letters[:3]}{number}") not in taken)


def _alone(made: str, taken: Collection[str]) -> str:
    if made not in taken:
        return made
    return next(name for number in range(2, 10_000) if (name := f"{made}_{number}") not in taken)


def hours_as_written(hours: WeekHours) -> dict[str, str]:
    """As in a charter's file: days in a row that open alike are together."""
    written: dict[str, str] = {}
    for days, periods in hours.alike():
        first, last = WEEKDAYS[days[0]], WEEKDAYS[days[-1]]
        said = " ".join(f"{start:%H:%M}-{_end(f'{end:%H:%M}')}" for start, end in periods)
        written[first if first == last else f"{first}-{last}"] = said
    return written


def _end(said: str) -> str:
    return "24:00" if said == "00:00" else said
