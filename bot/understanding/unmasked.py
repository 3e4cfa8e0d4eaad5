"""Words hidden from who reads them plainly, by whoever writes them or by a keyboard: « C.G.T. », « can*cer », « cœur ».

A word is put together only where that makes one that is looked for: nothing else of a text changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.text import letters

_LETTER = r"[^\W\d_]"
_ALONE = re.compile(rf"(?<![^\W_])(?:{_LETTER}[ .*·\-]{{1,2}}){{2,}}{_LETTER}(?![^\W_])")
_SPLIT = re.compile(rf"(?<![^\W_])(?:{_LETTER}++[*_~·|.\-]{{1,3}})+{_LETTER}++")
_AMONG = re.compile(rf"(?<![^\W_]){_LETTER}++[0134578@$€][\w@$€]*+")
_LIKE_LATIN = str.maketrans(
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430"
    "\u0435\u0455\u0456\u0458\u043a\u043c\u043e\u0440\u0441\u0442\u0443\u0445\u0501\u04bb\u0391\u0392"
    "\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03b5\u03b9\u03ba"
    "\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7",
    "ABESIJKMHOPCTYXaesijkmopctyxdhABEZHIKMNOPTYXaeikvoptux",
)
"""Cyrillic and Greek letters that look like those of a French keyboard."""
_AS_LETTERS = str.maketrans("0134578@$€", "oieastbase")
_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
_WORTH_IT = re.compile(
    rf"[œŒæÆ\u0370-\u052f]|{_LETTER}[*_~·|.\-]{{1,3}}{_LETTER}|{_LETTER}[0134578@$€]"
    rf"|(?<![^\W_]){_LETTER}[ .*·\-]{{1,2}}{_LETTER}(?![^\W_])"
)
"""What a text has that hides a word: most have nothing of it."""
_LONGEST = 16


class Unmasked(NamedTuple):
    """A text with its words whole, and for each of its characters the place where that stood."""

    text: str
    places: Sequence[int]

    def as_written(self, start: int, end: int) -> tuple[int, int]:
        """Where what stands between two places stood."""
        return (self.places[start], self.places[end - 1] + 1) if end > start else (0, 0)


def unmasked(text: str, known: frozenset[str]) -> Unmasked:
    """A text in which the known words stand whole. `known`: without accents, in small letters."""
    if _WORTH_IT.search(text) is None:
        return Unmasked(text, range(len(text)))
    plain = text.translate(_LIKE_LATIN)
    told = {place: (place, letter) for place, letter in enumerate(plain)}
    for found in _AMONG.finditer(plain):
        meant = found.group().translate(_AS_LETTERS)
        if letters(meant) in known:
            told |= {found.start() + place: (found.start() + place, letter) for place, letter in enumerate(meant)}
    for place in {place for each in _between(plain, known) for place in each}:
        del told[place]
    spread = [(place, each) for place, letter in told.values() for each in _LIGATURES.get(letter, letter)]
    return Unmasked("".join(each for _, each in spread), [place for place, _ in spread])


def _between(text: str, known: frozenset[str]) -> Iterator[list[int]]:
    """The places of what parts the letters of known words."""
    for found in _SPLIT.finditer(text):
        signs = [place for place in range(*found.span()) if not text[place].isalpha()]
        word = letters("".join(each for each in found.group() if each.isalpha()))
        if word in known and (len(word) > 2 or found.group().isupper()):
            yield signs
    for found in _ALONE.finditer(text):
        yield from _spelled([place for place in range(*found.span()) if text[place].isalpha()], text, known)


def _spelled(places: list[int], text: str, known: frozenset[str]) -> Iterator[list[int]]:
    """The same, of words whose letters stand each alone: the longest first, from the left."""
    alone, begins = letters("".join(text[place] for place in places)), _begins(known)
    at = 0
    while at < len(places):
        reached = range(min(len(places), at + _LONGEST), at + 2, -1) if alone[at : at + 3] in begins else ()
        end = next((end for end in reached if alone[at:end] in known), None)
        if end is not None:
            yield sorted({*range(places[at], places[end - 1])} - {*places[at:end]})
        at = end or at + 1


@lru_cache(maxsize=1)
def _begins(known: frozenset[str]) -> frozenset[str]:
    return frozenset(each[:3] for each in known)
