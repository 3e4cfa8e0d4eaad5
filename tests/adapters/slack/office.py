"""A desk of the sample company in a fake Slack, taking what people do there, and no pump behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from adapters.slack.calls import Calls
from adapters.slack.own import Own
from adapters.slack.people import profile_of
from adapters.slack.receiving import Receiving
from adapters.slack.scopes import PATH
from adapters.slack.socket_mode import SocketMode
from bot.cards import Reply
from bot.charter import Charter
from bot.clock import SystemClock
from bot.desk import Desk
from bot.door import Door
from bot.events import CharterChanged, Event, PeopleSeen
from storage.database import Database
from storage.faults import StorageUnavailable
from storage.rows import table_of
from storage.tables import Inbox, InboxState
from storage.writer import Writer, make_writer
from tests.fakes.company import company_on
from tests.fakes.slack import BOT, BOT_USER, TEAM, FakeSlack, running_fake_slack


class Slowed:
    """A door that opens late, or not at all: `by` seconds; `shut`: nothing can be kept.

    Opened late, it `fails` with that, or answers `instead`, if either is given.
    """

    def __init__(self, door: Door) -> None:
        self.door, self.by, self.shut = door, 0.0, False
        self.fails: Exception | None = None
        self.instead: Reply | None = None
        self.taken: list[Event] = []

    def submit(self, event: Event) -> Future[Reply]:
        later: Future[Reply] = Future()
        if self.shut:
            later.set_exception(StorageUnavailable())
            return later
        self.taken.append(event)
        if not self.by:
            return self.door.submit(event)

        def enter() -> None:
            if self.fails is not None:
                later.set_exception(self.fails)
            else:
                self.door.submit(event).add_done_callback(lambda done: later.set_result(self.instead or done.result()))

        asyncio.get_running_loop().call_later(self.by, enter)
        return later


class Office:
    """A desk of the sample company, in a workspace."""

    def __init__(self, slack: FakeSlack, database: Database) -> None:
        self.slack, self.database = slack, database
        self.charter: Charter = company_on("slack")
        self.clock = SystemClock()
        self.settings: Any = None
        self.writer: Writer = make_writer(database, self.clock.now, lambda: self.charter.hash, lambda channels: None)
        self.writer.start()
        self.desk = Desk(self.charter, frozenset({"slack"}))
        self.slowed = Slowed(Door(self.desk, self.writer, self.clock))
        self.calls = Calls(slack.bot_token, slack.api_url)
        self.own = Own(TEAM, BOT_USER, BOT)
        self.receiving = Receiving(self, self.calls, slack.signing_secret)
        self.socket = SocketMode(self.calls, slack.app_token, self.receiving)
        space = slack.workspace
        self.zoe = space.user("Zoé Martin", email="zoe@example.org")
        self.ines = space.user("Inès Caron", email="ines.caron@example.org")
        self.lyon = space.channel("lyon", [self.zoe.id, self.ines.id, BOT_USER], id="C0LYON")

    @property
    def door(self) -> Any:
        return self.slowed

    async def know(self, *users: Any) -> None:
        """The desk has its charter, and knows these people."""
        now = self.clock.now()
        people = tuple(profile_of(each.shown(email=True, locale=True), self.own) for each in users)
        for event in (
            CharterChanged(key="charter", at=now, hash=self.charter.hash),
            PeopleSeen(key=f"people:{users[-1].id}:{len(people)}", at=now, profiles=people),
        ):
            await asyncio.wrap_future(self.door.submit(event))

    def rows(self, kind: str) -> list[tuple[str, InboxState]]:
        """The inbox's keys and states of a kind."""
        table = table_of(Inbox)
        with self.database.read() as connection:
            query = select(table.c.key, table.c.state).where(table.c.kind == kind).order_by(table.c.id)
            return [(row.key, row.state) for row in connection.execute(query)]


@asynccontextmanager
async def at_work(database: Database, *, socket: bool = False) -> AsyncIterator[Office]:
    async with running_fake_slack() as slack:
        office = Office(slack, database)
        app = web.Application()
        app.add_routes(office.receiving.routes)
        async with TestServer(app) as server:
            if not socket:
                slack.request_url = str(server.make_url(PATH))
            office.receiving.open(office.own)
            if socket:
                await office.socket.start()
                await until(lambda: office.socket.connected)
            await office.know(office.zoe, office.ines)
            try:
                yield office
            finally:
                if socket:
                    await office.socket.stop()
                await office.receiving.close()
                await office.calls.close()
                await asyncio.to_thread(office.writer.stop)


async def until(holds: Any, seconds: float = 10.0) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110  # what is waited for happens on another side
            await asyncio.sleep(0.01)
