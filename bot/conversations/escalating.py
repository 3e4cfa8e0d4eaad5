"""Alerting somebody about a request by hand, and taking it over: who, why and what came of it is its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select

from bot.cards import Card, Reply
from bot.climbing import alerted_by_hand, let_read
from bot.conversations.claiming import claim, give
from bot.conversations.giving_back import kept_apart, returned
from bot.conversations.missed import CLIMBED
from bot.notify import ping, told_lately
from bot.permit import fitting
from bot.planning import course_of, facts_of
from bot.policies.escalation import GIVEN_BACK, TAKEN_OVER
from bot.policies.permissions import Act, may
from bot.policies.routing import coordinates
from bot.policies.steps import is_climbing
from bot.reading import spoken
from bot.requests import change, record
from bot.talk import Talk, on_act
from bot.views import alerts, notices
from storage import words as wordstore
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Audience, Journal, Level, Person, Request

ONCE_IN = timedelta(hours=1)
"""How often a requester may alert about their own request."""
ALERTED = "escalate"
"""The act by which somebody alerts."""
_journal = table_of(Journal)
_course = Prepared(
    select(_journal)
    .where(
        _journal.c.request_id == bindparam("request"),
        or_(*(_journal.c.act == act for act in (ALERTED, TAKEN_OVER, CLIMBED, *GIVEN_BACK))),
    )
    .order_by(_journal.c.id)
)


@on_act(ALERTED, "escalade", "escalate", "alerter")
def escalate(talk: Talk, request: Request, said: str = "") -> Reply:
    """Tell those who steer it now, and say who was told."""
    refused = fitting(talk, ALERTED, request)
    if refused is not None:
        return returned(talk, refused, said)
    reason = spoken(said)
    apart = kept_apart(talk, request, reason) if reason else None
    kept = reason if apart is None else ""
    words_id = wordstore.keep(talk.unit, kept, "reason", talk.actor.id, request.level) if kept else None
    again_at = _again_at(talk, request)
    told = alerted_by_hand(talk.unit, talk.charter, request, talk.actor.person)
    fresh = [] if again_at else [each for each in told if not told_lately(talk.unit, id_of(each), request, "escalated")]
    to = " ".join(str(each.id) for each in fresh)
    record(talk.unit, request, ALERTED, talk.actor.id, {"words": words_id, **({"to": to} if to else {})})
    let_read(talk.unit, talk.charter, request, fresh)
    for person in fresh:
        ping(talk.unit, talk.charter, id_of(person), request, "escalated")
    card = _answer(talk, request, told, fresh, again_at, noted=words_id is not None)
    if apart is None:
        return talk.tell(card)
    return returned(talk, talk.tell(notices.with_apart(card, apart)), reason)


def _answer(
    talk: Talk,
    request: Request,
    told: Sequence[Person],
    fresh: Sequence[Person],
    again_at: datetime | None,
    *,
    noted: bool,
) -> Card:
    """What whoever alerted is told of it. `noted`: they gave a reason that is kept."""
    if not told:
        return notices.notice("escalate.nobody", Audience.PERSON, subject=request.ref, ref=request.ref)
    if not fresh:
        return alerts.alerted_already(request, again_at, noted=noted)
    if request.level is Level.CONFIDENTIAL:
        return notices.told_in_private(request, fresh)
    return alerts.alerted(request, () if _coordinate(talk, request, fresh) else fresh)


def _coordinate(talk: Talk, request: Request, people: Sequence[Person]) -> bool:
    """Whether these are those who coordinate the request, of whom one speaks together."""
    known = [talk.charter.person(each.charter_id) for each in people]
    asked = (request.site, request.service, request.level)
    return all(each is not None and coordinates(talk.charter, each, *asked) for each in known)


def _again_at(talk: Talk, request: Request) -> datetime | None:
    """From when on its requester may alert again; none: now. Others may at any time."""
    if talk.actor.id != request.requester_id:
        return None
    own = [each for each in _history(talk, request) if each.act == ALERTED and each.actor_id == talk.actor.id]
    last = max((each.at for each in own if each.data.get("to")), default=None)
    return last + ONCE_IN if last is not None and last + ONCE_IN > talk.now else None


@on_act(TAKEN_OVER, "relayer", "takeover")
def take_over(talk: Talk, request: Request, said: str = "") -> Reply:
    """Answer for it from now on: it climbs no further. Who may work it has it by that, whoever had it before."""
    refused = fitting(talk, TAKEN_OVER, request)
    if refused is not None:
        return refused
    history = _history(talk, request)
    last = history[-1] if history else None
    if last is not None and last.act == TAKEN_OVER and not _is_climbing(talk, request):
        by = talk.unit.need(Person, last.actor_id or 0)
        if by.id != talk.actor.id:
            return talk.tell(alerts.taken_over_already(request, by, last.at), instead=True)
        return talk.tell(alerts.taken_over(request, (), keeps=request.assignee_id == talk.actor.id), instead=True)
    had = request.assignee_id
    change(talk.unit, request, TAKEN_OVER, talk.actor.id, {"from": had})
    works = may(Act.CLAIM, talk.actor, request, talk.charter).allowed
    if works and had is None:
        claim(talk, request)
    elif works and had != talk.actor.id:
        give(talk, request, talk.actor.person)
    told = _tell(talk, request, history, None if works else had)
    return talk.tell(alerts.taken_over(request, told, keeps=works), instead=True)


def _is_climbing(talk: Talk, request: Request) -> bool:
    facts = facts_of(talk.unit, talk.charter, request, course_of(talk.unit, request))
    return facts is not None and is_climbing(facts, talk.now)


def _tell(talk: Talk, request: Request, history: Sequence[Journal], holder: int | None) -> list[Person]:
    """Whoever has it and keeps it, and whoever alerted by hand and waits to know what came of it, are told."""
    alerted = [each.actor_id for each in _since_taken_over(history) if each.act == ALERTED]
    people = [one for one in dict.fromkeys((holder, *alerted)) if one is not None and one != talk.actor.id]
    for person_id in people:
        ping(talk.unit, talk.charter, person_id, request, "taken_over")
    return [talk.unit.need(Person, one) for one in people]


def _since_taken_over(history: Sequence[Journal]) -> Sequence[Journal]:
    last = max((number for number, each in enumerate(history) if each.act == TAKEN_OVER), default=-1)
    return history[last + 1 :]


def _history(talk: Talk, request: Request) -> list[Journal]:
    """When it was alerted about, by whomever, taken over, or given back, in order."""
    return talk.unit.all(Journal, _course, {"request": request.id})
