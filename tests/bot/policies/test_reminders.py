"""How often people are disturbed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.policies.reminders import may_ask_rating, next_ping_at

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_a_rating_is_asked_at_most_once_in_fourteen_days() -> None:
    assert may_ask_rating(NOW, None)
    assert not may_ask_rating(NOW, NOW - timedelta(days=13, hours=23, minutes=59))
    assert may_ask_rating(NOW, NOW - timedelta(days=14))


def test_pings_of_five_minutes_go_together_and_urgent_ones_at_once() -> None:
    last = NOW - timedelta(minutes=2)
    assert next_ping_at(NOW, None, urgent=False) == NOW
    assert next_ping_at(NOW, last, urgent=False) == NOW + timedelta(minutes=3)
    assert next_ping_at(NOW, last, urgent=True) == NOW
    assert next_ping_at(NOW, NOW - timedelta(hours=1), urgent=False) == NOW


@given(st.lists(st.integers(0, 3600), min_size=1, max_size=60).map(sorted))
def test_nobody_is_sent_two_messages_within_five_minutes_nor_waits_longer(seconds: list[int]) -> None:
    sent: list[datetime] = []
    for second in seconds:
        now = NOW + timedelta(seconds=second)
        if sent and sent[-1] > now:
            continue  # held with the message that is already planned
        sent.append(next_ping_at(now, sent[-1] if sent else None, urgent=False))
        assert now <= sent[-1] <= now + timedelta(minutes=5)
    assert all(later - earlier >= timedelta(minutes=5) for earlier, later in pairwise(sent))
