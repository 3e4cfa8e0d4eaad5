"""The demo: a month already lived, a story to its end, and nothing private in public on the way."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from adapters.sandbox import seed, story
from bot.charter import load
from bot.clock import MovableClock
from bot.policies.business_time import open_time
from bot.policies.calendar import calendar_of
from relais.demo import CHARTER, Demo, NotADemo, forget
from relais.settings import Settings
from storage.database import open_database
from storage.rows import table_of
from storage.tables import Identity, Inbox, InboxState, Level, Request, State
from storage.unit import Unit


def settings() -> Settings:
    return Settings.model_validate({"port": 0})


@asynccontextmanager
async def running(url: str, past: timedelta = timedelta(0)) -> AsyncIterator[tuple[Demo, aiohttp.ClientSession]]:
    demo = Demo(settings(), load(CHARTER), url, past)
    await demo.start()
    try:
        await demo.live_the_past()
        async with aiohttp.ClientSession(f"http://127.0.0.1:{demo.port}") as session:
            yield demo, session
    finally:
        await demo.stop()


async def asked(session: aiohttp.ClientSession, path: str, **params: str) -> Any:
    async with session.get(f"/sandbox/api/{path}", params=params) as response:
        assert response.status == 200, await response.text()
        return await response.json()


def texts_of(seen: Any) -> str:
    """All the words that someone can see in a conversation."""
    return repr([seen["messages"], seen["whispers"]])


@pytest.mark.timeout(180)
async def test_it_opens_on_a_month_and_plays_its_story_to_the_end(sqlite_url: str) -> None:
    async with running(sqlite_url, timedelta(days=30)) as (demo, session):
        requests = _all(demo, Request)
        assert len(requests) >= 20
        assert {State.NEW, State.CLAIMED, State.CLOSED} <= {each.state for each in requests}
        assert {each.site for each in requests} == {site.id for site in demo.charter.sites}
        assert any(each.level is Level.CONFIDENTIAL for each in requests)
        assert max(each.asked_at for each in requests) - min(each.asked_at for each in requests) > timedelta(days=20)

        # Whoever looks has just asked for the same thing, as the one who asks in the story.
        early = {
            "as": "karim.haddad",
            "do": "post",
            "conversation": "C0LYON",
            "text": story._lines()["ask"],
        }
        for path, body in (("clock", {"to": "tuesday 10:00"}), ("act", early)):
            async with session.post(f"/sandbox/api/{path}", json=body) as response:
                assert response.status == 200
        told = await asked(session, "story")
        asker, worker = "", ""
        while told["played"] < told["steps"]:
            async with session.post("/sandbox/api/story/next") as response:
                told = await response.json()
                assert response.status == 200, told
            look = told["look"]
            seen = await asked(session, f"conversations/{look['conversation']}", **{"as": look["as"]})
            roots = {root["ts"]: root for root in seen["messages"]}
            assert look["thread"] is None or look["thread"] in roots
            assert told["played"] > 1 or any(each["card"] for each in roots[look["thread"]]["thread"])
            asker, worker = asker or look["as"], look["as"]
        async with session.post("/sandbox/api/story/next") as response:
            assert response.status == 409

        triage = texts_of(await asked(session, "conversations/C0DESK", **{"as": worker}))
        own = texts_of(await asked(session, "conversations/C0LYON", **{"as": asker}))
        note, secret, answer = "Je vois avec le gardien", "arrêt maladie", "la place 12 est à lui"
        assert note in triage
        assert note not in own
        assert answer in own
        assert secret not in triage + own
        assert secret in texts_of(await asked(session, "conversations/direct", **{"as": "nadia"}))
        assert {each.state for each in _all(demo, Inbox)} == {InboxState.HANDLED}


async def test_its_page_opens_before_its_past_is_lived(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = seed._written
    monkeypatch.setattr(seed, "_written", lambda kind: written(kind)[:3])
    demo = Demo(settings(), load(CHARTER), sqlite_url, timedelta(days=30))
    statuses: list[float] = []
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def look() -> None:
        async with aiohttp.ClientSession(await address) as session:
            for path, status in (("/", 200), ("/sandbox/page/app.js", 200), ("/sandbox/api/people", 503)):
                async with session.get(path) as response:
                    assert response.status == status, path
            async with session.post("/sandbox/api/act", json={}) as response:
                assert (response.status, (await response.json())["error"]) == (503, "preparing")
            async with session.get("/readyz") as response:
                assert (response.status, await response.json()) == (503, ["sandbox.preparing"])
            while not (told := await asked(session, "opening"))["open"]:
                statuses.append(told["lived"])
                await asyncio.sleep(0.02)
            async with session.get("/readyz") as response:
                assert response.status == 200
            assert (await asked(session, "people"))["people"]
        signal.raise_signal(signal.SIGTERM)

    async with asyncio.TaskGroup() as both:
        both.create_task(demo.serve(address.set_result))
        both.create_task(look())
    assert statuses == sorted(statuses)
    assert len(set(statuses)) > 2


async def test_a_past_that_cannot_be_lived_stops_it_and_is_told(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seed, "_written", lambda kind: [{"text": "no hour"}])
    demo = Demo(settings(), load(CHARTER), sqlite_url, timedelta(days=30))
    with pytest.raises(KeyError):
        await demo.serve(lambda address: None)


async def test_stopped_in_its_past_it_ends_at_once(sqlite_url: str) -> None:
    demo = Demo(settings(), load(CHARTER), sqlite_url, timedelta(days=30))

    def stop_soon(_address: str) -> None:
        asyncio.get_running_loop().call_later(0.3, signal.raise_signal, signal.SIGTERM)

    await demo.serve(stop_soon)
    assert len(_all(Demo(settings(), load(CHARTER), sqlite_url), Request)) < 20


@pytest.mark.timeout(120)
@pytest.mark.parametrize("opened", ["2026-11-20 17:25", "2026-11-23 06:10", "2026-12-25 11:00"])
async def test_whenever_it_opens_the_desk_is_well_kept(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, opened: str
) -> None:
    now = datetime.fromisoformat(opened).replace(tzinfo=ZoneInfo("Europe/Paris"))
    shift = now - datetime.now(UTC)
    monkeypatch.setattr("relais.demo.MovableClock", lambda offset: MovableClock(offset + shift))
    async with running(sqlite_url, timedelta(days=30)) as (demo, _):
        assert timedelta(0) <= demo.clock.now() - now < timedelta(minutes=1)
        requests = [each for each in _all(demo, Request) if each.open]
        sites = {site.id: site for site in demo.charter.sites}
        used = []
        for each in requests:
            promised = each.first_response_at if each.state is State.NEW else each.promised_at
            calendar = calendar_of(sites[each.site])
            used.append(
                open_time(calendar, each.asked_at, demo.clock.now()) / open_time(calendar, each.asked_at, promised)
            )
        assert len(requests) >= 10
        assert {State.NEW, State.CLAIMED, State.WAITING} <= {each.state for each in requests}
        assert [each.state for each, share in zip(requests, used, strict=True) if share > 1] == [State.CLAIMED]
        assert 2 <= sum(0.75 <= share <= 1 for share in used) <= 4
        assert {each.site for each in requests} == set(sites)


async def test_its_clock_goes_on_where_it_was_left(sqlite_url: str) -> None:
    async with running(sqlite_url) as (demo, session):
        before = demo.clock.now()
        async with session.post("/sandbox/api/clock", json={"by": "2d"}) as response:
            assert response.status == 200
    async with running(sqlite_url, timedelta(days=30)) as (demo, _):
        assert timedelta(days=2) <= demo.clock.now() - before < timedelta(days=2, minutes=2)
        assert not _all(demo, Request), "a database already lived in is given no past"


async def test_its_clock_does_not_go_back_when_it_is_killed_while_it_is_moved(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(sqlite_url) as (demo, session):
        before = demo.clock.now()

        async def killed_on_the_way(_to: datetime) -> None:
            assert isinstance(demo.clock, MovableClock)
            demo.clock.move_to(before + timedelta(days=1))
            raise RuntimeError

        monkeypatch.setattr(demo.metronome, "advance", killed_on_the_way)
        async with session.post("/sandbox/api/clock", json={"by": "2d"}) as response:
            assert response.status == 500
    again = Demo(settings(), load(CHARTER), sqlite_url)
    assert again.clock.now() - before >= timedelta(days=1)
    again.database.close()


async def test_killed_in_its_past_it_wakes_in_the_present(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(sqlite_url) as (demo, _):
        monkeypatch.setattr(demo.clock, "_offset", -timedelta(days=9))
        await demo._world.sandbox.keep_clock()
    again = Demo(settings(), load(CHARTER), sqlite_url)
    assert abs(again.clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
    again.database.close()


async def test_it_keeps_out_of_a_desk_that_serves_people(sqlite_url: str) -> None:
    async with running(sqlite_url):
        pass
    database = open_database(sqlite_url)
    with database.engine.connect() as connection, connection.begin():
        connection.execute(table_of(Identity).update().values(platform="slack"))
    database.close()
    with pytest.raises(NotADemo):
        Demo(settings(), load(CHARTER), sqlite_url)


def test_an_earlier_demo_is_forgotten_with_what_sqlite_left_beside_it(tmp_path: Path) -> None:
    for name in ("demo.db", "demo.db-wal", "demo.db-shm", "kept.db"):
        (tmp_path / name).touch()
    forget(tmp_path / "demo.db")
    assert [each.name for each in tmp_path.iterdir()] == ["kept.db"]


def _all(demo: Demo, model: type[Any]) -> list[Any]:
    with demo.database.read() as connection:
        return Unit(connection, demo.clock.now()).all(model, table_of(model).select())
