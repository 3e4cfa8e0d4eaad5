"""A request's next step is due: what leads up to its promise, and what follows when that passes."""

from __future__ import annotations

from bot.planning import TIMER, course_of, facts_of
from bot.policies.steps import Planned, due, is_moot
from bot.requests import STEP, by_id, record, refresh
from bot.talk import ANSWERS, Talk, on_step, on_timer
from storage.journal import Fact
from storage.tables import Request


@on_timer(TIMER)
def step_due(talk: Talk, subject: str) -> None:
    """All that is due, once each: its history says what was done, about which promise, and when it was due."""
    request = by_id(talk.unit, int(subject.rpartition(":")[2]))
    facts = facts_of(talk.unit, talk.charter, request, course_of(talk.unit, request))
    for step in due(facts, talk.now) if facts is not None else ():
        moot = is_moot(step, talk.now)
        if not moot and step.code in ANSWERS.steps:
            ANSWERS.steps[step.code](talk, request, step)
        told: dict[str, Fact] = {"code": step.code, "until": step.until.isoformat(), "due": step.at.isoformat(), "moot": moot}
        record(talk.unit, request, STEP, None, told)
    talk.unit.moved.add(request.id or 0)


@on_timer("promise")
def planned_before(talk: Talk, subject: str) -> None:
    """What an earlier release planned for the instant of a promise: the step that is due then."""
    step_due(talk, subject)


@on_step("missed")
def missed(talk: Talk, request: Request, step: Planned) -> None:
    """What was promised has passed: its cards say so."""
    refresh(talk.unit, request)
