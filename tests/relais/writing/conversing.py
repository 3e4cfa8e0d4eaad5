"""Somebody who answers `relais charter new`, by its standard input."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from typer.testing import CliRunner

from relais.cli import build_app
from relais.settings import environment_names
from tests.fakes.slack import FakeSlack

ROOT = Path(__file__).parents[3]
PATIENCE = 30.0
Said = str | Sequence[str] | None
"""An answer, or several in turn; none where the question is not asked."""


@dataclass(frozen=True)
class Said10:
    """An answer a question, in their order; an empty one takes what is proposed."""

    company: Said = ""
    provider: Said = "Pôle Services"
    zone: Said = ""
    sites: Said = "Nantes, Rochefort"
    hours: Said = ("", "")
    requests: Said = ("", "")
    of_all: Said = "-"
    triage: Said = ""
    assistants: Said = "yanis, Maëlle"
    coordinators: Said = "Farid Amrani"
    of_provider: Said = ""
    pilot: Said = "gaelle"
    managers: Said = ("gaelle", "gaelle")
    executives: Said = "Gaëlle Rouault"
    services: Said = ""
    cleared: Said = "Odile Ferron, Bruno Sicard"

    @property
    def typed(self) -> str:
        """What goes in at the terminal."""
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def lines(self) -> list[str]:
        """The same, a line each."""
        lines: list[str] = []
        for each in fields(self):
            said: Said = getattr(self, each.name)
            lines += [] if said is None else [said] if isinstance(said, str) else said
        return lines


@dataclass(frozen=True)
class Ended:
    """How it ended: the exit status, both outputs."""

    status: int | None
    out: str
    err: str


PEOPLE = {
    "yanis": ("Yanis Kerbrat", "yanis.kerbrat@pole-services.example"),
    "maelle": ("Maëlle Guéguen", "maelle.gueguen@pole-services.example"),
    "farid": ("Farid Amrani", "farid.amrani@pole-services.example"),
    "odile": ("Odile Ferron", "odile.ferron@estuaire.example"),
    "bruno": ("Bruno Sicard", "bruno.sicard@estuaire.example"),
    "gaelle": ("Gaëlle Rouault", "gaelle.rouault@estuaire.example"),
    "zoe": ("Zoé Petit", "zoe.petit@estuaire.example"),
}
"""A printing house's people, by the ids that they should have in its charter; the last one is not named there."""
CHANNELS = {"C0NANTES": "demandes-nantes", "C0ROCHEFORT": "demandes-rochefort", "C0POLE": "pole-assistantes"}


def user_id(person: str) -> str:
    """How the fake workspace calls one of them."""
    return f"U0{person.upper()}"


def printers_in(slack: FakeSlack, yanis: str = "member") -> None:
    """Their workspace. `yanis`: what Yanis is there; for an outsider the channels are shared with his company."""
    for person, (name, email) in PEOPLE.items():
        slack.workspace.user(name, id=user_id(person), email=email, kind=yanis if person == "yanis" else "member")
    for channel, name in CHANNELS.items():
        slack.workspace.channel(name, map(user_id, PEOPLE), id=channel, shared=yanis == "outsider")


def environment(slack: FakeSlack | None, **more: str) -> dict[str, str]:
    """What the command finds around it; nothing of the machine's own settings."""
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "fr_FR.UTF-8", **more}
    return given if slack is None else {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_API_URL": slack.api_url} | given


async def relais(cwd: Path, slack: FakeSlack | None, *words: str, typed: bytes | str = b"", **more: str) -> Ended:
    """`relais` with these words, typed in that folder; the fake answers meanwhile."""
    given: dict[str, str | None] = {**dict.fromkeys(environment_names()), **environment(slack, **more)}
    with contextlib.chdir(cwd):
        done = await asyncio.to_thread(CliRunner().invoke, build_app(), words, typed, given)
    return Ended(done.exit_code, done.stdout, done.stderr)


async def new(cwd: Path, slack: FakeSlack | None, said: Said10 | str, *words: str, **more: str) -> Ended:
    """`relais charter new charter.yaml`, answered."""
    typed = said.typed if isinstance(said, Said10) else said
    return await relais(cwd, slack, "charter", "new", "charter.yaml", *words, typed=typed, **more)


class Terminal:
    """The same in a process of its own, to be answered little by little."""

    def __init__(self, run: asyncio.subprocess.Process) -> None:
        self.run = run
        self.out = ""

    async def until(self, said: str) -> None:
        """Wait for a sentence, after what was read already."""
        assert self.run.stdout is not None
        read = await asyncio.wait_for(self.run.stdout.readuntil(said.encode()), PATIENCE)
        self.out += read.decode()

    def type(self, *lines: str) -> None:
        assert self.run.stdin is not None
        self.run.stdin.write("".join(f"{line}\n" for line in lines).encode())

    async def interrupt(self) -> None:
        """Ctrl+C, and once more where nothing came of it: one that falls between a prompt and the reading is lost."""
        for _ in range(6):
            await asyncio.sleep(0.3)
            self.run.send_signal(signal.SIGINT)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.run.wait(), 4)
                return

    async def ended(self) -> Ended:
        """How it ends; by itself, for the terminal stays open."""
        await asyncio.wait_for(self.run.wait(), PATIENCE)
        out, err = await self.run.communicate()
        return Ended(self.run.returncode, self.out + out.decode(), err.decode())


def _hears_ctrl_c() -> None:
    """What runs in the background of a shell ignores Ctrl+C, and so do its children, unless told otherwise."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


async def opened(cwd: Path, slack: FakeSlack) -> Terminal:
    """`relais charter new charter.yaml`, waiting for its first answer."""
    run = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "relais", "charter", "new", "charter.yaml"),
        cwd=cwd,
        env=environment(slack),
        preexec_fn=_hears_ctrl_c,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    terminal = Terminal(run)
    await terminal.until("Son nom (")
    return terminal
