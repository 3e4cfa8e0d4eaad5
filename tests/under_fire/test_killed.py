"""kill -9 at random points of a desk under load: what was acknowledged is done, once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.soaking import Round, Soak
from tests.under_fire.fire import Desk, Fire, a_fire
from tests.under_fire.load import Crowd
from tests.under_fire.oracle import Seen, problems

UNSURE = [
    {"verb": "*", "how": "lost", "times": 10**9, "chance": 0.02},
    {"verb": "*", "how": "error", "times": 10**9, "chance": 0.01},
    {"verb": "*", "how": "slow", "times": 10**9, "chance": 0.05, "after": 0.3},
]


@pytest.mark.soak
@pytest.mark.timeout(0)
async def test_a_desk_that_is_killed_loses_and_repeats_nothing(
    soak: Soak, new_database: Callable[[], str], tmp_path: Path
) -> None:
    kills, needs = (12, 600) if soak.full else (3, 60)
    for each in soak.rounds(reduced=1, full=20):
        async with a_fire(new_database(), tmp_path / str(each.number), Crowd.users(needs)) as fire:
            await one_round(fire, each, kills, needs)


async def one_round(fire: Fire, each: Round, kills: int, needs: int) -> None:
    """A desk killed so many times while people are at work, then left in peace."""
    desks: list[Desk] = []
    crowd = Crowd(fire, lambda: [desk.url for desk in desks if desk.url], each.random)
    await fire.town.faults(*(UNSURE if each.random.random() < 0.7 else ()))
    following = await fire.load()
    async with asyncio.timeout(60 + 3 * needs):
        work = asyncio.create_task(crowd.work(needs, at_once=10))
        for _ in range(kills):
            desk, following = following, await fire.load()
            desks[:] = [desk]
            await desk.start()
            await asyncio.sleep(each.random.choice((0.05, 0.3, 0.8, 1.5)) * each.random.uniform(0.5, 1.5))
            await desk.kill()
        await fire.town.faults()
        desks[:] = [following]
        await following.start()
        await work
    await fire.settled(following)
    seen = await Seen.at(fire.town)
    print(
        f"{kills} kills, {crowd.acknowledged} acknowledged, {crowd.repeated} of them said again, "
        f"{len(seen.log)} effects on the platform"
    )
    assert problems(crowd.needs, seen) == [], fire.complaints()
    assert any(need.claims for need in crowd.needs)
    assert any(need.notes for need in crowd.needs)
