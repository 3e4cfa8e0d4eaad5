"""People at work: what they do is sent as the platform sends it, again and again until the desk acknowledges it.

What is kept of it (`Need`) is what was said and what was acknowledged, and is all that the oracle knows besides the
platform's own side.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import aiohttp

from bot.events import Event, MessagePosted, ReactionAdded, Where, Who, dump
from tests.fakes.tiny import TEAM
from tests.under_fire.fire import Fire

TEXTS = (
    "Bonjour, pouvez-vous réserver un train pour Paris jeudi ? Dossier {number}",
    "Pouvez-vous commander des fournitures pour le bureau {number} ?",
    "Pouvez-vous réserver une salle pour {number} personnes demain ?",
)
SITES = {
    "C0LYON": ("LYO", ("C0DESK",), ("ines", "claire")),
    "C0AIX": ("AIX", ("C0DESK",), ("ines", "claire")),
    "C0STRAS": ("STR", ("C0DESK",), ("claire", "hugo")),
    "19:reunion@thread.tacv2": ("REU", ("C0DESK", "19:desk@thread.tacv2"), ("claire", "hugo")),
}
"""Each channel where people ask: its site's code, its triage channels, two assistants of the site."""


@dataclass
class Need:
    """One need of one person, and what followed."""

    number: int
    user: str
    conversation: str
    text: str
    ts: str = ""
    acknowledged: bool = False
    claims: list[str] = field(default_factory=list)
    """Who put 👀 and was acknowledged."""
    lines: list[str] = field(default_factory=list)
    """What its author wrote in the thread and was acknowledged, in order."""
    notes: list[str] = field(default_factory=list)
    resolved: bool = False


class Crowd:
    """`desks`: where an event may be delivered now, none while there is no desk. `sure`: whether what is not
    acknowledged is sent again; some platforms give up, and then nothing is promised."""

    def __init__(self, fire: Fire, desks: Callable[[], Sequence[str]], chance: Random, sure: float = 0.95) -> None:
        self.needs: list[Need] = []
        self.acknowledged = 0
        self.refused = 0
        self.repeated = 0
        self._fire = fire
        self._desks = desks
        self._chance = chance
        self._sure = sure
        self._keys = itertools.count(1)
        self._numbers = itertools.count(1)
        self._said: list[str] = []
        self._stopping = False
        self._acknowledgement = asyncio.Condition()

    @staticmethod
    def users(count: int) -> list[str]:
        """One user a need: two needs of one person within minutes may be one."""
        return [f"u{number}" for number in range(1, count + 1)]

    async def work(self, needs: int, at_once: int, pause: float = 0.0) -> None:
        """So many needs, so many of them at once; each after a pause of up to so many seconds."""
        gate = asyncio.Semaphore(at_once)
        async with asyncio.TaskGroup() as group:
            for _ in range(needs):
                group.create_task(self._with(gate, pause))

    async def acknowledges(self, more: int, within: float = 60.0) -> None:
        """Return once so many more of the events were acknowledged."""
        wanted = self.acknowledged + more
        async with asyncio.timeout(within), self._acknowledgement:
            await self._acknowledgement.wait_for(lambda: self.acknowledged >= wanted)

    def stop(self) -> None:
        """Begin nothing new; what was begun goes on to its end."""
        self._stopping = True

    async def _with(self, gate: asyncio.Semaphore, pause: float) -> None:
        async with gate:
            await asyncio.sleep(0 if self._stopping else self._chance.uniform(0, pause))
            if not self._stopping:
                await self.one_need()

    async def one_need(self) -> Need:
        """From the ask to whatever follows it."""
        number = next(self._numbers)
        where = self._chance.choice(list(SITES))
        need = Need(number, f"u{number}", where, self._chance.choice(TEXTS).format(number=1000 + number))
        self.needs.append(need)
        need.ts = await self._fire.town.say(need.user, where, need.text)
        need.acknowledged = await self.deliver(
            self._posted(need.user, where, need.ts, need.text, None), sure=self._chance.random() < self._sure
        )
        if need.acknowledged:
            await self._follow(need)
        return need

    async def _follow(self, need: Need) -> None:
        async with asyncio.TaskGroup() as group:
            if self._chance.random() < 0.5:
                group.create_task(self._claims(need))
            if self._chance.random() < 0.5:
                group.create_task(self._talks(need, self._chance.randint(1, 4)))
            if self._chance.random() < 0.3:
                group.create_task(self._notes(need))

    async def _claims(self, need: Need) -> None:
        assistants = list(SITES[need.conversation][2])
        self._chance.shuffle(assistants)
        several = self._chance.random() < 0.6
        await asyncio.gather(*(self._claim(need, user) for user in assistants[: 2 if several else 1]))
        # Of several, whoever came second may not resolve it.
        if not several and self._chance.random() < 0.7:
            done = self._reacted(assistants[0], need, "white_check_mark")
            need.resolved = await self.deliver(done)

    async def _claim(self, need: Need, user: str) -> None:
        if await self.deliver(self._reacted(user, need, "eyes")):
            need.claims.append(user)

    async def _talks(self, need: Need, lines: int) -> None:
        for number in range(lines):
            text = f"précision {number} de {need.user}"
            ts = await self._fire.town.say(need.user, need.conversation, text, need.ts)
            if await self.deliver(self._posted(need.user, need.conversation, ts, text, need.ts)):
                need.lines.append(text)

    async def _notes(self, need: Need) -> None:
        """An assistant writes under the triage card, once it is there."""
        channel = SITES[need.conversation][1][0]
        root = await self._triage_card(need, channel)
        if root is None:
            return
        user, text = SITES[need.conversation][2][0], f"note interne sur {need.user}"
        ts = await self._fire.town.say(user, channel, text, root)
        if await self.deliver(self._posted(user, channel, ts, text, root)):
            need.notes.append(text)

    async def _triage_card(self, need: Need, channel: str) -> str | None:
        for _ in range(200):
            thread = await self._fire.town.get("messages", conversation=need.conversation)
            subjects = [each["card"]["subject"] for each in thread if each["root"] == need.ts and each["card"]]
            for each in await self._fire.town.get("messages", conversation=channel) if subjects else ():
                card = each["card"]
                if card and card["kind"] == "triage" and card["subject"] in subjects:
                    return str(each["ts"])
            await asyncio.sleep(0.3)
        return None

    async def deliver(self, event: Event, *, sure: bool = True) -> bool:
        """Send an event until it is acknowledged; some are said again although they were."""
        body = dump(event)
        while not await self._try(body):
            if not sure:
                return False
            await asyncio.sleep(self._chance.uniform(0.02, 0.2))
        async with self._acknowledgement:
            self.acknowledged += 1
            self._acknowledgement.notify_all()
        self._said.append(body)
        if self._chance.random() < 0.1:
            self.repeated += await self._try(self._chance.choice(self._said))
        return True

    async def _try(self, body: str) -> bool:
        desks = self._desks()
        if not desks:
            return False
        try:
            url = f"{self._chance.choice(desks)}/tiny/events"
            async with self._fire.session.post(url, data=body) as response:
                acknowledged = response.status == 200
                await response.read()
        except (aiohttp.ClientError, TimeoutError):
            return False
        self.refused += not acknowledged
        return acknowledged

    def _posted(self, user: str, conversation: str, ts: str, text: str, root: str | None) -> MessagePosted:
        where = Where(platform="tiny", conversation=conversation, root=root)
        return MessagePosted(**self._facts(user), where=where, ts=ts, text=text)

    def _reacted(self, user: str, need: Need, emoji: str) -> ReactionAdded:
        where = Where(platform="tiny", conversation=need.conversation)
        return ReactionAdded(**self._facts(user), where=where, ts=need.ts, emoji=emoji)

    def _facts(self, user: str) -> dict[str, Any]:
        who = Who(platform="tiny", team=TEAM, user=user)
        return {"key": f"e{next(self._keys)}", "at": self._fire.clock(), "who": who}
