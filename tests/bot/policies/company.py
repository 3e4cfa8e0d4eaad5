"""The sample company, as every policy's tests see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from bot.charter import Charter, Coverage, Desk, Person, Service, Site, load
from bot.policies.grants import NOTHING_GRANTED, Granted

ROLES = ("assistant", "coordinator", "manager", "executive", "admin", "employee")

SAMPLE = Path(__file__).parents[3] / "relais" / "charters" / "demo.yaml"


@cache
def charter() -> Charter:
    """The demo's charter."""
    return load(SAMPLE)


@dataclass(frozen=True)
class Somebody:
    """Who acts: a row's id, and the charter's person, if one."""

    id: int
    named: Person | None = None
    granted: Granted = NOTHING_GRANTED


def row_of(charter_id: str) -> int:
    """The row's id of a person of the sample company."""
    return [person.id for person in charter().people].index(charter_id) + 1


def somebody(charter_id: str) -> Somebody:
    """A person of the sample company, as an actor; `paul` and whoever it does not name are employees."""
    named = charter().person(charter_id)
    return Somebody(row_of(charter_id) if named else 100 + len(charter_id), named)


SITES = ("north", "south")
SERVICES = ("plain", "limited", "secret", "house")
PEOPLE = ("ana", "ben", "cat", "dan", "eve")


@st.composite
def companies(draw: st.DrawFn) -> Charter:
    """Any company of two sites, four services and five people, with any rules."""
    some = st.sampled_from(["all"]) | st.sets(st.sampled_from(SITES)).map(tuple)
    skills = st.sampled_from(["all"]) | st.sets(st.sampled_from(SERVICES)).map(tuple)
    roles = st.sets(st.sampled_from(ROLES), min_size=1).map(tuple)
    people = [
        Person(
            id=one,
            name=one,
            email=f"{one}@x.example",
            roles=draw(roles),
            employer=draw(st.sampled_from(["company", "provider"])),
            sites=draw(some),
            services=draw(skills),
            cleared=draw(st.sets(st.sampled_from(SERVICES)).map(tuple)),
            away=draw(st.sampled_from([(), ("2026-11-20..2026-11-30",)])),
        )
        for one in PEOPLE
    ]
    services = [
        Service(
            id=one,
            name=one,
            restricted=one == "limited",
            confidential=one == "secret",
            in_house_only=one == "house" or (one == "secret" and draw(st.booleans())),
        )
        for one in SERVICES
    ]
    hours = {"mon-fri": "09:00-17:00"}
    return Charter(
        desk=Desk(name="Any", language="en", timezone="UTC", contact=draw(st.none() | st.sampled_from(PEOPLE))),
        sites=tuple(Site(id=one, code=one.upper(), name=one, hours=hours) for one in SITES),
        services=tuple(services),
        people=tuple(people),
        coverage=tuple(draw(st.lists(_rules(), max_size=4))),
    )


@st.composite
def _rules(draw: st.DrawFn) -> Coverage:
    where = draw(
        st.sampled_from([("north", None), (None, "secret"), ("south", "plain"), (None, "plain"), (None, "house")])
    )
    model = draw(st.sampled_from(["pool", "dedicated", "provider"]))
    pair = draw(st.permutations(PEOPLE))
    return Coverage(
        site=where[0],
        service=where[1],
        model=model,
        assistant=pair[0] if model == "dedicated" else None,
        backup=draw(st.sampled_from([None, pair[1]])) if model == "dedicated" else None,
    )


def may_take(company: Charter, person: Person, site: str, service: str) -> bool:
    """Design part 5, promise 11, said again from the charter's own words: who is eligible for a listed service."""
    asked = {one.id: one for one in company.services}[service]
    rules = [one for one in company.coverage if one.service == service and one.site in (None, site)]
    best = [one for one in rules if one.site == site] or rules
    # Of two rules of the same scope the charter keeps the last.
    placed = bool(best) and person.id in (best[-1].assistant, best[-1].backup)
    return (
        "assistant" in person.roles
        and (placed or person.sites == "all" or site in person.sites)
        and (person.services == "all" or service in person.services)
        and (not asked.confidential or (service in person.cleared and person.employer == "company"))
        and (not asked.in_house_only or person.employer == "company")
    )
