"""What the benches of the platforms serve with: a loop in a thread, an address, a process that fires at it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import web

from bot.charter import Charter
from bot.clock import SystemClock
from storage.database import Database
from storage.writer import Writer
from tests.benchmarks.company import Open
from tests.benchmarks.measuring import Figures, Json


@contextmanager
def gun() -> Iterator[Callable[[Json], Figures]]:
    """What fires, from a process of its own: given what to fire and where, it tells what it measured."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.firing"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        given, told = process.stdin, process.stdout

        def fire(asked: Json) -> Figures:
            given.write(json.dumps(asked) + "\n")
            given.flush()
            line = told.readline()
            if not line:
                raise AssertionError("nothing was measured")
            return {name: float(value) for name, value in json.loads(line).items()}

        yield fire
        given.close()


@contextmanager
def running_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop that runs in a thread, as the desk's does in its process."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def served(loop: asyncio.AbstractEventLoop, routes: list[web.AbstractRouteDef]) -> Iterator[str]:
    """The origin at which these routes are served."""
    app = web.Application()
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None)

    async def begin() -> int:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        return int(runner.addresses[0][1])

    port = asyncio.run_coroutine_threadsafe(begin(), loop).result(30)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(30)


class Ports:
    """What the roof gives a platform, for the benches' desk."""

    def __init__(self, opened: Open, settings: Any = None) -> None:
        self.settings = settings
        self.clock = SystemClock()
        self.door = opened.door
        self.writer: Writer = opened.writer
        self.database: Database = opened.database
        self._opened = opened

    @property
    def charter(self) -> Charter:
        return self._opened.desk.charter
