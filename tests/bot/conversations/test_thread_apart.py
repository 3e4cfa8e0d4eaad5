"""What goes on from something private, in an ordinary request's thread: its author is asked, and nobody reads it."""

from __future__ import annotations

import pytest

from tests.bot.conversations.test_edited_since import ILL, PAY, TAXI, is_held, read_by_others
from tests.bot.conversations.test_file_names import file
from tests.bot.desk_harness import Story, Wrote
from tests.bot.desk_sights import buttons

RESTS = (
    (PAY, "sur 3 mois si possible"),
    (PAY, "c'est pour le loyer"),
    (PAY, "merci de faire vite avant vendredi"),
    (ILL, "jusqu'au 12 decembre"),
    (ILL, "le medecin dit 3 semaines"),
    (ILL, "il faudrait prevenir mon chef aussi"),
)


@pytest.fixture(autouse=True)
def site_known(desk: Story) -> None:
    desk.types("karim", "site lyon")


@pytest.mark.parametrize("where", ["@", "#lyon"])
@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize(("private", "rest"), RESTS)
def test_it_is_held_wherever_the_private_words_are(
    desk: Story, private: str, rest: str, beside: bool, where: str
) -> None:
    above = desk.says("karim", where, TAXI)
    desk.later(minutes=20)
    desk.says("karim", where, private, under=None if beside else above)
    desk.later(minutes=1)
    desk.says("karim", where, rest, under=above)
    assert is_held(desk, rest)
    assert private not in read_by_others(desk)


def in_a_chat(desk: Story, who: str, text: str, under: Wrote, *, to_desk: bool) -> None:
    """Somebody writes in a chat of several, which has no threads: what they quote is what they write under."""
    event = desk.posted(desk.wrote(who, "#lyon", text, under=under), to_desk=to_desk)
    desk.submit(event.model_copy(update={"where": event.where.model_copy(update={"kind": "group"})}), who)


@pytest.mark.parametrize(("private", "rest"), RESTS[:2])
def test_what_names_the_desk_and_quotes_a_card_is_of_that(desk: Story, private: str, rest: str) -> None:
    above = desk.says("karim", "#lyon", TAXI)
    desk.says("karim", "@", private)
    desk.later(minutes=1)
    in_a_chat(desk, "karim", rest, above, to_desk=False)
    assert rest not in desk.by_desk("#desk"), "not named, it may be said to anybody"
    in_a_chat(desk, "karim", f"{rest} merci", above, to_desk=True)
    assert f"{rest} merci" in desk.by_desk("#desk")
    assert private not in read_by_others(desk)


@pytest.mark.parametrize(("private", "rest"), RESTS)
def test_nor_does_a_quote_show_what_goes_on_from_what_is_private_there(desk: Story, private: str, rest: str) -> None:
    above = desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=20)
    in_a_chat(desk, "karim", private, above, to_desk=True)
    desk.later(minutes=1)
    in_a_chat(desk, "karim", rest, above, to_desk=True)
    assert is_held(desk, rest)


@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize(
    ("question", "answer", "shown"),
    [
        ("Combien de passagers ?", "deux personnes", True),
        ("Réservé à 7h45, ça vous va ?", "plutôt 8h15", True),
        ("Réservé à 7h45, ça vous va ?", "800 euros plutôt", False),
        ("Quel est votre budget maximum ?", "80 euros", True),
    ],
)
def test_what_answers_the_question_asked_there_is_given(
    desk: Story, question: str, answer: str, shown: bool, beside: bool
) -> None:
    above = desk.says("karim", "#lyon", TAXI)
    desk.later(minutes=20)
    desk.says("karim", "#lyon", PAY, under=None if beside else above)
    desk.later(minutes=1)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", f"attendre LYO-1 {question}")
    desk.later(minutes=1)
    desk.says("karim", "#lyon", answer, under=above)
    assert (answer in desk.by_desk("#desk")) is shown
    assert shown or is_held(desk, answer)


@pytest.mark.parametrize("text", ["merci", "le taxi plutôt à 9h", "laissez tomber", "pour 3 personnes"])
def test_what_can_be_of_nothing_else_is_given(desk: Story, text: str) -> None:
    above = desk.says("karim", "#lyon", TAXI)
    desk.says("karim", "#lyon", PAY, under=above)
    desk.says("karim", "#lyon", text, under=above)
    assert text in desk.by_desk("#desk")


def test_its_author_says_that_it_was_for_it_all_the_same(desk: Story) -> None:
    above = desk.says("karim", "#lyon", TAXI)
    desk.says("karim", "#lyon", PAY, under=above)
    desk.says("karim", "#lyon", "sur 3 mois", under=above)
    asked = desk.last("@karim", "ask_if_answer")
    assert asked.card is not None
    value = next(value for act, value in buttons(asked.card) if act == "answers")
    desk.presses("karim", asked, "answers", value)
    assert "sur 3 mois" in desk.by_desk("#desk")


def test_a_file_alone_under_what_waits_there_is_shown_to_nobody(desk: Story) -> None:
    above = desk.says("karim", "#lyon", TAXI)
    desk.says("karim", "#lyon", ILL, under=above)
    desk.says("karim", "#lyon", "", under=above, files=file("scan_0412.pdf"))
    desk.later(hours=6)
    assert "scan_0412" not in read_by_others(desk)
    assert "scan_0412" in desk.by_desk("@karim")


def test_what_somebody_else_says_there_is_no_rest_of_it(desk: Story) -> None:
    above = desk.says("karim", "#lyon", TAXI)
    desk.says("karim", "#lyon", ILL, under=above)
    desk.says("lea", "#lyon", "sur 3 mois", under=above)
    assert "sur 3 mois" in desk.by_desk("#desk")


def test_nor_what_a_colleague_adds_to_their_own_in_it(desk: Story) -> None:
    above = desk.says("karim", "#lyon", TAXI)
    desk.says("lea", "#lyon", "moi je suis en arrêt maladie", under=above)
    desk.says("lea", "#lyon", "le medecin dit 3 semaines", under=above)
    assert "le medecin dit 3 semaines" not in read_by_others(desk)
    assert "le medecin dit 3 semaines" in desk.room("@lea")
