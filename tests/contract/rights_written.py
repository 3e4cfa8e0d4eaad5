"""What is written where a request is talked of (docs/rights-written.csv), each cell of it written as people do.

`answer` is written in its requester's thread, `note` where those who work it talk of it. Where what is confidential
stands in nobody's thread, each writes in their own direct conversation, or under the message that asked for it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import partial

from sqlalchemy import delete, select, update

from storage.rows import table_of
from storage.tables import Audience, Identity, Journal, Place, Request, Source, State
from storage.unit import Unit
from tests.contract.rights import HIDDEN, NO, ROLES, TABLE, Cell, Play
from tests.fakes.company import LYON, TRIAGE

WRITTEN = TABLE.with_name("rights-written.csv")
ANSWER, NOTE = "answer", "note"
LINES = {"answered": ANSWER, "reply": "reply", "note": NOTE, "said": "said"}
"""What a line of the history says came of it; whoever answers says something as well."""
SHARED = {
    ANSWER: ("standard", "standard_in_house", "restricted", "restricted_in_house", "executive"),
    NOTE: ("standard",),
}
"""The kinds of which several read the same thread."""
TEXT = "Mardi, cela convient."


def written() -> Iterator[Cell]:
    """The whole table, row by row."""
    with WRITTEN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for role, says in row.items():
                if role not in ("request", "act"):
                    yield Cell(row["request"], row["act"], role, says)


async def wrong_by_writing(play: Play, some: Iterable[Cell]) -> list[str]:
    """Those of these cells that say something else than what comes of it."""
    found = []
    roots = {
        ANSWER: await play.far.post(play.far.cast.asker, LYON, "merci"),
        NOTE: await play.far.post(play.user("nadia"), TRIAGE, "merci"),
    }
    await play.app.idle()
    for cell in some:
        role, ref = ROLES[cell.role], play.refs[cell.kind]
        user, shared = play.user(role.person), cell.kind in SHARED[cell.act]
        if play.far.name == "sandbox" and shared and cell.says == NO:
            # Nobody is in a channel there who does not work in it.
            continue
        await play.stands(ref, role)
        # Nobody but its requester reads the direct conversation where what is confidential was asked.
        alone = not shared and (cell.act == NOTE or cell.role == "requester")
        there = play.far.direct(user) if alone else LYON if cell.act == ANSWER else TRIAGE
        root = play.spot(role.person).ts if alone else roots[cell.act]
        spot = (play.far.name, there, root) if alone or shared else None
        await play.run(partial(_stand, ref=ref, act=cell.act, root=root, spot=spot, reader=user if alone else None))
        before = await _shown(play, user)
        await play.far.post(user, there, TEXT, root)
        await play.app.idle()
        told = " ".join(text for ts, text in (await _shown(play, user)).items() if ts not in before)
        came = _came(play, ref, play.ids[role.person]) or (play.means(told) if told else HIDDEN)
        if came != cell.says:
            found.append(f"{cell.act} by {cell.role} of {cell.kind}: {came}, where the table says {cell.says} ({told})")
    return found


async def _shown(play: Play, user: str) -> dict[str, str]:
    """All that the desk said to somebody alone."""
    shown = [*await play.far.seen(play.far.direct(user)), *await play.far.whispers(user)]
    return {each.ts: each.text for each in shown if each.author is None}


def _came(play: Play, ref: str, person: int) -> str | None:
    """What came of what somebody wrote, as the history of the request has it."""
    table = table_of(Journal)
    query = select(table.c.act).where(table.c.request_id == play.request(ref), table.c.actor_id == person)
    with play.app.database.read() as connection:
        acts = set(connection.execute(query).scalars())
    return next((says for act, says in LINES.items() if act in acts), None)


def _stand(unit: Unit, ref: str, act: str, root: str, spot: tuple[str, str, str] | None, reader: str | None) -> None:
    """The request stands there, and nowhere else; it waits for its requester, where they are the ones to write.

    `spot`: platform, conversation and thread; `reader`: whose direct conversation it is.
    """
    requests, places, sources, people = (table_of(each) for each in (Request, Place, Source, Identity))
    unit.execute(delete(places))
    request = unit.execute(select(requests.c.id).where(requests.c.ref == ref)).scalar_one()
    unit.execute(update(sources).where(sources.c.ts == root).values(request_id=request))
    # Whoever has others, some of them private, is asked which of them they mean.
    over = update(requests).where(requests.c.ref != ref)
    unit.execute(over.values(state=State.CLOSED, closed_at=unit.now))
    if act == ANSWER:
        unit.execute(update(requests).where(requests.c.ref == ref).values(state=State.WAITING))
    if spot is None:
        return
    platform, conversation, thread = spot
    identity = unit.execute(select(people.c.id).where(people.c.user == reader)).scalar_one() if reader else None
    audience = Audience.REQUESTER if act == ANSWER else Audience.TRIAGE
    facts = {"platform": platform, "conversation": conversation, "root": thread, "identity_id": identity}
    lane = f"{conversation}/{thread}"
    unit.add(Place(request_id=request, audience=audience, lane=lane, created_at=unit.now, **facts))
