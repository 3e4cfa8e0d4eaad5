"""What was written while the desk was down, in a fake workspace that went on without it."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters.slack import catching_up, sweeping
from adapters.slack.past import listening_since
from bot.cards import Reply
from bot.charter import parse
from bot.door import Door
from bot.events import Event
from storage.database import open_database
from storage.faults import StorageUnavailable
from storage.rows import table_of
from storage.tables import CharterVersion, Inbox, InboxState, Source, State
from storage.unit import Unit
from tests.adapters.slack.nights import Night
from tests.adapters.slack.test_platform import CHARTER, slack_of, until
from tests.contract.harness_slack import user_id
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.slack import BOT_USER, CallFault
from tests.fakes.slack.records import Message

TRAIN = "Pouvez-vous réserver un train pour Paris jeudi à 14 h ?"
ROOM = "Il me faudrait une salle de réunion pour 8 personnes mardi de 10 h à 12 h."


async def test_what_was_asked_while_the_desk_was_down_is_asked_once(night: Night) -> None:
    app = await night.evening()
    await night.ask(TRAIN)
    await night.leave(app)
    await night.slack.people.post(BOT_USER, LYON, ROOM)
    asked = await night.ask(ROOM)
    await night.ask("Bonne soirée à tous !")
    with capture_logs() as lines:
        app = await night.morning()
        await until(lambda: "LYO-2" in night.requests(app))
        await until(lambda: any(each["event"] == "slack.swept" for each in lines))
    told = [each for each in lines if each["event"] == "slack.recovered"]
    assert [(each["conversation"], each["count"], each["reference"]) for each in told] == [(LYON, 2, "LYO-2")]
    assert ROOM not in str(lines)
    await night.leave(app)
    app = await night.morning()
    assert await slack_of(app).sweeper.sweep(slack_of(app).own, datetime.now(UTC)) == 0
    assert list(night.requests(app)) == ["LYO-1", "LYO-2"]
    # Slack tells late what it could not tell in time: that is the same message.
    night.slack.workspace.listener(asked.shown() | {"channel": LYON, "channel_type": "channel"}, LYON)
    await night.at_rest(app)
    assert list(night.requests(app)) == ["LYO-1", "LYO-2"]
    (finding,) = [each for each in await slack_of(app).examine() if each.what == "sweeping.recovered"]
    assert finding.arguments == {"count": 2, "references": "LYO-2"}


async def test_edits_and_deletions_of_a_night_are_heard(night: Night) -> None:
    app = await night.evening()
    kept, gone = await night.ask(TRAIN), await night.ask(ROOM)
    await night.leave(app)
    people, asker = night.slack.people, night.cast.asker
    await people.edit(asker, LYON, kept.ts, TRAIN.replace("jeudi", "vendredi"))
    await people.delete(asker, LYON, gone.ts)
    new = await night.ask("Mon badge ne marche plus, pouvez-vous m’en refaire un ?")
    await people.edit(asker, LYON, new.ts, "Mon badge ne marche plus, pouvez-vous m’en refaire deux ?")
    app = await night.morning()
    await until(lambda: "LYO-3" in night.requests(app))
    await until(lambda: any("vendredi" in each for each in night.words(app)))
    await night.at_rest(app)
    assert night.requests(app)["LYO-2"] is State.CANCELLED
    assert any("deux" in each for each in night.words(app))
    assert {each["ts"]: each["edited_at"] is not None for each in night.rows(app, Source)}[new.ts]
    before = len(night.rows(app, Inbox))
    assert await slack_of(app).sweeper.sweep(slack_of(app).own, datetime.now(UTC)) == 0
    assert len(night.rows(app, Inbox)) == before, "nothing is heard a second time"


async def test_what_was_said_in_a_thread_is_carried_and_what_was_heard_is_not(night: Night) -> None:
    app = await night.evening()
    root = await night.ask(TRAIN)
    await night.at_rest(app)
    await night.ask("Merci beaucoup !", root.ts)
    await night.leave(app)
    await night.ask("En première classe, s’il vous plaît.", root.ts)
    app = await night.morning()

    def carried() -> list[str]:
        return [each.text for each in night.slack.workspace.rooms[TRIAGE].values() if "première classe" in each.text]

    await until(carried)
    await night.at_rest(app)
    assert len(carried()) == 1
    swept = [each["key"] for each in night.rows(app, Inbox) if each["key"].startswith("slack:swept:")]
    assert len(swept) == 1


async def test_old_threads_of_open_requests_and_direct_conversations_are_read_too(night: Night) -> None:
    space, people, asker = night.slack.workspace, night.slack.people, night.cast.asker
    space.clock = lambda: time.time() - 2 * 86_400
    app = await night.evening()
    root = await night.ask(TRAIN)
    await people.post(asker, space.direct(asker).id, "bonjour")
    await night.leave(app)
    space.clock = time.time
    ines = user_id("ines")
    (card,) = [each for each in space.rooms[TRIAGE].values() if each.user == BOT_USER]
    await night.ask("En première classe, s’il vous plaît.", root.ts)
    await people.post(ines, TRIAGE, "Plutôt par le train de 13 h, non ?", card.ts)
    await people.post(asker, space.direct(asker).id, ROOM)
    app = await night.morning()
    await until(lambda: len(night.requests(app)) == 2)
    await night.at_rest(app)
    said = night.words(app)
    assert [any(part in each for each in said) for part in ("première classe", "train de 13 h")] == [True, True]
    before = len(night.rows(app, Inbox))
    await night.leave(app)
    began = datetime.now(UTC)
    app = await night.morning()
    assert await slack_of(app).sweeper.sweep(slack_of(app).own, began) == 0
    kinds = [each["kind"] for each in night.rows(app, Inbox)[before:]]
    assert "message_posted" not in kinds, "nothing is heard a second time"


async def test_who_took_a_request_by_emoji_in_the_night_has_it_and_who_gave_it_back_has_not(night: Night) -> None:
    space, people, ines = night.slack.workspace, night.slack.people, user_id("ines")
    app = await night.evening()
    await night.ask(TRAIN)
    await night.leave(app)
    (card,) = [each for each in space.rooms[TRIAGE].values() if each.user == BOT_USER]
    await people.react(ines, TRIAGE, card.ts, "eyes")
    chat = await night.ask("La salle du deuxième est en désordre.")
    await people.react(ines, LYON, chat.ts, "ticket")
    app = await night.morning()
    await until(lambda: night.requests(app).get("LYO-1") is State.CLAIMED)
    await until(lambda: len(night.requests(app)) == 2)
    await night.at_rest(app)
    await people.unreact(ines, TRIAGE, card.ts, "eyes")
    await night.at_rest(app)
    assert night.requests(app)["LYO-1"] is State.NEW
    await people.react(ines, TRIAGE, card.ts, "raised_hand")
    await night.at_rest(app)
    before = [each["key"] for each in night.rows(app, Inbox) if each["kind"] == "reaction_added"]
    await night.leave(app)
    began = datetime.now(UTC)
    app = await night.morning()
    assert await slack_of(app).sweeper.sweep(slack_of(app).own, began) == 0
    assert [each["key"] for each in night.rows(app, Inbox) if each["kind"] == "reaction_added"] == before


async def test_who_took_and_ended_a_request_by_emoji_in_the_night_has_ended_it(night: Night) -> None:
    people, ines = night.slack.people, user_id("ines")
    app = await night.evening()
    await night.ask(TRAIN)
    await night.leave(app)
    (card,) = [each for each in night.slack.workspace.rooms[TRIAGE].values() if each.user == BOT_USER]
    for emoji in ("rotating_light", "white_check_mark", "eyes"):
        await people.react(ines, TRIAGE, card.ts, emoji)
    app = await night.morning()
    await until(lambda: night.requests(app)["LYO-1"] is State.RESOLVED)
    await until(lambda: not night.unheard(app).stretches)
    await night.at_rest(app)
    assert not people.ephemerals(ines)
    heard = [each["key"].rpartition(":")[2] for each in night.rows(app, Inbox) if each["kind"] == "reaction_added"]
    assert heard == ["eyes", "white_check_mark"]


async def test_all_that_was_said_in_an_old_thread_is_read(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "PAGE", 2)
    space = night.slack.workspace
    space.clock = lambda: time.time() - 2 * 86_400
    app = await night.evening()
    root = await night.ask(TRAIN)
    await night.leave(app)
    space.clock = time.time
    said = [f"Au départ de la voie {number}, s’il vous plaît." for number in range(5)]
    for each in said:
        await night.ask(each, root.ts)
    app = await night.morning()
    await until(lambda: not night.unheard(app).stretches)
    assert len(night.swept(app)) == len(said)
    assert set(said) <= set(night.words(app))


async def test_what_was_said_before_the_desk_was_there_is_not_asked_of_it(night: Night) -> None:
    night.slack.deliveries.off = True
    await night.ask(TRAIN)
    night.slack.deliveries.off = False
    app = await night.evening()
    await night.leave(app)
    await night.ask(ROOM)
    joined = Message(LYON, night.slack.workspace.ts(), BOT_USER, "has joined the channel", subtype="channel_join")
    night.slack.workspace.post(joined)
    await night.ask("Pouvez-vous commander des ramettes de papier pour l’accueil ?")
    app = await night.morning()
    await until(lambda: night.requests(app))
    await night.at_rest(app)
    assert not [each for each in night.words(app) if "train" in each or "salle" in each]
    assert list(night.requests(app)) == ["LYO-1"]


async def test_a_channel_that_is_read_in_part_invents_no_deletion(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "PAGE", 1)
    monkeypatch.setattr(sweeping, "MOST_PAGES", 2)
    app = await night.evening()
    await night.ask(TRAIN)
    await night.leave(app)
    for number in range(3):
        await night.ask(f"Bonjour, il me faudrait {number + 2} badges pour des visiteurs lundi.")
    with capture_logs() as lines:
        app = await night.morning()
        await until(lambda: any(each["event"] == "slack.swept" for each in lines))
    assert [each["count"] for each in lines if each["event"] in ("slack.sweep_cut", "slack.swept")] == [2, 2]
    assert all(state is State.NEW for state in night.requests(app).values())


async def test_slack_that_refuses_to_tell_or_asks_to_wait_stops_nothing(night: Night) -> None:
    app = await night.evening()
    await night.leave(app)
    await night.ask(TRAIN)
    night.slack.fault(
        CallFault("conversations.history", "missing_scope", channel="C0AIX"),
        CallFault("conversations.history", "limit", channel=LYON),
        CallFault("conversations.history", "busy", channel="C0STRAS"),
    )
    with capture_logs() as lines:
        app = await night.morning()
        await until(lambda: night.requests(app))
        await until(lambda: any(each["event"] == "slack.swept" for each in lines))
    assert [each["conversation"] for each in lines if each["event"] == "slack.not_swept"] == ["C0AIX"]
    assert app.not_ready() == []


async def test_a_desk_that_is_killed_before_it_has_read_the_night_reads_it_at_its_next_start(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, asker = night.slack.people, night.cast.asker
    direct = night.slack.workspace.direct(asker).id
    app = await night.evening()
    await people.post(asker, direct, "bonjour")
    root = await night.ask(TRAIN)
    await night.leave(app)
    await people.post(asker, direct, ROOM)
    await night.ask("En première classe, s’il vous plaît.", root.ts)
    with monkeypatch.context() as killed:
        killed.setattr(sweeping.Sweeper, "_everywhere", _never)
        app = await night.morning()
        await night.at_rest(app)
        await night.ask("Merci beaucoup !", root.ts)
        await night.at_rest(app)
        assert list(night.requests(app)) == ["LYO-1"]
        await app.stop()
        night.apps.remove(app)
    app = await night.morning()
    await until(lambda: len(night.requests(app)) == 2)
    await until(lambda: any("première classe" in each for each in night.words(app)))
    await until(lambda: not night.unheard(app).stretches)
    await night.at_rest(app)
    assert len(night.swept(app)) == 2, "what was heard between the two starts is not heard again"


async def test_a_place_of_which_slack_did_not_tell_is_read_later_and_the_others_not_again(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "ATTEMPTS", 1)
    monkeypatch.setattr(catching_up, "FIRST_DELAY", 0.5)
    people, asker = night.slack.people, night.cast.asker
    direct = night.slack.workspace.direct(asker).id
    app = await night.evening()
    await people.post(asker, direct, "bonjour")
    await night.leave(app)
    await night.ask(TRAIN)
    await people.post(asker, direct, ROOM)
    night.slack.fault(CallFault("conversations.history", "busy", times=2, channel=direct))
    app = await night.morning()
    await until(lambda: len(night.requests(app)) == 2)
    await until(lambda: not night.unheard(app).stretches)
    read = [each["channel"] for each in night.arguments("conversations.history") if each.get("limit") == "200"]
    assert (read.count(LYON), read.count(direct)) == (1, 3)


async def test_a_place_whose_messages_could_not_be_kept_is_read_again(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "ATTEMPTS", 1)
    monkeypatch.setattr(catching_up, "FIRST_DELAY", 0.3)
    people, asker = night.slack.people, night.cast.asker
    direct = night.slack.workspace.direct(asker).id
    app = await night.evening()
    await people.post(asker, direct, "bonjour")
    root = await night.ask(TRAIN)
    await night.leave(app)
    await people.post(asker, direct, ROOM)
    await night.ask("En première classe, s’il vous plaît.", root.ts)
    (card,) = [each for each in night.slack.workspace.rooms[TRIAGE].values() if each.user == BOT_USER]
    await people.react(user_id("ines"), TRIAGE, card.ts, "eyes")
    submit = Door.submit
    refused: list[str] = []

    def refusing(door: Door, event: Event) -> Future[Reply]:
        if not event.key.startswith("slack:swept:") or len(refused) > 3:
            return submit(door, event)
        refused.append(event.kind)
        later: Future[Reply] = Future()
        later.set_exception(StorageUnavailable())
        return later

    monkeypatch.setattr(Door, "submit", refusing)
    app = await night.morning()
    await until(lambda: len(night.requests(app)) == 2)
    await until(lambda: any("première classe" in each for each in night.words(app)))
    await until(lambda: night.requests(app)["LYO-1"] is State.CLAIMED)
    await until(lambda: not night.unheard(app).stretches)
    assert {"message_posted", "reaction_added"} <= set(refused)


async def test_each_time_without_a_connection_is_read_back_however_late_it_could_be_noted(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching_up, "FIRST_DELAY", 0.3)
    slack, people, asker = night.slack, night.slack.people, night.cast.asker
    direct = slack.workspace.direct(asker).id
    app = await night.desk(socket=True, far=False)
    await until(lambda: not app.not_ready())
    await people.post(asker, direct, "bonjour")
    await night.at_rest(app)
    night.an_hour_passes()
    catching = slack_of(app).catching_up
    refusals: list[datetime] = []

    def refusing(unit: Unit, until: datetime) -> None:
        refusals.append(until)
        raise StorageUnavailable

    with monkeypatch.context() as out:
        out.setattr(catching_up, "note", refusing)
        out.setattr(sweeping, "note", refusing)
        slack.deliveries.off = True
        slack.sockets.cut()
        await people.post(asker, direct, ROOM)
        slack.deliveries.off = False
        await until(lambda: refusals and not app.not_ready())
        # Something is heard in between, and the connection comes and goes once more.
        await night.ask(TRAIN)
        await night.at_rest(app)
        told = len(refusals)
        slack.sockets.cut()
        await until(lambda: len(refusals) > told and slack.sockets.open and not app.not_ready())
    await until(lambda: len(night.requests(app)) == 2)
    await until(lambda: not night.unheard(app).stretches and not catching._unnoted)


async def test_what_is_said_while_a_connection_is_lost_is_heard_once_it_is_made_again(night: Night) -> None:
    slack, people, asker = night.slack, night.slack.people, night.cast.asker
    direct = slack.workspace.direct(asker).id
    app = await night.desk(socket=True, far=False)
    await until(lambda: not app.not_ready())
    await people.post(asker, direct, "bonjour")
    root = await night.ask(TRAIN)
    await night.at_rest(app)
    await people.post(asker, direct, "mes demandes")
    await night.at_rest(app)
    # The last thing heard bears a later time than the clock that it was heard by.
    night.an_hour_passes()
    slack.fault(CallFault("apps.connections.open", "busy", times=2))
    slack.deliveries.off = True
    slack.sockets.cut()
    for text, where, thread in (
        (ROOM, LYON, None),
        ("En première classe, s’il vous plaît.", LYON, root.ts),
        ("Merci encore !", LYON, root.ts),
        ("Il me faudrait un badge pour un visiteur lundi.", direct, None),
    ):
        await people.post(asker, where, text, thread)
    late = [each for each in slack.workspace.rooms[LYON].values() if "première" in each.text or "encore" in each.text]
    slack.deliveries.off = False
    with capture_logs() as lines:
        await until(lambda: not app.not_ready())
        await until(lambda: len(night.requests(app)) == 3)
        await until(lambda: any("première classe" in each for each in night.words(app)))
        await until(lambda: not night.unheard(app).stretches)
    assert sum(each["count"] for each in lines if each["event"] == "slack.recovered") == 4
    # Slack tells late what it could not tell in time.
    for each in late:
        slack.workspace.listener(each.shown() | {"channel": LYON, "channel_type": "channel"}, LYON)
    await night.at_rest(app)
    assert len(night.swept(app)) == 4
    assert [each["kind"] for each in night.rows(app, Inbox)].count("message_posted") == 3 + 4
    carried = [each.text for each in slack.workspace.rooms[TRIAGE].values() if "première classe" in each.text]
    assert len(carried) == 1


async def test_a_connection_that_comes_and_goes_has_it_read_seldom_and_all_of_it(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching_up, "FIRST_REST", 0.4)
    slack = night.slack
    app = await night.desk(socket=True, far=False)
    sweeper = slack_of(app).sweeper
    everywhere, running, times = sweeper._everywhere, [0], []

    async def counted(sweep: Any) -> None:
        running[0] += 1
        times.append(running[0])
        await everywhere(sweep)
        running[0] -= 1

    monkeypatch.setattr(sweeper, "_everywhere", counted)
    for number in range(8):
        await until(lambda: slack.sockets.open and not app.not_ready())
        slack.deliveries.off = True
        slack.sockets.cut()
        await night.ask(f"Bonjour, il me faudrait {number + 2} badges pour des visiteurs lundi.")
        slack.deliveries.off = False
        await until(lambda: slack.sockets.open and not app.not_ready())
        # For as long as one that is read back at once would take.
        await asyncio.sleep(0.4)
    await until(lambda: len(night.swept(app)) == 8)
    await until(lambda: not night.unheard(app).stretches)
    assert set(times) == {1}
    assert len(times) <= 5
    # Slack's own asking for another connection is no time in which it told nothing.
    due = slack_of(app).catching_up._due
    due.clear()
    await slack.sockets.refresh()
    await until(lambda: slack.sockets.open and not app.not_ready())
    assert not due.is_set()


def test_a_channel_is_listened_to_since_the_charter_says_so_without_a_break(
    migrated_file: Path, tmp_path: Path
) -> None:
    database = open_database(f"sqlite:///{copyfile(migrated_file, tmp_path / 'desk.db')}")
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    without = parse(CHARTER.source.replace(LYON, "C0AUTRE"))
    for version in (CHARTER, without):
        _add(database, CharterVersion(hash=version.hash, source=version.source, first_used_at=now - timedelta(days=9)))

    def in_force(hours: float, version: str) -> None:
        at = now - timedelta(hours=hours)
        row = Inbox(key=f"charter:{version}:{at.isoformat()}", kind="charter_changed", state=InboxState.HANDLED)
        row.received_at = at
        _add(database, row)

    def since(floor: float) -> dict[str, float]:
        with database.read() as connection:
            found = listening_since(connection, CHARTER, now - timedelta(hours=floor))
        return {channel: (now - at) / timedelta(hours=1) for channel, at in found.items()}

    in_force(30, CHARTER.hash)
    assert since(24)[LYON] == since(24)["C0AIX"] == 24
    in_force(10, without.hash)
    in_force(3, CHARTER.hash)
    assert (since(24)[LYON], since(24)["C0AIX"]) == (3, 24)
    in_force(2, "forgotten")
    in_force(1, CHARTER.hash)
    assert set(since(24).values()) == {1}
    assert TRIAGE not in since(24)
    database.close()


async def _never(*given: Any) -> None:
    await asyncio.Event().wait()


def _add(database: Any, row: Any) -> None:
    with database.engine.begin() as connection:
        connection.execute(table_of(type(row)).insert(), [row.model_dump(exclude={"id"})])
