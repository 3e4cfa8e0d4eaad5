"""What goes wrong to order: in the calls that the desk makes, and in what Teams delivers to it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field


@dataclass
class CallFault:
    """What a call meets. `how`: a status of `STATUSES` (`429`, `502` …, not done), or a code of `CODES`
    (`MessageWritesBlocked`, …, not done); `timeout` (not done, and the connection closed after `after` seconds), `lost`
    (done, and the connection closed without an answer), `done502` (done, and answered with that status, or any other),
    `slow` (done, answered after `after` seconds), `garbled` (done, and answered with what is no JSON).

    Met by `times` calls of `verb` (`Call.verb`; `*`: any), in `conversation` if one is named, each with `chance`.
    `after`: for a 429 its Retry-After in seconds, none when 0.
    """

    verb: str
    how: str
    times: int = 1
    after: float = 1
    chance: float = 1.0
    conversation: str | None = None


@dataclass
class DeliveryFault:
    """What a delivery meets. `how`: drop (never sent), double (sent twice), delay (sent `after` seconds later), shuffle
    (sent up to `after` seconds later, at random: so out of order), unheard (the desk's answer is lost, so that it is
    sent again). `kind`: an activity's type, an invoke's name, or `*`."""

    how: str
    kind: str = "message"
    times: int = 1
    after: float = 0.05
    chance: float = 1.0


STATUSES = {412: "PreconditionFailed", 413: "MessageSizeTooBig", 429: "TooManyRequests", 500: "InternalServerError"}
STATUSES |= {502: "BadGateway", 503: "ServiceUnavailable", 504: "GatewayTimeout"}
CODES = {
    "ForbiddenOperationException": 403,
    "BotNotInConversationRoster": 403,
    "MessageWritesBlocked": 403,
    "ConversationBlockedByUser": 403,
    "BotDisabledByAdmin": 403,
    "InsufficientPrivileges": 403,
    "ConversationNotFound": 404,
    "ActivityNotFoundInConversation": 404,
    "MemberNotFoundInConversation": 404,
    "BadSyntax": 400,
    "BadArgument": 400,
    "Unauthorized": 401,
    "MessageSizeTooBig": 413,
}
"""Teams' error codes and the status that each comes with."""


@dataclass
class Faults:
    """The faults still to come, and the chance that decides those that have one."""

    chance: random.Random
    calls: list[CallFault] = field(default_factory=list)
    deliveries: list[DeliveryFault] = field(default_factory=list)

    def call(self, verb: str, conversation: str) -> CallFault | None:
        """The fault that this call meets, if any; it is used up."""
        for each in self.calls:
            meant = each.verb in (verb, "*") and each.conversation in (None, conversation)
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
