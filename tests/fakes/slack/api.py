"""The Web API's door: who asks, with which scopes, how often, and what goes wrong; then the method itself.

Every answer is HTTP 200 with `ok`, but for the rate limit (429) and faults to order, as Slack's are.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.fakes.slack.faults import CallFault, Faults
from tests.fakes.slack.pacing import Limits
from tests.fakes.slack.records import BOT, BOT_USER, DOMAIN, JSON, TEAM, Call, Channel, User
from tests.fakes.slack.workspace import Workspace

NESTED = ("blocks", "attachments", "metadata", "view")


class Refused(Exception):
    """A call that Slack refuses. `error`: its code; `more`: what the answer says besides."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error, self.more = error, more


def invalid_arguments(*messages: str) -> Refused:
    return Refused("invalid_arguments", response_metadata={"messages": list(messages)})


@dataclass(frozen=True)
class Asked:
    """One call's arguments, read as strictly as Slack reads them."""

    workspace: Workspace
    arguments: JSON

    def word(self, name: str, error: str | None = None) -> str:
        """A required string; missing: `error`, or invalid_arguments."""
        value = self.arguments.get(name)
        if value is None or value == "":
            raise Refused(error) if error else invalid_arguments(f"[ERROR] missing required field: {name}")
        if not isinstance(value, str):
            raise invalid_arguments(f"[ERROR] must be a string [json-pointer:/{name}]")
        return value

    def maybe(self, name: str) -> str | None:
        return self.word(name) if self.arguments.get(name) not in (None, "") else None

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.arguments.get(name, default)
        return value is True or str(value).lower() in ("1", "true")

    def count(self, default: int, most: int) -> int:
        try:
            value = int(self.arguments.get("limit", default))
        except (TypeError, ValueError):
            raise Refused("invalid_limit") from None
        if not 0 <= value <= most:
            raise Refused("invalid_limit")
        return value or default

    def nested(self, name: str) -> Any:
        """A structure, sent as such in a JSON body, or as JSON in a form."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            errors = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}
            raise Refused(errors.get(name, "invalid_arguments")) from None

    def scope(self, *needed: str) -> None:
        """missing_scope unless the app holds them all."""
        missing = [each for each in needed if each not in self.workspace.scopes]
        if missing:
            raise Refused("missing_scope", needed=",".join(missing), provided=",".join(sorted(self.workspace.scopes)))

    def scope_for(self, channel: Channel, what: str) -> None:
        """`what`: read or history, of this sort of channel."""
        words = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
        self.scope(f"{words[channel.kind]}:{what}")

    def channel(self, name: str = "channel") -> Channel:
        """A channel that the bot can see: a private one only if it is in it."""
        found = self.workspace.channels.get(self.word(name, "channel_not_found"))
        if found is None or (found.kind != "public" and BOT_USER not in found.members):
            raise Refused("channel_not_found")
        return found

    def joined(self, name: str = "channel") -> Channel:
        found = self.channel(name)
        if BOT_USER not in found.members:
            raise Refused("not_in_channel")
        return found

    def user(self, name: str = "user") -> User:
        found = self.workspace.users.get(self.word(name, "user_not_found"))
        if found is None:
            raise Refused("user_not_found")
        return found


Method = Callable[[Asked], JSON]
METHODS: dict[str, tuple[Method, tuple[str, ...]]] = {}
"""Each method, and the scopes that it always needs."""


def method(name: str, *scopes: str) -> Callable[[Method], Method]:
    """Register a method under its public name."""

    def register(act: Method) -> Method:
        METHODS[name] = (act, scopes)
        return act

    return register


@method("auth.test")
def auth_test(asked: Asked) -> JSON:
    told = {"url": f"https://{DOMAIN}.slack.com/", "team": "Relais essai", "user": "relais", "team_id": TEAM}
    return told | {"user_id": BOT_USER, "bot_id": BOT, "is_enterprise_install": False}


@method("team.info", "team:read")
def team_info(asked: Asked) -> JSON:
    return {"team": {"id": TEAM, "name": "Relais essai", "domain": DOMAIN, "email_domain": "essai.invalid"}}


class Api:
    """The Web API over HTTP. `connections`: makes a Socket Mode address, or raises `Refused`."""

    def __init__(self, workspace: Workspace, faults: Faults, limits: Limits, connections: Callable[[], str]) -> None:
        self.workspace, self.faults, self.limits, self._connections = workspace, faults, limits, connections
        self.bot_token, self.app_token = "xoxb-1-relais", "xapp-1-relais"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """`GET` or `POST /api/{method}`."""
        name = request.match_info["method"]
        arguments, malformed = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or arguments.pop("token", "")
        call = Call(name, arguments, self.workspace.ticks())
        self.workspace.log.append(call)
        try:
            return await self._answered(request, call, token, malformed)
        finally:
            call.ended = self.workspace.ticks()

    async def _answered(
        self, request: web.Request, call: Call, token: str, malformed: str | None
    ) -> web.StreamResponse:
        fault = self.faults.call(call.method, call.arguments)
        call.fault = fault.how if fault else None
        wait = self.limits.wait(call.method, call.arguments.get("channel")) if fault is None else 0
        if fault is not None and fault.how == "limit":
            wait = max(1, int(fault.after))
        if wait:
            return self._reply(call, {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(wait)})
        if fault is not None and fault.how == "busy":
            call.status = 500
            return web.Response(status=500, text="Server Error")
        if fault is not None and fault.how == "timeout":
            return await _closed(request, fault.after)
        answer = self.answer(call.method, call.arguments, token, malformed, fault)
        if fault is not None and fault.how == "lost":
            call.answer = answer
            return await _closed(request, 0)
        if fault is not None and fault.how == "slow":
            await asyncio.sleep(fault.after)
        return self._reply(call, answer, 200, {"X-OAuth-Scopes": ",".join(sorted(self.workspace.scopes))})

    def answer(self, name: str, arguments: JSON, token: str, malformed: str | None, fault: CallFault | None) -> JSON:
        """What the method answers, its refusals included."""
        try:
            if fault is not None and fault.how not in ("lost", "slow"):
                raise Refused(fault.how)
            if malformed:
                raise Refused(malformed)
            self._authorise(name, token)
            if name == "apps.connections.open":
                return {"ok": True, "url": self._connections()}
            act, scopes = METHODS[name]
            asked = Asked(self.workspace, arguments)
            asked.scope(*scopes)
            return {"ok": True, **act(asked)}
        except Refused as refused:
            return {"ok": False, "error": refused.error, **refused.more}

    def _authorise(self, name: str, token: str) -> None:
        if name not in METHODS and name != "apps.connections.open":
            raise Refused("unknown_method", req_method=name)
        if not token:
            raise Refused("not_authed")
        if token not in (self.bot_token, self.app_token):
            raise Refused("invalid_auth")
        if (token == self.app_token) is not (name == "apps.connections.open"):
            raise Refused("not_allowed_token_type")
        if self.workspace.revoked:
            raise Refused(self.workspace.revoked)

    def _reply(self, call: Call, answer: JSON, status: int, headers: dict[str, str]) -> web.Response:
        call.answer, call.status = answer, status
        return web.json_response(answer, status=status, headers=headers)


async def _closed(request: web.Request, after: float) -> web.StreamResponse:
    """No answer: the connection is closed after so many seconds."""
    await asyncio.sleep(after)
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _arguments(request: web.Request) -> tuple[JSON, str | None]:
    """What was asked, from the address and the body; and the error that a body that is not what it says meets."""
    arguments: JSON = dict(request.query)
    kind = request.content_type
    if request.method == "GET" or not request.can_read_body:
        return arguments, None
    if kind == "application/json":
        try:
            body = json.loads(await request.text())
        except ValueError:
            return arguments, "invalid_json"
        if not isinstance(body, dict):
            return arguments, "json_not_object"
        return arguments | {key: value for key, value in body.items() if value is not None}, None
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return arguments | dict(await request.post()), None
    return arguments, "invalid_post_type"
