"""What every platform tells `relais doctor` in the same way: who of the charter is found there, and how it is said.

Each finding's text is the platform's own: `doctor.slack_people`, `doctor.teams_people` and so on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from functools import partial
from typing import TypeVar

from sqlalchemy import func, or_, select
from sqlalchemy.exc import SQLAlchemyError

from adapters.platform import Finding, PlatformError, RateLimited
from bot.charter import Charter, Person
from bot.events import Profile
from bot.policies.pairing import Account, address, belonging, voucher
from storage.database import Database
from storage.rows import table_of
from storage.tables import Identity
from storage.tables import Person as Known

T = TypeVar("T")
Showing = Callable[[Person], Awaitable[Sequence[Profile]]]
"""The accounts that the desk might take for a person's."""
Missing = Callable[[Person], Finding]
"""What there is to say of somebody of whom there is none."""

_ABOUT = ("people_outside", "people_before", "person_left", "person_besides", "person_elsewhere", "person_several")
SAID = ("people", *(f"{each}{part}" for each in _ABOUT for part in ("", "_advice")))
"""The texts that a platform has for this, under `doctor.` and its name."""


def right(what: str, advice: str | None = None, **arguments: str | int) -> Finding:
    """Something that is well."""
    return Finding(True, what, advice, arguments)


def wrong(what: str, advice: str, **arguments: str | int) -> Finding:
    """Something that is not, and what to do."""
    return Finding(False, what, advice, arguments)


def code_of(error: PlatformError) -> str:
    """What a platform answered; where it asked to wait, that alone: the rest of that error names a method."""
    return "ratelimited" if isinstance(error, RateLimited) else str(error)


def readable(database: Database | None) -> Database | None:
    """The database, unless there is none yet: looking into it would make one."""
    return None if database is None or database.is_absent else database


class Patience:
    """Waits as a platform asks, `seconds` in all."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    async def have(self, job: Callable[[], Awaitable[T]]) -> T:
        """What a job gives, waiting while there is patience left."""
        while True:
            try:
                return await job()
            except RateLimited as limited:
                # A little more than asked: the clock that allows it again is the platform's.
                wait = limited.after + 0.05
                if wait > self._left:
                    raise
                self._left -= wait
                await asyncio.sleep(wait)


async def attending(
    conversations: Sequence[str], members: Callable[[str], Awaitable[Sequence[Profile]]], patience: Patience
) -> dict[str, Sequence[Profile] | PlatformError]:
    """Who is in each of these, as `members` tells, or why that is not known."""
    found: dict[str, Sequence[Profile] | PlatformError] = {}
    for each in conversations:
        try:
            found[each] = await patience.have(partial(members, each))
        except PlatformError as error:
            found[each] = error
    return found


async def people(
    platform: str, team: str, charter: Charter, database: Database | None, showing: Showing, missing: Missing
) -> list[Finding]:
    """Who of the charter is found, and what to do about each who is not. `team`: the only one that counts there."""
    met, before = await asyncio.to_thread(_met, readable(database), charter, platform, team)
    found: list[Finding] = []
    there: list[Profile] = []
    for person in charter.people:
        shown = {_account(each): each for each in await showing(person)}
        users = {each.who.user for each in shown.values()}
        others = [each for each in met[person.id] if each.platform != platform or each.user not in users]
        theirs = [shown[each] for each in belonging(charter, person, [*shown, *others]) if each in shown]
        active = [each for each in theirs if each.active]
        doubted = [each for each in shown.values() if each.active and each not in theirs]
        there += active[:1]
        if doubted:
            found.append(_doubted(platform, person, active, doubted))
        elif not theirs:
            found.append(missing(person))
        elif not active:
            given = {"name": person.name, "id": person.id}
            found.append(wrong(f"doctor.{platform}_person_left", f"doctor.{platform}_person_left_advice", **given))
    outside = sum(profile.outsider for profile in there)
    if outside:
        found.insert(0, _counted(platform, "people_outside", outside))
    if before:
        found.append(_counted(platform, "people_before", before))
    return [right(f"doctor.{platform}_people", count=len(there)), *found]


def _met(database: Database | None, charter: Charter, platform: str, team: str) -> tuple[dict[str, list[Account]], int]:
    """The accounts that the desk knows of for each of the charter's people, by id: held, or with their e-mail; and how
    many it knows of any that were met in another team of the platform, which count for nothing here.

    None before there is a database.
    """
    person, identity = table_of(Known), table_of(Identity)
    emails = [address(each.email) for each in charter.people]
    there = (identity.c.platform == platform) & (identity.c.team != team)
    query = (
        select(person.c.charter_id, identity)
        .join(identity, identity.c.person_id == person.c.id)
        .where(or_(person.c.charter_id.is_not(None), identity.c.email.in_(emails)), ~identity.c.bot, ~there)
    )
    try:
        with database.read() if database is not None else nullcontext() as connection:
            rows = list(connection.execute(query)) if connection is not None else []
            count = select(func.count()).select_from(identity).where(there, ~identity.c.bot)
            others = int(connection.execute(count).scalar_one()) if connection is not None else 0
    except (SQLAlchemyError, OSError):
        rows, others = [], 0
    found: dict[str, list[Account]] = {each.id: [] for each in charter.people}
    for row in rows:
        named = charter.person_by_email(row.email) if row.email else None
        whose = voucher(outsider=row.outsider, elsewhere=row.elsewhere)
        for one in {row.charter_id, named.id if named else None} & set(found):
            known = Account(row.platform, row.user, row.email, whose, active=row.active, held=one == row.charter_id)
            found[one].append(known)
    return found, others


def _account(profile: Profile) -> Account:
    whose = voucher(outsider=profile.outsider, elsewhere=profile.elsewhere)
    return Account(profile.who.platform, profile.who.user, profile.email, whose, active=profile.active)


def _doubted(platform: str, person: Person, taken: list[Profile], doubted: list[Profile]) -> Finding:
    """Accounts that show somebody's e-mail, and of which it is not known whether they are theirs."""
    given = {"name": person.name, "id": person.id, "others": ", ".join(_called(each) for each in doubted)}
    what = "besides" if taken else "several" if len(doubted) > 1 else "elsewhere"
    if taken:
        given |= {"one": _called(taken[0]), "user": taken[0].who.user}
    elif len(doubted) == 1:
        given["user"] = doubted[0].who.user
    return wrong(f"doctor.{platform}_person_{what}", f"doctor.{platform}_person_{what}_advice", **given)


def _counted(platform: str, what: str, count: int) -> Finding:
    return right(f"doctor.{platform}_{what}", f"doctor.{platform}_{what}_advice", count=count)


def _called(profile: Profile) -> str:
    return f"{profile.who.user} ({profile.name})"
