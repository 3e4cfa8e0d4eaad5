"""What a platform lends the contract suite: its people, what they do, what they see, and how it is made to refuse.

A platform `NAME` (a folder of adapters/, or a fake) has `tests/contract/harness_NAME.py` with `open_harness()`, an
asynchronous context manager that gives a `Harness`. Folders are found, not listed: one without a harness fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from adapters.platform import Factory, PlatformError
from bot.charter import Charter
from relais.app import App

ROOT = Path(__file__).parents[2]
FAKES = ("tiny",)


@dataclass(frozen=True)
class Pressable:
    """A button as someone sees it."""

    act: str
    label: str
    value: str
    enabled: bool = True


@dataclass(frozen=True)
class Shown:
    """A message as people see it: `text` is what they read, after the platform's own rendering.

    `author`: a user id, or none for the desk. `pings`: whom it notifies; `links`: where it leads; both as the platform
    would act on them, whoever wrote them. `reactions`: (user id or none for the desk, the charter's emoji).
    """

    ts: str
    root: str | None
    author: str | None
    text: str
    subject: str | None = None
    kind: str | None = None
    buttons: tuple[Pressable, ...] = ()
    pings: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    reactions: frozenset[tuple[str | None, str]] = frozenset()

    def button(self, act: str) -> Pressable:
        """Its first button of that act."""
        return next(each for each in self.buttons if each.act == act)


@dataclass(frozen=True)
class Answer:
    """What whoever acted is shown at once: `kind` is the reply's (done, say, open_form, …)."""

    kind: str
    text: str = ""
    form: str | None = None
    fields: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cast:
    """Users of the platform: two employees of Lyon whom the charter does not name; the others go by its ids."""

    asker: str
    colleague: str


class Harness(Protocol):
    """One platform with its far side. People's acts return once the desk has answered, not once all is delivered."""

    name: str
    team: str
    charter: Charter
    """The sample company, all of its channels on this platform; every user of it is in the channels that it may see."""
    factory: Factory
    cast: Cast
    refusals: frozenset[type[PlatformError]]
    """The errors that it can be told to answer with, by `refuse`."""

    async def opened(self, app: App) -> None:
        """The desk listens: from now on people act."""
        ...

    def user(self, charter_id: str) -> str:
        """The user id of a person of the charter."""
        ...

    def direct(self, user: str) -> str:
        """The id of someone's direct conversation with the desk."""
        ...

    async def post(self, user: str, conversation: str, text: str, root: str | None = None) -> str:
        """Somebody writes; the message's ts."""
        ...

    async def edit(self, user: str, conversation: str, ts: str, text: str) -> None: ...

    async def remove(self, user: str, conversation: str, ts: str) -> None: ...

    async def react(self, user: str, conversation: str, ts: str, emoji: str, on: bool = True) -> None: ...

    async def press(self, user: str, conversation: str, shown: Shown, button: Pressable) -> Answer: ...

    async def command(self, user: str, conversation: str, text: str) -> Answer:
        """`/desk` and what follows it, where the platform says that it has commands."""
        ...

    async def elsewhere(self) -> str | None:
        """A conversation of the asker and the colleague that the desk is not in; none where it is in all."""
        ...

    async def raise_message(self, user: str, conversation: str, ts: str) -> Answer:
        """The message action, on somebody's message."""
        ...

    async def send_out(self, conversation: str) -> None:
        """The desk is taken out of a channel."""
        ...

    async def bring_back(self, conversation: str) -> None:
        """The desk is added to a channel again."""
        ...

    async def submit(self, user: str, form: str, values: dict[str, str]) -> Answer: ...

    async def seen(self, conversation: str) -> Sequence[Shown]:
        """All the messages of a conversation, in the order in which they stand there."""
        ...

    async def whispers(self, user: str) -> Sequence[Shown]:
        """What only this person was shown, anywhere, in order."""
        ...

    async def open_home(self, user: str) -> None: ...

    async def home(self, user: str) -> Shown | None:
        """What was published last as someone's home."""
        ...

    async def forms(self, user: str) -> dict[str, str]:
        """The forms that stand on someone's screen: id to title."""
        ...

    async def refuse(self, error: type[PlatformError], times: int = 1) -> None:
        """Answer the next calls so."""
        ...


def platforms() -> tuple[str, ...]:
    """Every platform of this house: the folders of adapters/, and the fakes."""
    folders = (each.parent.name for each in (ROOT / "adapters").glob("*/__init__.py"))
    return (*sorted(folders), *FAKES)


def harness_of(name: str) -> AbstractAsyncContextManager[Harness]:
    """The harness of a platform; `ModuleNotFoundError` when nobody wrote it."""
    module: Any = import_module(f"tests.contract.harness_{name}")
    opened: AbstractAsyncContextManager[Harness] = module.open_harness()
    return opened
