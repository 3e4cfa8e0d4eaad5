"""What one author wrote in one place within minutes, in the order in which it was written, and which of it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from bot.apart import joining
from bot.conversations.keeping import KEPT, is_held_for_request
from bot.people import Actor
from bot.requests import by_id, is_over
from bot.talk import Talk
from bot.understanding import Grain, names_the_thing, retimes
from storage import words as wordstore
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Level, Request, Source, SourceState

_requests, _sources = table_of(Request), table_of(Source)
LATELY = timedelta(days=1)
"""How long after asking "annulez svp" still speaks of what was asked there."""


def _of_author(*states: SourceState) -> Prepared:
    return Prepared(
        select(_sources)
        .where(
            _sources.c.author_id == bindparam("author"),
            _sources.c.platform == bindparam("platform"),
            _sources.c.conversation == bindparam("conversation"),
            _sources.c.posted_at >= bindparam("since"),
            _sources.c.posted_at <= bindparam("until"),
            _sources.c.id != bindparam("itself"),
            _sources.c.state.in_(states),
        )
        .order_by(_sources.c.posted_at, _sources.c.id)
    )


_near = _of_author(SourceState.KEPT, SourceState.ASKED, SourceState.REQUEST)
_kept, _private = _of_author(SourceState.KEPT), _of_author(SourceState.PRIVATE)
_asked_lately = Prepared(
    select(_requests)
    .where(
        _requests.c.requester_id == bindparam("author"),
        _requests.c.open,
        _requests.c.asked_at >= bindparam("since"),
        _requests.c.asked_at <= bindparam("until"),
    )
    .order_by(_requests.c.id.desc())
)
_just_before = Prepared(
    select(_sources)
    .where(
        _sources.c.platform == bindparam("platform"),
        _sources.c.conversation == bindparam("conversation"),
        _sources.c.ts < bindparam("ts"),
        _sources.c.root.is_(None),
    )
    .order_by(_sources.c.ts.desc())
    .limit(1)
)
"""Ids of a conversation's messages grow with time, on each platform."""


def last_said(source: Source) -> datetime:
    """When (UTC) the words of a message were last said: an edit says them then, wherever the message stands."""
    assert source.posted_at is not None
    return max(source.posted_at, source.edited_at or source.posted_at)


def neighbours(talk: Talk, actor: Actor, source: Source) -> list[Source]:
    """What the same author wrote there minutes before and after, in the order in which it was written."""
    found = _within(talk, _near, actor.id, source, KEPT, KEPT)
    return [each for each in found if each.root == source.root and not is_held_for_request(talk.unit, each)]


def kept_beside(talk: Talk, source: Source) -> list[Source]:
    """What its author wrote together with it and is kept, being no request."""
    return _beside(talk, _kept, source)


def private_beside(talk: Talk, source: Source) -> list[Source]:
    """What its author wrote together with it and is asked about, being personal."""
    return _beside(talk, _private, source)


def _beside(talk: Talk, which: Prepared, source: Source) -> list[Source]:
    if source.posted_at is None or source.author_id is None:
        return []
    found = _within(talk, which, source.author_id, source, KEPT, KEPT)
    return [each for each in found if each.root == source.root and together(talk, each, source)]


def lately(talk: Talk, actor: Actor, source: Source) -> list[Source]:
    """What the same author wrote there in the day before, in order."""
    return _within(talk, _near, actor.id, source, LATELY, timedelta(0))


def open_of(talk: Talk, actor: Actor, written: Sequence[Source]) -> list[Request]:
    """The open requests of an author's own that these messages of theirs are part of, the newest first."""
    ids = [each.request_id for each in reversed(written) if each.state is SourceState.REQUEST]
    found = [by_id(talk.unit, each) for each in dict.fromkeys(ids) if each is not None]
    return [each for each in found if not is_over(each) and each.requester_id == actor.id]


def asked_lately(talk: Talk, actor: Actor, source: Source) -> list[Request]:
    """The open requests of an author's own that they asked in the day before its words were said, wherever; the newest
    first."""
    assert source.posted_at is not None
    return asked_in_day(talk, actor.id, source.posted_at, last_said(source))


def asked_in_day(talk: Talk, author_id: int, at: datetime, until: datetime) -> list[Request]:
    """The open requests of an author's own that they asked in the day before an instant (UTC), or until another."""
    values = {"author": author_id, "since": at - LATELY, "until": until}
    return [each for each in talk.unit.all(Request, _asked_lately, values) if not is_over(each)]


def _within(
    talk: Talk, which: Prepared, author_id: int, source: Source, before: timedelta, after: timedelta
) -> list[Source]:
    assert source.posted_at is not None
    values = {
        "author": author_id,
        "platform": source.platform,
        "conversation": source.conversation,
        "since": source.posted_at - before,
        "until": source.posted_at + after,
        "itself": source.id,
    }
    return talk.unit.all(Source, which, values)


def comes_after(each: Source, source: Source) -> bool:
    """Whether one message was written after another."""
    assert each.posted_at is not None
    assert source.posted_at is not None
    return each.posted_at > source.posted_at


def together(talk: Talk, each: Source, source: Source) -> bool:
    """Whether two messages are near enough in time to be one need."""
    assert each.posted_at is not None
    assert source.posted_at is not None
    return abs(each.posted_at - source.posted_at) <= joining(talk.charter)


def follows_another(talk: Talk, actor: Actor, source: Source) -> bool:
    """Whether what stands right before it, in its channel, is what somebody else asked minutes ago, and no secret."""
    values = {"platform": source.platform, "conversation": source.conversation, "ts": source.ts}
    before = talk.unit.first(Source, _just_before, values)
    if before is None or before.request_id is None or before.posted_at is None or source.root is not None:
        return False
    secret = by_id(talk.unit, before.request_id).level is Level.CONFIDENTIAL
    return before.author_id != actor.id and not secret and together(talk, before, source)


def meant_first(talk: Talk, actor: Actor, source: Source, text: str, earlier: Sequence[Source]) -> list[Source]:
    """What is named is meant, the newest first; where the text names what its author asked before that, none of these.

    What only says another time is first said of what has a time of that kind.
    """
    newest = list(reversed(earlier))
    named = [each for each in newest if names_the_thing(text, said_in(talk, each))]
    if named or not newest:
        return named
    ids = {each.id for each in newest}
    if any(each.id not in ids and _is_open_and_named(talk, each, text) for each in lately(talk, actor, source)):
        return []
    grain = retimes(text)
    if grain is None:
        return newest
    asked = {each.request_id: by_id(talk.unit, each.request_id) for each in newest if each.request_id is not None}
    timed = {each for each, request in asked.items() if is_timed(request, grain)}
    return sorted(newest, key=lambda each: each.request_id not in timed)


def said_in(talk: Talk, source: Source) -> str:
    """The words of the request that a message is part of, else its own."""
    words_id = by_id(talk.unit, source.request_id).words_id if source.request_id is not None else source.words_id
    return wordstore.read_one(talk.unit, words_id) if words_id is not None else ""


def _is_open_and_named(talk: Talk, source: Source, text: str) -> bool:
    if source.request_id is None or is_over(by_id(talk.unit, source.request_id)):
        return False
    return names_the_thing(text, said_in(talk, source))


def is_timed(request: Request, grain: Grain) -> bool:
    """Whether a request has an hour (MINUTE), or a time at all, that may be put right."""
    grains = {request.event_grain if request.event_start else None, request.due_grain if request.due else None}
    return Grain.MINUTE.value in grains if grain is Grain.MINUTE else grains != {None}
