"""When what was missed is read back: once Slack can tell the desk again, once at a time, and not each time that a
connection comes and goes; and again where Slack did not tell of all of it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial

import structlog

from adapters.platform import Permanent
from adapters.slack.own import Own
from adapters.slack.sweeping import Sweeper
from adapters.slack.unheard import LAST, MOST, note
from storage.writer import Writer

log = structlog.get_logger(__name__)

SETTLED = 1.0
"""Seconds that a connection has held before one reads back."""
FIRST_REST = 2.0
LONGEST_REST = 300.0
"""Seconds between two times that one reads back, twice as long each time: a connection may come and go."""
FIRST_DELAY = 10.0
"""Seconds before one reads again what could not be read, twice as long each time."""
CALM = 600.0
"""Seconds without anything to read back, after which the next rest is the first."""
LOOK_EVERY = 0.1


async def _nowhere(own: Own) -> None:
    return


class CatchingUp:
    """Has what was missed read back."""

    def __init__(self, writer: Callable[[], Writer], sweeper: Sweeper) -> None:
        self._writer = writer
        self._sweeper = sweeper
        self._missed: datetime | None = None
        self._unnoted: set[datetime] = set()
        self._due = asyncio.Event()

    def missed(self, until: datetime) -> Future[None]:
        """Slack told nothing since the last thing heard, until now (aware): it is kept, then read back by `keep`.

        To be said before anything else is taken in: what comes in is the last thing heard.
        """
        self._missed = until
        self._unnoted.add(until)
        self._due.set()
        return self._note(until)

    async def keep(
        self, own: Own, is_told: Callable[[], bool], look_again: Callable[[Own], Awaitable[None]] = _nowhere
    ) -> None:
        """Read back whatever was missed, until cancelled; never two at a time, and not each time that one comes and
        goes. `is_told`: whether Slack can tell of what is said now. `look_again`: at who is who, and who is where,
        before what they said is taken in."""
        rest, delay = FIRST_REST, FIRST_DELAY
        while True:
            since = time.monotonic()
            await self._due.wait()
            if time.monotonic() - since > CALM:
                rest = FIRST_REST
            await self._settled(is_told)
            self._due.clear()
            missed = self._missed or datetime.now(UTC)
            # Read to the end, what came before is taken to be heard: nothing is read before all of it is noted.
            failed = (
                not await self._all_noted()
                or not await _done(look_again, own)
                or (await self._sweeper.swept(own, missed)).failures
            )
            if failed and datetime.now(UTC) - missed < LAST:
                self._due.set()
                wait, delay = delay, min(2 * delay, LONGEST_REST)
            else:
                wait, rest, delay = rest, min(2 * rest, LONGEST_REST), FIRST_DELAY
            await asyncio.sleep(wait)

    def _note(self, until: datetime) -> Future[None]:
        def noted(done: Future[None]) -> None:
            if not done.cancelled() and done.exception() is None:
                self._unnoted.discard(until)

        noting = self._writer().run(partial(note, until=until))
        noting.add_done_callback(noted)
        return noting

    async def _all_noted(self) -> bool:
        """Whether every time in which Slack told nothing is kept: what could not be kept then is kept now, each as the
        stretch that it was, for Slack may have told something in between."""
        floor = datetime.now(UTC) - LAST
        unnoted = sorted(self._unnoted)
        for each in unnoted[:-MOST]:
            self._unnoted.discard(each)
        for each in unnoted[-MOST:]:
            try:
                if each > floor:
                    await asyncio.wrap_future(self._note(each))
            except Exception as error:
                log.warning("slack.not_noted", code=type(error).__name__)
                return False
            self._unnoted.discard(each)
        return True

    async def _settled(self, is_told: Callable[[], bool]) -> None:
        since = time.monotonic()
        while not is_told() or time.monotonic() - since < SETTLED:
            if not is_told():
                since = time.monotonic()
            await asyncio.sleep(LOOK_EVERY)


async def _done(look_again: Callable[[Own], Awaitable[None]], own: Own) -> bool:
    """Whether it was looked, or will never be: what Slack refuses for good keeps nothing else from being done."""
    try:
        await look_again(own)
    except Exception as error:
        log.warning("slack.not_looked", code=type(error).__name__)
        return isinstance(error, Permanent)
    return True
