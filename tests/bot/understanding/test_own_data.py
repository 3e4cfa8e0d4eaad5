"""What asks what the desk knows of its author, and what asks for something else."""

from __future__ import annotations

import pytest

from bot.understanding.own_data import asks_for_own_data, asks_to_be_erased, is_of_own_data


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
        "vous gardez quoi sur moi ?",
        "vous avez quoi comme infos sur moi",
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
        "effacez tout ce que vous savez de moi",
        "Bonjour, merci d'effacer toutes les données que vous avez sur moi",
        "suprimez mes donées perso svp",
        "je veux exercer mon droit à l'effacement",
        "droit à l'oubli",
        "forget everything you know about me",
        "please delete all my personal data",
    ],
)
def test_what_asks_to_be_erased(text: str) -> None:
    assert asks_to_be_erased(text, to_desk=False)
    assert not asks_for_own_data(text, to_desk=True)


@pytest.mark.parametrize(
    "text",
    [
        "supprimez toutes mes données svp",
        "il faut supprimer mes données",
        "je veux que vous effaciez mes données",
        "can you delete my data?",
    ],
)
def test_what_asks_to_be_erased_only_of_the_desk(text: str) -> None:
    assert asks_to_be_erased(text, to_desk=True)
    assert not asks_to_be_erased(text, to_desk=False)


@pytest.mark.parametrize(
    "text",
    [
        "supprimez mes données de l'ancien disque",
        "effacez mes données bancaires du dossier",
        "j'ai effacé mes données par erreur",
        "supprimez mes données et réservez un train",
        "oubliez ma demande",
        "effacez mes messages du tableau",
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
    assert not is_of_own_data(text, to_desk=True)
