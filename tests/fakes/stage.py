"""A pump between a real database and the tiny platform, with a desk small enough to see through."""

from __future__ import annotations

import asyncio
import json
import random
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

from adapters.delivery import Pump
from adapters.platform import Capabilities, Platform
from bot import outgoing
from bot.cards import Card, Done, Line, Reply, Text, plain
from bot.charter import Charter
from bot.clock import Clock, SystemClock
from bot.door import Door
from bot.events import Event, TimerDue
from storage import timers
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.rows import table_of
from storage.tables import Audience, Identity, Outbox, Place, Setting
from storage.unit import Unit
from storage.writer import Writer, make_writer
from tests.fakes.tiny import CAPABILITIES, TEAM, Tiny

T = TypeVar("T")
JSON = dict[str, Any]


def ask(url: str, body: Any = None) -> Any:
    """Ask something of the tiny platform's server, as the test."""
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, {"Content-Type": "application/json"})) as answer:
        return json.load(answer)


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = 10.0) -> None:
    """Wait until something holds; `TimeoutError` when it does not in time."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110  # what is waited for happens in another process
            await asyncio.sleep(0.01)


class SmallDesk:
    """Decides next to nothing. A place's card says what its `Setting` holds; where that is empty, there is none."""

    def __init__(self, charter: Charter) -> None:
        self.charter = charter
        self.events: dict[str, Event] = {}
        self.breaks_on: str | None = None
        self.looked: list[str] = []
        self.on_timer: Callable[[Unit, TimerDue], None] = lambda unit, event: None

    def prepare(self, event: Event) -> None:
        return None

    def handle(self, event: Event, unit: Unit, prepared: None) -> Reply:
        self.events[event.key] = event
        if isinstance(event, TimerDue) and timers.take(unit, event.timer, event.subject, event.at):
            self.on_timer(unit, event)
        return Done()

    def draw_place(self, unit: Unit, place: Place) -> Card | None:
        said = unit.get(Setting, f"place:{place.id}")
        if said is not None and said.value == self.breaks_on:
            unit.connection.exec_driver_sql("SELECT nothing FROM nowhere")
        return card(said.value) if said is not None and said.value else None

    def may_say(self, unit: Unit, place: Place) -> bool:
        return True

    def draw_home(self, unit: Unit, identity: Identity) -> Card | None:
        return card(f"home of {identity.name}")

    def reader(self, unit: Unit, platform: str, conversation: str | None, identity_id: int | None) -> tuple[str, str]:
        return "fr", "Europe/Paris"

    def learn(self, unit: Unit) -> None:
        self.looked.append("learn")

    def learn_anew(self, unit: Unit) -> None:
        self.looked.append("learn_anew")


def card(said: str | Text) -> Card:
    """A card that says one thing."""
    text = plain(said) if isinstance(said, str) else said
    return Card(kind="request", audience=Audience.TRIAGE, summary=text, parts=(Line(text=text),))


class Stage:
    """One process's worth of desk. Several may stand on one database: replicas, or one after the other."""

    def __init__(
        self,
        url: str,
        database_url: str,
        charter: Charter,
        capabilities: Capabilities = CAPABILITIES,
        clock: Clock | None = None,
    ) -> None:
        self.url = url
        self.database: Database = open_database(database_url)
        migrate(self.database)
        clock = clock or SystemClock()
        self.desk = SmallDesk(charter)
        self.writer: Writer = make_writer(self.database, clock.now, lambda: "v1", self._committed)
        self.door = Door(self.desk, self.writer, SystemClock())
        self.clock = clock
        self.tiny = Tiny(url, "tiny", capabilities, self)
        platforms: dict[str, Platform] = {"tiny": self.tiny}
        jitter = random.Random(7).random
        self.pump = Pump(self.writer, self.database, self.desk, self.door, clock, platforms, chance=jitter)
        self.settings: Any = None

    def _committed(self, channels: frozenset[str]) -> None:
        self.pump.wake(channels)

    @property
    def charter(self) -> Charter:
        return self.desk.charter

    async def open(self, *, deliver: bool = True) -> None:
        """Take jobs, and deliver unless told otherwise."""
        self.writer.start()
        await self.tiny.start()
        if deliver:
            await self.pump.start()

    async def close(self, patience: float = 5.0) -> None:
        """Stop; with no patience, as a process that dies: calls in flight are cut and nothing more is written."""
        await self.pump.stop(patience)
        await self.tiny.stop()
        await asyncio.to_thread(self.writer.stop)
        self.database.close()

    async def do(self, job: Callable[[Unit], T]) -> T:
        """Run a job, and return its value once it is durable."""
        return await asyncio.wrap_future(self.writer.run(job))

    async def settle(self, seconds: float = 20.0) -> None:
        """Wait until nothing is left to send."""
        await until(self.pump.settled, seconds)

    async def faults(self, *faults: JSON) -> None:
        """Order faults of the platform."""
        await asyncio.to_thread(ask, f"{self.url}/faults", list(faults))

    async def log(self, verb: str | None = None) -> list[JSON]:
        """What the platform did, in order."""
        found: list[JSON] = await asyncio.to_thread(ask, f"{self.url}/log")
        return [each for each in found if verb in (None, each["verb"])]

    async def rows(self) -> list[Outbox]:
        """The outbox, oldest first."""
        return await self.do(lambda unit: unit.all(Outbox, table_of(Outbox).select().order_by(table_of(Outbox).c.id)))

    async def place(self, said: str, conversation: str | None = "C1", **columns: Any) -> Place:
        """A new place whose card says this, its card queued."""

        def job(unit: Unit) -> Place:
            row = add_place(unit, said, conversation, **columns)
            outgoing.post_place(unit, row)
            return row

        return await self.do(job)


def add_place(unit: Unit, said: str, conversation: str | None = "C1", **columns: Any) -> Place:
    """A place in a lane of its own, whose card says this."""
    number = unit.execute(table_of(Place).select()).mappings().all()
    lane = columns.pop("lane", f"thread:tiny:{conversation}:{len(number)}")
    columns = {"audience": Audience.TRIAGE, "platform": "tiny", "created_at": unit.now, **columns}
    place = unit.add(Place(request_id=1, conversation=conversation, lane=lane, **columns))
    unit.add(Setting(key=f"place:{place.id}", value=said))
    return place


def add_identity(unit: Unit, user: str, name: str = "Paul", person_id: int = 1) -> Identity:
    """Someone whom the desk knows on the tiny platform."""
    now = datetime.now(UTC)
    return unit.add(
        Identity(platform="tiny", team=TEAM, user=user, person_id=person_id, name=name, created_at=now, updated_at=now)
    )


def said(entry: JSON) -> str:
    """What a card in the platform's log says."""
    return "".join(run["text"] for run in entry["card"]["summary"])


def by_thread(log: list[JSON]) -> Iterator[tuple[str, list[str]]]:
    """The posts of each thread, its root first: (the root's words, the others' words)."""
    roots: dict[str, tuple[str, list[str]]] = {
        entry["ts"]: (said(entry), []) for entry in log if entry["verb"] == "post" and entry["root"] is None
    }
    for entry in log:
        if entry["verb"] == "post" and entry["root"] is not None:
            roots[entry["root"]][1].append(said(entry))
    yield from roots.values()
