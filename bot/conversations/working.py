"""Working a request: urgent, handing over to another service or site, alerting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards import Card, CloseForm, Done, FieldErrors, FormView, Reply, Text, ours
from bot.conversations.correcting import move, moved, set_urgent, unmoved
from bot.conversations.disclosing import told_withheld
from bot.conversations.giving_back import kept_apart, returned
from bot.forms import accepted, in_form, open_form, overtaken, typed
from bot.notify import ping, told_lately
from bot.permit import fitting
from bot.placing import contact_for, coordinators, workers
from bot.reading import spoken
from bot.requests import by_id, record
from bot.talk import Talk, on_act, on_form, on_show
from bot.views import forms as views
from bot.views import notices
from bot.views.facts import load_facts
from storage import words as wordstore
from storage.rows import id_of
from storage.tables import Audience, Form, Level, Person, Request


@on_act("urgent", "urgent")
def urgent(talk: Talk, request: Request, said: str = "") -> Reply:
    """Make it urgent; said again it still is. `off`, on the button too, says that it no longer is."""
    refused = fitting(talk, "urgent", request)
    if refused is not None:
        return refused
    wanted = said.strip().casefold() != "off"
    changed = wanted != request.urgent
    told: set[int] = set()
    set_urgent(talk, request, wanted)
    if wanted and changed:
        pool = [id_of(each) for each in workers(talk.unit, talk.charter, request)]
        told = {request.assignee_id} if request.assignee_id is not None else set(pool)
        told.discard(talk.actor.id)
        for person_id in sorted(told):
            ping(talk.unit, talk.charter, person_id, request, "urgent")
    if talk.event.kind == "reaction_added":
        return Done()
    facts = load_facts(talk.unit, talk.charter, request)
    return talk.tell(notices.urgency(facts, tells=bool(told), changed=changed))


@on_act("transfer", "transférer", "transferer", "transfer")
def transfer(talk: Talk, request: Request, said: str = "") -> Reply:
    """To another service or site, named here or chosen in a form."""
    refused = fitting(talk, "transfer", request)
    if refused is not None:
        return refused
    wanted = said.strip()
    if talk.charter.lists_service(wanted) or talk.charter.lists_site(wanted):
        part = "service" if talk.charter.lists_service(wanted) else "site"
        return moved(talk, request) if _transfer(talk, request, {part: wanted}) else unmoved(talk, request)
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
    return CloseForm(card=told_withheld(talk, request))


@on_act("escalate", "escalade", "escalate", "alerter")
def escalate(talk: Talk, request: Request, said: str = "") -> Reply:
    """Tell the coordinators now, and say so."""
    refused = fitting(talk, "escalate", request)
    if refused is not None:
        return returned(talk, refused, said)
    reason = spoken(said)
    apart = kept_apart(talk, request, reason) if reason else None
    told = reason if apart is None else ""
    words_id = wordstore.keep(talk.unit, told, "reason", talk.actor.id, request.level) if told else None
    record(talk.unit, request, "escalate", talk.actor.id, {"words": words_id})
    card = _alerted(talk, request, noted=words_id is not None)
    if apart is None:
        return talk.tell(card)
    return returned(talk, talk.tell(notices.with_apart(card, apart)), reason)


def _alerted(talk: Talk, request: Request, *, noted: bool) -> Card:
    """Tell them; what whoever alerted is told of it. `noted`: they gave a reason that is kept."""
    told = [each for each in _who_steers(talk, request) if each.id != talk.actor.id]
    waiting = [each for each in told if not told_lately(talk.unit, id_of(each), request, "escalated")]
    for person in waiting:
        ping(talk.unit, talk.charter, id_of(person), request, "escalated")
    if told and not waiting:
        key = "escalate.already_noted" if noted else "escalate.already"
        return notices.notice(key, Audience.PERSON, subject=request.ref, ref=request.ref)
    if told and request.level is Level.CONFIDENTIAL:
        return notices.told_in_private(request, told)
    key = "escalate.told" if told else "escalate.nobody"
    return notices.notice(key, Audience.PERSON, subject=request.ref, ref=request.ref)


def _who_steers(talk: Talk, request: Request) -> list[Person]:
    """Its coordinators; for a confidential one whoever has it, and the company's own person for such matters."""
    if request.level is not Level.CONFIDENTIAL:
        return coordinators(talk.unit, talk.charter, request)
    holder, contact = talk.unit.get(Person, request.assignee_id), contact_for(talk.unit, talk.charter, request)
    return list({each.id: each for each in (holder, contact) if each is not None}.values())


def _stands(request: Request) -> dict[str, str]:
    return {"service": request.service or views.OTHER, "site": request.site}


def _transfer(talk: Talk, request: Request, wanted: Mapping[str, str | None]) -> bool:
    """False when it is of that service and site already."""
    had = request.assignee_id
    if not move(talk, request, wanted):
        return False
    facts = {"to_service": request.service, "to_site": request.site, "from": had}
    record(talk.unit, request, "transfer", talk.actor.id, facts)
    return True
