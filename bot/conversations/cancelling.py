"""« Annuler LYO-42 », pressed where someone ordered to cancel a thing by its name, and was asked of which request."""

from __future__ import annotations

from bot.cards import Reply
from bot.conversations.choosing import source_in
from bot.conversations.doubting import settle_line
from bot.conversations.giving_up import orders
from bot.conversations.keeping import is_asked_of_request, let_go, put, read_source, settle_doubt
from bot.conversations.making import carry
from bot.conversations.resolving import withdraw
from bot.conversations.undecided import undecided_of
from bot.permit import permitted
from bot.reading import is_personal
from bot.requests import by_ref
from bot.talk import Talk, on_press
from bot.views import notices, questions
from storage import words as wordstore
from storage.tables import Audience, Request, Source, SourceState, State


@on_press("give_up")
def give_up(talk: Talk, value: str) -> Reply:
    """It is that request, says its author: it is cancelled, and whoever works on it reads why."""
    source, ref = source_in(talk.unit, value)
    request = by_ref(talk.unit, ref) if ref else None
    own = source is not None and source.author_id == talk.actor.id
    if source is None or request is None or not own or request.requester_id != talk.actor.id:
        return talk.tell(notices.refusal("not_found", ()))
    if source.state not in (SourceState.ASKED, SourceState.MAYBE):
        return put(talk, source, notices.notice("private.over", Audience.PERSON))
    refused = permitted(talk, "cancel", request)
    if refused is not None:
        return refused
    if not request.open:
        return talk.tell(notices.notice("cancel.over", Audience.PERSON, subject=request.ref, ref=request.ref))
    if source.state is SourceState.MAYBE:
        settle_line(talk, source, questions.maybe_decided(None, talk.actor.person))
    told = request.state is not State.NEW and not is_personal(request, read_source(talk, source))
    withdraw(talk, request, talk.actor.id)
    if told:
        carry(talk, talk.actor, request, source)
    let_go(talk.unit, talk.unit.need(Source, source.id), SourceState.DISMISSED)
    _leave_the_same(talk, request)
    return put(talk, source, notices.notice("give_up.cancelled", Audience.PERSON, subject=request.ref, ref=request.ref))


def _leave_the_same(talk: Talk, request: Request) -> None:
    """The same order, typed twice: nothing is left to ask of the other."""
    for each in undecided_of(talk, talk.actor.id):
        if not is_asked_of_request(talk.unit, each) or not each.words_id:
            continue
        if orders(talk, each, wordstore.read_one(talk.unit, each.words_id), request):
            if each.state is SourceState.MAYBE:
                settle_line(talk, each, questions.maybe_decided(None, talk.actor.person))
            told = notices.notice("give_up.cancelled", Audience.PERSON, subject=request.ref, ref=request.ref)
            settle_doubt(talk, talk.actor, each, told)
            let_go(talk.unit, each, SourceState.DISMISSED)
