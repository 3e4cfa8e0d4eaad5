"""The clauses of an English message: where each begins, once what only leads to it is passed over."""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.patterns import compiled
from bot.understanding.text import Words, listed

_PARTED = compiled(r"[.,;:!?\n()\"]|(?<=\s)-(?=\s)|-{2}")
_JOINING = frozenset(listed("and but so then or because cause cos when if while until till unless since though as"))
"""Words that join clauses; what comes next may be the head of one."""
_LEADING = frozenset(
    listed(
        """
        hi hello hey dear good morning afternoon evening day all team folks guys everyone everybody sirs madam ladies
        gentlemen please pls plz kindly also just well ok okay right now then so anyway maybe perhaps possibly btw fyi
        and but or really honestly frankly actually sorry thanks thx again still finally apparently basically yes no
        yeah yep oh ah hmm um first next meanwhile otherwise instead too simply quickly hope hoping
        """
    )
)
"""Words that stand before the head of a clause, and say nothing of who does what."""
_AT_MOST = 60
"""Clauses that are looked at; who wants something says so before."""


def clauses(words: Words) -> Iterator[tuple[str, ...]]:
    """The words of each clause, from its head on."""
    ends = {found.start() for found in _PARTED.finditer(words.line)}
    first, number = 0, 0
    norms = words.norms
    for place in range(1, len(norms) + 1):
        if place < len(norms) and norms[place - 1] not in _JOINING and not _is_parted(words, place, ends):
            continue
        clause = _from_head(norms[first:place])
        first = place
        if clause:
            yield clause
            number += 1
            if number == _AT_MOST:
                return


def _is_parted(words: Words, place: int, ends: set[int]) -> bool:
    return any(at in ends for at in range(words.ends[place - 1], words.starts[place]))


def _from_head(clause: tuple[str, ...]) -> tuple[str, ...]:
    at = 0
    while at < len(clause) and clause[at] in _LEADING:
        at += 1
    last = len(clause) - 1 if clause[-1] in _JOINING else len(clause)
    return clause[at:last]
