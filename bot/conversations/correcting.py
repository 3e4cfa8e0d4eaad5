"""Correcting what was understood: service, site, due date, urgency. Each correction is kept, to be learned from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from bot.cards import CloseForm, Done, FieldErrors, Reply
from bot.charter import Channel
from bot.creation import iso, route
from bot.dates import read_due
from bot.forms import accepted, open_form
from bot.people import Actor
from bot.permit import permitted
from bot.placing import settle
from bot.policies.confidentiality import level_after, level_of
from bot.policies.targets import promise
from bot.reading import again
from bot.requests import by_id, change, sources_of
from bot.talk import Talk, on_act, on_form
from bot.understanding import Grain, Reading, When
from bot.views import forms as views
from storage import words as wordstore
from storage.rows import table_of
from storage.tables import Form, Journal, Level, Person, Request, Words
from storage.unit import Unit


@on_act("correct", "corriger", "correct")
def correct(talk: Talk, request: Request, said: str) -> Reply:
    """`service:travel`, `site:lyon`, or `due`, which opens a small form."""
    refused = permitted(talk, "correct", request)
    if refused is not None:
        return refused
    part, _, value = said.strip().partition(":")
    if part == "due" and not value:
        return open_form(talk, "due", request, lambda form: views.due_form(form, {"due": _day(request)}))
    if part == "service" and (talk.charter.service(value) is not None or value == "other"):
        set_service(talk, request, None if value == "other" else value)
        return Done()
    if part == "site" and talk.charter.site(value) is not None:
        set_site(talk, request, value)
        return Done()
    return open_form(talk, "due", request, lambda form: views.due_form(form, {"due": _day(request)}))


@on_form("due")
def due_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The form's date: read as in a message, refused in place when it is past or is none."""
    assert form.request_id is not None
    request = by_id(talk.unit, form.request_id)
    refused = permitted(talk, "correct", request)
    if refused is not None:
        return refused
    said = values.get("due", "").strip()
    when, problem = read_due(talk, said, request.site)
    if problem is not None:
        return FieldErrors(errors={"due": problem})
    if iso(when) != request.due:
        set_due(talk, request, when)
    accepted(talk, form)
    return CloseForm()


def set_service(talk: Talk, request: Request, service: str | None) -> None:
    """Another service: level, promise, routing and places follow."""
    if service == request.service:
        return
    sensitive = request.level is Level.CONFIDENTIAL and not _was_confidential(talk, request)
    level = level_after(
        talk.charter, request.level, service, sensitive, by_requester=talk.actor.id == request.requester_id
    )
    _correct(talk, request, "service", request.service, service, service=service, level=level)


def set_site(talk: Talk, request: Request, site: str) -> None:
    """Another site: the reference stays, for a reference is for ever; hours and people follow."""
    if site != request.site:
        _correct(talk, request, "site", request.site, site, site=site)


def set_due(talk: Talk, request: Request, due: When | None) -> None:
    """Another due date."""
    values = {"due": iso(due), "due_grain": due.grain.value if due else None}
    _correct(talk, request, "due", request.due, iso(due), **values)


def set_urgent(talk: Talk, request: Request, urgent: bool) -> None:
    """Urgent, or no longer."""
    if urgent != request.urgent:
        _correct(talk, request, "urgent", request.urgent, urgent, urgent=urgent)


def reread(talk: Talk, actor: Actor | None, request: Request, text: str, channel: Channel | None, act: str) -> None:
    """The words changed: what nobody has corrected is read again from them."""
    reading = again(talk, text, channel, direct=True)
    corrected = corrected_parts(talk.unit, request)
    values: dict[str, Any] = {}
    if "service" not in corrected and reading.service.value and reading.service.value != request.service:
        values["service"] = reading.service.value
    if "site" not in corrected and reading.site.value:
        values["site"] = reading.site.value
    if "urgent" not in corrected:
        values["urgent"] = request.urgent or reading.urgent.value
    if "due" not in corrected:
        values |= _dates(talk, request, reading)
    sensitive = reading.sensitive.value or request.level is Level.CONFIDENTIAL
    values["level"] = level_of(talk.charter, values.get("service", request.service), sensitive)
    _follow(talk, request, values)
    change(talk.unit, request, act, actor.id if actor else None, {"words": request.words_id}, **values)
    settle(talk.unit, talk.charter, talk.platforms, request)


def rewrite(talk: Talk, request: Request, whole: str) -> None:
    """The request's words, when it was asked in several messages: a text of its own, beside each message's."""
    if message_words(talk.unit, request, request.words_id):
        words_id = wordstore.keep(talk.unit, whole, "ask", request.requester_id, request.level)
        talk.unit.change(request, words_id=words_id)
    else:
        wordstore.replace(talk.unit, request.words_id, whole)


def message_words(unit: Unit, request: Request, words_id: int) -> bool:
    """Whether these words are those of one of the request's messages."""
    return any(source.words_id == words_id for source in sources_of(unit, request))


def corrected_parts(unit: Unit, request: Request) -> set[str]:
    """The parts that a person corrected: reading never overrides a person."""
    table = table_of(Journal)
    found = unit.execute(select(table.c.data).where(table.c.request_id == request.id, table.c.act == "correct"))
    return {data.get("part") for (data,) in found}


def _correct(talk: Talk, request: Request, part: str, read: Any, corrected: Any, **values: Any) -> None:
    _follow(talk, request, values)
    facts = {"part": part, "read": read, "corrected": corrected, "words": request.words_id}
    change(talk.unit, request, "correct", talk.actor.id, facts, **values)
    if "level" in values:
        for_words = talk.unit.get(Words, request.words_id)
        if for_words is not None:
            talk.unit.change(for_words, level=request.level)
    settle(talk.unit, talk.charter, talk.platforms, request)


def _follow(talk: Talk, request: Request, values: dict[str, Any]) -> None:
    """What follows from a changed part: the promise, and whom the rules propose while nobody has taken it."""
    service = values.get("service", request.service)
    site = values.get("site", request.site)
    promised = promise(
        talk.charter, service, site, values.get("urgent", request.urgent), request.asked_at, _due_of(values, request)
    )
    values["first_response_at"] = promised.first_response_at
    values["promised_at"] = promised.resolution_at
    values["due_by"] = promised.due_by
    if request.assignee_id is None and {"service", "site", "level"} & set(values):
        level = values.get("level", request.level)
        requester = talk.unit.need(Person, request.requester_id)
        routed = route(talk.unit, talk.charter, site, service, level, requester)
        values["proposed_id"], values["proposal_why"] = routed.person_id, routed.why


def _due_of(values: dict[str, Any], request: Request) -> When | None:
    value = values.get("due", request.due)
    grain = values.get("due_grain", request.due_grain)
    if value is None:
        return None
    moment = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    return When(moment, Grain(grain or "day"))


def _dates(talk: Talk, request: Request, reading: Reading) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if reading.due.value is not None:
        due = reading.due.value
        values |= {"due": iso(due), "due_grain": due.grain.value}
    if reading.event_start.value is not None:
        start = reading.event_start.value
        values |= {
            "event_start": iso(start),
            "event_grain": start.grain.value,
            "event_end": iso(reading.event_end.value),
        }
    return values


def _was_confidential(talk: Talk, request: Request) -> bool:
    service = talk.charter.service(request.service) if request.service else None
    return bool(service and service.confidential)


def _day(request: Request) -> str:
    return (request.due or "")[:10]
