"""The fake Slack as one running server on a free port of 127.0.0.1."""

from __future__ import annotations

import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from tests.fakes.delivering import listening
from tests.fakes.slack import chat, reading, views
from tests.fakes.slack.acting import People
from tests.fakes.slack.api import Api
from tests.fakes.slack.delivering import Deliveries
from tests.fakes.slack.faults import CallFault, DeliveryFault, Faults
from tests.fakes.slack.hooks import Hooks
from tests.fakes.slack.pacing import Limits
from tests.fakes.slack.records import Call
from tests.fakes.slack.sockets import Sockets
from tests.fakes.slack.workspace import Workspace

_REGISTERED = (chat, reading, views)
"""Imported so that their methods are there."""


class FakeSlack:
    """A workspace, the app installed in it, and the people who use it."""

    def __init__(self, seed: int, clock: Callable[[], float], *, unlimited: bool, retry_factor: float) -> None:
        self.workspace = Workspace(seed, clock)
        self.faults = Faults(random.Random(seed))
        self.limits = Limits(self.workspace.ticks, unlimited=unlimited)
        self.sockets = Sockets(self.workspace)
        self.deliveries = Deliveries(self.workspace, self.faults, self.sockets, retry_factor=retry_factor)
        self.api = Api(self.workspace, self.faults, self.limits, self.sockets.ticket)
        self.hooks = Hooks(self.workspace)
        self.people = People(self.workspace, self.deliveries, "")
        self.port = 0
        self.sockets.address = lambda: f"ws://127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self.origin}/api/"

    @property
    def bot_token(self) -> str:
        return self.api.bot_token

    @property
    def app_token(self) -> str:
        return self.api.app_token

    @property
    def signing_secret(self) -> str:
        return self.deliveries.signing_secret

    @property
    def request_url(self) -> str | None:
        """Where the app listens over HTTP; None: Socket Mode."""
        return self.deliveries.request_url

    @request_url.setter
    def request_url(self, url: str | None) -> None:
        self.deliveries.request_url = url

    @property
    def log(self) -> list[Call]:
        """Every call that the app made, in order."""
        return self.workspace.log

    def calls(self, method: str) -> list[Call]:
        return [call for call in self.log if call.method == method]

    def fault(self, *faults: CallFault | DeliveryFault) -> None:
        """Let these go wrong, from now on."""
        self.faults.order(*faults)

    async def idle(self, patience: float = 30.0) -> None:
        """Wait until nothing is on its way to the app."""
        await self.deliveries.idle(patience)

    def application(self) -> web.Application:
        """What is served. A message may be long: 16 MB a body."""
        app = web.Application(client_max_size=1 << 24)
        app.router.add_route("*", "/api/{method}", self.api.handle)
        app.router.add_post("/response/{key}", self.hooks.handle)
        app.router.add_get("/link/", self.sockets.handle)
        return app


@asynccontextmanager
async def running_fake_slack(
    seed: int = 0,
    *,
    clock: Callable[[], float] = time.time,
    unlimited: bool = True,
    retry_factor: float = 0.001,
    port: int = 0,
    governed: bool = False,
) -> AsyncIterator[FakeSlack]:
    """A fake Slack that listens until the block ends.

    `seed` decides ids and what has a chance; `clock`: seconds since 1970, for messages' times; `unlimited`: no rate
    limits; `retry_factor`: of the minutes between an event's retries; `port`: 0 for a free one;
    `governed`: it obeys /control/ too.
    """
    slack = FakeSlack(seed, clock, unlimited=unlimited, retry_factor=retry_factor)
    app = slack.application()
    if governed:
        from tests.fakes.slack.control import control

        app.add_routes(control(slack))
    async with listening(app, port, slack.deliveries.close, slack.sockets.close) as slack.port:
        slack.people.origin = slack.origin
        yield slack
