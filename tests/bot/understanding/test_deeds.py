"""Services by what is done, whatever it is done with; phrases that say nothing; and sites that are only named."""

from __future__ import annotations

import pytest

from bot.understanding import read
from tests.bot.understanding.contexts import context


def service_of(text: str) -> str | None:
    return read(text, context(language=None)).service.value


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("j'ai réglé le péage avec ma carte, comment je récupère ?", "expenses"),
        ("I bought the stamps myself, who do I give the receipt to", "expenses"),
        ("la mairie nous doit deux mois, il faudrait réclamer notre argent", "invoicing"),
        ("they charged us twice for the crane", "invoicing"),
        ("libérez toute ma matinée de mardi svp", "meetings"),
        ("put the whole team on one call please", "meetings"),
        ("trouvez-moi où dormir près de l'usine", "travel"),
        ("I need somewhere to sleep near the quarry", "travel"),
        ("combien on a livré de palettes le mois dernier ?", "reporting"),
        ("how many pallets did we ship last month, split by store", "reporting"),
        ("il me faut un papier comme quoi je bosse ici", "hr_admin"),
        ("I need proof that I work here, for the crèche", "hr_admin"),
        ("poser mon vendredi, il me reste combien de jours ?", "hr_admin"),
        ("l'horloge du quai est coincée", "office"),
        ("the lobby clock is broken and the ashtray is full", "office"),
    ],
)
def test_what_is_done_names_the_service(text: str, service: str) -> None:
    assert service_of(text) == service


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("la chambre de commerce veut une facture", "invoicing"),
        ("je suis en réunion, commandez du toner", "office"),
        ("the auditors want the invoice on paper", "invoicing"),
        ("je suis en train de refaire le badge", "office"),
        ("le vol de mon badge", "office"),
        ("facture de Port Réunion à régler", "invoicing"),
        ("I am not in, cancel the meeting", "meetings"),
        ("good evening, the printer is jammed", "office"),
    ],
)
def test_phrases_that_say_nothing_take_no_service(text: str, service: str) -> None:
    assert service_of(text) == service


def test_what_was_said_is_told_by_its_words() -> None:
    found = read("I paid it with my own card", context(language=None))
    assert found.service.value == "expenses"
    assert found.service.words


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("lunch for three people of PwC Strasbourg", "lyon"),
        ("Strasbourg nous a refacturé le loyer, contestez svp", "lyon"),
        ("une salle avec le binôme de Strasbourg", "lyon"),
        ("déplacer les comités de Stras et de Lyon", "lyon"),
        ("a badge for the new one at Strasbourg", "strasbourg"),
        ("des chaises pour le bureau de Strasbourg", "strasbourg"),
    ],
)
def test_a_site_that_is_only_named_is_not_the_one_served(text: str, site: str) -> None:
    found = read(text, context(language=None, channel_site="lyon"))
    assert found.site.value == site


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("relancer le devis de chauffage", "invoicing"),
        ("la facture du serrurier a disparu", "invoicing"),
        ("le remboursement de ma location de voiture", "expenses"),
        ("la serrure de la salle Rhône", "office"),
        ("les comités du trimestre sont à caler", "meetings"),
    ],
)
def test_what_a_thing_is_of_takes_no_service_from_it(text: str, service: str) -> None:
    assert service_of(text) == service
