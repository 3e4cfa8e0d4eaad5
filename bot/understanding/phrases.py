"""Phrases sought among the words of a message: how cues are written, and how they are found in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.understanding.text import Words


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a text that sets them apart by semicolons and lines."""
    return tuple(phrase.strip() for line in text.splitlines() for phrase in line.split(";") if phrase.strip())


def agreed(participles: str) -> str:
    """French participles in their four forms, as alternatives of a phrase."""
    return "|".join(word + ending for word in participles.split() for ending in ("", "e", "s", "es"))


class Cue(NamedTuple):
    """A phrase found in a message, from word `first` to word `last`, both included."""

    tag: str
    weight: float
    first: int
    last: int


_Element = tuple[frozenset[str], tuple[str, ...], bool]
_Entry = tuple[int, Sequence[_Element | None], str, float]
"""The number of a phrase, what is left of it after its first word, its tag and its weight."""
_GAP = "..."
_GAP_WORDS = 3
_PREFIX = 3


class _Begun:
    """The phrases that begin by a word: those that may go on with any, and those that say which comes second.

    `by_second`: it must; `by_next`: the second may lack, and then one of these comes at once.
    """

    __slots__ = ("alone", "by_next", "by_second")

    def __init__(self) -> None:
        self.alone: list[_Entry] = []
        self.by_next: dict[str, list[_Entry]] = {}
        self.by_second: dict[str, list[_Entry]] = {}

    def add(self, elements: Sequence[_Element | None], entry: _Entry) -> None:
        """Know a phrase by what may follow its first word."""
        following = _next_words(elements)
        if not following:
            self.alone.append(entry)
            return
        second = elements[1]
        known = self.by_next if second is not None and second[2] else self.by_second
        for word in following:
            known.setdefault(word, []).append(entry)

    def going_on(self, following: str) -> Sequence[_Entry]:
        """Those that may go on with a word, in the order in which they were learnt, but for `by_second`."""
        known = self.by_next.get(following)
        return self.alone if known is None else sorted((*self.alone, *known))


class Phrases:
    """Many phrases sought in one pass over the words.

    A phrase is words apart: `word`, `pre*` (begins so, at least three letters), `a|b` (either), `word?` (may lack),
    `...` (up to three words between, in one sentence). Cost: two look-ups a word, and the few phrases that begin by it
    and, where they say so, by the word after it.
    """

    def __init__(self) -> None:
        self._by_word: dict[str, _Begun] = {}
        self._by_prefix: dict[str, list[tuple[_Element, _Entry]]] = {}
        self._known = 0

    def add(self, tag: str, weight: float, *phrases: str) -> None:
        """Know these phrases under a tag."""
        for phrase in phrases:
            elements = [_element(part) for part in phrase.split()]
            first = elements[0]
            if first is None or first[2]:
                raise ValueError(f"a phrase begins by a word: {phrase}")
            self._known += 1
            entry = (self._known, elements[1:], tag, weight)
            for word in first[0]:
                self._by_word.setdefault(word, _Begun()).add(elements, entry)
            for prefix in first[1]:
                self._by_prefix.setdefault(prefix[:_PREFIX], []).append((first, entry))

    def find(self, words: Words) -> list[Cue]:
        """Every phrase of the message, in its order; phrases may overlap."""
        found: list[Cue] = []
        for index, (norm, following) in enumerate(pairwise((*words.norms, ""))):
            begun = self._by_word.get(norm)
            if begun is not None:
                for entry in begun.going_on(following):
                    _add_found(found, entry, words, index)
                for entry in begun.by_second.get(following, ()):
                    _add_found(found, entry, words, index)
            for first, entry in self._by_prefix.get(norm[:_PREFIX], ()):
                if _fits(first, norm):
                    _add_found(found, entry, words, index)
        return found


def _add_found(found: list[Cue], entry: _Entry, words: Words, index: int) -> None:
    _, rest, tag, weight = entry
    last = _match(rest, 0, words, index) if rest else index
    if last >= 0:
        found.append(Cue(tag, weight, index, last))


def _next_words(elements: Sequence[_Element | None]) -> frozenset[str]:
    """The words one of which must come after the first, where the phrase says so: most candidates end there."""
    following: frozenset[str] = frozenset()
    for element in elements[1:]:
        if element is None or element[1]:
            return frozenset()
        following |= element[0]
        if not element[2]:
            return following
    return frozenset()


def _element(part: str) -> _Element | None:
    if part == _GAP:
        return None
    optional = part.endswith("?")
    alternatives = part.removesuffix("?").split("|")
    prefixes = tuple(word[:-1] for word in alternatives if word.endswith("*"))
    if any(len(prefix) < _PREFIX for prefix in prefixes):
        raise ValueError(f"a prefix has three letters or more: {part}")
    return frozenset(word for word in alternatives if not word.endswith("*")), prefixes, optional


def _match(elements: Sequence[_Element | None], at: int, words: Words, last: int) -> int:
    """The last word of the phrase, its elements from `at` on following the word `last`; or -1."""
    norms, sentences = words.norms, words.sentences
    while at < len(elements):
        element, index = elements[at], last + 1
        if element is None:
            return _match_after_gap(elements, at + 1, words, last)
        if index < len(norms) and _fits(element, norms[index]) and sentences[index] == sentences[last]:
            last = index
        elif not element[2]:
            return -1
        at += 1
    return last


def _match_after_gap(elements: Sequence[_Element | None], at: int, words: Words, last: int) -> int:
    wanted = elements[at] if at < len(elements) else None
    reached = words.norms[last + 1 : last + _GAP_WORDS + 2]
    if wanted is not None and not wanted[1] and not wanted[2] and wanted[0].isdisjoint(reached):
        return -1
    for begin in range(last + 1, last + 1 + len(reached)):
        if words.sentences[begin] != words.sentences[last]:
            return -1
        found = _match(elements, at, words, begin - 1)
        if found >= 0:
            return found
    return -1


def _fits(element: _Element, norm: str) -> bool:
    return norm in element[0] or (bool(element[1]) and norm.startswith(element[1]))
