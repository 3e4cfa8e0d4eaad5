"""Asking somebody to agree to a request by hand, and saying what it costs where that decides whether they are asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot import amounts, approvals
from bot.cards import Card, CloseForm, FieldErrors, FormView, Mention, Reply, Sum, Text, ours
from bot.charter import Charter
from bot.colleagues import charter_people, named_first
from bot.conversations.giving_back import returned
from bot.forms import accepted, in_form, open_form
from bot.people import charter_person, person_of_charter, reachable
from bot.permit import fitting
from bot.policies.approvals import Seat, may_know, speakers
from bot.reading import spoken
from bot.requests import by_id, change
from bot.talk import Talk, on_act, on_form, on_show
from bot.understanding.amounts import read_amounts
from bot.understanding.model import Money
from bot.understanding.text import words_of
from bot.views import approvals as views
from bot.views import forms as form_views
from bot.views.facts import load_facts
from bot.views.parts import one_line, strong
from storage.rows import id_of
from storage.tables import Approval, Audience, Form, Person, Request

_ROLES = {
    "manager": ("manager", "managers", "responsable", "responsables"),
    "executive": ("executive", "executives", "direction", "dirigeant", "dirigeants"),
    "coordinator": ("coordinator", "coordinators", "coordination", "coordinateur", "coordinatrice"),
}
"""How the roles are called that may be asked together, at the request's site."""
_BETWEEN = re.compile(r"\A[\s,]*(?:(?:et|and|à|a|to|de|of|le|la|l[’'])\b[\s,]*)*", re.IGNORECASE)
_WORD = re.compile(r"\A\w+")
_NO_SUM = re.compile(r"(?<!\S)[-−]\d|\d(?:\^|\*\*|e)\d", re.IGNORECASE)
"""Figures that are read as less than they say: « -1200 », « 10^6 »."""


@on_act("amount", "montant", "amount")
def amount(talk: Talk, request: Request, said: str = "") -> Reply:
    """Say what it costs: with the word, else in a form."""
    refused = _no_amount(talk, request)
    if refused is not None:
        return returned(talk, refused, said)
    if not spoken(said):
        return open_form(talk, "amount", request)
    money = _money(talk, request, spoken(said))
    if not isinstance(money, Money):
        return returned(talk, _tell(talk, request, money), said)
    return talk.tell(_noted(talk, request, money))


@on_show("amount")
def amount_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """The amount, as one would write it."""
    return form_views.amount_form(form.id, values, lines=lines)


@on_form("amount")
def amount_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """The amount, as it was written."""
    request = by_id(talk.unit, form.request_id or 0)
    refused = _no_amount(talk, request)
    if refused is not None:
        return in_form("amount", refused)
    money = _money(talk, request, values.get("amount", "").strip())
    if not isinstance(money, Money):
        return FieldErrors(errors={"amount": money})
    accepted(talk, form)
    return CloseForm(card=_noted(talk, request, money))


@on_act("approval", "approbation", "approval", "accord")
def approval(talk: Talk, request: Request, said: str = "") -> Reply:
    """Ask people or a role of the site to agree: named with the word, with an amount perhaps; else in a form."""
    refused = _cannot_ask(talk, request)
    if refused is not None:
        return returned(talk, refused, said)
    if not spoken(said):
        if not _candidates(talk, request):
            return _tell(talk, request, ours("approval.nobody_to_ask", ref=strong(request.ref)))
        return open_form(talk, "approval", request)
    names, rest = _names_in(talk, spoken(said))
    if not names:
        return returned(talk, _tell(talk, request, _why_not_named(talk, request, spoken(said))), said)
    money: Money | Text | None = _money(talk, request, rest, ruled=False) if any(map(str.isdigit, rest)) else None
    if isinstance(money, tuple):
        return returned(talk, _tell(talk, request, money), said)
    asked = _ask(talk, request, names, money)
    return returned(talk, _tell(talk, request, asked), said) if isinstance(asked, tuple) else talk.tell(asked)


@on_show("approval")
def approval_form(talk: Talk, form: Form, values: Mapping[str, str], lines: Sequence[Text]) -> FormView:
    """Who is to agree, and to what amount."""
    request = talk.unit.need(Request, form.request_id)
    return form_views.approval_form(form.id, _candidates(talk, request), values, lines=lines)


@on_form("approval")
def approval_given(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """Who is to agree, as they were chosen."""
    request = by_id(talk.unit, form.request_id or 0)
    refused = _cannot_ask(talk, request)
    if refused is not None:
        return in_form("person", refused)
    chosen = next((each for each in _candidates(talk, request) if str(each.id) == values.get("person")), None)
    if chosen is None or chosen.charter_id is None:
        return FieldErrors(errors={"person": ours("errors.choose_person")})
    typed = values.get("amount", "").strip()
    money = _money(talk, request, typed, ruled=False) if typed else None
    if isinstance(money, tuple):
        return FieldErrors(errors={"amount": money})
    asked = _ask(talk, request, [chosen.charter_id], money)
    if isinstance(asked, tuple):
        return FieldErrors(errors={"person": asked})
    accepted(talk, form)
    return CloseForm(card=asked)


def _no_amount(talk: Talk, request: Request) -> Reply | None:
    refused = fitting(talk, "amount", request)
    if refused is not None or approvals.rule_of(talk.unit, talk.charter, request) is not None:
        return refused
    return _tell(talk, request, ours("approval.no_rule", ref=strong(request.ref)))


def _noted(talk: Talk, request: Request, money: Money) -> Card:
    change(talk.unit, request, amounts.SAID, talk.actor.id, amounts.line_of(talk.unit, request, money))
    approvals.look(talk.unit, talk.charter, request, money)
    total = Sum(value=str(money.value), currency=money.currency)
    return views.amount_noted(load_facts(talk.unit, talk.charter, request), total)


def _money(talk: Talk, request: Request, text: str, *, ruled: bool = True) -> Money | Text:
    """The one sum that a text says, in the currency of the rule where it says none; else what is wrong with it."""
    rule = approvals.rule_of(talk.unit, talk.charter, request)
    return money_in(text, rule.currency if rule is not None else "EUR", ruled=ruled)


def money_in(text: str, currency: str, *, ruled: bool) -> Money | Text:
    """The one sum that a text says, in this currency where it says none; else what is wrong with it. `ruled`: it is
    to be in that currency."""
    if _NO_SUM.search(text):
        return ours("approval.amount_unread")
    found = read_amounts(words_of(text)).value
    if not found:
        bare = read_amounts(words_of(f"{text} eur")).value
        found = tuple(Money(each.value, currency) for each in bare)
    if len(found) != 1:
        return ours("approval.amount_two" if found else "approval.amount_unread")
    if ruled and found[0].currency != currency:
        return ours("approval.amount_currency", currency=currency)
    return found[0]


def _cannot_ask(talk: Talk, request: Request) -> Reply | None:
    refused = fitting(talk, "approval", request)
    if refused is not None or not (request.awaits_approval and request.approvers):
        return refused
    return talk.tell(views.awaited_already(load_facts(talk.unit, talk.charter, request)))


def _ask(talk: Talk, request: Request, names: Sequence[str], money: Money | None) -> Card | Text:
    """Ask them, and say so; nobody is asked where none of them can agree: why not."""
    found = approvals.seats_for(talk.unit, talk.charter, request, names, talk.actor.person)
    if not speakers(found):
        return _why_nobody(talk, found)
    row: Approval = approvals.ask_by_hand(talk.unit, talk.charter, request, talk.actor.person, names, money)
    assert row.id is not None
    return views.asked_for(load_facts(talk.unit, talk.charter, request))


def _why_nobody(talk: Talk, found: Sequence[Seat]) -> Text:
    for seat in found:
        person = person_of_charter(talk.unit, seat.person)
        if person is not None and seat.why in views.NOBODY:
            return ours(f"approval.nobody_{seat.why}", who=Mention(person=id_of(person)))
    return ours("approval.nobody_named")


def _candidates(talk: Talk, request: Request) -> list[Person]:
    """Who may be asked: people of the charter who can be told and may know of it, but for whose request it is."""
    here, apart = reachable(talk.unit), {request.requester_id, request.raised_by_id, talk.actor.id}
    found = [each for each in charter_people(talk) if each.charter_id in here and each.id not in apart]
    return [each for each in found if _may_be_told(talk.charter, request, each)]


def _may_be_told(charter: Charter, request: Request, person: Person) -> bool:
    named = charter_person(charter, person)
    return named is not None and may_know(charter, request, named)


def _why_not_named(talk: Talk, request: Request, said: str) -> Text:
    """Why a text names nobody who may agree: its requester, or none that the charter knows."""
    requester = talk.unit.need(Person, request.requester_id)
    if named_first(talk, said, [requester]) is not None:
        return ours("approval.nobody_requester", who=Mention(person=id_of(requester)))
    return ours("approval.nobody_named")


def _names_in(talk: Talk, text: str) -> tuple[list[str], str]:
    """The roles and people that a text names at its beginning, and what follows them."""
    people, names = charter_people(talk), list[str]()
    rest = text
    while True:
        begun = _BETWEEN.match(rest)
        rest = rest[begun.end() :] if begun else rest
        word = _WORD.match(rest)
        role = next((each for each, said in _ROLES.items() if word and word.group().casefold() in said), None)
        found = named_first(talk, rest, people) if role is None else None
        if role is not None and word is not None:
            names, rest = [*names, role], rest[word.end() :]
        elif found is not None and found[0].charter_id is not None:
            names, rest = [*names, found[0].charter_id], found[1]
        else:
            return list(dict.fromkeys(names)), rest


def _tell(talk: Talk, request: Request, text: Text) -> Reply:
    return talk.tell(one_line("approval_noted", Audience.PERSON, text, request.ref))
