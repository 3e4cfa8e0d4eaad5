"""A score as people type it, and what is a number of something else."""

from __future__ import annotations

import pytest

from bot.understanding.scoring import score_in

SCORES = {
    "5": (5, ""),
    "1.": (1, ""),
    "4/5": (4, ""),
    "4 sur 5": (4, ""),
    "3, merci": (3, ""),
    "2 / 5 merci beaucoup": (2, ""),
    "4, très bien mais un peu long": (4, "très bien mais un peu long"),
    "5. Super réactif": (5, "Super réactif"),
    "très bien, 5": (5, "très bien"),
    "Merci Inès, 5/5": (5, ""),
    "3 pas terrible, il manquait le câble": (3, "pas terrible, il manquait le câble"),
    "3 : il manquait 2 câbles": (3, "il manquait 2 câbles"),
    "5 étoiles": (5, ""),
    "5 étoiles, très rapide": (5, "très rapide"),
    "je mets 4": (4, ""),
    "Je mets un 4, un peu long": (4, "un peu long"),
    "parfait, je mets 5": (5, ""),
    "Je donne la note de 3/5, salle froide": (3, "salle froide"),
    "cinq": (5, ""),
    "quatre étoiles": (4, ""),
    "Tout à fait": (5, ""),
    "pas du tout, il manquait le câble": (1, "il manquait le câble"),
    "⭐⭐⭐⭐": (4, ""),
    "I give it a 4": (4, ""),
}


@pytest.mark.parametrize("text", SCORES)
def test_a_score_and_its_word(text: str) -> None:
    assert score_in(text) == SCORES[text]


@pytest.mark.parametrize(
    "text",
    [
        *("", "6", "4,5", "10/5", "-3", "5 ?", "5%", "5€", "5h", "05"),
        *("5 personnes finalement", "5 personnes attendent encore", "2 h de retard", "3 chaises manquent"),
        *("un taxi, demain 8h", "une salle jeudi", "pour jeudi, 5", "on sera finalement, 5", "deux, pour jeudi"),
        "5, et vous pouvez rouvrir ?",
    ],
)
def test_another_number_is_no_score(text: str) -> None:
    assert score_in(text) is None
