"""Seeing: help, lists, one request, the one to do now, home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, and_, case, func, or_, select

from bot.cards import Card, Done, Reply, Text, ours
from bot.charter import Person
from bot.followers import follows_of
from bot.grants import opened_to
from bot.outgoing import refresh_home
from bot.people import language_of
from bot.permit import openers, sees
from bot.planning import course_of, explained
from bot.policies.confidentiality import Part
from bot.policies.naming import company_of
from bot.policies.permissions import Act, may, sight
from bot.policies.routing import eligible
from bot.policies.targets import promised_next
from bot.private_late import how_many
from bot.requests import NEXT, SOONEST, by_ref, reference_in
from bot.reviews import is_for
from bot.talk import ANSWERS, Talk, on_command, on_press
from bot.views import lists, notices
from bot.views.clocks import why_of
from bot.views.facts import load_all, load_facts
from bot.views.help import help_card
from bot.views.home import asked, in_hand, to_agree, to_check, to_take
from storage.rows import table_of
from storage.tables import Audience, Journal, Level, Request, State

MOST = 20
LONGEST_NUMBER = 7
_EXAMPLES = (42, 7)
LATE = ("retard", "retards", "late")
"""What is said after `list` for what was promised and has passed."""
NOBODY = 0
"""The id of whoever is not the reader, where who it is does not matter."""
LOOKED_AT = 200
"""How many open requests are weighed to find the one to do now."""


@on_command("help", "aide", "help")
def help_(talk: Talk, said: str) -> Reply:
    """What may be said to the desk."""
    language = language_of(talk.unit, talk.charter, talk.actor.person)
    return talk.tell(help_card(language, talk.actor.roles, ANSWERS.words, example_for(talk)))


@on_command("home", "accueil", "home")
@on_command("mine", "mes", "mine", "miennes")
def mine(talk: Talk, said: str) -> Reply:
    """What I asked, and what I have in hand."""
    return _mine(talk, page(said))


@on_command("list", "liste", "list")
def list_(talk: Talk, said: str) -> Reply:
    """The open requests of my sites, page by page, or those that are late; my own for someone who only asks."""
    first, _, rest = said.strip().partition(" ")
    if first.casefold() in LATE:
        return _late(talk, page(rest))
    return _open(talk, page(said))


@on_press("more")
def more(talk: Talk, value: str) -> Reply:
    """What a list or a home left out: the list's name, and how many were shown."""
    name, _, shown = value.partition(":")
    past = int(shown) if shown.isascii() and shown.isdecimal() and len(shown) < LONGEST_NUMBER else 0
    if name not in MORE:
        return talk.tell(notices.notice("errors.stale_button", Audience.PERSON))
    return MORE[name](talk, past)


def _mine(talk: Talk, past: int) -> Reply:
    table = table_of(Request)
    own = or_(table.c.requester_id == talk.actor.id, table.c.assignee_id == talk.actor.id)
    followed = follows_of(talk.unit, talk.actor.id) if not past else ()
    also = [lists.followed_text(one, other) for one, other in followed]
    return _list(talk, and_(table.c.open, own), "mine", past, also)


def _open(talk: Talk, past: int) -> Reply:
    table = table_of(Request)
    if not may(Act.LIST_SITE, talk.actor, None, talk.charter).allowed:
        return _mine(talk, past)
    return _list(talk, and_(table.c.open, _at_my_sites(talk, table)), "open", past)


def _late(talk: Talk, past: int) -> Reply:
    table = table_of(Request)
    late = and_(table.c.open, talk.now >= NEXT)
    if may(Act.LIST_SITE, talk.actor, None, talk.charter).allowed:
        private = how_many(talk.unit, talk.charter, talk.actor)
        also = [lists.private_late(private)] if private else []
        return _list(talk, and_(late, _at_my_sites(talk, table)), "late", past, also)
    return _list(talk, and_(late, table.c.requester_id == talk.actor.id), "late", past)


def _asked(talk: Talk, past: int) -> Reply:
    return _rest(talk, asked(talk.unit, talk.actor), "asked", past)


def _in_hand(talk: Talk, past: int) -> Reply:
    return _rest(talk, in_hand(talk.unit, talk.charter, talk.actor) if talk.actor.works else [], "in_hand", past)


def _to_agree(talk: Talk, past: int) -> Reply:
    return _rest(talk, to_agree(talk.unit, talk.charter, talk.actor), "to_agree", past)


def _to_check(talk: Talk, past: int) -> Reply:
    return _rest(talk, to_check(talk.unit, talk.charter, talk.actor) if talk.actor.works else [], "to_check", past)


def _to_take(talk: Talk, past: int) -> Reply:
    return _rest(talk, to_take(talk.unit, talk.charter, talk.actor) if talk.actor.works else [], "to_take", past)


def _rest(talk: Talk, found: Sequence[Request], name: str, past: int) -> Reply:
    past = within(past, len(found))
    return _told(talk, found[past : past + MOST], name, past, len(found))


MORE: dict[str, Callable[[Talk, int], Reply]] = {
    "mine": _mine,
    "open": _open,
    "late": _late,
    "asked": _asked,
    "to_agree": _to_agree,
    "in_hand": _in_hand,
    "to_check": _to_check,
    "to_take": _to_take,
}
"""The lists that may have more than is shown, by name; those of a home are in its order."""


def page(said: str) -> int:
    """How many requests stand before the page of that number; the first one's for anything else."""
    number = said.strip()
    known = number.isascii() and number.isdecimal() and len(number) < LONGEST_NUMBER
    return MOST * (max(int(number), 1) - 1) if known else 0


@on_command("show", "voir", "show")
def show(talk: Talk, said: str) -> Reply:
    """One request, with its history."""
    if not said.strip():
        return talk.tell(notices.notice("errors.which_to_show", Audience.PERSON, example=example_for(talk)))
    ref = reference_in(said)
    request = by_ref(talk.unit, ref) if ref else None
    part = sees(talk, request) if request is not None else Part.NOTHING
    if part is not Part.FULL and request is not None and opened_to(talk.unit, talk.actor.id, request.id):
        return ANSWERS.presses["emergency_read"](talk, request.ref)
    if request is None or part is Part.NOTHING:
        return talk.tell(_followed(talk, request) or not_found(talk, ref or said))
    facts = load_facts(talk.unit, talk.charter, request)
    if part is Part.STATE:
        return talk.tell(lists.kept_card(facts, openers(talk, request)))
    table = table_of(Journal)
    history = talk.unit.all(Journal, select(table).where(table.c.request_id == request.id).order_by(table.c.id))
    owns = request.requester_id == talk.actor.id
    works = may(Act.CLAIM, talk.actor, request, talk.charter).allowed
    counted = explained(talk.unit, talk.charter, request, course_of(talk.unit, request)) if request.open else None
    reads, why = _may_be_repeated(talk, request), why_of(request, counted)
    return talk.tell(lists.show_card(facts, history, reads=reads, owns=owns, works=works, why=why))


def _followed(talk: Talk, request: Request | None) -> Card | None:
    """How a colleague's request stands that whoever acts follows in the place of their own; none: they do not."""
    for own, other in follows_of(talk.unit, talk.actor.id):
        if request is not None and other.id == request.id:
            return lists.list_card((), ours("lists.one"), also=(lists.followed_text(own, other),))
    return None


@on_press("show")
def show_pressed(talk: Talk, value: str) -> Reply:
    """A reference chosen in a list."""
    return show(talk, value)


def show_own(talk: Talk, requests: Sequence[Request]) -> Reply:
    """Some requests of whoever acts, for them alone: the one with its history, or a list of several."""
    if len(requests) == 1:
        return show(talk, requests[0].ref)
    shown = requests[:MOST]
    return talk.tell(lists.list_card(rows_for(talk, shown), ours("lists.asked"), total=len(shown)))


@on_command("next", "suivante", "next", "suivant")
def next_(talk: Talk, said: str) -> Reply:
    """The one request to do now, and why."""
    found = to_do_now(talk)
    if found is None:
        return talk.tell(lists.next_card(None))
    request, why = found
    facts = load_facts(talk.unit, talk.charter, request)
    return talk.tell(lists.next_card(facts, why, reads=_may_be_repeated(talk, request)))


@on_press("next")
def next_pressed(talk: Talk, value: str) -> Reply:
    """The button at home."""
    return next_(talk, "")


def home_opened(talk: Talk) -> Reply:
    """Someone opened their home: it is drawn, and from now on kept fresh."""
    talk.unit.change(talk.actor.identity, home_seen_at=talk.now)
    refresh_home(talk.unit, talk.actor.identity)
    return Done()


def to_do_now(talk: Talk) -> tuple[Request, str] | None:
    """Urgent first, then what is late, then the nearest promise; of those alike, what is in hand, then proposed."""
    table = table_of(Request)
    actor = talk.actor
    if actor.named is None:
        return None
    mine_or_free = or_(table.c.assignee_id == actor.id, table.c.assignee_id.is_(None))
    workable = and_(table.c.state.in_((State.NEW, State.CLAIMED)), mine_or_free)
    done = and_(table.c.state == State.TO_VALIDATE, table.c.assignee_id != actor.id)
    query = select(table).where(table.c.open, or_(workable, done), _at_my_sites(talk, table))
    ordered = query.order_by(*SOONEST).limit(LOOKED_AT)
    ranked = [
        (_pressing(talk, request), _nearness(talk, request), request)
        for request in talk.unit.all(Request, ordered)
        if request.requester_id != actor.id
        and sight(actor, request, talk.charter) is Part.FULL
        and _is_for(talk, request, actor.named)
    ]
    if not ranked:
        return None
    pressing, whose, request = min(ranked, key=lambda each: each[:2])
    soonest = any(other[1] > pressing[1] for other, _, _ in ranked)
    return request, _PRESSING[pressing[0]] or ("promise" if soonest else _WHOSE[whose])


def _is_for(talk: Talk, request: Request, named: Person) -> bool:
    """Whether it is for whoever asks to do, or to look at what another did."""
    if request.state is State.TO_VALIDATE:
        return is_for(talk.unit, talk.charter, request, named.id)
    asked = (request.site, request.service, request.level)
    granted = (named.id,) if talk.actor.granted.covers(request) else ()
    company = company_of(talk.charter, request)
    known = company.person(named.id) or named
    return request.assignee_id == talk.actor.id or eligible(company, known, *asked, granted=granted)


_PRESSING = ("urgent", "late", "")
_WHOSE = ("mine", "proposed", "promise")


def _pressing(talk: Talk, request: Request) -> tuple[int, float]:
    """How soon it is to be done, before whoever's it is."""
    due = promised_next(request)
    late = due is not None and due <= talk.now
    return 0 if request.urgent else 1 if late else 2, due.timestamp() if due else float("inf")


def _nearness(talk: Talk, request: Request) -> int:
    if request.assignee_id == talk.actor.id:
        return 0
    return 1 if request.proposed_id == talk.actor.id else 2


def not_found(talk: Talk, said: str) -> Card:
    """A reference that is none, or that is not theirs to know: the same words for both."""
    example = example_for(talk, said)
    return notices.notice("errors.no_such_request", Audience.PERSON, said=said.strip()[:40] or "?", example=example)


def example_for(talk: Talk, said: str = "") -> str:
    """A reference to show how one is written: of a site of theirs, wherever they ask, and never the one they wrote."""
    own, named = talk.charter.site(talk.actor.person.site), talk.actor.named
    site = own or talk.charter.site(named.first_site if named else None) or talk.charter.sites[0]
    return next(ref for ref in (f"{site.code}-{number}" for number in _EXAMPLES) if ref != reference_in(said))


def _at_my_sites(talk: Talk, table: Table) -> ColumnElement[bool]:
    named = talk.actor.named
    if named is None or named.sites == "all":
        return table.c.site.is_not(None)
    by_rule = [rule.service for rule in talk.charter.coverage if rule.service and named.id in rule.named]
    return or_(table.c.site.in_(named.sites), table.c.assignee_id == talk.actor.id, table.c.service.in_(by_rule))


def _may_be_repeated(talk: Talk, request: Request) -> bool:
    """Whether its words may be shown to someone who may read them, where they are: those of the others stay apart."""
    return request.level is Level.STANDARD or talk.alone


def _list(talk: Talk, wanted: ColumnElement[bool], name: str, past: int, also: Sequence[Text] = ()) -> Reply:
    table = table_of(Request)
    total, unknown = _counted(talk, wanted)
    past = within(past, total)
    query = select(table).where(wanted, *(~each for each in unknown)).order_by(*SOONEST).offset(past).limit(MOST)
    return _told(talk, talk.unit.all(Request, query), name, past, total, also)


def _told(talk: Talk, shown: Sequence[Request], name: str, past: int, total: int, also: Sequence[Text] = ()) -> Reply:
    rows = rows_for(talk, shown)
    return talk.tell(lists.list_card(rows, ours(f"lists.{name}"), total=total, past=past, more=name, also=also))


def within(past: int, total: int) -> int:
    """A page past the last one is the last one."""
    return past if past < total else MOST * (max(total - 1, 0) // MOST)


@dataclass(slots=True)
class _Kind:
    """Requests that are one to the policy, for whoever asks: as many as there are, it is asked once."""

    site: str
    service: str | None
    level: Level
    kept_from: str
    executive: str
    alerted: str
    approvers: str
    requester_id: int
    assignee_id: int | None
    proposed_id: int | None
    id: int | None = None
    """Of one that is opened to whoever asks by itself."""


def _counted(talk: Talk, wanted: ColumnElement[bool]) -> tuple[int, list[ColumnElement[bool]]]:
    """How many of these requests the reader may know of; and which of them they may not."""
    table = table_of(Request)
    known = [table.c.site, table.c.service, table.c.level, table.c.kept_from, table.c.executive]
    known += [table.c.alerted, table.c.approvers]
    people = [table.c.requester_id, table.c.assignee_id, table.c.proposed_id]
    me = talk.actor.id
    who = [case((each == me, me), (each.is_not(None), NOBODY)).label(f"{each.name}_is") for each in people]
    opened = talk.actor.granted.requests
    who += [case((table.c.id.in_(opened), table.c.id)).label("opened")] if opened else []
    kinds = select(*known, *who, func.count()).where(wanted).group_by(*known, *(each.name for each in who))
    total, unknown = 0, []
    for *values, count in talk.unit.execute(kinds):
        kind = _Kind(*values)
        if sight(talk.actor, kind, talk.charter) is not Part.NOTHING:
            total += count
        else:
            same = (column.is_not_distinct_from(value) for column, value in zip((*known, *who), values, strict=True))
            unknown.append(and_(*same))
    return total, unknown


def rows_for(talk: Talk, requests: Sequence[Request]) -> list[lists.Row]:
    """Requests as this reader may see them in a list; what they may not know of is left out."""
    rows: list[lists.Row] = []
    for facts in load_all(talk.unit, talk.charter, requests):
        part = sees(talk, facts.request)
        if part is not Part.NOTHING:
            own = facts.request.requester_id == talk.actor.id
            rows.append(lists.row_of(facts, part, own=own))
    return rows
