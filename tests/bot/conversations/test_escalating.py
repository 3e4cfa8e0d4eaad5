"""Alerting by hand, taking over, handing on: who is told, what it stops, and what the history keeps."""

from __future__ import annotations

import pytest

from storage.tables import Level, State
from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un train pour Paris jeudi matin"
WAITS = "le client attend"
NAMES = {"karim": "Karim Diallo", "marc": "Marc Vidal"}


@pytest.fixture
def asked(desk: Story) -> Story:
    desk.says("karim", "#lyon", TRAIN)
    return desk


def alerts(desk: Story, who: str) -> int:
    """How often the coordinator was told that somebody alerts her."""
    return desk.room("@coralie").count(f"{NAMES[who]} vous alerte")


def test_who_alerts_by_hand_and_who_is_told(asked: Story) -> None:
    assert "La coordination est prévenue pour LYO-1." in asked.text(
        asked.types("marc", f"LYO-1 {WAITS}", command="escalate")
    )
    assert "Marc Vidal vous alerte. LYO-1 a besoin de vous : « le client attend »" in asked.room("@coralie")
    # Above a coordinator is the manager of the site; what a manager may not read, nobody tells of.
    told = asked.text(asked.types("coralie", f"escalade LYO-1 {WAITS}"))
    assert "Je préviens Marc Vidal pour LYO-1." in told
    assert "Coralie Tessier vous alerte" in asked.room("@marc")
    assert "Je ne trouve pas" in asked.text(asked.types("julie", "escalade LYO-1"))


def test_a_requester_alerts_once_an_hour_and_no_word_of_theirs_is_lost(asked: Story) -> None:
    asked.types("karim", "escalade LYO-1 vite")
    asked.later(minutes=30)
    again = asked.text(asked.types("karim", "escalade LYO-1 toujours rien"))
    assert "La coordination est déjà prévenue pour LYO-1. Votre mot est noté dans la demande." in again
    assert "Vous pourrez relancer à partir de 11 h." in again
    assert alerts(asked, "karim") == 1
    assert "toujours rien" in asked.text(asked.types("coralie", "voir LYO-1"))
    asked.later(minutes=31)
    assert "La coordination est prévenue pour LYO-1." in asked.text(asked.types("karim", "escalade LYO-1"))
    assert alerts(asked, "karim") == 2
    # The limit is theirs alone.
    asked.later(minutes=10)
    assert "La coordination est prévenue" in asked.text(asked.types("marc", "escalade LYO-1"))
    assert alerts(asked, "marc") == 1


def test_whoever_takes_over_from_another_is_said_once_to_have_it(asked: Story) -> None:
    asked.types("ines", "prendre LYO-1")
    asked.types("karim", f"escalade LYO-1 {WAITS}")
    asked.forges("claire", "take_over", "LYO-1")
    told = asked.text(asked.types("claire", "voir LYO-1"))
    assert asked.who_has("LYO-1") == "claire"
    assert told.count("Claire Morel a pris le relais.") == 1
    assert "Inès Caron s’en charge." in told
    assert "Claire Morel s’en charge." not in told


def test_taking_over_by_who_may_work_it_gives_it_to_them(asked: Story) -> None:
    asked.types("karim", f"escalade LYO-1 {WAITS}")
    told = asked.text(asked.presses("coralie", asked.pings("@coralie")[-1], "take_over"))
    assert "Vous prenez le relais : LYO-1 est à vous. Je préviens Karim Diallo." in told
    assert (asked.request("LYO-1").state, asked.who_has("LYO-1")) == (State.CLAIMED, "coralie")
    assert "Coralie Tessier prend le relais pour LYO-1." in asked.room("@karim")
    history = asked.text(asked.types("karim", "voir LYO-1", "@"))
    assert "Karim Diallo a alerté Coralie Tessier : « le client attend »" in history
    assert "Coralie Tessier a pris le relais." in history


def test_taking_over_by_a_manager_leaves_it_with_who_has_it_and_they_are_told(asked: Story) -> None:
    asked.types("ines", "prendre LYO-1")
    asked.types("coralie", "escalade LYO-1")
    told = asked.presses("marc", asked.pings("@marc")[-1], "take_over")
    assert "Vous prenez le relais pour LYO-1. Je préviens Inès Caron et Coralie Tessier." in asked.text(told)
    assert asked.who_has("LYO-1") == "ines"
    asked.later(minutes=6)
    assert "Marc Vidal prend le relais pour LYO-1." in asked.room("@ines")
    form = asked.presses("marc", told, "assign")
    (claire,) = asked.options(form, "person", "Claire Morel")
    asked.sends("marc", form, person=claire)
    assert asked.who_has("LYO-1") == "claire"


def test_who_took_over_is_said_where_it_is_worked_until_somebody_does_something_of_it(asked: Story) -> None:
    over = "Marc Vidal a pris le relais."
    asked.types("ines", "prendre LYO-1")
    asked.forges("marc", "take_over", "LYO-1")
    assert over in asked.room("#desk")
    assert "a pris le relais" not in asked.room("#lyon")
    asked.types("ines", "remettre LYO-1")
    assert over not in asked.room("#desk")
    asked.forges("marc", "take_over", "LYO-1")
    assert over in asked.room("#desk")
    asked.types("claire", "prendre LYO-1")
    assert over not in asked.room("#desk")


def test_who_took_over_is_not_said_once_it_is_confidential(asked: Story) -> None:
    asked.forges("marc", "take_over", "LYO-1")
    asked.forges("karim", "correct", "LYO-1:service:hr_admin")
    assert asked.request("LYO-1").level is Level.CONFIDENTIAL
    assert "Demandée par Karim Diallo." in asked.room("@nadia")
    assert "Marc" not in asked.room("@nadia")


def test_the_second_to_take_over_is_told_who_has(asked: Story) -> None:
    asked.types("coralie", "escalade LYO-1")
    asked.types("karim", "escalade LYO-1")
    needed = asked.pings("@coralie")[-1]
    asked.presses("marc", asked.pings("@marc")[-1], "take_over")
    # Pressed before the card that says so has come.
    told = asked.text(asked.forges("coralie", "take_over", "LYO-1", needed))
    assert "Marc Vidal a déjà pris le relais pour LYO-1, depuis 10 h." in told
    assert asked.request("LYO-1").assignee_id is None
    again = asked.text(asked.types("marc", "relayer LYO-1"))
    assert "Vous prenez le relais pour LYO-1." in again
    assert asked.history("LYO-1").count("take_over") == 1
    # Alerted about once more, it may be taken over once more.
    asked.types("karim", "escalade LYO-1")
    asked.later(minutes=61)
    asked.types("karim", "escalade LYO-1")
    asked.types("coralie", "relayer LYO-1")
    assert asked.who_has("LYO-1") == "coralie"


def test_of_two_who_take_over_at_once_one_does(asked: Story) -> None:
    asked.types("karim", "escalade LYO-1")
    for future in asked.at_once(*(asked.pressed(who, "take_over", "LYO-1") for who in ("coralie", "marc", "helene"))):
        future.result(20)
    asked.carry()
    assert asked.history("LYO-1").count("take_over") == 1


@pytest.mark.parametrize("who", ["karim", "lea", "julie", "samia", "zoe"])
def test_nobody_else_takes_over(asked: Story, who: str) -> None:
    asked.forges(who, "take_over", "LYO-1")
    asked.types(who, "relayer LYO-1")
    assert "take_over" not in asked.history("LYO-1")


def test_what_is_over_is_not_taken_over(asked: Story) -> None:
    asked.types("karim", "escalade LYO-1")
    assert "Je prends le relais" in str(asked.pings("@coralie")[-1])
    asked.types("ines", "fait LYO-1")
    # Done late, it is asked why; what alerted about it stops asking all the same.
    assert "Je prends le relais" not in asked.room("@coralie")
    assert "n’est plus ouverte" in asked.text(asked.forges("coralie", "take_over", "LYO-1"))


def test_what_a_manager_may_not_read_they_may_take_over_and_no_more(desk: Story) -> None:
    form = desk.types("karim", "nouvelle")
    desk.sends("karim", form, text="une facture à payer", service="invoicing", site="lyon")
    desk.types("coralie", "escalade LYO-1 un fournisseur relance")
    card = desk.pings("@marc")[-1]
    assert "LYO-1 a besoin de vous." in str(card)
    assert "fournisseur" not in desk.sees("marc")
    assert "assign" not in str(card.card)
    desk.presses("marc", card, "take_over")
    assert "facture" not in desk.sees("marc")
    assert "take_over" in desk.history("LYO-1")
