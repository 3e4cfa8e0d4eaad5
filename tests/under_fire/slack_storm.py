"""A workspace in which everything goes wrong, people at work in it, and desks that are killed and started again.

Slack is in the test's process and outlives every desk. What it delivered and what was acknowledged stands in its own
log; an event that is not acknowledged comes again, as Slack sends it again, and is given up as Slack gives it up.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import aiohttp

from adapters.slack.views import form_of
from tests.contract.harness import Cast, Pressable
from tests.contract.harness_slack import pressed, user_id
from tests.fakes.slack import BOT_USER, CallFault, DeliveryFault, FakeSlack, Impossible, running_fake_slack
from tests.fakes.slack.records import Message
from tests.slack.company import CHARTER, NANTES, ROCHEFORT, TRIAGE, printers_in
from tests.slack.scene import is_settled
from tests.under_fire.fire import Desk

ALWAYS = 10**9
NOBODY_THERE = "http://127.0.0.1:9/slack/events"
TEXTS = (
    "Bonjour, pouvez-vous réserver un véhicule pour jeudi ? Dossier {number}",
    "Pouvez-vous commander du papier pour l'affaire {number} ?",
    "Pouvez-vous organiser une visite pour {number} personnes demain ?",
)
ASSISTANTS = (user_id("yanis"), user_id("maelle"))
PAUSE = 3.0
"""Seconds at most before somebody has another need."""
QUICK, SOON = 0.1, 6.0
"""Seconds between two looks, and until somebody stops waiting for what they look for."""


def weather() -> list[CallFault | DeliveryFault]:
    """Every fault that Slack has, each with its chance.

    The first calls of a desk are spared: refused, it would try again after seconds, longer each time, and Slack here
    would give up on every ask meanwhile.
    """
    return [
        *(CallFault(method, "slow", ALWAYS, after=0) for method in ("auth.test", "apps.connections.open")),
        CallFault("*", "lost", ALWAYS, chance=0.04),
        CallFault("*", "busy", ALWAYS, chance=0.04),
        CallFault("*", "fatal_error", ALWAYS, chance=0.02),
        CallFault("*", "slow", ALWAYS, after=0.4, chance=0.05),
        CallFault("*", "timeout", ALWAYS, after=0.3, chance=0.01),
        CallFault("chat.postMessage", "limit", ALWAYS, after=1, chance=0.03),
        CallFault("*", "limit", ALWAYS, after=1, chance=0.01),
        DeliveryFault("drop", times=ALWAYS, chance=0.02),
        DeliveryFault("double", "*", times=ALWAYS, chance=0.15),
        DeliveryFault("delay", times=ALWAYS, after=0.3, chance=0.15),
        DeliveryFault("shuffle", times=ALWAYS, after=0.8, chance=0.3),
        DeliveryFault("unheard", times=ALWAYS, chance=0.1),
    ]


@dataclass
class Need:
    """One need of one person, and what people did about it; what of that was heard, Slack's own log tells."""

    number: int
    user: str
    conversation: str
    ts: str = ""
    put: list[tuple[str, str]] = field(default_factory=list)
    """Who claimed it with which emoji on the ask."""
    pressed: list[str] = field(default_factory=list)
    """Who pressed « Je m'en charge » and was not told of any trouble."""
    tried: bool = False
    """Somebody pressed it at all."""
    took_back: bool = False
    done_by: str | None = None
    lines: dict[str, str] = field(default_factory=dict)
    """What its author wrote in the thread, by ts."""
    notes: list[str] = field(default_factory=list)
    answer: str = ""
    answered: bool = False
    """The answer's form was sent and closed."""


class Storm:
    """Slack, and the desks made on one database."""

    def __init__(self, slack: FakeSlack, cast: Cast, database_url: str, folder: Path, *, socket_mode: bool) -> None:
        self.slack, self.cast, self.socket_mode = slack, cast, socket_mode
        self._folder, self._made = folder, list[tuple[Desk, Path]]()
        secret = ("SLACK_APP_TOKEN", slack.app_token) if socket_mode else ("SLACK_SIGNING_SECRET", slack.signing_secret)
        names = {name: value for name, value in os.environ.items() if not name.startswith(("RELAIS_", "SLACK_"))}
        names |= {"RELAIS_CHARTER": str(CHARTER), "RELAIS_DATABASE_URL": database_url, "RELAIS_PORT": "0"}
        self._environment = names | {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_API_URL": slack.api_url,
            secret[0]: secret[1],
        }
        folder.mkdir(parents=True, exist_ok=True)
        if not socket_mode:
            slack.request_url = NOBODY_THERE

    async def load(self) -> Desk:
        """A desk that has loaded its code, or is about to, and waits to be told."""
        errors = self._folder / f"desk-{len(self._made)}.log"
        desk = await Desk.loaded("tests.under_fire.slack_desk", env=self._environment, errors=errors)
        self._made.append((desk, errors))
        return desk

    async def start(self, desk: Desk) -> None:
        """Return once it listens; Slack knows where."""
        await desk.start()
        if not self.socket_mode:
            self.slack.request_url = f"{desk.url}/slack/events"

    async def settled(self, desk: Desk, within: float) -> None:
        """Return once nothing is on its way in either direction, twice in a row."""
        quiet = 0
        try:
            async with asyncio.timeout(within), aiohttp.ClientSession() as session:
                while quiet < 2:
                    await self.slack.idle(within)
                    quiet = quiet + 1 if await is_settled(session, desk.url or "") else 0
                    await asyncio.sleep(QUICK)
        except TimeoutError:
            raise TimeoutError(f"not settled after {within} s: {self.complaints()}") from None

    async def cuts_sockets(self, chance: Random) -> None:
        """Cut connections, or ask for others, from time to time; for ever."""
        while True:
            await asyncio.sleep(chance.uniform(0.3, 2.0))
            if chance.random() < 0.7:
                self.slack.sockets.cut()
            else:
                await self.slack.sockets.refresh()

    def complaints(self) -> list[str]:
        """What the desks logged that they should not have had to."""
        lines = [line for _, errors in self._made for line in errors.read_text(errors="replace").splitlines()]
        return [line for line in lines if '"error"' in line or "Traceback" in line][-20:]

    async def end(self) -> None:
        for desk, _ in self._made:
            await desk.kill()

    # -- what stands there --------------------------------------------------------------------------------------------

    def desk_says(self, conversation: str, root: str | None) -> Iterator[tuple[Message, dict[str, Any]]]:
        """The desk's messages in a thread, or its roots: each with what its metadata says."""
        for each in list(self.slack.workspace.rooms[conversation].values()):
            if each.user == BOT_USER and each.thread == root and not each.gone:
                yield each, (each.metadata or {}).get("event_payload", {})

    def ref_of(self, need: Need) -> str | None:
        """The reference of the card in a need's thread."""
        said = (about for _, about in self.desk_says(need.conversation, need.ts))
        return next((about.get("subject") for about in said if about.get("kind") == "request"), None)

    def triage_of(self, need: Need) -> Message | None:
        """Its card in triage."""
        ref = self.ref_of(need)
        roots = (each for each, about in self.desk_says(TRIAGE, None) if ref and about.get("subject") == ref)
        return next(roots, None)

    def is_announced(self, need: Need) -> bool:
        """Whether the thread tells who has it."""
        return any(about.get("kind") == "claimed" for _, about in self.desk_says(need.conversation, need.ts))


class Staff:
    """Everybody at work: so many needs, each of a person of its own."""

    def __init__(self, storm: Storm, chance: Random, needs: int) -> None:
        self.needs: list[Need] = []
        self._storm, self._chance = storm, chance
        self._people = storm.slack.people
        self._hands = {each: asyncio.Lock() for each in ASSISTANTS}
        workspace = storm.slack.workspace
        for number in range(1, needs + 1):
            user = workspace.user(f"Employé {number:04d}", id=f"UEMP{number:04d}", email=f"e{number}@estuaire.example")
            for room in (NANTES, ROCHEFORT):
                workspace.channels[room].members.append(user.id)

    async def work(self, needs: int, at_once: int) -> None:
        """Live so many needs, so many at once."""
        gate = asyncio.Semaphore(at_once)

        async def one(number: int) -> None:
            async with gate:
                await asyncio.sleep(self._chance.uniform(0, PAUSE))
                await self._one_need(number)

        async with asyncio.TaskGroup() as group:
            for number in range(1, needs + 1):
                group.create_task(one(number))

    async def _one_need(self, number: int) -> None:
        need = Need(number, f"UEMP{number:04d}", self._chance.choice((NANTES, ROCHEFORT)))
        self.needs.append(need)
        text = self._chance.choice(TEXTS).format(number=1000 + number)
        if self._chance.random() < 0.25:
            text = f"<@{BOT_USER}> {text}"
        need.ts = (await self._people.post(need.user, need.conversation, text)).ts
        await asyncio.sleep(self._chance.uniform(0, 0.5))
        follow = self._chance.choice((self._race, self._claim_and_finish, self._regret, self._talk, self._answer))
        await follow(need)

    async def _race(self, need: Need) -> None:
        """Two take it at once, each in their own way."""
        first, second = self._chance.sample(ASSISTANTS, 2)
        await asyncio.gather(self._emoji(need, first, "eyes"), self._emoji(need, second, "raised_hand"))

    async def _claim_and_finish(self, need: Need) -> None:
        who = self._chance.choice(ASSISTANTS)
        if self._chance.random() < 0.5:
            await self._emoji(need, who, "eyes")
        else:
            await self._press_claim(need, who)
        if await self._sees(lambda: self._storm.is_announced(need)):
            await self._people.react(who, need.conversation, need.ts, "white_check_mark")
            need.done_by = who

    async def _regret(self, need: Need) -> None:
        who = self._chance.choice(ASSISTANTS)
        await self._emoji(need, who, "eyes")
        await asyncio.sleep(self._chance.uniform(0.05, 1))
        await self._people.unreact(who, need.conversation, need.ts, "eyes")
        need.took_back = True

    async def _talk(self, need: Need) -> None:
        """Its author goes on, and an assistant notes something under the triage card."""
        for number in range(self._chance.randint(1, 3)):
            text = f"précision {number} de {need.user}."
            said = await self._people.post(need.user, need.conversation, text, need.ts)
            need.lines[said.ts] = text
            await asyncio.sleep(self._chance.uniform(0, 0.3))
        await self._sees(lambda: self._storm.triage_of(need) is not None)
        card = self._storm.triage_of(need)
        if card is not None:
            need.notes.append(f"note interne sur {need.user}.")
            await self._people.post(ASSISTANTS[0], TRIAGE, need.notes[-1], card.ts)

    async def _emoji(self, need: Need, who: str, emoji: str) -> None:
        await self._people.react(who, need.conversation, need.ts, emoji)
        need.put.append((who, emoji))

    async def _press_claim(self, need: Need, who: str) -> None:
        """Press until it is not refused; a press that Slack says failed may have been done."""
        await self._sees(lambda: self._storm.triage_of(need) is not None)
        need.tried = True
        for _ in range(10):
            done = await self._press(need, who, "claim")
            if done:
                need.pressed.append(who)
            if done is not False:
                return
            await asyncio.sleep(0.5)

    async def _answer(self, need: Need) -> None:
        """Answer by the form; what is not taken is sent again."""
        who = self._chance.choice(ASSISTANTS)
        await self._sees(lambda: self._storm.triage_of(need) is not None)
        async with self._hands[who]:
            for _ in range(3):
                opened = await self._press(need, who, "reply")
                if opened and await self._sees(lambda: self._form(who) is not None, 3.0):
                    await self._send(need, who)
                    break
            while self._people.views(who):
                with suppress(Impossible):
                    await self._people.close_view(who, self._people.views(who)[-1].id, clear=True)

    async def _send(self, need: Need, who: str) -> None:
        need.answer = f"réponse à {need.user}."
        for _ in range(10):
            form = self._form(who)
            if form is None:
                return
            need.answered = (await self._people.submit(who, form, {"text": need.answer})).ok
            if need.answered:
                return
            await asyncio.sleep(0.5)

    async def _press(self, need: Need, who: str, act: str) -> bool | None:
        """Whether Slack told of no trouble when a button of its triage card was pressed; none where it is not there."""
        card, ref = self._storm.triage_of(need), self._storm.ref_of(need)
        action = pressed(card.blocks, Pressable(act, "", ref or "")) if card is not None else None
        if card is None or action is None:
            return None
        return (await self._people.press(who, TRIAGE, card.ts, action[0])).ok

    def _form(self, who: str) -> str | None:
        """The id of the form in front of somebody; one that is still loading is none."""
        view = self._people.top(who)
        return view.id if view is not None and form_of(view.body) else None

    async def _sees(self, holds: Callable[[], bool], seconds: float = SOON) -> bool:
        """Whether it is seen before they stop looking."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not holds():  # noqa: ASYNC110  # what is waited for happens in another process
                    await asyncio.sleep(QUICK)
        return holds()


@asynccontextmanager
async def a_storm(
    database_url: str, folder: Path, seed: int, *, socket_mode: bool, retry_factor: float
) -> AsyncIterator[Storm]:
    """A workspace with its people, and desks to be made on this database; all of them are killed at the end."""
    async with running_fake_slack(seed, retry_factor=retry_factor) as slack:
        storm = Storm(slack, printers_in(slack), database_url, folder, socket_mode=socket_mode)
        try:
            yield storm
        finally:
            await storm.end()
