"""The printing house's desk in a process of its own, in Slack alone: to be loaded, killed and started again.

`python -m tests.under_fire.slack_desk` reads its settings from the environment as `relais serve` does, loads its code
and waits for a line on its standard input; then it starts and prints the port where it listens. It does not wait a
second between two posts. It stops in order at SIGTERM, and at once when its standard input is closed.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from dataclasses import replace

from adapters import slack
from adapters.platform import AppPorts, Platform
from bot.charter import load
from bot.clock import SystemClock
from relais.app import App
from relais.logs import configure
from relais.settings import Settings

POST_EVERY = 0.02
"""Seconds; the second that Slack asks for is the pump's to keep (tests/adapters/test_delivery.py)."""


def main() -> None:
    """Wait to be told, then run until the end."""
    configure("warning", json=True)
    settings = Settings.load(env_file=None)
    charter = load(settings.charter)
    if not sys.stdin.readline():
        return
    threading.Thread(target=_end_with_the_test, daemon=True).start()

    async def run() -> None:
        app = App(settings, charter, settings.database_url, SystemClock(), [_hurried])
        await app.run(on_started=lambda: print(app.port, flush=True))

    asyncio.run(run())


def _hurried(ports: AppPorts) -> Platform:
    made = slack.make(ports)
    made.capabilities = replace(made.capabilities, post_every=POST_EVERY)
    return made


def _end_with_the_test() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
