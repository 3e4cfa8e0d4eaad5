"""Whom a private text names: nobody whom it may be about is given it, or learns that it is there.

Source of the rule: docs/decisions/nobody-reads-what-names-them.md. A name that may be somebody else's counts as theirs:
one confidant fewer costs a question, one too many cannot be taken back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol

from rapidfuzz.distance import OSA

from bot.charter import Charter, Person
from bot.policies.executives import company_for
from bot.policies.routing import eligible_people
from storage.tables import Level

_WORD = re.compile(r"[^\W\d_]+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_PARTICLES = frozenset("ben bin dal das del der des dos los van von".split())
SHORTEST = 3
"""Letters of a name below which it is a particle, or an initial."""
LOOSELY = 5
"""Letters from which a typing slip is allowed for; one fewer where the word is written like a name."""
TWICE = 9
"""Letters from which two slips are allowed for."""


_FRAME = frozenset(
    """
    bonjour bonsoir bjr salut coucou hello hi hey re c est ce serait il s agit de d au sujet a propos concernant par
    rapport pour parler vous te voudrais veux souhaite je j ai un une le la l probleme problemes souci soucis gros petit
    avec mme mlle m mr mrs ms monsieur madame svp it s is this about regarding concerning i have an issue problem
    trouble with want would like to talk of got please
    """.split()
)
"""The words that announce of whom something is."""
_ANNOUNCES = frozenset("sujet propos concernant rapport parler probleme problemes souci soucis about regarding".split())
_ANNOUNCES |= frozenset("agit concerning issue problem trouble".split())
MOST_NAMES = 4
"""Words of a name, or two."""


class Subject(Protocol):
    """What is asked of a request; storage.tables.Request is one."""

    level: Level
    kept_from: str


class Asked(Subject, Protocol):
    """The same, of what it is asked, and by which executive, if it is one's own."""

    service: str | None
    executive: str


class Placed(Asked, Protocol):
    """The same, and where it is asked."""

    site: str


def named_in(charter: Charter, text: str) -> frozenset[str]:
    """The charter ids of those whom a text names: by first name, surname, e-mail or mention, typing slips apart."""
    lowered = text.casefold()
    words = {(_plain(each), each[:1].isupper()) for each in _WORD.findall(text)}
    # « Jean-Luc » and « nadia.benali » are words apart, « nadiabenali » is one.
    return frozenset(each.id for each in charter.people if _is_named(each, lowered, words))


def names_left(text: str) -> list[str]:
    """What may be a name in a text that only announces of whom it is: « c'est au sujet de Nadia »; else nothing."""
    others: list[str] = []
    announced = False
    for word in _WORD.findall(text):
        plain = _plain(word)
        announced |= plain in _ANNOUNCES
        if plain not in _FRAME:
            others.append(word)
            if len(others) > MOST_NAMES:
                return []
    return others if announced else []


def are_names(words: Iterable[str], names: Iterable[str]) -> bool:
    """Whether each of these words is part of one of these names; a typing slip apart where it is written like one."""
    parts = {_plain(each) for name in names for each in _WORD.findall(name)}
    return all(
        _plain(word) in parts or (word[:1].isupper() and any(_is_meant(each, _plain(word), True) for each in parts))
        for word in words
    )


def _is_named(person: Person, lowered: str, words: set[tuple[str, bool]]) -> bool:
    marks = [each.casefold() for each in (person.email, person.slack, person.teams) if each]
    if any(mark in lowered for mark in marks):
        return True
    parts = [_plain(each) for each in _WORD.findall(person.name)]
    names = [each for each in parts if len(each) >= SHORTEST and each not in _PARTICLES] or parts
    glued = {"".join(parts), "".join(reversed(parts))}
    return any(word in glued or any(_is_meant(name, word, upper) for name in names) for word, upper in words)


def _is_meant(name: str, word: str, upper: bool) -> bool:
    if name == word:
        return True
    slips = 2 if len(name) >= TWICE else 1 if len(name) >= LOOSELY - upper else 0
    near = slips > 0 and abs(len(name) - len(word)) <= slips
    return near and OSA.distance(name, word, score_cutoff=slips) <= slips


def _plain(word: str) -> str:
    """Lower case, without accents or letters drawn out: « Nadiaaa », « Inès »."""
    letters = word.casefold()
    if not letters.isascii():
        letters = "".join(each for each in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(each))
    return _DRAWN_OUT.sub(r"\1", letters)


def kept_from(request: Subject) -> frozenset[str]:
    """The charter ids of those from whom a request is kept: whom its words name, while it is confidential."""
    return frozenset(request.kept_from.split()) if request.level is Level.CONFIDENTIAL else frozenset()


def company_of(charter: Charter, request: Asked) -> Charter:
    """The charter as it is for a request: without those from whom it is kept; for an executive's own, with those alone
    who work for them."""
    return leaving_out(company_for(charter, request.executive, request.service), request.level, request.kept_from)


def leaving_out(charter: Charter, level: Level, kept: str) -> Charter:
    """The same for a request that is as private as that, and kept from these (`kept_from` as it is stored)."""
    names = frozenset(kept.split()) if level is Level.CONFIDENTIAL else frozenset()
    return charter.without(names) if names else charter


def is_left_to_nobody(charter: Charter, request: Placed, author: str | None) -> bool:
    """Whether all who could be given a request are kept from it, its author (a charter id) apart."""
    if not kept_from(request):
        return False
    company = company_of(charter, request)
    return not set(eligible_people(company, request.site, request.service, request.level)) - {author}


def to_turn_to(charter: Charter) -> list[Person]:
    """Who steers the desk for the company, or coordinates it for the company; never for its provider."""
    found = [charter.person(charter.desk.pilot), *charter.people_with("coordinator")]
    known = {each.id: each for each in found if each is not None and each.employer != "provider"}
    return list(known.values())
