"""What becomes of a row whose call went wrong, as a function of what is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.healing import (
    FORM_ATTEMPTS,
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    Again,
    Failed,
    Sent,
    Verdict,
    copies,
    could_double,
    doubts,
    looks_first,
    verdict_of,
    wait,
)
from adapters.platform import Blocked, Capabilities, Gone, NotMember, RateLimited, TooBig, Transient, Unknown
from storage.tables import OutboxKind

CHANCE = st.floats(0, 1, exclude_max=True)
KINDS = st.sampled_from(OutboxKind)
IDEMPOTENT = set(OutboxKind) - {OutboxKind.SEND, OutboxKind.WHISPER}


@given(
    KINDS, st.lists(st.sampled_from([Transient(), Unknown(), RateLimited(1.0, "send"), TimeoutError()]), max_size=40)
)
def test_doubts_are_counted_whatever_else_happens_between(kind: OutboxKind, errors: list[Exception]) -> None:
    former: str | None = None
    expected = 0
    for attempt, error in enumerate(errors, 1):
        verdict = verdict_of(error, kind, attempt, former, 0.5)
        expected += isinstance(error, Unknown | TimeoutError)
        if isinstance(verdict, Failed):
            assert kind not in IDEMPOTENT or kind is OutboxKind.FORM
            return
        assert isinstance(verdict, Again)
        former = verdict.error
        assert doubts(former) == expected


@given(st.lists(st.booleans(), max_size=30))
def test_a_whisper_is_said_again_at_most_once_in_doubt(unknown: list[bool]) -> None:
    """The platform may have shown it as often as the outcome was unknown: at most twice."""
    former, may_have_shown = None, 0
    for attempt, each in enumerate(unknown, 1):
        may_have_shown += each
        verdict = verdict_of(Unknown() if each else Transient(), OutboxKind.WHISPER, attempt, former, 0.0)
        if isinstance(verdict, Failed):
            break
        assert isinstance(verdict, Again)
        former = verdict.error
    assert may_have_shown <= 2


def test_a_post_that_its_platform_says_failed_is_given_up_no_sooner_than_after_a_day_and_tried_ever_less() -> None:
    former, waited, tries = None, 0.0, 0
    while isinstance(verdict := verdict_of(Unknown(answered=True), OutboxKind.SEND, tries + 1, former, 0.5), Again):
        former, waited, tries = verdict.error, waited + verdict.after, tries + 1
    assert waited > 20 * 3600
    # One who reads the channel sees few of them, should each have been posted after all.
    assert tries < waited / 500
    assert isinstance(verdict_of(Unknown(), OutboxKind.SEND, 6, "unknown 5; Unknown", 0.5), Failed)
    assert isinstance(verdict_of(Unknown(answered=True), OutboxKind.WHISPER, 2, "unknown 1; Unknown", 0.5), Failed)


@pytest.mark.parametrize("error", [Gone(), NotMember(), Blocked(), TooBig()])
def test_what_would_always_be_refused_is_not_tried_again(error: Exception) -> None:
    assert verdict_of(error, OutboxKind.SEND, 1, None, 0.5) == Failed(type(error).__name__)


@given(st.integers(1, 1000), CHANCE, CHANCE)
def test_waits_grow_spread_and_end(attempts: int, first: float, second: float) -> None:
    assert 0.5 <= wait(attempts, first) <= 1.5 * LONGEST_WAIT
    assert wait(attempts + 3, first) >= wait(attempts, second) or attempts > 8


def test_an_outage_of_a_day_is_outlived_and_no_row_is_kept_for_ever() -> None:
    waits = [wait(attempt, 0.5) for attempt in range(1, MOST_ATTEMPTS)]
    assert 20 * 3600 <= sum(waits) <= 48 * 3600
    assert isinstance(verdict_of(Transient(), OutboxKind.SEND, MOST_ATTEMPTS, None, 0.5), Failed)
    assert isinstance(verdict_of(Transient(), OutboxKind.FORM, FORM_ATTEMPTS, None, 0.5), Failed)


@given(st.floats(0, 3600), CHANCE)
def test_a_limit_is_waited_for_at_least_as_long_as_asked(after: float, chance: float) -> None:
    verdict = verdict_of(RateLimited(after, "send:C1"), OutboxKind.SEND, 140, None, chance)
    assert isinstance(verdict, Again)
    assert verdict.after >= after
    assert verdict.scope == "send:C1"


def test_our_own_fault_is_named_by_type_and_place_and_not_repeated_at_length() -> None:
    def fault(attempts: int) -> Again | Failed:
        try:
            raise KeyError("what somebody wrote")
        except KeyError as error:
            verdict = verdict_of(error, OutboxKind.UPDATE, attempts, None, 0.0)
        assert isinstance(verdict, Again | Failed)
        return verdict

    assert isinstance(fault(1), Again)
    assert isinstance(fault(3), Failed)
    assert "KeyError test_healing.py" in fault(3).error
    assert "wrote" not in fault(1).error


@pytest.mark.parametrize(
    ("kind", "former", "verdict", "looked_for", "more"),
    [
        (OutboxKind.SEND, "unknown 2; Transient", Sent(), False, 2),
        (OutboxKind.SEND, "unknown 2; Transient", Sent(), True, 0),
        (OutboxKind.SEND, "unknown 1; Unknown", Sent(found=True), True, 0),
        (OutboxKind.SEND, "unknown 2; Unknown", Again(1.0, "unknown 3; Unknown"), False, 0),
        (OutboxKind.SEND, "unknown 5; Unknown", Failed("unknown 6; Unknown"), False, 5),
        (OutboxKind.WHISPER, "unknown 1; Unknown", Failed("unknown 2; Unknown"), False, 1),
        (OutboxKind.SEND, "unknown 1; Unknown", Failed("Blocked"), False, 0),
        (OutboxKind.UPDATE, "unknown 3; TimeoutError", Sent(), False, 0),
        (OutboxKind.SEND, None, Sent(), False, 0),
    ],
)
def test_what_may_stand_more_than_once_is_counted_when_it_is_over(
    kind: OutboxKind, former: str | None, verdict: Verdict, looked_for: bool, more: int
) -> None:
    assert copies(kind, former, verdict, looked_for=looked_for) == more


@given(KINDS, st.integers(0, 5), st.booleans())
def test_what_may_double_is_said_so_unless_it_is_looked_for(kind: OutboxKind, count: int, finds: bool) -> None:
    able = replace(Capabilities(), finds_sent=finds)
    looked = looks_first(kind, able, count)
    doubled = could_double(kind, f"unknown {count}; Unknown" if count else "Transient", looked_for=looked)
    assert doubled == (count > 0 and kind not in IDEMPOTENT and not looked)
