"""The desk in a tenant: how it comes in, what it says where, and what it does when Teams refuses or is not there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from adapters import platform as port
from adapters.platform import Address, Gone, Post, RateLimited, Ref, Someone
from adapters.rendering import DrawnForm, Run
from adapters.teams.blocks import summary
from adapters.teams.pace import MARGIN, Pace
from adapters.teams.platform import Teams, shortest
from adapters.teams.references import References
from bot.clock import MovableClock
from relais.app import App
from relais.settings import Settings
from storage.rows import table_of
from storage.tables import Conversation, Identity, Outbox, OutboxState
from tests.contract.harness_teams import OFTEN, Lent, company_in
from tests.contract.test_port import card
from tests.fakes.company import HELP, LYON, TRIAGE, a_working_morning, company_on
from tests.fakes.teams import BOT, CallFault, FakeTeams, running_fake_teams
from tests.fakes.teams.records import JSON, TENANT, object_id

CHARTER = company_on("teams")
INES = Someone(TENANT, object_id("ines"))
TRAIN = "Pouvez-vous réserver un train pour Paris jeudi ?"


class Stage:
    """A fake tenant of the sample company, and desks on it."""

    def __init__(self, teams: FakeTeams, url: str) -> None:
        self.teams = teams
        self.url = url
        self.apps: list[App] = []
        self.cast = company_in(teams, CHARTER)
        self.team = next(iter(teams.tenant.teams.values()))

    async def desk(self) -> App:
        """A desk, started, a working morning tomorrow."""
        clock = MovableClock()
        clock.move_to(a_working_morning(clock.now()))
        app = App(Settings(port=0), CHARTER, self.url, clock, [lambda ports: Teams(Lent(ports, self.teams))])
        self.apps.append(app)
        await app.start()
        teams_of(app).calls._writes = OFTEN
        self.teams.endpoint = f"http://127.0.0.1:{app.port}/api/messages"
        return app

    async def platform(self) -> Teams:
        app = await self.desk()
        await app.idle()
        self.teams.log.clear()
        return teams_of(app)

    def rows(self, app: App, table: type[Any]) -> list[Any]:
        with app.database.read() as connection:
            return list(connection.execute(table_of(table).select()).mappings())

    def standing(self, conversation: str) -> list[JSON]:
        return [each.activity for each in self.teams.tenant.standing(conversation) if each.author is None]

    def chat(self, user: str) -> str:
        return self.teams.tenant.direct(user).id

    async def slash(self, user: str, text: str = "aide") -> None:
        """Somebody types a command, so that the tenant is known to have messages for one person alone."""
        await self.teams.people.slash(user, LYON, text)
        await self.teams.idle()


def teams_of(app: App) -> Teams:
    found = app.platforms["teams"]
    assert isinstance(found, Teams)
    return found


async def until(seen: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not seen():  # noqa: ASYNC110  # what is waited for is on Teams' side, or in the database
            await asyncio.sleep(0.02)


@pytest.fixture
async def stage(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    file = copyfile(migrated_file, tmp_path / "desk.db")
    async with running_fake_teams() as teams:
        stage = Stage(teams, f"sqlite:///{file}")
        yield stage
        for app in stage.apps:
            await app.stop()


async def test_at_its_start_it_tells_where_it_is_and_who_is_there(stage: Stage) -> None:
    tenant = stage.teams.tenant
    away = tenant.team("Ailleurs", list(tenant.people), installed=False)
    tenant.rooms["C0AIX"].team = away
    del tenant.rooms["C0STRAS"]
    tenant.people[object_id("claire")].guest = True
    app = await stage.desk()
    await app.idle()
    seen = {each["conversation"]: each for each in stage.rows(app, Conversation)}
    assert {each.id for each in CHARTER.channels} <= set(seen)
    assert {name for name, each in seen.items() if not each["member"]} == {"C0AIX", "C0STRAS"}
    known = {each["user"]: each for each in stage.rows(app, Identity)}
    assert set(known) == set(tenant.people)
    assert known[INES.user]["email"] == "ines.caron@relais-office.example"
    assert (known[INES.user]["outsider"], known[object_id("claire")]["outsider"]) == (False, True)
    assert app.not_ready() == []
    (told,) = teams_of(app).complaints()
    assert (told.what, told.arguments) == ("serve.teams_absent", {"count": 2})


async def test_while_microsoft_is_not_there_the_desk_starts_and_waits_for_it(stage: Stage) -> None:
    stage.teams.login.trouble("token", "error", times=1)
    stage.teams.fault(CallFault("members", "429", after=1))
    app = await stage.desk()
    assert app.not_ready() == ["teams.not_connected"]
    await until(lambda: not app.not_ready())
    await until(lambda: len(stage.rows(app, Conversation)) == len(CHARTER.channels))


async def test_without_keys_nothing_can_be_told_to_be_teams_and_the_desk_is_not_ready(stage: Stage) -> None:
    stage.teams.login.trouble("openid", "error", times=1)
    app = await stage.desk()
    assert app.not_ready() == ["teams.no_keys"]


async def test_credentials_that_are_refused_are_told_apart(stage: Stage) -> None:
    stage.teams.login.secret = "another"
    lent: Any = None

    def make(ports: Any) -> Teams:
        nonlocal lent
        stage.teams.login.secret = "former"
        lent = Lent(ports, stage.teams)
        stage.teams.login.secret = "another"
        return Teams(lent)

    app = App(Settings(port=0), CHARTER, stage.url, MovableClock(), [make])
    stage.apps.append(app)
    await app.start()
    assert app.not_ready() == ["teams.credentials_refused"]
    (told,) = teams_of(app).complaints()
    assert (told.what, told.arguments) == ("serve.teams_refused", {"why": "invalid_client"})


async def test_it_stops_before_it_started_and_while_it_connects(stage: Stage) -> None:
    stage.teams.login.trouble("token", "error")
    app = await stage.desk()
    made = Teams(Lent(app_ports(app), stage.teams))
    await made.stop()


def app_ports(app: App) -> Any:
    return teams_of(app).ports


async def test_a_root_is_a_conversation_created_in_its_channel_and_a_reply_goes_to_its_thread(stage: Stage) -> None:
    platform = await stage.platform()
    root = await platform.send(Post(1, Address(LYON), card("racine")))
    reply = await platform.send(Post(2, Address(LYON, root.ts), card("réponse")))
    created, said = stage.teams.calls("create", "send")
    assert created.body["channelData"] == {"channel": {"id": LYON}, "tenant": {"id": TENANT}}
    assert (created.body["bot"], created.body["tenantId"]) == ({"id": BOT}, TENANT)
    assert created.body["activity"]["summary"] == "résumé"
    assert said.path.endswith(f"/v3/conversations/{LYON};messageid={root.ts}/activities")
    assert [each.root for each in stage.teams.tenant.standing(LYON)] == [None, root.ts]
    await platform.update(reply, card("autre"))
    await platform.delete(root)
    changed, gone = stage.teams.calls("update", "delete")
    assert f"{LYON};messageid={root.ts}/activities/{reply.ts}" in changed.path
    assert f"{LYON};messageid={root.ts}/activities/{root.ts}" in gone.path


async def test_after_a_restart_the_thread_of_a_card_is_known_by_the_desk_s_own_rows(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    asked = await stage.teams.people.post(stage.cast.asker, LYON, TRAIN)
    await stage.teams.idle()
    await app.idle()
    await stage.apps.pop().stop()
    again = await stage.desk()
    await again.idle()
    (ours,) = [each for each in stage.teams.tenant.standing(LYON) if each.author is None]
    assert await teams_of(again).standing.root_of(Ref(LYON, ours.id)) == asked.id


async def test_a_chat_has_no_threads_and_is_opened_once_by_the_object_id_and_the_tenant(stage: Stage) -> None:
    platform = await stage.platform()
    chat = await platform.direct(INES)
    assert chat == await platform.direct(INES) == stage.chat(INES.user)
    (created,) = stage.teams.calls("create")
    assert created.body["members"] == [{"id": INES.user}]
    await platform.send(Post(1, Address(chat, "17"), card()))
    (said,) = stage.teams.calls("send")
    assert said.path.endswith(f"/{chat}/activities")
    with pytest.raises(Gone):
        await platform.direct(Someone("another-tenant", INES.user))


async def test_where_the_app_is_not_installed_and_who_has_blocked_it_are_told_apart_and_not_tried_again(
    stage: Stage,
) -> None:
    app = await stage.desk()
    await app.idle()
    platform = teams_of(app)
    chat = await platform.direct(INES)
    stage.teams.tenant.people[INES.user].blocked = True
    with pytest.raises(port.Blocked):
        await platform.send(Post(1, Address(chat), card()))
    stage.team.installed = False
    with pytest.raises(port.NotMember):
        await platform.send(Post(2, Address(LYON), card()))
    with pytest.raises(port.NotInstalledHere):
        await platform.direct(Someone(TENANT, object_id("claire")))


async def test_who_removes_the_app_is_written_to_no_more_until_it_is_back(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    platform = teams_of(app)
    await stage.teams.people.install(INES.user)
    await stage.teams.idle()
    await app.idle()
    assert platform.references.direct_of(INES.user) == stage.chat(INES.user)
    await stage.teams.people.uninstall(INES.user)
    await stage.teams.idle()
    assert platform.references.direct_of(INES.user) is None
    fresh = References(platform.ports, platform.own, platform.calls.allows)
    await fresh.load()
    assert fresh.direct_of(INES.user) is None


async def test_an_address_that_moves_is_followed_and_outlives_a_restart(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    told = stage.teams.tenant.service_url
    platform = teams_of(app)
    assert (await platform.references.of(LYON)).service_url.endswith("/teams/")
    await stage.teams.people.post(stage.cast.asker, LYON, "bonjour")
    await stage.teams.idle()
    assert (await platform.references.of(LYON)).service_url == told
    assert (await platform.references.of("19:never-heard-of@thread.tacv2")).service_url == told
    fresh = References(platform.ports, platform.own, platform.calls.allows)
    await fresh.load()
    known = await fresh.of(LYON)
    assert (known.service_url, known.kind, known.team) == (told, "channel", stage.team.id)
    elsewhere = References(platform.ports, platform.own, lambda url: False)
    await elsewhere.load()
    assert (await elsewhere.of(LYON)).service_url.endswith("/teams/")


async def test_nothing_is_targeted_before_the_tenant_has_shown_that_it_has_that(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    platform = teams_of(app)
    await platform.whisper(INES, Address(LYON), card("entre nous"), 1)
    assert not any(each.query for each in stage.teams.calls("send"))
    assert ["entre nous" in str(each) for each in stage.standing(stage.chat(INES.user))] == [True]
    await stage.slash(INES.user)
    assert (await platform.references.of(LYON)).targeted
    fresh = References(platform.ports, platform.own, platform.calls.allows)
    await fresh.load()
    assert fresh.has_targeted
    root = await platform.send(Post(2, Address(LYON), card("racine")))
    await platform.whisper(INES, Address(LYON, root.ts), card("à vous seule"), 3)
    (alone,) = [each for each in stage.teams.tenant.standing(LYON) if "à vous seule" in str(each.activity)]
    assert (alone.only, alone.root) == (INES.user, root.ts)
    await platform.whisper(INES, Address(LYON, root.ts), card("à vous encore"), 3)
    found = [each for each in stage.teams.tenant.standing(LYON) if each.only == INES.user and "à vous" in str(each)]
    assert [each.id for each in found] == [alone.id]
    assert "à vous encore" in str(found[0].activity)


async def test_once_targeted_is_refused_it_is_not_tried_again_and_nobody_else_reads_it(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    platform = teams_of(app)
    await stage.slash(INES.user)
    await app.idle()
    stage.teams.tenant.targeted = False
    stage.teams.log.clear()
    for number in (1, 2):
        await platform.whisper(INES, Address(LYON), card(f"secret {number}"), number)
    assert sum("isTargetedActivity" in each.query for each in stage.teams.log) == 1
    assert not platform.whispering.on
    assert not any("secret" in str(each) for each in stage.standing(LYON))
    assert sum("secret" in str(each) for each in stage.standing(stage.chat(INES.user))) == 2


async def test_who_is_not_in_the_channel_is_whispered_to_in_their_chat_and_the_others_go_on(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    platform = teams_of(app)
    await stage.slash(INES.user)
    elsewhere = stage.teams.tenant.person("Nour Ailleurs", installed=True)
    stage.teams.tenant.channel(stage.teams.tenant.team("Autre", [elsewhere.id]), "x")
    await platform.whisper(Someone(TENANT, elsewhere.id), Address(LYON), card("pour Nour"), 1)
    assert any("pour Nour" in str(each) for each in stage.standing(stage.chat(elsewhere.id)))
    assert platform.whispering.on


async def test_a_whisper_done_again_takes_the_place_of_the_first(stage: Stage) -> None:
    platform = await stage.platform()
    for text in ("un", "deux"):
        await platform.whisper(INES, Address(LYON), card(text), 7)
    (said,) = stage.standing(stage.chat(INES.user))
    assert "deux" in str(said)


async def test_a_home_is_changed_where_it_stands_and_posted_anew_when_asked_for(stage: Stage) -> None:
    platform = await stage.platform()
    chat = stage.chat(INES.user)
    for text in ("un", "deux"):
        await platform.home(INES, card(text))
    (first,) = stage.teams.tenant.standing(chat)
    assert "deux" in str(first.activity)
    platform.home_asked(INES.user)
    await platform.home(INES, card("trois"))
    (second,) = stage.teams.tenant.standing(chat)
    assert second.id != first.id
    fresh = References(platform.ports, platform.own, platform.calls.allows)
    await fresh.load()
    assert (await fresh.of(chat)).home == second.id
    await platform.home(INES, card("quatre"))
    assert [each.id for each in stage.teams.tenant.standing(chat)] == [second.id]
    second.gone = True
    await platform.home(INES, card("cinq"))
    (third,) = stage.teams.tenant.standing(chat)
    assert "cinq" in str(third.activity)


async def test_a_form_of_nobody_here_is_gone(stage: Stage) -> None:
    platform = await stage.platform()
    with pytest.raises(Gone):
        await platform.update_form("nobody-s", DrawnForm("nobody-s", "new", "Titre", (), (), "Créer", "Annuler", "fr"))


async def test_what_is_too_big_is_said_in_short(stage: Stage) -> None:
    platform = await stage.platform()
    stage.teams.fault(CallFault("create", "413"))
    ref = await platform.send(Post(1, Address(LYON), card()))
    (said,) = stage.standing(LYON)
    assert said["attachments"] == shortest(card())["attachments"]
    assert summary(card()) in str(said)
    stage.teams.fault(CallFault("update", "413"))
    await platform.update(ref, card(summary=(Run("text", "plus court"),)))
    (said,) = stage.standing(LYON)
    assert "plus court" in str(said)


async def test_no_more_is_posted_in_a_conversation_than_it_takes(stage: Stage) -> None:
    platform = await stage.platform()
    platform.calls._writes = Pace(((3, 60.0),))
    for number in range(3):
        await platform.send(Post(number + 1, Address(LYON), card()))
    with pytest.raises(RateLimited) as limited:
        await platform.send(Post(9, Address(LYON), card()))
    assert limited.value.scope == LYON
    assert 50 < limited.value.after <= 60 + MARGIN
    await platform.send(Post(10, Address(TRIAGE), card()))
    assert len(stage.teams.calls("create")) == 4


async def test_a_throttled_tenant_gets_everything_once_all_the_same(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    stage.teams.fault(CallFault("create", "429", times=2, after=0), CallFault("send", "502", times=2))
    stage.teams.fault(CallFault("update", "504", times=1), CallFault("create", "412", times=1))
    await stage.teams.people.post(stage.cast.asker, LYON, TRAIN)
    await stage.teams.idle()
    await app.idle()
    assert (len(stage.standing(LYON)), len(stage.standing(TRIAGE))) == (1, 1)
    assert {each["state"] for each in stage.rows(app, Outbox)} <= {OutboxState.SENT, OutboxState.DROPPED}


async def test_an_answer_that_is_lost_is_sent_again_for_teams_cannot_be_asked(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    stage.teams.fault(CallFault("create", "lost", conversation=TRIAGE))
    await stage.teams.people.post(stage.cast.asker, LYON, TRAIN)
    await stage.teams.idle()
    await app.idle()
    assert len(stage.standing(TRIAGE)) == 2


async def test_a_profile_is_found_in_whichever_conversation_they_are(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    platform, tenant = teams_of(app), stage.teams.tenant
    lone = tenant.person("Lou Seul", email="lou@relais-office.example", installed=True)
    with pytest.raises(Gone):
        await platform.fetch_person(Someone(TENANT, lone.id))
    await stage.teams.people.post(lone.id, stage.chat(lone.id), "bonjour")
    await stage.teams.idle()
    found = await platform.fetch_person(Someone(TENANT, lone.id))
    assert (found.name, found.email, found.language, found.timezone) == (
        "Lou Seul",
        "lou@relais-office.example",
        "fr",
        "Europe/Paris",
    )


async def test_the_members_of_a_large_channel_come_page_by_page_and_once_a_minute(stage: Stage) -> None:
    tenant = stage.teams.tenant
    many = [tenant.person(f"Personne {number}").id for number in range(1100)]
    tenant.rooms[HELP].team = tenant.team("Tous", [*tenant.people])
    platform = await stage.platform()
    platform.people._lists.clear()
    found = await platform.members(HELP)
    assert {*many} <= {each.who.user for each in found}
    assert await platform.members(HELP) == found
    assert len(stage.teams.calls("members")) == 3


async def test_whom_teams_says_to_be_of_another_tenant_is_elsewhere(stage: Stage) -> None:
    platform = await stage.platform()
    told = stage.teams.tenant.people[INES.user].shown("another-tenant")
    found = platform.people._told(told, LYON)
    assert found is not None
    assert (found.outsider, found.elsewhere) == (True, True)
    guest = platform.people._told({**told, "tenantId": TENANT, "userRole": "Guest", "email": ""}, LYON)
    assert guest is not None
    assert (guest.outsider, guest.elsewhere, guest.email) == (True, False, "ines.caron@relais-office.example")
    made_up = {**told, "tenantId": TENANT, "email": None, "userPrincipalName": "a_b.c#EXT#@x.onmicrosoft.com"}
    nameless = platform.people._told({**made_up, "name": " "}, LYON)
    assert nameless is not None
    assert nameless.email is None
    assert platform.people._told({"id": "28:bot", "name": "Autre"}, LYON) is None


async def test_people_seen_at_the_start_wait_for_nobody(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    stage.teams.log.clear()
    await stage.teams.people.post(stage.cast.asker, LYON, TRAIN)
    await stage.teams.idle()
    await app.idle()
    assert not stage.teams.calls("member", "members")


async def test_what_another_replica_wrote_of_a_conversation_is_neither_lost_nor_overlooked(stage: Stage) -> None:
    platform = await stage.platform()
    early = References(platform.ports, platform.own, platform.calls.allows)
    await early.load()
    await platform.home(INES, card("un"))
    other = References(platform.ports, platform.own, platform.calls.allows)
    await other.load()
    chat = stage.chat(INES.user)
    platform.home_asked(INES.user)
    await platform.home(INES, card("deux"))
    (mine,) = stage.teams.tenant.standing(chat)
    assert (await other.of(chat)).home != mine.id
    told = {"type": "message", "serviceUrl": f"{stage.teams.origin}/amer/", "conversation": {"id": chat}}
    await other.learn(told | {"from": {"id": "29:x", "aadObjectId": INES.user}})
    assert await other.home_in(chat) == mine.id
    known = await early.of(chat)
    assert (known.service_url, known.home, known.user) == (f"{stage.teams.origin}/amer/", mine.id, INES.user)
