"""Two needs in one message: made one request at once, and two by a press; each with its own words, service and date."""

from __future__ import annotations

import pytest

from storage.tables import Level, State, Words
from tests.bot.desk_harness import Story, Wrote
from tests.bot.desk_sights import buttons

TRAIN, ROOM = "il me faut un train pour Paris jeudi", "une salle pour 12 vendredi"
BOTH = f"{TRAIN} et {ROOM}"
QUESTION = "J’y vois deux demandes"


def asked(desk: Story, text: str = BOTH) -> Wrote:
    said = desk.says("karim", "#lyon", text)
    (request,) = desk.requests()
    assert (desk.words(request), request.state) == (text, State.NEW), "nothing waits for the answer"
    return said


def offered(desk: Story, ref: str = "LYO-1", where: str = "#lyon") -> bool:
    card = desk.card(ref, where)
    shown = [act for act, _ in buttons(card.card)] if card.card else []
    assert (QUESTION in str(card)) is ("in_two" in shown) is ("as_one" in shown)
    return QUESTION in str(card)


def split(desk: Story) -> Wrote:
    said = asked(desk)
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "in_two")
    return said


def test_its_card_says_to_its_author_that_it_seems_two(desk: Story) -> None:
    asked(desk)
    assert offered(desk)
    assert "J’y vois deux demandes : Déplacements et Agenda et réunions." in str(desk.card("LYO-1", "#lyon"))
    assert not offered(desk, where="#desk")
    assert desk.whispers("karim") == []


def test_pressed_each_has_its_own_words_service_date_and_promise(desk: Story) -> None:
    split(desk)
    train, room = desk.requests()
    assert [desk.words(each) for each in (train, room)] == [TRAIN, ROOM]
    assert [each.service for each in (train, room)] == ["travel", "meetings"]
    assert [(each.event_start, each.event_end) for each in (train, room)] == [
        ("2026-11-26", None),
        ("2026-11-27", None),
    ]
    assert room.requester_id == train.requester_id
    assert room.first_response_at is not None
    assert room.proposed_id == train.proposed_id
    assert not offered(desk)
    assert QUESTION not in desk.sees("karim")


def test_each_says_where_the_other_is_to_its_author_and_in_triage(desk: Story) -> None:
    split(desk)
    for ref, other, where in (("LYO-1", "LYO-2", "#lyon"), ("LYO-2", "LYO-1", "@karim")):
        assert f"Demandée avec {other}." in str(desk.card(ref, where))
        assert f"Demandée avec {other}." in str(desk.card(ref, "#desk"))
    assert desk.cards("LYO-2", "#lyon") == [], "a thread is one request's"


def test_its_history_says_once_that_it_was_made_two(desk: Story) -> None:
    split(desk)
    for ref in ("LYO-1", "LYO-2"):
        assert desk.text(desk.types("ines", f"voir {ref}", "@"), "ines").count("en a fait deux demandes") == 1


def test_what_is_said_in_the_thread_stays_of_the_first(desk: Story) -> None:
    said = split(desk)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.says("karim", "#lyon", "plutôt en 1re classe", under=said)
    assert "plutôt en 1re classe" in desk.by_desk("#desk")
    assert "said" in desk.history("LYO-1")
    assert "said" not in desk.history("LYO-2")


def test_the_part_that_was_understood_stays_the_first(desk: Story) -> None:
    desk.says("karim", "#lyon", BOTH)
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "LYO-1:service:meetings")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "in_two")
    first, second = desk.requests()
    assert (desk.words(first), first.service) == (ROOM, "meetings")
    assert (desk.words(second), second.service) == (TRAIN, "travel")


def test_no_keeps_it_one_and_nothing_is_left_to_press(desk: Story) -> None:
    asked(desk)
    reply = desk.presses("karim", desk.card("LYO-1", "#lyon"), "as_one")
    assert "LYO-1 reste une seule demande." in desk.text(reply)
    assert not offered(desk)
    assert len(desk.requests()) == 1
    assert desk.words(desk.request("LYO-1")) == BOTH


def test_pressed_twice_or_by_two_it_is_made_two_once(desk: Story) -> None:
    asked(desk)
    card = desk.card("LYO-1", "#lyon")
    desk.presses("karim", card, "in_two")
    again = desk.forges("karim", "in_two", "LYO-1", card)
    assert "l’autre demande est LYO-2" in desk.text(again)
    other = desk.forges("ines", "as_one", "LYO-1", card)
    assert "l’autre demande est LYO-2" in desk.text(other, "ines")
    assert len(desk.requests()) == 2


def test_somebody_of_the_desk_may_and_a_colleague_may_not(desk: Story) -> None:
    asked(desk)
    card = desk.card("LYO-1", "#lyon")
    desk.presses("lea", card, "in_two")
    assert len(desk.requests()) == 1
    assert offered(desk)
    reply = desk.presses("ines", card, "in_two")
    assert "LYO-2 est une demande à part" in desk.text(reply, "ines")
    assert desk.request("LYO-2").requester_id == desk.request("LYO-1").requester_id
    assert ROOM in desk.by_desk("@karim")


@pytest.mark.parametrize("end", ["annuler", "fait"])
def test_too_late_is_said(desk: Story, end: str) -> None:
    asked(desk)
    card = desk.card("LYO-1", "#lyon")
    desk.types("karim" if end == "annuler" else "ines", f"{end} LYO-1")
    assert not offered(desk)
    reply = desk.forges("karim", "in_two", "LYO-1", card)
    assert "LYO-1 n’est plus ouverte" in desk.text(reply)
    assert len(desk.requests()) == 1


def test_whoever_has_it_learns_that_it_says_less(desk: Story) -> None:
    asked(desk)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "in_two")
    desk.later(minutes=5)
    assert any("LYO-1" in str(each) for each in desk.pings("@ines"))
    assert (desk.request("LYO-1").state, desk.request("LYO-2").state) == (State.CLAIMED, State.NEW)


def test_each_is_promised_from_when_it_was_asked_unless_it_was_long_ago(desk: Story) -> None:
    asked(desk)
    desk.pass_by(hours=2)
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "in_two")
    first, second = desk.requests()
    assert second.first_response_at is not None
    assert first.first_response_at is not None
    assert second.first_response_at > first.first_response_at


def test_each_is_for_its_own_site(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faut un taxi demain à 8h et la clim de Strasbourg est en panne")
    desk.presses("karim", desk.last("#lyon", "request"), "in_two")
    sites = {desk.words(each): (each.site, each.service) for each in desk.requests()}
    assert sites == {
        "il me faut un taxi demain à 8h": ("lyon", "travel"),
        "la clim de Strasbourg est en panne": ("strasbourg", "office"),
    }


def test_edited_each_keeps_its_own_part(desk: Story) -> None:
    said = split(desk)
    desk.edits(said, BOTH)
    assert [desk.words(each) for each in desk.requests()] == [TRAIN, ROOM], "an edit that changes no word"
    desk.edits(said, f"il me faut un train pour Lille jeudi et {ROOM} à 14h")
    train, room = desk.requests()
    assert [desk.words(each) for each in (train, room)] == ["il me faut un train pour Lille jeudi", f"{ROOM} à 14h"]
    assert (room.event_start or "").startswith("2026-11-27T14:00")
    desk.edits(said, "il me faut un train pour Nantes jeudi")
    assert [desk.words(each) for each in desk.requests()] == ["il me faut un train pour Nantes jeudi", f"{ROOM} à 14h"]


@pytest.mark.parametrize("text", [ROOM, f"il me faut {ROOM}", f"pouvez-vous réserver {ROOM} à 14h ?"])
def test_edited_to_the_second_alone_the_first_stands(desk: Story, text: str) -> None:
    said = split(desk)
    desk.edits(said, text)
    train, room = desk.requests()
    assert (desk.words(train), train.service, train.event_start) == (TRAIN, "travel", "2026-11-26")
    assert (desk.words(room), room.service) == (text, "meetings")
    assert desk.whispers("karim") == []


def test_said_in_another_order_each_keeps_its_own(desk: Story) -> None:
    said = split(desk)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.edits(said, f"il me faut {ROOM} et un train pour Lille jeudi")
    assert [desk.words(each) for each in desk.requests()] == ["un train pour Lille jeudi", f"il me faut {ROOM}"]
    assert [each.service for each in desk.requests()] == ["travel", "meetings"]
    assert desk.who_has("LYO-1") == "ines"


@pytest.mark.parametrize("text", [".", "rien, merci"])
def test_emptied_each_is_asked_about(desk: Story, text: str) -> None:
    said = split(desk)
    desk.edits(said, "…")
    desk.edits(said, text)
    assert [desk.words(each) for each in desk.requests()] == [text, text]
    desk.presses("karim", desk.last_whisper("karim"), "cancel", "LYO-1")
    desk.presses("karim", desk.last("@karim", "no_longer_asks"), "cancel", "LYO-2")
    assert [each.state for each in desk.requests()] == [State.CANCELLED, State.CANCELLED]


def test_edited_once_the_second_is_done_its_author_may_open_it_again(desk: Story) -> None:
    said = split(desk)
    desk.types("ines", "fait LYO-2")
    desk.edits(said, f"{TRAIN} et {ROOM.replace('12', '40')}")
    assert desk.words(desk.request("LYO-2")) == "une salle pour 40 vendredi"
    desk.presses("karim", desk.last("@karim", "reopen_offer"), "reopen")
    assert desk.request("LYO-2").open
    assert desk.words(desk.request("LYO-1")) == TRAIN


def test_a_deletion_taken_back_brings_each_back(desk: Story) -> None:
    said = split(desk)
    desk.deletes(said)
    assert [each.state for each in desk.requests()] == [State.CANCELLED, State.CANCELLED]
    desk.restores(said)
    assert [(desk.words(each), each.state) for each in desk.requests()] == [(TRAIN, State.NEW), (ROOM, State.NEW)]


def test_what_is_added_within_minutes_joins_the_first_alone(desk: Story) -> None:
    split(desk)
    desk.says("karim", "#lyon", "pour 2 personnes")
    assert desk.words(desk.request("LYO-1")) == f"{TRAIN}\npour 2 personnes"
    assert desk.words(desk.request("LYO-2")) == ROOM


def test_asked_in_two_messages_it_is_parted_too(desk: Story) -> None:
    desk.says("karim", "#lyon", "bonjour")
    desk.says("karim", "#lyon", BOTH)
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "in_two")
    assert [desk.words(each) for each in desk.requests()] == [f"bonjour\n{TRAIN}", ROOM]


def test_deleted_both_go_with_it_unless_somebody_has_one(desk: Story) -> None:
    said = split(desk)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.deletes(said)
    assert [each.state for each in desk.requests()] == [State.CLAIMED, State.CANCELLED]
    assert desk.words(desk.request("LYO-1")) == TRAIN
    assert ROOM not in "".join(row.body for row in desk.rows(Words))


def test_edited_to_one_need_nothing_is_left_to_press(desk: Story) -> None:
    said = asked(desk)
    stale = desk.card("LYO-1", "#lyon")
    desk.edits(said, TRAIN)
    assert not offered(desk)
    reply = desk.forges("karim", "in_two", "LYO-1", stale)
    assert "je n’y vois plus deux demandes" in desk.text(reply)
    assert [desk.words(each) for each in desk.requests()] == [TRAIN]


def test_said_to_the_desk_alone_it_is_parted_there(desk: Story) -> None:
    desk.types("karim", "site Lyon")
    desk.says("karim", "@", BOTH)
    desk.presses("karim", desk.card("LYO-1", "@karim"), "in_two")
    assert [desk.words(each) for each in desk.requests()] == [TRAIN, ROOM]
    assert [each.card.subject for each in desk.shown("@karim") if each.card and each.card.kind == "request"] == [
        "LYO-1",
        "LYO-2",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "il me faut un taxi demain à 8h et mon attestation employeur pour mon congé maternité",
        "Taxi demain 8h. Au passage, je ne peux plus travailler avec lui",
    ],
)
def test_what_is_personal_stays_whole_and_private(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", text)
    assert desk.requests() == []
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    (request,) = desk.requests()
    assert (request.level, desk.words(request)) == (Level.CONFIDENTIAL, text)
    assert QUESTION not in desk.sees("karim") + desk.by_desk("#lyon")
    reply = desk.forges("karim", "in_two", request.ref)
    assert len(desk.requests()) == 1, desk.text(reply)


def test_one_need_is_offered_nothing(desk: Story) -> None:
    asked(desk, "il me faut un train pour Paris jeudi, retour vendredi")
    assert not offered(desk)
    assert desk.history("LYO-1") == ["ask"]


def test_what_has_become_private_since_is_parted_no_longer(desk: Story) -> None:
    asked(desk)
    card = desk.card("LYO-1", "#lyon")
    desk.presses("karim", card, "correct", "LYO-1:service:hr_admin")
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    desk.forges("karim", "in_two", "LYO-1", card)
    assert len(desk.requests()) == 1
    assert QUESTION not in desk.room("@karim")


def test_where_one_turns_private_the_other_names_it_to_its_author_alone(desk: Story) -> None:
    split(desk)
    card = desk.card("LYO-1", "#lyon")
    desk.presses("karim", desk.card("LYO-2", "@karim"), "correct", "LYO-2:service:hr_admin")
    assert desk.request("LYO-2").level is Level.CONFIDENTIAL
    for where in ("#lyon", "#desk"):
        assert "LYO-2" not in desk.by_desk(where)
    reply = desk.forges("ines", "in_two", "LYO-1", card)
    assert "LYO-2" not in desk.text(reply, "ines")
    assert "l’autre demande est LYO-2" in desk.text(desk.forges("karim", "in_two", "LYO-1", card))


def test_until_it_is_decided_no_date_of_one_need_is_shown_for_the_other(desk: Story) -> None:
    asked(desk, "un train pour Paris vendredi et une salle à Lyon jeudi à 10h")
    for where in ("#lyon", "#desk"):
        assert "Date prévue" not in str(desk.card("LYO-1", where))
    assert "Votre message laisse un doute sur la date" in str(desk.card("LYO-1", "#lyon"))
    assert "[Vérifier la date]" in str(desk.card("LYO-1", "#lyon"))
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "in_two")
    assert "Date prévue : vendredi 27 novembre." in str(desk.card("LYO-1", "#lyon"))
    assert [each.date_doubted for each in desk.requests()] == [False, False]
