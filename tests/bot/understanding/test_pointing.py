"""What points back to what was spoken of before, and what stands alone."""

from __future__ import annotations

import pytest

from bot.understanding.pointing import first_said, points_back, speaks_of_known, takes_for_known


@pytest.mark.parametrize(
    "text",
    [
        "imprimez-la svp",
        "imprimez la svp",
        "Imprimez-les",
        "envoyez-le-moi par coursier",
        "envoyez-moi-le en deux exemplaires",
        "réservez-en deux pour jeudi",
        "il me faudrait une salle jeudi à 14h pour le préparer avec Léa",
        "une salle pour en parler jeudi",
        "un taxi pour y aller jeudi 9h",
        "merci de l'imprimer",
        "il faudrait la photocopier",
        "pouvez-vous les relire",
        "please print it",
        "a taxi to go there on Thursday",
        "I need a room to prepare it",
    ],
)
def test_a_pronoun_points_back(text: str) -> None:
    assert points_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "un taxi demain 8h pour la gare",
        "il me faudrait une salle jeudi à 14h",
        "réservez une salle pour le dîner de vendredi",
        "il faut un traiteur pour le déjeuner",
        "un coursier pour le courrier du siège",
        "réservez la salle Jura jeudi",
        "imprimez la plaquette en 20 exemplaires",
        "imprimez les affiches avant vendredi",
        "pouvez-vous réserver un train pour Paris ?",
        "rendez-vous à 8h à la gare, il me faut un taxi",
        "il me faudrait 5 chaises pour le premier étage",
        "une salle pour l'hiver",
        "un hôtel pour le soir du 27",
        "book a room for Thursday please",
        "réapprovisionner le papier",
        "de la peinture pour le foyer",
        "refaire la peinture pour le couloir",
    ],
)
def test_what_stands_alone_does_not(text: str) -> None:
    assert not points_back(text)


def test_what_is_known_already() -> None:
    assert speaks_of_known("reporter le rdv à vendredi")
    assert speaks_of_known("imprimer le courrier de 4 pages")
    assert not speaks_of_known("il me faudrait un rendez-vous avec un plombier")
    assert not speaks_of_known("un taxi demain 8h pour la gare")
    assert takes_for_known("une salle pour l'acompte", "j'ai besoin d'un acompte")
    assert not takes_for_known("un taxi pour la gare", "j'ai besoin d'un acompte")


def test_what_comes_first() -> None:
    assert first_said("Léa Faure, réservez une salle svp") == "Léa Faure"
    assert first_said("un taxi demain 8h pour la gare") is None
    assert first_said("réservez une salle.") is None
