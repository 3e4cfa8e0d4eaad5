"""`relais serve` in a process of its own beside a fake tenant, and the tenant's people before their screens.

All is done by their hands and judged by what they see; the desk's own address tells only when it is at rest.
"""

from __future__ import annotations

import asyncio
import re
import socket
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

import aiohttp

from tests.fakes.teams import BOT, FakeTeams, Seen, running_fake_teams
from tests.fakes.teams.forms import Impossible, ways
from tests.fakes.teams.records import JSON, Message, object_id
from tests.fakes.teams.showing import Screen, card_lines
from tests.forked import forked

CHARTER = Path(__file__).with_name("teams_company.yaml")
VANNES, QUIBERON, TRIAGE, ALERTS = (f"19:{name}@thread.tacv2" for name in ("vannes", "quiberon", "pole", "alarme"))
"""Where each site asks (the desk is told of all that is said at Vannes, of its mentions alone at Quiberon), the
assistants' channel, and that of alerts."""
NAMES = {
    "ronan": ("Ronan Le Goff", "ronan.legoff@renfort.example"),
    "soizic": ("Soizic Cadoret", "soizic.cadoret@renfort.example"),
    "armelle": ("Armelle Prigent", "armelle.prigent@golfe.example"),
    "denis": ("Denis Jaffré", "denis.jaffre@golfe.example"),
    "fanch": ("Fañch Kerouedan", "fanch.kerouedan@renfort.example"),
    "maud": ("Maud Rival", "maud.rival@golfe.example"),
    "lucie": ("Lucie Morvan", "lucie.morvan@golfe.example"),
    "amine": ("Amine Cherif", "amine.cherif@golfe.example"),
    "bruno": ("Bruno Delmas", "bruno.delmas@ailleurs.example"),
}
"""The charter's people, two employees whom it does not name, and a guest whom it does not name either."""
GUESTS = ("soizic", "bruno")
EMPLOYEES = ("lucie", "amine", "bruno")
START = PATIENCE = 60.0
"""Seconds that a start, and a rest, may take on a machine that is busy with other tests."""
UNSETTLED = re.compile(r"^relais_(?:outbox_pending|inbox_unsettled)\{.*\} (\d+)", re.MULTILINE)
REFERENCE = re.compile(r"\b(?:VAN|QUI)-\d+")
_THIN = re.compile("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]")


class Desk:
    """`relais serve`, started in a folder that keeps its database, on one port from its first start to its last."""

    def __init__(self, teams: FakeTeams, folder: Path) -> None:
        self.log = folder / "serve.log"
        self.url = f"http://127.0.0.1:{_free_port()}"
        login, self._folder = teams.login, folder
        self._environment = {
            "LANG": "fr_FR.UTF-8",
            "RELAIS_CHARTER": str(CHARTER),
            "RELAIS_PORT": self.url.rpartition(":")[2],
            "TEAMS_APP_ID": login.app,
            "TEAMS_APP_PASSWORD": login.secret,
            "TEAMS_TENANT_ID": login.tenant,
            "TEAMS_OPENID_URL": login.openid_url,
            "TEAMS_TOKEN_URL": login.token_url,
            "TEAMS_SERVICE_URLS": teams.origin,
        }
        self._process: BaseProcess | None = None

    async def start(self) -> None:
        """Return once it is ready."""
        with self.log.open("ab") as log:
            begun = partial(forked, "relais", "serve", cwd=self._folder, env=self._environment)
            self._process = await asyncio.to_thread(begun, out=log.fileno(), errors=log.fileno())
        until = time.monotonic() + START
        while time.monotonic() < until and self._process.exitcode is None:
            with suppress(aiohttp.ClientConnectionError):
                if (await self._get("/readyz"))[0] == 200:
                    return
            await asyncio.sleep(0.1)
        raise AssertionError(f"the desk does not get ready: {self.log.read_text(encoding='utf-8')[-2000:]}")

    async def kill(self) -> None:
        """As power would."""
        assert self._process is not None
        self._process.kill()
        await asyncio.to_thread(self._process.join)

    async def stop(self) -> None:
        """In order, if it still runs."""
        if self._process is not None and self._process.exitcode is None:
            self._process.terminate()
            await asyncio.to_thread(self._process.join, START)
            assert self._process.exitcode == 0

    async def at_rest(self) -> None:
        """Return once nothing is left to do or to send."""
        while True:
            status, told = await self._get("/metrics")
            if status == 200 and not any(int(count) for count in UNSETTLED.findall(told)):
                return
            await asyncio.sleep(0.05)

    async def may_double(self) -> int:
        """How many posts it has sent again since it started, not knowing whether they had been sent."""
        found = re.search(
            r"^relais_outbox_may_double_total\{.*\} (\d+)", (await self._get("/metrics"))[1], re.MULTILINE
        )
        return int(found[1]) if found else 0

    async def _get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as response:
            return response.status, await response.text()


class Scene:
    """The tenant of the cannery, its people's hands and eyes, and the desk that works there."""

    def __init__(self, teams: FakeTeams, desk: Desk) -> None:
        self.teams, self.desk = teams, desk

    def who(self, name: str) -> str:
        """Somebody's account in the tenant."""
        return _id(name)

    async def settle(self) -> None:
        """Return once nothing is on its way in either direction."""
        async with asyncio.timeout(PATIENCE):
            for _ in range(2):
                await self.teams.idle(PATIENCE)
                await self.desk.at_rest()

    # -- what people do -----------------------------------------------------------------------------------------------

    async def says(self, who: str, room: str, text: str, root: str | None = None) -> Message:
        """Write, and all that follows happens. « @Relais » mentions the desk."""
        mentions = (BOT,) if "@Relais" in text else ()
        said = await self.teams.people.post(self.who(who), room, text, root, mentions)
        await self.settle()
        return said

    async def tells(self, who: str, text: str) -> list[str]:
        """Write to the desk alone; what it then shows there that was not there before."""
        known = {each.id for each in self.sees(who, self.chat(who))}
        await self.says(who, self.chat(who), text)
        return [plainly(each.text) for each in self.private(who) if each.id not in known]

    async def reacts(self, who: str, room: str, on: Screen, emoji: str, *, add: bool = True) -> None:
        await self.teams.people.react(self.who(who), room, on.id, emoji, on=add)
        await self.settle()

    async def presses(self, who: str, room: str, on: Screen, title: str) -> Seen:
        """Press what bears that title, unfolding whatever it is in."""
        seen = await self.teams.people.press(self.who(who), room, on.id, title)
        await self.settle()
        return seen

    async def chooses(self, who: str, room: str, on: Screen, menu: str, label: str) -> Seen:
        """Choose in a menu of a card, by what is read in it, and confirm."""
        message = self.teams.tenant.messages[room][on.id]
        for action, fields in ways(message.card(self.who(who)) or {}):
            held = action.get("data", {}).get("relais", {}).get("choice")
            found = [each for each in fields if each["id"] == held and each.get("label") == menu]
            for choice in (each for field in found for each in field["choices"]):
                if choice["title"] == label:
                    seen = await self.teams.people.use(self.who(who), message, action, fields, {held: choice["value"]})
                    await self.settle()
                    return seen
        raise Impossible(f"no {label} in {menu}")

    async def fills(self, who: str, **values: str) -> Seen:
        """Fill in and send the dialog in front of them."""
        seen = await self.teams.people.submit(self.who(who), values)
        await self.settle()
        return seen

    async def acts_on(self, who: str, room: str, message: str) -> Seen:
        """Use « En faire une demande » on a message."""
        seen = await self.teams.people.message_action(self.who(who), room, message)
        await self.settle()
        return seen

    # -- what people see ----------------------------------------------------------------------------------------------

    def chat(self, who: str) -> str:
        """Somebody's chat with the desk."""
        return self.teams.tenant.direct(self.who(who)).id

    def sees(self, who: str, room: str) -> list[Screen]:
        return self.teams.people.sees(self.who(who), room)

    def private(self, who: str) -> list[Screen]:
        """What the desk shows somebody in their chat with it."""
        return [each for each in self.sees(who, self.chat(who)) if each.author is None]

    def thread(self, who: str, room: str, root: str) -> list[Screen]:
        """What the desk shows in a thread."""
        return [each for each in self.sees(who, room) if each.author is None and each.root == root]

    def card(self, who: str, room: str, root: str) -> Screen:
        """The one card of the request that was asked there: what names it with its service and its site."""
        (found,) = [each for each in self.thread(who, room, root) if is_card(each)]
        return found

    def triage(self, ref: str, who: str = "ronan") -> Screen:
        """The one card of a request in the assistants' channel."""
        (found,) = [each for each in self.sees(who, TRIAGE) if each.root is None and plainly(each.text).startswith(ref)]
        return found

    def reads(self, who: str) -> str:
        """All that somebody has before their eyes, wherever they are."""
        rooms = [each.id for each in self.teams.tenant.rooms.values() if self.who(who) in each.people]
        shown = [each.text for room in rooms for each in self.sees(who, room)]
        dialog = self.teams.people.dialog(self.who(who))
        shown += [card_lines(dialog.card, self.teams.tenant.people[self.who(who)]).text] if dialog else []
        return "\n".join(map(plainly, shown))

    def told(self, who: str, seen: Seen) -> str:
        """What somebody is told of what they pressed, where they pressed it."""
        person = self.teams.tenant.people[self.who(who)]
        shown = [seen.told or ""] + [card_lines(each, person).text for each in (seen.card, _in(seen)) if each]
        return plainly("\n".join(shown))

    # -- what went wrong ----------------------------------------------------------------------------------------------

    def refused(self) -> list[str]:
        """What Teams refused of what the desk asked, but for what it was asked too soon."""
        log = (each for each in self.teams.log if each.status >= 400 and each.status != 429)
        return [f"{each.verb} {each.status}: {each.answer}" for each in log]

    def unheard(self) -> list[str]:
        """The deliveries that the desk did not acknowledge at once."""
        log = self.teams.deliveries.log
        return [f"{each.kind}: {each.answer}" for each in log if not each.answer.ok or len(each.attempts) != 1]


@asynccontextmanager
async def a_tenant(folder: Path, *, unlimited: bool = False) -> AsyncIterator[Scene]:
    """The cannery's tenant, and a desk that has just opened in it for the first time."""
    async with running_fake_teams(unlimited=unlimited) as teams:
        _people(teams)
        desk = Desk(teams, folder)
        teams.endpoint = f"{desk.url}/api/messages"
        try:
            await desk.start()
            scene = Scene(teams, desk)
            await scene.settle()
            yield scene
            await desk.stop()
        finally:
            with suppress(ProcessLookupError, AssertionError):
                await desk.kill()


def plainly(text: str) -> str:
    """A text with every space the same, and without what only parts signs."""
    return _THIN.sub(" ", text).replace("\N{WORD JOINER}", "")


def is_card(shown: Screen) -> bool:
    return re.match(rf"{REFERENCE.pattern}, ", plainly(shown.text)) is not None


def references(texts: Iterable[str]) -> set[str]:
    """The requests that some texts name."""
    return {ref for each in texts for ref in REFERENCE.findall(plainly(each))}


def _people(teams: FakeTeams) -> None:
    tenant = teams.tenant
    for who, (name, email) in NAMES.items():
        tenant.person(name, id=_id(who), email=email, guest=who in GUESTS)
    all_of_them = [_id(who) for who in NAMES]
    inside = [_id(who) for who in NAMES if who not in EMPLOYEES]
    tenant.channel(tenant.team("Ateliers", all_of_them), "vannes", id=VANNES)
    tenant.channel(tenant.team("Quais", all_of_them, rsc=False), "quiberon", id=QUIBERON)
    pole = tenant.team("Pôle", inside)
    tenant.channel(pole, "pôle", id=TRIAGE)
    tenant.channel(pole, "alarme", id=ALERTS)


def _in(seen: Seen) -> JSON | None:
    return seen.dialog.card if seen.dialog is not None else None


def _id(name: str) -> str:
    return object_id(f"golfe {name}")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
