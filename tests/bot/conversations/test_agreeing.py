"""A yes in words of one's own to what awaits it: offered, never done by words alone."""

from __future__ import annotations

import pytest

from storage.tables import Vote
from tests.bot.conversations.test_approving import TRAIN
from tests.bot.desk_harness import Story

YES = (
    "j'approuve LYO-1",
    "ok pour LYO-1",
    "D'accord pour LYO-1 !",
    "je valide la lyo 1 merci",
    "oui LYO-1",
    "I agree to LYO-1",
)
OTHER = ("ok", "j'approuve LYO-2", "LYO-1", "pas d'accord pour LYO-1", "ok pour LYO-1 mais moins cher", "d'accord")


@pytest.fixture
def asked(desk: Story) -> Story:
    """A desk where Marc's agreement is asked for Karim's journey."""
    desk.says("karim", "#lyon", TRAIN)
    return desk


@pytest.mark.parametrize("text", YES)
def test_a_yes_is_offered_in_one_press(asked: Story, text: str) -> None:
    asked.says("marc", "@", text)
    assert not asked.rows(Vote)
    offer = asked.shown("@marc")[-1]
    assert "Dois-je noter « approuver LYO-1 » ?" in str(offer)
    asked.presses("marc", offer, "meant")
    assert [(each.seat, each.approves) for each in asked.rows(Vote)] == [("marc", True)]


@pytest.mark.parametrize("text", OTHER)
def test_anything_else_is_no_yes(asked: Story, text: str) -> None:
    asked.says("marc", "@", text)
    assert "Dois-je noter" not in asked.room("@marc")
    assert not asked.rows(Vote)


@pytest.mark.parametrize("who", ["karim", "ines", "lea"])
def test_nobody_else_is_offered_it(asked: Story, who: str) -> None:
    asked.says(who, "@", "j'approuve LYO-1")
    assert "Dois-je noter" not in asked.room(f"@{who}")
    assert not asked.rows(Vote)


def test_in_a_channel_that_is_not_the_desks_to_answer_nothing_is_offered(asked: Story) -> None:
    asked.says("marc", "#lyon", "ok pour LYO-1")
    assert "Dois-je noter" not in asked.sees("marc")
