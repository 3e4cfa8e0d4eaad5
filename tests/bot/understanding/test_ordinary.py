"""Words of every day, as they are typed on a phone: none names a service, or makes a message urgent or private."""

from __future__ import annotations

import pytest

from bot.understanding import Reading, read
from bot.understanding.text import listed
from tests.bot.understanding.contexts import context

FRENCH = listed(
    """
    dun dune lun lautre quun quune quil quelquun jai jen jaurais cest cetait nest ya ca sil pr ds dac dacc daccord bcp
    tjs tjrs qd qqn qqch pb mtn pdt dc auj tel ms slt bjr stp svp cdt avt ns vs
    car pays sais devant devait devez avenir regarde chaque donner attendre attendez contact contacter modele chaine
    vendre servir prenant solaire retrait interne fixe charte type code visite suivant facteur courir couper couvrir
    copain copine garçon élève larmes soumis soucis vivement excellent minute alternative paysage planète traiter
    second prolonger indiquer extrait visiter toujours dedans pourquoi pendant entre lors donc moins presque vision
    """
)
ENGLISH = listed(
    """
    dun even fact state point store story location plant port tax type code log visit contact bc trying player winter
    feature hearing replace manage material vision intent advance resort retail painting yellow pays minutes raise
    second seconds id im ive wont cant lets its were well hell shell thats whats gonna wanna cuz coz tho thru pic info
    """
)
SENTENCES = {
    "fr": ("il me faudrait {} truc pour Zoé", "on a vu {} bidule dans le couloir"),
    "en": ("I need {} gadget for Zoe", "we saw {} things there"),
}


def decided(text: str, language: str) -> list[object]:
    """What the reader makes of it: service, site, urgency, and whether it would be held as private."""
    reading = read(text, context(language=language))
    private = reading.sensitive.value or reading.sensitive.certainty < 0.5
    return [part for part in (reading.service.value, reading.site.value, reading.urgent.value, private) if part]


@pytest.mark.parametrize(("language", "words"), [("fr", FRENCH), ("en", ENGLISH)])
def test_words_of_every_day_decide_nothing(language: str, words: list[str]) -> None:
    wrong = {
        said: found
        for word in words
        for sentence in SENTENCES[language]
        if (found := decided(said := sentence.format(word), language))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("besoin dun écran", "besoin d'un écran"),
        ("jai besoin dun chargeur", "j'ai besoin d'un chargeur"),
        (
            "bjr jai besoin dun écran suplémentaire pr lundi svp",
            "bjr j'ai besoin d'un écran suplémentaire pr lundi svp",
        ),
        ("dun badge", "d'un badge"),
        ("il me faudrait dun casque", "il me faudrait d'un casque"),
        ("cest urgent il faut un badge quelquun attend", "c'est urgent il faut un badge quelqu'un attend"),
        ("jattends toujours mon badge", "j'attends toujours mon badge"),
        ("ya plus de papier", "y a plus de papier"),
        ("lecran de la salle est cassé", "l'écran de la salle est cassé"),
        ("besoin dhotel à Lille", "besoin d'hotel à Lille"),
    ],
)
def test_a_lost_apostrophe_changes_nothing(typed: str, meant: str) -> None:
    assert _parts(read(typed, context())) == _parts(read(meant, context()))


def _parts(reading: Reading) -> list[object]:
    parts = (reading.request, reading.service, reading.site, reading.urgent, reading.sensitive, reading.due)
    return [part.value for part in parts]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("in 2 hr I need a gadget", "en"),
        ("yellow and ill send it asked Zoe", "en"),
        ("déposer ma veste au pressing", "fr"),
        ("il faudrait renouveler l'abonnement presse", "fr"),
        ("faire le diagnostic du serveur", "fr"),
        ("le stock de bidules est épuisé", "fr"),
        ("changer le détecteur de fumée", "fr"),
    ],
)
def test_what_looks_private_or_urgent_and_is_not(text: str, language: str) -> None:
    reading = read(text, context(language=language))
    assert (reading.urgent.value, reading.sensitive.value) == (False, False)


@pytest.mark.parametrize(
    "text",
    ["je suis épuisé", "mon diagnostic est tombé", "I am ill today", "my manager yelled at me", "call hr for me"],
)
def test_what_is_private_still_is(text: str) -> None:
    assert read(text, context(language=None)).sensitive.value


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("il me faut un resto le 1er janvier midi", "meetings"),
        ("réserver un resto", "meetings"),
        ("il nous faudrait un restaurant pour 8 jeudi", "meetings"),
        ("note de resto à me rembourser", "expenses"),
        ("justificatif resto d'hier", "expenses"),
        ("réserver un car pour 30 personnes", "travel"),
        ("book a car for monday", "travel"),
        ("send me the minutes of the board", "meetings"),
        ("a dunning letter please", "invoicing"),
    ],
)
def test_what_means_a_service_still_does(text: str, service: str) -> None:
    assert read(text, context(language=None)).service.value == service
