"""What is refused and not kept: a diagnosis or a medical document, a trade union, a report of wrongdoing.

A diagnosis and a union are cut out of what is asked with them, its dates left: « arrêt maladie […] du 3 au 7 ». Of a
report of wrongdoing nothing is left. A false alarm costs a sentence to type again; a miss keeps what must not be: it
leans to the first.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from bot.understanding import refused_cues as cues
from bot.understanding.phrases import Cue, Phrases
from bot.understanding.refused_parts import parts_of
from bot.understanding.spelling import Misspelt
from bot.understanding.text import Words, cut_in_words
from bot.understanding.unmasked import unmasked

Kind = Literal["health", "union", "whistle"]
Span = tuple[int, int]

CUT = "[…]"
"""What stands where something was cut out."""
LEAST = 0.5
"""How sure it must be, to be refused."""
_SURE, _BARE, _NEAR = 0.9, 0.6, 0.3
_FEW = 6
"""Words of a text so short that an illness named in it is somebody's: an answer in a thread, a field of a form."""
_SHORTEST = 6
_LETTERS = bytes(
    code if 97 <= code <= 122 else code + 32 if 65 <= code <= 90 else 32 if code < 128 else 0 for code in range(256)
)
_FIRST = frozenset(each[:4].encode() for each in cues.FIRST_SEEN)
_INVISIBLE = dict.fromkeys((173, *range(8203, 8208), *range(8234, 8239), *range(8288, 8304), 65279))
_ASIDE = re.compile(
    r"\s*\((?:stade|stage|type|grade|niveau|phase|du|de la|de|of the|of)\s[^()\n]{1,30}\)", re.IGNORECASE
)
_CLOSING = re.compile(r"\s?[)\]»”]|[*_~\"]")
_NAME_ENDS = re.compile(r"[\W_]+|(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_OF_FILES = (
    "irm",
    "mri",
    "rqth",
    "mdph",
    "ordonnance",
    "radiographie",
    "echographie",
    "mammographie",
    "scintigraphie",
    "biopsie",
)


@dataclass(frozen=True, slots=True)
class Refused:
    """What is refused of a text, how surely, and where it stands there: of a report of wrongdoing, all of it."""

    kind: Kind
    certainty: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Spared:
    """A text without what is refused of it, and of what kinds that was."""

    text: str
    kinds: tuple[Kind, ...]


def spared(text: str) -> Spared:
    """What may be kept of a text; the same text where nothing is refused."""
    found = [each for each in refused_in(text) if each.certainty >= LEAST]
    if not found:
        return Spared(text, ())
    if any(each.kind == "whistle" for each in found):
        return Spared("", ("whistle",))
    spans = sorted(span for each in found for span in each.spans)
    return Spared(_without(composed(text), spans), tuple(dict.fromkeys(each.kind for each in found)))


def spared_file(name: str) -> Kind | None:
    """What a file is by its name that is not kept, if it is: « compte-rendu IRM.pdf »."""
    said = _NAME_ENDS.sub(" ", name)
    found = [each.kind for each in refused_in(said) if each.certainty >= LEAST]
    if found:
        return found[0]
    return "health" if any(norm in _OF_FILES for norm in cut_in_words(said).norms) else None


def refused_in(text: str) -> tuple[Refused, ...]:
    """All that is refused of a text, by kind; its places are those of the text as `composed`."""
    plain = unmasked(composed(text), cues.HIDDEN)
    if not _may_tell(plain.text):
        return ()
    words = _meant(cut_in_words(plain.text))
    found = _cues().find(words)
    by_tag = {tag: [each for each in found if each.tag == tag] for tag in _TAGS}
    told = (_whistle(words, by_tag), _union(words, by_tag), _health(words, by_tag))
    return tuple(
        replace(each, spans=tuple(plain.as_written(*span) for span in each.spans)) for each in told if each is not None
    )


def composed(text: str) -> str:
    """A text whose letters are one character each, and that hides none between them."""
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def _may_tell(text: str) -> bool:
    """Whether a word of it begins as those without which nothing of this is said: what is cheap comes first."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    begun = plain.encode("ascii", "ignore").translate(_LETTERS).split()
    return not _FIRST.isdisjoint([each[:4] for each in begun])


def _whistle(words: Words, by_tag: dict[str, list[Cue]]) -> Refused | None:
    told = _beside(words, by_tag["whistle"], [] if by_tag["own"] else by_tag["whistle spared"])
    told = told or (by_tag["grave"] if by_tag["own"] else [])
    return Refused("whistle", _SURE, ((0, len(words.raw)),)) if told else None


def _union(words: Words, by_tag: dict[str, list[Cue]]) -> Refused | None:
    told = _beside(words, by_tag["union"], by_tag["union spared"])
    return Refused("union", _SURE, _cut_out(words, told)) if told else None


def _health(words: Words, by_tag: dict[str, list[Cue]]) -> Refused | None:
    """An illness that is somebody's, or a document that tells it."""
    told = _beside(words, by_tag["illness"], by_tag["health spared"])
    papers = _beside(words, by_tag["document"], by_tag["document spared"])
    if not told and not papers:
        return None
    whose = bool(papers or by_tag["subject"])
    certainty = _SURE if whose else _BARE if len(words.norms) <= _FEW else _NEAR
    return Refused("health", certainty, _cut_out(words, [*told, *papers]))


def _beside(words: Words, told: Sequence[Cue], of_others: Sequence[Cue]) -> list[Cue]:
    """Those of the cues in whose sentence nothing says that they are nobody's."""
    free = {words.sentences[each.first] for each in of_others}
    return [each for each in told if words.sentences[each.first] not in free]


def _cut_out(words: Words, told: Sequence[Cue]) -> tuple[Span, ...]:
    """The parts of the text that tell it, where they stand."""
    parts = parts_of(words)
    lasts = [part.last for part in parts]
    spans = set[Span]()
    for cue in told:
        for part in parts[bisect_left(lasts, cue.first) :]:
            if part.first > cue.last:
                break
            first = max(part.first, min(part.kept + 1, cue.first))
            spans.add((words.starts[first], words.ends[part.last]))
    return tuple(sorted(spans))


def _without(text: str, spans: Sequence[Span]) -> str:
    kept, at = "", 0
    for start, end in _joined(text, [(start, _closed(text, start, end)) for start, end in spans]):
        kept += text[at:start] + CUT
        at = end
    return kept + text[at:]


def _closed(text: str, start: int, end: int) -> int:
    """Where a part ends that takes with it what it opened, and how far the illness went: « (stade 2) »."""
    aside = _ASIDE.match(text, end)
    end = aside.end() if aside is not None else end
    closing = _CLOSING.match(text, end)
    said = text[start:end]
    return closing.end() if closing is not None and _is_open(said, closing.group().strip()) else end


def _is_open(said: str, closing: str) -> bool:
    opening = {")": "(", "]": "[", "»": "«", "”": "“"}.get(closing)
    return said.count(closing) % 2 == 1 if opening is None else said.count(opening) > said.count(closing)


def _joined(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The same, those between which nothing is said as one."""
    begun: Span | None = None
    for start, end in spans:
        if begun is not None and not any(each.isalnum() for each in text[begun[1] : start]):
            begun = (begun[0], max(begun[1], end))
            continue
        if begun is not None:
            yield begun
        begun = (start, end)
    if begun is not None:
        yield begun


_TAGS = (
    "illness",
    "document",
    "subject",
    "union",
    "whistle",
    "own",
    "grave",
    "health spared",
    "document spared",
    "union spared",
    "whistle spared",
)


@lru_cache(maxsize=1)
def _cues() -> Phrases:
    found = Phrases()
    lists = (
        cues.MINE,
        cues.DOCUMENTS,
        cues.SUBJECT,
        cues.UNION,
        cues.WHISTLE,
        cues.WHISTLE_OWN,
        cues.GRAVE,
        cues.HEALTH_SPARED,
        cues.DOCUMENTS_SPARED,
        cues.UNION_SPARED,
        cues.WHISTLE_SPARED,
    )
    for tag, listed in zip(_TAGS, lists, strict=True):
        found.add(tag, 1.0, *listed)
    return found


@lru_cache(maxsize=1)
def _misspelt() -> Misspelt:
    return Misspelt(cues.KNOWN)


@lru_cache(maxsize=4096)
def _as_meant(norm: str) -> str:
    if len(norm) < _SHORTEST or norm in cues.OTHERS:
        return norm
    return _misspelt().meant(norm) or norm


def _meant(words: Words) -> Words:
    return replace(words, norms=tuple(map(_as_meant, words.norms)))
