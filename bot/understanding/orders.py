"""Whether a message gives an order by its first word: "réserver…", "book…", "merci de réserver…"."""

from __future__ import annotations

from bot.understanding.greeting import first_word
from bot.understanding.patterns import compiled
from bot.understanding.text import Words, listed

_INFINITIVE = compiled(
    r"[a-z]{2,}(?:(?<!i)er|(?:f|op|ubl|etud|exped|negoc|assoc|apprec|remerc|l?pl|rel|resil)ier|(?<!o)ir"
    r"|[vc]oir|dre|ttre|[ao]itre|(?:d|cr|u|l|r)ire|(?:f|pl|tr)aire|(?:b|cr)oire|clure|[iu]vre|rompre)$|trier$"
)
"""A noun in -ier, -aire, -ure, -tre is none: « inventaire », « coupure », « réfectoire »."""
_NOT_INFINITIVE = frozenset(
    listed(
        """
        maitre votre notre autre entre contre dernier premier hier papier courrier fevrier janvier dossier fichier
        atelier calendrier cher metre lettre chantier quartier tire encore titre centre fenetre etre
        chauffer-lieu mer soir loisir plaisir avenir pour avoir noir bonsoir rendre-compte espoir cahier
        escalier mobilier clavier foyer super hiver fer poster ticketing livre cadre ordre cidre montre
        salaire faire-part horaire annuaire printer computer counter container formulaire partenaire stagiaire affaire
        voir-dire exemplaire
        questionnaire commentaire anniversaire fier seminaire secretaire lumiere premiere derniere cafetiere
        imaginaire rapport fiable tour jour
    """
    )
)
_IMPERATIVE_EZ = compiled(r"[a-z]{3,}ez$")
_ENGLISH_ORDERS = frozenset(
    listed(
        """
        book order print send schedule arrange organise organize find get cancel move pay update fix renew
        reserve prepare change add remove create set check call buy replace translate scan copy extend
        reschedule confirm chase issue provide give bring ship collect make put cover submit process refund
        reimburse register sort invite postpone bind laminate consolidate export pull compile share forward
        collate install repair clean
    """
    )
)
_FRENCH_ORDERS = frozenset(
    listed(
        """
        reserve commande imprime envoie organise prepare change ajoute annule deplace decale relance paye
        regle trouve cale bloque reservez commandez imprimez envoyez organisez preparez changez ajoutez
        annulez deplacez decalez relancez payez reglez trouvez calez bloquez prevois prevoyez pouvez
        demande besoin mets mettez fais faites refais recois
    """
    )
)
_PRONOUNS = frozenset(listed("me m nous vous te t le la les l lui leur y en ne pas bien vouloir de d bonjour nous"))
_PLEASE = frozenset(listed("please pls plz kindly svp stp also just"))


def orders(text: Words, *, french: bool) -> bool:
    """Whether its first word, greetings apart, is an order: "réserver…", "book…", "merci de réserver…"."""
    place = first_word(text)
    while place < len(text.norms) and text.norms[place] in _PLEASE:
        place += 1
    order = text.norms[place] if place < len(text.norms) else ""
    return is_order(order, french=french) or orders_after_thanks(text)


def is_order(norm: str, *, french: bool) -> bool:
    """Whether a word is an order by itself: "book", "réservez"; in French an infinitive too."""
    if norm in _ENGLISH_ORDERS or norm in _FRENCH_ORDERS:
        return True
    return french and (_is_infinitive(norm) or bool(_IMPERATIVE_EZ.match(norm)))


def orders_after_thanks(words: Words) -> bool:
    """ "Merci de m'envoyer…", not "merci de votre aide", "merci d'avoir répondu"."""
    norms = words.norms
    if "merci" not in norms:
        return False
    for place, norm in enumerate(norms):
        if norm == "merci" and norms[place + 1 : place + 2] in (("de",), ("d",), ("bien",), ("par",)):
            after = place + 2
            while after < len(norms) and norms[after] in _PRONOUNS:
                after += 1
            if after < len(norms) and _is_infinitive(norms[after]):
                return True
    return False


def _is_infinitive(norm: str) -> bool:
    return (
        norm not in _NOT_INFINITIVE and norm not in ("avoir", "etre") and bool(_INFINITIVE.match(norm))
    ) or norm in ("faire",)
