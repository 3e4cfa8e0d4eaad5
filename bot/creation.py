"""Making a request: one transaction from a person's words to a numbered, promised, routed and placed request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from bot import amounts, approvals, outgoing
from bot.absences import away_now
from bot.apart import kept_by_words, kept_lately, said_beside
from bot.charter import Charter
from bot.coordinating import who_knows
from bot.grants import let_in_besides
from bot.notify import ping
from bot.people import Actor, person_of_charter, reach, reachable, who
from bot.placing import Spot, settle, stand
from bot.planning import plan
from bot.policies.confidentiality import level_after, may_mark_source, most_private
from bot.policies.executives import company_for, executive_of
from bot.policies.naming import is_left_to_nobody, kept_from, leaving_out
from bot.policies.reminders import PRIVATE_WAITS
from bot.policies.routing import Proposal, propose
from bot.policies.steps import Course
from bot.policies.targets import promise
from bot.private_late import who_coordinate
from bot.requests import binding_above, files_of, record, refresh_homes
from bot.talk import Talk
from bot.understanding import Reading, When
from bot.understanding.model import Money
from bot.views import notices
from bot.views.facts import load_facts
from storage import words as wordstore
from storage.inserts import next_number
from storage.journal import Fact
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Level, Numbering, Person, Request, Source, SourceState
from storage.unit import Unit

_requests, _people = table_of(Request), table_of(Person)
_last_proposed = Prepared(
    select(_requests.c.asked_at)
    .where(
        _requests.c.proposed_id
        == select(_people.c.id).where(_people.c.charter_id == bindparam("who")).scalar_subquery()
    )
    .order_by(_requests.c.id.desc())
    .limit(1)
)


AT_ONCE = timedelta(minutes=10)
"""How soon after it was written a request is made of a message as if it had been at once."""
RAISED = ("emoji", "shortcut")
"""The origins of what anybody may make a request of: a message that stands somewhere."""


@dataclass(frozen=True, slots=True)
class Need:
    """What was asked, once known: by whom, for whom, where, and as it was understood or chosen."""

    requester: Person
    raised_by: Actor
    origin: str
    site: str
    service: str | None
    text: str
    written_at: datetime
    urgent: bool = False
    due: When | None = None
    event_start: When | None = None
    event_end: When | None = None
    date_doubted: bool = False
    sensitive: bool = False
    language: str = "fr"
    medium: str | None = None
    words_id: int | None = None
    linked_to: Request | None = None
    amount: Money | None = None
    """What it costs, where that was said beside its text."""
    too: bool = False
    """Its author lets those read it as well from whom what they confided before is kept."""


def create(talk: Talk, need: Need, spot: Spot | None, sources: tuple[Source, ...] = ()) -> Request:
    """Number, promise, route, store and show a request. `sources` are the messages that it was asked in."""
    request, proposal = _decided(talk, need, sources)
    for source in sources:
        bind(talk.unit, source, request)
    if need.amount is not None:
        record(talk.unit, request, amounts.SAID, need.raised_by.id, amounts.line_of(talk.unit, request, need.amount))
    approvals.look(talk.unit, talk.charter, request, need.amount)
    _show(talk, request, proposal, spot, sources)
    return request


def _decided(talk: Talk, need: Need, sources: tuple[Source, ...]) -> tuple[Request, Routed]:
    unit, charter = talk.unit, talk.charter
    executive = executive_of(charter, need.requester.charter_id)
    company = company_for(charter, executive, need.service)
    level = level_after(company, _floor(unit, need, sources), need.service, need.sensitive, by_requester=False)
    site = charter.site(need.site)
    assert site is not None
    number = next_number(unit.connection, Numbering, site.code)
    since = _begun_at(talk, need)
    promised = promise(charter, need.service, need.site, need.urgent, since, need.due)
    kept = _kept_from(unit, company, need, level, sources)
    proposal = route(unit, leaving_out(company, level, kept), need.site, need.service, level, need.requester)
    request = unit.add(
        Request(
            ref=f"{site.code}-{number}",
            site=need.site,
            number=number,
            service=need.service,
            level=level,
            kept_from=kept,
            executive=executive,
            requester_id=id_of(need.requester),
            raised_by_id=need.raised_by.id,
            proposed_id=proposal.person_id,
            proposal_why=proposal.why,
            origin=need.origin,
            medium=need.medium,
            words_id=_worded(unit, need, level),
            language=need.language,
            urgent=need.urgent,
            **dates(need.due, need.event_start, need.event_end, doubted=need.date_doubted),
            due_by=promised.due_by,
            first_response_at=promised.first_response_at,
            promised_at=promised.resolution_at,
            asked_at=need.written_at,
            linked_to_id=need.linked_to.id if need.linked_to else None,
            charter_version=unit.charter_version,
            updated_at=unit.now,
        )
    )
    record(unit, request, "ask", need.raised_by.id, _asked(need, request, proposal, since))
    plan(unit, charter, request, Course(since))
    return request, proposal


def _show(talk: Talk, request: Request, proposal: Routed, spot: Spot | None, sources: tuple[Source, ...]) -> None:
    """Where it was asked, unless others would read there what is confidential; in triage; on homes; by a mark."""
    unit, level = talk.unit, request.level
    shown = spot is not None and (level is not Level.CONFIDENTIAL or spot.identity_id is not None)
    settle(unit, talk.charter, talk.platforms, request, [stand(unit, request, spot)] if spot and shown else [])
    tell_proposed(talk, request, proposal)
    if may_mark_source(level) and sources:
        source = sources[-1]
        outgoing.react(unit, source.platform, source.conversation, source.ts, "create")
    refresh_homes(unit, {request.requester_id})


def _worded(unit: Unit, need: Need, level: Level) -> int:
    """The row of what was asked, kept with the request from now on."""
    if need.words_id is None:
        return wordstore.keep(unit, need.text, "ask", need.requester.id, level)
    wordstore.adopt(unit, need.words_id, "ask", level)
    return need.words_id


def _floor(unit: Unit, need: Need, sources: tuple[Source, ...]) -> Level:
    """What is raised from a request's thread is never less private than that request."""
    if need.origin not in RAISED:
        return Level.STANDARD
    return most_private(
        request.level for each in sources for request, _ in binding_above(unit, each, id_of(need.requester))
    )


def _kept_from(unit: Unit, charter: Charter, need: Need, level: Level, sources: tuple[Source, ...]) -> str:
    """From whom it is kept, as it is stored: whom it names, and from whom what it may go on from is kept."""
    if level is not Level.CONFIDENTIAL:
        return ""
    files = (file.name for each in sources for file in files_of(unit, each.words_id))
    said = "\n".join([need.text, *files, *(said_beside(unit, charter, each) for each in sources)])
    before = kept_from(need.linked_to) if need.linked_to is not None else frozenset()
    # Whoever typed it for somebody else has read it.
    lately = kept_lately(unit, charter, id_of(need.requester)) - {need.raised_by.person.charter_id}
    before |= lately if not need.too else frozenset()
    return kept_by_words(unit, charter, said, level, need.requester, before)


def route(unit: Unit, charter: Charter, site: str, service: str | None, level: Level, requester: Person) -> Routed:
    """Whom the rules propose (a person's row id) for such a request; nobody for a pool."""
    away = away_now(unit)
    proposal = propose(
        charter,
        site,
        service,
        level,
        unit.now,
        turn(unit, charter, site, service),
        exclude=requester.charter_id,
        roster=reachable(unit),
        absences=away,
        backups=away,
        granted=let_in_besides(unit, None, service if not charter.executive else None, site, level),
    )
    found = person_of_charter(unit, proposal.person) if proposal.person else None
    return Routed(found.id if found else None, proposal.why, proposal)


@dataclass(frozen=True, slots=True)
class Routed:
    """A proposal with the row of the person it names."""

    person_id: int | None
    why: str
    proposal: Proposal


def turn(unit: Unit, charter: Charter, site: str, service: str | None) -> dict[str, datetime]:
    """When each of the provider's people was last proposed a request, where they take turns."""
    rule = charter.rule(site, service or "")
    if rule is None or rule.model != "provider":
        return {}
    theirs = [named.id for named in charter.people if named.employer == "provider" and named.has_role("assistant")]
    last = {name: _last_proposed.scalar(unit.connection, {"who": name}) for name in theirs}
    return {name: at for name, at in last.items() if at is not None}


def tell_proposed(talk: Talk, request: Request, routed: Routed) -> None:
    """The person proposed is told; with nobody able to serve it, those who may know of it are, and why.

    Where all who could be given it are named in it, its author alone is told.
    """
    if routed.person_id is not None and not routed.proposal.nobody:
        ping(talk.unit, talk.charter, routed.person_id, request, "proposed")
    elif is_left_to_nobody(talk.charter, request, talk.unit.need(Person, request.requester_id).charter_id):
        identity = reach(talk.unit, request.requester_id)
        if identity is not None:
            card = notices.left_to_nobody(load_facts(talk.unit, talk.charter, request))
            outgoing.say_to(talk.unit, who(identity), card, request.id)
    elif routed.proposal.nobody:
        for person in who_knows(talk.unit, talk.charter, request):
            ping(talk.unit, talk.charter, id_of(person), request, "nobody")
        for person in who_coordinate(talk.unit, talk.charter, request) if request.executive else ():
            ping(talk.unit, talk.charter, id_of(person), request, PRIVATE_WAITS)


def dates(due: When | None, start: When | None, end: When | None, *, doubted: bool) -> dict[str, Any]:
    """The columns of what was said of time: when it is due, when it takes place, and whether that is in doubt."""
    return {
        "due": iso(due),
        "due_grain": due.grain.value if due else None,
        "event_start": iso(start),
        "event_end": iso(end),
        "event_grain": start.grain.value if start else None,
        "date_doubted": doubted,
    }


def needed(talk: Talk, reading: Reading) -> dict[str, Any]:
    """What a reading says, as the arguments of a `Need`."""
    service = talk.charter.service(reading.service.value) if reading.service.value else None
    return {
        "service": service.id if service else None,
        "urgent": reading.urgent.value,
        "due": reading.due.value,
        "event_start": reading.event_start.value,
        "event_end": reading.event_end.value,
        "date_doubted": reading.date_doubted or reading.passed_by(talk.now),
        "sensitive": reading.sensitive.value,
        "language": reading.language.value,
    }


def iso(when: When | None) -> str | None:
    """A moment as stored: an ISO date, or a date-time with its offset."""
    return when.value.isoformat() if when else None


def site_zone(charter: Charter, site_id: str) -> ZoneInfo:
    """The zone of a site of the charter, the desk's for one no longer listed."""
    site = charter.site(site_id)
    return ZoneInfo(site.timezone if site else charter.desk.timezone)


def _begun_at(talk: Talk, need: Need) -> datetime:
    """When what is promised counts from: when it was written, or when somebody made it a request, if that is later."""
    at: datetime = talk.event.at
    return at if at - need.written_at > AT_ONCE else need.written_at


def _asked(need: Need, request: Request, routed: Routed, since: datetime) -> dict[str, Fact]:
    return {
        "since": since.isoformat(),
        "origin": need.origin,
        "requester": need.requester.id,
        "service": need.service,
        "site": need.site,
        "level": request.level.value,
        "urgent": need.urgent,
        "words": request.words_id,
        "proposed": routed.person_id,
        "why": routed.why,
        "linked_to": request.linked_to_id,
    }


def bind(unit: Unit, source: Source, request: Request) -> None:
    """The message is (part of) the request: its words stay as long as the request's do."""
    if source.words_id is not None and source.words_id != request.words_id:
        wordstore.adopt(unit, source.words_id, "message", request.level)
    unit.change(source, state=SourceState.REQUEST, request_id=request.id)
