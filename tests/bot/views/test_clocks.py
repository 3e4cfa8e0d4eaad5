"""How a promise was counted, as it is told."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.rendering import Reader, flat, runs
from bot.policies.targets import Promise
from bot.views.clocks import why_of
from bot.views.facts import RequestFacts
from tests.bot.views import gallery
from tests.bot.views.gallery_clocks import made, promises
from tests.bot.views.subjects import NOW, facts

SATURDAY = date(2027, 5, 15)
"""The Friday before it and the Tuesday after are near."""


def told(language: str, made_: Promise | None, today: date, known: RequestFacts) -> str:
    reader = Reader(language, "Europe/Paris", today)
    said = flat(runs(why_of(known.request, made_), gallery.rendering_facts(), reader))
    return said.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            (
                "Réponse à donner mardi 10 h : reçue vendredi à 17 h 40, après la fermeture (17 h) ; lundi férié ; "
                "2 h ouvrées dès mardi 8 h."
            ),
        ),
        (
            "en",
            (
                "Answer due Tuesday 10 am: received Friday at 5:40 pm, after closing (5 pm); Monday is a public "
                "holiday; 2 business hours from Tuesday 8 am."
            ),
        ),
    ],
)
def test_a_deadline_says_why_as_in_the_design(language: str, said: str) -> None:
    whole = made("invoicing", "strasbourg", "2027-05-14T17:40")
    assert told(language, whole, SATURDAY, facts(site="strasbourg")) == said


def test_once_answered_it_says_how_the_end_was_counted() -> None:
    whole = made("invoicing", "strasbourg", "2027-05-14T17:40")
    said = told("fr", whole, SATURDAY, facts(site="strasbourg", responded_at=NOW))
    assert said.startswith("À rendre mercredi 17 h : reçue vendredi à 17 h 40")
    assert said.endswith("2 jours ouvrés dès mardi 8 h.")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("while open", "reçue mardi à 10 h 30 ; 1 jour ouvré dès mardi 10 h 30"),
        ("before opening", "reçue mardi à 7 h, avant l’ouverture (9 h)"),
        ("before opening", "avancée à la date demandée"),
        ("in the break", "reçue mardi à 13 h, pendant la pause (jusqu’à 13 h 30)"),
        ("in the break", "la date demandée (mardi) vient trop tôt pour être promise"),
        ("when closed", "un jour de fermeture"),
        ("on a day off", "un jour non travaillé"),
        ("on a holiday", "la date demandée (mercredi 1er avril) est passée"),
        ("over days that are closed", "fermé jeudi 24 décembre ; vendredi 25 décembre férié ; fermé de lundi 28"),
        ("paused", "suspendue de mardi 10 h à mercredi 11 h, le temps d’une réponse ou d’un accord"),
    ],
)
def test_each_step_is_told(name: str, part: str) -> None:
    assert part in told("fr", promises()[name], date(2026, 11, 24), facts(responded_at=NOW))


def test_what_stands_still_says_since_when() -> None:
    said = told("fr", None, date(2026, 11, 24), facts(paused_at=NOW))
    assert said == "Le délai est suspendu depuis mardi 10 h 30, le temps d’une réponse."


def test_what_awaits_an_agreement_says_that_it_does() -> None:
    said = told("fr", None, date(2026, 11, 24), facts(paused_at=NOW, awaits_approval=True))
    assert said == "Le délai est suspendu depuis mardi 10 h 30, le temps d’un accord."


def test_a_day_that_is_far_is_said_in_full() -> None:
    whole = made("invoicing", "strasbourg", "2027-05-14T17:40")
    assert "vendredi 14 mai 2027" in told("fr", whole, date(2026, 5, 14), facts(site="strasbourg"))
