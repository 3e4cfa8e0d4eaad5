"""What cards say of a request's clock: how it stands, and what was promised anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.cards import Card
from bot.policies.clocks import Pause
from bot.policies.targets import Promise, as_kept, promise
from bot.views.alerts import no_longer_waits
from bot.views.clocks import CAUSES, cause_asked, cause_noted, deferred, why_of
from bot.views.facts import RequestFacts
from bot.views.lists import show_card
from storage.tables import Person, State
from tests.bot.views.subjects import CLAIRE, INES, NADIA, NOW, charter, facts

LATER = NOW + timedelta(hours=2)


def variants() -> dict[str, RequestFacts]:
    """Requests by how their clocks stand."""
    soon, done = facts(asked_at=NOW - timedelta(hours=6)), NOW + timedelta(days=2)
    return {
        "soon": replace(soon, now=NOW + timedelta(minutes=50)),
        "done in time": facts(State.RESOLVED, responded_at=NOW, resolved_at=NOW),
        "done late": facts(State.RESOLVED, responded_at=NOW, resolved_at=done),
        "put off": facts(deferred_to=LATER),
        "put off, answered": facts(State.CLAIMED, responded_at=NOW, deferred_to=done),
    }


def cards() -> dict[str, Card]:
    """What its requester is told when a promise cannot be held."""
    unanswered = facts(deferred_to=LATER).request
    answered = facts(State.CLAIMED, responded_at=NOW, deferred_to=LATER).request
    counted = {
        f"counted, {name}, {answered}": show_card(each, (), why=why_of(each.request, made))
        for name, made in promises().items()
        for answered, each in (("unanswered", facts()), ("answered", facts(State.CLAIMED, responded_at=NOW)))
    }
    waiting = facts(State.WAITING)
    counted["counted, waiting"] = show_card(waiting, (), why=why_of(waiting.request, None))
    elsewhere, agreed = facts(site="reunion"), facts(paused_at=NOW, awaits_approval=True)
    counted["counted, elsewhere"] = show_card(
        elsewhere, (), why=why_of(elsewhere.request, next(iter(promises().values())))
    )
    counted["counted, awaiting an approval"] = show_card(agreed, (), why=why_of(agreed.request, None))
    late = facts(State.RESOLVED).request
    causes = {f"cause, {each}": cause_noted(late, each) for each in (*CAUSES, "a_later_cause")}
    return {**counted, **causes, **_no_longer(), "cause asked": cause_asked(late)} | {
        f"deferred, {name}, {chat}": deferred(request, NOW + timedelta(hours=1), chat=chat)
        for name, request in (("unanswered", unanswered), ("answered", answered))
        for chat in (False, True)
    }


def _no_longer() -> dict[str, Card]:
    """What stands where somebody was told what needs them, once it no longer does."""

    def told(state: State, reader: Person | None, holder: Person | None = None, **more: Any) -> Card:
        said = {"over": None, "asked": False, "knows": True} | more
        return no_longer_waits(facts(state).request, reader, holder=holder, **said)

    return {
        "no longer waits": told(State.NEW, NADIA),
        "no longer waits, taken": told(State.CLAIMED, NADIA, INES),
        "no longer waits, theirs": told(State.CLAIMED, INES, INES),
        "no longer waits, taken over": told(State.CLAIMED, None, INES, over=NADIA),
        "no longer waits, taken over by them": told(State.CLAIMED, NADIA, INES, over=NADIA),
        "no longer waits, taken over, theirs": told(State.CLAIMED, INES, INES, over=INES),
        "no longer waits, done": told(State.RESOLVED, INES),
        "no longer waits, cancelled": told(State.CANCELLED, None),
        "no longer waits, answered": told(State.CLAIMED, INES, asked=True),
        "no longer waits, unseen": told(State.CLAIMED, CLAIRE, INES, knows=False),
    }


def promises() -> dict[str, Promise]:
    """Promises that are counted in every way there is."""
    paused = (at("2026-11-24T10:00"), at("2026-11-25T11:00"))
    return {
        "while open": made("travel", "lyon", "2026-11-24T10:30"),
        "before opening": made("expenses", "lyon", "2026-11-24T07:00", due="2026-11-25"),
        "in the break": made("invoicing", "lyon", "2026-11-24T13:00", due="2026-11-24T14:00:00+01:00"),
        "after closing": made("invoicing", "strasbourg", "2027-05-14T17:40"),
        "on a holiday": made("meetings", "strasbourg", "2026-04-03T17:40", due="2026-04-01"),
        "when closed": made("travel", "aix", "2026-12-28T10:00", due="2026-12-29"),
        "on a day off": made("travel", "aix", "2026-11-28T10:00"),
        "over days that are closed": made("expenses", "aix", "2026-12-22T10:00"),
        "paused": made("expenses", "lyon", "2026-11-24T09:30", paused),
    }


def made(service: str, site: str, written: str, *pauses: Pause, due: str | None = None) -> Promise:
    """What is promised of something written then, by Paris."""
    return promise(charter(), service, site, False, at(written), as_kept(due), pauses)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris"))
