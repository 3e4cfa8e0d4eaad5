"""How fast one person may write: past it they are told once, then passed over, until it quiets."""

from __future__ import annotations

from datetime import UTC, datetime

from bot import flow
from bot.flow import LATELY, Flow, Pace

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def heard(counted: Flow, many: int, whose: str = "a", at: datetime = NOON, first: int = 0) -> list[Pace]:
    return [counted.of(whose, str(number), at) for number in range(first, first + many)]


def test_they_are_heard_then_told_once_then_passed_over() -> None:
    assert heard(Flow(3), 7) == [Pace.HEARD] * 3 + [Pace.TOLD] + [Pace.PASSED] * 3


def test_another_and_the_same_elsewhere_are_heard() -> None:
    counted = Flow(3)
    heard(counted, 9)
    assert heard(counted, 1, "b") == [Pace.HEARD]


def test_what_is_handled_again_gets_the_same_answer() -> None:
    counted = Flow(3)
    first = heard(counted, 6)
    assert heard(counted, 6) == first


def test_after_minutes_they_are_heard_again_though_they_never_stopped() -> None:
    counted = Flow(3)
    heard(counted, 100)
    assert heard(counted, 4, at=NOON + LATELY, first=100) == [Pace.HEARD] * 3 + [Pace.TOLD]


def test_few_are_remembered_and_little_of_each() -> None:
    counted = Flow(3)
    for number in range(2 * flow.REMEMBERED):
        counted.of(number, "1", NOON)
    heard(counted, 1000)
    assert len(counted._heard) == flow.REMEMBERED
    assert len(counted._heard["a"]) == 4
