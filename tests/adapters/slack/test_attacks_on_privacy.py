"""Nothing private reaches anybody else, whatever Slack answers and whoever reads; and what people write stays words."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from typing import Any

import pytest

from bot.charter import parse
from tests.adapters.slack.attacking import CERTIFICATE, INVOICE, MARK, TRAIN, Scene
from tests.adapters.slack.reading import mrkdwns_of, tokens
from tests.contract.harness import Pressable
from tests.contract.harness_slack import rich
from tests.contract.test_port import HOSTILE
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.slack import BOT, BOT_USER, CallFault
from tests.fakes.slack.checks import elements_of
from tests.fakes.slack.records import JSON, Call
from tests.fakes.slack.showing import oddities, pings

WORDS = ("attestation", "4217", MARK)


pytestmark = pytest.mark.usefixtures("nothing_is_logged")


def leaks(scene: Scene, readers: Iterable[str], *words: str) -> list[tuple[str, str]]:
    """The calls that said any of these words where somebody else than these people reads, done or refused."""
    alone = set(readers)
    direct = {scene.far.direct(user) for user in alone} | alone
    said = [each for each in scene.calls_with(*words) if not _is_for(scene, each, alone, direct)]
    return [(call.method, str(call.answer)) for call in said]


def _is_for(scene: Scene, call: Call, alone: set[str], direct: set[str]) -> bool:
    given, space = call.arguments, scene.slack.workspace
    match call.method:
        case "chat.postEphemeral":
            return given["user"] in alone
        case "views.publish":
            return given["user_id"] in alone
        case "views.open" | "views.push":
            return space.triggers[given["trigger_id"]].user in alone
        case "views.update":
            keys = {given.get("view_id"), given.get("external_id")}
            return {
                each.user for each in space.views.values() if {each.id, each.body.get("external_id")} & keys
            } <= alone
        case "response_url":
            return given.get("response_type") == "ephemeral" and not given.get("replace_original")
        case _:
            return given.get("channel") in direct


ANSWERS = [
    ("chat.postMessage", "not_in_channel"),
    ("chat.postMessage", "channel_not_found"),
    ("chat.postMessage", "is_archived"),
    ("chat.postMessage", "messages_tab_disabled"),
    ("chat.postMessage", "restricted_action"),
    ("chat.postMessage", "invalid_blocks"),
    ("chat.postMessage", "a_code_of_tomorrow"),
    ("chat.postMessage", "lost"),
    ("chat.postMessage", "fatal_error"),
    ("chat.postEphemeral", "user_not_in_channel"),
    ("chat.postEphemeral", "channel_not_found"),
    ("chat.postEphemeral", "restricted_action"),
    ("conversations.open", "cannot_dm_bot"),
    ("conversations.open", "user_not_found"),
    ("conversations.open", "user_disabled"),
    ("chat.update", "message_not_found"),
    ("chat.update", "edit_window_closed"),
    ("chat.delete", "message_not_found"),
    ("views.open", "expired_trigger_id"),
    ("views.open", "not_enabled"),
    ("*", "missing_scope"),
    ("*", "user_not_found"),
    ("*", "busy"),
]
AGAIN = ("lost", "fatal_error", "busy")
"""What is tried again, a little later each time: a few of these, for the story to end."""


@pytest.mark.parametrize(("method", "code"), ANSWERS)
async def test_what_slack_refuses_of_a_private_matter_goes_nowhere_else(scene: Scene, method: str, code: str) -> None:
    far = scene.far
    asker, nadia, ines = far.cast.asker, far.user("nadia"), far.user("ines")
    cleared = (asker, nadia, far.user("samia"))
    # Half of the calls meet it, now these and now those: the story comes through to its end, or stops anywhere.
    far.slack.fault(CallFault(method, code, times=2 if code in AGAIN else 1000, after=0, chance=0.5))
    await scene.ask(CERTIFICATE)
    await confide(scene, asker)
    await scene.settle()
    for card in await scene.direct(nadia, "triage"):
        for act in ("claim", "reply", "wait"):
            told = await far.press(nadia, far.direct(nadia), card, Pressable(act, act, card.subject or "LYO-1"))
            if told.form is not None:
                await far.submit(nadia, told.form, {"text": f"Voici votre attestation {MARK}"})
    await far.post(asker, far.direct(asker), f"C'est pour mon attestation {MARK}")
    # A press in public on what is private: by who may, and by who may not.
    for user in (asker, ines, far.cast.colleague):
        await far.slack.deliveries.deliver("interactive", scene.press(user, "show", "LYO-1"))
        await far.slack.deliveries.deliver("interactive", scene.press(user, "reply", "LYO-1"))
    await scene.settle()
    assert leaks(scene, cleared, "attestation", MARK) == []
    assert scene.calls_with("attestation", "ttestation"), "something was said of it"


async def confide(scene: Scene, user: str) -> None:
    direct = scene.far.direct(user)
    for offer in await scene.direct(user, "sensitive_offer"):
        await scene.far.press(user, direct, offer, Pressable("confide", "", offer.button("confide").value))


@pytest.mark.parametrize(("method", "code"), [each for each in ANSWERS if each[0] != "views.open"][::3])
async def test_what_slack_refuses_of_a_restricted_matter_goes_nowhere_else(
    scene: Scene, method: str, code: str
) -> None:
    far, asker = scene.far, scene.far.cast.asker
    serves = [far.user(each.id) for each in far.charter.people if "invoicing" in (each.services or ())]
    serves += [far.user("coralie"), asker]
    far.slack.fault(CallFault(method, code, times=2 if code in AGAIN else 1000, after=0, chance=0.5))
    ts = await scene.ask(INVOICE)
    await far.post(asker, LYON, "C'est la facture 4217, pour vendredi", ts)
    await scene.settle()
    for card in await scene.direct(far.user("ines"), "triage"):
        await far.press(far.user("ines"), far.direct(far.user("ines")), card, Pressable("claim", "", "LYO-1"))
    await far.slack.deliveries.deliver("interactive", scene.press(far.cast.colleague, "show", "LYO-1"))
    await scene.settle()
    assert leaks(scene, serves, "4217", MARK) == []


@pytest.mark.parametrize(
    "code", ["user_not_in_channel", "channel_not_found", "restricted_action", "a_code_of_tomorrow"]
)
async def test_what_cannot_be_shown_to_one_alone_there_is_said_in_their_direct_conversation(
    scene: Scene, code: str
) -> None:
    asker, people = scene.far.cast.asker, scene.slack.people
    ts = await scene.ask(INVOICE)
    before, there = len(people.direct(asker)), [each.channel for each in scene.posted()].count(LYON)
    scene.slack.fault(CallFault("chat.postEphemeral", code))
    card = {"ts": "1.000002", "thread_ts": ts, "user": BOT_USER, "bot_id": BOT}
    assert (await scene.send(scene.press(asker, "show", "LYO-1", ts="1.000002", message=card))).status == 200
    (told,) = people.direct(asker)[before:]
    assert "Factures" in told.text
    assert [each.channel for each in scene.posted()].count(LYON) == there


async def test_a_channel_that_becomes_shared_keeps_only_what_is_for_everybody(scene: Scene) -> None:
    far, asker = scene.far, scene.far.cast.asker
    restricted = await scene.ask(INVOICE)
    (known,) = await scene.desk_in(LYON, restricted)
    assert (known.kind, known.subject) == ("reference", "LYO-1")
    # Nobody is told of it by an event of its own: whatever is said there next says so.
    far.slack.workspace.share(LYON)
    standard = await scene.ask(TRAIN)
    assert [each.kind for each in await scene.desk_in(LYON, standard)] == ["request"]
    assert await scene.desk_in(LYON, restricted) == []
    assert [each.subject for each in await scene.direct(asker, "request")] == ["LYO-1"]
    again = await scene.ask("Merci de payer la facture 5310 du fournisseur Martin", far.cast.colleague)
    assert await scene.desk_in(LYON, again) == []
    assert [each.subject for each in await scene.direct(far.cast.colleague, "request")] == ["LYO-3"]


async def test_a_channel_that_is_said_to_be_shared_is_so_until_slack_says_that_it_is_not(scene: Scene) -> None:
    space = scene.slack.workspace

    def shared() -> list[bool]:
        with scene.app.database.read() as connection:
            rows = connection.exec_driver_sql("select shared from conversation where conversation = 'C0LYON'")
            return [bool(row[0]) for row in rows]

    asked = len(scene.slack.calls("conversations.info"))
    await scene.send(scene.event(type="channel_shared", channel=LYON, connected_team_id="T0OTHER"))
    assert shared() == [True], "though conversations.info does not know it yet"
    # An event from before, and one while Slack does not answer: neither is its word of now.
    space.channels[LYON].shared = True
    old = scene.event(type="message", channel=LYON, user=scene.far.cast.asker, text="bonjour", ts="1.1")
    await scene.send(old | {"is_ext_shared_channel": False})
    assert shared() == [True]
    space.channels[LYON].shared = False
    scene.slack.fault(CallFault("conversations.info", "fatal_error"))
    await scene.send(scene.event(type="message", channel=LYON, user=scene.far.cast.asker, text="bonjour", ts="1.2"))
    assert shared() == [True]
    await scene.send(scene.event(type="message", channel=LYON, user=scene.far.cast.asker, text="bonjour", ts="1.3"))
    assert shared() == [False]
    for number in range(4, 9):
        text = {
            "type": "message",
            "channel": LYON,
            "user": scene.far.cast.asker,
            "text": "bonjour",
            "ts": f"1.{number}",
        }
        await scene.send(scene.event(**text))
    assert len(scene.slack.calls("conversations.info")) == asked + 4, "asked when something is new, and only then"


async def test_the_charter_may_say_that_a_channel_is_shared_with_the_provider(scene: Scene) -> None:
    said = "id: C0LYON,    purpose: requests,"
    charter = parse(scene.app.charter.source.replace(said, f"{said} shared_with: provider,"))
    assert charter.hash != scene.app.charter.hash
    await scene.app.use_charter(charter)
    scene.slack.workspace.share(LYON)
    restricted = await scene.ask(INVOICE)
    assert [each.kind for each in await scene.desk_in(LYON, restricted)] == ["reference"]


REAL = "<@{user}> <!channel> <!here|here> <!everyone> <!subteam^S0EQUIPE|@equipe> <#C0DESK|desk> <#C0DESK>"
STORED = (
    REAL,
    "<https://evil.example|Relais> <https://evil.example> <mailto:a@evil.example|a@evil.example> <tel:3|x>",
    "<!date^1392734382^{{date}}^https://evil.example|hier> <javascript:alert(1)|x> <slack://open|x>",
    "&lt;!channel&gt; &lt;@{user}&gt; &lt;https://evil.example|Relais&gt; &amp;lt;!here&amp;gt;",
    "*gras* _ital_ ~non~ `code` ```bloc``` &gt; cité :ticket: :wave::skin-tone-2: • - 1.",
    "<<@{user}>> <@{user} <!channel &lt;<!channel>&gt; ><!here>< <@|> <!> <#> <|>",
)
PIECES = [
    *"<@ > | & &lt; &gt; * _ ~ ` ``` :a: ^ { } @here http://evil.example <#".split(),
    "<!channel>",
    "\n",
    "\u2028",
]


async def test_what_people_write_is_never_markup_wherever_it_is_shown(scene: Scene) -> None:
    """In cards, notifications, homes, forms, copies and answers; by the hundred."""
    far, people, chance = scene.far, scene.slack.people, random.Random(20261122)
    asker, ines, helene = far.cast.asker, far.user("ines"), far.user("helene")
    far.slack.workspace.change_user(asker, name="*Zoé* <!channel> <@U1> :ticket: `x`")
    await scene.settle()
    ts = await scene.ask(f"Pouvez-vous réserver un train pour Paris jeudi ? {HOSTILE[0]}")
    triage = await scene.triage("LYO-1")
    await far.press(ines, TRIAGE, triage, triage.button("claim"))
    texts = [*HOSTILE, *("".join(chance.choices(PIECES, k=chance.randint(1, 12))) for _ in range(60))]
    for said in texts:
        await far.post(asker, LYON, said, ts)
    stored = [each.format(user=helene) for each in STORED]
    for said in stored:
        await people.post(asker, LYON, f"et {said}", ts, raw=True)
        await people.post(asker, far.direct(asker), f"il me faudrait un badge {said}", raw=True)
    for said in (HOSTILE[0], HOSTILE[2], HOSTILE[4], stored[0]):
        for act in ("reply", "wait"):
            opened = await far.press(ines, TRIAGE, triage, Pressable(act, act, "LYO-1"))
            if opened.form is not None:
                await far.submit(ines, opened.form, {"text": said})
        await people.command(asker, LYON, "/desk", f"il me faudrait un badge {said}")
        await people.command(asker, LYON, "/desk", said)
        await people.command(ines, LYON, "/desk", f"assign LYO-1 {said}")
        await people.command(ines, LYON, "/desk", f"transfer LYO-1 {said}")
        form = await people.global_shortcut(asker)
        assert form.view is not None
        await people.submit(asker, form.view.id, {"text": f"Il faudrait {said}", "due": said[:30], "site": "lyon"})
        await people.post(asker, LYON, f"il faudrait réserver une salle {said}", files=("<!channel>*a*.pdf",))
        edited = await far.post(asker, LYON, "plutôt demain", ts)
        await far.edit(asker, LYON, edited, f"plutôt {said}")
        await scene.settle()
    for user in (asker, ines, far.user("coralie")):
        await far.open_home(user)
    await scene.settle()
    said_so = [each for each in scene.slack.log if {"text", "blocks", "view"} & each.arguments.keys()]
    assert len(said_so) > 100
    named = set(far.slack.workspace.users) - {helene, BOT_USER}
    for call in said_so:
        text, blocks = _shown(call)
        assert pings(text, blocks) <= named, (call.method, text, pings(text, blocks))
        assert oddities(text, blocks) == [], (call.method, text)
        assert not [url for url in _links(text, blocks) if "slack.invalid" not in url], call.method
        assert call.arguments.get("parse") in (None, "none")
        assert call.arguments.get("link_names") in (None, False, "false")
        assert call.method != "chat.postMessage" or call.arguments.get("unfurl_links") in (False, "false")


def _shown(call: Call) -> tuple[str, list[JSON]]:
    """What a call shows: its notification, and its blocks or its view's."""
    given = {name: _read(call.arguments.get(name)) for name in ("blocks", "view")}
    return call.arguments.get("text") or "", given["blocks"] or (given["view"] or {}).get("blocks") or []


def _read(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _links(text: str, blocks: list[JSON]) -> list[str]:
    """Where somebody who reads may be led."""
    entities = [each for said in (text, *mrkdwns_of(blocks)) for each in tokens(said) if each[0] not in "@#!"]
    elements = [str(each["url"]) for each in rich(blocks) if each["type"] == "link"]
    return [*entities, *elements, *(str(each["url"]) for _, each in elements_of(blocks) if each.get("url"))]
