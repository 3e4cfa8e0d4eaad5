"""A small chat platform: conversations and messages in memory, over HTTP, with faults to order.

`python -m tests.fakes.tiny_server` listens on a free port of 127.0.0.1 and prints it; it lives until its standard input
is closed. What the desk does is POST /post, /update, /delete, /react, /whisper, /home, /form, /direct, /members,
/message, /person and /find. What a test does: POST /people (who there is), /room (a conversation and its members), /say
(someone writes), /faults, /reset; GET /log (every effect, in the order in which it happened), /messages, /homes.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from aiohttp import web

JSON = dict[str, Any]


@dataclass
class Fault:
    """What a call meets. `how`: limit (429), busy (503: not done), error (500: not done, but who knows), lost (done, no
    answer), slow (done, answered after `after` seconds), gone, not_member, forbidden, blocked, not_installed, too_big.

    Met by `times` calls of the verb (`*`: any), about the conversation `where` if one is named, each with `chance`.
    """

    verb: str
    how: str
    times: int = 1
    after: float = 0.05
    scope: str = ""
    chance: float = 1.0
    where: str | None = None


@dataclass
class Message:
    conversation: str
    ts: str
    root: str | None
    user: str
    text: str = ""
    card: JSON | None = None
    tag: int | None = None
    at: float = 0.0
    gone: bool = False
    reactions: list[str] = field(default_factory=list)

    def shown(self) -> JSON:
        return dict(self.__dict__)


REFUSALS = {"gone": 404, "not_member": 403, "forbidden": 403, "blocked": 403, "not_installed": 403, "too_big": 413}


class Town:
    """All that the platform remembers."""

    def __init__(self, seed: int) -> None:
        self.forget(seed)

    def forget(self, seed: int) -> None:
        """Begin again; `seed` decides which calls meet a fault that has a chance."""
        self.messages: dict[tuple[str, str], Message] = {}
        self.people: dict[str, JSON] = {}
        self.rooms: dict[str, list[str]] = {}
        self.homes: dict[str, JSON] = {}
        self.log: list[JSON] = []
        self.calls: list[JSON] = []
        self.faults: list[Fault] = []
        self.numbers = itertools.count(1)
        self.chance = random.Random(seed)

    def fault(self, verb: str, where: str | None) -> Fault | None:
        """The fault that this call meets, if any; it is used up."""
        for each in self.faults:
            meant = each.verb in (verb, "*") and each.where in (None, where) and each.times > 0
            if meant and self.chance.random() < each.chance:
                each.times -= 1
                return each
        return None

    def post(self, body: JSON, user: str = "desk") -> JSON:
        ts = f"{next(self.numbers)}.{self.chance.randrange(1000):03d}"
        message = Message(body["conversation"], ts, body.get("root"), user, body.get("text", ""), at=time.time())
        message.card, message.tag = body.get("card"), body.get("tag")
        self.messages[message.conversation, ts] = message
        return {"ts": ts, "conversation": message.conversation}

    def find(self, body: JSON) -> JSON:
        for message in self.messages.values():
            if (
                message.tag == body["tag"]
                and message.conversation == body["conversation"]
                and message.at >= body["since"]
            ):
                return {"ts": message.ts, "conversation": message.conversation}
        return {}

    def update(self, body: JSON) -> JSON:
        self._message(body).card = body["card"]
        return {}

    def delete(self, body: JSON) -> JSON:
        self._message(body).gone = True
        return {}

    def react(self, body: JSON) -> JSON:
        message = self._message(body)
        message.reactions = [emoji for emoji in message.reactions if emoji != body["emoji"]]
        if body["on"]:
            message.reactions.append(body["emoji"])
        return {}

    def home(self, body: JSON) -> JSON:
        self.homes[body["user"]] = body["card"]
        return {}

    def direct(self, body: JSON) -> JSON:
        return {"conversation": f"D{body['user']}"}

    def members(self, body: JSON) -> JSON:
        if body["conversation"] not in self.rooms:
            raise web.HTTPNotFound
        return {"people": [self.people[user] for user in self.rooms[body["conversation"]]]}

    def person(self, body: JSON) -> JSON:
        if body["user"] not in self.people:
            raise web.HTTPNotFound
        return self.people[body["user"]]

    def message(self, body: JSON) -> JSON:
        return self._message(body).shown()

    def _message(self, body: JSON) -> Message:
        found = self.messages.get((body["conversation"], body["ts"]))
        if found is None or found.gone:
            raise web.HTTPNotFound
        return found


def application(seed: int = 0) -> web.Application:
    """The platform, to be served."""
    town = Town(seed)
    app = web.Application()
    nothing: Callable[[JSON], JSON] = lambda body: {}  # noqa: E731  # a whisper and a form leave only their line in the log
    verbs: dict[str, Callable[[JSON], JSON]] = {
        "post": town.post,
        "update": town.update,
        "delete": town.delete,
        "react": town.react,
        "whisper": nothing,
        "form": nothing,
        "home": town.home,
        "direct": town.direct,
        "members": town.members,
        "message": town.message,
        "person": town.person,
        "find": town.find,
    }
    app.add_routes(web.post(f"/{verb}", _verb(town, verb, act)) for verb, act in verbs.items())
    app.add_routes(_controls(town))
    return app


def _verb(town: Town, verb: str, act: Callable[[JSON], JSON]) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        body = await request.json()
        fault = town.fault(verb, body.get("conversation"))
        call = {"desk": request.headers.get("X-Desk"), "verb": verb, "conversation": body.get("conversation")}
        call |= {"began": time.monotonic(), "ended": None, "fault": asdict(fault) if fault else None}
        town.calls.append(call)
        try:
            return await answer_to(request, body, fault)
        finally:
            call["ended"] = time.monotonic()

    async def answer_to(request: web.Request, body: JSON, fault: Fault | None) -> web.StreamResponse:
        if fault is not None and fault.how == "limit":
            scope = {"scope": fault.scope}
            return web.json_response(scope, status=429, headers={"Retry-After": str(fault.after)})
        if fault is not None and fault.how in ("busy", "error"):
            return web.json_response({}, status=503 if fault.how == "busy" else 500)
        if fault is not None and fault.how in REFUSALS:
            return web.json_response({"why": fault.how}, status=REFUSALS[fault.how])
        answer = act(body)
        town.log.append({"verb": verb, **body, **answer})
        if fault is not None and fault.how == "lost":
            if request.transport is not None:
                request.transport.close()
            return web.Response()
        if fault is not None and fault.how == "slow":
            await asyncio.sleep(fault.after)
        return web.json_response(answer)

    return handle


def _controls(town: Town) -> list[web.RouteDef]:
    async def people(request: web.Request) -> web.Response:
        town.people.update({each["user"]: each for each in await request.json()})
        return web.json_response({})

    async def room(request: web.Request) -> web.Response:
        body = await request.json()
        town.rooms[body["conversation"]] = body["members"]
        return web.json_response({})

    async def say(request: web.Request) -> web.Response:
        body = await request.json()
        return web.json_response(town.post(body, body["user"]))

    async def faults(request: web.Request) -> web.Response:
        town.faults = [Fault(**each) for each in await request.json()]
        return web.json_response({})

    async def reset(request: web.Request) -> web.Response:
        town.forget((await request.json())["seed"])
        return web.json_response({})

    async def log(request: web.Request) -> web.Response:
        return web.json_response(town.log)

    async def calls(request: web.Request) -> web.Response:
        return web.json_response(town.calls)

    async def messages(request: web.Request) -> web.Response:
        wanted = request.query.get("conversation")
        found = (each for each in town.messages.values() if wanted in (None, each.conversation))
        return web.json_response([each.shown() for each in found])

    async def homes(request: web.Request) -> web.Response:
        return web.json_response(town.homes)

    return [
        web.post("/people", people),
        web.post("/room", room),
        web.post("/say", say),
        web.post("/faults", faults),
        web.post("/reset", reset),
        web.get("/log", log),
        web.get("/calls", calls),
        web.get("/messages", messages),
        web.get("/homes", homes),
    ]


async def _serve() -> None:
    runner = web.AppRunner(application(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(_serve())
