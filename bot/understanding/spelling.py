"""Words typed wrong: by one letter, or with two that changed places, of the words that the reader knows."""

from __future__ import annotations

from functools import lru_cache

from bot.understanding.vocabulary import GENERIC, KINDS

LEAST_FUZZY = 6
"""Letters of the shortest word that is read as another."""


@lru_cache(maxsize=1)
def _misspelt() -> dict[str, tuple[str, float]]:
    """What is left of the vocabulary's long words, and of the verbs of asking, without one letter: word and weight.

    A word typed wrong by one letter, or with two letters that changed places, leaves one of these without one of its
    own. What two words leave is the heavier one's.
    """
    left: dict[str, tuple[str, float]] = {}
    for word, weight in sorted(_single_words().items(), key=lambda entry: -entry[1]):
        for shorter in (word, *_without_one(word)):
            left.setdefault(shorter, (word, weight))
    return left


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
    left = _misspelt()
    for shorter in (word, *_without_one(word)):
        near = left.get(shorter)
        if near is not None and near[0][0] in word[:2] and abs(len(near[0]) - len(word)) <= 1:
            return near
    return None
