"""What Slack sends, over HTTP or a socket, taken by bolt's app: stored first, then acknowledged, then answered.

Slack waits three seconds (platform facts 1.2). An event is acknowledged once it is durable, however long that takes:
unheard, it comes again under its own id. A command, a press or a form is answered in time whatever happens: where it is
not durable by then, by saying so, or by Slack's own words for a failure. Its reply is shown when it is known.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any, cast

import structlog
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from sqlalchemy.exc import SQLAlchemyError

from adapters.bodies import UNREAD
from adapters.metrics import REFUSED
from adapters.platform import AppPorts, Gone, PlatformError
from adapters.shapes import Json, object_at, text_at
from adapters.slack import guard, translate
from adapters.slack.acting import Act, act_of
from adapters.slack.answering import Answers, said
from adapters.slack.blocks import message
from adapters.slack.calls import Calls
from adapters.slack.changing import Changing
from adapters.slack.entities import NOBODY, Names
from adapters.slack.once import Once, Posted
from adapters.slack.own import Own
from adapters.slack.people import NAME, People
from adapters.slack.scopes import PATH
from adapters.slack.shapes import identifier
from adapters.slack.sharing import Sharing
from adapters.slack.speaking import Speaker
from adapters.slack.waiting import Waiting
from bot import cards
from bot.events import ConversationSeen, Event, MessagePosted, PeopleSeen, Where, Who
from storage.faults import StorageUnavailable

log = structlog.get_logger(__name__)

IN_TIME = 2.5
"""Seconds after which a request is answered without its reply; Slack waits three."""
LAST_CALL = 2.8
"""Seconds until which a view that says that something is not noted yet may still open."""
SOON = 1.2
"""Seconds after which what may need a form gets a view that waits for it: its trigger dies at three."""
TO_DESCRIBE = 1.5
"""Seconds given to Slack to tell more of a conversation before its event is kept as it came."""
KINDS = frozenset(
    """block_actions block_suggestion event_callback message_action shortcut view_closed view_submission""".split()
)
_ANY = re.compile("")
# Bolt's own lines quote what people wrote.
_silent = logging.getLogger("adapters.slack.bolt")
_silent.setLevel(logging.CRITICAL)


class Receiving:
    """Takes what Slack sends. `secret`: the signing secret, none where only a socket is used.

    Closed until `open` says who the desk is there: Slack is told to come again.
    """

    def __init__(self, ports: AppPorts, calls: Calls, secret: str | None, people: People | None = None) -> None:
        self._ports = ports
        self._calls = calls
        self._secret = secret
        self._answers = Answers(Speaker(ports), calls, ports)
        self.waiting = Waiting(self._answers, self._submit)
        self._sharing = Sharing()
        self._changing = Changing(people or People(calls), self._submit, self._now)
        self._asking_later: asyncio.Task[None] | None = None
        self._whispers = Once()
        self._posted = Posted()
        self._own: Own | None = None
        self._app: AsyncApp | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._watches: set[asyncio.Task[Any]] = set()
        self.lost: str | None = None
        """Why the desk can no longer work there, as a code for /readyz: uninstalled, or its token revoked."""

    @property
    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """What is served: events, commands and interactivity, at one address. None without a signing secret."""
        return (web.post(PATH, self._request),) if self._secret else ()

    def open(self, own: Own) -> None:
        """Take what comes, as the desk in that workspace."""
        self._own, self.lost = own, None
        self._app = self._made(own)
        self._watches.add(self._spawn(self.waiting.resume(self._ports.database)))

    async def close(self) -> None:
        """Take nothing more; what is being answered ends first."""
        self._own = self._app = None
        for watch in self._watches:
            watch.cancel()
        while self._tasks:
            await asyncio.wait(self._tasks, timeout=IN_TIME)
            for task in self._tasks:
                task.cancel()
        await self._answers.close()

    def spot_of(self, *names: str | None) -> tuple[str, str | None]:
        """Where a form was opened, by its id or the key of the event that it answers: conversation and thread."""
        return self._answers.spot_of(*names)

    def view_of(self, key: str | None) -> str | None:
        """The id of the view that waits for an event's answer, where only its id finds it."""
        return self._answers.view_of(key)

    async def dispatch(self, body: Json) -> BoltResponse:
        """One payload of Slack's, verified: what it is answered with. Never raises; 503: to be sent again."""
        if self._app is None:
            return _again()
        try:
            # As an object: bolt's own reading of a form loses a command whose text says « payload ».
            request = AsyncBoltRequest(body=body, mode="socket_mode")
        except Exception as error:
            return _misread(body, type(error).__name__)
        response = await self._app.async_dispatch(request)
        if response.status == 404:
            log.info("slack.unheard", kind=_kind_of(body))
            return BoltResponse(status=200)
        # Our listeners raise nothing: it was bolt that could make nothing of its shape.
        return _misread(body, "bolt") if response.status == 500 else response

    async def _request(self, request: web.Request) -> web.StreamResponse:
        try:
            checked = await guard.read(request, self._secret or "", time.time())
        except guard.Refused as refused:
            log.warning("slack.refused", status=refused.status, code=refused.code)
            REFUSED.labels(NAME, refused.code).inc()
            refusal = web.Response(status=refused.status)
            if refused.code in UNREAD:
                refusal.force_close()
            return refusal
        if checked.kind == "url_verification":
            return web.json_response({"challenge": checked.body["challenge"]})
        if checked.kind == "ssl_check":
            return web.Response()
        answer = await self.dispatch(checked.body)
        return web.Response(status=answer.status, text=answer.body, headers=answer.first_headers())

    def _made(self, own: Own) -> AsyncApp:
        async def authorize() -> AuthorizeResult:
            return AuthorizeResult(enterprise_id=None, team_id=own.team, bot_id=own.bot_id, bot_user_id=own.bot_user)

        app = AsyncApp(
            name="relais",
            logger=_silent,
            client=self._calls.client,
            authorize=authorize,
            signing_secret=self._secret or "",
            # The listener's own answer is awaited: nothing is acknowledged before it is stored.
            process_before_response=True,
            # Verified by the guard, or by the socket it came through.
            request_verification_enabled=False,
            url_verification_enabled=False,
            ssl_check_enabled=False,
            # Whose events are the desk's own is told in one place, adapters/slack/translate.py.
            ignoring_self_events_enabled=False,
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )
        app.command(_ANY)(self._listener(self._command))
        app.action(_ANY)(self._listener(self._action))
        app.shortcut(_ANY)(self._listener(self._shortcut))
        app.view(_ANY)(self._listener(self._submission))
        app.view_closed(_ANY)(self._listener(self._nothing))
        app.options(_ANY)(self._listener(self._nothing))
        app.event(_ANY)(self._listener(self._event))
        return app

    def _listener(self, take: Callable[[Json, Own], Awaitable[Json]]) -> Callable[..., Awaitable[BoltResponse]]:
        async def listen(body: Json) -> BoltResponse:
            own = self._own
            if own is None:
                return _again()
            try:
                answer = await take(body, own)
            except (StorageUnavailable, NotYet):
                return _again()
            except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
                return _misread(body, type(error).__name__)
            except Exception as error:
                log.error("slack.not_taken", kind=_kind_of(body), code=type(error).__name__)
                return _again()
            return BoltResponse(status=200, body=json.dumps(answer) if answer else "")

        return listen

    async def _event(self, body: Json, own: Own) -> Json:
        self.lost = translate.lost_by(body, own) or self.lost
        event = translate.event_of(body, own, self._now(), await self._names(body, own))
        if isinstance(event, MessagePosted) and self._posted.came_otherwise(event):
            return {}
        if not isinstance(event, ConversationSeen):
            await self._tell_of_sharing(body, own)
        if event is None:
            return {}
        if isinstance(event, ConversationSeen):
            event = await self._described(event)
            self._sharing.told(event)
        if isinstance(event, PeopleSeen):
            event = await self._today(event, own)
        if event is None:
            return {}
        reply = await self._submit(event)
        if isinstance(event, MessagePosted):
            self._posted.taken(event)
        if isinstance(reply, cards.OpenForm) and reply.offer is not None:
            # A form opens by what one presses, and a message is not pressed (platform facts 1.4).
            reply = cards.Say(card=reply.offer)
        # An event that comes again has the same reply, which was shown already.
        if isinstance(reply, cards.Say | cards.FieldErrors) and self._whispers.first(event.key):
            self._spawn(self._whispered(event, reply))
        return {}

    async def _today(self, event: PeopleSeen, own: Own) -> PeopleSeen | None:
        """With what Slack says of these people now; those of whom it does not are asked for later."""
        found = await self._changing.today(event, own)
        if self._changing.left and (self._asking_later is None or self._asking_later.done()):
            self._asking_later = self._spawn(self._changing.catch_up(own))
            self._watches.add(self._asking_later)
        return found

    async def _tell_of_sharing(self, body: Json, own: Own) -> None:
        """Tell the desk that a channel is shared with another company, before what is said there is heard.

        That it no longer is so must be Slack's own word of now: an event may be an old one.
        """
        seen = self._sharing.news(body, own, self._now())
        if seen is None:
            return
        described = await self._described(seen)
        if described.shared or described is not seen:
            await self._submit(described)
            self._sharing.told(described)

    async def _command(self, body: Json, own: Own) -> Json:
        event = translate.command_of(body, own, self._now(), await self._names(body, own))
        return await self._act(act_of(event, body, "command")) if event is not None else self._refused(body)

    async def _action(self, body: Json, own: Own) -> Json:
        event = translate.action_of(body, own, self._now())
        return await self._act(act_of(event, body, "message")) if event is not None else self._refused(body)

    async def _shortcut(self, body: Json, own: Own) -> Json:
        event = translate.shortcut_of(body, own, self._now())
        if event is None:
            return self._refused(body)
        shown = None
        if event.shortcut == "desk_from_message":
            shown = translate.message_shown(body, own, self._now(), await self._names(body, own))
        return await self._act(act_of(event, body, "shortcut"), before=shown)

    async def _submission(self, body: Json, own: Own) -> Json:
        event = translate.submission_of(body, own, self._now(), self._calls.told_apart)
        return await self._act(act_of(event, body, "form")) if event is not None else self._refused(body)

    async def _nothing(self, body: Json, own: Own) -> Json:
        return {}

    def _refused(self, body: Json) -> Json:
        """Nothing that the desk takes: of another workspace, or of no act of ours."""
        log.info("slack.not_ours", kind=_kind_of(body), team=identifier(text_at(body, "team", "id")))
        return {}

    async def _act(self, act: Act, before: Event | None = None) -> Json:
        """Take an act and answer it in time; what comes later is shown later."""
        began = time.monotonic()
        task = self._spawn(self._answered(act, before))
        if act.trigger and act.surface in ("message", "home", "shortcut"):
            await asyncio.wait({task}, timeout=SOON)
            if not task.done():
                act.opening = self._spawn(self._waiting(act))
        done, _ = await asyncio.wait({task}, timeout=began + IN_TIME - time.monotonic())
        if done:
            return cast("Json", task.result())
        act.answered = True
        if act.opening is not None and not act.opening.done():
            await asyncio.wait({act.opening}, timeout=began + LAST_CALL - time.monotonic())
        answer = self._answers.meanwhile(act)
        if answer is None:
            raise NotYet
        return answer

    async def _answered(self, act: Act, before: Event | None) -> Json:
        try:
            if before is not None:
                await self._submit(before)
            reply = await self._submit(act.event)
        except Exception as error:
            if not (isinstance(error, StorageUnavailable) or act.answered or act.waits):
                raise
            log.warning("slack.not_kept", code=type(error).__name__, event_kind=act.event.kind)
            return await self._answers.tell(act, "receiving.unavailable")
        try:
            answer = await self._answers.show(act, reply)
        except Exception as error:
            # It is done, and only cannot be said: it is not to be sent again.
            log.error("slack.not_said", code=type(error).__name__, event_kind=act.event.kind)
            return {}
        if isinstance(reply, cards.Held) and (act.waits or act.surface == "command"):
            self._watches.add(self._spawn(self.waiting.follow(act)))
        return answer

    async def _waiting(self, act: Act) -> None:
        await self._answers.wait_in_view(act, self._answers.speaker.language(act.where), noted=False)

    async def _whispered(self, event: Event, reply: cards.Reply) -> None:
        who, where = getattr(event, "who", None), getattr(event, "where", None)
        if not isinstance(who, Who) or not isinstance(where, Where | None):
            return
        spoken = await self._answers.speaker.speak(reply, who, where)
        content = message(spoken.card) if spoken.card is not None else said("\n".join(spoken.errors.values()))
        spot = (where.conversation, where.root) if where else ("", None)
        await self._answers.whisper(who, spot, content, (event, reply))

    async def _described(self, event: ConversationSeen) -> ConversationSeen:
        """With what Slack tells of the conversation now: its name, and whether another company reads there."""
        try:
            async with asyncio.timeout(TO_DESCRIBE):
                answer = await self._calls.ask("conversations.info", channel=event.where.conversation)
        except Gone:
            return event.model_copy(update={"member": False})
        except (PlatformError, TimeoutError) as error:
            channel = identifier(event.where.conversation)
            log.info("slack.not_described", conversation=channel, code=type(error).__name__)
            return event
        told = object_at(answer, "channel")
        facts = {
            "name": text_at(told, "name") or event.name,
            "shared": told.get("is_ext_shared") is True or event.shared,
            "member": told.get("is_member") is True and told.get("is_archived") is not True,
        }
        return event.model_copy(update=facts)

    async def _names(self, body: Json, own: Own) -> Names:
        people, channels = translate.names_wanted(body)
        people -= {own.bot_user}
        if not people and not channels:
            return NOBODY
        try:
            return await self._answers.speaker.names(own.team, people, channels)
        except SQLAlchemyError as error:
            # Whether anything can be kept is for the door to say; ids do for names.
            log.warning("slack.not_named", code=type(error).__name__)
            return NOBODY

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
        self._watches.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("slack.not_answered", code=type(error).__name__)

    def _now(self) -> datetime:
        return self._ports.clock.now()


class NotYet(Exception):
    """Not durable in time, and there is nowhere to say so: Slack is to say that it failed."""


def _kind_of(body: Json) -> str:
    """What a payload is, for the log: of what it says itself, only what is known."""
    kind = text_at(body, "type")
    return kind if kind in KINDS else "command" if not kind and "command" in body else "other"


def _misread(body: Json, code: str) -> BoltResponse:
    log.error("slack.misread", kind=_kind_of(body), code=code)
    return BoltResponse(status=400)


def _again() -> BoltResponse:
    """The desk cannot take it now: Slack is to send it again."""
    return BoltResponse(status=503, headers={"Retry-After": "1"})
