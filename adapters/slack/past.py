"""What the desk knows of its channels' last hours: since when each takes requests, and what was seen there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from adapters.slack.finding import slack_time
from adapters.slack.translate import NAME
from bot.charter import Charter, CharterError, parse
from storage.rows import row_from, table_of
from storage.tables import (
    CharterVersion,
    Conversation,
    Identity,
    Inbox,
    Message,
    Place,
    Reaction,
    Request,
    Source,
    SourceState,
)

SWEPT = f"{NAME}:swept:"
"""How the key of an event begins that was read back: the channel and the message's ts follow."""
HERE = f"{NAME}:here:"
"""How the key of an event begins that tells the desk, at its start, of one of its channels."""
_CHARTER = "charter_changed"
_inbox, _sources, _messages = table_of(Inbox).c, table_of(Source).c, table_of(Message).c


@dataclass(frozen=True, slots=True)
class Past:
    """One channel, over the last hours."""

    since: datetime
    """From when on it takes requests (aware): what was said before was not said to the desk."""
    sources: Mapping[str, Source]
    """What was made of each message that was received, by its ts."""
    said: frozenset[str]
    """The ts of what was said in a request's thread, and received."""
    swept: frozenset[str]
    """The keys of what was read back already."""

    def knows(self, ts: str) -> bool:
        """Whether a message was received; an edit that came alone is not its message."""
        source = self.sources.get(ts)
        return ts in self.said or (
            source is not None and (source.state is not SourceState.KEPT or source.posted_at is not None)
        )


def listening_since(connection: Connection, charter: Charter, floor: datetime) -> dict[str, datetime]:
    """Slack's request channels, and since when each has been one without a break: `floor` (aware) at the earliest.

    By the machine's clock. A desk that starts for the first time has been listening since then.
    """
    found: dict[str, datetime] = {}
    still = _listed(charter)
    until: datetime | None = None
    for at, version in reversed(_timeline(connection, floor)):
        listed = still & (_listed(charter) if version == charter.hash else _listed_by(connection, version))
        found |= {channel: until for channel in still - listed if until is not None}
        still, until = listed, max(at, floor)
    return found | {channel: until for channel in still if until is not None}


def past_of(connection: Connection, channel: str, since: datetime) -> Past:
    """What was seen in a channel since then (aware, Slack's time)."""
    oldest = slack_time(since)
    here = (_sources.platform == NAME, _sources.conversation == channel, _sources.ts >= oldest)
    rows = connection.execute(select(table_of(Source)).where(*here)).mappings()
    sources = [row_from(Source, row) for row in rows]
    there = (_messages.platform == NAME, _messages.conversation == channel, _messages.ts >= oldest)
    said = connection.execute(select(_messages.ts).where(*there)).scalars()
    begun = f"{SWEPT}{channel}:"
    keys = connection.execute(select(_inbox.key).where(_inbox.received_at >= since, _inbox.key.startswith(begun)))
    return Past(since, {each.ts: each for each in sources}, frozenset(said), frozenset(keys.scalars()))


def last_heard(connection: Connection, before: datetime) -> datetime | None:
    """When Slack last told something before that instant (aware): until then the desk was there.

    What the desk found out by itself is not heard. Where Slack never told anything, since the desk's first start.
    """
    heard = (
        select(_inbox.received_at)
        .where(_inbox.received_at < before, _inbox.key.startswith(f"{NAME}:"))
        .where(*(~_inbox.key.startswith(own) for own in (SWEPT, HERE)))
        .order_by(_inbox.received_at.desc())
        .limit(1)
    )
    found: datetime | None = connection.execute(heard).scalar()
    if found is None:
        first = select(func.min(_inbox.received_at)).where(_inbox.received_at < before, _inbox.key.startswith(HERE))
        found = connection.execute(first).scalar()
    return found


def open_threads(connection: Connection, most: int) -> list[tuple[str, str]]:
    """The threads in which open requests stand (conversation and root's ts), the newest request first."""
    place, request = table_of(Place).c, table_of(Request).c
    query = (
        select(place.conversation, place.root)
        .join(table_of(Request), request.id == place.request_id)
        .where(request.open, place.platform == NAME, ~place.retired)
        .where(place.conversation.is_not(None), place.root.is_not(None))
        .group_by(place.conversation, place.root)
        .order_by(func.max(request.id).desc())
        .limit(most)
    )
    return [(row.conversation, row.root) for row in connection.execute(query)]


def directs(connection: Connection, most: int) -> list[str]:
    """The direct conversations that the desk has had, those first where something was last written to it."""
    identity = table_of(Identity).c
    # As a range: so the index is used.
    told = (_sources.conversation >= "D") & (_sources.conversation < "E")
    written = (
        select(_sources.conversation)
        .where(_sources.platform == NAME, told)
        .group_by(_sources.conversation)
        .order_by(func.max(_sources.id).desc())
    )
    opened = select(identity.direct).where(identity.platform == NAME, identity.direct.is_not(None))
    found = [*connection.execute(written.limit(most)).scalars(), *connection.execute(opened.limit(most)).scalars()]
    return list(dict.fromkeys(found))[:most]


def emoji_of(connection: Connection, channel: str, ts: Collection[str]) -> frozenset[tuple[str, str | None, str]]:
    """Every word that was heard about an emoji on these messages: the message's ts, who, and its plain name.

    Who is none where it was somebody who is known as another by now.
    """
    reaction, identity = table_of(Reaction).c, table_of(Identity).c
    query = (
        select(reaction.ts, identity.user, reaction.emoji)
        .outerjoin(table_of(Identity), (identity.person_id == reaction.person_id) & (identity.platform == NAME))
        .where(reaction.platform == NAME, reaction.conversation == channel, reaction.ts.in_(ts))
    )
    return frozenset((row.ts, row.user, row.emoji) for row in connection.execute(query))


def moved_to(connection: Connection, channel: str) -> str | None:
    """The id that a channel has now, where Slack told that it has another."""
    known = table_of(Conversation).c
    query = select(known.data).where(known.platform == NAME, known.conversation == channel)
    found = (connection.execute(query).scalar() or {}).get("now")
    return str(found) if found else None


def requests_of(connection: Connection, channel: str, ts: Iterable[str]) -> list[str]:
    """The references of the requests that these messages became, or are part of."""
    requests = table_of(Request)
    query = (
        select(requests.c.ref, requests.c.id)
        .join(table_of(Source), _sources.request_id == requests.c.id)
        .where(_sources.platform == NAME, _sources.conversation == channel, _sources.ts.in_(list(ts)))
        .distinct()
        .order_by(requests.c.id)
    )
    return [row.ref for row in connection.execute(query)]


def recovered(connection: Connection, since: datetime) -> tuple[int, list[str]]:
    """How many messages were read back since then (aware), and the references of the requests that came of them."""
    query = select(_inbox.key).where(
        _inbox.received_at >= since, _inbox.kind == "message_posted", _inbox.key.startswith(SWEPT)
    )
    by_channel: dict[str, list[str]] = {}
    for key in connection.execute(query).scalars():
        channel, _, ts = key.removeprefix(SWEPT).partition(":")
        by_channel.setdefault(channel, []).append(ts)
    count = sum(map(len, by_channel.values()))
    return count, [ref for channel, some in by_channel.items() for ref in requests_of(connection, channel, some)]


def _timeline(connection: Connection, floor: datetime) -> Sequence[tuple[datetime, str]]:
    """When a charter came into force, and its hash; the first is the one of `floor`, where that is known."""
    changed = select(_inbox.received_at, _inbox.key).where(_inbox.kind == _CHARTER)
    rows = connection.execute(changed.where(_inbox.received_at > floor).order_by(_inbox.id)).all()
    found = [(row.received_at, _hash_in(row.key)) for row in rows]
    before = connection.execute(
        changed.where(_inbox.received_at <= floor).order_by(_inbox.received_at.desc()).limit(1)
    ).first()
    if before is not None:
        return [(before.received_at, _hash_in(before.key)), *found]
    # Keys are forgotten after a month; the charter that was used first before then is still known.
    versions = table_of(CharterVersion).c
    used = select(versions.first_used_at, versions.hash).where(versions.first_used_at <= floor)
    older = connection.execute(used.order_by(versions.first_used_at.desc()).limit(1)).first()
    return [(older.first_used_at, older.hash), *found] if older is not None else found


def _hash_in(key: str) -> str:
    """`charter:<hash>:<instant>`, as the roof writes it."""
    return key.split(":")[1] if key.count(":") > 1 else ""


def _listed_by(connection: Connection, version: str) -> frozenset[str]:
    row = (
        connection.execute(select(table_of(CharterVersion)).where(table_of(CharterVersion).c.hash == version))
        .mappings()
        .first()
    )
    if row is None:
        return frozenset()
    try:
        return _listed(parse(row["source"], version))
    except CharterError:
        return frozenset()


def _listed(charter: Charter) -> frozenset[str]:
    return frozenset(each.id for each in charter.channels if each.platform == NAME and each.purpose == "requests")
