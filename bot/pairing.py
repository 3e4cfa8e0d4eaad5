"""Accounts and their persons: each that a platform tells of is given to its person, and taken from whose it is not.

What decides is policies/pairing.py, from all the accounts that say to be somebody's: so it is the same in whatever
order they are told of. Whoever is from outside (another company's, or a guest) and whom the charter does not name is a
person of their own: no e-mail makes them somebody else. An account that the charter gives to somebody by its id, and
that shows another e-mail, goes alone: what was asked by it stays with whose it was, and it comes back once that line
is mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select

from bot import charter as charters
from bot.charter import Charter
from bot.events import Profile
from bot.locales import LANGUAGES
from bot.merging import merge
from bot.other_people import same_name
from bot.people import charter_person, identity_of, is_zone, person_of_charter
from bot.policies.pairing import (
    Account,
    address,
    belonging,
    is_named_by_id,
    named_by_email,
    named_by_id,
    voucher,
)
from bot.versions import previous
from bot.workspaces import here
from storage.prepared import Prepared
from storage.rows import id_of, table_of
from storage.tables import Identity, Person
from storage.unit import Unit

_persons, _identities = table_of(Person), table_of(Identity)
PLATFORMS = ("slack", "teams")
"""Those on which a line of the charter may give an account by its id."""
_of_person = Prepared(select(_identities).where(_identities.c.person_id == bindparam("person")))
_with_email = Prepared(
    select(_persons)
    .where(_persons.c.email == bindparam("email"), _persons.c.merged_into.is_(None))
    .order_by(_persons.c.id)
)

_may_be_of = Prepared(
    select(_identities)
    .where(
        or_(
            _identities.c.email == bindparam("email"),
            _identities.c.person_id == bindparam("person"),
            *(and_(_identities.c.platform == each, _identities.c.user == bindparam(each)) for each in PLATFORMS),
        ),
        ~_identities.c.bot,
        here(_identities),
    )
    .order_by(_identities.c.id)
)


def learn(unit: Unit, charter: Charter, profile: Profile) -> list[Identity]:
    """Take in what a platform says of someone; link them to their person, or make one.

    Returns the accounts that were taken for somebody's and are no longer.
    """
    known = identity_of(unit, profile.who)
    facts: dict[str, Any] = {
        "name": profile.name,
        "email": address(profile.email),
        "bot": profile.bot,
        "outsider": profile.outsider,
        "elsewhere": profile.outsider if profile.elsewhere is None else profile.elsewhere,
        "active": profile.active,
    }
    if known is None:
        known = _first_seen(unit, charter, profile, facts)
    elif any(getattr(known, name) != value for name, value in facts.items()):
        unit.change(known, **facts, updated_at=unit.now)
    person, parted = unit.need(Person, known.person_id), list[Identity]()
    if not known.bot:
        moved = _pair(unit, charter, _concerned(charter, known, person))
        if moved is not None:
            parted += moved
            known = unit.need(Identity, known.id)
            person = unit.need(Person, known.person_id)
        if charter_person(charter, person) is None:
            parted += _known_by_nobody(unit, charter, known, person)
            person = unit.need(Person, unit.need(Identity, known.id).person_id)
    _prefer(unit, charter, person, profile)
    return parted


def enrol(unit: Unit, charter: Charter) -> list[Identity]:
    """Give each person whom the charter names a row and their accounts, and let what changed there be followed.

    Returns the accounts that were taken for somebody's and are no longer.
    """
    parted = _from_outside(unit, charter)
    known = {
        person.charter_id: person
        for person in unit.all(Person, select(_persons).where(_persons.c.charter_id.is_not(None)))
    }
    before = previous(unit)
    rows: list[tuple[charters.Person, Person, bool]] = []
    for named in charter.people:
        row, email = known.get(named.id), address(named.email)
        if row is None:
            _enrol(unit, charter, named)
            continue
        rows.append((named, row, row.email != email))
        if (row.name, row.email) != (named.name, email):
            unit.change(row, name=named.name, email=email)
    for named, row, moved in rows:
        was = before.person(named.id) if before is not None else None
        parted += _no_longer_given(unit, charter, row, named, was, moved=moved)
    return parted + (_pair(unit, charter, charter.people) or [])


def _no_longer_given(
    unit: Unit, charter: Charter, row: Person, named: charters.Person, was: charters.Person | None, *, moved: bool
) -> list[Identity]:
    """Part from somebody what was theirs by an e-mail or an id that the charter gives no longer, hidden since or not.

    `was`: what the charter in force until now said of them; `moved`: their e-mail is another than it was.
    """
    held = unit.all(Identity, _of_person, {"person": id_of(row)})
    shown = [each for each in held if address(each.email) == row.email or is_named_by_id(named, each) or each.bot]
    lost = held if moved else [each for each in held if was is not None and is_named_by_id(was, each)]
    return [_alone(unit, charter, each) for each in lost if each not in shown]


def _first_seen(unit: Unit, charter: Charter, profile: Profile, facts: dict[str, Any]) -> Identity:
    """An account of which nothing was known: of whose it is, when the charter names them, else of somebody new."""
    who = profile.who
    made = Identity(
        platform=who.platform,
        team=who.team,
        user=who.user,
        person_id=0,
        created_at=unit.now,
        updated_at=unit.now,
        **facts,
    )
    for named in () if made.bot else _named(charter, made):
        row = _row(unit, named)
        if any(each is made for each in _theirs(charter, named, [*_accounts(unit, named, row), made], id_of(row))):
            made.person_id = id_of(row)
            return unit.add(made)
    made.person_id = id_of(_by_email(unit, charter, made) or _somebody_new(unit, charter, made))
    return unit.add(made)


def _somebody_new(unit: Unit, charter: Charter, identity: Identity) -> Person:
    return unit.add(Person(name=identity.name, email=_own_email(charter, identity), created_at=unit.now))


def _by_email(unit: Unit, charter: Charter, identity: Identity, person: Person | None = None) -> Person | None:
    """Who is known already by the e-mail of somebody whom the charter does not name. `person`: whose the account is.

    Nobody, where several are or where they have an account of that platform already: of two members who show one
    address, one had it before the other, and what they asked is not the same person's.
    """
    email = _own_email(charter, identity)
    known = unit.all(Person, _with_email, {"email": email}) if email else []
    found = [each for each in known if person is None or each.id != person.id]
    if len(found) != 1:
        return None
    theirs = [identity] if person is None else unit.all(Identity, _of_person, {"person": id_of(person)})
    return None if _side_by_side(theirs, unit.all(Identity, _of_person, {"person": id_of(found[0])})) else found[0]


def _side_by_side(some: Iterable[Identity], others: Iterable[Identity]) -> bool:
    """Whether one of these accounts and one of those are of the same workspace or tenant."""
    return not {(each.platform, each.team) for each in some}.isdisjoint((each.platform, each.team) for each in others)


def _row(unit: Unit, named: charters.Person) -> Person:
    """The row of someone whom the charter names, made where there is none yet."""
    known = person_of_charter(unit, named.id)
    if known is not None:
        return known
    made = Person(charter_id=named.id, name=named.name, email=address(named.email), created_at=unit.now)
    return unit.add(made)


def _enrol(unit: Unit, charter: Charter, named: charters.Person) -> None:
    """A row for someone whom the charter names from now on: their own, when they were seen before.

    Or when it named them by another id: who has the name and the e-mail of one that it no longer lists is the same.
    """
    seen = [
        each for each in unit.all(Person, _with_email, {"email": address(named.email)}) if _may_be(charter, named, each)
    ]
    if len(seen) == 1:
        theirs = unit.all(Identity, _of_person, {"person": id_of(seen[0])})
        if len(_theirs(charter, named, theirs, id_of(seen[0]))) == len(theirs):
            unit.change(seen[0], charter_id=named.id, name=named.name)
            return
    _row(unit, named)


def _may_be(charter: Charter, named: charters.Person, seen: Person) -> bool:
    """Whether who has the e-mail of somebody whom the charter names from now on may be them."""
    return seen.charter_id is None or (charter_person(charter, seen) is None and same_name(seen.name, named.name))


def _named(charter: Charter, identity: Identity) -> list[charters.Person]:
    """Those of the charter whom an account says to be, by its id or its e-mail."""
    said = (named_by_id(charter, identity.platform, identity.user), named_by_email(charter, identity.email))
    return list({each.id: each for each in said if each is not None}.values())


def _concerned(charter: Charter, identity: Identity, person: Person) -> list[charters.Person]:
    """Those of the charter whose accounts are to be looked at again: whom it was taken for comes first."""
    held = charter_person(charter, person)
    said = ([held] if held is not None else []) + _named(charter, identity)
    return list({each.id: each for each in said}.values())


def _accounts(unit: Unit, named: charters.Person, row: Person) -> list[Identity]:
    """All the accounts that may be somebody's: held as theirs, with their e-mail, or named by the charter.

    Of where the desk is now: what it was told where it was tried before speaks neither for anybody nor against.
    """
    given = {platform: getattr(named, platform) for platform in PLATFORMS}
    return unit.all(Identity, _may_be_of, {"email": address(named.email), "person": id_of(row), **given})


def _theirs(charter: Charter, named: charters.Person, found: Iterable[Identity], person_id: int) -> list[Identity]:
    accounts = {_account(each, held=each.person_id == person_id): each for each in found}
    return [accounts[each] for each in belonging(charter, named, accounts)]


def _account(identity: Identity, *, held: bool) -> Account:
    return Account(
        platform=identity.platform,
        user=identity.user,
        email=identity.email,
        voucher=voucher(outsider=identity.outsider, elsewhere=identity.elsewhere),
        active=identity.active,
        held=held,
    )


@dataclass(frozen=True)
class _Look:
    """Somebody's row, the accounts that may be theirs, and those that are."""

    row: Person
    found: Sequence[Identity]
    theirs: Sequence[Identity]


def _look(unit: Unit, charter: Charter, named: charters.Person) -> _Look:
    row = _row(unit, named)
    found = _accounts(unit, named, row)
    return _Look(row, found, _theirs(charter, named, found, id_of(row)))


def _pair(unit: Unit, charter: Charter, people: Sequence[charters.Person]) -> list[Identity] | None:
    """Part from these people the accounts that are not theirs, and give them those that are; None where all is so."""
    looks, changed, taken = list[_Look](), list[Identity](), list[list[Identity]]()
    for named in people:
        looks.append(_look(unit, charter, named))
        changed += _part(unit, charter, looks[-1])
    for named, look in zip(people, looks, strict=True):
        moved = _take(unit, charter, named, _look(unit, charter, named) if changed or taken else look)
        if moved is not None:
            taken.append(moved)
    if not (changed or taken):
        return None
    changed += [each for moved in taken for each in moved]
    if taken:
        # Looked at again: whoever becomes theirs may bring accounts that are not, or speak against others.
        changed += [each for named in people for each in _part(unit, charter, _look(unit, charter, named))]
    return list({id_of(each): each for each in changed}.values())


def _part(unit: Unit, charter: Charter, look: _Look) -> list[Identity]:
    mine, kept = look.row.id, {each.id for each in look.theirs}
    return [_alone(unit, charter, each) for each in look.found if each.person_id == mine and each.id not in kept]


def _take(unit: Unit, charter: Charter, named: charters.Person, look: _Look) -> list[Identity] | None:
    """Give somebody the accounts that are theirs: with all that was asked by them, where it was they who asked.

    Returns those that were taken without it; none where all were theirs.
    """
    row, theirs = look.row, look.theirs
    whose = {id_of(each): each.person_id for each in theirs}
    taken: list[Identity] | None = None
    for each in theirs:
        if each.person_id == row.id:
            continue
        other = unit.need(Person, each.person_id)
        if charter_person(charter, other) is not None and not is_named_by_id(named, each):
            continue
        taken = taken or []
        besides = [one for one in theirs if whose[id_of(one)] != other.id]
        if other.charter_id is None and _is_one(unit, row, other, besides):
            merge(unit, row, other)
        else:
            unit.change(each, person_id=id_of(row))
            taken.append(each)
    return taken


def _is_one(unit: Unit, row: Person, other: Person, besides: Sequence[Identity]) -> bool:
    """Whether all that tells who somebody is says that they are this person of the charter, or says nothing.

    `besides`: the accounts of that person which are not the other's: of two of one workspace, either may have asked.
    """
    theirs = unit.all(Identity, _of_person, {"person": id_of(other)})
    shown = {other.email, *(address(each.email) for each in theirs)}
    # Where no e-mail is shown, the name is all that tells whether it is by mistake that their id stands there.
    alike = row.email in shown or other.name.casefold() == row.name.casefold()
    return alike and shown <= {None, row.email} and not _side_by_side(theirs, besides)


def _alone(unit: Unit, charter: Charter, identity: Identity) -> Identity:
    """Give an account that is not whose it was taken for back to whose it was, else to a person of its own."""
    person = _by_email(unit, charter, identity) or _left_behind(unit, identity)
    person = person or _somebody_new(unit, charter, identity)
    unit.change(identity, person_id=id_of(person))
    return identity


def _left_behind(unit: Unit, identity: Identity) -> Person | None:
    """Whose an account was that shows no e-mail: who bears its name, and has no account since it went to another."""
    people, held = _persons.c, select(_identities.c.id).where(_identities.c.person_id == _persons.c.id)
    unknown = people.charter_id.is_(None) & people.merged_into.is_(None) & people.email.is_(None)
    query = select(_persons).where(unknown, people.name == identity.name, ~held.correlate(_persons).exists()).limit(2)
    found = unit.all(Person, query) if not identity.email and not identity.outsider else []
    return found[0] if len(found) == 1 else None


def _own_email(charter: Charter, identity: Identity) -> str | None:
    """The e-mail by which someone whom the charter does not name may be known on several platforms.

    None for those from outside, and none where it is that of a person whom the charter names: it is not theirs.
    """
    return None if identity.outsider or named_by_email(charter, identity.email) is not None else identity.email


def _known_by_nobody(unit: Unit, charter: Charter, known: Identity, person: Person) -> list[Identity]:
    """Somebody whom the charter does not name: one person on several platforms by their e-mail, unless from outside."""
    if person.charter_id is not None:
        return [_alone(unit, charter, known)] if known.outsider else []
    if known.outsider and len(unit.all(Identity, _of_person, {"person": id_of(person)})) > 1:
        return [_alone(unit, charter, known)]
    same = _by_email(unit, charter, known, person)
    if same is not None:
        merge(unit, same, person)
    elif (person.name, person.email) != (known.name, email := _own_email(charter, known)):
        unit.change(person, name=known.name, email=email)
    return []


def _from_outside(unit: Unit, charter: Charter) -> list[Identity]:
    """Part from others, and from what they were to the desk, those from outside whom the charter does not name."""
    people, accounts = _persons.c, _identities.c
    named = [each.id for each in charter.people]
    retired = and_(people.charter_id.is_not(None), people.charter_id.not_in(named))
    several = select(accounts.person_id).group_by(accounts.person_id).having(func.count() > 1)
    known_by = or_(people.email.is_not(None), people.id.in_(several))
    query = (
        select(_identities)
        .join(_persons, people.id == accounts.person_id)
        .where(accounts.outsider, ~accounts.bot, or_(retired, and_(people.charter_id.is_(None), known_by)))
        .order_by(accounts.id)
    )
    return [each for outsider in unit.all(Identity, query) for each in _to_themselves(unit, charter, outsider)]


def _to_themselves(unit: Unit, charter: Charter, outsider: Identity) -> list[Identity]:
    person = unit.need(Person, outsider.person_id)
    together = unit.all(Identity, _of_person, {"person": id_of(person)})
    if person.charter_id is not None or len(together) > 1:
        return [_alone(unit, charter, outsider)]
    unit.change(person, email=None)
    return []


def _prefer(unit: Unit, charter: Charter, person: Person, profile: Profile) -> None:
    """Language and zone as the platform has them, where neither the person nor the charter has said."""
    named = charter_person(charter, person)
    said: dict[str, str] = {}
    if person.language is None and not (named and named.language) and profile.language in LANGUAGES:
        said["language"] = profile.language or ""
    if person.timezone is None and not (named and named.timezone) and is_zone(profile.timezone):
        said["timezone"] = profile.timezone or ""
    if said:
        unit.change(person, **said)
