"""A Slack that drops, doubles, delays, shuffles, refuses, forgets and cuts the line, and a desk that is killed.

Each acknowledged ask is one request, and each outbox row one post.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.soaking import Round, Soak
from tests.under_fire.slack_oracle import Seen, problems
from tests.under_fire.slack_storm import Staff, Storm, a_storm, weather

AT_ONCE = 14


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize(
    ("new_database", "socket_mode"),
    [
        pytest.param("postgres", False, id="http-postgres", marks=pytest.mark.postgres),
        pytest.param("sqlite", True, id="socket-sqlite"),
    ],
    indirect=["new_database"],
)
async def test_a_desk_that_is_killed_in_a_storm_does_all_that_it_acknowledged_once(
    soak: Soak, new_database: Callable[[], str], socket_mode: bool, tmp_path: Path
) -> None:
    kills, needs, factor = (8, 250, 0.1) if soak.full else (1, 14, 0.03)
    for each in soak.rounds(reduced=1, full=12):
        folder, seed = tmp_path / str(each.number), each.random.getrandbits(32)
        async with a_storm(new_database(), folder, seed, socket_mode=socket_mode, retry_factor=factor) as storm:
            await one_round(storm, each, kills, needs)


async def one_round(storm: Storm, each: Round, kills: int, needs: int) -> None:
    """A desk killed so many times while people are at work in the storm, then left in peace."""
    staff = Staff(storm, each.random, needs)
    storm.slack.fault(*weather())
    following = await storm.load()
    cuts = asyncio.create_task(storm.cuts_sockets(each.random)) if storm.socket_mode else None
    work: asyncio.Task[None] | None = None
    async with asyncio.timeout(120 + 3 * needs):
        for _ in range(kills):
            desk, following = following, await storm.load()
            await storm.start(desk)
            work = work or asyncio.create_task(staff.work(needs, AT_ONCE))
            await asyncio.sleep(each.random.choice((0.3, 0.8, 1.5)) * each.random.uniform(0.7, 1.5))
            await desk.kill()
        await storm.start(following)
        assert work is not None
        await work
        if cuts is not None:
            cuts.cancel()
            with suppress(asyncio.CancelledError):
                await cuts
        faults = Counter(call.fault for call in storm.slack.log if call.fault)
        storm.slack.faults.clear()
        await storm.settled(following, within=120)
    seen = await Seen.at(storm)
    heard = [need for need in staff.needs if seen.heard(need)]
    lost = sum(delivery.lost for delivery in storm.slack.deliveries.log)
    print(
        f"{kills} kills, {len(heard)} of {needs} asks acknowledged, {lost} deliveries lost, "
        f"{len(seen.posts)} posts; met {dict(faults)}"
    )
    assert problems(staff.needs, seen) == [], storm.complaints()
    assert len(heard) >= needs / 4
    assert any(need.put for need in heard)
