"""Giving up what was just asked, adding one more of it, and putting its time right."""

from __future__ import annotations

import pytest

from adapters.rendering import Drawn
from bot.understanding import RequestKind
from storage.tables import Level, Source, SourceState, State, Words
from tests.bot.desk_harness import Story, Wrote, that_reads_as
from tests.bot.desk_sights import buttons
from tests.bot.paper import Shown

DOUBTFUL = that_reads_as(
    RequestKind.ASK,
    "la salle Bleue est encore fermée",
    "le projecteur de la salle Bleue",
    "Est-ce que quelqu'un sait pour la salle Bleue ?",
)
ROOM = "il me faut une salle demain à 10h"


def buttons_of(offered: Shown | Drawn) -> list[str]:
    return [act for act, _ in buttons_of_card(offered)]


def buttons_of_card(offered: Shown | Drawn) -> list[tuple[str, str]]:
    drawn = offered.card if isinstance(offered, Shown) else offered
    assert drawn is not None
    return list(buttons(drawn))


@pytest.mark.parametrize(
    "text",
    [
        "laissez tomber, j'y vais en voiture",
        "finalement non merci",
        "c'est annulé",
        "annulez svp",
        "plus besoin",
        "never mind",
        "cancel it please",
        "réunion annulée, désolé",
        "finalement la réunion de demain est annulée",
        "meeting cancelled, sorry",
    ],
)
def test_what_gives_up_offers_to_cancel_and_asks_for_nothing(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.says("karim", "#lyon", text)
    (request,) = desk.requests()
    assert (desk.words(request), request.state) == (ROOM, State.NEW)
    assert "LYO-1" in desk.whispered("karim")
    assert text not in desk.by_desk("#lyon") + desk.by_desk("#desk")
    offered = desk.last_whisper("karim")
    assert buttons_of(offered) == ["cancel", "keep_open"]
    assert ROOM in desk.whispered("karim"), "they are told what it was"
    desk.presses("karim", offered, "cancel")
    assert desk.request("LYO-1").state is State.CANCELLED


def test_what_was_given_up_may_be_kept(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.says("karim", "#lyon", "laissez tomber")
    said = desk.presses("karim", desk.last_whisper("karim"), "keep_open")
    assert "LYO-1 reste ouverte" in desk.text(said)
    assert desk.request("LYO-1").state is State.NEW


def test_whoever_works_on_it_reads_that_it_is_given_up(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.says("karim", "#lyon", "laissez tomber, j'y vais en voiture")
    assert "j'y vais en voiture" in desk.by_desk("#desk")
    assert "LYO-1" in desk.whispered("karim")
    assert len(desk.requests()) == 1


def test_it_is_given_up_in_its_thread_too(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", ROOM)
    desk.says("karim", "#lyon", "plus besoin finalement", under=asked)
    assert "plus besoin finalement" in desk.by_desk("#desk")
    desk.presses("karim", desk.last_whisper("karim"), "cancel")
    assert desk.request("LYO-1").state is State.CANCELLED


def test_what_is_named_is_what_is_given_up(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faut un taxi demain à 9h")
    desk.says("karim", "#lyon", "il me faut un badge pour un visiteur")
    desk.says("karim", "#lyon", "plus besoin du taxi")
    assert [value for act, value in buttons(desk.last_whisper("karim")) if act == "cancel"] == ["LYO-1"]


def test_nobody_gives_up_what_another_asked_nor_what_is_over(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.says("lea", "#lyon", "laissez tomber")
    assert desk.whispers("lea") == []
    desk.types("karim", "annuler LYO-1")
    told = len(desk.whispers("karim"))
    desk.says("karim", "#lyon", "plus besoin")
    assert len(desk.whispers("karim")) == told


def test_to_cancel_something_named_is_a_request(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.says("karim", "#lyon", "pouvez-vous annuler le train de Marc lundi ?")
    assert len(desk.requests()) == 2


def test_private_words_that_give_up_are_carried_nowhere(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.says("karim", "#lyon", "laissez tomber, je suis en arrêt maladie depuis lundi")
    assert "arrêt maladie" not in desk.by_desk("#desk") + desk.by_desk("#lyon")
    assert "arrêt maladie" not in "".join(row.body for row in desk.rows(Words))


def test_one_more_is_added_to_what_was_asked(desk: Story) -> None:
    first = desk.says("karim", "#lyon", "il me faut un badge pour Paul")
    more = [desk.says("karim", "#lyon", text) for text in ("et un autre pour Julie", "et aussi un pour Marc")]
    (request,) = desk.requests()
    assert desk.words(request).splitlines()[1:] == ["et un autre pour Julie", "et aussi un pour Marc"]
    assert [each.message.signs for each in (first, *more)] == [["create"]] * 3


def test_one_more_too_late_to_be_added_is_asked_about(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faut un badge pour Paul")
    desk.pass_by(minutes=7)
    late: Wrote = desk.says("karim", "#lyon", "et un autre pour Julie")
    assert desk.words(desk.request("LYO-1")) == "il me faut un badge pour Paul"
    assert "demande" in desk.whispered("karim")
    assert [row.ts for row in desk.rows(Source, state=SourceState.ASKED)] == [late.ts]


@pytest.mark.parametrize(("text", "start"), [("à 11h finalement", "T11:00"), ("finalement vendredi", "2026-11-27")])
def test_a_time_put_right_is_that_of_the_request_that_has_one(desk: Story, text: str, start: str) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.says("karim", "#lyon", "prévoir un projecteur")
    desk.says("karim", "#lyon", "il me faut un badge pour un visiteur")
    desk.says("karim", "#lyon", text)
    room, badge = desk.requests()
    assert desk.words(room).splitlines() == [ROOM, "prévoir un projecteur", text]
    assert start in str(room.event_start)
    assert desk.words(badge) == "il me faut un badge pour un visiteur"


def test_the_nights_said_after_the_week_are_of_that_week(desk: Story) -> None:
    desk.says("karim", "#lyon", "I need a hotel in Lyon next week")
    desk.says("karim", "#lyon", "two nights, Tuesday to Thursday")
    (request,) = desk.requests()
    assert (request.event_start, request.event_end) == ("2026-12-01", "2026-12-03")


def test_what_was_in_doubt_is_left_when_its_author_gives_it_up(desk: Story) -> None:
    desk.says("karim", "#lyon", DOUBTFUL)
    desk.says("karim", "#lyon", "laissez tomber")
    desk.later(hours=1)
    assert desk.requests() == []
    assert "salle Bleue" not in "".join(row.body for row in desk.rows(Words)) + desk.by_desk("#desk")


def test_an_order_to_cancel_hours_later_is_of_what_was_asked_there(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.later(hours=3)
    desk.says("karim", "#lyon", "annulez svp")
    assert len(desk.requests()) == 1
    desk.presses("karim", desk.last_whisper("karim"), "cancel")
    assert desk.request("LYO-1").state is State.CANCELLED


def test_what_is_confidential_is_given_up_in_private(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faut mon bulletin de paie")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.says("karim", "#lyon", "laissez tomber")
    (request,) = desk.requests()
    assert (request.state, request.level) == (State.NEW, Level.CONFIDENTIAL)
    assert buttons_of(desk.last("@karim", "given_up")) == ["cancel", "keep_open"]
    assert "n’avez plus besoin" not in desk.by_desk("#lyon") + desk.by_desk("#desk")


@pytest.mark.parametrize("text", ["plus besoin de la salle, merci", "finalement plus besoin de la salle"])
def test_what_is_named_is_given_up_an_hour_later_too(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.later(hours=1)
    desk.says("karim", "#lyon", text)
    desk.presses("karim", desk.last_whisper("karim"), "cancel")
    (request,) = desk.requests()
    assert request.state is State.CANCELLED


def test_what_may_be_either_of_two_an_hour_later_or_names_neither_gives_up_nothing(desk: Story) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.later(minutes=30)
    desk.says("karim", "#lyon", "plus besoin du parking, merci")
    assert desk.whispers("karim") == []
    desk.says("karim", "#lyon", "il me faut une salle vendredi à 16h")
    desk.later(hours=1)
    desk.says("karim", "#lyon", "plus besoin de la salle, merci")
    assert desk.whispers("karim") == []
    assert [each.state for each in desk.requests()] == [State.NEW, State.NEW]


TAXI = "il me faut un taxi demain 8h pour l'aéroport"


@pytest.mark.parametrize("place", ["#lyon", "@"])
@pytest.mark.parametrize(
    "text",
    [
        "annulez le taxi svp",
        "anulez le taxi de 8h, je prends le train",
        "merci d'annuler le taxi de demain",
        "il faudrait annuler mon taxi",
        "pouvez-vous annuler mon taxi ?",
        "can you cancel my taxi please",
    ],
)
def test_what_is_cancelled_by_its_name_is_no_second_request(desk: Story, text: str, place: str) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.types("ines", "prendre LYO-1")
    desk.later(minutes=40)
    desk.says("karim", place, text)
    (request,) = desk.requests()
    assert (request.state, desk.words(request)) == (State.CLAIMED, TAXI)
    offered = desk.last("@karim", "ask_if_cancelled")
    assert buttons_of(offered) == ["give_up", "accept", "dismiss"]
    desk.presses("karim", offered, "give_up")
    (request,) = desk.requests()
    assert request.state is State.CANCELLED
    assert text in desk.room("#desk")
    desk.later(hours=1)
    assert desk.rows(Source, state=SourceState.MAYBE) + desk.rows(Source, state=SourceState.ASKED) == []


@pytest.mark.parametrize("claimed", [True, False])
def test_what_was_to_be_cancelled_may_be_something_else_and_is_not_lost(desk: Story, claimed: bool) -> None:
    text = "annulez le taxi svp"
    desk.says("karim", "#lyon", TAXI)
    if claimed:
        desk.types("ines", "prendre LYO-1")
    desk.later(minutes=40)
    desk.says("karim", "#lyon", text)
    desk.presses("karim", desk.last("@karim", "ask_if_cancelled"), "accept")
    assert [desk.words(each) for each in desk.requests()] == [TAXI, text]
    assert desk.request("LYO-1").open


def test_what_its_author_was_asked_to_cancel_and_says_nothing_of_is_shown_to_those_who_decide(desk: Story) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=40)
    desk.says("karim", "#lyon", "annulez le taxi svp")
    asked = str(desk.last("@karim", "ask_if_cancelled"))
    assert "Est-ce LYO-1 qu’il faut annuler ? Sans un mot de vous, je montre votre message au pôle." in asked
    assert "annulez le taxi" not in desk.room("#desk")
    desk.later(minutes=11)
    assert "annulez le taxi" in desk.room("#desk")
    desk.presses("karim", desk.last("@karim", "ask_if_cancelled"), "give_up")
    assert desk.request("LYO-1").state is State.CANCELLED
    assert "annulez le taxi" not in desk.room("#desk")


def test_what_is_left_alone_cancels_nothing_and_is_forgotten(desk: Story) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=40)
    desk.says("karim", "#lyon", "annulez le taxi svp")
    desk.presses("karim", desk.last("@karim", "ask_if_cancelled"), "dismiss")
    assert desk.request("LYO-1").state is State.NEW
    assert "annulez" not in "".join(row.body for row in desk.rows(Words))


def test_an_edit_of_what_orders_to_cancel_is_asked_about_as_it_is_now(desk: Story) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=40)
    ordered = desk.says("karim", "#lyon", "annulez le taxi")
    desk.edits(ordered, "annulez le taxi de 8h svp")
    assert len(desk.requests()) == 1
    assert "8h svp" in str(desk.last("@karim", "ask_if_cancelled"))
    desk.edits(ordered, "annulez le train svp")
    assert [desk.words(each) for each in desk.requests()] == [TAXI, "annulez le train svp"]


def test_nobody_else_cancels_it_by_that_press(desk: Story) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=40)
    desk.says("karim", "#lyon", "annulez le taxi svp")
    (held,) = desk.rows(Source, state=SourceState.ASKED)
    said = desk.presses("lea", desk.last("@karim", "ask_if_cancelled"), "give_up", f"source:{held.id}:LYO-1")
    assert "annulée" not in desk.text(said)
    assert desk.request("LYO-1").state is State.NEW


def test_a_personal_reason_is_read_by_nobody(desk: Story) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.types("ines", "prendre LYO-1")
    desk.later(minutes=40)
    desk.says("karim", "#lyon", "annulez le taxi, je suis en arrêt maladie depuis lundi")
    desk.says("karim", "@", "annulez le taxi, je suis en arrêt maladie depuis lundi")
    desk.later(days=1)
    for each in (desk.by_desk("#desk"), desk.by_desk("#lyon"), desk.by_desk("@ines")):
        assert "arrêt maladie" not in each


def test_it_is_cancelled_by_its_name_in_its_thread(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TAXI)
    desk.says("karim", "#lyon", "annulez le taxi svp", under=asked)
    desk.presses("karim", desk.last_whisper("karim"), "cancel")
    assert desk.request("LYO-1").state is State.CANCELLED


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("il me faudrait une facture de l'hôtel de Lille", "annulez l'hôtel de Lille"),
        ("pouvez-vous imprimer l'ordre du jour de la réunion de jeudi", "annulez la réunion de jeudi"),
        ("pouvez-vous ajouter Paul à la réunion de jeudi", "annulez la réunion de jeudi svp"),
        ("il me faut un taxi demain 8h, mon train est à 9h", "annulez le train svp"),
        ("Le client Bosch vient jeudi, réunion à 14h : il faut 6 plateaux repas", "annulez la réunion de jeudi svp"),
    ],
)
def test_what_was_only_spoken_of_is_cancelled_by_a_request(desk: Story, asked: str, text: str) -> None:
    desk.says("karim", "#lyon", asked)
    desk.later(minutes=90)
    desk.says("karim", "#lyon", text)
    assert [desk.words(each) for each in desk.requests()] == [asked, text]


@pytest.mark.parametrize(
    "text",
    [
        "annulez mon train Paris-Lyon réservé hier",
        "annulez le taxi de vendredi svp",
        "annulez le taxi de 9h svp",
        "annulez l'aéroport svp",
        "annulez le taxi et réservez un train",
    ],
)
def test_what_is_cancelled_and_was_not_asked_here_is_a_request(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=40)
    desk.says("karim", "#lyon", text)
    assert [desk.words(each) for each in desk.requests()] == [TAXI, text]


def test_what_another_asked_is_cancelled_by_a_request(desk: Story) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=40)
    desk.says("lea", "#lyon", "annulez le taxi svp")
    assert [each.requester_id == desk.requests()[0].requester_id for each in desk.requests()] == [True, False]


def test_of_several_so_named_their_author_says_which(desk: Story) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=40)
    desk.says("karim", "#lyon", "il me faut aussi un taxi vendredi 18h pour la gare")
    desk.later(minutes=40)
    desk.says("karim", "#lyon", "annulez le taxi")
    offered = desk.last("@karim", "ask_if_cancelled")
    assert [value.rpartition(":")[2] for act, value in buttons_of_card(offered) if act == "give_up"] == [
        "LYO-1",
        "LYO-2",
    ]
    desk.presses("karim", offered, "give_up", next(v for a, v in buttons_of_card(offered) if v.endswith("LYO-2")))
    assert [each.state for each in desk.requests()] == [State.NEW, State.CANCELLED]
    desk.says("karim", "#lyon", "annulez le taxi de 8h, je prends le train")
    desk.presses("karim", desk.last("@karim", "ask_if_cancelled"), "give_up")
    assert [each.state for each in desk.requests()] == [State.CANCELLED, State.CANCELLED]


def test_what_is_confidential_is_offered_for_cancelling_by_its_name_nowhere(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faut mon bulletin de paie")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.later(minutes=40)
    desk.says("karim", "#lyon", "annulez le bulletin svp")
    everywhere = [desk.by_desk("#lyon"), desk.by_desk("#desk"), desk.by_desk("@karim"), desk.whispered("karim")]
    assert "plus besoin de LYO-1" not in "".join(everywhere)
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL


@pytest.mark.parametrize(
    "text",
    ["annulez ma demande", "je voudrais annuler svp", "laissez tomber", "oubliez ma demande", "cancel it please"],
)
def test_what_is_cancelled_without_its_name_to_the_desk_alone_is_found_where_it_was_asked(
    desk: Story, text: str
) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=40)
    desk.says("karim", "@", text)
    offered = desk.last("@karim", "ask_if_cancelled")
    assert [act for act, _ in buttons_of_card(offered)] == ["give_up", "accept", "dismiss"]
    assert desk.request("LYO-1").state is State.NEW
    desk.presses("karim", offered, "give_up")
    assert [each.state for each in desk.requests()] == [State.CANCELLED]


def test_of_several_asked_elsewhere_none_is_cancelled_before_it_is_said_which(desk: Story) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=40)
    desk.says("karim", "#lyon", ROOM)
    desk.later(minutes=40)
    desk.says("karim", "@", "annulez ma demande")
    desk.says("karim", "@", "oui")
    assert [each.state for each in desk.requests()] == [State.NEW, State.NEW]
    desk.says("karim", "@", "la salle")
    assert [each.state for each in desk.requests()] == [State.NEW, State.CANCELLED]


def test_a_colleague_told_to_cancel_in_the_channel_cancels_nothing_asked_elsewhere(desk: Story) -> None:
    desk.says("karim", "@", "il me faudrait un badge à Lyon")
    desk.later(minutes=40)
    told = desk.by_desk("@karim")
    desk.says("karim", "#lyon", "annulez svp")
    assert "LYO-1" not in desk.whispered("karim") + desk.by_desk("#lyon")
    assert desk.by_desk("@karim") == told
    assert desk.request("LYO-1").state is State.NEW


@pytest.mark.parametrize("place", ["#lyon", "@"])
@pytest.mark.parametrize("minutes", [1, 30])
@pytest.mark.parametrize(
    "text",
    [
        "plus besoin du taxi, reservez moi un train",
        "plus besoin du taxi. une salle jeudi 14h svp",
        "oubliez le taxi et reservez une voiture",
        "plus besoin du taxi, fuite d'eau au 2e",
    ],
)
def test_a_need_said_with_what_is_given_up_is_made_and_that_is_offered(
    desk: Story, place: str, minutes: int, text: str
) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", place, TAXI)
    desk.later(minutes=minutes)
    desk.says("karim", place, text)
    assert [desk.words(each) for each in desk.requests()] == [TAXI, text]
    offered = desk.last_whisper("karim") if place == "#lyon" else desk.last("@karim", "given_up")
    assert [value for act, value in buttons_of_card(offered) if act == "cancel"] == ["LYO-1"]


@pytest.mark.parametrize(
    "text", ["le rdv est annulé, reservez une salle pour vendredi", "no need, book me a train tomorrow"]
)
def test_a_need_after_what_is_off_is_made_where_all_read_too(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", text)
    assert [desk.words(each) for each in desk.requests()] == [text]


@pytest.mark.parametrize("minutes", [2, 20, 300])
@pytest.mark.parametrize("text", ["annulez mon taxi", "finalement non", "annulez svp"])
def test_what_waits_for_its_site_is_given_up_in_words(desk: Story, minutes: int, text: str) -> None:
    desk.says("lea", "@", "un taxi demain 8h pour l'aéroport svp")
    desk.later(minutes=minutes)
    desk.says("lea", "@", text)
    desk.says("lea", "@", "Lyon")
    assert desk.requests() == []
    assert desk.rows(Source, state=SourceState.MAYBE) + desk.rows(Source, state=SourceState.ASKED) == []
    assert "[En faire une demande]" not in desk.by_desk("#desk")


def test_what_is_given_up_later_is_what_was_asked_last(desk: Story) -> None:
    desk.says("lea", "@", "un taxi demain 8h pour l'aéroport svp")
    desk.later(minutes=20)
    desk.says("lea", "@", "il me faut un badge à Lyon")
    desk.says("lea", "@", "laissez tomber")
    assert buttons_of(desk.last("@lea", "given_up")) == ["cancel", "keep_open"]
    assert [row.state for row in desk.rows(Source, state=SourceState.MAYBE)] == [SourceState.MAYBE]


def test_a_need_said_with_a_doubt_that_is_given_up_is_the_only_one(desk: Story) -> None:
    desk.says("lea", "@", "un taxi demain 8h pour l'aéroport svp")
    need = "oubliez le taxi, reservez une voiture"
    desk.says("lea", "@", need)
    desk.says("lea", "@", "Lyon")
    assert [desk.words(each) for each in desk.requests()] == [need]


@pytest.mark.parametrize(
    "text",
    ["laissez tomber le parking, il me faut un hôtel jeudi soir", "laissez tomber la clim, le wifi aussi est en panne"],
)
def test_what_gives_up_another_thing_offers_to_cancel_nothing(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", ROOM)
    desk.later(minutes=40)
    desk.says("karim", "#lyon", text)
    assert [desk.words(each) for each in desk.requests()] == [ROOM, text]
    assert "LYO-1" not in desk.whispered("karim") + desk.by_desk("@karim")


def test_thanks_alone_cancel_nothing(desk: Story) -> None:
    desk.says("karim", "@", "il me faudrait un badge à Lyon")
    desk.says("karim", "@", "laissez tomber")
    desk.says("karim", "@", "ok merci")
    assert desk.request("LYO-1").state is State.NEW
    assert buttons_of(desk.last("@karim", "given_up")) == ["cancel", "keep_open"]
    desk.says("karim", "@", "oui merci")
    assert desk.request("LYO-1").state is State.CANCELLED
