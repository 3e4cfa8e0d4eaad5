"""What is told in full and asks for nothing: "taxi réservé pour demain 8h", "le coursier passe à 16h"."""

from __future__ import annotations

import re

from bot.understanding.dates.lexicon import MONTHS, NUMBERS, WEEKDAYS
from bot.understanding.model import RequestKind
from bot.understanding.patterns import compiled
from bot.understanding.phrases import agreed
from bot.understanding.text import Words, listed

_GREETING = (
    r"(?:(?:bonjour|bjr|salut|coucou|hello|hi|hey|info|a tous|a toutes|l equipe|all|team|everyone|finalement"
    r"|actually) )*"
)
_NEVER = (
    "(?:pas|plus|jamais|toujours|encore|non|ni|doit|doivent|devrait|etre|soit|faut|faudrait|be|must|should|to|not|never"
    "|need|needs|a|pour|for|deux|si|if|je|j|vous|tu|on|nous|i|you|we|rien|aucun|aucune|no|urgent|urgence)"
)
_SUBJECT = rf"(?:(?:le|la|les|l|un|une|des|votre|mon|ma|notre|the|my|our|your|a) )?(?:(?!{_NEVER}\b)[a-z]+ ){{1,3}}"
_IS = r"(?:(?:est|sont|a|ont|ete|bien|deja|enfin|is|are|was|were|has|have|been|now) )*"
_DONE = agreed("reserve paye commande envoye regle livre imprime valide signe termine confirme") + (
    "|booked|paid|ordered|sent|printed|delivered|signed|confirmed|approved"
)
_OF_US = "(?:(?:la|le|the|our|notre) )?"
_MEETING = r"(?:reunion|reu|rdv|rendez vous|point|visio|seance|comite|codir|copil|meeting|call|session|appointment)s?"
_CALLED_OFF = agreed("annule supprime") + "|cancelled|canceled"
_MOVED = agreed("decale deplace reporte avance repousse") + "|moved|postponed|rescheduled|pushed|brought"
_ROOM = r"(?:(?:la|the) )?(?:salle|room|meeting room|boardroom)(?: [a-z]+)? (?:est|is|sera|will be) (?:deja |already )?"
_TAKEN = agreed("occupe libre pris reserve") + "|taken|busy|free|dispo|disponible|available|booked"
_VISITOR = (
    r"(?:coursier|taxi|livreur|plombier|technicien|chauffeur|facteur|transporteur|traiteur|reparateur|vtc|uber|navette"
    r"|courier|driver|plumber|technician|caterer|cab|shuttle)"
)
_COMES = "passe|passera|arrive|arrivera|vient|viendra|sera la|comes|arrives|is coming|will be here|will come"
_SHARED_CARE = (
    "eteindre|fermer|ranger|vider|laisser|trier|respecter|badger|laver|debarrasser|remettre|rapporter|nettoyer"
    "|turn off|switch off|close|tidy|empty|leave|sort|wash|lock"
)
_EVERYBODY = (
    r"(?:pensez a|pensons a|n oubliez pas d|n oubliez pas de|merci de penser a|merci de ne pas|remember to"
    r"|don t forget to|please remember to) (?:bien )?(?:(?:ne|pas|les|la|le|l|vos|votre|bien) )*"
    rf"(?:{_SHARED_CARE})\b"
)
_TOLD = compiled(
    rf"{_GREETING}(?:{_SUBJECT}{_IS}(?:{_DONE})|{_ROOM}(?:{_TAKEN})"
    rf"|(?:le|the|notre|our|votre) {_VISITOR} (?:{_COMES}))\b"
)
_OFF = compiled(rf"{_GREETING}{_OF_US}{_MEETING} (?:[a-z]+ ){{0,3}}?{_IS}(?:{_CALLED_OFF})\b")
_DOUBTFUL = compiled(
    rf"{_GREETING}(?:{_OF_US}{_MEETING} (?:[a-z]+ )?{_IS}(?:{_MOVED})|(?:un|une|a) {_VISITOR} {_COMES})\b"
)
_HELD_UP = agreed("retarde bloque") + "|en retard|en greve|a l arret|delayed|on strike|late"
_TRAFFIC = compiled(
    rf"{_GREETING}(?:attention )?(?:le|les|la|the) (?:trains?|tgv|ter|rer|metro|tram|tramway|bus|navettes?|eurostar)"
    rf" (?:[a-z]+ )?(?:(?:de|du|d|of) (?:\w+ ){{1,3}}?)?(?:pour \w+ )?{_IS}"
    rf"(?:{_CALLED_OFF}|{_HELD_UP})\b"
)
"""What runs, or does not, for everybody: « mon train est annulé » is somebody's, who may want another."""
_AMONG_US = compiled(
    rf"{_GREETING}(?:(?:on|nous) (?:est|sera|serait|sommes|serons) combien|combien (?:on (?:est|sera)|sommes nous"
    rf"|serons nous)|how many (?:of us|are we|will we be))(?: \w+){{0,6}}"
)
"""A question to colleagues."""
_FOR_ALL = compiled(rf"{_GREETING}{_EVERYBODY}")
_TELLING = frozenset(
    max(each.split(), key=len)
    for told in (_DONE, _TAKEN, _COMES, _CALLED_OFF, _MOVED, _HELD_UP, _SHARED_CARE, "combien|how")
    for each in told.split("|")
)
"""One of them is in whatever is told so."""
_SAID_BESIDE = (
    frozenset(
        listed(
            """
            demain hier aujourd hui auj ce cet cette matin midi soir aprem apres midi semaine prochain prochaine fin
            journee le la l a au aux vers pour jusqu jusque de du des par en h heure heures min today tomorrow tonight
            yesterday this next morning afternoon evening noon week at on by until till to from for am pm is it
            greve greves sncf ratp panne incident incidents travaux cause neige intemperies strike strikes snow raison
            desole desolee navre sorry merci thanks bonne bonjour si besoin if needed finalement donc so et and
            """
        )
    )
    | frozenset(WEEKDAYS)
    | frozenset(MONTHS)
    | frozenset(NUMBERS)
)
"""When, and politeness: all that may follow what is told."""


def told_in_full(words: Words) -> RequestKind | None:
    """Whether a text only tells, and asks nothing of anyone (NO), or perhaps (ASK); none where it says more."""
    if _TELLING.isdisjoint(words.norms):
        return None
    said = " ".join(words.norms)
    if _AMONG_US.fullmatch(said) and len(set(words.sentences)) == 1:
        return RequestKind.NO
    if "?" in words.line:
        return None
    if _FOR_ALL.match(said):
        return RequestKind.NO
    for pattern in (_TOLD, _OFF, _TRAFFIC):
        if _is_all(pattern, said):
            return RequestKind.NO
    if _is_all(_DOUBTFUL, said):
        return RequestKind.ASK
    return None


def calls_off(words: Words) -> bool:
    """Whether it says that a meeting is off, and nothing else: "finalement réunion annulée, désolé"."""
    return "?" not in words.line and _is_all(_OFF, " ".join(words.norms))


def _is_all(pattern: re.Pattern[str], said: str) -> bool:
    found = pattern.match(said)
    return found is not None and all(norm in _SAID_BESIDE or norm.isdigit() for norm in said[found.end() :].split())
