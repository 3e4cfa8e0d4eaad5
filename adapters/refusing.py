"""What a platform refuses for good, as the desk is told of it: where or to whom, why, and of which request.

Some of what is refused is nobody's trouble: a message that was deleted is not changed, a home or a form is seen by
nobody any longer, whoever left is told nothing more.
"""

from __future__ import annotations

from datetime import datetime

from adapters.drawing import Work
from adapters.healing import Failed, Verdict, doubts
from adapters.platform import (
    Blocked,
    Forbidden,
    Gone,
    NotInstalled,
    NotInstalledHere,
    NotMember,
    Permanent,
    PlatformError,
    RootGone,
    TooBig,
)
from bot.events import PostRefused, Who
from bot.outgoing import tells_of_refusal
from storage import outbox_queue
from storage.tables import Outbox, OutboxKind

REFUSALS: tuple[type[PlatformError], ...] = (
    Gone,
    RootGone,
    NotMember,
    Blocked,
    NotInstalled,
    NotInstalledHere,
    Forbidden,
    TooBig,
    Permanent,
)
"""How a platform refuses for good."""
NOT_THERE = (NotMember.__name__, Gone.__name__, RootGone.__name__)
"""How it refuses where the desk is not, or what it was to stand under."""
UNREACHED = (Blocked.__name__, NotInstalledHere.__name__)
"""How it refuses what is for one person, wherever it was to be shown."""
_NAMES = frozenset(each.__name__ for each in REFUSALS)
_SAYS = (OutboxKind.SEND, OutboxKind.WHISPER, OutboxKind.UPDATE)


def refusal_of(work: Work, verdict: Verdict, now: datetime) -> PostRefused | None:
    """What is to be told of a call that is over; none when it is not refused, or nobody's trouble.

    `now`: the desk's time (UTC). A refusal that gives up no place, and loses neither a question nor what was said of a
    request, is the same all day: one of thousands is taken in.
    """
    row = work.row
    if not isinstance(verdict, Failed) or row.kind not in _SAYS or tells_of_refusal(row):
        return None
    if verdict.error not in _NAMES:
        return unsaid(row, verdict, now)
    why, who = verdict.error, _whose(work, verdict.error)
    if why == Gone.__name__ and (row.kind is OutboxKind.UPDATE or (who is not None and row.request_id is None)):
        return None
    to = None if who is not None else work.to or work.ref
    refused = PostRefused(
        key=f"refused:{row.id}",
        at=now,
        why=why,
        platform=row.platform,
        conversation=to.conversation if to is not None else None,
        who=who,
        request=row.request_id,
        place=_given_up(row, why),
        post=row.id if _is_said_under_a_card(row) else None,
        question=row.subject if who is not None and outbox_queue.is_question(row) else None,
    )
    if refused.place is not None or refused.post is not None or refused.question is not None:
        return refused
    return refused.model_copy(update={"key": f"refused:{refused.trouble}:{now.date()}"})


def unsaid(row: Outbox, failed: Failed, now: datetime) -> PostRefused | None:
    """What was said under a request's card, and will never stand there for another reason than a refusal; none of what
    may stand there after all.
    """
    if not _is_said_under_a_card(row) or doubts(failed.error):
        return None
    return PostRefused(
        key=f"refused:{row.id}",
        at=now,
        why=failed.error,
        platform=row.platform,
        request=row.request_id,
        post=row.id,
    )


def _whose(work: Work, why: str) -> Who | None:
    """Whose direct conversation it was; what is whispered elsewhere is refused there, unless its reader has none."""
    if work.who is None or (work.kind is OutboxKind.WHISPER and why not in UNREACHED):
        return None
    return Who(platform=work.row.platform, team=work.who.team, user=work.who.user)


def _is_said_under_a_card(row: Outbox) -> bool:
    return row.kind is OutboxKind.SEND and row.place_id is not None and not outbox_queue.is_card(row)


def _given_up(row: Outbox, why: str) -> int | None:
    """The place where the card of a request is not to be, the desk not being there."""
    return row.place_id if why in NOT_THERE and outbox_queue.is_card(row) else None
