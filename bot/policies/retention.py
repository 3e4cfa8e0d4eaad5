"""How long what people wrote is kept: in calendar time, as the charter says."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, timedelta

from bot.charter.values import Span


def kept_until(now: datetime, span: Span) -> datetime:
    """The instant (aware) at which what is written now goes: so many calendar days or months later."""
    if span.months is None:
        return now + timedelta(days=span.days or 0, minutes=span.minutes or 0)
    year, month = divmod(now.year * 12 + now.month - 1 + span.months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))
