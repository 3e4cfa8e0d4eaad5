"""What a colleague asked already is offered to be followed, on one's own card, and told of when it is done."""

from __future__ import annotations

import pytest

from storage.tables import Level, State
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons

FIRST, SECOND = "l'imprimante du 2e est en panne", "imprimante 2e étage HS, quelqu'un peut venir ?"
QUESTION = "Un collègue semble l’avoir déjà demandé"


def both(desk: Story, one: str = FIRST, two: str = SECOND) -> None:
    desk.says("karim", "#lyon", one)
    desk.says("lea", "#lyon", two)
    assert [each.state for each in desk.requests()] == [State.NEW, State.NEW], "each is a request until its author says"


def offered(desk: Story, ref: str = "LYO-2", where: str = "#lyon") -> bool:
    card = desk.card(ref, where)
    shown = [act for act, _ in buttons(card.card)] if card.card else []
    assert (QUESTION in str(card)) is ("follow" in shown) is ("not_same" in shown)
    return QUESTION in str(card)


def followed(desk: Story) -> None:
    both(desk)
    desk.presses("lea", desk.card("LYO-2", "#lyon"), "follow")


def test_its_card_names_the_other_and_none_of_its_words(desk: Story) -> None:
    both(desk, "l'imprimante du 2e est en panne, Zoé attend des plans")
    assert offered(desk)
    card = str(desk.card("LYO-2", "#lyon"))
    assert "déjà demandé : LYO-1, Services généraux, Lyon." in card.replace("\N{NO-BREAK SPACE}", " ")
    assert "Zoé" not in card
    assert not offered(desk, "LYO-1")
    assert not offered(desk, where="#desk")


def test_followed_it_is_over_and_says_which(desk: Story) -> None:
    followed(desk)
    first, second = desk.requests()
    assert (first.state, second.state) == (State.NEW, State.CANCELLED)
    assert "Jointe à LYO-1." in str(desk.card("LYO-2", "#lyon"))
    assert "Jointe à LYO-1." in str(desk.card("LYO-2", "#desk"))
    assert not offered(desk)
    assert desk.history("LYO-2")[-2:] == ["follow", "cancel"]
    assert "followed" in desk.history("LYO-1")


def test_whoever_follows_is_told_that_it_is_taken_and_done(desk: Story) -> None:
    followed(desk)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    assert "LYO-1, que vous suivez : Inès Caron s’en occupe." in desk.room("@lea").replace("\N{NO-BREAK SPACE}", " ")
    desk.presses("ines", desk.card("LYO-1", "#desk"), "resolve")
    told = desk.last("@lea", "followed")
    assert "LYO-1, que vous suivez : c’est fait." in str(told).replace("\N{NO-BREAK SPACE}", " ")
    desk.presses("lea", told, "reopen")
    assert desk.request("LYO-2").state is State.NEW
    assert "Jointe" not in str(desk.card("LYO-2", "#lyon"))


def test_opened_again_it_follows_nothing_any_longer(desk: Story) -> None:
    followed(desk)
    desk.types("lea", "rouvrir LYO-2")
    desk.types("lea", "annuler LYO-2")
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    assert "que vous suivez" not in desk.room("@lea")
    assert "Jointe" not in str(desk.card("LYO-2", "#lyon"))


def test_cancelled_by_its_author_whoever_follows_may_open_theirs_again(desk: Story) -> None:
    followed(desk)
    desk.types("karim", "annuler LYO-1")
    told = desk.last("@lea", "followed")
    assert "LYO-1, que vous suiviez, est annulée." in str(told)
    desk.presses("lea", told, "reopen")
    assert desk.request("LYO-2").state is State.NEW


def test_what_has_become_private_tells_nothing_more(desk: Story) -> None:
    followed(desk)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "LYO-1:service:invoicing")
    assert desk.request("LYO-1").level is Level.RESTRICTED
    before = desk.room("@lea")
    desk.types("ines", "fait LYO-1")
    new = desk.room("@lea").removeprefix(before)
    assert "LYO-1" not in new
    assert "LYO-2 ne suit plus d’autre demande" in new


def test_no_keeps_it_and_nothing_is_left_to_press(desk: Story) -> None:
    both(desk)
    reply = desk.presses("lea", desk.card("LYO-2", "#lyon"), "not_same")
    assert "LYO-2 suit son cours" in desk.text(reply, "lea")
    assert not offered(desk)
    assert desk.request("LYO-2").state is State.NEW


def test_followed_once_it_was_said_to_be_something_else_it_goes_on(desk: Story) -> None:
    both(desk)
    card = desk.card("LYO-2", "#lyon")
    desk.presses("lea", card, "not_same")
    assert "LYO-2 suit son cours" in desk.text(desk.forges("lea", "follow", "LYO-2", card), "lea")
    assert desk.request("LYO-2").state is State.NEW
    assert desk.history("LYO-2").count("not_same") == 1


def test_pressed_twice_it_is_followed_once(desk: Story) -> None:
    both(desk)
    card = desk.card("LYO-2", "#lyon")
    desk.presses("lea", card, "follow")
    again = desk.forges("lea", "follow", "LYO-2", card)
    assert "LYO-2 est jointe" in desk.text(again, "lea")
    assert desk.history("LYO-1").count("followed") == 1


def test_a_colleague_follows_nothing_for_its_author(desk: Story) -> None:
    both(desk)
    desk.forges("paul", "follow", "LYO-2", desk.card("LYO-2", "#lyon"))
    assert desk.request("LYO-2").state is State.NEW
    assert "followed" not in desk.history("LYO-1")


def test_the_other_being_over_by_then_theirs_goes_on(desk: Story) -> None:
    both(desk)
    card = desk.card("LYO-2", "#lyon")
    desk.types("karim", "annuler LYO-1")
    reply = desk.forges("lea", "follow", "LYO-2", card)
    assert "LYO-1 n’est plus ouverte" in desk.text(reply, "lea")
    assert desk.request("LYO-2").state is State.NEW


def test_a_third_is_offered_the_first(desk: Story) -> None:
    followed(desk)
    desk.says("paul", "#lyon", "l'imprimante du 2e étage est bloquée")
    assert offered(desk, "LYO-3")
    assert "LYO-1" in str(desk.card("LYO-3", "#lyon"))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (FIRST, "l'imprimante du 3e est en panne"),
        (FIRST, "l'imprimante est en panne"),
        (FIRST, "plus de papier au 2e"),
        ("il me faut un train pour Paris jeudi", "il me faut un train pour Paris jeudi"),
        ("une salle pour 12 vendredi", "une salle pour 12 vendredi"),
        ("mon badge ne marche plus", "mon badge ne marche plus"),
    ],
)
def test_what_is_not_surely_the_same_is_offered_nothing(desk: Story, one: str, two: str) -> None:
    both(desk, one, two)
    assert not offered(desk)


def test_at_another_site_it_is_another(desk: Story) -> None:
    desk.says("karim", "#lyon", FIRST)
    desk.says("lea", "#aix", SECOND)
    assert not offered(desk, "AIX-1", "#aix")


def test_what_was_said_to_the_desk_alone_is_known_to_nobody(desk: Story) -> None:
    desk.types("karim", "site Lyon")
    desk.says("karim", "@", FIRST)
    desk.says("lea", "#lyon", SECOND)
    assert not offered(desk)


def test_what_is_over_or_old_is_offered_to_nobody(desk: Story) -> None:
    desk.says("karim", "#lyon", FIRST)
    desk.types("karim", "annuler LYO-1")
    desk.says("lea", "#lyon", SECOND)
    assert not offered(desk)
    desk.pass_by(days=8)
    desk.says("paul", "#lyon", FIRST)
    assert not offered(desk, "LYO-3")


def test_ones_own_is_no_colleagues(desk: Story) -> None:
    desk.says("karim", "#lyon", FIRST)
    desk.pass_by(hours=2)
    desk.says("karim", "#lyon", "l'imprimante du 2e est toujours en panne, quelqu'un peut venir ?")
    assert QUESTION not in desk.by_desk("#lyon")


def test_edited_to_something_else_it_is_offered_no_longer(desk: Story) -> None:
    desk.says("karim", "#lyon", FIRST)
    said = desk.says("lea", "#lyon", SECOND)
    assert offered(desk)
    desk.edits(said, "imprimante 3e étage HS, quelqu'un peut venir ?")
    assert not offered(desk)
