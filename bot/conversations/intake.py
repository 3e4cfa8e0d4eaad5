"""Asking: what a message becomes. A request, a question to its author, or nothing.

A message is asked from once. One that is no request is kept for minutes, to be joined to the next of its author; one
that is doubtful is asked about, and what stays unanswered becomes a quiet line in triage; one that is private shows
nothing to anyone but its author.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from bot import outgoing
from bot.cards import Done, Reply
from bot.charter import Channel
from bot.conversations.correcting import reread, rewrite
from bot.conversations.verbs import apply_early
from bot.creation import Need, bind, create, needed
from bot.events import MessagePosted, Where
from bot.people import Actor
from bot.placing import contact_for, spot_of
from bot.policies.business_time import Span, add
from bot.policies.calendar import calendar_of
from bot.reading import again, is_private, site_of
from bot.requests import by_id, channel_name, source_of
from bot.talk import Talk
from bot.understanding import Reading, RequestKind, is_opening, is_thanks, same_need
from bot.views import notices
from storage import timers
from storage import words as wordstore
from storage.rows import id_of, table_of
from storage.tables import Audience, Level, Request, Source, SourceState, Words
from storage.unit import Unit

_sources = table_of(Source)
_before = select(_sources).where(
    _sources.c.author_id == bindparam("author"),
    _sources.c.platform == bindparam("platform"),
    _sources.c.conversation == bindparam("conversation"),
    _sources.c.posted_at >= bindparam("since"),
    _sources.c.posted_at <= bindparam("until"),
    _sources.c.id != bindparam("itself"),
)
_asked_before = _before.where(_sources.c.state.in_((SourceState.REQUEST, SourceState.ASKED))).order_by(
    _sources.c.posted_at.desc()
)
_kept_before = _before.where(_sources.c.state == SourceState.KEPT).order_by(_sources.c.posted_at)
KEPT = timedelta(minutes=10)
"""How long a message that is no request is kept (design part 4)."""
UNANSWERED = Span(10, "m")
"""Business time after which an unanswered question becomes a line in triage."""
UNDECIDED = timedelta(days=7)
"""How long a doubtful message waits for a decision before it is erased."""


def posted(talk: Talk) -> Reply:
    """A message was written that is not in a request's thread."""
    event: MessagePosted = talk.event
    where = event.where
    seen = source_of(talk.unit, where.platform, where.conversation, event.ts)
    if seen is not None and (seen.state is not SourceState.KEPT or seen.posted_at is not None):
        return Done()
    channel = talk.charter.channel(where.platform, where.conversation)
    listens = where.kind == "direct" or (channel is not None and channel.purpose == "requests")
    if not event.mentions_desk and (not listens or where.root is not None):
        return Done()
    actor = talk.actor
    text, reading = event.text, talk.reading
    if seen is not None and seen.words_id is not None:
        text = wordstore.read_one(talk.unit, seen.words_id)
        reading = again(talk, text, channel)
    source = keep(talk, actor, where, event.ts, event.at, text, seen)
    joined = _join(talk, actor, source, text, channel)
    if joined is not None:
        return joined
    return decide(talk, actor, source, text, reading, channel, "direct" if where.kind == "direct" else _origin(event))


def decide(
    talk: Talk, actor: Actor, source: Source, text: str, reading: Reading, channel: Channel | None, origin: str
) -> Reply:
    """Yes, no, or ask; and private before anything else."""
    direct = source_kind(talk) == "direct"
    asked = reading.request.value is not RequestKind.NO
    if not direct and is_private(talk.charter, reading) and (asked or reading.sensitive.value):
        return offer_private(talk, actor, source)
    if reading.request.value is RequestKind.NO:
        return _no_request(talk, actor, text, direct)
    if reading.request.value is RequestKind.ASK:
        return _ask_author(talk, actor, source)
    site = site_of(talk.charter, actor, reading, channel)
    if site is None:
        return _ask_site(talk, source)
    make(talk, actor, source, text, reading, site, origin)
    return Done()


def make(
    talk: Talk,
    actor: Actor,
    source: Source,
    text: str,
    reading: Reading,
    site: str,
    origin: str,
    *,
    raised_by: Actor | None = None,
) -> Request:
    """A request from a message, with the openings that came just before it, and the emoji that came too early."""
    assert source.posted_at is not None
    may_be_planned = source.state is not SourceState.KEPT
    before = _openings(talk, actor, source)
    whole = "\n".join([wordstore.read_one(talk.unit, each.words_id) for each in before if each.words_id] + [text])
    need = Need(
        requester=actor.person,
        raised_by=raised_by or actor,
        origin=origin,
        site=site,
        text=whole,
        written_at=source.posted_at,
        words_id=None if before else source.words_id,
        **needed(talk, reading),
    )
    kind = "direct" if source.conversation == actor.identity.direct or source_kind(talk) == "direct" else "channel"
    spot = spot_of(actor, source.conversation, kind, source.root or source.ts)
    request = create(talk, need, spot, (*before, source))
    if may_be_planned:
        timers.cancel(talk.unit, "maybe", str(source.id))
    apply_early(talk, request, source)
    return request


def keep(
    talk: Talk, actor: Actor, where: Where, ts: str, at: datetime, text: str, seen: Source | None = None
) -> Source:
    """Remember a message for minutes; `seen` is what an edit that came before it left."""
    unit = talk.unit
    if seen is not None:
        unit.change(seen, author_id=actor.id, posted_at=at, root=where.root)
        return seen
    words_id = wordstore.keep(unit, text, "message", actor.id, Level.CONFIDENTIAL, unit.now + KEPT)
    return unit.add(
        Source(
            platform=where.platform,
            conversation=where.conversation,
            ts=ts,
            root=where.root,
            author_id=actor.id,
            state=SourceState.KEPT,
            words_id=words_id,
            posted_at=at,
        )
    )


def hold(unit: Unit, source: Source, state: SourceState) -> None:
    """A message that waits for somebody's decision is kept until then, or for days at most."""
    unit.change(source, state=state)
    if source.words_id is not None:
        unit.change(unit.need(Words, source.words_id), purge_after=unit.now + UNDECIDED)


def offer_private(talk: Talk, actor: Actor, source: Source) -> Reply:
    """Show nothing; ask the author alone, in their direct conversation, to whom it may go."""
    hold(talk.unit, source, SourceState.PRIVATE)
    contact = contact_for(talk.unit, talk.charter)
    card = notices.sensitive_offer(source, contact, channel_name(talk.unit, source.platform, source.conversation))
    outgoing.say_to(talk.unit, actor.who, card)
    return Done()


def source_kind(talk: Talk) -> str:
    """channel, direct or group: where the event comes from."""
    return talk.where.kind if talk.where else "channel"


def _origin(event: MessagePosted) -> str:
    return "mention" if event.mentions_desk else "message"


def _join(talk: Talk, actor: Actor, source: Source, text: str, channel: Channel | None) -> Reply | None:
    unit = talk.unit
    within = timedelta(minutes=talk.charter.desk.merge_within.minutes or 5)
    previous = unit.first(Source, _asked_before, _just_before(actor, source, within))
    if previous is None:
        return None
    if previous.state is SourceState.ASKED:
        return _join_asked(talk, actor, previous, source, text, channel)
    assert previous.request_id is not None
    request = by_id(unit, previous.request_id)
    before = wordstore.read_one(unit, request.words_id)
    if not request.open or request.requester_id != actor.id or not same_need(before, text):
        return None
    if is_private(talk.charter, again(talk, text, channel)) and request.level is Level.STANDARD:
        return None
    _extend(talk, actor, request, source, f"{before}\n{text}", channel)
    return Done()


def _join_asked(
    talk: Talk, actor: Actor, previous: Source, source: Source, text: str, channel: Channel | None
) -> Reply | None:
    before = wordstore.read_one(talk.unit, previous.words_id) if previous.words_id else ""
    whole = f"{before}\n{text}"
    reading = again(talk, whole, channel)
    alone = talk.reading
    if alone.request.value is RequestKind.NO and not same_need(before, text):
        return None
    if reading.request.value is not RequestKind.YES or is_private(talk.charter, reading):
        return None
    site = site_of(talk.charter, actor, reading, channel)
    if site is None:
        return None
    talk.unit.change(previous, state=SourceState.KEPT)
    timers.cancel(talk.unit, "maybe", str(previous.id))
    make(talk, actor, source, text, reading, site, "message")
    return Done()


def _extend(talk: Talk, actor: Actor, request: Request, source: Source, whole: str, channel: Channel | None) -> None:
    bind(talk.unit, source, request)
    rewrite(talk, request, whole)
    reread(talk, actor, request, whole, channel, "extend")


def _just_before(actor: Actor, source: Source, within: timedelta) -> dict[str, Any]:
    """What finds the messages of the same author, there, in the time before a message."""
    assert source.posted_at is not None
    return {
        "author": actor.id,
        "platform": source.platform,
        "conversation": source.conversation,
        "since": source.posted_at - within,
        "until": source.posted_at,
        "itself": source.id,
    }


def _openings(talk: Talk, actor: Actor, source: Source) -> tuple[Source, ...]:
    found = talk.unit.all(Source, _kept_before, _just_before(actor, source, KEPT))
    words = wordstore.read(talk.unit, [each.words_id for each in found if each.words_id])
    return tuple(each for each in found if each.words_id in words and not is_thanks(words[each.words_id]))


def _no_request(talk: Talk, actor: Actor, text: str, direct: bool) -> Reply:
    event = talk.event
    addressed = direct or getattr(event, "mentions_desk", False)
    if not addressed or is_thanks(text) or is_opening(text):
        return Done()
    return talk.tell(notices.notice("intake.how_to_ask", Audience.PERSON))


def _ask_author(talk: Talk, actor: Actor, source: Source) -> Reply:
    hold(talk.unit, source, SourceState.ASKED)
    _plan_maybe(talk, source)
    return talk.tell(notices.ask_if_request(id_of(source)))


def _ask_site(talk: Talk, source: Source) -> Reply:
    hold(talk.unit, source, SourceState.ASKED)
    _plan_maybe(talk, source)
    return talk.tell(notices.ask_site(id_of(source), talk.charter))


def _plan_maybe(talk: Talk, source: Source) -> None:
    channel = talk.charter.channel(source.platform, source.conversation)
    site = talk.charter.site(channel.site) if channel and channel.site else talk.charter.sites[0]
    assert site is not None
    timers.plan(talk.unit, "maybe", str(source.id), add(calendar_of(site), talk.now, UNANSWERED))
