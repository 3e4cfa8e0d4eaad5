"""Working a request: urgent, handing over to another service or site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards import CloseForm, Done, FieldErrors, FormView, Reply, Text, ours
from bot.conversations.correcting import move, moved, set_urgent, unmoved, unmoved_card
from bot.conversations.disclosing import told_withheld
from bot.forms import accepted, in_form, open_form, overtaken, typed
from bot.notify import ping
from bot.permit import fitting
from bot.placing import workers
from bot.requests import by_id, record
from bot.talk import Talk, on_act, on_form, on_show
from bot.views import forms as views
from bot.views import notices
from bot.views.facts import load_facts
from storage.rows import id_of
from storage.tables import Form, Request


@on_act("urgent", "urgent")
def urgent(talk: Talk, request: Request, said: str = "", *, sign: str | None = None) -> Reply:
    """Make it urgent; said again it still is. `off`, on the button too, says that it no longer is. `sign`: the
    reaction that says so."""
    refused = fitting(talk, "urgent", request)
    if refused is not None:
        return refused
    wanted = said.strip().casefold() != "off"
    changed = wanted != request.urgent
    told: set[int] = set()
    set_urgent(talk, request, wanted, sign)
    if wanted and changed:
        pool = [id_of(each) for each in workers(talk.unit, talk.charter, request)]
        told = {request.assignee_id} if request.assignee_id is not None else set(pool)
        told.discard(talk.actor.id)
        for person_id in sorted(told):
            ping(talk.unit, talk.charter, person_id, request, "urgent")
    if talk.event.kind in ("reaction_added", "reaction_removed"):
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
    if not _transfer(talk, request, wanted):
        return CloseForm(card=unmoved_card(request))
    return CloseForm(card=told_withheld(talk, request))


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
