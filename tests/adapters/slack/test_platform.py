"""The desk in a workspace: how it comes in, what it says where, and what it does when Slack refuses or is not there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters import platform as port
from adapters.platform import Address, Post, Ref, Someone
from adapters.rendering import DrawnForm
from adapters.slack.own import Own
from adapters.slack.people import People, profile_of
from adapters.slack.platform import Slack
from adapters.slack.views import form_of
from bot.clock import MovableClock
from bot.events import PeopleSeen
from relais.app import App
from relais.settings import Settings
from storage.rows import table_of
from storage.tables import Conversation, Identity
from tests.contract.harness_slack import company_in, fake_slack, user_id
from tests.contract.test_port import card
from tests.fakes.company import LYON, TRIAGE, a_working_morning, company_on
from tests.fakes.slack import BOT, BOT_USER, TEAM, CallFault, FakeSlack, running_fake_slack

OWN = Own(TEAM, BOT_USER, BOT)
CHARTER = company_on("slack")
INES = Someone(TEAM, user_id("ines"))
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


class Stage:
    """A fake workspace of the sample company, and desks on it."""

    def __init__(self, slack: FakeSlack, url: str) -> None:
        self.slack = slack
        self.url = url
        self.apps: list[App] = []
        self.cast = company_in(slack, CHARTER)

    async def desk(self, *, socket: bool = False, far: bool = True) -> App:
        """A desk, started; its clock is tomorrow's unless it is not to be `far`."""
        clock = MovableClock()
        if far:
            clock.move_to(a_working_morning(clock.now()))
        app = App(Settings(port=0), CHARTER, self.url, clock, [fake_slack(self.slack, socket=socket)])
        self.apps.append(app)
        await app.start()
        if not socket:
            self.slack.request_url = f"http://127.0.0.1:{app.port}/slack/events"
        return app

    async def platform(self) -> Slack:
        return slack_of(await self.desk())

    def rows(self, app: App, table: type[Any]) -> list[Any]:
        with app.database.read() as connection:
            return list(connection.execute(table_of(table).select()).mappings())

    def arguments(self, method: str) -> list[dict[str, Any]]:
        return [call.arguments for call in self.slack.calls(method)]


def slack_of(app: App) -> Slack:
    found = app.platforms["slack"]
    assert isinstance(found, Slack)
    return found


async def until(seen: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not seen():  # noqa: ASYNC110  # what is waited for is on Slack's side, or in the database
            await asyncio.sleep(0.02)


@pytest.fixture
async def stage(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    file = copyfile(migrated_file, tmp_path / "desk.db")
    async with running_fake_slack() as slack:
        stage = Stage(slack, f"sqlite:///{file}")
        yield stage
        for app in stage.apps:
            await app.stop()


async def test_at_its_start_it_tells_where_it_is_and_who_is_there(stage: Stage) -> None:
    workspace = stage.slack.workspace
    workspace.channels[LYON].shared = True
    workspace.channels["C0AIX"].members.remove(BOT_USER)
    workspace.channels["C0STRAS"].archived = True
    del workspace.channels["C0ALERTE"]
    app = await stage.desk()
    await app.idle()
    seen = {each["conversation"]: each for each in stage.rows(app, Conversation)}
    assert set(seen) == {each.id for each in CHARTER.channels}
    assert [name for name, each in seen.items() if each["shared"]] == [LYON]
    assert {name for name, each in seen.items() if not each["member"]} == {"C0AIX", "C0STRAS", "C0ALERTE"}
    assert seen[LYON]["name"] == workspace.channels[LYON].name
    known = {each["user"]: each for each in stage.rows(app, Identity)}
    assert set(known) == set(workspace.users)
    assert known[INES.user]["email"] == "ines.caron@relais-office.example"
    assert known[BOT_USER]["bot"]
    assert app.not_ready() == []


async def test_while_slack_is_not_there_the_desk_starts_and_waits_for_it(stage: Stage) -> None:
    stage.slack.fault(CallFault("auth.test", "busy"), CallFault("conversations.info", "limit", after=1))
    app = await stage.desk()
    assert app.not_ready() == ["slack.not_connected"]
    with pytest.raises(port.Transient):
        await slack_of(app).direct(INES)
    await until(lambda: not app.not_ready())
    await until(lambda: len(stage.rows(app, Conversation)) == len(CHARTER.channels))
    assert len(stage.slack.calls("auth.test")) == 2


async def test_a_token_that_is_refused_is_told_apart(stage: Stage) -> None:
    stage.slack.workspace.revoked = "token_revoked"
    app = await stage.desk()
    assert app.not_ready() == ["slack.token_refused"]


async def test_it_stops_before_it_started_and_while_it_connects(stage: Stage) -> None:
    stage.slack.fault(CallFault("auth.test", "busy", times=99))
    await stage.desk()
    made = fake_slack(stage.slack)(App(Settings(port=0), CHARTER, stage.url, MovableClock()))
    await made.stop()


async def test_without_a_signing_secret_it_listens_on_a_socket(stage: Stage) -> None:
    app = await stage.desk(socket=True)
    assert slack_of(app).routes == ()
    await until(lambda: not app.not_ready())
    await stage.slack.people.post(stage.cast.asker, LYON, "Pouvez-vous réserver un train pour Paris jeudi ?")
    await stage.slack.idle()
    await app.idle()
    assert any(each.user == BOT_USER for each in stage.slack.workspace.rooms[TRIAGE].values())


async def test_what_is_posted_carries_its_mark_and_draws_no_link(stage: Stage) -> None:
    platform = await stage.platform()
    ref = await platform.send(Post(7, Address(LYON), card()))
    (asked,) = stage.arguments("chat.postMessage")
    assert asked["metadata"] == {
        "event_type": "relais_outbox",
        "event_payload": {"id": 7, "kind": "notice", "subject": "LYO-7"},
    }
    assert {name: asked[name] for name in ("unfurl_links", "unfurl_media", "link_names", "parse")} == {
        "unfurl_links": False,
        "unfurl_media": False,
        "link_names": False,
        "parse": "none",
    }
    assert asked["text"].strip()
    await platform.update(ref, card("autre"))
    assert await platform.find_sent(7, Address(LYON), LONG_AGO) == ref


async def test_another_app_cannot_pass_for_a_post_of_ours(stage: Stage) -> None:
    platform = await stage.platform()
    ref = await platform.send(Post(7, Address(LYON), card()))
    message = stage.slack.workspace.rooms[LYON][ref.ts]
    message.user, message.bot = stage.slack.workspace.user("Autre", kind="bot").id, "B0AUTRE"
    assert await platform.find_sent(7, Address(LYON), LONG_AGO) is None


async def test_an_answer_lost_is_found_again_and_posted_once(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    stage.slack.fault(CallFault("chat.postMessage", "lost", times=1), CallFault("chat.postMessage", "busy", times=1))
    await stage.slack.people.post(stage.cast.asker, LYON, "Pouvez-vous réserver un train pour Paris jeudi ?")
    await stage.slack.idle()
    await app.idle()
    for room in (LYON, TRIAGE):
        ours = [each for each in stage.slack.workspace.rooms[room].values() if each.user == BOT_USER]
        marks = [(each.metadata or {})["event_payload"]["id"] for each in ours]
        assert len(marks) == len(set(marks)) == 1, room


async def test_a_post_that_slack_says_it_failed_at_is_looked_for_and_is_no_doubt(stage: Stage) -> None:
    platform = await stage.platform()
    post = Post(7, Address(LYON), card())
    for how in ("busy", "fatal_error"):
        stage.slack.fault(CallFault("chat.postMessage", how))
        with pytest.raises(port.Transient):
            await platform.send(post)
    assert not stage.slack.workspace.rooms[LYON]
    ref = await platform.send(post)
    stage.slack.fault(CallFault("chat.postMessage", "internal_error"))
    assert await platform.send(post) == ref
    stage.slack.fault(CallFault("chat.postMessage", "busy"), CallFault("conversations.history", "busy"))
    with pytest.raises(port.Unknown):
        await platform.send(post)
    stage.slack.fault(CallFault("chat.postMessage", "lost"))
    with pytest.raises(port.Unknown):
        await platform.send(Post(8, Address(LYON), card()))


async def test_what_cannot_be_whispered_there_is_said_to_them_alone(stage: Stage) -> None:
    platform = await stage.platform()
    for number, how in enumerate(("channel_not_found", "user_not_in_channel", "is_archived", "restricted_action")):
        stage.slack.fault(CallFault("chat.postEphemeral", how, times=2))
        for text in ("entre nous", f"entre nous, {how}"):
            await platform.whisper(INES, Address(LYON), card(text), number)
        said = stage.slack.people.direct(INES.user)
        assert len(said) == number + 1
        assert how in str(said[-1].blocks).replace("\N{MODIFIER LETTER LOW MACRON}", "_")
    assert not stage.slack.workspace.rooms[LYON]
    assert not stage.slack.people.ephemerals(INES.user)


async def test_what_cannot_be_whispered_there_keeps_the_pace_of_where_it_is_said(stage: Stage) -> None:
    platform = await stage.platform()
    platform.capabilities = replace(platform.capabilities, post_every=0.4)
    stage.slack.fault(CallFault("chat.postEphemeral", "user_not_in_channel", times=2))
    began = time.monotonic()
    for number, place in enumerate((LYON, "C0AIX", INES.user)):
        await platform.whisper(INES, Address(place), card(f"entre nous, {number}"), number)
    assert len(stage.slack.people.direct(INES.user)) == 3
    assert time.monotonic() - began >= 0.8


async def test_where_a_whisper_was_meant_to_be_is_logged_by_its_id_alone(stage: Stage) -> None:
    platform = await stage.platform()
    with capture_logs() as lines:
        for number, place in enumerate(("Zorglub", "C0NOWHERE")):
            await platform.whisper(INES, Address(place), card("entre nous"), number)
    told = [each["conversation"] for each in lines if each["event"] == "slack.whisper_not_there"]
    assert told == ["other", "C0NOWHERE"]
    assert "Zorglub" not in repr(lines)


async def test_a_whisper_that_may_have_been_shown_is_not_said_elsewhere(stage: Stage) -> None:
    platform = await stage.platform()
    stage.slack.fault(CallFault("chat.postEphemeral", "lost"))
    with pytest.raises(port.Unknown):
        await platform.whisper(INES, Address(LYON), card("entre nous"), 9)
    stage.slack.workspace.revoked = "token_revoked"
    with pytest.raises(port.NotInstalled):
        await platform.whisper(INES, Address(LYON), card("entre nous"), 9)
    assert not stage.slack.people.direct(INES.user)


async def test_a_whisper_in_ones_own_conversation_stays(stage: Stage) -> None:
    platform = await stage.platform()
    own = await platform.direct(INES)
    for where in (own, INES.user, stage.slack.workspace.direct(user_id("claire")).id):
        await platform.whisper(INES, Address(where), card("entre nous"), 9)
    (said,) = stage.slack.people.direct(INES.user)
    assert "entre nous" in str(said.blocks)
    assert not stage.slack.people.direct(user_id("claire"))


async def test_a_form_that_had_to_wait_is_filled_once_its_reader_is_known(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    stage.slack.fault(CallFault("views.update", "lost"))
    newcomer = stage.slack.workspace.user("Nouvelle Venue", email="nv@essai.invalid").id
    await stage.slack.people.global_shortcut(newcomer)
    await app.idle()
    await until(lambda: len(stage.slack.calls("views.update")) > 1)
    await app.idle()
    (view,) = stage.slack.people.views(newcomer)
    form = form_of(view.body)
    assert form is not None
    shown = DrawnForm(form, "new", "Autrement", (), (), "Créer", "Annuler", "fr")
    for _ in range(2):
        await slack_of(app).update_form(form, shown)
    (view,) = stage.slack.people.views(newcomer)
    assert view.body["title"]["text"] == "Autrement"
    with pytest.raises(port.Gone):
        await slack_of(app).update_form("closed", shown)


async def test_nobody_of_another_workspace_is_spoken_to(stage: Stage) -> None:
    platform = await stage.platform()
    elsewhere = Someone("T0OTHER", INES.user)
    before = len(stage.slack.log)
    for call in (
        platform.direct(elsewhere),
        platform.home(elsewhere, card()),
        platform.whisper(elsewhere, Address(LYON), card(), 1),
        platform.fetch_person(elsewhere),
    ):
        with pytest.raises(port.Gone):
            await call
    assert len(stage.slack.log) == before


async def test_a_message_is_fetched_as_its_author_sees_it(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    platform, people = slack_of(app), stage.slack.people
    typed = f"<@{BOT_USER}> un badge pour <@{INES.user}> & R&D"
    said = await people.post(stage.cast.asker, LYON, typed, files=("plan.pdf",))
    seen = await platform.fetch_message(Ref(LYON, said.ts), None)
    assert (seen.text, seen.where.kind, seen.where.root) == ("un badge pour @Inès Caron & R&D", "channel", None)
    assert [each.name for each in seen.files] == ["plan.pdf"]
    reply = await people.post(stage.cast.colleague, LYON, "moi aussi", said.ts)
    for root in (None, said.ts):
        found = await platform.fetch_message(Ref(LYON, reply.ts), root)
        assert (found.text, found.where.root) == ("moi aussi", said.ts)
    await people.delete(stage.cast.asker, LYON, said.ts)
    assert (await platform.fetch_message(Ref(LYON, said.ts), None)).who is None
    robot = stage.slack.workspace.user("Autre", kind="bot")
    stage.slack.workspace.channels[LYON].members.append(robot.id)
    theirs = await people.post(robot.id, LYON, "bip")
    who = (await platform.fetch_message(Ref(LYON, theirs.ts), None)).who
    assert who is not None
    assert who.user == robot.id


async def test_a_post_is_found_by_slacks_clock_wherever_the_desks_stands(stage: Stage) -> None:
    app = await stage.desk()
    stage.slack.workspace.clock = time.time
    platform = slack_of(app)
    ref = await platform.send(Post(7, Address(LYON), card()))
    assert await platform.find_sent(7, Address(LYON), app.clock.now() - timedelta(minutes=5)) == ref
    assert await platform.find_sent(7, Address(LYON), app.clock.now() + timedelta(minutes=5)) is None
    direct = await platform.send(Post(8, Address(INES.user), card()))
    assert await platform.find_sent(8, Address(INES.user), LONG_AGO) == direct


async def test_a_long_list_of_members_is_read_in_several_goes_and_nobody_asked_twice(stage: Stage) -> None:
    workspace, clock = stage.slack.workspace, [0.0]
    many = [workspace.user(f"Personne {number}").id for number in range(700)]
    outsiders = [workspace.user(f"Voisin {number}", kind="outsider").id for number in range(3)]
    room = workspace.channel("tous", [*many, *outsiders, "U0INCONNU"])
    app = await stage.desk()
    await app.idle()
    people = People(slack_of(app).calls, lambda: clock[0])
    stage.slack.log.clear()
    stage.slack.fault(CallFault("users.info", "service_unavailable"))
    with pytest.raises(port.Transient):
        await people.members(room.id, OWN)
    found = await people.members(room.id, OWN)
    assert [each.who.user for each in found] == [*many, *outsiders, BOT_USER]
    assert [each.outsider for each in found].count(True) == 3
    assert len(stage.slack.calls("users.list")) == 2
    assert len(stage.slack.calls("users.info")) == 5
    clock[0] += 10_000
    await people.members(room.id, OWN)
    assert len(stage.slack.calls("users.list")) == 4


PROFILES: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    ({}, {"email": "zoe@essai.invalid", "language": "fr", "timezone": "Europe/Paris", "outsider": False}),
    ({"locale": "en-GB"}, {"language": "en"}),
    ({"locale": "de-DE"}, {"language": None}),
    ({"hidden": True}, {"email": None}),
    ({"kind": "guest"}, {"outsider": True, "elsewhere": False, "email": "zoe@essai.invalid"}),
    ({"kind": "single"}, {"outsider": True, "elsewhere": False}),
    ({"kind": "outsider"}, {"outsider": True, "elsewhere": True, "language": None, "email": "zoe@essai.invalid"}),
    ({"kind": "outsider", "stranger": True}, {"outsider": True, "email": None}),
    ({"kind": "bot"}, {"bot": True, "email": None}),
    ({"deleted": True}, {"active": False}),
)


async def test_a_profile_says_what_slack_says(stage: Stage) -> None:
    platform = await stage.platform()
    for changes, wanted in PROFILES:
        given = {"email": "zoe@essai.invalid", "locale": "fr-FR", **changes}
        someone = stage.slack.workspace.user("Zoé Petit", **given)
        profile = await platform.fetch_person(Someone(TEAM, someone.id))
        assert {name: getattr(profile, name) for name in wanted} == wanted, changes
        assert (profile.who.team, profile.name) == (TEAM, "Zoé Petit")


def test_an_address_that_is_not_confirmed_is_nobodys() -> None:
    shown = {"id": "U1", "team_id": TEAM, "name": "zoe", "profile": {"real_name": " ", "email": "zoe@essai.invalid"}}
    assert profile_of(shown, OWN).email == "zoe@essai.invalid"
    assert profile_of({**shown, "is_email_confirmed": True}, OWN).email == "zoe@essai.invalid"
    assert profile_of({**shown, "is_email_confirmed": False}, OWN).email is None
    assert profile_of(shown, OWN).name == "zoe"
    assert profile_of({"id": "USLACKBOT"}, OWN).bot
    PeopleSeen(key="k", at=LONG_AGO, profiles=(profile_of({"id": "U1", "profile": None, "name": "a\0\ud800"}, OWN),))


async def test_the_same_people_in_many_channels_are_asked_for_once(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    asked = [each["user"] for each in stage.arguments("users.info")]
    assert sorted(asked) == sorted(stage.slack.workspace.users)


@pytest.mark.parametrize("kind", ["outsider", "guest", "single"])
async def test_whom_the_charter_names_takes_requests_and_no_other_outsider_does(stage: Stage, kind: str) -> None:
    workspace, people = stage.slack.workspace, stage.slack.people
    for room in (LYON, TRIAGE):
        workspace.channels[room].shared = kind == "outsider"
    workspace.users[INES.user].kind = kind
    neighbour = workspace.user("Voisine", email="voisine@ailleurs.invalid", kind=kind).id
    workspace.channels[LYON].members.append(neighbour)
    workspace.channels[TRIAGE].members.append(neighbour)
    app = await stage.desk()
    await app.idle()
    await people.post(neighbour, LYON, "Pouvez-vous réserver un train pour Nantes jeudi ?")
    await stage.slack.idle()
    await app.idle()
    assert not any(each.user == BOT_USER for room in (LYON, TRIAGE) for each in workspace.rooms[room].values())
    asked = await people.post(stage.cast.asker, LYON, "Pouvez-vous réserver un train pour Paris jeudi ?")
    await stage.slack.idle()
    await app.idle()
    (triage,) = [each for each in workspace.rooms[TRIAGE].values() if each.user == BOT_USER]
    for someone, taken in ((neighbour, False), (INES.user, True)):
        await people.react(someone, TRIAGE, triage.ts, "eyes")
        await stage.slack.idle()
        await app.idle()
        said = str([each.blocks for each in people.thread(LYON, asked.ts)[1:]])
        assert ("Inès Caron" in said) is taken
        assert "Voisine" not in said
