"""Done, rated, reopened, closed; and what comes after the end."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cards import Reply, Say
from bot.understanding import RequestKind
from storage.tables import Level, Rating, State, Words
from tests.bot.desk_harness import Story, that_reads_as
from tests.bot.paper import Shown

TRAIN = "il me faudrait un train pour Paris jeudi matin"
UNSURE = {
    RequestKind.ASK: ("le billet est au mauvais nom", "l'écran reste noir", "ce n'est pas le bon billet"),
    RequestKind.NO: ("ça ne marche toujours pas", "je n'ai rien reçu", "pour deux personnes cette fois"),
}
TOLD = ("le problème est revenu", "rien n'a été livré", "the problem is back", "non, rien n'a changé", "c'est revenu")


@pytest.fixture
def asked(desk: Story) -> Shown:
    """A train, asked by Karim at Lyon and done by Inès: LYO-1."""
    asked = desk.says("karim", "#lyon", TRAIN).message
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.presses("ines", desk.card("LYO-1", "#desk"), "resolve")
    return asked


def test_done_is_told_and_marked(desk: Story, asked: Shown) -> None:
    assert "C’est fait. Un souci ? Répondez ici, nous la rouvrons." in str(desk.last("#lyon", "resolved"))
    assert asked.signs == ["create", "done"]
    assert "Traitée, Inès Caron." in str(desk.card("LYO-1", "#desk"))
    assert "LYO-1 est déjà terminée." in desk.text(desk.types("ines", "fait LYO-1"))


def test_the_requester_rates_in_one_press_and_adds_a_word(desk: Story, asked: Shown) -> None:
    form = desk.presses("karim", desk.last("@karim", "rating_ask"), "rate", "4")
    (rating,) = desk.rows(Rating)
    assert rating.score == 4
    desk.sends("karim", form, comment="parfait, merci Inès")
    (rating,) = desk.rows(Rating)
    assert rating.score == 4
    (words,) = desk.rows(Words, id=rating.words_id)
    assert words.body == "parfait, merci Inès"
    assert "Merci pour votre avis sur LYO-1 : 4 sur 5." in desk.sees("karim")
    assert "[Donner mon avis]" not in str(desk.card("LYO-1", "#lyon"))


@pytest.mark.parametrize("value", ["LYO-1:0", "LYO-1:6", "LYO-1:-1", "LYO-1:٤", "LYO-1:cinq"])
def test_an_invented_score_opens_the_form(desk: Story, asked: Shown, value: str) -> None:
    form = desk.forges("karim", "rate", value)
    assert "Votre avis" in desk.text(form)
    assert "Choisissez une note de 1 à 5." in desk.text(desk.sends("karim", form, score="9"))
    assert [row.score for row in desk.rows(Rating)] == [None]


def test_only_the_requester_rates(desk: Story, asked: Shown) -> None:
    for who in ("ines", "lea", "marc"):
        desk.forges(who, "rate", "LYO-1:1")
    assert [row.score for row in desk.rows(Rating)] == [None]


def test_nothing_is_rated_before_it_is_done(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    assert "LYO-1 n’est pas encore traitée." in desk.text(desk.types("karim", "noter LYO-1"))


def test_a_rating_is_asked_once_in_fourteen_days(desk: Story, asked: Shown) -> None:
    for days, wanted in ((13, 1), (2, 2)):
        desk.later(days=days)
        desk.says("karim", "#lyon", f"il me faudrait un train pour Nantes dans {days} jours")
        desk.types("ines", f"fait LYO-{len(desk.requests())}")
        found = [each for each in desk.shown("@karim") if each.card and each.card.kind == "rating_ask"]
        assert len(found) == wanted


def test_thanks_close(desk: Story, asked: Shown) -> None:
    desk.says("karim", "#lyon", "Merci beaucoup !", under=asked)
    assert desk.request("LYO-1").state is State.CLOSED
    assert "Clôturée" in str(desk.card("LYO-1", "#desk"))


def test_thanks_beside_a_direct_thread_close(desk: Story) -> None:
    desk.says("marc", "@", TRAIN)
    desk.types("ines", "fait LYO-1")
    desk.says("marc", "@", "merci")
    assert desk.request("LYO-1").state is State.CLOSED


def test_anything_else_offers_to_reopen(desk: Story, asked: Shown) -> None:
    desk.says("karim", "#lyon", "le billet est au mauvais nom", under=asked)
    assert desk.request("LYO-1").state is State.RESOLVED
    assert "le billet est au mauvais nom" in desk.by_desk("#desk")
    assert "LYO-1 est traitée. La rouvrir ?" in desk.whispered("karim")
    desk.later(minutes=10)
    desk.presses("karim", desk.last_whisper("karim"), "reopen")
    request = desk.request("LYO-1")
    assert (request.state, desk.who_has("LYO-1"), request.reopened) == (State.CLAIMED, "ines", 1)
    assert "LYO-1 est rouverte." in desk.room("@ines")
    assert asked.signs == ["create"]
    assert request.promised_at is not None
    assert request.promised_at > desk.clock.now()


@pytest.mark.parametrize("where", ["#lyon", "@"])
@pytest.mark.parametrize("text", ["ca marche toujours pas !!", "Ce n’est pas réglé, rouvrez svp", "still not working"])
def test_a_plain_word_that_it_is_not_done_opens_it_again(desk: Story, where: str, text: str) -> None:
    desk.types("karim", "site lyon")
    message = desk.says("karim", where, "l'imprimante du 2e est en panne")
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "fait LYO-1")
    desk.says("karim", where, text, under=message)
    request = desk.request("LYO-1")
    assert (request.state, desk.who_has("LYO-1"), request.reopened) == (State.CLAIMED, "ines", 1)
    told = desk.room("@karim") + desk.whispered("karim")
    assert "C’est noté : LYO-1 est rouverte." in told
    assert "La rouvrir ?" not in told
    assert f"Karim Diallo :\n{text}" in desk.by_desk("#desk")
    desk.later(minutes=10)
    assert "LYO-1 est rouverte." in desk.room("@ines")


@pytest.mark.parametrize("text", ["si ça ne marche pas je vous redis", "ça ne marche pas ?", "ne rouvrez pas svp"])
def test_what_may_be_said_of_what_works_is_asked_about(desk: Story, asked: Shown, text: str) -> None:
    desk.says("karim", "#lyon", text, under=asked)
    assert desk.request("LYO-1").state is State.RESOLVED
    assert "LYO-1 est traitée. La rouvrir ?" in desk.whispered("karim")


def in_its_place(reply: Reply) -> bool:
    """Whether it is shown instead of what was pressed."""
    assert isinstance(reply, Say)
    return reply.instead


def test_who_acts_on_what_is_over_opens_it_again_in_one_press(desk: Story, asked: Shown) -> None:
    told = desk.types("claire", "prendre LYO-1")
    assert "LYO-1 n’est plus ouverte. Vous pouvez la rouvrir." in desk.text(told, "claire")
    desk.presses("claire", told, "reopen")
    assert desk.request("LYO-1").open


def test_what_is_left_of_nothing_is_not_offered_to_be_opened(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.deletes(asked)
    assert desk.request("LYO-1").state is State.CANCELLED
    for where in ("#lyon", "#desk"):
        assert "Rouvrir" not in str(desk.card("LYO-1", where))
    for who in ("karim", "ines"):
        assert "ouvrir" not in desk.text(desk.types(who, "voir LYO-1", "@"), who)
    assert "Vous pouvez" not in desk.text(desk.types("ines", "urgent LYO-1"), "ines")
    desk.restores(asked)
    assert desk.request("LYO-1").open


def test_an_offer_to_reopen_is_answered_once_and_in_its_place(desk: Story, asked: Shown) -> None:
    desk.says("karim", "#lyon", "le billet est au mauvais nom", under=asked)
    offer = desk.last_whisper("karim")
    first = desk.presses("karim", offer, "reopen")
    assert (desk.text(first), in_its_place(first)) == ("C’est noté : LYO-1 est rouverte.", True)
    again = desk.presses("karim", offer, "reopen")
    assert (desk.text(again), in_its_place(again)) == ("Vous avez déjà rouvert LYO-1.", True)
    desk.types("ines", "fait LYO-1")
    desk.types("ines", "rouvrir LYO-1")
    late = desk.presses("karim", offer, "reopen")
    assert (desk.text(late), in_its_place(late)) == ("LYO-1 est déjà rouverte, par Inès Caron.", True)
    assert [each.act for each in desk.entries("LYO-1")].count("reopen") == 2
    desk.types("ines", "fait LYO-1")
    assert not in_its_place(desk.presses("karim", desk.card("LYO-1", "#lyon"), "reopen")), "a card stays"


def test_an_offer_to_reopen_made_where_nobody_else_reads_gives_its_place_to_the_answer(desk: Story) -> None:
    asked = desk.says("marc", "@", TRAIN).message
    desk.types("ines", "fait LYO-1")
    desk.says("marc", "@", "le billet est au mauvais nom", under=asked)
    before = len(desk.shown("@marc"))
    desk.presses("marc", desk.last("@marc", "reopen_offer"), "reopen")
    assert desk.request("LYO-1").reopened == 1
    assert "La rouvrir ?" not in desk.room("@marc")
    assert desk.room("@marc").count("LYO-1 est rouverte.") == 1
    assert len(desk.shown("@marc")) == before


def test_what_nobody_had_is_proposed_again(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "cancel")
    desk.later(minutes=10)
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "reopen")
    assert desk.request("LYO-1").state is State.NEW
    desk.carry()
    assert desk.room("@ines").count("LYO-1 est annulée.") == 1, "where it was proposed first"
    assert desk.room("@ines").count("LYO-1 vous est proposée.") == 1
    assert "Rouverte" in str(desk.card("LYO-1", "#desk"))


def test_silence_closes_after_three_opening_days(desk: Story, asked: Shown) -> None:
    desk.until(datetime(2026, 11, 27, 8, 50, tzinfo=UTC))
    assert desk.request("LYO-1").state is State.RESOLVED
    desk.until(datetime(2026, 11, 30, 12, tzinfo=UTC))
    assert desk.request("LYO-1").state is State.CLOSED
    (last,) = [each for each in desk.entries("LYO-1") if each.act == "close"]
    assert last.actor_id is None


def test_done_again_in_the_same_closed_hours_still_closes(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.until(datetime(2026, 11, 28, 9, tzinfo=UTC))
    for _ in range(2):
        desk.types("ines", "fait LYO-1")
        desk.types("ines", "rouvrir LYO-1")
    desk.types("ines", "fait LYO-1")
    desk.later(days=7)
    assert desk.request("LYO-1").state is State.CLOSED


def test_a_reopened_request_is_not_closed_by_the_old_silence(desk: Story, asked: Shown) -> None:
    desk.types("karim", "rouvrir LYO-1")
    desk.later(days=10)
    assert desk.request("LYO-1").state is State.CLAIMED


def test_in_a_closed_thread_a_new_need_is_a_linked_request(desk: Story, asked: Shown) -> None:
    desk.says("karim", "#lyon", "merci", under=asked)
    said = desk.wrote("karim", "#lyon", "il me faudrait aussi un hôtel à Paris jeudi soir", under=asked)
    for _ in range(2):
        desk.submit(desk.posted(said))
    assert [each.ref for each in desk.requests()] == ["LYO-1", "LYO-2"]
    follow = desk.request("LYO-2")
    assert follow.linked_to_id == desk.request("LYO-1").id
    assert "Suite de LYO-1." in str(desk.card("LYO-2", "#desk"))
    assert desk.card("LYO-2", "#lyon").root == asked.ts
    assert desk.request("LYO-1").state is State.CLOSED
    desk.says("karim", "#lyon", "près de la gare", under=asked)
    assert desk.room("#desk").count("près de la gare") == 1
    desk.edits(said, "il me faudrait un hôtel à Paris vendredi soir")
    assert "vendredi soir" in str(desk.card("LYO-2", "#desk"))


def test_thanks_in_a_closed_thread_are_only_thanks(desk: Story, asked: Shown) -> None:
    desk.says("karim", "#lyon", "merci", under=asked)
    desk.says("karim", "#lyon", "merci encore !", under=asked)
    desk.says("lea", "#lyon", "il me faudrait la même chose", under=asked)
    assert len(desk.requests()) == 1


@pytest.mark.parametrize(
    "word", ["désolé pour le dérangement", "oups, fausse alerte", "bonne journée", "bien reçu", "😅"]
)
@pytest.mark.parametrize("order", ["annuler LYO-2", None])
def test_nor_is_chatter_a_need(desk: Story, asked: Shown, word: str, order: str | None) -> None:
    desk.says("karim", "#lyon", "merci", under=asked)
    above = asked
    if order is not None:
        above = desk.says("karim", "#lyon", "il me faudrait un taxi demain à 8h").message
        desk.types("karim", order)
    before = len(desk.requests())
    desk.says("karim", "#lyon", word, under=above)
    assert len(desk.requests()) == before
    assert "Voulez-vous" not in desk.whispered("karim")


@pytest.mark.parametrize("kind", UNSURE)
@pytest.mark.parametrize("answer", ["accept", "dismiss"])
def test_where_only_its_author_can_tell_they_are_asked(
    desk: Story, asked: Shown, kind: RequestKind, answer: str
) -> None:
    said = that_reads_as(kind, *UNSURE[kind])
    desk.says("karim", "#lyon", "merci", under=asked)
    desk.says("karim", "#lyon", said, under=asked)
    assert len(desk.requests()) == 1
    assert "Voulez-vous que j’en fasse une demande" in desk.whispered("karim")
    desk.presses("karim", desk.last_whisper("karim"), answer)
    desk.later(days=1)
    if answer == "dismiss":
        assert len(desk.requests()) == 1
        assert said not in desk.by_desk("#desk")
        return
    follow = desk.request("LYO-2")
    assert (follow.linked_to_id, desk.words(follow)) == (desk.request("LYO-1").id, said)
    assert desk.card("LYO-2", "#lyon").root == asked.ts
    assert "Suite de LYO-1." in str(desk.card("LYO-2", "#desk"))


@pytest.mark.parametrize("where", ["#lyon", "@"])
@pytest.mark.parametrize("told", TOLD)
def test_a_problem_told_under_what_is_closed_is_never_lost(desk: Story, where: str, told: str) -> None:
    desk.types("karim", "site lyon")
    asked = desk.says("karim", where, TRAIN)
    desk.types("ines", "fait LYO-1")
    desk.later(days=10)
    desk.says("karim", where, told, under=asked)
    assert "Voulez-vous que j’en fasse une demande" in desk.whispered("karim") + desk.room("@karim")
    question = desk.last_whisper("karim") if where == "#lyon" else desk.last("@karim", "ask_if_request")
    desk.presses("karim", question, "accept")
    follow = desk.request("LYO-2")
    assert (follow.linked_to_id, desk.words(follow)) == (desk.request("LYO-1").id, told)


@pytest.mark.parametrize("said", [UNSURE[RequestKind.NO][0], TOLD[0]])
def test_what_triage_may_not_read_never_waits_there_for_its_author(desk: Story, asked: Shown, said: str) -> None:
    desk.says("karim", "#lyon", "merci", under=asked)
    bill = desk.says("karim", "#lyon", "il faudrait payer la facture fournisseur Dupont avant vendredi")
    desk.types("ines", "fait LYO-2")
    desk.types("claire", "valider LYO-2")
    desk.later(days=7)
    desk.says("karim", "#lyon", said, under=bill)
    assert desk.request("LYO-2").state is State.CLOSED
    assert desk.request("LYO-3").level is desk.request("LYO-2").level is Level.RESTRICTED
    desk.later(days=1)
    assert said not in desk.by_desk("#desk") + desk.by_desk("#lyon")


def test_a_private_need_in_a_closed_thread_is_asked_about_first(desk: Story, asked: Shown) -> None:
    desk.says("karim", "#lyon", "merci", under=asked)
    desk.says("karim", "#lyon", "il me faudrait aussi mon bulletin de paie", under=asked)
    assert len(desk.requests()) == 1
    assert "bulletin" not in desk.by_desk("#desk") + desk.by_desk("#lyon")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    assert "bulletin de paie" in str(desk.card("LYO-2", "@nadia"))
    assert "LYO-2" not in desk.by_desk("#desk") + desk.by_desk("#lyon")


def test_editing_the_words_of_what_is_closed_moves_nothing(desk: Story, asked: Shown) -> None:
    desk.says("karim", "#lyon", "merci", under=asked)
    before = desk.request("LYO-1")
    desk.edits(asked, "il me faudrait une salle à Aix vendredi, c'est urgent")
    after = desk.request("LYO-1")
    assert (after.service, after.site, after.urgent) == (before.service, before.site, before.urgent)
    assert desk.words(after).startswith("il me faudrait une salle")


def test_once_closed_what_a_problem_told_there_becomes_is_said(desk: Story, asked: Shown) -> None:
    done = desk.last("#lyon", "resolved")
    desk.says("karim", "#lyon", "merci", under=asked)
    assert "nous la rouvrons" not in desk.by_desk("#lyon")
    assert "Pour reprendre cette demande : « Rouvrir », sur sa carte." in str(done)
    for told in (str(done), str(desk.card("LYO-1", "#lyon"))):
        assert "Ce que vous demandez ici en devient une nouvelle, à sa suite." in told
    assert "Pour la reprendre : « Rouvrir »." in str(desk.card("LYO-1", "#lyon"))
    desk.says("karim", "#lyon", "il me faudrait un billet au bon nom", under=asked)
    told = "LYO-1 n’est plus ouverte. J’en fais une nouvelle demande, LYO-2, à sa suite."
    assert told in desk.whispered("karim")
    assert "Suite de LYO-1." in str(desk.card("LYO-2", "#lyon"))


@pytest.mark.parametrize("late", [False, True])
def test_what_was_asked_about_is_said_in_what_is_open_again(desk: Story, asked: Shown, late: bool) -> None:
    told = that_reads_as(RequestKind.NO, *UNSURE[RequestKind.NO])
    desk.says("karim", "#lyon", "merci", under=asked)
    desk.says("karim", "#lyon", told, under=asked)
    question = desk.last_whisper("karim")
    desk.later(minutes=15 if late else 1)
    desk.types("karim", "rouvrir LYO-1")
    desk.presses("karim", question, "accept")
    assert [each.ref for each in desk.requests()] == ["LYO-1"]
    assert f"Karim Diallo :\n{told}" in desk.by_desk("#desk")
    assert desk.by_desk("#desk").count(told) == 1
    desk.presses("karim", question, "accept")
    assert len(desk.requests()) == 1


THANKS = ["merci !", "parfait merci", "c'est bon merci"]


@pytest.fixture
def waiting_and_done(desk: Story) -> Story:
    """LYO-1 has waited for three hours; LYO-2 was done five minutes ago, and its rating asked."""
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "attendre LYO-1 Bleu ou noir ?")
    desk.says("karim", "@", "il me faut un taxi demain 8h pour l'aéroport")
    desk.later(hours=3)
    desk.types("ines", "prendre LYO-2")
    desk.types("ines", "fait LYO-2")
    desk.later(minutes=5)
    return desk


@pytest.mark.parametrize("text", THANKS)
def test_thanks_are_for_what_was_last_told_not_for_what_waits(waiting_and_done: Story, text: str) -> None:
    waiting_and_done.says("karim", "@", text)
    assert [each.state for each in waiting_and_done.requests()] == [State.WAITING, State.CLOSED]


def test_they_answer_a_question_asked_since(waiting_and_done: Story) -> None:
    waiting_and_done.says("karim", "@", "bleu")
    waiting_and_done.types("ines", "attendre LYO-1 Pour demain, ça vous va ?")
    waiting_and_done.later(minutes=5)
    waiting_and_done.says("karim", "@", "c'est bon merci")
    assert [each.state for each in waiting_and_done.requests()] == [State.CLAIMED, State.RESOLVED]


def test_nor_do_they_answer_for_a_reply_what_waits(waiting_and_done: Story) -> None:
    waiting_and_done.says("karim", "@", "il me faudrait une salle à Lyon jeudi à 14h")
    waiting_and_done.types("ines", "répondre LYO-3 La Rhône est à vous.")
    waiting_and_done.later(minutes=5)
    waiting_and_done.says("karim", "@", "parfait merci")
    states = [each.state for each in waiting_and_done.requests()]
    assert states[0] is State.WAITING
    assert states[2].value in ("new", "claimed")
    assert "parfait merci" in waiting_and_done.by_desk("#desk")


def test_what_is_opened_again_is_promised_its_first_words_under_their_own_name(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.deletes(asked)
    desk.restores(asked)
    desk.types("karim", "annuler LYO-1")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "reopen")
    assert "Le pôle vous répond avant mardi 24 novembre, 11 h" in str(desk.card("LYO-1", "#lyon"))
    assert "Réponse promise avant mardi 24 novembre, 11 h" in str(desk.card("LYO-1", "#desk"))


def shut_for_years(data: dict[str, Any]) -> None:
    """Lyon opens no more for two years."""
    closed = ["2026-11-24..2027-11-20", "2027-11-21..2028-11-05"]
    next(each for each in data["sites"] if each["id"] == "lyon")["closed"] = closed


def test_a_place_that_opens_no_more_for_a_year_leaves_nothing_half_done(desk: Story) -> None:
    """What is promised in open time is not; what must come all the same does, as much time as passes."""
    desk.rules(shut_for_years)
    doubted = desk.says("karim", "#lyon", "la lumière du couloir")
    desk.later(days=2)
    desk.reacts("ines", doubted, "ticket")
    assert desk.request("LYO-1").promised_at is None
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "attente LYO-1 quel étage ?")
    desk.says("karim", "@", "le deuxième")
    desk.types("karim", "escalade LYO-1 toujours rien")
    desk.types("ines", "fait LYO-1")
    assert desk.request("LYO-1").state is State.RESOLVED
    desk.later(days=3)
    assert desk.request("LYO-1").state is State.CLOSED
