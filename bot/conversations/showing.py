"""What seemed personal is not, says its author: shown once they have seen who will read it, and said so."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import Card, Done, Reply, Say, Text
from bot.conversations import making, thread
from bot.conversations.choosing import held_back, site_chosen
from bot.conversations.keeping import is_direct, private_offer, put, read_source
from bot.conversations.rewording import forget_edit, reword
from bot.conversations.site_asked import site_question
from bot.conversations.waiting import settled
from bot.policies.confidentiality import Part, PlaceKind, level_of, part_in
from bot.policies.executives import company_by
from bot.readership import members_of, of_request, workers_of
from bot.reading import as_shown
from bot.requests import by_id, edited_by, files_of
from bot.talk import Talk, on_press
from bot.understanding import Reading
from bot.views import notices, questions
from storage.tables import Audience, Person, Request, Source


@on_press("not_private")
def not_private(talk: Talk, value: str) -> Reply:
    """It is not confidential, says its author: they are told who will read it, and asked to say so once more."""
    found = held_back(talk, value)
    if not isinstance(found, tuple):
        return found
    source, text, rest = found
    edit = _edit_of(talk, source)
    if edit is not None:
        return put(talk, source, _confirm(talk, source, text, of_request(talk, edit[1])))
    spoken_of = _thread_of(talk, source)
    if spoken_of is not None:
        return put(talk, source, _confirm(talk, source, text, _readers_there(talk, source, text, spoken_of)))
    reading = as_shown(talk.charter, read_source(talk, source, text))
    site = site_chosen(talk, talk.actor, source, reading, rest)
    if site is None:
        return put(talk, source, _site_asked(talk, source))
    return put(talk, source, _confirm(talk, source, text, _readers(talk, source, site, reading), rest))


@on_press("keep_private")
def keep_private(talk: Talk, value: str) -> Reply:
    """Rather not: the question stands as it stood."""
    found = held_back(talk, value)
    return found if not isinstance(found, tuple) else put(talk, found[0], private_offer(talk, found[0]))


@on_press("show_all")
def show_all(talk: Talk, value: str) -> Reply:
    """Yes, it is to be shown: it goes the ordinary way. When others would read it by now, they are named first."""
    found = held_back(talk, value)
    if not isinstance(found, tuple):
        return found
    source, text, rest = found
    seen, _, rest = rest.partition(":")
    edit = _edit_of(talk, source)
    if edit is not None:
        return _show_edit(talk, source, text, seen, *edit)
    spoken_of = _thread_of(talk, source)
    if spoken_of is not None:
        readers = _readers_there(talk, source, text, spoken_of)
        if seen != _named_to(talk, source, readers, text):
            return put(talk, source, _confirm(talk, source, text, readers))
        ref = spoken_of.ref
        lost = spoken_of.closed_at is not None and spoken_of.requester_id != talk.actor.id
        key = "thread.over" if lost else "private.shown"
        reply = thread.said_after_all(talk, source, text)
        settled(talk, source)
        if spoken_of.closed_at is not None and isinstance(reply, Say):
            return put(talk, source, reply.card)
        told = put(talk, source, notices.notice(key, Audience.PERSON, subject=ref, ref=ref))
        return reply if isinstance(reply, Say) else told
    reading = read_source(talk, source, text)
    site = site_chosen(talk, talk.actor, source, reading, rest)
    if site is None:
        return put(talk, source, _site_asked(talk, source))
    readers = _readers(talk, source, site, as_shown(talk.charter, reading))
    if seen != _named_to(talk, source, readers, text):
        return put(talk, source, _confirm(talk, source, text, readers, rest))
    shown = as_shown(talk.charter, reading)
    request = making.make(talk, talk.actor, source, text, shown, site, "message", read_as=reading)
    settled(talk, source)
    return put(talk, source, notices.notice("intake.made", Audience.PERSON, subject=request.ref, ref=request.ref))


def _confirm(talk: Talk, source: Source, text: str, readers: list[Text], rest: str = "") -> Card:
    return questions.show_confirm(source, text, readers, rest, files=files_of(talk.unit, source.words_id))


def _named_to(talk: Talk, source: Source, readers: list[Text], text: str) -> str:
    return questions.named_to(readers, text, files_of(talk.unit, source.words_id))


def _edit_of(talk: Talk, source: Source) -> tuple[Source, Request] | None:
    """The message of a request that this is an edit of, and the request; none when it is no edit."""
    of = edited_by(talk.unit, source)
    return (of, by_id(talk.unit, of.request_id)) if of is not None and of.request_id is not None else None


def _show_edit(talk: Talk, held: Source, text: str, seen: str, of: Source, request: Request) -> Reply:
    readers = of_request(talk, request)
    if seen != _named_to(talk, held, readers, text):
        return put(talk, held, _confirm(talk, held, text, readers))
    read = read_source(talk, of, text)
    making.record_shown(talk, talk.actor, request, of, read)
    reword(talk, of, request, text)
    shown = notices.notice("private.shown", Audience.PERSON, subject=request.ref, ref=request.ref)
    forget_edit(talk, of, shown)
    return Done() if talk.alone else talk.tell(shown)


def _site_asked(talk: Talk, source: Source) -> Card:
    return site_question(talk, source, "not_private")


def _thread_of(talk: Talk, source: Source) -> Request | None:
    """The request in whose thread a message was written, if it was."""
    found = thread.thread_of(talk, source)
    return found[0] if found is not None else None


def _readers_there(talk: Talk, source: Source, text: str, over: Request) -> list[Text]:
    """Who will read what is said of a request; when it is over, those of the request that is made of it."""
    if over.closed_at is None:
        return of_request(talk, over)
    reading = as_shown(talk.charter, read_source(talk, source, text))
    service = reading.service.value or over.service
    followed = replace(reading, service=replace(reading.service, value=service))
    return _readers(talk, source, reading.site.value or over.site, followed)


def _readers(talk: Talk, source: Source, site: str, reading: Reading) -> list[Text]:
    """Who will read a request made of a message: those who read where it was written, and those who may take it."""
    author = talk.unit.get(Person, source.author_id)
    company = company_by(talk.charter, author.charter_id if author is not None else None, reading.service.value)
    level = level_of(company, reading.service.value, sensitive=False)
    there = part_in(level, PlaceKind.REQUESTS) is Part.FULL and not is_direct(talk.actor, source)
    told = [members_of(talk, source.platform, source.conversation)] if there else []
    return [*told, *workers_of(talk, site, reading.service.value, source.author_id)]
