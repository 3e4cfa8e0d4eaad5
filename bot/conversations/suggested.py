"""What the desk suggests of a request on its card, answered: who may, what stands, and its question taken back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import Reply
from bot.permit import fitting
from bot.requests import record, refresh
from bot.suggesting import Suggestion, suggested
from bot.talk import Talk
from bot.views import notices
from storage.tables import Audience, Request


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is suggested: the acts that ask it, that say no to it, that do it; how it is said that the request
    is over, or goes on as it is."""

    asks: str
    no: str
    does: tuple[str, ...]
    over: str
    kept: str


def asked(talk: Talk, question: Question, request: Request | None) -> tuple[Request, Suggestion] | Reply:
    """The request of which it was suggested, and that, or what was answered; else what to tell whoever presses."""
    if request is None:
        return talk.tell(notices.refusal("not_found", ()))
    refused = fitting(talk, "correct", request, question.over)
    if refused is not None:
        return refused
    last = suggested(talk.unit, request)
    if last is None or last.act not in (question.asks, question.no, *question.does):
        return talk.tell(notices.notice("errors.stale_button", Audience.PERSON))
    return request, last


def denied(talk: Talk, question: Question, found: tuple[Request, Suggestion] | Reply) -> Reply:
    """It is not so, says somebody: the request stands as it is."""
    if not isinstance(found, tuple):
        return found
    request, last = found
    taken_back(talk, question, request, last)
    return talk.tell(notices.notice(question.kept, Audience.PERSON, subject=request.ref, ref=request.ref))


def taken_back(talk: Talk, question: Question, request: Request, last: Suggestion) -> None:
    """Nothing is left to press of it, where it still stands."""
    if last.act == question.asks:
        record(talk.unit, request, question.no, talk.actor.id)
        refresh(talk.unit, request)
