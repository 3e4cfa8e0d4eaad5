"""What `relais doctor` finds in a workspace: nothing where all is well, and each thing that is not, with its remedy."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from adapters import looking
from adapters.platform import Examined, Finding
from adapters.slack import examining, scopes
from adapters.slack.platform import Slack
from bot.charter import Charter, parse
from bot.locales import LANGUAGES, catalogue, text
from relais.settings import Settings
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.tables import Identity, Person
from storage.unit import Unit
from tests.contract.harness_slack import company_in, user_id
from tests.fakes.company import DEMO, company_on, written
from tests.fakes.slack import TEAM, CallFault, FakeSlack, running_fake_slack

LYON, DESK = "C0LYON", "C0DESK"
READING = {
    *("auth.test", "apps.connections.open", "conversations.info", "conversations.members"),
    *("users.info", "users.list", "users.lookupByEmail"),
}
_NARROW, _WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


@dataclass
class Ports:
    settings: Any
    charter: Charter
    database: Any = None


class Town:
    """The sample company, its people and channels in a fake workspace, where a test then spoils something."""

    def __init__(self, slack: FakeSlack) -> None:
        self.slack, self.space = slack, slack.workspace
        self.charter = company_on("slack")
        self.database: Database | None = None
        company_in(slack, self.charter)
        self.settings = Settings.load(None).model_copy(
            update={
                "slack_bot_token": SecretStr(slack.bot_token),
                "slack_signing_secret": SecretStr(slack.signing_secret),
                "slack_app_token": None,
                "slack_api_url": slack.api_url,
                "public_url": "https://relais.example",
            }
        )

    def given(self, **settings: str | None) -> None:
        """Settings changed; a text is a secret, but for addresses."""
        made = {
            name: value if value is None or name.endswith("_url") else SecretStr(value)
            for name, value in settings.items()
        }
        self.settings = self.settings.model_copy(update=made)

    def saying(self, person: str, **facts: Any) -> None:
        """The charter says more of a person."""

        def change(data: dict[str, Any]) -> None:
            for channel in data["channels"]:
                channel["platform"] = "slack"
            next(each for each in data["people"] if each["id"] == person).update(facts)

        self.charter = written(change)

    async def look(self, patience: float = 5.0) -> list[Finding]:
        found = await examining.examine(Ports(self.settings, self.charter, self.database), patience)  # type: ignore[arg-type]  # what it reads of the ports is there
        for language in LANGUAGES:
            for each in found:
                for key in filter(None, (each.what, each.advice)):
                    assert "{" not in text(language, key, **(each.arguments or {}))
        return found

    async def wrong(self, patience: float = 5.0) -> list[tuple[str, str | None, dict[str, Any]]]:
        """What is not well, as (what, advice, arguments), without their section."""
        return [
            (each.what.removeprefix("doctor.slack_"), each.advice, dict(each.arguments or {}))
            for each in await self.look(patience)
            if not each.ok
        ]

    async def only_wrong(self) -> tuple[str, dict[str, Any]]:
        found = await self.wrong()
        assert len(found) == 1, found
        assert found[0][1], "a fault says what to do"
        return found[0][0], found[0][2]


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with running_fake_slack() as slack:
        yield Town(slack)


async def test_where_all_is_well_everything_looked_at_is_told_and_nothing_is_done(town: Town) -> None:
    found = await town.look()
    said = [text("en", each.what, **(each.arguments or {})) for each in found]
    assert all(each.ok and each.advice is None for each in found), said
    assert [each.arguments["scope"] for each in found if each.arguments and "scope" in each.arguments] == [
        scope.name for scope in scopes.SCOPES
    ]
    for channel in town.charter.channels:
        assert any(f"({channel.id})" in line for line in said)
    assert f"People of the charter: {len(town.charter.people)} found in Slack." in said
    assert "Slack: events are expected at https://relais.example/slack/events." in said
    assert {call.method for call in town.slack.log} <= READING


async def test_the_platform_says_it_of_itself_without_having_been_started(town: Town, tmp_path: Path) -> None:
    # Doctor may look before there is a database.
    absent = open_database(f"sqlite:///{tmp_path / 'absent.db'}")
    slack = Slack(Ports(town.settings, town.charter, absent))  # type: ignore[arg-type]  # what it reads of the ports is there
    assert isinstance(slack, Examined)
    assert len(await slack.examine()) > len(scopes.SCOPES)
    await slack.stop()


@pytest.mark.parametrize(
    ("token", "what"),
    [("xoxb-another", "token_refused"), ("xapp-1-relais", "token_kind")],
)
async def test_a_token_that_is_no_good_is_told_alone(town: Town, token: str, what: str) -> None:
    town.given(slack_bot_token=token)
    assert (await town.only_wrong())[0] == what


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive"])
async def test_a_token_revoked_is_told_with_slacks_word_for_it(town: Town, code: str) -> None:
    town.space.revoked = code
    assert await town.only_wrong() == ("token_refused", {"why": code})


async def test_a_persons_token_and_one_of_the_whole_organisation_are_refused(town: Town) -> None:
    made = examining.Examination(Ports(town.settings, town.charter), Any, 0)  # type: ignore[arg-type]  # asks nothing
    told = {"team_id": "T1", "user_id": "U1", "team": "T", "user": "relais"}
    for answer, what in ((told, "kind"), ({**told, "bot_id": "B1", "is_enterprise_install": True}, "enterprise")):
        found, own = made._token(answer)
        assert own is None
        assert [(each.ok, each.what.rpartition("_")[2]) for each in found] == [(False, what)]


async def test_where_nobody_answers_it_says_where_to_look(town: Town) -> None:
    for way_in in ({}, {"slack_signing_secret": None, "slack_app_token": town.slack.app_token}):
        town.given(slack_api_url="http://127.0.0.1:1/api/", **way_in)
        assert (await town.only_wrong())[0] == "silent"


@pytest.mark.parametrize("scope", scopes.SCOPES, ids=lambda scope: scope.name)
async def test_each_scope_that_is_missing_is_told_with_where_to_add_it(town: Town, scope: scopes.Scope) -> None:
    town.space.scopes.remove(scope.name)
    found = await town.wrong()
    assert ("scope." + scope.use.rpartition(".")[2], "doctor.slack_scope_advice", {"scope": scope.name}) in found
    assert len([what for what, _, _ in found if what.startswith("scope.")]) == 1


async def test_what_the_token_may_do_besides_is_told_and_no_fault(town: Town) -> None:
    town.space.scopes |= {"admin", "files:write"}
    found = await town.look()
    assert all(each.ok for each in found)
    more = next(each for each in found if each.what == "doctor.slack_scopes_more")
    assert more.arguments == {"scopes": "admin, files:write"}


async def test_a_channel_without_the_desk(town: Town) -> None:
    town.space.leave(LYON, "U0RELAIS")
    what, given = await town.only_wrong()
    assert (what, given["id"], given["bot"]) == ("channel_absent", LYON, "relais")


async def test_a_private_channel_without_the_desk_is_as_one_that_is_not_there(town: Town) -> None:
    town.space.channels[LYON].kind = "private"
    town.space.leave(LYON, "U0RELAIS")
    assert await town.only_wrong() == ("channel_unknown", {"id": LYON})
    del town.space.channels[LYON]
    assert await town.only_wrong() == ("channel_unknown", {"id": LYON})


async def test_a_channel_archived(town: Town) -> None:
    town.space.archive(LYON, user_id("tom"))
    assert (await town.only_wrong())[0] == "channel_archived"


async def test_a_channel_that_another_company_reads_and_one_that_the_charter_knows_of(town: Town) -> None:
    town.space.share(DESK)
    assert next(each for each in town.charter.channels if each.id == DESK).shared_with == "provider"
    found = await town.look()
    assert all(each.ok for each in found)
    assert [each.arguments["id"] for each in found if each.what.endswith("_provider") and each.arguments] == [DESK]
    town.space.share(LYON)
    what, given = await town.only_wrong()
    assert (what, given["id"]) == ("channel_shared", LYON)


async def test_a_channel_both_shared_and_without_the_desk_is_told_for_both(town: Town) -> None:
    town.space.share(LYON)
    town.space.leave(LYON, "U0RELAIS")
    assert [what for what, _, _ in await town.wrong()] == ["channel_absent", "channel_shared"]


async def test_a_charter_that_names_no_channel_of_slack(town: Town) -> None:
    town.charter = company_on("teams")
    assert "no_channel" in [what for what, _, _ in await town.wrong()]


async def test_people_are_found_by_an_e_mail_in_any_case_and_in_no_channel(town: Town) -> None:
    # Slack's own search knows nobody of another company: she is found where she is a member.
    ines = town.space.users[user_id("ines")]
    ines.email, ines.kind = "Ines.CARON@relais-office.example", "outsider"
    for channel in town.space.channels.values():
        channel.members.remove(user_id("marc"))
    assert await town.wrong() == []


async def test_a_masked_e_mail_is_paired_by_the_charter(town: Town) -> None:
    ines = town.space.users[user_id("ines")]
    ines.kind, ines.hidden = "outsider", True
    what, given = await town.only_wrong()
    assert (what, given) == ("person_masked", {"name": "Inès Caron", "id": "ines", "user": ines.id})
    assert ines.id in text("fr", "doctor.slack_person_pair", **given)
    town.saying("ines", slack=ines.id)
    assert await town.wrong() == []


async def test_two_of_the_same_name_are_nobodys_pair(town: Town) -> None:
    ines = town.space.users[user_id("ines")]
    ines.hidden = True
    town.space.user("Inès Caron", id="U0TWIN", hidden=True, email="other@essai.invalid")
    town.space.channels[LYON].members.append("U0TWIN")
    assert (await town.only_wrong())[0] == "person_missing"


async def test_a_pair_that_is_nobody(town: Town) -> None:
    town.saying("ines", slack="U0NOBODY")
    what, given = await town.only_wrong()
    assert (what, given["user"]) == ("person_unknown", "U0NOBODY")


async def test_somebody_who_is_not_there_or_no_longer(town: Town) -> None:
    town.space.users[user_id("ines")].email = "elsewhere@essai.invalid"
    town.space.users[user_id("hugo")].deleted = True
    found = [(what, given["id"]) for what, _, given in await town.wrong()]
    assert found == [("person_missing", "ines"), ("person_left", "hugo")]


async def test_with_another_platform_who_is_missing_here_may_be_there(town: Town) -> None:
    town.charter = parse(DEMO.read_text(encoding="utf-8"))
    town.space.users[user_id("andre")].email = "elsewhere@essai.invalid"
    assert any(channel.platform == "teams" for channel in town.charter.channels)
    found = await town.look()
    assert all(each.ok for each in found)
    assert [each.arguments["id"] for each in found if each.what.endswith("_missing") and each.arguments] == ["andre"]


async def test_guests_and_outsiders_are_counted_and_told_what_they_cannot_do(town: Town) -> None:
    town.space.users[user_id("ines")].kind = "outsider"
    town.space.users[user_id("hugo")].kind = "guest"
    found = await town.look()
    assert all(each.ok for each in found)
    assert [each.arguments for each in found if each.what == "doctor.slack_people_outside"] == [{"count": 2}]


@pytest.mark.parametrize("facts", [{"cleared": ["hr_admin"]}, {"employer": "company"}])
async def test_who_is_known_by_another_companys_word_alone_is_to_be_paired(town: Town, facts: dict[str, Any]) -> None:
    ines = town.space.users[user_id("ines")]
    ines.kind = "outsider"
    assert await town.wrong() == []
    town.saying("ines", **facts)
    what, given = await town.only_wrong()
    assert (what, given["id"], given["user"]) == ("person_elsewhere", "ines", ines.id)
    assert f"slack: {ines.id}" in text("en", "doctor.slack_person_elsewhere_advice", **given)
    ines.kind = "guest"
    assert await town.wrong() == []
    ines.kind = "outsider"
    town.saying("ines", slack=ines.id, **facts)
    assert await town.wrong() == []


async def test_another_companys_account_with_somebodys_e_mail_is_named_beside_theirs(town: Town) -> None:
    ines = town.space.users[user_id("ines")]
    town.space.user("Fausse Inès", id="U0TWIN", kind="outsider", email=(ines.email or "").upper())
    town.space.channels[LYON].members.append("U0TWIN")
    for channel in town.space.channels.values():
        if ines.id in channel.members:
            channel.members.remove(ines.id)
    what, given = await town.only_wrong()
    assert what == "person_besides"
    assert (given["one"], given["others"]) == (f"{ines.id} (Inès Caron)", "U0TWIN (Fausse Inès)")
    ines.kind = "outsider"
    town.space.channels[LYON].members.append(ines.id)
    what, given = await town.only_wrong()
    assert what == "person_several"
    assert {ines.id, "U0TWIN"} <= set(given["others"].replace(",", "").split())
    town.saying("ines", slack=ines.id)
    assert await town.wrong() == []


@pytest.mark.parametrize("charter_id", ["ines", None])
async def test_an_account_that_the_desk_knows_of_besides_speaks_against_another_companys(
    town: Town, sqlite_url: str, charter_id: str | None
) -> None:
    """Hers on the other platform, or one with her e-mail that is in no channel any longer."""
    town.space.users[user_id("ines")].kind = "outsider"
    town.database = database = open_database(sqlite_url)
    migrate(database)
    assert await town.wrong() == []
    now = datetime.now(UTC)
    with database.engine.connect() as connection, connection.begin():
        unit = Unit(connection, now)
        row = unit.add(Person(charter_id=charter_id, name="Inès Caron", created_at=now))
        facts: dict[str, Any] = {"team": TEAM, "user": "i-1", "name": "Inès", "person_id": row.id, "created_at": now}
        if charter_id is None:
            email = "ines.caron@relais-office.example"
            facts |= {"platform": "slack", "email": email, "outsider": True, "elsewhere": True}
        else:
            facts |= {"platform": "teams"}
        unit.add(Identity(**facts, updated_at=now))
    assert (await town.only_wrong())[0] == "person_elsewhere"
    database.close()


async def test_accounts_met_in_another_workspace_are_told_of_in_a_line_and_speak_against_nobody(
    town: Town, sqlite_url: str
) -> None:
    town.space.users[user_id("ines")].kind = "outsider"
    town.database = database = open_database(sqlite_url)
    migrate(database)
    now = datetime.now(UTC)
    with database.engine.connect() as connection, connection.begin():
        unit = Unit(connection, now)
        row = unit.add(Person(charter_id="ines", name="Inès Caron", created_at=now))
        facts: dict[str, Any] = {"platform": "slack", "team": "T0TEST", "name": "Inès", "person_id": row.id}
        unit.add(Identity(**facts, user="U0TRIED", created_at=now, updated_at=now))
    assert await town.wrong() == []
    said = [each for each in await town.look() if each.what == "doctor.slack_people_before"]
    assert [(each.ok, each.arguments) for each in said] == [(True, {"count": 1})]
    database.close()


async def test_without_the_e_mails_nobody_is_said_to_be_missing(town: Town) -> None:
    town.space.scopes.remove("users:read.email")
    assert [what for what, _, _ in await town.wrong()] == ["scope.users_read_email", "people_hidden"]


async def test_a_limit_is_waited_for_and_beyond_its_patience_told(town: Town) -> None:
    town.slack.fault(CallFault("conversations.members", "limit", 1, after=1))
    assert await town.wrong() == []
    town.slack.fault(CallFault("users.info", "limit", 50, after=30))
    assert await town.wrong(patience=1) == [("people_unread", "platform.rate_limited", {"why": "ratelimited"})]


async def test_a_channel_that_cannot_be_read_is_told_and_the_others_are(town: Town) -> None:
    town.slack.fault(CallFault("conversations.info", "busy", 1))
    (what, advice, given), *more = await town.wrong()
    assert (what, advice, given["why"], more) == ("channel_unread", "platform.transient", "http_500", [])


async def test_socket_mode_is_tried_with_its_own_token(town: Town) -> None:
    town.given(slack_signing_secret=None, slack_app_token=town.slack.app_token)
    assert "doctor.slack_socket" in [each.what for each in await town.look() if each.ok]
    town.given(slack_app_token="xapp-another")
    assert await town.only_wrong() == ("socket_refused", {"why": "invalid_auth"})
    town.slack.fault(CallFault("apps.connections.open", "busy", 1))
    assert await town.only_wrong() == ("silent", {"why": "http_500"})
    town.given(slack_app_token=town.slack.bot_token)
    assert await town.only_wrong() == ("socket_refused", {"why": "not_allowed_token_type"})


async def test_both_ways_in_and_an_address_that_slack_cannot_reach_are_told(town: Town) -> None:
    for address in (None, "http://relais.example"):
        town.given(slack_app_token=town.slack.app_token, public_url=address)
        advised = {(each.ok, each.what): each.advice for each in await town.look() if each.advice}
        assert advised == {
            (False, "doctor.slack_no_address"): "doctor.slack_http_advice",
            (True, "doctor.slack_both"): "doctor.slack_both_advice",
        }


def test_each_sentence_is_said_and_set_as_french() -> None:
    keys = [key for key in catalogue("fr") if key.startswith("doctor.slack_")]
    written = Path(examining.__file__).read_text(encoding="utf-8")
    uses = {scope.use for scope in scopes.SCOPES} | {f"doctor.slack_{each}" for each in looking.SAID}
    assert [key for key in keys if f'"{key}"' not in written and key not in uses] == []
    assert uses <= set(keys)
    for key in keys:
        entry = catalogue("fr")[key]
        for said in [entry] if isinstance(entry, str) else entry.values():
            plain = re.sub(rf"«{_WIDE}slack:.*?{_WIDE}»|shared_with: provider", "", said)
            assert "'" not in plain, key
            assert not re.search(rf"(?<!{_NARROW})[;?]|(?<!{_WIDE}):(?!\w)", plain), key
            assert not re.search(rf"«(?!{_WIDE})|(?<!{_WIDE})»", plain), key
