"""The sandbox, driven as its page drives it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from adapters import sandbox
from adapters.platform import Factory, PlatformError
from adapters.sandbox.emoji import emoji_name
from adapters.sandbox.tables import DESK, NAME, TEAM
from relais.app import App
from tests.contract.harness import Answer, Cast, Harness, Pressable, Shown
from tests.fakes.company import company_on


@asynccontextmanager
async def open_harness() -> AsyncIterator[Harness]:
    async with aiohttp.ClientSession() as session:
        yield SandboxHarness(session)


HOME = "home"
"""What stands for the ts of a home, which is no message."""


class SandboxHarness:
    name = NAME
    team = TEAM
    refusals: frozenset[type[PlatformError]] = frozenset()
    """It lives in the desk's own process and database: there is nobody to refuse."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.charter = company_on(self.name)
        self.factory: Factory = sandbox.make
        employees = [
            each.id
            for each in sandbox.people.town(self.charter).inhabitants.values()
            if each.site == "lyon" and each.roles == {"employee"}
        ]
        self.cast = Cast(employees[0], employees[1])
        self._session = session
        self._url = ""
        self._app: App | None = None

    async def opened(self, app: App) -> None:
        self._app = app
        self._url = f"http://127.0.0.1:{app.port}/sandbox/api"

    def user(self, charter_id: str) -> str:
        return charter_id

    def direct(self, user: str) -> str:
        return sandbox.people.direct_id(user)

    async def post(self, user: str, conversation: str, text: str, root: str | None = None) -> str:
        told = await self._act(user, do="post", conversation=conversation, text=text, thread=root)
        return str(told["ts"])

    async def edit(self, user: str, conversation: str, ts: str, text: str) -> None:
        await self._act(user, do="edit", conversation=conversation, message=ts, text=text)

    async def remove(self, user: str, conversation: str, ts: str) -> None:
        await self._act(user, do="delete", conversation=conversation, message=ts)

    async def react(self, user: str, conversation: str, ts: str, emoji: str, on: bool = True) -> None:
        verb = "react" if on else "unreact"
        await self._act(user, do=verb, conversation=conversation, message=ts, emoji=emoji)

    async def press(self, user: str, conversation: str, shown: Shown, button: Pressable) -> Answer:
        pressed = {"act": button.act, "value": button.value}
        stood = {} if shown.ts == HOME else {"conversation": conversation, "message": shown.ts}
        return _answer(await self._act(user, do="press", **stood, **pressed))

    async def command(self, user: str, conversation: str, text: str) -> Answer:
        return _answer(await self._act(user, do="command", conversation=conversation, command="/desk", text=text))

    async def elsewhere(self) -> str | None:
        return None

    async def raise_message(self, user: str, conversation: str, ts: str) -> Answer:
        return _answer(await self._act(user, do="shortcut", conversation=conversation, message=ts))

    async def send_out(self, conversation: str) -> None:
        raise NotImplementedError("the desk is in all channels there for ever")

    async def bring_back(self, conversation: str) -> None:
        raise NotImplementedError("the desk is in all channels there for ever")

    async def submit(self, user: str, form: str, values: dict[str, str]) -> Answer:
        return _answer(await self._act(user, do="submit", form=form, values=values))

    async def seen(self, conversation: str) -> Sequence[Shown]:
        room = self._town.rooms[conversation]
        view = await self._get(f"conversations/{conversation}", sorted(room.members)[0])
        shown = [one for root in view["messages"] for one in (root, *root["thread"]) if not one.get("deleted")]
        return [self._shown(each) for each in sorted(shown, key=lambda each: each["ts"])]

    async def whispers(self, user: str) -> Sequence[Shown]:
        found = []
        for room in self._town.rooms_of(user):
            found += (await self._get(f"conversations/{room.id}", user))["whispers"]
        return [self._shown({**each, "author": {"id": DESK}}) for each in sorted(found, key=lambda each: each["at"])]

    async def open_home(self, user: str) -> None:
        await self._act(user, do="home")

    async def home(self, user: str) -> Shown | None:
        card = (await self._get("home", user))["card"]
        return card and self._shown({"ts": HOME, "root": None, "author": {"id": DESK}, "card": card})

    async def forms(self, user: str) -> dict[str, str]:
        return {each["id"]: each["title"] for each in (await self._get("forms", user))["forms"]}

    async def refuse(self, error: type[PlatformError], times: int = 1) -> None:
        raise NotImplementedError(error)

    @property
    def _town(self) -> sandbox.people.Town:
        return sandbox.people.town(self.charter)

    async def _act(self, user: str, **body: Any) -> dict[str, Any]:
        given = {"as": user} | {name: value for name, value in body.items() if value is not None}
        async with self._session.post(f"{self._url}/act", json=given) as response:
            told: dict[str, Any] = await response.json()
            assert response.status == 200, told
            return told

    async def _get(self, path: str, user: str) -> Any:
        async with self._session.get(f"{self._url}/{path}", params={"as": user}) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    def _shown(self, message: dict[str, Any]) -> Shown:
        card = message.get("card") or {}
        runs = message.get("runs") or _all_runs(card)
        author = message["author"]["id"]
        return Shown(
            message["ts"],
            message["root"],
            None if author == DESK else author,
            card["text"] if card else message["text"],
            subject=card.get("subject"),
            kind=card.get("kind"),
            buttons=tuple(
                Pressable(each["act"], each["label"], each["value"], each["enabled"])
                for each in card.get("buttons", ())
            ),
            pings=frozenset(str(run.get("user") or run["text"]) for run in runs if run.get("ping")),
            links=frozenset(run["url"] for run in runs if run.get("url")),
            reactions=frozenset(
                (user, emoji_name(each["emoji"]))
                for each in message.get("reactions", ())
                for user in self._who_reacted(each["people"])
            ),
        )

    def _who_reacted(self, names: list[str]) -> list[str | None]:
        by_name = {each.name: each.id for each in self._town.inhabitants.values()}
        return [by_name.get(name) for name in names]


def _all_runs(card: dict[str, Any]) -> list[dict[str, Any]]:
    runs = list(card.get("summary_runs", ()))
    for part in card.get("parts", ()):
        runs += part.get("runs", ())
        runs += [run for row in part.get("rows", ()) for cell in row for run in cell]
    return runs


def _answer(told: dict[str, Any]) -> Answer:
    form = told.get("form") or {}
    return Answer(
        told["r"],
        text=(told.get("card") or {}).get("text", ""),
        form=form.get("id"),
        fields=tuple(each["id"] for each in form.get("fields", ())),
        errors=told.get("errors") or {},
    )
