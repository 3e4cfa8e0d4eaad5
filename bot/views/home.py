"""Someone's home: their requests; for those who work, their queue; for those who steer, how their sites stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import ColumnElement, bindparam, case, exists, func, select

from bot.cards import Button, Card, CardPart, Line, Named, Strong, Text, ours
from bot.charter import Charter
from bot.charter import Person as CharterPerson
from bot.people import Reader
from bot.policies.confidentiality import Part
from bot.policies.permissions import Act, Actor, may, sight
from bot.private_late import how_many
from bot.requests import NEXT, SOONEST
from bot.reviews import is_for
from bot.views.facts import RequestFacts, load_all
from bot.views.lists import Row, open_menu, private_late, rest_of, row_of, row_text
from bot.views.parts import button, line, listed, rows
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import Audience, Level, Person, Request, State, Vote
from storage.unit import Unit

MOST_ROWS = 8
MOST_SITES = 20
_LOOKED_AT = 200
"""Unclaimed requests looked at, oldest promise first, to find those that someone may take."""


_requests, _votes = table_of(Request), table_of(Vote)


def _soonest(*wanted: ColumnElement[bool]) -> Prepared:
    """The open ones to look at, the soonest first."""
    return Prepared(select(_requests).where(_requests.c.open, *wanted).order_by(*SOONEST).limit(_LOOKED_AT))


_ASKED = _soonest(_requests.c.requester_id == bindparam("person"))
_HELD = _soonest(_requests.c.assignee_id == bindparam("person"))
_WAITING = _soonest(_requests.c.state == State.TO_VALIDATE, _requests.c.assignee_id != bindparam("person"))
_AWAITED = _soonest(
    _requests.c.awaits_approval,
    (" " + _requests.c.approvers + " ").contains(bindparam("named")),
    ~exists().where(_votes.c.approval_id == _requests.c.approval_id, _votes.c.person_id == bindparam("person")),
)
_FREE = _soonest(_requests.c.state == State.NEW, _requests.c.requester_id != bindparam("person"))


_LISTS = {"to_agree": "to_agree", "in_hand": "in_hand", "to_check": "to_check", "to_take": "to_take", "mine": "asked"}
"""The list in which each part of a home goes on."""


@dataclass(frozen=True, slots=True)
class SiteCounts:
    """How a site stands, its confidential requests not counted."""

    site: str
    open: int
    unclaimed: int
    late: int


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What someone's home is drawn from. Totals count what the rows leave out."""

    mine: tuple[RequestFacts, ...]
    mine_total: int
    to_agree: tuple[Row, ...] = ()
    to_agree_total: int = 0
    works: bool = False
    in_hand: tuple[RequestFacts, ...] = ()
    in_hand_total: int = 0
    to_check: tuple[RequestFacts, ...] = ()
    to_check_total: int = 0
    to_take: tuple[RequestFacts, ...] = ()
    to_take_total: int = 0
    sites: tuple[SiteCounts, ...] = ()
    private_late: int = 0


def home_card(unit: Unit, charter: Charter, person: Person, charter_person: CharterPerson | None) -> Card:
    """Someone's home, by what they are to the desk."""
    return draw_home(load_home(unit, charter, person, charter_person))


def load_home(unit: Unit, charter: Charter, person: Person, charter_person: CharterPerson | None) -> HomeFacts:
    """Reads what is theirs, what they may take, and what they may know of sites."""
    assert person.id is not None
    reader = Reader(person.id, charter_person, unit)
    mine = asked(unit, reader)
    roles = set(charter_person.roles) if charter_person else set()
    works = bool(roles & {"assistant", "coordinator"})
    held = in_hand(unit, charter, reader) if works else []
    done = to_check(unit, charter, reader) if works else []
    free = to_take(unit, charter, reader) if works else []
    awaited = to_agree(unit, charter, reader)
    asking = load_all(unit, charter, awaited[:MOST_ROWS])
    drawn = iter(load_all(unit, charter, [one for each in (mine, held, done, free) for one in each[:MOST_ROWS]]))
    return HomeFacts(
        mine=tuple(islice(drawn, len(mine[:MOST_ROWS]))),
        mine_total=len(mine),
        to_agree=tuple(row_of(each, sight(reader, each.request, charter)) for each in asking),
        to_agree_total=len(awaited),
        works=works,
        in_hand=tuple(islice(drawn, len(held[:MOST_ROWS]))),
        in_hand_total=len(held),
        to_check=tuple(islice(drawn, len(done[:MOST_ROWS]))),
        to_check_total=len(done),
        to_take=tuple(drawn),
        to_take_total=len(free),
        sites=_counts(unit, charter, reader),
        private_late=how_many(unit, charter, reader),
    )


def asked(unit: Unit, reader: Actor) -> list[Request]:
    """What this person asked, urgent first, then by promise."""
    return unit.all(Request, _ASKED, {"person": reader.id})


def to_take(unit: Unit, charter: Charter, reader: Actor) -> list[Request]:
    """What nobody has and this person may take, urgent first, then by promise; their own requests apart."""
    found = unit.all(Request, _FREE, {"person": reader.id})
    return [each for each in found if may(Act.CLAIM, reader, each, charter).allowed]


def to_check(unit: Unit, charter: Charter, reader: Actor) -> list[Request]:
    """What somebody else did and this person may look at, urgent first, then by promise."""
    if reader.named is None:
        return []
    found = unit.all(Request, _WAITING, {"person": reader.id})
    able = [each for each in found if may(Act.VALIDATE, reader, each, charter).allowed]
    return [each for each in able if is_for(unit, charter, each, reader.named.id)]


def to_agree(unit: Unit, charter: Charter, reader: Actor) -> list[Request]:
    """What awaits this person's word, and has not had it, urgent first, then by promise."""
    if reader.named is None:
        return []
    found = unit.all(Request, _AWAITED, {"person": reader.id, "named": f" {reader.named.id} "})
    return [each for each in found if may(Act.APPROVE, reader, each, charter).allowed]


def in_hand(unit: Unit, charter: Charter, reader: Actor) -> list[Request]:
    """What this person has, and may still read."""
    found = unit.all(Request, _HELD, {"person": reader.id})
    return [each for each in found if sight(reader, each, charter) is Part.FULL]


def draw_home(facts: HomeFacts) -> Card:
    """The home of someone of whom this is known."""
    mine = [row_of(each, Part.FULL, own=True) for each in facts.mine]
    hand = [row_of(each, Part.FULL, held=True) for each in facts.in_hand]
    done = [row_of(each, Part.FULL) for each in facts.to_check]
    free = [row_of(each, Part.FULL) for each in facts.to_take]
    parts: list[CardPart] = [*rows(_buttons(facts))]
    if facts.to_agree:
        parts += _section("to_agree", facts.to_agree, facts.to_agree_total)
    if facts.works:
        parts += _section("in_hand", hand, facts.in_hand_total)
        if done:
            parts += _section("to_check", done, facts.to_check_total)
        parts += _section("to_take", free, facts.to_take_total)
    if facts.mine or not facts.works:
        parts += _section("mine", mine, facts.mine_total)
    if facts.sites:
        parts += line(ours("home.sites"), "title")
        parts += [Line(text=_site(each)) for each in facts.sites[:MOST_SITES]]
    if facts.private_late:
        parts += line(private_late(facts.private_late))
    parts += open_menu([*facts.to_agree, *hand, *done, *free, *mine])
    parts += line(ours("home.how"), "quiet")
    return Card(kind="home", audience=Audience.PERSON, summary=ours("home.title"), parts=tuple(parts))


def _buttons(facts: HomeFacts) -> tuple[Button, ...]:
    new = button("new", "buttons.new", "new", "plain" if facts.works else "primary")
    again = button("recurring", "buttons.recurring", "list")
    return (button("next", "buttons.next", "next", "primary"), new, again) if facts.works else (new, again)


def _section(name: str, shown: Sequence[Row], total: int) -> tuple[CardPart, ...]:
    title = line(ours(f"home.{name}", count=total), "title")
    more = rest_of(total - len(shown), _LISTS[name], len(shown))
    return (*title, *(Line(text=row_text(each)) for each in shown), *more)


def _site(counts: SiteCounts) -> Text:
    told = [ours("home.open", count=counts.open)]
    if counts.unclaimed:
        told.append(ours("home.unclaimed", count=counts.unclaimed))
    if counts.late:
        told.append((Strong(text=ours("home.late", count=counts.late)),))
    return ours("home.site", site=Named(what="site", id=counts.site), counts=listed(told))


def _counts(unit: Unit, charter: Charter, reader: Actor) -> tuple[SiteCounts, ...]:
    told = [site.id for site in charter.sites if may(Act.FIGURES, reader, None, charter, site=site.id).allowed]
    if not told:
        return ()
    requests = table_of(Request)
    new = requests.c.state == State.NEW
    late = unit.now >= NEXT
    query = (
        select(
            requests.c.site,
            func.count().label("open"),
            func.sum(case((new, 1), else_=0)).label("unclaimed"),
            func.sum(case((late, 1), else_=0)).label("late"),
        )
        .where(requests.c.open, requests.c.site.in_(told), requests.c.level != Level.CONFIDENTIAL)
        .where(requests.c.executive == "")
        .group_by(requests.c.site)
    )
    found = {row.site: SiteCounts(row.site, row.open, int(row.unclaimed), int(row.late)) for row in unit.execute(query)}
    return tuple(found.get(site, SiteCounts(site, 0, 0, 0)) for site in told)
