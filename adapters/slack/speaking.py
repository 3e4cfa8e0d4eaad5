"""The desk's replies in the words of whoever acted, and what Slack's ids are called: read from the desk's own rows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from adapters.facts import load_facts
from adapters.platform import AppPorts
from adapters.rendering import Drawn, DrawnForm, Facts, Reader, draw, draw_form, flat, runs
from adapters.slack.entities import NOBODY, Names
from adapters.slack.translate import NAME
from bot import cards, people
from bot.charter import Charter
from bot.events import Where, Who
from bot.views.notices import one_moment
from storage.rows import table_of
from storage.tables import Audience, Conversation, Identity, Person
from storage.unit import Unit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reply in words. `errors`: a sentence a field."""

    language: str
    card: Drawn | None = None
    form: DrawnForm | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


class Speaker:
    """Reads what a reply needs, and draws it."""

    def __init__(self, ports: AppPorts) -> None:
        self._ports = ports

    async def speak(self, reply: cards.Reply, who: Who, where: Where | None) -> Spoken:
        """A reply as whoever acted reads it; « un instant » for one that comes later."""
        charter = self._ports.charter
        if isinstance(reply, cards.Done):
            return Spoken(self.language(where))
        return await self._look(lambda unit: _spoken(unit, charter, reply, who, where))

    def language(self, where: Where | None) -> str:
        """The language of a place, where nothing may be read of a person."""
        charter = self._ports.charter
        channel = charter.channel(NAME, where.conversation) if where is not None else None
        return channel.language if channel is not None else charter.desk.language

    async def names(self, team: str, users: Collection[str], channels: Collection[str]) -> Names:
        """What these ids are called, as far as the desk knows."""
        if not users and not channels:
            return NOBODY
        return await self._look(lambda unit: _names(unit, team, users, channels))

    async def _look(self, job: Callable[[Unit], T]) -> T:
        def reading() -> T:
            with self._ports.database.read() as connection:
                return job(Unit(connection, self._ports.clock.now()))

        return await asyncio.to_thread(reading)


def _spoken(unit: Unit, charter: Charter, reply: cards.Reply, who: Who, where: Where | None) -> Spoken:
    reader = _reader(unit, charter, who, where)
    match reply:
        case cards.Say(card=card) | cards.CloseForm(card=cards.Card() as card):
            return Spoken(reader.language, card=draw(card, _facts(unit, charter, card), reader))
        case cards.OpenForm(form=form) | cards.ReplaceForm(form=form):
            return Spoken(reader.language, form=draw_form(form, _facts(unit, charter, form), reader))
        case cards.FieldErrors(errors=errors):
            lines = tuple(cards.Line(text=text) for text in errors.values())
            facts = _facts(unit, charter, cards.Card(kind="e", audience=Audience.PERSON, summary=(), parts=lines))
            return Spoken(
                reader.language, errors={name: flat(runs(text, facts, reader)) for name, text in errors.items()}
            )
        case cards.Held():
            return Spoken(reader.language, card=draw(one_moment(), Facts(), reader))
        case _:
            return Spoken(reader.language)


def _reader(unit: Unit, charter: Charter, who: Who, where: Where | None) -> Reader:
    identity = people.identity_of(unit, who)
    channel = charter.channel(NAME, where.conversation) if where is not None else None
    language: str = channel.language if channel else charter.desk.language
    zone = charter.desk.timezone
    if identity is not None:
        person = unit.need(Person, identity.person_id)
        language, zone = people.language_of(unit, charter, person), people.timezone_of(charter, person)
    return Reader(language, zone, unit.now.astimezone(ZoneInfo(zone)).date())


def _facts(unit: Unit, charter: Charter, shown: cards.Card | cards.FormView) -> Facts:
    return load_facts(unit, charter, ((NAME, shown),))[NAME]


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
