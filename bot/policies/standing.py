"""One actor before one request: what they are to it, how much of it that shows them, and what it lets them do.

Source of the rules: docs/rights.csv, which the tests play cell by cell, and design part 2 (roles add up, some for some
sites only) and part 5 (promises 5, 6, 7 and 11). To someone who may not know that a request exists, the answer is the
one for a reference that does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.charter import Charter, Person
from bot.policies import routing
from bot.policies.acts import Act
from bot.policies.approvals import may_know
from bot.policies.confidentiality import Part
from bot.policies.grants import WORKING, Granted, is_kept_in_house
from bot.policies.naming import company_of
from storage.tables import Level


class Actor(Protocol):
    """Who acts: the id of their row, and what the charter says of them, if anything. Active, and no outsider."""

    @property
    def id(self) -> int: ...
    @property
    def named(self) -> Person | None: ...
    @property
    def granted(self) -> Granted: ...


class Subject(Protocol):
    """What is asked of a request; storage.tables.Request is one."""

    id: int | None
    site: str
    service: str | None
    level: Level
    requester_id: int
    assignee_id: int | None
    proposed_id: int | None
    kept_from: str
    executive: str
    alerted: str
    approvers: str


@dataclass(frozen=True)
class Verdict:
    """Yes or no. `reason` is a code, `ok` for a yes; `who_can` the charter ids of who may, the best to ask first, and
    `apart`: whoever has it is not among them.

    Reasons of a no: `not_found` (say nothing more), `not_yours` (the requester's act), `not_theirs`
    (theirs, or whoever's has it), `taken` (somebody else has it, and may before anybody of `who_can`),
    `not_holder` (nobody's but whoever's has it), `own_work` (somebody else looks at what one did oneself),
    `watched` (what one does oneself is looked at), `not_approver` (others were asked to agree), `not_allowed`, and
    routing's: `not_assistant`, `not_that_site`, `not_that_service`, `not_cleared`, `not_company`, `not_named`.
    """

    allowed: bool
    reason: str = "ok"
    who_can: tuple[str, ...] = ()
    apart: bool = False


YES = Verdict(True)
NOT_FOUND = Verdict(False, "not_found")

_REQUESTERS = frozenset({Act.SEE, Act.CORRECT, Act.CANCEL, Act.URGENT, Act.RATE, Act.REOPEN, Act.ANSWER, Act.ESCALATE})
_REQUESTERS_ALONE = frozenset({Act.RATE, Act.ANSWER})
_READERS = frozenset({Act.SEE, Act.ESCALATE})
_TEAMS = frozenset({Act.SEE, Act.NOTE, Act.CORRECT, Act.TRANSFER, Act.ASSIGN, Act.URGENT, Act.ESCALATE})
"""For whoever works at the request's site and may read it, so that a request misunderstood finds its people."""
_SERVERS = frozenset({Act.CLAIM, Act.REPLY, Act.REOPEN, Act.TAKE_OVER, Act.APPROVAL, Act.AMOUNT})
_STEERERS = frozenset({Act.TAKE_OVER, Act.ASSIGN})
"""For the managers of its site, and the executives who were alerted. What they may not read they may only take."""
_APPROVERS = frozenset({Act.APPROVE, Act.REFUSE, Act.INQUIRE})
"""For those whose agreement is asked, and nobody else."""
STEERING = ("manager", "executive")
_HOLDERS = frozenset({Act.RELEASE, Act.RESOLVE, Act.WAIT, Act.CANCEL, Act.CAUSE})
"""For the one who has it; for those who could take it while nobody has it."""
_CHECKERS = frozenset({Act.VALIDATE, Act.SEND_BACK})
"""For those who could take it, but for who did it and who asked for it."""


@dataclass(frozen=True)
class Case:
    """One actor before one request. `shown`: they act from a place where its card stands."""

    actor: Actor
    request: Subject
    charter: Charter
    shown: bool

    @property
    def sight(self) -> Part:
        return Part.FULL if self.is_requester else self.role_sight

    @property
    def role_sight(self) -> Part:
        """What the actor's roles show, apart from its being their own request."""
        if self.serves or self.coordinates:
            return Part.FULL
        seen = self._ungranted_sight
        return Part.FULL if seen is not Part.FULL and self._is_let_in else seen

    @property
    def _ungranted_sight(self) -> Part:
        """The same of somebody who may not take it, whatever is opened to them."""
        if self.approves:
            # What is its service's people's alone stays so.
            return Part.STATE if self.request.level is Level.RESTRICTED else Part.FULL
        # Of what is confidential, who coordinates learns that one is late, and by no reference (`knows_if_late`).
        return Part.NOTHING if self.request.level is Level.CONFIDENTIAL else self._other_sight

    @property
    def approves(self) -> bool:
        """Whether the actor's agreement is asked: they are told of what, whatever their role."""
        named, request = self.actor.named, self.request
        asked = named is not None and named.id in request.approvers.split() and not self.is_requester
        return asked and named is not None and may_know(self.charter, request, named)

    @property
    def _other_sight(self) -> Part:
        named, request = self.actor.named, self.request
        least = Part.STATE if self.shown else Part.NOTHING
        if named is None or request.executive:
            return least
        kept = self._kept_in_house and named.employer == "provider"
        reads = self._steers or (named.has_role("assistant") and named.serves_site(request.site))
        if reads and request.level is Level.STANDARD and not kept:
            return Part.FULL
        return Part.STATE if self._steers or named.has_role("assistant", "coordinator") else least

    @property
    def _steers(self) -> bool:
        named, request = self.actor.named, self.request
        if named is None or not named.serves_site(request.site):
            return False
        return named.has_role("manager") or (named.has_role("executive") and named.id in request.alerted.split())

    @property
    def is_requester(self) -> bool:
        return self.actor.id == self.request.requester_id

    @property
    def refusal(self) -> str | None:
        """Why routing would not let the actor take it, or none."""
        named, request, charter = self.actor.named, self.request, self.charter
        if named is None:
            return "not_assistant"
        facts = (charter, named, request.site, request.service, request.level)
        reason = self._not_confidant(named) if is_confided(request, charter) else routing.why_not(*facts)
        if reason is None or not named.has_role(*WORKING) or not self._is_let_in:
            return reason
        return routing.why_not(*facts, granted=(named.id,))

    @property
    def _is_let_in(self) -> bool:
        """Whether it is opened to them, and their employer is not one it is kept from. Asked last: it is read then."""
        request = self.request
        if is_kept_in_house(self.charter, self.actor.named, request.service, request.level):
            return False
        return self.actor.granted.covers(request)

    def _not_confidant(self, named: Person) -> str | None:
        """Whom it was confided to: whoever has it or was proposed it, else the desk's contact."""
        holders = [one for one in (self.request.assignee_id, self.request.proposed_id) if one is not None]
        chosen = self.actor.id in holders if holders else named.id == self.charter.desk.contact
        if not chosen:
            return "not_named"
        if named.employer != "provider":
            return None
        return "not_company" if self._kept_in_house else "not_cleared"

    @property
    def serves(self) -> bool:
        """May take it; or has it, unless something that nothing overrides forbids it since."""
        return self.refusal is None or self._keeps

    @property
    def _keeps(self) -> bool:
        """Has it although another site or service is theirs now: until they give it back."""
        named, request = self.actor.named, self.request
        if named is None or self.actor.id != request.assignee_id or request.level is Level.CONFIDENTIAL:
            return False
        if request.executive:
            return False
        return named.has_role("assistant") and not (self._kept_in_house and named.employer == "provider")

    @property
    def coordinates(self) -> bool:
        named, request = self.actor.named, self.request
        return named is not None and routing.coordinates(
            self.charter, named, request.site, request.service, request.level
        )

    @property
    def _kept_in_house(self) -> bool:
        service = self.charter.service(self.request.service)
        return service is not None and service.in_house_only

    def verdict(self, act: Act) -> Verdict:
        sight = self.sight
        if sight is Part.NOTHING:
            return NOT_FOUND
        if (self.is_requester and act in _REQUESTERS) or act in self._rights:
            return YES
        if act in _APPROVERS and self.approves:
            return YES
        if act in _REQUESTERS_ALONE:
            return Verdict(False, "not_yours")
        if act in _HOLDERS and self.serves:
            return Verdict(False, "taken", self._coordinators)
        if act is Act.RECALL:
            return Verdict(False, "not_holder")
        if act in _CHECKERS and (self.serves or self.coordinates):
            return Verdict(False, "own_work")
        if self.request.level is Level.CONFIDENTIAL:
            # Who is cleared is not said: that would tell what it is about.
            return Verdict(False, "not_allowed")
        if act in _APPROVERS:
            return Verdict(False, "not_approver", tuple(self.request.approvers.split()))
        reason = self.refusal or "not_allowed"
        if act is Act.CANCEL and reason == "not_assistant":
            reason = "not_theirs"
        return Verdict(False, reason, helpers(self.request, self.charter), apart=act in _CHECKERS)

    @property
    def _coordinators(self) -> tuple[str, ...]:
        request = self.request
        if request.level is Level.CONFIDENTIAL:
            return ()
        return tuple(routing.coordinators(self.charter, request.site, request.service, request.level))

    @property
    def _rights(self) -> frozenset[Act]:
        """What the roles give, added up, to someone whom they let read the request."""
        named, sight = self.actor.named, self.role_sight
        if sight is Part.NOTHING:
            return frozenset()
        if sight is Part.FULL and not (self.serves or self.coordinates) and self._ungranted_sight is not Part.FULL:
            # Opened to somebody who works nothing: they read it.
            return frozenset({Act.SEE})
        if named is None:
            return frozenset()
        if sight is not Part.FULL:
            return frozenset({Act.TAKE_OVER}) if self._steers else frozenset()
        rights = _READERS | _STEERERS if self._steers else _READERS
        if self.serves or self.coordinates or named.has_role("assistant"):
            rights |= _TEAMS
        if self.serves or self.coordinates:
            rights |= _SERVERS
        if self.coordinates or (self.serves and self.request.assignee_id in (None, self.actor.id)):
            rights |= _HOLDERS
        if (self.serves or self.coordinates) and not (self.is_requester or self.actor.id == self.request.assignee_id):
            rights |= _CHECKERS
        if self.actor.id == self.request.assignee_id:
            rights |= {Act.RECALL}
        return rights


def helpers(request: Subject, charter: Charter) -> tuple[str, ...]:
    """The charter ids of who may take the request, whom its rule names first, coordinators last."""
    charter = company_of(charter, request)
    facts = (charter, request.site, request.service, request.level)
    if is_confided(request, charter):
        return ()
    able = routing.eligible_people(*facts)
    return (*able, *(one for one in routing.coordinators(*facts) if one not in able))


def is_confided(request: Subject, charter: Charter) -> bool:
    """Whether it is private by what it says and not by its service: it belongs to one named person."""
    return routing.Ask(charter, request.site, request.service, request.level).confided
