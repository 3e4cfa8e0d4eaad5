"""A desk in a process of its own, on the tiny platform.

`python -m tests.fakes.served_desk TINY_URL CHARTER DATABASE_URL` prints the port where it listens, and stops as
`relais serve` does.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.charter import load
from bot.clock import SystemClock
from relais import logs
from relais.app import App
from relais.settings import Settings
from tests.fakes.tiny import tiny


async def _serve(url: str, charter: Path, database_url: str) -> None:
    settings = Settings(port=0, charter=charter)
    app = App(settings, load(charter), database_url, SystemClock(), [tiny(url)])
    await app.run(on_started=lambda: print(app.port, flush=True))


if __name__ == "__main__":
    logs.configure("info", json=True)
    asyncio.run(_serve(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
