"""What is private, told in passing in a request: held, whatever office word stands beside it.

A leak is worse than a needless question; but a desk that asks at every turn is not used. Of the labelled messages,
those that are private are held ninety-five times in a hundred, and those of every day at most three. Those that are
near use the words of what is private for something else ("l'arrêt de bus"): one in ten may be held.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.reading import is_private, read_with
from bot.understanding import RequestKind, read
from bot.understanding.model import NOTHING_LEARNED
from tests.bot.understanding.contexts import charter, context

HERE = Path(__file__).parent
ALARMS_AT_MOST = 0.03
NEAR_ALARMS_AT_MOST = 0.1
HELD_AT_LEAST = 0.95

BESIDE_THE_OFFICE = (
    "Peux-tu annuler mon atelier de 14h, problème de santé",
    "Peux-tu annuler mon atelier, problème de santé",
    "annule ma formation, je suis en burnout",
    "annule ma formation burnout total",
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
    "facture fournisseur Dupont en souffrance 4500 euros",
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


def labelled(kind: str) -> list[tuple[str, str]]:
    """The messages of that label, each with the language of the file it stands in."""
    return [
        (row["text"], language)
        for language in ("fr", "en")
        for line in (HERE / f"passing.{language}.jsonl").read_text(encoding="utf-8").splitlines()
        if (row := json.loads(line))["is"] == kind
    ]


def test_what_is_written_every_day_is_seldom_held() -> None:
    texts = labelled("everyday")
    assert len(texts) == 150
    alarms = [text for text, language in texts if _held(text, language)]
    assert len(alarms) <= ALARMS_AT_MOST * len(texts), alarms


def test_what_only_sounds_private_is_rarely_held() -> None:
    texts = labelled("near")
    assert len(texts) >= 80
    alarms = [text for text, language in texts if _held(text, language)]
    assert len(alarms) <= NEAR_ALARMS_AT_MOST * len(texts), alarms


def test_what_is_private_is_held_nearly_always() -> None:
    texts = labelled("private")
    assert len(texts) >= 100
    shown = [text for text, language in texts if not _held(text, language)]
    assert len(shown) <= (1 - HELD_AT_LEAST) * len(texts), shown


NAMES_OF_FILES = (
    "solde-tout-compte.pdf",
    "rupture_conv_Sandra.pdf",
    "cerfa_arret.pdf",
    "arret.pdf",
    "AT_declaration.pdf",
    "BS_octobre_2026.pdf",
    "bulletin oct.pdf",
    "CR_scanner.pdf",
    "ordonnance.pdf",
)


@pytest.mark.parametrize("name", NAMES_OF_FILES)
def test_the_name_of_a_file_says_as_much(name: str) -> None:
    reading = read_with("voici", [_File(name)], context(thread_reply=True), NOTHING_LEARNED)
    assert is_private(charter(), reading)


@pytest.mark.parametrize("name", ["facture_2026-118.pdf", "plan_acces.png", "devis badges.pdf", "scan.pdf"])
def test_the_name_of_an_office_file_holds_nothing(name: str) -> None:
    reading = read_with("voici", [_File(name)], context(thread_reply=True), NOTHING_LEARNED)
    assert not is_private(charter(), reading)


@dataclass(frozen=True)
class _File:
    name: str


@pytest.mark.parametrize("text", ["virer Nicolas vendredi, prévois une salle", "need a room to fire Nicolas"])
def test_what_is_done_to_a_named_person_is_private(text: str) -> None:
    assert _held(text)


@pytest.mark.parametrize(
    "text", ["virer les cartons du couloir", "VIRER LES CARTONS", "there is a fire drill on Monday"]
)
def test_what_is_done_to_a_thing_is_not(text: str) -> None:
    assert not _held(text)


@pytest.mark.parametrize(
    "text",
    ["hospitl appointment tuesday, move my call", "mon licensiement, il faut une salle", "my deppression is back"],
)
def test_a_letter_typed_wrong_hides_nothing(text: str) -> None:
    assert _held(text)


@pytest.mark.parametrize(
    "text", ["payer la facture de la main courante", "cancel the room", "licence Excel à renouveler"]
)
def test_a_word_one_letter_away_is_its_own(text: str) -> None:
    assert not _held(text)
