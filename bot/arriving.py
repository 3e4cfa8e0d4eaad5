"""What comes too early to be decided, and is heard in its turn: people are sometimes quicker than what they answer.

While a card is being posted, or nobody knows whether it was, what comes in about an unknown message of that
conversation waits until the post is settled. What is said in a thread where something waits, waits with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.events import Event, MessagePosted, MessageSeen, Where, Who, card_fact, load
from bot.missing import Missing
from bot.outgoing import channel_key, direct_lane
from bot.requests import source_of
from storage import inbox
from storage.outbox_queue import card_in_doubt
from storage.tables import Inbox
from storage.unit import Unit


def about(event: Event) -> str | None:
    """By what an event that waits is looked for here: the thread it was said in, and its own message."""
    if not isinstance(event, MessagePosted | MessageSeen):
        return None
    return f"{_under(event.where.root)} {_as(event.ts)}"


def wait_for_card(unit: Unit, key: str, who: Who, where: Where, ts: str) -> None:
    """Raise `Missing` when the message `ts`, which is no request's as far as one knows, may be a card being posted.

    `key`: the event's, by whom and where.
    """
    if source_of(unit, where.platform, where.conversation, ts) is not None or _is_somebody_s(unit, key, where, ts):
        return
    place = direct_lane(who) if where.kind == "direct" else channel_key(where.platform, where.conversation)
    if card_in_doubt(unit, place):
        raise Missing(card_fact(place), _nothing_to_ask, lasting=True)


def wait_for_turn(unit: Unit, event: MessagePosted) -> None:
    """Raise `Missing` when what was said before in the same thread still waits: on what that waits on."""
    for row, earlier in _waiting(unit, event.key, _under(event.where.root)):
        if earlier.where == event.where and row.waiting_on is not None:
            raise Missing(row.waiting_on, _nothing_to_ask, lasting=True)


def wait_for_telling(unit: Unit, event: MessageSeen) -> None:
    """Raise `Missing` when a message that the platform does not give is being told by somebody's client.

    Whoever wrote it is still being looked up: what was asked last may be answered first.
    """
    for row in inbox.waiting_before(unit, event.key, event.kind, _as(event.ts)):
        told: MessageSeen = load(row.body or "")
        same = (told.where.platform, told.where.conversation, told.ts)
        if same == (event.where.platform, event.where.conversation, event.ts) and row.waiting_on is not None:
            raise Missing(row.waiting_on, _nothing_to_ask, lasting=True)


def _is_somebody_s(unit: Unit, key: str, where: Where, ts: str) -> bool:
    there = (where.platform, where.conversation, ts)
    return any(
        (earlier.where.platform, earlier.where.conversation, earlier.ts) == there
        for _, earlier in _waiting(unit, key, _as(ts))
    )


def _waiting(unit: Unit, key: str, said: str) -> Iterator[tuple[Inbox, MessagePosted]]:
    for row in inbox.waiting_before(unit, key, "message_posted", said):
        yield row, load(row.body or "")


def _under(root: str | None) -> str:
    return f'"root":"{root}"'


def _as(ts: str) -> str:
    return f'"ts":"{ts}"'


def _nothing_to_ask(unit: Unit) -> None:
    """The pump, or whoever asked first, is already finding out."""
