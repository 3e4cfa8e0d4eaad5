"""What a request's cards are drawn from, read in a few queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.charter import Charter
from bot.grants import ACCESS, EMERGENCY, of_request
from bot.latest import latest
from bot.people import persons_of_charter
from bot.policies.confidentiality import most_private
from bot.policies.naming import kept_from
from bot.requests import files_by_request
from bot.reviews import Waiting, waiting
from bot.suggesting import SEEMS_ASKED, Suggestion, followers_of
from storage import timers
from storage import words as wordstore
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Approval, File, Grant, Level, Person, Rating, Request, Vote
from storage.unit import Unit

_given = Prepared(
    select(table_of(Vote)).where(table_of(Vote).c.approval_id == bindparam("approval")).order_by(table_of(Vote).c.id)
)
_persons = Prepared(
    select(table_of(Person)).where(table_of(Person).c.id.in_(bindparam("ids", expanding=True))), lists=("ids",)
)
_rated = Prepared(
    select(table_of(Rating)).where(table_of(Rating).c.request_id.in_(bindparam("ids", expanding=True))), lists=("ids",)
)


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """A round of agreement about a request, with the words that were given and by whom, and who is asked still.

    `due`: when a decision takes effect; none: there is none yet, or it has.
    """

    row: Approval
    votes: tuple[tuple[Vote, Person], ...] = ()
    asked: tuple[Person, ...] = ()
    due: datetime | None = None

    @property
    def left(self) -> tuple[Person, ...]:
        """Those who are asked and have not answered."""
        given = {person.id for _, person in self.votes}
        return tuple(each for each in self.asked if each.id not in given)


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request and those around it. `now` (UTC) is the desk's clock when they were read."""

    request: Request
    requester: Person
    charter: Charter
    now: datetime
    assignee: Person | None = None
    proposed: Person | None = None
    raised_by: Person | None = None
    resolved_by: Person | None = None
    score: int | None = None
    rating_asked: bool = False
    files: tuple[File, ...] = ()
    follows: str | None = None
    """The reference of the closed request that this one follows, unless it is the more private of the two, or kept from
    somebody from whom this one is not."""
    erased: bool = False
    """Whether nothing is left of its words: it cannot be opened again."""
    suggestion: Suggestion | None = None
    """What the desk suggests of it, or somebody answered to that."""
    followers: tuple[tuple[Person, bool], ...] = ()
    """Who follows it in the place of a request of their own, and whether that one was urgent."""
    waiting: Waiting | None = None
    """Who looks at what is done, and what is held until then; none where it waits for nobody."""
    other: str | None = None
    """The reference of the other request that this is about, where those who read this one may know of it."""
    approval: ApprovalFacts | None = None
    """The last agreement that it needed."""
    let_in: tuple[tuple[Person, Grant], ...] = ()
    """To whom it is opened now, where it is confidential: its author is told."""
    over: Person | None = None
    """Who took it over without working it, where it may be said of it."""


def load_facts(unit: Unit, charter: Charter, request: Request) -> RequestFacts:
    """The facts of one request, with what is suggested of it."""
    facts, (suggestion, over_id) = load_all(unit, charter, (request,))[0], latest(unit, request)
    facts = replace(facts, followers=_followers(unit, request), approval=load_approval(unit, request))
    facts = replace(facts, waiting=waiting(unit, charter, request))
    if over_id is not None and request.open and request.level is not Level.CONFIDENTIAL:
        facts = replace(facts, over=unit.get(Person, over_id))
    if request.level is Level.CONFIDENTIAL:
        facts = replace(facts, let_in=_let_in(unit, request))
    if not request.open:
        facts = replace(facts, erased=not wordstore.read_one(unit, request.words_id))
    if suggestion is None:
        return facts
    other = _references(unit, (suggestion.other,)).get(suggestion.other or 0)
    if other is not None and suggestion.act == SEEMS_ASKED and not other.open:
        return facts
    return replace(facts, suggestion=suggestion, other=_known(other, request))


def _let_in(unit: Unit, request: Request) -> tuple[tuple[Person, Grant], ...]:
    found = [each for kind in (ACCESS, EMERGENCY) for each in of_request(unit, id_of(request), kind)]
    people = load_people(unit, [each.person_id for each in found])
    return tuple((people[each.person_id], each) for each in found if each.person_id != request.requester_id)


def load_approval(unit: Unit, request: Request) -> ApprovalFacts | None:
    """The last agreement that a request needed, if it ever did."""
    row = unit.get(Approval, request.approval_id)
    if row is None:
        return None
    votes = unit.all(Vote, _given, {"approval": row.id})
    given = tuple((vote, unit.need(Person, vote.person_id)) for vote in votes)
    if row.state != "awaited":
        return ApprovalFacts(row, given)
    asked = persons_of_charter(unit, request.approvers.split())
    return ApprovalFacts(row, given, tuple(asked), timers.planned_for(unit, "approval", str(row.id)) if given else None)


def _followers(unit: Unit, request: Request) -> tuple[tuple[Person, bool], ...]:
    if not request.open or request.level is not Level.STANDARD:
        return ()
    own = [each for each in followers_of(unit, id_of(request)) if each.level is Level.STANDARD]
    people = load_people(unit, [each.requester_id for each in own])
    return tuple((people[each.requester_id], each.urgent) for each in own if each.requester_id in people)


def load_all(unit: Unit, charter: Charter, requests: Sequence[Request]) -> list[RequestFacts]:
    """The facts of several requests, in their order, in four queries at most whatever their number."""
    people = load_people(unit, (each for one in requests for each in _around(one)))
    ratings = _ratings(unit, requests)
    files = files_by_request(unit, [id_of(one) for one in requests])
    earlier = _references(unit, [one.linked_to_id for one in requests])
    found: list[RequestFacts] = []
    for one in requests:
        rating = ratings.get(one.id or 0)
        requester = people.get(one.requester_id)
        if requester is None:
            raise LookupError(f"no Person {one.requester_id}")
        found.append(
            RequestFacts(
                request=one,
                requester=requester,
                charter=charter,
                now=unit.now,
                assignee=people.get(one.assignee_id or 0),
                proposed=people.get(one.proposed_id or 0),
                raised_by=people.get(one.raised_by_id),
                resolved_by=people.get(one.resolved_by_id or 0),
                score=rating.score if rating else None,
                rating_asked=rating is not None,
                files=tuple(files[id_of(one)]),
                follows=_known(earlier.get(one.linked_to_id or 0), one),
            )
        )
    return found


def load_people(unit: Unit, ids: Iterable[int | None]) -> dict[int, Person]:
    """The persons of these ids, by id; what is none or unknown is missing."""
    wanted = {each for each in ids if each is not None}
    if not wanted:
        return {}
    found = unit.all(Person, _persons, {"ids": tuple(wanted)})
    return {person.id: person for person in found if person.id is not None}


def _around(request: Request) -> tuple[int | None, ...]:
    return (
        request.requester_id,
        request.raised_by_id,
        request.assignee_id,
        request.proposed_id,
        request.resolved_by_id,
    )


def _ratings(unit: Unit, requests: Sequence[Request]) -> dict[int, Rating]:
    over = [one.id for one in requests if one.resolved_at is not None]
    if not over:
        return {}
    return {each.request_id: each for each in unit.all(Rating, _rated, {"ids": over})}


@dataclass(slots=True)
class _Earlier:
    """What is asked of a request that another follows."""

    ref: str
    level: Level
    kept_from: str
    open: bool


def _references(unit: Unit, ids: Iterable[int | None]) -> dict[int, _Earlier]:
    wanted = {each for each in ids if each is not None}
    if not wanted:
        return {}
    table = table_of(Request)
    query = select(table.c.id, table.c.ref, table.c.level, table.c.kept_from, table.c.open).where(
        table.c.id.in_(wanted)
    )
    return {row.id: _Earlier(row.ref, row.level, row.kept_from, row.open) for row in unit.execute(query)}


def _known(earlier: _Earlier | None, later: Request) -> str | None:
    """The reference of an earlier request, where those who read the later one may know of it."""
    if earlier is None:
        return None
    known = most_private((earlier.level, later.level)) is later.level and kept_from(earlier) <= kept_from(later)
    return earlier.ref if known else None
