"""Whether a text was made to speak of more than it did."""

from __future__ import annotations

from bot.understanding.fragments import gist_of
from bot.understanding.replying import says_an_amount
from bot.understanding.text import listed, words_of

_DEGREES = frozenset(listed("plus moins tres trop encore toujours vraiment juste more less very really still just"))

_POLITE = frozenset(
    listed("svp stp s il vous te plait merci d avance beaucoup bonjour bonsoir please thanks thank you hello hi")
)


def speaks_of_more(before: str, after: str) -> bool:
    """Whether a text names something that another did not: manners, degrees, times and numbers are nothing more."""
    return not _subject(after) - _DEGREES <= _subject(before)


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
