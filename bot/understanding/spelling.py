"""Words typed wrong: by one letter, or with two that changed places, of the words that the reader knows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.understanding.vocabulary import GENERIC, KINDS

LEAST_FUZZY = 6
"""Letters of the shortest word that is read as another."""


class Misspelt:
    """Words that may be typed wrong, by what is left of them without one letter.

    A word typed wrong by one letter, or with two letters that changed places, leaves one of these without one of its
    own. What two words leave is the first one's.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._left: dict[str, str] = {}
        self._longest = 0
        for word in words:
            self._longest = max(self._longest, len(word))
            for shorter in (word, *_without_one(word)):
                self._left.setdefault(shorter, word)

    def meant(self, word: str) -> str | None:
        """The word that another is typed wrong for; its first letters are kept or swapped."""
        if len(word) > self._longest + 1:
            return None
        for shorter in (word, *_without_one(word)):
            near = self._left.get(shorter)
            if near is not None and near[0] in word[:2] and abs(len(near) - len(word)) <= 1:
                return near
        return None


@lru_cache(maxsize=1)
def _office_words() -> tuple[Misspelt, dict[str, float]]:
    """The vocabulary's long words and the verbs of asking, the heaviest first; and their weights."""
    weights = _single_words()
    return Misspelt(sorted(weights, key=lambda word: -weights[word])), weights


def _single_words() -> dict[str, float]:
    """The vocabulary's long single words with their weight; the words that many kinds share weigh nothing."""
    found = {word: 0.0 for word in GENERIC if len(word) >= LEAST_FUZZY}
    for languages in KINDS.values():
        for terms in languages.values():
            for weight, listed_terms in terms.items():
                for term in listed_terms.split():
                    if weight >= 2 and len(term) >= LEAST_FUZZY and "_" not in term and not term.startswith("="):
                        found[term] = max(found.get(term, 0.0), float(weight))
    return found


def _without_one(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]


@lru_cache(maxsize=4096)
def meant(word: str) -> tuple[str, float] | None:
    """The vocabulary's word that a word is typed wrong for, and its weight; its first letters are kept or swapped."""
    misspelt, weights = _office_words()
    near = misspelt.meant(word)
    return None if near is None else (near, weights[near])
