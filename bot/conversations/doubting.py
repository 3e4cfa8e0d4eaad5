"""Where only a person can tell: is it a request, for which site; and what nobody answered, as a line in triage."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot import outgoing, questioning
from bot.cards import Card, Done, Reply
from bot.charter import Channel, Charter
from bot.conversations.keeping import (
    UNDECIDED,
    ask,
    author_of,
    hold,
    offer_private,
    question,
    read_source,
    saying_to_whom,
)
from bot.conversations.site_asked import site_question
from bot.people import Actor
from bot.placing import triage_channels
from bot.policies.business_time import Span, add_whatever
from bot.policies.calendar import calendar_of
from bot.policies.confidentiality import Part, PlaceKind, level_of, part_in
from bot.policies.executives import company_by
from bot.reading import is_private
from bot.talk import Talk, on_timer
from bot.understanding import Reading
from bot.views import questions
from storage import timers
from storage import words as wordstore
from storage.rows import table_of
from storage.tables import Person, Request, Source, SourceState

UNANSWERED = Span(10, "m")
"""Business time after which an unanswered question becomes a line in triage."""


def ask_author(talk: Talk, source: Source) -> Reply:
    """« Voulez-vous que j'en fasse une demande ? », to its author alone."""
    asked = questions.ask_if_request(source, apart=not talk.alone)
    return _ask(talk, source, saying_to_whom(talk, source, asked))


def ask_site(talk: Talk, source: Source) -> Reply:
    """« Pour quel site ? », to whoever acts alone."""
    return _ask(talk, source, site_question(talk, source))


def _ask(talk: Talk, source: Source, card: Card) -> Reply:
    wait_for(talk, source)
    if not talk.alone:
        return talk.tell(card, question(source))
    ask(talk, talk.actor, source, card)
    return Done()


def settle_line(talk: Talk, source: Source, card: Card) -> None:
    """What stands now where the line about a message stood, if one did."""
    for channel in _triage_of(talk, source):
        outgoing.replace(talk.unit, channel.platform, channel.id, card, f"maybe:{source.id}")


def settle_line_made(talk: Talk, source: Source, request: Request, by: Person | None) -> None:
    """The line about a message that a request was made of: its reference, but of what triage is not to know."""
    told = part_in(request.level, PlaceKind.TRIAGE) is not Part.NOTHING
    settle_line(talk, source, questions.maybe_decided(request.ref, by) if told else questions.maybe_decided(None, None))


def redraw_line(talk: Talk, source: Source) -> None:
    """The line about a message says what the message says now; where triage may not read that, it is taken back."""
    if source.words_id is None or source.author_id is None:
        return
    if may_be_read(talk, read_source(talk, source), source.author_id):
        settle_line(talk, source, _line(talk, source))
        return
    settle_line(talk, source, questions.maybe_decided(None, None))
    hold(talk.unit, source, SourceState.ASKED)
    author = author_of(talk, source)
    if author is not None:
        _ask_apart(talk, author, source)


def move_lines(talk: Talk, before: Charter) -> None:
    """Another charter: each line stands in the channels that are triage now, with what these may read."""
    table = table_of(Source)
    now, platforms = talk.charter, talk.platforms
    for source in talk.unit.all(Source, select(table).where(table.c.state == SourceState.MAYBE).order_by(table.c.id)):
        asked_in = now.channel(source.platform, source.conversation) or before.channel(
            source.platform, source.conversation
        )
        site = asked_in.site if asked_in else None
        was = {(each.platform, each.id) for each in triage_channels(before, platforms, site)}
        is_now = {(each.platform, each.id) for each in triage_channels(now, platforms, site)}
        for platform, conversation in sorted(was - is_now):
            card = questions.maybe_decided(None, None)
            outgoing.replace(talk.unit, platform, conversation, card, f"maybe:{source.id}")
        redraw_line(talk, source)
        for platform, conversation in sorted(is_now - was) if source.state is SourceState.MAYBE else ():
            outgoing.post(talk.unit, platform, conversation, _line(talk, source), f"maybe:{source.id}")


@on_timer("maybe")
def unanswered(talk: Talk, subject: str) -> None:
    """Nobody answered: one quiet line in triage, for an assistant to decide; but for what triage may not read."""
    source = talk.unit.get(Source, int(subject))
    if source is None or source.state is not SourceState.ASKED or source.words_id is None:
        return
    author = author_of(talk, source)
    text = wordstore.read_one(talk.unit, source.words_id)
    if author is None or not text:
        return
    reading = read_source(talk, source)
    if is_private(talk.charter, reading):
        offer_private(talk, author, source)
    elif not may_be_read(talk, reading, source.author_id):
        _ask_apart(talk, author, source)
    else:
        hold(talk.unit, source, SourceState.MAYBE)
        timers.cancel(talk.unit, "private", str(source.id))
        timers.plan(talk.unit, "maybe_left", str(source.id), talk.now + UNDECIDED)
        for each in _triage_of(talk, source):
            outgoing.post(talk.unit, each.platform, each.id, _line(talk, source), f"maybe:{source.id}")


def _ask_apart(talk: Talk, author: Actor, source: Source) -> None:
    """Ask its author in their direct conversation, where nobody else is."""
    questioning.ask(talk.unit, author.who, questions.ask_if_request(source, apart=True), question(source))


def wait_for(talk: Talk, source: Source) -> None:
    """A question about a message was asked: it is kept, and the line in triage planned."""
    hold(talk.unit, source, SourceState.ASKED)
    timers.plan(talk.unit, "maybe", str(source.id), in_open_time(talk, source, UNANSWERED))


def in_open_time(talk: Talk, source: Source, after: Span) -> datetime:
    """When (UTC) that much open time will have passed, where a message was written."""
    channel = talk.charter.channel(source.platform, source.conversation)
    site = talk.charter.site(channel.site) if channel and channel.site else talk.charter.sites[0]
    assert site is not None
    return add_whatever(calendar_of(site), talk.now, after)


def may_be_read(talk: Talk, reading: Reading, author_id: int | None) -> bool:
    """Whether triage may read what somebody asks so, wherever it stands."""
    service, author = talk.charter.service(reading.service.value), talk.unit.get(Person, author_id)
    company = company_by(talk.charter, author.charter_id if author is not None else None, reading.service.value)
    level = level_of(company, reading.service.value, sensitive=False)
    in_house = service is not None and service.in_house_only
    return part_in(level, PlaceKind.SHARED_TRIAGE, in_house_only=in_house) is Part.FULL


def _line(talk: Talk, source: Source) -> Card:
    assert source.words_id is not None
    return questions.maybe_line(source, talk.unit.need(Person, source.author_id), source.words_id)


def _triage_of(talk: Talk, source: Source) -> list[Channel]:
    channel = talk.charter.channel(source.platform, source.conversation)
    return triage_channels(talk.charter, talk.platforms, channel.site if channel else None)
