"""Teams: turns a second with tokens checked, beside the SDK's own adapter in the same run.

Over HTTP, from a process that fires: CloudAdapterBase as Microsoft's guides set it up; the desk's door, and a turn of
the SDK behind it; the desk's door alone. None of them does anything in its turn, and each checks every token. Then
Relais' whole way in, what was asked kept and decided on, with the reading replaced by a constant, and with it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import web
from botbuilder.core import BotAdapter, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity, ConversationReference, ResourceResponse
from botframework.connector.auth import BotFrameworkAuthenticationFactory, PasswordServiceClientCredentialFactory
from pydantic import SecretStr
from sqlalchemy import func, select

from adapters.shapes import Json
from adapters.teams.guard import read
from adapters.teams.platform import Teams
from adapters.teams.references import NAME
from adapters.teams.tokens import Checker, Keys
from bot.events import PeopleSeen, Who
from relais.settings import Settings
from storage.rows import table_of
from storage.tables import Request
from tests.benchmarks.company import Open, at_work, everybody
from tests.benchmarks.measuring import Case, Figures, Size, in_turn
from tests.benchmarks.serving import Ports, gun, running_loop, served
from tests.fakes.teams.login import ISSUER, SCOPE, FakeLogin, running_fake_login

AT_ONCE = (1, 16, 64)
PATH = "/api/messages"
SERVICE = "https://smba.trafficmanager.net"
CHANNELS = ("19:reunion@thread.tacv2",)
ROUNDS, EVENTS = 2, 160
"""At most: to be over in less than a minute and a half."""
THEIRS, OURS, READ = "CloudAdapterBase", "Relais", "Relais, read"
Take = Callable[[web.Request], Awaitable[web.Response]]


def bench(size: Size, seed: int, folder: Path) -> Json:
    """Turns a second, and how long they take."""
    events, rounds = min(size.events, EVENTS), min(size.rounds, ROUNDS)
    volleys = ((seed + number, datetime.now(UTC) - timedelta(minutes=15 * number)) for number in count(1))
    with ExitStack() as stack:
        # Of another thread: the SDK fetches its keys by a request that holds up its own.
        beside = stack.enter_context(running_loop())
        fire, loop = stack.enter_context(gun()), stack.enter_context(running_loop())
        login = stack.enter_context(_login(beside))
        checker = stack.enter_context(_checker(loop, login))
        takers = {THEIRS: _cloud(login), "the door and a turn": _turn(checker), "the door": _door(checker)}
        urls = {name: stack.enter_context(served(loop, [web.post(PATH, take)])) for name, take in takers.items()}
        opened = stack.enter_context(at_work(f"sqlite:///{folder / 'teams.db'}", (NAME,)))
        urls |= dict.fromkeys((OURS, READ), stack.enter_context(_relais(loop, opened, login)))
        told = {"authorization": login.authorization(), "app": login.app, "tenant": login.tenant}
        told |= {"service_url": login.service_url}

        asks: list[int] = []

        def case(name: str, at_once: int) -> Case:
            def run() -> Figures:
                opened.desk.constant = name != READ
                number, start = next(volleys)
                asked = {"url": urls[name] + PATH, "teams": told, "channels": CHANNELS, "seed": number}
                shots = events if at_once > 1 else max(4, events // 4)
                asked |= {"start": start.isoformat(), "at_once": at_once, "count": shots}
                asks.extend([shots] if name in (OURS, READ) else [])
                work = time.process_time()
                return fire(asked) | {"CPU ms": (time.process_time() - work) / shots * 1000}

            return run

        cases = {f"{name}, {many} at once": case(name, many) for many in AT_ONCE for name in urls}
        found = in_turn(cases, rounds)
        if (requests := _requests(opened)) < sum(asks):
            raise AssertionError(f"{requests} requests, of {sum(asks)} that were asked for")
    return {name: each | {"to CloudAdapterBase": _to_theirs(name, found)} for name, each in found.items()}


def _to_theirs(name: str, found: dict[str, Figures]) -> float:
    """How many turns in the time of one of the SDK's own, at as many at once."""
    return found[name]["a second"] / found[f"{THEIRS}, {name.rpartition(', ')[2]}"]["a second"]


def _requests(opened: Open) -> int:
    with opened.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table_of(Request))).scalar_one())


@contextmanager
def _login(loop: asyncio.AbstractEventLoop) -> Iterator[FakeLogin]:
    opened = running_fake_login()
    try:
        yield asyncio.run_coroutine_threadsafe(opened.__aenter__(), loop).result(30)
    finally:
        asyncio.run_coroutine_threadsafe(opened.__aexit__(None, None, None), loop).result(30)


@contextmanager
def _checker(loop: asyncio.AbstractEventLoop, login: FakeLogin) -> Iterator[Checker]:
    keys = Keys(login.openid_url)
    try:
        yield Checker(login.app, keys, (SERVICE,), login.tenant)
    finally:
        asyncio.run_coroutine_threadsafe(keys.close(), loop).result(30)


@contextmanager
def _relais(loop: asyncio.AbstractEventLoop, opened: Open, login: FakeLogin) -> Iterator[str]:
    """The desk's own way in: door, translation, the whole intake; it knows its people in the tenant."""
    given = {
        "teams_app_id": login.app,
        "teams_tenant_id": login.tenant,
        "teams_app_password": SecretStr(login.secret),
        "teams_openid_url": login.openid_url,
        "teams_token_url": login.token_url,
        "teams_service_urls": (SERVICE,),
    }
    profiles = everybody(opened.desk.charter, lambda user: Who(platform=NAME, team=login.tenant, user=user.lower()))
    opened.door.submit(PeopleSeen(key="bench:tenant", at=datetime.now(UTC), profiles=profiles)).result(60)
    receiving = Teams(Ports(opened, Settings(port=0).model_copy(update=given))).receiving

    async def open_there() -> None:
        receiving.open()

    asyncio.run_coroutine_threadsafe(open_there(), loop).result(30)
    with served(loop, list(receiving.routes)) as origin:
        yield origin
    asyncio.run_coroutine_threadsafe(receiving.close(), loop).result(30)


class _Thin(BotAdapter):  # type: ignore[misc]  # the SDK is not typed
    """An adapter that sends nothing."""

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        return []

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        return None

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        return None


async def _nothing(context: TurnContext) -> None:
    """Say nothing."""


def _cloud(login: FakeLogin) -> Take:
    """The SDK's adapter, which knows the fake login's keys."""
    factory: Any = BotFrameworkAuthenticationFactory
    adapter = CloudAdapterBase(
        factory.create(
            to_channel_from_bot_login_url=login.token_url.removesuffix("/oauth2/v2.0/token"),
            to_channel_from_bot_oauth_scope=SCOPE.removesuffix("/.default"),
            to_bot_from_channel_token_issuer=ISSUER,
            oauth_url="https://token.botframework.com",
            to_bot_from_channel_open_id_metadata_url=login.openid_url,
            to_bot_from_emulator_open_id_metadata_url=login.openid_url,
            credential_factory=PasswordServiceClientCredentialFactory(login.app, login.secret, tenant_id=login.tenant),
        )
    )

    async def take(request: web.Request) -> web.Response:
        activity = Activity().deserialize(await request.json())
        await adapter.process_activity(request.headers["Authorization"], activity, _nothing)
        return web.Response()

    return take


def _turn(checker: Checker) -> Take:
    """The desk's door, and a turn of the SDK's on what it let in."""
    adapter = _Thin()

    async def take(request: web.Request) -> web.Response:
        activity = Activity().deserialize(await read(request, checker))
        await adapter.run_pipeline(TurnContext(adapter, activity), _nothing)
        return web.Response()

    return take


def _door(checker: Checker) -> Take:
    """The desk's door alone."""

    async def take(request: web.Request) -> web.Response:
        await read(request, checker)
        return web.Response()

    return take
