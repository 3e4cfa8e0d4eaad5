"""Moving the sandbox's clock: what one may ask for, and to which instant that leads. It goes forward only."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from adapters.sandbox.refusal import Refused

FURTHEST = timedelta(days=400)
"""How far one move may go."""
_STEP = re.compile(r"\+?\s*(\d{1,6}(?:\.\d{1,3})?)\s*(s|m|min|h|d|j|w)")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400, "j": 86400, "w": 604800}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEXT = re.compile(rf"({'|'.join(_DAYS)})[ T]+(\d{{1,2}}):(\d{{2}})")


@dataclass(frozen=True, slots=True)
class Controls:
    """What the roof lends: `idle` returns when nothing is pending; `advance` moves the clock (to an aware instant)."""

    idle: Callable[[], Awaitable[None]]
    advance: Callable[[datetime], Awaitable[None]]


def target(body: dict[str, Any], now: datetime, timezone: str) -> datetime:
    """The instant (UTC) that `{"by": …}` or `{"to": …}` asks for.

    `by`: seconds, or "90m", "1h", "2d". `to`: an ISO instant, a local date-time in `timezone`, or "monday 08:00", which
    is the next one. `Refused` for anything else, for the past, and past `FURTHEST`.
    """
    wanted = _by(body["by"], now) if body.get("by") is not None else _to(body.get("to"), now, timezone)
    if wanted < now:
        raise Refused("clock_back", 422)
    if wanted - now > FURTHEST:
        raise Refused("clock_far", 422)
    return wanted.astimezone(UTC)


def _by(by: Any, now: datetime) -> datetime:
    seconds: float | None = None
    if isinstance(by, str) and (found := _STEP.fullmatch(by.strip().lower())):
        seconds = float(found.group(1)) * _SECONDS[found.group(2)]
    elif isinstance(by, int | float) and not isinstance(by, bool):
        seconds = by
    if seconds is None or not -1e12 < seconds < 1e12:
        raise Refused("clock_unread", 422)
    if seconds < 0:
        raise Refused("clock_back", 422)
    return now + timedelta(seconds=min(seconds, FURTHEST.total_seconds() + 1))


def _to(to: Any, now: datetime, timezone: str) -> datetime:
    if not isinstance(to, str):
        raise Refused("clock_unread", 422)
    zone = ZoneInfo(timezone)
    found = _NEXT.fullmatch(to.strip().lower())
    try:
        if found is not None:
            return _next(
                now.astimezone(zone), _DAYS.index(found.group(1)), time(int(found.group(2)), int(found.group(3)))
            )
        given = datetime.fromisoformat(to.strip())
        return (given if given.tzinfo else given.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused("clock_unread", 422) from None


def _next(local: datetime, weekday: int, at: time) -> datetime:
    day = local.date() + timedelta(days=(weekday - local.weekday()) % 7)
    wanted = datetime.combine(day, at, local.tzinfo)
    return wanted if wanted > local else datetime.combine(day + timedelta(days=7), at, local.tzinfo)
