"""Forms, by the table of rights: each is of whom it was opened for, and takes what they may when they send it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.requests import TURNED_AWAY
from storage.rows import table_of
from storage.tables import Form, Journal, Request
from storage.unit import Unit
from tests.contract.forging import forged
from tests.contract.rights import AGREEMENT, HIDDEN, KINDS, ROLES, YES, Cell, Play, cells, plain

FILLED = {
    "assign": {"person": "{samia}"},
    "transfer": {"service": "meetings"},
    "correct": {"due": "dans trois jours"},
    "wait": {"text": "Quel jour ?"},
    "reply": {"text": "C’est noté."},
    "approval": {"person": "{helene}"},
    "refuse": {"text": "Trop cher."},
    "inquire": {"text": "Pour qui ?"},
}
"""The acts that begin with a form, and what is sent in it."""
NOBODYS = "0" * 24
"""A form that was never opened."""


@dataclass(frozen=True)
class Lost:
    """Somebody opens a form as one cell lets them, and sends it when they are what another cell says."""

    opened: Cell
    sent: Cell


def opening() -> list[Cell]:
    """The cells that let somebody open a form."""
    return [each for each in cells() if each.act in FILLED and each.says == YES]


def lost() -> list[Lost]:
    """Every way in which somebody may lose, by another service, level, holder or alert, what they could do before."""
    every = list(cells())
    return [Lost(one, other) for one in opening() for other in _without(one, every)]


def _without(one: Cell, every: Iterable[Cell]) -> Iterator[Cell]:
    person = ROLES[one.role].person
    for each in every:
        if each.act == one.act and each.says != YES and ROLES[each.role].person == person:
            yield each


async def wrong_by_others(play: Play, some: Iterable[Cell], chance: Random) -> list[str]:
    """Those of these cells whose form somebody else could send, or whom it was opened for could not."""
    found = []
    for cell in some:
        form, ref = await _open(play, cell), _ref(play, cell)
        before, opener = _all_of(play, ref), ROLES[cell.role].person
        other = chance.choice([each.person for each in ROLES.values() if each.person != opener])
        told, none = [await _send(play, other, each, cell.act) for each in (form, NOBODYS)]
        if told != none or _all_of(play, ref) != before:
            found.append(f"{cell.act} of {cell.kind}, opened by {cell.role}, is sent by {other}: {told}")
        told = await _send(play, opener, form, cell.act)
        await play.app.idle()
        if _all_of(play, ref) == before:
            found.append(f"{cell.act} of {cell.kind}, opened by {cell.role}, is not taken from them: {told}")
    return found


async def wrong_by_losing(play: Play, some: Iterable[Lost]) -> list[str]:
    """Those by whom a form was sent that the table does not let them send any longer, or who were told more by it."""
    found = []
    for each in some:
        opened, sent = each.opened, each.sent
        form, ref, role = await _open(play, opened), _ref(play, opened), ROLES[sent.role]
        await play.stands(ref, role)
        await play.run(partial(_turn, ref=ref, kind=sent.kind))
        before = _all_of(play, ref)
        told = await _send(play, role.person, form, opened.act)
        if _all_of(play, ref) != before or play.means(told) != sent.says or (sent.says == HIDDEN and ref in told):
            found.append(
                f"{opened.act}, opened by {opened.role} of {opened.kind}, sent by {sent.role} of {sent.kind}: {told}"
            )
    return found


def _ref(play: Play, cell: Cell) -> str:
    return play.refs[f"{cell.kind}/agreement" if cell.act in AGREEMENT else cell.kind]


async def _open(play: Play, cell: Cell) -> str:
    """The form that somebody opens as the cell lets them."""
    role, ref = ROLES[cell.role], _ref(play, cell)
    await play.stands(ref, role)
    await play.run(partial(_forget, ref=ref))
    told = await play.press(role.person, cell.act, ref)
    table = table_of(Form)
    with play.app.database.read() as connection:
        form = connection.execute(select(table.c.id).where(table.c.person_id == play.ids[role.person], _of(table, ref)))
        found: str | None = form.scalar_one_or_none()
    assert found is not None, (cell, told)
    return found


async def _send(play: Play, person: str, form: str, act: str) -> str:
    values = {name: value.format(**play.ids) for name, value in FILLED[act].items()}
    return plain(await forged(play.far, play.user(person), play.spot(person), form, values))


def _of(table: Any, ref: str) -> Any:
    requests = table_of(Request)
    return table.c.request_id == select(requests.c.id).where(requests.c.ref == ref).scalar_subquery()


def _forget(unit: Unit, ref: str) -> None:
    forms = table_of(Form)
    unit.execute(delete(forms).where(_of(forms, ref)))


def _turn(unit: Unit, ref: str, kind: str) -> None:
    """The request is of another kind by now."""
    requests, of = table_of(Request), KINDS[kind]
    values = {"service": of.service, "level": of.level, "executive": of.executive}
    unit.execute(update(requests).where(requests.c.ref == ref).values(**values))


def _all_of(play: Play, ref: str) -> list[Any]:
    """What a request is, how much stands in its history, and how many of its forms were taken."""
    requests, history, forms = (table_of(each) for each in (Request, Journal, Form))
    with play.app.database.read() as connection:
        row = connection.execute(select(requests).where(requests.c.ref == ref)).one()
        lines = select(func.count()).where(_of(history, ref), history.c.act != TURNED_AWAY)
        taken = select(func.count()).where(_of(forms, ref), forms.c.accepted_at.is_not(None))
        return [tuple(row), connection.execute(lines).scalar_one(), connection.execute(taken).scalar_one()]
