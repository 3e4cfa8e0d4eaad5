"""What the desk says of itself over HTTP: alive, ready, and its numbers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, Gauge

from adapters.hosts import is_own
from relais import measures
from storage import inbox, outbox_queue
from storage.database import Database
from storage.tables import InboxState

OUTBOX = Gauge("relais_outbox_pending", "Effects not sent yet", ("platform", "state"))
INBOX = Gauge("relais_inbox_unsettled", "Events that wait, failed or are parked", ("state",))

Reasons = Callable[[], Sequence[str]]
"""Why the desk is not ready, as codes; empty when it is. May read the database."""


def routes(database: Database, reasons: Reasons, own: frozenset[str] | None = None) -> list[web.RouteDef]:
    """GET /healthz, /readyz and /metrics; the numbers under the desk's `own` names only (none: any)."""

    async def healthz(request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def readyz(request: web.Request) -> web.Response:
        found = list(await asyncio.to_thread(reasons))
        return web.json_response(found, status=503 if found else 200)

    async def metrics(request: web.Request) -> web.Response:
        if not is_own(request.headers.get("Host"), own):
            raise web.HTTPForbidden
        await asyncio.to_thread(_count, database)
        return web.Response(body=measures.shown(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)]


def _count(database: Database) -> None:
    with database.read() as connection:
        outbox, events = outbox_queue.counts(connection), inbox.counts(connection)
    OUTBOX.clear()
    for (platform, state), count in outbox.items():
        OUTBOX.labels(platform, state).set(count)
    for unsettled in (InboxState.WAITING, InboxState.FAILED, InboxState.PARKED):
        INBOX.labels(unsettled).set(events.get(unsettled, 0))
