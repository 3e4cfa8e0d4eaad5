"""Carrying what is said: each message once to each place that may read it, and nowhere else.

A message goes to the other places of its audience, and from the requester to triage. From triage to the requester
only a reply goes (design part 5, promise 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bot import outgoing
from bot.approvals import carry_answer
from bot.cards import Card
from bot.events import FileSeen
from bot.placing import may_read, settle, spoken_in
from bot.requests import copies, places, said
from bot.talk import Talk
from bot.views.notices import relayed
from storage import words as wordstore
from storage.rows import id_of, table_of
from storage.tables import Audience, Copy, File, Identity, Message, Person, Place, Request, Source
from storage.unit import Unit

REACHES = {
    "said": (Audience.REQUESTER, Audience.TRIAGE),
    "reply": (Audience.REQUESTER, Audience.TRIAGE),
    "question": (Audience.REQUESTER, Audience.TRIAGE),
    "note": (Audience.TRIAGE,),
}
"""Which audiences each kind of message reaches."""


def say(
    talk: Talk,
    request: Request,
    author: Person,
    kind: str,
    text: str,
    *,
    platform: str,
    conversation: str,
    ts: str,
    said_at: datetime,
    edited_at: datetime | None = None,
    origin: Place | None,
    files: tuple[FileSeen, ...] = (),
) -> Message:
    """Store one message about a request, and relay it to the places that it reaches, its own excepted."""
    unit = talk.unit
    words_id = wordstore.keep(unit, text, "note" if kind == "note" else "message", author.id, request.level)
    for file in files:
        unit.add(File(words_id=words_id, platform=platform, **file.model_dump()))
    audience = origin.audience if origin is not None else Audience.TRIAGE
    message = unit.add(
        Message(
            request_id=id_of(request),
            audience=audience,
            kind=kind,
            author_id=id_of(author),
            words_id=words_id,
            platform=platform,
            conversation=conversation,
            ts=ts,
            said_at=said_at,
            edited_at=edited_at,
        )
    )
    for place in spoken_in(_where_it_stands(talk, request)):
        if place.audience not in REACHES[kind] or not may_read(unit, talk.charter, place, request):
            continue
        if origin is None or not (place.id == origin.id or _is_their_own(unit, author, place, origin)):
            copy = unit.add(Copy(message_id=id_of(message), place_id=id_of(place)))
            outgoing.say_in(unit, place, card_of(author, message, request, place, files), copy)
    carry_answer(unit, talk.charter, request, message, author)
    return message


def note(talk: Talk, request: Request, text: str, key: str) -> Message:
    """Store what whoever acts says of a request from a form or in an order, for those alone who work it."""
    return said_at_the_desk(talk, request, "note", text, key)


def said_at_the_desk(
    talk: Talk,
    request: Request,
    kind: str,
    text: str,
    key: str,
    *,
    author: Person | None = None,
    origin: Place | None = None,
) -> Message:
    """Store what is said of a request from a form or in an order, by who acts or `author`; relay it as its kind is."""
    return say(
        talk,
        request,
        author or talk.actor.person,
        kind,
        text,
        platform=talk.who.platform,
        conversation="desk",
        ts=key,
        said_at=talk.now,
        origin=origin,
    )


def _is_their_own(unit: Unit, author: Person, place: Place, origin: Place) -> bool:
    """Whether a requester reads there what they said themselves, in their thread of the same platform."""
    if place.identity_id is None or place.audience is not Audience.REQUESTER or place.platform != origin.platform:
        return False
    return unit.need(Identity, place.identity_id).person_id == author.id


def _where_it_stands(talk: Talk, request: Request) -> list[Place]:
    """The places of a request; where triage may not read it any longer, it is first put where triage may."""
    standing = places(talk.unit, request)
    unread = (each for each in standing if not may_read(talk.unit, talk.charter, each, request))
    if any(place.audience is Audience.TRIAGE for place in unread):
        settle(talk.unit, talk.charter, talk.platforms, request, standing)
        return places(talk.unit, request)
    return standing


def card_of(
    author: Person, message: Message, request: Request, place: Place, files: Sequence[File | FileSeen] = ()
) -> Card:
    """A message as it is shown elsewhere than where it was said."""
    chat = place.identity_id is not None
    return relayed(author, message.words_id, message.kind, place.audience, request.ref, files, chat=chat)


def carry_to(talk: Talk, request: Request, message: Message, place: Place) -> None:
    """A message is said in one more place of its request, once."""
    unit = talk.unit
    if unit.find(Copy, message_id=id_of(message), place_id=id_of(place)) is not None:
        return
    author, files = unit.need(Person, message.author_id), _files(unit, message.words_id)
    copy = unit.add(Copy(message_id=id_of(message), place_id=id_of(place)))
    outgoing.say_in(unit, place, card_of(author, message, request, place, files), copy)


def correct(talk: Talk, message: Message, text: str, at: datetime) -> None:
    """A message was edited where it was said: so are its copies. The newest edit wins."""
    if message.deleted_at is not None or (message.edited_at is not None and message.edited_at >= at):
        return
    unit = talk.unit
    words = wordstore.replace(unit, message.words_id, text)
    unit.change(message, edited_at=at, words_id=words)
    author = unit.need(Person, message.author_id)
    request = unit.need(Request, message.request_id)
    files = _files(unit, words)
    _where_it_stands(talk, request)
    for copy, place in copies(unit, message):
        if place.retired or not may_read(unit, talk.charter, place, request):
            continue
        outgoing.correct_copy(unit, place, card_of(author, message, request, place, files), copy)


def withdraw(talk: Talk, message: Message, at: datetime) -> None:
    """A message was deleted where it was said: its copies are taken back, and its words erased."""
    if message.deleted_at is not None or (message.edited_at is not None and message.edited_at > at):
        return
    talk.unit.change(message, deleted_at=at)
    for copy, place in copies(talk.unit, message):
        outgoing.correct_copy(talk.unit, place, None, copy)
    wordstore.erase(talk.unit, message.words_id)


def say_again(talk: Talk, message: Message, text: str, at: datetime, files: Sequence[FileSeen]) -> None:
    """Its deletion was taken back: it is said again wherever it was carried to, and may still be read."""
    unit = talk.unit
    request, author = unit.need(Request, message.request_id), unit.need(Person, message.author_id)
    kind = "note" if message.kind == "note" else "message"
    words_id = wordstore.keep(unit, text, kind, message.author_id, request.level)
    for file in files:
        unit.add(File(words_id=words_id, platform=message.platform, **file.model_dump()))
    unit.change(message, deleted_at=None, edited_at=at, words_id=words_id)
    for copy, place in copies(unit, message):
        if not place.retired and may_read(unit, talk.charter, place, request):
            outgoing.say_in(unit, place, card_of(author, message, request, place, files), copy)


def take_out(talk: Talk, message: Message) -> None:
    """A message is said of its request no longer: what is said of that message from now on is said of another thing."""
    withdraw(talk, message, talk.event.at)
    talk.unit.change(message, ts=f"out:{message.id}:{message.ts}")


def stands_alone(talk: Talk, source: Source) -> None:
    """What was said of somebody's request is a need of its own: it is taken out of theirs."""
    threaded = source.root is not None
    message = said(talk.unit, source.platform, source.conversation, source.ts) if threaded else None
    if message is not None:
        take_out(talk, message)


def _files(unit: Unit, words_id: int) -> list[File]:
    table = table_of(File)
    return unit.all(File, select(table).where(table.c.words_id == words_id).order_by(table.c.id))
