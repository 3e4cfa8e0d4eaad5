"""What the desk asks a platform, to know somebody or something that it does not: each answer, or none, is an event."""

from __future__ import annotations

from bot.events import Who, message_fact
from bot.outgoing import Outgoing
from storage.outbox import queue
from storage.tables import OutboxKind
from storage.unit import Unit


def fetch_person(unit: Unit, who: Who) -> None:
    """Ask the platform who this is."""
    _fetch(unit, OutboxKind.FETCH_PERSON, who.platform, who.fact, Outgoing(who=who))


def fetch_message(unit: Unit, platform: str, conversation: str, ts: str, root: str | None) -> None:
    """Ask the platform for a message's author and text."""
    outgoing = Outgoing(conversation=conversation, ts=ts, root=root)
    _fetch(unit, OutboxKind.FETCH_MESSAGE, platform, message_fact(platform, conversation, ts), outgoing)


def fetch_members(unit: Unit, platform: str, conversation: str) -> None:
    """Ask the platform for the profiles of a conversation's members."""
    subject = f"members:{platform}:{conversation}"
    _fetch(unit, OutboxKind.FETCH_MEMBERS, platform, subject, Outgoing(conversation=conversation))


def _fetch(unit: Unit, kind: OutboxKind, platform: str, subject: str, outgoing: Outgoing) -> None:
    queue(
        unit,
        kind,
        platform=platform,
        channel=f"{platform}:fetch",
        lane=f"fetch:{subject}",
        subject=subject,
        payload=outgoing.dump(),
    )
