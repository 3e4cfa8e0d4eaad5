"""What the ids of many cards stand for, read in one go: words, people and their ids there, the charter's names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from sqlalchemy import bindparam, select

from adapters.rendering import Facts
from bot.cards import Card, FormView, Mention, Said
from bot.charter import Charter
from bot.workspaces import here
from storage import words
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Identity, Person
from storage.unit import Unit

_MERGES = 8
"""How long a chain of merged people is followed."""
_persons, _identities = table_of(Person), table_of(Identity)
_known = Prepared(
    select(_persons.c.id, _persons.c.name, _persons.c.merged_into).where(
        _persons.c.id.in_(bindparam("ids", expanding=True))
    ),
    lists=("ids",),
)
_there = Prepared(
    select(_identities.c.person_id, _identities.c.user)
    .where(
        _identities.c.person_id.in_(bindparam("ids", expanding=True)),
        _identities.c.platform == bindparam("platform"),
        _identities.c.active,
        here(_identities),
    )
    .order_by(_identities.c.updated_at, _identities.c.id),
    lists=("ids",),
)


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
    # By the type itself: of the thousands of values of a screen most are texts, and to ask what they are is dear.
    match _role_of(type(value)):  # type: ignore[arg-type]  # of Any: every type is hashable
        case "span":
            yield value
        case "model":
            for held in value.__dict__.values():
                yield from _spans(held)
        case "table":
            for held in value.values():
                yield from _spans(held)
        case "list":
            for held in value:
                yield from _spans(held)


@cache
def _role_of(kind: type) -> str:
    if issubclass(kind, Said | Mention):
        return "span"
    if issubclass(kind, BaseModel):
        return "model"
    return "table" if issubclass(kind, dict) else "list" if issubclass(kind, tuple | list) else ""


def _people(unit: Unit, platform: str, ids: set[int]) -> dict[int, tuple[str, str | None]]:
    if not ids:
        return {}
    now_known_as, names = _survivors(unit, ids)
    wanted = tuple(set(now_known_as.values()))
    there = _there.rows(unit.connection, {"ids": wanted, "platform": platform})
    users = {row["person_id"]: row["user"] for row in there}
    return {asked: (names[found], users.get(found)) for asked, found in now_known_as.items() if found in names}


def _survivors(unit: Unit, ids: set[int]) -> tuple[dict[int, int], dict[int, str]]:
    """As whom each is known now, and their names."""
    found = {asked: asked for asked in ids}
    names: dict[int, str] = {}
    for _ in range(_MERGES):
        rows = _known.rows(unit.connection, {"ids": tuple(set(found.values()))})
        names |= {row["id"]: row["name"] for row in rows}
        merged = {row["id"]: row["merged_into"] for row in rows if row["merged_into"] is not None}
        if not merged:
            break
        found = {asked: merged.get(now, now) for asked, now in found.items()}
    return found, names


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
