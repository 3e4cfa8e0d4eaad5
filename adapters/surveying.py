"""What a platform tells of a company before it has a charter: its channels and its people.

A platform whose folder holds a `surveying.py` is asked by `relais charter new`: `has_key(settings)` says whether it can
be, `survey(settings)` answers. Nothing is posted and nothing changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from adapters.platform import Finding
from bot.events import Profile


@dataclass(frozen=True, slots=True)
class Room:
    """A channel that the desk is in. `shared`: with another company."""

    id: str
    name: str
    private: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may be named in a charter. `handles`: what else they are called, as after an @, without it."""

    profile: Profile
    handles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """What was read. `answered`: the platform let itself be read, be it in part; `troubles` say what it refused."""

    platform: str
    answered: bool
    company: str = ""
    bot: str = ""
    rooms: tuple[Room, ...] = ()
    members: tuple[Member, ...] = ()
    troubles: tuple[Finding, ...] = ()


class Surveying(Protocol):
    """The module `surveying` of a platform's folder."""

    NAME: str

    def has_key(self, settings: Any) -> bool:
        """Whether the settings hold what it takes to ask."""
        ...

    async def survey(self, settings: Any) -> Survey:
        """The channels that the desk is in, and who there is. What is refused is told in the answer, not raised."""
        ...
