"""A whole desk on each platform that there is, with its clock at ten on a working morning."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from adapters.platform import Capabilities, Platform
from bot.charter import Charter
from bot.clock import MovableClock
from relais.app import App
from relais.settings import Settings
from tests.contract.harness import Harness, Shown, harness_of, platforms
from tests.fakes.company import LYON, TRIAGE, a_working_morning

TRAIN = "Bonjour, pouvez-vous réserver un train pour Paris jeudi à 14 h ?"


@dataclass
class Calls:
    """What the pump asked of a platform, in order: (verb, its arguments)."""

    made: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    def of(self, verb: str) -> list[tuple[Any, ...]]:
        return [arguments for name, arguments in self.made if name == verb]


@dataclass
class Stage:
    """A desk with one platform, and the people on its far side."""

    app: App
    far: Harness
    calls: Calls

    @property
    def platform(self) -> Platform:
        return self.app.platforms[self.far.name]

    @property
    def able(self) -> Capabilities:
        return self.platform.capabilities

    async def settle(self) -> None:
        await self.app.idle()

    async def ask(self, text: str = TRAIN, user: str | None = None, where: str = LYON) -> str:
        """Somebody asks in a channel, and all that follows is delivered; the message's ts."""
        ts = await self.far.post(user or self.far.cast.asker, where, text)
        await self.settle()
        return ts

    async def desk_in(self, conversation: str, root: str | None = None, kind: str | None = None) -> list[Shown]:
        """What the desk shows in a conversation: all of it, or of one thread, or of one kind."""
        return [
            each
            for each in await self.far.seen(conversation)
            if each.author is None and root in (None, each.root) and kind in (None, each.kind)
        ]

    async def card(self, ts: str) -> Shown:
        """The only card of the request in the thread of its ask."""
        (found,) = await self.desk_in(LYON, ts, "request")
        return found

    async def triage(self, subject: str | None) -> Shown:
        """The only card of a request in triage."""
        (found,) = [each for each in await self.desk_in(TRIAGE, kind="triage") if each.subject == subject]
        return found

    async def replies(self, conversation: str, root: str) -> list[str]:
        """What the desk says in a thread, but the request's cards."""
        shown = await self.desk_in(conversation, root)
        found = [each.text for each in shown if each.kind not in ("request", "triage", "reference")]
        return [re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", text) for text in found]

    async def message(self, conversation: str, ts: str) -> Shown:
        return next(each for each in await self.far.seen(conversation) if each.ts == ts)

    async def direct(self, user: str, kind: str | None = None) -> list[Shown]:
        """What the desk says to someone in their direct conversation."""
        return await self.desk_in(self.far.direct(user), kind=kind)


Opens = Callable[[Charter, Sequence[Harness]], Awaitable[App]]


@pytest.fixture
async def opens(migrated_url: str) -> AsyncIterator[Opens]:
    """Starts a desk with these platforms, on a database of its own, of each kind; stopped at the end."""
    async with AsyncExitStack() as stack:

        async def start(charter: Charter, far_sides: Sequence[Harness]) -> App:
            clock = MovableClock()
            clock.move_to(a_working_morning(clock.now()))
            app = App(Settings(port=0), charter, migrated_url, clock, [far.factory for far in far_sides])
            stack.push_async_callback(app.stop)
            await app.start()
            for far in far_sides:
                await far.opened(app)
            await app.idle()
            return app

        yield start


@asynccontextmanager
async def a_desk(name: str, url: str) -> AsyncIterator[Stage]:
    """A desk of its own on that platform, with a database of its own."""
    async with harness_of(name) as far:
        clock = MovableClock()
        clock.move_to(a_working_morning(clock.now()))
        app = App(Settings(port=0), far.charter, url, clock, [far.factory])
        await app.start()
        try:
            await far.opened(app)
            await app.idle()
            yield Stage(app, far, Calls())
        finally:
            await app.stop()


@pytest.fixture(params=platforms())
async def far(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    """The far side of each platform in turn."""
    async with harness_of(request.param) as harness:
        yield harness


@pytest.fixture
async def stage(far: Harness, opens: Opens) -> Stage:
    """A desk on each platform in turn, with an ear on all that the pump asks of it."""
    app = await opens(far.charter, [far])
    calls = Calls()
    listen(app.platforms[far.name], calls)
    return Stage(app, far, calls)


def listen(platform: Platform, calls: Calls) -> None:
    """Hear each call of these verbs as it is made, and let it through."""
    for verb in ("send", "update", "delete", "react", "whisper", "home"):
        setattr(platform, verb, _heard(verb, getattr(platform, verb), calls))


def _heard(verb: str, call: Callable[..., Awaitable[Any]], calls: Calls) -> Callable[..., Awaitable[Any]]:
    async def heard(*arguments: Any) -> Any:
        calls.made.append((verb, arguments))
        return await call(*arguments)

    return heard
