"""Writing to the requester: an answer, or a question that the request then waits for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot import relay
from bot.cards import CloseForm, Done, FieldErrors, FormView, Reply, Text, ours
from bot.conversations.giving_back import returned
from bot.conversations.unread import unread_by_all
from bot.forms import accepted, in_form, open_form
from bot.notify import ping
from bot.permit import fitting, permitted
from bot.placing import may_read, spoken_in
from bot.reading import spoken
from bot.requests import by_id, change, places
from bot.talk import Talk, on_act, on_form, on_show
from bot.views import forms as views
from storage.tables import Audience, Form, Person, Place, Request, State

May = Callable[[Talk, Request], Reply | None]
Write = Callable[[Talk, Request, str, str, Place | None], None]


@on_act("wait", "attendre", "wait", "attente")
def wait(talk: Talk, request: Request, said: str = "") -> Reply:
    """The requester must answer first: they are asked, and their answer brings it back."""
    return _said(talk, request, said, "wait", _may_wait, _wait)


@on_act("reply", "répondre", "repondre", "reply")
def reply(talk: Talk, request: Request, said: str = "") -> Reply:
    """Answer the requester, under the assistant's own name."""
    return _said(talk, request, said, "reply", _may_reply, send)


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
    return _given(talk, form, values, _may_wait, _wait)


@on_form("reply")
def reply_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The answer to the requester."""
    return _given(talk, form, values, _may_reply, send)


def _said(talk: Talk, request: Request, said: str, form: str, may: May, write: Write) -> Reply:
    """What was said with the command, or a form to write it in."""
    refused = may(talk, request)
    if refused is not None:
        return returned(talk, refused, said)
    text = spoken(said)
    if not text:
        return open_form(talk, form, request)
    write(talk, request, text, talk.event.key, _typed_in(talk, request))
    return Done()


def _typed_in(talk: Talk, request: Request) -> Place | None:
    """Where its triage reads what was typed as it was typed: the author's own direct conversation."""
    where = talk.where
    if talk.event.kind != "message_posted" or where is None or where.kind != "direct":
        return None
    own = (each for each in places(talk.unit, request) if each.audience is Audience.TRIAGE)
    return next((each for each in own if each.identity_id == talk.actor.identity.id), None)


def _given(talk: Talk, form: Form, values: Mapping[str, str], may: May, write: Write) -> Reply:
    """What was written in the form, kept there when it may not be sent."""
    request = by_id(talk.unit, form.request_id or 0)
    refused = may(talk, request)
    if refused is not None:
        return in_form("text", refused)
    text = spoken(values.get("text", ""))
    if not text:
        return FieldErrors(errors={"text": ours("errors.say_something")})
    accepted(talk, form)
    write(talk, request, text, f"form:{form.id}", None)
    return CloseForm()


def _may_reply(talk: Talk, request: Request) -> Reply | None:
    return fitting(talk, "reply", request)


def send(
    talk: Talk, request: Request, text: str, key: str, origin: Place | None = None, author: Person | None = None
) -> None:
    """Send an answer to the requester, and keep when the first one was. `origin`: where it can be read already;
    `author`: who wrote it, if somebody else than who acts."""
    _write(talk, request, text, key, origin, "reply", "reply", author)


def _write(
    talk: Talk,
    request: Request,
    text: str,
    key: str,
    origin: Place | None,
    kind: str,
    act: str,
    author: Person | None = None,
    **columns: Any,
) -> None:
    """Say it to the requester as a message of that kind, and note that as the act that it is."""
    by = author or talk.actor.person
    message = relay.say(
        talk,
        request,
        by,
        kind,
        text,
        platform=talk.who.platform,
        conversation="desk",
        ts=key,
        said_at=talk.now,
        origin=origin,
    )
    first = {} if request.responded_at else {"responded_at": talk.now}
    change(talk.unit, request, act, by.id, {"words": message.words_id}, **first, **columns)
    unread_by_all(talk, request, message)


def _wait(talk: Talk, request: Request, text: str, key: str, origin: Place | None) -> None:
    _write(talk, request, text, key, origin, "question", "wait", state=State.WAITING)
    if not _stands_in_their_chat(talk, request):
        ping(talk.unit, talk.charter, request.requester_id, request, "question")


def _stands_in_their_chat(talk: Talk, request: Request) -> bool:
    """Whether its requester reads what is said to them in their direct conversation, where they would be told of it."""
    own = [each for each in spoken_in(places(talk.unit, request)) if each.audience is Audience.REQUESTER]
    return any(each.identity_id is not None and may_read(talk.unit, talk.charter, each, request) for each in own)


def _may_wait(talk: Talk, request: Request) -> Reply | None:
    """A second question may follow the first: only what is over cannot wait."""
    if request.state is State.WAITING:
        return permitted(talk, "wait", request)
    return fitting(talk, "wait", request)
