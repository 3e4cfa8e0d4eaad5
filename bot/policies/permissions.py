"""Who may do what: the yes or no behind every act, asked again each time that somebody acts.

Source of the rules: design part 2 (roles add up, some for some sites only), part 5 (promises 5, 6, 7 and 11) and
issue 2, "Private from the first commit". Whether an act makes sense in a request's state is `possible`, apart from
who asks. To someone who may not know that a request exists, the answer is the one for a reference that does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.charter import Charter, Person
from bot.policies import routing
from bot.policies.approvals import may_know
from bot.policies.confidentiality import Part
from bot.policies.naming import company_of, kept_from
from storage.tables import OPEN_STATES, Level, State


class Act(StrEnum):
    """What can be done. The first group acts on a request; the last stands alone."""

    SEE = "see"
    CLAIM = "claim"
    RELEASE = "release"
    RESOLVE = "resolve"
    URGENT = "urgent"
    WAIT = "wait"
    REOPEN = "reopen"
    CANCEL = "cancel"
    REPLY = "reply"
    ANSWER = "answer"
    """The requester says something, in their own place."""
    CORRECT = "correct"
    ASSIGN = "assign"
    TRANSFER = "transfer"
    RATE = "rate"
    ESCALATE = "escalate"
    TAKE_OVER = "take_over"
    """Answer from now on for what was alerted about: it climbs no further."""
    VALIDATE = "validate"
    """Accept what somebody else did, as a second person."""
    SEND_BACK = "send_back"
    """Return it, with a remark."""
    RECALL = "recall"
    """Take back what one said was done, while it waits for a second person."""
    CAUSE = "cause"
    """Say why it is late."""
    NOTE = "note"
    APPROVAL = "approval"
    """Ask somebody to agree to it before it is done."""
    AMOUNT = "amount"
    """Say what it costs, where that decides whether somebody is to agree."""
    APPROVE = "approve"
    REFUSE = "refuse"
    INQUIRE = "inquire"
    """Ask something about it before agreeing."""
    ALERT = "alert"
    """Alert about what has no request yet, and answer for such an alert."""
    CREATE_FOR_OTHER = "create_for_other"
    LIST_SITE = "list_site"
    FIGURES = "figures"
    """Counts and delays, without any request."""
    TEACH = "teach"
    """See how a text would be read, and what was learned; forget some of it."""
    AWAY = "away"
    """Say or take back somebody else's absence, or that of the whole provider; one's own is one's own."""
    LEVEL = "level"
    """Say how far somebody else works alone."""


STANDING_ALONE = (Act.ALERT, Act.CREATE_FOR_OTHER, Act.LIST_SITE, Act.FIGURES, Act.TEACH, Act.AWAY, Act.LEVEL)
"""What is asked of no request."""


class Actor(Protocol):
    """Who acts: the id of their row, and what the charter says of them, if anything. Active, and no outsider."""

    @property
    def id(self) -> int: ...
    @property
    def named(self) -> Person | None: ...


class Subject(Protocol):
    """What is asked of a request; storage.tables.Request is one."""

    site: str
    service: str | None
    level: Level
    requester_id: int
    assignee_id: int | None
    proposed_id: int | None
    kept_from: str
    alerted: str
    approvers: str


@dataclass(frozen=True)
class Verdict:
    """Yes or no. `reason` is a code, `ok` for a yes; `who_can` the charter ids of who may, the best to ask first.

    Reasons of a no: `not_found` (say nothing more), `not_yours` (the requester's act), `not_theirs`
    (theirs, or whoever's has it), `taken` (somebody else has
    it), `own_work` (somebody else looks at what one did oneself), `watched` (what one does oneself is looked at),
    `not_approver` (others were asked to agree), `not_allowed`, `confidential` (that it exists is all they may
    know), and routing's: `not_assistant`,
    `not_that_site`, `not_that_service`, `not_cleared`, `not_company`, `not_named`.
    """

    allowed: bool
    reason: str = "ok"
    who_can: tuple[str, ...] = ()


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
_STEERING = ("manager", "executive")
_HOLDERS = frozenset({Act.RELEASE, Act.RESOLVE, Act.WAIT, Act.CANCEL, Act.CAUSE})
"""For the one who has it; for those who could take it while nobody has it."""
_CHECKERS = frozenset({Act.VALIDATE, Act.SEND_BACK})
"""For those who could take it, but for who did it and who asked for it."""

_POSSIBLE: dict[Act, tuple[State, ...]] = {
    Act.CLAIM: (State.NEW,),
    Act.RELEASE: (State.CLAIMED, State.WAITING, State.TO_VALIDATE),
    Act.RESOLVE: (State.NEW, State.CLAIMED, State.WAITING),
    Act.VALIDATE: (State.TO_VALIDATE,),
    Act.SEND_BACK: (State.TO_VALIDATE,),
    Act.RECALL: (State.TO_VALIDATE,),
    Act.WAIT: (State.NEW, State.CLAIMED),
    Act.CANCEL: (State.NEW, State.CLAIMED, State.WAITING),
    Act.REOPEN: (State.RESOLVED, State.CLOSED, State.CANCELLED),
    Act.RATE: (State.RESOLVED, State.CLOSED),
    Act.ASSIGN: OPEN_STATES,
    Act.TRANSFER: OPEN_STATES,
    Act.CORRECT: OPEN_STATES,
    Act.URGENT: OPEN_STATES,
    Act.ESCALATE: OPEN_STATES,
    Act.TAKE_OVER: OPEN_STATES,
    Act.CAUSE: (*OPEN_STATES, State.RESOLVED, State.CLOSED),
    Act.REPLY: (*OPEN_STATES, State.RESOLVED),
    Act.ANSWER: (*OPEN_STATES, State.RESOLVED),
    Act.APPROVAL: (State.NEW, State.CLAIMED, State.WAITING),
    Act.AMOUNT: (State.NEW, State.CLAIMED, State.WAITING),
    Act.APPROVE: OPEN_STATES,
    Act.REFUSE: OPEN_STATES,
    Act.INQUIRE: OPEN_STATES,
}


def possible(act: Act, state: State) -> bool:
    """Whether the act makes sense for a request in that state, whoever asks."""
    return state in _POSSIBLE.get(act, tuple(State))


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


def may_be_alerted(actor: Actor, request: Subject, charter: Charter) -> bool:
    """Whether an alert about the request may reach them: they know of it, or are an executive who will then.

    What is confidential is told to nobody else, nor to whom it is kept from.
    """
    if sight(actor, request, charter) is not Part.NOTHING:
        return True
    named = _case(actor, request, charter, shown=False).actor.named
    private = request.level is Level.CONFIDENTIAL
    return not private and named is not None and named.has_role("executive") and named.serves_site(request.site)


def helpers(request: Subject, charter: Charter) -> tuple[str, ...]:
    """The charter ids of who may take the request, whom its rule names first, coordinators last."""
    charter = company_of(charter, request)
    facts = (charter, request.site, request.service, request.level)
    if _confided(request, charter):
        return ()
    able = routing.eligible_people(*facts)
    return (*able, *(one for one in routing.coordinators(*facts) if one not in able))


@dataclass(frozen=True)
class _Unnamed:
    """Somebody from whom a request is kept: nobody to it, whatever the charter says of them."""

    id: int
    named: Person | None = None


def _case(actor: Actor, request: Subject, charter: Charter, shown: bool) -> _Case:
    apart = actor.named is not None and actor.named.id in kept_from(request)
    return _Case(_Unnamed(actor.id) if apart else actor, request, company_of(charter, request), shown)


@dataclass(frozen=True)
class _Case:
    """One actor before one request."""

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
        if self.approves:
            # What is its service's people's alone stays so.
            return Part.STATE if self.request.level is Level.RESTRICTED else Part.FULL
        return self._confidential_sight if self.request.level is Level.CONFIDENTIAL else self._other_sight

    @property
    def approves(self) -> bool:
        """Whether the actor's agreement is asked: they are told of what, whatever their role."""
        named, request = self.actor.named, self.request
        asked = named is not None and named.id in request.approvers.split() and not self.is_requester
        return asked and named is not None and may_know(self.charter, request, named)

    @property
    def _confidential_sight(self) -> Part:
        """A coordinator knows that there is one, so that it is not forgotten."""
        named, request = self.actor.named, self.request
        knows = named is not None and named.has_role("coordinator") and named.serves_site(request.site)
        return Part.STATE if knows else Part.NOTHING

    @property
    def _other_sight(self) -> Part:
        named, request = self.actor.named, self.request
        least = Part.STATE if self.shown else Part.NOTHING
        if named is None:
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
        if _confided(request, charter):
            return self._not_confidant(named)
        return routing.why_not(charter, named, request.site, request.service, request.level)

    def _not_confidant(self, named: Person) -> str | None:
        """Whom it was confided to: whoever has it or was proposed it, else the desk's contact."""
        holders = [one for one in (self.request.assignee_id, self.request.proposed_id) if one is not None]
        chosen = self.actor.id in holders if holders else named.id == self.charter.desk.contact
        if not chosen:
            return "not_named"
        return "not_company" if self._kept_in_house and named.employer == "provider" else None

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
        if act in _REQUESTERS_ALONE and sight is Part.FULL:
            return Verdict(False, "not_yours")
        if act in (*_HOLDERS, Act.RECALL) and self.serves:
            return Verdict(False, "taken")
        if act in _CHECKERS and (self.serves or self.coordinates):
            return Verdict(False, "own_work")
        if self.request.level is Level.CONFIDENTIAL:
            # Who is cleared is not said: that would tell what it is about.
            return Verdict(False, "not_allowed" if sight is Part.FULL else "confidential")
        if act in _APPROVERS:
            return Verdict(False, "not_approver", tuple(self.request.approvers.split()))
        reason = self.refusal or "not_allowed"
        if act is Act.CANCEL and reason == "not_assistant":
            reason = "not_theirs"
        return Verdict(False, reason, helpers(self.request, self.charter))

    @property
    def _rights(self) -> frozenset[Act]:
        """What the roles give, added up, to someone whom they let read the request."""
        named, sight = self.actor.named, self.role_sight
        if named is None or sight is Part.NOTHING:
            return frozenset()
        if sight is not Part.FULL:
            private = self.request.level is Level.CONFIDENTIAL
            return frozenset({Act.TAKE_OVER}) if self._steers and not private else frozenset()
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


def _standing_alone(act: Act, actor: Actor, charter: Charter, site: str | None) -> Verdict:
    named = actor.named
    if named is not None:
        there = site is None or act is Act.CREATE_FOR_OTHER or named.serves_site(site)
        roles = {
            Act.ALERT: ("assistant", "coordinator", *_STEERING),
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


def _confided(request: Subject, charter: Charter) -> bool:
    return routing.Ask(charter, request.site, request.service, request.level).confided
