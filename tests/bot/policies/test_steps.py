"""The steps of a request: each in its time, once, and in order, however its clock stopped and its promise moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.policies.calendar import calendar_of
from bot.policies.clocks import ran
from bot.policies.steps import Course, Done, Facts, Planned, due, is_moot, planned, put_off
from bot.policies.targets import promise
from storage.tables import Level, Request, State
from tests.bot.policies.company import charter as sample
from tests.bot.policies.test_business_time import MINUTE
from tests.bot.policies.test_clocks import Case, cases

NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""Ten o'clock at Lyon, on a Tuesday."""
SECOND = timedelta(seconds=1)
ASKED = Course(NOON)


def facts(course: Course = ASKED, **columns: Any) -> Facts:
    """Of a request at Lyon that is answered within an hour, and done within an opening day."""
    values: dict[str, object] = {
        "ref": "LYO-1", "site": "lyon", "number": 1, "requester_id": 1, "raised_by_id": 1, "origin": "message",
        "words_id": 1, "level": Level.STANDARD, "state": State.NEW, "asked_at": NOON, "charter_version": "",
        "first_response_at": NOON + timedelta(hours=1), "promised_at": NOON + timedelta(days=1), "updated_at": NOON,
    }  # fmt: skip
    lyon = sample().site("lyon")
    assert lyon is not None
    return Facts(Request(**values | columns), course, calendar_of(lyon), 0.75)


def codes(found: Facts) -> list[tuple[str, datetime]]:
    return [(step.code, step.at) for step in planned(found)]


def test_what_nobody_has_is_warned_of_then_put_off_then_missed() -> None:
    minutes = {"warn_pool": 30, "soon": 45, "warn_coordinator": 45, "break_soon": 54, "missed": 60}
    assert dict(codes(facts())) == {code: NOON + timedelta(minutes=n) for code, n in minutes.items()}


def test_what_somebody_has_warns_them_of_its_end_and_no_pool() -> None:
    mine = facts(assignee_id=2, state=State.CLAIMED, responded_at=NOON + MINUTE)
    assert [code for code, _ in codes(mine)] == ["soon", "warn_assignee", "break_soon", "missed"]
    unanswered = facts(assignee_id=2, state=State.CLAIMED)
    assert [code for code, _ in codes(unanswered)] == ["warn_words", "soon", "break_soon", "missed", "warn_assignee"]
    assert dict(codes(unanswered))["warn_words"] == NOON + timedelta(minutes=45)


@pytest.mark.parametrize(
    "columns", [{"open": False}, {"paused_at": NOON}, {"first_response_at": None, "promised_at": None}]
)
def test_nothing_is_planned_of_what_is_over_stands_still_or_is_promised_nothing(columns: dict[str, Any]) -> None:
    assert codes(facts(**columns)) == []


def test_a_warning_is_given_once_and_a_promise_breaks_as_often_as_it_is_made() -> None:
    first = facts()
    done = frozenset(Done(step.code, step.until) for step in planned(first))
    later = NOON + timedelta(hours=2)
    again = facts(Course(NOON, done=done), first_response_at=later)
    assert {code for code, _ in codes(again)} == {"soon", "break_soon", "missed"}
    assert codes(facts(Course(NOON, done=done))) == []


def test_what_was_put_off_is_missed_again() -> None:
    until = NOON + timedelta(hours=1)
    assert put_off(facts(), NOON) == until + timedelta(minutes=30)
    assert put_off(facts(), until + timedelta(hours=1)) == until + timedelta(minutes=90)
    deferred = facts(deferred_to=until + timedelta(minutes=30))
    assert [at for code, at in codes(deferred) if code == "missed"] == [until, until + timedelta(minutes=30)]


def test_what_was_put_off_is_put_off_again_as_it_nears_by_half_of_all_that_it_took() -> None:
    ninety = NOON + timedelta(minutes=90)
    deferred = facts(deferred_to=ninety)
    assert [at for code, at in codes(deferred) if code == "break_soon"] == [NOON + 54 * MINUTE, NOON + 81 * MINUTE]
    assert put_off(deferred, NOON + 81 * MINUTE) == ninety + 45 * MINUTE
    told = Course(NOON, done=frozenset({Done("break_soon", NOON + 60 * MINUTE), Done("break_soon", ninety)}))
    assert "break_soon" not in dict(codes(facts(told, deferred_to=ninety))), "once for what was promised anew"


def test_what_is_put_off_by_little_nears_no_sooner_than_what_was_promised_first() -> None:
    hardly = facts(deferred_to=NOON + 61 * MINUTE)
    assert [at for code, at in codes(hardly) if code == "break_soon"] == [NOON + 54 * MINUTE, NOON + 60 * MINUTE]


def test_a_warning_that_comes_after_what_it_warns_of_is_moot() -> None:
    pool, missed = Planned(NOON, "warn_pool", NOON + MINUTE), Planned(NOON, "missed", NOON)
    assert (is_moot(pool, NOON), is_moot(pool, NOON + MINUTE), is_moot(missed, NOON + MINUTE)) == (False, True, False)


@settings(max_examples=40, deadline=None)
@given(cases(), st.booleans(), st.lists(st.integers(1, 3000), min_size=1, max_size=6))
def test_looked_at_again_and_again_each_step_is_done_once_in_order_and_never_early(
    case: Case, answered: bool, looks: list[int]
) -> None:
    """However often, and however late, somebody looks whether anything is due."""
    site = case.company.sites[0]
    made = promise(case.company, "travel", site.id, False, case.start, None, case.pauses)
    assume(made.resolution_at is not None and case.minutes > 1)
    columns: dict[str, Any] = {
        "first_response_at": made.first_response_at,
        "promised_at": made.resolution_at,
        "asked_at": case.start,
    }
    columns |= {"assignee_id": 2, "responded_at": case.start} if answered else {}
    base = replace(facts(**columns), calendar=calendar_of(site), course=Course(case.start, case.pauses))
    wanted = list(planned(base))
    done: list[Planned] = []
    now = case.start
    for minutes in [*looks, 10**6]:
        now += minutes * MINUTE
        course = Course(case.start, case.pauses, frozenset(Done(step.code, step.until) for step in done))
        found = due(replace(base, course=course), now)
        assert all(step.at <= now for step in found)
        done += found
    assert done == wanted == sorted(wanted, key=lambda step: step.at)
    assert made.resolution_at is not None
    whole = ran(base.calendar, case.start, made.resolution_at, case.pauses)
    for step in wanted:
        if step.code == "warn_pool":
            passed = ran(base.calendar, case.start, step.at, case.pauses)
            assert abs(passed - whole / 2) <= SECOND
