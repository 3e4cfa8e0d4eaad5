"""Hours with no mark of one, feasts, weeks that are over: what each rule finds, and what it leaves alone.

It is Tuesday 24 November 2026, 10:15, in Paris.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding import Reading, read
from tests.bot.understanding.contexts import NOW, context
from tests.bot.understanding.test_dates import said

Dated = tuple[str | None, str | None, str | None]


def dates_of(language: str, text: str, written_at: datetime = NOW) -> Dated:
    reading: Reading = read(text, context(language=language, written_at=written_at))
    return said(reading.due.value), said(reading.event_start.value), said(reading.event_end.value)


STRETCHES = [
    ("en", "a room Thursday 10 to 11.30", "2026-11-26T10:00", "2026-11-26T11:30"),
    ("en", "a room Tuesday 2-4", "2026-12-01T14:00", "2026-12-01T16:00"),
    ("en", "room Thursday 10 to 12", "2026-11-26T10:00", "2026-11-26T12:00"),
    ("en", "the auditorium on Dec 1st 9-5", "2026-12-01T09:00", "2026-12-01T17:00"),
    ("en", "seminar: 8 dec 10 to 4, a meeting space", "2026-12-08T10:00", "2026-12-08T16:00"),
    ("en", "a room from 9 to 5 on Monday", "2026-11-30T09:00", "2026-11-30T17:00"),
    ("en", "a room 11-1 tomorrow", "2026-11-25T11:00", "2026-11-25T13:00"),
    ("en", "a room tomorrow 2 til 4", "2026-11-25T14:00", "2026-11-25T16:00"),
    ("en", "a meeting on Tue 1st, 2-3", "2026-12-01T14:00", "2026-12-01T15:00"),
    ("fr", "il me faudrait jeudi la grande salle de 9 à 17 et un déj", "2026-11-26T09:00", "2026-11-26T17:00"),
]


@pytest.mark.parametrize(("language", "text", "start", "end"), STRETCHES)
def test_from_when_to_when(language: str, text: str, start: str, end: str | None) -> None:
    assert dates_of(language, text)[1:] == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("hotel from Tuesday 8 to 10 December", "2026-12-08", "2026-12-10"),
        ("hotel Thursday 10 to 12 in Lille", "2026-12-10", None),
        ("leave from Monday 7 to Friday 11", "2026-12-07", None),
        ("a room Monday for 8 to 10 people", "2026-11-30", None),
    ],
)
def test_days_and_people_are_no_hours(text: str, start: str, end: str | None) -> None:
    found = dates_of("en", text)
    assert found[1] is not None
    assert found[1] == start
    assert end is None or found[2] == end


HOURS = [
    ("en", "by 10 tomorrow I need the list", "2026-11-25T10:00"),
    ("en", "I need the list before 11, please", "2026-11-24T11:00"),
    ("en", "send me the file by 5", "2026-11-24T17:00"),
    ("en", "please send it by lunchtime tomorrow", "2026-11-25T12:00"),
    ("en", "I need the file Fri am", "2026-11-27T12:00"),
    ("en", "a taxi at half six tomorrow", "2026-11-25T18:30"),
    ("en", "lunch for four wednesday half twelve", "2026-11-25T12:30"),
    ("en", "lunch on Friday at 12.30", "2026-11-27T12:30"),
    ("en", "a cab at 6.30am tomorrow", "2026-11-25T06:30"),
    ("en", "book a taxi for 6.30 tomorrow morning", "2026-11-25T06:30"),
    ("en", "a room Thursday 3ish", "2026-11-26T15:00"),
    ("en", "a taxi at 1430 tomorrow", "2026-11-25T14:30"),
    ("en", "meeting room ten thirty Wednesday", "2026-11-25T10:30"),
    ("en", "fire drill at 11 this morning", "2026-11-24T11:00"),
    ("en", "the bank closes at 9 tomorrow", "2026-11-25T09:00"),
    ("en", "a table tonight at 8", "2026-11-24T20:00"),
    ("en", "I need a room tomorrow at 9 in Lyon", "2026-11-25T09:00"),
    ("en", "book a room tomorrow at 14", "2026-11-25T14:00"),
    ("en", "book a room at 14 tomorrow in Lyon", "2026-11-25T14:00"),
    ("en", "a taxi at 9 from the station tomorrow", "2026-11-25T09:00"),
    ("en", "a taxi tomorrow at 7 to the airport", "2026-11-25T07:00"),
    ("en", "I need the report by 14 tomorrow", "2026-11-25T14:00"),
    ("fr", "il faudrait une salle à 9 demain", "2026-11-25T09:00"),
    ("fr", "il faudrait une salle demain à 9 à Lyon", "2026-11-25T09:00"),
    ("fr", "il faudrait une salle demain à 14", "2026-11-25T14:00"),
]


@pytest.mark.parametrize(("language", "text", "when"), HOURS)
def test_an_hour_with_no_mark_of_one(language: str, text: str, when: str) -> None:
    due, start, _ = dates_of(language, text)
    assert (due or start) == when


@pytest.mark.parametrize(
    "text",
    [
        "sales increased by 5, can you check",
        "divide the order by 2 please",
        "raise the quantity by 10",
        "the price is at 12.30 €",
        "upgrade to 3.12 please",
        "12ish people, a bigger room please",
        "from 3 to 5 people, a table please",
        "order from 8 to 10 chairs",
        "2-4 chairs please",
        "order lunch for 12",
        "we met after 2 attempts, I need a new badge",
        "pages 9-11 to print",
        "order 1430 screws",
        "half ten boxes of paper",
        "the order by 3M please",
    ],
)
def test_what_is_counted_is_no_hour(text: str) -> None:
    assert dates_of("en", text) == (None, None, None)


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("fr", "un buffet la veille de Noël", "2026-12-24"),
        ("fr", "une visite le lendemain de l'Ascension", "2027-05-07"),
        ("en", "catering the day before Christmas", "2026-12-24"),
        ("fr", "une salle dem aprem", "2026-11-25T14:00"),
        ("fr", "Mon vol de samedi passe à 22h30", "2026-11-28T22:30"),
        ("en", "a meeting in W49 with Helene please", "2026-11-30"),
    ],
)
def test_days_said_by_others(language: str, text: str, when: str) -> None:
    due, start, _ = dates_of(language, text)
    assert when in (due, start)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "we need plates for the Christmas drinks"),
        ("en", "who pays the Christmas bonus?"),
        ("en", "Easter eggs hidden on the 2nd floor"),
        ("en", "Happy Ascension to all"),
        ("fr", "les bons de livraison de la semaine 46 svp"),
        ("fr", "sortez le suivi des heures S40 à S44 svp"),
        ("fr", "la paie de samedi passé"),
    ],
)
def test_what_is_named_after_a_day_or_over_is_no_date(language: str, text: str) -> None:
    assert dates_of(language, text) == (None, None, None)


def test_this_weekend_said_on_a_saturday_is_this_one() -> None:
    saturday = datetime(2026, 11, 28, 22, 41, tzinfo=ZoneInfo("Europe/Paris"))
    assert dates_of("fr", "qui est d'astreinte ce week-end ?", saturday)[1] == "2026-11-28"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a meeting tomorrow at 12 people please"),
        ("en", "book a table for 9 at Lyon tomorrow"),
        ("en", "a parcel to pick up at 9 Main Street tomorrow"),
        ("en", "a meeting at 5 locations tomorrow"),
        ("fr", "un déjeuner demain à 12 personnes"),
        ("fr", "une salle, nous serons à 9 demain"),
        ("fr", "une table à 9 demain"),
        ("fr", "une livraison demain à 12 rue de Lyon"),
    ],
)
def test_a_number_that_is_no_hour_stays_alone(language: str, text: str) -> None:
    due, start, _ = dates_of(language, text)
    assert (start or due) == "2026-11-25"


def test_what_is_by_a_number_past_noon_may_be_a_day() -> None:
    assert "15:00" not in str(dates_of("en", "I need the report by 15"))
