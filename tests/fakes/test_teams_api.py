"""The fake Teams' connector, asked over HTTP: what Teams answers, and above all what it refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes.teams import BOT, OTHER_TENANT, TENANT, CallFault, FakeTeams, running_fake_teams
from tests.fakes.teams.login import SCOPE
from tests.fakes.teams.tenant import TARGETED_LIFE
from tests.fakes.test_teams_cards import block, card, execute

JSON = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"


def message(*body: JSON, **more: Any) -> JSON:
    content = card(*(body or (block(),)))
    return {"type": "message", "summary": "LYO-1", "attachments": [{"contentType": CARD, "content": content}], **more}


@dataclass
class Client:
    """What the desk would ask, with the token that it was given."""

    teams: FakeTeams
    session: aiohttp.ClientSession
    token: str = ""

    async def ask(self, method: str, path: str, body: Any = None, **query: str) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {self.token}"}
        url = f"{self.teams.tenant.service_url}v3/{path}"
        async with self.session.request(method, url, json=body, params=query, headers=headers) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else None

    async def refused(self, method: str, path: str, body: Any = None, **query: str) -> tuple[int, str]:
        status, told = await self.ask(method, path, body, **query)
        return status, told["error"]["code"]

    async def begin(self, channel: str = "C1", activity: JSON | None = None) -> str:
        """A thread of a channel; its root."""
        told = {"channel": {"id": channel}, "tenant": {"id": TENANT}}
        asked = {"isGroup": True, "tenantId": TENANT, "channelData": told, "activity": activity or message()}
        status, answer = await self.ask("POST", "conversations", asked)
        assert (status, answer["id"]) == (201, f"{channel};messageid={answer['activityId']}")
        return str(answer["activityId"])


def at(conversation: str, *more: str) -> str:
    return "/".join(("conversations", quote(conversation, safe=""), *more))


def chat(member: str, **more: Any) -> JSON:
    bot = {"bot": {"id": BOT}, "isGroup": False, "members": [{"id": member}]}
    return bot | {"tenantId": TENANT, "channelData": {"tenant": {"id": TENANT}}} | more


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with running_fake_teams() as running:
        tenant = running.tenant
        tenant.person("Inès Caron", id="U1", email="ines@essai.invalid")
        tenant.person("Paul Roy", id="U2", email="paul@ailleurs.invalid", guest=True)
        tenant.person("Max Petit", id="U3")
        team = tenant.team("Essai", ["U1", "U2"], id="19:essai@thread.tacv2")
        tenant.channel(team, "lyon", id="C1")
        yield running


@pytest.fixture
async def client(teams: FakeTeams) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        made = Client(teams, session)
        asked = {"grant_type": "client_credentials", "client_id": teams.login.app, "scope": SCOPE}
        async with session.post(teams.login.token_url, data=asked | {"client_secret": teams.login.secret}) as answer:
            made.token = (await answer.json())["access_token"]
        yield made


async def test_nobody_asks_without_a_token_of_the_desk_s(teams: FakeTeams, client: Client) -> None:
    assert (await client.ask("GET", at("C1", "pagedmembers")))[0] == 200
    teams.login.revoke()
    assert (await client.ask("GET", at("C1", "pagedmembers")))[0] == 401
    client.token = teams.login.token()
    assert (await client.ask("POST", "conversations", chat("U1")))[0] == 401


async def test_a_thread_begins_by_a_conversation_and_goes_on_under_its_id(teams: FakeTeams, client: Client) -> None:
    root = await client.begin()
    status, told = await client.ask("POST", at(f"C1;messageid={root}", "activities"), message(block("deux")))
    assert status == 201
    assert [(each.root, each.text) for each in teams.people.sees("U1", "C1")] == [(None, "bonjour"), (root, "deux")]
    reply = told["id"]
    # Where it goes is said by the conversation alone: to the bare channel, it is a thread of its own.
    assert (await client.ask("POST", at("C1", "activities", reply), message(block("trois"))))[0] == 201
    assert teams.people.sees("U1", "C1")[-1].root is None
    gone = at("C1;messageid=17", "activities")
    assert await client.refused("POST", gone, message()) == (404, "ActivityNotFoundInConversation")


async def test_only_own_messages_are_replaced_or_taken_back(teams: FakeTeams, client: Client) -> None:
    root = await client.begin()
    hers = (await teams.people.post("U1", "C1", "bonjour")).id
    here, theirs = at("C1", "activities", root), at("C1", "activities", hers)
    assert (await client.ask("PUT", here, message(block("autre")))) == (200, {"id": root})
    assert teams.people.sees("U2", "C1")[0].text == "autre"
    assert await client.refused("PUT", theirs, message()) == (403, "InsufficientPrivileges")
    assert (await client.ask("DELETE", here))[0] == 200
    for method, body in (("DELETE", None), ("PUT", message())):
        assert await client.refused(method, here, body) == (404, "ActivityNotFoundInConversation")
    assert await client.refused("PUT", at(f"C1;messageid={root}", "activities", hers), message()) == (
        404,
        "ActivityNotFoundInConversation",
    )


NAMES = "type text attachments contentType content entities mentioned id from recipient conversation summary members "
NAMES += "channelData tenant channel tenantId bot isGroup activity textFormat"
WRONG: dict[str, tuple[JSON, str]] = {
    "no type": ({"text": "x"}, "BadSyntax"),
    "an event": ({"type": "event", "name": "x"}, "BadSyntax"),
    "nothing said": ({"type": "message", "text": " "}, "BadSyntax"),
    "text and card": (message(text="x"), "BadSyntax"),
    "no summary": (message() | {"summary": ""}, "BadSyntax"),
    "a long summary": (message() | {"summary": "x" * 501}, "BadSyntax"),
    "two cards": (message() | {"attachments": message()["attachments"] * 2}, "BadSyntax"),
    "another attachment": (message() | {"attachments": [{"contentType": "image/png"}]}, "BadSyntax"),
    "a date in text": ({"type": "message", "text": "{{DATE(2026-01-05T09:00:00Z)}}"}, "BadSyntax"),
    "an unknown property": (message(isTargeted=True), "BadSyntax"),
    "another format": ({"type": "message", "text": "x", "textFormat": "html"}, "BadSyntax"),
    "a broken card": (message({"type": "Video"}), "BadArgument"),
    "somebody else's": (message() | {"from": {"id": "29:1"}}, "BadArgument"),
    "for elsewhere": (message() | {"conversation": {"id": "C2"}}, "BadArgument"),
    "a list": ([message()], "BadSyntax"),  # type: ignore[dict-item]  # what no activity is
}


anything = st.recursive(
    st.none() | st.integers() | st.sampled_from(["x", "message", CARD, "29:1", "C1"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(NAMES.split()), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=anything, path=st.sampled_from([at("C1", "activities"), "conversations", at("C1", "activities", "1")]))
async def test_no_body_is_too_strange_to_be_refused(client: Client, body: Any, path: str) -> None:
    status, told = await client.ask("POST", path, body)
    assert (status in (400, 403, 404, 415), "code" in told["error"]) == (True, True)


@pytest.mark.parametrize("name", WRONG)
async def test_an_activity_that_teams_refuses(teams: FakeTeams, client: Client, name: str) -> None:
    body, code = WRONG[name]
    assert await client.refused("POST", at("C1", "activities"), body) == (400, code)
    assert teams.people.sees("U1", "C1") == []


async def test_a_mention_is_of_somebody_and_in_the_text(teams: FakeTeams, client: Client) -> None:
    ines = teams.tenant.people["U1"]
    told = {"type": "mention", "text": "<at>Inès</at>", "mentioned": {"id": ines.bot_scoped, "name": "Inès"}}
    said: JSON = {"type": "message", "text": "Bonjour <at>Inès</at>", "entities": [told]}
    here = at("C1", "activities")
    assert (await client.ask("POST", here, said))[0] == 201
    assert teams.people.sees("U2", "C1")[0].pings == {ines.bot_scoped}
    for wrong in (said | {"text": "Bonjour"}, said | {"entities": [told | {"mentioned": {"id": "U1"}}]}):
        assert await client.refused("POST", here, wrong) == (400, "BadArgument")


async def test_what_is_too_big_is_413(client: Client) -> None:
    heavy = message(*[block("x" * 1000)] * 30)
    assert await client.refused("POST", at("C1", "activities"), heavy) == (413, "MessageSizeTooBig")
    long = {"type": "message", "text": "x" * 50_000}
    assert await client.refused("POST", at("C1", "activities"), long) == (413, "MessageSizeTooBig")


async def test_a_personal_chat_is_opened_where_the_app_is_installed(teams: FakeTeams, client: Client) -> None:
    status, told = await client.ask("POST", "conversations", chat("U1"))
    again = await client.ask("POST", "conversations", chat(teams.tenant.people["U1"].bot_scoped))
    assert (status, told, again) == (201, {"id": teams.tenant.direct("U1").id}, (201, told))
    # He is in no team that has the app; then he adds it himself.
    not_installed = (403, "ForbiddenOperationException")
    assert await client.refused("POST", "conversations", chat("U3")) == not_installed
    assert await client.refused("POST", "conversations", chat("ines@essai.invalid")) == not_installed
    await_installed = teams.tenant.people["U3"]
    await_installed.installed = True
    assert (await client.ask("POST", "conversations", chat("U3")))[0] == 201


@pytest.mark.parametrize(
    "more",
    [
        {"tenantId": None, "channelData": {}},
        {"tenantId": OTHER_TENANT},
        {"channelData": {}},
        {"members": [{"id": "U1"}, {"id": "U2"}]},
        {"members": "U1"},
        {"activity": message()},
        {"bot": {"id": "28:other"}},
        {"isGroup": True},
    ],
)
async def test_a_conversation_that_is_not_to_be_had(client: Client, more: JSON) -> None:
    status, _ = await client.ask("POST", "conversations", chat("U1") | more)
    assert status in (400, 404)


async def test_who_has_blocked_the_desk_and_where_it_is_no_more(teams: FakeTeams, client: Client) -> None:
    _, told = await client.ask("POST", "conversations", chat("U1"))
    here = at(told["id"], "activities")
    assert (await client.ask("POST", here, message()))[0] == 201
    teams.tenant.people["U1"].blocked = True
    assert await client.refused("POST", here, message()) == (403, "MessageWritesBlocked")
    teams.tenant.people["U1"].blocked = False
    next(iter(teams.tenant.teams.values())).installed = False
    assert await client.refused("POST", here, message()) == (403, "ForbiddenOperationException")
    for path in (at("C1", "activities"), at("C404", "activities")):
        expected = (403, "BotNotInConversationRoster") if "C1" in path else (404, "ConversationNotFound")
        assert await client.refused("POST", path, message()) == expected


async def test_members_come_by_pages_and_one_by_one(teams: FakeTeams, client: Client) -> None:
    more = [teams.tenant.person(f"N{number}", id=f"N{number}").id for number in range(120)]
    teams.tenant.teams["19:essai@thread.tacv2"].members += more
    found, query = [], {"pageSize": "50"}
    for _ in range(3):
        _, page = await client.ask("GET", at("C1", "pagedmembers"), **query)
        found += page["members"]
        query["continuationToken"] = page.get("continuationToken", "")
    assert (len(found), query["continuationToken"]) == (122, "")
    _, paul = await client.ask("GET", at("C1", "members", "U2"))
    assert (paul["userRole"], paul["aadObjectId"], "#EXT#" in paul["userPrincipalName"]) == ("guest", "U2", True)
    again = await client.ask("GET", at("C1", "members", quote(paul["id"], safe="")))
    assert again == (200, paul)
    assert await client.refused("GET", at("C1", "members", "U3")) == (404, "MemberNotFoundInConversation")
    teams.tenant.people["U2"].gone = True
    assert await client.refused("GET", at("C1", "members", "U2")) == (404, "MemberNotFoundInConversation")


async def test_a_team_and_its_channels(client: Client) -> None:
    path = f"teams/{quote('19:essai@thread.tacv2', safe='')}"
    assert (await client.ask("GET", path))[1]["name"] == "Essai"
    assert [each["id"] for each in (await client.ask("GET", f"{path}/conversations"))[1]["conversations"]] == ["C1"]
    assert await client.refused("GET", "teams/none") == (404, "ConversationNotFound")


async def test_a_targeted_message_is_one_person_s_for_a_day(teams: FakeTeams, client: Client) -> None:
    ines, root = teams.tenant.people["U1"], await client.begin()
    here, flag = at(f"C1;messageid={root}", "activities"), {"isTargetedActivity": "true"}
    status, told = await client.ask("POST", here, message(recipient={"id": ines.bot_scoped}), **flag)
    assert status == 201
    assert [len(teams.people.sees(user, "C1")) for user in ("U1", "U2")] == [2, 1]
    mine = f"{here}/{told['id']}"
    assert (await client.refused("PUT", mine, message()))[0] == 404
    assert (await client.refused("PUT", mine, message(recipient={"id": ines.bot_scoped}), **flag))[0] == 400
    assert (await client.ask("PUT", mine, message(block("autre")), **flag))[0] == 200
    assert teams.people.sees("U1", "C1")[-1].text == "autre"
    teams.tenant.clock = lambda now=teams.tenant.clock: now() + TARGETED_LIFE + 1  # type: ignore[misc]  # a day later
    assert len(teams.people.sees("U1", "C1")) == 1
    assert (await client.refused("DELETE", mine, **flag))[0] == 404


async def test_a_targeted_message_is_refused_where_it_cannot_be(teams: FakeTeams, client: Client) -> None:
    flag, here = {"isTargetedActivity": "true"}, at("C1", "activities")
    assert await client.refused("POST", here, message(), **flag) == (400, "BadArgument")
    outside = message(recipient={"id": "U3"})
    assert await client.refused("POST", here, outside, **flag) == (403, "BotNotInConversationRoster")
    direct = at(teams.tenant.direct("U1").id, "activities")
    inside = message(recipient={"id": "U1"})
    assert await client.refused("POST", direct, inside, **flag) == (400, "BadArgument")
    teams.tenant.targeted = False
    assert await client.refused("POST", here, inside, **flag) == (400, "BadArgument")


async def test_seven_posts_a_second_in_one_conversation(teams: FakeTeams, client: Client) -> None:
    teams.limits.unlimited = False
    now = 0.0
    teams.limits._ticks = lambda: now
    here = at("C1", "activities")
    for _ in range(7):
        assert (await client.ask("POST", here, message()))[0] == 201
    assert await client.refused("POST", here, message()) == (429, "TooManyRequests")
    assert teams.log[-1].status == 429
    now = 1.0
    assert (await client.ask("POST", here, message()))[0] == 201
    assert (await client.ask("POST", here, message()))[0] == 429  # eight in two seconds
    now = 30.0
    for _ in range(5):
        now += 1.5
        assert (await client.ask("POST", here, message()))[0] == 201
    assert (await client.ask("GET", at("C1", "pagedmembers")))[0] == 200


async def test_the_whole_tenant_has_a_limit_too(teams: FakeTeams, client: Client) -> None:
    teams.limits.unlimited, teams.limits.tenant, teams.limits.says_when = False, 2, False
    teams.limits._ticks = lambda: 0.0
    for conversation in ("C1", "19:essai@thread.tacv2"):
        assert (await client.ask("GET", at(conversation, "pagedmembers")))[0] == 200
    assert (await client.ask("GET", at("C1", "members", "U1")))[0] == 429


async def test_faults_to_order(teams: FakeTeams, client: Client) -> None:
    here = at("C1", "activities")
    for how, status in (("412", 412), ("502", 502), ("BotDisabledByAdmin", 403), ("429", 429)):
        teams.fault(CallFault("send", how))
        assert (await client.ask("POST", here, message()))[0] == status
    teams.fault(CallFault("send", "209", conversation="C1"))
    _, told = await client.ask("POST", here, message())
    assert (told["errorCode"], "MessageWritesBlocked" in told["message"]) == (209, True)
    assert teams.people.sees("U1", "C1") == []
    teams.fault(CallFault("send", "timeout", after=0))
    with pytest.raises(aiohttp.ClientError):
        await client.ask("POST", here, message())
    assert teams.people.sees("U1", "C1") == []
    teams.fault(CallFault("*", "lost"))
    with pytest.raises(aiohttp.ClientError):
        await client.ask("POST", here, message())
    teams.fault(CallFault("send", "garbled"))
    assert (await client.ask("POST", here, message())) == (201, None)
    assert len(teams.people.sees("U1", "C1")) == 2
    assert [call.fault for call in teams.calls("send")][-3:] == ["timeout", "lost", "garbled"]


async def test_a_card_is_seen_with_what_can_be_pressed(teams: FakeTeams, client: Client) -> None:
    content = card(block("LYO-1"), actions=[execute()])
    await client.begin(activity=message() | {"attachments": [{"contentType": CARD, "content": content}]})
    (seen,) = teams.people.sees("U1", "C1")
    assert (seen.text, seen.titles, seen.author) == ("LYO-1", ["Je m'en charge"], None)
