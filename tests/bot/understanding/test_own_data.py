"""What asks what the desk knows of its author, and what asks for something else."""

from __future__ import annotations

import pytest

from bot.understanding.own_data import asks_for_own_data


@pytest.mark.parametrize(
    "text",
    [
        "Quelles données avez-vous sur moi ?",
        "quelles donnees avez vous sur moi",
        "qelles donnés avez vous sur moi",
        "quelles infos vous gardez sur moi svp",
        "Bonjour, pouvez-vous me dire quelles données vous avez sur moi ?",
        "quelles données personnelles détenez-vous à mon sujet",
        "quelles données sont conservées sur moi ?",
        "que savez-vous de moi ?",
        "qu'est-ce que vous savez sur moi ?",
        "je voudrais savoir ce que vous savez sur moi",
        "mes données personnelles",
        "conformément au RGPD, je souhaite exercer mon droit d'accès à mes données personnelles",
        "what data do you have about me?",
        "what do you know about me",
        "show me my personal data please",
        "everything you know about me",
    ],
)
def test_what_asks_for_ones_own_data(text: str) -> None:
    assert asks_for_own_data(text, to_desk=False)


@pytest.mark.parametrize("text", ["mes données", "voir mes données", "my data", "mes donées"])
def test_what_asks_for_it_only_of_the_desk(text: str) -> None:
    assert asks_for_own_data(text, to_desk=True)
    assert not asks_for_own_data(text, to_desk=False)


@pytest.mark.parametrize(
    "text",
    [
        "quelles données avez-vous sur le client Dupont ?",
        "quelles données avez-vous sur moi et sur Léa Faure ?",
        "quelles infos avez-vous sur mon train ?",
        "que savez-vous de ma demande ?",
        "j'ai perdu mes données",
        "pouvez-vous récupérer mes données sur l'ancien disque ?",
        "mettez à jour mes données bancaires",
        "changez mes infos personnelles",
        "avez-vous besoin de mes données personnelles pour le billet ?",
        "quelles données avez-vous sur moi ? " + "et un train pour Paris jeudi " * 20,
    ],
)
def test_what_asks_for_something_else(text: str) -> None:
    assert not asks_for_own_data(text, to_desk=True)
