"""Edits of what was said to the desk alone: what is the rest of something private becomes nothing that others read."""

from __future__ import annotations

import pytest

from storage.tables import Level, State
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons

PAY = "il me faudrait une avance sur salaire, j'ai des problèmes d'argent"
TAXI = "il me faut un taxi demain 8h pour l'aéroport"
REST = (
    "sur 3 mois",
    "800 euros",
    "finalement 1200",
    "il me manque 800 euros pour le loyer",
    "jusqu'au 15",
    "à verser lundi",
)


@pytest.fixture(autouse=True)
def site_known(desk: Story) -> None:
    desk.types("karim", "site lyon")


def read_by_others(desk: Story) -> str:
    return desk.by_desk("#desk") + desk.by_desk("#lyon")


@pytest.mark.parametrize("between", [(), (TAXI,)], ids=["alone", "after a taxi"])
@pytest.mark.parametrize("text", REST)
def test_thanks_edited_into_the_rest_of_a_private_matter_are_no_request(
    desk: Story, text: str, between: tuple[str, ...]
) -> None:
    desk.says("karim", "@", PAY)
    desk.later(minutes=5)
    for each in between:
        desk.says("karim", "@", each)
        desk.later(minutes=3)
    said = desk.says("karim", "@", "merci")
    desk.later(minutes=2)
    desk.edits(said, text)
    assert text in desk.room("@karim")
    desk.later(hours=6)
    assert text not in read_by_others(desk)
    assert [desk.words(each) for each in desk.requests()] == [PAY, *between]


def test_its_author_says_that_it_is_of_it(desk: Story) -> None:
    desk.says("karim", "@", PAY)
    desk.later(minutes=5)
    said = desk.says("karim", "@", "merci")
    desk.edits(said, "sur 3 mois")
    desk.presses("karim", desk.last("@karim", "ask_if_answer"), "answers")
    assert "sur 3 mois" in desk.by_desk("@nadia")
    assert "sur 3 mois" not in read_by_others(desk)


@pytest.mark.parametrize("text", ["merci beaucoup", "ok merci, c'est noté"])
def test_other_thanks_are_asked_about_no_more_than_the_first(desk: Story, text: str) -> None:
    desk.says("karim", "@", PAY)
    desk.types("nadia", "prendre LYO-1", "@")
    desk.types("nadia", "répondre LYO-1 C'est vu.", "@")
    said = desk.says("karim", "@", "bonjour à tous")
    desk.edits(said, text)
    assert "ask_if_answer" not in [each.card.kind for each in desk.shown("@karim") if each.card]


@pytest.mark.parametrize("private", [(), (PAY,)], ids=["alone", "beside what is private"])
def test_a_need_of_its_own_is_made_all_the_same(desk: Story, private: tuple[str, ...]) -> None:
    for each in private:
        desk.says("karim", "@", each)
        desk.later(minutes=5)
    said = desk.says("karim", "@", "merci")
    desk.edits(said, TAXI)
    assert [(desk.words(each), each.level) for each in desk.requests()][len(private) :] == [(TAXI, Level.STANDARD)]


def test_a_detail_of_what_was_just_asked_joins_it_as_when_it_is_written(desk: Story) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=1)
    said = desk.says("karim", "@", "merci")
    desk.edits(said, "pour 2 personnes svp")
    assert [desk.words(each) for each in desk.requests()] == [f"{TAXI}\npour 2 personnes svp"]


@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize("text", ["sur 3 mois", "800", "800 euros sur 3 mois"])
def test_a_detail_edited_into_the_rest_of_something_private_waits_for_a_word(
    desk: Story, text: str, where: str
) -> None:
    desk.says("karim", "@", PAY)
    desk.later(minutes=5)
    desk.says("karim", where, TAXI)
    desk.later(minutes=1)
    said = desk.says("karim", where, "pour 2 personnes")
    desk.edits(said, text)
    offer = desk.last("@karim", "sensitive_offer")
    assert text in str(offer)
    desk.later(hours=6)
    assert [desk.words(each) for each in desk.requests()] == [PAY, f"{TAXI}\npour 2 personnes"]
    desk.presses("karim", offer, "confide")
    assert [each.level for each in desk.requests()] == [Level.CONFIDENTIAL, Level.STANDARD, Level.CONFIDENTIAL]
    assert f"\n{text}" not in read_by_others(desk)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("pour 2 personnes", "pour 3 personnes"),
        (TAXI, "il me faut un taxi demain 9h pour l'aéroport"),
        (TAXI, "il me faut une salle jeudi 14h"),
    ],
)
def test_an_edit_that_is_surely_of_it_is_shown_at_once(desk: Story, said: str, text: str) -> None:
    desk.says("karim", "@", PAY)
    desk.later(minutes=5)
    written = {each: desk.says("karim", "@", each) for each in ("bonjour", TAXI, "pour 2 personnes")}
    desk.edits(written[said], text)
    assert text in str(desk.card("LYO-2", "#desk"))


def test_what_only_opened_it_is_a_detail_too(desk: Story) -> None:
    desk.says("karim", "@", PAY)
    desk.later(minutes=5)
    said = desk.says("karim", "@", "bonjour")
    desk.says("karim", "@", TAXI)
    assert desk.words(desk.request("LYO-2")) == f"bonjour\n{TAXI}"
    desk.edits(said, "sur 3 mois")
    assert "sur 3 mois" in str(desk.last("@karim", "sensitive_offer"))
    assert desk.words(desk.request("LYO-2")) == f"bonjour\n{TAXI}"


def test_nothing_is_held_where_nothing_private_is_theirs(desk: Story) -> None:
    desk.says("karim", "@", TAXI)
    said = desk.says("karim", "@", "pour 2 personnes")
    desk.edits(said, "avec 3 valises")
    assert desk.words(desk.request("LYO-1")) == f"{TAXI}\navec 3 valises"


def test_what_gave_up_and_asks_for_something_else_cancels_nothing(desk: Story) -> None:
    desk.says("karim", "@", TAXI)
    said = desk.says("karim", "@", "plus besoin du taxi")
    assert desk.last("@karim", "given_up").card is not None
    desk.later(minutes=2)
    desk.edits(said, PAY)
    assert [(desk.words(each), each.level) for each in desk.requests()] == [
        (TAXI, Level.STANDARD),
        (PAY, Level.CONFIDENTIAL),
    ]
    assert "LYO-1 reste ouverte" in desk.room("@karim")
    cards = [each.card for each in desk.shown("@karim") if each.card and each.card.kind == "given_up"]
    assert not any(list(buttons(each)) for each in cards)
    desk.says("karim", "@", "oui")
    assert desk.request("LYO-1").state is State.NEW
    assert PAY not in read_by_others(desk)


def test_what_still_gives_up_is_still_asked(desk: Story) -> None:
    desk.says("karim", "@", TAXI)
    said = desk.says("karim", "@", "plus besoin du taxi")
    desk.edits(said, "plus besoin du taxi, désolé")
    desk.says("karim", "@", "oui")
    assert desk.request("LYO-1").state is State.CANCELLED


def test_what_its_author_left_alone_is_no_need_by_another_text(desk: Story) -> None:
    desk.says("karim", "@", PAY)
    desk.later(minutes=2)
    desk.says("karim", "@", TAXI)
    said = desk.says("karim", "@", "sur 3 mois")
    desk.presses("karim", desk.last("@karim", "ask_if_answer"), "dismiss")
    desk.edits(said, "il me faut une salle jeudi 14h")
    assert [desk.words(each) for each in desk.requests()] == [PAY, TAXI]
