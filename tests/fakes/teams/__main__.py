"""`python -m tests.fakes.teams [SEED]`: a fake Teams, and its login, on free ports of 127.0.0.1.

The settings of a desk there are printed as one line of JSON. It is governed over HTTP (control.py) and lives until its
standard input is closed.
"""

from __future__ import annotations

import asyncio
import json
import sys

from tests.fakes.teams.server import running_fake_teams


async def _serve(seed: int) -> None:
    async with running_fake_teams(seed, governed=True) as teams:
        login = teams.login
        told = {"TEAMS_APP_ID": login.app, "TEAMS_APP_PASSWORD": login.secret, "TEAMS_TENANT_ID": login.tenant}
        told |= {"TEAMS_OPENID_URL": login.openid_url, "TEAMS_TOKEN_URL": login.token_url}
        print(json.dumps(told | {"TEAMS_SERVICE_URLS": teams.origin}), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
