"""What is on its way from a fake platform to the desk: the faults that it meets, and what it is answered."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes.ordering import DeliveryFault, Orders


@dataclass
class Answer:
    """What the desk answered: the HTTP status (an ack over a socket is 200) and its body, or why there is none:
    a timeout, connection_failed."""

    status: int = 0
    body: Any = None
    failed: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.failed is None and 200 <= self.status < 300


class Road:
    """The way to the desk. `faults`: what goes wrong on it; `agent`: how the platform names itself there."""

    late = "timeout"
    """What the platform calls an answer that did not come in time."""

    def __init__(self, faults: Orders[Any], agent: str) -> None:
        self.faults = faults
        self._agent = agent
        self._tasks: set[asyncio.Task[Any]] = set()
        self._session: aiohttp.ClientSession | None = None

    async def meets(self, kind: str, attempt: Callable[[], Coroutine[Any, Any, Any]]) -> Mapping[str, DeliveryFault]:
        """The faults that a delivery meets: it is held up here by those that hold it up, and sent once more by one."""
        met = self.faults.delivery(kind)
        if "drop" in met:
            return met
        for how in ("delay", "shuffle"):
            if how in met:
                share = 1.0 if how == "delay" else self.faults.chance.random()
                await asyncio.sleep(met[how].after * share)
        if "double" in met:
            self.spawn(attempt())
        return met

    async def post(self, url: str, body: bytes, headers: dict[str, str], patience: float) -> Answer:
        """Send a request as it stands; `patience`: seconds that the desk has to answer."""
        if self._session is None:
            self._session = aiohttp.ClientSession(headers={"User-Agent": self._agent})
        whole = aiohttp.ClientTimeout(total=patience)
        try:
            async with self._session.post(url, data=body, headers=headers, timeout=whole) as response:
                text = await response.text()
                told: Any = text
                if response.content_type == "application/json":
                    told = json.loads(text) if text else None
                low = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status, told, headers=low)
        except TimeoutError:
            return Answer(failed=self.late)
        except (aiohttp.ClientError, ConnectionError, ValueError):
            return Answer(failed="connection_failed")

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def idle(self, patience: float = 30.0) -> None:
        """Wait until nothing is on its way, retries included; TimeoutError after `patience` seconds."""
        async with asyncio.timeout(patience):
            while self._tasks:
                await asyncio.wait(list(self._tasks))

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if self._session is not None:
            await self._session.close()


@asynccontextmanager
async def listening(app: web.Application, port: int, *close: Callable[[], Awaitable[None]]) -> AsyncIterator[int]:
    """Serve it on 127.0.0.1 until the block ends; its port, a free one for 0. `close`: what ends before it does."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield runner.addresses[0][1]
    finally:
        for each in close:
            await each()
        await runner.cleanup()
