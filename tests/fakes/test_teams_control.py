"""The fake Teams as a process of its own."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import aiohttp

from tests.fakes.teams.login import SCOPE
from tests.fakes.test_teams_api import at, message


async def test_it_is_a_process_that_a_test_governs_over_http() -> None:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.fakes.teams", "7", stdin=pipe, stdout=pipe
    )
    assert process.stdout is not None
    assert process.stdin is not None
    told = json.loads(await process.stdout.readline())
    origin = told["TEAMS_SERVICE_URLS"]
    async with aiohttp.ClientSession() as session:

        async def ask(what: str, **given: Any) -> Any:
            async with session.post(f"{origin}/control/{what}", json=given) as response:
                return await response.json()

        ines = await ask("tenant/person", name="Inès Caron", email="ines@essai.invalid")
        team = await ask("tenant/team", name="Essai", members=[ines["id"]])
        lyon = await ask("tenant/channel", team=team["id"], name="lyon")
        posted = await ask("people/post", user=ines["id"], room=lyon["id"], text="R&D", mentions=["28:none"])
        assert "impossible" in posted
        await ask("set", endpoint="http://127.0.0.1:1/", retry_factor=0)
        posted = await ask("people/post", user=ines["id"], room=lyon["id"], text="R&D")
        asked = {"grant_type": "client_credentials", "scope": SCOPE, "client_id": told["TEAMS_APP_ID"]}
        asked["client_secret"] = told["TEAMS_APP_PASSWORD"]
        async with session.post(told["TEAMS_TOKEN_URL"], data=asked) as response:
            bearer = {"Authorization": f"Bearer {(await response.json())['access_token']}"}
        path = at(f"{lyon['id']};messageid={posted['id']}", "activities")
        async with session.post(f"{origin}/teams/v3/{path}", json=message(), headers=bearer) as response:
            assert response.status == 201
        seen = await ask("people/sees", user=ines["id"], room=lyon["id"])
        assert [(each["lines"], each["root"]) for each in seen] == [(["R&D"], None), (["bonjour"], posted["id"])]
        await ask("idle")
        async with session.get(f"{origin}/control/deliveries") as response:
            (delivery,) = await response.json()
        assert (delivery["lost"], delivery["answer"]["failed"]) == (True, "connection_failed")
        async with session.get(f"{origin}/control/log") as response:
            assert [call["verb"] for call in await response.json()] == ["send"]
    process.stdin.close()
    assert await process.wait() == 0
