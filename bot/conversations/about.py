"""What is said to the desk of a request by its reference, and is no order: what may be done is offered, privately.

Nothing is done of it, and nobody else reads it, before its author says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from bot.cards import Card, Done, Reply
from bot.conversations.commands import is_command
from bot.conversations.held import hold_for_author
from bot.conversations.keeping import ask, is_told_already, keep, question, settle_doubt
from bot.conversations.listing import show
from bot.events import MessagePosted
from bot.people import Actor
from bot.permit import sees
from bot.policies.confidentiality import Part
from bot.policies.permissions import Act, may, possible
from bot.reading import Named as File
from bot.reading import again, without_mention
from bot.referring import secrets_named, with_files
from bot.requests import by_ref, files_of, said, source_of, typed_references
from bot.talk import Talk
from bot.understanding import RequestKind
from bot.understanding.asking_after import ONE, asks_after_one, is_said_of_one
from bot.views import questions
from storage import words as wordstore
from storage.rows import table_of
from storage.tables import Journal, Level, Request, Source, SourceState

OWN = ("urgent", "cancel", "reopen")
WORKERS = ("claim", "reply", "resolve")
"""The acts that are offered, to whom it may concern, in order."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names: its reference, the request if its author may know of it, and the text with `ONE` for it."""

    ref: str
    request: Request | None
    text: str


def posted(talk: Talk) -> Reply | None:
    """A message that names a request, and is neither an order nor a need of its own. None: it is no such message.

    Said to the desk, or asked where requests are, of one's own or as an order is written. Of a reference that is none,
    or not theirs to know, nothing is made, and the same is said.
    """
    event: MessagePosted = talk.event
    where = event.where
    addressed = event.mentions_desk or where.kind == "direct"
    if not addressed and not _asks_in_channel(talk):
        return None
    seen = source_of(talk.unit, where.platform, where.conversation, event.ts)
    if seen is not None and (seen.state is not SourceState.KEPT or seen.posted_at is not None):
        return None
    text = wordstore.read_one(talk.unit, seen.words_id) if seen is not None and seen.words_id else event.text
    text = without_mention(text)
    found = _found(talk, talk.actor, text, event.files)
    if found is None or not (addressed or _is_own(talk, found.request) or is_command(talk, text)):
        return None
    if said(talk.unit, where.platform, where.conversation, event.ts) is not None:
        return None
    if found.request is None or (asks_after_one(found.text) and not event.files):
        return Done() if is_told_already(talk) else show(talk, found.ref)
    source = keep(talk, talk.actor, where, event.ts, event.at, text, seen, event.files)
    hold_for_author(talk, source)
    card = _offer(talk, talk.actor, source, found.request)
    if not talk.alone:
        return talk.tell(card, question(source))
    ask(talk, talk.actor, source, card)
    return Done()


def _is_own(talk: Talk, request: Request | None) -> bool:
    return request is not None and request.requester_id == talk.actor.id


def _asks_in_channel(talk: Talk) -> bool:
    event: MessagePosted = talk.event
    channel = talk.charter.channel(event.where.platform, event.where.conversation)
    asks = talk.reading.request.value is not RequestKind.NO and not event.mentions
    return channel is not None and channel.purpose == "requests" and event.where.root is None and asks


def edited(talk: Talk, author: Actor, source: Source, text: str) -> bool:
    """A message that was not decided yet names a request now, or still does: its author is asked about that text.

    False: it is no such message.
    """
    found = _found(talk, author, text, files_of(talk.unit, source.words_id))
    if found is None or found.request is None:
        return False
    hold_for_author(talk, source)
    settle_doubt(talk, author, source, _offer(talk, author, source, found.request))
    return True


def offered(talk: Talk, source: Source) -> Card | None:
    """What whoever acts is offered for the request that a message of theirs, held for their word, names; else none."""
    request = _named_in(talk, source)
    return _offer(talk, talk.actor, source, request) if request is not None else None


def is_acted_on(talk: Talk, source: Source) -> bool:
    """Whether whoever acts has done something since for the request that a message of theirs names."""
    request, table = _named_in(talk, source), table_of(Journal)
    if request is None or source.posted_at is None:
        return False
    own = (table.c.request_id == request.id, table.c.actor_id == talk.actor.id, table.c.at > source.posted_at)
    return talk.unit.first(Journal, select(table).where(*own).limit(1)) is not None


def _named_in(talk: Talk, source: Source) -> Request | None:
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    found = _found(talk, talk.actor, text, files_of(talk.unit, source.words_id)) if text else None
    return found.request if found is not None else None


def _found(talk: Talk, author: Actor, text: str, files: Iterable[File]) -> Named | None:
    """The request that a text is said of: a confidential one that it or a file's name names, its author's own before
    another; none for a need of their own."""
    for secret, as_typed in secrets_named(talk, author, with_files(text, files)):
        return Named(secret.ref, secret, text.replace(as_typed, f" {ONE} "))
    codes = {site.code for site in talk.charter.sites}
    typed = [(ref, as_typed) for ref, as_typed in typed_references(text) if ref.partition("-")[0] in codes]
    known = [(ref, as_typed, _known(talk, author, ref)) for ref, as_typed in typed]
    known.sort(key=lambda each: (each[2] is None, each[2] is not None and each[2].requester_id != author.id))
    for ref, as_typed, request in known:
        named = Named(ref, request, text.replace(as_typed, f" {ONE} "))
        # « à Aix 3 personnes » is written like a reference, and is none.
        if request is None and " " in as_typed:
            continue
        return named if not _is_need(talk, named.text) else None
    return None


def _known(talk: Talk, author: Actor, ref: str) -> Request | None:
    request = by_ref(talk.unit, ref)
    return request if request is not None and sees(talk, request, author) is not Part.NOTHING else None


def _is_need(talk: Talk, text: str) -> bool:
    """Whether something is asked there for itself, with a reference in passing."""
    if is_said_of_one(text):
        return False
    alone = again(talk, text.replace(ONE, ""), None, talk.event.at, files=getattr(talk.event, "files", ()))
    return alone.request.value is RequestKind.YES and alone.service.value is not None


def _offer(talk: Talk, author: Actor, source: Source, request: Request) -> Card:
    own = author.id == request.requester_id
    acts = [act for act in (OWN if own else WORKERS) if _fits(talk, author, request, act)]
    adds = own and _fits(talk, author, request, "answer")
    return questions.said_of(source, request, acts, adds=adds, asks=request.level is not Level.CONFIDENTIAL)


def _fits(talk: Talk, author: Actor, request: Request, act: str) -> bool:
    if act == "urgent" and request.urgent:
        return False
    return possible(Act(act), request.state) and may(Act(act), author, request, talk.charter).allowed
