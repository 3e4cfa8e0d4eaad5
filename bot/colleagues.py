"""Colleagues named in a command: « @Claire », « claire morel », or as a platform marks whom it does not name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from sqlalchemy import select

from bot.people import persons_of_charter
from bot.talk import Talk
from storage.rows import id_of, table_of
from storage.tables import Identity, Person

_MARK = re.compile(r"<@([^<>|\s]{1,100})(?:\|[^<>]*)?>")
_BEFORE = re.compile(r"[\s@:,]*")
_WORD = re.compile(r"\w")
_AFTER_NAME = ",;:."
ALIKE, EXACT, SHORTEST = 80, 100, 4
"""How alike (0 to 100) what is typed must be to a name to be taken for it, or is as it is; how many letters it has."""


def charter_people(talk: Talk) -> list[Person]:
    """Everybody whom the charter names."""
    return persons_of_charter(talk.unit, [each.id for each in talk.charter.people])


def named_first(talk: Talk, text: str, people: Sequence[Person]) -> tuple[Person, str] | None:
    """Of these people, the one whom a text begins by naming, and what follows; none when it may be two, or nobody.

    Named in full, by their id of the charter, by a first name that nobody else has, or marked by the platform.
    """
    begun = _BEFORE.match(text)
    bare = text[begun.end() :] if begun else text
    mark = _MARK.match(bare)
    if mark is not None:
        person = _marked(talk, mark.group(1), people)
        return (person, bare[mark.end() :]) if person is not None else None
    said = plain(bare)
    for name, person in sorted(_names(people), key=lambda each: -len(each[0])):
        if said.startswith(name) and not _WORD.match(said[len(name) : len(name) + 1]):
            return person, bare[len(name) :]
    return None


def nearest_named(text: str, people: Sequence[Person]) -> tuple[Person, str, str] | None:
    """Of these people, the one whose name is most like what a text begins with: they, those words, and what follows;
    none where two are as like, or where one is named as they are."""
    begun = _BEFORE.match(text)
    bare = text[begun.end() :] if begun else text
    found = list[tuple[int, float, Person]]()
    for name, person in _names(people):
        count = len(name.split())
        typed = bare.split()[:count]
        alike = fuzz.ratio(plain(" ".join(typed)).strip(_AFTER_NAME), name)
        if len(typed) == count and len(name) >= SHORTEST and alike >= ALIKE:
            found.append((count, alike, person))
    if not found:
        return None
    count, alike, person = max(found, key=lambda each: each[:2])
    others = {each.id for *how, each in found if how == [count, alike]} - {person.id}
    begins = re.match(rf"(?:\S+\s+){{{count - 1}}}\S+", bare)
    if others or begins is None or alike == EXACT:
        return None
    return person, begins[0].strip(_AFTER_NAME), bare[begins.end() :]


def _names(people: Sequence[Person]) -> Iterator[tuple[str, Person]]:
    firsts = [plain(each.name.split(maxsplit=1)[0]) for each in people]
    for person, first in zip(people, firsts, strict=True):
        yield plain(person.name), person
        if person.charter_id:
            yield plain(person.charter_id), person
        if firsts.count(first) == 1:
            yield first, person


def _marked(talk: Talk, user: str, people: Sequence[Person]) -> Person | None:
    table = table_of(Identity)
    query = select(table).where(table.c.user == user, table.c.platform == talk.who.platform)
    found = {each.person_id for each in talk.unit.all(Identity, query)}
    return next((each for each in people if id_of(each) in found), None)


def plain(text: str) -> str:
    """The same text without accents and capitals, letter for letter."""
    return "".join(unicodedata.normalize("NFD", each)[0].lower() for each in text)
