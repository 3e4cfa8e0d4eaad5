"""What was written while the desk did not hear: read back, and taken in as if Slack had told it.

Slack gives up on an event after three retries within minutes, and keeps none for an app without a socket (platform
facts 1.2). So it is at the desk's start, and once a connection that was lost is made again. The channels where requests
are made are read, only as far back as they were that and the desk was in them; then the threads of open requests,
however old, and direct conversations, both for the stretches of time in which the desk did not hear. A message that was
received is not taken again: the desk asks from each (conversation, ts) once. What was asked, claimed or ended by emoji
stands on the messages themselves; an emoji that was taken back meanwhile does not, and is not heard of.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

import structlog
from slack_bolt.response import BoltResponse
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from adapters.platform import AppPorts, Finding, Gone, NotInstalled, PlatformError, RateLimited, Ref, Transient
from adapters.shapes import Json, object_at, objects_at, text_at
from adapters.slack.calls import PAGE, Calls, next_cursor
from adapters.slack.finding import message_at, slack_time
from adapters.slack.own import Own
from adapters.slack.past import (
    SWEPT,
    Past,
    directs,
    emoji_of,
    listening_since,
    open_threads,
    past_of,
    recovered,
    requests_of,
)
from adapters.slack.shapes import instant
from adapters.slack.translate import NAME, event_of
from adapters.slack.unheard import LAST, Stretch, Unheard, holds, note, note_all_read, note_read, unheard
from bot.emoji import plain_name, verb_of
from storage.tables import Source
from storage.unit import Unit

log = structlog.get_logger(__name__)
T = TypeVar("T")

MOST_PAGES = 5
"""Pages of 200 messages read of one channel, the newest first."""
MOST_THREADS = 20
"""Threads of one channel whose replies are read; only what was said in them since the desk was last there is taken."""
MOST_OPEN = 60
"""Threads of open requests whose replies are read beside those, the newest requests first."""
MOST_DIRECTS = 60
"""Direct conversations read, one page each, those first where something was said last."""
BY_EMOJI = ("create", "claim", "done")
"""What an emoji that stands on a message is taken for, in the order in which it is: whoever ended what they claimed put
both there. Not a haste, that nobody may mean any more."""
PAUSE = 1.3
"""Seconds before each call: fifty a minute are allowed, for a company's own app (platform facts 1.6)."""
ATTEMPTS = 4
MOST_FAILURES = 3
"""Places that Slack did not tell of, before the others are left for the next time."""
JUST_NOW = timedelta(seconds=10)
"""Where Slack never told anything: a channel that takes requests since less than that takes them since the start."""
TOLD_FOR = timedelta(days=7)
"""How long `relais doctor` tells of what was recovered."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Read:
    """What stands in a channel, by ts, and from which ts on that is all there is."""

    standing: dict[str, Json] = field(default_factory=dict)
    complete_from: str = ""
    marked: list[Json] = field(default_factory=list)
    """What was said before, and may have been marked with an emoji since."""


@dataclass(slots=True)
class Sweep:
    """One time that everything is read back."""

    own: Own
    left: Unheard
    count: int = 0
    failures: int = 0


class Sweeper:
    """Reads back. `take`: the door for one payload of Slack's. `pause`: seconds before each call."""

    def __init__(
        self,
        ports: AppPorts,
        calls: Calls,
        take: Callable[[Json], Awaitable[BoltResponse]],
        pause: float = PAUSE,
    ) -> None:
        self._ports = ports
        self._calls = calls
        self._take = take
        self.pause = pause
        self._turn = asyncio.Lock()

    async def sweep(self, own: Own, began: datetime) -> int:
        """Take in what was never received until then (aware); how many messages."""
        return (await self.swept(own, began)).count

    async def swept(self, own: Own, until: datetime) -> Sweep:
        """Take in what was never received until then (aware): how many messages, and what Slack did not tell of."""
        async with self._turn:
            sweep = Sweep(own, Unheard())
            try:
                await self._write(partial(note, until=until))
                sweep.left = await self._look(unheard)
                await self._everywhere(sweep)
                if not sweep.failures and sweep.left.until:
                    await self._write(partial(note_all_read, until=sweep.left.until))
            except Exception as error:
                # The desk works without it, and it is tried again.
                log.error("slack.not_swept", code=type(error).__name__)
                sweep.failures += 1
        if sweep.count:
            log.info("slack.swept", count=sweep.count)
        return sweep

    async def _everywhere(self, sweep: Sweep) -> None:
        now = datetime.now(UTC)
        since = await self._look(lambda known: listening_since(known, self._ports.charter, now - LAST))
        until = sweep.left.until or slack_time(now - JUST_NOW)
        long = {channel: at for channel, at in since.items() if slack_time(at) < until}
        for channel, at in long.items():
            await self._place(sweep, channel, None, partial(self._channel, since=at))
        if not sweep.left.stretches:
            return
        oldest = sweep.left.stretches[0].since
        for channel, root in await self._look(lambda known: open_threads(known, MOST_OPEN)):
            # A thread that began since then was read with its channel.
            if channel not in long or root <= oldest:
                await self._place(sweep, channel, root, partial(self._since, root=root))
        for channel in await self._look(lambda known: directs(known, MOST_DIRECTS)):
            await self._place(sweep, channel, None, partial(self._since, root=None))

    async def _place(
        self,
        sweep: Sweep,
        channel: str,
        root: str | None,
        read: Callable[[Own, str, tuple[Stretch, ...]], Awaitable[int]],
    ) -> None:
        """Read back one place, and keep that it was. What Slack refuses for good is not asked for again."""
        place = channel if root is None else f"{channel}:{root}"
        stretches = sweep.left.left(place)
        if sweep.failures >= MOST_FAILURES or (sweep.left.stretches and not stretches):
            return
        try:
            sweep.count += await read(sweep.own, channel, stretches)
        except (NotInstalled, RateLimited, Transient) as error:
            log.warning("slack.not_swept", conversation=channel, code=type(error).__name__)
            sweep.failures += MOST_FAILURES if isinstance(error, NotInstalled) else 1
            return
        except PlatformError as error:
            log.warning("slack.not_swept", conversation=channel, code=type(error).__name__)
        if stretches:
            await self._write(partial(note_read, place=place, until=stretches[-1].until))

    async def tell(self) -> list[Finding]:
        """What `relais doctor` says of the last days: what was recovered, if anything was."""
        try:
            count, refs = await self._look(lambda known: recovered(known, datetime.now(UTC) - TOLD_FOR))
        except (SQLAlchemyError, OSError):
            # The database is told of elsewhere.
            return []
        references = ", ".join(refs[:20]) or "–"
        return [Finding(True, "sweeping.recovered", None, {"count": count, "references": references})] if count else []

    async def _channel(self, own: Own, channel: str, stretches: tuple[Stretch, ...], since: datetime) -> int:
        past = await self._look(lambda known: past_of(known, channel, since))
        read = await self._read(own, channel, past, stretches)
        gone = [each async for each in self._gone(channel, read, past)]
        for source in gone:
            await self._submit(_payload(own, f"{channel}:{source.ts}:gone", _deletion(channel, source)))
        return await self._take_in(own, channel, read, past)

    async def _since(self, own: Own, channel: str, stretches: tuple[Stretch, ...], root: str | None) -> int:
        """What was said in these stretches in a thread, or in a direct conversation."""
        oldest = stretches[0].since
        past = await self._look(lambda known: past_of(known, channel, instant(oldest, _EPOCH)))
        given = {"channel": channel, "oldest": oldest, "latest": slack_time(datetime.now(UTC))}
        read = _Read()
        pages = (
            self._pages("conversations.history", **given)
            if root is None
            else self._pages("conversations.replies", **given, ts=root)
        )
        async for message in pages:
            # A thread comes with its root, whenever that was said.
            if text_at(message, "ts") == root:
                read.marked.append(message)
            elif holds(stretches, text_at(message, "ts")):
                _keep(read, message, stretches)
        return await self._take_in(own, channel, read, past)

    async def _pages(self, method: str, **given: Any) -> AsyncIterator[Json]:
        """Every message of some pages."""
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            answer = await self._ask(method, **given, limit=PAGE, cursor=cursor)
            for message in _messages(answer):
                yield message
            cursor = next_cursor(answer)
            if cursor is None:
                return
        log.warning("slack.sweep_cut", conversation=given["channel"], count=MOST_PAGES * PAGE)

    async def _take_in(self, own: Own, channel: str, read: _Read, past: Past) -> int:
        """Take what stands there: what was said, then what was said of it by emoji; how many messages were new."""
        messages = [read.standing[ts] for ts in sorted(read.standing)]
        taken = [text_at(each, "ts") for each in messages if await self._message(own, channel, each, past)]
        await self._emoji(own, channel, [*read.marked, *messages])
        if taken:
            refs = await self._look(lambda known: requests_of(known, channel, taken))
            log.info("slack.recovered", conversation=channel, count=len(taken), reference=",".join(refs[:20]))
        return len(taken)

    async def _message(self, own: Own, channel: str, message: Json, past: Past) -> bool:
        """Take a message, or what it was changed to, unless that was received; whether it was a new one."""
        ts = text_at(message, "ts")
        source = past.sources.get(ts)
        edited = text_at(message, "edited", "ts")
        later = source is None or source.edited_at is None or instant(edited, _EPOCH) > source.edited_at
        new = not past.knows(ts)
        if edited and later and (new or source is not None):
            # Before a new one: what it says now is all that is known of it, and not to be taken for another change.
            body = _payload(own, f"{channel}:{ts}:{edited}", _edition(channel, message))
            if not self._is_done(body, own, past):
                await self._submit(body)
        body = _payload(own, f"{channel}:{ts}", {**message, "type": "message", "channel": channel, "event_ts": ts})
        return new and not self._is_done(body, own, past) and await self._submit(body)

    async def _emoji(self, own: Own, channel: str, messages: list[Json]) -> None:
        """Hear the emoji that stand on messages and were never told of. When each was put there Slack does not say."""
        seen = [
            (text_at(message, "ts"), user, emoji)
            for message in messages
            for each in objects_at(message, "reactions")
            if verb_of(self._ports.charter, emoji := plain_name(text_at(each, "name"))) in BY_EMOJI
            for user in each.get("users") or ()
            if isinstance(user, str) and user != own.bot_user
        ]
        marked = {ts for ts, _, _ in seen}
        seen.sort(key=lambda each: BY_EMOJI.index(verb_of(self._ports.charter, each[2]) or ""))
        known = await self._look(lambda looking: emoji_of(looking, channel, marked)) if seen else frozenset()
        for ts, user, emoji in seen:
            if known.isdisjoint({(ts, user, emoji), (ts, None, emoji)}):
                item = {"type": "message", "channel": channel, "ts": ts}
                told = {"type": "reaction_added", "user": user, "reaction": emoji, "item": item}
                now = slack_time(datetime.now(UTC))
                await self._submit(_payload(own, f"{channel}:{ts}:{user}:{emoji}", {**told, "event_ts": now}))

    def _is_done(self, body: Json, own: Own, past: Past) -> bool:
        """Whether it was read back before, or is nothing to the desk: a bot's, or Slack's own."""
        event = event_of(body, own, self._ports.clock.now())
        return event is None or event.key in past.swept

    async def _read(self, own: Own, channel: str, past: Past, stretches: tuple[Stretch, ...]) -> _Read:
        """What stands in a channel since it takes requests and the desk is in it, newest first; and in its threads."""
        read = _Read(complete_from=slack_time(past.since))
        cursor: str | None = None
        # What is said from now on is told as it is said.
        given = {"channel": channel, "latest": slack_time(datetime.now(UTC)), "oldest": slack_time(past.since)}
        for _ in range(MOST_PAGES):
            answer = await self._ask("conversations.history", **given, limit=PAGE, cursor=cursor)
            for message in _messages(answer):
                if text_at(message, "subtype").endswith("_join") and text_at(message, "user") == own.bot_user:
                    read.complete_from = text_at(message, "ts")
                    cursor = None
                    break
                _keep(read, message, stretches)
            else:
                cursor = next_cursor(answer)
            if cursor is None:
                break
        else:
            read.complete_from = min(read.standing, default=given["latest"])
            log.warning("slack.sweep_cut", conversation=channel, count=len(read.standing))
        if stretches:
            await self._read_threads(channel, read, stretches)
        return read

    async def _read_threads(self, channel: str, read: _Read, stretches: tuple[Stretch, ...]) -> None:
        """The replies of the stretches in which the desk did not hear: of those that it had, not all leave a trace."""
        since = stretches[0].since
        roots = [ts for ts, each in read.standing.items() if text_at(each, "latest_reply") > since]
        for root in sorted(roots, reverse=True)[:MOST_THREADS]:
            async for message in self._pages("conversations.replies", channel=channel, ts=root, oldest=since):
                _keep(read, message, stretches)

    async def _gone(self, channel: str, read: _Read, past: Past) -> AsyncIterator[Source]:
        """What was received and stands there no more. Each is asked for: an emoji does not say in what thread it is."""
        for ts, source in past.sources.items():
            plain = source.posted_at is not None and ts.replace(".", "").isdecimal()
            if not plain or source.deleted_at is not None or source.root is not None or ts < read.complete_from:
                continue
            if ts in read.standing:
                continue
            await asyncio.sleep(self.pause)
            try:
                await message_at(self._calls, Ref(channel, ts), None)
            except Gone:
                yield source

    async def _submit(self, body: Json) -> bool:
        """Whether it is one that the desk takes. What cannot be kept now comes again, for a while.

        Raises:
            Transient: it could not be kept, so that the place where it stands is not read yet.
        """
        for attempt in range(ATTEMPTS):
            status = (await self._take(body)).status
            if status != 503:
                return status == 200
            await asyncio.sleep(2.0**attempt)
        raise Transient("not_kept")

    async def _ask(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        for attempt in range(ATTEMPTS):
            await asyncio.sleep(self.pause)
            try:
                return await self._calls.ask(method, **arguments)
            except RateLimited as limited:
                await asyncio.sleep(limited.after)
            except Transient:
                await asyncio.sleep(2.0**attempt)
        raise Transient("asked_in_vain")

    async def _look(self, job: Callable[[Connection], T]) -> T:
        def reading() -> T:
            with self._ports.database.read() as connection:
                return job(connection)

        return await asyncio.to_thread(reading)

    async def _write(self, job: Callable[[Unit], None]) -> None:
        await asyncio.wrap_future(self._ports.writer.run(job))


def _keep(read: _Read, message: Json, stretches: tuple[Stretch, ...]) -> None:
    ts, root = text_at(message, "ts"), text_at(message, "thread_ts")
    reply = root not in ("", ts)
    if ts and text_at(message, "subtype") != "tombstone" and (not reply or holds(stretches, ts)):
        read.standing[ts] = message


def _messages(answer: Mapping[str, Any]) -> Iterator[Json]:
    yield from (each for each in answer.get("messages") or () if isinstance(each, dict))


def _payload(own: Own, name: str, event: Json) -> Json:
    """An event as Slack would have told it, under a name of its own."""
    name = f"{SWEPT.removeprefix(f'{NAME}:')}{name}"
    return {"type": "event_callback", "team_id": own.team, "event_id": name, "event": event}


def _edition(channel: str, message: Json) -> Json:
    at = text_at(object_at(message, "edited"), "ts")
    return {"type": "message", "subtype": "message_changed", "channel": channel, "message": message, "event_ts": at}


def _deletion(channel: str, source: Source) -> Json:
    return {"type": "message", "subtype": "message_deleted", "channel": channel, "deleted_ts": source.ts}
