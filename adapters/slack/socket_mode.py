"""What Slack sends over a WebSocket of the desk's own (Socket Mode): the same handlers, an envelope acked once stored.

The SDK's client connects, pings and follows `disconnect` (warning, refresh_requested). Its own retry keeps to an
address that serves once, so a client that stays without a connection is replaced by another (platform facts 1.7).
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

import structlog
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from adapters.lasting import lasting
from adapters.platform import Forbidden, NotInstalled
from adapters.shapes import Json, text_at
from adapters.slack.calls import Calls
from adapters.slack.receiving import Receiving
from adapters.slack.refusals import error_of

log = structlog.get_logger(__name__)

PING_EVERY = 5.0
"""Seconds between two pings; four unanswered, and the SDK connects anew."""
PATIENCE = 20.0
"""Seconds without a connection after which the client is replaced."""
GAP = 2.0
"""Seconds that Slack's own asking for another connection may leave the desk without one, and nothing be missed."""
LOOK_EVERY = 0.2
AFTER_REFUSAL = 2.0
"""Seconds before a connection is asked for again."""
TAKEN = frozenset({"events_api", "slash_commands", "interactive"})
# The SDK's own lines quote what people wrote.
_silent = logging.getLogger("adapters.slack.sdk")


class _Client(SocketModeClient):
    """The SDK's, which tells nobody why it is given no address."""

    refused: str | None = None
    asked_anew = -math.inf
    """When Slack last asked for another connection (monotonic seconds): it tells there what it did not tell here."""

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        # So the SDK heeds `disconnect`, and nothing else.
        self.asked_anew = time.monotonic() if force else self.asked_anew
        await super().connect_to_new_endpoint(force)

    async def issue_new_wss_url(self) -> str:
        try:
            address: str = await super().issue_new_wss_url()
        except SlackApiError as error:
            why = error_of("apps.connections.open", str(error.response.get("error") or ""))
            self.refused = str(why) if isinstance(why, NotInstalled | Forbidden) else None
            raise
        self.refused = None
        return address


class SocketMode:
    """Keeps a connection up while started. `token`: the app-level one (xapp-). `patience`: seconds.

    `on_greeted`: told of each connection that was greeted after a time in which Slack could tell nothing.
    """

    def __init__(
        self,
        calls: Calls,
        token: str,
        receiving: Receiving,
        on_greeted: Callable[[], object] = lambda: None,
        patience: float = PATIENCE,
    ) -> None:
        self._calls = calls
        self._token = token
        self._receiving = receiving
        self._on_greeted = on_greeted
        self._up = -math.inf
        self._patience = patience
        self._client: _Client | None = None
        self._greeted: object | None = None
        self._task: asyncio.Task[None] | None = None
        self._handling: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Connect, and keep connected; returns at once."""
        self._task = asyncio.create_task(lasting("socket", self._keep), name="slack-socket")

    async def stop(self) -> None:
        """Take nothing more in; envelopes in hand are acked first, if that is soon."""
        task, self._task = self._task, None
        if self._handling:
            await asyncio.wait(self._handling, timeout=3)
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    def not_ready(self) -> Sequence[str]:
        """`slack.not_connected` while no connection is up and greeted."""
        return () if self.connected else ("slack.not_connected",)

    @property
    def refused(self) -> str | None:
        """Slack's code, where it refuses the token a connection."""
        return self._client.refused if self._client is not None else None

    @property
    def connected(self) -> bool:
        """Whether Slack has said hello on the connection that is up."""
        session = self._client.current_session if self._client is not None else None
        return session is not None and not session.closed and self._greeted is session

    async def _keep(self) -> None:
        while True:
            client = self._client = self._made()
            connecting = asyncio.create_task(client.connect())  # type: ignore[no-untyped-call]  # the SDK gives it no types
            try:
                await self._until_lost(client)
                log.warning("slack.socket_replaced", after_s=self._patience)
            finally:
                connecting.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await connecting
                with suppress(Exception):
                    await client.close()  # type: ignore[no-untyped-call]  # the SDK gives it no types

    async def _until_lost(self, client: SocketModeClient) -> None:
        """Returns when there was no connection for too long. One that was cut is made anew at once: the SDK's own look
        comes with its next ping."""
        since, again = time.monotonic(), None
        try:
            while time.monotonic() - since < self._patience:
                await asyncio.sleep(LOOK_EVERY)
                session = client.current_session
                if self.connected:
                    since = self._up = time.monotonic()
                elif session is not None and session.closed and (again is None or again.done()):
                    again = asyncio.create_task(self._connect_again(client))
        finally:
            if again is not None:
                again.cancel()

    async def _connect_again(self, client: SocketModeClient) -> None:
        try:
            await client.connect_to_new_endpoint()
        except Exception as error:
            log.info("slack.socket_refused", code=type(error).__name__)
            await asyncio.sleep(AFTER_REFUSAL)

    def _made(self) -> _Client:
        client = _Client(app_token=self._token, logger=_silent, web_client=self._calls.client, ping_interval=PING_EVERY)
        client.message_listeners.append(self._heard)
        client.socket_mode_request_listeners.append(self._requested)
        return client

    async def _heard(self, client: AsyncBaseSocketModeClient, told: Json, raw: str | None) -> None:
        if text_at(told, "type") == "hello" and isinstance(client, SocketModeClient):
            if not self._was_replaced(client):
                self._on_greeted()
            self._greeted, self._up = client.current_session, time.monotonic()
            log.info("slack.socket_open")

    def _was_replaced(self, client: SocketModeClient) -> bool:
        """Whether a connection is there in another's place, as Slack had asked, and hardly a moment without any."""
        now = time.monotonic()
        asked = isinstance(client, _Client) and now - client.asked_anew < self._patience
        return asked and now - self._up < GAP

    async def _requested(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        if request.type not in TAKEN or not isinstance(request.payload, dict):
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
            return
        task = asyncio.create_task(self._take(client, request.envelope_id, request.payload, request))
        self._handling.add(task)
        task.add_done_callback(self._handling.discard)
        await task

    async def _take(
        self, client: AsyncBaseSocketModeClient, envelope: str, payload: Json, request: SocketModeRequest
    ) -> None:
        answer = await self._receiving.dispatch(payload)
        if answer.status not in (200, 400):
            # Not acked, it comes again.
            log.info("slack.not_acked", status=answer.status)
            return
        body = _payload(answer) if request.accepts_response_payload else None
        try:
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=envelope, payload=body))
        except Exception as error:
            log.info("slack.not_acked", code=type(error).__name__)


def _payload(answer: BoltResponse) -> Json | None:
    found = json.loads(answer.body) if answer.status == 200 and answer.body else None
    return found if isinstance(found, dict) else None
