"""What is added to what was asked: one more of it, something that goes with it, the nights of a stay."""

from __future__ import annotations

from itertools import pairwise

from bot.understanding.patterns import compiled
from bot.understanding.text import Words, listed

_ANOTHER = frozenset(
    listed("aussi egalement autre autres another also else second seconde deuxieme separement separately 2e")
)
_MORE_OF = frozenset(listed("un une des du de d one a some"))
_FOR_WHOM = r"(?:pour|pr|for|au nom de|au nom d|de la part de)"
_COUNT = r"(?:un|une|one|deux|trois|quatre|two|three|four|\d{1,2})"
_MORE = r"(?:autres?|another|more|de plus|en plus|aussi|egalement|also|encore|second|seconde|deuxieme)"
_SAME = r"(?:pareil|idem|la meme chose|meme chose|le meme|la meme|les memes|ditto|the same|same thing|same)"
_ONE_MORE = compiled(
    rf"(?:(?:et|and|plus|puis|also|ou plutot) )?(?:(?:r?ajoute[rz]?|add) (?:en )?)?"
    rf"(?:(?:{_MORE} )*(?:{_COUNT} )(?:{_MORE} |one )*|(?:{_MORE} )+(?:one |{_COUNT} )?|{_SAME} (?:aussi |also )?)"
    rf"{_FOR_WHOM} (?!moi\b|me\b|nous\b|us\b|ma part\b|my part\b)(?P<whom>.+)"
)
_ONE_TOO = compiled(
    r"(?:et|and) (?:pour |for )?(?P<whom>(?!moi\b|me\b|toi\b|you\b)[a-z]+(?: [a-z]+)?) "
    r"(?:aussi|too|also|egalement|as well)"
)
_ME_TOO = compiled(
    r"(?:et |and )?(?:moi|me|pour moi|for me)(?: aussi| pareil| idem| egalement| too| also| as well)+\b"
    r"|(?:et |and )?(?:pareil|idem|la meme chose|meme chose|ditto|the same|same)(?: pour moi| chez moi| for me| here)\b"
)
_NO_PERSON = compiled(r"\b(?:jour|fois|day|time|on|je|i|we|you|vous|tu|il|elle|nous)\b")
_LONGEST = 10
_GOES_WITH = frozenset(
    listed(
        """
        projecteur videoprojecteur videoproj projo retroprojecteur paperboard tableau ecran visio micro micros
        sono cafe cafes the thes eau boissons viennoiseries croissants petit petits traiteur plateau plateaux
        repas chaise chaises table tables rallonge rallonges multiprise marqueurs feutres gobelets chevalets
        projector screen whiteboard flipchart microphone coffee tea water drinks pastries catering lunch
        sandwiches chairs extension
        """
    )
)
"""What is brought to a room where people meet."""
_PROVIDING = compiled(
    r"(?:et |and |puis )?(?:n oublie[zr]? pas (?:de )?|don t forget (?:to )?)?"
    r"(?:merci de |pensez a |please |pls )?(?:il (?:nous |me )?(?:faudrait|faudra|faut) )?"
    r"(?:aussi |egalement |also )?(?:prevoir|prevoyez|prevois|ajouter|ajoutez|ajoute|rajouter|rajoutez|rajoute|mettre"
    r"|installer|add|include|provide|bring|with)? ?(?:aussi |egalement |also )?"
    r"(?:un|une|du|de la|de l|des|d|a|an|some|le|la|l|the|\d{1,3}) (?P<what>.+)"
)
_PROVIDES = frozenset(
    listed(
        """
        prevoir prevoyez prevois ajouter ajoutez ajoute rajouter rajoutez rajoute mettre installer add include
        provide bring faudrait faudra faut oubliez oublie forget
        """
    )
)
_ROOM_OF = compiled(
    r"(?:et |and )?(?:une? |an? |one |deux |two |\d )?(?:grande? |big )?(?:chambres?|rooms?|double|single|twin|lits?"
    r"|beds?|nuits?|nuitees?|nights?)\b"
)
_NIGHTS = compiled(
    r"(?:pour |for )?(?:une|un|deux|trois|quatre|cinq|one|two|three|four|five|\d{1,2}) (?:nuits?|nuitees?|nights?)\b"
)


def wants_another(words: Words) -> bool:
    """Whether it says itself that it is one more: "aussi", "un autre", "encore un"."""
    norms = words.norms
    if not _ANOTHER.isdisjoint(norms):
        return True
    return any(one in ("encore", "more") and (two in _MORE_OF or two.isdigit()) for one, two in pairwise(norms))


def is_one_more(words: Words) -> bool:
    """Whether it asks, without naming it, for one more of what was asked: "et un autre pour Julie"."""
    said = " ".join(words.norms)
    brief = len(words.norms) <= _LONGEST and "?" not in words.line
    found = (_ONE_MORE.match(said) or _ONE_TOO.fullmatch(said)) if brief else None
    return found is not None and _NO_PERSON.search(found.group("whom")) is None


def is_me_too(words: Words) -> bool:
    """Whether its author asks for what somebody else just asked: "moi aussi pour vendredi", "same for me please"."""
    said = " ".join(words.norms)
    found = _ME_TOO.match(said) if len(words.norms) <= _LONGEST and "?" not in words.line else None
    return found is not None and _NO_PERSON.search(said, found.end()) is None


def goes_with_a_room(words: Words) -> bool:
    """Whether it orders what is brought to a room, and nothing else: "prévoir un projecteur", "add some coffee"."""
    found = _PROVIDING.match(" ".join(words.norms)) if len(words.norms) <= _LONGEST else None
    if found is None or _PROVIDES.isdisjoint(words.norms):
        return False
    first = found.group("what").split()[0]
    return first in _GOES_WITH


def adds_to_it(words: Words) -> bool:
    """Whether it begins by an order to add something: "prévoir…", "ajouter…", "please add…"."""
    return bool(words.norms) and _PROVIDING.match(" ".join(words.norms)) is not None and words.norms[0] in _PROVIDES


def is_of_a_stay(words: Words) -> bool:
    """Whether it says how many nights, or what room: it goes on about a hotel that was asked."""
    said = " ".join(words.norms)
    return len(words.norms) <= _LONGEST and (_NIGHTS.match(said) or _ROOM_OF.match(said)) is not None
