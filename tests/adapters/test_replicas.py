"""Several processes on one PostgreSQL: a channel is held by one at a time, and outlives whoever held it."""

from __future__ import annotations

from functools import partial

import psycopg
import pytest

from adapters.holding import Replica
from bot import outgoing
from storage.unit import Unit
from tests.adapters.conftest import OpensStages
from tests.fakes.stage import Stage, add_place, by_thread, card, said, until

pytestmark = pytest.mark.postgres


@pytest.fixture
def database_url(postgres_url: str) -> str:
    return postgres_url


async def test_two_replicas_send_everything_once_and_in_order(open_stage: OpensStages) -> None:
    replicas = [await open_stage(), await open_stage()]
    places = [await replicas[number % 2].place(f"card {number}", f"C{number % 3}") for number in range(8)]

    def say(unit: Unit, turn: int) -> None:
        for number, place in enumerate(places):
            outgoing.say_in(unit, place, card(f"{number}.{turn}"))

    for turn in range(6):
        await replicas[turn % 2].do(partial(say, turn=turn))
    await replicas[0].settle()
    await replicas[1].settle()
    threads = dict(by_thread(await replicas[0].log()))
    assert threads == {f"card {number}": [f"{number}.{turn}" for turn in range(6)] for number in range(8)}


async def test_what_was_in_flight_when_the_lock_was_lost_is_not_sent_twice(
    open_stage: OpensStages, postgres_url: str
) -> None:
    """The holder's connection is cut while its posts are on their way; another replica takes over, and asks first."""
    first = await open_stage()
    await first.faults({"verb": "post", "how": "slow", "times": 4, "after": 3})

    def job(unit: Unit) -> None:
        for number in range(4):
            place = add_place(unit, f"card {number}")
            outgoing.post_place(unit, place)
            outgoing.say_in(unit, place, card("after"))

    await first.do(job)

    async def on_their_way() -> bool:
        return len(await first.log("post")) == 4

    await until(on_their_way)
    second = await open_stage()
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        cut = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'relais-pump' AND datname = current_database()"
        ).fetchall()
    assert cut
    await second.settle()
    await first.settle()
    assert dict(by_thread(await second.log())) == {f"card {number}": ["after"] for number in range(4)}
    assert len([entry for entry in await second.log("post") if said(entry) != "after"]) == 4


async def test_a_channel_is_one_replica_s_until_it_is_left(postgres_url: str) -> None:
    first, second = Replica(postgres_url), Replica(postgres_url)
    try:
        assert await first.take({"a", "b"}) == {"a", "b"}
        assert await second.take({"b", "c"}) == {"c"}
        await first.leave({"b"})
        assert await second.take({"a", "b"}) == {"b"}
        await first.close()

        async def freed() -> bool:
            return await second.take({"a"}) == {"a"}

        # The server gives a lock back when it has seen that the connection is gone.
        await until(freed)
    finally:
        await first.close()
        await second.close()


async def test_another_replica_is_woken_by_the_commit(open_stage: OpensStages) -> None:
    """The replica that decides does not deliver here: the other one hears of it at once, not at its next look."""
    decides = await open_stage(deliver=False)
    delivers: Stage = await open_stage()
    await delivers.settle()
    took = []
    for number in range(3):
        await decides.place(str(number))
        began = delivers.clock.now()
        await until(partial(_has_sent, delivers, number + 1))
        took.append((delivers.clock.now() - began).total_seconds())
    assert min(took) < 0.5


async def _has_sent(stage: Stage, count: int) -> bool:
    return len(await stage.log("post")) >= count
