"""The desk's clock goes forward only, whatever the machine's does."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bot.clock import MovableClock, SystemClock

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_a_machine_set_back_does_not_set_the_desk_back() -> None:
    clock = SystemClock()
    with time_machine.travel(NOON, tick=False) as machine:
        assert clock.now() == NOON
        machine.move_to(NOON - timedelta(hours=1))
        assert clock.now() == NOON
        machine.move_to(NOON + timedelta(minutes=1))
        assert clock.now() == NOON + timedelta(minutes=1)


def test_a_clock_moved_ahead_goes_on_from_there_and_never_back() -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        clock = MovableClock(timedelta(hours=2))
        assert clock.now() == NOON + timedelta(hours=2)
        clock.move_by(timedelta(days=1))
        clock.move_to(NOON + timedelta(days=3))
        machine.shift(timedelta(seconds=5))
        assert clock.now() == NOON + timedelta(days=3, seconds=5)
        assert clock.offset == timedelta(days=3)
        with pytest.raises(ValueError, match="forward only"):
            clock.move_to(NOON + timedelta(days=3))
        with pytest.raises(ValueError, match="forward only"):
            clock.move_by(timedelta(seconds=-1))
        assert clock.now() == NOON + timedelta(days=3, seconds=5)
