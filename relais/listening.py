"""Where the desk listens: whoever opens connections and holds them takes nobody's place."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from prometheus_client import Counter

from adapters.metrics import REFUSED

MOST = 400
"""Connections at once. One more, and the oldest that brings no whole request is closed; where each is being answered,
the new one is."""
IDLE = 150.0
"""Seconds that a connection may stand open without a whole request: longer than a proxy keeps its own (Caddy 120, nginx
60), so that none is closed under what a proxy is just sending."""
LINGERING = 2.0
"""Seconds that the rest of a body is still taken and thrown away after its answer."""
FAREWELL = 5.0
"""Seconds that open connections are given when the desk stops."""
CLOSED = Counter("relais_connections_closed", "Connections closed since there were too many, by which", ("which",))

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _OnlyFaultsOfOurs(logging.Filter):
    """What is no HTTP is counted and not logged: a stranger could fill the log with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):
            REFUSED.labels("http", "not_http").inc()
        return not isinstance(error, HttpProcessingError | ConnectionError)


_faults = logging.getLogger("aiohttp.server.relais")
_faults.addFilter(_OnlyFaultsOfOurs())


def runner_of(app: web.Application, *, idle: float = IDLE, lingering: float = LINGERING) -> web.AppRunner:
    """What serves an app, in its times; it logs no access, and of faults its own alone."""
    return web.AppRunner(
        app,
        access_log=None,
        logger=_faults,
        shutdown_timeout=FAREWELL,
        keepalive_timeout=idle,
        lingering_time=lingering,
    )


class Connections:
    """What is being answered on which connection, and how many there may be."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._answered: dict[asyncio.BaseProtocol, web.Request] = {}

    @web.middleware
    async def noted(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """As a middleware: what is being answered is known while it is."""
        connection = request.protocol
        self._answered[connection] = request
        try:
            return await handler(request)
        finally:
            self._answered.pop(connection, None)

    def another(self, server: web.Server) -> asyncio.BaseProtocol:
        """A connection just opened: where there are too many, it takes the place of one that brings nothing."""
        there = server.connections
        if len(there) >= self._most:
            idle = next((each for each in there if not self._is_whole(each)), None)
            CLOSED.labels("new" if idle is None else "oldest").inc()
            if idle is None:
                return _Unheard()
            idle.force_close()
        return server()

    def _is_whole(self, connection: asyncio.BaseProtocol) -> bool:
        request = self._answered.get(connection)
        return request is not None and request.content.is_eof()


class BoundedSite(web.BaseSite):
    """An address with a bounded number of connections."""

    def __init__(self, runner: web.AppRunner, host: str, port: int, connections: Connections) -> None:
        super().__init__(runner)
        self._host, self._port, self._connections = host, port, connections

    @property
    def name(self) -> str:
        """Where it is."""
        return f"http://{self._host}:{self._port}"

    async def start(self) -> None:
        """Listen."""
        await super().start()
        server = self._runner.server
        if server is None:
            raise RuntimeError("the runner is not set up")
        self._server = await asyncio.get_running_loop().create_server(
            lambda: self._connections.another(server), self._host, self._port, backlog=self._backlog
        )


class _Unheard(asyncio.Protocol):
    """A connection that is closed at once."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()
