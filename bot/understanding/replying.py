"""What a text written after a question is, by its words alone: its answer, or a thing of its own."""

from __future__ import annotations

import re

from bot.understanding.amounts import read_amounts
from bot.understanding.fragments import Gist, gist_of
from bot.understanding.model import RequestKind
from bot.understanding.patterns import compiled
from bot.understanding.service import stems_of
from bot.understanding.text import listed, words_of

_SHORT = 4
"""Words that a bare answer has at most: « près de la gare »."""
_COUNT = 2
"""Digits of a number of things, at most: « 12 stylos »; more may be money."""
_ME = frozenset(listed("je j me m moi mon ma mes i my mine"))
_OF_IT = frozenset(listed("c ce ca cela it that"))
_DEFINITE = frozenset(listed("le la les l the"))
_COUNTED = frozenset(
    listed(
        """
        personne personnes pers people guests participant participants invite invites exemplaire exemplaires copie
        copies nuit nuits night nights euro euros budget passager passagers passenger passengers
        """
    )
)
"""What is counted: it is asked for by its name, and is no thing by itself."""
_COUNTED_STEMS = frozenset(stems_of(each)[0] for each in _COUNTED)
_GOING_ON = compiled(
    r"\W*(?:et|ou|mais|plut[oô]t|sinon|par contre|en revanche|finalement|en fait|du coup|[àa]|and|or|but|rather|instead"
    r"|actually|otherwise|also|aussi)\b",
    re.IGNORECASE,
)
"""How what goes on from something begins: it does not stand alone, whatever it asks for."""
_PAPERS = (
    r"fichiers?|pi[èe]ces? jointes?|pdf|liens?|documents?|dossiers?|files?|attachments?|links?|la poste|courriers?"
    r"|coursiers?|e-?mails?|mails?|post|courier|ça|cela|c['’]est|ce (?:soit|serait|sera)|this|that"
    r"|discr\w+|confidenti\w+|personne ne|nobody|no one|[àa] part|en priv[ée]"
)
_HANDED = (
    r"recommandée?s?|enveloppes?|plis?|papier|imprimée?s?|impression|scan\w*|remise|en mains? propres?|signée?s?"
    r"|signature|originaux|original|copies?|registered|envelope|print\w*|signed"
)
_MET = (
    r"rendez-vous|rdv|entretiens?|visio|appels?|appeler|téléphone|meeting|calls?|salles?|rooms?|lieu|endroit"
    r"|bureau|office"
)
_SPOKEN_OF = compiled(rf"\b(?:{_PAPERS})(?!\w)", re.IGNORECASE)
"""What is said of a paper that is awaited or was sent, also where it says what is wrong with it."""
_WANTED_SO = compiled(rf"\b(?:{_HANDED}|{_MET})\b", re.IGNORECASE)
"""How a paper may be given, or somebody be met: said by itself, it may be how somebody wants it done."""
_CLAUSES = compiled(r"[,;\n]|[.!?]\s+\w")
"""What parts one clause from another: of two, one may be the answer."""


def goes_on(text: str) -> bool:
    """Whether it begins as what goes on from something: « plutôt 14h », « et pour 8 »."""
    return _GOING_ON.match(text) is not None


def takes_up(text: str, question: str) -> bool:
    """Whether it has a word of the question: « Combien de personnes ? » – « 8 personnes »."""
    return not _things(question).isdisjoint(_things(text))


def has_its_own(text: str) -> bool:
    """Whether a text may be a need though it asks for nothing outright: it names a thing, with a day, a trouble or so.

    « une table pour 4 demain midi », « je suis enfermé dehors »; not « 8 personnes », « rue de Paris 12 ».
    """
    words = words_of(text)
    gist = gist_of(words) if words.norms else None
    if gist is None or not _is_about_something(gist):
        return False
    if gist.troubled or gist.dayed or (gist.begins_as_thing and gist.asks is not RequestKind.NO):
        return True
    first = words.norms[0]
    if first.isdigit() or first in _DEFINITE:
        return False
    if gist.has_verb:
        return not gist.measured
    return gist.asks is not RequestKind.NO and len(words.norms) > _SHORT


def asks_for_its_own(text: str) -> bool:
    """Whether a text that asks for something says of what: « besoin d'un adaptateur HDMI », not « 500 euros svp »."""
    words = words_of(text)
    gist = gist_of(words) if words.norms else None
    if gist is None or not _is_about_something(gist):
        return False
    return gist.outright or gist.dayed or gist.begins_as_thing


def asks_outright(text: str) -> bool:
    """Whether a text asks for a thing of its own in so many words, or reports something wrong, and says nothing else.

    Not what may be how something else is to be done: « il me faudrait un envoi en recommandé ».
    """
    words = words_of(text)
    gist = gist_of(words) if words.norms else None
    if gist is None or not _is_about_something(gist):
        return False
    if _SPOKEN_OF.search(text) or _CLAUSES.search(text.strip()):
        return False
    return gist.troubled or (gist.outright and _WANTED_SO.search(text) is None)


def asks_plainly(text: str) -> bool:
    """Whether a text asks for a thing of its own outright, or does nothing but name one, of a kind that is served, and
    its day: « un taxi vendredi 9h svp »."""
    if asks_outright(text):
        return True
    words = words_of(text)
    gist = gist_of(words) if words.norms else None
    if gist is None or gist.kind is None or gist.has_verb or gist.chats or gist.asks is RequestKind.NO:
        return False
    alone = _SPOKEN_OF.search(text) is None and _WANTED_SO.search(text) is None and goes_on(text) is False
    return alone and asks_for_its_own(text) and _CLAUSES.search(text.strip()) is None


def may_be_trouble_of_their_own(text: str) -> bool:
    """Whether what asks outright may be a trouble of its author's: « ma banque m'a bloqué », « il me manque 800 ».

    It says an amount, or what is wrong for whoever writes; not « le wifi ne marche pas ».
    """
    words = words_of(text)
    own = bool(words.norms) and gist_of(words).troubled and not _ME.isdisjoint(words.norms)
    return own or says_an_amount(text)


def says_an_amount(text: str) -> bool:
    """Whether it says how much money, as it may be: « 50 euros », « 800 »."""
    words = words_of(text)
    return any(len(norm) > _COUNT and norm.isdigit() for norm in words.norms) or bool(read_amounts(words).value)


def _is_about_something(gist: Gist) -> bool:
    return bool(gist.subject - _COUNTED_STEMS) and not gist.begins_as_detail and gist.words.norms[0] not in _OF_IT


def _things(text: str) -> frozenset[str]:
    """The stems of what a text speaks of, and of what it counts."""
    words = words_of(text)
    if not words.norms:
        return frozenset()
    return gist_of(words).subject | (_COUNTED_STEMS & {stems_of(norm)[0] for norm in words.norms})
