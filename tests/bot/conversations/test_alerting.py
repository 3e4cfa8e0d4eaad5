"""Alerting about what has no request: who may, who is told, who takes over, and what stays of it."""

from __future__ import annotations

import pytest

from storage.tables import Journal
from tests.bot.desk_harness import Story

STRIKE = "le transporteur est en grève"
ORDER = f"alerte: {STRIKE}"


def acts(desk: Story) -> list[str]:
    return [each.act for each in desk.rows(Journal, request_id=None) if each.act in ("alert", "take_alert")]


@pytest.mark.parametrize(
    ("who", "order", "where"),
    [
        ("claire", ORDER, "@"),  # of the provider
        ("ines", f"Alerte : {STRIKE}", "#lyon"),
        ("helene", ORDER, "@"),
    ],
)
def test_it_is_told_to_who_steers_there_and_in_the_channel_of_alerts(
    desk: Story, who: str, order: str, where: str
) -> None:
    desk.says(who, where, order, to_desk=where != "@")
    assert acts(desk) == ["alert"]
    assert desk.requests() == []
    assert f"vous alerte : « {STRIKE} »" in desk.room("@coralie")
    assert f"vous alerte : « {STRIKE} »" in desk.by_desk("#alertes")
    # The manager of the site where it was said; nobody's site tells the coordination alone.
    assert (STRIKE in desk.room("@marc")) is (where == "#lyon" or who == "ines")
    assert STRIKE not in desk.room("@julie")


@pytest.mark.parametrize("command", ["desk", "demande", "escalate", "escalade"])
def test_a_command_does_it_too(desk: Story, command: str) -> None:
    told = desk.text(desk.types("ines", ORDER, command=command), "ines")
    assert "Je préviens" in told
    assert "Coralie Tessier" in told
    assert acts(desk) == ["alert"]


def test_who_takes_over_first_has_it_and_whoever_alerted_knows(desk: Story) -> None:
    desk.types("ines", ORDER)
    card = desk.last("@coralie", "alert")
    assert f"Vous prenez le relais : « {STRIKE} »" in desk.text(desk.presses("coralie", card, "take_alert"))
    assert f"Coralie Tessier prend le relais : « {STRIKE} »" in desk.room("@ines")
    assert "Coralie Tessier prend le relais" in desk.by_desk("#alertes")
    assert "vous alerte" not in desk.by_desk("#alertes")
    late = desk.text(desk.presses("marc", desk.last("@marc", "alert"), "take_alert"))
    assert "Coralie Tessier prend le relais" in late
    assert acts(desk) == ["alert", "take_alert"]
    listed = desk.text(desk.types("claire", "alerte", "@"))
    assert f"Inès Caron : « {STRIKE} »." in listed
    assert "Coralie Tessier a pris le relais" in listed


def test_of_two_who_press_at_once_one_has_it(desk: Story) -> None:
    desk.types("ines", ORDER)
    alerted = str(desk.rows(Journal, act="alert")[0].id)
    for future in desk.at_once(*(desk.pressed(who, "take_alert", alerted) for who in ("coralie", "marc", "helene"))):
        future.result(20)
    desk.carry()
    assert acts(desk) == ["alert", "take_alert"]


def test_what_nobody_took_is_listed_so_and_nothing_else_is(desk: Story) -> None:
    assert "Aucune alerte." in desk.text(desk.types("marc", "alerte", "@"))
    desk.types("ines", ORDER)
    assert "Personne n’a encore pris le relais." in desk.text(desk.types("marc", "alerte", "@"))


@pytest.mark.parametrize("who", ["karim", "lea"])
def test_whoever_asks_for_help_is_helped_by_a_request(desk: Story, who: str) -> None:
    desk.says(who, "#lyon", "alerte: le badge de l'entrée ne marche plus", to_desk=True)
    assert len(desk.requests()) == 1
    form = desk.types(who, "alerte: le badge de l'entrée ne marche plus")
    assert "badge" in str(form)
    desk.types("ines", ORDER)
    assert "n’est plus" in desk.text(desk.forges(who, "take_alert", "1")) or acts(desk) == ["alert"]
    assert STRIKE not in desk.text(desk.types(who, "alerte", "@"))


@pytest.mark.parametrize("value", ["0", "999", "x", "", "9" * 40, "-1", "²"])
def test_a_press_that_names_no_alert_does_nothing(desk: Story, value: str) -> None:
    desk.types("ines", ORDER)
    desk.forges("coralie", "take_alert", value)
    assert acts(desk) == ["alert"]


def test_what_is_personal_is_told_to_nobody_and_given_back(desk: Story) -> None:
    told = desk.text(desk.types("ines", "alerte: Karim est en arrêt maladie depuis lundi"), "ines")
    assert "Votre message semble personnel, je ne l’ai transmis à personne." in told
    assert "arrêt maladie" in told
    assert acts(desk) == []
    assert "maladie" not in desk.sees("coralie") + desk.by_desk("#alertes")


def test_a_need_that_begins_so_is_a_need(desk: Story) -> None:
    desk.says("ines", "#lyon", "alerte incendie à organiser pour jeudi, il faut réserver une salle", to_desk=True)
    assert acts(desk) == []


def test_the_message_action_on_what_is_a_request_offers_to_alert_about_it(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi matin")
    reply = desk.uses("marc", "desk_from_message", asked.message)
    assert "La coordination est prévenue pour LYO-1." in desk.text(desk.presses("marc", reply, "escalate"))
    desk.types("ines", "fait LYO-1")
    assert "escalate" not in str(desk.uses("marc", "desk_from_message", asked.message))
