"""What an emoji does to a request: take it, resolve it, make it urgent; and what takes it back."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from bot.cards import Done, Reply
from bot.conversations.claiming import claim, free
from bot.conversations.resolving import resolve
from bot.conversations.working import urgent
from bot.emoji import verb_of
from bot.policies.permissions import Act
from bot.talk import Talk
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Journal, Reaction, Request
from storage.unit import Unit

ACTS = {"claim": Act.CLAIM, "done": Act.RESOLVE, "urgent": Act.URGENT}
"""What each verb of an emoji does to a request."""
_reactions = table_of(Reaction)
_standing = Prepared(
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
        return Done() if request.urgent else urgent(talk, request, "on", sign=_sign(emoji, message))
    return Done()


def take_back(talk: Talk, request: Request, verb: str, emoji: str, message: str) -> Reply:
    """An emoji was taken back, and so is what it alone did: a claim is released, what was urgent no longer is."""
    if not request.open:
        return Done()
    if verb == "claim":
        return _unclaim(talk, request, emoji, message)
    if verb == "urgent":
        return _calm(talk, request, emoji, message)
    return Done()


def _unclaim(talk: Talk, request: Request, emoji: str, message: str) -> Reply:
    """The claim that it made is released, unless another of theirs there still claims."""
    made_it = (request.claimed_by_emoji, request.claimed_by_message) == (emoji, message)
    if not made_it or request.assignee_id != talk.actor.id:
        return Done()
    other = _still(talk, "claim")
    if other is None:
        free(talk, request)
    else:
        talk.unit.change(request, claimed_by_emoji=other)
    return Done()


def _calm(talk: Talk, request: Request, emoji: str, message: str) -> Reply:
    """It is urgent no longer, if it is since that emoji, and nobody said anything of it since."""
    table = table_of(Journal)
    said = select(table).where(table.c.request_id == request.id, table.c.act == "urgent")
    last = talk.unit.first(Journal, said.order_by(table.c.id.desc()).limit(1))
    made_it = last is not None and (last.actor_id, last.data.get("sign")) == (talk.actor.id, _sign(emoji, message))
    if not made_it or not request.urgent or _still(talk, "urgent") is not None:
        return Done()
    return urgent(talk, request, "off")


def _sign(emoji: str, message: str) -> str:
    return f"{emoji} {message}"


def _still(talk: Talk, verb: str) -> str | None:
    """Another emoji of theirs on that message that means the same."""
    event = talk.event
    put = standing(talk.unit, event.where.platform, event.where.conversation, event.ts)
    theirs = (each.emoji for each in put if each.person_id == talk.actor.id)
    return next((emoji for emoji in theirs if verb_of(talk.charter, emoji) == verb), None)


def standing(unit: Unit, platform: str, conversation: str, ts: str) -> list[Reaction]:
    """The emoji that stand on a message, in the order in which they were put."""
    return unit.all(Reaction, _standing, {"platform": platform, "conversation": conversation, "ts": ts})


def message_key(platform: str, conversation: str, ts: str) -> str:
    """A message by one string: what a claim by emoji remembers."""
    return f"{platform}:{conversation}:{ts}"
