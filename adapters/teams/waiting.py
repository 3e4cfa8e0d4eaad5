"""Those who wait for an answer: an invoke is held for a while, and the answer that comes meanwhile is its own.

What waits for a fact is answered by the outbox (bot/door.py). Where an invoke is still held by then, the answer is told
there, and not whispered as well; what the outbox posts in the personal chat stands there all the same, and the invoke
is then answered in a few words.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError

from adapters.rendering import Drawn
from adapters.speaking import Speaker
from adapters.teams.acting import Act
from bot import cards
from bot.events import Event
from storage.faults import StorageUnavailable
from storage.tables import Audience

LOOK_EVERY = 0.25
"""Seconds between two looks for the answer of what is held."""
MOST = 1000
"""Answers remembered that the outbox has yet to bring."""
SOON = 60.0
"""Seconds for which they are: the outbox has been queued by then."""


@dataclass(slots=True)
class _Held:
    act: Act
    reply: asyncio.Future[cards.Reply] = field(default_factory=asyncio.Future)
    held: int = 0
    """How many requests wait for it: an invoke may be sent again."""
    ended: float = 0.0


class Waiting:
    """Held invokes. `submit`: the desk's door, which gives what was answered to an event that came before."""

    def __init__(self, submit: Callable[[Event], Awaitable[cards.Reply]], speaker: Speaker) -> None:
        self._submit = submit
        self._speaker = speaker
        self._held: dict[str, _Held] = {}

    async def answer(self, act: Act, until: float) -> cards.Reply:
        """An act's reply, waited for until then (monotonic seconds); `Held` when there is none by then."""
        act.posted = act.where is None or act.where.kind == "direct" or act.form is not None
        held = self._held.setdefault(act.key, _Held(act))
        held.held += 1
        try:
            while (left := until - time.monotonic()) > 0:
                await asyncio.wait({held.reply}, timeout=min(left, LOOK_EVERY))
                if not held.reply.done():
                    await self._look(held)
                if held.reply.done():
                    break
            return held.reply.result() if held.reply.done() else cards.Held()
        finally:
            held.held -= 1
            self._let_go(held)

    async def shows(self, user: str, card: Drawn) -> bool:
        """Whether a card about to be shown to someone alone is the answer of an invoke of theirs, and told there."""
        for held in list(self._held.values()):
            theirs = held.act.who.user == user and not held.act.posted
            if theirs and await self._known(held) and await self._is_said_by(held, card):
                self._held.pop(held.act.key, None)
                return True
        return False

    async def shows_form(self, awaited: str | None) -> bool:
        """Whether a form is the answer of an invoke that is held, and opens there. `awaited`: the invoke's event."""
        held = self._held.get(awaited or "")
        if held is None or not await self._known(held):
            return False
        self._held.pop(held.act.key, None)
        return True

    async def _known(self, held: _Held) -> bool:
        if not held.reply.done() and held.held:
            await self._look(held)
        return held.reply.done()

    async def _look(self, held: _Held) -> None:
        # Storage that takes nothing now may by the next look.
        with suppress(StorageUnavailable, SQLAlchemyError):
            reply = await self._submit(held.act.event)
            if not isinstance(reply, cards.Held) and not held.reply.done() and held.held:
                held.reply.set_result(reply)

    async def _is_said_by(self, held: _Held, card: Drawn) -> bool:
        reply = _as_whispered(held.reply.result())
        if reply is None:
            return False
        return (await self._speaker.speak(reply, held.act.who, held.act.where)).card == card

    def _let_go(self, held: _Held) -> None:
        """Of an answer that the outbox brings as well it is remembered that it was told."""
        if held.held:
            return
        held.ended = now = time.monotonic()
        if not held.reply.done() or not _is_brought(held):
            self._held.pop(held.act.key, None)
        old = [key for key, each in self._held.items() if not each.held and now - each.ended > SOON]
        for key in [*old, *list(self._held)[: max(0, len(self._held) - len(old) - MOST)]]:
            self._held.pop(key, None)


def _is_brought(held: _Held) -> bool:
    """Whether the outbox shows the same: a form, or what is whispered."""
    reply = held.reply.result()
    if isinstance(reply, cards.OpenForm | cards.ReplaceForm):
        return True
    return _as_whispered(reply) is not None and not held.act.posted


def _as_whispered(reply: cards.Reply) -> cards.Reply | None:
    """What the outbox says in the place of a reply (bot/door.py); none where it says nothing."""
    match reply:
        case cards.Say() | cards.CloseForm(card=cards.Card()):
            return reply
        case cards.FieldErrors(errors=errors):
            texts = tuple(errors.values())
            lines = tuple(cards.Line(text=each) for each in texts)
            return cards.Say(card=cards.Card(kind="notice", audience=Audience.PERSON, summary=texts[0], parts=lines))
        case _:
            return None
