"""Phrases sought among the words of a message: how cues are written, and how they are found in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.text import Words


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a text that sets them apart by semicolons and lines."""
    return tuple(phrase.strip() for line in text.splitlines() for phrase in line.split(";") if phrase.strip())


def agreed(participles: str) -> str:
    """French participles in their four forms, as alternatives of a phrase."""
    return "|".join(word + ending for word in participles.split() for ending in ("", "e", "s", "es"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase found in a message, from word `first` to word `last`, both included."""

    tag: str
    weight: float
    first: int
    last: int


_Element = tuple[frozenset[str], tuple[str, ...], bool]
_Entry = tuple[Sequence[_Element | None], str, float]
_GAP = "..."
_GAP_WORDS = 3
_PREFIX = 3


class Phrases:
    """Many phrases sought in one pass over the words.

    A phrase is words apart: `word`, `pre*` (begins so, at least three letters), `a|b` (either), `word?` (may lack),
    `...` (up to three words between, in one sentence). Cost: two look-ups a word, and the few phrases that begin by it
    and, where they say so, by the word after it.
    """

    def __init__(self) -> None:
        self._by_word: dict[str, list[_Entry]] = {}
        self._by_two_words: dict[str, dict[str, list[_Entry]]] = {}
        self._by_prefix: dict[str, list[_Entry]] = {}

    def add(self, tag: str, weight: float, *phrases: str) -> None:
        """Know these phrases under a tag."""
        for phrase in phrases:
            elements = [_element(part) for part in phrase.split()]
            first = elements[0]
            if first is None or first[2]:
                raise ValueError(f"a phrase begins by a word: {phrase}")
            entry = (elements, tag, weight)
            second = _second(elements)
            for word in first[0]:
                if second is None:
                    self._by_word.setdefault(word, []).append(entry)
                    continue
                following = self._by_two_words.setdefault(word, {})
                for next_word in second:
                    following.setdefault(next_word, []).append(entry)
            for prefix in first[1]:
                self._by_prefix.setdefault(prefix[:_PREFIX], []).append(entry)

    def find(self, words: Words) -> list[Cue]:
        """Every phrase of the message, in its order; phrases may overlap."""
        found: list[Cue] = []
        norms = (*words.norms, "")
        for index, norm in enumerate(words.norms):
            two = self._by_two_words.get(norm)
            for entries in (
                self._by_word.get(norm),
                two.get(norms[index + 1]) if two is not None else None,
                self._by_prefix.get(norm[:_PREFIX]),
            ):
                for elements, tag, weight in entries or ():
                    last = _match(elements, 0, words, index)
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


def _match(elements: Sequence[_Element | None], at: int, words: Words, index: int) -> int:
    """The last word of the phrase begun at `index`, or -1."""
    norms = words.norms
    while at < len(elements):
        element = elements[at]
        if element is None:
            return _match_after_gap(elements, at + 1, words, index)
        fits = index < len(norms) and _fits(element, norms[index])
        if fits and at and words.sentences[index] != words.sentences[index - 1]:
            fits = False
        if fits:
            index += 1
        elif not element[2]:
            return -1
        at += 1
    return index - 1


def _match_after_gap(elements: Sequence[_Element | None], at: int, words: Words, index: int) -> int:
    for skipped in range(_GAP_WORDS + 1):
        begin = index + skipped
        if begin >= len(words.norms) or words.sentences[begin] != words.sentences[index - 1]:
            return -1
        last = _match(elements, at, words, begin)
        if last >= 0:
            return last
    return -1


def _fits(element: _Element, norm: str) -> bool:
    return norm in element[0] or (bool(element[1]) and norm.startswith(element[1]))
