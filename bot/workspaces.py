"""In which workspace or tenant the desk is on each platform: the one whose people it is told of now.

A desk that was tried in a workspace, and is then given the token of another, keeps what it knew of the first. Nobody is
reached there any longer, and no account of it is looked at to tell whose another is, until its token is back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Table, literal, select

from bot.events import Profile, Who
from storage.database import insert_ignoring
from storage.rows import table_of
from storage.tables import Identity, Setting
from storage.unit import Unit

TEAM = "team:"
"""How the setting begins that names a platform's workspace or tenant."""
SINCE = "team_since:"
"""How the setting begins that tells since when (aware, ISO 8601): what was said before and comes late moves nothing."""
_identities, _settings = table_of(Identity), table_of(Setting)


def here(identities: Table) -> ColumnElement[bool]:
    """Whether accounts are of the workspace where the desk is now."""
    other = select(literal(1)).where(
        _settings.c.key == literal(TEAM) + identities.c.platform, _settings.c.value != identities.c.team
    )
    return ~other.correlate(identities).exists()


def is_here(unit: Unit, identity: Identity) -> bool:
    """Whether an account is of the workspace where the desk is now."""
    setting = unit.get(Setting, TEAM + identity.platform)
    return setting is None or setting.value == identity.team


def told_of(unit: Unit, profiles: Iterable[Profile], at: datetime) -> bool:
    """Note where those are of whom a platform tells at `at` (aware); whether the desk has left another workspace."""
    moved = [_noted(unit, each, at) for each in {one.who.platform: one.who for one in profiles}.values()]
    return any(moved)


def _noted(unit: Unit, who: Who, at: datetime) -> bool:
    team, since = TEAM + who.platform, SINCE + who.platform
    known = unit.get(Setting, team)
    if known is None:
        if not insert_ignoring(unit.connection, Setting, {"key": team, "value": who.team}):
            return False
        insert_ignoring(unit.connection, Setting, {"key": since, "value": at.isoformat()})
        return _knew_another(unit, who)
    moved = unit.need(Setting, since)
    if known.value == who.team or at <= datetime.fromisoformat(moved.value):
        return False
    unit.change(known, value=who.team)
    unit.change(moved, value=at.isoformat())
    return True


def _knew_another(unit: Unit, who: Who) -> bool:
    """Whether accounts of another workspace were met by an earlier release, which did not note where it was."""
    table = _identities.c
    others = select(_identities).where(table.platform == who.platform, table.team != who.team).limit(1)
    return unit.first(Identity, others) is not None
