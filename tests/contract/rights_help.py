"""A refusal is still help: whom it names may do what was refused, and one press tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import select

from storage.rows import table_of
from storage.tables import Journal
from tests.contract.rights import AGREEMENT, NO, ROLES, YES, Cell, Play, cells

CALLS = re.compile(r"'act': 'call',.*?'value': '(LYO-\d+):(\w+)'")
"""A button that tells somebody, as a platform shows it that shows what cards are made of."""


OWN = ("rate", "recall", "validate", "send_back")
"""What is one person's own to do, or anybody's but one's: the refusal says whose it is, or why it is not one's own."""


def helped() -> list[Cell]:
    """The cells whose refusal names who can.

    Who may know of what is confidential is not told who is cleared for it; whoever serves it beside who has it is told
    that it is taken.
    """
    refused = [each for each in cells() if each.says == NO and not each.kind.startswith("confid")]
    return [each for each in refused if each.act not in OWN and each.role != "beside"]


async def wrong_of_help(play: Play, some: Iterable[Cell]) -> list[str]:
    """Those of these whose refusal names nobody, or somebody who may not do it either, or whom no press tells."""
    found = []
    for cell in some:
        role, ref = ROLES[cell.role], play.refs[f"{cell.kind}/agreement" if cell.act in AGREEMENT else cell.kind]
        await play.stands(ref, role)
        told = (await play.press(role.person, cell.act, ref)).text
        named = [name for on, name in CALLS.findall(told) if on == ref]
        if not named:
            found.append(f"{cell.act} by {cell.role} of {cell.kind} names nobody: {told}")
        for name in named:
            if play.means((await play.press(name, cell.act, ref)).text) != YES:
                found.append(f"{cell.act} by {cell.role} of {cell.kind} names {name}, who may not either")
            await play.stands(ref, role)
        for name in named[:1]:
            await play.press(role.person, "call", f"{ref}:{name}")
            if _called(play, ref) != [play.ids[name]]:
                found.append(f"{cell.act} by {cell.role} of {cell.kind} tells {name} by no press")
    return found


def _called(play: Play, ref: str) -> list[int]:
    """Whom somebody had a request pointed out to."""
    table = table_of(Journal)
    query = select(table.c.data).where(table.c.request_id == play.request(ref), table.c.act == "call")
    with play.app.database.read() as connection:
        return [data["to"] for data in connection.execute(query).scalars()]
