"""What people write is in no log line and in no metric, whatever part of an event it stands in and whatever breaks."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import aiohttp
import pytest
import structlog
from sqlalchemy import text

from adapters import platform as port
from storage.unit import Unit
from tests.adapters.slack.attacking import written
from tests.canaries import CANARY, ear, in_turn, leaks
from tests.contract.conftest import Stage, a_desk
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.slack.delivering import signed

JSON = dict[str, Any]
ASK = f"il me faudrait un badge pour {CANARY} demain à 8h"


@pytest.fixture
def heard() -> Iterator[io.StringIO]:
    with ear() as said:
        yield said


def on_a_copy(migrated: Path, folder: Path) -> str:
    return f"sqlite:///{copyfile(migrated, folder / 'desk.db')}"


@pytest.fixture(params=["slack", "teams", "sandbox"])
async def stage(request: pytest.FixtureRequest, migrated_file: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """A desk on each platform in turn."""
    async with a_desk(request.param, on_a_copy(migrated_file, tmp_path)) as working:
        yield working


class Wire:
    """What a platform sends to the desk: kept as it goes by, and sent again with something else in it."""

    def __init__(self, stage: Stage) -> None:
        self.far: Any = stage.far
        self.url = f"http://127.0.0.1:{stage.app.port}"
        self.acts: list[JSON] = []
        self._number = 0
        if stage.far.name == "sandbox":
            self._listen()

    def sent(self) -> list[JSON]:
        """One payload of each kind that was sent."""
        if self.far.name == "sandbox":
            return _of_each(self.acts, lambda body: body["do"])
        if self.far.name == "slack":
            bodies = [each.body for each in self.far.slack.deliveries.log]
            return _of_each(bodies, lambda body: (body.get("type"), *_named(body.get("event", body))))
        activities = [each.activity for each in self.far.teams.deliveries.log]
        return _of_each(activities, lambda made: (made["type"], made.get("name"), *_told(made)))

    async def send(self, payload: JSON) -> int:
        """As the platform itself would, as an event of its own."""
        self._number += 1
        async with aiohttp.ClientSession() as session:
            if self.far.name == "sandbox":
                async with session.post(f"{self.url}/sandbox/api/act", json=payload) as answer:
                    return answer.status
        if self.far.name == "slack":
            if payload.get("event_id") not in (None, CANARY):
                payload["event_id"] = f"EvCANARY{self._number}"
            raw, kind = written(payload)
            headers = {"Content-Type": kind} | signed(self.far.slack.signing_secret, raw, time.time())
            return int((await self.far.slack.deliveries.send_raw(raw, headers)).status)
        if payload.get("id") not in (None, CANARY):
            payload["id"] = str(int(time.time() * 1000) + self._number)
        headers = {"Content-Type": "application/json", "Authorization": self.far.teams.login.authorization()}
        return int((await self.far.teams.deliveries.send_raw(json.dumps(payload).encode(), headers)).status)

    async def metrics(self) -> str:
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}/metrics") as answer:
            assert answer.status == 200
            return await answer.text()

    def _listen(self) -> None:
        act = self.far._act

        async def kept(user: str, **body: Any) -> Any:
            self.acts.append({"as": user} | {name: each for name, each in body.items() if each is not None})
            return await act(user, **body)

        self.far._act = kept


def _of_each(payloads: list[JSON], kind: Callable[[JSON], Any]) -> list[JSON]:
    return list({kind(each): each for each in payloads}.values())


def _named(part: JSON) -> tuple[Any, ...]:
    return part.get("type"), part.get("subtype"), part.get("command"), part.get("callback_id")


def _told(made: JSON) -> tuple[Any, ...]:
    return made.get("channelData", {}).get("eventType"), *sorted(made), made["conversation"].get("conversationType")


async def a_day(stage: Stage) -> None:
    """A request is asked, reworded, pressed, talked about and deleted; a form is opened, an emoji put."""
    far, who = stage.far, stage.far.cast.asker
    ts = await stage.ask(ASK)
    await far.edit(who, LYON, ts, f"{ASK}, et un pour {CANARY}2")
    await stage.settle()
    triage = await stage.triage("LYO-1")
    await far.press(far.user("claire"), TRIAGE, triage, triage.button("claim"))
    await far.post(who, LYON, f"et aussi {CANARY}", ts)
    await far.react(who, LYON, ts, "eyes")
    await far.react(who, LYON, ts, "eyes", on=False)
    await far.command(who, LYON, f"voir {CANARY}")
    await far.command(who, LYON, "nouvelle")
    await stage.settle()
    await far.remove(who, LYON, ts)
    await stage.settle()


async def test_no_part_of_an_event_is_logged_or_counted(stage: Stage, heard: io.StringIO) -> None:
    wire = Wire(stage)
    await a_day(stage)
    payloads = wire.sent()
    assert len(payloads) >= 4, [list(each) for each in payloads]
    statuses = [await wire.send(made) for payload in payloads for _, made in in_turn(payload, 24)]
    assert len(statuses) > 30
    assert max(statuses) < 500
    await stage.settle()
    assert leaks(heard) == []
    assert leaks(await wire.metrics()) == []


async def test_what_is_refused_is_neither_logged_nor_counted_by_what_it_says(stage: Stage, heard: io.StringIO) -> None:
    """Unsigned, forged, cut short, of another kind, elsewhere: the canary in each of its parts."""
    wire = Wire(stage)
    path = {"slack": "/slack/events", "teams": "/api/messages", "sandbox": "/sandbox/api/act"}[stage.far.name]
    whole = json.dumps({"type": CANARY, "text": CANARY, "do": CANARY, "as": CANARY}).encode()
    token = f"Bearer {CANARY}.{CANARY}.{CANARY}"
    signature = {"X-Slack-Request-Timestamp": CANARY, "X-Slack-Signature": f"v0={CANARY}", "Authorization": token}
    stamped = {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": f"v0={CANARY}"}
    async with aiohttp.ClientSession() as session:
        for body in (whole, whole[:-5], CANARY.encode(), b"\xff" + CANARY.encode()):
            for headers in ({}, signature, stamped, {"Content-Type": CANARY}, {"Cookie": CANARY, "User-Agent": CANARY}):
                for where in (path, f"{path}?text={CANARY}", f"/{CANARY}", f"/readyz/{CANARY}"):
                    said = {"Content-Type": "application/json"} | headers
                    async with session.post(f"{wire.url}{where}", data=body, headers=said) as answer:
                        assert 400 <= answer.status < 500, (where, answer.status)
    assert leaks(heard) == []
    assert leaks(await wire.metrics()) == []


def boom(*_: Any, **__: Any) -> Any:
    raise RuntimeError(f"{CANARY}: {ASK}")


def bad_statement(event: Any, unit: Unit, prepared: Any) -> Any:
    """SQLAlchemy tells the values of a statement that failed."""
    unit.execute(text("insert into words (nowhere) values (:said)"), {"said": ASK})


async def unkept(*_: Any, **__: Any) -> Any:
    raise port.Unknown(f"{CANARY}: {ASK}")


BREAKS: list[tuple[str, str, Callable[..., Any], str]] = [
    ("app.desk", "prepare", boom, "event.failed"),
    ("app.desk", "handle", boom, "event.failed"),
    ("app.desk", "handle", bad_statement, "event.failed"),
    ("app.desk", "draw_place", boom, "outbox_not_drawn"),
    ("platform", "send", boom, "outbox_again"),
    ("platform", "send", unkept, "outbox_again"),
    ("app.pump", "_look", boom, "pump_turn_failed"),
    ("app.auditor", "_audit", boom, "audit_failed"),
    ("app.metronome", "_due", boom, "tick_failed"),
]
"""Where something breaks, and the line that tells of it."""


@pytest.mark.parametrize(
    ("part", "name", "breaks", "line"), BREAKS, ids=[f"{one}.{name}" for one, name, _, _ in BREAKS]
)
async def test_what_breaks_is_told_without_a_word_of_it(
    part: str,
    name: str,
    breaks: Callable[..., Any],
    line: str,
    migrated_file: Path,
    tmp_path: Path,
    heard: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with a_desk("slack", on_a_copy(migrated_file, tmp_path)) as stage:
        broken: Any = stage
        for step in part.split("."):
            broken = getattr(broken, step)
        with monkeypatch.context() as patch:
            patch.setattr(broken, name, breaks)
            await stage.far.post(stage.far.cast.asker, LYON, ASK)
            if line == "audit_failed":
                await stage.app.auditor.stop()
                await stage.app.auditor.start()
            async with asyncio.timeout(10):
                while line not in heard.getvalue():  # noqa: ASYNC110  # what is waited for is a line in a log
                    await asyncio.sleep(0.02)
        assert leaks(heard) == []
        assert leaks(await Wire(stage).metrics()) == []
        with stage.app.database.read() as connection:
            faults = connection.execute(text("select error from inbox union select error from outbox")).all()
        assert leaks(str(faults)) == []


def test_the_ear_hears(heard: io.StringIO) -> None:
    structlog.get_logger("adapters.slack").info("slack.refused", code=CANARY)
    logging.getLogger("aiohttp.access").info("POST /%s", CANARY)
    assert len(leaks(heard)) == 1
    assert len(heard.getvalue().splitlines()) == 2
