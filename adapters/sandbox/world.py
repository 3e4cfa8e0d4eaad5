"""The sandbox's world: people act in it, and time passes, with no page and no HTTP. What it does, it does by the desk's
door.
"""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime
from typing import Any

from adapters.sandbox import store
from adapters.sandbox.acts import Act, Scene, perform
from adapters.sandbox.answers import Spot, answer
from adapters.sandbox.clock import Controls
from adapters.sandbox.people import Inhabitant, inhabitant
from adapters.sandbox.platform import Sandbox
from adapters.sandbox.refusal import Refused
from bot.cards import Done
from bot.events import Event, HomeOpened, dump, load
from storage.unit import Unit

Json = dict[str, Any]


class World:
    """The sandbox as those in it live it. `controls` is none where nobody lends the clock: it then moves for nobody."""

    def __init__(self, sandbox: Sandbox, controls: Controls | None = None) -> None:
        self.sandbox = sandbox
        self._controls = controls
        self.past_lived: float | None = None
        """How much (0 to 1) of the time before it opened is lived, while it is; none: it is open to all."""

    async def do(self, body: Act) -> Json:
        """An act: its rows, its event, the desk's reply to it as JSON; the same act again gets the same reply."""
        person = inhabitant(self.sandbox.town, body.as_)
        key = f"sandbox:act:{person.id}:{body.client or uuid.uuid4().hex}"
        event, spot = await self.sandbox.write(lambda unit: self._take(unit, body, person, key))
        told: Json = {}
        if body.do in ("post", "edit", "delete", "react", "unreact"):
            self.sandbox.changed(self.sandbox.town.rooms[spot.conversation])
        if event is None:
            told = {"r": "done"}
        else:
            reply = await asyncio.wrap_future(self.sandbox.ports.door.submit(event))
            if isinstance(reply, Done):
                # Nothing is shown; forgetting the event need not be waited for, as the desk knows its key.
                self.sandbox.ports.writer.run(lambda unit: store.event_taken(unit, key))
                told = {"r": "done"}
            else:
                told = await self.sandbox.write(lambda unit: self._answer(unit, body, person, key, spot, reply))
                self.sandbox.hub.tell({"conversation": spot.conversation}, (person.id,))
        if body.do == "post":
            row = await self.sandbox.look(lambda unit: store.message_of_act(unit, key))
            told |= {"conversation": spot.conversation, "ts": row.ts if row else None}
        return told

    def _take(self, unit: Unit, body: Act, person: Inhabitant, key: str) -> tuple[Event | None, Spot]:
        scene = Scene(unit, self.sandbox.town, person, body, key)
        if store.take_act(unit, key, body.digest):
            event = perform(scene)
            if event is None:
                store.drop_act(unit, key)
            else:
                store.keep_event(unit, key, dump(event))
        else:
            # The door knows an act by its key, whatever the event: it gives the reply that it gave.
            kept = store.event_of(unit, key)
            event = load(kept) if kept else HomeOpened(key=key, at=unit.now, who=person.who)
        root = body.thread
        if body.message is not None and body.conversation:
            shown = store.message(unit, scene.room.id, body.message)
            whispered = None if shown else store.whisper_to(unit, scene.room.id, body.message, person.id)
            root = shown.root if shown else (whispered.root if whispered else None)
        return event, Spot(scene.room_or_direct.id, root, body.message if body.do == "press" else None)

    def _answer(self, unit: Unit, body: Act, person: Inhabitant, key: str, spot: Spot, reply: Any) -> Json:
        store.event_taken(unit, key)
        form = body.form if body.do == "submit" else None
        return answer(unit, self.sandbox.ports.charter, person, key, spot, reply, form)

    async def advance(self, to: datetime) -> None:
        """Let time pass until an instant (aware). It is remembered first: a desk killed on the way wakes no earlier."""
        await self.sandbox.keep_clock(to)
        try:
            await self.lent().advance(to)
        except ValueError:
            if self.sandbox.ports.clock.now() < to:
                raise
            # It has passed by itself meanwhile.
            await self.idle()

    async def idle(self) -> None:
        """Returns when nothing is pending."""
        await self.lent().idle()

    def lent(self) -> Controls:
        """What the roof lends. `Refused` where it lends nothing."""
        if self._controls is None:
            raise Refused("no_clock", 503)
        return self._controls
