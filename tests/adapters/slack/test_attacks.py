"""What is not Slack's, or not of now, or not new, changes nothing, is told nothing, and is never a fault of ours."""

from __future__ import annotations

import asyncio
import copy
import json
import random
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import text

from adapters.slack.answering import is_slacks
from adapters.slack.guard import LARGEST, OLDEST
from bot.cards import Reply, Say
from bot.events import Event
from bot.views.notices import notice
from storage.tables import Audience
from tests.adapters.slack.attacking import CERTIFICATE, MARK, TRAIN, Scene, written
from tests.adapters.slack.spoiled import PAYLOADS, spoil
from tests.contract.harness import Pressable
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.slack import APP, BOT, BOT_USER, OTHER_TEAM, TEAM
from tests.fakes.slack.delivering import signed
from tests.soaking import Soak

Json = dict[str, Any]
Headers = dict[str, str]
JSON_TYPE, FORM_TYPE = "application/json", "application/x-www-form-urlencoded"
JUNK: list[Any] = [None, 3, "", MARK, [], {}, [3], {"id": 3}, True, 1.5, "\ud800", "\0", ["a", {}], {"type": []}, -1]


pytestmark = pytest.mark.usefixtures("nothing_is_logged")


def _bare(headers: Headers, raw: bytes, now: float) -> Headers:
    return {}


def _stale(headers: Headers, raw: bytes, now: float) -> Headers:
    return signed("not-a-real-secret", raw, now - OLDEST - 2)


def _ahead(headers: Headers, raw: bytes, now: float) -> Headers:
    return signed("not-a-real-secret", raw, now + OLDEST + 2)


def _others(headers: Headers, raw: bytes, now: float) -> Headers:
    return signed("somebody-elses", raw, now)


def _of_another_body(headers: Headers, raw: bytes, now: float) -> Headers:
    return signed("not-a-real-secret", raw + b" ", now)


def _redated(headers: Headers, raw: bytes, now: float) -> Headers:
    return headers | {"X-Slack-Request-Timestamp": str(int(now) - 1)}


def _with(**changed: str) -> Callable[[Headers, bytes, float], Headers]:
    def change(headers: Headers, raw: bytes, now: float) -> Headers:
        return headers | {name.replace("_", "-"): value for name, value in changed.items()}

    return change


FORGERIES: dict[str, Callable[[Headers, bytes, float], Headers]] = {
    "unsigned": _bare,
    "stale": _stale,
    "ahead": _ahead,
    "of another secret": _others,
    "of another body": _of_another_body,
    "of another time": _redated,
    "empty": _with(X_Slack_Signature=""),
    "zeros": _with(X_Slack_Signature="v0=" + "0" * 64),
    "version": _with(X_Slack_Signature="v1=" + "0" * 64),
    "short": _with(X_Slack_Signature="v0=00"),
    "accents": _with(X_Slack_Signature="v0=" + "é" * 64),
    "no number": _with(X_Slack_Request_Timestamp="now"),
    "float": _with(X_Slack_Request_Timestamp="1.7e9"),
    "negative": _with(X_Slack_Request_Timestamp="-1"),
    "endless": _with(X_Slack_Request_Timestamp="9" * 4000),
    "figures of another script": _with(X_Slack_Request_Timestamp="１７００００００００"),
}


async def test_what_slack_did_not_sign_lately_is_refused_whatever_it_says(scene: Scene) -> None:
    before = scene.decided()
    for body in [*PAYLOADS, scene.press(scene.far.cast.asker, "new", MARK)]:
        raw, kind = written(body)
        for how, forged in FORGERIES.items():
            headers = forged(signed("not-a-real-secret", raw, time.time()), raw, time.time())
            answer = await scene.slack.deliveries.send_raw(raw, {"Content-Type": kind} | headers)
            assert (answer.status, answer.body) == (401, ""), how
    assert _inbox(scene) == set()
    assert scene.decided() == before


def _said(fields: Json) -> bytes:
    return urlencode({"payload": json.dumps(fields)}).encode()


ODD_TYPES: list[Any] = [None, 3, "", ["event_callback"], {}]
NO_PAYLOADS: list[tuple[bytes, str, int]] = [
    (b"x" * (LARGEST + 1), JSON_TYPE, 413),
    *((b'{"type":"event_callback"}', kind, 415) for kind in ("", "text/plain", "multipart/form-data", "text/json")),
    (json.dumps(PAYLOADS[0]).encode(), FORM_TYPE, 400),
    (_said(PAYLOADS[4]), JSON_TYPE, 400),
    (b"payload=%7B", FORM_TYPE, 400),
    (_said(PAYLOADS[4]) + b"&" + _said(PAYLOADS[4]), FORM_TYPE, 400),
    (b"command=/desk&text=aide", FORM_TYPE, 400),
    (json.dumps(PAYLOADS[0]).encode("utf-16"), JSON_TYPE, 400),
    (b"\x1f\x8b\x08" + b"\0" * 40, JSON_TYPE, 400),
    (json.dumps([PAYLOADS[0]]).encode(), JSON_TYPE, 400),
    (b"[" * 90_000 + b"]" * 90_000, JSON_TYPE, 400),
    (b'{"type":"event_callback","event_id":"E","event":null}', JSON_TYPE, 400),
    (b"", JSON_TYPE, 400),
    (b"", FORM_TYPE, 400),
    *((json.dumps({"type": odd}).encode(), JSON_TYPE, 400) for odd in ODD_TYPES),
]


async def test_what_is_not_what_it_says_is_refused_though_slack_signed_it(scene: Scene) -> None:
    for raw, kind, status in NO_PAYLOADS:
        headers = {"Content-Type": kind} | signed(scene.slack.signing_secret, raw, time.time())
        answer = await scene.slack.deliveries.send_raw(raw, headers)
        assert (answer.status, answer.body) == (status, ""), (kind, raw[:60])
    assert _inbox(scene) == set()


async def test_all_that_was_taken_once_changes_nothing_when_it_comes_again(scene: Scene) -> None:
    before = await _a_day(scene)
    said, heard = len(scene.posted()), [len(scene.slack.people.direct(each)) for each in _everybody(scene)]
    told = [each for each in scene.slack.deliveries.log if each.acknowledged]
    assert {each.kind for each in told} == {"event", "command", "interactive"}
    for each in told:
        raw, kind = each.written()
        headers = {"Content-Type": kind} | signed(scene.slack.signing_secret, raw, time.time())
        again = await asyncio.gather(*(scene.slack.deliveries.send_raw(raw, headers) for _ in range(3)))
        assert {answer.status for answer in again} == {200}
    await scene.settle()
    assert scene.decided() == before
    assert len(scene.posted()) == said
    assert [len(scene.slack.people.direct(each)) for each in _everybody(scene)] == heard


class Says:
    """A door behind which every event is answered with something to say to its author."""

    def submit(self, event: Event) -> Future[Reply]:
        said: Future[Reply] = Future()
        said.set_result(Say(card=notice("errors.failed", Audience.PERSON)))
        return said


async def test_what_an_event_is_answered_is_said_once_however_often_it_comes(scene: Scene) -> None:
    asker, ports = scene.far.cast.asker, scene.app.platforms["slack"].ports  # type: ignore[attr-defined]  # Slack's own
    body = scene.event(type="message", channel=LYON, user=asker, text="bonjour", ts="1700000000.000001")
    door, ports.door = ports.door, Says()
    for _ in range(4):
        assert (await scene.send(body)).status == 200
    await scene.slack.idle()
    async with asyncio.timeout(5):
        while not scene.slack.people.ephemerals(asker):  # noqa: ASYNC110  # it is said after Slack has its answer
            await asyncio.sleep(0.01)
    ports.door = door
    await scene.settle()
    assert len(scene.slack.people.ephemerals(asker)) == 1


async def test_a_request_caught_on_the_way_is_worth_nothing_after_five_minutes(scene: Scene) -> None:
    body = scene.event(type="message", channel=LYON, user=scene.far.cast.asker, text=TRAIN, ts="1700000000.000001")
    raw, kind = written(body)
    headers = {"Content-Type": kind} | signed(scene.slack.signing_secret, raw, time.time() - OLDEST + 1)
    assert (await scene.slack.deliveries.send_raw(raw, headers)).status == 200
    await asyncio.sleep(2.1)
    assert (await scene.slack.deliveries.send_raw(raw, headers)).status == 401


async def test_an_event_id_stands_for_one_event_whatever_comes_under_it_later(scene: Scene) -> None:
    await scene.ask()
    before = scene.decided()
    taken = [each.body for each in scene.slack.deliveries.log if each.event.get("user") == scene.far.cast.asker]
    others = [
        {
            "type": "message",
            "channel": LYON,
            "user": scene.far.cast.colleague,
            "text": TRAIN,
            "ts": "1700000000.000001",
        },
        {"type": "reaction_added", "user": scene.far.user("ines"), "reaction": "eyes", "item": _item(scene)},
        {"type": "channel_shared", "channel": TRIAGE},
        {"type": "user_change", "user": {"id": scene.far.user("nadia"), "deleted": True, "team_id": TEAM}},
    ]
    for body in taken:
        for event in others:
            assert (await scene.send(body | {"event": event})).status == 200
    await scene.settle()
    assert scene.decided() == before


def _item(scene: Scene) -> Json:
    (card,) = [each for each in scene.posted() if each.channel == TRIAGE]
    return {"type": "message", "channel": TRIAGE, "ts": card.ts}


async def test_a_trigger_and_a_form_are_answered_to_whom_they_belong(scene: Scene) -> None:
    await scene.ask(TRAIN)
    ines, asker, colleague = scene.far.user("ines"), scene.far.cast.asker, scene.far.cast.colleague
    triage = await scene.triage("LYO-1")
    body = scene.press(ines, "show", "LYO-1", TRIAGE, triage.ts)
    mine = await scene.answer(ines, body)
    assert MARK in mine
    # The same trigger under another name, and for another act of the same person.
    same = scene.press(colleague, "show", "LYO-1", TRIAGE, triage.ts) | {"trigger_id": body["trigger_id"]}
    theirs = await scene.answer(colleague, same)
    assert MARK not in theirs
    before = scene.decided()
    claim = scene.press(ines, "claim", "LYO-1", TRIAGE, triage.ts) | {"trigger_id": body["trigger_id"]}
    assert (await scene.send(claim)).status == 200
    assert scene.decided() == before

    opened = await scene.slack.people.command(asker, LYON, "/desk", "nouvelle")
    form = json.loads(opened.view.body["private_metadata"])["form"]
    values = {"text": f"Un badge {MARK}", "site": "lyon", "service": "office"}
    for user in (colleague, ines, scene.far.user("nadia")):
        stolen = await scene.answer(user, scene.submission(user, form, values))
        assert "clear" in stolen or "update" in stolen
        assert MARK not in stolen
    assert scene.decided() == before
    first = await scene.send(scene.submission(asker, form, values))
    assert first.body["response_action"] in ("clear", "update")
    await scene.settle()
    after = scene.decided()
    assert len(after["request"]) == 2
    # Sent again: as it was, with another hash, with other values, by another person with the very same.
    for user, said, more in (
        (asker, values, {}),
        (asker, values, {"hash": "9.z"}),
        (asker, values | {"text": "autre chose"}, {}),
        (colleague, values, {}),
        (colleague, values, {"hash": "9.z"}),
    ):
        again = await scene.answer(user, scene.submission(user, form, said, **more))
        assert user == asker or MARK not in again
    assert scene.decided() == after


async def test_forms_that_are_nobodys_are_closed_and_do_nothing(scene: Scene) -> None:
    before = scene.decided()
    forms = ["", "f", "0" * 32, "../../etc", "1 or 1=1", "a" * 300, MARK, "\N{RIGHT-TO-LEFT OVERRIDE}x", "LYO-1"]
    held: list[Any] = ["", "{", "[]", "3", "null", '{"form": 3}', '{"form": null, "at": 3}', '{"at": ["C0LYON", null]}']
    for form in forms:
        for metadata in (json.dumps({"form": form}), json.dumps({"form": form, "at": [TRIAGE, "1.000001"]}), *held):
            body = scene.submission(scene.far.cast.asker, form, {"text": MARK}, private_metadata=metadata)
            assert (await scene.send(body)).status == 200
    await scene.settle()
    assert scene.decided() == before
    assert not [each for each in scene.posted() if each.channel == TRIAGE]


async def test_another_workspace_is_not_heard(scene: Scene) -> None:
    before = await _a_day(scene)
    said = len(scene.posted())
    for number, each in enumerate(scene.slack.deliveries.log):
        body = json.loads(json.dumps(each.body).replace(TEAM, OTHER_TEAM).replace(BOT, "B0OTHER"))
        for name in ("event_id", "trigger_id"):
            if name in body:
                body[name] = f"{body[name]}{number}"
        answer = await scene.send(body)
        assert (answer.status, answer.body or {}) == (200, {})
    await scene.settle()
    assert scene.decided() == before
    assert len(scene.posted()) == said


async def test_robots_are_not_heard_not_even_oneself(scene: Scene) -> None:
    ts = await scene.ask()
    before, said = scene.decided(), len(scene.posted())
    robot = scene.slack.workspace.user("Robot", kind="bot")
    scene.slack.workspace.channels[LYON].members.append(robot.id)
    hers = {"channel": LYON, "channel_type": "channel", "text": f"<@{BOT_USER}> {TRAIN}"}
    authors: list[Json] = [
        {"user": robot.id, "bot_id": robot.bot_id},
        {"user": robot.id, "bot_id": robot.bot_id, "app_id": "A0OTHER", "bot_profile": {"id": robot.bot_id}},
        {"user": robot.id},
        {"user": BOT_USER, "bot_id": BOT, "app_id": APP},
        {"user": BOT_USER},
        {"user": "USLACKBOT"},
        {"bot_id": "B0HOOK", "subtype": "bot_message", "username": "Zoé Petit"},
        {"user": scene.far.cast.asker, "subtype": "bot_message"},
        {"user": scene.far.cast.asker, "bot_id": "B0OTHER"},
    ]
    for number, author in enumerate(authors):
        said_there = hers | author | {"ts": f"1700000000.00{number:04}"}
        for event in (
            {"type": "message", **said_there},
            {"type": "app_mention", **said_there},
            {"type": "message", **said_there, "thread_ts": ts},
            {"type": "message", **said_there, "channel": scene.far.direct(scene.far.cast.asker), "channel_type": "im"},
            {"type": "message", "subtype": "message_changed", "channel": LYON, "message": said_there},
        ):
            assert (await scene.send(scene.event(**event))).status == 200
    for user in (BOT_USER, robot.id):
        for emoji in ("ticket", "eyes", "white_check_mark", "rotating_light"):
            for kind in ("reaction_added", "reaction_removed"):
                item = {"type": "message", "channel": LYON, "ts": ts}
                body = scene.event(type=kind, user=user, reaction=emoji, item=item, item_user=scene.far.cast.asker)
                assert (await scene.send(body)).status == 200
        assert (await scene.send(scene.press(user, "claim", "LYO-1", TRIAGE))).status == 200
    await scene.settle()
    assert scene.decided() == before
    assert len(scene.posted()) == said


NOT_SLACKS = [
    "https://evil.example/",
    "http://hooks.slack.com/x",
    "https://slack.com.evil.example/",
    "https://hooks.slack.com@evil.example/",
    "https://evil.example/hooks.slack.com/",
    "https://evilslack.com/",
    "https://hooks.slack.com:8443/",
    "https://[",
    "file:///etc/passwd",
    "http://127.0.0.1:9/response/x",
    "//hooks.slack.com/",
]


async def test_nothing_is_said_at_an_address_that_is_not_slacks(scene: Scene) -> None:
    asker = scene.far.cast.asker
    for url in NOT_SLACKS:
        assert not is_slacks(url, scene.slack.api_url), url
        told = await scene.answer(asker, scene.press(asker, "show", "LYO-404", response_url=url))
        # It is said all the same, in Slack, to them alone.
        assert "LYO-404" in told


def test_slacks_own_addresses_are_slacks() -> None:
    for url in ("https://hooks.slack.com/actions/T/1/x", "https://hooks.slack-gov.com/x", "https://slack.com/api/x"):
        assert is_slacks(url, "https://slack.com/api/")
    assert is_slacks("http://127.0.0.1:9/response/x", "http://127.0.0.1:9/api/")


@pytest.mark.soak
@pytest.mark.timeout(3600)
async def test_nothing_that_can_be_sent_is_a_fault_or_an_act(scene: Scene, soak: Soak) -> None:
    """The full form sends 50,000."""
    await scene.ask()
    await scene.ask(CERTIFICATE)
    before = scene.decided()
    for each in soak.rounds(reduced=1, full=100):
        for _ in range(500):
            raw, headers, expected = _attack(scene, each.random)
            answer = await scene.slack.deliveries.send_raw(raw, headers)
            assert answer.status in expected, (answer, headers, raw[:2000])
        await scene.settle()
        assert scene.decided() == before, each
        for kept in (scene.slack.log, scene.slack.deliveries.log, scene.slack.workspace.whispers):
            del kept[:]


def _attack(scene: Scene, chance: random.Random) -> tuple[bytes, Headers, set[int]]:
    """Something signed or not, spoiled or not, by somebody who may do none of it; and what it may be answered."""
    colleague = scene.far.cast.colleague
    # Whom Slack tells the desk of by `user_change` may ask from then on: these stay unknown.
    whole: list[Json] = [
        *(each for each in PAYLOADS if each.get("event", {}).get("type") != "user_change"),
        scene.press(colleague, chance.choice(ACTS), chance.choice(VALUES), chance.choice((LYON, TRIAGE))),
        scene.submission(colleague, chance.choice(VALUES), {chance.choice(("text", "due", "score")): MARK}),
    ]
    body = copy.deepcopy(chance.choice(whole))
    if "event" in body:
        body["event_id"] = f"Ev{chance.random()}"
    for _ in range(chance.randint(1, 3)):
        spoil(body, chance, JUNK)
    try:
        raw, kind = written(body)
    except UnicodeEncodeError:
        raw, kind = b"command=%2Fdesk&text=%ED%A0%80&user_id=U1&trigger_id=1", FORM_TYPE
    if chance.random() < 0.15:
        cut = chance.randrange(len(raw) + 1)
        raw = raw[:cut] + bytes(chance.randrange(256) for _ in range(chance.randint(0, 3))) + raw[cut + 1 :]
    headers = signed(scene.slack.signing_secret, raw, time.time())
    if chance.random() < 0.3:
        forged = FORGERIES[chance.choice(list(FORGERIES))](headers, raw, time.time())
        return raw, {"Content-Type": kind} | forged, {401}
    kind = chance.choice((JSON_TYPE, FORM_TYPE, "text/plain")) if chance.random() < 0.1 else kind
    return raw, {"Content-Type": kind} | headers, {200, 400, 415}


ACTS = "claim release resolve urgent wait cancel reply correct assign transfer rate escalate show more next".split()
VALUES = ["LYO-1", "LYO-2", "LYO-2:service:travel", "LYO-1:5", "source:1:LYO-2", "1", "", MARK, "LYO-2" * 300, "\0"]


def _everybody(scene: Scene) -> list[str]:
    return [each for each in scene.slack.workspace.users if each != BOT_USER]


def _inbox(scene: Scene) -> set[str]:
    """What people did that the desk took in."""
    with scene.app.database.read() as connection:
        kinds = {kind for (kind,) in connection.execute(text("select kind from inbox"))}
    return kinds - {"charter_changed", "people_seen", "conversation_seen", "timer_due", "card_settled"}


async def _a_day(scene: Scene) -> dict[str, list[Any]]:
    """A bit of everything that people do, played to its end; what is decided by then."""
    far, people = scene.far, scene.slack.people
    ines, asker = far.user("ines"), far.cast.asker
    ts = await scene.ask()
    triage = await scene.triage("LYO-1")
    await far.press(ines, TRIAGE, triage, triage.button("claim"))
    said = await far.post(asker, LYON, "plutôt le matin", ts)
    await far.edit(asker, LYON, said, "plutôt le soir")
    await far.react(far.user("claire"), TRIAGE, triage.ts, "rotating_light")
    await scene.settle()
    opened = await far.press(ines, TRIAGE, await scene.triage("LYO-1"), Pressable("reply", "", "LYO-1"))
    assert opened.form is not None
    await far.submit(ines, opened.form, {"text": "Le train de 8 h vous va ?"})
    await people.command(asker, LYON, "/desk", "voir LYO-1")
    await people.command(asker, LYON, "/desk", "il me faudrait un badge pour lundi")
    await people.message_shortcut(asker, LYON, ts)
    form = await people.global_shortcut(asker)
    await people.submit(asker, form.view.id, {"text": "Il faudrait réserver la salle bleue", "site": "lyon"})
    await far.open_home(asker)
    await far.remove(asker, LYON, said)
    await far.react(ines, TRIAGE, triage.ts, "white_check_mark")
    await scene.ask(CERTIFICATE, far.cast.colleague)
    await far.post(asker, LYON, f"<@{BOT_USER}>")
    await far.post(asker, LYON, "@Relais")
    await scene.settle()
    return scene.decided()
