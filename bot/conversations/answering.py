"""Writing to the requester: an answer, or a question that the request then waits for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot import reviews
from bot.cards import CloseForm, Done, FieldErrors, FormView, Reply, Text, ours
from bot.conversations.accompanying import write
from bot.conversations.giving_back import returned
from bot.forms import accepted, in_form, open_form
from bot.permit import fitting, permitted
from bot.reading import spoken
from bot.requests import by_id, places
from bot.talk import Talk, on_act, on_form, on_show
from bot.views import forms as views
from storage.tables import Audience, Form, Place, Request, State

May = Callable[[Talk, Request], Reply | None]


@on_act("wait", "attendre", "wait", "attente")
def wait(talk: Talk, request: Request, said: str = "") -> Reply:
    """The requester must answer first: they are asked, and their answer brings it back."""
    return _said(talk, request, said, "wait", _may_wait, reviews.QUESTION)


@on_act("reply", "répondre", "repondre", "reply")
def reply(talk: Talk, request: Request, said: str = "") -> Reply:
    """Answer the requester, under the assistant's own name."""
    return _said(talk, request, said, "reply", _may_reply, reviews.REPLY)


@on_show("wait")
def wait_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """The question to the requester, to be written."""
    return views.wait_form(form.id, values, lines=lines)


@on_show("reply")
def reply_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """The answer to the requester, to be written."""
    return views.reply_form(form.id, values, lines=lines)


@on_form("wait")
def wait_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The question to the requester."""
    return _given(talk, form, values, _may_wait, reviews.QUESTION)


@on_form("reply")
def reply_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The answer to the requester."""
    return _given(talk, form, values, _may_reply, reviews.REPLY)


def _said(talk: Talk, request: Request, said: str, form: str, may: May, kind: str) -> Reply:
    """What was said with the command, or a form to write it in."""
    refused = may(talk, request)
    if refused is not None:
        return returned(talk, refused, said)
    text = spoken(said)
    if not text:
        return open_form(talk, form, request)
    told = write(talk, request, text, kind, talk.event.key, _typed_in(talk, request))
    return talk.tell(told) if told is not None else Done()


def _typed_in(talk: Talk, request: Request) -> Place | None:
    """Where its triage reads what was typed as it was typed: the author's own direct conversation."""
    where = talk.where
    if talk.event.kind != "message_posted" or where is None or where.kind != "direct":
        return None
    own = (each for each in places(talk.unit, request) if each.audience is Audience.TRIAGE)
    return next((each for each in own if each.identity_id == talk.actor.identity.id), None)


def _given(talk: Talk, form: Form, values: Mapping[str, str], may: May, kind: str) -> Reply:
    """What was written in the form, kept there when it may not be sent."""
    request = by_id(talk.unit, form.request_id or 0)
    refused = may(talk, request)
    if refused is not None:
        return in_form("text", refused)
    text = spoken(values.get("text", ""))
    if not text:
        return FieldErrors(errors={"text": ours("errors.say_something")})
    accepted(talk, form)
    return CloseForm(card=write(talk, request, text, kind, f"form:{form.id}", None))


def _may_reply(talk: Talk, request: Request) -> Reply | None:
    return fitting(talk, "reply", request)


def _may_wait(talk: Talk, request: Request) -> Reply | None:
    """A second question may follow the first: only what is over cannot wait."""
    if request.state is State.WAITING:
        return permitted(talk, "wait", request)
    return fitting(talk, "wait", request)
