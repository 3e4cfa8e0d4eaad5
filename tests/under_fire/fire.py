"""Processes to be killed, and the far side of the tiny platform in one that is not."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO, Any, cast

import aiohttp

from tests.fakes.company import a_working_morning, company_alone_on
from tests.fakes.tiny import running_tiny_server
from tests.forked import forked

START_SECONDS = 60.0
MEMBERS = 20
UNSETTLED = re.compile(r"^relais_(?:outbox_pending|inbox_unsettled)\{.*\} (\d+)", re.MULTILINE)


class Town:
    """The far side: who is there, what stands in its conversations, and every call that was made to it."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self._session = session

    async def people(self, users: list[str]) -> None:
        """The charter's people and these; few are said to be in the channels, and so are known from the start."""
        charter = company_alone_on("tiny")
        people = [{"user": each.id, "name": each.name, "email": each.email} for each in charter.people]
        people += [{"user": user, "name": f"Employé {user}"} for user in users]
        await self.tell("people", people)
        members = [each["user"] for each in people][: len(charter.people) + MEMBERS]
        for channel in charter.channels:
            await self.tell("room", {"conversation": channel.id, "members": members})

    async def say(self, user: str, conversation: str, text: str, root: str | None = None) -> str:
        """Somebody writes; the message's ts."""
        body = {"user": user, "conversation": conversation, "text": text, "root": root}
        return str((await self.tell("say", body))["ts"])

    async def faults(self, *faults: dict[str, Any]) -> None:
        """From now on meet these faults, and no other."""
        await self.tell("faults", list(faults))

    async def tell(self, path: str, body: Any) -> Any:
        async with self._session.post(f"{self.url}/{path}", json=body) as response:
            response.raise_for_status()
            return await response.json()

    async def get(self, path: str, **query: str) -> Any:
        async with self._session.get(f"{self.url}/{path}", params=query) as response:
            response.raise_for_status()
            return await response.json()


class Desk:
    """A desk's process: loaded, told to start, and stopped in one way or another."""

    def __init__(self, process: BaseProcess, types: IO[str], hears: IO[str], errors: Path) -> None:
        self._process, self._types, self._hears = process, types, hears
        self._errors = errors
        self.url: str | None = None
        """Where it listens; none before it does, and after its end."""

    @classmethod
    async def loaded(cls, *line: str, env: Mapping[str, str], errors: Path) -> Desk:
        """`python -m` and this line: it has loaded its code, or is about to, and waits to be told."""
        (typed, types), (hears, said) = os.pipe(), os.pipe()
        with errors.open("wb") as log, os.fdopen(typed), os.fdopen(said, "w"):
            begun = partial(forked, *line, env=env, typed=typed, out=said, errors=log.fileno())
            return cls(await asyncio.to_thread(begun), os.fdopen(types, "w"), os.fdopen(hears), errors)

    @property
    def pid(self) -> int:
        return cast(int, self._process.pid)

    async def start(self) -> None:
        """Return once it listens."""
        self.begin()
        await self.listening()

    def begin(self) -> None:
        """Tell it to start."""
        self._types.write("go\n")
        self._types.flush()

    async def listening(self) -> None:
        """Return once it listens, when it was told to start."""
        async with asyncio.timeout(START_SECONDS):
            line = await asyncio.to_thread(self._hears.readline)
        if not line.strip():
            raise RuntimeError(f"the desk did not start: {self._errors.read_text()[-4000:]}")
        self.url = f"http://127.0.0.1:{int(line)}"

    async def kill(self) -> None:
        """As power would: nothing is finished, nothing is told."""
        self.url = None
        self._process.kill()
        await self._ended()

    async def stop(self) -> None:
        """In order."""
        self.url = None
        self._process.terminate()
        async with asyncio.timeout(START_SECONDS):
            await self._ended()

    async def _ended(self) -> None:
        await asyncio.to_thread(self._process.join)
        for end in (self._types, self._hears):
            end.close()


class Fire:
    """Makes desks on one database and one town; all of them are killed at the end."""

    def __init__(self, database_url: str, town: Town, session: aiohttp.ClientSession, folder: Path) -> None:
        self.database_url = database_url
        self.town = town
        self.session = session
        self.now_is = a_working_morning()
        self._began = datetime.now(UTC)
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._made: list[Desk] = []

    @property
    def ahead(self) -> float:
        """How far ahead of the machine's clock the desks' are, in seconds."""
        return (self.now_is - self._began).total_seconds()

    def clock(self) -> datetime:
        """What time it is for the desks."""
        return self.now_is + (datetime.now(UTC) - self._began)

    async def load(self) -> Desk:
        """A desk that has loaded its code, or is about to, and waits to be told."""
        errors = self._folder / f"desk-{len(self._made)}.log"
        line = ("tests.fakes.tiny_desk", self.database_url, self.town.url, str(self.ahead))
        self._made.append(await Desk.loaded(*line, env=os.environ, errors=errors))
        return self._made[-1]

    async def settled(self, *desks: Desk, within: float = 60.0) -> None:
        """Return once nothing is left to do or to send, twice in a row."""
        quiet = 0
        deadline = time.monotonic() + within
        while quiet < 2:
            quiet = quiet + 1 if await self._is_settled(desks[0]) else 0
            if time.monotonic() > deadline:
                raise TimeoutError(f"not settled after {within} s: {self.complaints()}")
            await asyncio.sleep(0.15)

    async def _is_settled(self, desk: Desk) -> bool:
        async with self.session.get(f"{desk.url}/metrics") as response:
            if response.status != 200:
                return False
            counts = UNSETTLED.findall(await response.text())
        return not any(int(count) for count in counts)

    def complaints(self) -> list[str]:
        """What the desks logged that they should not have had to."""
        lines = [line for desk in self._made for line in desk._errors.read_text(errors="replace").splitlines()]
        return [line for line in lines if "error" in line or "Traceback" in line][-20:]

    async def end(self) -> None:
        for desk in self._made:
            await desk.kill()


@asynccontextmanager
async def a_fire(database_url: str, folder: Path, users: list[str]) -> AsyncIterator[Fire]:
    """A town with its people, and desks to be made on this database."""
    with running_tiny_server() as url:
        timeout = aiohttp.ClientTimeout(total=30)
        async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:
            town = Town(url, session)
            await town.people(users)
            fire = Fire(database_url, town, session, folder)
            try:
                yield fire
            finally:
                await fire.end()
