"""One call to a platform, made: its verb, its time limit, and what it came to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.drawing import FETCHES, Work
from adapters.healing import Carried, Dropped, Failed, Sent, Verdict, settled, verdict_of
from adapters.platform import Address, Gone, Platform, Post, Transient, Unknown
from bot.events import Event, MessageSeen, PeopleSeen, Profile, Where
from storage.tables import OutboxKind

PATIENCE = 20.0
"""Seconds that one call may take; past them its outcome is unknown."""
LOOK_BACK = timedelta(minutes=5)
"""How much earlier than the row's own time a post is looked for: clocks differ."""
PROFILES = 200
"""How many profiles one event brings."""


@dataclass(slots=True)
class _Way:
    """How far a call came."""

    opened: str | None = None
    """The direct conversation that was opened."""
    not_there: bool = False
    """It was looked for: no earlier attempt had done it."""
    posts: bool = True
    """What is being done may show something."""


class Carrier:
    """Makes calls. `now`: the desk's clock (aware, UTC). `chance`: 0 ≤ x < 1, for jitter."""

    def __init__(self, now: Callable[[], datetime], chance: Callable[[], float], patience: float = PATIENCE) -> None:
        self._now = now
        self._chance = chance
        self._patience = patience

    async def carry(self, platform: Platform, work: Work) -> Carried:
        """Make the call that a row asks for; whatever goes wrong is in the verdict. A cancelled call raises."""
        way = _Way()
        try:
            async with asyncio.timeout(self._patience):
                verdict, events = await self._call(platform, work, way)
        except Exception as error:
            verdict = _failing(work, error, self._chance(), way)
            events = self._missed(work) if work.kind in FETCHES and isinstance(verdict, Failed) else ()
        return Carried(verdict, way.opened, events)

    async def _call(self, platform: Platform, work: Work, way: _Way) -> tuple[Verdict, tuple[Event, ...]]:
        if work.kind in FETCHES:
            return Sent(), await self._fetch(platform, work)
        match work.kind:
            case OutboxKind.SEND:
                return await self._send(platform, work, way), ()
            case OutboxKind.UPDATE:
                assert work.ref is not None
                assert work.card is not None
                await platform.update(work.ref, work.card)
            case OutboxKind.DELETE:
                assert work.ref is not None
                await platform.delete(work.ref)
            case OutboxKind.REACT:
                assert work.ref is not None
                await platform.react(work.ref, work.payload.verb or "", work.payload.on)
            case OutboxKind.WHISPER:
                assert work.who is not None
                assert work.to is not None
                assert work.card is not None
                await platform.whisper(work.who, work.to, work.card, work.payload.instead or work.id)
            case OutboxKind.HOME:
                assert work.who is not None
                assert work.card is not None
                await platform.home(work.who, work.card)
            case OutboxKind.FORM:
                assert work.form is not None
                await platform.update_form(work.form.id, work.form)
        return Sent(work.ref), ()

    async def _send(self, platform: Platform, work: Work, way: _Way) -> Verdict:
        to = work.to
        # Opening a conversation and looking post nothing: what goes wrong there is no doubt.
        way.posts = False
        if to is None:
            assert work.who is not None
            way.opened = await platform.direct(work.who)
            to = Address(way.opened)
        if work.look_first:
            since = min(work.row.created_at, self._now()) - LOOK_BACK
            found = await platform.find_sent(work.id, to, since)
            if found is not None:
                return Sent(found, found=True)
            way.not_there = True
        way.posts = True
        if work.card is None:
            return Dropped("no longer for this audience")
        return Sent(await platform.send(Post(work.id, to, work.card)))

    async def _fetch(self, platform: Platform, work: Work) -> tuple[Event, ...]:
        if work.kind is OutboxKind.FETCH_PERSON:
            assert work.who is not None
            return (self._people(work, 0, (await platform.fetch_person(work.who),)),)
        if work.kind is OutboxKind.FETCH_MEMBERS:
            assert work.to is not None
            found = tuple(await platform.members(work.to.conversation))
            return tuple(self._people(work, at, found[at : at + PROFILES]) for at in range(0, len(found), PROFILES))
        assert work.ref is not None
        try:
            seen = await platform.fetch_message(work.ref, work.payload.root)
        except Gone:
            return self._missed(work)
        return (seen.model_copy(update={"key": _key(work, 0)}),)

    def _people(self, work: Work, part: int, profiles: tuple[Profile, ...]) -> PeopleSeen:
        return PeopleSeen(key=_key(work, part), at=self._now(), profiles=profiles)

    def _missed(self, work: Work) -> tuple[Event, ...]:
        """What tells those who wait for it that it will not come."""
        payload, platform = work.payload, work.row.platform
        if work.kind is OutboxKind.FETCH_PERSON and payload.who is not None:
            return (PeopleSeen(key=_key(work, 0), at=self._now(), profiles=(), unknown=(payload.who,)),)
        if work.kind is OutboxKind.FETCH_MESSAGE and payload.conversation and payload.ts:
            where = Where(platform=platform, conversation=payload.conversation, root=payload.root)
            return (MessageSeen(key=_key(work, 0), at=self._now(), where=where, ts=payload.ts),)
        return ()


def _key(work: Work, part: int) -> str:
    """The same however often the row is fetched: the answer is taken in once."""
    return f"fetched:{work.id}:{part}"


def _failing(work: Work, error: Exception, chance: float, way: _Way) -> Verdict:
    if isinstance(error, Gone):
        if work.kind is OutboxKind.DELETE:
            return Sent(work.ref)
        if work.kind is OutboxKind.FETCH_MEMBERS or (work.kind is OutboxKind.REACT and not work.payload.on):
            return Sent()
    former = work.row.error
    if isinstance(error, Unknown | TimeoutError):
        if not way.posts:
            error = Transient(str(error))
        elif way.not_there:
            former = None
    return verdict_of(error, work.kind, work.row.attempts, settled(former) if way.not_there else former, chance)
