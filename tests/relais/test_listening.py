"""Connections that are opened and held: as many as the desk bears, and whoever comes meanwhile is served."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress

import aiohttp
import pytest
from aiohttp import web

from adapters import bodies
from adapters.metrics import REFUSED
from relais.listening import BoundedSite, Connections, runner_of

MOST = 20
Held = list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]
HEAD = b"POST /read HTTP/1.1\r\nHost: desk\r\n"
HOLDING = {
    "nothing": b"",
    "half a head": HEAD,
    "a head that goes on": HEAD + b"X-A: " + b"a" * 5000,
    "half a body": HEAD + b"Content-Length: 900\r\n\r\n{",
    "a chunk that does not come": HEAD + b"Transfer-Encoding: chunked\r\n\r\nffff\r\n{",
    "what was answered": b"GET / HTTP/1.1\r\nHost: desk\r\n\r\n",
    "what expects more": HEAD + b"Content-Length: 9\r\nExpect: 100-continue\r\n\r\n",
}


class Desk:
    """Something that listens as the desk does: it answers at `/`, reads at `/read`, is slow to answer at `/slow`."""

    def __init__(self) -> None:
        self.let = asyncio.Event()
        self.port = 0
        self.runner: web.AppRunner

    async def open(self) -> None:
        connections = Connections(MOST)
        app = web.Application(middlewares=[connections.noted])
        app.add_routes([web.get("/", self._alive), web.post("/read", self._read), web.get("/slow", self._slow)])
        app.add_routes([web.get("/broken", self._broken)])
        self.runner = runner_of(app, idle=0.5, lingering=0.2)
        await self.runner.setup()
        await BoundedSite(self.runner, "127.0.0.1", 0, connections).start()
        self.port = int(self.runner.addresses[0][1])

    @property
    def connections(self) -> int:
        assert self.runner.server is not None
        return len(self.runner.server.connections)

    async def hold(self, sent: bytes, many: int) -> Held:
        held = [await asyncio.open_connection("127.0.0.1", self.port) for _ in range(many)]
        for _, writer in held:
            writer.write(sent)
        await asyncio.sleep(0.05)
        return held

    async def asked(self, path: str = "/") -> int:
        url = f"http://127.0.0.1:{self.port}{path}"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            await answer.read()
            return answer.status

    async def _alive(self, request: web.Request) -> web.Response:
        return web.Response()

    async def _read(self, request: web.Request) -> web.Response:
        try:
            await bodies.read_body(request, 1000)
        except bodies.Unread as unread:
            answer = web.Response(status=unread.status)
            answer.force_close()
            return answer
        return web.Response()

    async def _broken(self, request: web.Request) -> web.Response:
        return web.Response(status=200 // 0)

    async def _slow(self, request: web.Request) -> web.Response:
        await self.let.wait()
        return web.Response(status=202)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    opened = Desk()
    await opened.open()
    yield opened
    await opened.runner.cleanup()


async def let_go(held: Held) -> None:
    for _, writer in held:
        writer.transport.abort()
    await asyncio.sleep(0)


@pytest.mark.parametrize("sent", HOLDING.values(), ids=HOLDING)
async def test_whoever_holds_connections_keeps_nobody_out(
    desk: Desk, sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    held = await desk.hold(sent, 3 * MOST)
    for _ in range(3):
        assert await desk.asked() == 200
    assert desk.connections <= MOST
    await let_go(held)
    assert caplog.records == []


@pytest.mark.parametrize("sent", [HOLDING[each] for each in ("nothing", "half a head", "what was answered")])
async def test_a_connection_that_asks_nothing_is_closed_in_its_time(desk: Desk, sent: bytes) -> None:
    ((reader, writer),) = await desk.hold(sent, 1)
    async with asyncio.timeout(5):
        await reader.read()
    await let_go([(reader, writer)])


async def test_what_is_half_closed_is_let_go(desk: Desk) -> None:
    held = await desk.hold(HOLDING["half a body"], 5)
    for _, writer in held:
        writer.write_eof()
    async with asyncio.timeout(5):
        for reader, _ in held:
            await reader.read()
    await let_go(held)


async def test_a_body_that_drips_is_cut_in_its_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.3)
    ((reader, writer),) = await desk.hold(HOLDING["half a body"], 1)

    async def drip() -> None:
        with suppress(ConnectionError):
            while True:
                writer.write(b" ")
                await asyncio.sleep(0.02)

    dripping = asyncio.create_task(drip())
    async with asyncio.timeout(5):
        assert (await reader.readline()).startswith(b"HTTP/1.1 400 ")
        # What still drips when it is closed is answered by a reset.
        with suppress(ConnectionError):
            await reader.read()
    dripping.cancel()
    await let_go([(reader, writer)])


NOT_HTTP = [
    b"Zorglub\r\n\r\n",
    b"GET / Zorglub/9\r\n\r\n",
    b"GET / HTTP/1.1\r\nZor glub: 1\r\n\r\n",
    b"\x16\x03\x01Zorglub\r\n\r\n",
    HEAD + b"Content-Length: Zorglub\r\n\r\n",
    HEAD + b"X: " + b"Zorglub" * 2000 + b"\r\n\r\n",
    HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nZorglub",
]


@pytest.mark.parametrize("sent", NOT_HTTP)
async def test_what_is_no_http_is_refused_counted_and_not_logged(
    desk: Desk, sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    before = REFUSED.labels("http", "not_http")._value.get()
    ((reader, writer),) = await desk.hold(sent, 1)
    async with asyncio.timeout(5):
        assert b" 400 " in await reader.readline()
    assert REFUSED.labels("http", "not_http")._value.get() == before + 1
    assert "Zorglub" not in caplog.text
    await let_go([(reader, writer)])


async def test_a_fault_of_ours_is_logged(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    assert await desk.asked("/broken") == 500
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError]


async def test_what_is_being_answered_is_answered_before_its_connection_is_let_go(desk: Desk) -> None:
    slow = asyncio.create_task(desk.asked("/slow"))
    await asyncio.sleep(0.05)
    held = await desk.hold(b"", 2 * MOST)
    desk.let.set()
    assert await slow == 202
    await let_go(held)


async def test_where_each_is_being_answered_a_new_connection_is_not_heard(desk: Desk) -> None:
    held = await desk.hold(b"GET /slow HTTP/1.1\r\nHost: desk\r\n\r\n", MOST)
    with pytest.raises(aiohttp.ClientConnectionError):
        await desk.asked()
    desk.let.set()
    for reader, _ in held:
        assert (await reader.readline()).startswith(b"HTTP/1.1 202 ")
    assert await desk.asked() == 200
    await let_go(held)
