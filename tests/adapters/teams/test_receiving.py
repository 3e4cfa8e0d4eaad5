"""What people do in Teams, over HTTP with signed tokens, with the real desk behind and the fake tenant before."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from itertools import product
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from sqlalchemy import select

from adapters.platform import AppPorts
from adapters.teams import receiving
from adapters.teams.platform import Teams
from bot.cards import Reply
from bot.clock import MovableClock
from bot.door import Door
from bot.events import ButtonPressed, Event, FormSubmitted, HomeOpened, MessagePosted, ShortcutUsed
from bot.locales import text
from relais.app import App
from relais.settings import Settings
from storage.faults import StorageUnavailable
from storage.rows import table_of
from storage.tables import Conversation, Inbox, InboxState
from tests.contract.conftest import TRAIN, Calls, Stage
from tests.contract.harness import Shown
from tests.contract.harness_teams import TeamsHarness, form_in, open_harness
from tests.fakes.company import LYON, TRIAGE, a_working_morning
from tests.fakes.teams import BOT, DeliveryFault
from tests.fakes.teams.acting import Seen
from tests.fakes.teams.envelopes import activity
from tests.fakes.teams.records import JSON, Message
from tests.fakes.teams.showing import Screen, screen

MARK = "Zorglub"
"""A word that people write and nobody may log."""
DONE = text("fr", "receiving.done")
NOT_YET = text("fr", "receiving.not_yet")
UNAVAILABLE = text("fr", "receiving.unavailable")
STALE = text("fr", "errors.stale_button", slash="")
FORM_SLOW = text("fr", "receiving.form_slow")
MOMENT = text("fr", "wait.one_moment")


class Slowed:
    """A door that opens late: after `by` seconds, or not at all where it is `shut`."""

    def __init__(self, door: Door) -> None:
        self.door, self.by, self.shut = door, 0.0, False
        self.taken: list[Event] = []

    def submit(self, event: Event) -> Future[Reply]:
        later: Future[Reply] = Future()
        if self.shut:
            later.set_exception(StorageUnavailable())
            return later
        self.taken.append(event)
        if not self.by:
            return self.door.submit(event)

        def enter() -> None:
            if self.shut:
                later.set_exception(StorageUnavailable())
                return
            self.door.submit(event).add_done_callback(lambda done: later.set_result(done.result()))

        asyncio.get_running_loop().call_later(self.by, enter)
        return later


class Office(Stage):
    """A desk of the sample company in a tenant, its door under one's hand."""

    far: TeamsHarness
    slowed: Slowed

    @property
    def teams(self) -> Any:
        return self.far.teams

    @property
    def people(self) -> Any:
        return self.far.teams.people

    @property
    def zoe(self) -> str:
        return self.far.cast.asker

    @property
    def ines(self) -> str:
        return self.far.user("ines")

    async def settled(self) -> None:
        await self.teams.idle()
        await self.app.idle()

    def message(self, ts: str, room: str = TRIAGE) -> Message:  # type: ignore[override]  # as the tenant keeps it
        found: Message = self.teams.tenant.messages[room][ts]
        return found

    async def asked(self) -> Shown:
        """The card in triage of something that Zoé asked."""
        await self.ask(TRAIN)
        return await self.triage("LYO-1")

    async def presses(self, who: str, shown: Shown, act: str, room: str = TRIAGE) -> Seen:
        """Press a card's button; whatever Teams shows of it at once."""
        title = shown.button(act).label
        seen: Seen = await self.people.press(who, room, shown.ts, title)
        return seen

    async def told(self, kind: str, who: str, room: str, at: Message | None = None, **more: Any) -> Any:
        """Tell the desk an activity as Teams would, and give what it answers."""
        tenant = self.teams.tenant
        made = activity(tenant, kind, tenant.people[who], tenant.rooms[room], at, **more)
        return (await self.teams.deliveries.deliver(made)).answer

    async def acts(self, who: str, name: str, data: JSON, ts: str, room: str = TRIAGE) -> Any:
        """An invoke of one's own making."""
        value: JSON = (
            {"action": {"type": "Action.Execute", "verb": "x", "data": data}} if "Card" in name else {"data": data}
        )
        return await self.told("invoke", who, room, self.message(ts, room), name=name, value=value, replyToId=ts)

    def heard(self, kind: type[Event]) -> list[Any]:
        return [each for each in self.slowed.taken if isinstance(each, kind)]

    def direct_to(self, who: str) -> list[Message]:
        """What the desk shows in somebody's personal chat."""
        tenant = self.teams.tenant
        return [each for each in tenant.standing(tenant.direct(who).id) if each.author is None]

    def rows(self, kind: str) -> list[InboxState]:
        table = table_of(Inbox)
        with self.app.database.read() as connection:
            query = select(table.c.state).where(table.c.kind == kind).order_by(table.c.id)
            return [row.state for row in connection.execute(query)]


@pytest.fixture
async def office(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Office]:
    file = copyfile(migrated_file, tmp_path / "desk.db")
    async with open_harness() as far:
        assert isinstance(far, TeamsHarness)
        slowed: list[Slowed] = []

        def factory(ports: AppPorts) -> Teams:
            made = far._make(ports)
            slowed.append(Slowed(ports.door))
            lent: Any = _With(made.receiving._ports, slowed[0])
            made.receiving._ports = lent
            return made

        clock = MovableClock()
        clock.move_to(a_working_morning(clock.now()))
        app = App(Settings(port=0), far.charter, f"sqlite:///{file}", clock, [factory])
        await app.start()
        await far.opened(app)
        await app.idle()
        office = Office(app, far, Calls())
        office.slowed = slowed[0]
        yield office
        await app.stop()


class _With:
    """The roof's ports, but for the door."""

    def __init__(self, ports: Any, door: Slowed) -> None:
        self._ports, self.door = ports, door

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ports, name)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Teams waits less long, for what only waits."""
    for name, seconds in (("IN_TIME", 0.6), ("TO_SHOW", 0.3), ("ACKNOWLEDGED", 0.6)):
        monkeypatch.setattr(receiving, name, seconds)


async def until(holds: Callable[[], object], patience: float = 10.0) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    while not holds():
        assert loop.time() < end, "it never came"
        await asyncio.sleep(0.02)


async def test_a_message_is_stored_before_it_is_acknowledged(office: Office) -> None:
    await office.people.post(office.zoe, LYON, "@Relais un badge pour @Inès Caron", mentions=(BOT, office.ines))
    await office.settled()
    (event,) = office.heard(MessagePosted)
    assert (event.text, event.mentions_desk, event.mentions) == ("un badge pour @Inès Caron", True, (office.ines,))
    (delivery,) = [each for each in office.teams.deliveries.log if each.kind == "message"]
    assert (delivery.acknowledged, len(delivery.attempts)) == (True, 1)
    assert office.rows("message_posted") == [InboxState.HANDLED]


async def test_what_cannot_be_kept_is_not_acknowledged_and_comes_again(office: Office) -> None:
    office.slowed.shut = True
    office.teams.deliveries.retry_factor = 0.5
    await office.people.post(office.zoe, LYON, TRAIN)
    await until(lambda: office.teams.deliveries.log and office.teams.deliveries.log[-1].attempts)
    office.slowed.shut = False
    await office.settled()
    statuses = [each.status for each in office.teams.deliveries.log[-1].attempts]
    assert statuses[0] == 503
    assert statuses[-1] == 200
    assert (await office.triage("LYO-1")).subject == "LYO-1"


async def test_a_press_that_cannot_be_kept_is_refused_and_done_when_it_comes_again(office: Office) -> None:
    triage = await office.asked()
    office.slowed.shut = True
    office.teams.deliveries.retry_factor = 0.0
    seen = await office.presses(office.ines, triage, "claim")
    assert not seen.ok
    assert {each.status for each in seen.delivery.attempts} == {503}  # type: ignore[union-attr]  # it was delivered
    office.slowed.shut = False
    assert (await office.presses(office.ines, triage, "claim")).told == DONE


async def test_what_takes_too_long_is_not_acknowledged_and_taken_once(office: Office, hurried: None) -> None:
    office.slowed.by = 0.9
    await office.people.post(office.zoe, LYON, TRAIN)
    await office.settled()
    office.slowed.by = 0.0
    await until(lambda: office.rows("message_posted") == [InboxState.HANDLED])
    await office.settled()
    assert len([each for each in await office.desk_in(TRIAGE) if each.kind == "triage"]) == 1


async def test_a_press_is_answered_shortly_and_its_card_changes_for_all(office: Office) -> None:
    triage = await office.asked()
    seen = await office.presses(office.ines, triage, "claim")
    assert (seen.ok, seen.told, seen.card) == (True, DONE, None)
    await office.settled()
    assert "Inès Caron" in (await office.triage("LYO-1")).text


async def test_a_press_that_is_told_twice_is_one_and_answered_the_same(office: Office) -> None:
    triage = await office.asked()
    await office.presses(office.far.user("claire"), triage, "claim")
    before = len(office.direct_to(office.ines))
    made = await office.acts(office.ines, "adaptiveCard/action", claim("LYO-1"), triage.ts)
    again = office.teams.deliveries.log[-1].activity
    answers = [(await office.teams.deliveries.deliver(again)).answer for _ in range(3)]
    assert {str(each.body) for each in answers} == {str(made.body)}
    assert "Claire Morel" in made.body["value"]
    await office.settled()
    assert len(office.heard(ButtonPressed)) == 5
    assert len(office.rows("button_pressed")) == 2
    assert len(office.direct_to(office.ines)) <= before + 1


async def test_an_answer_that_can_be_pressed_is_shown_beside_to_them_alone(office: Office) -> None:
    triage = await office.asked()
    seen = await office.presses(office.zoe, triage, "claim")
    assert seen.ok
    assert seen.told
    await office.settled()
    (refused,) = [each for each in await office.direct(office.zoe) if each.kind == "refusal"]
    assert seen.told.replace("\N{WORD JOINER}", "").split(".")[0] in refused.text
    assert refused.buttons
    assert seen.delivery is not None
    again = await office.teams.deliveries.deliver(seen.delivery.activity)
    assert again.answer.body == seen.delivery.answer.body
    await office.settled()
    assert len([each for each in await office.direct(office.zoe) if each.kind == "refusal"]) == 1


async def test_what_asks_something_opens_a_dialog(office: Office) -> None:
    triage = await office.asked()
    await office.presses(office.ines, triage, "claim")
    await office.settled()
    triage = await office.triage("LYO-1")
    for act in ("reply", "wait", "assign", "transfer", "correct"):
        seen = await office.presses(office.ines, triage, act)
        assert seen.ok, seen
        assert seen.dialog is not None
        assert form_in(seen.dialog.card), act


async def test_a_dialog_keeps_what_was_typed_where_something_is_wrong(office: Office) -> None:
    triage = await office.asked()
    opened = await office.presses(office.ines, triage, "correct")
    assert opened.dialog is not None
    wrong = await office.people.submit(office.ines, {"due": "le 31 février"})
    assert wrong.ok
    assert wrong.dialog is not None
    shown = read(wrong.dialog.card)
    assert "31 février" in shown
    assert "n’existe pas" in shown
    assert form_in(wrong.dialog.card) == form_in(opened.dialog.card)
    right = await office.people.submit(office.ines, {"due": "demain"})
    assert right.ok
    assert right.dialog is None


async def test_a_refusal_to_a_form_stands_above_what_was_typed(office: Office) -> None:
    triage = await office.asked()
    await office.presses(office.ines, triage, "reply")
    await office.presses(office.far.user("claire"), triage, "claim")
    await office.settled()
    shown = await office.triage("LYO-1")
    await office.presses(office.far.user("claire"), shown, "resolve")
    await office.settled()
    seen = await office.people.submit(office.ines, {"text": "Train de 8 h"})
    assert seen.ok
    if seen.dialog is not None:
        assert "Train de 8 h" in read(seen.dialog.card)


async def test_a_button_that_no_longer_opens_a_dialog_puts_its_form_in_the_chat(office: Office) -> None:
    """As a card of an earlier release has it: an Execute whose press asks something."""
    triage = await office.asked()
    answer = await office.acts(office.ines, "adaptiveCard/action", press("reply", "LYO-1"), triage.ts)
    assert answer.body["value"] == text("fr", "receiving.form_in_chat")
    await office.settled()
    (form,) = [each for each in office.direct_to(office.ines) if form_in(each.card())]
    await office.people.press(office.ines, form.room, form.id, send_title(form), {"text": "Train de 8 h"})
    await office.settled()
    assert form_in(form.card(office.ines)) is None
    assert DONE in read(form.card(office.ines))
    assert any("Train de 8 h" in each.text for each in await office.far.seen(LYON))


async def test_a_form_on_a_card_keeps_what_was_typed(office: Office) -> None:
    triage = await office.asked()
    await office.acts(office.ines, "adaptiveCard/action", press("correct", "LYO-1:due"), triage.ts)
    await office.settled()
    (form,) = [each for each in office.direct_to(office.ines) if form_in(each.card())]
    seen = await office.people.press(office.ines, form.room, form.id, send_title(form), {"due": "le 31 février"})
    assert "31 février" in read(seen.card)
    assert form_in(seen.card) == form_in(form.activity["attachments"][0]["content"])


async def test_a_command_whose_form_cannot_open_has_it_in_the_chat(office: Office) -> None:
    await office.people.slash(office.zoe, LYON, "nouvelle")
    await until(lambda: [each for each in office.direct_to(office.zoe) if form_in(each.card())])


async def test_a_slash_command_is_answered_to_its_author_alone(office: Office) -> None:
    await office.people.slash(office.zoe, LYON, "voir LYO-404")
    await office.settled()
    alone = [each for each in office.teams.tenant.standing(LYON) if each.only == office.zoe and each.author is None]
    assert ["LYO-404" in read(each.card()) for each in alone] == [True]


async def test_home_is_shown_anew_where_it_is_asked_for(office: Office) -> None:
    for _ in range(2):
        await office.people.post(office.zoe, office.far.direct(office.zoe), "Accueil")
        await office.settled()
    assert len(office.heard(HomeOpened)) == 2
    homes = [each for each in office.direct_to(office.zoe) if not each.gone]
    assert len(homes) == 1
    said = [each for each in office.teams.tenant.standing(office.far.direct(office.zoe)) if each.author]
    assert int(homes[0].id) > int(said[-1].id)


async def test_a_message_action_makes_a_request_of_a_message_that_the_desk_never_heard(office: Office) -> None:
    office.teams.tenant.rooms[LYON].team.rsc = False
    said = await office.people.post(office.far.cast.colleague, LYON, "un badge pour <b>lundi</b> & mardi")
    await office.settled()
    assert not office.heard(MessagePosted)
    seen = await office.people.message_action(office.ines, LYON, said.id)
    assert seen.ok, seen
    await office.settled()
    (used,) = office.heard(ShortcutUsed)
    assert used.where.root is None
    shown = await office.triage("LYO-1")
    assert "un badge pour <b>lundi</b> & mardi" in shown.text.replace("\N{WORD JOINER}", "")


async def test_a_message_action_a_second_time_says_which_request_it_is(office: Office) -> None:
    said = await office.people.post(office.zoe, LYON, TRAIN)
    await office.settled()
    seen = await office.people.message_action(office.ines, LYON, said.id)
    assert seen.dialog is not None
    assert "LYO-1" in read(seen.dialog.card)
    await office.settled()
    assert len([each for each in await office.desk_in(TRIAGE) if each.kind == "triage"]) == 1


async def test_somebody_new_is_waited_for_and_answered_in_the_same_invoke(office: Office) -> None:
    triage = await office.asked()
    nina = office.teams.tenant.person("Nina Neuve", email="nina@relais-office.example").id
    office.teams.tenant.rooms[TRIAGE].team.members.append(nina)
    seen = await office.presses(nina, triage, "claim")
    assert seen.ok
    assert seen.told
    assert MOMENT not in seen.told
    await office.settled()
    assert len([each for each in await office.direct(nina) if each.kind == "refusal"]) == 1


async def test_somebody_who_is_not_known_in_time_is_told_so_and_answered_later(office: Office, hurried: None) -> None:
    triage = await office.asked()
    nina = office.teams.tenant.person("Nina Neuve", email="nina@relais-office.example").id
    team = office.teams.tenant.rooms[TRIAGE].team
    team.members.append(nina)
    platform: Any = office.platform
    asked = platform.fetch_person

    async def slowly(person: Any) -> Any:
        await asyncio.sleep(1.2)
        return await asked(person)

    platform.fetch_person = slowly
    seen = await office.presses(nina, triage, "reply")
    assert seen.dialog is not None
    assert MOMENT in read(seen.dialog.card)
    await asyncio.sleep(1.2)
    await office.settled()
    assert len(office.direct_to(nina)) == 1


async def test_a_press_that_is_slow_to_be_kept_says_so_and_is_answered_once_it_is(
    office: Office, hurried: None
) -> None:
    triage = await office.asked()
    office.slowed.by = 0.8
    seen = await office.presses(office.ines, triage, "claim")
    assert seen.told == NOT_YET
    await until(lambda: any(DONE in read(each.card()) for each in office.direct_to(office.ines)))
    office.slowed.by = 0.0
    await office.settled()
    assert "Inès Caron" in (await office.triage("LYO-1")).text


async def test_a_press_that_could_not_be_kept_after_all_says_so(office: Office, hurried: None) -> None:
    triage = await office.asked()
    office.slowed.by = 0.9
    assert (await office.presses(office.ines, triage, "claim")).told == NOT_YET
    office.slowed.shut = True
    await until(lambda: any(UNAVAILABLE in read(each.card()) for each in office.direct_to(office.ines)))
    assert office.rows("button_pressed") == []


async def test_a_form_that_is_slow_to_be_kept_stays_with_what_was_typed(office: Office, hurried: None) -> None:
    triage = await office.asked()
    await office.presses(office.ines, triage, "reply")
    office.slowed.by = 0.8
    seen = await office.people.submit(office.ines, {"text": "Train de 8 h"})
    assert seen.dialog is not None
    assert "Train de 8 h" in read(seen.dialog.card)
    assert FORM_SLOW in read(seen.dialog.card)
    await asyncio.sleep(0.6)
    office.slowed.by = 0.0
    again = await office.people.submit(office.ines, {})
    assert again.ok
    await office.settled()
    assert [each.text.count("Train de 8 h") for each in await office.far.seen(LYON)].count(1) == 1


async def test_a_button_of_nobody_s_is_answered_so(office: Office) -> None:
    triage = await office.asked()
    nothing: list[JSON] = [{}, {"relais": {}}, {"relais": {"act": ""}}, {"relais": 5}, {"relais": {"form": ""}}]
    for name, data in product(("adaptiveCard/action", "task/fetch", "task/submit"), nothing):
        answer = await office.acts(office.ines, name, data, triage.ts)
        assert answer.status == 200
        assert STALE in read(answer.body)
        assert ("Card" in name) == (answer.body.get("statusCode") == 400)


async def test_what_the_desk_does_not_know_is_taken_and_does_nothing(office: Office) -> None:
    for name in ("signin/verifyState", "composeExtension/query", "x" * 500):
        assert (await office.told("invoke", office.zoe, LYON, name=name, value={})).status == 200
    for kind in ("typing", "event", "endOfConversation", "nothing"):
        assert (await office.told(kind, office.zoe, LYON)).status == 200
    assert not [each for each in office.slowed.taken if isinstance(each, MessagePosted | ButtonPressed | FormSubmitted)]


ODD: tuple[JSON, ...] = (
    {"value": 5},
    {"value": {"action": []}},
    {"value": {"action": {"data": {"relais": {"act": ["x"]}}}}},
    {"from": {"aadObjectId": 7}},
    {"name": ["adaptiveCard/action"]},
    {"replyToId": {"id": 1}},
    {"entities": "mention"},
    {"conversation": {"id": "x" * 5_000}},
    {"timestamp": [1]},
    {"text": "\ud800\0", "type": "message", "id": "1\0"},
    {"channelData": {"tenant": {"id": ""}, "channel": 5}},
)


async def test_an_odd_shape_is_answered_and_never_500(office: Office) -> None:
    triage = await office.asked()
    tenant = office.teams.tenant
    made = activity(
        tenant,
        "invoke",
        tenant.people[office.ines],
        tenant.rooms[TRIAGE],
        office.message(triage.ts),
        name="adaptiveCard/action",
        value={"action": {"type": "Action.Execute", "data": claim("LYO-1")}},
        replyToId=triage.ts,
    )
    for odd in ODD:
        answer = (await office.teams.deliveries.deliver(made | odd)).answer
        assert answer.failed is None
        assert answer.status in (200, 400, 403), odd


async def test_a_door_that_breaks_is_503_and_says_nothing_of_it(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, "sqlalchemy")

    def broken(event: Event) -> Any:
        raise RuntimeError(MARK)

    office.slowed.submit = broken  # type: ignore[method-assign]  # it breaks
    await office.people.post(office.zoe, LYON, f"un badge pour {MARK}")
    await office.teams.idle()
    assert {each.status for each in office.teams.deliveries.log[-1].attempts} == {503}
    assert MARK not in "\n".join(each.getMessage() for each in caplog.records)


async def test_nothing_that_people_write_is_logged(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, "sqlalchemy")
    triage = await office.asked()
    await office.people.post(office.zoe, LYON, f"@Relais un badge pour {MARK}", mentions=(BOT,))
    await office.acts(office.ines, MARK, {"relais": {"act": MARK, "value": MARK}}, triage.ts)
    await office.acts(office.ines, "adaptiveCard/action", {"relais": {"act": MARK, "value": MARK}}, triage.ts)
    await office.settled()
    assert MARK not in "\n".join(each.getMessage() for each in caplog.records)


async def test_a_renamed_channel_stays_shared_where_that_is_not_said(office: Office) -> None:
    channel = {"id": LYON, "name": "lyon"}
    data: Any = {"channelData": {"eventType": "channelRenamed", "channel": channel | {"type": "shared"}}}
    await office.told("conversationUpdate", office.ines, LYON, **data)
    data["channelData"]["channel"] = {"id": LYON, "name": "Lyon 2"}
    await office.told("conversationUpdate", office.ines, LYON, **data)
    await office.settled()
    table = table_of(Conversation)
    with office.app.database.read() as connection:
        row = connection.execute(select(table).where(table.c.conversation == LYON)).one()
    assert (row.name, row.shared, row.member) == ("Lyon 2", True, True)


async def test_doubled_and_shuffled_activities_are_each_taken_once(office: Office) -> None:
    office.teams.fault(DeliveryFault(how="double", kind="message", times=3))
    for number in range(3):
        await office.people.post(office.zoe, LYON, f"il me faudrait un badge pour le visiteur {number}")
    await office.settled()
    assert len(office.rows("message_posted")) == 3
    assert len(office.heard(MessagePosted)) == 6


async def test_a_question_for_one_person_is_answered_in_its_place(office: Office) -> None:
    """Where the tenant has messages for one person alone, which it has shown by one."""
    await office.people.slash(office.zoe, LYON, "aide")
    ts = await office.ask(TRAIN)
    await office.presses(office.ines, await office.triage("LYO-1"), "claim")
    await office.settled()
    await office.presses(office.ines, await office.triage("LYO-1"), "resolve")
    await office.settled()
    await office.people.post(office.zoe, LYON, "ça ne marche toujours pas", ts)
    await office.settled()
    alone = [each for each in office.teams.tenant.standing(LYON) if each.only == office.zoe and each.author is None]
    offer = alone[-1]
    (title,) = screen_of(office, offer).titles
    seen = await office.people.press(office.zoe, LYON, offer.id, title)
    assert seen.card is not None
    assert "LYO-1" in read(seen.card)
    await office.settled()
    assert screen_of(office, offer).titles == []
    assert offer.card() == seen.card, "an answer shows it, and does not keep it"
    after = [each for each in office.teams.tenant.standing(LYON) if each.only == office.zoe and each.author is None]
    assert [each.id for each in after] == [each.id for each in alone]


async def test_a_group_chat_asks_by_mention(office: Office) -> None:
    room = office.teams.tenant.group("Projet", [office.zoe, office.ines])
    await office.people.post(office.zoe, room.id, "il me faudrait un badge pour Lyon")
    await office.settled()
    assert not office.heard(MessagePosted)
    await office.people.post(office.zoe, room.id, f"@Relais {TRAIN} à Lyon", mentions=(BOT,))
    await office.settled()
    (event,) = office.heard(MessagePosted)
    assert (event.where.kind, event.mentions_desk) == ("group", True)
    (asked,) = office.direct_to(office.zoe)
    site = {"choice1": "source:1:site:lyon"}
    assert (await office.people.press(office.zoe, asked.room, asked.id, "Valider", site)).ok
    await office.settled()
    assert (await office.triage("LYO-1")).subject == "LYO-1"


async def test_a_deletion_that_is_taken_back_breaks_nothing(office: Office) -> None:
    said = await office.people.post(office.zoe, LYON, TRAIN)
    await office.settled()
    await office.people.delete(office.zoe, LYON, said.id)
    await office.people.undelete(office.zoe, LYON, said.id)
    await office.settled()
    assert set(office.rows("message_edited") + office.rows("message_deleted")) == {InboxState.HANDLED}


async def test_what_is_posted_in_the_personal_chat_is_not_shown_twice(office: Office) -> None:
    nina = office.teams.tenant.person("Nina Neuve", email="nina@relais-office.example", installed=True).id
    office.teams.tenant.rooms[TRIAGE].team.members.append(nina)
    await office.asked()
    room = office.teams.tenant.direct(nina)
    value = {"action": {"type": "Action.Execute", "verb": "x", "data": press("more", "mine:0")}}
    answer = await office.told("invoke", nina, room.id, name="adaptiveCard/action", value=value, replyToId="1")
    assert answer.status == 200
    await office.settled()
    assert len(office.direct_to(nina)) == 1


async def test_closing_lets_what_is_being_answered_end(office: Office) -> None:
    triage = await office.asked()
    office.slowed.by = 0.3
    pressing = asyncio.ensure_future(office.presses(office.ines, triage, "claim"))
    await until(lambda: office.heard(ButtonPressed))
    made: Any = office.platform
    await made.receiving.close()
    assert (await pressing).told == DONE
    assert (await office.told("message", office.zoe, LYON, id="9", text="un badge")).status == 503


def screen_of(office: Office, message: Message) -> Screen:
    """A message as Zoé sees it."""
    return screen(message, office.teams.tenant.people[office.zoe])


def read(told: Any) -> str:
    """All that an answer or a card says, without the signs that nobody sees."""
    return json.dumps(told, ensure_ascii=False).replace("\N{WORD JOINER}", "")


def press(act: str, value: str) -> JSON:
    return {"relais": {"v": 1, "act": act, "value": value}}


def claim(ref: str) -> JSON:
    return press("claim", ref)


def send_title(form: Message) -> str:
    card = form.card()
    assert card is not None
    return str(card["actions"][-1]["title"])
