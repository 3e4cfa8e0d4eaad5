"""What may be said of a request, and waits for its author's word: what becomes of it without one."""

from __future__ import annotations

from collections.abc import Sequence

from bot import questioning
from bot.conversations.doubting import UNANSWERED, in_open_time, may_be_read
from bot.conversations.keeping import ask, hold_for_request, question, read_source
from bot.conversations.last_told import Told
from bot.people import Actor
from bot.policies.business_time import Span
from bot.reading import is_private
from bot.talk import Talk
from bot.understanding import RequestKind, goes_on
from bot.views import questions
from storage import timers
from storage import words as wordstore
from storage.tables import Level, Request, Source

REMINDED = Span(2, "h")
"""Open time after which its author is reminded of what nobody else may be asked about."""


def ask_of_which(talk: Talk, author: Actor, source: Source, told: Sequence[Told], possible: Sequence[Told]) -> None:
    """« Est-ce votre réponse pour LYO-42 ? » Shown to nobody until its author says, or triage is asked in their place.

    `told`: what they are asked about; `possible`: all that it may be said of.
    """
    decided = hold_until_said(talk, source, [each.request for each in possible])
    requests, awaited = [each.request for each in told], all(each.asked for each in told)
    ask(talk, author, source, questions.ask_if_answer(source, requests, awaited=awaited, decided=decided))


def hold_until_said(talk: Talk, source: Source, possible: Sequence[Request]) -> bool:
    """A message that may be said of these waits for its author's word; whether triage is asked in their place.

    Where it may not be, they are asked once more.
    """
    _hold(talk, source)
    decided = _may_be_decided(talk, source, possible)
    kind, after = ("maybe", UNANSWERED) if decided else ("remind", REMINDED)
    timers.plan(talk.unit, kind, str(source.id), in_open_time(talk, source, after))
    return decided


def hold_for_author(talk: Talk, source: Source) -> None:
    """A message of which nobody else may ever be asked waits for its author's word; they are asked once more."""
    _hold(talk, source)
    timers.plan(talk.unit, "remind", str(source.id), in_open_time(talk, source, REMINDED))


def _hold(talk: Talk, source: Source) -> None:
    for kind in ("maybe", "remind"):
        timers.cancel(talk.unit, kind, str(source.id))
    hold_for_request(talk.unit, source)


def remind(talk: Talk, author: Actor, source: Source, requests: Sequence[Request], *, awaited: bool) -> None:
    """The same question once more, where it is seen again; of a message that can be said of nothing now, another."""
    asked = questions.ask_if_request(source, apart=True)
    if requests:
        asked = questions.ask_if_answer(source, requests, awaited=awaited, again=True)
    questioning.ask(talk.unit, author.who, asked, question(source))


def _may_be_decided(talk: Talk, source: Source, possible: Sequence[Request]) -> bool:
    """Whether triage may be asked if it is a request: it asks for something, and nothing private can be in it."""
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    asks = read_source(talk, source, text, direct=False).request.value is not RequestKind.NO and not goes_on(text)
    if not asks or any(each.level is not Level.STANDARD for each in possible):
        return False
    heard = read_source(talk, source)
    return not is_private(talk.charter, heard) and may_be_read(talk, heard, source.author_id)
