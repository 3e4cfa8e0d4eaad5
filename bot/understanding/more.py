"""Whether a text was made to speak of more than it did."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from bot.understanding.fragments import gist_of
from bot.understanding.patterns import compiled
from bot.understanding.replying import says_an_amount
from bot.understanding.text import fold, listed, words_of

_DEGREES = frozenset(listed("plus moins tres trop encore toujours vraiment juste more less very really still just"))

_POLITE = frozenset(
    listed("svp stp s il vous te plait merci d avance beaucoup bonjour bonsoir please thanks thank you hello hi")
)

_SENTENCE_END = compiled(r"(?<=[.!?;…])\s+|\n+")
_EDGES = compiled(r"^\W+|\W+$")


def added_to(before: str, after: str) -> tuple[str, ...]:
    """The sentences that a text adds to another, whose words it keeps, or but for another number or time.

    « sur 3 mois » of « un taxi à 8h. sur 3 mois » after « un taxi à 8h »; none of what says something else altogether.
    """
    old, new = ([each for each in text.split() if _bare(each)] for text in (before, after))
    bare = [[_bare(each) for each in side] for side in (old, new)]
    moves = SequenceMatcher(a=bare[0], b=bare[1], autojunk=False).get_opcodes()
    if old and all(move in ("equal", "insert") for move, *_ in moves):
        kept = re.split(r"(\s+)", after)
        ends = [at for at, each in enumerate(kept) if _bare(each)]
        runs = ("".join(kept[ends[a] : ends[b - 1] + 1]) for move, _, _, a, b in moves if move == "insert")
        return tuple(each for run in runs for each in _sentences(run))
    said = _sentences(after)
    more = tuple(each for each in said if not says_the_same_otherwise(before, each))
    return more if len(more) < len(said) else ()


def _bare(word: str) -> str:
    return _EDGES.sub("", fold(word))


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(each.strip(" ,-–—:") for each in _SENTENCE_END.split(text) if _bare(each))


def speaks_of_more(before: str, after: str) -> bool:
    """Whether a text names something that another did not: manners, degrees, times and numbers are nothing more."""
    return not _subject(after) - _DEGREES <= _subject(before)


def share_said(text: str, need: str) -> float:
    """How much of what a need speaks of a text speaks of too: 0 for nothing, 1 for all."""
    subject = _subject(need) - _DEGREES
    return len(subject & _subject(text)) / len(subject) if subject else 0.0


def says_no_new_word(before: str, after: str) -> bool:
    """Whether all that a text says was said by another: numbers and times too, manners alone left out."""
    return set(words_of(after).norms) - _DEGREES - _POLITE <= set(words_of(before).norms)


def says_the_same_otherwise(before: str, after: str) -> bool:
    """Whether a text speaks of what another did and of nothing else, with another number or time at most.

    « avec 4 valises » after « avec 3 valises »; not « sur 3 mois », nor « un taxi à 800 euros » after « un taxi ».
    """
    if says_no_new_word(before, after):
        return True
    of_money = says_an_amount(after) and not says_an_amount(before)
    return bool(_subject(after) - _DEGREES) and not speaks_of_more(before, after) and not of_money


def _subject(text: str) -> frozenset[str]:
    words = words_of(text)
    return gist_of(words).subject if words.norms else frozenset()
