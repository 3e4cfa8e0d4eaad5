"""The message action, and cards refused, in channels that the desk is not in: what is seen instead, and by whom."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from adapters.platform import Post, Ref
from bot.conversations import not_there
from bot.events import PostRefused
from bot.placing import stand
from relais.app import App
from relais.diagnosis import look_at_queues
from relais.settings import Settings
from storage.rows import table_of
from storage.tables import Inbox, InboxState, Outbox, OutboxState, Place
from tests.adapters.slack.attacking import Scene
from tests.adapters.slack.office import until
from tests.contract.conftest import Calls
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.slack import CallFault

BROKEN = "La clim est en panne à Lyon"
CERTIFICATE = "J'ai besoin d'une attestation employeur pour mon congé maternité"


def ailleurs(scene: Scene, kind: str = "private") -> str:
    """A conversation of the asker and the colleague alone."""
    cast = scene.far.cast
    found: str = scene.slack.workspace.channel("ailleurs", [cast.asker, cast.colleague], kind=kind, bot=False).id
    return found


def rows(app: App, table: Any) -> list[Any]:
    with app.database.read() as connection:
        return list(connection.execute(select(table_of(table))))


@pytest.mark.parametrize("kind", ["public", "private", "im", "mpim"])
async def test_its_author_is_answered_directly_wherever_it_was_written(scene: Scene, kind: str) -> None:
    asker, where = scene.far.cast.asker, ailleurs(scene, kind)
    ts = await scene.far.post(asker, where, BROKEN)
    seen = await scene.slack.people.message_shortcut(asker, where, ts)
    await scene.settle()
    assert seen.ok, seen.trouble
    (card,) = await scene.direct(asker)
    assert (card.kind, card.subject) == ("request", "LYO-1")
    assert await scene.desk_in(where) == []
    assert (await scene.triage("LYO-1")).buttons


@pytest.mark.parametrize("threaded", [False, True])
async def test_what_answers_the_action_there_is_seen_and_only_by_whoever_used_it(scene: Scene, threaded: bool) -> None:
    cast, where = scene.far.cast, ailleurs(scene)
    root = await scene.far.post(cast.colleague, where, "Bonjour") if threaded else None
    ts = await scene.far.post(cast.asker, where, CERTIFICATE, root)
    await scene.slack.people.message_shortcut(cast.colleague, where, ts)
    await scene.settle()
    told = [each.text for each in (*await scene.far.whispers(cast.colleague), *await scene.direct(cast.colleague))]
    assert ["semble personnel" in each for each in told] == [True]
    asked = [each.text for each in await scene.direct(cast.asker)]
    assert ["semble personnel" in each for each in asked] == [True]
    assert await scene.desk_in(where) == []
    assert await scene.desk_in(TRIAGE) == []


async def test_a_card_refused_in_a_channel_of_the_charter_is_shown_directly_and_doctor_tells(scene: Scene) -> None:
    scene.slack.fault(CallFault("chat.postMessage", "not_in_channel", channel=LYON))
    ts = await scene.ask(BROKEN)
    (card,) = await scene.direct(scene.far.cast.asker, "request")
    assert card.subject == "LYO-1"
    assert await scene.desk_in(LYON, ts) == []
    (found,) = [each for each in look_at_queues(scene.app.database, scene.app.charter) if not each.ok]
    assert found.advice == "platform.not_member"
    assert found.arguments is not None
    assert found.arguments["channel"] == LYON


async def test_a_card_of_triage_that_is_refused_is_shown_nowhere_else(scene: Scene) -> None:
    scene.slack.fault(CallFault("chat.postMessage", "not_in_channel", channel=TRIAGE))
    ts = await scene.ask(BROKEN)
    assert (await scene.card(ts)).subject == "LYO-1"
    cards = [each for each in scene.posted() if (each.metadata or {}).get("event_payload", {}).get("kind") == "triage"]
    assert cards == []
    assert [each.retired for each in rows(scene.app, Place)] == [False, False]


async def test_a_direct_card_that_is_refused_falls_back_on_nothing(scene: Scene) -> None:
    asker = scene.far.cast.asker
    scene.slack.fault(CallFault("chat.postMessage", "channel_not_found", channel=scene.far.direct(asker)))
    await scene.far.post(asker, scene.far.direct(asker), BROKEN)
    await scene.settle()
    assert await scene.direct(asker, "request") == []
    assert [each.retired for each in rows(scene.app, Place)] == [False, False]


async def test_told_twice_it_is_shown_once(scene: Scene) -> None:
    cast, where = scene.far.cast, ailleurs(scene)
    ts = await scene.far.post(cast.asker, where, BROKEN)
    await scene.slack.people.message_shortcut(cast.colleague, where, ts)
    await scene.settle()
    (refused,) = [each.id for each in rows(scene.app, Place) if each.conversation == where]
    failed = [each for each in rows(scene.app, Outbox) if each.state is OutboxState.FAILED]
    (row,) = [each.id for each in failed if each.place_id == refused]
    for key in (f"refused:{row}", "refused:once-more"):
        now, why = scene.app.clock.now(), "NotMember"
        again = PostRefused(key=key, at=now, why=why, platform="slack", conversation=where, place=refused)
        await asyncio.wrap_future(scene.app.door.submit(again))
    await scene.settle()
    assert [len(await scene.direct(each)) for each in (cast.asker, cast.colleague)] == [1, 1]


async def test_a_fault_while_it_is_decided_loses_nothing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = iter([True])

    def once(*arguments: Any) -> Place:
        if next(failing, False):
            raise RuntimeError("a fault of ours")
        return stand(*arguments)

    monkeypatch.setattr(not_there, "stand", once)
    scene.slack.fault(CallFault("chat.postMessage", "not_in_channel", channel=LYON))
    await scene.far.post(scene.far.cast.asker, LYON, BROKEN)
    await until(lambda: any(each.state is InboxState.FAILED for each in rows(scene.app, Inbox)))
    await until(lambda: len(rows(scene.app, Place)) == 3, 20)
    await scene.settle()
    assert len(await scene.direct(scene.far.cast.asker, "request")) == 1


async def test_killed_while_the_card_is_on_its_way_the_next_process_shows_it_directly(
    scene: Scene, tmp_path: Path
) -> None:
    cast, where = scene.far.cast, ailleurs(scene)
    ended = asyncio.Event()
    send = scene.platform.send

    async def dying(post: Post) -> Ref:
        if post.to.conversation == where:
            await ended.wait()
            raise asyncio.CancelledError
        return await send(post)

    on: Any = scene.platform
    on.send = dying
    ts = await scene.far.post(cast.asker, where, BROKEN)
    await scene.slack.people.message_shortcut(cast.asker, where, ts)
    await until(lambda: [each.state for each in rows(scene.app, Outbox)].count(OutboxState.SENDING) == 1)
    found = [each for each in rows(scene.app, Outbox) if each.state is OutboxState.SENDING]
    assert found[0].channel.endswith(where)
    copied = tmp_path / "as-killed.db"
    with sqlite3.connect(tmp_path / "desk.db") as died, sqlite3.connect(copied) as left:
        died.backup(left)
    app = App(Settings(port=0), scene.far.charter, f"sqlite:///{copied}", scene.app.clock, [scene.far.factory])
    try:
        await app.start()
        await scene.far.opened(app)
        after = Scene(app, scene.far, Calls())
        await until(lambda: len(rows(app, Place)) == 3, 20)
        await after.settle()
        (card,) = await after.direct(cast.asker)
        assert (card.kind, card.subject) == ("request", "LYO-1")
        assert await after.desk_in(where) == []
    finally:
        await app.stop()
        ended.set()
