"""Agreeing to a request, or not: one's word shows at once, and what follows from it waits for ten minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete

from bot import outgoing, questioning, relay
from bot.approvals import (
    APPROVED,
    AWAITED,
    REFUSED,
    TIMER,
    decide,
    outcome_of,
    question,
    remind,
    seats_of,
    show_asked,
    tell_nobody,
    tell_unanswered,
    votes_of,
)
from bot.cards import Card, CloseForm, Done, FieldErrors, FormView, Reply, Text, ours
from bot.conversations.giving_back import returned
from bot.conversations.resolving import withdraw
from bot.forms import accepted, in_form, open_form
from bot.notify import ping
from bot.people import reach, who
from bot.permit import permitted
from bot.placing import may_read, spoken_in
from bot.policies.approvals import Seat, speakers
from bot.policies.steps import Planned
from bot.reading import spoken
from bot.requests import by_id, by_ref, change, places
from bot.talk import Talk, on_act, on_form, on_press, on_show, on_step, on_timer
from bot.views import approvals as views
from bot.views import forms as form_views
from bot.views import notices
from bot.views.facts import load_approval
from storage import timers
from storage import words as wordstore
from storage.inserts import insert_ignoring
from storage.rows import table_of
from storage.tables import Approval, Audience, Form, Person, Request, Vote

APPROVE, REFUSE, INQUIRE = "approve", "refuse", "inquire"


@on_act(APPROVE, "approuver", "approve", "approuve")
def approve(talk: Talk, request: Request, said: str = "") -> Reply:
    """Agree to it."""
    found = _asked(talk, request, APPROVE)
    if not isinstance(found, tuple):
        return found
    return _answer(talk, request, *found, APPROVE, None)


@on_act(REFUSE, "refuser", "refuse")
def refuse(talk: Talk, request: Request, said: str = "") -> Reply:
    """Not agree to it, and say why: with the word, else in a form."""
    found = _asked(talk, request, REFUSE)
    if not isinstance(found, tuple):
        return returned(talk, found, said)
    if not spoken(said):
        return open_form(talk, REFUSE, request)
    return _answer(talk, request, *found, REFUSE, _kept(talk, request, spoken(said)))


@on_show(REFUSE)
def refuse_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """Why not, to be written."""
    return form_views.refuse_form(form.id, values, lines=lines)


@on_form(REFUSE)
def refuse_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """Why not, as it was written."""
    request = by_id(talk.unit, form.request_id or 0)
    found = _asked(talk, request, REFUSE)
    if not isinstance(found, tuple):
        return in_form("text", found)
    text = spoken(values.get("text", ""))
    if not text:
        return FieldErrors(errors={"text": ours("errors.say_something")})
    accepted(talk, form)
    _answer(talk, request, *found, REFUSE, _kept(talk, request, text))
    return CloseForm()


@on_act(INQUIRE, "questionner", "inquire")
def inquire(talk: Talk, request: Request, said: str = "") -> Reply:
    """Ask its requester, and whoever works it, before agreeing: what they answer comes back."""
    found = _asked(talk, request, INQUIRE)
    if not isinstance(found, tuple):
        return returned(talk, found, said)
    if not spoken(said):
        return open_form(talk, INQUIRE, request)
    return talk.tell(_inquired(talk, request, found[0], spoken(said), talk.event.key))


@on_show(INQUIRE)
def inquire_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """The question, to be written."""
    return form_views.inquire_form(form.id, values, lines=lines)


@on_form(INQUIRE)
def inquire_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The question, as it was written: it is said in the request's own places."""
    request = by_id(talk.unit, form.request_id or 0)
    found = _asked(talk, request, INQUIRE)
    if not isinstance(found, tuple):
        return in_form("text", found)
    text = spoken(values.get("text", ""))
    if not text:
        return FieldErrors(errors={"text": ours("errors.say_something")})
    accepted(talk, form)
    return CloseForm(card=_inquired(talk, request, found[0], text, f"form:{form.id}"))


def _inquired(talk: Talk, request: Request, row: Approval, text: str, key: str) -> Card:
    """The question is said in the request's own places."""
    message = relay.said_at_the_desk(talk, request, "question", text, key)
    change(talk.unit, request, INQUIRE, talk.actor.id, {"approval": row.id, "words": message.words_id})
    return notices.notice("approval.inquired", Audience.PERSON, subject=request.ref, ref=request.ref)


@on_press("unvote")
def unvote(talk: Talk, value: str) -> Reply:
    """Take back one's word, while nothing has followed from it."""
    request = by_ref(talk.unit, value)
    if request is None:
        return talk.tell(notices.refusal("not_found", ()))
    row = talk.unit.get(Approval, request.approval_id)
    own = [each for each in votes_of(talk.unit, row) if each.person_id == talk.actor.id] if row is not None else []
    if row is None or not own:
        return permitted(talk, "see", request) or _tell(talk, request, "approval.nothing_to_undo")
    due = timers.planned_for(talk.unit, TIMER, str(row.id))
    if row.state != AWAITED or (due is not None and due <= talk.now):
        return _tell(talk, request, "approval.too_late")
    talk.unit.execute(delete(table_of(Vote)).where(table_of(Vote).c.id.in_([each.id for each in own])))
    timers.cancel(talk.unit, TIMER, str(row.id))
    found = seats_of(talk.unit, talk.charter, request, row)
    decided = decide(talk.unit, row, found)
    change(talk.unit, request, "unvote", talk.actor.id, {"approval": row.id})
    show_asked(talk.unit, talk.charter, request, row)
    if talk.actor.person.charter_id not in speakers(found):
        questioning.answered(talk.unit, talk.who, views.not_asked(request), question(row))
    if not decided and not speakers(found):
        tell_nobody(talk.unit, talk.charter, request, row, found)
    return Done()


@on_step("remind")
def asked_once_more(talk: Talk, request: Request, step: Planned) -> None:
    """Somebody has not answered for a while."""
    remind(talk.unit, talk.charter, request, step.code.split(":")[1])


@on_step("unanswered")
def never_answered(talk: Talk, request: Request, step: Planned) -> None:
    """Somebody has not answered, asked as often as one may be."""
    tell_unanswered(talk.unit, talk.charter, request, step.code.partition(":")[2])


@on_timer(TIMER)
def takes_effect(talk: Talk, subject: str) -> None:
    """The ten minutes are over: the request goes on, or does not."""
    row = talk.unit.get(Approval, int(subject))
    if row is None:
        return
    request = by_id(talk.unit, row.request_id)
    row = talk.unit.need(Approval, row.id)
    if row.state != AWAITED:
        return
    match outcome_of(talk.unit, row, seats_of(talk.unit, talk.charter, request, row)):
        case True:
            _agreed(talk, request, row)
        case False:
            _refused(talk, request, row)
        case None:
            # Others are to answer by now: they are asked as the transaction ends.
            talk.unit.moved.add(row.request_id)


def _asked(talk: Talk, request: Request, act: str) -> tuple[Approval, list[Seat], tuple[Seat, ...]] | Reply:
    """The round that awaits the actor's word, the seats that they speak for, and all; else why they are not heard."""
    row = talk.unit.get(Approval, request.approval_id)
    if row is None or row.state != AWAITED or not request.open:
        known = permitted(talk, "see", request)
        return known or talk.tell(views.decided(request, load_approval(talk.unit, request)))
    found = seats_of(talk.unit, talk.charter, request, row)
    votes = votes_of(talk.unit, row)
    given = {each.seat for each in votes}
    over = timers.is_planned(talk.unit, TIMER, str(row.id))
    spoke = any(each.person_id == talk.actor.id for each in votes)
    named = talk.actor.named
    mine = [each for each in found if named is not None and each.by == named.id and each.person not in given]
    if spoke or (mine and over):
        return talk.tell(views.decided(request, load_approval(talk.unit, request)))
    refused = permitted(talk, act, request)
    if refused is not None:
        return refused
    if not mine:
        return talk.tell(views.decided(request, load_approval(talk.unit, request)))
    return row, mine, found


def _answer(
    talk: Talk,
    request: Request,
    row: Approval,
    mine: Sequence[Seat],
    found: Sequence[Seat],
    act: str,
    words_id: int | None,
) -> Reply:
    """Take somebody's word, once for each whose word it is."""
    for seat in mine:
        values = {
            "approval_id": row.id,
            "seat": seat.person,
            "person_id": talk.actor.id,
            "approves": act == APPROVE,
            "words_id": words_id,
            "at": talk.now,
        }
        insert_ignoring(talk.unit.connection, Vote, values)
    decide(talk.unit, row, found)
    change(talk.unit, request, act, talk.actor.id, {"approval": row.id, "words": words_id})
    show_asked(talk.unit, talk.charter, request, row)
    return Done()


def _agreed(talk: Talk, request: Request, row: Approval) -> None:
    unit = talk.unit
    unit.change(row, state=APPROVED, decided_at=talk.now)
    facts = load_approval(unit, request)
    assert facts is not None
    show_asked(unit, talk.charter, request, row)
    change(unit, request, "approval_given", None, {"approval": row.id}, awaits_approval=False, approvers="")
    for place in spoken_in(places(unit, request)):
        if place.audience is Audience.REQUESTER and may_read(unit, talk.charter, place, request):
            outgoing.say_in(unit, place, views.told_approved(request, facts, chat=place.identity_id is not None))
    for person_id in _at_work(request, row):
        ping(unit, talk.charter, person_id, request, "approved")


def _refused(talk: Talk, request: Request, row: Approval) -> None:
    unit = talk.unit
    unit.change(row, state=REFUSED, decided_at=talk.now)
    vote = next(each for each in votes_of(unit, row) if not each.approves)
    by, ends = unit.need(Person, vote.person_id), row.service is not None
    show_asked(unit, talk.charter, request, row)
    change(unit, request, "approval_refused", None, {"approval": row.id}, awaits_approval=False, approvers="")
    if ends:
        withdraw(talk, request, None)
    _say_to(talk, request.requester_id, views.told_refused(request, vote, by, ends=ends), request)
    for person_id in () if ends else _at_work(request, row):
        _say_to(talk, person_id, views.told_inside(request, vote, by, person_id), request)


def _at_work(request: Request, row: Approval) -> list[int]:
    """Who goes on with a request: whoever has it, else is proposed it, and whoever asked for the agreement."""
    holder = request.assignee_id or request.proposed_id
    return [each for each in dict.fromkeys((holder, row.asked_by_id)) if each is not None]


def _say_to(talk: Talk, person_id: int, card: Card, request: Request) -> None:
    identity = reach(talk.unit, person_id)
    if identity is not None:
        outgoing.say_to(talk.unit, who(identity), card, request.id)


def _kept(talk: Talk, request: Request, text: str) -> int:
    return wordstore.keep(talk.unit, text, "reason", talk.actor.id, request.level)


def _tell(talk: Talk, request: Request, key: str) -> Reply:
    return talk.tell(notices.notice(key, Audience.PERSON, subject=request.ref, ref=request.ref))
