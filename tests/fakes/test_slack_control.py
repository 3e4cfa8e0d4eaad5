"""The fake Slack as a process of its own."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient


async def test_it_is_a_process_that_a_test_governs_over_http() -> None:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.fakes.slack", "7", stdin=pipe, stdout=pipe
    )
    assert process.stdout is not None
    assert process.stdin is not None
    told = json.loads(await process.stdout.readline())
    async with aiohttp.ClientSession(f"http://127.0.0.1:{told['port']}/control/") as session:

        async def ask(what: str, **given: Any) -> Any:
            async with session.post(what, json=given) as response:
                return await response.json()

        ines = await ask("workspace/user", name="Inès Caron", email="ines@essai.invalid")
        lyon = await ask("workspace/channel", name="lyon", members=[ines["id"]])
        posted = await ask("people/post", user=ines["id"], channel=lyon["id"], text="R&D")
        client = AsyncWebClient(told["bot_token"], base_url=told["api_url"], session=session)
        await client.chat_postMessage(channel=lyon["id"], text="LYO-42", thread_ts=posted["ts"])
        thread = await ask("people/thread", channel=lyon["id"], ts=posted["ts"])
        assert [each["text"] for each in thread] == ["R&amp;D", "LYO-42"]
        assert "impossible" in await ask("people/post", user=ines["id"], channel="C404", text="x")
        await ask("set", request_url="http://127.0.0.1:1/", retry_factor=0)
        seen = await ask("people/command", user=ines["id"], channel=lyon["id"], name="/desk")
        assert seen["trouble"] == "connection_failed"
        async with session.get("log") as response:
            assert [call["method"] for call in await response.json()] == ["chat.postMessage"]
    process.stdin.close()
    assert await process.wait() == 0
