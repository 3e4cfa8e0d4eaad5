"""The desk's door alone, over real HTTP: what the guard takes is answered 200, what it refuses by its status."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from adapters.shapes import Json
from adapters.teams.guard import read
from adapters.teams.tokens import Checker, Keys, Refused
from tests.fakes.teams.login import FakeLogin, running_fake_login

NOW = 1_795_000_000.0
ORIGIN = "https://smba.trafficmanager.net"
MARK = "Zorglub"
"""A word that people write and nobody may log."""


class Clock:
    """Seconds since 1970, and seconds that only go forward, as a test moves them."""

    def __init__(self) -> None:
        self.time, self.passed = NOW, 1000.0

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.passed


class Door:
    """A door that is open, who signs what comes to it, and a way to knock."""

    def __init__(self, login: FakeLogin, clock: Clock) -> None:
        self.login, self.clock = login, clock
        self.keys = Keys(login.openid_url, clock.monotonic)
        self.checker = Checker(login.app, self.keys, (ORIGIN,), login.tenant, clock.now)
        self.url = ""
        self.codes: list[str] = []
        """Why each refused request was."""
        self.taken: list[Json] = []
        self.session: aiohttp.ClientSession

    def activity(self, **changes: Any) -> Json:
        """A message as Teams tells it, in a channel."""
        tenant = self.login.tenant
        found = {
            "type": "message",
            "id": "1795000000123",
            "timestamp": "2026-11-18T14:26:40.123Z",
            "channelId": "msteams",
            "serviceUrl": self.login.service_url,
            "from": {"id": "29:1abc", "aadObjectId": "0c1e", "name": MARK},
            "recipient": {"id": f"28:{self.login.app}", "name": "Relais"},
            "conversation": {"id": "19:a@thread.tacv2;messageid=1", "conversationType": "channel", "tenantId": tenant},
            "channelData": {"tenant": {"id": tenant}},
            "text": f"Un train pour Paris {MARK}",
        }
        return found | changes

    async def knock(self, activity: Any = None, token: str | None = None) -> int:
        """The status that an activity is answered with; without a token of its own, it comes with a good one."""
        raw = json.dumps(self.activity() if activity is None else activity).encode()
        return await self.send(raw, {"Authorization": f"Bearer {self.login.token() if token is None else token}"})

    async def send(self, raw: Any, headers: Mapping[str, str], kind: str = "application/json") -> int:
        """The status that these bytes are answered with."""
        async with self.session.post(self.url, data=raw, headers={"Content-Type": kind} | dict(headers)) as answer:
            await answer.read()
            return answer.status

    async def handle(self, request: web.Request) -> web.Response:
        """As the desk: what is refused is answered so, and anything else that is raised is a fault of ours (500)."""
        try:
            self.taken.append(await read(request, self.checker))
        except Refused as refused:
            self.codes.append(refused.code)
            return web.Response(status=refused.status)
        return web.Response()


@asynccontextmanager
async def open_door() -> AsyncIterator[Door]:
    """A door that nobody has come to yet: no key is known."""
    clock = Clock()
    async with running_fake_login(clock.now) as login:
        door = Door(login, clock)
        app = web.Application()
        app.router.add_post("/api/messages", door.handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        door.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(20)) as door.session:
            try:
                yield door
            finally:
                await door.keys.close()
                await runner.cleanup()
                await asyncio.sleep(0)
