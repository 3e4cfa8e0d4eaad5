"""Correcting what was understood: service, site, due date, urgency. Each correction is kept, to be learned from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot import lessons
from bot.cards import Card, CloseForm, Done, FieldErrors, FormView, Named, Reply, Text, ours
from bot.charter import Charter
from bot.conversations.disclosing import ask_to_show, told_withheld
from bot.conversations.following import alter, corrected_parts
from bot.creation import iso, site_zone
from bot.dates import end_of, read_due
from bot.forms import accepted, in_form, open_form, overtaken, typed
from bot.people import timezone_of
from bot.permit import fitting
from bot.policies.confidentiality import level_after
from bot.policies.naming import company_of
from bot.reading import again
from bot.requests import CONFIDED, by_id, files_of_request, record
from bot.talk import Talk, on_act, on_form, on_show
from bot.understanding import When
from bot.views import forms as views
from bot.views import notices
from storage import words as wordstore
from storage.journal import Fact
from storage.tables import Audience, Form, Level, Request


@on_act("correct", "corriger", "correct")
def correct(talk: Talk, request: Request, said: str) -> Reply:
    """`service:travel`, `site:lyon`, or `due`, which opens a small form."""
    refused = fitting(talk, "correct", request)
    if refused is not None:
        return refused
    part, _, value = said.strip().partition(":")
    if part == "service" and (talk.charter.lists_service(value) or value == views.OTHER):
        service = None if value == views.OTHER else value
        return moved(talk, request) if move(talk, request, {"service": service}) else unmoved(talk, request)
    if part == "site" and talk.charter.lists_site(value):
        return moved(talk, request) if move(talk, request, {"site": value}) else unmoved(talk, request)
    if value:
        return talk.tell(notices.notice("errors.stale_button", Audience.PERSON))
    return open_form(talk, "due", request, {"due": due_text(talk.charter, request)})


@on_show("due")
def due_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """The date, as one would write it, by the clock of the request's site."""
    request = talk.unit.need(Request, form.request_id)
    if str(site_zone(talk.charter, request.site)) != timezone_of(talk.charter, talk.actor.person):
        lines = (*lines, ours("forms.clock", site=Named(what="site", id=request.site)))
    return views.due_form(form.id, values, lines=lines)


@on_form("due")
def due_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The form's date: read as in a message, refused in place when it is past or is none."""
    request = by_id(talk.unit, form.request_id or 0)
    refused = fitting(talk, "correct", request)
    if refused is not None:
        return in_form("due", refused)
    changed = overtaken(talk, form, request, values, {"due": due_text(talk.charter, request)})
    if changed is not None:
        return changed
    if "due" in typed(form, values) or request.date_doubted:
        given = values["due"].strip()
        when, problem = read_due(talk, given, request.site, alone=True)
        if problem is not None:
            return FieldErrors(errors={"due": problem})
        set_due(talk, request, when, end_of(talk, given, request.site))
    accepted(talk, form)
    return CloseForm()


def move(talk: Talk, request: Request, wanted: Mapping[str, str | None]) -> bool:
    """Another service, another site, or both: the reference stays, all else follows. False when they are these."""
    read = {part: getattr(request, part) for part in wanted}
    values: dict[str, Any] = {part: value for part, value in wanted.items() if value != read[part]}
    if not values:
        return False
    corrected = [(part, read[part], value) for part, value in values.items()]
    if "service" in values:
        own = talk.actor.id == request.requester_id
        private = request.level is Level.CONFIDENTIAL and _says_so_itself(talk, request)
        company = company_of(talk.charter, request)
        values["level"] = level_after(company, request.level, values["service"], private, by_requester=own)
    for part, before, after in corrected[1:]:
        facts = {"part": part, "read": before, "corrected": after, "words": request.words_id}
        record(talk.unit, request, "correct", talk.actor.id, facts)
    was = request.level
    _correct(talk, request, "correct", *corrected[0], values)
    if "service" in values and Level.CONFIDENTIAL not in (was, request.level):
        _teach(talk, request, read["service"])
    ask_to_show(talk, request)
    return True


def _teach(talk: Talk, request: Request, read: str | None) -> None:
    """Learn from another service, but nothing from what seemed personal, whatever its author said of that."""
    if "sensitive" not in corrected_parts(talk.unit, request):
        lessons.keep(talk.unit, request, read, request.service, talk.actor.id)


def moved(talk: Talk, request: Request) -> Reply:
    """What whoever moved a request is told, where its people may not read it yet."""
    told = told_withheld(talk, request)
    return talk.tell(told) if told is not None else Done()


def unmoved(talk: Talk, request: Request) -> Reply:
    """What is told where a request is of that service and site already."""
    return talk.tell(unmoved_card(request))


def unmoved_card(request: Request) -> Card:
    """« LYO-42 est déjà à ce service et à ce site. »"""
    return notices.notice("transfer.same", Audience.PERSON, subject=request.ref, ref=request.ref)


def set_due(talk: Talk, request: Request, due: When | None, end: When | None = None) -> None:
    """Another date, or the same one, no longer in doubt: of what is due, else of what takes place.

    With an `end` it takes place. What takes place keeps its length where none is given.
    """
    read, given = _date_of(request), iso(due)
    if given == read and iso(end) in (None, request.event_end):
        if request.date_doubted:
            _correct(talk, request, "correct", "due", read, given, {"date_doubted": False})
        return
    grain = due.grain.value if due else None
    values: dict[str, Any] = {"due": given, "due_grain": grain}
    if end is not None or (request.event_start and not request.due):
        until = iso(end) or _end_after(request, given)
        values = {"due": None, "due_grain": None, "event_start": given, "event_grain": grain, "event_end": until}
    _correct(talk, request, "correct", "due", read, given, values | {"date_doubted": False})


def _end_after(request: Request, start: str | None) -> str | None:
    """When what takes place from another start on ends, as long after it as it did; none where an hour is missing."""
    was, end = request.event_start, request.event_end
    if not (start and was and end):
        return None
    if {len(start), len(was), len(end)} == {len("2026-12-24")}:
        return (date.fromisoformat(start) + (date.fromisoformat(end) - date.fromisoformat(was))).isoformat()
    if min(len(start), len(was), len(end)) <= len("2026-12-24"):
        return None
    first, last, now = (datetime.fromisoformat(each) for each in (was, end, start))
    return (now + (last - first)).isoformat()


def set_urgent(talk: Talk, request: Request, urgent: bool, sign: str | None = None) -> None:
    """Urgent, or no longer. `sign`: the reaction that says so, which taken back says no longer."""
    if urgent != request.urgent:
        facts: dict[str, Fact] = {"part": "urgent", "read": request.urgent, "corrected": urgent}
        facts |= {"words": request.words_id} | ({"sign": sign} if sign is not None else {})
        alter(talk, request, "urgent", talk.actor.id, facts, {"urgent": urgent})


def due_text(charter: Charter, request: Request) -> str:
    """A request's date as one would write it, seen from its site: when it is due, else takes place; empty for none."""
    shown = _date_of(request)
    if not shown:
        return ""
    if len(shown) == 10:
        return "/".join(reversed(shown.split("-")))
    local = datetime.fromisoformat(shown).astimezone(site_zone(charter, request.site))
    return local.strftime("%d/%m/%Y %H:%M")


def _date_of(request: Request) -> str | None:
    return request.due or request.event_start


def _correct(
    talk: Talk, request: Request, act: str, part: str, read: Any, corrected: Any, values: dict[str, Any]
) -> None:
    facts = {"part": part, "read": read, "corrected": corrected, "words": request.words_id}
    alter(talk, request, act, talk.actor.id, facts, values)


def _says_so_itself(talk: Talk, request: Request) -> bool:
    """Whether it is confidential by its words or its author's wish, and not only by its service."""
    if request.origin == CONFIDED:
        return True
    text = wordstore.read_one(talk.unit, request.words_id)
    reading = again(talk, text, None, request.asked_at, files=files_of_request(talk.unit, request))
    return "sensitive" not in corrected_parts(talk.unit, request) and reading.sensitive.value
