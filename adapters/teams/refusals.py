"""What Teams' error codes mean to the pump: one table, each group with its source.

What failed on Teams' own side may have been done all the same, whatever its code: a message whose sending was answered
502 has been seen to arrive (microsoft/botframework-sdk, issue 6622). Of all else a code decides where it is known, then
the status does. Sources: platform facts 2.3, 2.6 and 2.8, and the error codes of learn.microsoft.com "Proactive
messages", "Send targeted messages" and "Optimize your bot with rate limiting".
"""

from __future__ import annotations

import re

import structlog

from adapters import platform as port

log = structlog.get_logger(__name__)

# The conversation, message or person is not there, or no longer.
GONE = frozenset(
    """ActivityNotFoundInConversation ActivityNotFound ConversationNotFound MemberNotFoundInConversation MemberNotFound
    MessageNotFound UserNotFound NotFound TeamNotFound ChannelNotFound MessageDeleted""".split()
)
# The desk is not in that conversation's list: removed from the team, or never added to that channel.
NOT_MEMBER = frozenset("BotNotInConversationRoster MemberNotInConversationRoster".split())
# The person has blocked or removed the desk.
BLOCKED = frozenset("MessageWritesBlocked ConversationBlockedByUser BotBlockedByUser".split())
# The app is installed neither for the person nor in a team of theirs.
NOT_INSTALLED_HERE = frozenset("ForbiddenOperationException AppNotInstalled BotNotInstalled".split())
# The app is switched off in the tenant, or its credentials are no good.
NOT_INSTALLED = frozenset("BotNotRegistered BotDisabledByAdmin InvalidBotApiHost Unauthorized".split())
TOO_BIG = frozenset("MessageSizeTooBig RequestEntityTooLarge".split())
# Nothing was done, for now.
TRANSIENT = frozenset("ConflictingOperation ServiceUnavailable PreconditionFailed".split())

_MEANINGS: tuple[tuple[frozenset[str], type[port.PlatformError]], ...] = (
    (GONE, port.Gone),
    (NOT_MEMBER, port.NotMember),
    (BLOCKED, port.Blocked),
    (NOT_INSTALLED_HERE, port.NotInstalledHere),
    (NOT_INSTALLED, port.NotInstalled),
    (TOO_BIG, port.TooBig),
    (TRANSIENT, port.Transient),
)
ERRORS: dict[str, type[port.PlatformError]] = {code: error for codes, error in _MEANINGS for code in codes}
"""Each code that says what became of the call."""
STATUSES: dict[int, type[port.PlatformError]] = {
    401: port.NotInstalled,
    403: port.Forbidden,
    404: port.Gone,
    410: port.Gone,
    413: port.TooBig,
}
PASSING = frozenset({408, 409, 412, 425, 503})
"""Statuses of what was not done for now, and is to be tried again (platform facts 2.8): it never came, it met another
call, or was not taken."""
BLOCKED_NUMBER = 209
"""MessageWritesBlocked, as the older shape of a refusal says it."""

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,79}", re.ASCII)


def is_in_doubt(status: int) -> bool:
    """Whether it failed on Teams' side, once taken or on the way there, and may have been done: 500, 502, 504."""
    return status >= 500 and status not in PASSING


def error_of(status: int, code: str) -> port.PlatformError:
    """What a refusal means, in the port's words; one that nobody knows is permanent, and logged."""
    shown = code if _CODE.fullmatch(code) else f"http_{status}"
    known = ERRORS.get(code)
    if known is not None:
        return known(shown)
    if status in PASSING:
        return port.Transient(shown)
    if status in STATUSES:
        return STATUSES[status](shown)
    log.warning("teams.code_unknown", status=status, code=shown)
    return port.Permanent(shown)
