"""What goes wrong to order: in the calls that the app makes, and in what Slack delivers to it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.fakes import ordering
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
class DeliveryFault(ordering.DeliveryFault):
    """What a delivery meets. `kind`: event, command, interactive or `*`; an `unheard` event alone is sent again."""

    kind: str = "event"


class Faults(ordering.Orders[CallFault]):
    """The faults still to come."""

    def call(self, method: str, arguments: JSON) -> CallFault | None:
        """The fault that this call meets, if any; it is used up."""
        channel = arguments.get("channel")
        return self.met(lambda each: each.method in (method, "*") and each.channel in (None, channel))
