"""What the desk has put into people's chats and changes later: the root of a thread, a whisper, a home, a form.

In memory, the last ones; what a restart forgets is looked for in the desk's own rows, or stands once more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import Connection, select

from adapters.platform import AppPorts, Ref
from adapters.teams.references import NAME
from storage.rows import table_of
from storage.tables import Copy, Form, Identity, Place

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
MOST = 10_000


class Remembered(Generic[K, V]):
    """The last values kept, by key."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: dict[K, V] = {}

    def keep(self, key: K, value: V) -> None:
        """Remember it, as the newest."""
        self._kept.pop(key, None)
        self._kept[key] = value
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]

    def get(self, key: K) -> V | None:
        """What is remembered under a key."""
        return self._kept.get(key)

    def __contains__(self, key: K) -> bool:
        return key in self._kept

    def pop(self, key: K) -> V | None:
        """What is remembered under a key, no longer."""
        return self._kept.pop(key, None)


class Standing:
    """Reads what the desk's rows tell of its own messages in Teams."""

    def __init__(self, ports: AppPorts) -> None:
        self._ports = ports
        self._roots: Remembered[tuple[str, str], str] = Remembered()

    def posted(self, ref: Ref, root: str) -> None:
        """A message of the desk's stands in the thread of `root`."""
        self._roots.keep((ref.conversation, ref.ts), root)

    async def root_of(self, ref: Ref) -> str:
        """The root of the thread in which a message of the desk's stands: itself, where nothing else is known."""
        known = self._roots.get((ref.conversation, ref.ts))
        if known is None:
            known = await self._look(lambda connection: _root(connection, ref)) or ref.ts
            self.posted(ref, known)
        return known

    async def owner_of(self, form: str, tenant: str) -> str | None:
        """The account here of the person for whom a form was opened."""
        return await self._look(lambda connection: _owner(connection, form, tenant))

    async def _look(self, job: Callable[[Connection], T]) -> T:
        def reading() -> T:
            with self._ports.database.read() as connection:
                return job(connection)

        return await asyncio.to_thread(reading)


def _root(connection: Connection, ref: Ref) -> str | None:
    place, copy = table_of(Place).c, table_of(Copy).c
    there = (place.platform == NAME) & (place.conversation == ref.conversation)
    card = select(place.root).where(there, place.card == ref.ts).limit(1)
    found: str | None = connection.execute(card).scalar()
    if found is None:
        joined = table_of(Copy).join(table_of(Place), place.id == copy.place_id)
        relayed = select(place.root).select_from(joined).where(there, copy.ts == ref.ts).limit(1)
        found = connection.execute(relayed).scalar()
    return found


def _owner(connection: Connection, form: str, tenant: str) -> str | None:
    forms, identity = table_of(Form).c, table_of(Identity).c
    joined = table_of(Form).join(table_of(Identity), identity.person_id == forms.person_id)
    query = (
        select(identity.user)
        .select_from(joined)
        .where(forms.id == form, identity.platform == NAME, identity.team == tenant, identity.active)
        .order_by(identity.id)
        .limit(1)
    )
    found: str | None = connection.execute(query).scalar()
    return found
