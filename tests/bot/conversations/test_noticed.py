"""What people write, or put, under what the desk told them of a request: it is about that request, and no other."""

from __future__ import annotations

import pytest

from storage.tables import Rating, Words
from tests.bot.desk_harness import Story
from tests.bot.paper import Shown

ROOM = "il me faudrait une salle jeudi à 14h"
WORDS = ("ok je la prends, il manque le projecteur de la salle", "il me faut juste la longueur du câble")


@pytest.fixture
def proposed(desk: Story) -> Shown:
    """« LYO-1 vous est proposée. », to Inès."""
    desk.says("karim", "#lyon", ROOM)
    return desk.pings("@ines")[-1]


@pytest.mark.parametrize("text", WORDS)
def test_who_works_it_is_told_where_to_write(desk: Story, proposed: Shown, text: str) -> None:
    said = desk.wrote("ines", "@", text, under=proposed)
    for _ in range(2):
        desk.submit(desk.posted(said))
    told = desk.last("@ines", "elsewhere")
    assert str(told).startswith("Je n’ai transmis votre mot à personne.")
    assert desk.room("@ines").count("Je n’ai transmis votre mot à personne.") == 1
    assert [each.ref for each in desk.requests()] == ["LYO-1"], "no request of her own"
    assert text not in desk.sees("karim") + desk.by_desk("#desk")
    desk.edits(said, "il me faudrait un taxi demain à 9h")
    assert len(desk.requests()) == 1
    desk.sends("ines", desk.presses("ines", told, "reply"), text="Quelle longueur ?")
    assert "Inès Caron vous répond :\nQuelle longueur ?" in desk.by_desk("#lyon")


def test_an_order_under_a_notice_is_obeyed(desk: Story, proposed: Shown) -> None:
    desk.says("ines", "@", "prendre LYO-1", under=proposed)
    assert desk.who_has("LYO-1") == "ines"


def test_what_is_confidential_stays_where_it_is(desk: Story, proposed: Shown) -> None:
    desk.says("karim", "@", "je suis en arrêt maladie jusqu'à lundi, il faut prévenir la paie")
    desk.types("karim", "urgent LYO-2")
    before = desk.history("LYO-2")
    desk.says("nadia", "@", "à voir avec la paie, il me faut son bulletin", under=desk.pings("@nadia")[-1])
    assert "Je n’ai transmis votre mot à personne." in str(desk.last("@nadia", "elsewhere"))
    assert (len(desk.requests()), desk.history("LYO-2")) == (2, before)


def test_where_several_are_told_of_nothing_is_guessed(desk: Story, proposed: Shown) -> None:
    desk.says("lea", "#lyon", "il me faudrait un badge pour un visiteur vendredi")
    desk.says("paul", "#lyon", "il me faudrait un train pour Paris jeudi matin")
    desk.later(minutes=6)
    both = desk.pings("@ines")[-1]
    assert "LYO-2" in str(both)
    assert "LYO-3" in str(both)
    desk.says("ines", "@", "il me faudrait la date", under=both)
    desk.reacts("ines", both, "eyes")
    assert "plusieurs demandes" in str(desk.last("@ines", "thread.several"))
    assert len(desk.requests()) == 3
    assert {desk.who_has(each.ref) for each in desk.requests()} == {None}


def test_who_no_longer_works_it_is_told_who_can(desk: Story, proposed: Shown) -> None:
    desk.reacts("ines", proposed, "eyes")
    desk.types("coralie", "transférer LYO-1 hr_admin")
    desk.later(minutes=6)
    moved = desk.pings("@ines")[-1]
    assert "Elle n’est plus dans vos mains" in str(moved)
    desk.says("ines", "@", "il me faudrait savoir pourquoi", under=moved)
    assert len(desk.requests()) == 1
    assert "Elle n’est plus" not in str(desk.last("@ines", "refusal"))


def test_an_emoji_on_a_notice_acts_on_its_request(desk: Story, proposed: Shown) -> None:
    desk.reacts("ines", proposed, "eyes")
    assert desk.who_has("LYO-1") == "ines"
    desk.unreacts("ines", proposed, "eyes")
    assert desk.who_has("LYO-1") is None
    desk.reacts("ines", proposed, "ticket")
    desk.reacts("ines", proposed, "white_check_mark")
    assert desk.request("LYO-1").resolved_at is not None
    assert len(desk.requests()) == 1


def test_an_emoji_gives_no_right_that_its_author_has_not(desk: Story, proposed: Shown) -> None:
    desk.reacts("claire", desk.card("LYO-1", "#desk"), "eyes")
    desk.reacts("ines", proposed, "eyes")
    assert desk.who_has("LYO-1") == "claire"
    assert "Claire Morel s’en occupe déjà" in str(desk.last("@ines", "taken_already"))


def test_what_a_requester_writes_there_is_said_in_their_request(desk: Story, proposed: Shown) -> None:
    desk.reacts("ines", desk.card("LYO-1", "#desk"), "eyes")
    desk.types("ines", "attendre LYO-1 Pour combien de personnes ?")
    asked = desk.pings("@karim")[-1]
    assert "« Pour combien de personnes ? »" in str(asked)
    said = desk.says("karim", "@", "il me faudrait huit places et un projecteur", under=asked)
    assert "Karim Diallo :\nil me faudrait huit places" in desk.by_desk("#desk")
    assert "huit places" not in desk.by_desk("#lyon")
    assert desk.request("LYO-1").state == "claimed"
    assert len(desk.requests()) == 1
    desk.deletes(said)
    assert "huit places" not in desk.by_desk("#desk")


def test_what_is_personal_there_waits_for_their_word_and_is_then_said_in_the_request(
    desk: Story, proposed: Shown
) -> None:
    desk.reacts("ines", desk.card("LYO-1", "#desk"), "eyes")
    desk.types("ines", "attendre LYO-1 Pour combien de personnes ?")
    desk.says("karim", "@", "je suis en arrêt maladie, voyez avec Léa", under=desk.pings("@karim")[-1])
    assert "arrêt maladie" not in desk.by_desk("#desk")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")
    assert "Karim Diallo :\nje suis en arrêt maladie, voyez avec Léa" in desk.by_desk("#desk")
    assert len(desk.requests()) == 1


def test_a_word_under_the_question_of_a_score_is_said_in_the_request(desk: Story, proposed: Shown) -> None:
    desk.types("ines", "terminer LYO-1")
    desk.later(days=1)
    rating = desk.last("@karim", "rating_ask")
    desk.says("karim", "@", "il manque encore le projecteur", under=rating)
    assert "il manque encore le projecteur" in desk.by_desk("#desk")
    desk.presses("karim", desk.last("@karim", "reopen_offer"), "reopen")
    assert desk.request("LYO-1").open


def test_what_answers_no_notice_is_a_request_as_before(desk: Story, proposed: Shown) -> None:
    mine = desk.says("karim", "@", "bonjour")
    desk.says("karim", "@", "il me faudrait un taxi demain à 9h", under=mine)
    assert [each.ref for each in desk.requests()] == ["LYO-1", "LYO-2"]


@pytest.mark.parametrize("text", ["mon code de badge 4821 ne marche plus", "rien n'a été livré", "c'était nul"])
def test_what_is_told_of_what_is_closed_stays_in_the_direct_conversation(
    desk: Story, proposed: Shown, text: str
) -> None:
    desk.types("ines", "terminer LYO-1")
    rating = desk.last("@karim", "rating_ask")
    desk.later(days=6)
    desk.says("karim", "@", text, under=rating)
    if len(desk.requests()) == 1:
        desk.presses("karim", desk.last("@karim", "ask_if_request"), "accept")
    follow = desk.request("LYO-2")
    assert (desk.words(follow), follow.linked_to_id) == (text, desk.request("LYO-1").id)
    assert text in str(desk.card("LYO-2", "@karim"))
    assert text in str(desk.card("LYO-2", "#desk"))
    assert text not in desk.by_desk("#lyon") + desk.sees("lea")
    assert "LYO-2" not in desk.by_desk("#lyon")


def test_who_reads_what_was_personal_there_is_named_without_the_channel(desk: Story, proposed: Shown) -> None:
    desk.types("ines", "terminer LYO-1")
    desk.says("karim", "@", "Inès m'a harcelé", under=desk.last("@karim", "rating_ask"))
    desk.later(days=6)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    confirm = desk.last("@karim", "show_confirm")
    assert "canal où vous l’avez écrit" not in str(confirm)
    desk.presses("karim", confirm, "show_all")
    assert "harcelé" in desk.by_desk("#desk")
    assert "harcelé" not in desk.by_desk("#lyon")


@pytest.mark.parametrize(
    ("order", "answer"), [("langue en", "I write to you in English"), ("site Lyon", "partent de Lyon")]
)
def test_an_order_after_a_score_is_obeyed_and_no_word_on_it(
    desk: Story, proposed: Shown, order: str, answer: str
) -> None:
    desk.types("ines", "terminer LYO-1")
    desk.says("karim", "@", "5")
    desk.says("karim", "@", order)
    assert answer in desk.room("@karim")
    assert [(row.score, row.words_id) for row in desk.rows(Rating)] == [(5, None)]


SCORES = {"5": 5, "4 sur 5": 4, "4/5": 4, "3, merci": 3, "2 / 5 merci beaucoup": 2, "1.": 1}


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("text", SCORES)
def test_a_lone_number_under_the_question_of_a_score_is_the_score(
    desk: Story, proposed: Shown, text: str, closed: bool
) -> None:
    desk.types("ines", "terminer LYO-1")
    rating = desk.last("@karim", "rating_ask")
    desk.later(days=6 if closed else 0)
    said = desk.wrote("karim", "@", text, under=rating)
    for _ in range(2):
        desk.submit(desk.posted(said))
    assert [row.score for row in desk.rows(Rating)] == [SCORES[text]]
    assert f"Merci pour votre avis sur LYO-1 : {SCORES[text]} sur 5." in desk.room("@karim")
    assert desk.by_desk("@karim").count("Merci") == 1
    assert "Karim Diallo :" not in desk.by_desk("#desk")
    assert len(desk.requests()) == 1
    assert "La rouvrir" not in desk.room("@karim")


@pytest.mark.parametrize("text", ["6", "4,5", "5 personnes attendent encore", "5 ?", "10/5", "-3", "2 h de retard"])
def test_another_number_there_is_no_score(desk: Story, proposed: Shown, text: str) -> None:
    desk.types("ines", "terminer LYO-1")
    desk.says("karim", "@", text, under=desk.last("@karim", "rating_ask"))
    assert [row.score for row in desk.rows(Rating)] == [None]
    assert text in desk.by_desk("#desk")


def test_a_score_of_what_is_open_again_waits(desk: Story, proposed: Shown) -> None:
    desk.types("ines", "terminer LYO-1")
    rating = desk.last("@karim", "rating_ask")
    desk.types("karim", "rouvrir LYO-1")
    desk.says("karim", "@", "5", under=rating)
    assert [row.score for row in desk.rows(Rating)] == [None]
    assert "Vous pourrez donner votre avis ensuite." in str(desk.last("@karim", "rate.not_yet"))


@pytest.mark.parametrize("closed", [True, False])
def test_another_need_under_the_question_of_a_score_is_a_request_of_its_own(
    desk: Story, proposed: Shown, closed: bool
) -> None:
    desk.types("ines", "terminer LYO-1")
    rating = desk.last("@karim", "rating_ask")
    desk.later(days=6 if closed else 0)
    desk.says("karim", "@", "il me faudrait un taxi demain à 9h", under=rating)
    desk.says("karim", "@", "4/5", under=rating)
    taxi = desk.request("LYO-2")
    assert (desk.words(taxi), taxi.linked_to_id) == ("il me faudrait un taxi demain à 9h", None)
    assert "taxi" not in desk.by_desk("#lyon") + str(desk.card("LYO-1", "#desk"))
    assert "4/5" not in desk.by_desk("#desk")
    assert [row.score for row in desk.rows(Rating)] == [4]


WORDED = {
    "4, très bien mais un peu long": (4, "très bien mais un peu long"),
    "5. Super réactif": (5, "Super réactif"),
    "très bien, 5": (5, "très bien"),
    "3 pas terrible, il manquait le câble": (3, "pas terrible, il manquait le câble"),
    "5 étoiles": (5, None),
    "je mets 4": (4, None),
    "cinq": (5, None),
    "Tout à fait": (5, None),
}


@pytest.mark.parametrize("place", ["root", "question", "card", "thread"])
@pytest.mark.parametrize("text", WORDED)
def test_a_score_is_read_with_its_word_wherever_it_may_be_given(desk: Story, place: str, text: str) -> None:
    asked = desk.says("karim", "@" if place == "card" else "#lyon", ROOM + " à Lyon")
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "fait LYO-1")
    desk.later(minutes=12)
    under = {
        "root": None,
        "question": desk.last("@karim", "rating_ask"),
        "card": desk.card("LYO-1", "@karim" if place == "card" else "#lyon"),
        "thread": asked,
    }[place]
    desk.says("karim", "#lyon" if place == "thread" else "@", text, under=under)
    (rating,) = desk.rows(Rating)
    score, word = WORDED[text]
    said = [each.body for each in desk.rows(Words, id=rating.words_id)] if rating.words_id else [None]
    assert (rating.score, said) == (score, [word])
    assert "La rouvrir" not in desk.room("@karim") + desk.whispered("karim")
    assert text not in desk.room("#desk").replace(ROOM, "")
    assert len(desk.requests()) == 1


@pytest.mark.parametrize(
    "text", ["5 personnes finalement", "4, Inès m'a harcelé", "5, et il me faudrait un taxi demain à 9h"]
)
def test_what_is_more_than_a_score_is_heard_as_before(desk: Story, proposed: Shown, text: str) -> None:
    desk.types("ines", "fait LYO-1")
    desk.says("karim", "@", text, under=desk.last("@karim", "rating_ask"))
    assert [row.score for row in desk.rows(Rating)] == [None]
    assert ("harcelé" in str(desk.last("@karim", "sensitive_offer"))) if "harcelé" in text else True
    assert "harcelé" not in desk.room("#desk")


def test_a_colleague_s_number_in_a_thread_is_no_score(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", ROOM)
    desk.types("ines", "fait LYO-1")
    desk.says("lea", "#lyon", "5", under=asked)
    assert [row.score for row in desk.rows(Rating)] == [None]


@pytest.fixture
def taken(desk: Story) -> Shown:
    """« Inès Caron s'en occupe. », under what Karim asked in a channel."""
    desk.says("karim", "#lyon", ROOM)
    desk.reacts("ines", desk.card("LYO-1", "#desk"), "eyes")
    return desk.last("#lyon", "claimed")


def test_an_emoji_on_what_is_said_under_a_card_does_as_on_the_card(desk: Story, taken: Shown) -> None:
    desk.reacts("ines", taken, "white_check_mark")
    assert desk.request("LYO-1").resolved_at is not None
    desk.says("lea", "#lyon", "il me faudrait un badge pour un visiteur vendredi")
    desk.presses("ines", desk.card("LYO-2", "#desk"), "claim")
    desk.presses("ines", desk.card("LYO-2", "#desk"), "release")
    given_back = desk.last("#lyon", "released")
    desk.reacts("claire", given_back, "hand")
    assert desk.who_has("LYO-2") == "claire"
    desk.unreacts("claire", given_back, "hand")
    assert desk.who_has("LYO-2") is None


def test_it_is_also_heard_in_a_direct_conversation(desk: Story) -> None:
    desk.says("coralie", "@", "il me faudrait un taxi de Lyon à Bron demain à 9h, je suis à Lyon")
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.reacts("coralie", desk.last("@coralie", "claimed"), "rotating_light")
    assert desk.request("LYO-1").urgent


@pytest.mark.parametrize("emoji", ["white_check_mark", "eyes"])
def test_who_may_not_act_only_puts_an_emoji_there(desk: Story, taken: Shown, emoji: str) -> None:
    desk.reacts("karim", taken, emoji)
    assert desk.who_has("LYO-1") == "ines"
    desk.reacts("ines", taken, "white_check_mark")
    told = desk.whispered("karim") + desk.room("@karim")
    desk.reacts("karim", desk.last("#lyon", "resolved"), emoji)
    assert desk.whispered("karim") + desk.room("@karim") == told, "who acknowledges is not turned away"
    assert "LYO-1" not in desk.whispered("ines")
    desk.reacts("ines", desk.last("#lyon", "resolved"), emoji)
    assert "LYO-1" not in desk.whispered("ines"), "nor told that it is over by now"


def test_what_a_person_said_is_no_notice(desk: Story, taken: Shown) -> None:
    desk.says("karim", "#lyon", "finalement plutôt à 15h si possible", under=desk.shown("#lyon")[0])
    relayed = desk.last("#desk", "relay_said")
    desk.reacts("ines", relayed, "white_check_mark")
    assert desk.request("LYO-1").resolved_at is None, "they were heard, and it is not done"


def test_what_quotes_a_notice_in_a_chat_is_of_its_request(desk: Story, taken: Shown) -> None:
    """A chat has no threads: what is quoted is what one writes under."""
    desk.says("karim", "#lyon", "il me faudrait un taxi demain à 9h")
    for text, notice in (("plutôt une salle avec un écran", "claimed"), ("il manque encore l'écran", "resolved")):
        if notice == "resolved":
            desk.reacts("ines", taken, "white_check_mark")
        event = desk.posted(desk.wrote("karim", "#lyon", text, under=desk.last("#lyon", notice)), to_desk=True)
        desk.submit(event.model_copy(update={"where": event.where.model_copy(update={"kind": "group"})}), "karim")
        assert f"Karim Diallo :\n{text}" in desk.by_desk("#desk")
    assert [each.ref for each in desk.requests()] == ["LYO-1", "LYO-2"]
    assert "De laquelle" not in desk.whispered("karim")
    assert "Est-ce" not in desk.whispered("karim")
