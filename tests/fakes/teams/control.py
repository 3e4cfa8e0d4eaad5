"""The fake Teams as a process of its own, governed over HTTP: what a test in the same process does by Python.

POST /control/people/{act} (what someone does, or sees: `acting.People`'s methods, their arguments as JSON), POST
/control/tenant/{act} (who and what there is: `tenant.Tenant`'s; a team by its id), POST /control/faults (a list, to be
met from then on; an empty one clears them), POST /control/set (endpoint, unlimited, targeted, patience, invoke,
retry_factor), POST /control/idle, GET /control/log, GET /control/deliveries.
"""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

from aiohttp import web

from tests.fakes.teams.acting import Impossible
from tests.fakes.teams.faults import CallFault, DeliveryFault
from tests.fakes.teams.records import JSON
from tests.fakes.teams.server import FakeTeams

DONE = {
    "people": "post slash edit delete undelete react press message_action fill submit close install uninstall add_to "
    "remove_from join sees dialog",
    "tenant": "person team channel group direct",
}


def control(teams: FakeTeams) -> list[web.RouteDef]:
    """The routes that govern it."""

    async def act(request: web.Request) -> web.Response:
        whom, what = request.match_info["whom"], request.match_info["act"]
        if what not in DONE.get(whom, "").split():
            raise web.HTTPNotFound
        try:
            given = await request.json()
            if (whom, what) == ("tenant", "channel"):
                given["team"] = teams.tenant.teams[given["team"]]
            done = getattr(getattr(teams, whom), what)(**given)
            return web.json_response(_plain(await done if inspect.isawaitable(done) else done))
        except (Impossible, KeyError, TypeError) as error:
            return web.json_response({"impossible": f"{type(error).__name__}: {error}"}, status=409)

    async def faults(request: web.Request) -> web.Response:
        asked = await request.json()
        if not asked:
            teams.faults.clear()
        teams.fault(*(CallFault(**each) if "verb" in each else DeliveryFault(**each) for each in asked))
        return web.json_response({})

    async def settle(request: web.Request) -> web.Response:
        _settle(teams, await request.json())
        return web.json_response({})

    async def idle(request: web.Request) -> web.Response:
        await teams.idle()
        return web.json_response({})

    async def log(request: web.Request) -> web.Response:
        return web.json_response(_plain(teams.log))

    async def deliveries(request: web.Request) -> web.Response:
        return web.json_response(_plain(teams.deliveries.log))

    return [
        web.post("/control/faults", faults),
        web.post("/control/set", settle),
        web.post("/control/idle", idle),
        web.get("/control/log", log),
        web.get("/control/deliveries", deliveries),
        web.post("/control/{whom}/{act}", act),
    ]


def _settle(teams: FakeTeams, settings: JSON) -> None:
    if "unlimited" in settings:
        teams.limits.unlimited = settings["unlimited"]
    if "targeted" in settings:
        teams.tenant.targeted = settings["targeted"]
    for name in {"endpoint", "patience", "invoke", "retry_factor"} & set(settings):
        setattr(teams.deliveries, name, settings[name])


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
