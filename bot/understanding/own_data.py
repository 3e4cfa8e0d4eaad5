"""Asking what the desk knows of oneself, or that it be erased, and nothing else: « que savez-vous de moi ? ». Texts
alone."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from bot.understanding.asking_after import plain_of
from bot.understanding.patterns import compiled
from bot.understanding.text import listed

_LONGEST = 200
_MOST_WORDS = 16
_OF_ONESELF = re.compile(
    r"\b(?:moi|me|mes|mon|my|myself|rgpd|gdpr|oubli|effacement|erasure|forgotten)\b", re.IGNORECASE
)
_OF_KNOWING = re.compile(
    r"\b(?:do+n|inf|data|sav|sai|know|acc|hold|keep|kept|have|ave|av[eé]|as\b|gard|cons|stoc|store|d[eé]t|poss|enre"
    r"|eff|oubli|eras|forg)",
    re.IGNORECASE,
)
"""What every one of these has: anything else is read no further."""
_VOCABULARY = tuple(
    listed(
        """
        quelles quelle donnees donnee informations personnelles personnelle avez savez gardez conservez detenez stockez
        possedez connaissez enregistrez concernant propos stockees conservees gardees enregistrees montrez consulter
        acces acceder exercer droit demande information personal about stored everything know
        supprimez supprimer effacez effacer effacement oubliez delete erase
        """
    )
)
_SLIPS_FROM = 4
"""Letters: a shorter word is read as it is written."""
_OWN_WORDS = frozenset(
    listed("about avec quel vous dont pour show what data savoir avoir have demander demandes droite")
)
"""Words of their own, one letter away from one of those."""
_LEAD = (
    r"(?:(?:et|alors|sinon|au fait|question|conformement au rgpd|dans le cadre du rgpd|au titre du rgpd|rgpd|gdpr"
    r"|under (?:the )?gdpr|by the way|so) )*"
)
_WISH = (
    r"(?:(?:je (?:veux|voudrais|voulais|souhaite|souhaiterais|aimerais|peux)|j aimerais|puis je|peut on|on peut"
    r"|i want to|i would like to|i d like to|can i|may i|could i)(?: savoir| connaitre| avoir)? )?"
)
_DATA = r"(?:donnees?|infos?|informations?)(?: personnelles?| perso)?"
_WHICH = rf"(?:(?:quelles?|quels?|qu elles?)(?: sont)?(?: (?:les|mes))?|les|des|mes|toutes (?:les|mes)) {_DATA}"
_HOLD = (
    r"(?:ave[zr]|savez|gardez|conservez|detenez|stockez|possedez|connaissez|enregistrez|as|sais|gardes|conserves|stockes"
    r"|a|sait|garde|conserve)"
)
_DO = (
    rf"(?:(?:que |est ce que |qu est ce que )?(?:vous|tu|relais|le pole|on) (?:en )?{_HOLD}"
    rf"|{_HOLD} (?:t )?(?:vous|tu|on|il|relais|le pole)"
    r"|(?:qui )?(?:sont|est) (?:gardees?|conservees?|stockees?|enregistrees?)|existe(?:nt)?(?: t il)?"
    r"|(?:est ce qu )?il y a|y a t il)"
)
_ON_ME = r"(?:(?:sur|de|a propos de|concernant|au sujet de) (?:moi(?: meme)?|ma personne|mon compte)|a mon sujet)"
_ASKED = (
    rf"{_WISH}{_WHICH} {_DO}(?: (?:gardees?|conservees?|stockees?|enregistrees?))? {_ON_ME}",
    rf"{_WISH}{_WHICH} {_ON_ME} {_DO}",
    rf"{_DO} {_WHICH} {_ON_ME}",
    rf"{_WISH}(?:tout )?(?:que|ce que|qu est ce que) {_DO} {_ON_ME}",
    rf"{_WISH}(?:que|ce que|qu est ce que) {_DO} comme {_DATA} {_ON_ME}",
    rf"(?:(?:vous|tu|relais|le pole|on) )?(?:en )?{_HOLD} quoi(?: comme {_DATA})? {_ON_ME}",
    (
        rf"{_WISH}(?:voir|consulter|connaitre|montre[rz]? moi|affiche[rz]?(?: moi)?) (?:toutes )?(?:mes|les) {_DATA}"
        rf" {_ON_ME}"
    ),
    (
        rf"{_WISH}(?:(?:voir|consulter|connaitre|acceder a|recuperer|avoir|recevoir|exporter|montre[rz]? moi) )?"
        r"(?:toutes )?mes (?:donnees?|infos?|informations?) (?:personnelles?|perso)"
    ),
    rf"{_WISH}(?:j exerce|exercer|faire valoir) mon droit d acces(?: a mes {_DATA})?(?: rgpd)?",
    rf"(?:droit|demande) d acces(?: rgpd)?(?: a mes {_DATA})(?: rgpd)?",
    (
        r"(?:what|which) (?:personal )?(?:data|info|information) (?:do|does|are|is|have)(?: you| relais| the desk)?"
        r"(?: (?:have|hold|keep|store|know|got|kept|stored|held))? (?:about|on|of) me"
    ),
    r"what (?:do|does|have) (?:you|relais|the desk) (?:know|have|keep|hold|store|got)(?: stored)? (?:about|on|of) me",
    (
        rf"{_WISH}(?:show me |see |get |access |tell me )?(?:all |everything )?(?:the (?:data|information)"
        r" )?(?:that )?you (?:know|have|keep|hold|store) (?:about|on) me"
    ),
    rf"{_WISH}(?:show me |see |get |access |export |download )?(?:all )?my personal (?:data|information)",
    r"(?:(?:gdpr )?(?:data )?subject access request)(?: gdpr)?(?: for my (?:personal )?data)?",
)
_PLAINLY = compiled(rf"{_LEAD}(?:{'|'.join(_ASKED)})(?: (?:relais|au juste|exactement|exactly|rgpd|gdpr))*")
_TO_THE_DESK = compiled(
    rf"{_LEAD}{_WISH}(?:(?:voir|consulter|connaitre|montre[rz]?(?: moi)?|affiche[rz]?(?: moi)?|show(?: me)?|see) )?"
    r"(?:toutes )?(?:mes|my) (?:donnees?|data)"
)
"""What says so only to the desk: in a channel, « mes données » may be those of a disk that is broken."""
_ERASE = (
    r"(?:(?:(?:pouvez|pourriez|peux|pourrais) (?:vous|tu)|(?:il )?faut(?: que vous)?|que vous) )?"
    r"(?:(?:can|could|would) you )?"
    r"(?:supprime(?:z|r|s|iez)?|efface(?:z|r|s|iez)?|oublie(?:z|r|s)?|delete|erase|remove|wipe|forget)"
)
_ALL_KEPT = (
    rf"(?:tout )?(?:ce que|que) {_DO} {_ON_ME}",
    rf"(?:toutes )?(?:les|mes) {_DATA} (?:que )?(?:{_DO} )?{_ON_ME}",
    r"(?:toutes )?mes (?:donnees?|infos?|informations?) (?:personnelles?|perso)",
    r"(?:all )?(?:of )?my personal (?:data|information)",
    r"(?:everything|all|what)(?: the (?:data|information))? (?:that )?you (?:know|have|keep|hold) (?:about|on) me",
)
_ERASED = compiled(
    rf"{_LEAD}(?:{_WISH}{_ERASE} (?:{'|'.join(_ALL_KEPT)})"
    rf"|{_WISH}(?:(?:j exerce|exercer|faire valoir) mon )?droit (?:a l effacement|a l oubli)"
    rf"(?: (?:de|sur) (?:toutes )?mes {_DATA})?(?: rgpd)?|{_WISH}(?:my )?right to (?:erasure|be forgotten))(?: rgpd)?"
)
_ERASED_BY_THE_DESK = compiled(
    rf"{_LEAD}{_WISH}{_ERASE} (?:(?:toutes )?mes donnees?|(?:all )?(?:of )?my data)(?: (?:rgpd|gdpr|relais))*"
)


def asks_for_own_data(text: str, *, to_desk: bool) -> bool:
    """Whether a text asks what is known of its author, and nothing else. `to_desk`: it is said to the desk."""
    said = _said(text)
    return _PLAINLY.fullmatch(said) is not None or (to_desk and _TO_THE_DESK.fullmatch(said) is not None)


def asks_to_be_erased(text: str, *, to_desk: bool) -> bool:
    """Whether a text asks that what is known of its author be erased, and nothing else: « supprimez mes données »."""
    said = _said(text)
    return _ERASED.fullmatch(said) is not None or (to_desk and _ERASED_BY_THE_DESK.fullmatch(said) is not None)


def is_of_own_data(text: str, *, to_desk: bool) -> bool:
    """Whether a text asks the one or the other."""
    return asks_for_own_data(text, to_desk=to_desk) or asks_to_be_erased(text, to_desk=to_desk)


def _said(text: str) -> str:
    """Its words as they were meant; nothing where it cannot be about what is kept of somebody."""
    if len(text) > _LONGEST or _OF_ONESELF.search(text) is None or _OF_KNOWING.search(text) is None:
        return ""
    words = plain_of(text).split()
    return " ".join(map(_as_meant, words)) if len(words) <= _MOST_WORDS else ""


def _as_meant(word: str) -> str:
    """The word of such a question that is one slip away; else the word."""
    if len(word) < _SLIPS_FROM or word in _VOCABULARY or word in _OWN_WORDS:
        return word
    return next((each for each in _VOCABULARY if OSA.distance(word, each, score_cutoff=1) <= 1), word)
