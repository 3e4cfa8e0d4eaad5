"""How soon, said beside what is asked: "urgent", "c'est très urgent svp", "asap: a taxi". It is no need by itself."""

from __future__ import annotations

from bot.understanding.patterns import compiled
from bot.understanding.text import Words, listed, words_of

PRESSES = frozenset(
    listed(
        """
        urgent urgente urgents urgentes urgence urgences urgentissime urgemment urgently urgency asap vite dqp
        prioritaire priorite priority rapidement quickly hurry
        """
    )
)
"""The words that say that it cannot wait."""
_HOW = frozenset(
    listed(
        """
        c ce ca est et en de d a au le la plus toute tres vraiment assez plutot super hyper ultra trop un
        peu extremement pas rien venez viens faire faites s merci it is its very really so quite top high not the and
        as in please pls plz svp stp il vous te plait come possible thanks thank you
        beaucoup bcp avance advance
        """
    )
)
"""The small words that say it with them."""
_DENIED = frozenset(listed("pas rien not"))
_CLOSING = frozenset(listed("possible svp stp please pls plz"))


_ALREADY_LATE = compiled(
    r"(?:et |and )?(?:c est|c etait|il me le faut|il me la faut|it s|it was|needed|i needed? it)"
    r" (?:pour |for )?(?:hier|yesterday)(?: (?:svp|stp|please|merci))?"
)


def presses(words: Words) -> bool:
    """Whether it says somewhere that it cannot wait."""
    return not PRESSES.isdisjoint(words.norms) or _is_already_late(words)


def _is_already_late(words: Words) -> bool:
    """ "C'est pour hier"."""
    return _ALREADY_LATE.fullmatch(" ".join(words.norms)) is not None


def only_presses(words: Words) -> bool:
    """Whether it says how soon and nothing else: "URGENT!!!", "c'est urgent", "asap please, thanks"."""
    if _is_already_late(words):
        return True
    return presses(words) and all(norm in PRESSES or norm in _HOW for norm in words.norms)


def says_only_how_soon(text: str) -> bool:
    """Whether a text says that it cannot wait, and nothing else: "c urgent", « URGENT !! »; not « pas urgent »."""
    words = words_of(text)
    return only_presses(words) and _DENIED.isdisjoint(words.norms) and "?" not in text


def unpressed(words: Words) -> Words:
    """What is said after an "urgent" that it begins by; the whole where it begins otherwise."""
    after = place = 0
    while place < len(words.norms) and (words.norms[place] in PRESSES or words.norms[place] in _HOW):
        place += 1
        if words.norms[place - 1] in PRESSES or (after == place - 1 > 0 and words.norms[place - 1] in _CLOSING):
            after = place
    return words_of(words.raw[words.starts[after] :]) if 0 < after < len(words.norms) else words
