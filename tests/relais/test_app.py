"""The roof: started whole or not at all, stopped clean, and told of another charter while it runs."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.charter import CharterError, load
from bot.clock import SystemClock
from bot.events import MessagePosted, Where, Who, dump
from relais.app import App
from relais.settings import Settings
from storage.rows import table_of
from storage.tables import CharterVersion
from storage.unit import Unit
from tests.fakes.company import DEMO
from tests.fakes.stage import ask
from tests.fakes.tiny import TEAM, tiny

ROOT = Path(__file__).parents[2]
TRAIN = "Bonjour, pouvez-vous réserver un train pour Paris jeudi à 14 h ?"


@pytest.fixture
def charter_file(tmp_path: Path) -> Path:
    """The sample company with its channels on the tiny platform, to be rewritten."""
    file = tmp_path / "charter.yaml"
    file.write_text(DEMO.read_text(encoding="utf-8").replace("platform: slack", "platform: tiny"), encoding="utf-8")
    return file


def make_app(url: str, charter_file: Path, database_url: str, port: int = 0) -> App:
    settings = Settings(port=port, charter=charter_file)
    return App(settings, load(charter_file), database_url, SystemClock(), [tiny(url)])


@pytest.fixture
async def app(tiny_server: str, charter_file: Path, sqlite_url: str) -> AsyncIterator[App]:
    ask(f"{tiny_server}/reset", {"seed": 1})
    ask(f"{tiny_server}/people", [{"user": "U1", "name": "Paul"}])
    made = make_app(tiny_server, charter_file, sqlite_url)
    await made.start()
    yield made
    await made.stop()


async def get(app: App, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{app.port}{path}") as answer:
        return answer.status, await answer.text()


def asked(key: str) -> str:
    return dump(
        MessagePosted(
            key=key,
            at=datetime.now(UTC),
            who=Who(platform="tiny", team=TEAM, user="U1"),
            where=Where(platform="tiny", conversation="C0LYON"),
            ts=key,
            text=TRAIN,
        )
    )


async def test_an_event_that_comes_in_over_http_is_acted_on_and_counted(app: App, tiny_server: str) -> None:
    said = ask(f"{tiny_server}/say", {"conversation": "C0LYON", "user": "U1", "text": TRAIN})
    async with aiohttp.ClientSession(f"http://127.0.0.1:{app.port}") as session:
        for _ in range(2):
            async with session.post("/tiny/events", data=asked(said["ts"])) as answer:
                assert answer.status == 200
    await app.idle()
    log = ask(f"{tiny_server}/log")
    assert {entry["conversation"] for entry in log if entry["verb"] == "post"} == {"C0LYON", "C0DESK"}
    assert (await get(app, "/healthz"))[0] == 200
    assert await get(app, "/readyz") == (200, "[]")
    _, numbers = await get(app, "/metrics")
    assert 'relais_outbox_sent_total{kind="send",platform="tiny"}' in numbers
    assert 'relais_inbox_unsettled{state="parked"} 0.0' in numbers
    stranger = {"Host": "evil.example"}
    async with (
        aiohttp.ClientSession(f"http://127.0.0.1:{app.port}", headers=stranger) as session,
        session.get("/metrics") as answer,
    ):
        assert (answer.status, "relais_" in await answer.text()) == (403, False)


async def test_it_says_why_it_is_not_ready(app: App) -> None:
    await app.platforms["tiny"].stop()
    status, reasons = await get(app, "/readyz")
    assert (status, json.loads(reasons)) == (503, ["tiny.not_connected"])
    await app.pump.stop()
    assert "pump.stopped" in json.loads((await get(app, "/readyz"))[1])


async def test_a_valid_charter_comes_into_force_and_an_invalid_one_is_refused(app: App, charter_file: Path) -> None:
    old = app.charter
    _write(charter_file, "sites: nowhere\n")
    assert await app.reload() is False
    assert app.charter is old
    _write(charter_file, None)
    assert await app.reload() is False
    assert app.charter is old
    _write(charter_file, old.source.replace("Ateliers Durance", "Ateliers Verdon"))
    assert await app.reload() is True
    assert app.charter.desk.name == "Ateliers Verdon"

    def kept(unit: Unit) -> set[str]:
        return set(unit.execute(table_of(CharterVersion).select()).scalars())

    assert await asyncio.wrap_future(app.writer.run(kept)) == {old.hash, app.charter.hash}


async def test_a_charter_that_gives_an_id_to_somebody_else_is_not_taken(
    app: App, charter_file: Path, sqlite_url: str, tiny_server: str
) -> None:
    old = app.charter
    _write(
        charter_file, old.source.replace("name: Marc Vidal", "name: Paul Roche").replace("marc.vidal@", "paul.roche@")
    )
    assert await app.reload() is False
    assert app.charter is old
    again = make_app(tiny_server, charter_file, sqlite_url)
    with pytest.raises(CharterError, match="Marc Vidal"):
        await again.start()
    assert not again.pump.running


def _write(file: Path, text: str | None) -> None:
    """What an administrator does while the desk runs; none: the file is lost."""
    if text is None:
        file.unlink()
    else:
        file.write_text(text, encoding="utf-8")


async def test_it_lets_go_of_everything(tiny_server: str, charter_file: Path, sqlite_url: str) -> None:
    before = set(threading.enumerate())
    app = make_app(tiny_server, charter_file, sqlite_url)
    await app.start()
    ours = {each.name for each in set(threading.enumerate()) - before}
    await app.stop()
    assert "relais-writer" in ours
    assert [each.name for each in threading.enumerate() if each.name.startswith("relais-")] == []


async def test_what_cannot_start_is_stopped_again(tiny_server: str, charter_file: Path, sqlite_url: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        app = make_app(tiny_server, charter_file, sqlite_url, taken.getsockname()[1])
        with pytest.raises(OSError, match="address already in use"):
            await app.start()
    assert [each.name for each in threading.enumerate() if each.name.startswith("relais-")] == []
    assert not app.pump.running


@contextmanager
def desk_process(url: str, charter_file: Path, database_url: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    command = [sys.executable, "-m", "tests.fakes.served_desk", url, str(charter_file), database_url]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={"PATH": os.environ["PATH"]}
    ) as process:
        assert process.stdout is not None
        try:
            yield process, int(process.stdout.readline())
        finally:
            process.kill()


def test_a_process_starts_fast_and_light_and_ends_at_sigterm(
    tiny_server: str, charter_file: Path, sqlite_url: str
) -> None:
    """Sighup with a broken charter changes nothing; sigterm lets what is in flight end, and ends with status 0."""
    ask(f"{tiny_server}/reset", {"seed": 1})
    ask(f"{tiny_server}/people", [{"user": "U1", "name": "Paul"}])
    began = time.monotonic()
    with desk_process(tiny_server, charter_file, sqlite_url) as (process, port):
        assert time.monotonic() - began < 5 * 2, "twice the promise: other tests share these processors"
        assert _resident_megabytes(process.pid) < 200
        charter_file.write_text("nothing: good\n", encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        ask(f"{tiny_server}/faults", [{"verb": "post", "how": "slow", "times": 1, "after": 1.0}])
        ask(f"http://127.0.0.1:{port}/tiny/events", json.loads(asked("1")))
        while not any(entry["verb"] == "post" for entry in ask(f"{tiny_server}/log")):
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        _, lines = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "charter_refused" in [json.loads(line)["event"] for line in lines.splitlines()]
    posted = [entry for entry in ask(f"{tiny_server}/log") if entry["verb"] == "post"]
    assert len(posted) == len({(entry["conversation"], entry["tag"]) for entry in posted})


def _resident_megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    (line,) = (each for each in status.splitlines() if each.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
