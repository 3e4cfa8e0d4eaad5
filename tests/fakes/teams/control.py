"""The fake Teams as a process of its own, governed over HTTP: what a test in the same process does by Python.

POST /control/people/{act} (what someone does, or sees: `acting.People`'s methods, their arguments as JSON), POST
/control/tenant/{act} (who and what there is: `tenant.Tenant`'s; a team by its id), POST /control/faults (a list, to be
met from then on; an empty one clears them), POST /control/set (endpoint, unlimited, targeted, patience, invoke,
retry_factor), POST /control/idle, GET /control/log, GET /control/deliveries.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from aiohttp import web

from tests.fakes.governing import routes
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

    def understood(whom: str, what: str, given: JSON) -> None:
        if (whom, what) == ("tenant", "channel"):
            given["team"] = teams.tenant.teams[given["team"]]

    return routes(teams, DONE, Impossible, _fault, partial(_settle, teams), understood)


def _fault(**given: Any) -> CallFault | DeliveryFault:
    return CallFault(**given) if "verb" in given else DeliveryFault(**given)


def _settle(teams: FakeTeams, settings: JSON) -> None:
    if "unlimited" in settings:
        teams.limits.unlimited = settings["unlimited"]
    if "targeted" in settings:
        teams.tenant.targeted = settings["targeted"]
    for name in {"endpoint", "patience", "invoke", "retry_factor"} & set(settings):
        setattr(teams.deliveries, name, settings[name])
