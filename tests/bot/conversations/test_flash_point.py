"""« Point flash »: what is hot alone, decided where it stands, over by itself; nothing private is named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import charter
from bot.events import CharterChanged
from storage.tables import Answer, Occurrence, Request
from tests.bot.desk_harness import Story
from tests.bot.paper import Shown
from tests.fakes.company import DEMO

THURSDAY = datetime(2026, 11, 26, 10, 45, tzinfo=UTC)
ROOM = "Réserver la salle Rhône mercredi 2 décembre 10h pour 8"


@pytest.fixture
def speaking(desk: Story) -> Story:
    """A desk that has its flash point alone, on the Tuesday before."""
    company = charter.load(DEMO)
    flash = tuple(each for each in company.rituals if each.kind == "flash_point")
    desk.desk.charter = company.model_copy(update={"rituals": flash})
    desk.submit(CharterChanged(key=desk.key(), at=desk.clock.now(), hash=desk.desk.charter.hash))
    return desk


def flash(desk: Story) -> Shown:
    return next(each for each in reversed(desk.shown("#desk")) if each.card and each.card.kind == "flash_point")


def note(desk: Story, who: str, text: str) -> None:
    desk.sends(who, desk.presses(who, flash(desk), "flash_note"), outcome=text)


def test_what_is_hot_is_shown_and_decided_and_what_was_decided_stays(speaking: Story) -> None:
    speaking.says("karim", "#lyon", ROOM)
    speaking.until(THURSDAY)
    told = str(flash(speaking))
    assert "Point flash : ce qui brûle" in told
    assert "LYO-1, Agenda et réunions, Lyon." in told
    assert "En retard : promise pour" in told
    note(speaking, "ines", "Je réserve la salle Saône à la place")
    assert "Inès Caron : Je réserve la salle Saône" in str(flash(speaking))
    note(speaking, "ines", "La salle Saône est prise, on décale à jeudi")
    speaking.until(datetime(2026, 11, 26, 11, tzinfo=UTC))
    told = str(flash(speaking))
    assert "ce qui a été décidé" in told
    assert "on décale à jeudi" in told
    assert "Je réserve" not in told
    assert "Noter la décision" not in told


def test_what_is_done_meanwhile_shows_and_what_is_not_is_said(speaking: Story) -> None:
    speaking.says("karim", "#lyon", ROOM)
    speaking.says("lea", "#aix", "Commander 3 rames de papier pour l’accueil svp")
    speaking.until(THURSDAY)
    speaking.types("ines", "prendre LYO-1")
    assert "Prise en charge" in str(flash(speaking))
    speaking.until(datetime(2026, 11, 26, 11, tzinfo=UTC))
    assert str(flash(speaking)).count("Rien de décidé.") == 1


def test_where_nothing_is_hot_nobody_is_gathered(speaking: Story) -> None:
    speaking.until(datetime(2026, 11, 26, 12, tzinfo=UTC))
    assert not [each for each in speaking.shown("#desk") if each.card and each.card.kind == "flash_point"]
    assert [each.state for each in speaking.rows(Occurrence, scheduled="2026-11-26")] == ["quiet"]


def test_nothing_private_is_named_nor_counted(speaking: Story) -> None:
    speaking.says("karim", "@", "Je voudrais contester mon bulletin de salaire de mars")
    for each in list(speaking.shown("@karim")):
        if each.card and "Oui, en privé" in str(each):
            speaking.presses("karim", each, "confide")
    speaking.until(datetime(2026, 12, 10, 12, tzinfo=UTC))
    assert not [each for each in speaking.shown("#desk") if each.card and each.card.kind == "flash_point"]


def test_what_becomes_private_meanwhile_is_shown_no_longer(speaking: Story) -> None:
    speaking.says("karim", "#lyon", ROOM)
    speaking.until(THURSDAY)
    speaking.types("coralie", "transférer LYO-1 hr_admin")
    (request,) = speaking.rows(Request)
    assert request.level.value == "confidential"
    assert "LYO-1" not in str(flash(speaking))


def test_too_late_by_another_or_with_rubbish_nothing_is_noted(speaking: Story) -> None:
    speaking.says("karim", "#lyon", ROOM)
    speaking.until(THURSDAY)
    (row,) = speaking.rows(Occurrence, scheduled="2026-11-26", kind="flash_point")
    for value in ("", "x", f"{row.id}", f"{row.id}:LYO-9", f"{row.id}:", "9" * 30 + ":LYO-1", ":LYO-1"):
        speaking.forges("ines", "flash_note", value)
    speaking.forges("lea", "flash_note", f"{row.id}:LYO-1")
    form = speaking.presses("ines", flash(speaking), "flash_note")
    speaking.sends("ines", form, outcome="   ")
    speaking.until(datetime(2026, 11, 26, 11, tzinfo=UTC))
    reply = speaking.sends("ines", form, outcome="Trop tard")
    assert "terminé" in speaking.text(reply, "ines")
    assert not speaking.rows(Answer)
