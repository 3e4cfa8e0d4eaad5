"""What the pump asks of the outbox: the heads of lanes, what became of them, and what a dead process left.

Times here are the machine's (UTC): pacing and backoff never follow the desk's clock.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, String, and_, bindparam, cast, func, select, text, true, update
from sqlalchemy.sql import ColumnElement

from storage.prepared import Prepared
from storage.rows import table_of
from storage.tables import PENDING, Outbox, OutboxKind, OutboxState, Place, Request
from storage.unit import Unit

_outbox = table_of(Outbox)
_place = table_of(Place)
_request = table_of(Request)
# Said as the partial indexes say it, letter for letter: SQLite uses them only then.
_STATES = ", ".join(f"'{state.value}'" for state in PENDING)
_PENDING = text(f"outbox.state IN ({_STATES})")
_READY = (OutboxState.QUEUED, OutboxState.RETRY)


def _each_channel() -> Select[str, str]:
    """The channels where something waits, each sought after the one before: what waits may be much, and lies in few."""
    first = select(func.min(_outbox.c.channel).label("channel")).where(_PENDING)
    found = first.cte("found", recursive=True)
    after = select(func.min(_outbox.c.channel)).where(_PENDING, _outbox.c.channel > found.c.channel)
    found = found.union_all(select(after.scalar_subquery()).where(found.c.channel.is_not(None)))
    its_platform = select(_outbox.c.platform).where(_PENDING, _outbox.c.channel == found.c.channel).limit(1)
    return select(found.c.channel, its_platform.scalar_subquery()).where(found.c.channel.is_not(None))


def _first_of_its_lane() -> ColumnElement[bool]:
    first = _outbox.alias("first")
    # A text of its own, for the alias: the same words as the index, which is then used.
    waiting = text(f"first.state IN ({_STATES})")
    # The least, and not "none is before it": that PostgreSQL makes a join of, and where its figures are of a time when
    # nothing waited it reads all that waits once for each row.
    least = select(func.min(first.c.seq)).where(waiting, first.c.lane == _outbox.c.lane)
    return _outbox.c.seq == least.scalar_subquery()


def _among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    return column.in_(bindparam(name, expanding=True))


def _whose() -> ColumnElement[str]:
    """For whom a row goes out: whose request it is of, else its lane."""
    asked_by = select(_request.c.requester_id).where(_request.c.id == _outbox.c.request_id).scalar_subquery()
    return func.coalesce(cast(asked_by, String), _outbox.c.lane)


# What each turn of the pump asks is built once: to build it took longer than to ask it.
_channels = _each_channel()
_heads = (
    select(_outbox)
    .where(
        _PENDING,
        _among(_outbox.c.channel, "channels"),
        _among(_outbox.c.platform, "platforms"),
        _outbox.c.state.in_(_READY),
        (_outbox.c.retry_at.is_(None)) | (_outbox.c.retry_at <= bindparam("now")),
        _first_of_its_lane(),
    )
    .order_by(_among(_outbox.c.channel + " " + _whose(), "served"), _outbox.c.id)
    .limit(bindparam("many"))
    .with_for_update(skip_locked=True)
)
_heads_of_all = Prepared(_heads, lists=("channels", "platforms", "served"))
_left_sending = Prepared(
    select(_outbox).where(
        _PENDING,
        _among(_outbox.c.channel, "channels"),
        _outbox.c.state == OutboxState.SENDING,
        _outbox.c.id.not_in(bindparam("mine", expanding=True)),
    ),
    lists=("channels", "mine"),
)
_of_lanes = Prepared(
    select(_outbox.c.channel).where(_PENDING, _among(_outbox.c.lane, "lanes")).distinct(), lists=("lanes",)
)
_turns = Prepared(select(_outbox.c.channel, _whose().label("whose")).where(_among(_outbox.c.id, "ids")), lists=("ids",))
_later = Prepared(
    select(_outbox.c.id)
    .where(
        _PENDING,
        _outbox.c.lane == bindparam("lane"),
        _outbox.c.kind == bindparam("kind"),
        _outbox.c.subject == bindparam("subject"),
        _outbox.c.state == OutboxState.QUEUED,
        _outbox.c.id != bindparam("id"),
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Rows of one platform and kind that failed in the same way: one line for whoever runs the desk."""

    platform: str
    kind: OutboxKind
    error: str
    channel: str
    count: int


@dataclass(frozen=True, slots=True)
class Served:
    """For whom something goes out in a channel: a person, or what is nobody's request by its lane."""

    channel: str
    whose: str


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What is not to go yet, of one platform: all of it, or what is of these channels, of these kinds, or both."""

    platform: str
    channels: tuple[str, ...] = ()
    kinds: tuple[OutboxKind, ...] = ()


def heads(
    unit: Unit,
    channels: Collection[str],
    platforms: Collection[str],
    now: datetime,
    limit: int,
    held_back: Collection[HeldBack] = (),
    served: Collection[Served] = (),
) -> list[Outbox]:
    """The first pending row of each lane, oldest first, where it may go now; none from a lane that is sending. Those of
    whom is `served` already come after all the others.

    A lane's rows may lie in several channels (what is whispered to someone goes where they are), so its order is looked
    up over all of them. `now`: the machine's time (UTC). On PostgreSQL the rows are locked, and those that
    another replica holds are passed over.
    """
    if not channels:
        return []
    query = _heads.where(*(~_covers(each) for each in held_back)) if held_back else _heads_of_all
    after = tuple(f"{each.channel} {each.whose}" for each in served)
    asked = {"channels": tuple(channels), "platforms": tuple(platforms), "now": now, "many": limit, "served": after}
    return unit.all(Outbox, query, asked)


def turns(unit: Unit, rows: Collection[Outbox]) -> list[Served]:
    """For whom these rows go out, and where."""
    if not rows:
        return []
    found = _turns.rows(unit.connection, {"ids": tuple(row.id for row in rows)})
    return [Served(row["channel"], row["whose"]) for row in found]


def mark_sending(unit: Unit, row: Outbox) -> None:
    """Said before the call: a crash in the middle is then seen as one."""
    unit.change(row, state=OutboxState.SENDING, attempts=row.attempts + 1, retry_at=None)


def left_sending(unit: Unit, channels: Collection[str], mine: Collection[int]) -> list[Outbox]:
    """Rows of these channels found in the middle of a call that is not one of `mine`."""
    if not channels:
        return []
    return unit.all(Outbox, _left_sending, {"channels": tuple(channels), "mine": tuple(mine)})


def card_in_doubt(unit: Unit, where: str) -> bool:
    """Whether a request's card, or what is told of it, may stand in this channel, or lane, without one knowing as which
    message."""
    doubtful = (_outbox.c.state == OutboxState.SENDING) | (
        (_outbox.c.state == OutboxState.RETRY) & _outbox.c.error.startswith("unknown")
    )
    told = _outbox.c.request_id.is_not(None) & _outbox.c.place_id.is_(None)
    card = (_outbox.c.kind == OutboxKind.SEND) & (_outbox.c.subject.startswith("place:") | told)
    there = (_outbox.c.channel == where) | (_outbox.c.lane == where)
    return unit.execute(select(_outbox.c.id).where(_PENDING, there, doubtful, card).limit(1)).scalar() is not None


def is_card(row: Outbox) -> bool:
    """Whether a row posts what `card_in_doubt` waits for."""
    told = row.request_id is not None and row.place_id is None
    return row.kind is OutboxKind.SEND and (row.subject.startswith("place:") or told)


def is_question(row: Outbox) -> bool:
    """Whether a row asks something of a person in their direct conversation, by a name under which it is answered."""
    return row.kind is OutboxKind.SEND and row.subject.startswith("question:")


def superseded(unit: Unit, row: Outbox) -> bool:
    """Whether the same thing is queued again later: this row has nothing left to bring."""
    asked = {"lane": row.lane, "kind": row.kind, "subject": row.subject, "id": row.id}
    return _later.scalar(unit.connection, asked) is not None


def settle(unit: Unit, row_id: int, **values: object) -> bool:
    """Write what became of a row that was sending; false when somebody else has already."""
    return _settled(tuple(values)).write(unit.connection, {**values, "of__id": row_id}) == 1


@cache
def _settled(names: tuple[str, ...]) -> Prepared:
    held = update(_outbox).where(_outbox.c.id == bindparam("of__id"), _outbox.c.state == OutboxState.SENDING)
    return Prepared(held, names)


def pending_channels(connection: Connection, platforms: Collection[str]) -> set[str]:
    """The channels of these platforms where something waits, whatever it waits for."""
    return {channel for channel, platform in connection.execute(_channels) if platform in platforms}


def channels_of(unit: Unit, lanes: Collection[str]) -> set[str]:
    """The channels where something of these lanes waits."""
    if not lanes:
        return set()
    return {row["channel"] for row in _of_lanes.rows(unit.connection, {"lanes": tuple(lanes)})}


def counts(connection: Connection) -> dict[tuple[str, OutboxState], int]:
    """How many rows wait, a platform and a state."""
    query = select(_outbox.c.platform, _outbox.c.state, func.count()).where(_PENDING)
    found = connection.execute(query.group_by(_outbox.c.platform, _outbox.c.state))
    return {(platform, state): count for platform, state, count in found}


def card_failed(unit: Unit, place_id: int) -> bool:
    """Whether a place's card could not be posted: what was to follow it cannot be either."""
    query = select(_outbox.c.id).where(
        _outbox.c.place_id == place_id,
        _outbox.c.kind == OutboxKind.SEND,
        _outbox.c.subject == f"place:{place_id}",
        _outbox.c.state == OutboxState.FAILED,
    )
    return unit.execute(query.limit(1)).scalar() is not None


def faults(connection: Connection, since: datetime, named: Collection[str] = (), limit: int = 50) -> Sequence[Fault]:
    """What failed for good since then (the desk's time, UTC), gathered by platform, kind, channel and error.

    A place that was given up for another one is no fault, but in a conversation that the charter has `named`.
    """
    group = (_outbox.c.platform, _outbox.c.kind, _outbox.c.error, _outbox.c.channel)
    stands = _place.c.retired.is_not(true()) | _place.c.conversation.in_(named)
    query = (
        select(*group, func.count().label("many"))
        .join(_place, _place.c.id == _outbox.c.place_id, isouter=True)
        .where(_outbox.c.state == OutboxState.FAILED, _outbox.c.created_at >= since, stands)
        .group_by(*group)
        .order_by(text("many DESC"))
        .limit(limit)
    )
    found = connection.execute(query)
    return [Fault(platform, kind, error or "", channel, many) for platform, kind, error, channel, many in found]


def doubled(connection: Connection, since: datetime) -> dict[str, int]:
    """How many of what was sent since then (the desk's time, UTC) may stand twice, a platform."""
    query = (
        select(_outbox.c.platform, func.count())
        .where(
            _outbox.c.state == OutboxState.SENT,
            _outbox.c.error.startswith("unknown"),
            _outbox.c.created_at >= since,
        )
        .group_by(_outbox.c.platform)
        .order_by(_outbox.c.platform)
    )
    return {platform: int(count) for platform, count in connection.execute(query)}


def _covers(held: HeldBack) -> ColumnElement[bool]:
    terms = [_outbox.c.platform == held.platform]
    if held.channels:
        terms.append(_outbox.c.channel.in_(held.channels))
    if held.kinds:
        terms.append(_outbox.c.kind.in_(held.kinds))
    return and_(*terms)
