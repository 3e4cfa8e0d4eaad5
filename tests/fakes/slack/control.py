"""The fake Slack as a process of its own, governed over HTTP: what a test in the same process does by Python.

POST /control/people/{act} (what someone does, or sees: `acting.People`'s methods, their arguments as JSON), POST
/control/workspace/{act} (who and what there is: `workspace.Workspace`'s), POST /control/sockets/{act}, POST
/control/faults (a list, to be met from then on; an empty one clears them), POST /control/set (request_url, unlimited,
patience, retry_factor, scopes), POST /control/idle, GET /control/log, GET /control/deliveries.
"""

from __future__ import annotations

import dataclasses
import inspect
from typing import Any

from aiohttp import web

from tests.fakes.slack.acting import Impossible
from tests.fakes.slack.faults import CallFault, DeliveryFault
from tests.fakes.slack.records import JSON
from tests.fakes.slack.server import FakeSlack

DONE = {
    "people": "post edit unfurl delete react unreact command message_shortcut global_shortcut press choose "
    "press_in_view fill submit close_view open_home messages thread direct ephemerals home views top",
    "workspace": "user channel direct join leave archive share change_user revoke",
    "sockets": "warn refresh cut connected",
}


def control(slack: FakeSlack) -> list[web.RouteDef]:
    """The routes that govern it."""

    async def act(request: web.Request) -> web.Response:
        whom, what = request.match_info["whom"], request.match_info["act"]
        if what not in DONE.get(whom, "").split():
            raise web.HTTPNotFound
        try:
            done = getattr(getattr(slack, whom), what)(**await request.json())
            return web.json_response(_plain(await done if inspect.isawaitable(done) else done))
        except (Impossible, KeyError, TypeError) as error:
            return web.json_response({"impossible": f"{type(error).__name__}: {error}"}, status=409)

    async def faults(request: web.Request) -> web.Response:
        asked = await request.json()
        if not asked:
            slack.faults.clear()
        slack.fault(*(CallFault(**each) if "method" in each else DeliveryFault(**each) for each in asked))
        return web.json_response({})

    async def settle(request: web.Request) -> web.Response:
        _settle(slack, await request.json())
        return web.json_response({})

    async def idle(request: web.Request) -> web.Response:
        await slack.idle()
        return web.json_response({})

    async def log(request: web.Request) -> web.Response:
        return web.json_response(_plain(slack.log))

    async def deliveries(request: web.Request) -> web.Response:
        return web.json_response(_plain(slack.deliveries.log))

    return [
        web.post("/control/faults", faults),
        web.post("/control/set", settle),
        web.post("/control/idle", idle),
        web.get("/control/log", log),
        web.get("/control/deliveries", deliveries),
        web.post("/control/{whom}/{act}", act),
    ]


def _settle(slack: FakeSlack, settings: JSON) -> None:
    if "request_url" in settings:
        slack.request_url = settings["request_url"]
    if "unlimited" in settings:
        slack.limits.unlimited = settings["unlimited"]
    if "scopes" in settings:
        slack.workspace.scopes = set(settings["scopes"])
    for name in {"patience", "retry_factor"} & set(settings):
        setattr(slack.deliveries, name, settings[name])


def _plain(thing: Any) -> Any:
    """Records as JSON."""
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return dataclasses.asdict(thing)
    return [_plain(each) for each in thing] if isinstance(thing, list) else thing
