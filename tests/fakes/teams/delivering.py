"""Teams tells the desk: over HTTP, with a token that is really signed; again if unheard (platform facts 2.5)."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

from tests.fakes.delivering import Answer, Road
from tests.fakes.teams.envelopes import Delivery
from tests.fakes.teams.faults import Faults
from tests.fakes.teams.login import FakeLogin
from tests.fakes.teams.records import JSON
from tests.fakes.teams.tenant import Tenant

RETRIES = (1.0, 2.0)
"""Seconds before each time that it is told again: twice, as message extensions are; how often others are is not said
anywhere (?)."""
PATIENCE, INVOKE = 15.0, 5.0
"""Seconds that the desk has for an activity, and for an invoke."""


class Deliveries(Road):
    """All that is on its way to the desk, at `endpoint`. `retry_factor` shortens the waits between retries (0: at
    once); `patience` and `invoke` are how long the desk has to answer."""

    def __init__(self, tenant: Tenant, faults: Faults, login: FakeLogin, *, retry_factor: float) -> None:
        super().__init__(faults, "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)")
        self.tenant, self.login = tenant, login
        self.retry_factor, self.patience, self.invoke = retry_factor, PATIENCE, INVOKE
        self.endpoint: str | None = None
        self.log: list[Delivery] = []
        self.off = False
        """The desk is told of nothing: it is not there, and Teams does not keep it."""

    def tell(self, activity: JSON) -> None:
        """Deliver an activity without waiting."""
        if not self.off:
            self.spawn(self.deliver(activity))

    async def deliver(self, activity: JSON) -> Delivery:
        """Deliver one activity, with the faults that it meets, and its retries."""
        delivery = Delivery(activity)
        self.log.append(delivery)
        met = await self.meets(delivery.kind, lambda: self._attempt(delivery))
        if "drop" in met:
            delivery.lost = True
            return delivery
        first = delivery.answer = await self._attempt(delivery)
        if "unheard" in met or again(first):
            await self._retry(delivery)
        return delivery

    async def _retry(self, delivery: Delivery) -> None:
        for wait in RETRIES:
            await asyncio.sleep(wait * self.retry_factor)
            delivery.answer = await self._attempt(delivery)
            if not again(delivery.answer):
                return
        delivery.lost = True

    async def _attempt(self, delivery: Delivery) -> Answer:
        body = json.dumps(delivery.activity).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "Authorization": self.login.authorization()}
        patience = self.invoke if delivery.activity["type"] == "invoke" else self.patience
        answer = await self.send_raw(body, headers, patience)
        delivery.attempts.append(answer)
        return answer

    async def send_raw(self, body: bytes, headers: dict[str, str], patience: float = PATIENCE) -> Answer:
        """Send a request as it stands, to see what the desk makes of it: forged, stale, cut short."""
        assert self.endpoint is not None, "no endpoint: the desk is not known to Teams"
        answer = await self.post(self.endpoint, body, headers, patience)
        return replace(answer, body=None) if answer.body == "" else answer


def again(answer: Answer) -> bool:
    """Whether it is told again: it was not answered, or the desk said that it could not take it."""
    return answer.failed is not None or answer.status in (412, 429) or answer.status >= 500
