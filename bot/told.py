"""What somebody was told of a request directly, or a channel of alerts: once it no longer waits for them, that says so.

Source of the rule: a card whose buttons do nothing any longer is a false one. Each is found again by its subject, among
what was said of the request, and another card takes its place.
"""

from __future__ import annotations

from bot.cards import Card
from bot.charter import Charter
from bot.latest import latest
from bot.outgoing import upon
from bot.people import reach, reader, who
from bot.planning import course_of
from bot.policies.confidentiality import Part
from bot.policies.permissions import sight
from bot.policies.reminders import ALERTS
from bot.requests import by_id
from bot.reviews import last_of, still_waits
from bot.views.alerts import no_longer_waits
from bot.views.reviewing import decided_already, not_asked
from storage.outbox import drop, told_of
from storage.tables import Level, Outbox, OutboxKind, Person, Request, State
from storage.unit import Unit

TOLD, OVER = "told:", "over:"
"""How the subject of what stands with somebody begins, and of what stands no longer."""
LOOKS = ("to_validate", "to_validate_alone", "warn_look")
"""What whoever looks at it before it is done is told."""
STANDING = ("proposed", "nobody", "warn_pool", "warn_coordinator", "warn_words", "question", *LOOKS, *ALERTS)
"""What is told of a request and offers its reader to do something of it, or asks them to."""


def subject(request: Request, why: str, person_id: int | None = None) -> str | None:
    """What is told is called, where it is to be found again. `person_id`: none for a channel."""
    return f"{TOLD}{why}:{person_id or ''}:{request.id}" if why in STANDING else None


def look_again(unit: Unit, charter: Charter) -> None:
    """Look at what was told of each request that changed."""
    for request_id in sorted(unit.moved):
        request = by_id(unit, request_id)
        for row in told_of(unit, request_id, TOLD) if request.version > 1 else ():
            _, why, told, _ = row.subject.split(":")
            person = unit.get(Person, int(told or 0))
            if _is_unread(unit, charter, request, why, person) or not _waits(unit, request, why, int(told or 0), row):
                _say_instead(unit, charter, request, why, person, row)


def _is_unread(unit: Unit, charter: Charter, request: Request, why: str, person: Person | None) -> bool:
    """Whether it is confidential by now, and who was alerted (none: a channel) may not read what they were told."""
    if request.level is not Level.CONFIDENTIAL or why not in ALERTS:
        return False
    seen = _sight(unit, charter, request, person)
    return seen is Part.NOTHING or (why == "escalated" and seen is not Part.FULL)


def _sight(unit: Unit, charter: Charter, request: Request, person: Person | None) -> Part:
    """How much of it may be told to somebody; of what is confidential, nothing to a channel (none)."""
    if person is None:
        return Part.NOTHING if request.level is Level.CONFIDENTIAL else Part.FULL
    return sight(reader(unit, charter, person), request, charter)


def _waits(unit: Unit, request: Request, why: str, person_id: int, row: Outbox) -> bool:
    """Whether what was told still waits for whoever was told."""
    match why:
        case "question":
            return request.state is State.WAITING
        case "to_validate" | "to_validate_alone":
            return request.state is State.TO_VALIDATE
        case "warn_look":
            return bool(still_waits(unit, request))
        case "proposed":
            return request.state is State.NEW and request.proposed_id == person_id
        case "nobody" | "warn_pool" | "warn_coordinator":
            return request.open and request.assignee_id is None
        case "warn_words":
            return request.open and request.assignee_id == person_id and request.responded_at is None
    moved_at = course_of(unit, request).moved_at if request.open else row.created_at
    return moved_at is None or moved_at < row.created_at


def _say_instead(unit: Unit, charter: Charter, request: Request, why: str, person: Person | None, row: Outbox) -> None:
    if row.ref is None:
        drop(unit, row)
        return
    unit.change(row, subject=row.subject.replace(TOLD, OVER, 1))
    identity = reach(unit, person.id or 0) if person is not None else None
    card = _looked_at(unit, request, person, row) if person is not None and why in LOOKS else None
    card = card or no_longer_waits(
        request,
        person,
        holder=unit.get(Person, request.assignee_id),
        over=unit.get(Person, latest(unit, request).over_id),
        asked=why in ("question", "warn_words"),
        knows=_sight(unit, charter, request, person) is Part.FULL,
    )
    upon(unit, OutboxKind.UPDATE, row, card, who(identity) if identity is not None else None, request.id)


def _looked_at(unit: Unit, request: Request, person: Person, row: Outbox) -> Card:
    """Who accepted or returned it since they were told, if somebody did."""
    review = last_of(unit, request)
    since = review is not None and review.decided_at is not None and review.decided_at >= row.created_at
    by = unit.get(Person, review.decided_by_id) if review is not None and since else None
    if review is None or by is None:
        return not_asked(request)
    return decided_already(request, review, by, own=by.id == person.id)
