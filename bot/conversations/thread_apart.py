"""What is said in the thread of a request, and may be of something more private: it is shown to nobody unasked.

Source of the rule: nothing personal is shown without its author's word; where that is in doubt, it is shown to nobody.
"""

from __future__ import annotations

from bot.cards import Done, Reply
from bot.conversations import parting
from bot.conversations.held import hold_for_author
from bot.conversations.keeping import ask, offer_private
from bot.conversations.last_told import question_of
from bot.conversations.nearby import last_said
from bot.conversations.undecided import undecided_of
from bot.people import Actor
from bot.reading import spoken
from bot.requests import is_over
from bot.talk import Talk
from bot.understanding import cancels, gives_up, is_civil, is_surely_of, without_need
from bot.understanding.straying import strays
from bot.views import questions
from storage import words as wordstore
from storage.tables import Level, Request, Source, SourceState


def is_apart_in_thread(
    talk: Talk, author: Actor, source: Source, text: str, request: Request, *, quoted: bool = False
) -> bool:
    """Whether what somebody says in a request's thread may be of something more private of theirs: open elsewhere,
    where the request is their own, or waiting for their word in that very thread.

    Not what answers the question that was asked there since. `quoted`: its author answers that very card, before all
    who read the chat: what stands elsewhere is not meant.
    """
    if request.level is Level.CONFIDENTIAL or source.root is None or source.posted_at is None:
        return False
    beside = _private_in_thread(talk, author, source)
    if not spoken(text):
        return bool(beside)
    asked = wordstore.read_one(talk.unit, request.words_id)
    given = without_need(text)
    if is_civil(text) or gives_up(given, asked) or cancels(text, asked):
        return False
    since = max((last_said(each) for each in beside), default=None)
    question = question_of(talk, request, since)
    if question and not strays(text, question):
        return False
    if request.requester_id != author.id or (quoted and not beside):
        return bool(beside)
    return parting.is_apart(talk, author, source, text, asked, request.level) or (
        bool(beside) and not is_surely_of(text, asked)
    )


def ask_apart(talk: Talk, author: Actor, source: Source, text: str, request: Request) -> Reply:
    """Its author alone is asked of which of their requests it is, or whether to confide it, where there is none."""
    private = parting.more_private(talk, author, source, request.level)
    own = request.requester_id == author.id and not is_over(request)
    if not own or not spoken(text):
        return offer_private(talk, author, source)
    hold_for_author(talk, source)
    ask(talk, author, source, questions.ask_if_answer(source, [request, *private], awaited=False))
    return Done()


def _private_in_thread(talk: Talk, author: Actor, source: Source) -> list[Source]:
    """What they wrote before in that thread and are asked about, being private, or held as this would be."""
    assert source.posted_at is not None
    return [
        each
        for each in undecided_of(talk, author.id)
        if (each.platform, each.conversation, each.root) == (source.platform, source.conversation, source.root)
        and each.state is SourceState.PRIVATE
        and each.posted_at is not None
        and each.ts != source.ts
        and each.posted_at <= last_said(source)
    ]
