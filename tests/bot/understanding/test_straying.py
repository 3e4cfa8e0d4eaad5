"""What answers another question than the one that was asked, says no new word, or plainly asks for a thing."""

from __future__ import annotations

import pytest

from bot.understanding import asks_plainly
from bot.understanding.more import says_no_new_word, says_the_same_otherwise
from bot.understanding.straying import strays

FITS = "Taxi réservé à 7h45, ça vous va ?"


@pytest.mark.parametrize(
    "text",
    [
        "800 euros plutôt",
        "sur 3 mois",
        "sur trois mois si possible",
        "en 4 fois",
        "jusqu'au 15 décembre",
        "à partir de lundi en fait",
        "depuis mardi",
        "pour le dos",
        "chez le Dr Martin",
        "sans sortie autorisée",
        "il s'appelle Mathis Girard",
        "son nom c'est Paul Roche",
        "je préfère en parler à Samia",
        "ok mais 800 euros",
        "800 plutôt",
        "800 pour le loyer",
        "for 3 months",
    ],
)
def test_what_the_question_asks_nothing_of_strays(text: str) -> None:
    assert strays(text, FITS)
    assert strays(text, "Pour quelle heure ?")
    assert strays(text, "Combien de passagers ?")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("oui merci", FITS),
        ("non, plutôt 8h", FITS),
        ("à partir de 8h", FITS),
        ("jusqu'à 9 h ça irait", FITS),
        ("il faudrait une berline", FITS),
        ("on sera 2", FITS),
        ("à partir de 8h", "À quelle heure ?"),
        ("terminal 2", FITS),
        ("HP 3055", "Quel est le modèle ?"),
        ("120 rue Garibaldi", "Quelle adresse ?"),
        ("il affiche une erreur 404", "Que se passe-t-il exactement ?"),
        ("elle clignote depuis 2 jours", "Que se passe-t-il exactement ?"),
        ("800 euros", "Quel est votre budget ?"),
        ("30 euros environ", "Combien pouvez-vous mettre ?"),
        ("jusqu'au 15 décembre", "Pour quelle durée ?"),
        ("sur 3 mois", "Pour combien de temps ?"),
        ("depuis 2 semaines", "Ça dure depuis combien de jours ?"),
        ("800 euros", "Combien vous faut-il ?"),
        ("8", "Combien de passagers ?"),
        ("depuis mardi", "Depuis quand ?"),
        ("elle s'appelle Léa", "Quel est le nom du passager ?"),
        ("son nom c'est Paul Roche", "Pour qui est-ce ?"),
        ("salle 204", "Dans quelle salle ?"),
    ],
)
def test_what_it_asks_of_does_not(text: str, question: str) -> None:
    assert not strays(text, question)


@pytest.mark.parametrize(
    "text",
    [
        "un taxi vendredi 9h svp",
        "un train pour Paris mardi",
        "taxi vendredi 9h",
        "il me faut un taxi demain",
        "l'imprimante est en panne",
    ],
)
def test_a_plain_need_is_one(text: str) -> None:
    assert asks_plainly(text)


@pytest.mark.parametrize(
    "text",
    ["sur 3 mois", "800 euros svp", "un courrier vendredi svp", "plutôt un taxi", "pour un taxi"],
)
def test_what_names_no_thing_of_its_own_is_none(text: str) -> None:
    assert not asks_plainly(text)


@pytest.mark.parametrize("text", ["un taxi demain svp", "bonjour, un taxi demain à 8h, merci d'avance", "un taxi"])
def test_manners_are_no_new_word(text: str) -> None:
    assert says_no_new_word("un taxi demain à 8h", text)


@pytest.mark.parametrize("text", ["un taxi demain à 9h", "un taxi demain pour 8", "deux taxis demain à 8h"])
def test_another_number_is_one(text: str) -> None:
    assert not says_no_new_word("un taxi demain à 8h", text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("avec 3 valises", "avec 4 valises"),
        ("il me faut un taxi demain 8h", "il me faut un taxi vendredi 9h"),
        ("un taxi à 50 euros", "un taxi à 60 euros"),
    ],
)
def test_another_number_of_the_same_thing_is_the_same(before: str, after: str) -> None:
    assert says_the_same_otherwise(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("avec 3 valises", "sur 3 mois"),
        ("un taxi demain", "un taxi demain, 800 euros"),
        ("oui merci", "800"),
        ("demain 8h", "jusqu'au 15"),
        ("avec un siège bébé", "c'est pour mon fils"),
    ],
)
def test_another_thing_is_not(before: str, after: str) -> None:
    assert not says_the_same_otherwise(before, after)
