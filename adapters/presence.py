"""A platform's being there: its start is tried until it is done, then the charter's channels are followed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

import structlog

from adapters.lasting import before_next, lasting
from adapters.platform import PlatformError, RateLimited

log = structlog.get_logger(__name__)

LOOK_EVERY = 2.0
"""Seconds between two looks for channels that a charter read again has added."""
Work = Callable[[], Awaitable[None]]


class Channels(Protocol):
    """The charter's channels on a platform, as the desk was told of them."""

    @property
    def is_done(self) -> bool:
        """Whether the desk was told of each of them."""
        ...

    def follow(self) -> None:
        """Of channels that the charter names no more nothing is known."""
        ...


class Presence:
    """One platform's. `connect`: do what is left to be done at the start. `refused`: told each time that the platform
    did not let it, before it is tried again. `besides`: what else goes on from then on, by name.
    """

    def __init__(
        self,
        platform: str,
        connect: Work,
        refused: Callable[[PlatformError], None],
        channels: Channels,
        besides: Mapping[str, Work] | None = None,
    ) -> None:
        self._platform = platform
        self._connect = connect
        self._refused = refused
        self._channels = channels
        self._besides = dict(besides or {})
        self._staying: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect; while that cannot be, again from time to time."""
        wait = await self._tried(1)
        self._staying = asyncio.create_task(self._stay(wait), name=f"{self._platform}-staying")

    async def stop(self) -> None:
        """Try nothing more, and follow nothing more. Also before `start`."""
        if self._staying is not None:
            self._staying.cancel()
            await asyncio.wait([self._staying])

    async def _tried(self, attempt: int) -> float | None:
        """Connect; the seconds to wait before it is tried again, or none when it is done."""
        wait = 0.0
        try:
            await self._connect()
        except PlatformError as error:
            self._refused(error)
            log.warning("start_waits", platform=self._platform, code=str(error), attempt=attempt)
            wait = error.after if isinstance(error, RateLimited) else 0.0
        except Exception as error:
            # Storage that takes nothing now, above all.
            log.error("start_waits", platform=self._platform, code=type(error).__name__, attempt=attempt)
        else:
            return None
        return before_next(attempt, wait)

    async def _stay(self, wait: float | None) -> None:
        """Connect if that is not done yet, then go on with what lasts."""
        attempt = 1
        while wait is not None:
            await asyncio.sleep(wait)
            attempt += 1
            wait = await self._tried(attempt)
        async with asyncio.TaskGroup() as group:
            for name, work in {"charter": self._follow, **self._besides}.items():
                group.create_task(lasting(f"{self._platform}-{name}", work))

    async def _follow(self) -> None:
        attempt = 0
        while True:
            await asyncio.sleep(LOOK_EVERY)
            self._channels.follow()
            if self._channels.is_done:
                attempt = 0
            elif (wait := await self._tried(attempt := attempt + 1)) is not None:
                await asyncio.sleep(wait)
