"""Asking where one's requests stand, and speaking of one of them by its reference. Texts alone, no charter."""

from __future__ import annotations

import re

from bot.understanding.text import listed, words_of

ONE = "zzref"
"""What stands for a reference in the texts that are read here."""
_ROUND = frozenset(
    listed(
        """
        svp stp s il vous te plait merci beaucoup d avance please pls thanks thank you bonjour bonsoir salut hello hi
        hey
    """
    )
)
_OWN = r"(?:(?:toutes )?(?:mes|ma|les|my)(?: dernieres?| last)? (?:demandes?|requests?))"
_ABOUT = r"(?: (?:de|d|du|des|pour|sur|concernant|about|for)(?: \w+){1,6})?"
_STANDING = r"(?:ou (?:ca )?en (?:sommes nous|etes vous|est on|est|sont)(?: (?:avec|sur|de|pour))?|where (?:is|are))"
_STATE = (
    r"(?:(?:quel est |what is |what s )?(?:le |l |the )?(?:statut|etat|suivi|avancement|status|state)"
    r"(?: (?:de|pour|sur|of|for|on))?)"
)
_NEWS = (
    r"(?:(?:avez vous |as tu |y a t il |any |une )?(?:des |de |un )?(?:nouvelles?|news|update|retour)"
    r"(?: (?:de|pour|sur|of|for|on|about))?)"
)
_SHOWING = (
    r"(?:(?:je veux |je voudrais |je peux |puis je |can i )?"
    r"(?:voir|consulter|afficher|lister|montre[rz]?(?: moi)?|show(?: me)?|see))"
)
_AFTER = re.compile(
    rf"(?:{_STATE}|(?:(?:avez vous|as tu|y a t il) )?(?:des nouvelles|any news)|suivi|{_OWN}(?: en cours)?"
    rf"|{_STANDING}(?: elles?| vous| on)?|(?:ca )?en est (?:ou|on)"
    rf"|(?:la )?liste (?:de |des )?{_OWN}|quelles sont {_OWN}(?: en cours)?|{_SHOWING} {_OWN}(?: en cours)?"
    rf"|(?:{_STANDING}|{_STATE}|{_NEWS}) {_OWN}{_ABOUT}|{_OWN}{_ABOUT} (?:elles? )?en (?:est|sont) (?:ou|elles?|on))"
)
_THE_ONE = rf"(?:(?:la |ma |cette |the |my )?(?:demande |request )?{ONE})"
_AFTER_ONE = re.compile(
    rf"{_THE_ONE}|(?:{_STANDING}|{_STATE}|{_NEWS}|{_SHOWING}) {_THE_ONE}"
    rf"|{_THE_ONE} (?:statut|status|(?:ou )?(?:ca )?en est (?:ou|elle|on|ce)|ou (?:ca )?en est (?:elle|on|ce))"
)
_CHANGING = re.compile(
    r"\b(?:annul|decal|report|repouss|avanc(?:e|er|ez)\b|deplac|modifi|chang|corrig|supprim|abandonn|cancel|postpone"
    r"|move|reschedul|update|drop|delete|relanc|accelere|press)\w*"
)
_OPENING = re.compile(
    rf"(?:(?:bonjour|bonsoir|salut|hello|hi|hey|pour|concernant|sur|a propos de|au sujet de|re|about|regarding|for|et"
    rf"|la|ma|my|the|demande|request) )*{ONE}\b"
)


def asks_after_requests(text: str) -> bool:
    """Whether a text asks where its author's requests stand, and nothing else: « où en est ma demande ? »"""
    return _AFTER.fullmatch(_plain(text)) is not None


def asks_after_one(text: str) -> bool:
    """Whether a text, `ONE` in the place of its reference, only asks where that request stands."""
    return _AFTER_ONE.fullmatch(_plain(text)) is not None


def is_said_of_one(text: str) -> bool:
    """Whether a text, `ONE` in the place of its reference, is about that request before anything else.

    It begins with it, or asks for a change.
    """
    plain = " ".join(words_of(text).norms)
    return _OPENING.match(plain) is not None or _CHANGING.search(plain) is not None


def _plain(text: str) -> str:
    """Its words, without the courtesy around them."""
    norms = list(words_of(text).norms)
    while norms and norms[0] in _ROUND:
        norms.pop(0)
    while norms and norms[-1] in _ROUND:
        norms.pop()
    return " ".join(norms)
