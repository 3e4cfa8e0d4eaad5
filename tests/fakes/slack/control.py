"""The fake Slack as a process of its own, governed over HTTP: what a test in the same process does by Python.

POST /control/people/{act} (what someone does, or sees: `acting.People`'s methods, their arguments as JSON), POST
/control/workspace/{act} (who and what there is: `workspace.Workspace`'s), POST /control/sockets/{act}, POST
/control/faults (a list, to be met from then on; an empty one clears them), POST /control/set (request_url, unlimited,
patience, retry_factor, scopes), POST /control/idle, GET /control/log, GET /control/deliveries.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from aiohttp import web

from tests.fakes.governing import routes
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
    return routes(slack, DONE, Impossible, _fault, partial(_settle, slack))


def _fault(**given: Any) -> CallFault | DeliveryFault:
    return CallFault(**given) if "method" in given else DeliveryFault(**given)


def _settle(slack: FakeSlack, settings: JSON) -> None:
    if "request_url" in settings:
        slack.request_url = settings["request_url"]
    if "unlimited" in settings:
        slack.limits.unlimited = settings["unlimited"]
    if "scopes" in settings:
        slack.workspace.scopes = set(settings["scopes"])
    for name in {"patience", "retry_factor"} & set(settings):
        setattr(slack.deliveries, name, settings[name])
