"""What the pump writes, in one transaction: how calls ended, what a dead process left in doubt, what goes next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from adapters.drawing import Drawer, Work, prepare
from adapters.healing import (
    LEFT_IN_THE_MIDDLE,
    Again,
    Carried,
    Dropped,
    Failed,
    Sent,
    Verdict,
    could_double,
    doubted,
    doubts,
    may_repeat,
)
from adapters.pacing import POSTS
from adapters.platform import Capabilities, Ref
from adapters.refusing import refusal_of, unsaid
from bot.events import PostRefused
from storage import outbox_queue
from storage.rows import table_of
from storage.tables import Copy, Identity, Outbox, OutboxKind, OutboxState, Place
from storage.unit import Unit

GRACE = timedelta(seconds=1.5)
"""How long a row left in the middle is let be: its call may still be arriving."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A call that is over."""

    work: Work
    carried: Carried


@dataclass(frozen=True, slots=True)
class Question:
    """What one turn of the pump is about.

    `channels`: where to look; `fresh`: those just taken over; `mine`: rows in flight. `now`: the machine's time (UTC).
    `paced`: the platforms that ask for a pace in a conversation. `cursed`: rows that broke a turn, to be given up.
    `served`: who had their turn there, and lets the others go first.
    """

    finished: Sequence[Finished]
    channels: Collection[str]
    platforms: Collection[str]
    fresh: Collection[str]
    mine: Collection[int]
    now: datetime
    limit: int
    held_back: Collection[outbox_queue.HeldBack] = ()
    paced: Collection[str] = ()
    cursed: Collection[int] = ()
    served: Collection[outbox_queue.Served] = ()


@dataclass(slots=True)
class Turn:
    """What a turn came to, told once it is durable."""

    started: list[Work] = field(default_factory=list)
    ended: list[tuple[Outbox, Verdict]] = field(default_factory=list)
    stirred: set[str] = field(default_factory=set)
    """Channels where there may be more to send."""
    full: bool = False
    """There is more to send than this turn took."""
    served: list[outbox_queue.Served] = field(default_factory=list)
    """Who had their turn where others wait."""


class Ledger:
    """Runs turns inside a unit."""

    def __init__(
        self,
        desk: Drawer,
        capabilities: Mapping[str, Capabilities],
        card_settled: Callable[[Unit, str, str], None] = lambda unit, channel, lane: None,
        post_refused: Callable[[Unit, PostRefused], None] = lambda unit, refused: None,
    ) -> None:
        """`card_settled`: told where (channel, lane) a card is known, from now on, to stand or not to (Door's).

        `post_refused`: told what a platform refuses for good, in the transaction that records it (Door's).
        """
        self._desk = desk
        self._capabilities = capabilities
        self._card_settled = card_settled
        self._post_refused = post_refused

    def turn(self, unit: Unit, question: Question, trying: Callable[[int], None]) -> Turn:
        """Record, heal, claim and draw. `trying` is told each row about to be drawn, to know which one broke a turn."""
        turn = Turn()
        for each in question.finished:
            refused = refusal_of(each.work, each.carried.verdict, unit.now)
            if record(unit, each, question.now, keep=refused is not None and refused.post is not None) and refused:
                self._post_refused(unit, refused)
            self._tell(unit, each.work.row, each.carried.verdict)
        turn.stirred = outbox_queue.channels_of(unit, {each.work.row.lane for each in question.finished})
        for row in outbox_queue.left_sending(unit, question.fresh, question.mine):
            self._tell(unit, row, _doubt(unit, row, question.now))
        if question.limit > 0:
            self._claim(unit, question, turn, trying)
        return turn

    def _claim(self, unit: Unit, question: Question, turn: Turn, trying: Callable[[int], None]) -> None:
        found = outbox_queue.heads(
            unit,
            question.channels,
            question.platforms,
            question.now,
            question.limit,
            question.held_back,
            question.served,
        )
        turn.full = len(found) == question.limit
        # What is new is not to wait for what only changes, where the platform takes so many calls and no more.
        found.sort(key=lambda row: row.kind not in POSTS)
        admitted = _one_post_each(found, question.paced)
        turn.served = outbox_queue.turns(unit, _before_others(found, admitted, turn.full))
        for row in admitted:
            outbox_queue.mark_sending(unit, row)
        for row in (row for row in admitted if row.id in question.cursed):
            _end(unit, row, Failed("NotDrawn"), question.now, turn)
        rest = [row for row in admitted if row.id not in question.cursed]
        if len(rest) == 1 and rest[0].id is not None:
            trying(rest[0].id)
        for row, prepared in prepare(unit, self._desk, self._capabilities, rest):
            if isinstance(prepared, Work):
                turn.started.append(prepared)
            else:
                _end(unit, row, prepared, question.now, turn)
                self._tell(unit, row, prepared)
                refused = unsaid(row, prepared, unit.now) if isinstance(prepared, Failed) else None
                if refused is not None:
                    self._post_refused(unit, refused)

    def _tell(self, unit: Unit, row: Outbox, verdict: Verdict) -> None:
        in_doubt = isinstance(verdict, Again) and doubts(verdict.error) > 0
        if outbox_queue.is_card(row) and not in_doubt:
            self._card_settled(unit, row.channel, row.lane)


def _one_post_each(found: Sequence[Outbox], paced: Collection[str]) -> list[Outbox]:
    """All the rows, but of the posts in one conversation of a paced platform only the first."""
    admitted: list[Outbox] = []
    posted: set[str] = set()
    for row in found:
        if row.platform in paced and row.kind in POSTS:
            if row.channel in posted:
                continue
            posted.add(row.channel)
        admitted.append(row)
    return admitted


def _before_others(found: Sequence[Outbox], admitted: Sequence[Outbox], full: bool) -> list[Outbox]:
    """Those that go while others wait: all where there are more than fit, else the posts before another post."""
    if full:
        return list(admitted)
    going = {row.id for row in admitted}
    crowded = {row.channel for row in found if row.id not in going}
    return [row for row in admitted if row.channel in crowded and row.kind in POSTS]


def _end(unit: Unit, row: Outbox, verdict: Failed | Dropped, now: datetime, turn: Turn) -> None:
    _settle(unit, row, verdict, now)
    turn.ended.append((row, verdict))
    turn.stirred.add(row.channel)


def record(unit: Unit, finished: Finished, now: datetime, *, keep: bool = False) -> bool:
    """Write what a call came to: the row, and where its message now stands; false when somebody else has already.

    `now`: the machine's time (UTC). `keep`: what it was to say may be said elsewhere.
    """
    work, verdict = finished.work, finished.carried.verdict
    if finished.carried.direct and work.who is not None:
        _keep_direct(unit, work, finished.carried.direct)
    columns = _columns(unit, verdict, now)
    if isinstance(verdict, Sent) and could_double(work.kind, work.row.error, looked_for=work.look_first):
        # What was doubted is kept, for whoever runs the desk to be told.
        columns["error"] = work.row.error
    if isinstance(verdict, Again) and verdict.scope is not None:
        # It was told to wait, and not tried: what goes wrong next is waited for no longer than if it had come first.
        columns["attempts"] = work.row.attempts - 1
    if keep:
        del columns["payload"]
    held = outbox_queue.settle(unit, work.id, **columns)
    if held and isinstance(verdict, Sent) and verdict.ref is not None:
        _keep_ref(unit, work.row, verdict.ref)
    return held


def _settle(unit: Unit, row: Outbox, verdict: Verdict, now: datetime) -> bool:
    assert row.id is not None
    return outbox_queue.settle(unit, row.id, **_columns(unit, verdict, now))


def _columns(unit: Unit, verdict: Verdict, now: datetime) -> dict[str, Any]:
    match verdict:
        case Sent(ref=ref):
            said = f"{ref.conversation} {ref.ts}" if ref else None
            return {"state": OutboxState.SENT, "sent_at": unit.now, "ref": said, "payload": None, "error": None}
        case Again(after=after, error=error):
            return {"state": OutboxState.RETRY, "retry_at": now + timedelta(seconds=after), "error": error}
        case Failed(error=error):
            return {"state": OutboxState.FAILED, "error": error, "payload": None}
        case Dropped(why=why):
            return {"state": OutboxState.DROPPED, "error": why, "payload": None}


def _keep_ref(unit: Unit, row: Outbox, ref: Ref) -> None:
    if row.kind is not OutboxKind.SEND:
        return
    if row.place_id is not None and row.subject == f"place:{row.place_id}":
        place = unit.get(Place, row.place_id)
        if place is not None:
            conversation = place.conversation or ref.conversation
            unit.change(place, card=ref.ts, root=place.root or ref.ts, conversation=conversation)
    elif row.copy_id is not None:
        copy = unit.get(Copy, row.copy_id)
        if copy is not None:
            unit.change(copy, ts=ref.ts)


def _keep_direct(unit: Unit, work: Work, conversation: str) -> None:
    assert work.who is not None
    table = table_of(Identity)
    unit.execute(
        update(table)
        .where(
            table.c.platform == work.row.platform,
            table.c.team == work.who.team,
            table.c.user == work.who.user,
            table.c.direct.is_(None),
        )
        .values(direct=conversation)
    )


def _doubt(unit: Unit, row: Outbox, now: datetime) -> Verdict:
    error = doubted(row.error, LEFT_IN_THE_MIDDLE)
    if may_repeat(row.kind, doubts(error)):
        verdict: Verdict = Again(GRACE.total_seconds(), error)
    else:
        verdict = Failed(error)
    _settle(unit, row, verdict, now)
    return verdict
