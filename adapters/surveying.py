"""What a platform tells of a company before it has a charter: its channels and its people.

A platform whose folder holds a `surveying.py` is asked by `relais charter new`: `has_key(settings)` says whether it can
be, `survey(settings)` answers, `named(said, settings)` reads what people copy from it. Nothing is posted or changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from adapters.platform import Finding
from bot.events import Profile


@dataclass(frozen=True, slots=True)
class Room:
    """A channel that the desk is in, or that was named to it. `shared`: with another company. `name` is empty where a
    link names a whole team."""

    id: str
    name: str
    private: bool = False
    shared: bool = False
    platform: str = field(kw_only=True)


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


class Elsewhere(Exception):
    """A channel of another company; its text says of which, as the platform names it."""


class Surveying(Protocol):
    """The module `surveying` of a platform's folder."""

    NAME: str

    def has_key(self, settings: Any) -> bool:
        """Whether the settings hold what it takes to ask."""
        ...

    async def survey(self, settings: Any, named: Sequence[Room] = ()) -> Survey:
        """The channels that the desk is in, and who there is. What is refused is told in the answer, not raised.

        `named`: what people named, of this platform, where only by that more can be read.
        """
        ...

    def named(self, said: str, settings: Any) -> Room | None:
        """The channel that an id, or a link copied from the platform, names; none where it is nothing of the kind.

        Raises:
            Elsewhere: it is another company's.
        """
        ...
