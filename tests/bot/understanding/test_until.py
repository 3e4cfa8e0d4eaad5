"""Until when something is given, and what is said after it, as it was typed."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.dates.atoms import Now
from bot.understanding.until import Until, read_until

NOW = Now(datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Paris")), lambda day: False, "fr")
REASONS = (
    "litige sur sa paie",
    "voir https://paie.example/litiges?id=4 avant vendredi",
    "voir marie.petit@durance.example",
    "elle a écrit\n> je pars ce soir\net rien d'autre",
    'voir "<!here>" et <at>Inès</at> merci',
    "deux  blancs,\tet plus rien ! fin",
)


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("until", ["jusqu'au 15 décembre", "jusqu’au  mardi 15/12,", "21 jours :", "pr 21 jours"])
def test_what_follows_a_date_is_kept_as_typed(until: str, reason: str) -> None:
    assert read_until(f"{until} {reason}", NOW) == Until(date(2026, 12, 15), reason)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("jusqu'au 15 décembre deux blancs, et le 14 h ! fin", "deux blancs, et le 14 h ! fin"),
        ("jusqu'à vendredi, il part à 14h", "il part à 14h"),
        ("jusqu'au 15 décembre à 18 h litige", "litige"),
        ("jusqu'au 15 décembre 18h le temps du dossier", "le temps du dossier"),
    ],
)
def test_an_hour_further_on_is_of_what_follows(text: str, rest: str) -> None:
    found = read_until(text, NOW)
    assert isinstance(found, Until)
    assert found.rest == rest
