"""Giving up: « laissez tomber », « plus besoin ». Nothing is cancelled but by a press; nothing new is asked."""

from __future__ import annotations

from collections.abc import Sequence

from bot import outgoing
from bot.cards import Done, Reply
from bot.conversations.keeping import close_question, let_go, question
from bot.conversations.nearby import lately
from bot.people import Actor
from bot.permit import sees
from bot.policies.confidentiality import Part
from bot.requests import by_id, by_ref, is_over
from bot.talk import Talk, on_press
from bot.understanding import gives_up, names
from bot.views import notices
from storage import words as wordstore
from storage.tables import Audience, Level, Request, Source, SourceState


def which(talk: Talk, actor: Actor, source: Source, text: str, before: Sequence[Source], asks: bool) -> Request | None:
    """Which open request of theirs someone gives up: the one they name, else the newest; none when they do not.

    `before`: what they wrote there minutes before, in order. For what `asks` by itself ("annulez svp"), the day before.
    """
    if not gives_up(text):
        return None
    meant = _among(talk, actor, text, before)
    return _among(talk, actor, text, lately(talk, actor, source)) if meant is None and asks else meant


def _among(talk: Talk, actor: Actor, text: str, before: Sequence[Source]) -> Request | None:
    found: dict[int, Request] = {}
    for source in reversed(before):
        if source.state is SourceState.REQUEST and source.request_id is not None:
            request = by_id(talk.unit, source.request_id)
            if not is_over(request) and request.requester_id == actor.id:
                found.setdefault(source.request_id, request)
    asked = {each: wordstore.read_one(talk.unit, request.words_id) for each, request in found.items()}
    named = [request for each, request in found.items() if names(text, asked[each])]
    meant = [request for each, request in found.items() if gives_up(text, asked[each])]
    return next(iter((*named, *meant)), None)


def doubt(text: str, before: Sequence[Source]) -> Source | None:
    """The message that its author was asked about just before, and gives up; none when they do not."""
    newest = next((each for each in reversed(before) if each.state is not SourceState.KEPT), None)
    return newest if newest is not None and newest.state is SourceState.ASKED and gives_up(text) else None


def leave(talk: Talk, actor: Actor, asked: Source) -> None:
    """What its author was asked about a message is decided: it is none."""
    left = notices.notice("intake.left", Audience.PERSON)
    close_question(talk, asked, left)
    outgoing.unasked(talk.unit, actor.who, asked.conversation, asked.root, left, question(asked))
    let_go(talk.unit, asked, SourceState.DISMISSED)


def offer(talk: Talk, request: Request) -> Reply:
    """Ask its author alone whether it is to be cancelled; in private, where it is confidential."""
    card = notices.given_up(request)
    if request.level is Level.CONFIDENTIAL:
        outgoing.say_to(talk.unit, talk.who, card, request.id)
        return Done()
    return talk.tell(card)


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
