"""Asking: what a message becomes. A request, a question to its author, or nothing.

A message is asked from once. One that is no request is kept for minutes, to be joined to the next of its author; one
that is doubtful is asked about; one that is private shows nothing to anyone but its author. Messages that come late are
joined as if they had come in the order in which they were written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from bot import outgoing, relay
from bot.cards import Done, Reply
from bot.charter import Channel
from bot.conversations import early, giving_up, thread
from bot.conversations.doubting import ask_author, ask_site, settle_line
from bot.conversations.following import mark_part, reread, rewrite
from bot.conversations.keeping import close_question, files_of, hold, keep, let_go, offer_private, question
from bot.conversations.nearby import comes_after, follows_another, meant_first, neighbours, together
from bot.creation import Need, bind, create, needed
from bot.events import MessagePosted, Where
from bot.people import Actor, Stranger, charter_person, identity_of
from bot.placing import Spot, direct_spot, spot_of
from bot.reading import again, by_its_clock, is_private, site_of, without_mention
from bot.requests import by_id, is_over, of_thread, places, record, source_of, sources_of
from bot.talk import Talk
from bot.understanding import Reading, RequestKind, is_apology, is_me_too, is_one_more, is_opening, is_thanks, same_need
from bot.views import notices
from storage import timers
from storage import words as wordstore
from storage.journal import Fact
from storage.tables import Audience, Level, Person, Request, Source, SourceState, State


def posted(talk: Talk) -> Reply:
    """A message was written that is not in a request's thread."""
    event: MessagePosted = talk.event
    where = event.where
    seen = source_of(talk.unit, where.platform, where.conversation, event.ts)
    if seen is not None and (seen.state is not SourceState.KEPT or seen.posted_at is not None):
        return Done()
    channel = talk.charter.channel(where.platform, where.conversation)
    addressed = event.mentions_desk or where.kind == "direct"
    if not addressed and (channel is None or channel.purpose != "requests"):
        return Done()
    try:
        actor = talk.actor
    except Stranger:
        if addressed or talk.reading.request.value is not RequestKind.NO:
            raise
        return Done()
    know_direct(talk, actor)
    text, reading = without_mention(event.text), talk.reading
    if seen is not None and seen.words_id is not None:
        text = without_mention(wordstore.read_one(talk.unit, seen.words_id))
        reading = again(talk, text, channel, direct=addressed, files=event.files)
    if event.mentions and not addressed and reading.request.value is RequestKind.YES:
        reading = _as_said_to(talk, reading)
    source = keep(talk, actor, where, event.ts, event.at, text, seen, event.files)
    if where.root is not None and not addressed:
        return _under_another(talk, actor, source)
    origin = "direct" if where.kind == "direct" else "mention" if event.mentions_desk else "message"
    near = neighbours(talk, actor, source)
    before = [each for each in near if not comes_after(each, source)]
    doubtful = giving_up.doubt(text, before)
    if doubtful is not None:
        giving_up.leave(talk, actor, doubtful)
        let_go(talk.unit, source, SourceState.DISMISSED)
        return Done()
    asks = reading.request.value is not RequestKind.NO
    given_up = giving_up.which(talk, actor, source, text, before, asks)
    if given_up is not None:
        return _given_up(talk, actor, given_up, source, reading)
    joined = _join(talk, actor, source, text, reading, near)
    if joined is not None:
        return joined
    if reading.request.value is RequestKind.NO and _leans_on_another(talk, actor, source, text, before):
        reading = replace(reading, request=replace(reading.request, value=RequestKind.ASK))
    return decide(talk, actor, source, text, reading, origin, near)


def decide(
    talk: Talk,
    actor: Actor,
    source: Source,
    text: str,
    reading: Reading,
    origin: str,
    near: Sequence[Source] | None = None,
) -> Reply:
    """Yes, no, or ask; and private before anything else. `near`: what else its author wrote there, when known."""
    asked = reading.request.value is not RequestKind.NO
    if not is_direct(actor, source) and is_private(talk.charter, reading) and (asked or reading.sensitive.value):
        return offer_private(talk, actor, source)
    if reading.request.value is RequestKind.NO:
        return _no_request(talk, actor, source, text, near)
    if reading.request.value is RequestKind.ASK:
        return ask_author(talk, source)
    if waits(talk, actor, source, text, reading, near):
        return Done()
    site = site_of(talk.charter, actor, reading, channel_of(talk, source))
    if site is None:
        return ask_site(talk, source)
    make(talk, actor, source, text, reading, site, origin, near=near)
    return Done()


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
        hold(talk.unit, source, source.state)
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
) -> Request:
    """A request from a message, with what its author wrote just before and after, and what others did too early.

    `read_as`: how it was read, where its author said since that it is not private.
    """
    assert source.posted_at is not None
    was = source.state
    relay.stands_alone(talk, source)
    near = neighbours(talk, actor, source) if near is None else near
    leading = _openings(talk, source, text, near)
    personal = _personal(talk, source, text, reading, leading)
    before = [(each, said) for each, said in leading if each not in personal]
    channel = channel_of(talk, source)
    whole = "\n".join([*(text for _, text in before), text])
    if before:
        reading = _as_judged(reading, again(talk, whole, channel, direct=True))
    reading = by_its_clock(talk, reading, whole, channel, site)
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
    spot = _spot(talk, actor, source)
    if was is not SourceState.KEPT:
        timers.cancel(talk.unit, "maybe", str(source.id))
    parts = (*(each for each, _ in before), source)
    request = create(talk, need, spot, parts)
    if read_as is not None:
        _record_shown(talk, actor, request, source, read_as)
    for part, _ in before:
        mark_part(talk.unit, request, part)
    if was is SourceState.MAYBE:
        settle_line(talk, source, notices.maybe_decided(request.ref, need.raised_by.person))
    _learn_site(talk, actor, channel)
    for each in personal:
        offer_private(talk, actor, each)
    for part in parts:
        early.reactions(talk, request, part)
    _gather(talk, actor, request, source, near)
    early.answers(talk, request, source)
    return request


def _record_shown(talk: Talk, actor: Actor, request: Request, source: Source, read: Reading) -> None:
    """What its author said of its privacy stands, whatever is read again; what was read is kept, to be learned from."""
    facts: dict[str, Fact] = {"part": "sensitive", "read": True, "corrected": False, "words": source.words_id}
    record(talk.unit, request, "correct", actor.id, facts)
    if read.service.value != request.service:
        facts |= {"part": "service", "read": read.service.value, "corrected": None}
        record(talk.unit, request, "correct", actor.id, facts)


def is_direct(actor: Actor, source: Source) -> bool:
    """Whether a message was written in its author's direct conversation with the desk."""
    return actor.identity.direct is not None and actor.identity.direct == source.conversation


def _spot(talk: Talk, actor: Actor, source: Source) -> Spot:
    """Where its card stands: under the message, but not in the thread of what somebody else asked."""
    if is_direct(actor, source):
        return spot_of(actor, source.conversation, "direct", _root(source))
    found = of_thread(talk.unit, source.platform, source.conversation, source.root) if source.root else None
    if found is not None and found[0].requester_id != actor.id:
        return direct_spot(Audience.REQUESTER, actor.identity)
    return spot_of(actor, source.conversation, "channel", _root(source))


def channel_of(talk: Talk, source: Source) -> Channel | None:
    """The charter's channel that a message was written in, if it is one."""
    return talk.charter.channel(source.platform, source.conversation)


def _leans_on_another(talk: Talk, actor: Actor, source: Source, text: str, before: Sequence[Source]) -> bool:
    """Whether it asks for one more of what its author asked, or for what a colleague just did: "moi aussi"."""
    if is_one_more(text) and any(each.state is SourceState.REQUEST for each in before):
        return True
    return is_me_too(text) and follows_another(talk, actor, source)


def _given_up(talk: Talk, actor: Actor, request: Request, source: Source, reading: Reading) -> Reply:
    """What someone gives up is never a request; whoever works on it reads their words, but for private ones."""
    private = request.level is Level.CONFIDENTIAL or is_private(talk.charter, reading)
    if request.state is State.NEW or private:
        let_go(talk.unit, source, SourceState.DISMISSED)
    else:
        _say(talk, actor, request, source)
    return giving_up.offer(talk, request)


def know_direct(talk: Talk, actor: Actor) -> None:
    """Where someone writes to the desk alone is their direct conversation."""
    where = talk.event.where
    if where.kind == "direct" and actor.identity.direct != where.conversation:
        talk.unit.change(actor.identity, direct=where.conversation)


def _as_said_to(talk: Talk, reading: Reading) -> Reading:
    """What is asked of a colleague by name is asked of the desk only if its author says so."""
    event: MessagePosted = talk.event
    for user in event.mentions:
        identity = identity_of(talk.unit, event.who.model_copy(update={"user": user}))
        person = talk.unit.get(Person, identity.person_id) if identity is not None else None
        named = charter_person(talk.charter, person) if person is not None else None
        if named is not None and named.has_role("assistant", "coordinator"):
            return reading
    return replace(reading, request=replace(reading.request, value=RequestKind.ASK))


def _under_another(talk: Talk, actor: Actor, source: Source) -> Reply:
    """An answer to somebody, left alone; kept for minutes, in case what it answers comes after it."""
    above = source_of(talk.unit, source.platform, source.conversation, source.root or "")
    if above is None or above.request_id is None:
        return Done()
    request = by_id(talk.unit, above.request_id)
    if request.level is not Level.CONFIDENTIAL or request.requester_id != actor.id:
        return Done()
    let_go(talk.unit, source, SourceState.DISMISSED)
    return talk.tell(notices.notice("thread.private", Audience.PERSON))


def _join(
    talk: Talk, actor: Actor, source: Source, text: str, reading: Reading, near: Sequence[Source]
) -> Reply | None:
    """Make it part of what its author asks in the messages around it; none when it stands alone."""
    decided = [each for each in near if each.state is not SourceState.KEPT]
    earlier = [each for each in decided if not comes_after(each, source) and together(talk, each, source)]
    for previous in meant_first(talk, text, earlier):
        if previous.state is SourceState.ASKED:
            joined = _join_asked(talk, actor, previous, source, text, near)
        else:
            joined = _join_request(talk, actor, previous, source, text, reading)
        if joined is not None:
            return joined
    later = next((each for each in decided if comes_after(each, source)), None)
    if later is None or later.state is SourceState.ASKED:
        return None
    if not is_opening(text) and not together(talk, later, source):
        return None
    return _join_request(talk, actor, later, source, text, reading)


def _join_request(talk: Talk, actor: Actor, other: Source, source: Source, text: str, reading: Reading) -> Reply | None:
    assert other.request_id is not None
    request = by_id(talk.unit, other.request_id)
    if is_over(request) or request.requester_id != actor.id:
        return None
    whole = wordstore.read_one(talk.unit, request.words_id)
    same = same_need(text, whole) if comes_after(other, source) else same_need(whole, text)
    if not same or not _may_join(talk, reading, request.level):
        return None
    return _extend(talk, actor, request, source)


def _join_asked(
    talk: Talk, actor: Actor, previous: Source, source: Source, text: str, near: Sequence[Source]
) -> Reply | None:
    before = wordstore.read_one(talk.unit, previous.words_id) if previous.words_id else ""
    channel = channel_of(talk, source)
    files = files_of(talk.unit, source.words_id)
    reading = again(talk, f"{before}\n{text}", channel, direct=is_direct(actor, source), files=files)
    if not same_need(before, text) or reading.request.value is not RequestKind.YES:
        return None
    site = site_of(talk.charter, actor, reading, channel)
    if site is None or is_private(talk.charter, reading):
        return None
    timers.cancel(talk.unit, "maybe", str(previous.id))
    talk.unit.change(previous, state=SourceState.KEPT)
    origin = "direct" if is_direct(actor, source) else "message"
    request = make(talk, actor, source, text, reading, site, origin, near=near)
    _settle_doubt(talk, actor, previous, request)
    return Done()


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
        reading = again(talk, text, channel_of(talk, each))
        if _may_join(talk, reading, request.level):
            timers.cancel(talk.unit, "maybe", str(each.id))
            _settle_doubt(talk, actor, each, request)
            _extend(talk, actor, request, each)


def _settle_doubt(talk: Talk, actor: Actor, source: Source, request: Request) -> None:
    """What its author was asked about a message is decided by what they wrote beside it."""
    made = notices.notice("intake.made", Audience.PERSON, subject=request.ref, ref=request.ref)
    close_question(talk, source, made)
    outgoing.unasked(talk.unit, actor.who, source.conversation, source.root, made, question(source))


def _extend(talk: Talk, actor: Actor, request: Request, source: Source) -> Reply:
    """One more message of a request: part of its words, or said of it once somebody had taken it by then."""
    assert source.posted_at is not None
    if request.state is not State.NEW and source.posted_at >= (request.claimed_at or request.asked_at):
        return _say(talk, actor, request, source)
    bind(talk.unit, source, request)
    mark_part(talk.unit, request, source)
    parts = [each.words_id for each in sources_of(talk.unit, request) if each.words_id is not None]
    words = wordstore.read(talk.unit, parts)
    whole = "\n".join(words[each] for each in parts if each in words)
    rewrite(talk, request, whole)
    reread(talk, request, whole, channel_of(talk, source), "extend", actor.id)
    early.reactions(talk, request, source)
    return Done()


def _say(talk: Talk, actor: Actor, request: Request, source: Source) -> Reply:
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
    return [(each, said) for each, said in found if not is_thanks(said) and same_need(said, text)]


def _personal(
    talk: Talk, source: Source, text: str, reading: Reading, before: Sequence[tuple[Source, str]]
) -> list[Source]:
    """What leads to a message and would make it more private than it is: its author has said nothing of that yet."""
    level = Level.CONFIDENTIAL if is_private(talk.charter, reading) else Level.STANDARD

    def joins(said: str) -> bool:
        return _may_join(talk, again(talk, said, channel_of(talk, source), direct=True), level)

    if not before or level is Level.CONFIDENTIAL:
        return []
    ordinary = [said for _, said in before if joins(said)]
    if joins(text) and not joins("\n".join([*ordinary, text])):
        return [each for each, _ in before]
    return [each for each, said in before if said not in ordinary]


def _may_join(talk: Talk, reading: Reading, level: Level) -> bool:
    """Whether a text may be part of what is as private as that: nothing personal is shown without its author's word."""
    return level is Level.CONFIDENTIAL or not is_private(talk.charter, reading)


def _as_judged(judged: Reading, whole: Reading) -> Reading:
    """The whole's reading, where the service that was understood, and what a person said of it, stay."""
    if judged.sensitive.value != whole.sensitive.value:
        return judged
    return whole if judged.service.value is None else replace(whole, service=judged.service)


def _root(source: Source) -> str:
    return source.root or source.ts


def _learn_site(talk: Talk, actor: Actor, channel: Channel | None) -> None:
    """The site of the channel that someone asks in is theirs, until they choose one."""
    named, person = actor.named, actor.person
    of_one_site = named is not None and named.sites != "all" and len(named.sites) == 1
    if channel is None or channel.site is None or person.site_asked_at is not None or of_one_site:
        return
    if person.site != channel.site:
        talk.unit.change(person, site=channel.site)


def _no_request(talk: Talk, actor: Actor, source: Source, text: str, near: Sequence[Source] | None) -> Reply:
    """What is no request is answered with what one may write, if it is said to the desk and calls for an answer."""
    addressed = is_direct(actor, source) or getattr(talk.event, "mentions_desk", False)
    if not addressed or is_thanks(text) or is_apology(text):
        return Done()
    if is_opening(text) and not (is_direct(actor, source) and source.root is None and near is not None and not near):
        return Done()
    return talk.tell(notices.notice("intake.how_to_ask", Audience.PERSON))
