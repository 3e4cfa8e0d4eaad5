"""What goes wrong to order: in the calls that the app makes, and in what Slack delivers to it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.fakes.slack.records import JSON


@dataclass
class CallFault:
    """What a call meets. `how`: limit (429, Retry-After `after` whole seconds), busy (500, not done), timeout (not
    done, and the connection closed after `after` seconds), lost (done, and the connection closed without an answer),
    slow (done, answered after `after` seconds), or any of Slack's error codes, `fatal_error` say (not done).

    Met by `times` calls of `method` (`*`: any), on the conversation `channel` if one is named, each with `chance`.
    """

    method: str
    how: str
    times: int = 1
    after: float = 1
    chance: float = 1.0
    channel: str | None = None


@dataclass
class DeliveryFault:
    """What a delivery meets. `how`: drop (never sent), double (sent twice), delay (sent `after` seconds later), shuffle
    (sent up to `after` seconds later, at random: so out of order), unheard (the app's answer is lost, so that an event
    is sent again). `kind`: event, command, interactive or `*`."""

    how: str
    kind: str = "event"
    times: int = 1
    after: float = 0.05
    chance: float = 1.0


@dataclass
class Faults:
    """The faults still to come, and the chance that decides those that have one."""

    chance: random.Random
    calls: list[CallFault] = field(default_factory=list)
    deliveries: list[DeliveryFault] = field(default_factory=list)

    def call(self, method: str, arguments: JSON) -> CallFault | None:
        """The fault that this call meets, if any; it is used up."""
        for each in self.calls:
            meant = each.method in (method, "*") and each.channel in (None, arguments.get("channel"))
            if meant and each.times > 0 and self.chance.random() < each.chance:
                each.times -= 1
                return each
        return None

    def delivery(self, kind: str) -> list[DeliveryFault]:
        """The faults that this delivery meets: one of each sort at most; they are used up."""
        met: dict[str, DeliveryFault] = {}
        for each in self.deliveries:
            meant = each.kind in (kind, "*") and each.times > 0 and each.how not in met
            if meant and self.chance.random() < each.chance:
                each.times -= 1
                met[each.how] = each
        return list(met.values())

    def clear(self) -> None:
        self.calls.clear()
        self.deliveries.clear()
