"""A fake platform as a process of its own, governed over HTTP: what a test in the same process does by Python.

POST /control/{whom}/{act} (its arguments as JSON), POST /control/faults (a list, to be met from then on; an empty one
clears them), POST /control/set, POST /control/idle, GET /control/log, GET /control/deliveries.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

Arguments = dict[str, Any]


def routes(
    governed: Any,
    done: Mapping[str, str],
    impossible: type[Exception],
    fault: Callable[..., Any],
    settle: Callable[[Arguments], None],
    understood: Callable[[str, str, Arguments], None] = lambda whom, what, given: None,
) -> list[web.RouteDef]:
    """The routes that govern a fake. `done`: whom of it → their acts, a space between. `impossible`: what they raise.

    `fault`: a fault of its kind, from its arguments. `understood` puts the fake's own things for their ids.
    """

    async def act(request: web.Request) -> web.Response:
        whom, what = request.match_info["whom"], request.match_info["act"]
        if what not in done.get(whom, "").split():
            raise web.HTTPNotFound
        try:
            given = await request.json()
            understood(whom, what, given)
            told = getattr(getattr(governed, whom), what)(**given)
            return web.json_response(_plain(await told if inspect.isawaitable(told) else told))
        except (impossible, KeyError, TypeError) as error:
            return web.json_response({"impossible": f"{type(error).__name__}: {error}"}, status=409)

    async def faults(request: web.Request) -> web.Response:
        asked = await request.json()
        if not asked:
            governed.faults.clear()
        governed.fault(*(fault(**each) for each in asked))
        return web.json_response({})

    async def settled(request: web.Request) -> web.Response:
        settle(await request.json())
        return web.json_response({})

    async def idle(request: web.Request) -> web.Response:
        await governed.idle()
        return web.json_response({})

    async def log(request: web.Request) -> web.Response:
        return web.json_response(_plain(governed.log))

    async def deliveries(request: web.Request) -> web.Response:
        return web.json_response(_plain(governed.deliveries.log))

    return [
        web.post("/control/faults", faults),
        web.post("/control/set", settled),
        web.post("/control/idle", idle),
        web.get("/control/log", log),
        web.get("/control/deliveries", deliveries),
        web.post("/control/{whom}/{act}", act),
    ]


def _plain(thing: Any) -> Any:
    """Records as JSON; a set as a list."""
    match thing:
        case _ if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
            return {each.name: _plain(getattr(thing, each.name)) for each in dataclasses.fields(thing)}
        case list() | tuple() | set():
            return [_plain(each) for each in thing]
        case dict():
            return {name: _plain(each) for name, each in thing.items()}
        case _:
            return thing
