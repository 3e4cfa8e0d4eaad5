"""What comes too early to be decided, and is heard in its turn: people are sometimes quicker than what they answer.

While a card is being posted, or nobody knows whether it was, what comes in about an unknown message of that
conversation waits until the post is settled. What is said in a thread where something waits, waits with it.
"""

from __future__ import annotations

from bot.events import MessagePosted, Where, Who, card_fact, load
from bot.missing import Missing
from bot.outgoing import channel_key, direct_lane
from bot.requests import source_of
from storage import inbox
from storage.outbox_queue import card_in_doubt
from storage.unit import Unit


def wait_for_card(unit: Unit, who: Who, where: Where, ts: str) -> None:
    """Raise `Missing` when the message `ts`, which is no request's as far as one knows, may be a card being posted."""
    if source_of(unit, where.platform, where.conversation, ts) is not None:
        return
    if where.kind == "direct":
        place = card_in_doubt(unit, lane=direct_lane(who))
    else:
        place = card_in_doubt(unit, channel=channel_key(where.platform, where.conversation))
    if place is not None:
        raise Missing(card_fact(place), _nothing_to_ask)


def wait_for_turn(unit: Unit, event: MessagePosted) -> None:
    """Raise `Missing` when what was said before in the same thread still waits: on what that waits on."""
    where = event.where
    for row in inbox.waiting_before(unit, event.key, event.kind, f'"root":"{where.root}"'):
        earlier = load(row.body or "")
        if earlier.where == where and row.waiting_on is not None:
            raise Missing(row.waiting_on, _nothing_to_ask)


def _nothing_to_ask(unit: Unit) -> None:
    """The pump is already finding out."""
