"""What Slack's ids are called, beside the desk's replies in words: read from the desk's own rows."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from adapters import speaking
from adapters.platform import AppPorts
from adapters.slack.entities import NOBODY, Names
from adapters.slack.translate import NAME
from storage.rows import table_of
from storage.tables import Conversation, Identity, Person
from storage.unit import Unit


class Speaker(speaking.Speaker):
    """Reads what a reply needs, and draws it for Slack."""

    def __init__(self, ports: AppPorts) -> None:
        super().__init__(ports, NAME)

    async def names(self, team: str, users: Collection[str], channels: Collection[str]) -> Names:
        """What these ids are called, as far as the desk knows."""
        if not users and not channels:
            return NOBODY
        return await self.look(lambda unit: _names(unit, team, users, channels))


def _names(unit: Unit, team: str, users: Collection[str], channels: Collection[str]) -> Names:
    person, identity, known = table_of(Person), table_of(Identity), table_of(Conversation)
    named = (
        select(identity.c.user, person.c.name)
        .join(person, person.c.id == identity.c.person_id)
        .where(identity.c.platform == NAME, identity.c.team == team, identity.c.user.in_(users))
    )
    called = select(known.c.conversation, known.c.name).where(
        known.c.platform == NAME, known.c.conversation.in_(channels), known.c.name != ""
    )
    return Names(dict(unit.execute(named).all()), dict(unit.execute(called).all()))
