"""To cancel what was asked, by its name: by that of what was asked first, and of nothing that is said beside it."""

from __future__ import annotations

import pytest

from bot.understanding import (
    RequestKind,
    asks_beside,
    cancels,
    gives_up,
    read,
    thing_cancelled,
    thing_given_up,
    without_need,
)
from tests.bot.understanding.contexts import context

TAXI = "il me faut un taxi demain 8h pour l'aéroport"


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (TAXI, "annulez le taxi"),
        (TAXI, "annulez le taxi de 8h, je prends le train"),
        (TAXI, "anulez le taxi de 8h svp"),
        (TAXI, "bonjour, annulez mon taxi svp, merci"),
        (TAXI, "annulez le taxi car je pars en voiture"),
        ("j'ai une réunion à Lille jeudi, il me faut un hôtel", "annulez l'hôtel"),
        ("pouvez-vous réserver un hôtel à Lille ?", "annulez l'hôtel de Lille"),
        ("un taxi demain 8h svp", "pouvez-vous annuler le taxi ?"),
        ("réunion à 14h : 6 plateaux repas", "annulez les plateaux repas"),
        ("on a besoin d'un autre taxi vendredi", "annulez le taxi de vendredi"),
        ("je cherche un hôtel à Lille jeudi", "annulez l'hôtel"),
        ("pouvez-vous nous prendre une salle jeudi, la Rhône si possible", "annulez la salle"),
        ("looking for a parking space on Friday", "cancel the parking space"),
        ("can you book a meeting room for Friday", "cancel the room please"),
        ("could we get a taxi tomorrow", "cancel my taxi, I am driving"),
    ],
)
def test_what_was_asked_is_cancelled_by_its_name(asked: str, text: str) -> None:
    assert cancels(text, asked)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("il me faudrait une facture de l'hôtel de Lille", "annulez l'hôtel de Lille"),
        ("une facture d'hôtel svp", "annulez l'hôtel"),
        ("pouvez-vous imprimer l'ordre du jour de la réunion de jeudi", "annulez la réunion de jeudi"),
        ("pouvez-vous ajouter Paul à la réunion de jeudi", "annulez la réunion de jeudi svp"),
        ("il me faut un taxi demain 8h, mon train est à 9h", "annulez le train svp"),
        ("Le client Bosch vient jeudi, réunion à 14h : il faut 6 plateaux repas", "annulez la réunion de jeudi svp"),
        ("réunion à 14h : 6 plateaux repas", "annulez la réunion"),
        ("une demande de remboursement du taxi", "annulez le taxi"),
        ("a hotel invoice for Lille", "cancel the hotel"),
        (TAXI, "annulez l'aéroport svp"),
        (TAXI, "annulez le taxi de 9h"),
        (TAXI, "annulez le taxi, il me faut un train"),
        (TAXI, "annulez le taxi, le train de 9h"),
        (TAXI, "annulez le taxi, mais gardez le retour"),
        ("annulez le taxi de 8h", "annulez le taxi"),
    ],
)
def test_what_is_only_said_of_it_or_beside_it_is_not(asked: str, text: str) -> None:
    assert not cancels(text, asked)


@pytest.mark.parametrize(
    "text", ["annulez le taxi et réservez un train", "le taxi est annulé", "je prends le train", ""]
)
def test_what_asks_for_more_or_orders_nothing_cancels_nothing(text: str) -> None:
    asked = thing_cancelled(text)
    assert asked is None or not cancels(text, TAXI)


@pytest.mark.parametrize(
    ("text", "given_up"),
    [
        ("plus besoin du taxi, reservez moi un train", "plus besoin du taxi"),
        ("plus besoin du taxi, fuite d'eau au 2e", "plus besoin du taxi"),
        ("plus besoin du taxi. une salle jeudi 14h svp", "plus besoin du taxi"),
        ("plus besoin du taxi il me faut une salle jeudi", "plus besoin du taxi"),
        ("oubliez le taxi et reservez une voiture", "oubliez le taxi"),
        ("laissez tomber, le vidéoprojecteur est en panne", "laissez tomber"),
        ("changé d'avis, un train demain 8h", "change d avis"),
        ("reservez moi un train, plus besoin du taxi", "plus besoin du taxi"),
        ("le rdv est annulé, reservez une salle pour vendredi", "le rdv est annule"),
        ("no need, book me a train tomorrow", "no need"),
        ("no longer need the taxi, the printer is broken", "no longer need the taxi"),
    ],
)
def test_what_is_asked_beside_what_is_given_up_is_no_part_of_that(text: str, given_up: str) -> None:
    assert asks_beside(text)
    assert not gives_up(text)
    assert without_need(text) == given_up
    assert read(text, context()).request.value is RequestKind.YES


@pytest.mark.parametrize(
    "text",
    [
        "laissez tomber, j'y vais en voiture",
        "une salle jeudi 14h, non laissez tomber",
        "laissez tomber, le taxi de demain 8h",
        "plus besoin de réserver le taxi",
        "plus besoin du taxi, merci de prévenir le chauffeur",
        "laissez tomber, ne reservez rien",
        "plus besoin du taxi, je prends le train de 8h",
        "laissez tomber, j'ai trouvé une salle pour jeudi",
        "c'est bon, plus besoin, l'imprimante remarche",
        "never mind, I'll book a train myself",
        "plus besoin du taxi, merci d'annuler la réservation",
    ],
)
def test_what_only_says_why_asks_for_nothing(text: str) -> None:
    assert not asks_beside(text)
    assert gives_up(text)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("le taxi de demain n'est plus nécessaire", "le taxi de demain"),
        ("le taxi c'est plus la peine", "le taxi"),
        ("finalement pas besoin du taxi de demain", "taxi de demain"),
        ("le taxi et la salle ne sont plus utiles", "le taxi et la salle"),
        ("mon rendez-vous c'est annulé", "mon rendez vous"),
        ("the taxi is no longer needed", "the taxi"),
        ("celui de demain n'est plus utile", None),
        ("laissez tomber, j'y vais en voiture", None),
        ("le client ne vient plus laissez tomber", None),
        ("plus besoin de rien", None),
    ],
)
def test_what_is_no_longer_wanted_is_found_wherever_it_is_said(text: str, thing: str | None) -> None:
    assert gives_up(text)
    assert thing_given_up(text) == thing
    assert gives_up(text, "je suis en arrêt maladie à partir de demain") is (thing is None)
