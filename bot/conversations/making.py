"""Making a request: of a message, and of what its author wrote around it. Nothing personal joins without their word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from bot import own_site, relay
from bot.apart import only_names
from bot.cards import Done, Reply
from bot.charter import Channel
from bot.conversations import early, parting, thread
from bot.conversations.asked_already import asked_already
from bot.conversations.doubting import settle_line_made
from bot.conversations.following import mark_part, reread, rewrite
from bot.conversations.keeping import (
    asked_apart,
    is_direct,
    let_go,
    offer_private,
    read_source,
    settle_doubt,
    wait,
    written,
)
from bot.conversations.nearby import comes_after, neighbours, together
from bot.creation import RAISED, Need, bind, create, needed
from bot.events import Where
from bot.people import Actor
from bot.placing import Spot, direct_spot, spot_of
from bot.reading import again, as_shown, by_its_clock, is_private
from bot.requests import files_of_request, of_thread, places, record, source_of, sources_of
from bot.suggesting import SEEMS_ASKED, SEEMS_TWO, suggest
from bot.talk import Talk
from bot.understanding import Reading, is_thanks, same_need
from bot.understanding.model import Trouble
from bot.views import notices
from storage import timers
from storage import words as wordstore
from storage.journal import Fact
from storage.tables import Audience, Level, Request, Source, SourceState, State


def waits(
    talk: Talk, actor: Actor, source: Source, text: str, reading: Reading, near: Sequence[Source] | None = None
) -> bool:
    """Whether what leads to a message is too personal to be made a request with it: its author is asked about that.

    The message waits with it, to be part of whatever its author makes of that.
    """
    near = neighbours(talk, actor, source) if near is None else near
    before = _openings(talk, source, text, near)
    personal = [each for each in _personal(talk, source, text, reading, before) if together(talk, each, source)]
    for each in personal:
        offer_private(talk, actor, each)
    if personal:
        wait(talk.unit, source)
    return bool(personal)


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
    near: Sequence[Source] | None = None,
    read_as: Reading | None = None,
    too: bool = False,
) -> Request:
    """A request from a message, with what its author wrote just before and after, and what others did too early.

    `read_as`: how it was read, where its author said since that it is not private. `too`: as in `Need`.
    """
    assert source.posted_at is not None
    was, needs, trouble = source.state, reading.needs, reading.trouble
    relay.stands_alone(talk, source)
    near = neighbours(talk, actor, source) if near is None else near
    leading = _openings(talk, source, text, near)
    personal = _personal(talk, source, text, reading, leading)
    before = [(each, said) for each, said in leading if each not in personal]
    channel = channel_of(talk, source)
    whole = "\n".join([*(text for _, text in before), text])
    if before:
        reading = _as_judged(reading, read_source(talk, source, whole, also=[each for each, _ in before]))
    reading = by_its_clock(talk, reading, whole, channel, site)
    need = Need(
        requester=actor.person,
        raised_by=raised_by or actor,
        origin=origin,
        site=site,
        text=whole,
        written_at=source.posted_at,
        words_id=None if before else source.words_id,
        too=too,
        **needed(talk, reading),
    )
    spot = _spot(talk, actor, source, origin)
    if was is not SourceState.KEPT:
        timers.cancel(talk.unit, "maybe", str(source.id))
    parts = (*(each for each, _ in before), source)
    request = create(talk, need, spot, parts)
    if request.level is not Level.CONFIDENTIAL:
        _suggest(talk, request, source, needs, trouble)
    if read_as is not None:
        record_shown(talk, actor, request, source, read_as)
    for part, _ in before:
        mark_part(talk.unit, request, part)
    if was is SourceState.MAYBE:
        settle_line_made(talk, source, request, need.raised_by.person)
    own_site.learn(talk, actor.person, source)
    for each in personal:
        offer_private(talk, actor, each)
    for part in parts:
        early.reactions(talk, request, part)
    _gather(talk, actor, request, source, near)
    early.answers(talk, request, source)
    return request


def _suggest(talk: Talk, request: Request, source: Source, needs: Sequence[str], trouble: Trouble | None) -> None:
    """What its author may want of it besides, as its card is to say."""
    if needs:
        found = [read_source(talk, source, each) for each in needs]
        services = [each.service.value for each in found]
        suggest(talk.unit, request, SEEMS_TWO, services=" ".join(each for each in services if each is not None))
        if len({(each.due.value, each.event_start.value, each.event_end.value) for each in found}) > 1:
            talk.unit.change(request, date_doubted=True)
        return
    other = asked_already(talk, request, trouble) if trouble is not None else None
    if other is not None:
        suggest(talk.unit, request, SEEMS_ASKED, other=other.id)


def record_shown(talk: Talk, actor: Actor, request: Request, source: Source, read: Reading) -> None:
    """What its author said of its privacy stands, whatever is read again; what was read is kept, to be learned from."""
    facts: dict[str, Fact] = {"part": "sensitive", "read": True, "corrected": False, "words": source.words_id}
    record(talk.unit, request, "correct", actor.id, facts)
    if as_shown(talk.charter, read).service.value != read.service.value:
        facts |= {"part": "service", "read": read.service.value, "corrected": None}
        record(talk.unit, request, "correct", actor.id, facts)


def _spot(talk: Talk, actor: Actor, source: Source, origin: str) -> Spot:
    """Where its card stands: under the message, but not in the thread of what somebody else asked."""
    if is_direct(actor, source):
        return spot_of(actor, source.conversation, "direct", _root(source))
    found = of_thread(talk.unit, source.platform, source.conversation, source.root) if source.root else None
    theirs = found[0].requester_id != actor.id if found else origin in RAISED and _is_under_another(talk, source)
    if theirs:
        return direct_spot(Audience.REQUESTER, actor.identity)
    return spot_of(actor, source.conversation, "channel", _root(source))


def _is_under_another(talk: Talk, source: Source) -> bool:
    """Whether somebody else's message may stand above it: whatever became of that, nothing is shown there."""
    if source.root in (None, source.ts):
        return False
    first = source_of(talk.unit, source.platform, source.conversation, source.root or "")
    return first is None or first.author_id != source.author_id


def channel_of(talk: Talk, source: Source) -> Channel | None:
    """The charter's channel that a message was written in, if it is one."""
    return talk.charter.channel(source.platform, source.conversation)


def _gather(talk: Talk, actor: Actor, request: Request, source: Source, near: Sequence[Source]) -> None:
    """What its author wrote just after, and that came before it."""
    for each in near:
        if not comes_after(each, source) or not together(talk, each, source):
            continue
        if each.state is SourceState.REQUEST or each.words_id is None:
            return
        text = wordstore.read_one(talk.unit, each.words_id)
        if not text or not same_need(wordstore.read_one(talk.unit, request.words_id), text):
            continue
        reading = read_source(talk, each, text, direct=False)
        if may_join(talk, reading, request.level):
            whole = wordstore.read_one(talk.unit, request.words_id)
            if parting.part(talk, actor, each, text, whole, request.level, request) is not None:
                asked_apart(talk, actor, each)
                continue
            timers.cancel(talk.unit, "maybe", str(each.id))
            settle_doubt(talk, actor, each, notices.made(request))
            extend(talk, actor, request, each)


def extend(talk: Talk, actor: Actor, request: Request, source: Source) -> Reply:
    """One more message of a request: part of its words, or said of it once somebody had taken it by then."""
    assert source.posted_at is not None
    if request.state is not State.NEW and source.posted_at >= (request.claimed_at or request.asked_at):
        return carry(talk, actor, request, source)
    bind(talk.unit, source, request)
    mark_part(talk.unit, request, source)
    parts = [each.words_id for each in sources_of(talk.unit, request) if each.words_id is not None]
    words = wordstore.read(talk.unit, parts)
    whole = "\n".join(words[each] for each in parts if each in words)
    rewrite(talk, request, whole)
    channel, at = channel_of(talk, source), written(talk, sources_of(talk.unit, request))
    reading = again(talk, whole, channel, at, direct=True, files=files_of_request(talk.unit, request))
    reread(talk, request, reading, whole, channel, "extend", actor.id)
    early.reactions(talk, request, source)
    return Done()


def carry(talk: Talk, actor: Actor, request: Request, source: Source) -> Reply:
    """What is added to a request that somebody works on is carried to them; what they took is not rewritten."""
    assert source.posted_at is not None
    own = [place for place in places(talk.unit, request) if place.audience is Audience.REQUESTER]
    here = [each for each in own if (each.platform, each.conversation) == (source.platform, source.conversation)]
    if not own or not source.words_id:
        return Done()
    kind: Literal["channel", "direct"] = "direct" if is_direct(actor, source) else "channel"
    where = Where(platform=source.platform, conversation=source.conversation, kind=kind, root=source.root)
    text = wordstore.read_one(talk.unit, source.words_id)
    files = getattr(talk.event, "files", ()) if getattr(talk.event, "ts", None) == source.ts else ()
    saying = thread.Saying(where, source.ts, text, source.posted_at, files, source.edited_at)
    mark_part(talk.unit, request, source)
    let_go(talk.unit, source, SourceState.DISMISSED)
    return thread.speak(talk.acting_as(actor, where), request, (here or own)[0], saying)


def _openings(talk: Talk, source: Source, text: str, near: Sequence[Source]) -> list[tuple[Source, str]]:
    """What was kept of its author's that leads to it: a greeting, the beginning of the same need."""
    kept = [each for each in near if each.state is SourceState.KEPT and not comes_after(each, source)]
    words = wordstore.read(talk.unit, [each.words_id for each in kept if each.words_id])
    found = [(each, words[each.words_id]) for each in kept if each.words_id in words]
    return [(each, said) for each, said in found if not is_thanks(said) and _leads_to(talk, said, text)]


def _leads_to(talk: Talk, said: str, text: str) -> bool:
    return same_need(said, text) or only_names(talk.unit, talk.charter, said)


def _personal(
    talk: Talk, source: Source, text: str, reading: Reading, before: Sequence[tuple[Source, str]]
) -> list[Source]:
    """What leads to a message and would make it more private than it is: its author has said nothing of that yet."""
    level = Level.CONFIDENTIAL if is_private(talk.charter, reading) else Level.STANDARD

    def joins(said: str, *written: Source) -> bool:
        return may_join(talk, read_source(talk, written[-1], said, also=written[:-1]), level)

    if not before or level is Level.CONFIDENTIAL:
        return []
    ordinary = {each.id: said for each, said in before if joins(said, each)}
    if joins(text, source) and not joins("\n".join([*ordinary.values(), text]), source):
        return [each for each, _ in before]
    return [each for each, _ in before if each.id not in ordinary]


def may_join(talk: Talk, reading: Reading, level: Level) -> bool:
    """Whether a text may be part of what is as private as that: nothing personal is shown without its author's word."""
    return level is Level.CONFIDENTIAL or not is_private(talk.charter, reading)


def _as_judged(judged: Reading, whole: Reading) -> Reading:
    """The whole's reading, where the service that was understood, and what a person said of it, stay."""
    if judged.sensitive.value != whole.sensitive.value:
        return judged
    return whole if judged.service.value is None else replace(whole, service=judged.service)


def _root(source: Source) -> str:
    return source.root or source.ts
