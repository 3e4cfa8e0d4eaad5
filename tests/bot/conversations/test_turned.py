"""A request that turns private late: what was said of it, and what is over, is taken back as the rest is."""

from __future__ import annotations

import pytest

from storage.tables import Level, State
from tests.bot.desk_harness import Story, Wrote

TRAIN = "il me faudrait un train pour Paris jeudi matin"
PAY = "il me faudrait mon bulletin de paie d'octobre"


def everywhere(desk: Story) -> str:
    """What the desk shows where many read."""
    return "\n".join(desk.by_desk(where) for where in ("#lyon", "#desk", "#general", "#aide"))


@pytest.fixture
def asked(desk: Story) -> Wrote:
    """LYO-1, that Inès has."""
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "prendre LYO-1")
    return asked


def test_what_was_answered_in_public_is_taken_back_once_it_is_restricted(desk: Story, asked: Wrote) -> None:
    desk.types("ines", "répondre LYO-1 C'est bien la facture Dupont ?")
    desk.says("ines", "#desk", "il parle de Dupont", under=desk.card("LYO-1", "#desk"))
    desk.says("karim", "#lyon", "oui, celle de Dupont", under=asked)
    desk.types("ines", "transférer LYO-1 invoicing")
    assert desk.request("LYO-1").level is Level.RESTRICTED
    assert desk.by_desk("#lyon") == "LYO-1. Prise en charge.\n[Voir]"
    assert "Dupont" not in everywhere(desk)
    desk.types("ines", "répondre LYO-1 C'est payé à Dupont")
    assert "payé à Dupont" in desk.room("@karim")
    desk.edits(asked, PAY)
    assert "LYO-1" not in everywhere(desk)


@pytest.mark.parametrize("word", ["fait", "annuler"])
def test_an_edit_after_the_end_takes_everything_back(desk: Story, asked: Wrote, word: str) -> None:
    desk.opens_home("ines")
    desk.types("ines", f"{word} LYO-1")
    desk.edits(asked, PAY)
    request = desk.request("LYO-1")
    assert (request.level, request.service, request.open) == (Level.CONFIDENTIAL, "hr_admin", False)
    assert "LYO-1" not in everywhere(desk)
    assert "bulletin" not in desk.sees("ines").replace(PAY, "", 1)
    assert asked.message.signs == []
    desk.types("karim", "rouvrir LYO-1")
    assert desk.request("LYO-1").state is State.NEW
    assert PAY in str(desk.card("LYO-1", "@nadia"))
    assert "LYO-1" not in everywhere(desk)


def test_an_edit_after_the_end_that_is_restricted_leaves_triage(desk: Story, asked: Wrote) -> None:
    desk.says("karim", "#lyon", "c'est pour le chantier Mistral", under=asked)
    desk.types("ines", "fait LYO-1")
    desk.edits(asked, "il faudrait régler la facture du fournisseur Dupont")
    assert (desk.request("LYO-1").level, desk.request("LYO-1").open) == (Level.RESTRICTED, False)
    assert "LYO-1" not in desk.by_desk("#desk")
    assert "Mistral" not in desk.by_desk("#desk")
    assert "Dupont" not in everywhere(desk)
    assert "LYO-1. Traitée" in desk.by_desk("#lyon")


def test_so_it_does_once_it_is_closed(desk: Story, asked: Wrote) -> None:
    desk.types("ines", "fait LYO-1")
    desk.later(days=10)
    assert desk.request("LYO-1").state is State.CLOSED
    desk.edits(asked, PAY)
    assert "LYO-1" not in everywhere(desk)


def test_an_ordinary_edit_after_the_end_moves_nothing(desk: Story, asked: Wrote) -> None:
    desk.types("ines", "fait LYO-1")
    before = desk.request("LYO-1")
    desk.edits(asked, "il me faudrait un badge pour un visiteur")
    after = desk.request("LYO-1")
    assert (after.level, after.service, after.assignee_id) == (before.level, before.service, before.assignee_id)
    assert "badge" in str(desk.card("LYO-1", "#desk"))
