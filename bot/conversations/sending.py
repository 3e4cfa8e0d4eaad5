"""What reaches a requester of what is written to them: an answer, or a question that the request then waits for."""

from __future__ import annotations

from typing import Any

from bot import relay
from bot.conversations.unread import unread_by_all
from bot.notify import ping
from bot.placing import may_read, spoken_in
from bot.requests import change, places
from bot.talk import Talk
from storage.tables import Audience, Message, Person, Place, Request, State


def send(
    talk: Talk, request: Request, text: str, key: str, origin: Place | None = None, author: Person | None = None
) -> Message:
    """Send an answer to the requester, and keep when the first one was. `origin`: where it can be read already;
    `author`: who wrote it, if somebody else than who acts."""
    return _write(talk, request, text, key, origin, "reply", "reply", author)


def _write(
    talk: Talk,
    request: Request,
    text: str,
    key: str,
    origin: Place | None,
    kind: str,
    act: str,
    author: Person | None = None,
    **columns: Any,
) -> Message:
    """Say it to the requester as a message of that kind, and note that as the act that it is."""
    by = author or talk.actor.person
    message = relay.said_at_the_desk(talk, request, kind, text, key, author=by, origin=origin)
    first = {} if request.responded_at else {"responded_at": talk.now}
    change(talk.unit, request, act, by.id, {"words": message.words_id}, **first, **columns)
    unread_by_all(talk, request, message)
    return message


def ask(
    talk: Talk, request: Request, text: str, key: str, origin: Place | None = None, author: Person | None = None
) -> Message:
    """Ask the requester something, which the request then waits for; as for `send`."""
    message = _write(talk, request, text, key, origin, "question", "wait", author, state=State.WAITING)
    if not _stands_in_their_chat(talk, request):
        ping(talk.unit, talk.charter, request.requester_id, request, "question")
    return message


def _stands_in_their_chat(talk: Talk, request: Request) -> bool:
    """Whether its requester reads what is said to them in their direct conversation, where they would be told of it."""
    own = [each for each in spoken_in(places(talk.unit, request)) if each.audience is Audience.REQUESTER]
    return any(each.identity_id is not None and may_read(talk.unit, talk.charter, each, request) for each in own)
