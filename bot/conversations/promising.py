"""A promise that passes: the cards of its request say that it is late, as homes do."""

from __future__ import annotations

from bot.policies.targets import promised_next
from bot.requests import by_id, refresh
from bot.talk import Talk, on_timer


@on_timer("promise")
def passed(talk: Talk, subject: str) -> None:
    """What was promised is not, or no longer, what the cards may promise; nothing else is decided here."""
    request = by_id(talk.unit, int(subject))
    due = promised_next(request)
    if due is not None and due <= talk.now:
        refresh(talk.unit, request)
