"""What the desk says on its own: listed, said now, left out once, taken up again, by who may and once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from storage.tables import Occurrence
from tests.bot.conversations.test_rituals_due import speaking, spoken
from tests.bot.desk_harness import Story

__all__ = ["speaking", "spoken"]
MONDAY = datetime(2026, 11, 30, 7, tzinfo=UTC)


def coordinator(desk: Story) -> str:
    (one,) = desk.desk.charter.people_with("coordinator")
    return one.id


def last(desk: Story, who: str) -> str:
    return desk.text(desk.replies[-1][1], who)


def states(desk: Story, member: str) -> list[tuple[str, str]]:
    rows = desk.rows(Occurrence, member=member)
    return sorted((each.scheduled, each.state) for each in rows if each.kind == "briefing")


def test_each_is_told_of_what_is_for_them_and_who_steers_of_all(speaking: Story) -> None:
    speaking.types("karim", "rituels")
    assert "Rien n’est prévu pour vous" in last(speaking, "karim")
    speaking.types(coordinator(speaking), "rituels")
    told = last(speaking, coordinator(speaking))
    assert "Votre lundi" in told
    assert "Point flash" in told
    speaking.types(coordinator(speaking), "rituel votre lundi")
    assert "Dire maintenant" in last(speaking, coordinator(speaking))
    assert "lundi 30 novembre" in last(speaking, coordinator(speaking))
    speaking.types("helene", "rituels briefing")
    assert "Dire maintenant" not in last(speaking, "helene")


def test_the_next_one_is_left_out_and_taken_up_again(speaking: Story) -> None:
    who = coordinator(speaking)
    reply = speaking.types(who, "rituel briefing")
    speaking.presses(who, reply, "ritual_skip")
    assert "lundi 30 novembre" in last(speaking, who)
    speaking.forges(who, "ritual_back", "briefing")
    speaking.until(MONDAY)
    assert "2026-11-30" in speaking.room("@helene")
    # In London it is not eight yet: that one would be the next.
    speaking.later(hours=1)
    speaking.forges(who, "ritual_skip", "briefing")
    speaking.until(datetime(2026, 12, 14, 9, tzinfo=UTC))
    assert states(speaking, "person:helene")[:3] == [
        ("2026-11-30", "said"),
        ("2026-12-07", "skipped"),
        ("2026-12-14", "said"),
    ]
    assert "2026-12-07" not in speaking.room("@helene")
    assert "2026-12-07" not in speaking.room("@tom")


def test_two_presses_leave_out_two(speaking: Story) -> None:
    who = coordinator(speaking)
    for _ in range(2):
        speaking.forges(who, "ritual_skip", "briefing")
    speaking.until(datetime(2026, 12, 14, 7, tzinfo=UTC))
    assert [state for _, state in states(speaking, "person:helene")][:3] == ["skipped", "skipped", "said"]


def test_it_is_said_now_once_a_day(speaking: Story) -> None:
    who = coordinator(speaking)
    speaking.forges(who, "ritual_now", "briefing")
    assert speaking.room("@helene").count("2026-11-24") == 1
    speaking.forges(who, "ritual_now", "briefing")
    assert speaking.room("@helene").count("2026-11-24") == 1
    assert "déjà eu aujourd’hui" in last(speaking, who)
    speaking.until(MONDAY)
    assert speaking.room("@helene").count("2026-11-30") == 1


def test_said_now_before_its_hour_it_is_not_said_again_that_day(speaking: Story) -> None:
    speaking.until(datetime(2026, 11, 30, 6, tzinfo=UTC))
    speaking.forges(coordinator(speaking), "ritual_now", "briefing")
    speaking.until(datetime(2026, 11, 30, 12, tzinfo=UTC))
    assert speaking.room("@helene").count("2026-11-30") == 1
    assert speaking.room("@tom").count("2026-11-30") == 1


@pytest.mark.parametrize("who", ["karim", "ines", "helene", "julie"])
@pytest.mark.parametrize("act", ["ritual_now", "ritual_skip", "ritual_back"])
def test_nobody_else_may(speaking: Story, who: str, act: str) -> None:
    before = states(speaking, "person:helene")
    for value in ("briefing", "standup", "", "x" * 300, "briefing:1"):
        speaking.forges(who, act, value)
    assert states(speaking, "person:helene") == before
