"""Looks every few minutes whether each open request has its next step planned, and mends what has not.

Apart from the metronome: it goes on where that has stopped, and says that what is due is not done.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Protocol

import structlog
from prometheus_client import Counter, Gauge

from bot.auditing import MOST, Audit, audit, mend
from bot.charter import Charter
from bot.clock import Clock
from storage.database import Database
from storage.faults import StorageUnavailable
from storage.unit import Unit
from storage.writer import Writer

log = structlog.get_logger(__name__)

EVERY = 180.0
"""Seconds between two looks."""
MENDED = Counter("relais_steps_mended", "Open requests whose next step was not planned, or wrongly, and was mended")
OVERDUE = Gauge("relais_steps_overdue", "Steps that were due minutes ago and are not done")


class Ruled(Protocol):
    """What the auditor needs of the desk (bot.desk.Desk)."""

    charter: Charter


class Auditor:
    """Looks. `clock` is the desk's; between two looks the machine's time passes."""

    def __init__(self, writer: Writer, database: Database, clock: Clock, desk: Ruled) -> None:
        self._writer = writer
        self._database = database
        self._clock = clock
        self._desk = desk
        self._last = 0
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Look from now on, at once for the first time: an earlier release may have planned otherwise."""
        self._task = asyncio.create_task(self._run(), name="auditor")

    async def stop(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def look(self) -> int:
        """Look once, and mend; how many requests were mended."""
        total, more = 0, True
        while more:
            found = await asyncio.to_thread(self._audit)
            mended = await self._mend(found)
            total += mended
            # What one look cannot hold is looked at again at once, while that mends anything.
            more = mended > 0 and len(found.missing) >= MOST
            self._last = found.last
        return total

    async def _mend(self, found: Audit) -> int:
        OVERDUE.set(found.overdue)
        if found.overdue:
            log.warning("steps_overdue", count=found.overdue)
        if not found.faults:
            return 0
        mended = await asyncio.wrap_future(
            self._writer.run(partial(mend, charter=self._desk.charter, ids=found.faults))
        )
        if mended:
            MENDED.inc(mended)
            log.warning("steps_mended", count=mended)
        return mended

    def _audit(self) -> Audit:
        with self._database.read() as connection:
            return audit(Unit(connection, self._clock.now()), self._desk.charter, self._last)

    async def _run(self) -> None:
        while True:
            try:
                await self.look()
            except StorageUnavailable:
                log.warning("audit_waits")
            except Exception:
                log.exception("audit_failed")
            await asyncio.sleep(EVERY)
