"""Two desks on one PostgreSQL: each thing is decided once, said once, and in order."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.events import ButtonPressed, MessagePosted, Where, Who, dump
from scheduler.metronome import EVERY
from tests.fakes.tiny import TEAM
from tests.soaking import Soak
from tests.under_fire.fire import Desk, Fire, a_fire
from tests.under_fire.load import Crowd
from tests.under_fire.oracle import Seen, problems

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(240)]
NEEDS = 40


@pytest.fixture
async def fire(postgres_url: str, tmp_path: Path) -> AsyncIterator[Fire]:
    async with a_fire(postgres_url, tmp_path, Crowd.users(400)) as made:
        yield made


async def two_desks(fire: Fire) -> list[Desk]:
    desks = [await fire.load(), await fire.load()]
    for desk in desks:
        desk.begin()
    for desk in desks:
        await desk.listening()
    return desks


def standing(desks: Sequence[Desk]) -> Callable[[], list[str]]:
    """Where those of the desks that stand may be told something."""
    return lambda: [desk.url for desk in desks if desk.url]


def where(root: str | None = None) -> Where:
    return Where(platform="tiny", conversation="C0LYON", root=root)


def who(user: str) -> Who:
    return Who(platform="tiny", team=TEAM, user=user)


async def tell(fire: Fire, desk: Desk, event: Any) -> dict[str, Any]:
    async with fire.session.post(f"{desk.url}/tiny/events", data=dump(event)) as response:
        assert response.status == 200
        told: dict[str, Any] = await response.json()
        return told


async def ask(fire: Fire, desks: list[Desk], number: int) -> str:
    """One message, of which each of these desks is told at the same time."""
    text = f"Bonjour, pouvez-vous réserver un train pour Paris jeudi ? Dossier {number}"
    ts = await fire.town.say(f"u{number}", "C0LYON", text)
    event = MessagePosted(key=f"ask{number}", at=fire.clock(), who=who(f"u{number}"), where=where(), ts=ts, text=text)
    await asyncio.gather(*(tell(fire, desk, event) for desk in desks))
    return ts


async def test_what_both_are_told_at_once_is_done_once_and_the_first_claim_wins(fire: Fire) -> None:
    desks = await two_desks(fire)
    asked = [await ask(fire, desks, number) for number in range(1, 13)]
    await fire.settled(*desks)
    seen = await Seen.at(fire.town)
    refs = {ts: [each["card"]["subject"] for each in seen.of_desk("C0LYON", ts, "request")] for ts in asked}
    assert sorted(ref for found in refs.values() for ref in found) == sorted(f"LYO-{n}" for n in range(1, 13))

    async def claim(ref: str, user: str, desk: Desk, key: str) -> dict[str, Any]:
        facts = {"key": key, "at": fire.clock(), "who": who(user), "where": where()}
        return await tell(fire, desk, ButtonPressed(**facts, act="claim", value=ref))

    for ts in asked:
        (ref,) = refs[ts]
        told = await asyncio.gather(
            claim(ref, "ines", desks[0], f"i{ref}"),
            claim(ref, "claire", desks[1], f"c{ref}"),
            claim(ref, "ines", desks[1], f"i{ref}"),
        )
        # The same press told twice has one answer; of the two people, one has it and the other is told so.
        assert told[0] == told[2]
        assert sorted((told[0]["r"], told[1]["r"])) == ["done", "say"]
    await fire.settled(*desks)
    seen = await Seen.at(fire.town)
    for ts in asked:
        assert len(seen.of_desk("C0LYON", ts, "claimed")) == 1
        assert len(seen.of_desk("C0LYON", ts, "request")) == 1


@pytest.mark.soak
async def test_a_channel_is_held_by_one_desk_at_a_time_and_each_lane_keeps_its_order(fire: Fire, soak: Soak) -> None:
    for each in soak.rounds(reduced=1, full=1):
        desks = await two_desks(fire)
        await fire.town.faults({"verb": "*", "how": "slow", "times": 10**9, "chance": 0.5, "after": 0.05})
        crowd = Crowd(fire, standing(desks), each.random, sure=1.0)
        await crowd.work(400 if soak.full else NEEDS, at_once=8)
        await fire.settled(*desks)
        assert problems(crowd.needs, await Seen.at(fire.town)) == [], fire.complaints()
        calls = [call for call in await fire.town.get("calls") if call["verb"] in ("post", "update", "delete")]
        by_desk = Counter(call["desk"] for call in calls)
        assert len(by_desk) == 2, by_desk
        assert overlaps(calls) == []


def overlaps(calls: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Calls about one conversation made by two desks at the same time."""
    found = []
    channels = defaultdict(list)
    for call in calls:
        channels[call["conversation"]].append(call)
    for made in channels.values():
        made.sort(key=lambda call: float(call["began"]))
        for earlier, later in pairwise(made):
            if earlier["desk"] != later["desk"] and later["began"] < earlier["ended"]:
                found.append((earlier, later))
    return found


async def test_one_desk_s_death_leaves_its_channels_to_the_other(fire: Fire) -> None:
    desks = await two_desks(fire)
    crowd = Crowd(fire, standing(desks), Random(7), sure=1.0)
    await fire.town.faults({"verb": "*", "how": "slow", "times": 10**9, "chance": 0.5, "after": 0.2})
    work = asyncio.create_task(crowd.work(30, at_once=6))
    await asyncio.sleep(1.5)
    await desks[0].kill()
    await work
    await fire.town.faults()
    await fire.settled(desks[1])
    assert problems(crowd.needs, await Seen.at(fire.town)) == [], fire.complaints()


async def test_a_timer_is_fired_once_by_two_desks(fire: Fire) -> None:
    desks = await two_desks(fire)
    number = 12
    for each in range(1, number + 1):
        # Doubtful: its author is asked, and after ten business minutes triage is, in one quiet line.
        text = f"badge {each}"
        ts = await fire.town.say(f"u{each}", "C0LYON", text)
        event = MessagePosted(key=f"m{each}", at=fire.clock(), who=who(f"u{each}"), where=where(), ts=ts, text=text)
        await tell(fire, desks[0], event)
    await fire.settled(*desks)
    asked = [each for each in (await Seen.at(fire.town)).log if each["verb"] == "whisper"]
    assert len(asked) == number, "the reader is sure of what was to be doubtful"
    for desk in desks:
        await desk.stop()

    fire.now_is += timedelta(minutes=15)
    later = await two_desks(fire)
    for _ in range(100):
        if len((await Seen.at(fire.town)).of_desk("C0DESK", kind="maybe")) >= number:
            break
        await asyncio.sleep(0.3)
    await asyncio.sleep(2 * EVERY)
    await fire.settled(*later)
    lines = (await Seen.at(fire.town)).of_desk("C0DESK", kind="maybe")
    said = Counter(str(each["card"]["parts"][1]) for each in lines)
    assert len(said) == number
    assert set(said.values()) == {1}
