"""The fake Slack's people and its deliveries, heard by the real slack-bolt over HTTP and over Socket Mode."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import BOT_USER, DeliveryFault, FakeSlack, Impossible, running_fake_slack
from tests.fakes.slack.delivering import signed

FIELD: dict[str, Any] = {
    "type": "input",
    "block_id": "what",
    "label": {"type": "plain_text", "text": "Quoi"},
    "element": {"type": "plain_text_input", "action_id": "value", "max_length": 20},
}
FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "relais_form",
    "title": {"type": "plain_text", "text": "Demande"},
    "submit": {"type": "plain_text", "text": "Envoyer"},
    "blocks": [FIELD],
}
BUTTON: dict[str, Any] = {
    "type": "actions",
    "elements": [
        {
            "type": "button",
            "action_id": "claim#1",
            "text": {"type": "plain_text", "text": "Je m'en charge"},
            "value": "LYO-42",
        },
        {
            "type": "static_select",
            "action_id": "assign#2",
            "options": [{"text": {"type": "plain_text", "text": each}, "value": each} for each in ("ines", "paul")],
        },
    ],
}


class Heard:
    """An app of slack-bolt's that writes down what it hears, in a request's own words."""

    def __init__(self, slack: FakeSlack, session: aiohttp.ClientSession) -> None:
        self.slack, self.bodies, self.headers = slack, list[Any](), list[dict[str, str]]()
        self.client = AsyncWebClient(slack.bot_token, base_url=slack.api_url, session=session, retry_handlers=[])
        self.app = AsyncApp(client=self.client, signing_secret=slack.signing_secret)
        self.answer: Any = None
        self.status = 200
        self.mute = 0.0
        self.no_retry = False
        self.app.use(self._hear)

    async def _hear(self, body: dict[str, Any], ack: Any, next: Any) -> Any:  # noqa: A002  # bolt's own word
        self.bodies.append(body)
        if body.get("type") == "event_callback":
            return await ack()
        return await ack(**self.answer) if isinstance(self.answer, dict) else await ack(self.answer or "")

    async def http(self, request: web.Request) -> web.Response:
        """As relais serves it: the request handed to bolt."""
        self.headers.append(dict(request.headers))
        if self.mute:
            await asyncio.sleep(self.mute)
        if self.status != 200:
            return web.Response(status=self.status, headers={"X-Slack-No-Retry": "1"} if self.no_retry else {})
        asked = AsyncBoltRequest(body=await request.text(), query="", headers=dict(request.headers))
        answered = await self.app.async_dispatch(asked)
        kind = answered.headers.get("content-type", ["text/plain"])[0].partition(";")[0]
        return web.Response(status=answered.status, text=answered.body, content_type=kind)

    def events(self, kind: str) -> list[dict[str, Any]]:
        return [body["event"] for body in self.bodies if body.get("event", {}).get("type") == kind]


@pytest.fixture(params=["http", "socket"])
async def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with running_fake_slack() as running:
        running.workspace.user("Inès Caron", id="U1", email="ines@essai.invalid")
        running.workspace.user("Zoé Weil", id="U3", kind="outsider")
        running.workspace.channel("lyon", ["U1", "U3"], id="C1", shared=True)
        yield running


@pytest.fixture
async def heard(slack: FakeSlack, mode: str) -> AsyncIterator[Heard]:
    async with aiohttp.ClientSession() as session, contextlib.AsyncExitStack() as ending:
        app = Heard(slack, session)
        if mode == "http":
            await serve(app, slack, ending)
        else:
            handler = AsyncSocketModeHandler(app.app, slack.app_token, web_client=app.client)
            ending.push_async_callback(handler.close_async)
            await handler.connect_async()  # type: ignore[no-untyped-call]  # bolt's is untyped
            await slack.sockets.connected()
        yield app


async def serve(app: Heard, slack: FakeSlack, ending: contextlib.AsyncExitStack) -> None:
    served = web.Application()
    served.router.add_post("/slack/events", app.http)
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=0.1)
    ending.push_async_callback(runner.cleanup)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.request_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"


@pytest.fixture
async def over_http(slack: FakeSlack) -> AsyncIterator[Heard]:
    async with aiohttp.ClientSession() as session, contextlib.AsyncExitStack() as ending:
        app = Heard(slack, session)
        await serve(app, slack, ending)
        yield app


async def test_a_mention_is_two_events_and_a_text_is_escaped(slack: FakeSlack, heard: Heard) -> None:
    said = await slack.people.post("U1", "C1", f"<@{BOT_USER}> R&D <b> https://x.fr a@b.fr")
    await slack.idle()
    text = f"<@{BOT_USER}> R&amp;D &lt;b&gt; <https://x.fr> <mailto:a@b.fr|a@b.fr>"
    assert [each["text"] for kind in ("message", "app_mention") for each in heard.events(kind)] == [text, text]
    assert len({body["event_id"] for body in heard.bodies}) == 2
    message = heard.events("message")[0]
    assert (message["ts"], message["channel_type"], message["user_team"]) == (said.ts, "channel", "T0RELAIS")
    assert all(delivery.acknowledged and len(delivery.attempts) == 1 for delivery in slack.deliveries.log)


async def test_mentions_come_in_either_order(slack: FakeSlack) -> None:
    slack.deliveries.off = True
    seen: list[str] = []
    slack.workspace.listener = lambda event, channel: seen.append(event["type"])
    for _ in range(20):
        await slack.people.post("U1", "C1", f"<@{BOT_USER}> bonjour")
    assert {tuple(seen[at : at + 2]) for at in range(0, 40, 2)} == {
        ("message", "app_mention"),
        ("app_mention", "message"),
    }


async def test_edits_deletions_and_reactions_are_told(slack: FakeSlack, heard: Heard) -> None:
    said = await slack.people.post("U3", "C1", "bonjour", files=("devis.pdf",))
    await slack.people.react("U1", "C1", said.ts, "+1::skin-tone-3")
    await slack.people.unreact("U1", "C1", said.ts, "+1::skin-tone-3")
    await slack.people.edit("U3", "C1", said.ts, "bonsoir")
    await slack.people.delete("U3", "C1", said.ts)
    await slack.idle()
    told = sorted(heard.events("message"), key=lambda event: float(event["event_ts"]))
    assert [each.get("subtype") for each in told] == ["file_share", "message_changed", "message_deleted"]
    assert told[0]["files"][0]["file_access"] == "check_file_info"
    assert (told[1]["message"]["text"], told[1]["previous_message"]["text"]) == ("bonsoir", "bonjour")
    assert (told[2]["deleted_ts"], told[2]["hidden"]) == (said.ts, True)
    (added,), (removed,) = heard.events("reaction_added"), heard.events("reaction_removed")
    assert (added["reaction"], added["item_user"], added["item"]["ts"]) == ("+1::skin-tone-3", "U3", said.ts)
    assert removed["user"] == "U1"


async def test_a_command_opens_a_form_which_is_filled_in_and_sent(slack: FakeSlack, heard: Heard) -> None:
    heard.answer = "un instant"
    seen = await slack.people.command("U1", "C1", "/desk", "R&D")
    assert seen.ok
    assert seen.told is not None
    assert (seen.told.text, heard.bodies[0]["text"]) == ("un instant", "R&amp;D")
    view = (await heard.client.views_open(trigger_id=heard.bodies[0]["trigger_id"], view=FORM))["view"]
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await heard.client.views_open(trigger_id=heard.bodies[0]["trigger_id"], view=FORM)
    empty = await slack.people.submit("U1", view["id"])
    assert (set(empty.errors), len(heard.bodies)) == ({"what"}, 1)
    heard.answer = {"response_action": "errors", "errors": {"what": "Le 31 février n'existe pas."}}
    wrong = await slack.people.submit("U1", view["id"], {"what": "un train"})
    assert (wrong.errors, wrong.view) == (heard.answer["errors"], slack.people.top("U1"))
    assert heard.bodies[1]["view"]["state"]["values"]["what"]["value"]["value"] == "un train"
    heard.answer = {"response_action": "errors", "errors": {"where": "?"}}
    assert (await slack.people.submit("U1", view["id"])).trouble
    heard.answer = None
    assert (await slack.people.submit("U1", view["id"])).ok
    assert slack.people.views("U1") == []


async def test_a_form_is_updated_and_keeps_what_was_typed(slack: FakeSlack, heard: Heard) -> None:
    await slack.people.global_shortcut("U1")
    view = (await heard.client.views_open(trigger_id=heard.bodies[0]["trigger_id"], view=FORM))["view"]
    slack.people.fill("U1", view["id"], {"what": "un train"})
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await heard.client.views_update(view_id=view["id"], hash="0", view=FORM)
    long = {"type": "plain_text", "text": "x" * 25}
    again = (await heard.client.views_update(view_id=view["id"], hash=view["hash"], view=FORM))["view"]
    assert (again["state"]["values"]["what"]["value"]["value"], again["hash"] != view["hash"]) == ("un train", True)
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await heard.client.views_update(view_id=view["id"], view=FORM | {"title": long})
    await slack.people.close_view("U1", view["id"])
    with pytest.raises(SlackApiError, match="not_found"):
        await heard.client.views_update(view_id=view["id"], view=FORM)


async def test_forms_are_three_deep_at_most(slack: FakeSlack, heard: Heard) -> None:
    await slack.people.global_shortcut("U1")
    await heard.client.views_open(trigger_id=heard.bodies[0]["trigger_id"], view=FORM | {"blocks": [FIELD, BUTTON]})
    for depth in (2, 3, 4):
        top = slack.people.top("U1")
        assert top is not None
        assert (await slack.people.press_in_view("U1", top.id, "claim#1")).ok
        pushing = heard.client.views_push(
            trigger_id=heard.bodies[-1]["trigger_id"], view=FORM | {"blocks": [FIELD, BUTTON]}
        )
        if depth == 4:
            with pytest.raises(SlackApiError, match="push_limit_reached"):
                await pushing
        else:
            await pushing
    assert len(slack.people.views("U1")) == 3


async def test_a_trigger_dies_in_three_seconds(slack: FakeSlack, heard: Heard) -> None:
    await slack.people.global_shortcut("U1")
    born = slack.workspace.ticks
    slack.workspace.ticks = lambda: born() + 3.1
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await heard.client.views_open(trigger_id=heard.bodies[0]["trigger_id"], view=FORM)


async def test_a_button_is_pressed_by_an_outsider_who_has_no_command(slack: FakeSlack, heard: Heard) -> None:
    card = await heard.client.chat_postMessage(channel="C1", text="LYO-42", blocks=[BUTTON])
    await slack.idle()
    heard.bodies.clear()
    assert (await slack.people.press("U3", "C1", card["ts"], "claim#1")).ok
    assert (await slack.people.choose("U3", "C1", card["ts"], "assign#2", "paul")).ok
    pressed, chosen = heard.bodies
    assert (pressed["user"]["team_id"], pressed["actions"][0]["value"]) == ("T0OTHER", "LYO-42")
    assert (chosen["actions"][0]["selected_option"]["value"], chosen["container"]["message_ts"]) == ("paul", card["ts"])
    for doing in (
        slack.people.command("U3", "C1", "/desk"),
        slack.people.message_shortcut("U3", "C1", card["ts"]),
        slack.people.press("U1", "C1", card["ts"], "invented#1"),
        slack.people.choose("U1", "C1", card["ts"], "assign#2", "invented"),
        slack.people.command("U1", "C1", "/unknown"),
    ):
        with pytest.raises(Impossible):
            await doing
    assert len(heard.bodies) == 2


async def test_a_response_url_serves_five_times(slack: FakeSlack, heard: Heard) -> None:
    said = await slack.people.post("U1", "C1", "bonjour")
    await slack.idle()
    await slack.people.message_shortcut("U1", "C1", said.ts)
    at = heard.bodies[-1]["response_url"]
    assert heard.bodies[-1]["message"]["text"] == "bonjour"
    async with aiohttp.ClientSession() as session:
        codes = []
        for _ in range(6):
            async with session.post(at, json={"text": "à vous seule"}) as response:
                codes.append(response.status)
        assert codes == [200] * 5 + [404]
        await slack.people.message_shortcut("U1", "C1", said.ts)
        slack.hooks.life = 0
        async with session.post(heard.bodies[-1]["response_url"], json={"text": "trop tard"}) as response:
            assert (await response.json())["error"] == "expired_url"
    assert [each.text for each in slack.people.ephemerals("U1")] == ["à vous seule"] * 5
    assert slack.people.messages("C1") == [said]


async def test_the_home_is_opened_and_published(slack: FakeSlack, heard: Heard) -> None:
    await slack.people.open_home("U1")
    await slack.idle()
    (opened,) = heard.events("app_home_opened")
    assert (opened["user"], opened["tab"], opened["channel"][0]) == ("U1", "home", "D")
    home = {"type": "home", "blocks": [BUTTON]}
    view = (await heard.client.views_publish(user_id="U1", view=home))["view"]
    await heard.client.views_publish(user_id="U1", view=home, hash=view["hash"])
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await heard.client.views_publish(user_id="U1", view=home, hash=view["hash"])
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await heard.client.views_publish(user_id="U1", view=home | {"blocks": [FIELD]})
    shown = slack.people.home("U1")
    assert shown is not None
    assert (await slack.people.press_in_view("U1", shown.id, "claim#1")).ok
    assert heard.bodies[-1]["container"] == {"type": "view", "view_id": shown.id}


async def test_only_what_is_subscribed_granted_and_seen_is_told(slack: FakeSlack, heard: Heard) -> None:
    slack.workspace.channel("ailleurs", ["U1"], id="C2", bot=False)
    slack.workspace.channel("secret", ["U1"], id="G3", kind="private")
    slack.workspace.scopes.discard("groups:history")
    await slack.people.post("U1", "C2", "rien")
    await slack.people.post("U1", "G3", "rien")
    slack.workspace.change_user("U1", name="Inès Roy")
    slack.workspace.join("C2", BOT_USER)
    slack.workspace.archive("G3", "U1")
    slack.workspace.archive("C2", "U1")
    await slack.idle()
    told = sorted(body["event"]["type"] for body in heard.bodies)
    assert told == ["channel_archive", "member_joined_channel", "user_change"]
    assert heard.events("user_change")[0]["user"]["profile"]["email"] == "ines@essai.invalid"


async def test_the_bot_is_put_out_a_channel_is_shared_and_the_token_revoked(slack: FakeSlack, heard: Heard) -> None:
    said = await slack.people.post("U1", "C1", "bonjour")
    await slack.people.post("U3", "C1", "oui", said.ts)
    await slack.idle()
    heard.bodies.clear()
    assert slack.workspace.share("C1", "C9") == "C9"
    shown = (await heard.client.conversations_replies(channel="C9", ts=said.ts))["messages"]
    assert [each["text"] for each in shown] == ["bonjour", "oui"]
    slack.workspace.leave("C9", BOT_USER)
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await heard.client.chat_postMessage(channel="C9", text="x")
    slack.workspace.revoke()
    with pytest.raises(SlackApiError, match="token_revoked"):
        await heard.client.auth_test()
    await slack.idle()
    assert {body["event"]["type"] for body in heard.bodies} == {"channel_id_changed", "tokens_revoked"}


async def test_an_unheard_event_comes_again_and_an_unheard_press_does_not(slack: FakeSlack, over_http: Heard) -> None:
    over_http.status = 503
    await slack.people.post("U1", "C1", "bonjour")
    await slack.idle()
    retries = [each.get("X-Slack-Retry-Num") for each in over_http.headers]
    reasons = {each.get("X-Slack-Retry-Reason") for each in over_http.headers}
    assert (retries, reasons) == ([None, "1", "2", "3"], {None, "http_error"})
    assert slack.deliveries.log[0].lost
    over_http.no_retry = True
    await slack.people.post("U1", "C1", "bonjour")
    await slack.idle()
    assert len(over_http.headers) == 5
    seen = await slack.people.command("U1", "C1", "/desk")
    assert (seen.ok, seen.trouble, len(over_http.headers)) == (False, "http 503", 6)
    slack.deliveries.patience, over_http.mute, over_http.status = 0.05, 0.2, 200
    await slack.people.post("U1", "C1", "bonjour")
    await slack.idle()
    assert over_http.headers[-1]["X-Slack-Retry-Reason"] == "http_timeout"
    slack.request_url = "http://127.0.0.1:1/"
    assert (await slack.people.global_shortcut("U1")).trouble == "connection_failed"


async def test_a_signature_is_slack_s_own(slack: FakeSlack, over_http: Heard) -> None:
    body = json.dumps({"type": "event_callback", "event": {"type": "message"}}).encode()
    kind = {"Content-Type": "application/json"}
    good = await slack.deliveries.send_raw(body, kind | signed(slack.signing_secret, body, time.time()))
    old = await slack.deliveries.send_raw(body, kind | signed(slack.signing_secret, body, time.time() - 301))
    forged = await slack.deliveries.send_raw(body, kind | signed("other", body, time.time()))
    assert (good.status, old.status, forged.status) == (200, 401, 401)
    assert await slack.deliveries.verify_url()
    slack.deliveries.signing_secret = "other"
    assert not await slack.deliveries.verify_url()


@pytest.mark.parametrize(("how", "times"), [("drop", 0), ("double", 2), ("unheard", 2), ("delay", 1), ("shuffle", 1)])
async def test_deliveries_go_wrong_to_order(slack: FakeSlack, heard: Heard, how: str, times: int) -> None:
    slack.fault(DeliveryFault(how))
    await slack.people.post("U1", "C1", "bonjour")
    await slack.idle()
    assert len({body["event_id"] for body in heard.bodies}) == min(times, 1)
    assert len(heard.bodies) == times
    await slack.people.post("U1", "C1", "encore")
    await slack.idle()
    assert len(heard.bodies) == times + 1


async def test_shuffled_events_arrive_out_of_order(slack: FakeSlack, over_http: Heard) -> None:
    slack.fault(DeliveryFault("shuffle", times=30, after=0.1))
    stamps = [(await slack.people.post("U1", "C1", str(number))).ts for number in range(30)]
    await slack.idle()
    came = [each["ts"] for each in over_http.events("message")]
    assert sorted(came) == stamps != came


async def test_sockets_share_the_load_are_cut_refreshed_and_come_back(slack: FakeSlack) -> None:
    async with aiohttp.ClientSession() as session, contextlib.AsyncExitStack() as ending:
        app = Heard(slack, session)
        for _ in range(2):
            handler = AsyncSocketModeHandler(app.app, slack.app_token, web_client=app.client, ping_interval=0.05)
            ending.push_async_callback(handler.close_async)
            await handler.connect_async()  # type: ignore[no-untyped-call]  # bolt's is untyped
        await slack.sockets.connected(2)
        slack.deliveries.patience = 1.0
        for ending_them in (slack.sockets.refresh, slack.sockets.warn):
            await ending_them()
            await slack.sockets.connected(2)
        assert slack.sockets.cut() == 2
        assert (await slack.people.global_shortcut("U1")).trouble == "connection_failed"
        async with asyncio.timeout(10):
            await slack.sockets.connected(2)
            while not (await slack.people.global_shortcut("U1")).ok:
                await slack.sockets.connected(2)
        assert slack.sockets.stray_acks == []


async def test_a_socket_is_made_with_a_fresh_ticket_and_ten_at_most(slack: FakeSlack) -> None:
    async with aiohttp.ClientSession() as session, contextlib.AsyncExitStack() as ending:
        client = AsyncWebClient(slack.app_token, base_url=slack.api_url, session=session)

        async def connect() -> tuple[str, Any, Any]:
            url = (await client.apps_connections_open(app_token=slack.app_token))["url"]
            socket = await ending.enter_async_context(session.ws_connect(url))
            return url, socket, await socket.receive_json()

        url, socket, hello = [await connect() for _ in range(10)][-1]
        assert (hello["type"], hello["num_connections"]) == ("hello", 10)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
        with pytest.raises(SlackApiError, match="too_many_websockets"):
            await client.apps_connections_open(app_token=slack.app_token)
        await socket.send_json({"envelope_id": "invented"})
        await socket.close()
        assert slack.sockets.stray_acks == [{"envelope_id": "invented"}]


async def test_an_event_that_no_socket_acks_is_sent_again(slack: FakeSlack) -> None:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(slack.app_token, base_url=slack.api_url, session=session)
        url = (await client.apps_connections_open(app_token=slack.app_token))["url"]
        slack.deliveries.patience = 0.05
        async with session.ws_connect(url) as socket:
            await socket.receive_json()
            await slack.people.post("U1", "C1", "bonjour")
            first, again = [await socket.receive_json() for _ in range(2)]
            assert (first["type"], first["accepts_response_payload"], first["retry_attempt"]) == (
                "events_api",
                False,
                0,
            )
            assert (again["retry_attempt"], again["retry_reason"]) == (1, "http_timeout")
            assert first["payload"]["event_id"] == again["payload"]["event_id"]
            await socket.send_json({"envelope_id": again["envelope_id"]})
            await slack.idle()
    assert [each.ok for each in slack.deliveries.log[0].attempts] == [False, True]
