"""What only thanks or puts off leaves a question unanswered; what may be its answer does not."""

from __future__ import annotations

import pytest

from bot.understanding import leaves_unanswered
from bot.understanding.unanswered import is_closed


@pytest.mark.parametrize(
    "text",
    [
        "merci",
        "ok merci",
        "Merci beaucoup, bonne journée !",
        "je regarde et je reviens vers vous",
        "bonne question, je demande à Paul",
        "je vous dis ça demain",
        "je ne sais pas, je vois avec Julie",
        "let me check",
        "thanks, I'll check and let you know",
        "I'll get back to you",
    ],
)
def test_courtesy_and_putting_off_leave_a_question_unanswered(text: str) -> None:
    assert leaves_unanswered(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "oui",
        "oui merci",
        "non merci",
        "parfait",
        "c'est bon, merci",
        "8, merci",
        "Paul, merci",
        "pour moi, merci",
        "tout le monde",
        "je demande à ce que ce soit calme",
        "8 personnes, je regarde pour le reste",
        "let me check: it's eight",
    ],
)
def test_what_may_be_the_answer_is_one(text: str) -> None:
    assert not leaves_unanswered(text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Un bleu, ça vous va ?", "ok merci"),
        ("Un bleu, ça vous va ?", "ok, merci, bonne journée"),
        ("Je le commande chez Bruneau, d'accord ?", "ok merci"),
        ("Merci de me confirmer la date", "ok merci"),
        ("Is that fine with you?", "okay thanks"),
        ("Pour quand vous le faut-il ?", "fin de journée merci"),
        ("Avez-vous reçu le premier ?", "bien reçu merci"),
        ("Dites-moi quand vous aurez reçu le contrat", "bien reçu, merci"),
        ("Journée ou soirée ?", "soirée merci"),
        ("Aller simple ou retour ?", "retour merci"),
        ("Vous ou Paul ?", "vous, merci"),
        ("Quel est le motif du déplacement ?", "je vais voir le client Bosch"),
        ("Quel est le motif du déplacement ?", "je vais vérifier le chantier de Lille"),
        ("Qui allez-vous rencontrer ?", "je vais voir Paul"),
        ("What is it for?", "I'll see the client in Paris"),
        ("Qui l'installe, vous ou nous ?", "je m'en occupe"),
    ],
)
def test_what_may_answer_that_question_is_an_answer(question: str, text: str) -> None:
    assert not leaves_unanswered(text, question)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Un bleu, ça vous va ?", "merci"),
        ("Un bleu, ça vous va ?", "merci bonne journée"),
        ("Un bleu, ça vous va ?", "ok, je vérifie et je reviens vers vous"),
        ("Pour quand vous le faut-il ?", "ok merci"),
        ("Pour quand ?", "merci, bonne fin de journée"),
        ("Journée ou soirée ?", "merci, bonne soirée"),
        ("Aller simple ou retour ?", "merci pour votre retour rapide"),
        ("Combien de personnes ?", "bien reçu merci"),
        ("Quel est le motif du déplacement ?", "je vais voir avec Julie"),
        ("Quel est le motif du déplacement ?", "je regarde ça demain"),
        ("What is it for?", "I'll see with Paul"),
        ("Avez-vous l'adresse ?", "je vérifie l'adresse"),
        ("Pouvez-vous remplir le formulaire ?", "je m'en occupe"),
    ],
)
def test_what_does_not_answer_that_question_leaves_it(question: str, text: str) -> None:
    assert leaves_unanswered(text, question)


@pytest.mark.parametrize(
    ("question", "closed"),
    [
        ("Un bleu, ça vous va ?", True),
        ("Est-ce que la salle Rhône convient ?", True),
        ("Un bleu ou un vert, peu importe, d'accord ?", True),
        ("Où le livrer ?", False),
        ("À quelle heure ?", False),
        ("Est-ce qu'elle a un badge ?", True),
        ("Que voulez-vous faire ?", False),
        ("Bonjour. Pour combien de personnes ?", False),
        ("Il manque l'adresse.", False),
        ("Pour quand... ? Un bleu, ça vous va ?", True),
        ("", False),
    ],
)
def test_what_ok_can_answer(question: str, closed: bool) -> None:
    assert is_closed(question) is closed
