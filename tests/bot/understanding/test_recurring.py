"""What is asked again and again, as people say it, in both languages; and what only looks like it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversations.how_often import as_typed
from bot.policies.recurring import Rule
from bot.understanding.recurring import Again, read_chosen, read_recurring

TODAY = date(2026, 11, 24)


def read(text: str) -> Again:
    found = read_recurring(text, TODAY)
    assert isinstance(found, Again), text
    return found


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("chaque lundi", {"every": "week", "weekdays": (0,)}),
        ("Tous les lundis et jeudis", {"every": "week", "weekdays": (0, 3)}),
        ("tous les lundis, mercredis et vendredis", {"every": "week", "weekdays": (0, 2, 4)}),
        ("every Monday and Thursday", {"every": "week", "weekdays": (0, 3)}),
        ("chaque semaine", {"every": "week", "weekdays": (0,)}),
        ("toutes les semaines le mardi", {"every": "week", "weekdays": (1,)}),
        ("weekly on Friday", {"every": "week", "weekdays": (4,)}),
        ("toutes les deux semaines, le jeudi", {"every": "week", "weekdays": (3,), "weeks": 2}),
        ("un vendredi sur deux", {"every": "week", "weekdays": (4,), "weeks": 2}),
        ("tous les quinze jours", {"every": "week", "weekdays": (0,), "weeks": 2}),
        ("tous les 15 jours, le mardi", {"every": "week", "weekdays": (1,), "weeks": 2}),
        ("une semaine sur deux le mardi", {"every": "week", "weekdays": (1,), "weeks": 2}),
        ("every fortnight", {"every": "week", "weekdays": (0,), "weeks": 2}),
        ("every other Tuesday", {"every": "week", "weekdays": (1,), "weeks": 2}),
        ("every 3 weeks on Monday", {"every": "week", "weekdays": (0,), "weeks": 3}),
        ("chaque jour ouvré", {"every": "day"}),
        ("tous les jours", {"every": "day"}),
        ("every weekday", {"every": "day"}),
        ("tous les mois le 25", {"every": "month", "day": 25}),
        ("every month on the 25th", {"every": "month", "day": 25}),
        ("chaque mois, le 1er", {"every": "month", "day": 1}),
        ("le 25 de chaque mois", {"every": "month", "day": 25}),
        ("tous les 25 du mois", {"every": "month", "day": 25}),
        ("chaque 1er du mois", {"every": "month", "day": 1}),
        ("every 25th of the month", {"every": "month", "day": 25}),
        ("on the 3rd of every month", {"every": "month", "day": 3}),
        ("chaque mois", {"every": "month", "nth": 1}),
        ("le premier jour ouvré du mois", {"every": "month", "nth": 1}),
        ("dernier jour ouvré de chaque mois", {"every": "month", "nth": -1}),
        ("chaque mois le 3e jour ouvré", {"every": "month", "nth": 3}),
        ("avant-dernier jour ouvré du mois", {"every": "month", "nth": -2}),
        ("on the last business day of each month", {"every": "month", "nth": -1}),
        ("every month on the 2nd business day", {"every": "month", "nth": 2}),
        ("tous les mois le dernier jour du mois", {"every": "month", "day": 31}),
        ("le premier lundi du mois", {"every": "month", "weekdays": (0,), "nth": 1}),
        ("the last Friday of every month", {"every": "month", "weekdays": (4,), "nth": -1}),
        ("à la fin de chaque mois", {"every": "month", "nth": -1}),
        ("chaque trimestre", {"every": "quarter", "nth": 1}),
        ("chaque trimestre le 15", {"every": "quarter", "day": 15}),
        ("tous les trois mois", {"every": "quarter", "nth": 1}),
        ("quarterly on the last business day", {"every": "quarter", "nth": -1}),
        ("chaque lundi sauf jours fériés", {"every": "week", "weekdays": (0,), "closed": "skip"}),
        ("chaque lundi, sinon le lendemain", {"every": "week", "weekdays": (0,), "closed": "after"}),
    ],
)
def test_a_rule_is_read_wherever_it_stands(text: str, rule: dict[str, Any]) -> None:
    known = Rule(since=TODAY, **rule)
    assert read(f"{text} réserver la salle 12") == Again(known, read(text).said, "réserver la salle 12")
    assert read(f"Réserver la salle 12 {text}").asked == "Réserver la salle 12"
    assert read(f"Réserver la salle 12, {text.upper()}.").rule == known


@pytest.mark.parametrize(
    "text",
    ["chaque mois le 32", "tous les mois le 0", "le 24e jour ouvré du mois", "le cinquième lundi du mois"],
)
def test_a_day_that_no_month_has_is_told(text: str) -> None:
    assert read_recurring(f"{text} commander du papier", TODAY) == "no_such_day"


@pytest.mark.parametrize(
    "text",
    [
        "une salle lundi",
        "tous mes badges sont bloqués",
        "tous les badges sont bloqués",
        "every badge is blocked",
        "chaque chambre avec douche",
        "le rapport du mois",
        "",
    ],
)
def test_what_is_said_once_is_not_read_so(text: str) -> None:
    assert read_recurring(text, TODAY) is None


def test_a_count_is_no_day_of_the_month() -> None:
    found = read("tous les mois 20 ramettes de papier A4 pour « l’accueil »")
    assert (found.rule.nth, found.rule.day, found.asked) == (1, None, "20 ramettes de papier A4 pour « l’accueil »")


def test_what_is_asked_stays_as_it_was_typed() -> None:
    text = "chaque lundi : envoyer le PLANNING à accueil@durance.example (cf. https://x.example/a-b)"
    assert read(text).asked == "envoyer le PLANNING à accueil@durance.example (cf. https://x.example/a-b)"
    assert read("e\u0301crire chaque lundi").asked == "\u00e9crire"
    assert read(f"chaque lundi {'du café ' * 900}fin").asked.endswith("fin")


@given(st.text(st.sampled_from("chaque tous les lundi mois le 25 du 3e jour ouvré, "), max_size=60))
def test_any_text_is_read_or_not_and_nothing_breaks(text: str) -> None:
    found = read_recurring(text, TODAY)
    assert not isinstance(found, Again) or found.said in text


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("text", "every", "on"),
    [
        ("chaque lundi et jeudi", "week", "lundi, jeudi"),
        ("un vendredi sur deux", "two_weeks", "vendredi"),
        ("toutes les 3 semaines le mardi", "week", "toutes les 3 semaines, mardi"),
        ("premier lundi du mois", "month", "premier lundi"),
        ("7e jour ouvré du mois", "month", "7e jour ouvré"),
        ("avant-dernier jour ouvré du mois", "month", "avant-dernier jour ouvré"),
        ("chaque trimestre le 15", "quarter", "le 15"),
        ("fin du trimestre", "quarter", "dernier jour ouvré"),
        ("tous les jours", "day", ""),
        ("tous les deux mois le 5", "month", "tous les 2 mois, le 5"),
        ("chaque semestre, le dernier jour ouvré", "month", "tous les 6 mois, dernier jour ouvré"),
    ],
)
def test_what_a_form_is_filled_with_is_read_as_the_same(text: str, every: str, on: str, language: str) -> None:
    rule = read(text).rule
    typed = as_typed(rule, language)
    assert typed["every"] == every
    assert language == "en" or typed["on"] == on
    assert read_chosen(typed["every"], typed["on"], TODAY) == rule


@pytest.mark.parametrize(
    ("every", "on", "misfit"),
    [
        ("month", "le 32", "no_such_day"),
        ("month", "quand il pleut", "unread"),
        ("day", "lundi", "unread"),
        ("week", "tous les mois le 25", "other_rhythm"),
        ("fortnight", "lundi", "other_rhythm"),
    ],
)
def test_what_was_chosen_and_typed_must_agree(every: str, on: str, misfit: str) -> None:
    assert read_chosen(every, on, TODAY) == misfit


def test_a_day_is_typed_beside_what_was_chosen_as_one_likes() -> None:
    for on in ("25", "le 25", "the 25th", "25 du mois", "on the 25th"):
        assert read_chosen("month", on, TODAY) == Rule("month", TODAY, day=25), on
    assert read_chosen("month", "", TODAY) == Rule("month", TODAY, nth=1)


@pytest.mark.parametrize(
    ("text", "months", "asked"),
    [
        ("tous les deux mois commander du café", 2, "commander du café"),
        ("contrôler les extincteurs tous les 6 mois", 6, "contrôler les extincteurs"),
        ("chaque semestre le 15 envoyer le bilan", 6, "envoyer le bilan"),
        ("le 5 tous les deux mois relever les compteurs", 2, "relever les compteurs"),
        ("every other month send the list", 2, "send the list"),
        ("tous les mois commander du café", 1, "commander du café"),
    ],
)
def test_each_so_many_months(text: str, months: int, asked: str) -> None:
    found = read(text)
    assert (found.rule.every, found.rule.months, found.asked) == ("month", months, asked)


def test_three_months_are_a_quarter() -> None:
    assert read("tous les trois mois le 2 envoyer la liste").rule.every == "quarter"
