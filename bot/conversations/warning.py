"""Warnings ahead of a promise: to its pool, to who coordinates, to whoever has it; each within their own hours."""

from __future__ import annotations

from collections.abc import Sequence

from bot import reviews
from bot.absences import away_now
from bot.coordinating import who_knows
from bot.notify import ping
from bot.people import charter_person, persons_of_charter
from bot.placing import workers
from bot.policies.presence import is_away
from bot.policies.steps import Planned
from bot.talk import Talk, on_step
from storage.rows import id_of
from storage.tables import Person, Request


@on_step("warn_pool")
def warn_pool(talk: Talk, request: Request, step: Planned) -> None:
    """Half of the time of first words has passed, and nobody has it: those who may take it are told."""
    _warn(talk, request, step.code, workers(talk.unit, talk.charter, request))


@on_step("warn_coordinator")
def warn_coordinator(talk: Talk, request: Request, step: Planned) -> None:
    """Three quarters have passed: whoever coordinates there is told."""
    _warn(talk, request, step.code, who_knows(talk.unit, talk.charter, request))


@on_step("warn_words")
@on_step("warn_assignee")
def warn_assignee(talk: Talk, request: Request, step: Planned) -> None:
    """Most of the time of first words, or of the whole, has passed: whoever has it is told, and who looks at it."""
    holder = talk.unit.get(Person, request.assignee_id)
    _warn(talk, request, step.code, [holder] if holder is not None else [])
    names: set[str] = set()
    for review in reviews.still_waits(talk.unit, request):
        names |= {*reviews.to_ask(talk.unit, reviews.may_look(talk.unit, talk.charter, request, review)).names}
    _warn(talk, request, "warn_look", persons_of_charter(talk.unit, names))


def _warn(talk: Talk, request: Request, why: str, people: Sequence[Person]) -> None:
    """Tell those who are there; whoever is away is told nothing."""
    away = away_now(talk.unit)
    for person in people:
        named = charter_person(talk.charter, person)
        if named is None or not is_away(talk.charter, named, talk.now, away):
            ping(talk.unit, talk.charter, id_of(person), request, why, at_work=True)
