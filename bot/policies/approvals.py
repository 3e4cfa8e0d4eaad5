"""Whether a request needs somebody's agreement before it is done, whose it is, and what came of it.

Source of the rules: charter `services[].approval`; issue 6, "Two pairs of eyes"; docs/decisions/who-agrees.md. People
are named by their charter ids; all instants are aware.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Literal, Protocol

from bot.charter import Charter, Person
from bot.charter.values import Span
from bot.policies.business_time import NeverOpenError, add, next_opening
from bot.policies.calendar import Calendar, calendar_of
from bot.policies.escalation import Climbing, hours_of, named
from bot.policies.naming import Placed, company_of
from bot.policies.presence import is_away, stand_ins
from bot.policies.routing import Ask
from bot.policies.steps import Planned
from bot.understanding.model import Money
from storage.tables import Level

HELD = timedelta(minutes=10)
"""For how long a decision may be taken back, and nothing follows from it."""
REMIND_AFTER = Span(4, "h")
"""The open time of whoever is asked after which they are asked again; then on each of their days at work."""
REMINDERS = 3
"""How often; on the day after, who coordinates is told."""


class Rule(Protocol):
    """What the charter says of a service; bot.charter.parts.Approval is one."""

    @property
    def above(self) -> Decimal: ...
    @property
    def currency(self) -> str: ...


@dataclass(frozen=True)
class Weighed:
    """What a rule makes of the amounts of a request: an agreement is `awaited`, the amount is `below` what needs one,
    or it is `unsaid`: somebody is to say it. `why` of that: missing, two_currencies, other_currency, several.
    """

    state: Literal["awaited", "below", "unsaid"]
    money: Money | None = None
    why: str | None = None


@dataclass(frozen=True)
class Seat:
    """One whose agreement is asked (a charter id), and who gives it: they, who stands in for them, or nobody.

    Why: ok, stand_in, or for nobody: requester, away, gone, not_cleared.
    """

    person: str
    by: str | None
    why: str = "ok"


def weigh(rule: Rule, amounts: Sequence[Money]) -> Weighed:
    """What a rule makes of these amounts. Of several the largest counts, unless they come to more together.

    A rule without an amount (`above: 0`) is for whatever is not known to be free.
    """
    own = [each for each in amounts if each.currency == rule.currency]
    largest = max(own, key=lambda each: each.value, default=None)
    if largest is not None and largest.value > rule.above:
        return Weighed("awaited", largest)
    others = {each.currency for each in amounts} - {rule.currency}
    if rule.above == 0 and (not amounts or others):
        only = amounts[0] if len(amounts) == 1 else None
        return Weighed("awaited", only)
    if others:
        return Weighed("unsaid", why="two_currencies" if own or len(others) > 1 else "other_currency")
    if largest is None:
        return Weighed("unsaid", why="missing")
    if sum(each.value for each in own) > rule.above:
        return Weighed("unsaid", largest, "several")
    return Weighed("below", largest)


def rises(before: Money | None, after: Money | None) -> bool:
    """Whether what was agreed to is more now: another amount, or one where none was said."""
    if after is None:
        return False
    return before is None or before.currency != after.currency or after.value > before.value


def seats(
    charter: Charter,
    request: Climbing,
    names: Iterable[str],
    apart: Collection[str],
    at: datetime,
    *,
    here: Collection[str],
    away: Mapping[str, str | None],
) -> tuple[Seat, ...]:
    """Whose agreement is asked for a request, of the roles and people that are named, each once.

    `apart`: whose agreement counts for nothing, for they asked for it or it is for them; `here`: who can be told;
    `away`: who is away besides the charter's own, and who stands in for each.
    """
    company = company_of(charter, request)
    wanted = list(names)
    people = dict.fromkeys((*named(charter, request, wanted, None), *(one for one in wanted if _is_gone(company, one))))

    def why_not(name: str) -> str | None:
        person = company.person(name)
        if name in apart:
            return "requester"
        if person is None:
            return "gone"
        if not may_know(company, request, person):
            return "not_cleared"
        if is_away(company, person, at, away):
            return "away"
        return None if name in here else "gone"

    found: list[Seat] = []
    for name in people:
        why = why_not(name)
        instead = next((one for one in stand_ins(name, away) if why_not(one) is None), None)
        if why is None:
            found.append(Seat(name, name))
        elif why in ("away", "gone") and instead is not None:
            found.append(Seat(name, instead, "stand_in"))
        else:
            found.append(Seat(name, None, why))
    return tuple(found)


def _is_gone(charter: Charter, name: str) -> bool:
    """Whether a name is somebody's whom the charter lists no longer."""
    roles = (
        "pilot",
        "contact",
        "assignee",
        "coordinator",
        "assistant",
        "site_manager",
        "manager",
        "executive",
        "admin",
    )
    return name not in roles and charter.person(name) is None


def may_know(charter: Charter, request: Placed, person: Person) -> bool:
    """Whether someone may know what they are to agree to, where that is private or kept in the house. What an executive
    asks for themself is agreed to by nobody else."""
    if request.executive:
        return False
    service = charter.service(request.service)
    if service is not None and service.in_house_only and person.employer == "provider":
        return False
    if request.level is not Level.CONFIDENTIAL:
        return True
    if Ask(charter, request.site, request.service, request.level).confided:
        return person.id == charter.desk.contact and person.employer != "provider"
    return service is not None and person.is_cleared_for(service.id)


def speakers(found: Sequence[Seat]) -> tuple[str, ...]:
    """Who is asked, each once."""
    return tuple(dict.fromkeys(each.by for each in found if each.by is not None))


def outcome(mode: str, found: Sequence[Seat], votes: Mapping[str, bool]) -> bool | None:
    """What these words (by seat) come to: agreed, refused, or not decided yet.

    One refusal refuses. Who can give their word no longer is not waited for, once somebody else gave theirs; nor is
    whose word is that of somebody who spoke already, in whose place they stand since.
    """
    if not votes:
        return None
    if not all(votes.values()):
        return False
    spoke = {each.by for each in found if each.person in votes}
    left = [each for each in found if each.person not in votes and each.by is not None and each.by not in spoke]
    return True if mode == "any" or not left else None


def asked_again(charter: Charter, request: Placed, names: Iterable[str], since: datetime) -> tuple[Planned, ...]:
    """The steps by which those whose agreement is waited for since then are asked again, soonest first; and when who
    coordinates is told that nobody answered. Where nobody is there to ask, the site's hours count.

    Codes: `remind:marc:0`, `unanswered:marc`; with nobody to ask, without a name.
    """
    asked = {name: person for name in names if (person := charter.person(name)) is not None}
    site = charter.site(request.site)
    calendars = {name: hours_of(charter, person) for name, person in asked.items()}
    if not calendars and site is not None:
        calendars[""] = calendar_of(site)
    found: list[Planned] = []
    for name, calendar in calendars.items():
        for number, at in enumerate(reminders(calendar, since)):
            code = f"unanswered:{name}" if number == REMINDERS else f"remind:{name}:{number}"
            found.append(Planned(at.astimezone(UTC), code, since.astimezone(UTC)))
    return tuple(sorted(found, key=lambda step: (step.at, step.code)))


def reminders(calendar: Calendar, since: datetime) -> list[datetime]:
    """When someone is asked again whose open hours these are, and, last, when who coordinates is told; none without an
    opening within a year."""
    try:
        found = [add(calendar, since, REMIND_AFTER)]
        while len(found) <= REMINDERS:
            found.append(_next_day(calendar, found[-1]))
    except NeverOpenError:
        return []
    return found


def _next_day(calendar: Calendar, at: datetime) -> datetime:
    """The first opening of the next day that has one."""
    tomorrow = calendar.local_date(at) + timedelta(days=1)
    return next_opening(calendar, datetime.combine(tomorrow, time.min, calendar.zone))
