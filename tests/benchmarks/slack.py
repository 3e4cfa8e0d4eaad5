"""Slack: what an acknowledged message costs beside bolt alone, and how many posts a second go out.

In one run, at the same address over HTTP, from a process that fires: bolt that only acknowledges; bolt and one durable
row; bolt and one row whose commits are grouped; Relais' whole intake with the reading replaced by a constant, and with
it. Then what the pump posts to a fake Slack without limits, which is a process of its own.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from queue import SimpleQueue
from random import Random
from typing import Any

import aiohttp
from aiohttp import web
from pydantic import SecretStr
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters.delivery import Pump
from adapters.slack.calls import Calls
from adapters.slack.own import Own
from adapters.slack.platform import Slack
from adapters.slack.receiving import Receiving
from adapters.slack.scopes import PATH
from bot.charter import Charter
from bot.clock import SystemClock
from bot.events import MessagePosted, PeopleSeen
from relais.settings import Settings
from tests.benchmarks.company import TEAM, Open, at_work, everybody, messages
from tests.benchmarks.measuring import Case, Figures, Json, Size, in_turn
from tests.benchmarks.serving import Ports, gun, running_loop, served
from tests.fakes.slack import TEAM as FAKE_TEAM

AT_ONCE = (1, 16, 64)
SECRET = "not-a-real-secret"
MOST_GROUPED = 64
"""Rows of one commit, as the desk's own writer groups its events."""
ROUNDS, EVENTS = 2, 160
"""At most: to be over in less than a minute and a half."""
_OWN = Own(TEAM, "U0RELAIS", "B0RELAIS")


def bench(size: Size, seed: int, folder: Path) -> Json:
    """Acknowledgements a second, and how long they take; posts a second."""
    events, rounds = min(size.events, EVENTS), min(size.rounds, ROUNDS)
    # Each volley is of other days' hours: nobody comes again before what they wrote is no longer joined.
    volleys = ((seed + number, datetime.now(UTC) - timedelta(minutes=15 * number)) for number in count(1))
    with ExitStack() as stack:
        fire, loop = stack.enter_context(gun()), stack.enter_context(running_loop())
        opened = stack.enter_context(at_work(f"sqlite:///{folder / 'slack.db'}"))
        alone, grouped = (stack.enter_context(each(folder)) for each in (_rows_alone, _rows_grouped))
        urls = {
            "bolt": stack.enter_context(_bolt(loop, _nothing)),
            "bolt, a row": stack.enter_context(_bolt(loop, alone)),
            "bolt, a row in a group": stack.enter_context(_bolt(loop, grouped)),
            "Relais": stack.enter_context(_relais(loop, opened)),
        }

        def case(url: str, at_once: int, constant: bool) -> Case:
            def run() -> Figures:
                opened.desk.constant = constant
                number, start = next(volleys)
                asked = {"url": url, "secret": SECRET, "seed": number, "start": start.isoformat(), "at_once": at_once}
                shots = events if at_once > 1 else max(4, events // 4)
                work = time.process_time()
                return fire(asked | {"count": shots}) | {"CPU ms": (time.process_time() - work) / shots * 1000}

            return run

        cases = {f"{name}, {many} at once": case(url, many, True) for many in AT_ONCE for name, url in urls.items()}
        cases |= {f"Relais, {many} at once, read": case(urls["Relais"], many, False) for many in AT_ONCE}
        found = in_turn(cases, rounds)
    taken = {name: each | {"to bolt, a row in a group": _to_grouped(name, found)} for name, each in found.items()}
    return taken | {"posts to an unlimited Slack": posts(events, seed, folder)}


def posts(requests: int, seed: int, folder: Path) -> Figures:
    """Posts a second, of the cards of so many requests: the pump on the real adapter, and a fake Slack beside it."""
    with _slack_beside() as told, at_work(f"sqlite:///{folder / 'posts.db'}") as opened:
        return asyncio.run(_delivered(opened, told, list(islice(messages(seed), requests))))


def _to_grouped(name: str, found: dict[str, Figures]) -> float:
    """How many in the time of one acknowledged by bolt with a row in a grouped commit, at as many at once."""
    many = name.split(", ")[1 if name.startswith("Relais") else -1]
    return found[name]["a second"] / found[f"bolt, a row in a group, {many}"]["a second"]


async def _nothing(key: str, body: str) -> None:
    """Keep nothing."""


@contextmanager
def _bolt(loop: asyncio.AbstractEventLoop, keep: Callable[[str, str], Awaitable[None]]) -> Iterator[str]:
    """Bolt as its own guide sets it up, behind its own adapter; it acknowledges once `keep` is over."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_id=_OWN.bot_id, bot_user_id=_OWN.bot_user)

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    async def heard(body: dict[str, Any]) -> None:
        await keep(str(body["event_id"]), json.dumps(body))

    app.event("message")(heard)

    async def take(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    with served(loop, [web.post(PATH, take)]) as origin:
        yield origin + PATH


Keep = Callable[[str, str], Awaitable[None]]


@contextmanager
def _rows_alone(folder: Path) -> Iterator[Keep]:
    """A row a transaction, as durable as the desk's."""
    with _rows(folder / "alone.db", most=1) as keep:
        yield keep


@contextmanager
def _rows_grouped(folder: Path) -> Iterator[Keep]:
    """What waits goes into one transaction, as the desk's writer has it."""
    with _rows(folder / "grouped.db", most=MOST_GROUPED) as keep:
        yield keep


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    body: str
    kept: Future[None]


@contextmanager
def _rows(file: Path, most: int) -> Iterator[Keep]:
    waiting: SimpleQueue[_Row | None] = SimpleQueue()

    def write() -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, key TEXT UNIQUE, body TEXT)")
            over = False
            while not over:
                group = [waiting.get()]
                while len(group) < most and not waiting.empty():
                    group.append(waiting.get())
                rows = [row for row in group if row is not None]
                over = len(rows) < len(group)
                connection.execute("BEGIN IMMEDIATE")
                for row in rows:
                    connection.execute("INSERT INTO bare (key, body) VALUES (?, ?)", (row.key, row.body))
                connection.execute("COMMIT")
                for row in rows:
                    row.kept.set_result(None)

    async def keep(key: str, body: str) -> None:
        row = _Row(key, body, Future())
        waiting.put(row)
        await asyncio.wrap_future(row.kept)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield keep
    finally:
        waiting.put(None)
        thread.join()


@contextmanager
def _relais(loop: asyncio.AbstractEventLoop, opened: Open) -> Iterator[str]:
    """The desk's own way in: guard, bolt, translation, the door, the whole intake."""
    receiving = Receiving(Ports(opened), Calls("xoxb-none", "http://127.0.0.1:9/api/"), SECRET)

    async def opened_there() -> None:
        receiving.open(_OWN)

    asyncio.run_coroutine_threadsafe(opened_there(), loop).result(30)
    with served(loop, list(receiving.routes)) as origin:
        yield origin + PATH
    asyncio.run_coroutine_threadsafe(receiving.close(), loop).result(30)


@contextmanager
def _slack_beside() -> Iterator[Json]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.fakes.slack"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.stdin.close()


async def _delivered(opened: Open, told: Json, asks: Sequence[MessagePosted]) -> Figures:
    """Deliver what these asks queue, in a workspace where they were written."""
    settings = Settings(port=0).model_copy(
        update={
            "slack_bot_token": SecretStr(told["bot_token"]),
            "slack_signing_secret": SecretStr(told["signing_secret"]),
            "slack_app_token": None,
            "slack_api_url": told["api_url"],
        }
    )
    slack = Slack(Ports(opened, settings))
    # A second between two posts in a channel is Slack's own measure, and not of what the desk can do.
    slack.capabilities = replace(slack.capabilities, post_every=0.0)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{told['port']}") as session:
        written = await _written(session, opened.desk.charter, asks)
        await _moved(opened)
        await slack.start()
        try:
            await _pumped(opened, slack)
            for future in [opened.door.submit(each) for each in written]:
                await asyncio.wrap_future(future)
            passed = await _pumped(opened, slack)
        finally:
            await slack.stop()
        async with session.get("/control/log") as answer:
            log = await answer.json()
    posted = [each["answer"].get("ok") for each in log if each["method"] == "chat.postMessage"]
    if len(posted) < 2 * len(asks) or not all(posted):
        raise AssertionError(f"{posted.count(True)} of {len(posted)} posts, of {len(asks)} requests")
    return {"a second": len(posted) / passed}


async def _written(
    session: aiohttp.ClientSession, charter: Charter, asks: Sequence[MessagePosted]
) -> list[MessagePosted]:
    """The asks as they stand in the workspace, which has the charter's channels and those who ask there."""

    async def control(what: str, **given: Any) -> Any:
        async with session.post(f"/control/{what}", json=given) as answer:
            if answer.status != 200:
                raise AssertionError(await answer.text())
            return await answer.json()

    await control("set", unlimited=True)
    wanted = {each.who.user for each in asks}
    named = {f"U{person.id.upper()}" for person in charter.people}
    there = [each for each in everybody(charter) if each.who.user in wanted | named]
    for one in there:
        await control("workspace/user", name=one.name, id=one.who.user, email=one.email)
    for channel in charter.channels:
        if channel.platform == "slack":
            members = [one.who.user for one in there]
            await control("workspace/channel", name=channel.id.lower(), members=members, id=channel.id)
    said = []
    for each in asks:
        where = {"user": each.who.user, "channel": each.where.conversation}
        told = await control("people/post", **where, text=each.text)
        said.append(each.model_copy(update={"ts": told["ts"], "who": each.who.model_copy(update={"team": FAKE_TEAM})}))
    return said


async def _moved(opened: Open) -> None:
    """Nobody is in the benches' own workspace any more: the fake Slack's is another."""
    gone = tuple(each.model_copy(update={"active": False}) for each in everybody(opened.desk.charter))
    await asyncio.wrap_future(opened.door.submit(PeopleSeen(key="bench:moved", at=datetime.now(UTC), profiles=gone)))


async def _pumped(opened: Open, slack: Slack) -> float:
    """The seconds that it took to deliver all that was queued."""
    chance = Random(0).random
    clock = SystemClock()
    pump = Pump(opened.writer, opened.database, opened.desk, opened.door, clock, {"slack": slack}, chance=chance)
    start = time.perf_counter()
    await pump.start()
    try:
        async with asyncio.timeout(60):
            while not await pump.settled():  # noqa: ASYNC110  # a pump does not tell when it has nothing left
                await asyncio.sleep(0.01)
        return time.perf_counter() - start
    finally:
        await pump.stop()
