"""What an emoji does to a request: take it, resolve it, make it urgent; and what takes it back."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from bot.cards import Done, Reply
from bot.conversations.claiming import claim, free
from bot.conversations.resolving import resolve
from bot.conversations.working import urgent
from bot.emoji import verb_of
from bot.people import Robot, Stranger, actor, reach, who
from bot.talk import Talk
from storage.rows import table_of
from storage.tables import Reaction, Request, Source, State

_reactions = table_of(Reaction)
_standing = (
    select(_reactions)
    .where(
        _reactions.c.platform == bindparam("platform"),
        _reactions.c.conversation == bindparam("conversation"),
        _reactions.c.ts == bindparam("ts"),
        _reactions.c.on,
    )
    .order_by(_reactions.c.at, _reactions.c.id)
)


def apply(talk: Talk, request: Request, verb: str, emoji: str, message: str) -> Reply:
    """Somebody put an emoji that means a verb on a message of a request."""
    if verb == "claim":
        return claim(talk, request, emoji=emoji, message=message)
    if verb == "done":
        return resolve(talk, request)
    if verb == "urgent":
        return Done() if request.urgent else urgent(talk, request, "on")
    return Done()


def take_back(talk: Talk, request: Request, verb: str, emoji: str, message: str) -> Reply:
    """An emoji was taken back: only the claim that it made is released."""
    made_it = (request.claimed_by_emoji, request.claimed_by_message) == (emoji, message)
    if (
        verb == "claim"
        and made_it
        and request.assignee_id == talk.actor.id
        and request.state is not State.RESOLVED
        and request.open
    ):
        free(talk, request)
    return Done()


def apply_early(talk: Talk, request: Request, source: Source) -> None:
    """Emoji that came before the message that they stand on: done now, in the order in which they were put."""
    stands_on = {"platform": source.platform, "conversation": source.conversation, "ts": source.ts}
    early = talk.unit.all(Reaction, _standing, stands_on)
    for each in early:
        verb = verb_of(talk.charter, each.emoji)
        identity = reach(talk.unit, each.person_id, source.platform)
        if verb is None or verb == "create" or identity is None:
            continue
        try:
            someone = actor(talk.unit, talk.charter, who(identity))
        except (Robot, Stranger):
            continue
        theirs = talk.acting_as(someone)
        apply(theirs, request, verb, each.emoji, message_key(source.platform, source.conversation, source.ts))


def message_key(platform: str, conversation: str, ts: str) -> str:
    """A message by one string: what a claim by emoji remembers."""
    return f"{platform}:{conversation}:{ts}"
