"""Whatever became of a request's next step, it is found within minutes to be missing or wrong, and is mended."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete, update

from bot.auditing import Audit, audit, mend
from bot.charter.parts import Step
from bot.charter.values import Span
from scheduler.auditor import MENDED, OVERDUE, Auditor
from storage.rows import table_of
from storage.tables import Timer
from storage.unit import Unit
from tests.bot.desk_harness import Story

ROOM = "il me faudrait une salle jeudi à 14h"
_timers = table_of(Timer)
OF_STEPS = (_timers.c.kind == "step", ~_timers.c.done)


def planned(desk: Story) -> list[tuple[str, datetime]]:
    return [(each.subject, each.due) for each in desk.rows(Timer, kind="step", done=False)]


def found(desk: Story) -> Audit:
    return desk.read(lambda unit: audit(unit, desk.desk.charter))


def look(desk: Story) -> int:
    return asyncio.run(Auditor(desk.writer, desk.database, desk.clock, desk.desk).look())


def spoil(desk: Story, change: Any) -> None:
    def run(unit: Unit) -> None:
        unit.execute(change)

    desk.writer.run(run).result(10)


@pytest.fixture
def asked(desk: Story) -> Story:
    desk.says("karim", "#lyon", ROOM)
    desk.says("lea", "#lyon", "il me faudrait un badge pour un visiteur vendredi")
    desk.types("ines", "prendre LYO-2")
    return desk


def test_nothing_is_found_of_what_is_planned_waits_or_is_over(asked: Story) -> None:
    asked.says("paul", "#lyon", "il me faudrait un train pour Paris vendredi")
    asked.types("ines", "attendre LYO-2 pour qui ?")
    asked.types("ines", "fait LYO-3")
    assert found(asked) == Audit((), (), 0)
    asked.later(days=20)
    assert found(asked) == Audit((), (), 0), "nothing more is to be done of what has climbed to its end"
    assert look(asked) == 0


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (delete(_timers).where(*OF_STEPS), "missing"),
        (update(_timers).where(*OF_STEPS).values(done=True), "missing"),
        (update(_timers).where(*OF_STEPS).values(due=datetime(2027, 1, 4, tzinfo=UTC)), "wrong"),
    ],
)
def test_a_step_that_was_lost_or_moved_is_planned_again(asked: Story, change: Any, what: str) -> None:
    before = planned(asked)
    mended = MENDED._value.get()
    spoil(asked, change)
    assert len(getattr(found(asked), what)) == 2
    assert look(asked) == 2
    assert MENDED._value.get() == mended + 2
    assert sorted(planned(asked)) == sorted(before)
    assert found(asked) == Audit((), (), 0)


def test_another_charter_is_climbed_by_though_no_request_changed(asked: Story) -> None:
    asked.later(hours=3)
    sooner = (Step(after=Span(100, "m"), notify=("coordinator",)),)
    asked.desk.charter = asked.desk.charter.model_copy(update={"escalation": sooner})
    faults = found(asked).faults
    assert faults
    assert look(asked) == len(faults)
    assert found(asked) == Audit((), (), 0)


def test_what_is_due_and_not_done_is_said_and_left_to_the_metronome(asked: Story) -> None:
    asked.pass_by(hours=2)
    before = planned(asked)
    assert (found(asked).overdue, found(asked).faults) == (1, ())
    assert look(asked) == 0
    assert OVERDUE._value.get() == 1
    assert planned(asked) == before
    asked.later(seconds=1)
    assert found(asked).overdue == 0


def test_a_fault_that_is_none_any_longer_is_not_mended(asked: Story) -> None:
    ids = [each.id or 0 for each in asked.requests()]
    assert asked.writer.run(partial(mend, charter=asked.desk.charter, ids=ids)).result(10) == 0
