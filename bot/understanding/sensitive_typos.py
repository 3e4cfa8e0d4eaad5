"""The words of what is private as they are typed in haste: "hospitl", "licensiement", "medcin" are read as meant."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from bot.understanding.spelling import Misspelt
from bot.understanding.text import Words, listed

_SHORTEST = 5
_MEANT = listed(
    """
    maladie maladies malades enceinte grossesse hopital hospitalise hospitalisee medecin medicament medicaments
    operation chirurgie chirurgien chimiotherapie radiotherapie tumeur depression depressif depressive suicide
    handicap handicape handicapee therapeutique psychologue psychiatre cardiologue dermatologue gynecologue
    ophtalmologue dentiste infirmiere kinesitherapeute migraine entorse fracture bronchite pneumonie infarctus
    diabete epilepsie insomnie anxiete angoisse maternite paternite accouchement accouche echographie ordonnance
    licenciement licenciements licencie licenciee demission demissionne convocation disciplinaire avertissement
    prudhommes harcelement harcelee discrimination racisme sexisme agression agressee salaire salaires bulletin
    remuneration augmentation divorce divorcer separation enterrement obseques decede decedee surmenage allergie
    vaccin huissier tribunal gendarmerie conjoint confidentiel burnout pregnant pregnancy miscarriage hospital
    surgery doctor dentist depressed anxiety therapy therapist chemotherapy diabetes disability disabled maternity
    sickness illness injured resignation resigned redundant redundancy dismissal dismissed disciplinary grievance
    harassment harassed bullying bullied salary payslip payroll overtime custody funeral bereavement suicidal
    counselling psychologist psychiatrist physiotherapy prescription confidential medical wedding divorced cancer
    emergency
    """
)
_OTHER = frozenset(
    listed(
        """
        accroche accroches adressee adressees caressee allergen allergens advertisement advertisements bullring
        burnous cacher cancre caner canner chance chances craner cancel cancels caners canker canter conjoin
        conjointe conjoints decade decades decele decelee decide decides decidee decidees decode decodee deceder
        decked decree deeded deuced admission admissions identite identites degressif degressifs degressive
        degression disable disables emergence entierement entoure entouree endorse endorsed mentors retorse
        facture factures facturer facturez facturee facturees handclap hospitalier hospitaliers hospitaliere
        hospitalite hospitality licence licences licenced medial mediale malaxes maldive maldives migrante
        operations operating ordonnancer peignant prenant prenante prenants proscription redondant redondants
        redondante resigne resigner reigned resined insured inured saliere salieres saulaie scalaire scalaires
        scalar solaire solaires salarie salariee salirez seisme seismes separating slickness tueur tueurs tuteur
        tuteurs wadding weeding wedging welding wending grossisse proscriptions distance
        """
    )
)
"""Words of their own, that one letter parts from those."""


@lru_cache(maxsize=1)
def _misspelt() -> Misspelt:
    return Misspelt(_MEANT)


@lru_cache(maxsize=8192)
def _corrected(norm: str) -> str:
    if len(norm) < _SHORTEST or norm in _OTHER:
        return norm
    return _misspelt().meant(norm) or norm


def corrected(words: Words) -> Words:
    """The message with its mistyped words of what is private as they were meant; the same when there is none."""
    norms = tuple(map(_corrected, words.norms))
    return words if norms == words.norms else replace(words, norms=norms)
