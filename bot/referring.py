"""What a text tells by naming a confidential request: that there is one is for those alone who may know of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.people import Actor
from bot.permit import sees
from bot.policies.confidentiality import Part
from bot.reading import Named
from bot.requests import by_ref, typed_references
from bot.talk import Talk
from bot.understanding import Part as Understood
from bot.understanding import Reading
from storage.tables import Level, Request

_NUMBERED = re.compile(
    r"\b(?:demande|request|ticket|dossier|r[ée]f[ée]rence|r[ée]f\.?)\s*"
    r"(?:n\s?[\N{DEGREE SIGN}\N{MASCULINE ORDINAL INDICATOR}o]\.?|num[ée]ro|num\.|number|#)\s*(\d{1,9})\b",
    re.IGNORECASE,
)
"""A request said by its number alone: « la demande n° 2 »."""


def with_files(text: str, files: Iterable[Named]) -> str:
    """A text and the names of the files that came with it: they say as much."""
    return "\n".join([text, *(each.name for each in files)])


def secrets_named(talk: Talk, author: Actor, text: str) -> list[tuple[Request, str]]:
    """The confidential requests that a text names and its author knows of, their own first; each as it was typed.

    Of one that they may not know of nothing is told, by asking about it either.
    """
    typed = dict([*typed_references(text), *_by_number(talk, text)])
    found = [(by_ref(talk.unit, ref), as_typed) for ref, as_typed in typed.items()]
    known = [(each, as_typed) for each, as_typed in found if each is not None and _is_known_secret(talk, each, author)]
    return sorted(known, key=lambda each: each[0].requester_id != author.id)


def names_secret(talk: Talk, author: Actor, text: str) -> bool:
    """Whether a text names a confidential request that its author knows of: it is as private as that."""
    return bool(secrets_named(talk, author, text))


def tells_secret(talk: Talk, author: Actor, before: str, text: str) -> bool:
    """Whether an edited text names a confidential request that it did not name before."""
    told, was = ({each.id for each, _ in secrets_named(talk, author, said)} for said in (text, before))
    return bool(told - was)


def as_private(talk: Talk, author: Actor | None, reading: Reading, text: str) -> Reading:
    """The reading of a text (with the names of its files), as private as what it names."""
    if author is None or reading.sensitive.value or not names_secret(talk, author, text):
        return reading
    return replace(reading, sensitive=Understood(True, 1.0))


def _is_known_secret(talk: Talk, request: Request, author: Actor) -> bool:
    return request.level is Level.CONFIDENTIAL and sees(talk, request, author) is not Part.NOTHING


def _by_number(talk: Talk, text: str) -> list[tuple[str, str]]:
    """« la demande n° 2 » is of any site."""
    numbered = [(int(each.group(1)), each.group()) for each in _NUMBERED.finditer(text)]
    return [(f"{site.code}-{number}", as_typed) for number, as_typed in numbered for site in talk.charter.sites]
