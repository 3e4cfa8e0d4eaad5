"""How a request stands by its clock, how its promise was counted, and what is said when that cannot be held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.cards import Card, Text, When, ours
from bot.policies.badges import badge
from bot.policies.calendar import calendar_of
from bot.policies.targets import Promise, Step, promised_next
from bot.views.facts import RequestFacts
from bot.views.parts import at, button, just, one_line, rows, strong
from storage.tables import Audience, Request

CAUSES = ("third_party", "incomplete", "load", "absence", "error", "tool")
"""Why something was late, as whoever did it names it: these names in the journal, for the reviews."""


def badge_of(facts: RequestFacts) -> Text:
    """« 🟠 Échéance proche. »; nothing where no clock runs, nor ran."""
    site = facts.charter.site(facts.request.site)
    known = badge(facts.request, calendar_of(site), facts.now) if site is not None else None
    return ours(f"badge.{known}") if known is not None else ()


def put_off_to(facts: RequestFacts, *, own: bool = False) -> Text:
    """What was promised anew and is still to come, to its author (`own`) or to others; nothing where nothing was."""
    request, promised = facts.request, promised_next(facts.request)
    if promised is None or request.deferred_to is None or request.deferred_to <= facts.now:
        return ()
    when = at(request.deferred_to, request.site)
    if not own:
        return ours("deferred.inside", when=when)
    return ours(f"deferred.{_what(request)}_card", when=when, was=just(promised, request.site))


def deferred(request: Request, was: datetime, *, chat: bool = False) -> Card:
    """To its requester: it takes longer than was promised, and until when. `chat`: a direct conversation."""
    assert request.deferred_to is not None
    when, before = just(request.deferred_to, request.site), just(was, request.site)
    key = f"deferred.{_what(request)}_of" if chat else f"deferred.{_what(request)}"
    text = ours(key, ref=strong(request.ref), when=when, was=before)
    return one_line("deferred", Audience.REQUESTER, text, request.ref)


def cause_asked(request: Request) -> Card:
    """To whoever did late what was promised: why, in one press."""
    causes = [button("cause", f"cause.{each}", f"{request.ref}:{each}") for each in CAUSES]
    return one_line(
        "cause_asked", Audience.PERSON, ours("cause.ask", ref=strong(request.ref)), request.ref, rows(causes)
    )


def cause_noted(request: Request, cause: str) -> Card:
    """What stands where the cause was asked."""
    return one_line(
        "cause_noted", Audience.PERSON, ours("cause.noted", ref=strong(request.ref), cause=cause_of(cause)), request.ref
    )


def cause_of(cause: object) -> Text:
    """A cause of lateness by its name; one of a later release says that it is another."""
    return ours(f"cause.{cause if cause in CAUSES else 'other'}")


def why_of(request: Request, made: Promise | None) -> Text:
    """« À rendre mardi 10 h : reçue vendredi à 17 h 40, après la fermeture (17 h) ; lundi férié ; … »"""
    if request.paused_at is not None:
        stopped = _moment(request.paused_at, request.site)
        key = "counted.stopped_approval" if request.awaits_approval else "counted.stopped"
        return ours(key, day=stopped["day"], hour=stopped["hour"])
    if made is None or not request.open:
        return ()
    answers = request.responded_at is None and made.response.until is not None
    due = made.first_response_at if answers else made.resolution_at
    steps = made.first_response_steps if answers else made.resolution_steps
    told = _joined([_step(each, request.site) for each in steps])
    if due is None:
        return told
    return ours("counted.response" if answers else "counted.resolution", **_moment(due, request.site), steps=told)


def _step(step: Step, site: str) -> Text:
    """One step of a count, by the site's clock."""
    match step.code, step.args:
        case "received_when_closed", {"why": why, "at": datetime() as received}:
            return ours(f"counted.received_{why}", **_moment(received, site))
        case "counted_minutes", {"count": int(count), "opens": datetime() as opens}:
            hours, minutes = divmod(count, 60)
            unit, number = ("minutes", count) if minutes else ("hours", hours)
            return ours(f"counted.{unit}", count=number, **_moment(opens, site))
        case "counted_days", {"count": int(count), "opens": datetime() as opens}:
            return ours("counted.days", count=count, **_moment(opens, site))
        case "closed_days", {"first": first, "last": last}:
            same = "counted.closed_day" if first == last else "counted.closed_days"
            return ours(same, first=_day(first, site), last=_day(last, site))
        case "paused", {"since": datetime() as since, "until": datetime() as until}:
            began, ended = _moment(since, site), _moment(until, site)
            return ours("counted.paused", **began, until_day=ended["day"], until_hour=ended["hour"])
        case "holiday", {"day": day}:
            return ours("counted.holiday", day=_day(day, site))
        case code, {"due": due}:
            return ours(f"counted.{code}", day=_day(due, site))
        case code, {"at": datetime() as received, **rest}:
            hours_ = {name: _hour(each, site) for name, each in rest.items() if isinstance(each, datetime)}
            return ours(f"counted.{code}", **_moment(received, site), **hours_)
    raise ValueError(step.code)


def _moment(instant: datetime, site: str) -> dict[str, When]:
    return {"day": _day(instant, site), "hour": _hour(instant, site)}


def _day(value: object, site: str) -> When:
    assert isinstance(value, date)
    return When(value=value.isoformat(), grain="weekday", site=site)


def _hour(instant: datetime, site: str) -> When:
    return When(value=instant.isoformat(), grain="time", site=site)


def _joined(texts: Sequence[Text]) -> Text:
    found = texts[0]
    for text in texts[1:]:
        found = ours("counted.and", before=found, after=text)
    return found


def _what(request: Request) -> str:
    return "response" if request.responded_at is None else "resolution"
