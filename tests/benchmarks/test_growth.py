"""What is asked for every event costs the same work after years as after days: counted in SQLite's own steps."""

import json
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import timers
from storage.unit import Unit
from tests.benchmarks import history, ticking
from tests.benchmarks.company import Open, at_work, messages
from tests.benchmarks.stored import asked_of
from tests.bot.desk_harness import due_event
from tests.fakes.company import a_working_morning

FEW, MANY, OPEN = 7_000, 35_000, 60
"""The few are more than a week of requests: what is looked for in the last one is as much in both."""
ASKERS = 30
"""Few people, so that each has asked for long."""
EVERY = 10
"""Steps between two counts."""
QUIET = ("metronome: what is due", "sweep")
"""There is nothing due, and nothing too old."""


def test_no_question_is_more_work_among_many_requests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "EMPLOYEES", ASKERS)
    few, many = (_steps(f"sqlite:///{tmp_path / str(stored)}.db", stored) for stored in (FEW, MANY))
    assert few.keys() == many.keys()
    assert all(steps > EVERY for name, steps in few.items() if name not in QUIET)
    grown = {name: (few[name], many[name]) for name in few if many[name] > 1.2 * few[name] + 20 * EVERY}
    assert grown == {}


def test_a_step_that_is_due_is_no_more_work_among_many_open_requests(tmp_path: Path) -> None:
    few, many = (_ticked(f"sqlite:///{tmp_path / str(open_)}.db", open_) for open_ in (100, 2_000))
    assert few["what is due"] > EVERY
    grown = {name: (few[name], many[name]) for name in few if many[name] > 1.2 * few[name] + 20 * EVERY}
    assert grown == {}


def _ticked(url: str, open_: int) -> dict[str, int]:
    clock = ticking.Standing(a_working_morning())
    with at_work(url, rituals=False):
        pass
    history.fill(url, 2 * open_, open_)
    with at_work(url, now=clock.now, rituals=False) as opened:
        charter = opened.desk.charter
        opened.writer.run(lambda unit: ticking.set_going(unit, charter)).result(60)
        found = {"nothing due": _counted(opened, lambda: opened.writer.run(timers.due).result(60))}
        opened.writer.run(lambda unit: ticking.ask_anew(unit, charter, [2 * open_, 2 * open_ - 3])).result(60)
        clock.at += timedelta(seconds=2)
        found["what is due"] = _counted(opened, lambda: opened.writer.run(timers.due).result(60))
        first, second = opened.writer.run(timers.due).result(60)
        opened.door.submit(due_event(first)).result(60)  # What is read once and kept is read now.
        found["a step"] = _counted(opened, lambda: opened.door.submit(due_event(second)).result(60))
        done = opened.writer.run(lambda unit: unit.execute(text(_DONE)).scalars().all()).result(60)
        assert [json.loads(each)["code"] for each in done] == ["warn_pool", "warn_pool"]
        return found


_DONE = "SELECT data FROM journal WHERE act = 'step'"


def _steps(url: str, stored: int) -> dict[str, int]:
    with at_work(url, rituals=False):
        pass
    history.fill(url, stored, OPEN)
    with at_work(url, rituals=False) as opened:
        asked = asked_of(opened, messages(seed=stored))
        found = {}
        for name, ask in asked.items():
            ask()  # What is read once and kept is read now.
            found[name] = sum(_counted(opened, ask) for _ in range(3))
        return found


def _counted(opened: Open, ask: object) -> int:
    steps = count()
    assert callable(ask)

    def listen(unit: Unit, every: int) -> None:
        driver = unit.connection.connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(lambda: next(steps) < 0, every)

    opened.writer.run(lambda unit: listen(unit, EVERY)).result(60)
    ask()
    opened.writer.run(lambda unit: listen(unit, 0)).result(60)
    return next(steps) * EVERY
