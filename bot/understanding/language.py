"""The language of a message, from its small words and its accents; French and English only."""

from __future__ import annotations

import re

from bot.understanding.model import Part
from bot.understanding.text import Words, listed

_FRENCH = frozenset(listed(
    """
        le la les un une des du de et est pour avec dans sur vous je nous il elle ils elles faut merci bonjour
        svp stp bjr que qui pas ce cette mon ma mes votre vos ai avez peux pouvez pourriez pourrais au aux ou
        mais donc son sa ses leur par plus tout besoin faudrait serait aurais voudrais c d j l n qu s bonsoir
        salut y ete etre a suis sommes sont demain hier lundi mardi mercredi jeudi vendredi semaine avant
        salle possible quelqu quand comment prochain mois jour jours cet ca moi rien tres bien aussi encore
        depuis chez sans sous entre vers
    """.replace("\n", " ")
))  # fmt: skip
_ENGLISH = frozenset(listed(
    """
        the a an and is are for with in you i we need needs please thanks thank hello hi that not this my your
        can could would of to from at by it be will do does have has was were or if our us there some any who
        what when where how monday tuesday wednesday thursday friday tomorrow today week next last get me all
        no yes as am been but his her their which before after someone anybody anyone day morning afternoon
        asap pls
    """
))  # fmt: skip
_ACCENTS = re.compile("[éèêàçùôîûœÉÈÀÇ]")
_SURE = 3


def read_language(words: Words, hint: str | None, usual: str) -> Part[str]:
    """fr or en. Where the words do not tell, the hint, else `usual`, the desk's."""
    french = [norm for norm in words.norms if norm in _FRENCH]
    english = [norm for norm in words.norms if norm in _ENGLISH]
    accents = 0 if words.raw.isascii() else len(_ACCENTS.findall(words.raw))
    score = len(french) + min(accents, 3) - len(english)
    if hint in ("fr", "en") and abs(score) < _SURE:
        score += 2 if hint == "fr" else -2
    if score == 0:
        return Part(usual if usual in ("fr", "en") else "fr", 0.5)
    found = french if score > 0 else english
    certainty = 0.5 + abs(score) / (2 * (abs(score) + 2))
    return Part("fr" if score > 0 else "en", round(certainty, 2), tuple(dict.fromkeys(found))[:5])
