"""Slack tells the app: over HTTP, signed, or over Socket Mode; events again if it is not heard (platform facts 1.2)."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time

from tests.fakes.delivering import Answer, Road
from tests.fakes.slack.envelopes import Delivery, Kind, event_callback, subscribed
from tests.fakes.slack.faults import Faults
from tests.fakes.slack.records import JSON
from tests.fakes.slack.sockets import Sockets
from tests.fakes.slack.workspace import Workspace

RETRIES = (0.0, 60.0, 300.0)
"""Seconds before each retry of an event (platform facts 1.2)."""

PATIENCE = 3.0
"""Seconds that the app has to answer (platform facts 1.2)."""


def signed(secret: str, body: bytes, at: float) -> dict[str, str]:
    """The headers of Slack's signature, v0; `at` in seconds since 1970."""
    stamp = str(int(at))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


class Deliveries(Road):
    """All that is on its way to the app. Over HTTP to `request_url` if there is one, else over its sockets.

    `retry_factor` shortens the waits between retries (0: at once); `patience` is how long the app has to answer.
    """

    late = "http_timeout"

    def __init__(self, workspace: Workspace, faults: Faults, sockets: Sockets, *, retry_factor: float) -> None:
        super().__init__(faults, "Slackbot 1.0")
        self.workspace, self.sockets = workspace, sockets
        self.retry_factor, self.patience = retry_factor, PATIENCE
        self.request_url: str | None = None
        self.signing_secret = "not-a-real-secret"
        self.log: list[Delivery] = []
        self.off = False
        """Nobody is told of events: the app is not there and Slack does not keep them."""
        workspace.listener = self.tell

    def tell(self, event: JSON, channel: str | None) -> None:
        """Deliver an event, if the app is to hear of it, without waiting."""
        if not self.off and subscribed(self.workspace, event, channel):
            self.spawn(self.deliver("event", event_callback(self.workspace, event, channel)))

    async def deliver(self, kind: Kind, body: JSON) -> Delivery:
        """Deliver one thing, with the faults that it meets, and its retries if it is an event."""
        delivery = Delivery(kind, body)
        self.log.append(delivery)
        met = await self.meets(kind, lambda: self._attempt(delivery, 0, ""))
        if "drop" in met:
            delivery.lost = True
            return delivery
        first = delivery.answer = await self._attempt(delivery, 0, "")
        if kind == "event" and ("unheard" in met or not first.ok):
            await self._retry(delivery, first)
        return delivery

    async def _retry(self, delivery: Delivery, last: Answer) -> None:
        for number, wait in enumerate(RETRIES, start=1):
            if last.headers.get("x-slack-no-retry") == "1":
                break
            await asyncio.sleep(wait * self.retry_factor)
            last = await self._attempt(delivery, number, last.failed or "http_error")
            if last.ok:
                return
        delivery.lost = True

    async def _attempt(self, delivery: Delivery, retry: int, reason: str) -> Answer:
        if self.request_url is None:
            answer = await self.sockets.attempt(delivery, self.patience, retry, reason)
        else:
            answer = await self._send(delivery, retry, reason)
        delivery.attempts.append(answer)
        return answer

    async def _send(self, delivery: Delivery, retry: int, reason: str) -> Answer:
        body, kind = delivery.written()
        headers = {"Content-Type": kind} | signed(self.signing_secret, body, time.time())
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        return await self.send_raw(body, headers)

    async def verify_url(self) -> bool:
        """What Slack does when an administrator gives it the address: whether the app gives the challenge back."""
        challenge = f"{self.workspace.chance.getrandbits(64):016x}"
        body = json.dumps({"type": "url_verification", "challenge": challenge}).encode()
        headers = {"Content-Type": "application/json"} | signed(self.signing_secret, body, time.time())
        answer = await self.send_raw(body, headers)
        said = answer.body.get("challenge") if isinstance(answer.body, dict) else answer.body
        return answer.ok and said == challenge

    async def send_raw(self, body: bytes, headers: dict[str, str]) -> Answer:
        """Send a request as it stands, to see what the app makes of it: forged, stale, cut short."""
        assert self.request_url is not None, "no request_url: the app listens over Socket Mode"
        return await self.post(self.request_url, body, headers, self.patience)
