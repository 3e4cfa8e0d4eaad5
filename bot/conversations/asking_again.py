"""The question that stands about a message, asked once more where its author sees it; nothing is decided by it."""

from __future__ import annotations

from bot import questioning
from bot.cards import Card
from bot.conversations import about, beside, giving_up, site_asked
from bot.conversations.held import remind
from bot.conversations.keeping import (
    author_of,
    is_asked_of_request,
    is_held_for_request,
    private_offer,
    question,
    saying_to_whom,
)
from bot.events import Where
from bot.people import Actor
from bot.talk import Talk, on_timer
from bot.views import questions
from storage import timers
from storage import words as wordstore
from storage.tables import Source, SourceState


def standing(talk: Talk, author: Actor, source: Source) -> Card | None:
    """What its author is asked about a message now; none where it is of which of their requests it is said."""
    return _standing(_as(talk, author, source), source)


def ask_again(talk: Talk, author: Actor, source: Source) -> None:
    """The same question anew, in its author's direct conversation."""
    card = standing(talk, author, source)
    if card is not None:
        questioning.ask(talk.unit, author.who, card, question(source))
        return
    requests, awaited = beside.asked_of(talk, author, source)
    remind(talk, author, source, requests, awaited=awaited)


def _as(talk: Talk, author: Actor, source: Source) -> Talk:
    return talk.acting_as(author, Where(platform=source.platform, conversation=source.conversation))


def _standing(talk: Talk, source: Source) -> Card | None:
    if source.state is SourceState.PRIVATE:
        return private_offer(talk, source)
    if is_asked_of_request(talk.unit, source):
        cancelled = giving_up.offered(talk, talk.actor, source)
        decided = timers.is_planned(talk.unit, "maybe", str(source.id))
        asked = questions.ask_if_cancelled(source, cancelled, decided=decided) if cancelled else None
        return asked or about.offered(talk, source)
    if site_asked.is_asked(talk, source):
        return site_asked.site_question(talk, source)
    return saying_to_whom(talk, source, questions.ask_if_request(source, apart=True))


@on_timer("remind")
def unsaid(talk: Talk, subject: str) -> None:
    """Its author has not said what a message is, and nobody else may: they are asked once more.

    Not where they have done since what it was about.
    """
    source = talk.unit.get(Source, int(subject))
    author = author_of(talk, source) if source is not None and is_held_for_request(talk.unit, source) else None
    if source is None or author is None or about.is_acted_on(_as(talk, author, source), source):
        return
    if source.words_id and wordstore.read_one(talk.unit, source.words_id):
        ask_again(talk, author, source)
