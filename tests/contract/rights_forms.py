"""Forms, by the table of rights: each is of whom it was opened for, and takes what they may when they send it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import delete, func, select, update

from bot import grants
from bot.approvals import TIMER
from bot.requests import TURNED_AWAY
from storage import timers
from storage.rows import id_of, table_of
from storage.tables import Approval, Form, Grant, Identity, Journal, Request
from storage.unit import Unit
from tests.contract.forging import forged
from tests.contract.rights import AGREEMENT, HIDDEN, KINDS, NOBODY_ELSE, ROLES, YES, Cell, Play, cells, plain

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


def let_in() -> list[Cell]:
    """The cells of an assistant of another site, who may do none of this but by an access that was given.

    They are the provider's: what is in house is opened to them by nothing.
    """
    own = [each for each in cells() if each.role == "elsewhere" and not each.kind.endswith("in_house")]
    return [each for each in own if each.act in FILLED and each.act not in AGREEMENT]


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
        form, ref = await opened_form(play, cell), _ref(play, cell)
        if form is None:
            continue
        before, opener = all_of(play, ref), ROLES[cell.role].person
        other = chance.choice([each.person for each in ROLES.values() if each.person != opener])
        told, none = [await _send(play, other, each, cell.act) for each in (form, NOBODYS)]
        if told != none or all_of(play, ref) != before:
            found.append(f"{cell.act} of {cell.kind}, opened by {cell.role}, is sent by {other}: {told}")
        told = await _send(play, opener, form, cell.act)
        await play.app.idle()
        # Whether somebody may be asked to agree to what is private is a rule of its own.
        if all_of(play, ref) == before and (cell.act != "approval" or cell.kind.startswith("standard")):
            found.append(f"{cell.act} of {cell.kind}, opened by {cell.role}, is not taken from them: {told}")
    return found


async def wrong_by_losing(play: Play, some: Iterable[Lost]) -> list[str]:
    """Those by whom a form was sent that the table does not let them send any longer, or who were told more by it."""
    found = []
    for each in some:
        opened, sent = each.opened, each.sent
        form, ref, role = await opened_form(play, opened), _ref(play, opened), ROLES[sent.role]
        if form is None:
            continue
        await play.stands(ref, role)
        await play.run(partial(_turn, ref=ref, kind=sent.kind))
        before = all_of(play, ref)
        told = await _send(play, role.person, form, opened.act)
        if all_of(play, ref) != before or play.means(told) != sent.says or (sent.says == HIDDEN and ref in told):
            found.append(
                f"{opened.act}, opened by {opened.role} of {opened.kind}, sent by {sent.role} of {sent.kind}: {told}"
            )
    return found


async def wrong_by_leaving(play: Play, some: Iterable[Cell]) -> list[str]:
    """Those of these cells whose form is taken from somebody whose account was closed, or whom the charter left out."""
    found, charter = [], play.app.desk.charter
    for cell in some:
        person, ref = ROLES[cell.role].person, _ref(play, cell)
        form = await opened_form(play, cell)
        if form is None:
            continue
        before = all_of(play, ref)
        await play.run(partial(_account, user=play.user(person), active=False))
        closed, none = [await _send(play, person, each, cell.act) for each in (form, NOBODYS)]
        await play.run(partial(_account, user=play.user(person), active=True))
        if closed != none or all_of(play, ref) != before:
            found.append(f"{cell.act} of {cell.kind}, opened by {cell.role}, whose account was closed: {closed}")
        if charter.person(person) is None:
            continue
        left = tuple(each for each in charter.people if each.id != person)
        play.app.desk.charter = charter.model_copy(update={"people": left})
        told = await _send(play, person, form, cell.act)
        play.app.desk.charter = charter
        if play.means(told) != HIDDEN or ref in told or all_of(play, ref) != before:
            found.append(f"{cell.act} of {cell.kind}, opened by {cell.role}, whom the charter left out: {told}")
    return found


async def wrong_by_access_ended(play: Play, some: Iterable[Cell]) -> list[str]:
    """Those of these cells that somebody got around by a form opened while they had access until a date."""
    found = []
    for cell in some:
        person, ref = ROLES[cell.role].person, _ref(play, cell)
        grant = await play.run(partial(_let_in, play=play, cell=cell))
        form = await opened_form(play, cell)
        await play.run(partial(_over, grant=grant))
        if form is None:
            continue
        before = all_of(play, ref)
        told = await _send(play, person, form, cell.act)
        if play.means(told) != cell.says or (cell.says == HIDDEN and ref in told) or all_of(play, ref) != before:
            found.append(f"{cell.act} of {cell.kind}, opened by {cell.role} by an access that ended: {told}")
    return found


def _account(unit: Unit, user: str, active: bool) -> None:
    table = table_of(Identity)
    unit.execute(update(table).where(table.c.user == user).values(active=active))


def _let_in(unit: Unit, play: Play, cell: Cell) -> int:
    """The request opens for a day to whom the cell is about, by the contact."""
    person, level = play.ids[ROLES[cell.role].person], KINDS[cell.kind].level
    facts = {"kind": grants.ACCESS, "request_id": play.request(_ref(play, cell)), "level": level, "at": unit.now}
    until = unit.now + timedelta(days=1)
    return id_of(grants.give(unit, Grant(person_id=person, by_id=play.ids["samia"], until=until, **facts)))


def _over(unit: Unit, grant: int) -> None:
    """The access ends, as by its date."""
    grants.end(unit, unit.need(Grant, grant), None)


def _ref(play: Play, cell: Cell) -> str:
    return play.refs[f"{cell.kind}/agreement" if cell.act in AGREEMENT else cell.kind]


async def opened_form(play: Play, cell: Cell) -> str | None:
    """The form that somebody opens as the cell lets them; none where there is nobody whom they could choose in it."""
    role, ref = ROLES[cell.role], _ref(play, cell)
    await play.stands(ref, role)
    await play.run(partial(_forget, ref=ref))
    told = await play.press(role.person, cell.act, ref)
    table = table_of(Form)
    with play.app.database.read() as connection:
        form = connection.execute(select(table.c.id).where(table.c.person_id == play.ids[role.person], _of(table, ref)))
        found: str | None = form.scalar_one_or_none()
    assert found is not None or NOBODY_ELSE.search(str(told)), (cell, told)
    return found


async def _send(play: Play, person: str, form: str, act: str) -> str:
    values = {name: value.format(**play.ids) for name, value in FILLED[act].items()}
    return plain(await forged(play.far, play.user(person), play.spot(person), form, values))


def _of(table: Any, ref: str) -> Any:
    requests = table_of(Request)
    return table.c.request_id == select(requests.c.id).where(requests.c.ref == ref).scalar_subquery()


def _forget(unit: Unit, ref: str) -> None:
    """No form of it was opened, and nobody answered whether they agree to it."""
    forms, rows = table_of(Form), table_of(Approval)
    unit.execute(delete(forms).where(_of(forms, ref)))
    for approval in unit.execute(select(rows.c.id).where(_of(rows, ref))).scalars():
        timers.cancel(unit, TIMER, str(approval))


def _turn(unit: Unit, ref: str, kind: str) -> None:
    """The request is of another kind by now."""
    requests, of = table_of(Request), KINDS[kind]
    values = {"service": of.service, "level": of.level, "executive": of.executive}
    unit.execute(update(requests).where(requests.c.ref == ref).values(**values))


def all_of(play: Play, ref: str) -> list[Any]:
    """What a request is, how much stands in its history, and how many of its forms were taken."""
    requests, history, forms = (table_of(each) for each in (Request, Journal, Form))
    with play.app.database.read() as connection:
        row = connection.execute(select(requests).where(requests.c.ref == ref)).one()
        lines = select(func.count()).where(_of(history, ref), history.c.act != TURNED_AWAY)
        taken = select(func.count()).where(_of(forms, ref), forms.c.accepted_at.is_not(None))
        return [tuple(row), connection.execute(lines).scalar_one(), connection.execute(taken).scalar_one()]
