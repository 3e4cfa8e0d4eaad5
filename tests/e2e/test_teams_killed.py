"""`relais serve` in a Teams tenant, killed in the middle of its work and started again."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.teams_scene import TRIAGE, VANNES, Scene, a_tenant, is_card, plainly, references
from tests.fakes.teams import CallFault
from tests.fakes.teams.records import Message

PEOPLE, KILLS = 8, 2
WANTED = "bonjour, pouvez-vous commander {number} caisses pour l'atelier, affaire {who} ?"
POSTS = ("send", "reply", "create")
UNWRITTEN = 1.0
"""For how long, in seconds, a post that was answered may be unwritten at the desk: tests share its processors."""


class Storm:
    """Who asked what, what was acknowledged, and what was on its way when the desk was killed."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.asked: list[Message] = []
        self.pressed: set[str] = set()
        self.tried: set[str] = set()
        self.in_flight = 0
        self.sent_again = 0

    async def one_round(self, number: int) -> None:
        """Eight people ask at once and an assistant claims what stands there, while the desk is killed."""
        teams = self.scene.teams
        claims = [asyncio.create_task(self._claims(each)) for each in sorted(references(self._triage()))]
        for each in range(PEOPLE):
            who = teams.tenant.person(f"Employé {number}-{each}", email=f"e{number}-{each}@golfe.example").id
            teams.tenant.rooms[VANNES].people.append(who)
            text = WANTED.format(number=12 + each, who=f"{number}-{each}")
            self.asked.append(await teams.people.post(who, VANNES, text))
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.2)
        struck = time.monotonic()
        await self.scene.desk.kill()
        killed = time.monotonic()
        posts = [each for each in teams.log if each.verb in POSTS and each.began <= killed]
        self.in_flight += sum(each.ended is None or each.ended > struck - UNWRITTEN for each in posts)
        await self.scene.desk.start()
        await asyncio.gather(*claims)
        await self.scene.settle()
        self.sent_again += await self.scene.desk.may_double()

    async def _claims(self, ref: str) -> None:
        people, tenant = self.scene.teams.people, self.scene.teams.tenant
        card = next(each for each in self.scene.sees("ronan", TRIAGE) if plainly(each.text).startswith(f"{ref}, "))
        if "Je m’en charge" in card.titles:
            self.tried.add(ref)
            message = tenant.messages[TRIAGE][card.id]
            seen = await people.press(self.scene.who("ronan"), TRIAGE, message.id, "Je m’en charge")
            if seen.trouble is None:
                self.pressed.add(ref)

    def _triage(self) -> list[str]:
        return [each.text for each in self.scene.sees("ronan", TRIAGE) if is_card(each)]

    def heard(self, message: Message) -> bool:
        log = self.scene.teams.deliveries.log
        return any(each.acknowledged for each in log if each.activity.get("id") == message.id)


@pytest.mark.timeout(240)
async def test_each_ask_that_was_acknowledged_is_one_request_and_what_stands_twice_was_being_sent(
    tmp_path: Path,
) -> None:
    async with a_tenant(tmp_path, unlimited=True) as scene:
        scene.teams.deliveries.retry_factor = 1
        scene.teams.fault(CallFault("*", "slow", 10**9, after=0.25))
        storm = Storm(scene)
        for number in range(KILLS):
            await storm.one_round(number)
        heard = [each for each in storm.asked if storm.heard(each)]
        assert len(heard) >= PEOPLE // 2
        shown = {each.id: scene.thread("maud", VANNES, each.id) for each in storm.asked}
        found = {key: references(each.text for each in cards) for key, cards in shown.items()}
        assert [len(found[each.id]) for each in heard] == [1] * len(heard)
        assert all(len(refs) <= 1 for refs in found.values())
        named = [ref for refs in found.values() for ref in refs]
        assert len(named) == len(set(named))

        triage = [plainly(each.text) for each in scene.sees("ronan", TRIAGE)]
        assert references(triage) == set(named)
        for ref in storm.pressed:
            assert any(each.startswith(f"{ref}, ") and "Prise en charge, Ronan Le Goff" in each for each in triage)
        assert storm.tried
        everything = [(key, plainly(each.text)) for key, cards in shown.items() for each in cards]
        everything += [("", each) for each in triage]
        twice = sum(count - 1 for count in Counter(everything).values())
        print(f"{len(heard)} heard, {len(storm.pressed)} claimed, {twice} twice; {storm.in_flight} on their way")
        assert twice <= min(storm.sent_again, storm.in_flight)
    log = await asyncio.to_thread(scene.desk.log.read_text, encoding="utf-8")
    assert "Traceback" not in log
