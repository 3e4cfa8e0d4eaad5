"""What follows when a part of a request changes: its promise, its people, its privacy, and where it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from bot import freed, outgoing
from bot.apart import kept_by_words, kept_lately
from bot.charter import Channel, Charter
from bot.conversations.access_given import end_outgrown
from bot.conversations.doubting import settle_line
from bot.conversations.handing_over import shown_again
from bot.creation import Routed, dates, route, tell_proposed
from bot.grants import let_in_besides
from bot.notify import ping
from bot.people import charter_person
from bot.placing import hush, may_read, readers, settle
from bot.planning import course_of
from bot.policies.confidentiality import is_withheld, level_of, may_mark_source, most_private
from bot.policies.executives import company_for
from bot.policies.naming import company_of, leaving_out
from bot.policies.routing import eligible
from bot.policies.steps import Course
from bot.policies.targets import as_kept, promise
from bot.reading import again, by_its_clock
from bot.requests import (
    SHOWN,
    TAKEN_BACK,
    change,
    edited_by,
    files_of_request,
    places,
    record,
    refresh,
    refresh_homes,
    sources_of,
)
from bot.suggesting import IN_TWO, naming
from bot.talk import Talk
from bot.understanding import Reading
from bot.views import questions
from storage import words as wordstore
from storage.journal import Fact
from storage.rows import table_of
from storage.tables import Journal, Level, Message, Person, Request, Source, State
from storage.unit import Unit

MOVES = {"service", "site", "level", "kept_from"}
"""What decides who may take a request, and where it may be shown."""
REWORDS = ("edit", IN_TWO, TAKEN_BACK)
"""The acts that take words away, wherever they were read."""
CORRECTIONS = ("correct", "urgent", SHOWN)
"""The acts by which a person says what a part of a request is."""


def alter(
    talk: Talk, request: Request, act: str, actor_id: int | None, facts: Mapping[str, Fact], values: dict[str, Any]
) -> None:
    """Change parts of a request, and all that follows from them. `values`: columns."""
    values |= _kept_from(talk, request, values)
    moved = act == "correct" and "service" in values
    course = Course(talk.now) if act == SHOWN else course_of(talk.unit, request)
    routed = _follow(talk, request, values, course, moved)
    proposed, why, had = request.proposed_id, request.proposal_why, request.assignee_id
    levelled = values.get("level", request.level) is not request.level
    read_by = readers(talk.unit, talk.charter, request) if act in REWORDS or MOVES & set(values) else set()
    change(talk.unit, request, act, actor_id, facts, **values)
    if had is not None and request.assignee_id is None:
        record(talk.unit, request, "release", actor_id, {"from": had, "why": "moved"})
    tell_holder(talk, request, had, act, actor_id, values)
    if levelled:
        relevel(talk, request)
    if MOVES & set(values):
        settle(talk.unit, talk.charter, talk.platforms, request)
    if levelled:
        hush_where_unread(talk, request)
    if "kept_from" in values:
        _redraw_later(talk, request)
    refresh_homes(talk.unit, read_by)
    if routed is not None and (routed.person_id, routed.why) != (proposed, why):
        tell_proposed(talk, request, routed)


def tell_holder(
    talk: Talk, request: Request, had: int | None, act: str, actor_id: int | None, values: Mapping[str, Any]
) -> None:
    """Whoever had a request learns what somebody else did to it: taken from them, moved, or worded otherwise."""
    if had is None or had == actor_id:
        return
    lost, elsewhere = request.assignee_id != had, bool({"service", "site"} & set(values))
    if lost and not elsewhere:
        ping(talk.unit, talk.charter, had, request, "reassigned")
    elif elsewhere:
        ping(talk.unit, talk.charter, had, request, "moved" if lost else "changed")
    elif act in REWORDS:
        ping(talk.unit, talk.charter, had, request, "reworded")


def reread(
    talk: Talk,
    request: Request,
    reading: Reading,
    text: str,
    channel: Channel | None,
    act: str,
    actor_id: int | None,
    *,
    redated: bool = True,
) -> None:
    """The words changed: what nobody has corrected is read again from them.

    What is only added to them ("extend") changes no service that was understood, and forgets no day. `redated`: they
    may say another day or hour than they did; else what was understood of that stands.
    """
    corrected = corrected_parts(talk.unit, request)
    added = act == "extend"
    values: dict[str, Any] = {}
    if "service" not in corrected and not (added and request.service) and reading.service.value:
        values["service"] = reading.service.value
    if "site" not in corrected and reading.site.value:
        values["site"] = reading.site.value
    if "urgent" not in corrected:
        values["urgent"] = request.urgent or reading.urgent.value
    dated = any(reading.dates)
    site = values.get("site", request.site)
    redated = (redated or site != request.site) and (dated or not added)
    if "due" not in corrected and redated:
        there = by_its_clock(talk, reading, text, channel, site)
        values |= dates(*there.dates, doubted=there.date_doubted or there.passed_by(talk.now))
    sensitive = "sensitive" not in corrected and reading.sensitive.value
    private = sensitive or request.level is Level.CONFIDENTIAL
    values["level"] = level_of(company_of(talk.charter, request), values.get("service", request.service), private)
    values = {name: value for name, value in values.items() if value != getattr(request, name)}
    alter(talk, request, act, actor_id, {"words": request.words_id}, values)


def reread_over(
    talk: Talk, request: Request, text: str, channel: Channel | None, act: str, actor_id: int | None
) -> None:
    """The words of what is over changed: nothing is promised or proposed again, but what turns private is withheld."""
    reading = again(talk, text, channel, request.asked_at, direct=True, files=files_of_request(talk.unit, request))
    corrected = corrected_parts(talk.unit, request)
    service = reading.service.value if "service" not in corrected else None
    company = company_of(talk.charter, request)
    private = level_of(company, service, "sensitive" not in corrected and reading.sensitive.value)
    values: dict[str, Any] = {}
    if most_private((private, request.level)) is not request.level:
        values = {"level": private, "service": service or request.service}
    values |= _kept_from(talk, request, values)
    if not _may_keep(talk, request, values):
        values["assignee_id"] = None
    if values:
        values["proposed_id"] = None
    read_by = readers(talk.unit, talk.charter, request)
    change(talk.unit, request, act, actor_id, {"words": request.words_id}, **values)
    if values:
        relevel(talk, request)
        settle(talk.unit, talk.charter, talk.platforms, request)
        hush_where_unread(talk, request)
    refresh_homes(talk.unit, read_by)


def rewrite(talk: Talk, request: Request, whole: str) -> None:
    """The request's words, when it was asked in several messages: a text of its own, beside each message's."""
    if any(source.words_id == request.words_id for source in sources_of(talk.unit, request)):
        words_id = wordstore.keep(talk.unit, whole, "ask", request.requester_id, request.level)
        talk.unit.change(request, words_id=words_id)
    else:
        wordstore.replace(talk.unit, request.words_id, whole)


def corrected_parts(unit: Unit, request: Request) -> set[str]:
    """The parts that a person corrected: reading never overrides a person."""
    table = table_of(Journal)
    query = select(table.c.data).where(table.c.request_id == request.id, table.c.act.in_(CORRECTIONS))
    return {data.get("part") for (data,) in unit.execute(query)}


def promised(
    talk: Talk, request: Request, values: dict[str, Any], course: Course, *, moved: bool = False
) -> dict[str, Any]:
    """The columns of what is promised of a request with these values, by the course that its time took.

    Nothing is promised of a service whose people may not read it (`moved` there), until its author lets them.
    """
    service, level = values.get("service", request.service), values.get("level", request.level)
    if (moved or request.promised_at is None) and is_withheld(talk.charter, level, service):
        return {"first_response_at": None, "promised_at": None, "due_by": None}
    made = promise(
        talk.charter,
        service,
        values.get("site", request.site),
        values.get("urgent", request.urgent),
        course.since,
        as_kept(values.get("due", request.due)),
        course.pauses,
    )
    return {
        "first_response_at": made.first_response_at,
        "promised_at": made.resolution_at,
        "due_by": made.due_by,
        "charter_version": talk.unit.charter_version,
    }


def _follow(talk: Talk, request: Request, values: dict[str, Any], course: Course, moved: bool) -> Routed | None:
    """Adds what follows to the values; whom the rules propose now, when that was asked again."""
    values |= promised(talk, request, values, course, moved=moved)
    if not MOVES & set(values):
        return None
    if not _may_keep(talk, request, values):
        values |= {"assignee_id": None, "claimed_at": None, "claimed_by_emoji": None, "claimed_by_message": None}
        values["state"] = State.NEW
    elif request.state is State.TO_VALIDATE:
        values["state"] = State.CLAIMED
    if values.get("assignee_id", request.assignee_id) is not None:
        return None
    requester = talk.unit.need(Person, request.requester_id)
    service, site = values.get("service", request.service), values.get("site", request.site)
    level, charter = values.get("level", request.level), _company(talk, request, values)
    routed = route(talk.unit, charter, site, service, level, requester)
    values["proposed_id"], values["proposal_why"] = routed.person_id, routed.why
    return routed


def _may_keep(talk: Talk, request: Request, values: dict[str, Any]) -> bool:
    """Whether whoever has it may still have it; true when nobody has."""
    holder = talk.unit.get(Person, request.assignee_id)
    if holder is None:
        return True
    charter = _company(talk, request, values)
    named = charter_person(charter, holder)
    service, site = values.get("service", request.service), values.get("site", request.site)
    level = values.get("level", request.level)
    granted = let_in_besides(talk.unit, request.id, service if not request.executive else None, site, level)
    return named is not None and eligible(charter, named, site, service, level, granted=granted)


def _kept_from(talk: Talk, request: Request, values: Mapping[str, Any]) -> dict[str, str]:
    """From whom it is kept besides, being private now or worded otherwise."""
    level = values.get("level", request.level)
    if level is not Level.CONFIDENTIAL:
        return {}
    requester = talk.unit.need(Person, request.requester_id)
    files = [file.name for file in files_of_request(talk.unit, request)]
    said = "\n".join([wordstore.read_one(talk.unit, request.words_id), *files])
    before = set(values.get("kept_from", request.kept_from).split())
    if request.level is not Level.CONFIDENTIAL:
        before |= kept_lately(talk.unit, talk.charter, requester.id)
    kept = kept_by_words(talk.unit, talk.charter, said, level, requester, before)
    return {"kept_from": kept} if kept != request.kept_from else {}


def _company(talk: Talk, request: Request, values: Mapping[str, Any]) -> Charter:
    """The charter as it is for the request with these values."""
    company = company_for(talk.charter, request.executive, values.get("service", request.service))
    return leaving_out(company, values.get("level", request.level), values.get("kept_from", request.kept_from))


def mark_part(unit: Unit, request: Request, source: Source, on: bool = True) -> None:
    """Put the desk's emoji on a message that joined a request, where it may be seen, or take it back."""
    stands = edited_by(unit, source) is None
    if stands and (not on or may_mark_source(request.level)):
        outgoing.react(unit, source.platform, source.conversation, source.ts, "create", on)


def hush_where_unread(talk: Talk, request: Request) -> None:
    """Where its card tells less than it did, so does what was said under it."""
    for place in places(talk.unit, request):
        if not may_read(talk.unit, talk.charter, place, request):
            hush(talk.unit, place)


def relevel(talk: Talk, request: Request) -> None:
    """All that was said of it is as private as it is, and nothing in public tells that it was."""
    unit = talk.unit
    asked_in = sources_of(unit, request)
    for source in asked_in if not may_mark_source(request.level) else ():
        mark_part(unit, request, source, on=False)
    _unname(talk, request, asked_in)
    messages = table_of(Message)
    said = [each for (each,) in unit.execute(select(messages.c.words_id).where(messages.c.request_id == request.id))]
    asked = [each.words_id for each in asked_in if each.words_id is not None]
    for words_id in sorted({request.words_id, *asked, *said}):
        wordstore.mark(unit, words_id, request.level)
    freed.draw_again(unit, talk.charter, request)
    shown_again(talk, request)
    end_outgrown(talk, request)


def _unname(talk: Talk, request: Request, asked_in: Sequence[Source]) -> None:
    """Its reference goes from the line in triage that it was made of, and from what follows it, where it is private."""
    for source in asked_in if request.level is Level.CONFIDENTIAL else ():
        settle_line(talk, source, questions.maybe_decided(None, None))
    _redraw_later(talk, request)


def _redraw_later(talk: Talk, request: Request) -> None:
    """What follows it, or names it, says so only where that may be known now."""
    table = table_of(Request)
    # What follows a request is its author's too: by them it is found without reading all there is.
    later = (table.c.requester_id == request.requester_id, table.c.linked_to_id == request.id)
    found = talk.unit.all(Request, select(table).where(*later).order_by(table.c.id))
    for each in (*found, *naming(talk.unit, request)):
        refresh(talk.unit, each)
