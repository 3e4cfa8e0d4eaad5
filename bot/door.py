"""The only way in. An event is answered once it is durable, once however often it is said, and no event blocks another.

What cannot be decided yet waits for its fact; what fails is kept and tried again, then parked. Times here are the
machine's, not the desk's.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import structlog
from sqlalchemy.exc import DBAPIError

from bot.arriving import about
from bot.cards import (
    Card,
    CloseForm,
    Done,
    FieldErrors,
    Held,
    Line,
    OpenForm,
    ReplaceForm,
    Reply,
    Say,
    Text,
    dump_reply,
    load_reply,
    ours,
)
from bot.clock import Clock
from bot.events import (
    CardSettled,
    ConversationSeen,
    Event,
    MessageSeen,
    PostRefused,
    Where,
    Who,
    at_a_time,
    card_fact,
    dump,
    load,
)
from bot.missing import Missing
from bot.outgoing import fill_form, replace_again, show_again, whisper
from bot.sparing import given_back, is_report, spare
from storage import inbox, words
from storage.faults import must_start_over
from storage.tables import Audience, Inbox, InboxState
from storage.unit import Unit
from storage.writer import Writer

PATIENCE = timedelta(minutes=15)
"""How long an event waits for a fact before it is denied."""
AT_ONCE = 20
"""How many rows one transaction takes up again."""
REPEATS_WORDS = (OpenForm, ReplaceForm, FieldErrors, Say)
"""The replies in which what was typed may stand: « Je ne connais pas "…" »."""
_ROOT = Path(__file__).resolve().parents[1]
_log = structlog.get_logger(__name__)


class Handles(Protocol):
    """What the door opens on: the desk."""

    def prepare(self, event: Event) -> Any:
        """What can be read from the event alone; pure, and called outside any transaction."""
        ...

    def handle(self, event: Event, unit: Unit, prepared: Any) -> Reply:
        """Decide. Raises `Missing` when a fact is needed first."""
        ...


@dataclass(frozen=True, slots=True)
class _Outcome:
    state: InboxState
    reply: Reply
    waiting_on: str | None = None
    error: str | None = None

    @property
    def settled(self) -> bool:
        return self.state in (InboxState.HANDLED, InboxState.DENIED)


class Door:
    """Takes events. `clock` is the machine's: it paces retries and ends waiting."""

    def __init__(self, desk: Handles, writer: Writer, clock: Clock) -> None:
        self._desk = desk
        self._writer = writer
        self._clock = clock

    def submit(self, event: Event) -> Future[Reply]:
        """Take an event. The future has its reply once durable; `StorageUnavailable` when nothing could be kept."""
        event, typed = spare(at_a_time(event, self._clock.now()))
        return self._writer.run(partial(self._take, event, self._prepare(event), typed), _actor(event))

    def card_settled(self, unit: Unit, channel: str, lane: str) -> None:
        """Within a transaction: the post of a card there is settled; who waited for that is heard."""
        if inbox.is_awaited(unit, card_fact(channel)) or inbox.is_awaited(unit, card_fact(lane)):
            settled = CardSettled(key=f"card:{uuid4().hex}", at=self._clock.now(), channel=channel, lane=lane)
            self._enter(settled, lambda: None, unit)

    def post_refused(self, unit: Unit, refused: PostRefused) -> None:
        """Within a transaction: what was to be said is refused for good there; whoever can mend it is told."""
        self._enter(refused, lambda: None, unit)

    def show_again(self, event: Event, reply: Reply, where: Where | None, error: str | None) -> Future[None]:
        """Show by the outbox what a platform could not show at once beside its answer; `error`: what that met."""
        return self._writer.run(lambda unit: _show_again(unit, event, reply, where, error))

    def replace_again(self, event: Event, reply: Reply, where: Where, ts: str) -> Future[None]:
        """Put by the outbox, in the place of what was pressed, what a platform could not put there at once."""
        return self._writer.run(lambda unit: _replace_again(unit, event, reply, where, ts))

    def retry_due(self) -> Future[int]:
        """Try again what failed and whose time has come; how many rows were taken up."""
        return self._writer.run(self._retry)

    def deny_late(self) -> Future[int]:
        """Deny what has waited for more than 15 minutes, and tell the person; how many."""
        return self._writer.run(self._deny)

    def sweep(self) -> Future[int]:
        """Forget old keys, replies that hold typed words, and words whose time has come; how many rows."""
        return self._writer.run(self._sweep)

    def _prepare(self, event: Event) -> Callable[[], Any]:
        try:
            prepared = self._desk.prepare(event)
        except Exception as error:
            return partial(_raise, error)
        return lambda: prepared

    def _take(self, event: Event, prepared: Callable[[], Any], typed: tuple[str, ...], unit: Unit) -> Reply:
        return given_back(event, self._enter(event, prepared, unit), typed)

    def _enter(self, event: Event, prepared: Callable[[], Any], unit: Unit) -> Reply:
        before = inbox.find(unit, event.key)
        if before is not None:
            return load_reply(before.reply) if before.reply else Done()
        at = self._clock.now()
        outcome = self._attempt(unit, event, prepared, frozenset())
        told = {} if outcome.settled else {"body": dump(event), "about": about(event)}
        inbox.keep(unit, event.key, event.kind, event.v, at, **told, **_columns(_as_stored(event, outcome), 0, at))
        if outcome.state is InboxState.HANDLED:
            self._wake(unit, event)
        return outcome.reply

    def _attempt(self, unit: Unit, event: Event, prepared: Callable[[], Any], answered: frozenset[str]) -> _Outcome:
        try:
            try:
                with unit.savepoint():
                    return _Outcome(InboxState.HANDLED, self._desk.handle(event, unit, prepared()))
            except Missing as missing:
                return _hold(unit, missing, answered)
        except Exception as error:
            if must_start_over(error, unit.attempt):
                raise
            fault = fault_of(error)
            _log.warning("event.failed", kind=event.kind, key=event.key, error=fault.replace(" at ", "@"))
            return _Outcome(InboxState.FAILED, _says("errors.failed"), error=fault)

    def _wake(self, unit: Unit, event: Event) -> None:
        """Handle those who waited for what this event brings, in the order in which they came."""
        facts = frozenset(event.resolves)
        if facts:
            for row in inbox.waiting_on(unit, facts):
                self._again(unit, row, facts)

    def _again(self, unit: Unit, row: Inbox, answered: frozenset[str]) -> None:
        attempts = row.attempts
        try:
            with unit.savepoint():
                self._take_up(unit, row, answered)
        except Exception as error:
            if must_start_over(error, unit.attempt):
                raise
            fault = fault_of(error)
            _log.error("event.unsettled", kind=row.kind, key=row.key, error=fault)
            failed = _Outcome(InboxState.FAILED, _says("errors.failed"), error=fault)
            unit.change(row, **_columns(failed, attempts, self._clock.now()))

    def _take_up(self, unit: Unit, row: Inbox, answered: frozenset[str]) -> None:
        event = _stored(row)
        if event is None:
            outcome = _Outcome(InboxState.FAILED, Done(), error="unreadable")
        else:
            outcome = self._attempt(unit, event, lambda: self._desk.prepare(event), answered)
        was_waiting = row.state is InboxState.WAITING
        self._settle(unit, row, outcome)
        if event is None:
            return
        if row.state is InboxState.PARKED:
            _tell(unit, event, _says("errors.parked"))
        elif outcome.settled or (was_waiting and row.state is InboxState.FAILED):
            _tell(unit, event, outcome.reply)
        if row.state is InboxState.HANDLED:
            self._wake(unit, event)

    def _settle(self, unit: Unit, row: Inbox, outcome: _Outcome) -> None:
        columns = _columns(outcome, row.attempts, self._clock.now())
        if outcome.settled:
            columns["body"] = None
        unit.change(row, **columns)

    def _retry(self, unit: Unit) -> int:
        rows = inbox.due_again(unit, self._clock.now(), AT_ONCE)
        for row in rows:
            self._again(unit, row, frozenset())
        return len(rows)

    def _deny(self, unit: Unit) -> int:
        rows = inbox.waiting_since(unit, self._clock.now() - PATIENCE, AT_ONCE)
        for row in rows:
            denied = _Outcome(InboxState.DENIED, _says("errors.denied"))
            event = _stored(row)
            self._settle(unit, row, denied)
            if event is not None:
                _tell(unit, event, denied.reply)
        return len(rows)

    def _sweep(self, unit: Unit) -> int:
        at = self._clock.now()
        return inbox.forget(unit, at) + inbox.forget_replies(unit, at) + words.purge(unit)


def _as_stored(event: Event, outcome: _Outcome) -> _Outcome:
    """What is answered to a report of wrongdoing would tell that there was one."""
    return replace(outcome, reply=Done()) if is_report(event) else outcome


def fault_of(error: BaseException) -> str:
    """The kind of a fault and where in our code it happened, without a word of what was handled."""
    kind = type(error.orig if isinstance(error, DBAPIError) and error.orig else error).__name__
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    own = [
        (file.relative_to(_ROOT), line)
        for file, line in frames
        if file.is_relative_to(_ROOT) and "site-packages" not in file.parts
    ]
    if not own:
        return kind
    file, line = own[-1]
    return f"{kind} at {file}:{line}"


def _hold(unit: Unit, missing: Missing, answered: frozenset[str]) -> _Outcome:
    if missing.fact in answered and not missing.lasting:
        # The platform has just answered, and it is still not known: it never will be.
        return _Outcome(InboxState.DENIED, _says("errors.denied"))
    if not inbox.is_awaited(unit, missing.fact):
        missing.ask(unit)
    return _Outcome(InboxState.WAITING, Held(), waiting_on=missing.fact)


def _columns(outcome: _Outcome, attempts: int, at: datetime) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "state": outcome.state,
        "reply": dump_reply(outcome.reply),
        "reply_until": at + inbox.REPLY_KEPT if isinstance(outcome.reply, REPEATS_WORDS) else None,
        "waiting_on": outcome.waiting_on,
        "retry_at": None,
        "error": outcome.error,
        "handled_at": at if outcome.settled else None,
    }
    if outcome.state is InboxState.FAILED:
        columns |= inbox.after_failure(attempts + 1, at)
    return columns


def _stored(row: Inbox) -> Any:
    """The event of a row; none when no reader understands it."""
    try:
        return load(row.body or "")
    except ValueError:
        return None


def _tell(unit: Unit, event: Event, reply: Reply) -> None:
    """Say late, by the outbox, what could not be said as an answer."""
    who, where = _actor(event), _where(event)
    if who is None:
        return
    match reply:
        case OpenForm(offer=Card() as card):
            # What was written opened nothing that could be filled.
            _whisper(unit, who, where, card)
        case OpenForm(form=form) | ReplaceForm(form=form):
            fill_form(unit, who, form, awaited=event.key)
        case _ if (said := _card_of(reply)) is not None:
            _whisper(unit, who, where, said)


def _show_again(unit: Unit, event: Event, reply: Reply, where: Where | None, error: str | None) -> None:
    who = _actor(event)
    if who is None or isinstance(reply, Held):
        # What is waited for is said once it is known.
        return
    if isinstance(reply, OpenForm | ReplaceForm):
        fill_form(unit, who, reply.form, awaited=event.key)
        return
    card = _card_of(reply) or _done(reply)
    if where is None or where.kind == "direct":
        show_again(unit, who, None, None, card, error)
    else:
        show_again(unit, who, where.conversation, where.root, card, error)


def _replace_again(unit: Unit, event: Event, reply: Reply, where: Where, ts: str) -> None:
    who = _actor(event)
    if who is not None:
        replace_again(unit, who, where.conversation, ts, _card_of(reply) or _done(reply))


def _card_of(reply: Reply) -> Card | None:
    """What a reply says as a card, where it says anything."""
    match reply:
        case Say(card=card) | CloseForm(card=Card() as card):
            return card
        case FieldErrors(errors=errors):
            return _card(*errors.values())
        case _:
            return None


def _done(reply: Reply) -> Card:
    """That it is done, where a reply says nothing."""
    return _card((isinstance(reply, Done) and reply.said) or ours("receiving.done"))


def _whisper(unit: Unit, who: Who, where: Where | None, card: Card) -> None:
    if where is None or where.kind == "direct":
        whisper(unit, who, None, None, card)
    else:
        whisper(unit, who, where.conversation, where.root, card)


def _actor(event: Event) -> Who | None:
    if isinstance(event, MessageSeen | ConversationSeen):
        return None
    who = getattr(event, "who", None)
    return who if isinstance(who, Who) else None


def _where(event: Event) -> Where | None:
    where = getattr(event, "where", None)
    return where if isinstance(where, Where) else None


def _says(key: str) -> Say:
    return Say(card=_card(ours(key)))


def _card(*texts: Text) -> Card:
    lines = tuple(Line(text=text) for text in texts)
    return Card(kind="notice", audience=Audience.PERSON, summary=texts[0], parts=lines)


def _raise(error: Exception) -> Any:
    raise error
