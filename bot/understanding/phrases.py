"""Phrases sought among the words of a message: how cues are written, and how they are found in one pass."""

from __future__ import annotations

from collections.abc import Sequence
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
_Entry = tuple[Sequence[_Element | None], str, float]
"""What is left of a phrase after the words by which it was looked up, its tag and its weight."""
_GAP = "..."
_GAP_WORDS = 3
_PREFIX = 3


class _Begun:
    """The phrases that begin by a word: those that say no second one, and the others by their second."""

    __slots__ = ("alone", "by_second")

    def __init__(self) -> None:
        self.alone: list[_Entry] = []
        self.by_second: dict[str, list[_Entry]] = {}


class Phrases:
    """Many phrases sought in one pass over the words.

    A phrase is words apart: `word`, `pre*` (begins so, at least three letters), `a|b` (either), `word?` (may lack),
    `...` (up to three words between, in one sentence). Cost: two look-ups a word, and the few phrases that begin by it
    and, where they say so, by the word after it.
    """

    def __init__(self) -> None:
        self._by_word: dict[str, _Begun] = {}
        self._by_prefix: dict[str, list[tuple[_Element, _Entry]]] = {}

    def add(self, tag: str, weight: float, *phrases: str) -> None:
        """Know these phrases under a tag."""
        for phrase in phrases:
            elements = [_element(part) for part in phrase.split()]
            first = elements[0]
            if first is None or first[2]:
                raise ValueError(f"a phrase begins by a word: {phrase}")
            second = _second(elements)
            for word in first[0]:
                begun = self._by_word.setdefault(word, _Begun())
                if second is None:
                    begun.alone.append((elements[1:], tag, weight))
                    continue
                for next_word in second:
                    begun.by_second.setdefault(next_word, []).append((elements[2:], tag, weight))
            for prefix in first[1]:
                self._by_prefix.setdefault(prefix[:_PREFIX], []).append((first, (elements[1:], tag, weight)))

    def find(self, words: Words) -> list[Cue]:
        """Every phrase of the message, in its order; phrases may overlap."""
        found: list[Cue] = []
        norms, sentences = words.norms, words.sentences
        by_word, by_prefix, final = self._by_word, self._by_prefix, len(norms) - 1
        for index, norm in enumerate(norms):
            begun = by_word.get(norm)
            if begun is not None:
                for rest, tag, weight in begun.alone:
                    last = _match(rest, 0, words, index) if rest else index
                    if last >= 0:
                        found.append(Cue(tag, weight, index, last))
                if index < final and sentences[index + 1] == sentences[index]:
                    for rest, tag, weight in begun.by_second.get(norms[index + 1], ()):
                        last = _match(rest, 0, words, index + 1) if rest else index + 1
                        if last >= 0:
                            found.append(Cue(tag, weight, index, last))
            for first, (rest, tag, weight) in by_prefix.get(norm[:_PREFIX], ()):
                last = _match(rest, 0, words, index) if _fits(first, norm) else -1
                if last >= 0:
                    found.append(Cue(tag, weight, index, last))
        return found


def _second(elements: Sequence[_Element | None]) -> frozenset[str] | None:
    """The words one of which must come second, where the phrase says so: most candidates end there."""
    second = elements[1] if len(elements) > 1 else None
    return second[0] if second is not None and not second[1] and not second[2] else None


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
    for skipped in range(_GAP_WORDS + 1):
        begin = last + 1 + skipped
        if begin >= len(words.norms) or words.sentences[begin] != words.sentences[last]:
            return -1
        found = _match(elements, at, words, begin - 1)
        if found >= 0:
            return found
    return -1


def _fits(element: _Element, norm: str) -> bool:
    return norm in element[0] or (bool(element[1]) and norm.startswith(element[1]))
