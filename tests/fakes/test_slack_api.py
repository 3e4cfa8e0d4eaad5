"""The fake Slack's Web API, asked by the real SDK: what Slack answers, and above all what it refuses."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import BOT, BOT_USER, TEAM, CallFault, FakeSlack, running_fake_slack
from tests.fakes.slack.api import METHODS

CARD: dict[str, Any] = {"type": "section", "text": {"type": "mrkdwn", "text": "LYO-42"}}
META = {"event_type": "relais_outbox", "event_payload": {"id": "17"}}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with running_fake_slack() as running:
        running.workspace.user("Inès Caron", id="U1", email="Ines@essai.invalid")
        running.workspace.user("Paul Roy", id="U2", email="paul@essai.invalid", hidden=True)
        running.workspace.channel("lyon", ["U1"], id="C1")
        yield running


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(slack.bot_token, base_url=slack.api_url, session=session, retry_handlers=[])


async def refused(call: Any) -> str:
    with pytest.raises(SlackApiError) as met:
        await call
    return str(met.value.response["error"])


async def test_a_post_is_kept_with_its_metadata_and_given_back_only_when_asked(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="C1", text="LYO-42", blocks=[CARD], metadata=META)
    ts = posted["ts"]
    one: dict[str, Any] = {"channel": "C1", "oldest": ts, "latest": ts, "inclusive": True, "limit": 1}
    plain = (await client.conversations_history(**one))["messages"]
    full = (await client.conversations_history(**one, include_all_metadata=True))["messages"]
    assert [each.get("metadata") for each in (*plain, *full)] == [None, META]
    assert (plain[0]["user"], plain[0]["bot_id"], plain[0]["team"]) == (BOT_USER, BOT, TEAM)
    assert (await client.conversations_history(**one | {"inclusive": False}))["messages"] == []
    assert slack.people.messages("C1")[0].metadata == META


async def test_a_thread_hangs_from_its_parent_alone(client: AsyncWebClient) -> None:
    root = (await client.chat_postMessage(channel="C1", text="racine"))["ts"]
    reply = (await client.chat_postMessage(channel="C1", text="un", thread_ts=root, metadata=META))["ts"]
    assert await refused(client.chat_postMessage(channel="C1", text="deux", thread_ts=reply)) == "thread_not_found"
    assert await refused(client.chat_postMessage(channel="C1", text="deux", thread_ts="1.000001")) == "thread_not_found"
    shown = (await client.conversations_replies(channel="C1", ts=root, include_all_metadata=True))["messages"]
    assert [(each["ts"], each.get("metadata")) for each in shown] == [(root, None), (reply, META)]
    assert (shown[0]["reply_count"], shown[0]["latest_reply"]) == (1, reply)
    alone = (await client.conversations_replies(channel="C1", ts=reply))["messages"]
    assert [each["ts"] for each in alone] == [reply]
    assert [each["ts"] for each in (await client.conversations_history(channel="C1"))["messages"]] == [root]


async def test_an_update_with_text_alone_takes_the_blocks_away(slack: FakeSlack, client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel="C1", text="avant", blocks=[CARD], metadata=META))["ts"]
    await client.chat_update(channel="C1", ts=ts, text="après")
    kept = slack.people.messages("C1")[0]
    assert (kept.text, kept.blocks, kept.metadata) == ("après", None, META)


async def test_only_own_messages_are_changed_or_deleted(slack: FakeSlack, client: AsyncWebClient) -> None:
    hers = (await slack.people.post("U1", "C1", "bonjour")).ts
    assert await refused(client.chat_update(channel="C1", ts=hers, text="x")) == "cant_update_message"
    assert await refused(client.chat_delete(channel="C1", ts=hers)) == "cant_delete_message"
    mine = (await client.chat_postMessage(channel="C1", text="x"))["ts"]
    await client.chat_delete(channel="C1", ts=mine)
    assert await refused(client.chat_update(channel="C1", ts=mine, text="x")) == "message_not_found"
    assert await refused(client.chat_update(channel="C1", ts=hers, text="x" * 4001)) == "cant_update_message"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C404", "text": "x"}, "channel_not_found"),
        ({"channel": "C2", "text": "x"}, "not_in_channel"),
        ({"channel": "G3", "text": "x"}, "channel_not_found"),
        ({"channel": "C4", "text": "x"}, "is_archived"),
        ({"channel": "C1", "text": " "}, "no_text"),
        ({"channel": "C1", "text": "", "blocks": [CARD]}, "no_text"),
        ({"channel": "C1", "text": "x", "blocks": [CARD] * 51}, "invalid_blocks"),
        ({"channel": "C1", "text": "x", "metadata": {"event_type": "relais_outbox"}}, "invalid_metadata_format"),
        ({"channel": "U404", "text": "x"}, "channel_not_found"),
        ({"channel": "C1", "text": "x", "link_names": True}, "invalid_arguments"),
    ],
)
async def test_what_may_not_be_posted(
    slack: FakeSlack, client: AsyncWebClient, arguments: dict[str, Any], error: str
) -> None:
    slack.workspace.channel("ailleurs", ["U1"], id="C2", bot=False)
    slack.workspace.channel("secret", ["U1"], id="G3", kind="private", bot=False)
    slack.workspace.channel("fini", ["U1"], id="C4", archived=True)
    assert await refused(client.api_call("chat.postMessage", json=arguments)) == error
    assert not any(slack.people.messages(each) for each in slack.workspace.channels)


async def test_a_refused_block_is_named(client: AsyncWebClient) -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    with pytest.raises(SlackApiError) as met:
        await client.chat_postMessage(channel="C1", text="x", blocks=[CARD, long])
    told = met.value.response["response_metadata"]["messages"]
    assert told == ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"]


async def test_a_long_text_is_cut(slack: FakeSlack, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="C1", text="x" * 40_001)
    assert (posted["warning"], len(slack.people.messages("C1")[0].text)) == ("message_truncated", 40_000)
    assert await refused(client.chat_update(channel="C1", ts=posted["ts"], text="x" * 4001)) == "msg_too_long"


async def test_a_whisper_reaches_a_member_alone_and_is_no_message(slack: FakeSlack, client: AsyncWebClient) -> None:
    await client.chat_postEphemeral(channel="C1", user="U1", text="à vous seule")
    assert [each.text for each in slack.people.ephemerals("U1")] == ["à vous seule"]
    assert await refused(client.chat_postEphemeral(channel="C1", user="U2", text="x")) == "user_not_in_channel"
    assert (await client.conversations_history(channel="C1"))["messages"] == []


async def test_a_reaction_is_put_once(slack: FakeSlack, client: AsyncWebClient) -> None:
    ts = (await slack.people.post("U1", "C1", "bonjour")).ts
    await client.reactions_add(channel="C1", timestamp=ts, name="ticket")
    assert await refused(client.reactions_add(channel="C1", timestamp=ts, name="ticket")) == "already_reacted"
    await client.reactions_remove(channel="C1", timestamp=ts, name="ticket")
    assert await refused(client.reactions_remove(channel="C1", timestamp=ts, name="ticket")) == "no_reaction"
    assert await refused(client.reactions_add(channel="C1", timestamp=ts, name=":x:")) == "invalid_name"
    assert await refused(client.reactions_add(channel="C1", timestamp="1.2", name="x")) == "message_not_found"


async def test_a_direct_conversation_is_always_the_same(slack: FakeSlack, client: AsyncWebClient) -> None:
    first, again = [(await client.conversations_open(users=["U1"]))["channel"]["id"] for _ in range(2)]
    posted = (await client.chat_postMessage(channel="U1", text="bonjour"))["channel"]
    assert first == again == posted
    assert first.startswith("D")
    slack.workspace.change_user("U2", deleted=True)
    assert await refused(client.conversations_open(users=["U2"])) == "user_disabled"
    assert await refused(client.conversations_info(channel=first)) == "missing_scope"


async def test_people_are_found_as_far_as_they_show(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.workspace.user("Zoé Weil", id="U3", email="zoe@ailleurs.invalid", kind="outsider")
    slack.workspace.user("Max Petit", id="U4", kind="guest")
    assert (await client.users_lookupByEmail(email="ines@ESSAI.invalid"))["user"]["id"] == "U1"
    for email in ("paul@essai.invalid", "zoe@ailleurs.invalid", "x@essai.invalid"):
        assert await refused(client.users_lookupByEmail(email=email)) == "users_not_found"
    ines, paul, zoe, max_petit = [
        (await client.users_info(user=each, include_locale=True))["user"] for each in ("U1", "U2", "U3", "U4")
    ]
    assert (ines["locale"], ines["tz"], ines["profile"]["email"]) == ("fr-FR", "Europe/Paris", "Ines@essai.invalid")
    assert "email" not in paul["profile"]
    assert "locale" not in zoe
    assert (zoe["team_id"] != TEAM, zoe["is_stranger"]) == (True, False)
    assert max_petit["is_restricted"]
    slack.workspace.scopes.discard("users:read.email")
    assert "email" not in (await client.users_info(user="U1"))["user"]["profile"]
    assert await refused(client.users_lookupByEmail(email="ines@essai.invalid")) == "missing_scope"


async def test_long_lists_come_by_pages(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.workspace.channel("tous", [f"U9{number}" for number in range(7)], id="C7", bot=True)
    found: list[str] = []
    cursor = ""
    for _ in range(3):
        page = await client.conversations_members(channel="C7", limit=3, cursor=cursor)
        found += page["members"]
        cursor = page["response_metadata"]["next_cursor"]
    assert (len(found), len(set(found)), cursor) == (8, 8, "")
    assert await refused(client.conversations_members(channel="C7", cursor="x")) == "invalid_cursor"
    assert await refused(client.conversations_members(channel="C7", limit=1001)) == "invalid_limit"


async def test_history_is_newest_first_between_its_ends(slack: FakeSlack, client: AsyncWebClient) -> None:
    stamps = [(await slack.people.post("U1", "C1", str(number))).ts for number in range(5)]
    got = await client.conversations_history(channel="C1", oldest=stamps[1], latest=stamps[4])
    assert [each["ts"] for each in got["messages"]] == [stamps[3], stamps[2]]
    first = await client.conversations_history(channel="C1", limit=2)
    rest = await client.conversations_history(channel="C1", limit=10, cursor=first["response_metadata"]["next_cursor"])
    assert [each["ts"] for each in [*first["messages"], *rest["messages"]]] == stamps[::-1]
    assert (first["has_more"], rest["has_more"]) == (True, False)


async def test_who_may_ask(slack: FakeSlack, client: AsyncWebClient) -> None:
    other = AsyncWebClient("xoxb-other", base_url=slack.api_url)
    assert await refused(other.auth_test()) == "invalid_auth"
    assert await refused(client.api_call("chat.nothing")) == "unknown_method"
    assert await refused(client.apps_connections_open(app_token=slack.bot_token)) == "not_allowed_token_type"
    slack.workspace.scopes.discard("chat:write")
    with pytest.raises(SlackApiError) as met:
        await client.chat_postMessage(channel="C1", text="x")
    assert met.value.response["needed"] == "chat:write"
    assert "users:read" in met.value.response["provided"].split(",")
    assert "users:read" in (await client.auth_test()).headers["X-OAuth-Scopes"]
    slack.workspace.revoked = "token_revoked"
    assert await refused(client.auth_test()) == "token_revoked"


async def test_one_post_a_second_and_channel_when_limits_are_on(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.limits.unlimited = False
    slack.workspace.channel("paris", ["U1"], id="C5")
    await client.chat_postMessage(channel="C1", text="x")
    await client.chat_postMessage(channel="C5", text="x")
    with pytest.raises(SlackApiError) as met:
        await client.chat_postMessage(channel="C1", text="x")
    response: Any = met.value.response
    assert (response.status_code, response.headers["Retry-After"]) == (429, "1")
    assert response["error"] == "ratelimited"
    slack.limits.tiers[4] = 1
    await client.users_info(user="U1")
    with pytest.raises(SlackApiError) as met:
        await client.users_info(user="U1")
    assert 55 <= int(met.value.response.headers["Retry-After"]) <= 60


async def test_faults_to_order(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.fault(CallFault("chat.postMessage", "lost"))
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="C1", text="fait")
    assert [each.text for each in slack.people.messages("C1")] == ["fait"]
    slack.fault(CallFault("chat.postMessage", "timeout", after=0), CallFault("chat.postMessage", "busy", times=1))
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="C1", text="non")
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel="C1", text="non")
    slack.fault(CallFault("*", "fatal_error", times=2, channel="C1"), CallFault("*", "limit", after=7))
    assert await refused(client.chat_postMessage(channel="C1", text="non")) == "fatal_error"
    with pytest.raises(SlackApiError) as met:
        await client.users_info(user="U1")
    assert met.value.response.headers["Retry-After"] == "7"
    assert [each.text for each in slack.people.messages("C1")] == ["fait"]
    assert [call.fault for call in slack.calls("chat.postMessage")] == ["lost", "timeout", "busy", "fatal_error"]


async def test_two_messages_never_share_a_ts(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.workspace.clock = lambda: 1_800_000_000.0
    stamps = [(await client.chat_postMessage(channel="C1", text="x"))["ts"] for _ in range(3)]
    assert stamps == sorted(set(stamps))
    assert all(len(each.partition(".")[2]) == 6 for each in stamps)


async def test_a_parent_deleted_leaves_a_tombstone_over_its_replies(slack: FakeSlack, client: AsyncWebClient) -> None:
    root = await slack.people.post("U1", "C1", "racine")
    reply = await slack.people.post("U1", "C1", "réponse", root.ts)
    await slack.people.delete("U1", "C1", root.ts)
    shown = (await client.conversations_replies(channel="C1", ts=root.ts))["messages"]
    assert [each.get("subtype") for each in shown] == ["tombstone", None]
    await slack.people.delete("U1", "C1", reply.ts)
    assert [each.ts for each in slack.people.thread("C1", root.ts)] == [root.ts]


NAMES = "channel ts text user users blocks metadata view trigger_id limit cursor thread_ts oldest name view_id user_id"
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, 3, -1, "", "C1", "U1", "x", "1.5", "{", "[]", "[3]", [], {}, [{}], True, {"type": "home", "blocks": []}]
)


@settings(max_examples=200)
@given(st.sampled_from(sorted(METHODS)), st.dictionaries(st.sampled_from(NAMES.split()), ODD, max_size=3))
def test_whatever_is_asked_is_answered_as_slack_does(name: str, odd: dict[str, Any]) -> None:
    arguments = {"channel": "C1", "user": "U1", "user_id": "U1", "text": "x", "users": "U1", **odd}
    slack = FakeSlack(0, lambda: 1_800_000_000.0, unlimited=True, retry_factor=0)
    slack.deliveries.off = True
    slack.workspace.user("Inès Caron", id="U1")
    slack.workspace.channel("lyon", ["U1"], id="C1")
    given_back = slack.api.answer(name, arguments, slack.bot_token, None, None)
    assert given_back["ok"] is True or isinstance(given_back["error"], str)
    json.dumps(given_back)
