"""What is private, told in passing in a request: held, whatever office word stands beside it.

A leak is worse than a needless question; but a desk that asks at every turn is not used. So what people write every day
is held back at most three times in a hundred.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.reading import is_private
from bot.understanding import RequestKind, read
from tests.bot.understanding.contexts import charter, context

HERE = Path(__file__).parent
ALARMS_AT_MOST = 0.03

BESIDE_THE_OFFICE = (
    "Peux-tu annuler mon atelier de 14h, problème de santé",
    "Peux-tu annuler mon atelier, problème de santé",
    "annule ma formation, je suis en burnout",
    "peux tu décaler ma formation stp, burnout",
    "Il faudrait annuler ma formation pour raison de santé",
    "Je dois annuler ma conférence pour raisons de santé",
    "annulez ma place au salon svp, souci de santé",
    "il faut annuler mes rdv clients, hôpital ce matin",
    "annule mon rdv client, suis à l'hôpital",
    "annule la visite chez le client, hosto",
    "annuler visite hôpital",
    "réserver une salle pour ma visite à la clinique",
    "il me faudrait une place de parking pour mon handicap",
    "il me faudrait une salle adaptée à mon handicap",
    "need a disabled parking space for me from Monday",
    "cancel my workshop for health reasons",
    "cancel my training due to stress",
    "please move my client call, in hospital",
    "please cancel my client visit, hospital appointment",
    "Il faudrait commander des fleurs pour le décès de ma mère",
    "commander des fleurs, décès de mon père samedi",
    "il me faut un taxi, j'ai laissé mon sac avec mes médicaments",
    "je ne peux pas venir à la formation, addiction",
    "on a eu une plainte client contre moi, besoin d'une salle",
    "plaintes clients contre Paul, il faut une salle pour son entretien",
    "broyeur pour mes documents confidentiels de licenciement",
    "cadeau pour mon mariage",
)
OF_THE_OFFICE = (
    "imprimer l'affiche sur la prévention du stress",
    "mental health awareness workshop: book the big room",
    "réserver un stand au salon de la santé",
    "envoyer la plaquette de l'assurance santé collective au client",
    "relancer le client de l'hôpital pour la facture",
    "annule la visite du chantier de l'hôpital",
    "commander une trousse de secours pour l'atelier",
    "il y a un conflit d'agenda jeudi, décale la réunion",
    "repeindre les toilettes pour personnes handicapées",
    "il faut répondre à la plainte client de mardi",
    "commander une carte et un gâteau pour le pot de départ en retraite",
    "destruction des documents confidentiels du local archives",
)

DEATHS = (
    "mon père est mort",
    "ma mère est morte ce matin",
    "j'ai perdu mon père",
    "on a perdu notre bébé",
    "ma grand-mère vient de mourir",
    "I lost my dad",
    "my mum just died",
    "our baby died last night",
)
BREAKDOWNS = (
    "l'imprimante est morte",
    "la batterie de mon portable est morte",
    "l'écran de la salle Durance est mort ce matin",
    "j'ai perdu mon badge",
    "my laptop is dead",
    "the printer on the 2nd floor died",
)


def _held(text: str, language: str | None = None) -> bool:
    return is_private(charter(), read(text, context(language=language)))


@pytest.mark.parametrize("text", BESIDE_THE_OFFICE)
def test_no_office_word_hides_what_is_private(text: str) -> None:
    assert all(_held(text, language) for language in (None, "fr", "en"))


@pytest.mark.parametrize("text", OF_THE_OFFICE)
def test_such_a_word_names_the_offices_business(text: str) -> None:
    assert not _held(text)


@pytest.mark.parametrize("text", DEATHS)
def test_a_death_told_is_private_and_asks_for_nothing(text: str) -> None:
    assert _held(text)
    asked = read(text, context(language=None)).request
    assert asked.value is not RequestKind.YES or asked.words == ()


@pytest.mark.parametrize("text", ["annule mes rdv de la semaine, ma mère est morte", "my dad died, cancel my train"])
def test_what_is_asked_beside_a_death_is_asked_and_private(text: str) -> None:
    assert _held(text)
    assert read(text, context(language=None)).request.value is not RequestKind.NO


@pytest.mark.parametrize("text", BREAKDOWNS)
def test_a_breakdown_stays_one(text: str) -> None:
    assert not _held(text)
    assert read(text, context(language=None)).request.value is not RequestKind.NO


def test_what_is_written_every_day_is_seldom_held() -> None:
    texts = [
        (text, language)
        for language in ("fr", "en")
        for text in (HERE / f"everyday.{language}.txt").read_text(encoding="utf-8").splitlines()
    ]
    assert len(texts) == 150
    alarms = [text for text, language in texts if _held(text, language)]
    assert len(alarms) <= ALARMS_AT_MOST * len(texts), alarms
