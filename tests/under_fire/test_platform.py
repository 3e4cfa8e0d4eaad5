"""A platform that is slow, full, broken, and forgets to answer: each row is one post, and each lane in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.soaking import Soak
from tests.under_fire.fire import a_fire
from tests.under_fire.load import Crowd
from tests.under_fire.oracle import Seen, problems

ALWAYS = {"times": 10**9}
FAULTS: list[dict[str, Any]] = [
    ALWAYS | {"verb": "*", "how": "lost", "chance": 0.06},
    ALWAYS | {"verb": "*", "how": "error", "chance": 0.04},
    ALWAYS | {"verb": "*", "how": "busy", "chance": 0.05},
    ALWAYS | {"verb": "*", "how": "slow", "chance": 0.05, "after": 0.3},
    ALWAYS | {"verb": "post", "how": "limit", "chance": 0.05, "after": 0.4, "scope": "send:C0DESK"},
    ALWAYS | {"verb": "*", "how": "limit", "chance": 0.01, "after": 0.4, "scope": "*"},
]


@pytest.mark.soak
@pytest.mark.timeout(0)
async def test_a_platform_with_every_fault_is_told_everything_once_and_in_order(
    soak: Soak, new_database: Callable[[], str], tmp_path: Path
) -> None:
    needs = 400 if soak.full else 40
    for each in soak.rounds(reduced=1, full=5):
        async with a_fire(new_database(), tmp_path / str(each.number), Crowd.users(needs)) as fire:
            desk = await fire.load()
            await desk.start()
            crowd = Crowd(fire, lambda: [desk.url or ""], each.random, sure=1.0)  # noqa: B023  # used in this round alone
            await fire.town.faults(*FAULTS)
            await crowd.work(needs, at_once=10)
            await fire.settled(desk, within=180)
            calls = await fire.town.get("calls")
            print(Counter(call["fault"]["how"] for call in calls if call["fault"]), "in", len(calls), "calls")
            assert problems(crowd.needs, await Seen.at(fire.town)) == [], fire.complaints()


@pytest.mark.parametrize(("scope", "others"), [("*", False), ("send:C0DESK", True), ("C0DESK", True)])
async def test_what_the_platform_asks_to_leave_alone_is_left_alone_and_nothing_else(
    sqlite_url: str, tmp_path: Path, scope: str, others: bool
) -> None:
    pause, reaction = 4.0, 0.8
    async with a_fire(sqlite_url, tmp_path, Crowd.users(12)) as fire:
        desk = await fire.load()
        await desk.start()
        await fire.settled(desk)
        town = fire.town
        where = "C0DESK" if others else None
        limit = {"verb": "post", "how": "limit", "times": 1, "after": pause, "scope": scope}
        crowd = Crowd(fire, lambda: [desk.url or ""], Random(3), sure=1.0)
        await town.faults(limit | ({"where": where} if where else {}))
        await crowd.work(12, at_once=2, pause=1.5)
        await fire.settled(desk)
        calls = await town.get("calls")
        (limited,) = [call for call in calls if call["fault"]]
        quiet = [call for call in calls if limited["ended"] + reaction < call["began"] < limited["ended"] + pause]
        left_alone = [call for call in quiet if not others or (call["verb"], call["conversation"]) == ("post", where)]
        assert left_alone == []
        assert bool(quiet) is others
        assert problems(crowd.needs, await Seen.at(town)) == []
