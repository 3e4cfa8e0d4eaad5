"""Of what someone gives up: the thing that they name, of the day that they say, and what an edit makes of it."""

from __future__ import annotations

import pytest

from storage.tables import State
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons

TAXI = "il me faut un taxi demain 8h pour l'aéroport"
LATER_TAXI = "un taxi samedi 9h svp pour la gare"
ROOM = "il nous faut une salle vendredi 9h pour 8 personnes"
SICK = "je suis en arrêt maladie à partir de demain, à qui j'envoie le papier ?"
TAXI_GIVEN_UP = (
    "plus besoin du taxi",
    "le taxi de demain n'est plus nécessaire",
    "le taxi c'est plus la peine",
    "finalement pas besoin du taxi",
    "oubliez le taxi",
)


@pytest.fixture(autouse=True)
def site_known(desk: Story) -> None:
    desk.types("karim", "site lyon")


def offered(desk: Story, who: str = "karim") -> list[str]:
    """The references that the last question to them offers to cancel."""
    asked = [each for each in desk.shown(f"@{who}") if each.card and each.card.kind in ("given_up", "ask_if_cancelled")]
    acts = buttons(asked[-1].card) if asked and asked[-1].card else []
    return [value.rpartition(":")[2] for act, value in acts if act in ("cancel", "give_up")]


def states(desk: Story) -> list[State]:
    return [each.state for each in desk.requests()]


@pytest.mark.parametrize("text", TAXI_GIVEN_UP)
@pytest.mark.parametrize("other", [SICK, ROOM])
def test_what_is_named_is_offered_before_what_was_asked_last(desk: Story, other: str, text: str) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=30)
    desk.says("karim", "@", other)
    if other == SICK:
        desk.types("nadia", "prendre LYO-2", "@")
    desk.later(minutes=3)
    desk.says("karim", "@", text)
    assert offered(desk) == ["LYO-1"]
    desk.says("karim", "@", "oui")
    assert [each.open for each in desk.requests()] == [False, True]


def test_what_is_named_is_found_where_it_was_asked_and_is_none_that_shares_a_word(desk: Story) -> None:
    desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=20)
    desk.says("karim", "@", "il faut un train mardi 7h pour l'aéroport")
    desk.later(minutes=20)
    desk.says("karim", "@", "plus besoin du taxi pour l'aéroport")
    assert offered(desk) == ["LYO-1"]


def test_of_a_confidential_one_its_service_is_said_and_not_its_words(desk: Story) -> None:
    desk.says("karim", "@", SICK)
    desk.later(minutes=3)
    desk.says("karim", "@", "laissez tomber")
    asked = str(desk.last("@karim", "given_up"))
    assert "RH et paie" in asked
    assert "arrêt maladie" not in asked


@pytest.mark.parametrize("order", ["répondre LYO-2 La salle Mars vous convient ?", "attendre LYO-2 Quelle salle ?"])
@pytest.mark.parametrize("text", TAXI_GIVEN_UP[:3])
def test_what_is_named_is_no_answer_for_another(desk: Story, order: str, text: str) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=30)
    desk.says("karim", "@", ROOM)
    desk.types("ines", "prendre LYO-2")
    desk.types("ines", order)
    desk.later(minutes=2)
    desk.says("karim", "@", text)
    assert text not in desk.by_desk("#desk")
    assert offered(desk) == ["LYO-1"]


@pytest.mark.parametrize("minutes", [1, 40])
@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("plus besoin du taxi de demain", ["LYO-1"]),
        ("le taxi de demain n'est plus nécessaire", ["LYO-1"]),
        ("demain c'est plus la peine", ["LYO-1"]),
        ("plus besoin du taxi de samedi", ["LYO-2"]),
        ("plus besoin du taxi", ["LYO-1", "LYO-2"]),
        ("plus besoin du taxi de lundi", ["LYO-1", "LYO-2"]),
    ],
)
def test_the_day_that_is_said_is_that_of_what_is_offered(desk: Story, minutes: int, text: str, refs: list[str]) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=minutes)
    desk.says("karim", "@", LATER_TAXI)
    desk.later(minutes=minutes)
    desk.says("karim", "@", text)
    assert offered(desk) == refs
    assert len(desk.requests()) == 2


def test_the_only_one_of_another_day_is_asked_about(desk: Story) -> None:
    desk.says("karim", "@", LATER_TAXI)
    desk.later(days=2, hours=1)
    desk.says("karim", "@", "plus besoin du taxi")
    assert "Est-ce LYO-1 qu’il faut annuler" in str(desk.last("@karim", "ask_if_cancelled"))
    assert states(desk) == [State.NEW]


@pytest.mark.parametrize("order", ["plus besoin du taxi", "annulez le taxi"])
@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("demain", ["LYO-2"]),
        ("samedi", ["LYO-1"]),
        ("c'est celui de demain", ["LYO-2"]),
        ("la première", ["LYO-2"]),
        ("le dernier", ["LYO-1"]),
        ("tout", ["LYO-1", "LYO-2"]),
        ("tous", ["LYO-1", "LYO-2"]),
        ("les deux", ["LYO-1", "LYO-2"]),
        ("oui tout", ["LYO-1", "LYO-2"]),
        ("lundi", ["LYO-1", "LYO-2"]),
    ],
)
def test_which_is_said_by_its_day_or_its_place_and_all_is_asked_again(
    desk: Story, order: str, word: str, left: list[str]
) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=20)
    desk.says("karim", "@", LATER_TAXI)
    desk.later(minutes=20)
    desk.says("karim", "@", order)
    desk.says("karim", "@", word)
    assert [each.ref for each in desk.requests() if each.open] == left
    assert len(desk.requests()) == 2, "and nothing new is asked"


def test_which_of_two_is_asked_beside_another_need(desk: Story) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=20)
    desk.says("karim", "@", LATER_TAXI)
    desk.later(minutes=20)
    desk.says("karim", "@", "plus besoin du taxi, réservez-moi un train mardi")
    assert len(desk.requests()) == 3
    assert offered(desk) == ["LYO-1", "LYO-2"]
    desk.presses("karim", desk.last("@karim", "given_up"), "cancel", "LYO-1")
    assert not desk.request("LYO-1").open


@pytest.mark.parametrize(
    ("said", "edited", "then"),
    [
        ("annulez", "n'annulez rien", []),
        ("plus besoin du taxi", "plus besoin du badge", ["LYO-1"]),
        ("plus besoin du taxi", "merci", []),
        ("plus besoin du taxi, réservez-moi un train", "réservez-moi un train", []),
        ("merci", "plus besoin du taxi, réservez-moi un train", ["LYO-2"]),
        ("merci", "plus besoin du taxi", ["LYO-2"]),
    ],
)
def test_a_yes_after_an_edit_is_for_what_it_says_now(desk: Story, said: str, edited: str, then: list[str]) -> None:
    desk.says("karim", "@", "il me faudrait un badge")
    desk.later(minutes=40)
    desk.says("karim", "@", TAXI)
    desk.later(minutes=40)
    message = desk.says("karim", "@", said)
    desk.later(minutes=1)
    desk.edits(message, edited)
    desk.later(minutes=1)
    desk.says("karim", "@", "oui")
    assert [each.ref for each in desk.requests() if not each.open] == then


def test_an_edit_of_what_was_carried_to_whoever_works_takes_its_question_back(desk: Story) -> None:
    desk.says("karim", "@", TAXI)
    desk.types("ines", "prendre LYO-1")
    desk.later(minutes=40)
    message = desk.says("karim", "@", "plus besoin du taxi")
    assert offered(desk) == ["LYO-1"]
    desk.later(minutes=1)
    desk.edits(message, "gardez le taxi")
    desk.says("karim", "@", "oui")
    assert states(desk) == [State.CLAIMED]


def test_an_edit_of_what_was_said_before_takes_no_later_question_back(desk: Story) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=40)
    message = desk.says("karim", "@", "merci")
    desk.later(minutes=1)
    desk.says("karim", "@", "plus besoin du taxi")
    desk.later(minutes=1)
    desk.edits(message, "il me faudrait un stylo")
    assert "reste ouverte" in str(desk.last("@karim", "given_up")), "the question stands"
    assert offered(desk) == ["LYO-1"]


def test_what_was_kept_by_a_press_is_not_cancelled_by_a_later_yes(desk: Story) -> None:
    desk.says("karim", "@", TAXI)
    desk.says("karim", "@", "laissez tomber")
    desk.presses("karim", desk.last("@karim", "given_up"), "keep_open")
    desk.says("karim", "@", "oui")
    assert states(desk) == [State.NEW]


def test_yes_cancels_what_an_edit_no_longer_asks_where_that_was_asked(desk: Story) -> None:
    message = desk.says("karim", "@", TAXI)
    desk.later(minutes=1)
    desk.edits(message, "bonjour à tous")
    assert "faut-il l’annuler" in str(desk.last("@karim", "no_longer_asks"))
    desk.says("karim", "@", "oui")
    assert states(desk) == [State.CANCELLED]


@pytest.mark.parametrize("place", ["@", "#lyon"])
@pytest.mark.parametrize("last", [LATER_TAXI, ROOM])
@pytest.mark.parametrize(
    "text", ["finalement celui de demain à 10h", "finalement pas demain", "plutôt 7h30 demain", "pas demain mais lundi"]
)
def test_what_is_of_another_day_than_the_last_is_asked_of_which(desk: Story, place: str, last: str, text: str) -> None:
    desk.says("karim", place, TAXI)
    desk.later(minutes=1)
    desk.says("karim", place, last)
    before = [(desk.words(each), each.event_start) for each in desk.requests()]
    desk.later(minutes=1)
    desk.says("karim", place, text)
    assert "De laquelle de vos demandes parlez-vous" in str(desk.last("@karim", "ask_if_answer"))
    assert [(desk.words(each), each.event_start) for each in desk.requests()] == before


def test_what_is_of_the_day_of_the_last_or_of_no_other_is_part_of_it(desk: Story) -> None:
    desk.says("karim", "@", TAXI)
    desk.later(minutes=1)
    desk.says("karim", "@", LATER_TAXI)
    desk.later(minutes=1)
    for text, at in (("samedi 10h en fait", "T10:00"), ("11h plutôt", "T11:00"), ("dimanche en fait", "T11:00")):
        desk.says("karim", "@", text)
        assert at in (desk.request("LYO-2").event_start or "")
    assert len(desk.requests()) == 2


@pytest.mark.parametrize("place", ["@", "#lyon"])
@pytest.mark.parametrize("text", ["celui de demain je le garde", "gardez celui de demain"])
def test_what_says_to_keep_one_is_no_need_of_its_own(desk: Story, place: str, text: str) -> None:
    desk.says("karim", place, TAXI)
    desk.later(minutes=40)
    desk.says("karim", place, LATER_TAXI)
    desk.later(minutes=40)
    desk.says("karim", place, text)
    assert len(desk.requests()) == 2
