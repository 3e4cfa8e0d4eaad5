"""`python -m tests.benchmarks.firing`: what a platform sends, from a process of its own: it costs the desk nothing.

It reads a volley a line from its standard input (JSON: url, seed, start, count, at_once, and `secret` for Slack or
`teams` for Teams), sends that many messages of the company's employees, each signed and with `at_once` of them always
unanswered, and prints what it measured.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import aiohttp

from bot.events import MessagePosted
from tests.benchmarks.company import CHANNELS, TEAM, messages
from tests.benchmarks.measuring import percentile
from tests.fakes.slack.delivering import signed


def envelope(said: MessagePosted) -> dict[str, Any]:
    """A message as Slack tells it (platform facts 1.2)."""
    event = {"type": "message", "channel": said.where.conversation, "channel_type": "channel", "user": said.who.user}
    event |= {"text": said.text, "ts": said.ts, "event_ts": said.ts, "team": TEAM}
    body = {"token": "x", "team_id": TEAM, "api_app_id": "A0RELAIS", "type": "event_callback", "event_id": said.key}
    return body | {"event": event, "event_time": int(said.at.timestamp()), "authorizations": [{"team_id": TEAM}]}


def activity(said: MessagePosted, told: dict[str, str]) -> dict[str, Any]:
    """A message as Teams tells it (platform facts 2.4). `told`: the tenant, the app and the service's address."""
    tenant, user = told["tenant"], said.who.user
    at, number = said.at.isoformat(timespec="milliseconds"), str(int(said.at.timestamp() * 1000))
    channel = said.where.conversation
    body: dict[str, Any] = {"type": "message", "id": number, "timestamp": at, "channelId": "msteams", "text": said.text}
    body |= {"serviceUrl": told["service_url"], "locale": "fr-FR", "textFormat": "plain"}
    body |= {"from": {"id": f"29:{user}", "aadObjectId": user, "name": user}, "recipient": {"id": f"28:{told['app']}"}}
    thread = {"id": f"{channel};messageid={number}", "conversationType": "channel", "isGroup": True, "tenantId": tenant}
    team = {"id": channel, "aadGroupId": channel}
    return body | {
        "conversation": thread,
        "channelData": {"tenant": {"id": tenant}, "team": team, "channel": {"id": channel}},
        "entities": [{"type": "clientInfo", "locale": "fr-FR", "country": "FR", "timezone": "Indian/Reunion"}],
    }


def _bodies(asked: dict[str, Any], said: Iterator[MessagePosted]) -> Iterator[bytes]:
    told = asked.get("teams")
    return (json.dumps(activity(each, told) if told else envelope(each)).encode() for each in said)


def _headers(asked: dict[str, Any], body: bytes) -> dict[str, str]:
    told = asked.get("teams")
    signature = {"Authorization": told["authorization"]} if told else signed(asked["secret"], body, time.time())
    return {"Content-Type": "application/json"} | signature


async def volley(asked: dict[str, Any]) -> dict[str, float]:
    """Fire; how many a second were acknowledged, and after how long (the median and p99, in ms)."""
    said = messages(asked["seed"], datetime.fromisoformat(asked["start"]), asked.get("channels", CHANNELS))
    waiting = iter(list(islice(_bodies(asked, said), asked["count"])))
    took: list[float] = []
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=asked["at_once"])) as session:

        async def gunner() -> None:
            for body in waiting:
                headers = _headers(asked, body)
                began = time.perf_counter()
                async with session.post(asked["url"], data=body, headers=headers) as answer:
                    await answer.read()
                took.append((time.perf_counter() - began) * 1000)
                if answer.status != 200:
                    raise AssertionError(f"answered {answer.status}")

        start = time.perf_counter()
        await asyncio.gather(*(gunner() for _ in range(asked["at_once"])))
        passed = time.perf_counter() - start
    return {"a second": len(took) / passed, "median ms": percentile(took, 50), "p99 ms": percentile(took, 99)}


def main() -> None:
    """Answer each line until there are no more."""
    for line in sys.stdin:
        print(json.dumps(asyncio.run(volley(json.loads(line)))), flush=True)


if __name__ == "__main__":
    main()
