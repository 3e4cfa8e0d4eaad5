"""Answers to the desk's own questions: is it a request, for which site, in private."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import Done, Reply, Say
from bot.conversations import making, parting, thread
from bot.conversations.doubting import settle_line, settle_line_made
from bot.conversations.keeping import (
    author_of,
    close_question,
    confidants,
    confided,
    is_direct,
    let_go,
    offer_private,
    private_offer,
    put,
    read_source,
    settle_doubt,
)
from bot.conversations.raising import already, is_kept_private, who_raised
from bot.conversations.site_asked import site_question
from bot.conversations.waiting import settled
from bot.people import Actor
from bot.policies.permissions import Act, may
from bot.reading import site_of
from bot.requests import CONFIDED, by_id, files_of, record
from bot.talk import Talk, on_press, on_timer
from bot.understanding import Reading, RequestKind
from bot.views import notices, questions
from storage import journal
from storage import words as wordstore
from storage.tables import Audience, Place, Request, Source, SourceState
from storage.unit import Unit

OPEN = (SourceState.ASKED, SourceState.MAYBE, SourceState.PRIVATE, SourceState.KEPT)


@on_press("accept")
def accept(talk: Talk, value: str) -> Reply:
    """Yes, make it a request: says its author, or an assistant from the line in triage. With a site, when asked."""
    source, rest = source_in(talk.unit, value)
    if source is None or not _may_decide(talk, source):
        return talk.tell(notices.refusal("not_found", ()))
    if source.request_id is not None:
        return already(talk, by_id(talk.unit, source.request_id), source)
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    author = author_of(talk, source)
    heard = source.posted_at is not None
    if not heard or not text or author is None or source.state not in OPEN:
        _close_line(talk, source)
        return put(talk, source, notices.notice("raise.gone", Audience.PERSON))
    return _accept(talk, source, author, text, rest)


def _accept(talk: Talk, source: Source, author: Actor, text: str, rest: str) -> Reply:
    reading = read_source(talk, source, text)
    own = talk.actor.id == author.id
    private = is_kept_private(talk, author, source, reading)
    private = private or (own and parting.may_be_of_undecided(talk, author, source, text, reading))
    if private:
        offer_private(talk, author, source)
    if private or making.waits(talk, author, source, text, reading):
        return talk.tell(notices.notice("private.asked" if own else "raise.private", Audience.PERSON), instead=own)
    opened = thread.opened_above(talk, source) if own else None
    if opened is not None:
        return _said_there(talk, source, text, *opened)
    ended = thread.ended_above(talk, source)
    site = site_chosen(talk, author, source, reading, rest)
    if ended is not None:
        request = thread.follow(talk, *ended, source, author, talk.actor, reading, text)
    elif site is None:
        return put(talk, source, site_question(talk, source))
    else:
        raiser, origin = who_raised(talk, source) or (talk.actor, "message")
        request = making.make(talk, author, source, text, reading, site, origin, raised_by=raiser)
    as_seen = read_source(talk, source, text, direct=is_direct(author, source))
    if as_seen.request.value is not RequestKind.YES:
        facts = {"part": "request", "read": "ask", "corrected": "yes", "words": source.words_id}
        record(talk.unit, request, "correct", talk.actor.id, facts)
    made = notices.made(request)
    if not own or talk.event.kind == "message_posted":
        settle_doubt(talk, author, source, made)
        return Done()
    if close_question(talk, source, made) or is_direct(author, source):
        return Done()
    return talk.tell(made, instead=True)


def _said_there(talk: Talk, source: Source, text: str, request: Request, place: Place) -> Reply:
    """What was over when it was written is open again: it is said of that, and nothing new is asked."""
    if source.state is SourceState.MAYBE:
        settle_line_made(talk, source, request, talk.actor.person)
    reply = thread.said_now(talk, request, place, source, text)
    shown = notices.notice("private.shown", Audience.PERSON, subject=request.ref, ref=request.ref)
    told = put(talk, source, shown)
    return reply if isinstance(reply, Say) else told


@on_press("dismiss")
def dismiss(talk: Talk, value: str) -> Reply:
    """No, it is no request: its words are erased."""
    source, _ = source_in(talk.unit, value)
    if source is None or not _may_decide(talk, source):
        return talk.tell(notices.refusal("not_found", ()))
    if source.state not in OPEN:
        return talk.tell(notices.notice("private.over", Audience.PERSON))
    if source.state is SourceState.MAYBE:
        settle_line(talk, source, questions.maybe_decided(None, talk.actor.person))
    if talk.actor.id != source.author_id:
        _settle_with_author(talk, source)
        left = talk.tell(notices.notice("intake.left", Audience.PERSON))
    else:
        left = put(talk, source, notices.notice("intake.left", Audience.PERSON))
    let_go(talk.unit, source, SourceState.DISMISSED)
    settled(talk, source)
    facts = {"part": "request", "read": "ask", "corrected": "no", "source": source.id}
    journal.write(talk.unit, None, "correct", talk.actor.id, **facts)
    return left


@on_press("confide")
def confide(talk: Talk, value: str) -> Reply:
    """Yes, in private: a confidential request that nobody reads but those cleared for it."""
    found = held_back(talk, value)
    if not isinstance(found, tuple):
        return found
    source, text, rest = found
    reading = read_source(talk, source, text)
    site = site_chosen(talk, talk.actor, source, reading, rest)
    if site is None:
        return put(talk, source, site_question(talk, source, "confide"))
    told, too = confidants(talk, source, reading, site), rest == questions.TOO
    if not ((told.kept_out and not told.left_out) if too else told.readers):
        return put(talk, source, private_offer(talk, source))
    private = replace(reading, sensitive=replace(reading.sensitive, value=True))
    request = making.make(talk, talk.actor, source, text, private, site, CONFIDED, too=too)
    settled(talk, source)
    return put(talk, source, confided(talk, source, request))


def site_chosen(talk: Talk, author: Actor, source: Source, reading: Reading, rest: str) -> str | None:
    """The site chosen in one press, and remembered when it is its author's choice; else as for any message."""
    chosen = rest.removeprefix("site:") if rest.startswith("site:") else None
    if chosen is None:
        return site_of(talk.charter, author, reading, making.channel_of(talk, source))
    if not talk.charter.lists_site(chosen):
        return None
    if talk.actor.id == author.id:
        talk.unit.change(author.person, site=chosen, site_asked_at=talk.now)
    return chosen


def held_back(talk: Talk, value: str) -> tuple[Source, str, str] | Reply:
    """The actor's own message that waits for their word, its text, and what was chosen with it; else what to tell."""
    source, rest = source_in(talk.unit, value)
    if source is None or source.author_id != talk.actor.id:
        return talk.tell(notices.refusal("not_found", ()))
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    if source.state is SourceState.PRIVATE and not text and not files_of(talk.unit, source.words_id):
        return put(talk, source, notices.notice("private.over", Audience.PERSON))
    if source.state is not SourceState.PRIVATE:
        return talk.tell(notices.notice("private.over", Audience.PERSON))
    return source, text, rest


@on_timer("maybe_left")
def nobody_decided(talk: Talk, subject: str) -> None:
    """Nobody decided for days: the message's words are gone, and nothing is left to press where its line stands."""
    source = talk.unit.get(Source, int(subject))
    if source is not None and source.state is SourceState.MAYBE:
        _settle_with_author(talk, source)
        _close_line(talk, source)


def _close_line(talk: Talk, source: Source) -> None:
    """The line about a message of which nothing can be made any longer."""
    if source.state is SourceState.MAYBE:
        settle_line(talk, source, questions.maybe_decided(None, None))
        let_go(talk.unit, source, SourceState.DISMISSED)


def _settle_with_author(talk: Talk, source: Source) -> None:
    author = author_of(talk, source)
    if author is not None:
        settle_doubt(talk, author, source, notices.notice("private.over", Audience.PERSON))


def source_in(unit: Unit, value: str) -> tuple[Source | None, str]:
    """The message that a button is about, and what was chosen with it."""
    kind, _, rest = value.partition(":")
    number, _, rest = rest.partition(":")
    known = kind == "source" and number.isascii() and number.isdecimal() and len(number) < 19
    return (unit.get(Source, int(number)) if known else None), rest


def _may_decide(talk: Talk, source: Source) -> bool:
    if source.author_id == talk.actor.id:
        return True
    channel = making.channel_of(talk, source)
    at_site = may(Act.LIST_SITE, talk.actor, None, talk.charter, site=channel.site if channel else None)
    return source.state is SourceState.MAYBE and at_site.allowed and talk.actor.works
