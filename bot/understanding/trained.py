"""What labelled messages taught of words: how far they speak for asking, what is private or presses, each service.

A logistic regression over words, pairs of words and pieces of words, weighted by how rare they are (tf-idf). Its
weights stand in weights/, one file a language, written by `make train` from messages labelled for it, never by hand.
What the grammar and the cues of the other modules weigh is put beside it here, so that both count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt
from pathlib import Path

from bot.understanding.greeting import first_word
from bot.understanding.text import Words

ASKING, PRIVATE, PRESSING = "asking", "private", "pressing"
OTHER = "other"
"""What is of no kind of service."""
SPEAKS_FOR = (ASKING, PRIVATE, PRESSING)
SCALE = 100
"""Weights stand in hundredths."""
FEW = 600.0
"""What is added to the squared length of a message, so that few words say little: half that of a dozen."""
_WEIGHTS = Path(__file__).with_name("weights")
_LONG, _LONGER = 4, 5
"""Letters that begin a longer word, twice; a third more end it."""
_ENDING = 3
_LENGTHS, _LONGEST = 4, 7
"""Messages are of one length to so many words, and of one from so many lengths on."""
_HARDLY = 0.001
_BITS, _MOVED = 32, 1 << 15
_MASK = (1 << _BITS) - 1
"""A weight is no more than 327 either way, and of a message some thousands are added."""
_RULED, _SPOKEN = 8, 16
"""Up to so many words the rules read alone; from so many on words count as they were learned."""
_MOST = 400
"""Words that are weighed; the need stands at the beginning."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The log-odds of what is read: what the rules weigh, and what the words do, each so many times, and the rest."""

    rules: float
    words: float
    rest: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned of a language."""

    heads: tuple[str, ...]
    rests: tuple[float, ...]
    features: Mapping[str, tuple[int, int]]
    """For each feature its rarity squared, and what it weighs for each head, in one number: all are added at once."""
    joined: Mapping[str, Joined]


@dataclass(frozen=True, slots=True)
class Spoken:
    """How far the words of a message speak for each thing, in log-odds."""

    scores: Mapping[str, float]
    weights: Weights
    share: float
    """How much they count, 0 to 1: few words are read by rules."""

    def odds(self, what: str, rules: float, alone: float) -> float:
        """The log-odds of it, with what the rules weigh; `alone`: those that they tell by themselves."""
        joined = self.weights.joined[what]
        both = joined.rules * rules + joined.words * self.scores[what] + joined.rest
        return self.share * both + (1 - self.share) * alone

    def kind(self, kind: str) -> float:
        """How much more the words speak for a kind of service than for none; nothing where none was labelled."""
        return self.share * (self.scores[kind] - self.scores[OTHER]) if kind in self.scores else 0.0

    def heaviest(self, words: Words, what: str, most: int = 4) -> tuple[str, ...]:
        """The words of the message that speak most for something, as written, the heaviest first; none if too few."""
        if not self.share:
            return ()
        head, features = self.weights.heads.index(what), self.weights.features
        weighed = [
            (_unpacked(features[norm][1], 1, head + 1)[head], place)
            for place, norm in enumerate(words.norms[:_MOST])
            if norm in features
        ]
        best = sorted((each for each in weighed if each[0] > 0), key=lambda each: (-each[0], each[1]))[:most]
        return tuple(words.span(place, place) for _, place in best)


def features_of(words: Words) -> set[str]:
    """What a message is known by, past its greeting: "0" is any number, `<`, `>` its ends, `*` the rest of a word."""
    first = min(first_word(words), len(words.norms))
    norms = ["0" if norm.isdigit() else norm for norm in words.norms[first : first + _MOST]]
    found = set(norms)
    found.update(f"{one} {two}" for one, two in zip(["<", *norms], [*norms, ">"], strict=True))
    found.update(f"{one} _ {two}" for one, two in zip(norms, norms[2:], strict=False))
    for norm in norms:
        if len(norm) > _LONG:
            found.add(f"{norm[:_LONG]}*")
            found.add(f"*{norm[-_ENDING:]}")
            if len(norm) > _LONGER:
                found.add(f"{norm[:_LONGER]}*")
    if "?" in words.line:
        found.add("?")
    found.add(f"#{min(_LONGEST, len(norms) // _LENGTHS)}")
    return found


def spoken_in(words: Words, language: str) -> Spoken:
    """What the words of a message speak for; `language`: its own, fr or en."""
    weights = weights_of(language)
    known = weights.features
    found = [known[feature] for feature in features_of(words) if feature in known]
    length = SCALE * sqrt(sum(size for size, _ in found) / SCALE + FEW)
    totals = _unpacked(sum(weighed for _, weighed in found), len(found), len(weights.heads))
    scores = (rest + total / length for total, rest in zip(totals, weights.rests, strict=True))
    share = max(0.0, min(1.0, (len(words.norms) - _RULED) / (_SPOKEN - _RULED)))
    return Spoken(dict(zip(weights.heads, scores, strict=True)), weights, share)


def _packed(said: Sequence[str]) -> int:
    """Weights in one number, the first in its last bits, each moved up so that none is negative."""
    packed = 0
    for weight in reversed(said):
        packed = (packed << _BITS) + int(weight or 0) + _MOVED
    return packed


def _unpacked(packed: int, count: int, heads: int) -> list[int]:
    """The first sums of the weights of so many numbers that were added."""
    return [((packed >> _BITS * head) & _MASK) - count * _MOVED for head in range(heads)]


def odds_of(chance: float) -> float:
    """The log-odds of a probability, 0 to 1."""
    return log(max(chance, _HARDLY) / max(1 - chance, _HARDLY))


def chance(odds: float) -> float:
    """The probability, 0 to 1, that log-odds tell."""
    return 1 / (1 + exp(-odds)) if odds > 0 else exp(odds) / (1 + exp(odds))


@lru_cache(maxsize=2)
def weights_of(language: str) -> Weights:
    """The weights of a language, read once."""
    lines = (_WEIGHTS / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    return read_weights(lines)


def read_weights(lines: Sequence[str]) -> Weights:
    """Weights as they are written: the heads, what each is worth by itself, how it is joined; then a feature a line."""
    heads, rests = lines[0].split("\t")[1:], lines[1].split("\t")[1:]
    joined = {
        name: Joined(*map(float, said)) for name, *said in (line.split("\t") for line in lines[2 : 2 + len(SPEAKS_FOR)])
    }
    features = {}
    for line in lines[2 + len(SPEAKS_FOR) :]:
        name, size, *said = line.split("\t")
        features[name] = (int(size), _packed(said))
    return Weights(tuple(heads), tuple(map(float, rests)), features, joined)
