"""Absences: said in the words of any message, listed, taken back; new work goes on to who is there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from storage.tables import Absence
from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un train pour Paris jeudi"


def noted(desk: Story) -> list[tuple[datetime, datetime | None]]:
    return [(each.since, each.until) for each in desk.rows(Absence, ended=False)]


def test_an_absence_is_noted_by_its_days_with_who_stands_in(desk: Story) -> None:
    told = desk.text(desk.types("ines", "absence 12–23 août relais @Claire Morel"), "ines")
    assert "Absence notée : du jeudi 12 août 2027 au lundi 23 août 2027." in told
    assert "Claire Morel prend le relais." in told
    # Paris is two hours ahead in August.
    assert noted(desk) == [(datetime(2027, 8, 11, 22, tzinfo=UTC), datetime(2027, 8, 23, 22, tzinfo=UTC))]
    assert "Inès Caron : absence notée" in desk.room("@claire")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("absence demain matin", "mercredi 25 novembre au matin"),
        ("away tomorrow afternoon", "mercredi 25 novembre l’après-midi"),
        ("absente vendredi", "vendredi 27 novembre."),
        (
            "absence du lundi midi au mercredi matin",
            "du lundi 30 novembre l’après-midi au mercredi 2 décembre au matin",
        ),
        ("absence vendredi à partir de 14h", "vendredi 27 novembre, 14 h, jusqu’au soir"),
    ],
)
def test_half_days_and_hours_are_told_as_they_were_said(desk: Story, said: str, told: str) -> None:
    assert told in desk.text(desk.types("ines", said), "ines")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("absence hier", "Ces dates sont passées"),
        ("absence du 1 au 5 août 2026", "Ces dates sont passées"),
        ("absence du 23 au 12 août", "La fin vient avant le début"),
        ("absence 31 février", "Je n’ai pas compris les dates"),
        ("absence à partir de lundi", "Jusqu’à quand"),
        ("absence le 3 janvier 2031", "plus de deux ans"),
        ("absence demain relais @Inès Caron", "son propre relais"),
        ("absence demain relais @Marc Vidal", "Marc Vidal ne traite pas de demandes"),
        ("absence demain relais @Zorro", "Je ne trouve pas cette personne"),
    ],
)
def test_what_cannot_be_noted_says_why_and_notes_nothing(desk: Story, said: str, why: str) -> None:
    assert why in desk.text(desk.types("ines", said), "ines")
    assert noted(desk) == []


@pytest.mark.parametrize(
    ("backup", "told"),
    [
        ("@Julie Schmitt", "Julie Schmitt prend le relais"),
        ("@Inès Caron", "Inès Caron prend le relais"),
        ("@Marc Vidal", "son propre relais"),
    ],
)
def test_who_gives_agreements_is_stood_in_for_by_one_who_may(desk: Story, backup: str, told: str) -> None:
    assert told in desk.text(desk.types("marc", f"absence demain relais {backup}"), "marc")


def test_who_gives_agreements_and_names_nobody_is_told_what_becomes_of_them(desk: Story) -> None:
    told = desk.text(desk.types("marc", "absence demain"), "marc")
    assert "la coordination est prévenue quand un accord est demandé" in told
    assert "nouvelles demandes" not in told


def test_one_is_spoken_to_about_ones_own(desk: Story) -> None:
    assert "ne vous est confiée" in desk.text(desk.types("karim", "absence demain"), "karim")
    desk.types("ines", "absence demain")
    told = desk.text(desk.types("ines", "absence demain matin"), "ines")
    assert "déjà notée pour vous" in told
    assert "déjà notée, " in desk.text(desk.types("coralie", "absence demain matin @Inès Caron"), "coralie")


def test_a_backup_who_is_away_then_is_refused_with_when(desk: Story) -> None:
    desk.types("claire", "absence demain")
    told = desk.text(desk.types("ines", "absence mercredi et jeudi relais claire"), "ines")
    assert "Claire Morel est en absence aussi : mercredi 25 novembre." in told
    assert len(noted(desk)) == 1


def test_the_same_days_are_noted_once_and_may_name_a_relay_later(desk: Story) -> None:
    desk.types("ines", "absence demain")
    desk.types("ines", "absence demain relais claire")
    assert len(noted(desk)) == 1
    assert "déjà notée" in desk.text(desk.types("ines", "absence demain matin"), "ines")


def test_the_coordinator_says_it_for_somebody_and_an_assistant_does_not(desk: Story) -> None:
    refused = desk.text(desk.types("ines", "absence aujourd'hui @Claire Morel"), "ines")
    assert "Coralie Tessier" in refused
    assert noted(desk) == []
    told = desk.text(desk.types("coralie", "away today @Claire Morel"), "coralie")
    assert "Claire Morel : absence notée, mardi 24 novembre." in told
    assert "Coralie Tessier a noté votre absence" in desk.room("@claire")


def test_who_is_entrusted_with_nothing_has_no_absence_to_note(desk: Story) -> None:
    assert "Aucune demande ne vous est confiée" in desk.text(desk.types("karim", "absence demain"), "karim")
    assert noted(desk) == []


def test_in_a_message_it_is_an_order_where_it_says_days_and_nothing_else(desk: Story) -> None:
    desk.says("ines", "@", "absence demain matin")
    assert len(noted(desk)) == 1
    desk.says("ines", "@", "absence de chauffage dans la salle 3")
    assert len(noted(desk)) == 1


def test_new_work_goes_to_the_stand_in_while_it_lasts_and_back_after(desk: Story) -> None:
    desk.types("ines", "absence aujourd'hui relais claire")
    desk.says("karim", "#lyon", TRAIN)
    assert desk.request("LYO-1").proposal_why == "stand_in"
    assert "LYO-1" in desk.room("@claire")
    desk.later(days=1)
    desk.says("karim", "#lyon", "il me faudrait un taxi vendredi à 9h")
    assert desk.requests()[-1].proposal_why == "dedicated"


def test_the_charter_names_who_stands_in_for_an_absence_that_it_announces(desk: Story) -> None:
    def announced(data: dict[str, Any], **more: str) -> None:
        for person in data["people"]:
            if person["id"] == "ines":
                person |= {"away": ["2026-11-25"], **more}

    desk.rules(announced)
    desk.rules(lambda data: announced(data, backup="claire"))
    desk.later(days=1)
    desk.says("karim", "#lyon", TRAIN)
    assert desk.request("LYO-1").proposal_why == "stand_in"
    assert len(noted(desk)) == 1


def test_who_is_away_is_not_named_as_somebody_who_can_help(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    assert "Inès Caron" in desk.text(desk.forges("nadia", "claim", "LYO-1"), "nadia")
    desk.types("ines", "absence aujourd'hui")
    assert "Inès Caron" not in desk.text(desk.forges("nadia", "claim", "LYO-1"), "nadia")


def test_an_absence_is_listed_and_taken_back_once_by_who_may(desk: Story) -> None:
    desk.types("ines", "absence demain relais claire")
    (absence,) = desk.rows(Absence)
    seen = desk.types("hugo", "absences")
    assert "Inès Caron : mercredi 25 novembre." in desk.text(seen, "hugo")
    assert "Annuler" not in desk.text(seen, "hugo")
    assert "Aucune absence" in desk.text(desk.types("karim", "absences"), "karim")
    desk.forges("hugo", "away_cancel", str(absence.id))
    assert len(noted(desk)) == 1
    listed = desk.types("coralie", "absences")
    assert "Inès Caron : mercredi 25 novembre. Claire Morel prend le relais." in desk.text(listed, "coralie")
    desk.presses("coralie", listed, "away_cancel")
    assert noted(desk) == []
    assert "Coralie Tessier a annulé votre absence" in desk.room("@ines")
    again = desk.text(desk.forges("ines", "away_cancel", str(absence.id)), "ines")
    assert "n’est plus notée" in again
    assert "n’est plus notée" in desk.text(desk.forges("ines", "away_cancel", "99999999999999999999"), "ines")
