"""Until when something is asked again and again; and what of « jusqu'à » is a part of what is asked."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversations.how_often import as_typed
from bot.policies.recurring import Rule
from bot.understanding.dates.atoms import Now
from bot.understanding.recurring_end import End, read_end
from bot.understanding.until import Until, read_until

NOW = Now(datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Paris")), lambda day: False, "fr")


@pytest.mark.parametrize(
    ("text", "last", "asked"),
    [
        ("une salle pour 8 jusqu'au 15 décembre", (2026, 12, 15), "une salle pour 8"),
        ("jusqu’au 15/12 une salle pour 8", (2026, 12, 15), "une salle pour 8"),
        ("une salle, jusqu’à fin juin, pour 8", (2027, 6, 30), "une salle pour 8"),
        ("Une salle jusqu'en juin.", (2027, 6, 30), "Une salle"),
        ("du café jusqu'à Noël", (2026, 12, 25), "du café"),
        ("du café jusqu'au vendredi 18 décembre", (2026, 12, 18), "du café"),
        ("a room for 8 until 15 December", (2026, 12, 15), "a room for 8"),
        ("till the end of January, a room", (2027, 1, 31), "a room"),
        ("une salle jusqu'à 18 h jusqu'au 15 décembre", (2026, 12, 15), "une salle jusqu'à 18 h"),
        ("une salle jusqu'au 15 décembre jusqu'à 18 h", (2026, 12, 15), "une salle jusqu'à 18 h"),
        ("une salle jusqu'au 15 décembre à 14 h", (2026, 12, 15), "une salle à 14 h"),
    ],
)
def test_the_end_is_read_and_the_rest_is_asked(text: str, last: tuple[int, int, int], asked: str) -> None:
    assert read_end(text, NOW) == End(date(*last), asked)


@pytest.mark.parametrize(
    "text",
    [
        "une salle pour 8",
        "une salle jusqu'à 18 h",
        "a room until 6 pm",
        "un taxi jusqu'à la gare",
        "une voiture jusqu'à vendredi",
        "une voiture jusqu'à vendredi soir",
        "du papier jusqu'à nouvel ordre",
        "",
    ],
)
def test_what_is_no_end_stays_as_it_was_typed(text: str) -> None:
    assert read_end(text, NOW) is None


def test_an_end_gone_by_or_too_far_is_told() -> None:
    assert read_end("une salle jusqu'au 15 décembre 2025", NOW) == "end_past"
    assert read_end("une salle jusqu'au 15 décembre 2029", NOW) == "end_far"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("last", [date(2026, 12, 1), date(2026, 12, 15), date(2027, 11, 20)])
def test_what_a_form_is_filled_with_is_read_as_the_same_end(last: date, language: str) -> None:
    rule = Rule("week", NOW.today, weekdays=(0,), until=last)
    assert read_until(as_typed(rule, language)["until"], NOW) == Until(last, "")


@given(st.text(st.sampled_from("jusqu'au 15/12 à 18 h lundi, until é"), max_size=60))
def test_any_text_is_read_or_not_and_nothing_breaks(text: str) -> None:
    found = read_end(text, NOW)
    assert not isinstance(found, End) or len(found.asked) <= len(text)
