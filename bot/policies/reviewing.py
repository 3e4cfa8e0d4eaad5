"""Whose work somebody else looks at before it is done, and who may.

Source of the rules: charter `services[].validation` and `people[].autonomy`; issue 6, "Two pairs of eyes";
docs/decisions/what-a-second-person-looks-at.md. People are named by their charter ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.charter import Charter
from bot.policies.naming import Placed, company_of
from bot.policies.presence import stand_ins
from bot.policies.routing import Ask, coordinators, eligible_people

DOUBLE, SUPERVISED, SHADOW = "double", "supervised", "shadow"
AUTONOMOUS = "autonomous"


@dataclass(frozen=True)
class Checkers:
    """Who may look at somebody's work: those who could have done it, and those who coordinate."""

    peers: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.peers, *self.coordinators)))


class Said(NamedTuple):
    """How far somebody works alone, as a coordinator said; `over`: what the charter said of it then."""

    person: str
    level: str
    over: str


def levels(charter: Charter, said: Iterable[Said] = ()) -> dict[str, str]:
    """How far everybody works alone: by what was last said of it, while the charter says no other thing than it did."""
    found = {each.id: each.autonomy for each in charter.people}
    stands = {each.person: each.level for each in said if found.get(each.person) == each.over}
    return found | stands


def why_checked(validation: str, autonomy: str) -> str | None:
    """Why what somebody did is looked at by another first, or none: for who did it, else for what it is."""
    if autonomy in (SUPERVISED, SHADOW):
        return autonomy
    return DOUBLE if validation == DOUBLE else None


def checkers(
    charter: Charter,
    request: Placed,
    why: str,
    known: Mapping[str, str],
    apart: Iterable[str],
    worker: str | None = None,
    away: Mapping[str, str | None] | None = None,
) -> Checkers:
    """Who may look at what was done for a request, present or not. `apart`: who did it (`worker`), and who asked.

    Nobody who is watched themselves; nor, of what somebody supervised did, another one. `known`: everybody's level.
    What a newcomer did is for whoever they are paired with, where that one could have done it, and while they are away
    for whoever stands in for them as well (`away`: who is, and who does). What is confided to one person alone is
    looked at by nobody else.
    """
    asked = (company_of(charter, request), request.site, request.service, request.level)
    if Ask(*asked).confided:
        return Checkers()
    barred = {SHADOW} if why == DOUBLE else {SHADOW, SUPERVISED}
    kept = {*apart, *(name for name, level in known.items() if level in barred)}
    peers = tuple(name for name in eligible_people(*asked) if name not in kept)
    buddy = next((each.buddy for each in charter.people if each.id == worker), None) if why == SHADOW else None
    instead = stand_ins(buddy, away or {}) if buddy in peers else ()
    paired = tuple(name for name in (buddy, *instead) if name in peers)
    return Checkers(
        paired or peers,
        tuple(name for name in coordinators(*asked) if name not in kept),
    )
