"""A site's calendar, built from the charter's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

import pytest

from bot.policies.calendar import Calendar, Week, calendar_of
from bot.public_holidays import UnknownHolidaysError, public_holidays

OFFICE = ((time(9), time(12)), (time(13), time(17)))
WEEKDAYS: Week = (OFFICE,) * 5 + ((), ())


@dataclass(frozen=True)
class Shut:
    first: date
    last: date


@dataclass(frozen=True)
class Site:
    timezone: str = "Europe/Paris"
    hours: Week = WEEKDAYS
    closed: Sequence[Shut] = field(default_factory=tuple)
    holidays: str | None = "FR"


@pytest.mark.parametrize(
    ("code", "day", "closed"),
    [
        ("FR", date(2026, 4, 3), False),
        ("FR-6AE", date(2026, 4, 3), True),  # Good Friday
        ("FR", date(2028, 12, 26), False),
        ("FR-6AE", date(2028, 12, 26), True),
        ("FR", date(2027, 12, 20), False),
        ("FR-RE", date(2027, 12, 20), True),  # abolition of slavery
        ("FR-RE", date(2026, 7, 14), True),
        ("fr-re", date(2026, 7, 14), True),
        ("FR", date(2026, 5, 25), True),
        ("DE-BY", date(2026, 1, 6), True),
        (None, date(2026, 7, 14), False),
    ],
)
def test_public_holidays_are_those_of_the_place(code: str | None, day: date, closed: bool) -> None:
    calendar = calendar_of(Site(holidays=code))
    assert (calendar.openings(day) == ()) is closed
    assert calendar.is_holiday(day) is closed


@pytest.mark.parametrize("code", ["FRANCE-AU-BOIS", "ZZ", "FR-XX", "NYSE", "-", "datetime"])
def test_an_unknown_holidays_code_is_refused_when_the_calendar_is_built(code: str) -> None:
    with pytest.raises(UnknownHolidaysError, match=code):
        calendar_of(Site(holidays=code))


def test_closed_ranges_include_both_ends() -> None:
    calendar = calendar_of(Site(closed=(Shut(date(2026, 12, 22), date(2026, 12, 23)),)))
    days = [date(2026, 12, n) for n in (21, 22, 23, 24)]
    assert [bool(calendar.openings(day)) for day in days] == [True, False, False, True]
    assert [calendar.is_closed(day) for day in days] == [False, True, True, False]


def test_holidays_are_named_in_the_readers_language() -> None:
    assert public_holidays("FR", 2026, "fr")[date(2026, 7, 14)] == "Fête nationale"
    assert public_holidays("FR-RE", 2026, "en")[date(2026, 12, 20)] == "Abolition of Slavery"
    assert date(2026, 7, 15) not in public_holidays("FR", 2026, "fr")


def test_a_year_of_holidays_is_computed_once() -> None:
    public_holidays.cache_clear()
    calendar = calendar_of(Site())
    for day in (date(2026, 1, 1), date(2026, 5, 1), date(2027, 5, 1)):
        assert calendar.is_holiday(day)
    assert public_holidays.cache_info().misses == 2


def test_overlapping_and_touching_periods_are_one_opening() -> None:
    calendar = Calendar("UTC", (((time(9), time(12)), (time(11), time(13)), (time(13), time(14))),) * 7)
    ((opens, closes),) = calendar.openings(date(2026, 6, 1))
    assert (opens.hour, closes.hour) == (9, 14)
