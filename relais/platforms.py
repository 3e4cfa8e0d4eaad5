"""Which platforms there are and which are on: folders of adapters/, and settings named after them.

A platform called `slack` is turned on by `Settings.slack_is_on`, and `slack_lacks` tells what is missing; its folder
is imported only when it is on. The sandbox has no settings: only the demo turns it on.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import adapters
from relais.settings import Settings

if TYPE_CHECKING:
    from adapters.platform import Factory

_SUFFIX = "_is_on"


@dataclass(frozen=True, slots=True)
class Switch:
    """One platform that settings can turn on. `lacks`: the settings missing. `present`: this release has it."""

    name: str
    on: bool
    lacks: tuple[str, ...]
    present: bool

    @property
    def label(self) -> str:
        """Its name as people write it."""
        return self.name.capitalize()

    @property
    def works(self) -> bool:
        """On, and there to be turned on."""
        return self.on and self.present


def switches(settings: Settings) -> list[Switch]:
    """Every platform that settings can turn on, by name."""
    folders = {module.name for module in pkgutil.iter_modules(adapters.__path__) if module.ispkg}
    names = sorted(name.removesuffix(_SUFFIX) for name in dir(type(settings)) if name.endswith(_SUFFIX))
    return [Switch(name, getattr(settings, name + _SUFFIX), _lacks(settings, name), name in folders) for name in names]


def _lacks(settings: Settings, name: str) -> tuple[str, ...]:
    lacking: list[str] = getattr(settings, f"{name}_lacks")
    return tuple(each.replace(" or ", " / ") for each in lacking)


def factory(name: str) -> Factory:
    """What makes that platform; imports it."""
    return cast("Factory", importlib.import_module(f"{adapters.__name__}.{name}").make)
