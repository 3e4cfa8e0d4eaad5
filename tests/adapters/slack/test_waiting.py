"""Those who wait: their answer comes once, where they acted; and a desk that stays follows its charter's channels."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from concurrent.futures import Future
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters import lasting as lasting_work
from adapters import presence
from adapters.lasting import lasting
from adapters.platform import AppPorts
from adapters.slack.answering import notice
from adapters.slack.platform import Slack
from adapters.slack.views import form_of
from bot.cards import Reply
from bot.charter import parse
from bot.clock import MovableClock
from bot.events import Event
from bot.locales import text
from relais.app import App
from relais.settings import Settings
from storage.faults import StorageUnavailable
from storage.tables import Conversation
from tests.adapters.slack.test_platform import CHARTER, Stage, slack_of, until
from tests.contract.harness_slack import fake_slack, user_id
from tests.fakes.company import LYON
from tests.fakes.slack import CallFault, running_fake_slack
from tests.fakes.slack.records import User

STILL = text("fr", "receiving.still_waiting")
SLOW = CallFault("users.info", "slow", after=0.7)


@pytest.fixture
async def stage(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    file = copyfile(migrated_file, tmp_path / "desk.db")
    async with running_fake_slack() as slack:
        stage = Stage(slack, f"sqlite:///{file}")
        yield stage
        for app in stage.apps:
            await app.stop()


class Newcomer:
    """Somebody whom the desk does not know yet, and a card with buttons before them."""

    def __init__(self, stage: Stage, app: App) -> None:
        self.stage, self.slack, self.app = stage, stage.slack, app
        self.someone: User = stage.slack.workspace.user("Nina Neuve", email="nina@relais-office.example")
        stage.slack.workspace.channels[LYON].members.append(self.someone.id)

    async def press(self, act: str, value: str) -> None:
        blocks = [buttons(f"{act}#1", value)]
        card = await slack_of(self.app).calls.ask("chat.postMessage", channel=LYON, text="x", blocks=blocks)
        assert (await self.slack.people.press(self.someone.id, LYON, card["ts"], f"{act}#1")).ok

    def views(self) -> str:
        return json.dumps([each.body for each in self.slack.people.views(self.someone.id)], ensure_ascii=False)

    def whispers(self) -> list[str]:
        return [each.text for each in self.slack.people.ephemerals(self.someone.id)]


@pytest.fixture
async def newcomer(stage: Stage) -> Newcomer:
    app = await stage.desk()
    await app.idle()
    return Newcomer(stage, app)


async def test_what_a_view_waited_for_is_not_whispered_as_well(newcomer: Newcomer) -> None:
    newcomer.slack.fault(SLOW)
    await newcomer.press("show", "LYO-404")
    assert "relais_loading" in newcomer.views()
    await until(lambda: "LYO-404" in newcomer.views())
    await newcomer.app.idle()
    assert newcomer.whispers() == []
    # The next answer to them is another, and is whispered like any.
    await newcomer.press("show", "LYO-405")
    await until(newcomer.whispers)


async def test_who_closed_the_view_is_whispered_to(newcomer: Newcomer) -> None:
    newcomer.slack.fault(SLOW)
    await newcomer.press("show", "LYO-404")
    await newcomer.slack.people.close_view(newcomer.someone.id, newcomer.slack.people.views(newcomer.someone.id)[0].id)
    await until(newcomer.whispers)
    await newcomer.app.idle()
    assert ["LYO-404" in each for each in newcomer.whispers()] == [True]


async def test_a_form_filled_late_answers_where_it_was_opened(newcomer: Newcomer) -> None:
    newcomer.slack.fault(SLOW)
    await newcomer.press("new", "-")
    people, user = newcomer.slack.people, newcomer.someone.id
    await until(lambda: form_of(people.views(user)[0].body))
    await people.submit(user, people.views(user)[0].id, {"text": "Un badge pour lundi", "site": "lyon"})
    await until(newcomer.whispers)
    (whisper,) = people.ephemerals(user)
    assert whisper.channel == LYON
    assert people.views(user) == []


async def test_who_waits_for_a_minute_is_told_what_to_do_and_answered_there_after_all(newcomer: Newcomer) -> None:
    newcomer.slack.fault(CallFault("users.info", "busy", times=2))
    slack_of(newcomer.app).receiving.waiting.looks = (0.05, 0.05)
    await newcomer.press("show", "LYO-404")
    await until(lambda: STILL in newcomer.views())
    await until(lambda: "LYO-404" in newcomer.views())
    assert STILL not in newcomer.views()
    await newcomer.app.idle()
    assert newcomer.whispers() == []


async def test_who_waited_in_a_view_when_the_desk_went_down_is_answered_in_it_by_the_next(newcomer: Newcomer) -> None:
    stage, slack = newcomer.stage, newcomer.slack
    slack.fault(CallFault("users.info", "busy", times=50))
    await newcomer.press("show", "LYO-404")
    await until(lambda: "relais_loading" in newcomer.views())
    await newcomer.app.stop()
    stage.apps.remove(newcomer.app)
    slack.faults.clear()
    newcomer.app = await stage.desk()
    await until(lambda: "LYO-404" in newcomer.views())
    await newcomer.app.idle()
    assert "relais_loading" not in newcomer.views()
    assert newcomer.whispers() == []


async def test_a_form_comes_after_a_minute_as_well(newcomer: Newcomer) -> None:
    newcomer.slack.fault(CallFault("users.info", "busy", times=2))
    slack_of(newcomer.app).receiving.waiting.looks = (0.05,)
    await newcomer.press("new", "-")
    await until(lambda: STILL in newcomer.views())
    await until(lambda: "relais_form" in newcomer.views())
    (view,) = newcomer.slack.people.views(newcomer.someone.id)
    assert json.loads(view.body["private_metadata"])["at"] == [LYON, None]


async def test_a_form_opens_above_a_view_that_only_shows(newcomer: Newcomer) -> None:
    people, user = newcomer.slack.people, newcomer.stage.cast.asker
    shown = await opened(newcomer, user, "new")
    seen = await people.press_in_view(user, shown, "new#1")
    assert seen.ok
    assert [each.body["callback_id"] for each in people.views(user)] == ["relais_notice", "relais_form"]
    assert newcomer.slack.calls("views.push")


async def test_who_must_wait_in_a_view_that_only_shows_is_answered_in_it(newcomer: Newcomer) -> None:
    newcomer.slack.fault(SLOW)
    user = newcomer.someone.id
    await newcomer.slack.people.press_in_view(user, await opened(newcomer, user, "show", "LYO-404"), "show#1")
    assert "relais_loading" in newcomer.views()
    await until(lambda: "LYO-404" in newcomer.views() and "relais_notice" in newcomer.views())
    await newcomer.app.idle()
    assert newcomer.whispers() == []


async def test_channels_that_a_charter_read_again_adds_are_introduced(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "LOOK_EVERY", 0.05)
    app = await stage.desk()
    stage.slack.workspace.channel("lyon-2", [stage.cast.asker], id="C0LYON2")
    stage.slack.fault(CallFault("conversations.info", "busy", channel="C0LYON2"))
    await app.use_charter(parse(CHARTER.source.replace(LYON, "C0LYON2")))
    await until(lambda: any(each["conversation"] == "C0LYON2" for each in stage.rows(app, Conversation)))
    before = len(stage.slack.calls("conversations.info"))
    await app.use_charter(CHARTER)
    await until(lambda: len(stage.slack.calls("conversations.info")) == before + 1)
    assert stage.arguments("conversations.info")[-1]["channel"] == LYON


async def test_storage_that_takes_nothing_for_a_while_ends_nothing_that_stays(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(lasting_work, "LONGEST_PAUSE", 0.05)

    def shut(ports: AppPorts) -> Slack:
        made = fake_slack(stage.slack)(ports)
        assert isinstance(made, Slack)
        lent: Any = made.ports
        lent.door, lent.writer = Failing(lent.door, "submit"), Failing(lent.writer, "run")
        lent.writer.left = 2
        return made

    app = App(Settings(port=0), CHARTER, stage.url, MovableClock(), [shut])
    stage.apps.append(app)
    with capture_logs() as lines:
        await app.start()
        assert app.not_ready() == ["slack.not_connected"]
        await until(lambda: not app.not_ready())
        lent: Any = slack_of(app).ports
        await until(lambda: len(stage.rows(app, Conversation)) == len(CHARTER.channels))
        stage.slack.workspace.channel("lyon-2", [stage.cast.asker], id="C0LYON2")
        lent.door.left = 1
        await app.use_charter(parse(CHARTER.source.replace(LYON, "C0LYON2")))
        await until(lambda: any(each["conversation"] == "C0LYON2" for each in stage.rows(app, Conversation)))
    faults = [each for each in lines if each.get("code") == "StorageUnavailable"]
    assert [each["event"] for each in faults] == ["start_waits"] * 3


async def test_work_that_fails_is_begun_anew_and_each_kind_of_fault_told_once_in_a_row() -> None:
    faults: list[Exception] = [OSError(), OSError(), StorageUnavailable(), OSError()]

    async def work() -> None:
        if faults:
            raise faults.pop()
        raise asyncio.CancelledError

    with capture_logs() as lines, pytest.raises(asyncio.CancelledError):
        await lasting("work", work, pause=0.001)
    codes = [each["code"] for each in lines if each["event"] == "begun_anew"]
    assert codes == ["OSError", "StorageUnavailable", "OSError"]


async def test_who_waits_in_a_view_is_answered_in_it_though_storage_takes_nothing_for_a_while(
    newcomer: Newcomer,
) -> None:
    waiting = slack_of(newcomer.app).receiving.waiting
    submit, refused = waiting._submit, [StorageUnavailable(), StorageUnavailable()]

    async def unkept(event: Event) -> Reply:
        if refused:
            raise refused.pop()
        return await submit(event)

    waiting.looks, waiting._submit = (0.05,) * 100, unkept
    newcomer.slack.fault(CallFault("users.info", "slow", after=2))
    await newcomer.press("show", "LYO-404")
    await until(lambda: not refused)
    assert "relais_loading" in newcomer.views()
    await until(lambda: "LYO-404" in newcomer.views())


async def test_a_channel_that_gets_another_id_is_told_with_the_line_to_change(stage: Stage) -> None:
    app = await stage.desk()
    await app.idle()
    place = next(at for at, each in enumerate(CHARTER.channels) if each.id == LYON)
    line = CHARTER.origin.line(("channels", place, "id"))
    assert LYON in CHARTER.source.splitlines()[line - 1]
    stage.slack.workspace.share(LYON, "C0NOUVEAU")
    coordinators = [user_id(each.id) for each in CHARTER.people_with("coordinator")]

    def told() -> list[str]:
        said = [each.text for user in coordinators for each in stage.slack.people.direct(user)]
        return [each for each in said if "C0NOUVEAU" in each]

    await until(lambda: len(told()) == len(coordinators))
    assert all(LYON in each and f"ligne {line}." in each for each in told())
    (finding,) = [each for each in await slack_of(app).examine() if each.what == "doctor.slack_channel_moved"]
    assert finding.arguments == {"id": LYON, "now": "C0NOUVEAU", "line": line}
    assert not finding.ok
    # Told again, it is no news.
    event = {"type": "channel_id_changed", "old_channel_id": LYON, "new_channel_id": "C0NOUVEAU"}
    stage.slack.workspace.listener({**event, "event_ts": stage.slack.workspace.ts()}, None)
    await stage.slack.idle()
    await app.idle()
    assert len(told()) == len(coordinators)


class Failing:
    """A door, or a writer, the next `left` calls of which find that nothing can be kept."""

    def __init__(self, real: Any, method: str) -> None:
        self.left = 0
        self._real, self._method = real, method

    def __getattr__(self, name: str) -> Any:
        if name != self._method or not self.left:
            return getattr(self._real, name)
        self.left -= 1
        failed: Future[Any] = Future()
        failed.set_exception(StorageUnavailable())
        return lambda *given: failed


async def opened(newcomer: Newcomer, user: str, act: str, value: str = "-") -> str:
    """A view that shows a card with a button, as somebody has it open; its id."""
    trigger = newcomer.slack.workspace.trigger(user)
    view = notice({"blocks": [buttons(f"{act}#1", value)]})
    told = await slack_of(newcomer.app).calls.ask("views.open", trigger_id=trigger, view=view)
    return str(told["view"]["id"])


def buttons(action: str, value: str) -> dict[str, Any]:
    label = {"type": "plain_text", "text": action}
    return {"type": "actions", "elements": [{"type": "button", "text": label, "action_id": action, "value": value}]}
