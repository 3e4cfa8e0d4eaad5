"""After a call went wrong: whether it is made again, when, and how often. Pure; the jitter is passed in.

An outcome that nobody knows is a *doubt*. Doubts are counted in the row's error, so that a restart remembers them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from adapters.platform import Capabilities, Permanent, PlatformError, RateLimited, Ref, TooBig, Transient, Unknown
from bot.events import Event
from storage.tables import OutboxKind

LEFT_IN_THE_MIDDLE = "LeftSending"
FIRST_WAIT = 1.0
LONGEST_WAIT = 600.0
MOST_ATTEMPTS = 150
"""With the waits above, about a day: a long outage is outlived, and a row that can never go is not kept for ever."""
MOST_DOUBTS = {OutboxKind.WHISPER: 1, OutboxKind.SEND: 5}
"""How often it is done again although it may have been done. A post is looked for first where it can be: what was seen
not to be there is a doubt no more. Where a platform says itself that a post failed, it is not given up for that: an
outage that answers is outlived like one that does not."""
FORM_ATTEMPTS = 6
"""A loading view does not outlive its reader's patience."""
FAULT_ATTEMPTS = 3
"""Our own fault (not the platform's answer) is not repeated at length."""

_DOUBTS = re.compile(r"unknown (\d+)")


@dataclass(frozen=True, slots=True)
class Sent:
    """Done. `found`: an earlier attempt had done it already."""

    ref: Ref | None = None
    found: bool = False


@dataclass(frozen=True, slots=True)
class Again:
    """To be tried again, `after` seconds from now. `scope`: what the platform asks to leave alone meanwhile."""

    after: float
    error: str
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    error: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Not sent on purpose."""

    why: str


Verdict = Sent | Again | Failed | Dropped


@dataclass(frozen=True, slots=True)
class Carried:
    """What a call came to: the verdict, and what was learned on the way."""

    verdict: Verdict
    direct: str | None = None
    """The direct conversation that was opened."""
    events: tuple[Event, ...] = field(default=())
    """What was fetched, to be taken in before the row is said to be sent."""


def doubts(error: str | None) -> int:
    """How many times the outcome of this row was unknown."""
    found = _DOUBTS.match(error or "")
    return int(found.group(1)) if found else 0


def doubted(error: str | None, why: str) -> str:
    """The error of a row whose outcome is unknown once more."""
    return f"unknown {doubts(error) + 1}; {why}"


def settled(error: str | None) -> str | None:
    """The error of a row that was looked for, and is not there: one doubt is left, so that it is looked for again."""
    return f"unknown 1; {(error or '').partition('; ')[2]}" if doubts(error) else error


def may_repeat(kind: OutboxKind, count: int) -> bool:
    """Whether this kind may be done again after `count` unknown outcomes; what is idempotent always may."""
    return count <= MOST_DOUBTS.get(kind, count)


def looks_first(kind: OutboxKind, capabilities: Capabilities, count: int) -> bool:
    """Whether the platform is asked for it before it is sent again."""
    return count > 0 and kind is OutboxKind.SEND and capabilities.finds_sent


def could_double(kind: OutboxKind, error: str | None, *, looked_for: bool) -> bool:
    """Whether doing it again may show the same thing twice, by the error of its row."""
    return doubts(error) > 0 and kind in MOST_DOUBTS and not looked_for


def copies(kind: OutboxKind, former: str | None, verdict: Verdict, *, looked_for: bool) -> int:
    """How many times more than once it may stand, now that it is over; `former`: the error that its row carried."""
    match verdict:
        case Sent(found=False) if could_double(kind, former, looked_for=looked_for):
            return doubts(former)
        case Failed(error=error) if could_double(kind, error, looked_for=looked_for):
            return doubts(error) - 1
    return 0


def wait(attempts: int, chance: float) -> float:
    """Seconds before the next attempt: doubled each time, give or take its half. `chance`: 0 ≤ x < 1."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempts - 1, 20)) * (0.5 + chance)


def verdict_of(error: Exception, kind: OutboxKind, attempts: int, former: str | None, chance: float) -> Verdict:
    """What becomes of a row whose call raised. `attempts` counts this one; `former` is the error that it carried."""
    match error:
        case RateLimited():
            return Again(max(error.after, 0.0) + chance * 0.25, _keeping(former, "RateLimited"), error.scope)
        case Permanent() | TooBig():
            return Failed(type(error).__name__)
        case Transient():
            return _patiently(kind, attempts, _keeping(former, "Transient"), chance)
        case Unknown(answered=True) if kind is OutboxKind.SEND:
            return _less_and_less(kind, attempts, doubted(former, "Unknown"), chance)
        case Unknown() | TimeoutError():
            return _unknown(kind, attempts, former, type(error).__name__, chance)
        case PlatformError():
            return Failed(type(error).__name__)
    if attempts >= FAULT_ATTEMPTS:
        return Failed(_outline(error))
    return _unknown(kind, attempts, former, _outline(error), chance)


def _unknown(kind: OutboxKind, attempts: int, former: str | None, why: str, chance: float) -> Verdict:
    error = doubted(former, why)
    if not may_repeat(kind, doubts(error)):
        return Failed(error)
    return _less_and_less(kind, attempts, error, chance)


def _less_and_less(kind: OutboxKind, attempts: int, error: str, chance: float) -> Verdict:
    """What may show twice is done again after four times as long each time, and not twice."""
    slowed = 2 * doubts(error) - 1 if kind in MOST_DOUBTS else 0
    return _patiently(kind, attempts, error, chance, slowed)


def _patiently(kind: OutboxKind, attempts: int, error: str, chance: float, slowed: int = 0) -> Verdict:
    most = FORM_ATTEMPTS if kind is OutboxKind.FORM else MOST_ATTEMPTS
    return Failed(error) if attempts >= most else Again(wait(max(attempts, slowed), chance), error)


def _keeping(former: str | None, why: str) -> str:
    count = doubts(former)
    return f"unknown {count}; {why}" if count else why


def _outline(error: Exception) -> str:
    """A fault's type and place, never its message: messages quote what people wrote."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = ""
    if trace is not None:
        place = f" {trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
    return f"{type(error).__name__}{place}"
