"""The platforms that a charter's channels and people are read from, and what is copied from them by hand."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

import adapters
from adapters.surveying import Elsewhere, Room, Survey
from relais.writing.talk import Again

if TYPE_CHECKING:
    from adapters.surveying import Surveying
    from relais.settings import Settings


class Platforms:
    """Those that can be read before there is a charter, with these settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._all = {module.NAME: module for module in _surveying()}
        self.keyed = tuple(name for name, module in self._all.items() if module.has_key(settings))
        """Those that there is a key for."""

    def read(self, platform: str, named: Sequence[Room] = ()) -> Survey:
        """What a platform tells now; `named`: the channels that people named there."""
        there = [room for room in named if room.platform == platform]
        return asyncio.run(self._all[platform].survey(self._settings, there))

    def named(self, said: str) -> Room | None:
        """The channel of an id or of a link; `Again` for one of another company."""
        for module in self._all.values():
            try:
                found = module.named(said, self._settings)
            except Elsewhere as elsewhere:
                raise Again("writing.room_elsewhere", company=str(elsewhere)) from None
            if found is not None:
                return found
        return None


def _surveying() -> Iterator[Surveying]:
    for folder in pkgutil.iter_modules(adapters.__path__):
        name = f"{adapters.__name__}.{folder.name}.surveying"
        if folder.ispkg and importlib.util.find_spec(name) is not None:
            yield cast("Surveying", importlib.import_module(name))
