"""« Suivre LYO-38 »: what a colleague asked already is followed, in the place of one's own request."""

from __future__ import annotations

from bot.cards import Reply, ours
from bot.conversations.asked_already import may_be_known
from bot.conversations.resolving import withdraw
from bot.followers import FOLLOWED
from bot.permit import fitting, permitted
from bot.requests import by_id, by_ref, record, refresh
from bot.suggesting import FOLLOW, NOT_SAME, SEEMS_ASKED, Suggestion, suggested
from bot.talk import Talk, on_press
from bot.views import notices
from bot.views.parts import mention, one_line, sentences, strong
from storage.tables import Audience, Person, Request


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
    other = by_id(talk.unit, last.other or 0)
    if not other.open or not may_be_known(talk, other):
        _answered(talk, request)
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
    asked = _asked(talk, value)
    if not isinstance(asked, tuple):
        return asked
    request, last = asked
    if last.act == SEEMS_ASKED:
        _answered(talk, request)
    return talk.tell(notices.notice("twin.kept", Audience.PERSON, subject=request.ref, ref=request.ref))


def _asked(talk: Talk, ref: str) -> tuple[Request, Suggestion] | Reply:
    """The request that may be a colleague's too, and what was suggested of it; else what to tell whoever presses."""
    request = by_ref(talk.unit, ref)
    if request is None:
        return talk.tell(notices.refusal("not_found", ()))
    last = suggested(talk.unit, request)
    if last is not None and last.joins(request) and permitted(talk, "correct", request) is None:
        return talk.tell(notices.notice("twin.already", Audience.PERSON, subject=request.ref, ref=request.ref))
    refused = fitting(talk, "correct", request, "twin.over")
    if refused is not None:
        return refused
    if last is None or last.act not in (SEEMS_ASKED, NOT_SAME):
        return talk.tell(notices.notice("errors.stale_button", Audience.PERSON))
    return request, last


def _answered(talk: Talk, request: Request) -> None:
    record(talk.unit, request, NOT_SAME, talk.actor.id)
    refresh(talk.unit, request)
