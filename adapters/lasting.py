"""Work that goes on as long as the desk does, whatever storage or the platform throw at it meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""Seconds before work that failed is begun anew; twice as long each time."""
CALM = 300.0
"""Seconds of work without a fault, after which the next one is the first."""


def before_next(attempt: int, at_least: float = 0.0) -> float:
    """Seconds to wait after an attempt to connect, the first being 1; `at_least` as the platform asks."""
    return max(at_least, min(LONGEST_PAUSE, 2.0 ** min(attempt, 6)))


async def lasting(name: str, work: Callable[[], Awaitable[None]], pause: float = FIRST_PAUSE) -> None:
    """Do work that does not end by itself; begin it anew when it fails. Each kind of fault is logged once in a row."""
    told, wait = "", pause
    while True:
        began = time.monotonic()
        try:
            await work()
        except Exception as error:
            code = type(error).__name__
            if time.monotonic() - began > CALM:
                told, wait = "", pause
            if code != told:
                log.error("begun_anew", task=name, code=code)
            told = code
        else:
            return
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_PAUSE)
