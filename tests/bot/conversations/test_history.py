"""What is told of what happened to a request: what people did, and nothing that they did not."""

from __future__ import annotations

import pytest

from bot.understanding import RequestKind
from tests.bot.desk_harness import Story, that_reads_as
from tests.bot.desk_sights import buttons

DOUBTFUL = ("la clim du bureau 12 fait un drôle de bruit", "pas de papier dans la salle", "le néon clignote")


@pytest.fixture
def doubtful() -> str:
    return that_reads_as(RequestKind.ASK, *DOUBTFUL)


def learned(desk: Story) -> list[object]:
    return [entry.data["corrected"] for entry in desk.entries("LYO-1") if entry.data.get("part") == "request"]


def test_who_confirms_a_doubt_has_corrected_nothing(desk: Story, doubtful: str) -> None:
    desk.says("karim", "#lyon", doubtful)
    desk.presses("karim", desk.last_whisper("karim"), "accept")
    told = desk.text(desk.types("karim", "voir LYO-1"))
    assert "Karim Diallo a confirmé que c’est une demande." in told
    assert "corrigée" not in told
    assert learned(desk) == ["yes"]


def test_who_raises_somebody_s_message_has_corrected_nothing(desk: Story, doubtful: str) -> None:
    desk.reacts("lea", desk.says("karim", "#lyon", doubtful), "ticket")
    told = desk.text(desk.types("karim", "voir LYO-1"))
    assert "Léa Faure en a fait une demande." in told
    assert "corrigée" not in told
    assert learned(desk) == ["yes"]


def test_who_shows_what_seemed_personal_has_corrected_nothing(desk: Story) -> None:
    desk.says("karim", "#lyon", "je suis en arrêt maladie, il me faudrait un badge pour mon remplaçant")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")
    told = desk.text(desk.types("karim", "voir LYO-1"))
    assert "corrigée" not in told
    assert "retiré" not in told
    assert "correct" in desk.history("LYO-1")


def test_what_was_corrected_is_told(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "service:travel")
    assert "Karim Diallo a choisi le service" in desk.text(desk.types("karim", "voir LYO-1"))


def test_a_site_that_was_asked_for_confirms_no_request(desk: Story) -> None:
    desk.says("karim", "@", "il me faudrait un train pour Paris jeudi matin")
    asked = desk.last("@karim", "ask_site")
    assert "train pour Paris" in str(asked)
    assert asked.card is not None
    desk.presses("karim", asked, "accept", next(value for _, value in buttons(asked.card) if value.endswith("lyon")))
    assert "confirmé" not in desk.text(desk.types("karim", "voir LYO-1", "@"))


def test_who_had_what_turned_private_is_told_of_no_other_service(desk: Story) -> None:
    said = desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi matin")
    desk.types("ines", "prendre LYO-1")
    desk.later(minutes=10)
    desk.edits(said, "il me faudrait un train pour Paris jeudi matin à cause de mon divorce")
    assert "Elle n’est plus dans vos mains" in desk.by_desk("@ines")
    assert "autre service" not in desk.by_desk("@ines")
