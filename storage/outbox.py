"""What is to go out: queued in the deciding transaction, in the order of its lane."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation

from sqlalchemy import ColumnElement, Select, TextClause, bindparam, exists, func, or_, select, text, update

from storage.inserts import insert_ignoring, next_number
from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import PENDING, QUESTION, Copy, Lane, Outbox, OutboxKind, OutboxState, Place
from storage.unit import Unit

COALESCED = (OutboxKind.UPDATE, OutboxKind.HOME, OutboxKind.FETCH_PERSON, OutboxKind.FETCH_MESSAGE)
"""Kinds of which one pending row a subject is enough: they are drawn or asked when sent."""

SAID = (*PENDING, OutboxState.SENT)
"""What is said, or about to be: not what was refused, nor what was not to be said after all."""
_rows = table_of(Outbox).c
LOOKED_BACK = 500
"""How many of the last rows of a lane are looked through: a lane of years is never read whole for one event."""
POSTED_SINCE = 20
"""How many rows are looked through for what stood when a message was written: one is late by minutes at most."""
SHOWN_THERE = 100
"""Of how many of the last requests of a conversation what was posted under each is looked through."""
# Locked, so that the pump cannot take the row, and draw it, between this look and this commit.
_already = Prepared(
    select(_rows.id)
    .where(
        _rows.kind == bindparam("kind"),
        _rows.subject == bindparam("subject"),
        _rows.state == OutboxState.QUEUED,
        _rows.kind.in_(COALESCED),
    )
    .limit(1)
    .with_for_update()
)
_newer = Prepared(update(table_of(Outbox)).where(_rows.id == bindparam("queued")), ("payload",))


def queue(
    unit: Unit,
    kind: OutboxKind,
    *,
    platform: str,
    channel: str,
    lane: str,
    subject: str,
    payload: str | None = None,
    request_id: int | None = None,
    place_id: int | None = None,
    copy_id: int | None = None,
    error: str | None = None,
) -> None:
    """Queue one effect. `channel`: platform:conversation, what is paced; `lane`: what keeps its order; `error`: what it
    met already, tried beside the outbox.
    """
    if kind in COALESCED and _is_queued(unit, kind, subject, payload):
        return
    values = {
        "lane": lane,
        "seq": next_in_lane(unit, lane),
        "channel": channel,
        "platform": platform,
        "kind": kind,
        "subject": subject,
        "payload": payload,
        "request_id": request_id,
        "place_id": place_id,
        "copy_id": copy_id,
        "v": 1,
        "state": OutboxState.QUEUED,
        "attempts": 0,
        "error": error,
        "created_at": unit.now,
    }
    insert_ignoring(unit.connection, Outbox, values)
    unit.touched.add(channel)


def next_in_lane(unit: Unit, lane: str) -> int:
    """The lane's next number. Its row stays locked until the commit: commit order is lane order."""
    return next_number(unit.connection, Lane, lane)


def pending_count(unit: Unit) -> int:
    """How many effects are not sent yet."""
    return int(unit.execute(select(func.count()).where(_rows.state.in_(PENDING))).scalar_one())


def _is_queued(unit: Unit, kind: OutboxKind, subject: str, payload: str | None) -> bool:
    queued = _already.scalar(unit.connection, {"kind": kind, "subject": subject})
    if queued is not None and payload is not None:
        _newer.write(unit.connection, {"queued": queued, "payload": payload})
    return queued is not None


def sent_in(unit: Unit, lane: str) -> list[Outbox]:
    """The posts of a short lane, sent or still to be."""
    return _sent(unit, OutboxKind.SEND, _rows.lane == lane)


def sent_at(unit: Unit, place: Place, subject: str | None = None) -> list[Outbox]:
    """The posts in a place of a request, sent or still to be; those about `subject` alone when it is given."""
    about = () if subject is None else (_rows.subject == subject,)
    return _sent(unit, OutboxKind.SEND, _rows.request_id == place.request_id, _rows.place_id == place.id, *about)


def told_of(unit: Unit, request_id: int, begins: str) -> list[Outbox]:
    """What tells of a request outside its places, by how its subject begins, sent or still to be."""
    named = (_rows.place_id.is_(None), _rows.subject.startswith(begins, autoescape=True))
    return _sent(unit, OutboxKind.SEND, _rows.request_id == request_id, *named)


def asked_in(unit: Unit, lane: str, question: str, kind: OutboxKind = OutboxKind.SEND) -> list[Outbox]:
    """Where a question was put to someone, or is still to be; its name begins as QUESTION says. `kind`: or whispers."""
    # The index holds questions alone, and is used where the query says so in the same words.
    return _sent(unit, kind, text(QUESTION), _rows.subject == question, _rows.lane == lane)


def never_reached(unit: Unit, lane: str, question: str) -> bool:
    """Whether a question was put to someone, directly or where they were, and refused each time."""
    query = select(_rows.state).where(text(QUESTION), _rows.subject == question, _rows.lane == lane)
    states = set(unit.execute(query.distinct()).scalars())
    return OutboxState.FAILED in states and states <= {OutboxState.FAILED, OutboxState.DROPPED}


def _sent(unit: Unit, kind: OutboxKind, *which: ColumnElement[bool] | TextClause) -> list[Outbox]:
    query = select(table_of(Outbox)).where(*which, _rows.kind == kind, _rows.state.in_(SAID))
    return unit.all(Outbox, query.order_by(_rows.id))


def sent_as(unit: Unit, lane: str, ref: str) -> Outbox | None:
    """What was posted in a lane as that message, among the last that were said there."""
    query = select(table_of(Outbox)).where(_latest(lane), _rows.kind == OutboxKind.SEND, _rows.ref == ref)
    return unit.first(Outbox, query.order_by(_rows.seq.desc()).limit(1))


def sent_under(unit: Unit, platform: str, conversation: str, ts: str) -> Outbox | None:
    """What was posted of a request in a conversation as that message, among the last requests that are shown there."""
    spots = table_of(Place)
    there = (spots.c.platform == platform, spots.c.conversation == conversation, ~spots.c.retired)
    last = select(spots.c.id, spots.c.request_id).where(*there).order_by(spots.c.id.desc()).limit(SHOWN_THERE)
    shown = last.subquery()
    query = select(table_of(Outbox)).join(
        shown, (_rows.request_id == shown.c.request_id) & (_rows.place_id == shown.c.id)
    )
    return unit.first(Outbox, query.where(_rows.kind == OutboxKind.SEND, _rows.ref == f"{conversation} {ts}").limit(1))


def last_sent(unit: Unit, lane: str, kind: OutboxKind = OutboxKind.SEND) -> Outbox | None:
    """What was posted (or whispered) last in a lane, or is about to be."""
    query = select(table_of(Outbox)).where(_latest(lane), _rows.kind == kind, _rows.state.in_(SAID))
    return unit.first(Outbox, query.order_by(_rows.seq.desc()).limit(1))


def sent_before(unit: Unit, lane: str, ts: str, at: datetime) -> Outbox | None:
    """What stood last in a lane when a message was written there, of that ts and at that instant (UTC)."""
    posted = (_rows.kind == OutboxKind.SEND, _rows.state == OutboxState.SENT, _rows.ref.is_not(None))
    query = select(table_of(Outbox)).where(_latest(lane), *posted).order_by(_rows.seq.desc()).limit(POSTED_SINCE)
    return next((row for row in unit.all(Outbox, query) if not _is_after(row, ts, at)), None)


def changed_since(unit: Unit, row: Outbox, at: datetime) -> bool:
    """Whether what a row posted is to be changed still, or was only after an instant (UTC)."""
    change = (_rows.subject == f"message:{row.platform}:{row.ref}", _rows.state != OutboxState.DROPPED)
    unseen = or_(_rows.state != OutboxState.SENT, _rows.created_at > at)
    query = select(_rows.id).where(_latest(row.lane), *change, unseen)
    return unit.execute(query.limit(1)).scalar() is not None


def _is_after(row: Outbox, ts: str, at: datetime) -> bool:
    """Whether a row was posted after a message: by the platform's own clock where ids are times, else by ours."""
    try:
        return Decimal((row.ref or "").rpartition(" ")[2]) > Decimal(ts)
    except InvalidOperation:
        return row.created_at > at


def told_since(unit: Unit, lane: str, subject: str, since: datetime) -> bool:
    """Whether something of that subject was queued in a lane after an instant (UTC)."""
    query = select(_rows.id).where(_latest(lane), _rows.subject == subject, _rows.created_at > since)
    return unit.execute(query.limit(1)).scalar() is not None


def _latest(lane: str) -> ColumnElement[bool]:
    return _rows.id.in_(select(_rows.id).where(_rows.lane == lane).order_by(_rows.seq.desc()).limit(LOOKED_BACK))


def waiting_in(unit: Unit, place: Place) -> list[Outbox]:
    """All that is still to be sent in a place of a request, in its order."""
    which = (_rows.request_id == place.request_id, _rows.place_id == place.id)
    query = select(table_of(Outbox)).where(*which, _rows.state.in_((OutboxState.QUEUED, OutboxState.RETRY)))
    return unit.all(Outbox, query.order_by(_rows.seq))


def said_with(unit: Unit, place: Place, row: Outbox) -> bool:
    """Whether a place has what was queued with a row, of the same kind: one act says a thing wherever it is read."""
    same = (_rows.subject == row.subject, _rows.created_at == row.created_at)
    return bool(_sent(unit, OutboxKind.SEND, _rows.request_id == place.request_id, _rows.place_id == place.id, *same))


def is_said(unit: Unit, copy: Copy, but: Outbox) -> bool:
    """Whether a relayed message is posted, or is to be, by another row than that."""
    same = (_rows.request_id == but.request_id, _rows.copy_id == copy.id, _rows.id != but.id)
    return bool(_sent(unit, OutboxKind.SEND, *same))


def failed_cards() -> Select[int | None]:
    """The places whose card could not be posted or changed, when that was last tried."""
    later = table_of(Outbox).alias()
    its_card = (later.c.place_id == _rows.place_id, later.c.subject == _rows.subject, later.c.id > _rows.id)
    since = exists().where(later.c.request_id == _rows.request_id, *its_card)
    of_a_card = _rows.kind.in_((OutboxKind.SEND, OutboxKind.UPDATE)) & _rows.subject.startswith("place:")
    return select(_rows.place_id).where(text("outbox.state = 'failed'"), of_a_card, ~since)


def carry_over(unit: Unit, row: Outbox, place: Place, channel: str) -> None:
    """What was still to be sent in one place is to be sent in another, after what is queued there. `channel`: its."""
    there = {"platform": place.platform, "channel": channel, "lane": place.lane, "place_id": place.id}
    unit.change(row, **there, seq=next_in_lane(unit, place.lane))
    unit.touched.add(channel)


def drop(unit: Unit, row: Outbox) -> None:
    """What is still queued is not to be sent any more."""
    if row.state is OutboxState.QUEUED:
        unit.change(row, state=OutboxState.DROPPED, payload=None)
