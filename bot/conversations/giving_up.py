"""Giving up: « laissez tomber », « plus besoin ». Nothing is cancelled but by a press; nothing new is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bot import questioning
from bot.cards import Done, Reply
from bot.conversations.days import is_of_its_day
from bot.conversations.doubting import settle_line
from bot.conversations.held import hold_until_said
from bot.conversations.keeping import (
    KEPT,
    ask,
    asked_if,
    author_of,
    close_question,
    is_asked_of_request,
    is_direct,
    let_go,
    question,
)
from bot.conversations.nearby import LATELY, asked_lately, comes_after, lately, neighbours, open_of
from bot.conversations.undecided import undecided_of
from bot.people import Actor
from bot.permit import sees
from bot.policies.confidentiality import Part
from bot.reading import again, is_private
from bot.requests import by_ref
from bot.talk import Talk, on_press
from bot.understanding import (
    Reading,
    asks_beside,
    cancels,
    cancels_unnamed,
    gives_up,
    is_thing_of,
    names,
    names_the_thing,
    thing_cancelled,
    thing_given_up,
    without_need,
)
from bot.views import notices, questions
from storage import words as wordstore
from storage.rows import id_of, table_of
from storage.tables import Audience, Level, Message, Request, Source, SourceState

_requests, _sources = table_of(Request), table_of(Source)


def which(talk: Talk, actor: Actor, source: Source, text: str, before: Sequence[Source], asks: bool) -> list[Request]:
    """Which open requests of theirs someone may give up; none when they do not.

    All that bear the name and are for the day that they say; where they name nothing, the newest of what they wrote
    there minutes before (`before`, in order), and for what `asks` by itself ("annulez svp") of the day before. What
    they name is of the day before too, anywhere where it is said to the desk alone. Whatever they ask beside that.
    """
    text = without_need(text)
    if not gives_up(text):
        return []
    thing = thing_given_up(text)
    if thing is not None:
        return _of_its_day(talk, source, text, _most_surely(talk, thing, _asked_lately(talk, actor, source)))
    there = open_of(talk, actor, lately(talk, actor, source))
    return _unnamed(talk, source, text, open_of(talk, actor, before), there, asks)


def _unnamed(
    talk: Talk, source: Source, text: str, near: Sequence[Request], there: Sequence[Request], asks: bool
) -> list[Request]:
    asked = {id_of(each): wordstore.read_one(talk.unit, each.words_id) for each in (*near, *there)}
    named = [each for each in near if names(text, asked[id_of(each)])]
    if named:
        return _of_its_day(talk, source, text, named)
    meant = [each for each in near if gives_up(text, asked[id_of(each)])]
    topic = [each for each in there if each not in near and names_the_thing(text, asked[id_of(each)])]
    on_it = [each for each in there if _on_its_day(talk, source, text, each)]
    if meant and on_it and _on_its_day(talk, source, text, meant[0]) is False:
        return on_it
    if meant or topic:
        return [*_of_its_day(talk, source, text, topic), *_of_its_day(talk, source, text, meant)[:1]]
    named = [each for each in there if names(text, asked[id_of(each)])]
    if asks or on_it:
        later = [each for each in there if gives_up(text, asked[id_of(each)])]
        return on_it or _of_its_day(talk, source, text, named or later)[:1]
    return named if len(named) == 1 else []


def is_said(text: str) -> bool:
    """Whether a text gives something up, or orders to cancel something."""
    return gives_up(without_need(text)) or cancels_unnamed(text) or thing_cancelled(text) is not None


def is_sure(talk: Talk, source: Source, text: str, requests: Sequence[Request]) -> bool:
    """Whether what someone gives up is that one, and of no other day than they say."""
    return len(requests) == 1 and _on_its_day(talk, source, text, requests[0]) is not False


def _asked_lately(talk: Talk, actor: Actor, source: Source) -> list[Request]:
    """What they asked there in the day before, or anywhere where they speak to the desk alone; the newest first."""
    there = open_of(talk, actor, lately(talk, actor, source))
    if not is_direct(actor, source):
        return there
    found = {id_of(each): each for each in (*there, *asked_lately(talk, actor, source))}
    return [found[each] for each in sorted(found, reverse=True)]


def _most_surely(talk: Talk, thing: str, requests: Sequence[Request]) -> list[Request]:
    """What bears that name: what was asked first by it, else what says all of it, else what says some of it."""
    asked = [(each, wordstore.read_one(talk.unit, each.words_id)) for each in requests]
    named = [(each, is_thing_of(thing, said)) for each, said in asked if names(thing, said)]
    most = max((how for _, how in named), default=0)
    return [each for each, how in named if how == most]


def _of_its_day(talk: Talk, source: Source, text: str, requests: Sequence[Request]) -> list[Request]:
    """Those of the day that a text says, else those that are of no day; all of them, where each is of another."""
    on = [(each, _on_its_day(talk, source, text, each)) for each in requests]
    return [each for each, of in on if of] or [each for each, of in on if of is None] or list(requests)


def _on_its_day(talk: Talk, source: Source, text: str, request: Request) -> bool | None:
    channel = talk.charter.channel(source.platform, source.conversation)
    reading = again(talk, text, channel, source.posted_at or talk.now, direct=True, files=())
    return is_of_its_day(talk, request, reading, text, channel, or_today=True)


def cancelled(talk: Talk, actor: Actor, source: Source, text: str) -> list[Request]:
    """The open requests of their own that someone orders to cancel or gives up by their name, wherever they asked them.

    All of them, where they order it of the desk alone and name nothing. Never a confidential one: what is said of that
    may be read where it is said.
    """
    unnamed = is_direct(actor, source) and cancels_unnamed(text)
    if source.posted_at is None or not (unnamed or _named_in(text)):
        return []
    own = select(_requests).where(_requests.c.requester_id == actor.id, _requests.c.open).order_by(_requests.c.id)
    return [
        each
        for each in talk.unit.all(Request, own)
        if each.asked_at <= source.posted_at
        and each.level is not Level.CONFIDENTIAL
        and (unnamed or orders(talk, source, text, each))
    ]


def _named_in(text: str) -> str | None:
    """What a text orders to cancel or gives up, by its name."""
    given = without_need(text)
    return thing_cancelled(text) or (thing_given_up(given) if gives_up(given) else None)


def orders(talk: Talk, source: Source, text: str, request: Request) -> bool:
    """Whether a message orders to cancel that request, or gives it up, by its name: of the day, where it says one, that
    it is for."""
    asked = wordstore.read_one(talk.unit, request.words_id)
    thing = _named_in(text) if thing_cancelled(text) is None else None
    if thing is not None:
        return is_thing_of(thing, asked) > 1 and _on_its_day(talk, source, text, request) is not False
    if not cancels(text, asked, of_its_day=True):
        return False
    channel = talk.charter.channel(source.platform, source.conversation)
    reading = again(talk, text, channel, source.posted_at or talk.now, direct=True, files=())
    return cancels(text, asked, is_of_its_day(talk, request, reading, text, channel, or_today=True))


def offered(talk: Talk, actor: Actor, source: Source) -> list[Request]:
    """Which of theirs someone is asked to cancel, by what waits for their word; none of anything else."""
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    return _may_be_cancelled(talk, actor, source, text) if is_asked_of_request(talk.unit, source) else []


def _may_be_cancelled(talk: Talk, actor: Actor, source: Source, text: str) -> list[Request]:
    if source.posted_at is None or asks_beside(text):
        return []
    before = [each for each in neighbours(talk, actor, source) if not comes_after(each, source)]
    return which(talk, actor, source, text, before, asks=False) or cancelled(talk, actor, source, text)


def ask_which(talk: Talk, actor: Actor, source: Source, requests: Sequence[Request]) -> Reply:
    """« Est-ce LYO-42 qu'il faut annuler ? » Their words wait: they may be about something that was asked elsewhere."""
    decided = hold_until_said(talk, source, requests)
    ask(talk, actor, source, questions.ask_if_cancelled(source, requests, decided=decided))
    return Done()


def edited(talk: Talk, author: Actor, source: Source, text: str, reading: Reading) -> bool:
    """A message that waits for its author's word gives up a request of theirs, or still does: they are asked about
    that text. False: it does not, or is too personal for where it was written."""
    hidden = is_private(talk.charter, reading) and not is_direct(author, source)
    found = _may_be_cancelled(talk, author, source, text)
    if hidden or not found or not is_asked_of_request(talk.unit, source):
        return False
    ask_which(talk, author, source, found)
    return True


def doubt(talk: Talk, actor: Actor, source: Source, text: str, before: Sequence[Source]) -> Source | None:
    """The message that its author was asked about just before, and gives up; none when they do not.

    Said to the desk alone it may be of the day before, also once triage was asked about it.
    """
    text = without_need(text)
    if not is_said(text):
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
    questioning.unasked(talk.unit, actor.who, asked.conversation, asked.root, left, question(asked))
    let_go(talk.unit, asked, SourceState.DISMISSED)


def offer(talk: Talk, request: Request) -> Reply:
    """Ask its author alone whether it is to be cancelled; in private, where it is confidential."""
    card, asked = notices.given_up(request), asked_if("cancel", request)
    if request.level is Level.CONFIDENTIAL:
        questioning.ask(talk.unit, talk.who, card, asked, request.id)
        return Done()
    return talk.tell(card, asked)


def offer_several(talk: Talk, requests: Sequence[Request]) -> Reply:
    """Ask its author alone which of these is to be cancelled, where what they said beside that is a need of its own."""
    return talk.tell(questions.ask_which_to_cancel(requests))


def take_back(talk: Talk, said: Source | Message, since: datetime | None, text: str) -> bool:
    """What was said at an instant (UTC), and may have given a request up, is now this text; whether that still stands.

    Where it does not give up that one any more, whoever asked it is asked about it no more.
    """
    author = author_of(talk, said)
    given_up = _asked_for(talk, author, since) if author is not None and since is not None else None
    if author is None or given_up is None:
        return False
    asked = wordstore.read_one(talk.unit, given_up.words_id)
    given = without_need(text)
    if gives_up(given, asked) or cancels_unnamed(given) or cancels(given, asked):
        return True
    kept = notices.notice("give_up.kept", Audience.PERSON, subject=given_up.ref, ref=given_up.ref)
    questioning.withdrawn(talk.unit, author.who, kept, asked_if("cancel", given_up))
    return False


def _asked_for(talk: Talk, author: Actor, since: datetime) -> Request | None:
    """The open request that its author was asked to cancel by what they said then, and nothing that they said after."""
    own = select(_requests).where(_requests.c.requester_id == author.id, _requests.c.open)
    asked = [
        (row.created_at, row.id, request)
        for request in talk.unit.all(Request, own)
        for row in questioning.questions_to(talk.unit, author.who, asked_if("cancel", request))
        if since <= row.created_at <= since + KEPT
    ]
    if not asked:
        return None
    at, _, request = min(asked, key=lambda each: each[:2])
    later = (_sources.c.author_id == author.id, _sources.c.posted_at > since, _sources.c.posted_at <= at)
    return request if talk.unit.first(Source, select(_sources).where(*later).limit(1)) is None else None


@on_press("keep_open")
def keep_open(talk: Talk, value: str) -> Reply:
    """It is not given up after all."""
    request = by_ref(talk.unit, value)
    if request is None or sees(talk, request) is Part.NOTHING:
        return talk.tell(notices.notice("errors.stale_button", Audience.PERSON))
    if not request.open:
        return talk.tell(notices.notice("cancel.over", Audience.PERSON, subject=request.ref, ref=request.ref))
    kept = notices.notice("give_up.kept", Audience.PERSON, subject=request.ref, ref=request.ref)
    questioning.over(talk.unit, talk.who, asked_if("cancel", request))
    return talk.tell(kept, instead=True)
