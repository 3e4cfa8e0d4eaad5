"""One more way by which a cell of the table is played: an emoji.

It is put on the message that asks for it, as far as the desk knows, in a channel that everybody reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from sqlalchemy import delete, func, select, update

from storage.rows import table_of
from storage.tables import Outbox, Reaction, Request, Source
from storage.unit import Unit
from tests.contract.rights import HIDDEN, ROLES, YES, Cell, Play
from tests.fakes.company import LYON

EMOJI = {"claim": "eyes", "resolve": "white_check_mark", "urgent": "rotating_light"}
"""By which emoji of the charter an act is done."""


async def stand(play: Play) -> dict[str, str]:
    """A message for each request, of which the database says that it asks it; its ts by the reference."""
    found = {ref: await play.far.post(play.far.cast.asker, LYON, "merci") for ref in play.refs.values()}
    await play.app.idle()
    await play.run(partial(_asked, found=found))
    return found


def _asked(unit: Unit, found: dict[str, str]) -> None:
    sources, requests = table_of(Source), table_of(Request)
    for ref, ts in found.items():
        request = select(requests.c.id).where(requests.c.ref == ref).scalar_subquery()
        unit.execute(update(sources).where(sources.c.ts == ts).values(request_id=request))


async def wrong_by_emoji(play: Play, some: Iterable[Cell]) -> list[str]:
    """Those of these cells that an emoji does not hold to."""
    found, messages = [], await stand(play)
    for cell in some:
        role, ref = ROLES[cell.role], play.refs[cell.kind]
        await play.stands(ref, role)
        await play.run(partial(_forget_emoji, ts=messages[ref]))
        queued, user = _queued(play), play.user(role.person)
        await play.far.react(user, LYON, messages[ref], EMOJI[cell.act])
        done, _ = play.came(ref, role)
        silent = _queued(play) == queued
        await play.far.react(user, LYON, messages[ref], EMOJI[cell.act], on=False)
        await play.app.idle()
        # Who has it, or before whom somebody has it, is told so of what they may.
        does = cell.says == YES and (role.holder is None or cell.act == "urgent")
        if done > (cell.says == YES) or done < does or (cell.says == HIDDEN and not silent):
            found.append(f"emoji: {cell.act} by {cell.role} of {cell.kind}: done {done}, silent {silent}: {cell.says}")
    return found


def _forget_emoji(unit: Unit, ts: str) -> None:
    table = table_of(Reaction)
    unit.execute(delete(table).where(table.c.ts == ts))


def _queued(play: Play) -> int:
    with play.app.database.read() as connection:
        return int(connection.execute(select(func.max(table_of(Outbox).c.id))).scalar_one() or 0)
