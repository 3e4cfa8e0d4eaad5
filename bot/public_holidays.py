"""The public holidays of a place, by the codes of the `holidays` library, which knows the law of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays as holiday_library


class UnknownHolidaysError(ValueError):
    """A holidays code that the `holidays` library does not know; its text is the code."""


def check(code: str) -> None:
    """Raises UnknownHolidaysError unless the code is COUNTRY or COUNTRY-SUBDIVISION of the library."""
    _country(code)


@lru_cache(maxsize=256)
def _country(code: str) -> tuple[str, str | None]:
    """COUNTRY or COUNTRY-SUBDIVISION as the library's two names. Aliases (FR-RE) are the library's own."""
    country, _, subdivision = code.strip().upper().partition("-")
    # The library also gives financial markets through the same door; a charter names countries only.
    if country not in holiday_library.list_supported_countries():
        raise UnknownHolidaysError(code)
    if not subdivision:
        return country, None
    plain = holiday_library.country_holidays(country)
    by_name = {name.upper(): name for name in (*plain.subdivisions_aliases, *plain.subdivisions)}
    if subdivision not in by_name:
        raise UnknownHolidaysError(code)
    return country, by_name[subdivision]


@lru_cache(maxsize=512)
def public_holidays(code: str, year: int, language: str | None = None) -> Mapping[date, str]:
    """The public holidays of one year by date, named in `language` (fr, en) where the library can, else in its own way.

    `code` is COUNTRY or COUNTRY-SUBDIVISION of the `holidays` library (FR, FR-6AE, FR-RE). Raises UnknownHolidaysError.
    """
    country, subdivision = _country(code)
    plain = holiday_library.country_holidays(country, subdiv=subdivision, years=year)
    spoken = next((known for known in plain.supported_languages if language and known.split("_")[0] == language), None)
    if spoken is not None:
        plain = holiday_library.country_holidays(country, subdiv=subdivision, years=year, language=spoken)
    return {day: name for day, name in plain.items() if day.year == year}
