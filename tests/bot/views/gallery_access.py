"""What is opened to one person: given, told, asked for, listed, over; and what an emergency opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.cards import Card, FormView
from bot.grants import ACCESS, EMERGENCY, GOOD_FOR
from bot.views import access as views
from bot.views import emergency, forms, lists, notices
from bot.views.access import GrantFacts
from bot.views.request_card import requester_card
from storage.tables import AccessAsk, Grant, Journal, Level
from tests.bot.views.subjects import ANSWER_WORDS, CLAIRE, INES, JULIE, KARIM, NADIA, NOW, PEOPLE, facts

PARIS = ZoneInfo("Europe/Paris")
MAKERS: dict[str, Callable[[dict[str, str]], FormView]] = {
    "access": lambda held: forms.access_form("f", PEOPLE, held),
}


def opened(ref: str | None = "LYO-42", **more: object) -> GrantFacts:
    """What Nadia opened to Julie."""
    values: dict[str, object] = {
        "id": 7,
        "person_id": JULIE.id,
        "kind": ACCESS,
        "until": NOW + timedelta(days=21),
        "by_id": NADIA.id,
        "words_id": ANSWER_WORDS,
        "at": NOW,
    }
    return GrantFacts(Grant(**{**values, **more}), JULIE, NADIA, ref, PARIS)


def cards() -> dict[str, Card]:
    service = opened(None, id=8, service="invoicing")
    at_a_site = opened(None, id=9, service="invoicing", site="lyon")
    urgent = opened(id=10, kind=EMERGENCY)
    lyo_42 = views.what_of(opened())
    return {
        "access, given": views.given(opened(), None),
        "access, given, the contact told": views.given(at_a_site, NADIA),
        "access, told": views.told(opened()),
        "access, told of a service": views.told(service),
        "access, told to the contact": views.told_contact(at_a_site),
        "access, told to the contact without a reason": views.told_contact(opened(words_id=None)),
        "access, another date": views.told(service, moved=True),
        "access, another date, told to the contact": views.told_contact(opened(), moved=True),
        "access, over": views.ended(opened(), None),
        "access, taken back": views.ended(service, NADIA),
        "access, taken back by its reader": views.taken_back(at_a_site, views.over_of(at_a_site)),
        "access, given back": views.taken_back(opened(), views.over_of(opened(), own=True)),
        "access, taken back, read even so": views.taken_back(
            opened(),
            views.over_of(opened(), views.reads_by_service(JULIE, lyo_42, service, still=True)),
        ),
        "access, taken back, read by the charter": views.taken_back(
            opened(), views.over_of(opened(), views.still_by_charter(JULIE))
        ),
        "access, needless": views.needless(JULIE, lyo_42, None),
        "access, needless by a service": views.needless(JULIE, lyo_42, at_a_site),
        "access, kept in house": views.barred(INES, "hr_admin"),
        "access, barred": views.barred(INES, None),
        "access, over, yours": views.ended_told(opened(), None),
        "access, taken back, yours": views.ended_told(at_a_site, NADIA),
        "access, already": views.already(opened()),
        "access, listed": views.grants_card([opened(), service, at_a_site, urgent], CLAIRE.id or 0, gives=True),
        "access, listed, none": views.grants_card([], CLAIRE.id or 0, gives=False),
        "access, listed, one's own": views.grants_card([opened()], JULIE.id or 0, gives=False, only_own=True),
        "access, listed, one taken back": views.grants_card(
            [service], NADIA.id or 0, gives=True, over=views.over_of(opened())
        ),
        "access, listed, many": views.grants_card(
            [opened(id=each) for each in range(1, 31)], NADIA.id or 0, gives=True
        ),
        "access, not theirs to give": views.wrong_giver([NADIA, CLAIRE]),
        "access, not theirs to give, nobody's": views.wrong_giver(()),
        **_asked(),
        **_emergency(),
    }


def _asked() -> dict[str, Card]:
    request, ask = (
        facts(level=Level.RESTRICTED).request,
        AccessAsk(id=3, person_id=5, kind=ACCESS, request_id=42, at=NOW),
    )
    return {
        "access, asked for": views.asked(request, ask, JULIE, NOW + GOOD_FOR),
        "access, asked for, noted": views.asked_noted(request, [NADIA, CLAIRE]),
        "access, asked for already": views.asked_already(request, NOW),
        "access, refused": views.refused(request, NADIA),
        "access, declined": views.declined(request, JULIE),
        "access, answered too late": views.stale(request, JULIE),
        "access, answered": views.answered(request, NADIA, JULIE, given=True),
        "access, answered no": views.answered(request, NADIA, JULIE, given=False),
        "refusal, with access to ask for": notices.refusal("not_that_service", [CLAIRE], request, asks=True),
        "refusal, of what is confidential, nobody to name": notices.refusal(
            "not_allowed", [], facts(level=Level.CONFIDENTIAL).request
        ),
        "list, one that is kept": lists.kept_card(facts(level=Level.RESTRICTED), [NADIA, CLAIRE]),
        "list, one that is kept, nobody to open it": lists.kept_card(facts(level=Level.RESTRICTED), []),
        "refusal, with nothing but access to ask for": notices.refusal("not_allowed", [], request, asks=True),
    }


def _emergency() -> dict[str, Card]:
    private = facts(level=Level.CONFIDENTIAL, service="hr_admin")
    request, grant = private.request, opened(kind=EMERGENCY).grant
    lets = ((JULIE, opened().grant), (KARIM, grant))
    ask = AccessAsk(id=3, person_id=5, kind=EMERGENCY, request_id=42, words_id=ANSWER_WORDS, at=NOW)
    read = [
        Journal(id=each, request_id=42, at=NOW, act="emergency_read", actor_id=5, charter_version="x")
        for each in (1, 2)
    ]
    return {
        "emergency, for who administers": emergency.for_admins([INES]),
        "emergency, for nobody": emergency.for_admins(()),
        "request, opened to others": requester_card(replace(private, let_in=lets)),
        "request, shown, opened to others": lists.show_card(replace(private, let_in=lets), (), owns=True),
        "emergency, asked": emergency.asked(request, ask, JULIE, NOW + timedelta(hours=24)),
        "emergency, asked, told": emergency.asked_told(request, ask, JULIE),
        "emergency, opened": emergency.opened(request, grant, NADIA),
        "emergency, given": emergency.given(request, grant, JULIE, NADIA),
        "emergency, given, to who gave it": emergency.given(request, grant, JULIE, NADIA, own=True),
        "emergency, refused": emergency.refused(request, NADIA),
        "emergency, declined": emergency.declined(request, JULIE, NADIA),
        "emergency, declined, to who said no": emergency.declined(request, JULIE, NADIA, own=True),
        "emergency, answered": emergency.answered(request, NADIA, JULIE),
        "emergency, answered too late": emergency.stale(request, JULIE),
        "emergency, read": emergency.read(private, grant, read),
        "emergency, over": emergency.over(request),
        "emergency, over, told": emergency.over_told(request, KARIM, read),
        "emergency, over, unread": emergency.over_told(request, KARIM, ()),
    }
