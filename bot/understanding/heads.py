"""The head of what is asked for comes before what it is of: "le devis de clim", "the invoice of the hotel"."""

from __future__ import annotations

from bot.understanding.hits import Hits, is_learned
from bot.understanding.text import Words, listed

_OF = frozenset(("de", "d", "du", "des", "of"))
_ARTICLES = frozenset(
    listed("la l le les un une mon ma mes notre nos votre son sa ses leur the a an my our his her some")
)
_HEAVY, _OF_IT = 3.0, 0.4


def fade_modifiers(words: Words, hits: Hits) -> None:
    """Make weigh less, for other kinds, what only tells of what a heavy word is."""
    norms, weights = words.norms, hits.places(*hits.by_target)
    for head in [place for place, weight in weights.items() if weight >= _HEAVY]:
        at = head + 1
        if at >= len(norms) or norms[at] not in _OF:
            continue
        while at < len(norms) and (norms[at] in _OF or norms[at] in _ARTICLES):
            at += 1
        if at in weights and words.sentences[at] == words.sentences[head]:
            for target, places in hits.by_target.items():
                if at in places and head not in places and not is_learned(target):
                    places[at] *= _OF_IT
