"""What is said in a request's threads: to whom it goes, once, and to nobody else."""

from __future__ import annotations

import pytest

from bot.events import FileSeen
from bot.placing import stand, thread_spot
from storage.tables import Copy, Message, State, Words
from storage.unit import Unit
from tests.bot.desk_harness import Story
from tests.bot.paper import Shown

TRAIN = "il me faudrait un train pour Paris jeudi matin"


@pytest.fixture
def asked(desk: Story) -> Shown:
    """A train, asked by Karim at Lyon: LYO-1."""
    return desk.says("karim", "#lyon", TRAIN).message


def test_what_the_requester_says_reaches_triage_once(desk: Story, asked: Shown) -> None:
    said = desk.wrote("karim", "#lyon", "avec un retour dimanche", under=asked)
    for _ in range(3):
        desk.submit(desk.posted(said))
    relayed = desk.last("#desk", "relay_said")
    assert str(relayed) == "Karim Diallo :\navec un retour dimanche"
    assert relayed.root == desk.card("LYO-1", "#desk").ts
    assert desk.room("#desk").count("avec un retour dimanche") == 1
    assert "avec un retour" not in desk.by_desk("#lyon")


def test_a_note_stays_internal(desk: Story, asked: Shown) -> None:
    desk.says("ines", "#desk", "il est pénible, je l'appelle", under=desk.card("LYO-1", "#desk"))
    assert "pénible" not in desk.sees("karim")
    assert "note" in desk.history("LYO-1")


def test_a_reply_goes_under_the_assistants_name(desk: Story, asked: Shown) -> None:
    form = desk.presses("ines", desk.card("LYO-1", "#desk"), "reply")
    desk.sends("ines", form, text="Départ 8 h 04, cela vous va ?")
    assert "Inès Caron vous répond :\nDépart 8 h 04, cela vous va ?" in desk.by_desk("#lyon")
    assert "Inès Caron a répondu au demandeur :\nDépart 8 h 04" in desk.by_desk("#desk")
    assert desk.request("LYO-1").responded_at is not None
    assert desk.sees("karim").count("Départ 8 h 04") == 1


def test_a_reply_by_command(desk: Story, asked: Shown) -> None:
    desk.types("ines", "répondre LYO-1 Départ 8 h 04")
    assert "Inès Caron vous répond :\nDépart 8 h 04" in desk.by_desk("#lyon")


def test_an_assistant_in_the_requesters_thread_is_answering(desk: Story, asked: Shown) -> None:
    desk.says("ines", "#lyon", "Je vous propose 8 h 04", under=asked)
    assert desk.by_desk("#desk").count("Je vous propose 8 h 04") == 1
    assert "Inès Caron a répondu au demandeur" in desk.by_desk("#desk")
    assert "Je vous propose" not in desk.by_desk("#lyon")
    assert "Personne n’a encore pris LYO-1" in desk.whispered("ines")
    desk.presses("ines", desk.last_whisper("ines"), "claim")
    assert desk.who_has("LYO-1") == "ines"
    desk.says("ines", "#lyon", "C'est réservé", under=asked)
    assert desk.whispered("ines").count("Personne n’a encore pris") == 1


def test_a_colleague_in_the_thread_is_relayed_as_themselves(desk: Story, asked: Shown) -> None:
    desk.says("lea", "#lyon", "moi aussi je viens", under=asked)
    assert "Léa Faure :\nmoi aussi je viens" in desk.by_desk("#desk")
    assert desk.request("LYO-1").state is State.NEW


def test_bots_are_not_answered_nor_relayed(desk: Story, asked: Shown) -> None:
    desk.meets("robot", "Météo", bot=True)
    desk.says("robot", "#lyon", "il pleut", under=asked)
    desk.says("robot", "#desk", "il pleut", under=desk.card("LYO-1", "#desk"))
    assert "il pleut" not in desk.by_desk("#desk")
    assert desk.rows(Message) == []


def test_edits_and_deletions_of_what_was_relayed_are_followed(desk: Story, asked: Shown) -> None:
    said = desk.says("karim", "#lyon", "avec un retour dimanche", under=asked)
    note = desk.says("ines", "#desk", "je regarde", under=desk.card("LYO-1", "#desk"))
    desk.edits(said, "avec un retour lundi")
    assert "avec un retour lundi" in desk.by_desk("#desk")
    assert "dimanche" not in desk.by_desk("#desk")
    desk.deletes(said)
    desk.deletes(note)
    assert "retour" not in desk.by_desk("#desk")
    assert not any("retour" in row.body or "regarde" in row.body for row in desk.rows(Words))


def test_late_edits_and_deletions_of_an_answer_win(desk: Story, asked: Shown) -> None:
    said = desk.wrote("karim", "#lyon", "dimanche", under=asked)
    gone = desk.wrote("karim", "#lyon", "oubliez", under=asked)
    desk.pass_by(seconds=4)
    first = desk.edited(said, "lundi")
    desk.pass_by(seconds=4)
    second = desk.edited(said, "mardi")
    for event in (second, desk.posted(said), first, desk.deleted(gone), desk.posted(gone)):
        desk.submit(event)
    relayed = [str(each) for each in desk.shown("#desk") if each.card and each.card.kind == "relay_said"]
    assert relayed == ["Karim Diallo :\nmardi"]


def test_files_are_named_where_they_are_relayed_and_stay_after_an_edit(desk: Story, asked: Shown) -> None:
    file = FileSeen(name="billet.pdf", permalink="https://files.example/2")
    said = desk.says("karim", "#lyon", "voici", under=asked, files=(file,))
    desk.edits(said, "voici le billet")
    assert "billet.pdf" in str(desk.last("#desk", "relay_said"))


def test_each_message_once_everywhere_and_a_note_only_in_triage(desk: Story) -> None:
    desk.says("sonia", "#reunion", "il me faudrait un taxi demain à 9h")
    request = desk.request("REU-1")
    elsewhere = desk.wrote("zoe", "#aide", "c'est pour Sonia")

    def second_place(unit: Unit) -> None:
        stand(unit, request, thread_spot("slack", elsewhere.conversation, elsewhere.ts))

    desk.writer.run(second_place).result(10)
    desk.carry()
    spots = ("#reunion", "#aide", "#desk", "#desk-reunion")
    assert all(desk.cards("REU-1", where) for where in spots)
    said = desk.says("sonia", "#reunion", "pour deux personnes", under=desk.card("REU-1", "#reunion"))
    desk.says("claire", "#desk", "entre nous", under=desk.card("REU-1", "#desk"))
    desk.types("claire", "répondre REU-1 c'est commandé")
    assert [desk.room(where).count("pour deux personnes") for where in spots] == [1, 1, 1, 1]
    assert [desk.room(where).count("entre nous") for where in spots] == [0, 0, 1, 1]
    assert [desk.room(where).count("c'est commandé") for where in spots] == [1, 1, 1, 1]
    assert len(desk.rows(Copy)) == 3 + 1 + 4
    desk.deletes(said)
    assert [desk.room(where).count("pour deux personnes") for where in spots] == [0, 0, 0, 0]


def test_pings_within_five_minutes_come_as_one(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.says("lea", "#lyon", "il me faudrait un badge pour un visiteur vendredi")
    desk.says("paul", "#lyon", "il me faudrait une salle pour 8 personnes jeudi")
    assert [str(each).count("vous est proposée") for each in desk.pings("@ines")] == [1]
    desk.later(minutes=6)
    assert [str(each).count("vous est proposée") for each in desk.pings("@ines")] == [1, 2]
    assert "Du nouveau sur 2 demandes :" in str(desk.pings("@ines")[-1])


def test_an_urgent_ping_does_not_wait_and_takes_the_others_along(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.says("lea", "#lyon", "il me faudrait un badge pour un visiteur vendredi")
    desk.says("paul", "#lyon", "URGENT : il me faut une salle pour 8 personnes tout de suite")
    assert desk.request("LYO-3").urgent
    assert len(desk.pings("@ines")) == 2
    assert "LYO-2" in str(desk.pings("@ines")[-1])
    desk.later(minutes=6)
    assert len(desk.pings("@ines")) == 2


def test_a_ping_that_no_longer_holds_is_not_sent(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    asked = desk.says("lea", "#lyon", "il me faudrait un badge pour un visiteur vendredi")
    desk.reacts("claire", asked, "eyes")
    desk.later(minutes=6)
    assert len(desk.pings("@ines")) == 1


def test_a_personal_message_in_an_ordinary_thread_is_held_back(desk: Story, asked: Shown) -> None:
    said = desk.says("karim", "#lyon", "en fait je suis en arrêt maladie jusqu'à lundi", under=asked)
    assert "arrêt maladie" not in desk.by_desk("#desk")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    assert "arrêt maladie" not in desk.by_desk("#desk")
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")
    assert desk.by_desk("#desk").count("arrêt maladie") == 1
    desk.deletes(said)
    assert "arrêt maladie" not in desk.by_desk("#desk")
    assert len(desk.requests()) == 1


def test_a_personal_message_in_an_ordinary_thread_may_be_confided(desk: Story, asked: Shown) -> None:
    desk.says("karim", "#lyon", "en fait je suis en arrêt maladie jusqu'à lundi", under=asked)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    assert "arrêt maladie" in str(desk.card("LYO-2", "@nadia"))
    assert "arrêt maladie" not in desk.by_desk("#desk") + desk.by_desk("#lyon")


def test_an_answer_that_turns_personal_is_taken_back(desk: Story, asked: Shown) -> None:
    said = desk.says("karim", "#lyon", "plutôt lundi", under=asked)
    desk.edits(said, "plutôt lundi, je suis en arrêt maladie")
    assert "plutôt lundi" not in desk.by_desk("#desk")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    assert "arrêt maladie" not in desk.by_desk("#desk")
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")
    assert desk.by_desk("#desk").count("arrêt maladie") == 1


def test_a_guest_in_a_thread_says_nothing(desk: Story, asked: Shown) -> None:
    desk.meets("guest", "Invité", outsider=True)
    desk.says("guest", "#lyon", "coucou", under=asked)
    assert "coucou" not in desk.by_desk("#desk")
