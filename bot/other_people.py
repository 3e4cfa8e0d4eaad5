"""Ids of people are for ever: a charter that gives one to somebody else is not taken.

Their id leads to all that somebody asked, holds and was opened. Who has another name and another e-mail at once is
somebody else, unless the line gives an account that is theirs already: docs/decisions/references-are-for-ever.md.
"""

from __future__ import annotations

import re

from sqlalchemy import select

from bot import charter as charters
from bot.charter import Charter, CharterError, Problem
from bot.charter.problems import Findings
from bot.colleagues import plain
from bot.policies.pairing import address, is_named_by_id
from bot.versions import remember
from storage.rows import id_of, table_of
from storage.tables import Identity, Person
from storage.unit import Unit

_WORD = re.compile(r"[^\W_]+")
_persons, _identities = table_of(Person), table_of(Identity)


def taken_in(unit: Unit, charter: Charter) -> Charter:
    """The charter as it comes into force, with the last definition of what it does not list.

    Raises:
        CharterError: it names somebody by the id of another.
    """
    if problems := given_to_others(unit, charter):
        raise CharterError(problems)
    return remember(unit, charter)


def given_to_others(unit: Unit, charter: Charter) -> list[Problem]:
    """The ids that were somebody's, still listed or not, and by which the charter names somebody else."""
    findings = Findings(charter.origin)
    query = select(_persons).where(_persons.c.charter_id.is_not(None))
    known = {person.charter_id: person for person in unit.all(Person, query)}
    for number, named in enumerate(charter.people):
        was = known.get(named.id)
        if was is not None and _is_somebody_else(unit, named, was):
            said = {"value": named.id, "name": named.name, "email": named.email}
            was_said = {"was": was.name, "was_email": was.email or ""}
            findings.add(("people", number, "id"), "id_of_another", said | was_said)
    return findings.all()


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever their accents, capitals, hyphens and order."""
    return _parts(one) == _parts(other)


def _is_somebody_else(unit: Unit, named: charters.Person, was: Person) -> bool:
    if address(named.email) == was.email or same_name(named.name, was.name):
        return False
    held = unit.all(Identity, select(_identities).where(_identities.c.person_id == id_of(was)))
    return not any(is_named_by_id(named, each) for each in held)


def _parts(name: str) -> list[str]:
    return sorted(_WORD.findall(plain(name)))
