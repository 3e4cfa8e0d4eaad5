"""The outbox pump: what was decided is carried to the platforms, in the order of each lane (design part 5, promise 4).

A turn is one transaction: it records the calls that are over, and claims and draws the next heads of lanes. Only once
it is durable are the calls made, many at a time. What a turn could not write stays here and goes into the next one.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime

import structlog

from adapters import metrics
from adapters.carrying import Carrier
from adapters.drawing import Drawer, Work
from adapters.healing import Again, Carried, Dropped, Failed, Sent, Verdict, copies, verdict_of
from adapters.holding import Holder, Lost, make_holder
from adapters.pacing import Pace, scope_there
from adapters.platform import Platform, Transient
from adapters.recording import Finished, Ledger, Question, Turn
from adapters.rounds import Rounds
from bot.clock import Clock
from bot.door import Door
from storage import outbox_queue
from storage.database import Database
from storage.faults import StorageUnavailable
from storage.tables import Outbox
from storage.wake import Listener
from storage.writer import Writer

log = structlog.get_logger(__name__)

LOOK_EVERY = 1.0
"""Seconds between two looks at all the channels, for what no wake told of."""
IN_FLIGHT = 64
PER_PLATFORM = 32
"""Calls at once, in all and on one platform: a slow platform leaves room for the others."""
AFTER_A_FAULT = 0.5


class Pump:
    """Delivers. `wake` may be called from any thread; all else belongs to the event loop where it was started.

    `chance`: 0 ≤ x < 1, for jitter. `holder`: the right to channels, by default what the database calls for.
    """

    def __init__(
        self,
        writer: Writer,
        database: Database,
        desk: Drawer,
        door: Door,
        clock: Clock,
        platforms: Mapping[str, Platform],
        *,
        chance: Callable[[], float],
        holder: Holder | None = None,
    ) -> None:
        self._writer = writer
        self._database = database
        self._door = door
        self._clock = clock
        self._platforms = platforms
        self._chance = chance
        capabilities = {name: platform.capabilities for name, platform in platforms.items()}
        self._capabilities = capabilities
        self._pace = Pace(capabilities, time.monotonic)
        self._rounds = Rounds()
        self._ledger = Ledger(desk, capabilities, door.card_settled, door.post_refused)
        self._carrier = Carrier(clock.now, chance)
        self._holder = holder or make_holder(database)
        self._listener = Listener(database, self._told)
        self._lock = threading.Lock()
        self._awake: set[str] = set()
        self._look_at_all = True
        self._looked_at = 0.0
        self._bell = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._stopping = False
        self._in_flight: dict[int, tuple[Work, asyncio.Task[None]]] = {}
        self._finished: list[Finished] = []
        self._later: dict[str, asyncio.TimerHandle] = {}
        self._held: set[str] = set()
        self._one_by_one = False
        self._trying: int | None = None
        self._cursed: set[int] = set()

    def wake(self, channels: Iterable[str]) -> None:
        """Something waits in these channels. From any thread."""
        with self._lock:
            self._awake.update(channels)
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._bell.set)

    async def start(self) -> None:
        """Begin: what an earlier process left in the middle is healed first."""
        self._loop = asyncio.get_running_loop()
        self._listener.start()
        self._task = asyncio.create_task(self._run(), name="pump")

    async def stop(self, patience: float = 10.0) -> None:
        """Claim nothing more, and let what is in flight end in `patience` seconds; the next start heals the rest."""
        self._stopping = True
        self._bell.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=patience)
            self._cancel_calls()
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for timer in self._later.values():
            timer.cancel()
        self._loop = None
        await asyncio.to_thread(self._listener.stop)
        await self._holder.close()

    @property
    def running(self) -> bool:
        """Whether it delivers."""
        return self._task is not None and not self._task.done()

    async def settled(self) -> bool:
        """Whether nothing is left to send on the platforms that are on."""
        if self._in_flight or self._finished:
            return False
        return not await asyncio.to_thread(self._waiting_channels)

    async def _run(self) -> None:
        while not (self._stopping and not self._in_flight and not self._finished):
            await self._woken()
            try:
                await self._look()
                await self._turn()
            except Lost as lost:
                log.warning("pump_lost_channels", count=len(self._in_flight))
                self._lose()
                await self._after_a_fault(lost)
            except Exception as fault:
                await self._after_a_fault(fault)

    async def _woken(self) -> None:
        if not (self._finished or self._to_look_at()):
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await self._bell.wait()
        self._bell.clear()

    def _to_look_at(self) -> set[str]:
        """The channels told of, where there is room for more calls; the others stay told of."""
        if self._stopping or not self._room():
            return set()
        able = self._platforms_with_room()
        with self._lock:
            return {channel for channel in self._awake if channel.partition(":")[0] in able}

    async def _after_a_fault(self, fault: Exception) -> None:
        """Nothing was kept, as far as one knows. A row that breaks every turn is found by going one by one."""
        if isinstance(fault, Lost | StorageUnavailable):
            log.warning("pump_waits", code=type(fault).__name__)
        else:
            log.exception("pump_turn_failed", exc_info=fault)
            if self._one_by_one and self._trying is not None:
                self._cursed.add(self._trying)
            self._one_by_one = True
        await asyncio.sleep(AFTER_A_FAULT)

    async def _look(self) -> None:
        now = time.monotonic()
        if self._stopping or not (self._look_at_all or now - self._looked_at >= LOOK_EVERY):
            return
        self._look_at_all = False
        self._looked_at = now
        await self._holder.check()
        found = await asyncio.to_thread(self._waiting_channels)
        with self._lock:
            self._awake |= found

    def _waiting_channels(self) -> set[str]:
        with self._database.read() as connection:
            return outbox_queue.pending_channels(connection, self._capabilities)

    async def _turn(self) -> None:
        looking = self._to_look_at()
        with self._lock:
            self._awake -= looking
        finished, self._finished = self._finished, []
        try:
            taken = await self._holder.take(looking)
            fresh = taken - self._held
            if not (finished or taken):
                return
            self._held |= taken
            turn = await self._ask(finished, taken, fresh)
        except BaseException:
            self._finished = finished + self._finished
            self._held.clear()
            with self._lock:
                self._awake |= looking
            raise
        self._after(turn, finished, taken)
        await self._leave_quiet(taken | {each.work.row.channel for each in finished})

    async def _ask(self, finished: list[Finished], taken: frozenset[str], fresh: frozenset[str]) -> Turn:
        done = {each.work.id for each in finished}
        question = Question(
            finished=tuple(finished),
            channels=taken,
            platforms=self._platforms_with_room(),
            fresh=fresh,
            mine=tuple(set(self._in_flight) | done),
            now=datetime.now(UTC),
            limit=self._room(),
            held_back=self._pace.held_back(),
            paced=self._pace.paced,
            cursed=frozenset(self._cursed),
            served=self._rounds.served(taken),
        )
        self._trying = None
        turn = await asyncio.wrap_future(self._writer.run(lambda unit: self._ledger.turn(unit, question, self._try)))
        if self._one_by_one and not turn.full:
            self._one_by_one = False
            self._cursed.clear()
        return turn

    def _try(self, row_id: int) -> None:
        self._trying = row_id

    def _room(self) -> int:
        if self._stopping:
            return 0
        return min(max(0, IN_FLIGHT - len(self._in_flight)), 1 if self._one_by_one else PER_PLATFORM)

    def _platforms_with_room(self) -> tuple[str, ...]:
        busy = Counter(work.row.platform for work, _ in self._in_flight.values())
        return tuple(name for name in self._capabilities if busy[name] < PER_PLATFORM)

    def _after(self, turn: Turn, finished: list[Finished], taken: frozenset[str]) -> None:
        for each in finished:
            row, verdict = each.work.row, each.carried.verdict
            self._count(row, verdict)
            if more := copies(row.kind, row.error, verdict, looked_for=each.work.look_first):
                metrics.MAY_DOUBLE.labels(row.platform).inc(more)
        for row, verdict in turn.ended:
            self._count(row, verdict)
        for work in turn.started:
            self._start(work)
        self._rounds.went(turn.served)
        self.wake(turn.stirred)
        if turn.full:
            self.wake(taken)
        for channel in taken:
            self._wake_later(channel, self._pace.wait(channel))

    def _start(self, work: Work) -> None:
        row = work.row
        self._pace.posted(row)
        task = asyncio.create_task(self._deliver(work), name=f"outbox-{work.id}")
        self._in_flight[work.id] = (work, task)

    async def _deliver(self, work: Work) -> None:
        carried = await self._carrier.carry(self._platforms[work.row.platform], work)
        verdict = carried.verdict
        try:
            for event in carried.events:
                await asyncio.wrap_future(self._door.submit(event))
        except Exception as fault:
            # What was fetched is fetched again; its key is the same, so that it is taken in once.
            log.warning("fetched_not_taken", outbox_id=work.id, code=type(fault).__name__)
            verdict = verdict_of(Transient(), work.kind, work.row.attempts, work.row.error, self._chance())
        if isinstance(verdict, Again) and verdict.scope is not None:
            self._pace.pause(work.row.platform, scope_there(work.row, verdict.scope), verdict.after)
        if isinstance(verdict, Again):
            self._wake_later(work.row.channel, verdict.after + 0.01)
        if self._in_flight.pop(work.id, None) is not None:
            self._finished.append(Finished(work, Carried(verdict, carried.direct)))
            self._bell.set()

    def _wake_later(self, channel: str, seconds: float | None) -> None:
        """Not to wait for the next look at all channels; one timer a channel, for what comes first."""
        if self._loop is None or seconds is None:
            return
        planned = self._later.get(channel)
        if planned is not None:
            if planned.when() <= self._loop.time() + seconds:
                return
            planned.cancel()
        self._later[channel] = self._loop.call_later(seconds, self._wake_now, channel)

    def _wake_now(self, channel: str) -> None:
        self._later.pop(channel, None)
        self.wake((channel,))

    async def _leave_quiet(self, channels: Iterable[str]) -> None:
        busy = {work.row.channel for work, _ in self._in_flight.values()}
        busy |= {each.work.row.channel for each in self._finished}
        with self._lock:
            busy |= self._awake
        quiet = set(channels) - busy
        self._held -= quiet
        await self._holder.leave(quiet)

    def _told(self, channels: frozenset[str]) -> None:
        if not channels:
            self._look_at_all = True
        self.wake(channels)

    def _lose(self) -> None:
        """The right to deliver is gone: calls in flight are cut, and healed by whoever has it next."""
        self._held.clear()
        self._cancel_calls()

    def _cancel_calls(self) -> None:
        calls, self._in_flight = self._in_flight, {}
        for _, task in calls.values():
            task.cancel()

    def _count(self, row: Outbox, verdict: Verdict) -> None:
        match verdict:
            case Sent(found=found):
                metrics.SENT.labels(row.platform, row.kind).inc()
                if found:
                    metrics.FOUND.labels(row.platform).inc()
                took = (self._clock.now() - row.created_at).total_seconds()
                metrics.LATENCY.labels(row.platform, row.kind).observe(max(0.0, took))
            case Again(error=why):
                metrics.RETRIED.labels(row.platform, row.kind, _code(why)).inc()
                log.info("outbox_again", **_named(row, why))
            case Failed(error=why):
                metrics.FAILED.labels(row.platform, row.kind, _code(why)).inc()
                log.warning("outbox_failed", **_named(row, why))
            case Dropped():
                metrics.DROPPED.labels(row.platform, row.kind).inc()


def _named(row: Outbox, why: str) -> dict[str, object]:
    return {"outbox_id": row.id, "platform": row.platform, "kind": str(row.kind), "code": _code(why)}


def _code(why: str) -> str:
    """The kind of an error, without its count and place."""
    return why.rpartition("; ")[2].partition(" ")[0]
