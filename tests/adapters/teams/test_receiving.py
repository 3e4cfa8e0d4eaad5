"""What people do in Teams, over HTTP with signed tokens, with the real desk behind and the fake tenant before."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
from itertools import product
from typing import Any

import aiohttp
import pytest
from prometheus_client import REGISTRY
from sqlalchemy import select

from adapters.teams.receiving import Receiving
from bot.events import ButtonPressed, Event, FormSubmitted, HomeOpened, MessagePosted, ShortcutUsed
from bot.locales import text
from storage.rows import table_of
from storage.tables import Conversation, InboxState
from tests.adapters.teams.office import Office, claim, plainly, read, until
from tests.contract.conftest import TRAIN
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.teams import BOT, DeliveryFault
from tests.fakes.teams.envelopes import activity, written
from tests.fakes.teams.records import JSON, OTHER_TENANT

MARK = "Zorglub"
"""A word that people write and nobody may log."""
YOURS = "LYO-1 est à vous."
STALE = text("fr", "errors.stale_button", slash="")


async def test_a_message_is_stored_before_it_is_acknowledged(office: Office) -> None:
    await office.people.post(office.zoe, LYON, "@Relais un badge pour @Inès Caron", mentions=(BOT, office.ines))
    await office.settled()
    (event,) = office.heard(MessagePosted)
    assert (event.text, event.mentions_desk, event.mentions) == ("un badge pour @Inès Caron", True, (office.ines,))
    (delivery,) = [each for each in office.teams.deliveries.log if each.kind == "message"]
    assert (delivery.acknowledged, len(delivery.attempts)) == (True, 1)
    assert office.rows("message_posted") == [InboxState.HANDLED]


@pytest.mark.parametrize(
    ("when", "why"), [({"nbf": 1200, "exp": 4800}, "not_yet"), ({"nbf": -8000, "exp": -4400}, "expired")]
)
async def test_what_is_refused_is_counted_by_why(office: Office, when: dict[str, int], why: str) -> None:
    """As where the desk's own clock is wrong: nothing else tells it."""
    tenant, login = office.teams.tenant, office.teams.login
    made = activity(tenant, "message", tenant.people[office.zoe], tenant.rooms[LYON], text=TRAIN)
    labels = {"platform": "teams", "why": why}
    before = REGISTRY.get_sample_value("relais_inbound_refused_total", labels) or 0
    claims = {name: int(login.clock()) + seconds for name, seconds in when.items()}
    headers = {"Content-Type": "application/json", "Authorization": login.authorization(**claims)}
    assert (await office.teams.deliveries.send_raw(json.dumps(made).encode(), headers)).status == 401
    assert REGISTRY.get_sample_value("relais_inbound_refused_total", labels) == before + 1


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


async def test_whether_the_desk_takes_anything_now_is_told_to_teams_alone(office: Office) -> None:
    tenant, login = office.teams.tenant, office.teams.login
    made = activity(tenant, "message", tenant.people[office.zoe], tenant.rooms[LYON], text=TRAIN)
    of_another = {**made, "channelData": {**made["channelData"], "tenant": {"id": OTHER_TENANT}}}

    async def knocks(said: JSON, **headers: str) -> int:
        sent = json.dumps(said).encode()
        answer = await office.teams.deliveries.send_raw(sent, {"Content-Type": "application/json"} | headers)
        return int(answer.status)

    async def all_knock() -> list[int]:
        return [
            await knocks(made),
            await knocks(made, Authorization="Bearer no.token.atall"),
            await knocks(made, Authorization=login.authorization(exp=1_000_000_000)),
            await knocks(made, Authorization=login.authorization(aud="another-app")),
            await knocks(of_another, Authorization=login.authorization()),
            await knocks(made, Authorization=login.authorization()),
        ]

    assert await all_knock() == [401, 401, 401, 401, 403, 200]
    await office.settled()
    taken, asked = len(office.slowed.taken), sum(login.asked.values())
    receiving: Receiving = office.platform.receiving  # type: ignore[attr-defined]  # of Teams
    await receiving.close()
    assert await all_knock() == [401, 401, 401, 401, 403, 503]
    assert await knocks(made, Authorization=login.authorization(spoilt="unknown_kid")) == 401
    assert (len(office.slowed.taken), sum(login.asked.values())) == (taken, asked)


async def test_a_press_that_cannot_be_kept_is_refused_and_done_when_it_comes_again(office: Office) -> None:
    triage = await office.asked()
    office.slowed.shut = True
    office.teams.deliveries.retry_factor = 0.0
    seen = await office.presses(office.ines, triage, "claim")
    assert not seen.ok
    assert {each.status for each in seen.delivery.attempts} == {503}  # type: ignore[union-attr]  # it was delivered
    office.slowed.shut = False
    assert plainly(await office.presses(office.ines, triage, "claim")) == YOURS


async def test_what_takes_too_long_is_not_acknowledged_and_taken_once(office: Office, hurried: None) -> None:
    office.slowed.by = 0.9
    await office.people.post(office.zoe, LYON, TRAIN)
    await office.settled()
    office.slowed.by = 0.0
    await until(lambda: office.rows("message_posted") == [InboxState.HANDLED])
    await office.settled()
    assert len([each for each in await office.desk_in(TRIAGE) if each.kind == "triage"]) == 1


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


async def test_closing_lets_what_is_being_answered_end(office: Office) -> None:
    triage = await office.asked()
    office.slowed.by = 0.3
    pressing = asyncio.ensure_future(office.presses(office.ines, triage, "claim"))
    await until(lambda: office.heard(ButtonPressed))
    made: Any = office.platform
    await made.receiving.close()
    assert plainly(await pressing) == YOURS
    assert (await office.told("message", office.zoe, LYON, id="9", text="un badge")).status == 503


async def test_somebody_new_who_speaks_to_others_gets_no_word_in_private(office: Office) -> None:
    nina = office.teams.tenant.person("Nina Neuve", email="nina@relais-office.example").id
    office.teams.tenant.rooms[LYON].team.members.append(nina)
    await office.people.post(nina, LYON, "bonjour à tous")
    await office.settled()
    assert await office.direct(nina) == []
    zoe = office.teams.tenant.person("Zoé Neuve", email="zoe@relais-office.example").id
    office.teams.tenant.rooms[LYON].team.members.append(zoe)
    await office.people.post(zoe, office.far.direct(zoe), "aide")
    await office.settled()
    assert text("fr", "wait.one_moment") in (await office.direct(zoe))[0].text


async def test_who_acts_is_known_in_capitals_too(office: Office) -> None:
    triage = await office.asked()
    someone = office.teams.tenant.people[office.ines]
    account = someone.account() | {"aadObjectId": office.ines.upper()}
    data, told = claim("LYO-1"), {"name": "adaptiveCard/action", "replyToId": triage.ts, "from": account}
    value: JSON = {"action": {"type": "Action.Execute", "verb": "x", "data": data}}
    answer = await office.told("invoke", office.ines, TRIAGE, office.message(triage.ts), **told, value=value)
    assert answer.status == 200
    await office.settled()
    assert "Prise en charge, Inès Caron" in (await office.triage("LYO-1")).text


async def test_a_file_elsewhere_than_in_a_store_is_named_and_leads_nowhere(office: Office) -> None:
    tenant, where = office.teams.tenant, "https://contoso.sharepoint.com/sites/achats/devis.pdf"
    said = written(tenant, TRAIN, ())
    files = [("devis.pdf", where), ("plan.pdf", "https://evil.example/plan.pdf")]
    said["attachments"] += [{"contentType": "reference", "name": name, "contentUrl": url} for name, url in files]
    message = tenant.put(LYON, {"type": "message"} | said, author=office.zoe, root=None)
    await office.told("message", office.zoe, LYON, message, id=message.id, **said)
    await office.settled()
    shown = await office.triage("LYO-1")
    assert "devis.pdf" in shown.text
    assert "plan.pdf" in shown.text
    assert shown.links == {where}


@pytest.mark.parametrize("body", [b"no gzip", gzip.compress(b" " * 3_000_000)])
async def test_what_comes_after_a_body_that_cannot_be_read_is_taken(office: Office, body: bytes) -> None:
    tenant = office.teams.tenant
    good = json.dumps(activity(tenant, "message", tenant.people[office.zoe], tenant.rooms[LYON])).encode()
    headers = {"Content-Type": "application/json", "Authorization": office.teams.login.authorization()}
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1)) as session:
        for raw, more, statuses in ((body, {"Content-Encoding": "gzip"}, (400, 413)), (good, {}, (200,))) * 3:
            async with session.post(office.teams.endpoint, data=raw, headers=headers | more) as answer:
                assert answer.status in statuses


@pytest.mark.parametrize("told", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])
async def test_what_is_written_at_no_time_is_written_now(office: Office, told: str) -> None:
    answer = await office.told("message", office.zoe, LYON, text=TRAIN, timestamp=told)
    assert answer.ok
    await office.settled()
    assert (await office.triage("LYO-1")).buttons
    assert set(office.rows("message_posted")) == {InboxState.HANDLED}
