"""The demo in a process of its own, on a free port, with a database that nobody has used."""

import asyncio
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from relais.demo import CHARTER, Demo
from relais.logs import configure
from relais.settings import Settings
from tests.canaries import strangers

ROOT = Path(__file__).parents[2]
START = 90.0
"""Seconds that a start may take on a machine that is busy with other tests."""


@contextmanager
def served_demo(folder: Path, *, seeded: bool, ready: bool = True) -> Iterator[str]:
    """The address of a demo that runs until the end: as `relais demo` opens it (`seeded`), or with no past at all.

    `ready`: once its past is lived; else as soon as it is told.
    """
    settings = {
        "RELAIS_PORT": "0",
        "RELAIS_HOST": "127.0.0.1",
        "RELAIS_DATABASE_URL": f"sqlite:///{folder / 'demo.db'}",
        "PYTHONUNBUFFERED": "1",
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RELAIS_")} | settings
    command = [sys.executable, "-m", "relais", "demo"] if seeded else [sys.executable, "-m", "tests.e2e.served"]
    with (folder / "demo.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            address = _address(process, folder / "demo.log")
            if ready:
                _wait_until_ready(address)
            yield address
        finally:
            process.terminate()
            process.wait(30)
            if process.stdout is not None:
                process.stdout.close()
    assert strangers((folder / "demo.log").read_text(encoding="utf-8")) == [], "said on standard error"


def set_clock(address: str, to: str) -> None:
    """Move the clock of a demo there."""
    body = json.dumps({"to": to}).encode()
    request = Request(f"{address}sandbox/api/clock", body, {"Content-Type": "application/json"})
    with urlopen(request, timeout=30) as answer:
        assert answer.status == 200


def _address(process: subprocess.Popen[str], log: Path) -> str:
    said: queue.SimpleQueue[str] = queue.SimpleQueue()
    assert process.stdout is not None
    threading.Thread(target=lambda out=process.stdout: said.put(out.readline()), daemon=True).start()
    try:
        line = said.get(timeout=START)
    except queue.Empty:
        line = ""
    address = line.strip().rpartition(" ")[2]
    assert address.startswith("http://127.0.0.1:"), f"the demo did not start: {line!r} {log.read_text()}"
    return address


def _wait_until_ready(address: str) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until:
        with suppress(HTTPError), urlopen(f"{address}readyz", timeout=START):
            return
        time.sleep(0.1)
    raise AssertionError("the demo does not get ready")


def serve_without_past() -> None:
    """Open the demo's desk as on a company's first day; its address is the one line printed."""
    settings = Settings.load(env_file=None)
    configure("warning")
    from bot.charter import load

    desk = Demo(settings, load(CHARTER), settings.database_url, timedelta(0))
    asyncio.run(desk.serve(lambda address: print(f"Relais : {address}", flush=True)))


if __name__ == "__main__":
    serve_without_past()
