"""Who may take a request, and to whom it is proposed.

Source of the rules: design part 5, promise 11. A rule proposes; only a person's act assigns; any eligible person may
claim. Dedicated → backup → other eligible of the site → coordinator; a pool proposes nobody; a provider's people are
proposed in turn. People are named by their charter ids. What the charter alone says of eligibility stands in
bot/charter/eligibility.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from bot.charter import Charter, Coverage, Person, Service, obstacle
from bot.policies.grants import WORKING, is_kept_in_house
from bot.policies.presence import is_away, stand_ins
from storage.tables import Level


@dataclass(frozen=True)
class Considered:
    """Someone that routing thought of: in what rank, and what came of it.

    Rank: dedicated, backup, contact, stand_in, provider, other, coordinator. Outcome: proposed, away, inactive,
    own_request, or an obstacle: not_assistant, not_that_site, not_that_service, not_cleared, not_company, not_named,
    not_coordinator, unknown.
    """

    person: str
    rank: str
    outcome: str


@dataclass(frozen=True)
class Proposal:
    """To whom a request is proposed (a charter id, or none), why, and who was thought of before.

    Why: dedicated, backup, contact, stand_in, provider, other, pool (all eligible may claim), coordinator (nobody is
    there who could take it), nobody (not even a coordinator may have it). `nobody` is true for the last two: the
    coordinator is told.
    """

    person: str | None
    why: str
    nobody: bool = False
    chain: tuple[Considered, ...] = ()


@dataclass(frozen=True)
class Ask:
    """What routing needs of a request. `contact`: the charter id of whom it was confided to, by default the desk's;
    `granted`: the charter ids of those to whom it is opened."""

    charter: Charter
    site: str
    service_id: str | None
    level: Level
    contact: str | None = None
    granted: Collection[str] = ()

    # Asked again for each person thought of.
    @cached_property
    def service(self) -> Service | None:
        """The service, none while unknown or when no longer listed."""
        return self.charter.service(self.service_id)

    @cached_property
    def rule(self) -> Coverage | None:
        """The coverage in force there."""
        return self.charter.rule(self.site, self.service_id or "")

    @property
    def confided(self) -> bool:
        """Private by what it says and not by its service: it belongs to one named person."""
        return self.level is Level.CONFIDENTIAL and not (self.service is not None and self.service.confidential)

    @property
    def confidant(self) -> str | None:
        """That person."""
        return self.contact or self.charter.desk.contact


def why_not(
    charter: Charter,
    person: Person,
    site: str,
    service: str | None,
    level: Level,
    *,
    contact: str | None = None,
    granted: Collection[str] = (),
) -> str | None:
    """The first reason why the person may not take such a request, or none: `not_cleared`, `not_that_site`…

    A request without a service is for all assistants of its site; a restricted one, for those who may take it whichever
    restricted service it was of. A confidential one outside the confidential services is for the person it was confided
    to (`contact`, by default the desk's) alone. `granted`: to whom it is opened besides.
    """
    return _why_not(Ask(charter, site, service, level, contact, granted), person)


def _why_not(ask: Ask, person: Person) -> str | None:
    return None if _is_let_in(ask, person) else _obstacle(ask, person)


def _is_let_in(ask: Ask, person: Person) -> bool:
    """Whether it is opened to somebody who works: over all but what nothing overrides."""
    kept = is_kept_in_house(ask.charter, person, ask.service_id, ask.level)
    return person.id in ask.granted and person.has_role(*WORKING) and not kept


def _obstacle(ask: Ask, person: Person) -> str | None:
    known = ask.service
    if ask.confided:
        if person.id != ask.confidant:
            return "not_named"
        if person.employer != "provider":
            return None
        return "not_company" if _kept_in_house(known) else "not_cleared"
    if known is not None:
        return obstacle(person, known, ask.site, ask.rule)
    if not person.has_role("assistant"):
        return "not_assistant"
    if ask.level is Level.RESTRICTED and not ask.charter.executive:
        return _why_not_any(ask, person)
    return None if person.serves_site(ask.site) else "not_that_site"


def _why_not_any(ask: Ask, person: Person) -> str | None:
    """The first reason why the person may not take what may have been of any of the restricted services, or none."""
    charter, site = ask.charter, ask.site
    rules = [(service, charter.rule(site, service.id)) for service in charter.restricted]
    found = (obstacle(person, service, site, rule) for service, rule in rules)
    return next(filter(None, found), None) if rules else "not_that_service"


def eligible(
    charter: Charter,
    person: Person,
    site: str,
    service: str | None,
    level: Level,
    *,
    contact: str | None = None,
    granted: Collection[str] = (),
) -> bool:
    """Whether the person may take such a request, present or not."""
    return why_not(charter, person, site, service, level, contact=contact, granted=granted) is None


def eligible_people(
    charter: Charter,
    site: str,
    service: str | None,
    level: Level,
    *,
    contact: str | None = None,
    granted: Collection[str] = (),
) -> tuple[str, ...]:
    """All who may take such a request, whom the rule names first, then in the charter's order."""
    return _eligible_people(Ask(charter, site, service, level, contact, granted))


def _eligible_people(ask: Ask) -> tuple[str, ...]:
    named = ask.rule.named if ask.rule else ()
    found = [each.id for each in ask.charter.people if _why_not(ask, each) is None]
    return tuple(sorted(found, key=lambda one: named.index(one) if one in named else len(named)))


def coordinates(charter: Charter, person: Person, site: str, service: str | None, level: Level) -> bool:
    """Whether the person coordinates such a request: all but confidential ones, and those kept from their employer."""
    if not person.has_role("coordinator") or not person.serves_site(site) or level is Level.CONFIDENTIAL:
        return False
    known = charter.service(service)
    possible = charter.restricted if known is None and level is Level.RESTRICTED else (known,)
    return not (any(map(_kept_in_house, possible)) and person.employer == "provider")


def coordinators(charter: Charter, site: str, service: str | None, level: Level) -> tuple[str, ...]:
    """Those who coordinate such a request, in the charter's order."""
    return tuple(each.id for each in charter.people if coordinates(charter, each, site, service, level))


def propose(
    charter: Charter,
    site: str,
    service: str | None,
    level: Level,
    now: datetime,
    turn: Mapping[str, datetime],
    *,
    exclude: str | None = None,
    roster: Collection[str] | None = None,
    absences: Collection[str] = (),
    backups: Mapping[str, str | None] | None = None,
    load: Mapping[str, int] | None = None,
    contact: str | None = None,
    granted: Collection[str] = (),
) -> Proposal:
    """To whom such a request is proposed at an aware instant.

    `turn` is when each was last proposed one (nobody there: never); `exclude` the requester; `roster` those who are
    active (none: all); `absences` those away besides the charter's own `away`, `backups` who stands in for each of
    them; `load` the open requests in hand; `granted` to whom it is opened besides those whom the charter names.
    Whoever was proposed longest ago comes first among the provider's people, whoever has least in hand among the
    others.
    """
    ask = Ask(charter, site, service, level, contact, granted)
    present = _Present(ask, now, exclude, roster, absences)
    order = _Order(charter, turn, load or {})
    chain: list[Considered] = []
    for rank, name in _ranked(ask, order, backups or {}):
        outcome = present.outcome(rank, name)
        chain.append(Considered(name, rank, outcome))
        if outcome == "proposed":
            if _shared_out(ask, rank):
                return Proposal(None, "pool")
            return Proposal(name, rank, nobody=rank == "coordinator", chain=tuple(chain))
    return Proposal(None, "nobody", nobody=True, chain=tuple(chain))


def _shared_out(ask: Ask, rank: str) -> bool:
    """A pool that has somebody in it proposes to nobody."""
    return rank == "other" and (ask.rule is None or ask.rule.model == "pool")


def _ranked(ask: Ask, order: _Order, backups: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Everybody worth thinking of, in the rule's order, each in one rank.

    After whom the rule names comes who stands in for them while they are away. Where people take turns, or take what
    they like, the others are there, and nobody stands in for one of them.
    """
    charter, rule = ask.charter, ask.rule
    seen: set[str] = set()

    def fresh(rank: str, names: Collection[str]) -> Iterator[tuple[str, str]]:
        for name in names:
            if name not in seen:
                seen.add(name)
                yield rank, name

    if ask.confided:
        yield from fresh("contact", [ask.confidant] if ask.confidant else [])
        return
    if rule is not None and rule.model == "dedicated":
        for rank, named in (("dedicated", rule.assistant), ("backup", rule.backup)):
            yield from fresh(rank, [named] if named else [])
            yield from fresh("stand_in", list(stand_ins(named, backups)) if named else [])
    able = _eligible_people(ask)
    if rule is not None and rule.model == "provider":
        theirs = [name for name in able if _employer(charter, name) == "provider"]
        yield from fresh("provider", sorted(theirs, key=order.by_turn))
    yield from fresh("other", sorted(able, key=order.by_load))
    # Thought of again even when named above: who may not take it as an assistant may still coordinate it.
    yield from (("coordinator", each.id) for each in charter.people if each.has_role("coordinator"))


@dataclass(frozen=True)
class _Order:
    charter: Charter
    turn: Mapping[str, datetime]
    load: Mapping[str, int]

    def by_turn(self, name: str) -> tuple[datetime, int]:
        return self.turn.get(name, datetime.min.replace(tzinfo=UTC)), self.load.get(name, 0)

    def by_load(self, name: str) -> tuple[int, datetime]:
        return self.load.get(name, 0), self.turn.get(name, datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True)
class _Present:
    ask: Ask
    now: datetime
    requester: str | None
    roster: Collection[str] | None
    absences: Collection[str]

    def outcome(self, rank: str, name: str) -> str:
        ask = self.ask
        person = ask.charter.person(name)
        if person is None:
            return "unknown"
        refusal = self._as_coordinator(person) if rank == "coordinator" else self._as_assistant(person)
        if refusal is not None:
            return refusal
        if name == self.requester:
            return "own_request"
        if self.roster is not None and name not in self.roster:
            return "inactive"
        if name in self.absences or is_away(ask.charter, person, self.now):
            return "away"
        return "proposed"

    def _as_assistant(self, person: Person) -> str | None:
        return _why_not(self.ask, person)

    def _as_coordinator(self, person: Person) -> str | None:
        ask = self.ask
        return None if coordinates(ask.charter, person, ask.site, ask.service_id, ask.level) else "not_coordinator"


def _kept_in_house(service: Service | None) -> bool:
    return service is not None and service.in_house_only


def _employer(charter: Charter, name: str) -> str | None:
    person = charter.person(name)
    return person.employer if person else None
