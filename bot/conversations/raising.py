"""Making a request of somebody's message, by 🎫 or the message action: its author's; the history says who raised it."""

from __future__ import annotations

import secrets
from dataclasses import replace

from sqlalchemy import select

from bot import fetching, questioning
from bot.arriving import wait_for_telling
from bot.cards import Done, Reply
from bot.conversations import making
from bot.conversations.doubting import ask_site, wait_for
from bot.conversations.keeping import (
    KEPT,
    attach,
    author_of,
    is_direct,
    is_waiting,
    keep,
    names_a_confidant,
    offer_private,
    question,
    read_source,
    settle_doubt,
)
from bot.conversations.site_asked import site_question
from bot.events import MessageSeen, Where, message_fact
from bot.missing import Missing
from bot.people import Actor, Robot, Stranger, actor, identity_of, reach, who
from bot.permit import unknown
from bot.policies.permissions import Act, may, possible
from bot.reading import is_private, site_of, without_mention
from bot.requests import above, binding_above, by_id, of_message, record, said, source_of
from bot.sparing import is_left
from bot.talk import Talk
from bot.understanding import Reading, RequestKind
from bot.views import notices
from storage import words as wordstore
from storage.journal import Fact
from storage.rows import id_of, table_of
from storage.tables import Audience, Form, Level, Request, Source, SourceState

KIND = "raise"
"""A form that is never shown: who raised a message that waits for its author's word."""


def by_emoji(talk: Talk) -> Reply:
    """🎫 on a message."""
    return from_message(talk, talk.event.where, talk.event.ts, "emoji")


def from_message(talk: Talk, where: Where, ts: str, origin: str) -> Reply:
    """Make a request of a message, its text asked of the platform when the desk did not keep it."""
    raiser = talk.actor
    source = source_of(talk.unit, where.platform, where.conversation, ts)
    known = of_message(talk.unit, where.platform, where.conversation, ts)
    if known is None:
        known = _said_of(talk, where, ts)
    if known is not None:
        return already(talk, known, source)
    if source is not None and source.state is SourceState.FORGOTTEN:
        return talk.tell(notices.notice("raise.gone", Audience.PERSON))
    author = author_of(talk, source) if source is not None else None
    if source is not None and source.author_id is not None and author is None:
        return talk.tell(notices.notice("raise.no_author", Audience.PERSON))
    if source is None or author is None or not source.words_id or not wordstore.read_one(talk.unit, source.words_id):
        raise Missing(
            message_fact(where.platform, where.conversation, ts),
            lambda unit: fetching.fetch_message(unit, where.platform, where.conversation, ts, where.root),
        )
    return raise_message(talk, raiser, author, source, origin)


def _said_of(talk: Talk, where: Where, ts: str) -> Request | None:
    """The request that a message was said of; none where it may be a colleague's own need, in an ordinary thread."""
    message = said(talk.unit, where.platform, where.conversation, ts)
    request = by_id(talk.unit, message.request_id) if message is not None else None
    if message is None or request is None or request.level is Level.CONFIDENTIAL:
        return request
    return None if message.kind == "said" and message.author_id != request.requester_id else request


def already(talk: Talk, request: Request, source: Source | None = None) -> Reply:
    """It was made a request before, or said of one; who may not know that is told what any personal message tells."""
    made_by_them = request.level is Level.STANDARD and request.raised_by_id == talk.actor.id
    if unknown(talk, request) and not made_by_them:
        gone = source is not None and source.deleted_at is not None
        return talk.tell(notices.notice("raise.gone" if gone else "raise.private", Audience.PERSON))
    return talk.tell(notices.raised_already(request, alerts=_may_alert(talk, request)))


def _may_alert(talk: Talk, request: Request) -> bool:
    """Whether the message action on what is a request already offers to alert about it."""
    by_action = talk.event.kind == "shortcut_used" and possible(Act.ESCALATE, request.state)
    return by_action and may(Act.ESCALATE, talk.actor, request, talk.charter).allowed


def is_kept_private(talk: Talk, author: Actor, source: Source, reading: Reading) -> bool:
    """Whether only its author may say what becomes of a message: it is personal, or under what is confidential."""
    if is_direct(author, source):
        return names_a_confidant(talk, author, source, reading)
    under = any(request.level is Level.CONFIDENTIAL for request, _ in binding_above(talk.unit, source, author.id))
    return under or source.state is SourceState.PRIVATE or is_private(talk.charter, reading)


def seen(talk: Talk) -> Reply:
    """A message that was asked for: kept for minutes, for those who wait on it.

    It may be as somebody's client tells it: what the desk heard itself stays its author's, in their words.
    """
    event: MessageSeen = talk.event
    where = event.where
    known = source_of(talk.unit, where.platform, where.conversation, event.ts)
    if event.who is None or event.text is None or not is_left(event):
        if known is None:
            wait_for_telling(talk.unit, event)
            _note(talk, SourceState.FORGOTTEN, None)
        return Done()
    try:
        author = actor(talk.unit, talk.charter, event.who)
    except (Robot, Stranger):
        identity = identity_of(talk.unit, event.who)
        if known is None and identity is not None:
            _note(talk, SourceState.DISMISSED, identity.person_id)
        return Done()
    at = event.posted_at or event.at
    if known is None:
        keep(talk, author, where, event.ts, at, event.text, files=event.files)
    elif known.request_id is None and _is_told_by(talk, known, author):
        until = talk.now + KEPT
        words_id = wordstore.keep(talk.unit, event.text, "message", author.id, Level.CONFIDENTIAL, purge_after=until)
        attach(talk.unit, words_id, where.platform, event.files)
        talk.unit.change(known, words_id=words_id, author_id=author.id, posted_at=at)
    return Done()


def _is_told_by(talk: Talk, known: Source, author: Actor) -> bool:
    """Whether what is kept of a message lacks its words, and they are told as those of whoever wrote it."""
    if known.state is SourceState.FORGOTTEN or known.author_id not in (None, author.id):
        return False
    return not (known.words_id and wordstore.read_one(talk.unit, known.words_id))


def who_raised(talk: Talk, source: Source) -> tuple[Actor, str] | None:
    """Who made a message the desk's business, and how, when its author had to be asked something first."""
    form = _raised(talk, source)
    identity = reach(talk.unit, form.data["raiser"], source.platform) if form is not None else None
    if form is None or identity is None:
        return None
    try:
        return actor(talk.unit, talk.charter, who(identity)), str(form.data["origin"])
    except (Robot, Stranger):
        return None


def raise_message(talk: Talk, raiser: Actor, author: Actor, source: Source, origin: str) -> Reply:
    """Make a request of a message whose text is known, whatever it reads as; its author's word comes before."""
    assert source.words_id is not None
    text = without_mention(wordstore.read_one(talk.unit, source.words_id))
    channel = making.channel_of(talk, source)
    reading = read_source(talk, source, text)
    threads = binding_above(talk.unit, source, author.id)
    inside = next((request for request, audience in above(talk.unit, source) if audience is Audience.TRIAGE), None)
    if inside is not None:
        return already(talk, inside, source)
    if is_kept_private(talk, author, source, reading):
        offer_private(talk, author, source)
        return talk.tell(notices.notice("raise.private", Audience.PERSON))
    if source.posted_at is None:
        talk.unit.change(source, posted_at=talk.event.at)
    if making.waits(talk, author, source, text, reading):
        _note_raiser(talk, raiser, author, source, origin)
        return talk.tell(notices.notice("raise.private", Audience.PERSON))
    kept = next((request for request, _ in threads if request.level is not Level.STANDARD), None)
    if kept is not None:
        # Those of another service were not to read this thread.
        reading = replace(reading, service=replace(reading.service, value=kept.service))
    site = site_of(talk.charter, author, reading, channel)
    if site is None:
        return _ask_author_for_site(talk, raiser, author, source, origin)
    as_seen = read_source(talk, source, text, direct=False)
    request = making.make(talk, author, source, text, reading, site, origin, raised_by=raiser)
    settle_doubt(talk, author, source, notices.made(request))
    if as_seen.request.value is not RequestKind.YES:
        read: Fact = as_seen.request.value.value
        facts: dict[str, Fact] = {"part": "request", "read": read, "corrected": "yes", "words": source.words_id}
        record(talk.unit, request, "correct", raiser.id, facts)
    return Done()


def _ask_author_for_site(talk: Talk, raiser: Actor, author: Actor, source: Source, origin: str) -> Reply:
    if raiser.id == author.id:
        return ask_site(talk, source)
    if _raised(talk, source) is None or is_waiting(talk.unit, source):
        _note_raiser(talk, raiser, author, source, origin)
        wait_for(talk, source)
        questioning.ask(talk.unit, author.who, site_question(talk, source), question(source))
    return talk.tell(notices.notice("raise.asking_site", Audience.PERSON))


def _note_raiser(talk: Talk, raiser: Actor, author: Actor, source: Source, origin: str) -> None:
    data = {"source": id_of(source), "raiser": raiser.id, "origin": origin}
    form = Form(id=secrets.token_urlsafe(18), kind=KIND, person_id=author.id, data=data, opened_at=talk.now)
    talk.unit.add(form)


def _raised(talk: Talk, source: Source) -> Form | None:
    table = table_of(Form)
    query = select(table).where(table.c.person_id == source.author_id, table.c.kind == KIND)
    forms = talk.unit.all(Form, query.order_by(table.c.opened_at.desc()))
    return next((form for form in forms if form.data.get("source") == source.id), None)


def _note(talk: Talk, state: SourceState, author_id: int | None) -> None:
    event: MessageSeen = talk.event
    talk.unit.add(
        Source(
            platform=event.where.platform,
            conversation=event.where.conversation,
            ts=event.ts,
            root=event.where.root,
            author_id=author_id,
            state=state,
            deleted_at=event.at if state is SourceState.FORGOTTEN else None,
        )
    )
