"""`relais charter new` beside a fake Teams tenant: channels and people read by a link that anybody may copy."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from adapters.surveying import Elsewhere, Room
from adapters.teams.surveying import named
from bot.charter import Charter, load
from relais.settings import Settings
from tests.fakes.slack import running_fake_slack
from tests.fakes.teams import CallFault, FakeTeams, running_fake_teams
from tests.fakes.teams.records import APP, OTHER_TENANT, TENANT, Team, object_id
from tests.relais.writing.conversing import PEOPLE, Ended, Said10, new, printers_in, relais

CHANNELS = ("demandes-nantes", "demandes-rochefort", "pole-assistantes")
GROUP = object_id("group")


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    """The printing house's tenant, with one team."""
    async with running_fake_teams() as running:
        for person, (name, email) in PEOPLE.items():
            running.tenant.person(name, id=object_id(person), email=email)
        team = running.tenant.team("Imprimeries", list(running.tenant.people))
        running.tenant.channel(team, "Général", id=team.id)
        for name in CHANNELS:
            running.tenant.channel(team, name)
        yield running


def team_of(teams: FakeTeams) -> Team:
    return next(iter(teams.tenant.teams.values()))


def id_of(teams: FakeTeams, name: str) -> str:
    return next(room.id for room in teams.tenant.rooms.values() if room.name == name)


def link(teams: FakeTeams, name: str, tenant: str = TENANT) -> str:
    """« Obtenir le lien vers le canal »."""
    return f"https://teams.microsoft.com/l/channel/{quote(id_of(teams, name), safe='')}/{quote(name)}?{_of(tenant)}"


def team_link(teams: FakeTeams) -> str:
    """« Obtenir le lien vers l'équipe »."""
    return f"https://teams.cloud.microsoft/l/team/{quote(team_of(teams).id, safe='')}/conversations?{_of(TENANT)}"


def _of(tenant: str) -> str:
    return f"groupId={GROUP}&tenantId={tenant}"


def keys(teams: FakeTeams) -> dict[str, str]:
    return {
        "TEAMS_APP_ID": teams.login.app,
        "TEAMS_APP_PASSWORD": teams.login.secret,
        "TEAMS_TENANT_ID": teams.login.tenant,
        "TEAMS_TOKEN_URL": teams.login.token_url,
        "TEAMS_OPENID_URL": teams.login.openid_url,
        "TEAMS_SERVICE_URLS": teams.origin,
    }


def made(cwd: Path, ended: Ended) -> Charter:
    assert ended.status == 0, ended
    return load(cwd / "charter.yaml")


def channels(charter: Charter) -> list[tuple[str, str, str | None]]:
    return [(each.platform, each.id, each.site) for each in charter.channels]


async def test_a_team_s_link_shows_its_channels_and_its_people_and_doctor_is_content(
    tmp_path: Path, teams: FakeTeams
) -> None:
    said = Said10(company="Imprimeries", requests=(team_link(teams), "demandes-nantes", "2"))
    ended = await new(tmp_path, None, said, **keys(teams))
    charter = made(tmp_path, ended)
    assert "✗" not in ended.out
    assert "4 canaux trouvés." in ended.out
    assert "1. #demandes-nantes" in ended.out
    assert channels(charter) == [
        ("teams", id_of(teams, "demandes-nantes"), "nantes"),
        ("teams", id_of(teams, "demandes-rochefort"), "rochefort"),
        ("teams", id_of(teams, "pole-assistantes"), None),
    ]
    assert {one.id: (one.name, one.email) for one in charter.people} == {
        key: told for key, told in PEOPLE.items() if key != "zoe"
    }
    looked = await relais(tmp_path, None, "doctor", RELAIS_PUBLIC_URL="https://relais.example", **keys(teams))
    assert looked.status == 0, looked
    assert {call.verb for call in teams.log} <= {"members", "member", "channels"}, "nothing is posted nor changed"


async def test_the_link_of_a_channel_is_that_channel_and_its_first_one_s_shows_the_others(
    tmp_path: Path, teams: FakeTeams
) -> None:
    said = Said10(
        company="Imprimeries",
        requests=(link(teams, "demandes-nantes"), link(teams, "demandes-rochefort")),
        of_all=link(teams, "Général"),
        triage="",
    )
    ended = await new(tmp_path, None, said, **keys(teams))
    assert channels(made(tmp_path, ended)) == [
        ("teams", id_of(teams, "demandes-nantes"), "nantes"),
        ("teams", id_of(teams, "demandes-rochefort"), "rochefort"),
        ("teams", team_of(teams).id, None),
        ("teams", id_of(teams, "pole-assistantes"), None),
    ]
    assert "# #demandes-nantes" in (tmp_path / "charter.yaml").read_text("utf-8")
    assert "#Général" in ended.out


async def test_another_tenant_s_link_is_refused_and_asked_again(tmp_path: Path, teams: FakeTeams) -> None:
    foreign = link(teams, "demandes-nantes", OTHER_TENANT)
    said = Said10(company="Imprimeries", requests=(foreign, team_link(teams), "demandes-nantes", "demandes-rochefort"))
    ended = await new(tmp_path, None, said, **keys(teams))
    assert f"✗ Ce lien est d’une autre entreprise ({OTHER_TENANT})" in ended.out
    assert len(made(tmp_path, ended).channels) == 3


HAND = Said10(
    company="Imprimeries",
    assistants="Yanis Kerbrat <yanis@pole.example>, Maëlle Guéguen <maelle@pole.example>",
    coordinators="Farid Amrani <farid@pole.example>",
    of_provider="Yanis Kerbrat, Maëlle Guéguen, farid",
    pilot="Gaëlle Rouault <gaelle@estuaire.example>",
    cleared="Odile Ferron <odile@estuaire.example>, Bruno Sicard <bruno@estuaire.example>",
)


@pytest.mark.parametrize("why", ["not in the team", "credentials refused", "no credentials"])
async def test_where_nothing_can_be_read_what_the_links_say_is_kept(tmp_path: Path, teams: FakeTeams, why: str) -> None:
    links = [link(teams, name) for name in CHANNELS]
    team_of(teams).installed = why != "not in the team"
    given = {} if why == "no credentials" else keys(teams)
    if why == "credentials refused":
        given["TEAMS_APP_PASSWORD"] = "another"
    said = Said10(**{**HAND.__dict__, "requests": tuple(links[:2]), "triage": links[2]})
    ended = await new(tmp_path, None, said, **given)
    charter = made(tmp_path, ended)
    assert [each.id for each in charter.channels] == [id_of(teams, name) for name in CHANNELS]
    assert {each.platform for each in charter.channels} == {"teams"}
    assert "# #pole-assistantes" in (tmp_path / "charter.yaml").read_text("utf-8")
    assert ("n’est pas encore dans cette équipe" in ended.out) == (why == "not in the team")
    assert ("✗" in ended.out) == (why == "credentials refused")
    assert "another" not in ended.out + ended.err


async def test_slack_and_teams_are_read_for_one_charter_and_who_is_in_both_is_one_person(
    tmp_path: Path, teams: FakeTeams
) -> None:
    async with running_fake_slack() as slack:
        printers_in(slack)
        said = Said10(requests=("demandes-nantes", team_link(teams), link(teams, "demandes-rochefort")))
        ended = await new(tmp_path, slack, said, **keys(teams))
    charter = made(tmp_path, ended)
    assert channels(charter)[:2] == [
        ("slack", "C0NANTES", "nantes"),
        ("teams", id_of(teams, "demandes-rochefort"), "rochefort"),
    ]
    assert "#demandes-nantes, Slack" in ended.out
    assert "#demandes-nantes, Teams" in ended.out
    assert "Plusieurs personnes" not in ended.out
    assert len(charter.people) == 6


async def test_whoever_shows_no_e_mail_is_paired_by_their_object_id(tmp_path: Path, teams: FakeTeams) -> None:
    teams.tenant.people[object_id("yanis")].email = None
    said = Said10(
        company="Imprimeries",
        requests=(team_link(teams), "demandes-nantes", "demandes-rochefort"),
        assistants=("yanis, Maëlle", "y@p.example"),
    )
    charter = made(tmp_path, await new(tmp_path, None, said, **keys(teams)))
    yanis = charter.person("yanis")
    assert yanis is not None
    assert (yanis.teams, yanis.slack, yanis.email) == (object_id("yanis"), None, "y@p.example")


async def test_a_tenant_that_throttles_is_waited_for(tmp_path: Path, teams: FakeTeams) -> None:
    teams.fault(CallFault("members", "429", after=1), CallFault("channels", "429", after=1))
    said = Said10(company="Imprimeries", requests=(team_link(teams), "demandes-nantes", "demandes-rochefort"))
    assert len(made(tmp_path, await new(tmp_path, None, said, **keys(teams))).people) == 6


SETTINGS = Settings(teams_app_id=APP, teams_app_password=SecretStr("s"), teams_tenant_id=TENANT)
ID = "19:abc_D-1@thread.tacv2"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (f"https://teams.microsoft.com/l/channel/19%3aabc_D-1%40thread.tacv2/Lyon?groupId=g&tenantId={TENANT}", "Lyon"),
        (f"https://teams.microsoft.com/l/channel/{ID}/Services%20g%C3%A9n%C3%A9raux?tenantId={TENANT.upper()}", None),
        (f"https://teams.cloud.microsoft/l/channel/{ID}/Lyon", "Lyon"),
        (f"https://teams.microsoft.com/l/channel/{ID}?tenantId={TENANT}", ID),
        (f"https://teams.microsoft.com/l/message/{ID}/1764?tenantId={TENANT}&channelName=Lyon", "Lyon"),
        (f"https://teams.microsoft.com/l/team/{ID}/conversations?groupId=g&tenantId={TENANT}", ""),
        (ID, ID),
        ("19%3aabc_D-1%40thread.tacv2", ID),
        (f"{ID};messageid=17", ID),
    ],
)
def test_what_a_link_names(said: str, name: str | None) -> None:
    assert named(said, SETTINGS) == Room(ID, "Services généraux" if name is None else name, platform="teams")


@pytest.mark.parametrize(
    "said",
    [
        "C0123ABCD",
        "Lyon",
        "https://teams.microsoft.com/l/chat/19:x@thread.v2/0",
        "https://teams.microsoft.com/l/channel/../etc/passwd",
        "https://teams.microsoft.com/l/channel/19:a@thread.tacv2%2f..%2fx/Lyon",
        "https://[::1/l/channel/x",
        "19:a@thread.v2",
        "",
    ],
)
def test_what_names_no_channel_of_a_team(said: str) -> None:
    assert named(said, SETTINGS) is None


def test_whose_a_link_is_is_only_asked_where_the_desk_knows_its_own_tenant() -> None:
    foreign = f"https://teams.microsoft.com/l/channel/{ID}/Lyon?tenantId={OTHER_TENANT}"
    with pytest.raises(Elsewhere, match=OTHER_TENANT):
        named(foreign, SETTINGS)
    assert named(foreign, Settings()) == Room(ID, "Lyon", platform="teams")


@given(st.text(max_size=60).map(lambda said: f"https://teams.microsoft.com/l/channel/{said}") | st.text())
def test_nothing_that_is_pasted_breaks_it(said: str) -> None:
    found = named(said, SETTINGS)
    assert found is None or found.id.startswith("19:")
