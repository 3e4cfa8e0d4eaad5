"""The tiny fake platform, its server beside the desk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer

from adapters import platform as port
from adapters.platform import PlatformError
from bot.events import (
    ButtonPressed,
    CommandGiven,
    ConversationSeen,
    Event,
    FormSubmitted,
    HomeOpened,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    MessageSeen,
    ReactionAdded,
    ReactionRemoved,
    ShortcutUsed,
    Where,
    Who,
    dump,
)
from relais.app import App
from tests.contract.harness import Answer, Cast, Harness, Pressable, Shown
from tests.fakes.company import company_on
from tests.fakes.tiny import TEAM, tiny
from tests.fakes.tiny_server import application

HOW: dict[type[PlatformError], str] = {
    port.RateLimited: "limit",
    port.Transient: "busy",
    port.Unknown: "error",
    port.TooBig: "too_big",
    port.Gone: "gone",
    port.NotMember: "not_member",
    port.Blocked: "blocked",
    port.NotInstalled: "not_installed",
    port.Forbidden: "forbidden",
}
ELSEWHERE = "Celsewhere"
"""The conversation that the desk is not in."""


@asynccontextmanager
async def open_harness() -> AsyncIterator[Harness]:
    async with TestServer(application()) as server, aiohttp.ClientSession() as session:
        harness = TinyHarness(f"http://127.0.0.1:{server.port}", session)
        await harness.people_it()
        yield harness


class TinyHarness:
    name = "tiny"
    team = TEAM
    refusals = frozenset(HOW)

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.session = session
        self.charter = company_on(self.name)
        self.factory = tiny(url)
        self.cast = Cast("zoe", "karim")
        self._app: App | None = None
        self._keys = 0
        self._opened: dict[str, str] = {}

    async def people_it(self) -> None:
        """The charter's people and two more, all of them in every channel."""
        people = [{"user": each.id, "name": each.name, "email": each.email} for each in self.charter.people]
        people += [{"user": "zoe", "name": "Zoé Petit"}, {"user": "karim", "name": "Karim Diallo"}]
        await self._tell("people", people)
        everyone = [each["user"] for each in people]
        for channel in self.charter.channels:
            await self._tell("room", {"conversation": channel.id, "members": everyone})

    async def opened(self, app: App) -> None:
        self._app = app

    def user(self, charter_id: str) -> str:
        return charter_id

    def direct(self, user: str) -> str:
        return f"D{user}"

    async def post(self, user: str, conversation: str, text: str, root: str | None = None) -> str:
        body = {"conversation": conversation, "user": user, "text": text, "root": root}
        ts: str = (await self._tell("say", body))["ts"]
        if conversation == ELSEWHERE:
            return ts
        named = tuple(each.id for each in self.charter.people if f"@{each.name}" in text)
        await self._enter(
            MessagePosted(
                **self._facts(user),
                where=self._where(conversation, root),
                ts=ts,
                text=text,
                mentions_desk="@Relais" in text,
                mentions=named,
            )
        )
        return ts

    async def edit(self, user: str, conversation: str, ts: str, text: str) -> None:
        where = self._where(conversation, await self._root(conversation, ts))
        await self._enter(MessageEdited(**self._facts(user), where=where, ts=ts, text=text))

    async def remove(self, user: str, conversation: str, ts: str) -> None:
        where = self._where(conversation, await self._root(conversation, ts))
        await self._tell("delete", {"conversation": conversation, "ts": ts})
        facts = self._facts(user)
        del facts["who"]
        await self._enter(MessageDeleted(**facts, where=where, ts=ts))

    async def react(self, user: str, conversation: str, ts: str, emoji: str, on: bool = True) -> None:
        where = self._where(conversation, await self._root(conversation, ts))
        kind = ReactionAdded if on else ReactionRemoved
        await self._enter(kind(**self._facts(user), where=where, ts=ts, emoji=emoji))

    async def press(self, user: str, conversation: str, shown: Shown, button: Pressable) -> Answer:
        where = self._where(conversation, shown.root)
        facts = self._facts(user)
        pressed = ButtonPressed(**facts, where=where, ts=shown.ts, act=button.act, value=button.value)
        answer = await self._enter(pressed)
        if answer.form is not None:
            self._opened[answer.form] = user
        return answer

    async def command(self, user: str, conversation: str, text: str) -> Answer:
        """As those platforms send it that have commands: this one says of itself that it has none."""
        where = self._where(conversation)
        return await self._enter(CommandGiven(**self._facts(user), where=where, command="desk", text=text))

    async def elsewhere(self) -> str | None:
        await self._tell("room", {"conversation": ELSEWHERE, "members": [self.cast.asker, self.cast.colleague]})
        await self._tell("faults", [{"verb": "*", "how": "not_member", "times": 10**6, "where": ELSEWHERE}])
        return ELSEWHERE

    async def raise_message(self, user: str, conversation: str, ts: str) -> Answer:
        message = await self._message(conversation, ts)
        where = self._where(conversation, message["root"])
        await self._enter(MessageSeen(**self._facts(message["user"]), where=where, ts=ts, text=message["text"]))
        return await self._enter(ShortcutUsed(**self._facts(user), where=where, shortcut="desk_from_message", ts=ts))

    async def send_out(self, conversation: str) -> None:
        await self._tell("faults", [{"verb": "*", "how": "not_member", "times": 10**6, "where": conversation}])

    async def bring_back(self, conversation: str) -> None:
        await self._tell("faults", [])
        facts = self._facts("")
        await self._enter(ConversationSeen(key=facts["key"], at=facts["at"], where=self._where(conversation)))

    async def submit(self, user: str, form: str, values: dict[str, str]) -> Answer:
        return await self._enter(FormSubmitted(**self._facts(user), form=form, values=values))

    async def seen(self, conversation: str) -> Sequence[Shown]:
        async with self.session.get(f"{self.url}/messages", params={"conversation": conversation}) as response:
            return [self._shown(each) for each in await response.json() if not each["gone"]]

    async def whispers(self, user: str) -> Sequence[Shown]:
        found = [each for each in await self.log() if each["verb"] == "whisper" and each["user"] == user]
        return [self._shown({**each, "ts": f"w{each['tag']}", "user": "desk", "reactions": ()}) for each in found]

    async def open_home(self, user: str) -> None:
        await self._enter(HomeOpened(**self._facts(user)))

    async def home(self, user: str) -> Shown | None:
        async with self.session.get(f"{self.url}/homes") as response:
            card = (await response.json()).get(user)
        return card and self._shown({"ts": "home", "root": None, "user": "desk", "card": card, "reactions": ()})

    async def forms(self, user: str) -> dict[str, str]:
        filled = {each["id"]: each["form"]["title"] for each in await self.log() if each["verb"] == "form"}
        return {form: title for form, title in filled.items() if self._opened.get(form) == user}

    async def refuse(self, error: type[PlatformError], times: int = 1) -> None:
        await self._tell("faults", [{"verb": "*", "how": HOW[error], "times": times, "scope": "*"}])

    async def log(self) -> list[dict[str, Any]]:
        """Every effect, in the order in which it happened."""
        async with self.session.get(f"{self.url}/log") as response:
            found: list[dict[str, Any]] = await response.json()
            return found

    async def _root(self, conversation: str, ts: str) -> str | None:
        root: str | None = (await self._message(conversation, ts))["root"]
        return root

    async def _message(self, conversation: str, ts: str) -> dict[str, Any]:
        async with self.session.get(f"{self.url}/messages", params={"conversation": conversation}) as response:
            return next((each for each in await response.json() if each["ts"] == ts), {"root": None})

    async def _tell(self, path: str, body: Any) -> Any:
        async with self.session.post(f"{self.url}/{path}", json=body) as response:
            response.raise_for_status()
            return await response.json()

    async def _enter(self, event: Event) -> Answer:
        assert self._app is not None
        url = f"http://127.0.0.1:{self._app.port}/{self.name}/events"
        async with self.session.post(url, data=dump(event)) as response:
            response.raise_for_status()
            told = await response.json()
        form = told.get("form") or {}
        return Answer(
            told["r"],
            text=str(told.get("card") or ""),
            form=form.get("id"),
            fields=tuple(each["id"] for each in form.get("fields", ())),
            errors={field: str(text) for field, text in (told.get("errors") or {}).items()},
        )

    def _facts(self, user: str) -> dict[str, Any]:
        assert self._app is not None
        self._keys += 1
        who = Who(platform=self.name, team=TEAM, user=user)
        return {"key": f"{self.name}:{self._keys}", "at": self._app.clock.now(), "who": who}

    def _where(self, conversation: str, root: str | None = None) -> Where:
        named = conversation == ELSEWHERE or self.charter.channel(self.name, conversation)
        kind = "channel" if named else "direct"
        return Where(platform=self.name, conversation=conversation, kind=kind, root=root)

    def _shown(self, message: dict[str, Any]) -> Shown:
        card = message["card"]
        author = None if message["user"] == "desk" else message["user"]
        reactions = {(None, self._emoji(verb)) for verb in message["reactions"]}
        if not card:
            text = message["text"]
            return Shown(message["ts"], message["root"], author, text, reactions=frozenset(reactions))
        runs = [run for part in card["parts"] for run in _runs(part)] + card["summary"]
        return Shown(
            message["ts"],
            message.get("root"),
            author,
            "\n".join(_line(part) for part in card["parts"]) or _flat(card["summary"]),
            subject=card["subject"],
            kind=card["kind"],
            buttons=tuple(
                Pressable(each["act"], each["label"], each["value"], each["enabled"])
                for part in card["parts"]
                for each in part.get("buttons", ())
            ),
            pings=frozenset(
                str(run["user"] or run["text"]) for run in runs if run["kind"] == "mention" and run["ping"]
            ),
            links=frozenset(run["url"] for run in runs if run["url"]),
            reactions=frozenset(reactions),
        )

    def _emoji(self, verb: str) -> str:
        return str(next(iter(getattr(self.charter.reactions, verb))))


def _runs(part: dict[str, Any]) -> list[dict[str, Any]]:
    cells = [cell for row in part.get("rows", ()) for cell in row]
    return [run for runs in (part.get("runs", ()), *cells) for run in runs]


def _line(part: dict[str, Any]) -> str:
    return _flat(_runs(part))


def _flat(runs: list[dict[str, Any]]) -> str:
    return "".join(run["text"] for run in runs)
