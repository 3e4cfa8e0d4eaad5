"""Those who wait for an answer: each gets it once, where they acted, or is told after a minute what to do.

A reply that comes late is whispered by the outbox (bot/door.py); where a view says « one moment » it belongs there, and
is not said a second time. After a restart those whose event waits in the inbox are followed again: a view is found by
its event's key. What is neither remembered nor found is whispered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from sqlalchemy.exc import SQLAlchemyError

from adapters.rendering import Drawn
from adapters.slack.acting import Act, Acted, Surface
from adapters.slack.answering import Answers
from adapters.slack.blocks import message
from adapters.slack.people import NAME
from bot import cards
from bot.events import Event, FormSubmitted, load
from storage import inbox
from storage.database import Database
from storage.faults import StorageUnavailable
from storage.tables import Audience

log = structlog.get_logger(__name__)

LOOKS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds between the looks for a late answer, a minute in all; whoever waits longer is told so."""
RESUMED = 100
"""Acts followed again after a restart, the last ones."""
MOST = 1000
"""Acts remembered whose answer is late."""


_SURFACES: dict[str, Surface] = {"command_given": "command", "form_submitted": "form"}


@dataclass(slots=True)
class _Late:
    act: Act
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    shown: bool | None = None
    """Whether its answer stands in the view; none before that was tried."""


class Waiting:
    """Late answers. `submit`: the desk's door, which gives what was answered to an event that came before."""

    def __init__(
        self,
        answers: Answers,
        submit: Callable[[Event], Awaitable[cards.Reply]],
        looks: Iterable[float] = LOOKS,
    ) -> None:
        self._answers = answers
        self._submit = submit
        self.looks = tuple(looks)
        self._late: dict[str, _Late] = {}

    async def follow(self, act: Act) -> None:
        """Show an act's reply once it is known, unless it is a form, which the outbox brings.

        A command has no view: a form that comes late has its author ask again; the outbox whispers the rest.
        """
        late = self._late[act.event.key] = _Late(act)
        if len(self._late) > MOST:
            del self._late[next(iter(self._late))]
        for pause in self.looks:
            await asyncio.sleep(pause)
            # Storage that takes nothing now may by the next look.
            with suppress(StorageUnavailable, SQLAlchemyError):
                reply = await self._submit(act.event)
                if not isinstance(reply, cards.Held):
                    await self._end(late, reply)
                    return
        if act.surface != "command":
            await self._answers.still_waiting(act)

    async def resume(self, database: Database) -> None:
        """Follow again those whose event a former process left waiting."""
        for pause in (0.0, *self.looks):
            await asyncio.sleep(pause)
            with suppress(SQLAlchemyError):
                acts = await asyncio.to_thread(_left_waiting, database)
                for told in await asyncio.gather(*(self.follow(act) for act in acts), return_exceptions=True):
                    if isinstance(told, Exception):
                        log.error("slack.not_answered", code=type(told).__name__)
                return
        log.error("slack.not_resumed")

    async def shows(self, user: str, card: Drawn) -> bool:
        """Whether a card about to be whispered to someone stands in a view of theirs, which waited for it."""
        for key, late in list(self._late.items()):
            act = late.act
            if act.who.user != user or act.surface == "command":
                continue
            try:
                reply = await self._submit(act.event)
                if not await self._is_said_by(act, reply, card):
                    continue
            except (StorageUnavailable, SQLAlchemyError):
                return False
            await self._show(late, reply)
            self._late.pop(key, None)
            return bool(late.shown)
        return False

    async def _is_said_by(self, act: Act, reply: cards.Reply, card: Drawn) -> bool:
        if not isinstance(reply, cards.Say | cards.CloseForm | cards.FieldErrors):
            return False
        spoken = await self._answers.speaker.speak(_as_whispered(reply), act.who, act.where)
        return spoken.card is not None and message(spoken.card) == message(card)

    async def _end(self, late: _Late, reply: cards.Reply) -> None:
        act = late.act
        act.answered = True
        formed = isinstance(reply, cards.OpenForm | cards.ReplaceForm)
        whispered = isinstance(reply, cards.Say | cards.CloseForm | cards.FieldErrors)
        if act.surface == "command":
            if formed:
                await self._answers.tell(act, "receiving.form_late")
        elif not formed:
            await self._show(late, reply)
        if not whispered or act.surface == "command":
            self._late.pop(act.event.key, None)

    async def _show(self, late: _Late, reply: cards.Reply) -> None:
        """Put a reply in the view that waits for it: once, whoever comes first to it."""
        async with late.turn:
            if late.shown is None:
                late.shown = await self._answers.end(late.act, reply)


def _left_waiting(database: Database) -> list[Act]:
    with database.read() as connection:
        rows = inbox.waiting(connection, RESUMED)
    found = []
    for row in rows:
        try:
            event = load(row.body or "")
        except ValueError:
            continue
        if isinstance(event, Acted) and event.who.platform == NAME:
            surface = _SURFACES.get(event.kind, "message")
            where = None if isinstance(event, FormSubmitted) else event.where
            found.append(Act(event, surface, where, answered=True, waits=surface != "command"))
    return found


def _as_whispered(reply: cards.Say | cards.CloseForm | cards.FieldErrors) -> cards.Reply:
    """What the outbox says in the place of a reply (bot/door.py)."""
    if not isinstance(reply, cards.FieldErrors):
        return reply
    errors = tuple(reply.errors.values())
    lines = tuple(cards.Line(text=each) for each in errors)
    return cards.Say(card=cards.Card(kind="notice", audience=Audience.PERSON, summary=errors[0], parts=lines))
