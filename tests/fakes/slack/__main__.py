"""`python -m tests.fakes.slack [SEED]`: a fake Slack on a free port of 127.0.0.1, which it prints, with its tokens and
signing secret, as one line of JSON. It is governed over HTTP (control.py) and lives until its standard input is closed.
"""

from __future__ import annotations

import asyncio
import json
import sys

from tests.fakes.slack.server import running_fake_slack


async def _serve(seed: int) -> None:
    async with running_fake_slack(seed, governed=True) as slack:
        told = {"port": slack.port, "api_url": slack.api_url, "bot_token": slack.bot_token}
        told |= {"app_token": slack.app_token, "signing_secret": slack.signing_secret}
        print(json.dumps(told), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
