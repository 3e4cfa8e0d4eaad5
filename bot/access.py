"""Who can read what today, and why: asked of the policy that answers every act, of requests that nobody made.

There is no second set of rules here. Of each person and each kind of request the policy is asked what they see; why, by
asking again of somebody with less: with one role alone, with none, without what is opened to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from bot import grants
from bot.charter import Charter
from bot.charter import Person as Listed
from bot.people import Reader, person_of_charter
from bot.policies.confidentiality import Part, level_of
from bot.policies.grants import NOTHING_GRANTED, Granted
from bot.policies.permissions import knows_if_late, sight
from storage.rows import id_of, table_of
from storage.tables import Grant, Identity, Level, Person, Request
from storage.unit import Unit

NOBODY = 0
"""Whose requests these are: nobody's, so that nobody reads them as their own."""
LATE = "late"
"""All that is known is that one is late."""
GRANTED, NAMED, CLEARED = "granted", "named", "cleared"
"""Why, where it is no role."""


@dataclass(slots=True)
class _Asked:
    """A request that nobody made, as the policy looks at one."""

    site: str
    service: str | None
    level: Level
    id: int | None = None
    requester_id: int = NOBODY
    assignee_id: int | None = None
    proposed_id: int | None = None
    kept_from: str = ""
    executive: str = ""
    alerted: str = ""
    approvers: str = ""


@dataclass(frozen=True, slots=True)
class _As:
    """Somebody as the policy asks about them, with that much of what they are."""

    id: int
    named: Listed | None
    granted: Granted = NOTHING_GRANTED


@dataclass(frozen=True, slots=True)
class Sees:
    """What somebody sees of a kind of requests, at which sites (ids), and why.

    `service` none: of none, or not said yet. `part`: full, state, or late. Why: roles, cleared, granted, or named (the
    charter names them to whom such things are confided).
    """

    service: str | None
    level: Level
    part: str
    sites: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """What is opened to somebody: the grant, the request's reference ("" of a service), and in which zone its date is
    said. `executive`: the charter id of whoever asked that request, where it is their own."""

    grant: Grant
    ref: str
    zone: str
    executive: str


@dataclass(frozen=True, slots=True)
class Own:
    """Who reads what an executive asks for themself, of these kinds."""

    executive: Listed
    kinds: tuple[tuple[str | None, Level], ...]
    readers: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """All that somebody can read: by what they are, what is opened to them, and the requests that name them.

    `named_in`: open requests that they read because their agreement is asked, an alert reached them, or they have them.
    `row` none: the desk never saw them.
    """

    name: str
    named: Listed | None
    row: Person | None
    accounts: tuple[Identity, ...]
    sees: tuple[Sees, ...]
    grants: tuple[Opened, ...]
    named_in: int


def by_charter_alone(charter: Charter) -> list[Access]:
    """The same where the desk keeps nothing yet: nobody was seen, and nothing was opened to anybody."""
    return [Access(each.name, each, None, (), tuple(_seen(charter, _As(-1, each))), (), 0) for each in charter.people]


def everybody(unit: Unit, charter: Charter) -> list[Access]:
    """Everybody of the charter, in its order, then whoever else something is opened to."""
    listed = [_access(unit, charter, named, person_of_charter(unit, named.id)) for named in charter.people]
    known = {each.row.id for each in listed if each.row is not None}
    others = dict.fromkeys(each.person_id for each in grants.standing(unit) if each.person_id not in known)
    people = (unit.get(Person, each) for each in others)
    return [*listed, *(_access(unit, charter, None, each) for each in people if each is not None)]


def readers_of(found: Sequence[Access], service: str | None, level: Level) -> list[Access]:
    """Who of these reads such requests in full, somewhere at least."""
    wanted = (service, level, Part.FULL.value)
    return [each for each in found if wanted in {(one.service, one.level, one.part) for one in each.sees}]


def own_of_executives(charter: Charter) -> list[Own]:
    """Who reads, somewhere at least, what each executive with people of their own asks for themself."""
    found: dict[tuple[str, tuple[str, ...]], list[tuple[str | None, Level]]] = {}
    for desk in charter.executive_desk:
        for kind in kinds(charter):
            about = [_Asked(site.id, *kind, executive=desk.executive) for site in charter.sites]
            reads = (each.id for each in charter.people if any(_reads(charter, each, one) for one in about))
            found.setdefault((desk.executive, tuple(reads)), []).append(kind)
    return [
        Own(executive, tuple(several), tuple(each for each in charter.people if each.id in readers))
        for (name, readers), several in found.items()
        if (executive := charter.person(name)) is not None
    ]


def _reads(charter: Charter, named: Listed, asked: _Asked) -> bool:
    return named.id != asked.executive and sight(_As(-1, named), asked, charter) is Part.FULL


def kinds(charter: Charter) -> list[tuple[str | None, Level]]:
    """Each kind of request that there is: of a service, of none yet, and private by what it says."""
    services = [(each.id, level_of(charter, each.id, sensitive=False)) for each in charter.services]
    return [*services, (None, Level.STANDARD), (None, Level.CONFIDENTIAL)]


def _access(unit: Unit, charter: Charter, named: Listed | None, row: Person | None) -> Access:
    number = id_of(row) if row is not None else NOBODY
    granted = grants.granted_to(unit, number) if row is not None else NOTHING_GRANTED
    who = _As(number or -1, named, granted)
    opened = [each for each in grants.standing(unit) if each.person_id == number] if row is not None else []
    accounts = table_of(Identity)
    query = select(accounts).where(accounts.c.person_id == number).order_by(accounts.c.id)
    return Access(
        named.name if named is not None else row.name if row is not None else "",
        named,
        row,
        tuple(unit.all(Identity, query)) if row is not None else (),
        tuple(_seen(charter, who)),
        tuple(_opened(unit, charter, each) for each in opened),
        _named_in(unit, charter, named, row),
    )


def _seen(charter: Charter, who: _As) -> Iterator[Sees]:
    for service, level in kinds(charter):
        found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for site in charter.sites:
            asked = _Asked(site.id, service, level)
            part = _part(charter, who, asked)
            if part is not None:
                found.setdefault((part, _why(charter, who, asked, part)), []).append(site.id)
        for (part, why), sites in found.items():
            yield Sees(service, level, part, tuple(sites), why)


def _part(charter: Charter, who: _As, asked: _Asked) -> str | None:
    part = sight(who, asked, charter)
    if part is Part.NOTHING:
        return LATE if knows_if_late(who, asked, charter) else None
    return part.value


def _why(charter: Charter, who: _As, asked: _Asked, part: str) -> tuple[str, ...]:
    if _part(charter, _As(who.id, who.named), asked) != part:
        return (GRANTED,)
    named = who.named
    if named is None or _part(charter, _As(who.id, named.model_copy(update={"roles": ()})), asked) == part:
        return (NAMED,)
    alone = [role for role in named.roles if _with_role(charter, who.id, named, role, asked) == part]
    uncleared = _As(who.id, named.model_copy(update={"cleared": ()}))
    needed = [CLEARED] if named.cleared and _part(charter, uncleared, asked) != part else []
    return (*(alone or named.roles), *needed)


def _with_role(charter: Charter, number: int, named: Listed, role: str, asked: _Asked) -> str | None:
    return _part(charter, _As(number, named.model_copy(update={"roles": (role,)})), asked)


def _opened(unit: Unit, charter: Charter, grant: Grant) -> Opened:
    request = unit.get(Request, grant.request_id) if grant.request_id is not None else None
    site = charter.site(request.site if request is not None else grant.site)
    zone = (site.timezone if site is not None else None) or charter.desk.timezone
    ref, executive = (request.ref, request.executive) if request is not None else ("", "")
    return Opened(grant, ref, zone, executive)


def _named_in(unit: Unit, charter: Charter, named: Listed | None, row: Person | None) -> int:
    """How many open requests they read because of what stands on the request itself."""
    if row is None:
        return 0
    table, me = table_of(Request), Reader(id_of(row), named, unit)
    mine = or_(table.c.assignee_id == me.id, table.c.proposed_id == me.id)
    told = or_(table.c.alerted != "", table.c.approvers != "", mine)
    found = unit.all(Request, select(table).where(table.c.open, table.c.requester_id != me.id, told))
    return sum(1 for each in found if _reads_by_name(charter, me, each))


def _reads_by_name(charter: Charter, me: Reader, request: Request) -> bool:
    if sight(me, request, charter) is not Part.FULL:
        return False
    kind = (request.site, request.service, request.level, request.id)
    plain = _Asked(*kind, kept_from=request.kept_from, executive=request.executive)
    return sight(me, plain, charter) is not Part.FULL
