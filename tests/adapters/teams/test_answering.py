"""What somebody is shown for what they did in Teams: in the answer to it while it is awaited, else beside it."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.locales import text
from tests.adapters.teams.office import Office, claim, plainly, press, read, screen_of, send_title, until
from tests.contract.conftest import TRAIN
from tests.contract.harness import Shown
from tests.contract.harness_teams import form_in
from tests.fakes.company import LYON, TRIAGE
from tests.fakes.teams import CallFault
from tests.fakes.teams.envelopes import activity

DONE = text("fr", "receiving.done")
NOT_YET = text("fr", "receiving.not_yet")
UNAVAILABLE = text("fr", "receiving.unavailable")
FORM_SLOW = text("fr", "receiving.form_slow")
MOMENT = text("fr", "wait.one_moment")
HERE = text("fr", "receiving.answer_here")
IN_CHAT = text("fr", "receiving.answer_in_chat")


async def test_a_press_is_answered_shortly_and_its_card_changes_for_all(office: Office) -> None:
    triage = await office.asked()
    seen = await office.presses(office.ines, triage, "claim")
    assert (seen.ok, plainly(seen), seen.card) == (True, "LYO-1 est à vous.", None)
    await office.settled()
    assert "Inès Caron" in (await office.triage("LYO-1")).text


async def test_a_press_is_answered_in_the_language_of_whoever_pressed(office: Office) -> None:
    triage = await office.asked()
    await office.people.slash(office.ines, LYON, "langue en")
    await office.settled()
    seen = await office.presses(office.ines, triage, "claim")
    assert plainly(seen) == "LYO-1 is yours."


async def test_a_press_that_nothing_is_said_of_is_answered_in_the_language_of_whoever_pressed(office: Office) -> None:
    await office.people.slash(office.zoe, LYON, "langue en")
    await office.settled()
    await office.people.post(office.zoe, LYON, "je suis enceinte, je voudrais aménager mon poste")
    await office.settled()
    asked = [each for each in office.direct_to(office.zoe) if screen_of(office, each).titles][-1]
    (title,) = [each for each in screen_of(office, asked).titles if "private" in each]
    seen = await office.people.press(office.zoe, asked.room, asked.id, title)
    assert seen.card is not None or seen.told == text("en", "receiving.done")


async def refusals(office: Office, who: str) -> list[Shown]:
    """What somebody may not do, as it stands in their personal chat."""
    return [each for each in await office.direct(who) if each.kind == "refusal"]


async def test_an_answer_that_can_be_pressed_is_shown_beside_to_them_alone_and_told_once(office: Office) -> None:
    triage = await office.asked()
    seen = await office.presses(office.zoe, triage, "claim")
    assert seen.ok
    assert seen.told == IN_CHAT
    await office.settled()
    (refused,) = await refusals(office, office.zoe)
    assert refused.buttons
    assert seen.delivery is not None
    again = await office.teams.deliveries.deliver(seen.delivery.activity)
    assert again.answer.body == seen.delivery.answer.body
    await office.settled()
    assert len(await refusals(office, office.zoe)) == 1


async def test_an_invoke_that_comes_several_times_at_once_is_answered_in_the_same_way_each_time(office: Office) -> None:
    triage, tenant = await office.asked(), office.teams.tenant
    value = {"action": {"type": "Action.Execute", "verb": "x", "data": claim("LYO-1")}}
    zoe, room, at = tenant.people[office.zoe], tenant.rooms[TRIAGE], office.message(triage.ts)
    made = activity(tenant, "invoke", zoe, room, at, name="adaptiveCard/action", value=value, replyToId=triage.ts)
    told = await asyncio.gather(*(office.teams.deliveries.deliver(made) for _ in range(4)))
    assert [each.answer.body["value"] for each in told] == [IN_CHAT] * 4
    await office.settled()
    assert len(await refusals(office, office.zoe)) == 1


async def test_a_refusal_stands_once_beside_however_often_it_is_pressed(office: Office) -> None:
    """Pressed again while it stands there, it is told in words, and only so."""
    triage = await office.asked()
    told = []
    for _ in range(5):
        told.append(plainly(await office.presses(office.zoe, triage, "claim")))
        await office.settled()
    (refused,) = await refusals(office, office.zoe)
    assert told[0] == IN_CHAT
    assert set(told[1:]) == {refused.text}
    karim = office.far.cast.colleague
    assert (await office.presses(karim, triage, "claim")).told == IN_CHAT
    await office.settled()
    assert len(await refusals(office, karim)) == 1


async def test_what_is_offered_is_replaced_by_what_came_of_it(office: Office) -> None:
    triage = await office.asked()
    await office.presses(office.zoe, triage, "claim")
    await office.settled()
    (refused,) = await refusals(office, office.zoe)
    chat = office.far.direct(office.zoe)
    seen = await office.presses(office.zoe, refused, "call", chat)
    await office.settled()
    assert "je préviens" in read(seen.card)
    (message,) = office.direct_to(office.zoe)
    assert message.id == refused.ts
    assert "je préviens" in read(message.card())
    assert screen_of(office, message).titles == []


async def test_what_is_answered_in_the_chat_where_it_was_pressed_is_told_once(office: Office) -> None:
    await office.asked()
    await office.people.post(office.zoe, office.far.direct(office.zoe), "aide")
    await office.settled()
    known = office.direct_to(office.zoe)
    answer = await office.acts(
        office.zoe, "adaptiveCard/action", press("more", "mine:0"), known[-1].id, office.far.direct(office.zoe)
    )
    assert answer.body["value"] == HERE
    await office.settled()
    (shown,) = [each for each in office.direct_to(office.zoe) if each not in known]
    assert "LYO-1" in read(shown.card())


async def test_a_refusal_where_the_tenant_shows_things_to_one_person_is_there_and_told_once(office: Office) -> None:
    await office.people.slash(office.zoe, TRIAGE, "aide")
    triage = await office.asked()
    assert (await office.presses(office.zoe, triage, "claim")).told == HERE
    await office.settled()
    assert await refusals(office, office.zoe) == []
    alone = [each for each in office.teams.tenant.standing(TRIAGE) if each.only == office.zoe and each.author is None]
    offered = [title for each in alone for title in screen_of(office, each).titles if title.startswith("Prévenir")]
    assert len(offered) == 1


async def test_a_refusal_that_can_be_shown_nowhere_is_told_in_words(office: Office) -> None:
    triage = await office.asked()
    office.teams.fault(CallFault("send", "403"), CallFault("create", "403"))
    told = plainly(await office.presses(office.zoe, triage, "claim"))
    await office.settled()
    assert await refusals(office, office.zoe) == []
    assert "LYO-1." in told
    assert "peuvent vous aider" in told


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


async def test_a_message_action_a_second_time_says_which_request_it_is(office: Office) -> None:
    said = await office.people.post(office.zoe, LYON, TRAIN)
    await office.settled()
    seen = await office.people.message_action(office.ines, LYON, said.id)
    assert seen.dialog is not None
    already = text("fr", "raise.already", ref="LYO-1")
    assert f"{already} {IN_CHAT}" in read(seen.dialog.card)
    await office.settled()
    (beside,) = [each for each in office.direct_to(office.ines) if already in read(each.card())]
    assert screen_of(office, beside).titles == [text("fr", "buttons.escalate")]
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
    await until(lambda: any("LYO-1 est à vous." in read(each.card()) for each in office.direct_to(office.ines)))
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


async def test_a_question_for_one_person_is_answered_in_its_place(office: Office) -> None:
    """Where the tenant has messages for one person alone, which it has shown by one."""
    await office.people.slash(office.zoe, LYON, "aide")
    ts = await office.ask(TRAIN)
    await office.presses(office.ines, await office.triage("LYO-1"), "claim")
    await office.settled()
    await office.presses(office.ines, await office.triage("LYO-1"), "resolve")
    await office.settled()
    await office.people.post(office.zoe, LYON, "il y a encore un petit souci je crois", ts)
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
