"""The sample company with its channels where a test wants them, and an instant at which it works."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import holidays
import yaml

from bot.charter import Charter, parse

DEMO = Path(__file__).parents[2] / "relais" / "charters" / "demo.yaml"
LYON, HELP, TRIAGE = "C0LYON", "C0AIDE", "C0DESK"
"""Lyon's channel, the company's, and the assistants'."""
_RITUALS = re.compile(r"^rituals:\n(?:  .*\n)+", re.MULTILINE)


def written(change: Callable[[dict[str, Any]], object], *, rituals: bool = False) -> Charter:
    """The sample company, its charter changed so. `rituals`: the desk speaks on its own there; else it is quiet, and
    says what it is asked alone."""
    data = yaml.load(DEMO.read_text(encoding="utf-8"), yaml.CSafeLoader)
    if not rituals:
        data["rituals"] = []
    change(data)
    return parse(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True))


@cache
def company_on(platform: str) -> Charter:
    """The sample company, all of its channels on one platform under their own ids; the desk is quiet there."""
    source = _RITUALS.sub("", DEMO.read_text(encoding="utf-8"))
    return parse(re.sub(r"platform: \w+", f"platform: {platform}", source))


def alone(data: dict[str, Any]) -> None:
    """Let each of the company's requests be one person's to finish: nobody's agreement, and no second look."""
    for service in data["services"]:
        service.pop("approval", None)
        service.pop("validation", None)
    for person in data["people"]:
        person.pop("autonomy", None)


@cache
def company_alone_on(platform: str) -> Charter:
    """The sample company, all on one platform, each request one person's to finish."""

    def change(data: dict[str, Any]) -> None:
        alone(data)
        for channel in data["channels"]:
            channel["platform"] = platform

    return written(change)


@cache
def company_on_both(first: str, second: str) -> Charter:
    """The sample company with Lyon's channel and an assistants' one on each of two platforms: `L-first`, `D-first`."""

    def change(data: dict[str, Any]) -> None:
        data["channels"] = [
            {"platform": each, "id": f"{letter}-{each}", "purpose": purpose} | ({"site": "lyon"} if site else {})
            for each in (first, second)
            for letter, purpose, site in (("L", "requests", True), ("D", "assistants", False))
        ]
        data["rituals"] = []
        for step in data["escalation"]:
            step.pop("channel", None)

    return written(change)


def a_working_morning(after: datetime | None = None) -> datetime:
    """10 o'clock in Paris on a day to come when Lyon is open, and the day after as well."""
    day = (after or datetime.now(UTC)).date() + timedelta(days=1)
    closed = holidays.country_holidays("FR")
    while day.weekday() > 3 or day in closed or day + timedelta(days=1) in closed:
        day += timedelta(days=1)
    return datetime.combine(day, time(9), UTC)
