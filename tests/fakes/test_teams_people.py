"""People at work in the fake Teams: what the desk is told of them, really signed, and what they see of its answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import jwt
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.fakes.teams import BOT, TENANT, DeliveryFault, FakeTeams, Impossible, running_fake_teams
from tests.fakes.teams.records import Message
from tests.fakes.test_teams_api import message
from tests.fakes.test_teams_cards import block, card, choices, execute, field, submit, unfolds

JSON = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"


class Heard:
    """A desk that takes all it is told, and answers as it is bidden. `slow`: seconds before each of its answers."""

    def __init__(self) -> None:
        self.told: list[JSON] = []
        self.tokens: list[str] = []
        self.answer: Any = None
        self.statuses: list[int] = []
        self.slow: list[float] = []

    async def take(self, request: web.Request) -> web.Response:
        self.told.append(await request.json())
        self.tokens.append(request.headers["Authorization"].removeprefix("Bearer "))
        if self.slow:
            await asyncio.sleep(self.slow.pop(0))
        status = self.statuses.pop(0) if self.statuses else 200
        if self.answer is None:
            return web.Response(status=status)
        return web.json_response(self.answer, status=status)

    def of(self, kind: str) -> list[JSON]:
        return [each for each in self.told if each.get("name", each["type"]) == kind]


@pytest.fixture
async def heard() -> Heard:
    return Heard()


@pytest.fixture
async def teams(heard: Heard) -> AsyncIterator[FakeTeams]:
    app = web.Application()
    app.router.add_post("/api/messages", heard.take)
    async with running_fake_teams() as running, TestServer(app) as server:
        running.endpoint = str(server.make_url("/api/messages"))
        tenant = running.tenant
        tenant.person("Inès Caron", id="U1", email="ines@essai.invalid")
        tenant.person("Paul Roy", id="U2", timezone="Indian/Reunion", locale="en-GB")
        tenant.channel(tenant.team("Essai", ["U1", "U2"], id="19:essai@thread.tacv2"), "lyon", id="C1")
        yield running


def stands(teams: FakeTeams, content: JSON, room: str = "C1", root: str | None = None) -> Message:
    """A card of the desk's."""
    activity = message() | {"attachments": [{"contentType": CARD, "content": content}]}
    return teams.tenant.put(room, activity, author=None, root=root)


def dialog(*body: JSON, title: str = "Demande", **more: Any) -> JSON:
    value: JSON = {"title": title, "height": "medium", "width": "medium"}
    value["card"] = {"contentType": CARD, "content": card(*body, actions=[submit(data={"relais": {"form": "F1"}})])}
    return {"task": {"type": "continue", "value": value | more}}


async def test_a_message_is_told_as_teams_tells_it(teams: FakeTeams, heard: Heard) -> None:
    root = await teams.people.post("U1", "C1", "@Relais R&D <b>", mentions=(BOT,))
    await teams.people.post("U2", "C1", "oui", root.id)
    await teams.idle()
    first, second = heard.told
    assert (first["text"], first["id"]) == ("<at>Relais</at> R&amp;D &lt;b&gt;", root.id)
    assert [each["mentioned"]["id"] for each in first["entities"] if each["type"] == "mention"] == [BOT]
    assert first["conversation"]["id"] == second["conversation"]["id"] == f"C1;messageid={root.id}"
    assert first["conversation"]["conversationType"] == "channel"
    assert (first["from"]["aadObjectId"], first["from"]["id"][:3]) == ("U1", "29:")
    assert first["channelData"]["tenant"]["id"] == first["conversation"]["tenantId"] == TENANT
    assert (second["entities"][0]["timezone"], second["locale"]) == ("Indian/Reunion", "en-GB")
    assert first["serviceUrl"] == teams.tenant.service_url


async def test_each_delivery_is_really_signed_for_the_desk(teams: FakeTeams, heard: Heard) -> None:
    await teams.people.post("U1", "C1", "bonjour")
    await teams.idle()
    key = teams.login.published[0].private.public_key()
    said = jwt.decode(heard.tokens[0], key, ["RS256"], audience=teams.login.app, issuer="https://api.botframework.com")
    assert said["serviceurl"] == heard.told[0]["serviceUrl"]


async def test_without_rsc_the_desk_hears_only_what_mentions_it(teams: FakeTeams, heard: Heard) -> None:
    teams.tenant.teams["19:essai@thread.tacv2"].rsc = False
    group = teams.tenant.group("voyage", ["U1", "U2"])
    for room in ("C1", group.id, teams.tenant.direct("U1").id):
        said = await teams.people.post("U1", room, "bonjour")
        await teams.people.edit("U1", room, said.id, "bonsoir")
        await teams.people.post("U1", room, "@Relais bonjour", mentions=(BOT,))
    await teams.idle()
    kinds = [(each["conversation"]["conversationType"], each["type"]) for each in heard.told]
    assert sorted(kinds) == [
        ("channel", "message"), ("groupChat", "message"), ("personal", "message"), ("personal", "message"),
        ("personal", "messageUpdate"),
    ]  # fmt: skip
    personal = [each for each in heard.told if each["conversation"]["conversationType"] == "personal"]
    assert all(set(each["channelData"]) <= {"tenant", "eventType"} for each in personal)


async def test_edits_and_deletions_are_told_under_the_message_s_own_id(teams: FakeTeams, heard: Heard) -> None:
    said = await teams.people.post("U1", "C1", "bonjour")
    await teams.people.edit("U1", "C1", said.id, "bonsoir")
    await teams.people.delete("U1", "C1", said.id)
    await teams.people.undelete("U1", "C1", said.id)
    await teams.idle()
    told = sorted(heard.told, key=lambda each: each["timestamp"])
    assert {each["id"] for each in told} == {said.id}
    assert [(each["type"], each["channelData"].get("eventType"), each.get("text")) for each in told] == [
        ("message", None, "bonjour"),
        ("messageUpdate", "editMessage", "bonsoir"),
        ("messageDelete", "softDeleteMessage", None),
        ("messageUpdate", "undeleteMessage", "bonsoir"),
    ]
    with pytest.raises(Impossible):
        await teams.people.edit("U2", "C1", said.id, "non")


async def test_reactions_are_told_on_the_desk_s_own_messages_alone(teams: FakeTeams, heard: Heard) -> None:
    mine = stands(teams, card(block()))
    hers = await teams.people.post("U1", "C1", "bonjour")
    assert await teams.people.react("U2", "C1", mine.id, "1f440_eyes-tone3")
    assert not await teams.people.react("U2", "C1", mine.id, "1f440_eyes-tone3")
    assert await teams.people.react("U2", "C1", hers.id, "like")
    assert await teams.people.react("U2", "C1", mine.id, "1f440_eyes-tone3", on=False)
    await teams.idle()
    told = sorted(heard.of("messageReaction"), key=lambda each: each["timestamp"])
    assert [each.get("reactionsAdded") or each["reactionsRemoved"] for each in told] == [
        [{"type": "1f440_eyes-tone3"}]
    ] * 2
    assert {(each["replyToId"], each["conversation"]["id"]) for each in told} == {(mine.id, f"C1;messageid={mine.id}")}


async def test_a_press_is_answered_with_words_or_a_card_of_their_own(teams: FakeTeams, heard: Heard) -> None:
    mine = stands(teams, card(block("LYO-1"), actions=[execute()]))
    heard.answer = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "C'est fait."}
    seen = await teams.people.press("U1", "C1", mine.id, "Je m'en charge")
    assert (seen.ok, seen.told) == (True, "C'est fait.")
    (told,) = heard.of("adaptiveCard/action")
    assert told["value"]["action"]["verb"] == "claim"
    assert told["value"]["action"]["data"] == execute()["data"]
    assert told["replyToId"] == mine.id
    heard.answer = {"statusCode": 200, "type": CARD, "value": card(block("à vous"))}
    assert (await teams.people.press("U1", "C1", mine.id, "Je m'en charge")).ok
    assert [teams.people.sees(user, "C1")[0].text for user in ("U1", "U2")] == ["à vous", "LYO-1"]
    teams.tenant.change(mine, mine.activity)
    assert teams.people.sees("U1", "C1")[0].text == "LYO-1"
    with pytest.raises(Impossible):
        await teams.people.press("U1", "C1", mine.id, "Autre chose")


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        '{"statusCode": 200}',
        {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": ""},
        {"statusCode": 200, "type": CARD, "value": {"type": "AdaptiveCard"}},
        {"statusCode": 200, "type": CARD, "value": card(block(colour="x"))},
        {"statusCode": 500, "type": "application/vnd.microsoft.error", "value": {"code": "x", "message": "y"}},
        {"status": 200},
    ],
)
async def test_a_wrong_answer_to_a_press_is_trouble(teams: FakeTeams, heard: Heard, answer: Any) -> None:
    mine, heard.answer = stands(teams, card(block(), actions=[execute()])), answer
    assert (await teams.people.press("U1", "C1", mine.id, "Je m'en charge")).trouble


async def test_a_menu_sends_what_was_chosen_and_only_its_own_fields(teams: FakeTeams, heard: Heard) -> None:
    inner = unfolds(choices("a", "b", isRequired=True, errorMessage="Choisissez."), actions=[execute("OK")])
    mine = stands(teams, card(field(key="outer"), actions=[inner, execute(), execute("Seul", associatedInputs="none")]))
    heard.answer = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Oui."}
    assert (await teams.people.press("U1", "C1", mine.id, "OK")).errors == {"what": "Choisissez."}
    assert heard.told == []
    for title, values in (("OK", {"what": "b", "outer": "x"}), ("Je m'en charge", {}), ("Seul", {})):
        assert (await teams.people.press("U1", "C1", mine.id, title, values)).ok
    sent = [set(each["value"]["action"]["data"]) - {"relais"} for each in heard.told]
    assert sent == [{"what", "outer"}, {"outer"}, set()]
    assert heard.told[0]["value"]["action"]["data"]["what"] == "b"
    assert (await teams.people.press("U1", "C1", mine.id, "OK", {"what": "a"}, under="Plus")).ok
    assert heard.told[-1]["value"]["action"]["data"] == execute()["data"] | {"what": "a", "outer": ""}
    for title, under in (("Plus", None), ("Je m'en charge", "Plus"), ("OK", "Moins")):
        with pytest.raises(Impossible):
            await teams.people.press("U1", "C1", mine.id, title, {}, under)
    with pytest.raises(Impossible, match="no choice"):
        await teams.people.press("U1", "C1", mine.id, "OK", {"what": "c"})


async def test_a_submit_on_a_card_is_a_message_without_words(teams: FakeTeams, heard: Heard) -> None:
    mine = stands(teams, card(field(), actions=[submit()]))
    assert (await teams.people.press("U1", "C1", mine.id, "Envoyer", {"what": "un train"})).ok
    await teams.idle()
    (told,) = heard.of("message")
    assert (told["value"], told.get("text")) == ({"relais": {}, "what": "un train"}, None)


async def test_a_dialog_is_opened_filled_in_and_closed(teams: FakeTeams, heard: Heard) -> None:
    asks = submit(data={"msteams": {"type": "task/fetch"}, "relais": {"act": "reply"}}, title="Répondre")
    mine = stands(teams, card(block(), actions=[asks]))
    heard.answer = dialog(field(isRequired=True, errorMessage="Dites-le.", maxLength=10))
    opened = await teams.people.press("U1", "C1", mine.id, "Répondre")
    assert (opened.ok, opened.dialog and opened.dialog.title) == (True, "Demande")
    assert heard.told[0]["value"]["data"]["relais"] == {"act": "reply"}
    assert (await teams.people.submit("U1")).errors == {"what": "Dites-le."}
    with pytest.raises(Impossible, match="more than 10"):
        await teams.people.submit("U1", {"what": "x" * 11})
    heard.answer = dialog(block("Le 31 février n'existe pas."), field(value="31/02"))
    again = await teams.people.submit("U1", {"what": "31/02"})
    assert (again.ok, again.dialog is teams.people.dialog("U1")) == (True, True)
    heard.answer = {}
    assert (await teams.people.submit("U1")).ok
    assert teams.people.dialog("U1") is None
    first, second = heard.of("task/submit")
    assert (first["value"]["data"]["what"], first["id"] != second["id"]) == ("31/02", True)
    assert first["value"]["data"]["relais"] == {"form": "F1"}


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        dialog(field(), title=""),
        dialog(field(), height="huge"),
        dialog(field(), url="https://x.invalid"),
        dialog({"type": "Video"}),
        {"task": {"type": "message", "value": ""}},
        {"task": {"type": "continue", "value": {"title": "x", "height": "small", "width": "small"}}},
    ],
)
async def test_a_wrong_dialog_is_trouble(teams: FakeTeams, heard: Heard, answer: Any) -> None:
    mine = stands(teams, card(block(), actions=[submit(data={"msteams": {"type": "task/fetch"}})]))
    heard.answer = answer
    seen = await teams.people.press("U1", "C1", mine.id, "Envoyer")
    assert (bool(seen.trouble), seen.dialog) == (True, None)


async def test_a_message_action_brings_the_message_whole(teams: FakeTeams, heard: Heard) -> None:
    elsewhere = teams.tenant.group("sans Relais", ["U1", "U2"], there=False)
    said = await teams.people.post("U2", elsewhere.id, "R&D à 9 h\nmerci")
    heard.answer = dialog(field())
    assert (await teams.people.message_action("U1", elsewhere.id, said.id)).ok
    heard.answer = {"task": {"type": "message", "value": "C'est noté."}}
    sent = await teams.people.submit("U1", {"what": "x"})
    assert (sent.told, teams.people.dialog("U1")) == ("C'est noté.", None)
    fetched, done = heard.told
    assert (fetched["name"], done["name"]) == ("composeExtension/fetchTask", "composeExtension/submitAction")
    payload = fetched["value"]["messagePayload"]
    assert (payload["id"], payload["from"]["user"]["id"]) == (said.id, "U2")
    assert payload["body"]["content"] == "<p>R&amp;D à 9 h<br>merci</p>"
    assert done["value"]["messagePayload"] == payload


async def test_a_slash_command_is_between_the_two(teams: FakeTeams, heard: Heard) -> None:
    await teams.people.slash("U1", "C1", "show LYO-1")
    await teams.idle()
    assert heard.told[0]["recipient"] == {"id": BOT, "name": "Relais", "isTargeted": True}
    assert [len(teams.people.sees(user, "C1")) for user in ("U1", "U2")] == [1, 0]


async def test_the_app_comes_and_goes(teams: FakeTeams, heard: Heard) -> None:
    team = "19:essai@thread.tacv2"
    await teams.people.install("U1")
    await teams.people.uninstall("U1")
    await teams.people.remove_from(team, "U1")
    assert not teams.tenant.reachable(teams.tenant.people["U1"])
    await teams.people.post("U1", "C1", "@Relais ?", mentions=(BOT,))
    await teams.people.add_to(team, "U1")
    teams.tenant.person("Max", id="U3")
    await teams.people.join("U3", team)
    await teams.idle()
    told = sorted(heard.told, key=lambda each: each["timestamp"])
    assert [each.get("action") for each in told if each["type"] == "installationUpdate"] == [
        "add", "remove", "remove", "add",
    ]  # fmt: skip
    assert told[-1]["membersAdded"][0]["aadObjectId"] == "U3"
    assert not heard.of("message")


async def test_a_quoted_reply_names_what_it_replies_to(teams: FakeTeams, heard: Heard) -> None:
    room = teams.tenant.direct("U1").id
    mine = stands(teams, card(block()), room)
    await teams.people.post("U1", room, "le matin", quoting=mine.id)
    await teams.idle()
    (told,) = heard.told
    assert (told["text"], f'itemid="{mine.id}"' in told["attachments"][0]["content"]) == ("le matin", True)
    with pytest.raises(Impossible):
        await teams.people.post("U1", room, "x", root=mine.id)


async def test_what_is_not_heard_is_told_again_with_the_same_id(teams: FakeTeams, heard: Heard) -> None:
    heard.statuses = [503, 503, 200]
    await teams.people.post("U1", "C1", "bonjour")
    await teams.idle()
    assert (len(heard.told), len({each["id"] for each in heard.told})) == (3, 1)
    heard.statuses = [403]
    await teams.people.post("U1", "C1", "bonsoir")
    await teams.idle()
    assert len(heard.told) == 4
    assert [each.acknowledged for each in teams.deliveries.log] == [True, False]


async def test_a_late_answer_to_an_invoke_is_not_seen(teams: FakeTeams, heard: Heard) -> None:
    mine = stands(teams, card(block(), actions=[execute()]))
    heard.answer = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Oui."}
    teams.deliveries.invoke, heard.slow = 0.05, [0.3, 0.3, 0.3]
    assert (await teams.people.press("U1", "C1", mine.id, "Je m'en charge")).trouble == "timeout"
    assert len(heard.told) == 3
    heard.slow = [0.3]
    assert (await teams.people.press("U1", "C1", mine.id, "Je m'en charge")).told == "Oui."


@pytest.mark.parametrize(("how", "often"), [("drop", 0), ("double", 2), ("unheard", 2), ("delay", 1), ("shuffle", 1)])
async def test_faults_of_delivery(teams: FakeTeams, heard: Heard, how: str, often: int) -> None:
    teams.fault(DeliveryFault(how))
    await teams.people.post("U1", "C1", "bonjour")
    await teams.idle()
    assert len(heard.told) == often
