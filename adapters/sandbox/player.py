"""Playing people: what the seeds and the story do, through the same acts as the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select

from adapters.sandbox import view
from adapters.sandbox.acts import Act
from adapters.sandbox.people import Inhabitant, Room, Town
from adapters.sandbox.refusal import Refused
from adapters.sandbox.tables import NAME
from adapters.sandbox.world import World
from bot.charter import Charter, Person, eligible
from storage.rows import table_of
from storage.tables import Request, Source
from storage.unit import Unit

Json = dict[str, Any]


class Player:
    """Acts as anyone, sees what they see, and moves the clock. Nothing here goes around the desk's door."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def town(self) -> Town:
        """Who is there."""
        return self._world.sandbox.town

    @property
    def charter(self) -> Charter:
        """The rules in force."""
        return self._world.sandbox.ports.charter

    @property
    def now(self) -> datetime:
        """The sandbox's time (UTC)."""
        return self._world.sandbox.ports.clock.now()

    async def act(self, person: str, do: str, **what: Any) -> Json:
        """Do something; `Refused` when the sandbox will not have it."""
        return await self._world.do(Act.model_validate({"as": person, "do": do, **what}))

    async def command(self, person: str, text: str, conversation: str = "direct") -> Json:
        """`/desk text`."""
        return await self.act(person, "command", conversation=conversation, command="desk", text=text)

    async def submit(self, person: str, opened: Json, **values: str) -> Json:
        """Fill the form that a reply opened, on top of what stands in it."""
        form = opened.get("form")
        if form is None:
            raise Refused("no_form", 422)
        held = {field["id"]: field["value"] for field in form["fields"]}
        return await self.act(person, "submit", form=form["id"], values=held | values)

    async def press(self, person: str, conversation: str, act: str, subject: str | None = None) -> Json:
        """Press the newest button of that act which someone sees in a conversation, of that request if one is named."""
        await self.idle()
        for row in cards_in(await self.see(person, self.town.rooms[conversation])):
            card = row["card"]
            if subject not in (None, card["subject"]):
                continue
            for button in card["buttons"]:
                if button["act"] == act and button["enabled"]:
                    at = {"conversation": conversation, "message": row["ts"]}
                    return await self.act(person, "press", **at, act=act, value=button["value"])
        raise Refused("no_button", 422)

    async def choose(self, person: str, conversation: str, label: str) -> bool:
        """Choose what is so called in the newest menu that someone sees in a conversation; false when there is none."""
        await self.idle()
        for row in cards_in(await self.see(person, self.town.rooms[conversation])):
            for menu in row["card"]["menus"]:
                for option in menu["options"]:
                    if option["label"] == label and menu["chosen"] is None:
                        at = {"conversation": conversation, "message": row["ts"]}
                        await self.act(person, "press", **at, act=menu["act"], value=option["value"])
                        return True
        return False

    async def advance(self, to: datetime) -> None:
        """Let time pass until an instant (aware); nothing when it is past."""
        if to > self.now:
            await self._world.advance(to)

    async def idle(self) -> None:
        """Let all that is under way be done."""
        await self._world.idle()

    async def see(self, person: str, room: Room) -> Json:
        """A conversation as someone sees it."""
        return await self._world.sandbox.look(lambda unit: view.conversation(unit, self.town, room, person))

    async def request_of(self, conversation: str, ts: str) -> Request | None:
        """The request that a message became, if it did."""

        def look(unit: Unit) -> Request | None:
            source, request = table_of(Source), table_of(Request)
            query = (
                select(request)
                .join(source, source.c.request_id == request.c.id)
                .where(source.c.platform == NAME, source.c.conversation == conversation, source.c.ts == ts)
            )
            return unit.first(Request, query)

        return await self._world.sandbox.look(look)

    def servers(self, site: str, service: str | None) -> tuple[Person, ...]:
        """Those who can take such a request, whoever the charter names for it first; of no service, the site's pool."""
        if service is None:
            return tuple(one for one in self.charter.people_with("assistant", site) if not one.cleared)
        rule = self.charter.rule(site, service)
        named = rule.named if rule else ()
        able = eligible(self.charter, site, service)
        return tuple(sorted(able, key=lambda one: named.index(one.id) if one.id in named else len(named)))

    def employees(self, site: str) -> list[Inhabitant]:
        """The invented employees of a site."""
        ordinary = frozenset({"employee"})
        return [one for one in self.town.inhabitants.values() if one.site == site and one.roles == ordinary]

    def room_for(self, purpose: str, site: str) -> Room | None:
        """The channel of that purpose for a site: its own, else the whole company's."""
        found = [room for room in self.town.rooms.values() if room.purpose == purpose and room.site in (site, None)]
        return min(found, key=lambda room: room.site is None, default=None)


def cards_in(seen: Json) -> Iterator[Json]:
    """The messages and whispers of a conversation that carry a card, the newest first."""
    rows = [*seen["whispers"], *seen["messages"]] + [reply for root in seen["messages"] for reply in root["thread"]]
    yield from sorted((row for row in rows if row.get("card")), key=lambda row: str(row["ts"]), reverse=True)
