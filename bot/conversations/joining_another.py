"""« Suivre LYO-38 »: what a colleague asked already is followed, in the place of one's own request."""

from __future__ import annotations

from bot import suggesting
from bot.cards import Reply, ours
from bot.conversations import suggested
from bot.conversations.asked_already import may_be_known
from bot.conversations.resolving import withdraw
from bot.followers import FOLLOWED
from bot.permit import permitted
from bot.requests import by_id, by_ref, record
from bot.suggesting import FOLLOW, NOT_SAME, SEEMS_ASKED, Suggestion
from bot.talk import Talk, on_press
from bot.views import notices
from bot.views.parts import mention, one_line, sentences, strong
from storage.tables import Audience, Person, Request

_TWIN = suggested.Question(SEEMS_ASKED, NOT_SAME, (), "twin")


@on_press("follow")
def follow(talk: Talk, value: str) -> Reply:
    """Its author follows the other one: theirs is over, and they are told what becomes of that. Opened again, it is
    theirs again."""
    asked = _asked(talk, value)
    if not isinstance(asked, tuple):
        return asked
    request, last = asked
    refused = permitted(talk, "cancel", request)
    if refused is not None:
        return refused
    if last.other is None:
        return suggested.denied(talk, _TWIN, asked)
    other = by_id(talk.unit, last.other)
    if not other.open or not may_be_known(talk, other):
        suggested.taken_back(talk, _TWIN, request, last)
        gone = notices.notice("twin.gone", Audience.PERSON, subject=request.ref, ref=request.ref, other=other.ref)
        return talk.tell(gone)
    record(talk.unit, request, FOLLOW, talk.actor.id, {"other": other.id, "reopened": request.reopened})
    record(talk.unit, other, FOLLOWED, talk.actor.id, {"by": request.id})
    withdraw(talk, request, talk.actor.id)
    holder = talk.unit.get(Person, other.assignee_id)
    has_it = ours("card.has_it", who=mention(holder)) if holder is not None else ()
    told = sentences(ours("twin.done", ref=strong(other.ref)), has_it)
    return talk.tell(one_line("twin.done", Audience.PERSON, told, other.ref))


@on_press("not_same")
def not_same(talk: Talk, value: str) -> Reply:
    """It is something else: nothing is left to press of that."""
    return suggested.denied(talk, _TWIN, _asked(talk, value))


def _asked(talk: Talk, ref: str) -> tuple[Request, Suggestion] | Reply:
    """The request that may be a colleague's too, and what was suggested of it; else what to tell whoever presses."""
    request = by_ref(talk.unit, ref)
    last = suggesting.suggested(talk.unit, request) if request is not None else None
    if request is not None and last is not None and last.joins(request) and permitted(talk, "correct", request) is None:
        return talk.tell(notices.notice("twin.already", Audience.PERSON, subject=request.ref, ref=request.ref))
    return suggested.asked(talk, _TWIN, request)
