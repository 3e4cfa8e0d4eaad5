"""Working a request: urgent, waiting for the requester, replying, handing over to another service or site, alerting."""

from __future__ import annotations

from bot import relay
from bot.cards import CloseForm, Done, FieldErrors, Reply, ours
from bot.conversations.correcting import set_service, set_site, set_urgent
from bot.forms import accepted, open_form
from bot.notify import ping
from bot.permit import permitted
from bot.placing import coordinators, workers
from bot.requests import by_id, change, record
from bot.talk import Talk, on_act, on_form
from bot.views import forms as views
from bot.views import notices
from storage import words as wordstore
from storage.tables import Audience, Form, Request, State


@on_act("urgent", "urgent")
def urgent(talk: Talk, request: Request, said: str = "") -> Reply:
    """Make it urgent; pressed again by whoever may, it no longer is. `on` and `off` say which."""
    refused = permitted(talk, "urgent", request)
    if refused is not None:
        return refused
    if not request.open:
        return talk.tell(notices.notice("claim.over", Audience.PERSON, subject=request.ref, ref=request.ref))
    wanted = said.strip() != "off" if said.strip() in ("on", "off") else not request.urgent
    changed = wanted != request.urgent
    set_urgent(talk, request, wanted)
    if wanted and changed:
        told = (
            [request.assignee_id]
            if request.assignee_id
            else [each.id for each in workers(talk.unit, talk.charter, request)]
        )
        for person_id in told:
            if person_id is not None and person_id != talk.actor.id:
                ping(talk.unit, talk.charter, person_id, request, "urgent")
    return Done()


@on_act("wait", "attendre", "wait", "attente")
def wait(talk: Talk, request: Request, said: str = "") -> Reply:
    """The requester must answer first: they are asked, and their answer brings it back."""
    refused = permitted(talk, "wait", request)
    if refused is not None:
        return refused
    if not request.open:
        return talk.tell(notices.notice("claim.over", Audience.PERSON, subject=request.ref, ref=request.ref))
    if not said.strip():
        return open_form(talk, "wait", request, lambda form: views.wait_form(form, {}))
    _wait(talk, request, said.strip(), f"{talk.event.key}")
    return Done()


@on_form("wait")
def wait_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The question to the requester."""
    assert form.request_id is not None
    request = by_id(talk.unit, form.request_id)
    refused = permitted(talk, "wait", request)
    if refused is not None:
        return refused
    text = values.get("text", "").strip()
    if not text:
        return FieldErrors(errors={"text": ours("errors.say_something")})
    accepted(talk, form)
    _wait(talk, request, text, f"form:{form.id}")
    return CloseForm()


@on_act("reply", "répondre", "repondre", "reply")
def reply(talk: Talk, request: Request, said: str = "") -> Reply:
    """Answer the requester, under the assistant's own name."""
    refused = permitted(talk, "reply", request)
    if refused is not None:
        return refused
    if not said.strip():
        return open_form(talk, "reply", request, lambda form: views.reply_form(form, {}))
    send_reply(talk, request, said.strip(), talk.event.key)
    return Done()


@on_form("reply")
def reply_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The answer to the requester."""
    assert form.request_id is not None
    request = by_id(talk.unit, form.request_id)
    refused = permitted(talk, "reply", request)
    if refused is not None:
        return refused
    text = values.get("text", "").strip()
    if not text:
        return FieldErrors(errors={"text": ours("errors.say_something")})
    accepted(talk, form)
    send_reply(talk, request, text, f"form:{form.id}")
    return CloseForm()


@on_act("transfer", "transférer", "transferer", "transfer")
def transfer(talk: Talk, request: Request, said: str = "") -> Reply:
    """To another service or site, named here or chosen in a form."""
    refused = permitted(talk, "transfer", request)
    if refused is not None:
        return refused
    wanted = said.strip()
    if talk.charter.service(wanted) is not None or talk.charter.site(wanted) is not None:
        _transfer(
            talk,
            request,
            wanted if talk.charter.service(wanted) else None,
            wanted if talk.charter.site(wanted) else None,
        )
        return Done()
    values = {"service": request.service or "", "site": request.site}
    return open_form(talk, "transfer", request, lambda form: views.transfer_form(form, talk.charter, values))


@on_form("transfer")
def transfer_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The service and site chosen."""
    assert form.request_id is not None
    request = by_id(talk.unit, form.request_id)
    refused = permitted(talk, "transfer", request)
    if refused is not None:
        return refused
    service, site = values.get("service") or None, values.get("site") or None
    if service and talk.charter.service(service) is None:
        return FieldErrors(errors={"service": ours("errors.choose_service")})
    if site and talk.charter.site(site) is None:
        return FieldErrors(errors={"site": ours("errors.choose_site")})
    accepted(talk, form)
    _transfer(talk, request, service, site)
    return CloseForm()


@on_act("escalate", "escalade", "escalate", "alerter")
def escalate(talk: Talk, request: Request, said: str = "") -> Reply:
    """Tell the coordinators now, and say so."""
    refused = permitted(talk, "escalate", request)
    if refused is not None:
        return refused
    if not request.open:
        return talk.tell(notices.notice("claim.over", Audience.PERSON, subject=request.ref, ref=request.ref))
    reason = said.strip()
    words_id = wordstore.keep(talk.unit, reason, "reason", talk.actor.id, request.level) if reason else None
    record(talk.unit, request, "escalate", talk.actor.id, {"words": words_id})
    for person in coordinators(talk.unit, talk.charter, request):
        if person.id is not None and person.id != talk.actor.id:
            ping(talk.unit, talk.charter, person.id, request, "escalated")
    return talk.tell(notices.notice("escalate.told", Audience.PERSON, subject=request.ref, ref=request.ref))


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


def _transfer(talk: Talk, request: Request, service: str | None, site: str | None) -> None:
    before = {"service": request.service, "site": request.site}
    if service is not None:
        set_service(talk, request, service)
    if site is not None:
        set_site(talk, request, site)
    if before == {"service": request.service, "site": request.site}:
        return
    assignee = request.assignee_id
    able = {each.id for each in workers(talk.unit, talk.charter, request)}
    if assignee is not None and assignee not in able:
        change(
            talk.unit,
            request,
            "transfer",
            talk.actor.id,
            {"from": assignee},
            assignee_id=None,
            state=State.NEW,
            claimed_at=None,
        )
    else:
        record(talk.unit, request, "transfer", talk.actor.id, {"to_service": request.service, "to_site": request.site})
