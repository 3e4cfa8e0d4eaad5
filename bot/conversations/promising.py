"""A request's next step is due: what leads up to its promise, and what follows when that passes."""

from __future__ import annotations

from bot.outgoing import say_in
from bot.placing import may_read, spoken_in
from bot.planning import TIMER, course_of, facts_of
from bot.policies.steps import Planned, due, is_moot, put_off
from bot.requests import STEP, by_id, places, record, refresh
from bot.talk import ANSWERS, Talk, on_step, on_timer
from bot.views.clocks import deferred
from storage.journal import Fact
from storage.tables import Audience, Request

PUT_OFF = "put_off"
"""The act by which its requester was told that it takes longer, and until when."""


@on_timer(TIMER)
def step_due(talk: Talk, subject: str) -> None:
    """All that is due, once each: its history says what was done, about which promise, and when it was due."""
    request = by_id(talk.unit, int(subject.rpartition(":")[2]))
    facts = facts_of(talk.unit, talk.charter, request, course_of(talk.unit, request))
    for step in due(facts, talk.now) if facts is not None else ():
        moot = is_moot(step, talk.now)
        kind = step.code.partition(":")[0]
        if not moot and kind in ANSWERS.steps:
            ANSWERS.steps[kind](talk, request, step)
        about: dict[str, Fact] = {"until": step.until.isoformat(), "due": step.at.isoformat()}
        record(talk.unit, request, STEP, None, {"code": step.code, **about, "moot": moot})
    talk.unit.moved.add(request.id or 0)


@on_timer("promise")
def planned_before(talk: Talk, subject: str) -> None:
    """What an earlier release planned for the instant of a promise: the step that is due then."""
    step_due(talk, subject)


@on_step("soon")
@on_step("missed")
def seen(talk: Talk, request: Request, step: Planned) -> None:
    """What was promised is near, or has passed: its cards say so."""
    refresh(talk.unit, request)


@on_step("break_soon")
def break_soon(talk: Talk, request: Request, step: Planned) -> None:
    """What is promised can hardly be held: its requester is told before it breaks, and what is promised instead."""
    facts = facts_of(talk.unit, talk.charter, request, course_of(talk.unit, request))
    instead = put_off(facts, talk.now) if facts is not None else None
    if instead is None:
        return
    talk.unit.change(request, deferred_to=instead)
    record(talk.unit, request, PUT_OFF, None, {"until": instead.isoformat()})
    refresh(talk.unit, request)
    for place in spoken_in(places(talk.unit, request)):
        if place.audience is Audience.REQUESTER and may_read(talk.unit, talk.charter, place, request):
            say_in(talk.unit, place, deferred(request, step.until, chat=place.identity_id is not None))
