"""A deletion that is taken back, and an edit by somebody who is not the author."""

from __future__ import annotations

from datetime import timedelta

from storage.tables import State
from tests.bot.desk_harness import Story

TRAIN = "un train pour Paris jeudi à 14 h svp"
HOTEL = "et un hôtel pour deux nuits"
PERSONAL = "Bonjour, je suis en arrêt maladie depuis hier, à qui j'envoie le certificat ?"


def test_a_request_that_went_with_its_message_comes_back_with_it(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    ref = desk.requests()[-1].ref
    due = desk.request(ref).due
    desk.deletes(asked)
    assert desk.request(ref).state is State.CANCELLED
    assert "train" not in desk.room("#desk")
    desk.restores(asked)
    request = desk.request(ref)
    assert (request.state, request.due) == (State.NEW, due)
    assert TRAIN in desk.room("#desk")
    assert "est rouverte" in desk.whispered("karim")
    assert desk.who_has(ref) is None
    desk.presses("ines", desk.card(ref, "#desk"), "claim")
    assert desk.who_has(ref) == "ines"
    assert len(desk.requests()) == 1


def test_one_of_its_messages_comes_back(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    more = desk.says("karim", "#lyon", HOTEL)
    ref = desk.requests()[-1].ref
    assert HOTEL in str(desk.card(ref, "#desk"))
    desk.deletes(more)
    assert HOTEL not in str(desk.card(ref, "#desk"))
    desk.restores(more)
    assert f"{TRAIN} {HOTEL}" in " ".join(str(desk.card(ref, "#desk")).split())


def test_all_of_its_messages_come_back(desk: Story) -> None:
    asked, more = desk.says("karim", "#lyon", TRAIN), desk.says("karim", "#lyon", HOTEL)
    ref = desk.requests()[-1].ref
    for each in (more, asked):
        desk.deletes(each)
    assert desk.request(ref).state is State.CANCELLED
    for each in (asked, more):
        desk.restores(each)
    assert desk.request(ref).state is State.NEW
    assert f"{TRAIN} {HOTEL}" in " ".join(str(desk.card(ref, "#desk")).split())


def test_what_its_author_cancelled_is_not_opened_again_by_itself(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    ref = desk.requests()[-1].ref
    desk.presses("karim", desk.card(ref, "#lyon"), "cancel")
    desk.deletes(asked)
    desk.restores(asked)
    assert desk.request(ref).state is State.CANCELLED


def test_what_somebody_works_on_is_not_touched(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    ref = desk.requests()[-1].ref
    desk.presses("ines", desk.card(ref, "#desk"), "claim")
    desk.deletes(asked)
    desk.restores(asked)
    assert desk.who_has(ref) == "ines"
    assert TRAIN in str(desk.card(ref, "#desk"))


def test_a_personal_message_that_comes_back_is_asked_about_again(desk: Story) -> None:
    said = desk.says("karim", "#lyon", PERSONAL)
    desk.deletes(said)
    desk.restores(said)
    desk.presses("karim", desk.shown("@karim")[-1], "confide")
    assert PERSONAL in desk.words(desk.requests()[-1])


def test_what_was_said_of_a_request_is_carried_again(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    ref = desk.requests()[-1].ref
    desk.presses("ines", desk.card(ref, "#desk"), "claim")
    said = desk.says("karim", "#lyon", "c'est en première classe", under=asked)
    assert "première classe" in desk.room("#desk")
    desk.deletes(said)
    assert "première classe" not in desk.room("#desk")
    desk.restores(said)
    assert desk.room("#desk").count("première classe") == 1
    desk.edits(said, "c'est en seconde classe")
    assert "première classe" not in desk.room("#desk")
    assert desk.room("#desk").count("seconde classe") == 1


def test_a_deletion_that_comes_late_was_taken_back_already(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    ref = desk.requests()[-1].ref
    at = desk.clock.now()
    desk.pass_by(seconds=9)
    again = desk.edited(asked.message, TRAIN).model_copy(update={"restored": True})
    desk.submit(again)
    desk.submit(desk.deleted(asked.message, at + timedelta(seconds=3)))
    assert desk.request(ref).state is State.NEW


def test_nobody_edits_what_another_wrote(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    ref = desk.requests()[-1].ref
    said = desk.says("karim", "#lyon", "c'est en première classe", under=asked)
    before = desk.room("#desk")
    for each in (asked, said):
        forged = desk.edited(each.message, "tout autre chose pour vendredi").model_copy(
            update={"who": desk.who("marc")}
        )
        desk.submit(forged)
    assert desk.room("#desk") == before
    assert desk.request(ref).state is State.NEW
