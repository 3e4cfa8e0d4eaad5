"""Services by what is done: "I paid with my own card", "annuler tout mon jeudi", "how many did we sell last year".

What is done says more than the things that it is done with: the words of such a phrase no longer speak for other
kinds. Some phrases say nothing of any service, though their words would: "chambre de commerce", "nothing on paper".
"""

from __future__ import annotations

from functools import lru_cache

from bot.understanding.deeds_en import DEEDS_EN, IDIOMS_EN
from bot.understanding.deeds_fr import DEEDS_FR, IDIOMS_FR
from bot.understanding.hits import Hits, is_learned, of_kind
from bot.understanding.phrases import Phrases, phrases
from bot.understanding.text import Words

_NOTHING = ""
_LEFT = 0.2
"""What a word still weighs for other kinds inside a phrase that says another, or none."""
_MORE = 1.25
"""What is done says more than what it is done with."""
_Deeds = dict[str, dict[float, str]]


@lru_cache(maxsize=2)
def _known(language: str) -> Phrases:
    """The phrases of a language; French messages speak some English and are read for both."""
    found = Phrases()
    _teach(found, DEEDS_EN, IDIOMS_EN)
    if language == "fr":
        _teach(found, DEEDS_FR, IDIOMS_FR)
    return found


def _teach(known: Phrases, deeds: _Deeds, idioms: str) -> None:
    known.add(_NOTHING, 0.0, *phrases(idioms))
    for kind, by_weight in deeds.items():
        for weight, texts in by_weight.items():
            known.add(of_kind(kind), weight, *phrases(texts))


def add_deeds(words: Words, hits: Hits, language: str) -> None:
    """Add what is done in a message, and take away what the words of it would say alone."""
    cues = _known(language).find(words)
    for cue in cues:
        said = range(cue.first, cue.last + 1)
        for target, places in hits.by_target.items():
            for place in said if target != cue.tag and not is_learned(target) else ():
                if place in places:
                    places[place] *= _LEFT
    told = set[tuple[str, int]]()
    for cue in sorted(cues, key=lambda cue: -cue.weight):
        said = range(cue.first, cue.last + 1)
        own = {(cue.tag, place) for place in said}
        if cue.tag != _NOTHING and told.isdisjoint(own):
            hits.add(cue.tag, max(said, key=lambda place: len(words.norms[place])), cue.weight * _MORE)
            told |= own
