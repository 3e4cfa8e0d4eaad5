"""Giving up: « laissez tomber », « plus besoin ». Nothing is cancelled but by a press; nothing new is asked."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot import outgoing
from bot.cards import Done, Reply
from bot.conversations.days import is_of_its_day
from bot.conversations.doubting import settle_line
from bot.conversations.held import hold_until_said
from bot.conversations.keeping import (
    KEPT,
    ask,
    asked_if,
    close_question,
    is_asked_of_request,
    is_direct,
    let_go,
    question,
)
from bot.conversations.nearby import LATELY, lately, open_of
from bot.conversations.undecided import undecided_of
from bot.people import Actor
from bot.permit import sees
from bot.policies.confidentiality import Part
from bot.reading import again, is_private
from bot.requests import by_ref
from bot.talk import Talk, on_press
from bot.understanding import Reading, cancels, cancels_unnamed, gives_up, names, thing_cancelled, without_need
from bot.views import notices, questions
from storage import words as wordstore
from storage.rows import table_of
from storage.tables import Audience, Level, Request, Source, SourceState

_requests = table_of(Request)


def which(talk: Talk, actor: Actor, source: Source, text: str, before: Sequence[Source], asks: bool) -> Request | None:
    """Which open request of theirs someone gives up: the one they name, else the newest; none when they do not.

    `before`: what they wrote there minutes before, in order. For what `asks` by itself ("annulez svp"), the day before;
    so for what names the one thing that they asked in it ("plus besoin de la salle"). Whatever they ask beside that.
    """
    text = without_need(text)
    if not gives_up(text):
        return None
    named, meant = _among(talk, actor, text, before)
    if named or meant:
        return next(iter((*named, *meant)))
    named, meant = _among(talk, actor, text, lately(talk, actor, source))
    if asks:
        return next(iter((*named, *meant)), None)
    return named[0] if len(named) == 1 else None


def cancelled(talk: Talk, actor: Actor, source: Source, text: str) -> list[Request]:
    """The open requests of their own that someone orders to cancel by their name, wherever they asked them.

    All of them, where they order it of the desk alone and name nothing. Never a confidential one: what is said of that
    may be read where it is said.
    """
    unnamed = is_direct(actor, source) and cancels_unnamed(text)
    if source.posted_at is None or not (unnamed or thing_cancelled(text) is not None):
        return []
    own = select(_requests).where(_requests.c.requester_id == actor.id, _requests.c.open).order_by(_requests.c.id)
    return [
        each
        for each in talk.unit.all(Request, own)
        if each.asked_at <= source.posted_at
        and each.level is not Level.CONFIDENTIAL
        and (unnamed or orders(talk, source, text, each))
    ]


def orders(talk: Talk, source: Source, text: str, request: Request) -> bool:
    """Whether a message orders to cancel that request by its name: of the day, where it says one, that it is for."""
    asked = wordstore.read_one(talk.unit, request.words_id)
    if not cancels(text, asked, of_its_day=True):
        return False
    channel = talk.charter.channel(source.platform, source.conversation)
    reading = again(talk, text, channel, source.posted_at or talk.now, direct=True, files=())
    return cancels(text, asked, is_of_its_day(talk, request, reading, text, channel, or_today=True))


def offered(talk: Talk, actor: Actor, source: Source) -> list[Request]:
    """Which of theirs someone is asked to cancel, by an order that waits for their word; none of anything else."""
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    return cancelled(talk, actor, source, text) if is_asked_of_request(talk.unit, source) else []


def ask_which(talk: Talk, actor: Actor, source: Source, requests: Sequence[Request]) -> Reply:
    """« Est-ce LYO-42 qu'il faut annuler ? » Their words wait: they may be about something that was asked elsewhere."""
    decided = hold_until_said(talk, source, requests)
    ask(talk, actor, source, questions.ask_if_cancelled(source, requests, decided=decided))
    return Done()


def edited(talk: Talk, author: Actor, source: Source, text: str, reading: Reading) -> bool:
    """A message that waits for its author's word orders to cancel a request of theirs, or still does: they are asked
    about that text. False: it does not, or is too personal for where it was written."""
    hidden = is_private(talk.charter, reading) and not is_direct(author, source)
    found = cancelled(talk, author, source, text)
    if hidden or not found or not is_asked_of_request(talk.unit, source):
        return False
    ask_which(talk, author, source, found)
    return True


def _among(talk: Talk, actor: Actor, text: str, before: Sequence[Source]) -> tuple[list[Request], list[Request]]:
    """The open requests of theirs that a text names, and those that it may give up; the newest first."""
    found = open_of(talk, actor, before)
    asked = [wordstore.read_one(talk.unit, request.words_id) for request in found]
    named = [request for request, said in zip(found, asked, strict=True) if names(text, said)]
    return named, [request for request, said in zip(found, asked, strict=True) if gives_up(text, said)]


def doubt(talk: Talk, actor: Actor, source: Source, text: str, before: Sequence[Source]) -> Source | None:
    """The message that its author was asked about just before, and gives up; none when they do not.

    Said to the desk alone it may be of the day before, also once triage was asked about it.
    """
    text = without_need(text)
    if not gives_up(text) and not cancels_unnamed(text) and thing_cancelled(text) is None:
        return None
    if is_direct(actor, source):
        before = _doubtful_or_asked(talk, actor, source)
    newest = next((each for each in reversed(before) if each.state is not SourceState.KEPT), None)
    if newest is None or newest.state is SourceState.REQUEST:
        return None
    asked = wordstore.read_one(talk.unit, newest.words_id) if newest.words_id else ""
    only_it = cancels_unnamed(text) or cancels(text, asked)
    return newest if gives_up(text, asked) or (only_it and not cancelled(talk, actor, source, text)) else None


def _doubtful_or_asked(talk: Talk, actor: Actor, source: Source) -> list[Source]:
    """What they asked there in the day before, or were asked about and have not decided; in order."""
    doubtful = [
        each
        for each in undecided_of(talk, actor.id)
        if (each.platform, each.conversation, each.root) == (source.platform, source.conversation, source.root)
        and each.state is not SourceState.PRIVATE
        and each.id != source.id
        and not is_asked_of_request(talk.unit, each)
    ]
    asked = [each for each in lately(talk, actor, source) if each.state is SourceState.REQUEST]
    near = [each for each in (*asked, *doubtful) if each.posted_at is not None and _is_lately(each, source)]
    return sorted(near, key=lambda each: (each.posted_at, each.id))


def _is_lately(each: Source, source: Source) -> bool:
    assert each.posted_at is not None
    assert source.posted_at is not None
    return source.posted_at - LATELY <= each.posted_at <= source.posted_at


def leave(talk: Talk, actor: Actor, asked: Source) -> None:
    """What its author was asked about a message is decided: it is none."""
    left = notices.notice("intake.left", Audience.PERSON)
    if asked.state is SourceState.MAYBE:
        settle_line(talk, asked, questions.maybe_decided(None, actor.person))
    close_question(talk, asked, left)
    outgoing.unasked(talk.unit, actor.who, asked.conversation, asked.root, left, question(asked))
    let_go(talk.unit, asked, SourceState.DISMISSED)


def offer(talk: Talk, request: Request) -> Reply:
    """Ask its author alone whether it is to be cancelled; in private, where it is confidential."""
    card, asked = notices.given_up(request), asked_if("cancel", request)
    if request.level is Level.CONFIDENTIAL:
        outgoing.ask(talk.unit, talk.who, card, asked, request.id)
        return Done()
    return talk.tell(card, asked)


def take_back(talk: Talk, author: Actor, source: Source) -> None:
    """A message that gave a request up says something else: that stands, and whoever asked it is asked no more."""
    assert source.posted_at is not None
    own = select(_requests).where(_requests.c.requester_id == author.id, _requests.c.open)
    asked = [
        (row.created_at, row.id, request)
        for request in talk.unit.all(Request, own)
        for row in outgoing.questions_to(talk.unit, author.who, asked_if("cancel", request))
        if source.posted_at <= row.created_at <= source.posted_at + KEPT
    ]
    if asked:
        request = min(asked, key=lambda each: each[:2])[2]
        kept = notices.notice("give_up.kept", Audience.PERSON, subject=request.ref, ref=request.ref)
        outgoing.answered(talk.unit, author.who, kept, asked_if("cancel", request))


@on_press("keep_open")
def keep_open(talk: Talk, value: str) -> Reply:
    """It is not given up after all."""
    request = by_ref(talk.unit, value)
    if request is None or sees(talk, request) is Part.NOTHING:
        return talk.tell(notices.notice("errors.stale_button", Audience.PERSON))
    if not request.open:
        return talk.tell(notices.notice("cancel.over", Audience.PERSON, subject=request.ref, ref=request.ref))
    kept = notices.notice("give_up.kept", Audience.PERSON, subject=request.ref, ref=request.ref)
    return talk.tell(kept, instead=True)
