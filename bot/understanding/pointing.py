"""What points back to what was spoken of before: « imprimez-la », « pour le préparer », « reporter le rdv »."""

from __future__ import annotations

import re

_NOUNS = (
    r"d[îi]ner|d[ée]jeuner|go[ûu]ter|souper|hiver|foyer|loyer|cancer|poster|leader|manager|container|scanner|master"
    r"|reporter|danger|boulanger|[ée]tranger|verger|rocher|plancher|coucher|lever|laser|router|fer|mer|ver|cher|hier"
    r"|plaisir|loisir|souvenir|avenir|cuir|tir|d[ée]sir"
)
"""What ends like an infinitive and is none, where an article stands before it: « pour le dîner »."""
_VERBS = (
    r"v[ée]rifier|(?:photo)?copier|modifier|confier|publier|signifier|justifier|[ée]tudier|plier|relier|exp[ée]dier"
    r"|identifier|planifier|clarifier|certifier|notifier|rectifier|remercier|trier"
    r"|(?:re|pr[ée])?voir|avoir|savoir|recevoir|percevoir"
    r"|(?:re)?faire|(?:re)?mettre|transmettre|(?:re|ap)?prendre|rendre|(?:re)?lire|[ée]crire|suivre|joindre|d[ée]fendre"
)
"""Those that end as nouns do: « pour le trottoir »."""
_INFINITIVE = rf"(?!(?:{_NOUNS})\b)(?:{_VERBS}|\w+(?:(?<!i)er|(?<!o)ir))\b"
_LEADING = (
    r"pour|[àa]|de|sans|afin de|avant de|veuillez|merci de|svp|faut|faudrait|peut"
    r"|pouvez-vous|pourriez-vous|peux-tu|pourrais-tu"
)
_SOON = (
    r"svp|stp|s['’]il|merci|avant|pour|demain|d[èe]s|au|en|vite|tout|aussi|lundi|mardi|mercredi|jeudi|vendredi|please"
)
_PRONOUN = re.compile(
    rf"\b\w+ez[- ](?:(?:moi|nous|lui|leur)[- ])?(?:l[ae]s?|y|en)(?=\W*$|\s*[,.;!?]|\s+(?:{_SOON})\b)"
    r"|\b\w+ez-(?:l[ae]s?|y|en)\b"
    rf"|\b(?:{_LEADING}) (?:(?:me|nous) )?(?:(?:l[ae]s?|lui|leur|y|en) |l['’]){_INFINITIVE}"
    rf"|\bd['’](?:y|en) {_INFINITIVE}"
    r"|\b(?:me|nous|lui|leur) (?:l[ae]s?\b|l['’])|\bit\b|\bthem\b|\bthat one\b|\bfor that\b|\bgo there\b"
    r"|\b(?:l[ae]s? |l['’])(?:(?:r|re|ré)?(?:envoyer|faire|mettre|prendre|imprimer|signer|ajouter|éditer|avoir)|changer"
    r"|corriger|modifier|annuler|transmettre|compléter|récupérer|recevoir|tamponner|scanner|déposer)\b",
    re.IGNORECASE,
)
_ARTICLE = r"(?:\b(?:l[ae]s?|ce|cet|cette|ces|the|this|that|these|du|des|aux?) |\b[ld]['’])"
_THING = re.compile(
    rf"{_ARTICLE}(?:m[êe]me )?(?:rdv|rendez[- ]vous|entretien|r[ée]union|convocation|courriers?|lettres?|dossier"
    r"|documents?|papiers?|attestation|certificat|contrat|avenant|formulaire|proc[ée]dure|audience"
    r"|meeting|appointment|interview|letter|paperwork|documents?|form|hearing)\b",
    re.IGNORECASE,
)
"""What is spoken of as known already, and nothing says which: « reporter le rdv »."""
_KNOWN = re.compile(rf"{_ARTICLE}(\w{{5,}})", re.IGNORECASE)
_WORD = re.compile(r"\w{5,}")
_FIRST = re.compile(r"\A\s*([^,;:.!?\n]+)[,;:.!?\n]\s*\S")


def points_back(text: str) -> bool:
    """Whether a text names by a pronoun what it is about: « imprimez-la svp », « un taxi pour y aller »."""
    return _PRONOUN.search(text) is not None


def speaks_of_known(text: str) -> bool:
    """Whether it speaks of a meeting or a paper as of one known already: « imprimer le courrier »."""
    return _THING.search(text) is not None


def takes_for_known(text: str, before: str) -> bool:
    """Whether it speaks as of one known already of what was said before: "une salle pour l'entretien"."""
    known = {each.casefold() for each in _KNOWN.findall(text)}
    return not known.isdisjoint(_WORD.findall(before.casefold()))


def first_said(text: str) -> str | None:
    """What a text begins with, where something else follows it: « Léa Faure, réservez une salle »; else none."""
    found = _FIRST.match(text)
    return found.group(1).strip() if found is not None else None
