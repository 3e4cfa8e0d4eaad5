"""The desk's replies in the words of whoever acted: read from the desk's own rows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar
from zoneinfo import ZoneInfo

from adapters.facts import load_facts
from adapters.platform import AppPorts
from adapters.rendering import Drawn, DrawnForm, Facts, Reader, draw, draw_form, flat, runs
from bot import cards, people
from bot.charter import Charter
from bot.events import FormSubmitted, Where, Who
from bot.forms import as_typed
from bot.locales import text
from bot.missing import Missing
from bot.people import Robot, Stranger
from bot.talk import Talk
from bot.views.notices import one_moment
from storage.tables import Audience, Person
from storage.unit import Unit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reply in words. `errors`: a sentence a field; `done`: that it is done, where nothing else says so."""

    language: str
    done: str = ""
    card: Drawn | None = None
    form: DrawnForm | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


class Speaker:
    """Reads what a reply needs, and draws it. `platform`: where it is shown; `slash`: whether it has commands."""

    def __init__(self, ports: AppPorts, platform: str, *, slash: bool = True) -> None:
        self._ports = ports
        self._platform = platform
        self._slash = slash

    async def speak(self, reply: cards.Reply, who: Who, where: Where | None) -> Spoken:
        """A reply as whoever acted reads it; « un instant » for one that comes later."""
        charter = self._ports.charter
        if isinstance(reply, cards.Done) and not reply.said:
            return _in_short(self.language(where))

        def look(unit: Unit) -> Spoken:
            reader = _reader(unit, charter, self._platform, who, where)
            return _spoken(reply, reader, lambda shown: self._facts(unit, charter, shown))

        return await self.look(look)

    async def form_again(self, event: FormSubmitted, where: Where | None) -> DrawnForm | None:
        """The form that was sent, as it was typed, where a platform must show it whole again; none where it is over."""
        charter = self._ports.charter

        def look(unit: Unit) -> DrawnForm | None:
            try:
                form = as_typed(Talk(unit, charter, frozenset({self._platform}), event))
            except (Missing, Robot, Stranger):
                return None
            if form is None:
                return None
            reader = _reader(unit, charter, self._platform, event.who, where)
            return draw_form(form, self._facts(unit, charter, form), reader)

        return await self.look(look)

    def language(self, where: Where | None) -> str:
        """The language of a place, where nothing may be read of a person."""
        charter = self._ports.charter
        channel = charter.channel(self._platform, where.conversation) if where is not None else None
        return channel.language if channel is not None else charter.desk.language

    def _facts(self, unit: Unit, charter: Charter, shown: cards.Card | cards.FormView) -> Facts:
        found = load_facts(unit, charter, ((self._platform, shown),))[self._platform]
        return found if self._slash else replace(found, slash="")

    async def look(self, job: Callable[[Unit], T]) -> T:
        """What a job reads of the desk's rows, away from the event loop."""

        def reading() -> T:
            with self._ports.database.read() as connection:
                return job(Unit(connection, self._ports.clock.now()))

        return await asyncio.to_thread(reading)


def _spoken(reply: cards.Reply, reader: Reader, facts: Callable[[cards.Card | cards.FormView], Facts]) -> Spoken:
    match reply:
        case cards.Say(card=card) | cards.CloseForm(card=cards.Card() as card):
            return Spoken(reader.language, card=draw(card, facts(card), reader))
        case cards.OpenForm(form=form) | cards.ReplaceForm(form=form):
            return Spoken(reader.language, form=draw_form(form, facts(form), reader))
        case cards.FieldErrors(errors=errors):
            lines = tuple(cards.Line(text=text) for text in errors.values())
            known = facts(cards.Card(kind="e", audience=Audience.PERSON, summary=(), parts=lines))
            return Spoken(
                reader.language, errors={name: flat(runs(text, known, reader)) for name, text in errors.items()}
            )
        case cards.Held():
            return Spoken(reader.language, card=draw(one_moment(), Facts(), reader))
        case cards.Done(said=said) if said:
            shown = cards.Card(kind="done", audience=Audience.PERSON, summary=said)
            return Spoken(reader.language, done=flat(runs(said, facts(shown), reader)))
        case _:
            return _in_short(reader.language)


def _in_short(language: str) -> Spoken:
    return Spoken(language, done=text(language, "receiving.done"))


def _reader(unit: Unit, charter: Charter, platform: str, who: Who, where: Where | None) -> Reader:
    identity = people.identity_of(unit, who)
    channel = charter.channel(platform, where.conversation) if where is not None else None
    language: str = channel.language if channel else charter.desk.language
    zone = charter.desk.timezone
    if identity is not None:
        person = unit.need(Person, identity.person_id)
        language, zone = people.language_of(unit, charter, person), people.timezone_of(charter, person)
    return Reader(language, zone, unit.now.astimezone(ZoneInfo(zone)).date(), alone=identity is not None)
