"""What was typed into a form's field, of the shape that a picker takes or not: the same for every platform."""

from __future__ import annotations

import re
from datetime import date

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def is_day(held: str) -> bool:
    """Whether it is a day, as YYYY-MM-DD."""
    try:
        return date.fromisoformat(held).isoformat() == held
    except ValueError:
        return False


def is_time(held: str) -> bool:
    """Whether it is an hour of the day, as HH:MM."""
    return _TIME.fullmatch(held) is not None
