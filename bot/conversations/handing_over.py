"""What somebody who goes away has in hand: proposed to who stands in, who takes it all in a press, or it goes on.

Unanswered for fifteen open minutes, or by the nearest promise if that is sooner, it returns to the pool and the
coordinators are told. When they are back they have it again, or leave it, as they choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from bot import absences, freed, questioning
from bot.accompanied import put_to_others
from bot.approvals import others_answer
from bot.cards import Card, Done, Reply
from bot.charter.values import Span
from bot.conversations.claiming import announce, hand_to
from bot.conversations.handing import is_looked_at, let_go, look_for_lookers, propose_again, propose_unserved
from bot.notify import ping
from bot.people import person_of_charter, reach, reachable, who
from bot.placing import kept_apart, settle, workers
from bot.planning import look_ahead
from bot.policies.business_time import NeverOpenError, add
from bot.policies.calendar import calendar_of
from bot.policies.confidentiality import Part
from bot.policies.presence import covers, stand_ins
from bot.policies.targets import promised_next, soonest_first
from bot.requests import by_id, change
from bot.talk import Talk, on_press, on_timer
from bot.views import handing_over as views
from bot.views import notices
from bot.views.absences import AbsenceFacts
from bot.views.facts import load_all
from bot.views.lists import row_of
from storage import timers
from storage.rows import id_of, table_of
from storage.tables import Absence, Audience, Message, Person, Request, State

ANSWER_WITHIN = Span(15, "m")
LONGEST_ID = 19


def plan(talk: Talk, absence: Absence) -> None:
    """When its work is handed over, and when they are back: at an opening, for nobody is disturbed before.

    An absence that has begun is acted on at once, if the place is open; or if it opens no more for a year.
    """
    person = talk.unit.need(Person, absence.person_id)
    calendar = absences.hours_around(talk.charter, person)
    since = max(absence.since, talk.now)
    begins = absences.opening_from(calendar, since) or since
    if absence.until is None or begins < absence.until:
        if begins <= talk.now:
            begin(talk, absence)
        else:
            timers.plan(talk.unit, "away_begins", str(absence.id), begins)
    if absence.until is not None:
        back = absences.opening_from(calendar, absence.until) or absence.until
        timers.plan(talk.unit, "away_ends", str(absence.id), back)


@on_timer("away_begins")
def away_begins(talk: Talk, subject: str) -> None:
    """They are away from now on."""
    absence = absences.by_id(talk.unit, int(subject))
    if absence is not None:
        begin(talk, absence)


@on_timer("away_ends")
def away_ends(talk: Talk, subject: str) -> None:
    """They are back."""
    absence = absences.by_id(talk.unit, int(subject))
    if absence is not None and not absence.ended:
        end(talk, absence)


def begin(talk: Talk, absence: Absence) -> None:
    """What was proposed to them goes to the next; what they have is offered to who stands in, if anybody may have it.

    What nobody is offered stays theirs, unless something is promised of it before they are back.
    """
    if not covers(absence, talk.now) or absence.handover is not None:
        return
    others_answer(talk.unit)
    put_to_others(talk.unit, talk.charter)
    person = talk.unit.need(Person, absence.person_id)
    for request in proposed_to(talk, id_of(person)):
        propose_again(talk, request)
    pass_on(talk, person)
    hand, backup = in_hand(talk, id_of(person)), _stand_in(talk, person)
    offered = [each for each in hand if backup is not None and may_have(talk, backup, each)]
    if backup is not None and offered:
        _offer(talk, absence, backup, offered)
    rest = [each for each in hand if each not in offered and _is_promised_before(each, absence.until)]
    free(talk, absence, rest, "unserved")
    if absence.until is None:
        look_for_lookers(talk)


def end(talk: Talk, absence: Absence) -> None:
    """They are there again: nothing more is asked about their work, and they choose what becomes of what went on."""
    unit, person = talk.unit, talk.unit.need(Person, absence.person_id)
    for kind in ("away_begins", "away_ends", "handover"):
        timers.cancel(unit, kind, str(absence.id))
    if absence.handover == "offered":
        _say_instead(talk, absence, views.withdrawn(_facts(talk, absence)))
        unit.change(absence, handover="withdrawn")
    unit.change(absence, ended=True)
    others_answer(unit)
    put_to_others(unit, talk.charter)
    propose_unserved(talk)
    left = [] if absences.is_away_now(unit, talk.charter, person) else _gone_on(talk, absence)
    identity = reach(unit, id_of(person))
    if left and identity is not None:
        questioning.ask(unit, who(identity), _back_card(talk, absence, left), _question("back", absence))


def shown_again(talk: Talk, request: Request) -> None:
    """Where a request stands among what somebody away has, or had, those who were asked read what they may by now."""
    for absence in absences.since(talk.unit, request.asked_at):
        if absence.handover == "offered" and not absence.ended and request.id in absence.data.get("offered", ()):
            _offer_again(talk, absence)
        elif absence.ended and request.id in (*absence.data.get("moved", ()), *absence.data.get("freed", ())):
            _ask_back_again(talk, absence)


def _offer_again(talk: Talk, absence: Absence) -> None:
    """What is offered is what may still be taken; where nothing is, nobody is asked any longer."""
    backup = talk.unit.need(Person, absence.data["to"])
    hand = [each for each in in_hand(talk, absence.person_id) if may_have(talk, backup, each)]
    until = timers.planned_for(talk.unit, "handover", str(absence.id))
    if hand and until is not None:
        _show_offer(talk, absence, backup, hand, until)
        return
    _say_instead(talk, absence, views.withdrawn(_facts(talk, absence)))
    timers.cancel(talk.unit, "handover", str(absence.id))
    talk.unit.change(absence, handover="withdrawn")


def _ask_back_again(talk: Talk, absence: Absence) -> None:
    identity, left = reach(talk.unit, absence.person_id), _gone_on(talk, absence)
    if identity is not None:
        card = _back_card(talk, absence, left) if left else notices.notice("handover.nothing_left", Audience.PERSON)
        questioning.answered(talk.unit, who(identity), card, _question("back", absence))


def _back_card(talk: Talk, absence: Absence, left: Sequence[Request]) -> Card:
    rows = [row_of(each, Part.FULL) for each in load_all(talk.unit, talk.charter, left)]
    return views.back_card(_facts(talk, absence), rows)


@on_press("handover_accept")
def accept(talk: Talk, value: str) -> Reply:
    """All that was offered is theirs, in one press."""
    absence = _asked(talk, value)
    if absence is None or absence.handover != "offered":
        return _over(talk, absence)
    taken = [each for each in in_hand(talk, absence.person_id) if may_have(talk, talk.actor.person, each)]
    if not taken:
        return _answer(talk, absence, views.withdrawn(_facts(talk, absence)))
    for request in taken:
        move(talk, request, talk.actor.person)
    timers.cancel(talk.unit, "handover", value)
    moved = [id_of(each) for each in taken]
    talk.unit.change(absence, handover="accepted", data={**absence.data, "moved": moved})
    return _answer(talk, absence, views.taken(_facts(talk, absence), len(taken)))


@on_press("handover_refuse")
def refuse_(talk: Talk, value: str) -> Reply:
    """They cannot: it returns to the pool."""
    absence = _asked(talk, value)
    if absence is None or absence.handover != "offered":
        return _over(talk, absence)
    timers.cancel(talk.unit, "handover", value)
    _return_to_pool(talk, absence, "refused")
    return _answer(talk, absence, views.refused())


@on_press("handover_undo")
def undo(talk: Talk, value: str) -> Reply:
    """What was taken is whose it was, as far as it still stands so; it is offered again while they are away."""
    absence = _asked(talk, value)
    if absence is None or absence.handover != "accepted" or not covers(absence, talk.now):
        return _over(talk, absence)
    person = talk.unit.need(Person, absence.person_id)
    for request in (by_id(talk.unit, each) for each in absence.data.get("moved", ())):
        if request.open and request.assignee_id == talk.actor.id:
            move(talk, request, person)
    hand = [each for each in in_hand(talk, id_of(person)) if may_have(talk, talk.actor.person, each)]
    if not hand:
        return _answer(talk, absence, views.withdrawn(_facts(talk, absence)))
    _offer(talk, absence, talk.actor.person, hand)
    return Done()


@on_timer("handover")
def unanswered(talk: Talk, subject: str) -> None:
    """Nobody answered in time: it returns to the pool."""
    absence = absences.by_id(talk.unit, int(subject))
    if absence is not None and absence.handover == "offered" and not absence.ended:
        _return_to_pool(talk, absence, "lapsed")
        _say_instead(talk, absence, views.lapsed(_facts(talk, absence)))


@on_press("away_back")
def take_back(talk: Talk, value: str) -> Reply:
    """Who is back has again what went on meanwhile and is still open, of what nobody else took since."""
    absence = _own_ended(talk, value)
    left = _gone_on(talk, absence) if absence is not None else []
    if absence is None or not left:
        return talk.tell(notices.notice("handover.nothing_left", Audience.PERSON), instead=True)
    for request in left:
        had = request.assignee_id
        move(talk, request, talk.actor.person)
        if had is not None:
            ping(talk.unit, talk.charter, had, request, "reassigned")
    talk.unit.change(absence, data={**absence.data, "moved": [], "freed": []})
    return _answer(talk, absence, views.had_again(len(left)), "back")


@on_press("away_leave")
def leave_it(talk: Talk, value: str) -> Reply:
    """Who is back leaves it to those who have it."""
    absence = _own_ended(talk, value)
    if absence is None:
        return talk.tell(notices.notice("handover.nothing_left", Audience.PERSON), instead=True)
    talk.unit.change(absence, data={**absence.data, "moved": [], "freed": []})
    return _answer(talk, absence, notices.notice("handover.left", Audience.PERSON), "back")


def in_hand(talk: Talk, person_id: int) -> list[Request]:
    """The open requests that somebody has and that need them, locked until the commit (PostgreSQL)."""
    table = table_of(Request)
    query = select(table).where(table.c.assignee_id == person_id, table.c.open).order_by(table.c.id)
    return [each for each in talk.unit.all(Request, query.with_for_update()) if not is_looked_at(talk, each)]


def returned_to(talk: Talk, request: Request) -> None:
    """What is returned to somebody who is gone, or away, goes the way of what they have in hand."""
    let_go(talk, request)
    holder = talk.unit.get(Person, request.assignee_id)
    standing = absences.of_person(talk.unit, id_of(holder)) if holder is not None else []
    absence = next((each for each in standing if covers(each, talk.now)), None)
    if holder is None or absence is None:
        return
    if _stand_in(talk, holder) is not None or _is_promised_before(request, absence.until):
        free(talk, absence, [request], "unserved")


def proposed_to(talk: Talk, person_id: int) -> list[Request]:
    """The requests that are proposed to somebody, and that nobody has."""
    table = table_of(Request)
    proposed = select(table).where(table.c.proposed_id == person_id, table.c.open, table.c.assignee_id.is_(None))
    return talk.unit.all(Request, proposed.order_by(table.c.id))


def move(talk: Talk, request: Request, person: Person) -> None:
    """Somebody else has it from now on, and its requester is told who."""
    hand_to(talk, request, person)
    if kept_apart(talk.charter, request):
        settle(talk.unit, talk.charter, talk.platforms, request)
    announce(talk, request, person)


def free(talk: Talk, absence: Absence, requests: Sequence[Request], why: str) -> None:
    """These requests of somebody away return to the pool, and those who may know of them are told why."""
    release(talk, absence, requests)
    freed.tell(talk.unit, talk.charter, absence, as_planned(talk, requests), why)


def as_planned(talk: Talk, requests: Iterable[Request]) -> list[Request]:
    """These requests with what is promised of them now, soonest first: a clock that stood still has gone on."""
    look_ahead(talk.unit, talk.charter)
    return soonest_first(by_id(talk.unit, id_of(each)) for each in requests)


def release(talk: Talk, absence: Absence, requests: Sequence[Request]) -> None:
    """Nobody has these requests of somebody away any longer: each is proposed to whoever the rules name now."""
    for request in requests:
        values = {"claimed_at": None, "claimed_by_emoji": None, "claimed_by_message": None}
        facts = {"from": request.assignee_id, "why": "away"}
        change(talk.unit, request, "release", None, facts, state=State.NEW, assignee_id=None, **values)
        propose_again(talk, request, freed=True)
    ids = [*absence.data.get("freed", ()), *(id_of(each) for each in requests)]
    talk.unit.change(absence, data={**absence.data, "freed": ids})


def _offer(talk: Talk, absence: Absence, backup: Person, requests: Sequence[Request]) -> None:
    unit = talk.unit
    if reach(unit, id_of(backup)) is None:
        return
    until = _answer_by(talk, requests)
    ids = [id_of(each) for each in requests]
    unit.change(absence, handover="offered", data={**absence.data, "to": backup.id, "offered": ids, "moved": []})
    timers.plan(unit, "handover", str(absence.id), until)
    _show_offer(talk, absence, backup, requests, until)


def _show_offer(talk: Talk, absence: Absence, backup: Person, requests: Sequence[Request], until: datetime) -> None:
    unit, identity = talk.unit, reach(talk.unit, id_of(backup))
    if identity is None:
        return
    loaded = load_all(unit, talk.charter, soonest_first(requests))
    notes = _last_notes(talk, requests)
    rows = [(row_of(each, Part.FULL, held=True), notes.get(id_of(each.request))) for each in loaded]
    card = views.offered(_facts(talk, absence), rows, until)
    questioning.ask_instead(unit, who(identity), card, _question("handover", absence))


def _answer_by(talk: Talk, requests: Sequence[Request]) -> datetime:
    """Fifteen open minutes where the first of them is counted, or the nearest promise that is still to come."""
    found: list[datetime] = []
    for request in requests:
        site = talk.charter.site(request.site)
        if promised_next(request) is not None:
            promised = (promised_next(request), request.promised_at)
            found += [each for each in promised if each is not None and each > talk.now]
        try:
            found += [add(calendar_of(site), talk.now, ANSWER_WITHIN)] if site is not None else []
        except NeverOpenError:
            continue
    return min(found, default=talk.now + timedelta(minutes=ANSWER_WITHIN.minutes or 0))


def _return_to_pool(talk: Talk, absence: Absence, state: str) -> None:
    talk.unit.change(absence, handover=state)
    backup = talk.unit.need(Person, absence.data["to"])
    offered = [each for each in in_hand(talk, absence.person_id) if may_have(talk, backup, each)]
    free(talk, absence, offered, state)


def pass_on(talk: Talk, person: Person) -> None:
    """What was offered to somebody who goes away too is offered to the next, or returns to the pool."""
    for each in absences.standing(talk.unit):
        if each.handover != "offered" or each.data.get("to") != person.id:
            continue
        _say_instead(talk, each, views.withdrawn(_facts(talk, each)))
        timers.cancel(talk.unit, "handover", str(each.id))
        owner = talk.unit.need(Person, each.person_id)
        backup = _stand_in(talk, owner)
        hand = in_hand(talk, each.person_id)
        offered = [one for one in hand if backup is not None and may_have(talk, backup, one)]
        if backup is not None and offered:
            _offer(talk, each, backup, offered)
        else:
            talk.unit.change(each, handover="lapsed")
        free(talk, each, [one for one in hand if one not in offered], "lapsed")


def _stand_in(talk: Talk, person: Person) -> Person | None:
    """Who stands in for somebody now: the first one who is there, and can be told."""
    away, here = absences.away_now(talk.unit), reachable(talk.unit)
    chain: Iterable[str] = stand_ins(person.charter_id or "", away)
    found = next((name for name in chain if name not in away and name in here), None)
    return person_of_charter(talk.unit, found) if found is not None else None


def may_have(talk: Talk, person: Person, request: Request) -> bool:
    """Whether a request may be given to somebody."""
    return any(each.id == person.id for each in workers(talk.unit, talk.charter, request))


def _is_promised_before(request: Request, back: datetime | None) -> bool:
    next_ = promised_next(request)
    return next_ is not None and (back is None or next_ < back)


def _gone_on(talk: Talk, absence: Absence) -> list[Request]:
    """What they had when they left, is still open, and is with who stood in or with nobody; theirs to have again."""
    person, to = talk.unit.need(Person, absence.person_id), absence.data.get("to")
    ids = dict.fromkeys([*absence.data.get("moved", ()), *absence.data.get("freed", ())])
    found = [by_id(talk.unit, each) for each in ids]
    free_ = [each for each in found if each.open and each.assignee_id in (to, None) and not is_looked_at(talk, each)]
    return soonest_first(each for each in free_ if may_have(talk, person, each))


def _last_notes(talk: Talk, requests: Sequence[Request]) -> dict[int, int]:
    """The words of the last internal note of each, if one was written."""
    table = table_of(Message)
    ids = [id_of(each) for each in requests]
    noted = select(table).where(table.c.request_id.in_(ids), table.c.kind == "note", table.c.deleted_at.is_(None))
    return {each.request_id: each.words_id for each in talk.unit.all(Message, noted.order_by(table.c.id))}


def _asked(talk: Talk, value: str) -> Absence | None:
    """The absence whose work was offered to whoever presses, if it was."""
    absence = _of_value(talk, value)
    return absence if absence is not None and absence.data.get("to") == talk.actor.id else None


def _own_ended(talk: Talk, value: str) -> Absence | None:
    absence = _of_value(talk, value)
    return absence if absence is not None and absence.ended and absence.person_id == talk.actor.id else None


def _of_value(talk: Talk, value: str) -> Absence | None:
    known = value.isascii() and value.isdecimal() and len(value) < LONGEST_ID
    return absences.by_id(talk.unit, int(value)) if known else None


def _over(talk: Talk, absence: Absence | None) -> Reply:
    accepted = absence is not None and absence.handover == "accepted"
    key = "handover.accepted_already" if accepted else "handover.over"
    return talk.tell(notices.notice(key, Audience.PERSON))


def _answer(talk: Talk, absence: Absence, card: Card, what: str = "handover") -> Reply:
    """Put the answer where it was asked."""
    seen = questioning.answered(talk.unit, talk.actor.who, card, _question(what, absence))
    return Done() if seen and talk.alone else talk.tell(card, instead=True)


def _say_instead(talk: Talk, absence: Absence, card: Card) -> None:
    identity = reach(talk.unit, absence.data["to"])
    if identity is not None:
        questioning.withdrawn(talk.unit, who(identity), card, _question("handover", absence))


def _question(what: str, absence: Absence) -> str:
    return f"question:{what}:{absence.id}"


def _facts(talk: Talk, absence: Absence) -> AbsenceFacts:
    return absences.facts_of(talk.unit, talk.charter, [absence])[0]
