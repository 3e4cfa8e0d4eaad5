"""How long until the desk is ready, and what it holds of the machine's memory while nothing happens."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import monotonic, sleep

from tests.benchmarks.measuring import Json, Size

PATIENCE = 120.0
_ROOT = Path(__file__).parents[2]


def bench(size: Size, folder: Path) -> Json:
    """Seconds until `/readyz` says 200, then megabytes once idle, of a desk on a database already lived in."""
    first = _start(folder, idle=0.0)
    again = [_start(folder, idle=size.idle) for _ in range(min(3, size.rounds))]
    imports = [_imports(folder) for _ in range(min(3, size.rounds))]
    return {
        "first start, page open": {"seconds": first["open"]},
        "first start, a month lived": {"seconds": first["ready"]},
        "start, until ready": {"seconds": median(each["ready"] for each in again)},
        "imports alone": {"seconds": median(imports)},
        "idle": {"megabytes": median(each["megabytes"] for each in again)},
    }


def _imports(folder: Path) -> float:
    start = monotonic()
    subprocess.run([sys.executable, "-c", "import relais.demo"], cwd=folder, check=True, env=_environment({}))
    return monotonic() - start


def _start(folder: Path, *, idle: float) -> Json:
    port = _free_port()
    settings = {"RELAIS_PORT": str(port), "RELAIS_DATABASE_URL": f"sqlite:///{folder / 'started.db'}"}
    start = monotonic()
    log = folder / "started.log"
    with log.open("wb") as output:
        desk = subprocess.Popen(
            [sys.executable, "-m", "relais", "demo"],
            cwd=folder, env=_environment(settings), stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        _wait(desk, log, lambda: b"http://" in log.read_bytes())
        found: Json = {"open": monotonic() - start}
        _wait(desk, log, lambda: _is_ready(port))
        found["ready"] = monotonic() - start
        sleep(idle)
        found["megabytes"] = _memory(desk.pid)
        return found
    finally:
        desk.send_signal(signal.SIGTERM)
        try:
            desk.wait(20)
        except subprocess.TimeoutExpired:
            desk.kill()
            desk.wait()


def _environment(settings: dict[str, str]) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("RELAIS_")}
    return {**known, **settings, "PYTHONPATH": str(_ROOT), "PYTHONUNBUFFERED": "1"}


def _wait(desk: subprocess.Popen[bytes], log: Path, over: Callable[[], bool]) -> None:
    deadline = monotonic() + PATIENCE
    while not over():
        if desk.poll() is not None or monotonic() > deadline:
            raise RuntimeError(f"the desk did not start: {log.read_text(errors='replace')[-2000:]}")
        sleep(0.01)


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def _memory(pid: int) -> float:
    """Megabytes (10^6) that the process holds in memory, its own and shared."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    return float("nan")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
