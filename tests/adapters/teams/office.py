"""A desk of the sample company in a fake tenant, its door under one's hand, and what is done and seen there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import select

from adapters.platform import AppPorts
from adapters.teams.platform import Teams
from bot.cards import Reply
from bot.clock import MovableClock
from bot.door import Door
from bot.events import Event
from relais.app import App
from relais.settings import Settings
from storage.faults import StorageUnavailable
from storage.rows import table_of
from storage.tables import Inbox, InboxState
from tests.contract.conftest import TRAIN, Calls, Stage
from tests.contract.harness import Shown
from tests.contract.harness_teams import TeamsHarness, open_harness
from tests.fakes.company import TRIAGE, a_working_morning
from tests.fakes.teams.acting import Seen
from tests.fakes.teams.envelopes import activity
from tests.fakes.teams.records import JSON, Message
from tests.fakes.teams.showing import Screen, screen


class Slowed:
    """A door that opens late: after `by` seconds, or not at all where it is `shut`."""

    def __init__(self, door: Door) -> None:
        self.door, self.by, self.shut = door, 0.0, False
        self.taken: list[Event] = []

    def submit(self, event: Event) -> Future[Reply]:
        later: Future[Reply] = Future()
        if self.shut:
            later.set_exception(StorageUnavailable())
            return later
        self.taken.append(event)
        if not self.by:
            return self.door.submit(event)

        def enter() -> None:
            if self.shut:
                later.set_exception(StorageUnavailable())
                return
            self.door.submit(event).add_done_callback(lambda done: later.set_result(done.result()))

        asyncio.get_running_loop().call_later(self.by, enter)
        return later


class Office(Stage):
    """A desk of the sample company in a tenant, its door under one's hand."""

    far: TeamsHarness
    slowed: Slowed

    @property
    def teams(self) -> Any:
        return self.far.teams

    @property
    def people(self) -> Any:
        return self.far.teams.people

    @property
    def zoe(self) -> str:
        return self.far.cast.asker

    @property
    def ines(self) -> str:
        return self.far.user("ines")

    async def settled(self) -> None:
        await self.teams.idle()
        await self.app.idle()

    def message(self, ts: str, room: str = TRIAGE) -> Message:  # type: ignore[override]  # as the tenant keeps it
        found: Message = self.teams.tenant.messages[room][ts]
        return found

    async def asked(self) -> Shown:
        """The card in triage of something that Zoé asked."""
        await self.ask(TRAIN)
        return await self.triage("LYO-1")

    async def presses(self, who: str, shown: Shown, act: str, room: str = TRIAGE) -> Seen:
        """Press a card's button; whatever Teams shows of it at once."""
        title = shown.button(act).label
        seen: Seen = await self.people.press(who, room, shown.ts, title)
        return seen

    async def told(self, kind: str, who: str, room: str, at: Message | None = None, **more: Any) -> Any:
        """Tell the desk an activity as Teams would, and give what it answers."""
        tenant = self.teams.tenant
        made = activity(tenant, kind, tenant.people[who], tenant.rooms[room], at, **more)
        return (await self.teams.deliveries.deliver(made)).answer

    async def acts(self, who: str, name: str, data: JSON, ts: str, room: str = TRIAGE) -> Any:
        """An invoke of one's own making."""
        value: JSON = (
            {"action": {"type": "Action.Execute", "verb": "x", "data": data}} if "Card" in name else {"data": data}
        )
        return await self.told("invoke", who, room, self.message(ts, room), name=name, value=value, replyToId=ts)

    def heard(self, kind: type[Event]) -> list[Any]:
        return [each for each in self.slowed.taken if isinstance(each, kind)]

    def direct_to(self, who: str) -> list[Message]:
        """What the desk shows in somebody's personal chat."""
        tenant = self.teams.tenant
        return [each for each in tenant.standing(tenant.direct(who).id) if each.author is None]

    def rows(self, kind: str) -> list[InboxState]:
        table = table_of(Inbox)
        with self.app.database.read() as connection:
            query = select(table.c.state).where(table.c.kind == kind).order_by(table.c.id)
            return [row.state for row in connection.execute(query)]


class _With:
    """The roof's ports, but for the door."""

    def __init__(self, ports: Any, door: Slowed) -> None:
        self._ports, self.door = ports, door

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ports, name)


@asynccontextmanager
async def at_work(database_url: str) -> AsyncIterator[Office]:
    """A desk that listens, on that database."""
    async with open_harness() as far:
        assert isinstance(far, TeamsHarness)
        slowed: list[Slowed] = []

        def factory(ports: AppPorts) -> Teams:
            made = far._make(ports)
            slowed.append(Slowed(ports.door))
            lent: Any = _With(made.receiving._ports, slowed[0])
            made.receiving._ports = lent
            return made

        clock = MovableClock()
        clock.move_to(a_working_morning(clock.now()))
        app = App(Settings(port=0), far.charter, database_url, clock, [factory])
        await app.start()
        await far.opened(app)
        await app.idle()
        office = Office(app, far, Calls())
        office.slowed = slowed[0]
        yield office
        await app.stop()


async def until(holds: Callable[[], object], patience: float = 10.0) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    while not holds():
        assert loop.time() < end, "it never came"
        await asyncio.sleep(0.02)


def screen_of(office: Office, message: Message) -> Screen:
    """A message as Zoé sees it."""
    return screen(message, office.teams.tenant.people[office.zoe])


def read(told: Any) -> str:
    """All that an answer or a card says, without the signs that nobody sees."""
    return json.dumps(told, ensure_ascii=False).replace("\N{WORD JOINER}", "")


def plainly(seen: Seen) -> str:
    """What is told beside a card that was pressed, without the signs that nobody sees."""
    return (seen.told or "").replace("\N{WORD JOINER}", "")


def press(act: str, value: str) -> JSON:
    return {"relais": {"v": 1, "act": act, "value": value}}


def claim(ref: str) -> JSON:
    return press("claim", ref)


def send_title(form: Message) -> str:
    card = form.card()
    assert card is not None
    return str(card["actions"][-1]["title"])
