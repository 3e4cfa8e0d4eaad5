"""Agreements as rows: whether a request needs one, whom it is asked of, and when it does no longer.

Whatever changes a request ends here (`look_again`), in its own transaction: an amount that rises asks anew, another
service or site asks others, a request that is over asks nobody. What is decided is a pure policy
(bot/policies/approvals.py); what people answer is bot/conversations/approving.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select

from bot import outgoing, questioning
from bot.absences import asked_since, away_now
from bot.amounts import as_kept, money_of, read_in, still_said
from bot.cards import Card
from bot.charter import Approval as Rule
from bot.charter import Charter
from bot.coordinating import who_knows
from bot.people import person_of_charter, persons_of_charter, reach, reachable, reader, who
from bot.policies.approvals import HELD, Seat, asked_again, outcome, rises, seats, speakers, weigh
from bot.policies.confidentiality import Part
from bot.policies.permissions import sight
from bot.policies.steps import Planned
from bot.requests import by_id, change, refresh, refresh_homes
from bot.understanding.model import Money
from bot.versions import in_force_then
from bot.views import approvals as views
from bot.views.facts import load_approval
from bot.views.notices import relayed
from storage import timers
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Approval, Audience, Journal, Message, Person, Request, Vote
from storage.unit import Unit

ASKED = "approval"
"""The act by which somebody's agreement is asked for."""
INQUIRED = "inquire"
"""The act by which one whose agreement is asked for asks something first."""
TIMER = "approval"
"""The kind of the timer at whose end a decision takes effect."""
AWAITED, APPROVED, REFUSED = "awaited", "approved", "refused"
UNSAID, BELOW, WITHDRAWN = "unsaid", "below", "withdrawn"
_approvals = table_of(Approval)
_awaiting = select(table_of(Request).c.id).where(table_of(Request).c.open, table_of(Request).c.awaits_approval)
_by_rule = Prepared(
    select(_approvals)
    .where(_approvals.c.request_id == bindparam("request"), _approvals.c.service.is_not(None))
    .order_by(_approvals.c.id.desc())
    .limit(1)
)


def look_again(unit: Unit, charter: Charter) -> None:
    """Look at each request that changed, before what is planned of it is."""
    for request_id in sorted(unit.moved):
        look(unit, charter, by_id(unit, request_id))


def others_answer(unit: Unit) -> None:
    """Who is there to answer may be others from now on: whatever awaits an agreement is looked at again."""
    unit.moved |= {request_id for (request_id,) in unit.execute(_awaiting)}


def look(unit: Unit, charter: Charter, request: Request, said: Money | None = None) -> None:
    """Ask for the agreement that a request needs as it stands, and for none that it does not. `said`: what it costs,
    as somebody said it."""
    last = unit.get(Approval, request.approval_id)
    if not request.open:
        if last is not None and last.state == AWAITED:
            over(unit, charter, request, last)
        return
    if last is not None and last.state == AWAITED and last.service is None:
        ask_others(unit, charter, request, last)
        return
    rule = rule_of(unit, charter, request)
    if rule is None:
        if last is not None and last.state == AWAITED:
            over(unit, charter, request, last)
        _forget(unit, request)
        return
    _by_its_rule(unit, charter, request, rule, said)


def _by_its_rule(unit: Unit, charter: Charter, request: Request, rule: Rule, said: Money | None) -> None:
    before = unit.first(Approval, _by_rule, {"request": request.id}) if request.approval_id is not None else None
    if before is not None and before.service != request.service:
        if before.state == AWAITED:
            over(unit, charter, request, before)
        before = None
    read = read_in(unit, request)
    written = as_kept(read)
    if before is None and said is None:
        said = still_said(unit, request, written)
    known = before is not None and before.read == written and said is None
    if before is not None and known and before.state not in (REFUSED, WITHDRAWN):
        if before.state == AWAITED:
            ask_others(unit, charter, request, before)
        return
    found = weigh(rule, read if said is None else (said,))
    if before is not None and before.state in (AWAITED, APPROVED):
        if found.state == AWAITED and rises(money_of(before), found.money):
            if before.state == AWAITED:
                _close(unit, charter, request, before)
        elif said is not None or not _is_only_read(unit, before):
            unit.change(before, read=written)
            return
        elif found.state == AWAITED:
            _ask_less(unit, charter, request, before, found.money, written)
            return
        else:
            over(unit, charter, request, before)
    if not read and said is None and found.state == UNSAID and (before is None or before.state != REFUSED):
        _forget(unit, request)
        return
    row = _row(unit, request, found.state, " ".join(rule.by), rule.mode, found.money, request.service)
    unit.change(row, read=written, why=found.why)
    if found.state == AWAITED:
        ask(unit, charter, request, row)
    else:
        unit.change(request, approval_id=row.id)
        refresh(unit, request)


def _is_only_read(unit: Unit, row: Approval) -> bool:
    """Whether nobody said anything of a round yet, nor of what it is about but in the request's words."""
    if row.state != AWAITED or row.asked_by_id is not None or votes_of(unit, row):
        return False
    return row.amount is None or f"{row.amount} {row.currency}" in row.read.split(", ")


def _ask_less(unit: Unit, charter: Charter, request: Request, row: Approval, money: Money | None, written: str) -> None:
    """Its words say less than they did, or did as they were heard first: what is asked says so, where it stands."""
    amount, currency = (str(money.value), money.currency) if money is not None else (None, None)
    unit.change(row, amount=amount, currency=currency, read=written)
    ask_others(unit, charter, request, row)
    show_asked(unit, charter, request, row)
    refresh(unit, request)


def _forget(unit: Unit, request: Request) -> None:
    """Its words say nothing of money, whatever they said before: nothing is kept of that."""
    last = unit.get(Approval, request.approval_id)
    if last is not None and last.service is not None and last.state in (UNSAID, BELOW, WITHDRAWN):
        unit.change(request, approval_id=None)
        refresh(unit, request)


def ask_by_hand(
    unit: Unit, charter: Charter, request: Request, by: Person, names: Sequence[str], money: Money | None
) -> Approval:
    """Somebody who works a request asks these roles and people to agree to it, all of them.

    It takes the place of what the charter asks for while nobody can answer that.
    """
    last = unit.get(Approval, request.approval_id)
    stands_for = last.service if last is not None and last.state == AWAITED else None
    if last is not None and last.state == AWAITED:
        money = money or money_of(last)
        unit.change(last, state=WITHDRAWN, decided_at=unit.now)
    row = _row(unit, request, AWAITED, " ".join(names), "all", money, stands_for)
    unit.change(row, asked_by_id=by.id, read=last.read if last is not None else "")
    ask(unit, charter, request, row)
    return row


def ask(unit: Unit, charter: Charter, request: Request, row: Approval) -> None:
    """The request waits from now on, and those whose agreement it needs are asked; or who coordinates, for nobody is
    left to ask."""
    found = seats_of(unit, charter, request, row)
    names = speakers(found)
    facts = {"approval": id_of(row), "amount": row.amount, "currency": row.currency, "to": " ".join(names)}
    columns = {"approval_id": row.id, "awaits_approval": True, "approvers": " ".join(names)}
    change(unit, request, ASKED, row.asked_by_id, facts, **columns)
    if names:
        _send(unit, charter, request, row, names)
    else:
        tell_nobody(unit, charter, request, row, found)


def ask_others(unit: Unit, charter: Charter, request: Request, row: Approval) -> None:
    """Whose word is waited for now may be others than before: these are asked, and those no longer."""
    found = seats_of(unit, charter, request, row)
    names, before = speakers(found), request.approvers.split()
    decided = decide(unit, row, found)
    if set(names) == set(before):
        return
    unit.change(request, approvers=" ".join(names))
    voted = {each.person_id for each in votes_of(unit, row)}
    gone = [each for each in persons_of_charter(unit, set(before) - set(names)) if each.id not in voted]
    _instead(unit, row, gone, views.not_asked(request))
    _send(unit, charter, request, row, [each for each in names if each not in before])
    if not names and not decided:
        tell_nobody(unit, charter, request, row, found)
    if voted:
        show_asked(unit, charter, request, row)
    refresh(unit, request)


def decide(unit: Unit, row: Approval, found: Sequence[Seat]) -> bool:
    """What the words that were given come to takes effect in ten minutes; where they come to nothing, nothing does."""
    if outcome_of(unit, row, found) is None:
        timers.cancel(unit, TIMER, str(row.id))
        return False
    if not timers.is_planned(unit, TIMER, str(row.id)):
        timers.plan(unit, TIMER, str(row.id), unit.now + HELD)
    return True


def outcome_of(unit: Unit, row: Approval, found: Sequence[Seat]) -> bool | None:
    """What the words that were given come to, by whose word it is now."""
    return outcome(row.mode, found, {each.seat: each.approves for each in votes_of(unit, row)})


def over(unit: Unit, charter: Charter, request: Request, row: Approval) -> None:
    """Nobody's agreement is needed any longer: the request goes on, or is over itself."""
    _close(unit, charter, request, row)
    change(unit, request, "approval_over", None, {"approval": id_of(row)}, awaits_approval=False, approvers="")


def _close(unit: Unit, charter: Charter, request: Request, row: Approval) -> None:
    timers.cancel(unit, TIMER, str(row.id))
    unit.change(row, state=WITHDRAWN, decided_at=unit.now)
    _instead(unit, row, asked_people(unit, request, row), views.not_asked(request))


def tell_nobody(unit: Unit, charter: Charter, request: Request, row: Approval, found: Sequence[Seat]) -> None:
    """Nobody can agree: who coordinates is told why, and may ask somebody else."""
    people = {each.person: person_of_charter(unit, each.person) for each in found}
    why = [(people[each.person], each.why) for each in found]
    for person in who_knows(unit, charter, request):
        identity = reach(unit, id_of(person))
        if identity is not None and person.id != request.requester_id:
            outgoing.say_to(unit, who(identity), views.nobody(request, why), request.id)


def seats_of(unit: Unit, charter: Charter, request: Request, row: Approval) -> tuple[Seat, ...]:
    """Whose word is asked for now, and who gives it."""
    return seats_for(unit, charter, request, row.by.split(), unit.get(Person, row.asked_by_id))


def seats_for(
    unit: Unit, charter: Charter, request: Request, names: Sequence[str], by: Person | None
) -> tuple[Seat, ...]:
    """Whose word would be asked for, of these roles and people, by somebody (none: by the charter)."""
    own = (unit.get(Person, request.requester_id), unit.get(Person, request.raised_by_id), by)
    return seats(
        charter,
        request,
        names,
        {each.charter_id for each in own if each is not None and each.charter_id},
        unit.now,
        here=reachable(unit),
        away=away_now(unit),
    )


def rule_of(unit: Unit, charter: Charter, request: Request) -> Rule | None:
    """The rule of the request's service, by the charter that made its promise; none: it needs no agreement, as what an
    executive asks for themself."""
    if request.executive:
        return None
    now = charter.service(request.service)
    if request.charter_version == charter.hash:
        return now.approval if now is not None else None
    then = in_force_then(unit, charter, request.charter_version).service(request.service) or now
    return then.approval if then is not None else None


def votes_of(unit: Unit, row: Approval) -> list[Vote]:
    """The words that were given in a round, in order."""
    table = table_of(Vote)
    return unit.all(Vote, select(table).where(table.c.approval_id == row.id).order_by(table.c.id))


def reminded(unit: Unit, charter: Charter, request: Request) -> tuple[Planned, ...]:
    """When those who have not answered are asked again; never while what was answered is about to take effect."""
    row = unit.get(Approval, request.approval_id)
    if row is None or timers.is_planned(unit, TIMER, str(row.id)):
        return ()
    given = {each.person_id for each in votes_of(unit, row)}
    left = [each for each in persons_of_charter(unit, request.approvers.split()) if each.id not in given]
    if not left:
        return asked_again(charter, request, (), row.at)
    instead_of = {each.by: each.person for each in seats_of(unit, charter, request, row) if each.why == "stand_in"}
    found: list[Planned] = []
    for each in left:
        name = each.charter_id or ""
        stands_for = person_of_charter(unit, instead_of[name]) if name in instead_of else None
        since = asked_since(unit, id_of(each), stands_for.id if stands_for is not None else None, row.at)
        found += asked_again(charter, request, [name], max(since, row.at))
    return tuple(sorted(found, key=lambda step: (step.at, step.code)))


def remind(unit: Unit, charter: Charter, request: Request, name: str) -> None:
    """One who has not answered is asked again, unless others are to answer by now: then these are asked."""
    row = unit.get(Approval, request.approval_id)
    if row is None or row.state != AWAITED:
        return
    ask_others(unit, charter, request, row)
    person = person_of_charter(unit, name) if name in request.approvers.split() else None
    identity = reach(unit, id_of(person)) if person is not None else None
    if person is not None and identity is not None:
        card = card_for(unit, charter, request, row, person, again=True)
        questioning.answered(unit, who(identity), views.asked_below(request), question(row))
        questioning.ask(unit, who(identity), card, question(row), request.id)


def tell_unanswered(unit: Unit, charter: Charter, request: Request, name: str) -> None:
    """Who coordinates is told that somebody did not answer, asked several times."""
    row, person = unit.get(Approval, request.approval_id), person_of_charter(unit, name)
    if row is None or row.state != AWAITED:
        return
    if person is None:
        ask_others(unit, charter, request, row)
    for other in who_knows(unit, charter, request):
        identity = reach(unit, id_of(other))
        if identity is not None and other.id != request.requester_id:
            outgoing.say_to(unit, who(identity), views.unanswered(request, person), request.id)


def carry_answer(unit: Unit, charter: Charter, request: Request, message: Message, author: Person) -> None:
    """What is said of a request that awaits an agreement goes to whoever asked something before giving theirs."""
    if not request.awaits_approval or message.kind not in ("said", "reply"):
        return
    table = table_of(Journal)
    asked = select(table.c.actor_id).where(table.c.request_id == request.id, table.c.act == INQUIRED)
    wanted = {actor for (actor,) in unit.execute(asked)} - {author.id}
    for person in persons_of_charter(unit, request.approvers.split()):
        identity = reach(unit, id_of(person)) if person.id in wanted else None
        if identity is not None and sight(reader(unit, charter, person), request, charter) is Part.FULL:
            card = relayed(author, message.words_id, message.kind, Audience.PERSON, request.ref, chat=True)
            outgoing.say_to(unit, who(identity), card, request.id)


def asked_people(unit: Unit, request: Request, row: Approval) -> list[Person]:
    """Those who were asked in a round, who answered included."""
    voted = [unit.need(Person, each.person_id) for each in votes_of(unit, row)]
    others = persons_of_charter(unit, request.approvers.split())
    return [*voted, *(each for each in others if each.id not in {one.id for one in voted})]


def show_asked(unit: Unit, charter: Charter, request: Request, row: Approval) -> None:
    """What stands where each was asked says how that round stands now."""
    for person in asked_people(unit, request, row):
        refresh_homes(unit, {person.id})
        identity = reach(unit, id_of(person))
        if identity is not None:
            questioning.ask_instead(unit, who(identity), card_for(unit, charter, request, row, person), question(row))


def card_for(
    unit: Unit, charter: Charter, request: Request, row: Approval, person: Person, *, again: bool = False
) -> Card:
    """What somebody who was asked reads of a round now, and may do."""
    facts = load_approval(unit, request)
    assert facts is not None
    requester = unit.need(Person, request.requester_id)
    reads = sight(reader(unit, charter, person), request, charter) is Part.FULL
    return views.asked(request, facts, requester, person, reads=reads, again=again)


def _send(unit: Unit, charter: Charter, request: Request, row: Approval, names: Iterable[str]) -> None:
    for person in persons_of_charter(unit, names):
        refresh_homes(unit, {person.id})
        identity = reach(unit, id_of(person))
        if identity is not None:
            questioning.ask_instead(unit, who(identity), card_for(unit, charter, request, row, person), question(row))


def _instead(unit: Unit, row: Approval, people: Iterable[Person], card: Card) -> None:
    for person in people:
        refresh_homes(unit, {person.id})
        identity = reach(unit, id_of(person))
        if identity is not None:
            questioning.answered(unit, who(identity), card, question(row))


def question(row: Approval) -> str:
    """How what somebody is asked in a round is called."""
    return f"question:approval:{row.id}"


def _row(
    unit: Unit, request: Request, state: str, by: str, mode: str, money: Money | None, service: str | None
) -> Approval:
    return unit.add(
        Approval(
            request_id=id_of(request),
            service=service,
            by=by,
            mode=mode,
            amount=str(money.value) if money is not None else None,
            currency=money.currency if money is not None else None,
            state=state,
            at=unit.now,
        )
    )
