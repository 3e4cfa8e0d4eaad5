"""Seals in the background what the desk's first key has not sealed, and empties SQLite's log of what pages said before.

Looks when the desk starts and when it is given other keys; nobody waits for it.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress

import structlog

from storage.database import Database
from storage.faults import StorageUnavailable
from storage.resealing import Resealed, reseal_all
from storage.sealing import Keys
from storage.writer import Writer

log = structlog.get_logger(__name__)

EVERY = 600.0
"""Seconds for which what was plain a moment may stand in SQLite's log; it is sealed, or erased, in the file before."""

AFTER_FAILURE = 5.0
"""Seconds until what could not be done is tried again."""


class Sealer:
    """Seals anew, once for each set of keys."""

    def __init__(self, writer: Writer, database: Database) -> None:
        self._writer = writer
        self._database = database
        self._done_by: Keys | None = None
        self._stopping = threading.Event()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Seal from now on what is to be."""
        self._task = asyncio.create_task(self._run(), name="sealer")

    async def stop(self) -> None:
        """Leave the rest for another time."""
        self._stopping.set()
        self._wake.set()
        if self._task is not None:
            await self._task
            self._task = None

    def again(self) -> None:
        """The desk has other keys."""
        self._wake.set()

    def look(self) -> Resealed:
        """Seal all that is to be; what was done. Blocks."""
        keys, done = self._database.keys, Resealed()
        if keys.first is None:
            return done
        if keys is not self._done_by:
            done = reseal_all(self._database, self._writer, self._stopping)
            self._done_by = None if self._stopping.is_set() else keys
        self._database.fold()
        return done

    async def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            wait = EVERY
            try:
                done = await asyncio.to_thread(self.look)
                if done.done:
                    log.info("words_sealed", count=done.done)
                if done.unreadable:
                    log.error("words_unreadable", count=done.unreadable)
            except StorageUnavailable:
                log.warning("sealing_waits")
                wait = AFTER_FAILURE
            except Exception:
                log.exception("sealing_failed")
                wait = AFTER_FAILURE
            if self._stopping.is_set():
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), wait)
