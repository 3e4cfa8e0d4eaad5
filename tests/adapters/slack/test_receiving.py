"""What people do in Slack, over HTTP and over a socket, with the real desk behind and the fake Slack before."""

from __future__ import annotations

import json
import logging
import random
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from adapters.slack import receiving
from bot.cards import Done
from bot.events import ButtonPressed, ConversationSeen, MessagePosted, MessageSeen
from bot.locales import text
from storage.database import Database, open_database
from storage.faults import StorageUnavailable
from storage.migrate import migrate
from storage.tables import InboxState
from tests.adapters.slack.office import Office, at_work, until
from tests.adapters.slack.spoiled import PAYLOADS, spoil
from tests.fakes.slack import BOT_USER, TEAM, CallFault, DeliveryFault
from tests.fakes.slack.acting import Seen
from tests.fakes.slack.delivering import signed

Json = dict[str, Any]
NOT_YET = text("fr", "receiving.not_yet")
UNAVAILABLE = text("fr", "receiving.unavailable")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the current schema, to be copied: migrating takes longer than most tests here."""
    file = tmp_path_factory.mktemp("fresh") / "desk.db"
    opened = open_database(f"sqlite+pysqlite:///{file}")
    migrate(opened)
    opened.close()
    return file


@pytest.fixture
def database(tmp_path: Path, fresh: Path) -> Iterator[Database]:
    shutil.copy(fresh, tmp_path / "desk.db")
    opened = open_database(f"sqlite+pysqlite:///{tmp_path / 'desk.db'}")
    yield opened
    opened.close()


@pytest.fixture(params=["http", "socket"])
async def office(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Office]:
    async with at_work(database, socket=request.param == "socket") as working:
        yield working


@pytest.fixture
async def wired(database: Database) -> AsyncIterator[Office]:
    async with at_work(database, socket=True) as working:
        yield working


@pytest.fixture
async def served(database: Database) -> AsyncIterator[Office]:
    async with at_work(database) as working:
        yield working


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack waits less long, for what only waits."""
    for name, seconds in (("SOON", 0.2), ("IN_TIME", 0.5), ("LAST_CALL", 0.6)):
        monkeypatch.setattr(receiving, name, seconds)


async def test_a_message_is_stored_before_it_is_acknowledged(office: Office) -> None:
    said = f"il me faudrait un badge pour <@{office.ines.id}>"
    await office.slack.people.post(office.zoe.id, office.lyon.id, said, raw=True)
    await office.slack.idle()
    (event,) = [each for each in office.slowed.taken if isinstance(each, MessagePosted)]
    assert event.text == "il me faudrait un badge pour @Inès Caron"
    (delivery,) = [each for each in office.slack.deliveries.log if each.event.get("type") == "message"]
    assert delivery.acknowledged
    assert office.rows("message_posted") == [(f"slack:{delivery.body['event_id']}", InboxState.HANDLED)]


async def test_a_mention_said_twice_and_doubled_is_one_message(office: Office) -> None:
    office.slack.fault(DeliveryFault(how="double", kind="event", times=2))
    await office.slack.people.post(office.zoe.id, office.lyon.id, f"<@{BOT_USER}> il me faudrait un badge", raw=True)
    await office.slack.idle()
    assert len(office.rows("message_posted")) == 2
    said = [each for each in office.slowed.taken if isinstance(each, MessagePosted)]
    assert len(said) == 4
    assert {each.text for each in said} == {"il me faudrait un badge"}


async def test_a_command_opens_a_form_and_its_faults_stand_beside_their_fields(office: Office) -> None:
    people = office.slack.people
    seen = await people.command(office.zoe.id, office.lyon.id, "/desk", "nouvelle")
    assert seen.ok
    assert seen.view is not None
    wrong = await people.submit(office.zoe.id, seen.view.id, {"text": "Un badge", "due": "le 31 février"})
    assert wrong.errors
    assert "31 février" in wrong.errors["due"]
    # The same view, corrected: another submission, though Slack gives it the same hash.
    right = await people.submit(office.zoe.id, seen.view.id, {"text": "Un badge", "due": ""})
    assert not right.errors
    await until(lambda: any("LYO" in str(each.text) for each in people.ephemerals(office.zoe.id)))
    assert not people.views(office.zoe.id)


async def test_a_command_that_says_something_says_it_to_its_author_alone(office: Office) -> None:
    seen = await office.slack.people.command(office.zoe.id, office.lyon.id, "/desk", "voir LYO-404 payload={")
    assert seen.ok
    assert seen.told is not None
    assert "LYO-404" in seen.told.text
    assert not office.slack.people.messages(office.lyon.id)


async def test_someone_unknown_sees_at_once_that_they_wait(office: Office) -> None:
    stranger = office.slack.workspace.user("Nina Neuve", email="nina@example.org")
    office.slack.workspace.channels[office.lyon.id].members.append(stranger.id)
    told = await office.slack.people.command(stranger.id, office.lyon.id, "/desk", "aide")
    assert told.told is not None
    assert "instant" in told.told.text.lower()
    opened = await office.slack.people.global_shortcut(stranger.id)
    assert opened.view is not None
    assert opened.view.body["callback_id"] == "relais_loading"
    assert [state for _, state in office.rows("shortcut_used")] == [InboxState.WAITING]


async def test_the_shortcut_on_a_message_brings_its_text(office: Office) -> None:
    elsewhere = office.slack.workspace.channel("ailleurs", [office.zoe.id, office.ines.id], bot=False)
    message = await office.slack.people.post(office.ines.id, elsewhere.id, "La clim est en panne à Lyon")
    seen = await office.slack.people.message_shortcut(office.zoe.id, elsewhere.id, message.ts)
    assert seen.ok
    (shown,) = [each for each in office.slowed.taken if isinstance(each, MessageSeen)]
    assert shown.who is not None
    assert (shown.who.user, shown.text) == (office.ines.id, "La clim est en panne à Lyon")
    assert [state for _, state in office.rows("shortcut_used")] == [InboxState.HANDLED]


async def test_a_command_that_is_not_kept_in_time_says_so_then_answers(served: Office) -> None:
    served.slowed.by = 2.8
    began = time.monotonic()
    seen = await served.slack.people.command(served.zoe.id, served.lyon.id, "/desk", "voir LYO-404")
    assert time.monotonic() - began < 3
    assert seen.ok
    assert served.rows("command_given") == []
    assert seen.told is not None
    assert seen.told.text == NOT_YET
    await until(lambda: any("LYO-404" in each.text for each in served.slack.people.ephemerals(served.zoe.id)))


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("fault", [StorageUnavailable(), RuntimeError("a fault of ours")])
async def test_a_command_that_could_not_be_kept_after_all_is_told_so(served: Office, fault: Exception) -> None:
    served.slowed.by, served.slowed.fails = 0.7, fault
    await served.slack.people.command(served.zoe.id, served.lyon.id, "/desk", "voir LYO-404")
    await until(lambda: len(served.slack.people.ephemerals(served.zoe.id)) == 2)
    assert [each.text for each in served.slack.people.ephemerals(served.zoe.id)] == [NOT_YET, UNAVAILABLE]


@pytest.mark.usefixtures("hurried")
async def test_a_command_kept_late_is_told_to_be_done_where_there_is_nothing_else_to_say(served: Office) -> None:
    served.slowed.by, served.slowed.instead = 0.7, Done()
    await served.slack.people.command(served.zoe.id, served.lyon.id, "/desk", "voir LYO-404")
    await until(lambda: len(served.slack.people.ephemerals(served.zoe.id)) == 2)
    assert served.slack.people.ephemerals(served.zoe.id)[1].text == text("fr", "receiving.done")


@pytest.mark.usefixtures("hurried")
async def test_a_press_that_is_not_kept_in_time_waits_in_a_view_that_says_so_until_it_is(served: Office) -> None:
    served.slowed.by = 0.8
    stranger = served.slack.workspace.user("Nina Neuve", email="nina@example.org")
    served.lyon.members.append(stranger.id)
    assert (await pressed(served, stranger.id)).ok
    assert served.rows("button_pressed") == []
    assert NOT_YET in views(served, stranger.id)
    await until(lambda: [state for _, state in served.rows("button_pressed")] == [InboxState.WAITING])
    await until(lambda: text("fr", "wait.one_moment") in views(served, stranger.id))
    served.slowed.by = 0.0
    await served.know(stranger)
    await until(lambda: "LYO-404" in views(served, stranger.id))


@pytest.mark.usefixtures("hurried")
async def test_a_press_that_is_not_kept_in_time_and_has_no_view_is_told_to_have_failed(office: Office) -> None:
    office.slowed.by = 0.8
    office.slack.fault(CallFault("views.open", "expired_trigger_id"))
    seen = await pressed(office, office.zoe.id)
    assert not seen.ok
    assert seen.trouble
    # It is kept after all, and answered: whoever pressed again in the meantime did so for nothing, and no harm is done.
    await until(lambda: any("LYO-404" in each.text for each in office.slack.people.ephemerals(office.zoe.id)))


async def pressed(office: Office, user: str) -> Seen:
    """Somebody presses a button of a card in Lyon's channel."""
    blocks = [_buttons("show#1", "LYO-404")]
    card = await office.calls.ask("chat.postMessage", channel=office.lyon.id, text="x", blocks=blocks)
    return await office.slack.people.press(user, office.lyon.id, card["ts"], "show#1")


def views(office: Office, user: str) -> str:
    """All that stands in somebody's views."""
    return json.dumps([each.body for each in office.slack.people.views(user)], ensure_ascii=False)


@pytest.mark.usefixtures("hurried")
async def test_a_form_sent_to_a_slow_desk_keeps_what_was_typed(served: Office) -> None:
    seen = await served.slack.people.command(served.zoe.id, served.lyon.id, "/desk", "nouvelle")
    assert seen.view is not None
    served.slowed.by = 0.8
    slow = await served.slack.people.submit(served.zoe.id, seen.view.id, {"text": "Un badge"})
    assert text("fr", "receiving.form_slow") in slow.errors.values()
    served.slowed.by = 0.0
    await until(lambda: [state for _, state in served.rows("form_submitted")] == [InboxState.HANDLED])


async def test_a_slow_shortcut_gets_a_view_that_is_filled(served: Office) -> None:
    served.slowed.by = 1.3
    served.slack.fault(CallFault("views.open", "slow", after=0.3))
    seen = await served.slack.people.global_shortcut(served.zoe.id)
    assert seen.ok
    views = served.slack.people.views(served.zoe.id)
    assert [each.body["callback_id"] for each in views] == ["relais_form"]


async def test_where_nothing_can_be_kept_events_come_again_and_people_are_told(served: Office) -> None:
    served.slowed.shut = True
    await served.slack.people.post(served.zoe.id, served.lyon.id, "il me faudrait un badge")
    told = await served.slack.people.command(served.zoe.id, served.lyon.id, "/desk", "aide")
    assert told.told is not None
    assert "rien n’a été fait" in told.told.text
    await served.slack.idle()
    (delivery,) = [each for each in served.slack.deliveries.log if each.kind == "event"]
    assert [each.status for each in delivery.attempts] == [503] * 4
    assert delivery.attempts[0].headers["retry-after"] == "1"


async def test_a_socket_is_made_anew_when_slack_asks_and_when_it_is_cut(wired: Office) -> None:
    assert wired.socket.not_ready() == ()
    await wired.slack.sockets.refresh()
    await until(lambda: wired.socket.connected and wired.slack.sockets.open)
    # A connection asked for twice at once is a second one for a moment: whichever is there is cut.
    await until(lambda: wired.slack.sockets.cut() >= 0 and not wired.socket.connected)
    assert wired.socket.not_ready() == ("slack.not_connected",)
    await until(lambda: wired.socket.connected)
    await wired.slack.people.post(wired.zoe.id, wired.lyon.id, "il me faudrait un badge")
    await wired.slack.idle()
    assert [state for _, state in wired.rows("message_posted")] == [InboxState.HANDLED]
    assert not wired.slack.sockets.stray_acks


async def test_an_envelope_that_cannot_be_kept_is_not_acked_and_comes_again(wired: Office) -> None:
    wired.slack.deliveries.patience = 0.3
    wired.slowed.shut = True
    await wired.slack.people.post(wired.zoe.id, wired.lyon.id, "il me faudrait un badge")
    await until(lambda: len([each for each in wired.slack.deliveries.log if each.attempts]) == 1)
    wired.slowed.shut = False
    await wired.slack.idle()
    (delivery,) = [each for each in wired.slack.deliveries.log if each.kind == "event"]
    assert delivery.attempts[0].failed == "http_timeout"
    assert delivery.acknowledged
    assert [state for _, state in wired.rows("message_posted")] == [InboxState.HANDLED]


async def test_a_lost_installation_is_seen(served: Office) -> None:
    body = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev9", "event": {"type": "app_uninstalled"}}
    assert (await served.receiving.dispatch(body)).status == 200
    assert served.receiving.lost == "slack.uninstalled"


async def test_a_channel_is_described_by_slack_itself(served: Office) -> None:
    event = {"type": "channel_rename", "channel": {"id": served.lyon.id, "name": "lyon-2"}}
    body = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev9", "event": event}
    assert (await served.receiving.dispatch(body)).status == 200
    seen = next(each for each in served.slowed.taken if isinstance(each, ConversationSeen))
    assert (seen.name, seen.shared, seen.member) == ("lyon", False, True)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ({"type": "view_submission"}, "form"),
        ({"type": "view_submission", "view": {"callback_id": 3}}, "form"),
        ({"type": "block_actions", "actions": []}, "form"),
        ({"type": "block_actions", "actions": [3]}, "form"),
        ({"type": "block_actions", "actions": [{}], "user": "U"}, "form"),
        ({"type": "message_action"}, "form"),
        ({"type": "never_heard_of"}, "form"),
        ({"type": "event_callback", "event_id": "E", "event": {"type": "message", "user": [], "files": 3}}, "json"),
        ({"type": "event_callback", "event_id": "E", "event": {"type": "x"}, "authorizations": [3]}, "json"),
        ({"type": "event_callback", "event_id": "E", "event": {"type": "x"}, "response_urls": 3}, "json"),
        (
            {
                "type": "event_callback",
                "event_id": "E",
                "event": {"type": "x", "deep": json.loads("[" * 900 + "]" * 900)},
            },
            "json",
        ),
        ({"type": "view_closed", "view": {"callback_id": "relais_form"}, "team": {"id": TEAM}}, "form"),
    ],
)
async def test_no_shape_is_a_fault_and_nothing_of_it_is_logged(
    served: Office, body: Json, content_type: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body = body | {"secret": "motdepasse"}
    raw = json.dumps(body).encode() if content_type == "json" else urlencode({"payload": json.dumps(body)}).encode()
    kind = "application/json" if content_type == "json" else "application/x-www-form-urlencoded"
    headers = {"Content-Type": kind}
    good = await served.slack.deliveries.send_raw(raw, headers | signed(served.slack.signing_secret, raw, time.time()))
    assert good.status in (200, 400)
    stale = signed(served.slack.signing_secret, raw, time.time() - 400)
    for forged in (signed("another", raw, time.time()), stale, {}):
        assert (await served.slack.deliveries.send_raw(raw, headers | forged)).status == 401
    assert "motdepasse" not in caplog.text


async def test_what_is_too_big_or_of_another_kind_is_refused(served: Office) -> None:
    url = served.slack.request_url or ""
    async with aiohttp.ClientSession() as session:
        for data in (b"x" * 1_000_001, _in_pieces()):
            async with session.post(url, data=data, headers={"Content-Type": "application/json"}) as response:
                assert response.status == 413
        async with session.get(url) as response:
            assert response.status == 405


async def test_the_address_is_verified(served: Office) -> None:
    raw = json.dumps({"type": "url_verification", "challenge": "3eZ"}).encode()
    headers = {"Content-Type": "application/json"} | signed(served.slack.signing_secret, raw, time.time())
    answer = await served.slack.deliveries.send_raw(raw, headers)
    assert (answer.status, answer.body) == (200, {"challenge": "3eZ"})


async def test_closed_it_takes_nothing(served: Office) -> None:
    await served.receiving.close()
    assert (await served.receiving.dispatch({"type": "event_callback"})).status == 503


async def test_a_button_is_pressed_and_its_answer_is_for_one_alone(office: Office) -> None:
    blocks = [_buttons("show#1", "LYO-404")]
    card = await office.calls.ask("chat.postMessage", channel=office.lyon.id, text="LYO-404", blocks=blocks)
    seen = await office.slack.people.press(office.ines.id, office.lyon.id, card["ts"], "show#1")
    assert seen.ok
    await until(lambda: office.slack.people.ephemerals(office.ines.id))
    assert "LYO-404" in office.slack.people.ephemerals(office.ines.id)[0].text
    assert not office.slack.people.ephemerals(office.zoe.id)
    (event,) = [each for each in office.slowed.taken if isinstance(each, ButtonPressed)]
    assert (event.act, event.value, event.ts, event.where.root) == ("show", "LYO-404", card["ts"], None)


async def test_a_press_in_a_thread_is_answered_in_that_thread(served: Office) -> None:
    root = await served.slack.people.post(served.zoe.id, served.lyon.id, "bonjour")
    where = {"channel": served.lyon.id, "thread_ts": root.ts}
    card = await served.calls.ask("chat.postMessage", text="x", blocks=[_buttons("show#1", "LYO-404")], **where)
    await served.slack.people.press(served.ines.id, served.lyon.id, card["ts"], "show#1")
    await until(lambda: served.slack.people.ephemerals(served.ines.id))
    assert served.slack.people.ephemerals(served.ines.id)[0].thread == root.ts


async def test_somebody_of_another_company_is_heard_and_told_who_may_help(served: Office) -> None:
    guest = served.slack.workspace.user("Paul Ailleurs", kind="outsider", email="paul@ailleurs.example")
    served.lyon.shared = True
    served.lyon.members.append(guest.id)
    await served.know(guest)
    card = await served.calls.ask(
        "chat.postMessage", channel=served.lyon.id, text="x", blocks=[_buttons("claim#1", "LYO-1")]
    )
    assert (await served.slack.people.press(guest.id, served.lyon.id, card["ts"], "claim#1")).ok
    await until(lambda: served.slack.people.ephemerals(guest.id))
    assert "personnes de l’entreprise" in served.slack.people.ephemerals(guest.id)[0].text


async def test_what_is_pressed_at_home_is_answered_there_and_opens_forms(served: Office) -> None:
    view = {"type": "home", "blocks": [_buttons("new#1", "-"), _buttons("show#2", "LYO-404")]}
    await served.calls.ask("views.publish", user_id=served.zoe.id, view=view)
    people = served.slack.people
    home = people.home(served.zoe.id)
    assert home is not None
    form = await people.press_in_view(served.zoe.id, home.id, "new#1")
    assert form.view is not None
    done = await people.submit(served.zoe.id, form.view.id, {"text": "Un badge", "site": "lyon"})
    assert done.ok
    assert done.view is not None
    assert done.view.body["callback_id"] == "relais_notice"
    await people.close_view(served.zoe.id, done.view.id)
    told = await people.press_in_view(served.zoe.id, home.id, "show#2")
    assert told.view is not None
    assert "LYO-404" in json.dumps(told.view.body["blocks"])


async def test_a_trigger_that_died_is_told_and_nothing_is_lost(served: Office) -> None:
    served.slack.fault(CallFault("views.open", "expired_trigger_id"))
    seen = await served.slack.people.command(served.zoe.id, served.lyon.id, "/desk", "nouvelle")
    assert seen.view is None
    assert seen.told is not None
    assert "Recommencez" in seen.told.text


async def test_a_waiting_view_ends_when_the_answer_is_no_form(served: Office) -> None:
    stranger = served.slack.workspace.user("Nina Neuve", email="nina@example.org")
    served.slack.workspace.channels[served.lyon.id].members.append(stranger.id)
    card = await served.calls.ask(
        "chat.postMessage", channel=served.lyon.id, text="x", blocks=[_buttons("show#1", "LYO-404")]
    )
    await served.slack.people.press(stranger.id, served.lyon.id, card["ts"], "show#1")
    await until(lambda: served.slack.people.views(stranger.id))
    await served.know(served.zoe, served.ines, stranger)
    await until(lambda: "LYO-404" in json.dumps([each.body for each in served.slack.people.views(stranger.id)]))


async def test_a_form_that_a_command_gets_too_late_is_to_be_asked_for_again(served: Office) -> None:
    stranger = served.slack.workspace.user("Nina Neuve", email="nina@example.org")
    served.lyon.members.append(stranger.id)
    told = await served.slack.people.command(stranger.id, served.lyon.id, "/desk", "nouvelle")
    assert told.told is not None
    await served.know(stranger)
    await until(lambda: any("Recommencez" in each.text for each in served.slack.people.ephemerals(stranger.id)))


async def test_payloads_with_anything_in_any_part_are_no_fault(served: Office) -> None:
    chance = random.Random(20261122)
    junk: list[Any] = [None, 3, "", "x", [], {}, [3], {"id": 3}, True, 1.5, "\ud800", ["a", {}], {"type": []}]
    for _ in range(400):
        body = json.loads(json.dumps(chance.choice(PAYLOADS)))
        for _ in range(chance.randint(1, 3)):
            spoil(body, chance, junk)
        if isinstance(body, dict):
            assert (await served.receiving.dispatch(body)).status in (200, 400)


def _buttons(act: str, value: str) -> Json:
    text = {"type": "plain_text", "text": act}
    return {"type": "actions", "elements": [{"type": "button", "text": text, "action_id": act, "value": value}]}


async def _in_pieces() -> AsyncIterator[bytes]:
    for _ in range(20):
        yield b"x" * 100_000
