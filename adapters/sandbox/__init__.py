"""The embedded default platform: a page of its own, and the desk's whole life in it, with no account anywhere."""

from __future__ import annotations

from adapters.platform import AppPorts
from adapters.sandbox.api import Api
from adapters.sandbox.clock import Controls
from adapters.sandbox.platform import Sandbox
from adapters.sandbox.world import World


def make(ports: AppPorts, controls: Controls | None = None) -> Sandbox:
    """The sandbox with its page and API. `controls`: the clock and the idleness of the roof, where it lends them."""
    return opened(ports, controls).sandbox


def opened(ports: AppPorts, controls: Controls | None = None) -> World:
    """The same, by the side from which people are played; its platform is `.sandbox`."""
    world = World(Sandbox(ports), controls)
    world.sandbox.routes = Api(world).routes
    return world
