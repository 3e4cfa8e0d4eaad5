"""A refusal is still help: whom it names may do what was refused, and one press tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, select

from storage.rows import table_of
from storage.tables import AccessAsk, Journal
from storage.unit import Unit
from tests.contract.rights import AGREEMENT, NO, ROLES, YES, Cell, Play, cells

CALLS = re.compile(r"'act': 'call',.*?'value': '(LYO-\d+):(\w+)'")
"""A button that tells somebody, as a platform shows it that shows what cards are made of."""
ASKS = re.compile(r"'act': 'access_ask'")
"""The one that asks who may open it."""

TAKEN = ("release", "resolve", "wait", "cancel", "cause")
"""What whoever has it does: who serves it beside them is told who that is, at any level."""


CHECKS = ("validate", "send_back")
"""What anybody who serves it does but whoever has it."""


def helped() -> list[Cell]:
    """The cells whose refusal names who can, or nobody where nobody else could.

    Who may know of what is confidential is not told who is cleared for it.
    """
    refused = [each for each in cells() if each.says == NO]
    return [
        each for each in refused if not each.kind.startswith("confid") or (each.role == "beside" and each.act in TAKEN)
    ]


def _is_ones_own(cell: Cell) -> bool:
    """Whether nobody is named: the requester alone rates, who has it takes back their own, and others check that."""
    if cell.act == "recall":
        return ROLES[cell.role].holder is None or not cell.kind.startswith("standard")
    return cell.act == "rate" or (cell.act in CHECKS and cell.role == "holder")


async def wrong_of_help(play: Play, some: Iterable[Cell]) -> list[str]:
    """Those of these whose refusal names nobody, or somebody who may not do it either, or whom no press tells."""
    found = []
    for cell in some:
        role, ref = ROLES[cell.role], play.refs[f"{cell.kind}/agreement" if cell.act in AGREEMENT else cell.kind]
        if cell.act in CHECKS and role.holder is None:
            role = replace(role, holder="nadia")
        await play.stands(ref, role)
        told = (await play.press(role.person, cell.act, ref)).text
        named = [name for on, name in CALLS.findall(told) if on == ref]
        if bool(named) == _is_ones_own(cell):
            found.append(f"{cell.act} by {cell.role} of {cell.kind} names {named or 'nobody'}: {told}")
        for name in named:
            if play.means((await play.press(name, cell.act, ref)).text) != YES:
                found.append(f"{cell.act} by {cell.role} of {cell.kind} names {name}, who may not either")
            await play.stands(ref, role)
        for name in named[:1]:
            await play.press(role.person, "call", f"{ref}:{name}")
            if [data["to"] for data in _lines(play, ref, "call")] != [play.ids[name]]:
                found.append(f"{cell.act} by {cell.role} of {cell.kind} tells {name} by no press")
        if ASKS.search(told):
            await play.run(_unasked)
            await play.press(role.person, "access_ask", ref)
            if len(_lines(play, ref, "access_asked")) != 1:
                found.append(f"{cell.act} by {cell.role} of {cell.kind} asks nobody for access")
    return found


def _unasked(unit: Unit) -> None:
    """Nobody asked for access yet: each asks once a day."""
    unit.execute(delete(table_of(AccessAsk)))


def _lines(play: Play, ref: str, act: str) -> list[dict[str, Any]]:
    """What the history of a request says of an act: whom it was pointed out to."""
    table = table_of(Journal)
    query = select(table.c.data).where(table.c.request_id == play.request(ref), table.c.act == act)
    with play.app.database.read() as connection:
        return list(connection.execute(query).scalars())
