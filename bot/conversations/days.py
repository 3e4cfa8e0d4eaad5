"""Whether a text speaks of the day of a request: by the day that each is for, and not by the word that says it.

« Jeudi » and « après-demain » may be the same day, and « demain » said two days later is another.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.charter import Channel
from bot.creation import site_zone
from bot.reading import by_its_clock
from bot.talk import Talk
from bot.understanding import Grain, Reading, When
from bot.understanding.circumstances import names_a_day
from bot.understanding.text import words_of
from storage.tables import Request

_WEEK = timedelta(days=7)


def is_of_its_day(
    talk: Talk, request: Request, reading: Reading, text: str, channel: Channel | None, *, or_today: bool = False
) -> bool | None:
    """Whether the day that a text says is that of a request, by the clock of its site; None where either says none.

    `reading`: of that text, at the time when it was written; `or_today`: « jeudi », said on a Thursday, may be today.
    """
    said = said_on(by_its_clock(talk, reading, text, channel, request.site), text)
    spans = _spans(talk, request)
    if said is None or not spans:
        return None
    zone = site_zone(talk.charter, request.site)
    today = reading.written_at.astimezone(zone).date()
    meant = {said, today} if or_today and said - _WEEK == today else {said}
    return any(first <= each <= last for first, last in spans for each in meant)


def said_on(reading: Reading, text: str) -> date | None:
    """The first day that a text says; None for an hour of some day, or a week."""
    found = reading.event_start.value or reading.due.value
    if found is None or found.grain is Grain.WEEK:
        return None
    return _day(found) if found.grain is Grain.DAY or names_a_day(words_of(text)) else None


def _day(when: When) -> date:
    return when.value.date() if isinstance(when.value, datetime) else when.value


def _spans(talk: Talk, request: Request) -> list[tuple[date, date]]:
    """The days, from and to, on which a request takes place or is due."""
    start = _there(talk, request, request.event_start)
    end = _there(talk, request, request.event_end)
    due = _there(talk, request, request.due)
    if start is not None and request.event_grain == Grain.WEEK and end is None:
        end = start + _WEEK
    found = [(start, max(start, end or start))] if start is not None else []
    return [*found, (due, due)] if due is not None else found


def _there(talk: Talk, request: Request, said: str | None) -> date | None:
    if said is None:
        return None
    if len(said) == len("2026-11-24"):
        return date.fromisoformat(said)
    return datetime.fromisoformat(said).astimezone(site_zone(talk.charter, request.site)).date()
