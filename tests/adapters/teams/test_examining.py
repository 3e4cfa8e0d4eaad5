"""What `relais doctor` finds in a tenant: nothing where all is well, and each thing that is not, with its remedy."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr

from adapters import looking
from adapters.platform import Examined, Finding
from adapters.teams import about, examining, guard
from adapters.teams.own import Own
from adapters.teams.platform import Teams
from adapters.teams.receiving import PATH
from adapters.teams.references import References
from adapters.teams.tokens import Checker, Keys, Refused
from bot.charter import Charter
from bot.locales import LANGUAGES, catalogue, text
from relais.settings import Settings
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.tables import Conversation, Identity, Person
from storage.unit import Unit
from storage.writer import Writer, make_writer
from tests.contract.harness_teams import company_in
from tests.fakes.company import company_on, written
from tests.fakes.teams import BOT, OTHER_TENANT, TENANT, CallFault, FakeTeams, running_fake_teams
from tests.fakes.teams.records import Room, object_id

LYON, DESK = "C0LYON", "C0DESK"
_NARROW, _WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


@dataclass
class Ports:
    settings: Any
    charter: Charter
    database: Any = None
    writer: Any = None


class Town:
    """The sample company, its people and channels in a fake tenant, where a test then spoils something."""

    def __init__(self, teams: FakeTeams, url: str, database: Database) -> None:
        self.teams, self.tenant, self.database = teams, teams.tenant, database
        self.charter = company_on("teams")
        company_in(teams, self.charter)
        self.settings = Settings.load(None).model_copy(
            update={
                "teams_app_id": teams.login.app,
                "teams_app_password": SecretStr(teams.login.secret),
                "teams_tenant_id": teams.login.tenant,
                "teams_openid_url": teams.login.openid_url,
                "teams_token_url": teams.login.token_url,
                "teams_service_urls": (teams.origin,),
                "public_url": url,
            }
        )

    @property
    def ports(self) -> Any:
        return Ports(self.settings, self.charter, self.database)

    def given(self, **settings: Any) -> None:
        self.settings = self.settings.model_copy(update=settings)

    def saying(self, person: str, **facts: Any) -> None:
        """The charter says more of a person."""
        self._written(lambda data: next(each for each in data["people"] if each["id"] == person).update(facts))

    def naming(self, channel: str, **facts: Any) -> None:
        """The charter says something else of a channel."""
        self._written(lambda data: next(each for each in data["channels"] if each["id"] == channel).update(facts))

    def _written(self, change: Any) -> None:
        def on_teams(data: dict[str, Any]) -> None:
            for each in data["channels"]:
                each["platform"] = "teams"
            change(data)

        self.charter = written(on_teams)

    async def hear(self, channel: str, *, naming: bool) -> None:
        """What the desk keeps of a message that was written there."""
        writer = self._writer()
        try:
            ports: Any = Ports(self.settings, self.charter, self.database, writer)
            references = References(ports, Own(self.teams.login.app, TENANT), lambda url: True)
            await references.load()
            await references.learn(self._message(channel, naming=naming))
        finally:
            writer.stop()

    def _message(self, channel: str, *, naming: bool) -> dict[str, Any]:
        room = self.tenant.rooms[channel]
        mention = {"type": "mention", "text": "<at>Relais</at>", "mentioned": {"id": BOT, "name": "Relais"}}
        return {
            "type": "message",
            "id": "1700000000000",
            "serviceUrl": self.tenant.service_url,
            "from": self.tenant.people[object_id("ines")].account(),
            "conversation": {"id": f"{channel};messageid=1700000000000", "conversationType": "channel"},
            "channelData": {"tenant": {"id": TENANT}, "team": {"id": room.team.id if room.team else ""}},
            "entities": [mention] if naming else [],
        }

    def write(self, job: Callable[[Unit], None]) -> None:
        """Change what the desk keeps."""
        writer = self._writer()
        try:
            writer.run(job).result(10)
        finally:
            writer.stop()

    def _writer(self) -> Writer:
        made = make_writer(self.database, lambda: datetime.now(UTC), lambda: self.charter.hash, lambda channels: None)
        made.start()
        return made

    async def look(self, patience: float = 5.0) -> list[Finding]:
        found = await examining.examine(self.ports, patience)
        for language in LANGUAGES:
            for each in found:
                for key in filter(None, (each.what, each.advice)):
                    assert "{" not in text(language, key, **(each.arguments or {}))
        return found

    async def wrong(self, patience: float = 5.0) -> list[tuple[str, dict[str, Any]]]:
        """What is not well, without its section; each has what to do."""
        found = [each for each in await self.look(patience) if not each.ok]
        assert all(each.advice for each in found)
        return [(each.what.removeprefix("doctor.teams_"), dict(each.arguments or {})) for each in found]

    async def only_wrong(self) -> tuple[str, dict[str, Any]]:
        found = await self.wrong()
        assert len(found) == 1, found
        return found[0]

    async def told(self, what: str) -> list[dict[str, Any]]:
        """What is well, of that sort."""
        found = [each for each in await self.look() if each.what == f"doctor.teams_{what}"]
        assert all(each.ok for each in found)
        return [dict(each.arguments or {}) for each in found]


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    """Where the desk answers as its own door does, at an address that is called https only."""
    database = open_database(f"sqlite:///{tmp_path / 'relais.db'}")
    migrate(database)
    async with running_fake_teams() as teams:
        keys = Keys(teams.login.openid_url)
        checker = Checker(teams.login.app, keys, (teams.origin,), TENANT)

        async def door(request: web.Request) -> web.Response:
            try:
                await guard.read(request, checker)
            except Refused as refused:
                return web.Response(status=refused.status)
            return web.Response()

        app = web.Application()
        app.add_routes([web.post(PATH, door)])
        async with TestServer(app) as server:
            knock = examining._knock
            plain = str(server.make_url(PATH))

            async def knocked(url: str) -> str | None:
                return await knock(plain if url.startswith("https://relais.example/") else url)

            monkeypatch.setattr(examining, "_knock", knocked)
            yield Town(teams, "https://relais.example", database)
        await keys.close()
    database.close()


async def test_where_all_is_well_everything_looked_at_is_told_and_nothing_is_done(town: Town) -> None:
    for channel in town.charter.channels:
        await town.hear(channel.id, naming=False)
    before = len(town.tenant.log)
    found = await town.look()
    said = [text("en", each.what, **(each.arguments or {})) for each in found]
    assert all(each.ok and each.advice is None for each in found), said
    assert f"Teams: connected to the tenant {TENANT}." in said
    assert f"People of the charter: {len(town.charter.people)} found in Teams." in said
    assert any(line.startswith("Teams: Relais answers at https://relais.example/api/messages.") for line in said)
    for channel in town.charter.channels:
        name = town.tenant.rooms[channel.id].name
        assert f"Channel #{name} ({channel.id}): Relais is in it." in said
        assert f"Channel #{name} ({channel.id}): everything written there reaches Relais." in said
    assert {call.method for call in town.tenant.log[before:]} == {"GET"}


async def test_the_platform_says_it_of_itself_without_having_been_started_nor_a_database(
    town: Town, tmp_path: Path
) -> None:
    absent = open_database(f"sqlite:///{tmp_path / 'absent.db'}")
    ports: Any = Ports(town.settings, town.charter, absent)
    teams = Teams(ports)
    assert isinstance(teams, Examined)
    assert {getattr(each, "path", "") for each in teams.routes} == {PATH, about.PATH}
    found = await teams.examine()
    assert len(found) > len(town.charter.channels)
    assert all(each.ok for each in found)
    await teams.stop()
    assert not (tmp_path / "absent.db").exists()


@pytest.mark.parametrize("setting", ["teams_app_id", "teams_tenant_id"])
async def test_what_is_no_id_is_told_before_anything_is_asked(town: Town, setting: str) -> None:
    town.given(**{setting: "essai.onmicrosoft.com"})
    assert await town.only_wrong() == ("not_an_id", {"setting": setting.upper()})
    assert not town.tenant.log


async def test_a_secret_that_is_no_good_is_told_with_where_to_make_another(town: Town) -> None:
    town.given(teams_app_password=SecretStr("another"))
    what, given = await town.only_wrong()
    assert (what, given) == ("refused_secret", {"why": "invalid_client"})
    assert not any("another" in str(value) for value in given.values())


@pytest.mark.parametrize(
    ("code", "which"),
    [("invalid_client", "secret"), ("unauthorized_client", "app"), ("invalid_request", "tenant")],
)
def test_each_refusal_of_a_token_has_its_own_remedy(code: str, which: str) -> None:
    from adapters.platform import NotInstalled

    assert examining.refused(NotInstalled(code)).what == f"doctor.teams_refused_{which}"


async def test_where_nobody_answers_it_says_where_to_look(town: Town) -> None:
    town.given(teams_token_url="http://127.0.0.1:1/token")
    assert (await town.only_wrong())[0] == "silent"


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(20, ("clock_behind", {"minutes": 20})), (-180, ("clock_ahead", {"minutes": 180})), (4, None), (-4, None)],
)
async def test_a_clock_that_is_not_microsofts_is_told(
    town: Town, minutes: int, told: tuple[str, dict[str, Any]] | None
) -> None:
    """What Teams sends is refused by its times, and nothing else of the tenant is wrong. `minutes`: Microsoft's."""
    town.teams.login.clock = lambda: time.time() + 60 * minutes
    assert await town.wrong() == ([told] if told else [])
    assert await town.told("clock") == ([] if told else [{}])


async def test_a_clock_is_told_of_although_the_secret_is_no_good(town: Town) -> None:
    town.teams.login.clock = lambda: time.time() + 1200
    town.given(teams_app_password=SecretStr("another"))
    assert [what for what, _ in await town.wrong()] == ["refused_secret", "clock_behind"]


async def test_keys_are_told_whether_they_can_be_read_or_not(town: Town) -> None:
    assert await town.told("keys") == [{}]
    town.given(teams_openid_url="http://127.0.0.1:1/openid")
    assert await town.only_wrong() == ("no_keys", {})


@pytest.mark.parametrize("address", [None, "http://relais.example"])
async def test_an_address_that_teams_cannot_call_is_told(town: Town, address: str | None) -> None:
    town.given(public_url=address)
    assert (await town.only_wrong())[0] == "no_address"


async def test_an_address_where_no_desk_answers_is_told_and_no_fault(town: Town) -> None:
    town.given(public_url="https://127.0.0.1:1")
    assert (await town.told("endpoint_silent"))[0]["why"] == "ClientConnectorError"


async def test_an_address_whose_name_leads_nowhere_from_here_is_told_and_no_fault(town: Town) -> None:
    town.given(public_url="https://relais.invalid")
    assert await town.wrong() == []
    assert await town.told("endpoint_unnamed") == [{"url": "https://relais.invalid/api/messages"}]


async def test_a_channel_that_has_no_name_yet_is_called_by_its_site_and_what_to_write_is_said_where_one_asks(
    town: Town,
) -> None:
    found = [each for each in await town.look() if each.what == "doctor.teams_rsc_unknown"]
    asked = {each.id for each in town.charter.channels if each.purpose == "requests"}
    assert {str((each.arguments or {})["id"]) for each in found if each.advice} == asked
    assert not [each for each in found if "requests" in str((each.arguments or {})["channel"])]


@pytest.mark.parametrize("status", [200, 404, 502])
async def test_whoever_else_answers_there_is_not_the_desk(status: int) -> None:
    async def other(request: web.Request) -> web.Response:
        return web.Response(status=status)

    app = web.Application()
    app.add_routes([web.post("/api/messages", other)])
    async with TestServer(app) as server:
        assert await examining._knock(str(server.make_url("/api/messages"))) == f"HTTP {status}"


async def test_nothing_heard_yet_is_told_with_how_to_begin(town: Town) -> None:
    assert await town.told("unheard") == [{}]
    assert len(await town.told("rsc_unknown")) == len(town.charter.channels)
    await town.hear(LYON, naming=True)
    assert await town.told("unheard") == []


async def test_what_is_heard_shows_what_a_team_has_agreed_to(town: Town) -> None:
    await town.hear(LYON, naming=True)
    assert {each["id"] for each in await town.told("rsc_absent")} >= {LYON}
    assert await town.told("rsc") == []
    await town.hear(DESK, naming=False)
    assert {each["id"] for each in await town.told("rsc")} >= {LYON, DESK}, "a team agrees for all of its channels"
    assert await town.told("rsc_absent") == []


async def test_a_team_without_the_desk(town: Town) -> None:
    room = town.tenant.rooms[LYON]
    assert room.team is not None
    elsewhere = town.tenant.team("Ailleurs", list(room.people), installed=False)
    town.tenant.rooms[LYON] = Room(LYON, room.name, "channel", elsewhere)
    what, given = await town.only_wrong()
    assert (what, given["id"]) == ("channel_absent", LYON)


async def test_a_channel_of_which_nothing_is_known_yet_is_told_as_the_charter_does(town: Town) -> None:
    assert f"Lyon ({LYON})" in [each["channel"] for each in await town.told("channel")]


async def test_who_may_be_where_the_desk_is_not_yet_is_no_fault(town: Town) -> None:
    """The app was added to no team: the channels are to be mended, and nobody has to be added to a team they are in."""
    for room in [each for each in town.tenant.rooms.values() if each.team is not None]:
        elsewhere = town.tenant.team("Ailleurs", list(room.people), installed=False)
        town.tenant.rooms[room.id] = Room(room.id, room.name, "channel", elsewhere)
    town.saying("ines", teams=object_id("ines"))
    assert {what for what, _ in await town.wrong()} == {"channel_absent"}
    assert await town.told("people_unseen") == [{"count": len(town.charter.people)}]


async def test_a_channel_that_is_not_there(town: Town) -> None:
    del town.tenant.rooms[LYON]
    what, given = await town.only_wrong()
    assert (what, given["id"]) == ("channel_unknown", LYON)


async def test_a_channel_that_cannot_be_read_now(town: Town) -> None:
    town.teams.fault(CallFault("members", "502", 1))
    found = await town.wrong()
    assert [what for what, _ in found] == ["channel_unread"]


async def test_it_waits_as_it_is_asked_within_its_patience(town: Town) -> None:
    town.teams.fault(CallFault("members", "429", 1))
    assert await town.wrong(patience=30) == []
    town.teams.fault(CallFault("members", "429", 1))
    assert [what for what, _ in await town.wrong(patience=0)] == ["channel_unread"]


async def test_no_channel_of_teams_in_the_charter(town: Town) -> None:
    town.charter = company_on("slack")
    assert "no_channel" in [what for what, _ in await town.wrong()]


async def test_a_name_that_events_told_stands_beside_the_id(town: Town) -> None:
    await town.hear(LYON, naming=True)

    def named(unit: Unit) -> None:
        row = unit.find(Conversation, platform="teams", conversation=LYON)
        assert row is not None
        unit.change(row, name="lyon")

    town.write(named)
    assert f"#lyon ({LYON})" in [each["channel"] for each in await town.told("channel")]


async def test_a_channel_that_another_company_reads_and_one_that_the_charter_knows_of(town: Town) -> None:
    original = type(town.tenant.people[object_id("ines")]).shown

    def shown(self: Any, tenant: str = TENANT) -> Any:
        return original(self, OTHER_TENANT if self.name == "Hugo Ailleurs" else tenant)

    stranger = town.tenant.person("Hugo Ailleurs", email="hugo@ailleurs.invalid")
    for room in town.tenant.rooms.values():
        if room.team is not None and stranger.id not in room.team.members:
            room.team.members.append(stranger.id)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(stranger), "shown", shown)
        found = await town.wrong()
    told = {given["id"] for what, given in found if what == "channel_shared"}
    assert told == {each.id for each in town.charter.channels if each.shared_with is None}
    assert {what for what, _ in found} == {"channel_shared"}


async def test_somebody_of_the_charter_who_is_nowhere(town: Town) -> None:
    gone = town.tenant.people.pop(object_id("ines"))
    for team in town.tenant.teams.values():
        team.members.remove(gone.id)
    what, given = await town.only_wrong()
    assert (what, given["id"]) == ("person_missing", "ines")


async def test_somebody_named_by_their_object_id(town: Town) -> None:
    town.tenant.people[object_id("ines")].email = "autre@essai.invalid"
    assert (await town.only_wrong())[0] == "person_missing"
    town.saying("ines", teams=object_id("ines"))
    assert await town.wrong() == []
    town.saying("ines", teams=object_id("nobody"))
    assert await town.only_wrong() == (
        "person_unknown",
        {"name": "Inès Caron", "id": "ines", "user": object_id("nobody")},
    )


async def test_somebody_whose_address_is_hidden_is_offered_by_their_name(town: Town) -> None:
    ines = town.tenant.people[object_id("ines")]
    ines.email = None
    what, given = await town.only_wrong()
    assert (what, given["user"]) == ("person_masked", ines.id)


async def test_a_guest_whom_the_charter_names_is_counted(town: Town) -> None:
    town.tenant.people[object_id("ines")].guest = True
    assert await town.told("people_outside") == [{"count": 1}]


async def test_accounts_of_another_tenant_are_counted(town: Town) -> None:
    def met(unit: Unit) -> None:
        person = unit.add(Person(name="Ailleurs", created_at=unit.now))
        facts: dict[str, Any] = {"person_id": person.id, "created_at": unit.now, "updated_at": unit.now}
        unit.add(Identity(platform="teams", team=OTHER_TENANT, user="u1", name="Ailleurs", **facts))

    town.write(met)
    assert await town.told("people_before") == [{"count": 1}]


def test_each_sentence_is_said_and_set_as_french() -> None:
    keys = [key for key in catalogue("fr") if key.startswith("doctor.teams_")]
    written = Path(examining.__file__).read_text(encoding="utf-8")
    said = {f"doctor.teams_{each}" for each in looking.SAID}
    said |= {f"doctor.teams_refused_{each}{more}" for each in ("secret", "app", "tenant") for more in ("", "_advice")}
    said |= {f"doctor.teams_clock_{each}" for each in ("ahead", "behind")}
    assert [key for key in keys if f'"{key}"' not in written and key not in said] == []
    assert said <= set(keys)
    for key in keys:
        entry = catalogue("fr")[key]
        for each in [entry] if isinstance(entry, str) else entry.values():
            plain = re.sub(rf"«{_WIDE}teams:.*?{_WIDE}»|shared_with: provider", "", each)
            assert "'" not in plain, key
            assert not re.search(rf"(?<!{_NARROW})[;?]|(?<!{_WIDE}):(?!\w)", plain), key
            assert not re.search(rf"«(?!{_WIDE})|(?<!{_WIDE})»", plain), key
