"""The fake Teams as one running server on a free port of 127.0.0.1."""

from __future__ import annotations

import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from tests.fakes.delivering import listening
from tests.fakes.teams import conversations
from tests.fakes.teams.acting import People
from tests.fakes.teams.connector import MOST, Connector
from tests.fakes.teams.delivering import Deliveries
from tests.fakes.teams.faults import CallFault, DeliveryFault, Faults
from tests.fakes.teams.login import FakeLogin, running_fake_login
from tests.fakes.teams.pacing import Limits
from tests.fakes.teams.records import Call
from tests.fakes.teams.tenant import Tenant

_REGISTERED = (conversations,)
"""Imported so that its verbs are there."""
REGION = "emea"


class FakeTeams:
    """A tenant, the desk installed in it, and the people who use it. `login` signs what is told to the desk."""

    def __init__(
        self, login: FakeLogin, seed: int, clock: Callable[[], float], *, unlimited: bool, retry_factor: float
    ) -> None:
        self.login = login
        self.tenant = Tenant(seed, clock)
        self.faults = Faults(random.Random(seed))
        self.limits = Limits(self.tenant.ticks, unlimited=unlimited)
        self.connector = Connector(self.tenant, login, self.faults, self.limits)
        self.deliveries = Deliveries(self.tenant, self.faults, login, retry_factor=retry_factor)
        self.people = People(self.tenant, self.deliveries)
        self.port = 0

    @property
    def origin(self) -> str:
        """What TEAMS_SERVICE_URLS is set to."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def endpoint(self) -> str | None:
        """Where the desk listens: its /api/messages."""
        return self.deliveries.endpoint

    @endpoint.setter
    def endpoint(self, url: str | None) -> None:
        self.deliveries.endpoint = url

    @property
    def log(self) -> list[Call]:
        """Every call that the desk made, in order."""
        return self.tenant.log

    def calls(self, *verbs: str) -> list[Call]:
        return [call for call in self.log if call.verb in verbs]

    def fault(self, *faults: CallFault | DeliveryFault) -> None:
        """Let these go wrong, from now on."""
        self.faults.order(*faults)

    async def idle(self, patience: float = 30.0) -> None:
        """Wait until nothing is on its way to the desk."""
        await self.deliveries.idle(patience)

    def application(self) -> web.Application:
        """The tenant's own service URL, and the one that leads anywhere."""
        app = web.Application(client_max_size=MOST)
        for under in (f"/{REGION}/{self.tenant.id}", "/teams"):
            app.add_routes(self.connector.routes(under))
        # Microsoft's address for every region, which is asked where none was told yet.
        app.add_routes(self.connector.routes("/teams"))
        return app


@asynccontextmanager
async def running_fake_teams(
    seed: int = 0,
    *,
    clock: Callable[[], float] = time.time,
    unlimited: bool = True,
    retry_factor: float = 0.001,
    port: int = 0,
    governed: bool = False,
) -> AsyncIterator[FakeTeams]:
    """A fake Teams that listens until the block ends, with its login (`.login`).

    `seed` decides ids and what has a chance; `clock`: seconds since 1970, for messages' ids; `unlimited`: no throttles;
    `retry_factor`: of the seconds between retries; `port`: 0 for a free one; `governed`: it obeys
    /control/ too.
    """
    async with running_fake_login() as login:
        teams = FakeTeams(login, seed, clock, unlimited=unlimited, retry_factor=retry_factor)
        app = teams.application()
        if governed:
            from tests.fakes.teams.control import control

            app.add_routes(control(teams))
        async with listening(app, port, teams.deliveries.close) as teams.port:
            teams.tenant.service_url = login.service_url = f"{teams.origin}/{REGION}/{teams.tenant.id}/"
            yield teams
