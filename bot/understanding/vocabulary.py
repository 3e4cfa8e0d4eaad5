"""Office work in words: what people ask for, by kind of service, in French and in English.

A line is a weight and its terms; `_` joins the words of a phrase (small words left out); `=` asks for the exact
word, not its stem. Weights: 4 says it by itself, 3 nearly, 2 and 1 need company. A charter's service is tied to a kind
by its `kind`, or by the words of its name and examples.
"""

from __future__ import annotations

from bot.understanding.text import listed
from bot.understanding.vocabulary_en import (
    DOCUMENTS_EN,
    EXPENSES_EN,
    HR_EN,
    INVOICING_EN,
    IT_EN,
    LEGAL_EN,
    MEETINGS_EN,
    OFFICE_EN,
    REPORTING_EN,
    TRAINING_EN,
    TRAVEL_EN,
)
from bot.understanding.vocabulary_fr import (
    DOCUMENTS_FR,
    EXPENSES_FR,
    HR_FR,
    INVOICING_FR,
    IT_FR,
    LEGAL_FR,
    MEETINGS_FR,
    OFFICE_FR,
    REPORTING_FR,
    TRAINING_FR,
    TRAVEL_FR,
)

Terms = dict[float, str]

KINDS: dict[str, dict[str, Terms]] = {
    "travel": {"fr": TRAVEL_FR, "en": TRAVEL_EN},
    "meetings": {"fr": MEETINGS_FR, "en": MEETINGS_EN},
    "invoicing": {"fr": INVOICING_FR, "en": INVOICING_EN},
    "expenses": {"fr": EXPENSES_FR, "en": EXPENSES_EN},
    "hr": {"fr": HR_FR, "en": HR_EN},
    "reporting": {"fr": REPORTING_FR, "en": REPORTING_EN},
    "office": {"fr": OFFICE_FR, "en": OFFICE_EN},
    "it": {"fr": IT_FR, "en": IT_EN},
    "documents": {"fr": DOCUMENTS_FR, "en": DOCUMENTS_EN},
    "training": {"fr": TRAINING_FR, "en": TRAINING_EN},
    "legal": {"fr": LEGAL_FR, "en": LEGAL_EN},
}

GENERIC = frozenset(
    listed(
        """
        reserver reservation commander organiser preparer demander demande faire envoyer deplacer mettre mise
        jour louer suivi nouveau nouvelle besoin service services general generaux admin desk team equipe
        order book update ask new request get make general gestion autre divers other help aide personne
        people prevoir
    """
    )
)
"""Words that many kinds share: in a charter's name or example, they say little by themselves."""

SMALL_WORDS = frozenset(
    listed(
        """
        a ai aux au avec ce ces cet cette d dans de des du elle en est et eux il ils je j l la le les leur lui
        m ma mais me mes moi mon n ne nos notre nous on ou par pas pour qu que qui s sa se ses si son sur t ta
        te tes toi ton tu un une vos votre vous c y svp stp merci bonjour bjr the an and are at be by can
        could do for from has have i in is it its my of or our please that this to us was we will with would
        you your hello hi thanks am pareil idem not good
    """
    )
)
