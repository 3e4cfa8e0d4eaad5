"""What the workspace tells before there is a charter: channels that the bot is in, and people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import SecretStr

from adapters.slack import surveying
from adapters.slack.people import PAGE_OF_PEOPLE
from adapters.surveying import Survey
from bot.locales import text
from tests.fakes.slack import OTHER_TEAM, CallFault, FakeSlack, running_fake_slack


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with running_fake_slack() as running:
        yield running


def settings(slack: FakeSlack, token: str | None = None) -> Any:
    given = SecretStr(token or slack.bot_token)
    return SimpleNamespace(slack_bot_token=given, slack_api_url=slack.api_url)


async def read(slack: FakeSlack, **more: Any) -> Survey:
    return await surveying.survey(settings(slack), **more)


def told(survey: Survey) -> list[str]:
    """The troubles, as they are printed; each says what to do."""
    for each in survey.troubles:
        assert text("fr", each.advice or "", **(each.arguments or {}))
    return [text("fr", each.what, **(each.arguments or {})) for each in survey.troubles]


def test_there_is_a_key_where_there_is_a_bot_token() -> None:
    assert surveying.has_key(SimpleNamespace(slack_bot_token=SecretStr("xoxb-1")))
    assert not surveying.has_key(SimpleNamespace(slack_bot_token=None))


async def test_the_channels_are_those_that_the_bot_is_in_by_name(slack: FakeSlack) -> None:
    space = slack.workspace
    space.channel("lyon", id="C0LYON")
    space.channel("aix", id="C0AIX", kind="private")
    space.channel("partage", id="C0PART", shared=True)
    space.channel("fini", id="C0FINI", archived=True)
    space.channel("ailleurs", id="C0AILLEURS", bot=False)
    survey = await read(slack)
    assert survey.answered
    assert (survey.platform, survey.company, survey.bot) == ("slack", "Relais essai", "relais")
    rooms = [(room.id, room.name, room.private, room.shared) for room in survey.rooms]
    assert rooms == [
        ("C0AIX", "aix", True, False),
        ("C0LYON", "lyon", False, False),
        ("C0PART", "partage", False, True),
    ]
    assert told(survey) == []


async def test_people_are_read_to_the_last_page_without_bots_nor_who_has_left(slack: FakeSlack) -> None:
    space = slack.workspace
    many = PAGE_OF_PEOPLE + 20
    for number in range(many):
        space.user(f"Personne {number:04}", email=f"p{number}@essai.invalid")
    space.user("Parti Loin", email="parti@essai.invalid", deleted=True)
    space.user("Autre Bot", kind="bot")
    survey = await read(slack)
    assert len(survey.members) == many
    assert survey.members[-1].profile.email == f"p{many - 1}@essai.invalid"
    assert survey.members[0].handles == ("Personne 0000", "personne.0000")
    assert len(slack.calls("users.list")) == 2


async def test_people_of_another_company_come_from_the_channels_that_are_shared(slack: FakeSlack) -> None:
    space = slack.workspace
    ines = space.user("Inès Caron", email="ines@prestataire.invalid", kind="outsider")
    guest = space.user("Hugo Pereira", email="hugo@prestataire.invalid", kind="guest", hidden=True)
    space.channel("lyon", [ines.id, guest.id], shared=True)
    survey = await read(slack)
    met = {member.profile.name: member.profile for member in survey.members}
    assert set(met) == {"Inès Caron", "Hugo Pereira"}
    assert ines.team == OTHER_TEAM
    assert met["Inès Caron"].outsider
    assert (met["Hugo Pereira"].outsider, met["Hugo Pereira"].email) == (True, None)


async def test_nobody_is_looked_for_in_channels_that_are_not_shared(slack: FakeSlack) -> None:
    slack.workspace.channel("lyon", [slack.workspace.user("Zoé Petit").id])
    await read(slack)
    assert slack.calls("conversations.members") == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("token_revoked", "le jeton est refusé (token_revoked)"),
        ("invalid_auth", "le jeton est refusé (invalid_auth)"),
        ("not_allowed_token_type", "n’est pas un jeton de bot"),
        ("service_unavailable", "pas de réponse exploitable (service_unavailable)"),
        ("busy", "pas de réponse exploitable (http_500)"),
    ],
)
async def test_a_workspace_that_does_not_let_itself_be_read_says_why(slack: FakeSlack, error: str, said: str) -> None:
    slack.fault(CallFault("auth.test", error))
    survey = await read(slack)
    assert not survey.answered
    (trouble,) = told(survey)
    assert said in trouble
    assert [call.method for call in slack.log] == ["auth.test"]


async def test_a_token_of_nobody_is_refused(slack: FakeSlack) -> None:
    survey = await surveying.survey(settings(slack, "xoxb-of-nobody"))
    assert not survey.answered
    assert "(invalid_auth)" in told(survey)[0]


@pytest.mark.parametrize(
    ("scope", "rooms", "people"),
    [("groups:read", ["lyon"], 1), ("channels:read", ["aix"], 1), ("users:read", ["aix", "lyon"], 0)],
)
async def test_a_scope_that_lacks_hides_no_more_than_it_must(
    slack: FakeSlack, scope: str, rooms: list[str], people: int
) -> None:
    slack.workspace.channel("lyon")
    slack.workspace.channel("aix", kind="private")
    slack.workspace.user("Zoé Petit", email="zoe@essai.invalid")
    slack.workspace.scopes.remove(scope)
    survey = await read(slack)
    assert survey.answered
    assert [room.name for room in survey.rooms] == rooms
    assert len(survey.members) == people
    (trouble,) = told(survey)
    assert trouble.startswith(scope)


async def test_without_the_scope_for_e_mails_people_are_there_and_it_is_said(slack: FakeSlack) -> None:
    slack.workspace.user("Zoé Petit", email="zoe@essai.invalid")
    slack.workspace.scopes.remove("users:read.email")
    survey = await read(slack)
    assert [member.profile.email for member in survey.members] == [None]
    assert told(survey)[0].startswith("users:read.email")


async def test_what_slack_asks_to_wait_is_waited_for_within_patience(slack: FakeSlack) -> None:
    slack.workspace.user("Zoé Petit")
    slack.workspace.channel("lyon")
    slack.fault(CallFault("users.list", "limit", after=1))
    assert len((await read(slack)).members) == 1
    slack.fault(CallFault("users.list", "limit", after=30))
    survey = await read(slack, patience=5.0)
    assert survey.answered
    assert [room.name for room in survey.rooms] == ["lyon"]
    assert survey.members == ()
    assert "(ratelimited)" in told(survey)[0]
