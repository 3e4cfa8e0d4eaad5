"""Seeing: help, lists, one request, home, in the reader's language and hours."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.bot.desk_harness import Story, company
from tests.bot.desk_sights import buttons
from tests.bot.paper import as_text

TRAIN = "il me faudrait un train pour Paris jeudi matin"


@pytest.fixture
def busy(desk: Story) -> Story:
    """LYO-1 of Karim, claimed by Inès; LYO-2 of Léa, new; AIX-1 of Karim, new."""
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "prendre LYO-1")
    desk.says("lea", "#lyon", "il me faudrait un badge pour un visiteur vendredi")
    desk.says("karim", "#aix", "il me faudrait une salle pour 8 personnes jeudi")
    return desk


def test_help_is_by_role_and_in_the_readers_language(desk: Story) -> None:
    told = desk.text(desk.types("karim", ""))
    assert "/desk nouvelle" in told
    assert "/desk prendre" not in told
    told = desk.text(desk.types("ines", "aide"))
    assert "/desk prendre LYO-42" in told
    assert "👀" in told
    desk.types("karim", "langue anglais")
    assert "/desk new" in desk.text(desk.types("karim", "help"))
    assert desk.text(desk.types("karim", "aide"), "karim") == desk.text(desk.types("karim", ""), "karim")


def test_mine_and_list(busy: Story) -> None:
    mine = busy.text(busy.types("karim", "mes"))
    assert "LYO-1" in mine
    assert "AIX-1" in mine
    assert "LYO-2" not in mine
    assert busy.text(busy.types("karim", "liste")) == mine
    told = busy.text(busy.types("ines", "list"))
    assert all(ref in told for ref in ("LYO-1", "LYO-2", "AIX-1"))
    told = busy.text(busy.types("marc", "list"))
    assert "LYO-2" in told
    assert "AIX-1" not in told
    assert "Rien pour l’instant." in busy.text(busy.types("zoe", "mes"))


def test_what_is_over_leaves_the_lists(busy: Story) -> None:
    busy.types("ines", "fait LYO-1")
    busy.types("ines", "fait LYO-2")
    assert "LYO" not in busy.text(busy.types("ines", "liste"))


def test_show_tells_its_history(busy: Story) -> None:
    busy.types("ines", "urgent LYO-1")
    told = busy.text(busy.types("karim", "voir lyo1"))
    for line in ("LYO-1, Déplacements, Lyon.", TRAIN, "demande enregistrée par Karim Diallo", "Inès Caron s’en charge"):
        assert line in told
    assert "a signalé une urgence" in told
    assert told == busy.text(busy.presses("karim", busy.types("karim", "mes"), "show", "LYO-1"))


def test_somebody_elses_request_is_not_found(busy: Story) -> None:
    unknown = busy.text(busy.types("lea", "voir LYO-77")).replace("LYO-77", "LYO-1")
    assert busy.text(busy.types("lea", "voir LYO-1")) == unknown
    assert busy.text(busy.forges("lea", "show", "LYO-1")) == unknown


def test_home_by_role(busy: Story) -> None:
    karim, ines, helene = (busy.opens_home(who) for who in ("karim", "ines", "helene"))
    assert "Vos demandes (2)" in karim
    assert "Dans vos mains" not in karim
    assert "Dans vos mains (1)" in ines
    assert "À prendre (2)" in ines
    assert "[Et maintenant ?]" in ines
    assert "Lyon : 2 ouvertes, 1 à prendre" in helene.replace(" et ", ", ")
    assert "badge" not in helene


def test_home_follows(busy: Story) -> None:
    busy.opens_home("ines")
    busy.types("ines", "prendre LYO-2")
    assert "Dans vos mains (2)" in as_text(busy.papers["slack"].homes["ines"])
    told = busy.text(busy.presses("ines", busy.papers["slack"].homes["ines"], "next"))
    assert "Parce que" in told


def test_whoever_has_it_is_not_named_to_themselves(busy: Story) -> None:
    busy.types("ines", "attendre LYO-1 à quelle heure ?")
    home = busy.opens_home("ines")
    assert "En attente du demandeur." in home
    assert "Inès Caron" not in home
    assert "En attente du demandeur, Inès Caron." in busy.text(busy.types("claire", "voir LYO-1"))


def test_the_button_at_home_opens_the_form(busy: Story) -> None:
    busy.opens_home("karim")
    assert "Nouvelle demande" in busy.text(busy.presses("karim", busy.papers["slack"].homes["karim"], "new"))


def test_each_reads_in_their_language_and_zone(desk: Story) -> None:
    desk.says("tom", "@", "I need a room for 8 people in Lyon on Thursday at 2pm")
    mine, triage = str(desk.card("LYO-1", "@tom")), str(desk.card("LYO-1", "#desk"))
    assert "LYO-1, Meetings, Lyon." in mine
    assert "Thursday 26 November, 2 pm in Lyon (1 pm here)" in mine
    assert "Demandée par Tom Baker." in triage
    assert "jeudi 26 novembre, 14 h" in triage


def test_promises_follow_the_sites_hours_and_zone(desk: Story) -> None:
    desk.says("sonia", "#reunion", "il me faudrait un taxi demain à 9h")
    assert desk.request("REU-1").first_response_at == datetime(2026, 11, 24, 10, 0, 2, tzinfo=UTC)
    assert "14 h" in str(desk.card("REU-1", "#reunion"))
    assert "14 h" in str(desk.card("REU-1", "#desk-reunion"))
    assert "11 h" in str(desk.card("REU-1", "#desk"))


def test_whoever_may_know_where_it_stands_is_shown_no_more(desk: Story) -> None:
    def kept(data: dict[str, Any]) -> None:
        for service in data["services"]:
            if service["id"] == "travel":
                service["in_house_only"] = True

    desk.rules(kept)
    desk.says("karim", "#lyon", "il me faudrait un train pour rencontrer Schmidt à Paris jeudi, c'est urgent")
    able = [each for each in company().people if each.has_role("assistant") and each.serves_site("lyon")]
    providers = [each.id for each in able if each.employer == "provider"]
    assert providers
    for who in providers:
        for word in ("voir LYO-1", "liste"):
            for where in ("#lyon", "@"):
                told = desk.text(desk.types(who, word, where=where))
                assert "LYO-1. Nouvelle." in told
                assert "Schmidt" not in told
                assert "Déplacements" not in told
                assert "Urgent" not in told
    assert "Schmidt" in desk.text(desk.types("marc", "liste"))


def test_a_list_counts_what_its_reader_may_know_of_and_no_more(desk: Story) -> None:
    for _ in range(3):
        desk.says("marc", "@", "il me faudrait mon bulletin de paie d'octobre")
        desk.pass_by(minutes=30)
    for number in range(22):
        desk.types("karim", f"nouvelle {number}")
        desk.sends("karim", desk.replies[-1][1], text=f"il me faudrait un badge numéro {number}", site="lyon")
    told = desk.text(desk.types("ines", "liste"))
    assert told.count("badge") == 20
    assert "Et 2 autres." in told
    assert "Et 5 autres." in desk.text(desk.types("nadia", "liste"))
    assert desk.text(desk.types("coralie", "liste")) == told
    for _ in range(20):
        desk.says("marc", "@", "urgent, il me faudrait mon bulletin de paie d'octobre")
        desk.pass_by(minutes=30)
    again = desk.text(desk.types("ines", "liste"))
    assert [line.split(",")[0] for line in again.splitlines()] == [line.split(",")[0] for line in told.splitlines()]


def test_the_coordination_is_not_sent_to_itself(desk: Story) -> None:
    def kept(data: dict[str, Any]) -> None:
        next(each for each in data["services"] if each["id"] == "travel")["in_house_only"] = True

    desk.rules(kept)
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    for word in ("escalade", "prendre", "urgent"):
        reply = desk.types("coralie", f"{word} LYO-1")
        told = desk.text(reply)
        assert "Julie Schmitt peut vous aider." in told
        assert "coordination" not in told
        assert "call" not in [act for act, _ in buttons(desk.drawn(reply))]


def test_what_is_restricted_is_not_called_confidential(desk: Story) -> None:
    def kept(data: dict[str, Any]) -> None:
        next(each for each in data["services"] if each["id"] == "invoicing")["in_house_only"] = True

    desk.says("karim", "#lyon", "Pouvez-vous payer la facture 881 du fournisseur Dupont ?")
    told = desk.text(desk.types("coralie", "liste"))
    assert "LYO-1, Factures et relances, Lyon. Nouvelle." in told
    desk.rules(kept)
    seen = desk.text(desk.types("coralie", "liste"))
    assert "LYO-1. Nouvelle." in seen
    assert "onfidentielle" not in told + seen


def test_what_one_may_know_of_by_its_state_alone_is_not_offered_to_be_opened(desk: Story) -> None:
    desk.says("karim", "#lyon", "Pouvez-vous payer la facture 881 du fournisseur Dupont ?")
    assert desk.text(desk.types("hugo", "voir LYO-1"), "hugo") == (
        "La demande\nLYO-1. Nouvelle.\nElle est réservée aux personnes qui la suivent : je ne vous en montre pas plus. "
        "Coralie Tessier peut vous l’ouvrir.\n[Demander l’accès]"
    )
    assert "Ouvrir une demande" in desk.text(desk.types("coralie", "liste"), "coralie")
