"""A request whose people are there no longer goes to the next ones; one that nobody could take, to those who come."""

from __future__ import annotations

from sqlalchemy import select

from bot import reviews
from bot.absences import gone
from bot.accompanied import put_to_others
from bot.approvals import others_answer
from bot.coordinating import who_knows
from bot.creation import Routed, route, tell_proposed
from bot.notify import ping, tell_held
from bot.people import persons_of_charter, reach, reachable
from bot.placing import kept_apart, settle, triage_channels, works
from bot.policies.naming import company_of
from bot.requests import by_id, change, refresh
from bot.talk import Talk, on_timer
from storage import timers
from storage.journal import Fact
from storage.rows import id_of, table_of
from storage.tables import Person, Request, State

AT_ONCE = 200
"""How many requests are looked at in one transaction: others write meanwhile."""
UNSERVED = ("nobody", "coordinator")
"""The reasons of a proposal that say that nobody was there to take it."""


def let_go(talk: Talk, request: Request) -> None:
    """Whoever has it, or was proposed it, and is gone or can do nothing for it has it no longer: the next one does."""
    unit, charter = talk.unit, talk.charter
    chosen = request.assignee_id or request.proposed_id
    if not request.open or chosen is None or works(unit, charter, chosen, request):
        return
    if reach(unit, chosen) is None and is_looked_at(talk, request):
        return
    take_from(talk, request)


def take_from(talk: Talk, request: Request) -> None:
    """Whoever has it, or was proposed it, has it no longer: the next one does."""
    unit, charter, holder = talk.unit, talk.charter, request.assignee_id
    if holder is not None:
        values = {"claimed_at": None, "claimed_by_emoji": None, "claimed_by_message": None}
        facts: dict[str, Fact] = {"from": holder, "why": "moved"}
        change(unit, request, "release", None, facts, state=State.NEW, assignee_id=None, **values)
        if reach(unit, holder) is not None:
            ping(unit, charter, holder, request, "released")
    propose_again(talk, request, freed=holder is not None)


def is_looked_at(talk: Talk, request: Request) -> bool:
    """Whether what was done is with somebody who is there to look at it: it needs nothing of who did it until then."""
    review = reviews.undecided(talk.unit, request) if request.state is State.TO_VALIDATE else None
    if review is None:
        return False
    able = reviews.may_look(talk.unit, talk.charter, request, review)
    return bool(reviews.to_ask(talk.unit, able).names)


def look_for_lookers(talk: Talk) -> None:
    """Who may look at what is done, or written, may be gone for good: then it waits for nobody.

    What was done by somebody who is gone too goes to the pool, and who coordinates is told; what somebody wrote to a
    requester is given back to them.
    """
    unit, charter = talk.unit, talk.charter
    table, here = table_of(Request), reachable(unit) - gone(unit)
    for request in unit.all(Request, select(table).where(table.c.state == State.TO_VALIDATE).order_by(table.c.id)):
        review, holder = reviews.undecided(unit, request), unit.get(Person, request.assignee_id)
        if review is None or (holder is not None and holder.charter_id in here):
            continue
        if not reviews.is_anybody_left(unit, reviews.may_look(unit, charter, request, review)):
            for person in who_knows(unit, charter, request):
                ping(unit, charter, id_of(person), request, "unlooked")
            take_from(talk, request)
    for review in reviews.all_held(unit):
        able = reviews.may_look(unit, charter, by_id(unit, review.request_id), review)
        if not reviews.is_anybody_left(unit, able):
            unit.unanswered.add(review.request_id)


def propose_again(talk: Talk, request: Request, *, freed: bool = False) -> None:
    """Propose a request to whoever the rules name now, and tell them: when it is another, or somebody had it."""
    unit, before, why = talk.unit, request.proposed_id, request.proposal_why
    requester = unit.need(Person, request.requester_id)
    charter = company_of(talk.charter, request)
    routed: Routed = route(unit, charter, request.site, request.service, request.level, requester)
    if not freed and (routed.person_id, routed.why) == (before, why):
        return
    unit.change(request, proposed_id=routed.person_id, proposal_why=routed.why)
    refresh(unit, request, {before})
    settle(unit, talk.charter, talk.platforms, request)
    tell_proposed(talk, request, routed)


def left(talk: Talk, names: frozenset[str]) -> None:
    """These people of the charter have no active account any longer: what was theirs goes to the next."""
    others_answer(talk.unit)
    put_to_others(talk.unit, talk.charter)
    people = [id_of(each) for each in persons_of_charter(talk.unit, names)]
    table = table_of(Request)
    theirs = table.c.assignee_id.in_(people) | (table.c.assignee_id.is_(None) & table.c.proposed_id.in_(people))
    for request in talk.unit.all(Request, select(table).where(table.c.open, theirs).order_by(table.c.id)):
        let_go(talk, request)
    look_for_lookers(talk)


def came(talk: Talk, names: frozenset[str]) -> None:
    """These people of the charter have an active account from now on: they get what they may read and were told."""
    others_answer(talk.unit)
    put_to_others(talk.unit, talk.charter)
    take_up(talk, 0)
    for person in persons_of_charter(talk.unit, names):
        tell_held(talk.unit, talk.charter, id_of(person))


@on_timer("take_up")
def take_up_more(talk: Talk, subject: str) -> None:
    """The next of the requests that others may have to take, or to see, than before."""
    take_up(talk, int(subject.rpartition(":")[2]))


def take_up(talk: Talk, after: int) -> None:
    """Hand on what its holder can do nothing for; show to each of those who may read them now, and propose again, what
    no channel shows or nobody could take.
    """
    found = at_work(talk, after)
    for request in found:
        let_go(talk, request)
        if request.open and request.assignee_id is None and request.proposal_why in UNSERVED:
            propose_again(talk, request)
        if kept_apart(talk.charter, request) or not triage_channels(talk.charter, talk.platforms, request.site):
            settle(talk.unit, talk.charter, talk.platforms, request)
    go_on(talk, "take_up", found)


def propose_unserved(talk: Talk) -> None:
    """Propose again what nobody could take, now that somebody more may be there; all of it, some at a time."""
    table = table_of(Request)
    unserved = table.c.open & table.c.assignee_id.is_(None) & table.c.proposal_why.in_(UNSERVED)
    found = talk.unit.all(Request, select(table).where(unserved).order_by(table.c.id).limit(AT_ONCE))
    for request in found:
        propose_again(talk, request)
    go_on(talk, "take_up", found)


def at_work(talk: Talk, after: int) -> list[Request]:
    """The next requests at work, open or just done, by id."""
    table = table_of(Request)
    there = table.c.open | (table.c.state == State.RESOLVED)
    query = select(table).where(there, table.c.id > after).order_by(table.c.id).limit(AT_ONCE)
    return talk.unit.all(Request, query)


def go_on(talk: Talk, timer: str, found: list[Request]) -> None:
    """Look at the requests that follow these in another transaction, if there may be some."""
    if len(found) == AT_ONCE:
        timers.plan(talk.unit, timer, f"{talk.charter.hash}:{found[-1].id}", talk.now)
