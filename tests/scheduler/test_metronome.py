"""What is due is handed over once, whoever asks; and moving the clock plays all that lies between."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot import fetching, outgoing
from bot.clock import MovableClock
from bot.events import TimerDue
from scheduler.metronome import Metronome
from storage import timers
from storage.rows import table_of
from storage.tables import Inbox, InboxState
from storage.unit import Unit
from tests.adapters.conftest import OpensStages
from tests.fakes.stage import Stage, ask, card, said, until

HOUR = timedelta(hours=1)


def metronome_of(stage: Stage) -> Metronome:
    return Metronome(stage.writer, stage.database, stage.door, stage.pump, stage.clock, stage.desk)


async def plan(stage: Stage, subject: str, due: datetime) -> None:
    await stage.do(lambda unit: timers.plan(unit, "chime", subject, due))


async def test_three_days_forward_play_three_days(open_stage: OpensStages) -> None:
    """A timer that plans the next one every six hours fires twelve times, each at its own instant and all is sent."""
    stage = await open_stage(clock=MovableClock())
    fired: list[tuple[datetime, datetime]] = []

    def chime(unit: Unit, event: TimerDue) -> None:
        fired.append((event.at, unit.now))
        outgoing.post(unit, "tiny", "C1", card(str(len(fired))), f"chime:{event.at}")
        timers.plan(unit, "chime", "clock", event.at + 6 * HOUR)

    stage.desk.on_timer = chime
    began = stage.clock.now()
    await plan(stage, "clock", began + 6 * HOUR)
    await metronome_of(stage).advance(began + 72 * HOUR)
    assert [due for due, _ in fired] == [began + 6 * HOUR * number for number in range(1, 13)]
    assert all(timedelta(0) <= now - due < timedelta(seconds=30) for due, now in fired)
    assert [said(each) for each in await stage.log("post")] == [str(number) for number in range(1, 13)]
    assert stage.clock.now() >= began + 72 * HOUR


async def test_replicas_that_tick_at_once_fire_each_timer_once(open_stage: OpensStages) -> None:
    fired: list[str] = []
    replicas = [await open_stage(), await open_stage()]
    for each in replicas:
        each.desk.on_timer = partial(_note, fired)
    now = replicas[0].clock.now()
    for number in range(20):
        await plan(replicas[0], str(number), now - HOUR)
    await asyncio.gather(*(metronome_of(each).tick() for each in replicas for _ in range(2)))
    done = await replicas[0].do(timers.due)
    assert done == []
    # A transaction that met another one is started over, and says so again; what counts is what was kept.
    kept = await replicas[0].do(lambda unit: unit.all(Inbox, table_of(Inbox).select()))
    assert [row.state for row in kept] == [InboxState.HANDLED] * 20
    assert set(fired) == {str(number) for number in range(20)}


async def test_a_timer_that_fails_is_tried_again_and_holds_up_nothing(open_stage: OpensStages) -> None:
    stage = await open_stage(clock=MovableClock())
    fired: list[str] = []

    def fails_first(unit: Unit, event: TimerDue) -> None:
        fired.append(event.subject)
        if fired.count("bad") == 1 and event.subject == "bad":
            raise RuntimeError

    stage.desk.on_timer = fails_first
    began = stage.clock.now()
    await plan(stage, "bad", began + HOUR)
    await plan(stage, "good", began + 2 * HOUR)
    await asyncio.wait_for(metronome_of(stage).advance(began + 3 * HOUR), 20)
    assert fired == ["bad", "bad", "good"]
    assert await stage.do(timers.due) == []


async def test_a_timer_that_always_fails_does_not_stop_the_clock(open_stage: OpensStages) -> None:
    stage = await open_stage(clock=MovableClock())

    def fails(unit: Unit, event: TimerDue) -> None:
        raise RuntimeError

    stage.desk.on_timer = fails
    began = stage.clock.now()
    await plan(stage, "bad", began + HOUR)
    metronome = metronome_of(stage)
    await asyncio.wait_for(metronome.advance(began + 2 * HOUR), 20)
    assert await metronome.tick() == 0
    (row,) = await stage.do(lambda unit: unit.all(Inbox, table_of(Inbox).select()))
    assert (row.state, row.attempts) == (InboxState.FAILED, 2)


async def test_it_ticks_by_itself(stage: Stage) -> None:
    metronome = metronome_of(stage)
    await metronome.start()
    try:
        await plan(stage, "now", stage.clock.now())

        async def fired() -> bool:
            return bool(stage.desk.events)

        await until(fired, 6)
    finally:
        await metronome.stop()
    (event,) = stage.desk.events.values()
    assert isinstance(event, TimerDue)


async def test_drained_means_that_effects_are_there_and_their_answers_taken_in(stage: Stage) -> None:
    ask(f"{stage.url}/people", [{"user": "U1", "name": "Paul"}])
    ask(f"{stage.url}/room", {"conversation": "C1", "members": ["U1"]})
    await stage.faults({"verb": "members", "how": "slow", "times": 1, "after": 0.3})
    await stage.do(lambda unit: fetching.fetch_members(unit, "tiny", "C1"))
    await asyncio.wait_for(metronome_of(stage).drain(), 10)
    assert [event.resolves for event in stage.desk.events.values()] == [("person:tiny:T1:U1",)]
    await stage.faults({"verb": "post", "how": "busy", "times": 1})
    await stage.place("card")
    await asyncio.wait_for(metronome_of(stage).drain(), 10)
    assert len(await stage.log("post")) == 1


async def test_a_clock_goes_forward_and_only_where_it_moves(open_stage: OpensStages) -> None:
    moving, still = await open_stage(clock=MovableClock()), await open_stage()
    with pytest.raises(ValueError, match="forward"):
        await metronome_of(moving).advance(moving.clock.now() - HOUR)
    with pytest.raises(TypeError, match="cannot be moved"):
        await metronome_of(still).advance(datetime.now(UTC) + HOUR)


def _note(fired: list[str], unit: Unit, event: TimerDue) -> None:
    fired.append(event.subject)


async def test_what_was_taught_is_known_at_each_look_and_what_was_erased_at_each_sweep(open_stage: OpensStages) -> None:
    stage = await open_stage()
    metronome = metronome_of(stage)
    await metronome.drain()
    assert set(stage.desk.looked) == {"learn"}
    await metronome.sweep()
    assert stage.desk.looked[-1] == "learn_anew"
    seen = len(stage.desk.looked)
    await metronome.start()
    try:

        async def again() -> bool:
            return "learn" in stage.desk.looked[seen:]

        await until(again)
    finally:
        await metronome.stop()
