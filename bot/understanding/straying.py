"""What answers another question than the one that was asked: « 800 euros plutôt », to somebody who asked the hour."""

from __future__ import annotations

import re

from bot.understanding.amounts import read_amounts
from bot.understanding.detailing import is_told_of_somebody
from bot.understanding.fragments import gist_of
from bot.understanding.patterns import compiled
from bot.understanding.replying import says_an_amount, takes_up
from bot.understanding.text import words_of

_COUNT = r"(?:\d+|une?|deux|trois|quatre|cinq|six|dix|douze|quelques|plusieurs|two|three|four|five|six|ten|a few)"
_UNIT = r"(?:mois|jours?|semaines?|ans?|années?|fois|mensualités?|échéances?|months?|days?|weeks?|years?|times)"
_HOUR = r"(?!\s*(?:\d{1,2}\s*(?:h|:|am|pm|heures?)|midi|minuit|noon))"
_SPAN = compiled(
    rf"\b{_COUNT} {_UNIT}\b"
    r"|\b(?:jusqu['’ ]?(?:au|aux|à|a|en|fin)|[àa] (?:partir|compter) d(?:u|e|es|['’])|depuis|until|till|starting)\b"
    rf"{_HOUR}"
    r"|\b(?:par mois|mensuel\w*|chaque mois|per month|monthly)\b",
    re.IGNORECASE,
)
"""A length of time in days or more, or one of its ends: « sur 3 mois », « jusqu'au 15 décembre »."""
_CARE = compiled(
    r"\b(?:dr|docteur|médecin\w*|doctor|ordonnances?|certificats?|traitements?|opérations?|kiné\w*|hôpital|clinique"
    r"|arrêt|convalescence|sorties? autorisée?s?|dos|genou|épaule|hospital|surgery|treatment|prescription)\b",
    re.IGNORECASE,
)
"""What is said of somebody's health, and would not be by itself."""
_MEANS = compiled(
    r"\b(?:loyers?|salaires?|paie|avances?|dettes?|crédits?|banque|découvert|virements?|rembours\w+|impôts?|rent|wages?"
    r"|salary|loans?|debts?|overdraft)\b",
    re.IGNORECASE,
)
"""What is said of what somebody earns, or owes."""
_APART = compiled(
    r"\ben (?:parler|discuter|privé)\b|\bconfidentiel\w*|\b(?:talk|speak) (?:about it )?(?:to|with)\b"
    r"|\bin private\b|\bconfidential\w*",
    re.IGNORECASE,
)
"""What is said of with whom something is spoken of: « je préfère en parler à Samia »."""
_ASKED_MUCH = compiled(
    r"\b(?:combien(?! d)|montants?|budgets?|prix|tarifs?|coûts?|sommes?|euros?|numéros?|références?|codes?|salles?"
    r"|vols?|how much|amounts?|prices?|costs?|numbers?|rooms?|flights?)\b|€",
    re.IGNORECASE,
)
_ASKED_WHEN = compiled(
    r"\b(?:quand|jusqu\w*|dates?|jours?|nuits?|semaines?|mois|durées?|périodes?|temps|se passe|début|fin"
    r"|retours?|depuis|partir|when|how long|until|days?|nights?|weeks?|months?|periods?|from)\b",
    re.IGNORECASE,
)
_ASKED_WHO = compiled(
    r"\b(?:qui|noms?|prénoms?|se passe|pannes?|problèmes?|erreurs?|who\w*|names?|wrong|happen\w*)\b"
    r"|(?<!combien de )(?<!how many )\b(?:personnes?|passagers?|voyageurs?|participants?|invités?|visiteurs?|people"
    r"|guests?|passengers?)\b",
    re.IGNORECASE,
)


def strays(text: str, question: str) -> bool:
    """Whether a text is of money, of days and months, of somebody's health, or tells of somebody, and the question that
    was asked is of nothing like it.

    « 800 euros plutôt » to « Réservé à 7h45, ça vous va ? »; not to « Quel est votre budget ? »
    """
    if takes_up(text, question):
        return False
    kinds = (
        (_is_of_money(text), _ASKED_MUCH),
        (_SPAN.search(text) is not None, _ASKED_WHEN),
        (_CARE.search(text) is not None, _CARE),
        (_APART.search(text) is not None, _APART),
        (is_told_of_somebody(text), _ASKED_WHO),
    )
    return any(said and asked.search(question) is None for said, asked in kinds)


def _is_of_money(text: str) -> bool:
    """« 800 », « 800 euros », « pour le loyer »; not « HP 3055 », nor « 120 rue Garibaldi »."""
    words = words_of(text)
    if not words.norms:
        return False
    bare = says_an_amount(text) and not gist_of(words).subject
    return bare or bool(read_amounts(words).value) or _MEANS.search(text) is not None
