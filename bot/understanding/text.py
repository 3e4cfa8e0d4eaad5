"""A message made readable: bounded, folded to plain letters, cut into words that keep their place in the original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

READ_AT_MOST = 4_000
"""Characters of a message that are read; the need stands at its beginning."""

_WORD = re.compile(r"[a-z]+|[0-9]+")
_SPACES = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")
"""More than a space, or another one."""
_SENTENCE_END = re.compile(r"[!?;\n]|\.(?=\s|$)(?<!\bm\.)(?<!\bmr\.)(?<!\bmrs\.)(?<!\bmme\.)")
_QUOTED = re.compile(r"^>[^\n]*$", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]{1,500}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
_PLATFORM_MARK = re.compile(r"<[@#!][^<>\n]{1,100}>")
_LIGATURES = {
    ord(one): two for one, two in {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "ﬁ": "fi", "ﬂ": "fl"}.items()
}
_NEVER_WORDS = dict.fromkeys((*range(10), *range(11, 32), 127, 65279, 65534, 65535), " ")
_INVISIBLE = dict.fromkeys((173, *range(8203, 8208), *range(8234, 8239), *range(8288, 8304)))
_CLEANING: dict[int, str | None] = {**_LIGATURES, **_NEVER_WORDS, **_INVISIBLE}
_UNCLEAN = re.compile(f"[{re.escape(''.join(map(chr, _CLEANING)))}]")
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
_SAID_GLUED = """
    c'est c'etait s'est s'etait d'un d'une d'autre d'autres d'etre d'avoir d'ailleurs l'autre qu'un qu'une qu'il qu'ils
    qu'elle qu'elles qu'on j'ai j'avais j'aurai j'aurais j'aimerais j'aimerai j'espere j'attends j'arrive j'etais n'est
    n'etait n'ai n'avons n'avez n'ont n'arrive s'il s'ils quelqu'un quelqu'une jusqu'a jusqu'au y'a
"""
_THINGS = """
    accueil aeroport agence agenda agrafeuse agrafeuses aide ampoule ampoules armoire ascenseur avion eau ecran ecrans
    encre entree enveloppe enveloppes equipe essuie etage etagere hotel hotels imprimante interphone ordi ordinateur
    ordinateurs ordre urgence
"""
_GLUED = {
    whole.replace("'", ""): whole.index("'")
    for whole in (*_SAID_GLUED.split(), *(f"{article}'{thing}" for thing in _THINGS.split() for article in "dl"))
}
"""French words that lost their apostrophe on a phone's keyboard: "dun" is "d'un". How many letters stand before it."""


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


@lru_cache(maxsize=64)
def words_of(text: str) -> Words:
    """Clean, fold and cut a message; quoted lines, addresses and platform marks are not its author's words."""
    return cut_in_words(_cleaned(text))


def cut_in_words(raw: str) -> Words:
    """Fold a text and cut it, all of it and as it stands: what is quoted, or an address, is words too."""
    line = raw.translate(_FOLDING)
    spans = [found.span() for found in _WORD.finditer(line)]
    if not _GLUED.keys().isdisjoint(_WORD.findall(line)):
        spans = [part for start, end in spans for part in _unglued(line, start, end)]
    norms = tuple(line[start:end] for start, end in spans)
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    return Words(raw, line, norms, starts, ends, _sentences(line, starts))


def _unglued(line: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """A word's place, or those of the two that it is."""
    cut = start + _GLUED.get(line[start:end], 0)
    return ((start, end),) if cut == start else ((start, cut), (cut, end))


def _cleaned(text: str) -> str:
    cut = text[:READ_AT_MOST]
    if _UNCLEAN.search(cut):
        cut = cut.translate(_CLEANING)
    if not cut.isascii():
        cut = unicodedata.normalize("NFC", cut)
    if "<" in cut:
        cut = _PLATFORM_MARK.sub(" ", cut)
    if "@" in cut or "://" in cut or "www." in cut:
        cut = _ADDRESS.sub(" ", cut)
    if ">" in cut:
        cut = _QUOTED.sub(" ", cut)
    return _SPACES.sub(" ", cut)[:READ_AT_MOST].strip()


def _sentences(line: str, starts: tuple[int, ...]) -> tuple[int, ...]:
    ends = [found.start() for found in _SENTENCE_END.finditer(line)]
    return tuple(bisect_left(ends, start) for start in starts) if ends else (0,) * len(starts)


def listed(words: str) -> list[str]:
    """The words of a text that lists them apart by spaces."""
    return words.split()


def letters(text: str) -> str:
    """Lower case, without accents: a place in it is the same place in the text, which is composed (NFC)."""
    return text.translate(_FOLDING)


def fold(text: str) -> str:
    """Lower case, without accents, in one line."""
    return words_of(text).line
