"""Agreement before the work, as it is told: asked, given, refused, taken back, and on a request's own card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.cards import Card, FormView, Sum
from bot.views import approvals as views
from bot.views import forms
from bot.views.facts import ApprovalFacts, RequestFacts
from storage.tables import Approval, Level, State, Vote
from tests.bot.views.subjects import ANSWER_WORDS, CLAIRE, INES, JULIE, KARIM, NADIA, NOW, PEOPLE, facts

MAKERS: dict[str, Callable[[dict[str, str]], FormView]] = {
    "refuse": lambda held: forms.refuse_form("f", held),
    "inquire": lambda held: forms.inquire_form("f", held),
    "amount": lambda held: forms.amount_form("f", held),
    "approval": lambda held: forms.approval_form("f", PEOPLE, held),
}


def approval(state: str = "awaited", *answers: bool, amount: str | None = "1200", due: bool = False) -> ApprovalFacts:
    """A round in that state: Nadia and Julie are asked, and answered so, one after the other."""
    more: dict[str, Any] = {"why": None} if state != "unsaid" else {"why": "missing"}
    row = Approval(
        id=3, request_id=42, by="nadia julie", mode="all", state=state, at=NOW, amount=amount,
        currency="EUR" if amount else None, **more,
    )  # fmt: skip
    people = (NADIA, JULIE)
    votes = tuple(
        (Vote(id=n, approval_id=3, seat="x", person_id=who.id or 0, approves=yes, words_id=ANSWER_WORDS, at=NOW), who)
        for n, (who, yes) in enumerate(zip(people, answers, strict=False))
    )
    return ApprovalFacts(row, votes, people if state == "awaited" else (), NOW + timedelta(minutes=10) if due else None)


def variants() -> dict[str, RequestFacts]:
    """Requests by how they stand with those who are to agree."""
    waiting, taken = facts(awaits_approval=True, paused_at=NOW), facts(State.CLAIMED)
    held = facts(State.CLAIMED, awaits_approval=True, paused_at=NOW)
    unsaid = {f"amount unsaid, {why}": replace(taken, approval=_unsaid(why)) for why in (*views.UNSAID, "a_later_why")}
    return unsaid | {
        "agreement awaited": replace(waiting, approval=approval()),
        "agreement awaited, any amount": replace(held, approval=approval(amount=None)),
        "agreement awaited of nobody": replace(waiting, approval=replace(approval(), asked=())),
        "agreement awaited of nobody, confidential": replace(
            facts(level=Level.CONFIDENTIAL, awaits_approval=True, paused_at=NOW), approval=replace(approval(), asked=())
        ),
        "agreed to by one": replace(held, approval=approval("awaited", True)),
        "agreed to, held": replace(held, approval=approval("awaited", True, True, due=True)),
        "refused, held": replace(held, approval=approval("awaited", False, due=True)),
        "agreed to": replace(taken, approval=approval("approved", True, True)),
        "refused": replace(facts(State.CANCELLED), approval=approval("refused", False)),
        "agreement not needed": replace(taken, approval=approval("below")),
    }


def _unsaid(why: str) -> ApprovalFacts:
    found = approval("unsaid")
    found.row.why = why
    return found


def cards() -> dict[str, Card]:
    """Every one, by what it shows."""
    asked, secret = facts(awaits_approval=True), facts(State.NEW, Level.RESTRICTED)
    held, agreed = approval("awaited", True, True, due=True), approval("approved", True, False)
    refusal, _ = approval("refused", False).votes[0]
    whys: list[tuple[Any, str]] = [(NADIA, why) for why in views.NOBODY]
    mine = facts(State.CLAIMED, assignee_id=INES.id).request
    proposed = facts(proposed_id=INES.id).request
    shown = {name: each for name, each in variants().items() if each.request.awaits_approval}
    return {
        "approval asked": views.asked(asked.request, approval(), KARIM, NADIA, reads=True),
        "approval asked, any amount": views.asked(asked.request, approval(amount=None), KARIM, NADIA, reads=True),
        "approval asked again": views.asked(asked.request, approval(), KARIM, NADIA, reads=True, again=True),
        "approval asked again below": views.asked_below(asked.request),
        "approval unanswered": views.unanswered(asked.request, NADIA),
        "approval unanswered by nobody": views.unanswered(asked.request, None),
        "approval asked, unread": views.asked(secret.request, approval(), KARIM, NADIA, reads=False),
        "approval given": views.asked(asked.request, held, KARIM, NADIA, reads=True),
        "approval given, others left": views.asked(asked.request, approval("awaited", True), KARIM, NADIA, reads=True),
        "approval given by others": views.asked(asked.request, held, KARIM, CLAIRE, reads=True),
        "approval over": views.asked(asked.request, agreed, KARIM, NADIA, reads=True),
        "approval over, refused": views.asked(asked.request, agreed, KARIM, JULIE, reads=True),
        "approval not asked": views.not_asked(asked.request),
        "approval by nobody": views.nobody(asked.request, [*whys, (None, "gone")]),
        "approval told": views.told_approved(asked.request, agreed),
        "approval told in a chat": views.told_approved(asked.request, agreed, chat=True),
        "refusal told": views.told_refused(asked.request, refusal, NADIA, ends=True),
        "refusal told, goes on": views.told_refused(asked.request, refusal, NADIA, ends=False),
        "refusal told inside, who has it": views.told_inside(mine, refusal, NADIA, INES.id or 0),
        "refusal told inside, proposed": views.told_inside(proposed, refusal, NADIA, INES.id or 0),
        "refusal told inside, others": views.told_inside(mine, refusal, NADIA, CLAIRE.id or 0),
        **{f"not before, {name}": views.still_awaited(each) for name, each in shown.items()},
        **{f"asked for, {name}": views.asked_for(each) for name, each in shown.items()},
        **{f"asked already, {name}": views.awaited_already(each) for name, each in shown.items()},
        "amount noted": views.amount_noted(shown["agreement awaited"], Sum(value="1200", currency="EUR")),
        "amount noted, below": views.amount_noted(facts(), Sum(value="12.5", currency="EUR")),
        "decided": views.decided(asked.request, agreed),
        "decided, nothing": views.decided(asked.request, None),
    }
