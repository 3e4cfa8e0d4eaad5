"""Working a request: urgent, waiting for the requester, replying, handing over to another service or site, alerting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import relay
from bot.cards import CloseForm, Done, FieldErrors, FormView, Reply, Text, ours
from bot.conversations.correcting import move, set_urgent
from bot.forms import accepted, in_form, open_form, overtaken, typed
from bot.notify import ping
from bot.permit import fitting, permitted
from bot.placing import contact_for, coordinators, workers
from bot.reading import spoken
from bot.requests import by_id, change, record
from bot.talk import Talk, on_act, on_form, on_show
from bot.views import forms as views
from bot.views import notices
from bot.views.facts import load_facts
from storage import words as wordstore
from storage.rows import id_of
from storage.tables import Audience, Form, Level, Person, Request, State


@on_act("urgent", "urgent")
def urgent(talk: Talk, request: Request, said: str = "") -> Reply:
    """Make it urgent; pressed again by whoever may, it no longer is. `on` and `off` say which."""
    refused = fitting(talk, "urgent", request)
    if refused is not None:
        return refused
    wanted = said.strip() != "off" if said.strip() in ("on", "off") else not request.urgent
    changed = wanted != request.urgent
    told: set[int] = set()
    set_urgent(talk, request, wanted)
    if wanted and changed:
        pool = [id_of(each) for each in workers(talk.unit, talk.charter, request)]
        told = {request.assignee_id} if request.assignee_id is not None else set(pool)
        told.discard(talk.actor.id)
        for person_id in sorted(told):
            ping(talk.unit, talk.charter, person_id, request, "urgent")
    if talk.event.kind in ("button_pressed", "command_given"):
        return talk.tell(notices.urgency(load_facts(talk.unit, talk.charter, request), tells=bool(told)))
    return Done()


@on_act("wait", "attendre", "wait", "attente")
def wait(talk: Talk, request: Request, said: str = "") -> Reply:
    """The requester must answer first: they are asked, and their answer brings it back."""
    refused = _may_wait(talk, request)
    if refused is not None:
        return refused
    if not spoken(said):
        return open_form(talk, "wait", request)
    _wait(talk, request, said.strip(), talk.event.key)
    return Done()


@on_show("wait")
def wait_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """The question to the requester, to be written."""
    return views.wait_form(form.id, values, lines=lines)


@on_form("wait")
def wait_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The question to the requester."""
    request = by_id(talk.unit, form.request_id or 0)
    refused = _may_wait(talk, request)
    if refused is not None:
        return in_form("text", refused)
    text = spoken(values.get("text", ""))
    if not text:
        return FieldErrors(errors={"text": ours("errors.say_something")})
    accepted(talk, form)
    _wait(talk, request, text, f"form:{form.id}")
    return CloseForm()


@on_act("reply", "répondre", "repondre", "reply")
def reply(talk: Talk, request: Request, said: str = "") -> Reply:
    """Answer the requester, under the assistant's own name."""
    refused = fitting(talk, "reply", request)
    if refused is not None:
        return refused
    if not spoken(said):
        return open_form(talk, "reply", request)
    send_reply(talk, request, said.strip(), talk.event.key)
    return Done()


@on_show("reply")
def reply_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """The answer to the requester, to be written."""
    return views.reply_form(form.id, values, lines=lines)


@on_form("reply")
def reply_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The answer to the requester."""
    request = by_id(talk.unit, form.request_id or 0)
    refused = fitting(talk, "reply", request)
    if refused is not None:
        return in_form("text", refused)
    text = spoken(values.get("text", ""))
    if not text:
        return FieldErrors(errors={"text": ours("errors.say_something")})
    accepted(talk, form)
    send_reply(talk, request, text, f"form:{form.id}")
    return CloseForm()


@on_act("transfer", "transférer", "transferer", "transfer")
def transfer(talk: Talk, request: Request, said: str = "") -> Reply:
    """To another service or site, named here or chosen in a form."""
    refused = fitting(talk, "transfer", request)
    if refused is not None:
        return refused
    wanted = said.strip()
    if talk.charter.lists_service(wanted) or talk.charter.lists_site(wanted):
        part = "service" if talk.charter.lists_service(wanted) else "site"
        _transfer(talk, request, {part: wanted})
        return Done()
    return open_form(talk, "transfer", request, _stands(request))


@on_show("transfer")
def transfer_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """The services and sites to choose from."""
    return views.transfer_form(form.id, talk.charter, values, lines=lines)


@on_form("transfer")
def transfer_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The service and site chosen."""
    request = by_id(talk.unit, form.request_id or 0)
    refused = fitting(talk, "transfer", request)
    if refused is not None:
        return in_form("service", refused)
    chosen = typed(form, values)
    service, site = chosen.get("service"), chosen.get("site")
    if service is not None and service != views.OTHER and not talk.charter.lists_service(service):
        return FieldErrors(errors={"service": ours("errors.choose_service")})
    if site is not None and not talk.charter.lists_site(site):
        return FieldErrors(errors={"site": ours("errors.choose_site")})
    changed = overtaken(talk, form, request, values, _stands(request))
    if changed is not None:
        return changed
    accepted(talk, form)
    wanted: dict[str, str | None] = {name: value for name, value in chosen.items() if name in ("service", "site")}
    if wanted.get("service") == views.OTHER:
        wanted["service"] = None
    _transfer(talk, request, wanted)
    return CloseForm()


@on_act("escalate", "escalade", "escalate", "alerter")
def escalate(talk: Talk, request: Request, said: str = "") -> Reply:
    """Tell the coordinators now, and say so."""
    refused = fitting(talk, "escalate", request)
    if refused is not None:
        return refused
    reason = spoken(said)
    words_id = wordstore.keep(talk.unit, reason, "reason", talk.actor.id, request.level) if reason else None
    record(talk.unit, request, "escalate", talk.actor.id, {"words": words_id})
    told = [each for each in _who_steers(talk, request) if each.id != talk.actor.id]
    for person in told:
        ping(talk.unit, talk.charter, id_of(person), request, "escalated")
    key = "escalate.told" if request.level is not Level.CONFIDENTIAL else "escalate.told_in_private"
    if not told:
        key = "escalate.nobody"
    return talk.tell(notices.notice(key, Audience.PERSON, subject=request.ref, ref=request.ref))


def _who_steers(talk: Talk, request: Request) -> list[Person]:
    """Its coordinators; for a confidential one whoever has it, and the company's own person for such matters."""
    if request.level is not Level.CONFIDENTIAL:
        return coordinators(talk.unit, talk.charter, request)
    holder, contact = talk.unit.get(Person, request.assignee_id), contact_for(talk.unit, talk.charter)
    return list({each.id: each for each in (holder, contact) if each is not None}.values())


def send_reply(talk: Talk, request: Request, text: str, key: str) -> None:
    """Send an answer to the requester, and keep when the first one was."""
    message = relay.say(
        talk,
        request,
        talk.actor.person,
        "reply",
        text,
        platform=talk.who.platform,
        conversation="desk",
        ts=key,
        said_at=talk.now,
        origin=None,
    )
    first = {} if request.responded_at else {"responded_at": talk.now}
    change(talk.unit, request, "reply", talk.actor.id, {"words": message.words_id}, **first)


def _wait(talk: Talk, request: Request, text: str, key: str) -> None:
    send_reply(talk, request, text, key)
    change(talk.unit, request, "wait", talk.actor.id, state=State.WAITING)
    ping(talk.unit, talk.charter, request.requester_id, request, "question")


def _may_wait(talk: Talk, request: Request) -> Reply | None:
    """A second question may follow the first: only what is over cannot wait."""
    if request.state is State.WAITING:
        return permitted(talk, "wait", request)
    return fitting(talk, "wait", request)


def _stands(request: Request) -> dict[str, str]:
    return {"service": request.service or views.OTHER, "site": request.site}


def _transfer(talk: Talk, request: Request, wanted: Mapping[str, str | None]) -> None:
    had = request.assignee_id
    if move(talk, request, wanted):
        facts = {"to_service": request.service, "to_site": request.site, "from": had}
        record(talk.unit, request, "transfer", talk.actor.id, facts)
