"""A desk in a process of its own, on the tiny platform alone: to be loaded, killed and started again.

`python -m tests.fakes.tiny_desk DATABASE_URL TINY_URL AHEAD` loads its code and waits for a line on its standard input;
then it starts, its clock AHEAD seconds ahead of the machine's, and prints the port where it listens. It stops in order
at SIGTERM, and at once when its standard input is closed, so that it never outlives the test.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from datetime import timedelta

from bot.clock import MovableClock
from relais.app import App
from relais.logs import configure
from relais.settings import Settings
from tests.fakes.company import company_alone_on
from tests.fakes.tiny import tiny


def main(database_url: str, tiny_url: str, ahead: float) -> None:
    """Wait to be told, then run until the end."""
    configure("warning")
    charter = company_alone_on("tiny")
    if not sys.stdin.readline():
        return
    threading.Thread(target=_end_with_the_test, daemon=True).start()
    clock = MovableClock(timedelta(seconds=ahead))
    app = App(Settings(port=0), charter, database_url, clock, [tiny(tiny_url)])
    asyncio.run(app.run(on_started=lambda: print(app.port, flush=True)))


def _end_with_the_test() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
