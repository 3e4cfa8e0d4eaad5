"""« Votre lundi »: at most three things to decide, pressed and taken back where they stand; nothing private is told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot import charter
from bot.events import CharterChanged
from storage.tables import Occurrence, Request
from tests.bot.desk_harness import Story
from tests.bot.paper import Shown, plain
from tests.fakes.company import DEMO, alone, written

MONDAY = datetime(2026, 11, 30, 7, tzinfo=UTC)
TRAIN = "Il me faut un billet de train pour Paris mardi 15 décembre, environ 1200 €"
ROOM = "Réserver la salle Rhône mercredi 2 décembre 10h pour 8"


def changed(data: dict[str, Any]) -> None:
    """Hélène agrees to what costs; nobody looks at anything twice."""
    travel = next(each for each in data["services"] if each["id"] == "travel")
    alone(data)
    travel["approval"] = {"by": ["helene"], "above": 800}
    data["rituals"] = [each for each in data["rituals"] if each["kind"] == "briefing"]


@pytest.fixture
def speaking(desk: Story) -> Story:
    """A desk that has « Votre lundi » alone, on the Tuesday before."""
    desk.desk.charter = written(changed, rituals=True)
    desk.submit(CharterChanged(key=desk.key(), at=desk.clock.now(), hash=desk.desk.charter.hash))
    return desk


def briefing(desk: Story, who: str = "helene") -> Shown:
    return next(each for each in reversed(desk.shown(f"@{who}")) if each.card and each.card.kind == "briefing")


def test_an_agreement_is_pressed_taken_back_and_pressed_again_where_it_stands(speaking: Story) -> None:
    speaking.says("karim", "#lyon", TRAIN)
    (request,) = speaking.rows(Request)
    assert request.approvers == "helene"
    speaking.until(MONDAY)
    assert "À décider" in str(briefing(speaking))
    assert "Demande de Karim Diallo" in str(briefing(speaking))
    assert "elle reste en attente" in str(briefing(speaking))
    speaking.presses("helene", briefing(speaking), "approve")
    assert "Vous avez donné votre accord" in str(briefing(speaking))
    assert "elle reste en attente" not in str(briefing(speaking))
    speaking.later(minutes=5)
    speaking.presses("helene", briefing(speaking), "unvote")
    assert "elle reste en attente" in str(briefing(speaking))
    speaking.presses("helene", briefing(speaking), "approve")
    speaking.later(minutes=15)
    (request,) = speaking.rows(Request)
    assert not request.awaits_approval
    assert "Vous avez donné votre accord" in str(briefing(speaking))
    assert "Revenir sur ma réponse" not in str(briefing(speaking))


def test_at_most_three_are_asked_and_the_others_counted(speaking: Story) -> None:
    for day in range(9, 15):
        speaking.says("karim", "#lyon", f"Il me faut un train pour Lille le {day} décembre, environ {day}00 €")
        speaking.later(minutes=20)
    speaking.until(MONDAY)
    told = str(briefing(speaking))
    awaited = sum(each.awaits_approval for each in speaking.rows(Request))
    assert awaited > 3
    assert told.count("Demande de") == 3
    assert "autre décision" in told or "autres décisions" in told
    (row,) = speaking.rows(Occurrence, member="person:helene", scheduled="2026-11-30")
    assert len(row.data["decisions"]) == 3
    assert told.index("À décider") < 200


def test_what_climbed_is_told_and_what_somebody_took_meanwhile_is_over(speaking: Story) -> None:
    speaking.says("karim", "#lyon", ROOM)
    (request,) = speaking.rows(Request)
    speaking.until(MONDAY)
    (request,) = speaking.rows(Request)
    assert "helene" in request.alerted
    assert "L’alerte est montée jusqu’à vous" in str(briefing(speaking))
    speaking.types("ines", f"prendre {request.ref}")
    speaking.types("ines", f"fait {request.ref}")
    assert "Il n’y a plus rien à décider" in str(briefing(speaking))


def test_empty_it_says_so_and_its_notification_too(speaking: Story) -> None:
    speaking.until(MONDAY)
    assert "Rien à décider cette semaine." in str(briefing(speaking))
    assert "Rien ne devrait être en retard cette semaine." in str(briefing(speaking))


def test_each_hears_it_in_their_language_and_zone(speaking: Story) -> None:
    speaking.until(datetime(2026, 11, 30, 8, tzinfo=UTC))
    assert "Nothing to decide this week." in str(briefing(speaking, "tom"))


def test_nothing_confidential_is_in_it_nor_an_others(speaking: Story) -> None:
    speaking.says("karim", "@", "Je voudrais contester mon bulletin de salaire de mars")
    speaking.types("claire", "absente du 1er au 3 décembre relais @Inès Caron")
    speaking.until(MONDAY)
    told = str(briefing(speaking))
    assert "salaire" not in told
    assert "RH" not in told
    assert "Claire Morel, absence du mardi 1er décembre au jeudi 3 décembre, relais Inès Caron." in told


def test_the_notification_counts_and_tells_nothing_else(speaking: Story) -> None:
    speaking.says("karim", "#lyon", TRAIN)
    speaking.until(MONDAY)
    card = briefing(speaking).card
    assert card is not None
    assert plain("".join(run.text for run in card.summary)) == "Votre lundi : 1 décision"


def test_another_presses_on_it_and_nothing_comes_of_it(speaking: Story) -> None:
    speaking.says("karim", "#lyon", TRAIN)
    speaking.until(MONDAY)
    (request,) = speaking.rows(Request)
    for who in ("karim", "ines", "tom"):
        speaking.forges(who, "approve", request.ref)
    assert "elle reste en attente" in str(briefing(speaking))
    assert speaking.rows(Request)[0].awaits_approval


def test_the_sample_company_has_it() -> None:
    assert any(each.kind == "briefing" for each in charter.load(DEMO).rituals)
