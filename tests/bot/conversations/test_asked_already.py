"""What a colleague asked already is offered to be followed, on one's own card, and told of when it is done."""

from __future__ import annotations

import pytest

from storage.tables import State, Words
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


def test_what_one_follows_is_shown_by_its_state_alone_and_what_one_does_not_is_not_found(desk: Story) -> None:
    followed(desk)
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    told = desk.text(desk.types("lea", "voir LYO-1"), "lea")
    assert "LYO-2 suit LYO-1" in told
    assert "Prise en charge" in told
    assert "imprimante" not in told
    assert "Je ne trouve pas" in desk.text(desk.types("paul", "voir LYO-1"), "paul")
    desk.types("lea", "rouvrir LYO-2")
    assert "Je ne trouve pas" in desk.text(desk.types("lea", "voir LYO-1"), "lea")


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


@pytest.mark.parametrize(
    "change",
    [
        "LYO-1:service:invoicing",
        "LYO-1:service:hr_admin",
        "LYO-1:site:strasbourg",
        "il nous faut 12 chaises",
        "mon badge",
    ],
)
def test_what_is_no_longer_the_same_for_all_leaves_ones_own_open_again(desk: Story, change: str) -> None:
    asked = desk.says("karim", "#lyon", FIRST)
    desk.says("lea", "#lyon", SECOND)
    desk.presses("lea", desk.card("LYO-2", "#lyon"), "follow")
    before = desk.room("@lea")
    if ":" in change:
        desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", change)
    else:
        desk.edits(asked, change)
    new = desk.room("@lea").removeprefix(before)
    assert "LYO-2 ne suit plus d’autre demande : elle est rouverte" in new.replace("\N{NO-BREAK SPACE}", " ")
    assert "LYO-1" not in new
    assert (desk.request("LYO-2").state, desk.words(desk.request("LYO-2"))) == (State.NEW, SECOND)
    assert "LYO-1" not in str(desk.card("LYO-2", "#lyon"))
    for who in ("nadia", "claire"):
        desk.types(who, "fait LYO-1")
    desk.types("ines", "valider LYO-1")
    assert not desk.request("LYO-1").open
    assert desk.room("@lea") == f"{before}{new}"


@pytest.mark.parametrize("text", ["l'imprimante du 2e est en panne depuis ce matin", "URGENT imprimante 2e HS"])
def test_said_otherwise_it_is_followed_still(desk: Story, text: str) -> None:
    asked = desk.says("karim", "#lyon", FIRST)
    desk.says("lea", "#lyon", SECOND)
    desk.presses("lea", desk.card("LYO-2", "#lyon"), "follow")
    desk.edits(asked, text)
    desk.types("ines", "corriger LYO-1 service agenda")
    assert desk.request("LYO-2").state is State.CANCELLED
    desk.types("ines", "fait LYO-1")
    assert "LYO-1, que vous suivez : c’est fait." in desk.room("@lea").replace("\N{NO-BREAK SPACE}", " ")


def test_ones_own_edited_to_something_else_is_open_again(desk: Story) -> None:
    desk.says("karim", "#lyon", FIRST)
    mine = desk.says("lea", "#lyon", SECOND)
    desk.presses("lea", desk.card("LYO-2", "#lyon"), "follow")
    desk.edits(mine, "l'imprimante du 2e étage ne marche pas du tout, quelqu'un peut venir ?")
    assert desk.request("LYO-2").state is State.CANCELLED
    desk.edits(mine, "il me faut un train pour Paris jeudi")
    own = desk.request("LYO-2")
    assert (own.state, own.service, own.event_start) == (State.NEW, "travel", "2026-11-26")
    assert "LYO-2 est rouverte" in desk.whispered("lea").replace("\N{NO-BREAK SPACE}", " ")
    assert "Jointe" not in str(desk.card("LYO-2", "#lyon"))


def test_what_was_cancelled_and_asks_for_something_else_may_be_opened_again(desk: Story) -> None:
    mine = desk.says("lea", "#lyon", "il me faut un badge visiteur")
    desk.types("lea", "annuler LYO-1")
    desk.edits(mine, "il me faut un badge visiteur svp")
    assert desk.whispers("lea") == []
    desk.edits(mine, "il me faut douze badges visiteur")
    assert desk.request("LYO-1").state is State.CANCELLED
    desk.presses("lea", desk.last_whisper("lea"), "reopen")
    assert desk.request("LYO-1").state is State.NEW


def test_ones_own_deleted_it_is_erased_and_follows_nothing(desk: Story) -> None:
    desk.says("karim", "#lyon", FIRST)
    mine = desk.says("lea", "#lyon", SECOND)
    desk.presses("lea", desk.card("LYO-2", "#lyon"), "follow")
    desk.deletes(mine)
    assert SECOND not in "".join(row.body for row in desk.rows(Words))
    before = desk.room("@lea")
    desk.types("ines", "fait LYO-1")
    assert desk.room("@lea") == before
    desk.restores(mine)
    desk.presses("lea", desk.last_whisper("lea"), "reopen")
    assert (desk.request("LYO-2").state, desk.words(desk.request("LYO-2"))) == (State.NEW, SECOND)


def test_cancelled_then_deleted_it_is_erased_unless_somebody_had_it(desk: Story) -> None:
    for taken in (False, True):
        mine = desk.says("lea", "#lyon", "il me faut un badge visiteur")
        ref = desk.requests()[-1].ref
        if taken:
            desk.presses("ines", desk.card(ref, "#desk"), "claim")
        desk.types("lea", f"annuler {ref}")
        desk.deletes(mine)
        assert ("badge visiteur" in "".join(row.body for row in desk.rows(Words))) is taken
        desk.pass_by(hours=1)


def test_opened_again_by_somebody_else_its_author_learns_it(desk: Story) -> None:
    followed(desk)
    desk.types("ines", "rouvrir LYO-2")
    assert "LYO-2 ne suit plus d’autre demande" in desk.room("@lea").replace("\N{NO-BREAK SPACE}", " ")
    desk.presses("lea", desk.last("@lea", "followed"), "cancel")
    assert desk.request("LYO-2").state is State.CANCELLED


@pytest.mark.parametrize("service", ["invoicing", "hr_admin"])
def test_what_turns_private_is_offered_no_longer(desk: Story, service: str) -> None:
    both(desk)
    card = desk.card("LYO-2", "#lyon")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", f"LYO-1:service:{service}")
    assert not offered(desk)
    assert "LYO-1" not in str(desk.card("LYO-2", "#lyon"))
    assert "LYO-1" not in desk.text(desk.forges("lea", "follow", "LYO-2", card), "lea")
    assert desk.request("LYO-2").state is State.NEW


@pytest.mark.parametrize("urgent", [True, False])
def test_who_works_it_sees_who_follows_and_for_whom_it_is_urgent(desk: Story, urgent: bool) -> None:
    both(desk, two="URGENT : imprimante 2e étage HS" if urgent else SECOND)
    desk.presses("lea", desk.card("LYO-2", "#lyon"), "follow")
    shown = str(desk.card("LYO-1", "#desk"))
    assert "Suivie aussi par" in shown
    assert ("pour qui c’est urgent" in shown) is urgent
    desk.types("lea", "rouvrir LYO-2")
    assert "Suivie aussi" not in str(desk.card("LYO-1", "#desk"))


def test_ones_own_list_says_what_one_follows(desk: Story) -> None:
    followed(desk)
    said = desk.text(desk.types("lea", "mes demandes"), "lea").replace("\N{NO-BREAK SPACE}", " ")
    assert "LYO-2 suit LYO-1 : Nouvelle." in said
    assert "Rien pour l’instant" not in said
    desk.types("ines", "fait LYO-1")
    assert "LYO-1" not in desk.text(desk.types("lea", "mes demandes"), "lea")


def test_nobody_but_its_author_says_that_they_follow_another(desk: Story) -> None:
    both(desk)
    reply = desk.presses("ines", desk.card("LYO-2", "#lyon"), "follow")
    assert "c’est à son auteur de dire" in desk.text(reply, "ines")
    assert desk.request("LYO-2").state is State.NEW
    assert "followed" not in desk.history("LYO-1")


def test_what_was_asked_where_they_never_wrote_is_offered_to_nobody(desk: Story) -> None:
    """A channel that few are in is not told of in another."""
    desk.rules(lambda data: next(each for each in data["channels"] if each["id"] == "C0AIX").update(site="lyon"))
    desk.says("karim", "#aix", FIRST)
    desk.says("lea", "#lyon", SECOND)
    assert not offered(desk)
    desk.says("lea", "#aix", "il me faut un badge visiteur")
    desk.pass_by(hours=1)
    desk.says("lea", "#lyon", "l'imprimante du 2e est bloquée")
    assert offered(desk, desk.requests()[-1].ref)


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
