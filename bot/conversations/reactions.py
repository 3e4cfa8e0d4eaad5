"""Emoji: the newest word of a person about an emoji on a message wins, whatever order they arrive in."""

from __future__ import annotations

from sqlalchemy import select

from bot.arriving import wait_for_card
from bot.cards import Done, Reply
from bot.conversations import raising
from bot.conversations.verbs import ACTS, apply, message_key, take_back
from bot.emoji import plain_name, verb_of
from bot.events import ReactionAdded, ReactionRemoved
from bot.outgoing import notice_at, told_at
from bot.permit import shown, unknown
from bot.policies.permissions import may
from bot.requests import by_id, of_message
from bot.talk import Talk
from storage.rows import table_of
from storage.tables import Reaction, Request


def added(talk: Talk) -> Reply:
    """Somebody put an emoji on a message."""
    event: ReactionAdded = talk.event
    verb = verb_of(talk.charter, event.emoji)
    if verb is None:
        return Done()
    news = _is_news(talk, on=True)
    where = event.where
    if verb == "create":
        # Taken back it is no less a request: so is one whose taking back was heard first.
        notice = told_at(talk.unit, event.who, where, event.ts)
        known = notice is not None and notice.request_id is not None
        return Done() if known else raising.by_emoji(talk)
    if not news:
        return Done()
    request = _request(talk)
    if request is None or unknown(talk, request):
        return Done()
    key = message_key(where.platform, where.conversation, event.ts)
    return apply(talk, request, verb, plain_name(event.emoji), key)


def removed(talk: Talk) -> Reply:
    """Somebody took an emoji back."""
    event: ReactionRemoved = talk.event
    verb = verb_of(talk.charter, event.emoji)
    if verb is None or not _is_news(talk, on=False):
        return Done()
    where = event.where
    request = _request(talk)
    if request is None:
        return Done()
    key = message_key(where.platform, where.conversation, event.ts)
    return take_back(talk, request, verb, plain_name(event.emoji), key)


def _request(talk: Talk) -> Request | None:
    """The request that the message shows or asks, of which its reader was told by it, or the desk spoke in it."""
    event = talk.event
    where = event.where
    found = of_message(talk.unit, where.platform, where.conversation, event.ts)
    if found is not None:
        return found
    notice = told_at(talk.unit, event.who, where, event.ts)
    if notice is not None:
        return by_id(talk.unit, notice.request_id) if notice.request_id is not None else None
    notice = notice_at(talk.unit, event.who, where, event.ts)
    if notice is not None and notice.request_id is not None:
        return _acted_on(talk, by_id(talk.unit, notice.request_id))
    wait_for_card(talk.unit, event.key, event.who, where, event.ts)
    return None


def _acted_on(talk: Talk, request: Request) -> Request | None:
    """A request, where an emoji on what the desk said under its card does as on the card.

    There it may be no more than an answer: whoever may not act, or comes when it is done, is told nothing.
    """
    act = ACTS.get(verb_of(talk.charter, talk.event.emoji) or "")
    may_act = act is not None and may(act, talk.actor, request, talk.charter, shown=shown(talk, request)).allowed
    return request if may_act and request.open else None


def _is_news(talk: Talk, *, on: bool) -> bool:
    """Remember this word; false when a newer one is known."""
    event = talk.event
    table = table_of(Reaction)
    name = plain_name(event.emoji)
    known = talk.unit.first(
        Reaction,
        select(table)
        .where(
            table.c.platform == event.where.platform,
            table.c.conversation == event.where.conversation,
            table.c.ts == event.ts,
            table.c.person_id == talk.actor.id,
            table.c.emoji == name,
        )
        .with_for_update(),
    )
    if known is None:
        talk.unit.add(
            Reaction(
                platform=event.where.platform,
                conversation=event.where.conversation,
                ts=event.ts,
                person_id=talk.actor.id,
                emoji=name,
                on=on,
                at=event.at,
            )
        )
        return True
    if event.at <= known.at:
        return False
    talk.unit.change(known, on=on, at=event.at)
    return True
