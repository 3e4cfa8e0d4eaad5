"""What the ids of many cards stand for, read in one go: words, people and their ids there, the charter's names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from sqlalchemy import select

from adapters.rendering import Facts
from bot.cards import Card, FormView, Mention, Said
from bot.charter import Charter
from bot.workspaces import here
from storage import words
from storage.rows import table_of
from storage.tables import Identity, Person
from storage.unit import Unit

_MERGES = 8
"""How long a chain of merged people is followed."""


def load_facts(unit: Unit, charter: Charter, shown: Iterable[tuple[str, Card | FormView]]) -> Mapping[str, Facts]:
    """The facts of all these cards and forms, each with the platform where it is shown; by platform."""
    said: set[int] = set()
    people: dict[str, set[int]] = {}
    for platform, each in shown:
        mentioned = people.setdefault(platform, set())
        for span in spans(each):
            if isinstance(span, Said):
                said.add(span.words)
            else:
                mentioned.add(span.person)
    bodies = words.read(unit, said)
    named = _named_by(charter)
    return {
        platform: Facts(words=bodies, people=_people(unit, platform, ids), named=named, zone=_zone_by(charter))
        for platform, ids in people.items()
    }


def spans(shown: Card | FormView) -> Iterator[Said | Mention]:
    """Every span of a card or form that stands for something in the database, however deep."""
    return _spans(shown)


def _spans(value: Any) -> Iterator[Said | Mention]:
    if isinstance(value, Said | Mention):
        yield value
    elif isinstance(value, BaseModel):
        for held in value.__dict__.values():
            yield from _spans(held)
    elif isinstance(value, dict):
        for held in value.values():
            yield from _spans(held)
    elif isinstance(value, tuple | list):
        for held in value:
            yield from _spans(held)


def _people(unit: Unit, platform: str, ids: set[int]) -> dict[int, tuple[str, str | None]]:
    if not ids:
        return {}
    now_known_as = _survivors(unit, ids)
    wanted = set(now_known_as.values())
    person, identity = table_of(Person), table_of(Identity)
    names = dict(unit.execute(select(person.c.id, person.c.name).where(person.c.id.in_(wanted))).all())
    there = select(identity.c.person_id, identity.c.user).where(
        identity.c.person_id.in_(wanted), identity.c.platform == platform, identity.c.active, here(identity)
    )
    users = dict(unit.execute(there.order_by(identity.c.updated_at, identity.c.id)).all())
    return {asked: (names[found], users.get(found)) for asked, found in now_known_as.items() if found in names}


def _survivors(unit: Unit, ids: set[int]) -> dict[int, int]:
    person = table_of(Person)
    found = {asked: asked for asked in ids}
    for _ in range(_MERGES):
        current = set(found.values())
        query = select(person.c.id, person.c.merged_into).where(
            person.c.id.in_(current), person.c.merged_into.is_not(None)
        )
        merged = dict(unit.execute(query).all())
        if not merged:
            break
        found = {asked: merged.get(now, now) for asked, now in found.items()}
    return found


def _zone_by(charter: Charter) -> Callable[[str], str | None]:
    def zone(key: str) -> str | None:
        site = charter.site(key)
        return site.timezone if site else None

    return zone


def _named_by(charter: Charter) -> Any:
    def named(what: str, key: str, language: str) -> str:
        if what == "site":
            site = charter.site(key)
            return site.name if site else key
        service = charter.service(key)
        return service.name.in_language(language) if service else key

    return named
