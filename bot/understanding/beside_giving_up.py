"""What a text asks for beside giving something up: « plus besoin du taxi, réservez-moi un train »."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.understanding.fragments import Gist, gist_of
from bot.understanding.model import RequestKind
from bot.understanding.patterns import compiled
from bot.understanding.text import listed, words_of

_LONGEST = 40
"""Words: more is read as a whole."""
_PARTED = compiled(r"[,;:.](?!\d)|[;!?\n…–]+|\b(?:car|parce que?|puisqu|puisque|because|since)\b", re.IGNORECASE)
_OFF = compiled(
    r"\b(?:(?:laissez|laisse|laissons) (?:tout )?tomber|oublie[zr]? (?:ca|cela|tout|le|la|les|l|mon|ma)(?! pas)"
    r"|never ?mind|nvm|forget (?:it|that|about|my|the)|scratch that|scrap that|drop it"
    r"|(?:plus|pas) (?:du tout |vraiment )?(?:la peine|besoin|utile|necessaire|d actualite)"
    r"|no (?:need|longer)|not needed|(?:finalement|en fait) (?:non|pas)|non finalement"
    r"|changed my mind|change d avis|tombe a l eau|(?:est|sont|etait|ete) (?:[a-z]+ )?(?:annule|reporte|decale)e?s?"
    r"|(?:is|are|been|was|were|s) (?:[a-z]+ )?(?:cancell?ed|postponed|called off))\b"
)
"""How a clause says that something is no longer wanted, or is off."""
_ORDERS = compiled(
    r"(?<!\bne )(?<!\bn )\b(?:(?:reserve|commande|trouve|appele|organise|loue|achete|cherche|imprime|envoye|prepare"
    r"|bloque|cale|prene|mette|prevoye|faite|fait)[zs](?! (?:rien|pas|plus)\b)"
    r"|(?<!\bto )(?<!\bll )(?:book|order|find|get) (?:me|us)"
    r"|il (?:me|nous) fau\w+|j (?:ai|aurais) besoin|(?:pouvez|pourriez) vous|can you|could you|i need)\b"
)
"""How what is asked begins, where no mark parts it from what is given up."""
_LINKED = compiled(r"(?: (?:et|mais|puis|alors|and|but|then))+$")
_ABOUT_IT = frozenset(
    listed(
        """
        annuler annulez annule anuler anulez anule cancel supprimer supprimez prevenir prevenez previens avertir
        avertissez confirmer confirmez excuser excusez informer informez remercier remerciez tell let dire dites ignorer
        ignorez laisser laissez oublier oubliez embeter embetez inquieter inquietez rembourser remboursez refund
        fermer fermez
        """
    )
)
"""What is asked of the very thing that is given up."""
_KNOWN = frozenset(listed("le la les l ce cet cette ces mon ma mes notre nos the this that my our"))


def asks_beside(text: str) -> bool:
    """Whether a text that gives something up, or says that it is off, asks for something else beside that.

    In so many words, by its name and its time, or by what is broken; not « laissez tomber, j'y vais en voiture ».
    """
    return bool(_parted(text)[1])


def need_beside(text: str) -> str:
    """What a text asks for beside what it gives up, in bare words; all of it, where that is not what it does."""
    return _parted(text)[1] or text


def without_need(text: str) -> str:
    """What a text gives up: all of it, but for what it asks beside that."""
    return _parted(text)[0]


@lru_cache(maxsize=256)
def _parted(text: str) -> tuple[str, str]:
    """What it gives up, and what it asks for beside that; all of it and nothing, where it does not do both."""
    norms = words_of(text).norms
    if len(norms) > _LONGEST or _OFF.search(" ".join(norms)) is None:
        return text, ""
    pieces = [piece for each in _PARTED.split(text) for piece in _cut(" ".join(words_of(each).norms))]
    off = next((at for at, each in enumerate(pieces) if _OFF.search(each)), None)
    if off is None:
        return text, ""
    given_up = gist_of(words_of(pieces[off]))
    asked = {
        at
        for at, each in enumerate(pieces)
        if _OFF.search(each) is None and _is_need(gist_of(words_of(each)), given_up, before=at < off)
    }
    if not asked:
        return text, ""
    given_up_only = ", ".join(each for at, each in enumerate(pieces) if at not in asked)
    return given_up_only, ", ".join(pieces[at] for at in sorted(asked))


def _cut(said: str) -> list[str]:
    """A clause, parted where something is asked after what is given up: « oubliez le taxi réservez une voiture »."""
    off = _OFF.search(said)
    order = _ORDERS.search(said, off.end()) if off is not None else None
    pieces = [said] if order is None else [_LINKED.sub("", said[: order.start()].strip()), said[order.start() :]]
    return [each for each in pieces if each]


def _is_need(gist: Gist, given_up: Gist, *, before: bool) -> bool:
    """`before`: what is said before may be the very thing that is given up: « une salle jeudi, non laissez tomber »."""
    other = given_up.kind is not None and gist.subject.isdisjoint(given_up.subject)
    if gist.asks is not RequestKind.YES or gist.asks_back or (before and not other):
        return False
    if gist.troubled and gist.kind is not None:
        return True
    if not gist.subject or not _ABOUT_IT.isdisjoint(gist.words.norms):
        return False
    if gist.outright and not gist.troubled:
        return True
    new = gist.begins_as_thing or (other and gist.words.norms[0] not in _KNOWN)
    return new and gist.kind is not None and gist.day is not None and not gist.has_verb
