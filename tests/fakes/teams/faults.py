"""What goes wrong to order: in the calls that the desk makes, and in what Teams delivers to it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.fakes import ordering


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
class DeliveryFault(ordering.DeliveryFault):
    """What a delivery meets. `kind`: an activity's type, an invoke's name, or `*`."""

    kind: str = "message"


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


class Faults(ordering.Orders[CallFault]):
    """The faults still to come."""

    def call(self, verb: str, conversation: str) -> CallFault | None:
        """The fault that this call meets, if any; it is used up."""
        return self.met(lambda each: each.verb in (verb, "*") and each.conversation in (None, conversation))
