"""Socket Mode (platform facts 1.7): up to ten connections, any payload to any one of them, each acked."""

from __future__ import annotations

import asyncio
import contextlib
import json
import uuid
from collections.abc import Callable

from aiohttp import WSMsgType, web

from tests.fakes.delivering import Answer
from tests.fakes.slack.api import Refused
from tests.fakes.slack.envelopes import SOCKET_TYPE, Delivery
from tests.fakes.slack.records import APP, JSON
from tests.fakes.slack.workspace import Workspace

MOST = 10


class Sockets:
    """The app's open connections. `address`: this server's, `ws://127.0.0.1:port`, known once it listens."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.address: Callable[[], str] = lambda: ""
        self.open: list[web.WebSocketResponse] = []
        self.stray_acks: list[JSON] = []
        """Acks of envelopes that were never sent, or acked before; and payloads where none was accepted."""
        self._arrived = asyncio.Event()
        self._transports: dict[web.WebSocketResponse, asyncio.Transport | None] = {}
        self._tickets: set[str] = set()
        self._awaited: dict[str, tuple[asyncio.Future[Answer], bool]] = {}

    def ticket(self) -> str:
        """Where to connect, once (apps.connections.open)."""
        if len(self.open) >= MOST:
            raise Refused("too_many_websockets")
        key = uuid.UUID(int=self.workspace.chance.getrandbits(128)).hex
        self._tickets.add(key)
        return f"{self.address()}/link/?ticket={key}&app_id={APP}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """`GET /link/`: one connection, until either side ends it."""
        key = request.query.get("ticket", "")
        if key not in self._tickets:
            raise web.HTTPUnauthorized
        self._tickets.remove(key)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.open.append(socket)
        self._transports[socket] = request.transport
        hello: JSON = {"type": "hello", "num_connections": len(self.open), "connection_info": {"app_id": APP}}
        hello["debug_info"] = {"host": "applink-fake", "build_number": 1, "approximate_connection_time": 18060}
        try:
            await socket.send_json(hello)
            self._arrived.set()
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._heard(message.data)
        except ConnectionError:
            pass
        finally:
            with contextlib.suppress(ValueError):
                self.open.remove(socket)
            del self._transports[socket]
        return socket

    async def attempt(self, delivery: Delivery, patience: float, retry: int, reason: str) -> Answer:
        """Send to any one connection, and wait so many seconds for its ack, by whichever connection: the SDK, when it
        makes a connection anew, acks by the new one what came by the old."""
        alive = [each for each in self.open if not each.closed]
        if not alive:
            return Answer(failed="connection_failed")
        key, accepts = str(uuid.UUID(int=self.workspace.chance.getrandbits(128))), delivery.kind != "event"
        envelope: JSON = {"envelope_id": key, "type": SOCKET_TYPE[delivery.kind], "payload": delivery.body}
        envelope["accepts_response_payload"] = accepts
        if delivery.kind == "event":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        acked: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._awaited[key] = (acked, accepts)
        try:
            await self.workspace.chance.choice(alive).send_json(envelope)
            return await asyncio.wait_for(acked, patience)
        except TimeoutError:
            return Answer(failed="http_timeout")
        except ConnectionError:
            return Answer(failed="connection_failed")
        finally:
            del self._awaited[key]

    async def warn(self) -> None:
        """Say that connections end soon: about 10 s ahead, in life."""
        await self._tell("warning")

    async def refresh(self) -> None:
        """Ask every connection to be made again, and close them."""
        ending = list(self.open)
        await self._tell("refresh_requested")
        for socket in ending:
            await socket.close()

    def cut(self) -> int:
        """Cut every connection without a word; how many there were."""
        cut = list(self.open)
        for socket in cut:
            transport = self._transports[socket]
            if transport is not None:
                transport.abort()
        self.open.clear()
        return len(cut)

    async def connected(self, count: int = 1, patience: float = 10.0) -> None:
        """Wait until so many connections are open; TimeoutError after `patience` seconds."""
        async with asyncio.timeout(patience):
            while sum(not each.closed for each in self.open) < count:
                self._arrived.clear()
                await self._arrived.wait()

    async def close(self) -> None:
        for socket in list(self.open):
            await socket.close()

    async def _tell(self, reason: str) -> None:
        for socket in list(self.open):
            with contextlib.suppress(ConnectionError):
                told = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-fake"}}
                await socket.send_json(told)

    def _heard(self, text: str) -> None:
        try:
            ack = json.loads(text)
            key = ack["envelope_id"]
        except (ValueError, KeyError, TypeError):
            self.stray_acks.append({"unreadable": text[:80]})
            return
        acked, accepts = self._awaited.get(key, (None, False))
        if acked is None or acked.done() or (ack.get("payload") and not accepts):
            self.stray_acks.append(ack)
        if acked is not None and not acked.done():
            acked.set_result(Answer(200, ack.get("payload")))
