"""A need that waits behind a personal line of its author's: decided again once that line is settled, in any way."""

from __future__ import annotations

from bot.cards import Done, Reply
from bot.conversations.doubting import wait_for
from bot.conversations.intake import decide
from bot.conversations.keeping import (
    KEPT,
    ask,
    author_of,
    close_question,
    is_waiting,
    let_go,
    private_offer,
    read_source,
)
from bot.conversations.nearby import LATELY, comes_after, kept_beside, private_beside
from bot.conversations.raising import raise_message, who_raised
from bot.events import Where
from bot.people import Actor
from bot.reading import is_private
from bot.requests import by_id
from bot.talk import Talk, on_timer
from bot.understanding import RequestKind, same_need
from bot.views import notices, questions
from storage import words as wordstore
from storage.tables import Audience, Source, SourceState, Words


@on_timer("private")
def unanswered(talk: Talk, subject: str) -> None:
    """Its author has not answered for days: nothing is kept of the message, in their direct conversation either."""
    source = talk.unit.get(Source, int(subject))
    if source is not None and source.state in (SourceState.PRIVATE, SourceState.ASKED):
        close_question(talk, source, notices.notice("private.left", Audience.PERSON))
        let_go(talk.unit, source, SourceState.DISMISSED)
        settled(talk, source)


def settled(talk: Talk, line: Source) -> None:
    """What waited for that line of the same author waits no longer, unless it waits for another."""
    for each in kept_beside(talk, line):
        # What waited before it may have taken it along.
        found = talk.unit.need(Source, each.id)
        if comes_after(found, line) and is_waiting(talk.unit, found):
            decided_again(talk, found)


def decided_again(talk: Talk, source: Source) -> Reply:
    """A need that waited, or another text of it: a request, a question, or nothing; after a day its author is asked."""
    author = author_of(talk, source)
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    if author is None or not text or source.posted_at is None or _still_waits(talk, source, text):
        return Done()
    if source.posted_at + LATELY < talk.now:
        ask(talk, author, source, questions.ask_if_request(source, apart=True))
        wait_for(talk, source)
        return Done()
    where = Where(platform=source.platform, conversation=source.conversation, root=source.root)
    raised = who_raised(talk, source)
    if raised is not None:
        raiser, origin = raised
        return raise_message(talk.acting_as(raiser, where), raiser, author, source, origin)
    reading = read_source(talk, source, text)
    if reading.request.value is RequestKind.NO:
        _keep_no_longer(talk, source)
    return decide(talk.acting_as(author, where), author, source, text, reading, "mention")


def turned_ordinary(talk: Talk, author: Actor, line: Source, text: str) -> None:
    """A personal line has another text: what waited for it is made with it, if it is personal no more; else all waits.

    Its author is asked about the line as long as it is no part of a request.
    """
    ordinary = line
    if not is_private(talk.charter, read_source(talk, line, text)):
        talk.unit.change(line, state=SourceState.KEPT)
        settled(talk, line)
        ordinary = talk.unit.need(Source, line.id)
    if ordinary.request_id is not None:
        close_question(talk, line, notices.made(by_id(talk.unit, ordinary.request_id)))
        return
    talk.unit.change(line, state=SourceState.PRIVATE)
    ask(talk, author, line, private_offer(talk, line))


def _still_waits(talk: Talk, source: Source, text: str) -> bool:
    """Whether a line that its author is asked about leads to it."""
    lines = [each for each in private_beside(talk, source) if not comes_after(each, source)]
    words = wordstore.read(talk.unit, [each.words_id for each in lines if each.words_id])
    return any(same_need(each, text) for each in words.values())


def _keep_no_longer(talk: Talk, source: Source) -> None:
    """What asks for nothing any more is kept for minutes, like anything said."""
    if source.words_id is not None:
        talk.unit.change(talk.unit.need(Words, source.words_id), purge_after=talk.now + KEPT)
