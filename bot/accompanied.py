"""What a newcomer writes to a requester, before a colleague who sends it: whom it is put to, and what is said to them.

Who may look is bot/reviews.py; what they do of it is bot/conversations/accompanying.py.
"""

from __future__ import annotations

from collections.abc import Callable

from bot import outgoing, reviews
from bot.cards import Card, Text
from bot.charter import Charter
from bot.people import persons_of_charter, reach, who
from bot.requests import by_id
from bot.views import accompanying as views
from bot.views.reviewing import names_of
from storage.outbox import drop, told_of
from storage.rows import id_of
from storage.tables import OutboxKind, Person, Request, Review
from storage.unit import Unit

PUT = "words:"
"""How the subject begins of what is put to those who may send it: then come its id, and theirs."""


def put(unit: Unit, charter: Charter, request: Request, review: Review) -> Text:
    """Put it to those who are there and were not asked yet; who they are, by name."""
    able = reviews.may_look(unit, charter, request, review)
    asked = reviews.to_ask(unit, able).names or able.names
    worker = unit.need(Person, review.worker_id)
    for person in persons_of_charter(unit, asked):
        identity, subject = reach(unit, id_of(person)), f"{PUT}{review.id}:{person.id}:"
        if identity is not None and not told_of(unit, id_of(request), subject):
            outgoing.say_to(unit, who(identity), views.asked(request, review, worker), request.id, subject)
    return names_of(charter, asked)


def put_to_others(unit: Unit, charter: Charter) -> None:
    """Who is there may be others from now on: what waits is put to them as well."""
    for review in reviews.all_held(unit):
        put(unit, charter, by_id(unit, review.request_id), review)


def put_instead(unit: Unit, request: Request, review: Review, card: Callable[[int], Card]) -> None:
    """Where it was put to somebody (by their row id) another card stands, and nothing is left to press of it."""
    for row in told_of(unit, id_of(request), f"{PUT}{review.id}:"):
        person_id = int(row.subject.split(":")[2])
        identity = reach(unit, person_id)
        if row.ref is None:
            drop(unit, row)
        elif identity is not None:
            outgoing.upon(unit, OutboxKind.UPDATE, row, card(person_id), who(identity), request.id)
