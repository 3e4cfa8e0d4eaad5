"""What cards say of a request's clock: how it stands, and what was promised anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.cards import Card
from bot.views.clocks import deferred
from bot.views.facts import RequestFacts
from storage.tables import State
from tests.bot.views.subjects import NOW, facts

LATER = NOW + timedelta(hours=2)


def variants() -> dict[str, RequestFacts]:
    """Requests by how their clocks stand."""
    soon, done = facts(asked_at=NOW - timedelta(hours=6)), NOW + timedelta(days=2)
    times = {"responded_at": NOW, "resolved_at": NOW}
    return {
        "soon": replace(soon, now=NOW + timedelta(minutes=50)),
        "done in time": facts(State.RESOLVED, **times),
        "done late": facts(State.RESOLVED, **times | {"resolved_at": done}),
        "put off": facts(deferred_to=LATER),
        "put off, answered": facts(State.CLAIMED, responded_at=NOW, deferred_to=done),
    }


def cards() -> dict[str, Card]:
    """What its requester is told when a promise cannot be held."""
    unanswered = facts(deferred_to=LATER).request
    answered = facts(State.CLAIMED, responded_at=NOW, deferred_to=LATER).request
    return {
        f"deferred, {name}, {chat}": deferred(request, NOW + timedelta(hours=1), chat=chat)
        for name, request in (("unanswered", unanswered), ("answered", answered))
        for chat in (False, True)
    }
