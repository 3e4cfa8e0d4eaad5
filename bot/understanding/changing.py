"""Changing one's mind: « finalement la salle c'est pour 15h ». Another time or size for what was asked, by its name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.understanding.fragments import gist_of
from bot.understanding.giving_up import names
from bot.understanding.patterns import compiled
from bot.understanding.replying import has_its_own
from bot.understanding.service import stems_of
from bot.understanding.text import listed, words_of

_LONGEST = 25
"""Words: more tell a story."""
_MIND = compiled(
    r"\b(?:finalement|en fait|au final|plutot|changement|rectification|je corrige|actually|instead|rather|after all"
    r"|in the end|change of plans?)\b"
)
_ABOUT = compiled(r"(?:et )?(?:pour|concernant|quant a|au sujet de|about|for|regarding|as for)\b")
"""How a text begins that names what it is about."""
_KEEPS = compiled(
    r"(?:(?:non|ok|oui|attention|finalement|no|yes) )*(?:surtout pas"
    r"|(?:pas|sauf|garde[zr]?|(?:on|je) garde|conserve[zr]?)"
    r" (?:celui|celle|ceux|celles|le|la|les|l|mon|ma|mes|du|tout)\b"
    r"|(?:keep|not) (?:the|that|this|my|it)\b"
    r"|(?:celui|celle|ceux|celles|le|la|les|l|mon|ma|mes)(?: (?!je\b|on\b)[a-z0-9]+){1,4} (?:je|on|nous)"
    r" (?:le|la|les|l) (?:gard|conserv|maint)[a-z]+)"
)
_ONE = compiled(r"\b(?:celui|celle|ceux|celles|the ones?)\b")
"""How a text begins that says what is to stay as it is."""
_SAYS_OF_IT = compiled(
    r"(?:c est|c|ce sera|cela sera|it s|it is|that s) (?:pour|a|au|aux|chez|avec|for|with|at|to)\b"
    r"|(?:j ai|jai|j aurai|on (?:sera|est|a|aura)|nous (?:serons|sommes|avons|aurons)|i have|i ll have"
    r"|we (?:are|have|will be|ll be)) (?:\d+|deux|trois|quatre|cinq|six|two|three|four|five)\b"
    r"|\w+ \d+$"
)
"""How a text begins that says for whom or where it is, or how many they are, or have; or it is only « terminal 2 »."""
_PLACING = frozenset(listed("a de vers chez devant jusqu to at near from by"))
_OF_IT = frozenset(listed("c ce ca cela it that"))
_THE = frozenset(listed("le la les l ce cet cette ces mon ma mes notre nos du au the this that these my our"))


def changes(text: str, asked: str) -> bool:
    """Whether a text says something else of the very thing that its author asked, and asks for no other.

    "finalement la salle c'est pour 15h", "le taxi de demain c'est 9h finalement", "pour la salle de vendredi, prévoir
    aussi un écran"; but not "il me faudrait aussi une voiture". `asked`: the words of what they asked.
    """
    words, earlier = words_of(text), words_of(asked)
    if not words.norms or not earlier.norms or len(words.norms) > _LONGEST:
        return False
    said, subject = " ".join(words.norms), gist_of(earlier).subject
    about = _ABOUT.match(said)
    if about is not None and _names_the(words.norms[about.group().count(" ") + 1 :][:2], subject):
        return True
    return _MIND.search(said) is not None and _names_the(words.norms, subject)


def names_the_thing(text: str, asked: str) -> bool:
    """Whether a text is about the very thing that its author asked: « en fait le taxi à 9h », « taxi à 9h plutôt ».

    Not where it is only a place there: « à l'hôtel ». `asked`: the words of what they asked.
    """
    words, earlier = words_of(text), words_of(asked)
    return bool(words.norms and earlier.norms) and _names_the(words.norms, gist_of(earlier).subject)


def may_only_add(text: str, asked: Sequence[str]) -> bool:
    """Whether a text may only say more, or something else, of what was asked: it names no other thing of its own.

    « Vendredi en fait », « terminal 2 », « surtout pas celui de demain »; not « adaptateur HDMI », nor « ça sent le gaz
    dans le couloir ». `asked`: the words of what they asked.
    """
    words = words_of(text)
    if not words.norms or len(words.norms) > _LONGEST:
        return False
    gist = gist_of(words)
    if gist.troubled or gist.asks_back or gist.announces:
        return False
    if says_to_keep(text):
        return True
    if gist.kind is not None or gist.outright or gist.chats or gist.wants_another:
        return False
    if gist.begins_as_detail or not gist.subject:
        return True
    told = gist.has_verb or gist.measured or words.norms[0] in _THE or words.norms[0] in _OF_IT
    if not told or gist.begins_as_thing or has_its_own(text):
        return False
    of_it = _SAYS_OF_IT.match(" ".join(words.norms)) is not None or gist.day is not None
    return of_it or any(names(text, said) for said in asked)


def says_to_keep(text: str) -> bool:
    """Whether a text says first what is to stay as it is: « gardez celui de demain », « surtout pas le taxi »."""
    return _KEEPS.match(" ".join(words_of(text).norms)) is not None


def points_at_one(text: str) -> bool:
    """Whether a text says which one it is of: « celui de demain »."""
    return _ONE.search(" ".join(words_of(text).norms)) is not None


def says_when(text: str) -> bool:
    """Whether a text says a day or an hour."""
    words = words_of(text)
    return bool(words.norms) and gist_of(words).day is not None


def _names_the(norms: Sequence[str], subject: frozenset[str]) -> bool:
    if norms and stems_of(norms[0])[0] in subject:
        return True
    placed = zip(("", *norms), pairwise(norms), strict=False)
    return any(
        article in _THE and stems_of(noun)[0] in subject and before not in _PLACING
        for before, (article, noun) in placed
    )
