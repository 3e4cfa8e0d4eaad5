"""The desk's side of the tiny platform: the port over HTTP, and the events that the platform sends in.

`tiny(url)` is a factory for relais.app.App. Events come in as the desk's own JSON (bot.events.dump), on
POST /NAME/events.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import aiohttp
from aiohttp import web

from adapters import platform as port
from adapters.platform import Address, AppPorts, Capabilities, Post, Ref, Someone
from adapters.rendering import Drawn, DrawnForm
from bot import events
from bot.cards import dump_reply
from bot.events import ConversationSeen, MessageSeen, Profile, Where, Who
from storage.faults import StorageUnavailable

TEAM = "T1"
CAPABILITIES = Capabilities(
    threads=True,
    whispers=True,
    reactions_anywhere=True,
    reactions_out=True,
    edits_seen=True,
    home=True,
    finds_sent=True,
    reads_messages=True,
)
_REFUSALS = {
    "not_member": port.NotMember,
    "forbidden": port.Forbidden,
    "blocked": port.Blocked,
    "not_installed": port.NotInstalled,
}


@contextmanager
def running_tiny_server() -> Iterator[str]:
    """The platform in a process of its own; gives its address. Ends with the block, whatever happens to the test."""
    command = [sys.executable, "-m", "tests.fakes.tiny_server"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.stdin.close()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()


def tiny(url: str, name: str = "tiny", capabilities: Capabilities = CAPABILITIES) -> port.Factory:
    """A factory of this platform at a server's address; several may be on at once under different names."""
    return lambda ports: Tiny(url, name, capabilities, ports)


class Tiny:
    """The port, over HTTP."""

    def __init__(self, url: str, name: str, capabilities: Capabilities, ports: AppPorts | None) -> None:
        self.name = name
        self.capabilities = capabilities
        self.routes: Sequence[web.AbstractRouteDef] = (web.post(f"/{name}/events", self._event),)
        self._url = url
        self._ports = ports
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        asks_as = {"X-Desk": str(os.getpid())}
        self._session = aiohttp.ClientSession(self._url, timeout=aiohttp.ClientTimeout(total=10), headers=asks_as)
        if self._ports is not None:
            await self._introduce(self._ports)

    async def stop(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def not_ready(self) -> Sequence[str]:
        return () if self._session else (f"{self.name}.not_connected",)

    async def send(self, post: Post) -> Ref:
        body = {"conversation": post.to.conversation, "root": post.to.root, "card": asdict(post.card)}
        answer = await self._ask("post", tag=post.outbox_id, **body)
        return Ref(answer["conversation"], answer["ts"])

    async def update(self, ref: Ref, card: Drawn) -> None:
        await self._ask("update", card=asdict(card), **asdict(ref))

    async def delete(self, ref: Ref) -> None:
        with suppress(port.Gone):
            await self._ask("delete", **asdict(ref))

    async def react(self, ref: Ref, verb: str, on: bool) -> None:
        await self._ask("react", emoji=verb, on=on, **asdict(ref))

    async def whisper(self, person: Someone, at: Address, card: Drawn, outbox_id: int) -> None:
        await self._ask("whisper", card=asdict(card), tag=outbox_id, **asdict(person), **asdict(at))

    async def direct(self, person: Someone) -> str:
        conversation: str = (await self._ask("direct", **asdict(person)))["conversation"]
        return conversation

    async def home(self, person: Someone, card: Drawn) -> None:
        await self._ask("home", card=asdict(card), **asdict(person))

    async def update_form(self, form_id: str, form: DrawnForm) -> None:
        await self._ask("form", id=form_id, form=asdict(form))

    async def fetch_person(self, person: Someone) -> Profile:
        if person.team != TEAM:
            raise port.Gone(person.team)
        return self._profile(await self._ask("person", **asdict(person)))

    async def fetch_message(self, ref: Ref, root: str | None) -> MessageSeen:
        where = Where(platform=self.name, conversation=ref.conversation, root=root)
        try:
            found = await self._ask("message", **asdict(ref))
        except port.Gone:
            return MessageSeen(key="", at=self._now(), where=where, ts=ref.ts)
        return MessageSeen(
            key="",
            at=self._now(),
            where=where.model_copy(update={"root": found["root"]}),
            ts=ref.ts,
            who=Who(platform=self.name, team=TEAM, user=found["user"]),
            text=found["text"],
        )

    async def members(self, conversation: str) -> Sequence[Profile]:
        found = await self._ask("members", conversation=conversation)
        return [self._profile(each) for each in found["people"]]

    async def find_sent(self, outbox_id: int, to: Address, since: datetime) -> Ref | None:
        # Its clock is its own, and the desk's may have been moved.
        ahead = self._now() - datetime.now(UTC) if self._ports else timedelta(0)
        oldest = (since - ahead).timestamp()
        found = await self._ask("find", tag=outbox_id, conversation=to.conversation, since=oldest)
        return Ref(**found) if found else None

    async def _ask(self, verb: str, **body: Any) -> dict[str, Any]:
        assert self._session is not None
        try:
            async with self._session.post(f"/{verb}", json=body) as response:
                answer: dict[str, Any] = await response.json() if response.content_type == "application/json" else {}
                _check(response, answer)
                return answer
        except aiohttp.ClientConnectorError as error:
            raise port.Transient from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise port.Unknown from error

    async def _introduce(self, ports: AppPorts) -> None:
        """Tell the desk where it is, so that it asks who is there; anew at each start, for people come and go."""
        start = uuid4().hex
        for channel in ports.charter.channels:
            if channel.platform == self.name:
                where = Where(platform=self.name, conversation=channel.id)
                seen = ConversationSeen(key=f"{self.name}:here:{start}:{channel.id}", at=self._now(), where=where)
                await asyncio.wrap_future(ports.door.submit(seen))

    async def _event(self, request: web.Request) -> web.Response:
        assert self._ports is not None
        event = events.load(json.dumps(_storable(await request.json())))
        try:
            reply = await asyncio.wrap_future(self._ports.door.submit(event))
        except StorageUnavailable as error:
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "1"}) from error
        return web.Response(text=dump_reply(reply), content_type="application/json")

    def _profile(self, found: dict[str, Any]) -> Profile:
        return Profile(
            who=Who(platform=self.name, team=TEAM, user=found["user"]), name=found["name"], email=found.get("email")
        )

    def _now(self) -> datetime:
        assert self._ports is not None
        return self._ports.clock.now()


def _storable(value: Any) -> Any:
    match value:
        case str():
            return events.storable(value)
        case list():
            return [_storable(each) for each in value]
        case dict():
            return {key: _storable(each) for key, each in value.items()}
        case _:
            return value


def _check(response: aiohttp.ClientResponse, answer: dict[str, Any]) -> None:
    match response.status:
        case 200:
            return
        case 429:
            raise port.RateLimited(float(response.headers["Retry-After"]), answer["scope"])
        case 503:
            raise port.Transient
        case 404:
            raise port.Gone
        case 413:
            raise port.TooBig
        case 403:
            raise _REFUSALS[answer["why"]]
        case _:
            raise port.Unknown
