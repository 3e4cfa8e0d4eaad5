"""So many in so many seconds: never more, and never later than need be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.limits import WRITES
from adapters.teams.pace import MARGIN, MOST, Pace


@given(st.lists(st.floats(0.0, 2.0), min_size=1, max_size=200))
def test_no_window_ever_holds_more_than_it_may_and_nothing_waits_longer(pauses: list[float]) -> None:
    now = 0.0
    pace = Pace(WRITES, lambda: now)
    made: list[float] = []
    for pause in pauses:
        now += pause
        wait = pace.take("c")
        if wait > 0:
            # Not a moment before, and at once then.
            now += wait * 0.5
            assert pace.take("c") > 0
            now += wait * 0.5 + 1e-6
            assert pace.take("c") == 0
        made.append(now)
    for count, seconds in WRITES:
        for first, last in zip(made, made[count:], strict=False):
            assert last - first >= seconds - 1e-9


def test_one_conversation_does_not_hold_another_back_and_the_oldest_are_forgotten() -> None:
    pace = Pace(((1, 10.0),), lambda: 5.0)
    assert (pace.take("a"), pace.take("b")) == (0.0, 0.0)
    assert pace.take("a") == 10.0 + MARGIN
    for number in range(MOST):
        pace.take(f"other {number}")
    assert pace.take("a") == 0.0


def test_what_changes_leaves_room_for_what_is_new() -> None:
    pace = Pace(((8, 2.0),), lambda: 5.0)
    assert [pace.take("c", 0.75) for _ in range(7)] == pytest.approx([0.0] * 6 + [2.0 + MARGIN])
    assert [pace.take("c") for _ in range(3)] == pytest.approx([0.0, 0.0, 2.0 + MARGIN])
    assert Pace(((1, 2.0),), lambda: 5.0).take("c", 0.1) == 0.0
