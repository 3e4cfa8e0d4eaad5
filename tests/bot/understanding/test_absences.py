"""When somebody says that they are away: half-days and ends, and what is wrong with what cannot be an absence."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.absences import Away, read_absence
from bot.understanding.dates.atoms import Now

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=PARIS)
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
          "décembre")  # fmt: skip


def told(text: str, at: datetime = TUESDAY) -> str:
    found = read_absence(text, Now(at, lambda day: False, "fr"))
    return f"{found.since:%d/%m/%y %Hh} {found.until:%d/%m/%y %Hh}" if isinstance(found, Away) else found


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("12–23 août", "12/08/27 00h 24/08/27 00h"),
        ("du 12 au 23 août", "12/08/27 00h 24/08/27 00h"),
        ("dec 24 to dec 31", "24/12/26 00h 01/01/27 00h"),
        ("2026-12-04..2026-12-08", "04/12/26 00h 09/12/26 00h"),
        ("lundi 30/11 au vendredi 4/12", "30/11/26 00h 05/12/26 00h"),
        ("du 20 décembre au 5 janvier", "20/12/26 00h 06/01/27 00h"),
        ("demain matin", "25/11/26 00h 25/11/26 12h"),
        ("cet après-midi", "24/11/26 12h 25/11/26 00h"),
        ("vendredi à partir de 14h", "27/11/26 14h 28/11/26 00h"),
        ("demain de 14h à 16h", "25/11/26 14h 25/11/26 16h"),
        ("du lundi après-midi au mardi midi", "30/11/26 12h 01/12/26 12h"),
        ("monday afternoon to wednesday morning", "30/11/26 12h 02/12/26 12h"),
        ("jusqu'au 4 décembre midi", "24/11/26 10h 04/12/26 12h"),
        ("la semaine prochaine", "30/11/26 00h 05/12/26 00h"),
        ("je serai absente demain", "25/11/26 00h 26/11/26 00h"),
        ("je suis absente jusqu'à jeudi", "24/11/26 10h 27/11/26 00h"),
        ("arrêt maladie jusqu'à jeudi", "24/11/26 10h 27/11/26 00h"),
        ("RTT lundi", "30/11/26 00h 01/12/26 00h"),
        ("vacances du 7 au 9 décembre", "07/12/26 00h 10/12/26 00h"),
        ("congés à partir de lundi", "no_end"),
        ("dès maintenant", "no_end"),
        ("hier", "past"),
        ("12 au 23 octobre", "past"),
        ("du 23 au 12 août", "backwards"),
        ("31/12/2026 - 24/12/2026", "backwards"),
        ("de 18h à 14h", "backwards"),
        ("à partir de lundi", "no_end"),
        ("le 3 janvier 2031", "far"),
        ("31 février", "unread"),
        ("réunion demain", "unread"),
        ("lundi et jeudi", "unread"),
        ("", "unread"),
    ],
)
def test_it_is_read_as_it_is_meant(text: str, when: str) -> None:
    assert told(text) == when


@given(st.dates(date(2026, 11, 25), date(2027, 10, 1)), st.integers(1, 40))
def test_any_two_days_of_the_year_to_come_are_those_and_backwards_they_are_none(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    said = [f"{each.day} {MONTHS[each.month - 1]} {each.year}" for each in (first, last)]
    after = last + timedelta(days=1)
    assert told(f"du {said[0]} au {said[1]}") == f"{first:%d/%m/%y} 00h {after:%d/%m/%y} 00h"
    numeric = [f"{each:%d/%m/%Y}" for each in (last, first)]
    assert told(f"{numeric[0]} au {numeric[1]}") == "backwards"


@given(st.text(max_size=60), st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)))
def test_whatever_is_typed_is_an_absence_to_come_or_says_what_is_wrong(text: str, at: datetime) -> None:
    now = at.replace(tzinfo=PARIS)
    found = read_absence(text, Now(now, lambda day: False, "fr"))
    if isinstance(found, Away):
        assert found.since < found.until
        assert found.until > now
    else:
        assert found in ("unread", "past", "backwards", "no_end", "far")
