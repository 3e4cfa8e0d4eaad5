"""Questions that the desk puts to one person: asked, found again, answered, taken back.

A question has a name, its subject: what it is about. In their direct conversation another card takes its place; what
was whispered is forgotten by the platform, and another is shown instead.
"""

from __future__ import annotations

from bot.cards import Card
from bot.events import Who
from bot.outgoing import Outgoing, direct_lane, to_person, upon
from storage.outbox import asked_in, drop
from storage.tables import Outbox, OutboxKind, OutboxState
from storage.unit import Unit


def ask(unit: Unit, who: Who, card: Card, subject: str, request_id: int | None = None) -> None:
    """Ask a person something in their direct conversation; `subject` names the question."""
    to_person(unit, OutboxKind.SEND, who, Outgoing(who=who, card=card), request_id, subject)


def questions_to(unit: Unit, who: Who, subject: str) -> list[Outbox]:
    """Where that question was put to a person in their direct conversation, or is still to be; in order."""
    return asked_in(unit, direct_lane(who), subject)


def times_asked(unit: Unit, who: Who, subject: str) -> int:
    """How often that question was put to a person in their direct conversation."""
    return len(asked_in(unit, direct_lane(who), subject))


def ask_instead(unit: Unit, who: Who, card: Card, subject: str) -> None:
    """Ask a person something in the place of what they were asked before under that name, or anew."""
    stood = [row for row in asked_in(unit, direct_lane(who), subject) if row.ref is not None]
    answered(unit, who, card, subject)
    if not stood:
        ask(unit, who, card, subject)


def answered(unit: Unit, who: Who, card: Card, subject: str) -> bool:
    """Put another card where a question was asked of a person; false when it was not asked there."""
    lane = direct_lane(who)
    asked = asked_in(unit, lane, subject)
    for row in asked:
        if row.ref is None:
            drop(unit, row)
            continue
        upon(unit, OutboxKind.UPDATE, row, card, who)
    return bool(asked)


def withdrawn(unit: Unit, who: Who, card: Card, subject: str) -> None:
    """Put another card where a question was asked of a person: what they then say there answers it no more."""
    answered(unit, who, card, subject)
    over(unit, who, subject)


def over(unit: Unit, who: Who, subject: str) -> None:
    """What a person then says where a question was asked of them answers it no more."""
    for row in questions_to(unit, who, subject):
        unit.change(row, subject=f"over:{subject}")


def unasked(unit: Unit, who: Who, conversation: str, root: str | None, card: Card, subject: str) -> None:
    """Show another card instead of a question that was whispered to a person; one not shown yet is not to be."""
    for row in asked_in(unit, direct_lane(who), subject, OutboxKind.WHISPER):
        drop(unit, row)
        if row.state is not OutboxState.DROPPED:
            outgoing = Outgoing(who=who, conversation=conversation, root=root, card=card, instead=row.id)
            to_person(unit, OutboxKind.WHISPER, who, outgoing, None)
