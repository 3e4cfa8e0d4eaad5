"""What Teams sends, taken over HTTP: checked, stored, then acknowledged; an invoke is answered in time.

An activity is acknowledged once it is durable, and not at all where that takes longer than Teams waits. An invoke is
held until its reply is known, four seconds at most of the five that Teams gives; then it says that it takes longer, and
its reply is shown beside it (platform facts 2.5). Nothing raises here: whatever is wrong is a status, never 500.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Sequence
from typing import Any, Protocol

import structlog
from aiohttp import web
from sqlalchemy import select

from adapters.bodies import UNREAD
from adapters.metrics import REFUSED
from adapters.platform import AppPorts
from adapters.shapes import Json, cleaned, object_at, text_at
from adapters.speaking import Speaker
from adapters.teams import guard, invokes, translate
from adapters.teams.acting import Act, act_of
from adapters.teams.answering import Answers, FarSide
from adapters.teams.crowd import Crowd
from adapters.teams.own import Own
from adapters.teams.places import NAME, place_of
from adapters.teams.references import References
from adapters.teams.tokens import Checker, Keys, Refused
from adapters.teams.waiting import Waiting
from bot import cards
from bot.events import CommandGiven, ConversationSeen, Event, HomeOpened, MessageSeen, Who
from storage.faults import StorageUnavailable
from storage.rows import table_of
from storage.tables import Conversation
from storage.unit import Unit

log = structlog.get_logger(__name__)

PATH = "/api/messages"
IN_TIME = 4.0
"""Seconds for which an invoke is held; Teams gives it five."""
TO_SHOW = 0.5
"""Seconds of them that are left to what it is answered with."""
AT_ONCE = 2.0
"""Seconds that what is shown for an activity may hold up that it is acknowledged."""
ACKNOWLEDGED = 9.0
"""Seconds in which an activity is durable, or is not acknowledged; Teams gives up at ten or later."""


class Far(FarSide, Protocol):
    """The platform that this is part of."""

    @property
    def own(self) -> Own: ...

    @property
    def references(self) -> References: ...

    def home_asked(self, user: str) -> None:
        """Somebody asked for their home, which is to be shown anew."""
        ...

    def moved(self, member: bool) -> None:
        """The desk was added to a conversation or a team, or removed (`member` false)."""
        ...


class Receiving:
    """Takes what Teams sends. Closed until `open`: what comes before is to be sent again."""

    def __init__(self, ports: AppPorts, far: Far) -> None:
        settings = ports.settings
        self._ports = ports
        self._far = far
        self._keys = Keys(settings.teams_openid_url)
        self._checker = Checker(far.own.app, self._keys, settings.teams_service_urls, far.own.tenant)
        self._speaker = Speaker(ports, NAME, slash=False)
        self._answers = Answers(self._speaker, far, ports)
        self.waiting = Waiting(self._submit, self._speaker)
        self._crowd = Crowd()
        self._is_open = False
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """What is served: everything, at one address."""
        return (web.post(PATH, self._request),)

    @property
    def can_check(self) -> bool:
        """Whether it has keys by which to tell what is Teams': without them everything is refused."""
        return self._keys.known

    async def have_keys(self) -> bool:
        """Fetch the keys where there are none; whether there are some now."""
        if not self._keys.known:
            await self._keys.start()
        return self._keys.known

    def open(self) -> None:
        """Take what comes; the keys by which it is checked are fetched at once."""
        self._is_open = True
        self._spawn(self._keys.start())

    async def close(self) -> None:
        """Take nothing more; what is being answered ends first."""
        self._is_open = False
        while self._tasks:
            await asyncio.wait(self._tasks, timeout=IN_TIME)
            for task in self._tasks:
                task.cancel()
        await self._answers.close()
        await self._keys.close()

    async def dispatch(self, activity: Json) -> web.Response:
        """What an activity is answered with, its token checked. Never raises; 503: to be sent again."""
        began = time.monotonic()
        try:
            activity = cleaned(activity)
            if text_at(activity, "type") == "invoke":
                return await self._invoke(activity, began)
            return await self._acknowledged(activity, began)
        except (StorageUnavailable, TimeoutError) as error:
            log.warning("teams.not_kept", code=type(error).__name__, kind=_kind_of(activity))
            return _again()
        except Exception as error:
            log.error("teams.not_taken", code=type(error).__name__, kind=_kind_of(activity))
            return _again()

    async def _request(self, request: web.Request) -> web.StreamResponse:
        try:
            activity = await guard.read(request, self._checker)
        except Refused as refused:
            log.warning("teams.refused", status=refused.status, code=refused.code)
            REFUSED.labels(NAME, refused.code).inc()
            answer = web.Response(status=refused.status)
            if refused.code in UNREAD:
                answer.force_close()
            return answer
        # Whether the desk takes anything now is told to Teams alone.
        return await self.dispatch(activity) if self._is_open else _again()

    async def _acknowledged(self, activity: Json, began: float) -> web.Response:
        # One that takes too long is not cut off: it may be durable yet, and what it is answered is shown.
        task = self._spawn(self._heard(activity))
        done, _ = await asyncio.wait({task}, timeout=began + ACKNOWLEDGED - time.monotonic())
        if not done:
            raise TimeoutError
        task.result()
        return web.Response()

    async def _heard(self, activity: Json) -> None:
        """Take an activity, whatever it says; what is to be said to its author alone is said once it is durable."""
        await self._far.references.learn(activity)
        own, now = self._far.own, self._ports.clock.now()
        pressed = translate.pressed_of(activity, own, now) if object_at(activity, "value") else None
        if pressed is not None:
            await self._tell(act_of(pressed, pressed.who, activity), await self._submit(pressed))
            return
        for told in translate.events_of(activity, own, now, self._far.references.account):
            event = await self._described(told, activity) if isinstance(told, ConversationSeen) else told
            if isinstance(event, HomeOpened):
                self._far.home_asked(event.who.user)
            reply = await self._submit(event)
            if isinstance(event, ConversationSeen) and event.who is None:
                self._far.moved(event.member)
            who = None if isinstance(event, MessageSeen | ConversationSeen) else getattr(event, "who", None)
            if isinstance(who, Who) and not _goes_unsaid(event, reply):
                await self._tell(act_of(event, who, activity), reply)

    async def _tell(self, act: Act, reply: cards.Reply) -> None:
        """Show a reply that no answer carries; that something was done is seen elsewhere."""
        if not isinstance(reply, cards.Done):
            # What is said next of the same conversation follows it, but nothing is held up by it for long.
            await asyncio.wait({self._spawn(self._answers.show(act, reply))}, timeout=AT_ONCE)

    async def _invoke(self, activity: Json, began: float) -> web.Response:
        if text_at(activity, "name") not in translate.INVOKES:
            log.info("teams.unheard", kind=_kind_of(activity))
            return web.json_response(invokes.NOTHING)
        own, now = self._far.own, self._ports.clock.now()
        before: Event | None = None
        event: Event | None
        if text_at(activity, "name") == translate.ACTION_FETCH:
            used = translate.shortcut_of(activity, own, now)
            event, before = used if used is not None else (None, None)
        else:
            event = translate.pressed_of(activity, own, now)
        if event is None:
            log.info("teams.not_ours", kind=_kind_of(activity))
            where = place_of(activity, "")
            surface = "card" if text_at(activity, "name") == translate.EXECUTE else "dialog"
            return web.json_response(self._answers.nothing_of_ours(surface, where))
        act = act_of(event, event.who, activity)
        task = self._spawn(self._answered(act, activity, before, began + IN_TIME - TO_SHOW))
        done, _ = await asyncio.wait({task}, timeout=began + IN_TIME - time.monotonic())
        if done:
            return web.json_response(task.result())
        act.answered = True
        async with asyncio.timeout(TO_SHOW):
            return web.json_response(await self._answers.meanwhile(act))

    async def _answered(self, act: Act, activity: Json, before: Event | None, until: float) -> Json:
        await self._far.references.learn(activity)
        try:
            if before is not None:
                await self._submit(before)
            reply = await self._submit(act.event)
        except StorageUnavailable:
            if not act.answered:
                raise
            await self._answers.not_kept(act)
            return invokes.NOTHING
        if isinstance(reply, cards.Held) and not act.answered:
            reply = await self.waiting.answer(act, until)
        return await self._answers.show(act, reply)

    async def _described(self, event: ConversationSeen, activity: Json) -> ConversationSeen:
        """With what is known of a conversation already, where this activity does not say it."""
        if event.who is not None:
            by_hand = event.added and not self._crowd.is_joined_by(event.who.user)
            return event.model_copy(update={"added": by_hand})
        if text_at(activity, "channelData", "channel", "type") and event.name:
            return event
        where = event.where
        known = await self._speaker.look(lambda unit: _known(unit, where.conversation))
        if known is None:
            return event
        said = bool(text_at(activity, "channelData", "channel", "type"))
        return event.model_copy(
            update={"name": event.name or known.name, "shared": event.shared if said else known.shared}
        )

    async def _submit(self, event: Event) -> cards.Reply:
        reply: cards.Reply = await asyncio.wrap_future(self._ports.door.submit(event))
        return reply

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("teams.not_answered", code=type(error).__name__)


def _goes_unsaid(event: Event, reply: cards.Reply) -> bool:
    """Whether somebody who is not known yet waits for nothing: what they did among others was not to the desk alone."""
    if not isinstance(reply, cards.Held) or isinstance(event, CommandGiven | HomeOpened):
        return False
    where = getattr(event, "where", None)
    return where is None or where.kind != "direct"


def _known(unit: Unit, conversation: str) -> Conversation | None:
    table = table_of(Conversation)
    query = select(table).where(table.c.platform == NAME, table.c.conversation == conversation)
    return unit.first(Conversation, query)


def _kind_of(activity: Json) -> str:
    """What an activity is, for the log: of what it says itself, only what is known."""
    named = text_at(activity, "name") if text_at(activity, "type") == "invoke" else text_at(activity, "type")
    known = {*translate.INVOKES, "message", "messageUpdate", "messageDelete", "messageReaction"}
    return named if named in known | {"conversationUpdate", "installationUpdate", "typing"} else "other"


def _again() -> web.Response:
    """The desk cannot take it now: it is to be sent again."""
    return web.Response(status=503, headers={"Retry-After": "1"})
