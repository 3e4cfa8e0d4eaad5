"""A message made readable: bounded, folded to plain letters, cut into words that keep their place in the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

READ_AT_MOST = 4_000
"""Characters of a message that are read; the need stands at its beginning."""

_WORD = re.compile(r"[a-z]+|[0-9]+")
_SPACES = re.compile(r"[^\S\n]+")
_SENTENCE_END = re.compile(r"[!?;\n]|\.(?=\s|$)")
_QUOTED = re.compile(r"^>[^\n]*$", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]{1,500}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
_PLATFORM_MARK = re.compile(r"<[@#!][^<>\n]{1,100}>")
_LIGATURES = {
    ord(one): two for one, two in {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "ﬁ": "fi", "ﬂ": "fl"}.items()
}
_NEVER_WORDS = dict.fromkeys((*range(10), *range(11, 32), 127, 65279, 65534, 65535), " ")
_INVISIBLE = dict.fromkeys((173, *range(8203, 8208), *range(8234, 8239), *range(8288, 8304)))
_CLEANING: dict[int, str | None] = {**_LIGATURES, **_NEVER_WORDS, **_INVISIBLE}
_PUNCTUATION = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "–": "-",
    "—": "-",
    "−": "-",
    "‑": "-",
    "‐": "-",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "…": ".",
}
_KEPT_BELOW = 0x2FFF


class _Folding(dict[int, str]):
    """One character to one character: lower case, without accents."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = _PUNCTUATION.get(character)
        if plain is None:
            lowered = unicodedata.normalize("NFKD", character)[:1].lower()
            plain = lowered if len(lowered) == 1 and not lowered.isspace() else character
        if code < _KEPT_BELOW:
            self[code] = plain
        return plain


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Words:
    """A message cut into words. `raw` and `line` have one length: a place in one is the same place in the other."""

    raw: str
    line: str
    norms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[int, ...]
    """For each word, the number of its sentence."""

    def said(self, start: int, end: int) -> str:
        """The original between two places."""
        return self.raw[start:end].strip()

    def span(self, first: int, last: int) -> str:
        """The original of the words `first` to `last`, both included."""
        return self.raw[self.starts[first] : self.ends[last]]


def words_of(text: str) -> Words:
    """Clean, fold and cut a message; quoted lines, addresses and platform marks are not its author's words."""
    raw = _cleaned(text)
    line = raw.translate(_FOLDING)
    norms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _WORD.finditer(line):
        norms.append(found.group())
        starts.append(found.start())
        ends.append(found.end())
    return Words(raw, line, tuple(norms), tuple(starts), tuple(ends), _sentences(line, starts))


def _cleaned(text: str) -> str:
    cut = text[:READ_AT_MOST].translate(_CLEANING)
    if not cut.isascii():
        cut = unicodedata.normalize("NFC", cut)
    if "<" in cut:
        cut = _PLATFORM_MARK.sub(" ", cut)
    if "@" in cut or "://" in cut or "www." in cut:
        cut = _ADDRESS.sub(" ", cut)
    if ">" in cut:
        cut = _QUOTED.sub(" ", cut)
    return _SPACES.sub(" ", cut)[:READ_AT_MOST].strip()


def _sentences(line: str, starts: list[int]) -> tuple[int, ...]:
    ends = [found.start() for found in _SENTENCE_END.finditer(line)]
    numbers, number = [], 0
    for start in starts:
        while number < len(ends) and ends[number] < start:
            number += 1
        numbers.append(number)
    return tuple(numbers)


def listed(words: str) -> list[str]:
    """The words of a text that lists them apart by spaces."""
    return words.split()


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a text that sets them apart by semicolons and lines."""
    return tuple(phrase.strip() for line in text.splitlines() for phrase in line.split(";") if phrase.strip())


def fold(text: str) -> str:
    """Lower case, without accents, in one line."""
    return words_of(text).line


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase found in a message, from word `first` to word `last`, both included."""

    tag: str
    weight: float
    first: int
    last: int


_Element = tuple[frozenset[str], tuple[str, ...], bool]
_GAP = "..."
_GAP_WORDS = 3
_PREFIX = 3


class Phrases:
    """Many phrases sought in one pass over the words.

    A phrase is words apart: `word`, `pre*` (begins so, at least three letters), `a|b` (either), `word?` (may lack),
    `...` (up to three words between, in one sentence). Cost: one look-up a word, and the few phrases that begin by it.
    """

    def __init__(self) -> None:
        self._by_word: dict[str, list[tuple[Sequence[_Element | None], str, float]]] = {}
        self._by_prefix: dict[str, list[tuple[Sequence[_Element | None], str, float]]] = {}

    def add(self, tag: str, weight: float, *phrases: str) -> None:
        """Know these phrases under a tag."""
        for phrase in phrases:
            elements = [_element(part) for part in phrase.split()]
            first = elements[0]
            if first is None or first[2]:
                raise ValueError(f"a phrase begins by a word: {phrase}")
            entry = (elements, tag, weight)
            for word in first[0]:
                self._by_word.setdefault(word, []).append(entry)
            for prefix in first[1]:
                self._by_prefix.setdefault(prefix[:_PREFIX], []).append(entry)

    def find(self, words: Words) -> list[Cue]:
        """Every phrase of the message, in its order; phrases may overlap."""
        found: list[Cue] = []
        norms = words.norms
        for index, norm in enumerate(norms):
            for elements, tag, weight in self._candidates(norm):
                last = _match(elements, 0, words, index)
                if last >= 0:
                    found.append(Cue(tag, weight, index, last))
        return found

    def _candidates(self, norm: str) -> Iterator[tuple[Sequence[_Element | None], str, float]]:
        exact = self._by_word.get(norm)
        if exact is not None:
            yield from exact
        prefixed = self._by_prefix.get(norm[:_PREFIX])
        if prefixed is not None:
            yield from prefixed


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
