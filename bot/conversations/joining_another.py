"""« Suivre LYO-38 »: what a colleague asked already is followed, in the place of one's own request."""

from __future__ import annotations

from bot import suggesting
from bot.cards import Reply, ours
from bot.conversations import suggested
from bot.conversations.asked_already import is_the_same, may_be_known, tells_of
from bot.conversations.resolving import open_again, withdraw
from bot.followers import followed_by
from bot.permit import permitted
from bot.placing import level_now
from bot.requests import by_id, by_ref, record, refresh
from bot.suggesting import FOLLOW, FOLLOWED, NOT_SAME, SEEMS_ASKED, Suggestion, followers_of
from bot.talk import Talk, on_press
from bot.views import notices
from bot.views.parts import mention, one_line, sentences, strong
from storage.tables import Audience, Level, Person, Request

_TWIN = suggested.Question(SEEMS_ASKED, NOT_SAME, (), over="twin.over", kept="twin.kept")


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
    if talk.actor.id != request.requester_id:
        return talk.tell(notices.notice("twin.authors", Audience.PERSON, subject=request.ref, ref=request.ref))
    if last.other is None:
        return suggested.denied(talk, _TWIN, asked)
    other = by_id(talk.unit, last.other)
    if other.open and not (may_be_known(talk, other) and is_the_same(talk, request, other)):
        return suggested.denied(talk, _TWIN, asked)
    if not other.open:
        suggested.taken_back(talk, _TWIN, request, last)
        gone = notices.notice("twin.gone", Audience.PERSON, subject=request.ref, ref=request.ref, other=other.ref)
        return talk.tell(gone)
    record(talk.unit, request, FOLLOW, talk.actor.id, {"other": other.id, "reopened": request.reopened})
    record(talk.unit, other, FOLLOWED, talk.actor.id, {"by": request.id})
    withdraw(talk, request, talk.actor.id)
    refresh(talk.unit, other)
    holder = talk.unit.get(Person, other.assignee_id)
    has_it = ours("card.has_it", who=mention(holder)) if holder is not None else ()
    told = sentences(ours("twin.done", ref=strong(other.ref)), has_it)
    return talk.tell(one_line("twin.done", Audience.PERSON, told, other.ref))


@on_press("not_same")
def not_same(talk: Talk, value: str) -> Reply:
    """It is something else: nothing is left to press of that."""
    return suggested.denied(talk, _TWIN, _asked(talk, value))


def look_again(talk: Talk) -> None:
    """What was followed and changed, once a transaction: what tells of something else by now, elsewhere, or in
    private, leaves those who follow it with nobody at work for them, and theirs are open again."""
    for request_id in sorted(talk.unit.moved):
        for own in followers_of(talk.unit, request_id):
            other = by_id(talk.unit, request_id)
            if other.open and not _goes_on(talk, own, other):
                open_again(talk, own, None)


def _goes_on(talk: Talk, own: Request, other: Request) -> bool:
    if level_now(talk.charter, other) is not Level.STANDARD or other.site != own.site:
        return False
    return is_the_same(talk, own, other)


def taken_up_again(talk: Talk, own: Request, text: str) -> bool:
    """Open what follows another again, when its author makes it say something else that it asks for."""
    followed = followed_by(talk.unit, own)
    if followed is None or tells_of(talk, followed, text):
        return False
    open_again(talk, own, talk.actor.id)
    return True


def follow_no_more(talk: Talk, own: Request) -> None:
    """Its author took away what they asked: they are told of nothing that they followed in its place."""
    followed = followed_by(talk.unit, own)
    if followed is not None:
        record(talk.unit, own, NOT_SAME, None)
        refresh(talk.unit, followed)


def _asked(talk: Talk, ref: str) -> tuple[Request, Suggestion] | Reply:
    """The request that may be a colleague's too, and what was suggested of it; else what to tell whoever presses."""
    request = by_ref(talk.unit, ref)
    last = suggesting.suggested(talk.unit, request) if request is not None else None
    if request is not None and last is not None and last.joins(request) and permitted(talk, "correct", request) is None:
        return talk.tell(notices.notice("twin.already", Audience.PERSON, subject=request.ref, ref=request.ref))
    return suggested.asked(talk, _TWIN, request)
