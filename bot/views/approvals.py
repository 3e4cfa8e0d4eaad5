"""Agreement before the work: what is asked of whom, what they answered, and how a request's card says so."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Button, Card, CardPart, Plain, Sum, Text, ours
from bot.views.facts import ApprovalFacts, RequestFacts
from bot.views.parts import (
    button,
    just,
    line,
    listed,
    mention,
    one_line,
    rows,
    said,
    sentences,
    strong,
    title_of,
    wishes_of,
)
from storage.tables import Approval, Audience, Level, Person, Request, State, Vote

WORDS_TO_AGREE = 1200
UNSAID = ("missing", "two_currencies", "other_currency", "several")
"""Why an amount is to be said, each with its sentence."""
NOBODY = ("requester", "away", "gone", "not_cleared")
"""Why somebody's agreement cannot be asked, each with its sentence."""


def asked(
    request: Request, facts: ApprovalFacts, requester: Person, reader: Person, *, reads: bool, again: bool = False
) -> Card:
    """To one whose agreement is asked: of what, and what they may answer; then what they or others answered.

    `reads`: they may read its words; `again`: they were asked before.
    """
    row = facts.row
    own = next((vote for vote, person in facts.votes if person.id == reader.id), None)
    if row.state == "awaited" and own is None and facts.due is None:
        return _question(request, row, requester, reads=reads, again=again)
    told = [_told(vote, person, facts, own=vote is own) for vote, person in facts.votes]
    text = sentences((strong(request.ref), Plain(text=".")), *told)
    parts: tuple[Button, ...] = ()
    if row.state == "awaited" and own is not None:
        held = ours("approval.held", when=just(facts.due)) if facts.due is not None else ours("approval.not_all")
        text, parts = sentences(text, held), (button("unvote", "approval.undo", request.ref),)
    return one_line("approval", Audience.PERSON, text, request.ref, rows(parts))


def _question(request: Request, row: Approval, requester: Person, *, reads: bool, again: bool) -> Card:
    ref = request.ref
    summary = ours("approval.ask_again" if again else "approval.ask", ref=strong(ref), requester=mention(requester))
    about = sentences(title_of(request), _about(row))
    acts = (
        button("approve", "buttons.approve", ref, "primary"),
        button("refuse", "buttons.refuse", ref),
        button("inquire", "buttons.inquire", ref),
    )
    return Card(
        kind="approval",
        audience=Audience.PERSON,
        subject=ref,
        summary=summary,
        parts=(
            *line(summary),
            *line(about),
            *((said(request.words_id, WORDS_TO_AGREE),) if reads else line(ours("approval.unread"), "quiet")),
            *line(sentences(*(wishes_of(request) if reads else ()))),
            *line(ours("approval.on_hold"), "quiet"),
            *rows(acts),
        ),
    )


def asked_below(request: Request) -> Card:
    """In the place of what was asked, and is asked again further down."""
    return one_line("approval", Audience.PERSON, ours("approval.asked_below", ref=strong(request.ref)), request.ref)


def unanswered(request: Request, person: Person | None) -> Card:
    """To who coordinates: an agreement is waited for, and who was asked has not answered; none: nobody can."""
    ref = strong(request.ref)
    if person is None:
        return nobody(request, ())
    text = ours("approval.unanswered", ref=ref, who=mention(person))
    show = rows((button("show", "buttons.show", request.ref),))
    return one_line("approval_unanswered", Audience.PERSON, text, request.ref, show)


def not_asked(request: Request) -> Card:
    """To one whose agreement was asked, and is no longer."""
    return one_line("approval", Audience.PERSON, ours("approval.not_asked", ref=strong(request.ref)), request.ref)


def nobody(request: Request, why: Sequence[tuple[Person | None, str]]) -> Card:
    """To who coordinates: an agreement is needed, and nobody can give it; they may ask somebody else."""
    reasons = [
        ours(f"approval.nobody_{code}", who=mention(person)) if person is not None else ours("approval.nobody_left")
        for person, code in why
        if code in NOBODY
    ]
    secret = request.level is Level.CONFIDENTIAL
    text = sentences(ours("approval.nobody", ref=strong(request.ref)), *(() if secret else reasons))
    acts = (
        button("approval", "approval.ask_somebody", request.ref, "primary"),
        button("show", "buttons.show", request.ref),
    )
    return one_line("approval_nobody", Audience.PERSON, text, request.ref, rows(acts))


def told_approved(request: Request, facts: ApprovalFacts, *, chat: bool = False) -> Card:
    """To its requester: it was agreed to, and goes on. `chat`: a direct conversation."""
    who = listed([(mention(person),) for _, person in facts.votes])
    text = ours("approval.agreed_of" if chat else "approval.agreed", ref=strong(request.ref), who=who)
    return one_line("approval_told", Audience.REQUESTER, text, request.ref)


def told_refused(request: Request, vote: Vote, person: Person, *, ends: bool) -> Card:
    """To its requester, alone: it was not agreed to, why, and what they may do. `ends`: it is cancelled by that."""
    text = ours("approval.refused_to_requester", ref=strong(request.ref), who=mention(person))
    then = ours("approval.refused_ends" if ends else "approval.refused_goes_on")
    again = rows((button("reopen", "buttons.reopen", request.ref),)) if ends else ()
    return _with_reason("approval_refused", text, vote, request, then, again)


def told_inside(request: Request, vote: Vote, person: Person, reader_id: int) -> Card:
    """To who asked for an agreement, and whoever has the request or is proposed it: it was refused, why, and with whom
    it is."""
    text = ours("approval.refused_inside", ref=strong(request.ref), who=mention(person))
    show = rows((button("show", "buttons.show", request.ref),))
    if request.assignee_id == reader_id:
        then = ours("approval.goes_on")
    else:
        proposed = request.assignee_id is None and request.proposed_id == reader_id
        then = ours("approval.goes_on_proposed" if proposed else "approval.goes_on_others")
    return _with_reason("approval_refused", text, vote, request, then, show)


def _with_reason(kind: str, text: Text, vote: Vote, request: Request, then: Text, below: Sequence[CardPart]) -> Card:
    reason = (said(vote.words_id, WORDS_TO_AGREE),) if vote.words_id is not None else ()
    return Card(
        kind=kind,
        audience=Audience.PERSON,
        subject=request.ref,
        summary=text,
        parts=(*line(text), *reason, *line(then), *below),
    )


def still_awaited(facts: RequestFacts) -> Card:
    """To whoever would end a request that awaits an agreement: whose."""
    request = facts.request
    text = sentences(ours("approval.not_before", ref=strong(request.ref)), approval_line(facts))
    return one_line("approval_awaited", Audience.PERSON, text, request.ref)


def awaited_already(facts: RequestFacts) -> Card:
    """To whoever would ask for an agreement that is awaited already."""
    request = facts.request
    text = sentences(ours("approval.awaited_already", ref=strong(request.ref)), approval_line(facts))
    return one_line("approval_awaited", Audience.PERSON, text, request.ref)


def asked_for(facts: RequestFacts) -> Card:
    """To whoever asked for an agreement: that it is asked for, and of whom."""
    request = facts.request
    text = sentences(ours("approval.asked", ref=strong(request.ref)), approval_line(facts))
    return one_line("approval_noted", Audience.PERSON, text, request.ref)


def amount_noted(facts: RequestFacts, total: Sum) -> Card:
    """To whoever said what a request costs: what follows of it."""
    request = facts.request
    noted = ours("approval.amount_noted", ref=strong(request.ref), amount=total)
    waits = approval_line(facts) if request.awaits_approval else ours("approval.none_needed")
    return one_line("approval_noted", Audience.PERSON, sentences(noted, waits), request.ref)


def decided(request: Request, facts: ApprovalFacts | None) -> Card:
    """To whoever answers what was answered, or is asked no longer."""
    given = [_given(vote, person, facts) for vote, person in facts.votes] if facts is not None else []
    text = sentences((strong(request.ref), Plain(text=".")), *(given or [ours("approval.nothing_asked")]))
    return one_line("approval_decided", Audience.PERSON, text, request.ref)


def approval_line(facts: RequestFacts, *, own: bool = False, waits: bool = True) -> Text:
    """How a request stands with those who are to agree to it, to its author (`own`) or to others. `waits`: they are
    told that the clock stands still meanwhile, which is not said elsewhere."""
    approval, request = facts.approval, facts.request
    if approval is None:
        return () if own or not is_amount_wanted(facts) else ours("approval.unsaid_missing", above=_above(facts))
    match approval.row.state:
        case "awaited" if request.open:
            # That it is refused is told its author once it holds, and by words: until then it is still awaited.
            kept = [who for vote, who in approval.votes if own and not vote.approves]
            given = [_given(vote, who, approval) for vote, who in approval.votes if who not in kept]
            if approval.due is not None and not kept:
                return sentences(*given, ours("approval.from", when=just(approval.due)))
            awaited = _awaited(approval, kept, private=request.level is Level.CONFIDENTIAL)
            return sentences(*given, awaited, ours("approval.waits") if own and waits else ())
        case "approved" | "refused":
            return sentences(*(_given(vote, who, approval, own=own) for vote, who in approval.votes))
        case "unsaid" if not own and request.open:
            why = approval.row.why if approval.row.why in UNSAID else "missing"
            return ours(f"approval.unsaid_{why}", above=_above(facts))
    return ()


def is_amount_wanted(facts: RequestFacts) -> bool:
    """Whether what a request costs is to be said, for that decides whether somebody is to agree."""
    request, approval = facts.request, facts.approval
    if approval is not None:
        return approval.row.state == "unsaid" and request.open
    service = facts.charter.service(request.service)
    rule = service.approval if service is not None else None
    return rule is not None and rule.above > 0 and request.state in (State.CLAIMED, State.WAITING)


def money_of(row: Approval) -> Text:
    """What an agreement is about: « 1 200 € »; nothing where no amount is known."""
    if row.amount is None or row.currency is None:
        return ()
    return (Sum(value=row.amount, currency=row.currency),)


def _about(row: Approval) -> Text:
    money = money_of(row)
    return ours("approval.amount", amount=money) if money else ours("approval.no_amount")


def _above(facts: RequestFacts) -> Text:
    service = facts.charter.service(facts.request.service)
    rule = service.approval if service is not None else None
    return (Sum(value=f"{rule.above:f}", currency=rule.currency),) if rule is not None else ()


def _awaited(facts: ApprovalFacts, kept: Sequence[Person], *, private: bool) -> Text:
    """« Accord attendu de Marc Vidal (1 200 €). » `kept`: those of whom it is not said yet what they answered.

    `private`: who coordinates is not told that nobody can.
    """
    people = [*facts.left, *kept]
    if not people:
        nobody = ours("approval.awaited_nobody_private") if private else ours("approval.awaited_nobody")
        return nobody if not facts.votes else ()
    names = listed([(mention(each),) for each in people])
    money = money_of(facts.row)
    if money:
        return ours("approval.awaited_for", who=names, amount=money)
    return ours("approval.awaited", who=names)


def _given(vote: Vote, person: Person, facts: ApprovalFacts | None, *, own: bool = False) -> Text:
    """« Approuvée par Marc Vidal, lundi 10 h, 1 200 €. »"""
    money = money_of(facts.row) if facts is not None else ()
    key = "yes" if vote.approves else "no"
    if money and vote.approves:
        return ours("approval.yes_for", who=mention(person), when=just(vote.at), amount=money)
    return ours(f"approval.{key}", who=mention(person), when=just(vote.at))


def _told(vote: Vote, person: Person, facts: ApprovalFacts, *, own: bool) -> Text:
    if own:
        return ours("approval.you_agreed" if vote.approves else "approval.you_refused")
    return _given(vote, person, facts)
