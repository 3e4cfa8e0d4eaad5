"""A sandbox on a fresh database, with the toy desk behind the real door and the real pump."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters import sandbox
from adapters.delivery import Pump
from adapters.sandbox.clock import Controls
from adapters.sandbox.people import on_sandbox
from adapters.sandbox.platform import Sandbox
from bot.charter import Charter, load
from bot.clock import MovableClock
from bot.door import Door
from relais.settings import Settings
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.writer import Writer, make_writer
from tests.adapters.sandbox.toy import ToyDesk

DEMO = Path(__file__).parents[3] / "relais" / "charters" / "demo.yaml"
Client = TestClient[web.Request, web.Application]


@dataclass
class Toy:
    """What a test holds."""

    client: Client
    desk: ToyDesk
    platform: Sandbox
    clock: MovableClock
    database: Database
    writer: Writer
    door: Door
    charter: Charter
    pump: Pump

    async def act(self, **body: Any) -> tuple[int, dict[str, Any]]:
        """An act (`who` stands for `as`): its status and reply, once all is delivered."""
        body["as"] = body.pop("who", "ines")
        async with self.client.post("/sandbox/api/act", json=body) as response:
            told = await response.json()
        await self.settle()
        return response.status, told

    async def see(self, conversation: str, who: str) -> dict[str, Any]:
        """What someone sees of a conversation."""
        async with self.client.get(f"/sandbox/api/conversations/{conversation}", params={"as": who}) as response:
            assert response.status == 200, await response.text()
            found: dict[str, Any] = await response.json()
            return found

    async def get(self, path: str, **params: str) -> tuple[int, Any]:
        async with self.client.get(f"/sandbox/api/{path}", params=params) as response:
            return response.status, await response.json()

    async def settle(self) -> None:
        async with asyncio.timeout(10):
            await settled(self.pump)


async def settled(pump: Pump) -> None:
    while not await pump.settled():  # noqa: ASYNC110  # the pump says that it is settled, not when it becomes so
        await asyncio.sleep(0.005)


@dataclass
class Ports:
    charter: Charter
    clock: MovableClock
    door: Door
    writer: Writer
    database: Database
    settings: Any = field(default_factory=lambda: Settings.model_validate({}))


@pytest.fixture(scope="session")
def company() -> Charter:
    return on_sandbox(load(DEMO))


@pytest.fixture
async def toy(sqlite_url: str, company: Charter) -> AsyncIterator[Toy]:
    async with opened(sqlite_url, company) as toy:
        yield toy


@asynccontextmanager
async def opened(url: str, company: Charter) -> AsyncIterator[Toy]:
    database = open_database(url)
    migrate(database)
    clock = MovableClock()
    desk = ToyDesk(company)
    pumps: list[Pump] = []

    def wake(channels: frozenset[str]) -> None:
        pumps[0].wake(channels)

    writer = make_writer(database, clock.now, lambda: company.hash, wake)
    door = Door(desk, writer, clock)
    ports = Ports(company, clock, door, writer, database)

    async def advance(to: datetime) -> None:
        clock.move_to(to)

    platform = sandbox.make(ports, Controls(lambda: settled(pumps[0]), advance))
    pumps.append(Pump(writer, database, desk, door, clock, {"sandbox": platform}, chance=lambda: 0.5))
    application = web.Application()
    application.add_routes(platform.routes)
    writer.start()
    await pumps[0].start()
    await platform.start()
    async with TestClient(TestServer(application)) as client:
        yield Toy(client, desk, platform, clock, database, writer, door, company, pumps[0])
    await platform.stop()
    await pumps[0].stop()
    await asyncio.to_thread(writer.stop)
    database.close()
