"""Several messages, one need: openings, follow-ups, thanks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.understanding import is_apology, is_civil, is_opening, is_thanks, same_need


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        ("bonjour", "il me faudrait une salle jeudi"),
        ("hello!", "can you book me a train"),
        ("il me faudrait une salle jeudi", "pour 8 personnes"),
        ("il me faudrait une salle jeudi", "avec un vidéoprojecteur si possible"),
        ("il me faudrait une salle jeudi", "pardon, vendredi"),
        ("il me faudrait une salle jeudi", "à 14h"),
        ("un train pour Paris lundi svp", "départ vers 8h"),
        ("I need a room on Thursday", "for 8 people"),
        ("I need a room on Thursday", "with a screen please"),
        ("il faudrait payer la facture Legrand", "c'est urgent"),
    ],
)
def test_one_need(previous: str, text: str) -> None:
    assert same_need(previous, text)


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        ("il me faudrait une salle jeudi", "il me faudrait aussi un train pour lundi"),
        ("il me faudrait une salle jeudi", "pouvez-vous commander des stylos ?"),
        ("il me faudrait une salle jeudi", "merci beaucoup"),
        ("il me faudrait une salle jeudi", "bonjour"),
        ("il me faudrait une salle jeudi", ""),
        ("il me faudrait une salle jeudi à 10h", "il me faudrait une salle vendredi à 9h"),
        ("I need a room on Thursday", "could you also book me a flight on Monday?"),
        ("bon week-end à tous", "il me faut un badge"),
    ],
)
def test_two_needs(previous: str, text: str) -> None:
    assert not same_need(previous, text)


def test_long_after_it_is_another_need() -> None:
    assert same_need("il me faudrait une salle jeudi", "pour 8 personnes", timedelta(minutes=4))
    assert not same_need("il me faudrait une salle jeudi", "pour 8 personnes", timedelta(hours=2))


@pytest.mark.parametrize(
    "text",
    [
        "merci",
        "Merci beaucoup !",
        "thx",
        "super merci Inès",
        "merci pour votre aide",
        "thanks a lot, that's perfect",
        "ok merci 🙏",
        "parfait",
        "ok parfait",
        "nickel",
        "c'est bon pour moi",
        "👍",
        "👍🏽",
        ":+1:",
        "all good for me",
    ],
)
def test_thanks(text: str) -> None:
    assert is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "merci de m'envoyer le devis",
        "merci mais il manque la page 2",
        "merci, et le train ?",
        "parfait pour le train de 9h",
        "ok ?",
        "c'est bon marché",
        "please book a room, thanks",
        "Pouvez-vous réserver une salle ? Merci",
        "",
    ],
)
def test_more_than_thanks(text: str) -> None:
    assert not is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "désolé pour le dérangement",
        "Désolée !",
        "pardon, erreur de ma part",
        "oups, fausse alerte",
        "mes excuses pour le bruit, merci",
        "sorry for the trouble",
        "so sorry, my mistake",
    ],
)
def test_apologies(text: str) -> None:
    assert is_apology(text)


@pytest.mark.parametrize(
    "text",
    [
        "désolé, il me faudrait plutôt un taxi",
        "pardon, c'est pour vendredi",
        "sorry, the badge doesn't work",
        "désolé de vous déranger, une salle svp",
        "désolé, c'est possible ?",
        "désolé, ça marche pas",
        "sorry, it does not work",
        "merci",
        "",
    ],
)
def test_more_than_an_apology(text: str) -> None:
    assert not is_apology(text)


@pytest.mark.parametrize(
    "text", ["bonjour", "Bjr !", "hello everyone", "Bonjour, j'ai une petite question", "hi, are you there?"]
)
def test_openings(text: str) -> None:
    assert is_opening(text)


@pytest.mark.parametrize("text", ["bonjour, une salle svp", "la salle est libre", "merci", "", "tout le monde"])
def test_no_openings(text: str) -> None:
    assert not is_opening(text)


@pytest.mark.parametrize(
    "text", ["merci, bonne journée", "c'est noté, merci", "désolé", "Bonjour à tous", "oui", ":smile:"]
)
def test_what_is_polite_asks_for_nothing(text: str) -> None:
    assert is_civil(text)


@pytest.mark.parametrize(
    "text", ["rien reçu", "pas de réponse", "bonjour, c'est revenu", "ok ?", "?", "merci mais non"]
)
def test_what_tells_something_is_more_than_polite(text: str) -> None:
    assert not is_civil(text)
