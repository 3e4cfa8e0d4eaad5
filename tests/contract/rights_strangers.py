"""Whoever asked or worked it and is nobody here any longer: whatever they do, by any way, to a request of any kind.

They became a guest, another company's, or their account was closed, as the desk knows it; how each platform tells it
that is for its own tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

from sqlalchemy import func, select, update

from bot.talk import ANSWERS
from storage.rows import table_of
from storage.tables import AccessAsk, Form, Grant, Identity, Request, Vote, Words
from storage.unit import Unit
from tests.contract.rights import KINDS, NONE, ROLES, Play, plain
from tests.contract.rights_forms import all_of

STANDINGS: dict[str, tuple[str, dict[str, bool]]] = {
    "outsider": ("requester", {"outsider": True, "elsewhere": True}),
    "guest": ("requester", {"outsider": True, "elsewhere": False}),
    "closed": ("holder", {"active": False}),
}
"""What somebody has become, what they were to the request until then, and how the desk knows it."""
AS_BEFORE = {"outsider": False, "elsewhere": None, "active": True}
VALUES = ("{}", "{}:service:travel", "{}:1")
"""What buttons carry."""


@dataclass(frozen=True)
class Try:
    """Somebody who is nobody any longer does something, to a request of that kind."""

    standing: str
    way: str
    act: str
    kind: str


def tries() -> list[Try]:
    """Every act of every card and every order, by each of them, on each kind of request."""
    pressed = [("press", each) for each in sorted({*ANSWERS.acts, *ANSWERS.presses})]
    ordered = [("order", each) for each in sorted(ANSWERS.words)]
    found = product(STANDINGS, (*pressed, *ordered), KINDS)
    return [Try(standing, way, act, kind) for standing, (way, act), kind in found]


async def wrong_by_strangers(play: Play, some: Iterable[Try]) -> list[str]:
    """Those of these by whom something was done, or who could tell that the request exists."""
    found, stood = [], await play.run(kept)
    for each in some:
        role, facts = STANDINGS[each.standing]
        person, ref = ROLES[role].person, play.refs[each.kind]
        await play.stands(ref, ROLES[role])
        await play.run(partial(_become, person=play.ids[person], facts=facts))
        before = all_of(play, ref)
        # What they write is answered once in all: what was asked of nobody's comes first, and again.
        told = [await _does(play, each, person, on) for on in (NONE, ref, NONE)]
        await play.run(partial(_become, person=play.ids[person], facts=AS_BEFORE))
        if told[1] not in (told[0], told[2]) or all_of(play, ref) != before:
            found.append(f"{each}: {told}")
    if await play.run(kept) != stood:
        found.append("something was asked, written, opened or answered by somebody who is nobody here")
    return found


async def _does(play: Play, each: Try, person: str, ref: str) -> str:
    if each.way == "order":
        answer = await play.order(person, each.act, ref)
        return plain(answer.text).replace(ref, "…")
    value = VALUES[len(each.act) % len(VALUES)].format(ref)
    answer = await play.press(person, each.act, value)
    return plain(f"{answer.kind} {answer.text} {answer.form}").replace(ref, "…")


def _become(unit: Unit, person: int, facts: dict[str, Any]) -> None:
    table = table_of(Identity)
    unit.execute(update(table).where(table.c.person_id == person).values(**facts))


def kept(unit: Unit) -> list[int]:
    """How much there is of all that somebody may ask, write, open or answer."""
    tables = (Request, Words, Form, Vote, Grant, AccessAsk)
    return [unit.execute(select(func.count()).select_from(table_of(each))).scalar_one() for each in tables]
