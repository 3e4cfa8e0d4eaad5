"""Who may do what: the yes or no behind every act, asked again each time that somebody acts.

The one door to the rules, which stand beside it: what there is to do in bot/policies/acts.py, what somebody may of one
request in bot/policies/standing.py, what is asked of none here. The table that they are held to is docs/rights.csv.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.charter import Charter, Person
from bot.policies.acts import STANDING_ALONE, Act, possible
from bot.policies.confidentiality import Part
from bot.policies.grants import NOTHING_GRANTED, Granted
from bot.policies.naming import company_of, kept_from
from bot.policies.standing import NOT_FOUND, STEERING, YES, Actor, Case, Subject, Verdict, helpers
from storage.tables import Level

__all__ = [
    "NOT_FOUND",
    "STANDING_ALONE",
    "Act",
    "Actor",
    "Subject",
    "Verdict",
    "helpers",
    "knows_if_late",
    "may",
    "may_be_alerted",
    "may_stop",
    "possible",
    "sight",
]


def may(
    act: Act,
    actor: Actor,
    request: Subject | None,
    charter: Charter,
    *,
    site: str | None = None,
    shown: bool = False,
) -> Verdict:
    """Whether the actor may do that. `request` is none for what stands alone, `site` then says where.

    `shown`: they act from a place where the request's card stands, so that it exists is no secret to them. It opens
    nothing else, and nothing at all for a confidential request.
    """
    if act in STANDING_ALONE:
        return _standing_alone(act, actor, charter, site)
    if request is None:
        return NOT_FOUND
    return _case(actor, request, charter, shown).verdict(act)


def sight(actor: Actor, request: Subject, charter: Charter, *, shown: bool = False) -> Part:
    """How much of the request the actor may see: all, that it exists and where it stands, or nothing."""
    return _case(actor, request, charter, shown).sight


def may_stop(actor: Actor, asked: Subject, charter: Charter) -> bool:
    """Whether the actor may stop what is asked again and again: whoever asks it, and who coordinates it there."""
    case = _case(actor, asked, charter, shown=False)
    return case.is_requester or case.coordinates


def knows_if_late(actor: Actor, request: Subject, charter: Charter) -> bool:
    """Whether all that the actor may know of the request is that something confidential is late: who coordinates at its
    site, and may not see it."""
    case = _case(actor, request, charter, shown=False)
    named = actor.named
    private = request.level is Level.CONFIDENTIAL or bool(request.executive)
    if named is None or named.id in kept_from(request) or not private or case.sight is not Part.NOTHING:
        return False
    return named.has_role("coordinator") and named.serves_site(request.site)


def may_be_alerted(actor: Actor, request: Subject, charter: Charter) -> bool:
    """Whether an alert about the request may reach them: they know of it, or are an executive who will then.

    What is confidential is told to nobody else, nor to whom it is kept from.
    """
    if sight(actor, request, charter) is not Part.NOTHING:
        return True
    named = _case(actor, request, charter, shown=False).actor.named
    private = request.level is Level.CONFIDENTIAL
    return not private and named is not None and named.has_role("executive") and named.serves_site(request.site)


@dataclass(frozen=True)
class _Unnamed:
    """Somebody from whom a request is kept: nobody to it, whatever the charter says of them."""

    id: int
    named: Person | None = None
    granted: Granted = NOTHING_GRANTED


@dataclass(frozen=True)
class _Placed:
    """Somebody as they are in the company that a request is for."""

    actor: Actor
    named: Person

    @property
    def id(self) -> int:
        return self.actor.id

    @property
    def granted(self) -> Granted:
        return self.actor.granted


def _case(actor: Actor, request: Subject, charter: Charter, shown: bool) -> Case:
    company = company_of(charter, request)
    if actor.named is not None and (request.executive or kept_from(request)):
        named = company.person(actor.named.id)
        actor = _Unnamed(actor.id) if named is None else _Placed(actor, named)
    return Case(actor, request, company, shown)


def _standing_alone(act: Act, actor: Actor, charter: Charter, site: str | None) -> Verdict:
    named = actor.named
    if named is not None:
        there = site is None or act is Act.CREATE_FOR_OTHER or named.serves_site(site)
        roles = {
            Act.ALERT: ("assistant", "coordinator", *STEERING),
            Act.CREATE_FOR_OTHER: ("assistant", "coordinator"),
            Act.LIST_SITE: ("assistant", "coordinator", "manager"),
            Act.FIGURES: ("coordinator", "manager"),
            Act.TEACH: ("coordinator", "admin"),
            Act.AWAY: ("coordinator", "admin"),
            Act.LEVEL: ("coordinator",),
        }[act]
        if there and named.has_role(*roles):
            return YES
        if act is Act.FIGURES and (named.has_role("executive") or named.id == charter.desk.pilot):
            return YES
    return Verdict(False, "not_allowed", tuple(each.id for each in charter.people_with("coordinator", site)))
