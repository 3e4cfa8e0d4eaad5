"""What is typed to the desk alone while a private matter waits for its author's word: it may be the rest of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.tables import Level, State
from tests.bot.desk_harness import Story

ILL = "je suis en arrêt maladie à partir de demain"
PAY = "bonjour, j'ai besoin d'une avance sur salaire, j'ai des problèmes d'argent en ce moment"
BACK = "bonjour, je sors de l'hôpital et je dois reprendre en mi-temps thérapeutique"
GAPS = (timedelta(seconds=5), timedelta(minutes=2), timedelta(minutes=12))
RESTS = (
    ("@", ILL, "je reprends le 15 décembre"),
    ("@", ILL, "jusqu'au 15 décembre"),
    ("@", ILL, "pouvez-vous prévenir les clients de cette semaine ?"),
    ("#lyon", PAY, "800 euros si possible avant vendredi"),
    ("#lyon", BACK, "oui je veux bien, à partir du 7 décembre"),
    ("#lyon", BACK, "je reprends le 7 décembre"),
)


def read_by_others(desk: Story) -> str:
    return "\n".join(desk.by_desk(where) for where in ("#lyon", "#aide", "#desk"))


@pytest.mark.parametrize("gap", GAPS, ids=str)
@pytest.mark.parametrize(("where", "first", "rest"), RESTS)
def test_the_rest_of_what_waits_for_its_authors_word_waits_too(
    desk: Story, where: str, first: str, rest: str, gap: timedelta
) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", where, first)
    desk.pass_by(seconds=gap.total_seconds())
    desk.says("karim", "@", rest)
    assert desk.requests() == []
    assert rest not in read_by_others(desk)
    offer = desk.last("@karim", "sensitive_offer")
    assert rest in str(offer)
    desk.presses("karim", offer, "confide")
    (request,) = desk.requests()
    assert request.level is Level.CONFIDENTIAL
    assert rest in desk.words(request)
    assert rest not in read_by_others(desk)


def test_so_does_what_an_edit_makes_of_it(desk: Story) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "#lyon", PAY)
    said = desk.says("karim", "@", "merci beaucoup")
    desk.edits(said, "800 euros si possible avant vendredi")
    assert desk.requests() == []
    assert "800 euros" not in read_by_others(desk)


def test_it_joins_nothing_that_more_people_read(desk: Story) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", "il me faudrait un badge")
    desk.says("karim", "@", ILL)
    desk.says("karim", "@", "jusqu'au 15 décembre")
    assert [desk.words(each) for each in desk.requests()] == ["il me faudrait un badge"]
    assert "15 décembre" not in read_by_others(desk)


def test_a_clear_need_of_its_own_is_a_request(desk: Story) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "#lyon", PAY)
    desk.says("karim", "@", "il me faudrait un taxi demain à 8h")
    assert [(desk.words(each), each.level) for each in desk.requests()] == [
        ("il me faudrait un taxi demain à 8h", Level.STANDARD)
    ]


def test_nothing_is_held_for_what_its_author_deleted(desk: Story) -> None:
    desk.types("karim", "site lyon")
    desk.deletes(desk.says("karim", "#lyon", PAY))
    desk.later(minutes=20)
    desk.says("karim", "@", "pouvez-vous prévenir les clients de cette semaine ?")
    assert [each.level for each in desk.requests()] == [Level.STANDARD]


def test_what_was_written_to_the_desk_alone_is_not_said_to_be_seen(desk: Story) -> None:
    desk.says("karim", "#lyon", "je suis en arrêt maladie à partir de demain")
    assert "Il reste visible" in desk.room("@karim")
    desk.says("karim", "@", "je reprends le 15 décembre")
    assert desk.room("@karim").count("semble personnel") == 2
    assert desk.room("@karim").count("Il reste visible") == 1, "nobody else reads where that was written"
    told = "C’est confié, en privé : {}. Votre message reste visible"
    first, second = [each for each in desk.shown("@karim") if each.card and each.card.kind == "sensitive_offer"]
    for offered in (first, second):
        desk.presses("karim", offered, "confide")
    assert [told.format(ref) in desk.room("@karim") for ref in ("LYO-1", "LYO-2")] == [True, False]
    assert "C’est confié, en privé : LYO-2." in desk.room("@karim")


IN_CHANNEL = (
    "il me faudrait 800 euros avant vendredi",
    "I need 800 euros by Friday",
    "je peux passer jeudi pour signer le papier ?",
    "ce serait possible avant vendredi ?",
    "il faudrait que ce soit avant vendredi",
    "c'est possible de l'avoir vendredi ?",
)


@pytest.mark.parametrize("before", ["@", "#lyon"])
@pytest.mark.parametrize("text", IN_CHANNEL)
def test_so_does_its_rest_where_others_read(desk: Story, text: str, before: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "#lyon", "il me faudrait un stylo")
    desk.later(minutes=20)
    desk.says("karim", before, PAY if before == "#lyon" else ILL)
    desk.later(minutes=2)
    desk.says("karim", "#lyon", text)
    desk.later(hours=5)
    assert [desk.words(each) for each in desk.requests()] == ["il me faudrait un stylo"]
    assert text not in read_by_others(desk)
    offer = desk.last("@karim", "sensitive_offer")
    assert text in str(offer)
    desk.presses("karim", offer, "confide")
    assert [each.level for each in desk.requests()] == [Level.STANDARD, Level.CONFIDENTIAL]
    assert text not in read_by_others(desk)


@pytest.mark.parametrize(
    "text",
    [
        "il me faudrait une salle jeudi",
        "un taxi demain 8h pour la gare svp",
        "et il me faudrait un taxi demain",
        "il me faudrait un stylo",
        "j'ai un problème d'imprimante",
        "le wifi ne marche pas",
        "pouvez-vous prévenir les clients de cette semaine ?",
        "I need a room on Thursday",
    ],
)
def test_but_a_need_of_its_own_there_is_made_at_once(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", PAY)
    desk.later(minutes=2)
    desk.says("karim", "#lyon", text)
    assert [(desk.words(each), each.level) for each in desk.requests()] == [(text, Level.STANDARD)]


def test_so_is_what_comes_there_later(desk: Story) -> None:
    desk.says("karim", "#lyon", PAY)
    desk.later(minutes=20)
    desk.says("karim", "#lyon", "pouvez-vous reporter la réunion de jeudi ?")
    assert [each.level for each in desk.requests()] == [Level.STANDARD]


@pytest.fixture
def questioned(desk: Story) -> Story:
    """LYO-1 is confidential, and Nadia asked something of it three hours ago."""
    desk.says("karim", "#lyon", PAY)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.types("nadia", "prendre LYO-1", "@")
    desk.types("nadia", "attendre LYO-1 Combien et pour quand ?", "@")
    desk.later(hours=3)
    return desk


@pytest.mark.parametrize("text", IN_CHANNEL)
def test_what_may_answer_a_private_question_is_nobody_else_s_where_others_read(questioned: Story, text: str) -> None:
    questioned.says("karim", "#lyon", text)
    questioned.later(hours=5)
    assert [each.ref for each in questioned.requests()] == ["LYO-1"]
    assert text not in read_by_others(questioned)
    questioned.presses("karim", questioned.last("@karim", "ask_if_answer"), "answers")
    assert text in questioned.by_desk("@nadia")
    assert text not in read_by_others(questioned)
    assert questioned.request("LYO-1").state is State.CLAIMED


@pytest.mark.parametrize("text", ["il me faudrait une salle jeudi", "un taxi demain 8h pour la gare svp"])
def test_nor_does_a_need_of_its_own_there_wait_behind_it(questioned: Story, text: str) -> None:
    questioned.says("karim", "#lyon", text)
    assert [(questioned.words(each), each.level) for each in questioned.requests()[1:]] == [(text, Level.STANDARD)]


@pytest.mark.parametrize("text", ["800 euros", "oui", "bonjour à tous"])
def test_what_asks_for_nothing_there_is_not_asked_about(questioned: Story, text: str) -> None:
    questioned.says("karim", "#lyon", text)
    assert "Est-ce votre réponse" not in questioned.room("@karim")


@pytest.mark.parametrize("late", [False, True])
def test_so_is_what_an_edit_makes_its_answer(questioned: Story, late: bool) -> None:
    text = "il me faudrait 800 euros avant vendredi"
    said = questioned.wrote("karim", "#lyon", "bonjour à tous")
    first = questioned.posted(said)
    questioned.pass_by(seconds=5)
    said.text = text
    edit = questioned.edited(said, text)
    for event in (edit, first) if late else (first, edit):
        questioned.submit(event)
    questioned.later(hours=5)
    assert [each.ref for each in questioned.requests()] == ["LYO-1"]
    assert text in str(questioned.last("@karim", "sensitive_offer"))
    assert text not in read_by_others(questioned)


def test_the_rest_of_an_ordinary_need_still_joins_it_there(questioned: Story) -> None:
    questioned.says("karim", "#lyon", "il me faudrait une salle jeudi")
    questioned.says("karim", "#lyon", "il en faudrait une pour 8 personnes svp")
    assert [questioned.words(each) for each in questioned.requests()[1:]] == [
        "il me faudrait une salle jeudi\nil en faudrait une pour 8 personnes svp"
    ]


def test_its_author_may_say_that_it_is_not_private(questioned: Story) -> None:
    said = questioned.says("karim", "#lyon", "bonjour à tous")
    questioned.edits(said, "il me faudrait 800 euros avant vendredi")
    questioned.presses("karim", questioned.last("@karim", "sensitive_offer"), "not_private")
    questioned.presses("karim", questioned.last("@karim", "show_confirm"), "show_all")
    assert [each.level for each in questioned.requests()] == [Level.CONFIDENTIAL, Level.STANDARD]
