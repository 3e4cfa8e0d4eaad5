"""The tenant's state and what may be done to it, whoever does it; what people do is told to the desk.

It knows nothing of HTTP. Times are seconds since 1970 (`clock`) and a monotonic count of seconds (`ticks`).
"""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from tests.fakes.teams.records import BOT, JSON, TENANT, Call, Dialog, Message, Person, Room, Team, object_id

TARGETED_LIFE = 24 * 3600.0
"""Seconds after which a targeted message has vanished (platform facts 2.3)."""


class Tenant:
    """All that Teams remembers. `service_url`: where the desk answers, as activities say it."""

    def __init__(
        self,
        seed: int = 0,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock, self.ticks, self.chance = clock, ticks, random.Random(seed)
        self.id = TENANT
        self.service_url = ""
        self.targeted = True
        """Whether the tenant has targeted messages (platform facts 2.3)."""
        self.names_duos = True
        """Whether a chat between two people that the app is not in goes by its own id; else it goes by that of one's
        own chat with the desk (both were seen: botbuilder-dotnet issues 2976 and 3019)."""
        self.people: dict[str, Person] = {}
        self.teams: dict[str, Team] = {}
        self.rooms: dict[str, Room] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        self.dialogs: dict[str, Dialog] = {}
        """The dialog that stands before each person: there is one at most."""
        self.log: list[Call] = []
        self._last = 0

    # -- what there is ------------------------------------------------------------------------------------------------

    def stamp(self) -> str:
        """An id that no message of the tenant has: milliseconds since 1970 (platform facts 2.4)."""
        self._last = max(self._last + 1, int(self.clock() * 1000))
        return str(self._last)

    def timestamp(self) -> str:
        """Now, as activities say it; never the same twice."""
        return datetime.fromtimestamp(int(self.stamp()) / 1000, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"

    def uuid(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128)))

    def person(self, name: str, *, id: str | None = None, **more: Any) -> Person:  # noqa: A002  # as Teams calls it
        """Someone new; `more` are the fields of `Person`."""
        made = Person(id or object_id(name), name, **more)
        self.people[made.id] = made
        return made

    def team(self, name: str, members: Iterable[str] = (), **more: Any) -> Team:
        """A new team; `more` are the fields of `Team`."""
        key = more.pop("id", None) or f"19:{object_id(f'team {name}').replace('-', '')}@thread.tacv2"
        made = Team(key, name, list(dict.fromkeys(members)), **more)
        self.teams[made.id] = made
        return made

    def channel(self, team: Team, name: str, id: str | None = None) -> Room:  # noqa: A002  # as Teams calls it
        """A new channel of a team."""
        key = id or f"19:{object_id(f'channel {team.name} {name}').replace('-', '')}@thread.tacv2"
        return self._room(Room(key, name, "channel", team))

    def group(self, name: str, members: Iterable[str], *, there: bool = True, rsc: bool = False) -> Room:
        """A new group chat; the desk is in it unless `there` is false."""
        key = f"19:{object_id(f'group {name}').replace('-', '')}@thread.v2"
        return self._room(Room(key, name, "group", None, list(dict.fromkeys(members)), there, rsc))

    def duo(self, one: str, other: str, *, there: bool = False) -> Room:
        """The chat between two people; the desk is in it where `there` is true."""
        return self._room(Room(f"19:{one}_{other}@unq.gbl.spaces", "", "duo", None, [one, other], there))

    def direct(self, user: str) -> Room:
        """The person's own conversation with the desk: always the same one."""
        key = f"a:1{uuid.uuid5(uuid.NAMESPACE_OID, f'direct {user}').hex}"
        return self.rooms.get(key) or self._room(Room(key, "", "direct", None, [user]))

    def _room(self, room: Room) -> Room:
        self.rooms[room.id] = room
        self.messages.setdefault(room.id, {})
        return room

    def find(self, user: str) -> Person | None:
        """Somebody by aadObjectId or 29: id; none for who has left."""
        found = self.people.get(user) or next((each for each in self.people.values() if each.bot_scoped == user), None)
        return None if found is None or found.gone else found

    def message(self, room: str, key: str) -> Message | None:
        """A message that stands."""
        found = self.messages.get(room, {}).get(key)
        return None if found is None or found.gone or self._vanished(found) else found

    def standing(self, room: str) -> list[Message]:
        """All that stands in a conversation, oldest first, targeted ones included."""
        return [each for each in self.messages[room].values() if not each.gone and not self._vanished(each)]

    def reachable(self, person: Person) -> bool:
        """Whether the desk may write to them: installed for them, or in a team of theirs (platform facts 2.6)."""
        return person.installed or any(person.id in each.members for each in self.teams.values() if each.installed)

    def _vanished(self, message: Message) -> bool:
        return message.only is not None and self.clock() - message.made > TARGETED_LIFE

    # -- what is done -------------------------------------------------------------------------------------------------

    def put(
        self, room: str, activity: JSON, *, author: str | None, root: str | None, only: str | None = None
    ) -> Message:
        """A message stands."""
        made = Message(room, self.stamp(), author, activity, root, self.clock(), only)
        self.messages[room][made.id] = made
        return made

    def change(self, message: Message, activity: JSON) -> None:
        """Its content is another; what single people saw instead of it is over."""
        message.history.append(message.activity)
        message.activity, message.edited = activity, True
        message.views.clear()

    def react(self, message: Message, user: str, emoji: str, *, on: bool) -> bool:
        """Whether that changed anything."""
        users = message.reactions.setdefault(emoji, [])
        if (user in users) is on:
            return False
        users.append(user) if on else users.remove(user)
        if not users:
            del message.reactions[emoji]
        return True


__all__ = ["BOT", "Tenant"]
