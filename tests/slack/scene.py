"""A desk at work in the fake workspace, in this process or as `relais serve`, and what stands there to be read."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import aiohttp

from adapters.slack.limits import TEXT
from bot.clock import SystemClock
from relais.app import App
from relais.settings import Settings
from tests.contract.harness import Answer, Cast, Pressable, Shown
from tests.contract.harness_slack import SlackHarness, fake_slack
from tests.fakes.slack import BOT_USER, FakeSlack, running_fake_slack
from tests.fakes.slack.checks import elements_of
from tests.fakes.slack.showing import oddities
from tests.slack.company import CHARTER, TRIAGE, printers, printers_in
from tests.slack.showing import said_badly

ROOT = Path(__file__).parents[2]
START = 60.0
"""Seconds that a start may take on a machine that is busy with other tests."""
PATIENCE = 60.0
UNSETTLED = re.compile(r"^relais_(?:outbox_pending|inbox_unsettled)\{.*\} (\d+)", re.MULTILINE)
Idle = Callable[[], Awaitable[None]]
_THIN = re.compile("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]")


class Scene:
    """The workspace of the printing house, its people's hands, and a desk that works there."""

    def __init__(self, slack: FakeSlack, cast: Cast, idle: Idle) -> None:
        """`idle` returns once the desk has nothing left to do or to send."""
        self.slack, self.cast, self._idle = slack, cast, idle
        self.far = SlackHarness(slack, printers(), cast)

    async def settle(self) -> None:
        """Return once nothing is on its way in either direction."""
        async with asyncio.timeout(PATIENCE):
            await self.slack.idle()
            await self._idle()
            # What the desk did last may have been told to it.
            await self.slack.idle()
            await self._idle()

    # -- what people do -----------------------------------------------------------------------------------------------

    async def says(self, user: str, conversation: str, text: str, root: str | None = None) -> str:
        """Somebody writes, and all that follows happens; the message's ts."""
        ts = await self.far.post(user, conversation, text, root)
        await self.settle()
        return ts

    async def reacts(self, user: str, conversation: str, ts: str, emoji: str, *, on: bool = True) -> None:
        await self.far.react(user, conversation, ts, emoji, on)
        await self.settle()

    async def presses(self, user: str, conversation: str, shown: Shown, act: str, value: str | None = None) -> Answer:
        """Press the card's button of that act; or choose `value` in its menu of that act."""
        button = shown.button(act) if value is None else Pressable(act, "", value)
        told = await self.far.press(user, conversation, shown, button)
        await self.settle()
        return told

    async def fills(self, user: str, opened: Answer, **values: str) -> Answer:
        """Send the form that a press has opened."""
        assert opened.form is not None, opened
        told = await self.far.submit(user, opened.form, values)
        await self.settle()
        return told

    def option(self, user: str, field: str, label: str) -> str:
        """The value of a choice in the form in front of somebody, by what they read."""
        view = self.slack.people.top(user)
        assert view is not None
        (menu,) = [element for block, element in elements_of(view.body["blocks"]) if block["block_id"] == field]
        (value,) = [each["value"] for each in menu["options"] if label in each["text"]["text"]]
        return str(value)

    # -- what stands there --------------------------------------------------------------------------------------------

    async def desk_in(self, conversation: str, root: str | None = None, kind: str | None = None) -> list[Shown]:
        """What the desk shows in a conversation: all of it, or of one thread, or of one kind."""
        return [
            each
            for each in await self.far.seen(conversation)
            if each.author is None and root in (None, each.root) and kind in (None, each.kind)
        ]

    async def card(self, conversation: str, ts: str) -> Shown:
        """The only card of the request in the thread of its ask."""
        (found,) = await self.desk_in(conversation, ts, "request")
        return found

    async def triage(self, ref: str) -> Shown:
        """The only card of a request in triage."""
        (found,) = [each for each in await self.desk_in(TRIAGE, kind="triage") if each.subject == ref]
        return found

    async def direct(self, user: str, kind: str | None = None) -> list[Shown]:
        """What the desk says to someone in their direct conversation."""
        return await self.desk_in(self.far.direct(user), kind=kind)

    async def reads(self, user: str) -> str:
        """All that somebody has before their eyes: every conversation that they are in, whispers, home and forms."""
        rooms = [each.id for each in self.slack.workspace.channels.values() if user in each.members]
        shown = [each for room in rooms for each in await self.far.seen(room)]
        shown += await self.far.whispers(user)
        home = await self.far.home(user)
        return "\n".join(plainly(each.text) for each in (*shown, *([home] if home else [])))

    def shown_badly(self) -> list[str]:
        """What Slack refused, and what it would show otherwise than meant; empty when all is well."""
        refused = [each for each in self.slack.log if not each.answer.get("ok") and each.status != 429]
        found = [f"{each.method}: {each.answer.get('error')}" for each in refused]
        for text, blocks in self._said():
            found += [f"no text: {blocks}"] if not text.strip() else []
            found += [f"a text of {len(text)}"] if len(text) > TEXT else []
            found += oddities(text, blocks)
        for view in self.slack.workspace.views.values():
            found += oddities("", view.body["blocks"])
        found += said_badly(self.slack)
        return found + [f"a stray ack: {each}" for each in self.slack.sockets.stray_acks]

    def impatient(self) -> list[str]:
        """Where something was posted again before the second that Slack asked for: it may ask, for clocks differ."""
        posts = [each for each in self.slack.log if each.method == "chat.postMessage"]
        found = []
        for at, refused in enumerate(posts):
            later = (each for each in posts[at + 1 :] if each.arguments["channel"] == refused.arguments["channel"])
            following = next(later, None)
            if refused.status == 429 and following is not None and following.began - refused.began < 1:
                found.append(f"{following.began - refused.began:.2f} s in {refused.arguments['channel']}")
        return found

    def unheard(self) -> list[str]:
        """The deliveries that the desk did not acknowledge at once."""
        log = self.slack.deliveries.log
        return [f"{each.kind}: {each.answer}" for each in log if not each.answer.ok or len(each.attempts) != 1]

    def _said(self) -> Iterator[tuple[str, list[dict[str, object]] | None]]:
        for room in self.slack.workspace.rooms.values():
            yield from ((each.text, each.blocks) for each in room.values() if each.user == BOT_USER and not each.gone)
        yield from ((each.text, each.blocks) for each in self.slack.workspace.whispers)


def plainly(text: str) -> str:
    """A text with every space the same."""
    return _THIN.sub(" ", text)


async def is_settled(session: aiohttp.ClientSession, address: str) -> bool:
    """Whether the desk at that address has nothing left to do or to send."""
    async with session.get(f"{address}/metrics") as response:
        if response.status != 200:
            return False
        counts = UNSETTLED.findall(await response.text())
    return not any(int(count) for count in counts)


@asynccontextmanager
async def a_scene(database_url: str, *, socket_mode: bool, outside: str = "member") -> AsyncIterator[Scene]:
    """A desk in this process, on a database of its own, that does not wait a second between two posts."""
    async with running_fake_slack() as slack:
        cast = printers_in(slack, outside)
        factory = fake_slack(slack, socket=socket_mode)
        app = App(Settings(port=0), printers(), database_url, SystemClock(), [factory])
        try:
            await app.start()
            address = f"http://127.0.0.1:{app.port}"
            yield await _opened(Scene(slack, cast, app.idle), address, socket_mode=socket_mode)
        finally:
            await app.stop()


@asynccontextmanager
async def a_served_scene(folder: Path, *, socket_mode: bool) -> AsyncIterator[Scene]:
    """`relais serve` in a process of its own, as an administrator starts it."""
    async with running_fake_slack(unlimited=False) as slack:
        cast = printers_in(slack)
        port = _free_port()
        secret = ("SLACK_APP_TOKEN", slack.app_token) if socket_mode else ("SLACK_SIGNING_SECRET", slack.signing_secret)
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "fr_FR.UTF-8"}
        environment |= {"RELAIS_CHARTER": str(CHARTER), "RELAIS_PORT": str(port), secret[0]: secret[1]}
        environment |= {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_API_URL": slack.api_url}
        with (folder / "serve.log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "relais", "serve", cwd=folder, env=environment, stdout=log, stderr=log
            )
            try:
                address = f"http://127.0.0.1:{port}"
                async with aiohttp.ClientSession() as session:
                    await _ready(session, address, process)
                    scene = Scene(slack, cast, partial(_quiet, session, address))
                    yield await _opened(scene, address, socket_mode=socket_mode)
            finally:
                if process.returncode is None:
                    process.terminate()
                status = await process.wait()
    assert status == 0


async def _opened(scene: Scene, address: str, *, socket_mode: bool) -> Scene:
    if socket_mode:
        await scene.slack.sockets.connected()
    else:
        scene.slack.request_url = f"{address}/slack/events"
    await scene.settle()
    return scene


async def _ready(session: aiohttp.ClientSession, address: str, process: asyncio.subprocess.Process) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and process.returncode is None:
        with suppress(aiohttp.ClientConnectionError):
            async with session.get(f"{address}/readyz") as response:
                if response.status == 200:
                    return
        await asyncio.sleep(0.1)
    raise AssertionError("the desk does not get ready: see serve.log")


async def _quiet(session: aiohttp.ClientSession, address: str) -> None:
    while not await is_settled(session, address):  # noqa: ASYNC110  # what is waited for happens in another process
        await asyncio.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
