"""What waits for a second person, as rows: who may look at it, and what is held until they have.

It is the work itself (`DONE`), or what a newcomer writes to a requester: `REPLY`, `QUESTION`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from bot.absences import away_now, gone
from bot.charter import Charter
from bot.levels import known
from bot.people import reachable
from bot.policies.reviewing import SHADOW, Checkers, checkers, why_checked
from bot.policies.routing import Ask
from bot.versions import in_force_then
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Person, Request, Review, State
from storage.unit import Unit

DONE, REPLY, QUESTION = "done", "reply", "question"
ACCEPTED, RETURNED, DROPPED = "accepted", "returned", "dropped"
"""What comes of it; dropped: taken back, given to somebody else, cancelled, before anybody said anything."""
_reviews, _people = table_of(Review), table_of(Person)
_undecided = Prepared(
    select(_reviews)
    .where(_reviews.c.request_id == bindparam("request"), _reviews.c.decided_at.is_(None), _reviews.c.kind == DONE)
    .order_by(_reviews.c.id.desc())
    .limit(1)
)
_last = Prepared(
    select(_reviews)
    .where(_reviews.c.request_id == bindparam("request"), _reviews.c.kind == DONE)
    .order_by(_reviews.c.id.desc())
    .limit(1)
)
_held = Prepared(
    select(_reviews)
    .where(_reviews.c.request_id == bindparam("request"), _reviews.c.decided_at.is_(None), _reviews.c.kind != DONE)
    .order_by(_reviews.c.id)
)
_all_held = Prepared(
    select(_reviews).where(_reviews.c.decided_at.is_(None), _reviews.c.kind != DONE).order_by(_reviews.c.id)
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a card says of a request that waits for a second person: by whom it may be looked at, and what is held."""

    names: tuple[str, ...]
    words_id: int | None = None


def undecided(unit: Unit, request: Request) -> Review | None:
    """What waits for a second person, if a request does."""
    return unit.first(Review, _undecided, {"request": request.id})


def last_of(unit: Unit, request: Request) -> Review | None:
    """What was last before a second person of a request, decided or not."""
    return unit.first(Review, _last, {"request": request.id})


def held(unit: Unit, request: Request) -> list[Review]:
    """The words to its requester that wait for a second person, oldest first."""
    return unit.all(Review, _held, {"request": request.id})


def all_held(unit: Unit) -> list[Review]:
    """The same, of all requests."""
    return unit.all(Review, _all_held)


def still_waits(unit: Unit, request: Request) -> list[Review]:
    """All of a request that waits for a second person: the work, and words."""
    work = undecided(unit, request) if request.state is State.TO_VALIDATE else None
    return [*([work] if work is not None else []), *held(unit, request)]


def is_accompanied(unit: Unit, charter: Charter, request: Request, worker: Person) -> bool:
    """Whether what somebody writes to a requester is looked at first: they watch, and it was not confided to them."""
    if Ask(charter, request.site, request.service, request.level).confided:
        return False
    return known(unit, charter).get(worker.charter_id or "") == SHADOW


def why(unit: Unit, charter: Charter, request: Request, worker: Person) -> str | None:
    """Why what somebody did for a request is looked at by another first, or none.

    The service's rule is that of the charter that made its promise; how far somebody works alone is asked now. What is
    confided to one person alone has no second one.
    """
    if Ask(charter, request.site, request.service, request.level).confided:
        return None
    then = in_force_then(unit, charter, request.charter_version)
    service = then.service(request.service) or charter.service(request.service)
    return why_checked(service.validation if service else "", known(unit, charter).get(worker.charter_id or "", ""))


def may_look(unit: Unit, charter: Charter, request: Request, review: Review) -> Checkers:
    """Who may look at what was done, present or not."""
    return _checkers(unit, charter, request, review.why, review.worker_id)


def is_for(unit: Unit, charter: Charter, request: Request, name: str) -> bool:
    """Whether a request waits for somebody of the charter to look at it, or for another like them."""
    review = undecided(unit, request)
    return review is not None and name in may_look(unit, charter, request, review).names


def would_look(unit: Unit, charter: Charter, request: Request, why: str, worker: Person) -> Checkers:
    """The same, before it is asked for."""
    return _checkers(unit, charter, request, why, id_of(worker))


def _checkers(unit: Unit, charter: Charter, request: Request, why: str, worker_id: int) -> Checkers:
    worker, requester = (unit.get(Person, each) for each in (worker_id, request.requester_id))
    apart = [each.charter_id for each in (worker, requester) if each is not None and each.charter_id]
    name = worker.charter_id if worker is not None else None
    return checkers(charter, request, why, known(unit, charter), apart, name, away_now(unit) if why == SHADOW else {})


def to_ask(unit: Unit, able: Checkers) -> Checkers:
    """Those of them who are there now: those who coordinate where no other is."""
    there = reachable(unit) - away_now(unit).keys()
    peers = tuple(each for each in able.peers if each in there)
    return Checkers(peers, () if peers else tuple(each for each in able.coordinators if each in there))


def is_anybody_left(unit: Unit, able: Checkers) -> bool:
    """Whether one of them is there, or comes back."""
    return bool(set(able.names) & reachable(unit) - gone(unit))


def waiting(unit: Unit, charter: Charter, request: Request) -> Waiting | None:
    """What its cards say of it, while it waits."""
    review = undecided(unit, request) if request.state is State.TO_VALIDATE else None
    if review is None:
        return None
    able = may_look(unit, charter, request, review)
    return Waiting(able.peers or able.coordinators, review.words_id)
