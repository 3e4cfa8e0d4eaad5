"""The connector's door: who asks, how often, and what goes wrong; then the call itself (platform facts 2.4, 2.6, 2.8).

Refusals are `{"error": {"code", "message"}}` under their own status, as Teams writes them.
"""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from adapters.shapes import objects_at, text_at
from tests.fakes.teams.faults import CODES, STATUSES, CallFault, Faults
from tests.fakes.teams.login import FakeLogin
from tests.fakes.teams.pacing import Limits
from tests.fakes.teams.records import JSON, Call
from tests.fakes.teams.tenant import Tenant

MOST = 1 << 20
"""Bytes of a request, after which nothing is read."""
OLD_SHAPE = {"209": "MessageWritesBlocked"}
"""Refusals that come in an older shape, by their number."""


class Refused(Exception):
    """A call that Teams refuses. `code`: one of `CODES`, whose status it has unless told."""

    def __init__(self, code: str, message: str = "", status: int | None = None) -> None:
        super().__init__(code, message)
        self.code, self.message, self.status = code, message or code, status or CODES[code]


@dataclass(frozen=True)
class Asked:
    """One call, whose body was JSON. `conversation`: without its thread; `root`: its thread, if one was named."""

    tenant: Tenant
    call: Call
    conversation: str
    root: str | None
    activity: str
    member: str

    @property
    def body(self) -> JSON:
        """The body, which is an object."""
        if not isinstance(self.call.body, dict):
            raise Refused("BadSyntax", "The request body is not an object")
        return self.call.body

    @property
    def targeted(self) -> bool:
        return self.call.query.get("isTargetedActivity", "").lower() == "true"


Verb = Callable[[Asked], tuple[int, Any]]
VERBS: dict[str, Verb] = {}
"""What each verb of `Call` does: its status and its answer."""


def verb(name: str) -> Callable[[Verb], Verb]:
    """Register what does a verb."""

    def register(act: Verb) -> Verb:
        VERBS[name] = act
        return act

    return register


class Connector:
    """The connector over HTTP, under `/{region}/v3`."""

    def __init__(self, tenant: Tenant, login: FakeLogin, faults: Faults, limits: Limits) -> None:
        self.tenant, self.login, self.faults, self.limits = tenant, login, faults, limits

    def routes(self, under: str) -> list[web.RouteDef]:
        """`under`: the path of the service URL, without its last slash."""
        one = "/v3/conversations/{conversation}"
        paths = [
            ("POST", "/v3/conversations", "create"),
            ("POST", f"{one}/activities", "send"),
            ("POST", f"{one}/activities/{{activity}}", "reply"),
            ("PUT", f"{one}/activities/{{activity}}", "update"),
            ("DELETE", f"{one}/activities/{{activity}}", "delete"),
            ("GET", f"{one}/members/{{member}}", "member"),
            ("GET", f"{one}/pagedmembers", "members"),
            ("GET", "/v3/teams/{conversation}", "team"),
            ("GET", "/v3/teams/{conversation}/conversations", "channels"),
        ]
        return [web.route(method, under + path, self._handler(name)) for method, path, name in paths]

    def _handler(self, name: str) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.StreamResponse:
            call = Call(name, request.method, request.path, dict(request.query), None, self.tenant.ticks())
            call.conversation = request.match_info.get("conversation", "")
            self.tenant.log.append(call)
            try:
                return await self._answered(request, call)
            finally:
                call.ended = self.tenant.ticks()

        return handle

    async def _answered(self, request: web.Request, call: Call) -> web.StreamResponse:
        if not self.login.accepts(request.headers.get("Authorization")):
            return _told(call, 401, {"message": "Authorization has been denied for this request."})
        try:
            call.body = await _body(request)
            call.conversation = call.conversation or _of_create(call.body)
            fault = self.faults.call(call.verb, call.conversation.partition(";")[0])
            call.fault = fault.how if fault else None
            if fault is not None and (fault.how in CODES or fault.how in OLD_SHAPE or fault.how.isdigit()):
                return _ordered(call, fault)
            if fault is not None and fault.how == "timeout":
                return await _cut(request, fault.after)
            wait = self.limits.wait(call.verb, call.conversation)
            if wait:
                after = {"Retry-After": str(math.ceil(wait))} if self.limits.says_when else {}
                return _told(call, 429, _error("TooManyRequests", "API calls quota exceeded!"), after)
            status, answer = VERBS[call.verb](self._asked(request, call))
        except Refused as refused:
            return _told(call, refused.status, _error(refused.code, refused.message))
        return await _given(request, call, fault, status, answer)

    def _asked(self, request: web.Request, call: Call) -> Asked:
        conversation, _, root = call.conversation.partition(";messageid=")
        named = request.match_info
        return Asked(self.tenant, call, conversation, root or None, named.get("activity", ""), named.get("member", ""))


async def _given(request: web.Request, call: Call, fault: CallFault | None, status: int, answer: Any) -> web.Response:
    """The answer to what was done, unless it is lost."""
    if fault is not None and fault.how == "lost":
        return await _cut(request, 0)
    if fault is not None and fault.how.startswith("done"):
        failed = int(fault.how.removeprefix("done"))
        return _told(call, failed, _error(STATUSES.get(failed, "Error"), "ordered"))
    if fault is not None and fault.how == "garbled":
        call.status = status
        return web.Response(status=status, text="<html>proxy</html>", content_type="text/html")
    if fault is not None and fault.how == "slow":
        await asyncio.sleep(fault.after)
    return _told(call, status, answer)


def _ordered(call: Call, fault: CallFault) -> web.Response:
    """What was ordered instead of an answer; nothing is done."""
    if fault.how in OLD_SHAPE:
        inner = {"subCode": OLD_SHAPE[fault.how], "details": "Thread blocks message write.", "errorCode": None}
        return _told(call, 403, {"errorCode": int(fault.how), "message": json.dumps(inner)})
    if fault.how in CODES:
        return _told(call, CODES[fault.how], _error(fault.how, fault.how))
    status = int(fault.how)
    after = {"Retry-After": f"{fault.after:g}"} if status == 429 and fault.after else {}
    return _told(call, status, _error(STATUSES.get(status, "Error"), "ordered"), after)


async def _cut(request: web.Request, after: float) -> web.Response:
    """The connection is closed without an answer."""
    await asyncio.sleep(after)
    if request.transport is not None:
        request.transport.close()
    return web.Response()


async def _body(request: web.Request) -> Any:
    """The JSON of a request that has one."""
    if request.method not in ("POST", "PUT"):
        return None
    if request.content_type != "application/json":
        raise Refused("BadSyntax", "The content type is not application/json", 415)
    try:
        return json.loads(await request.read())
    except (ValueError, RecursionError):
        raise Refused("BadSyntax", "The request body is not JSON") from None


def _of_create(body: Any) -> str:
    """Where a creation counts: the channel, or the first person."""
    members = [text_at(each, "id") for each in objects_at(body, "members")]
    return text_at(body, "channelData", "channel", "id") or next(iter(members), "")


def _error(code: str, message: str) -> JSON:
    return {"error": {"code": code, "message": message}}


def _told(call: Call, status: int, answer: Any, headers: dict[str, str] | None = None) -> web.Response:
    call.status, call.answer = status, answer
    if answer is None:
        return web.Response(status=status, headers=headers)
    return web.json_response(answer, status=status, headers=headers)
