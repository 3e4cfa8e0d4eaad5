"""Asking: what a message becomes. A request, a question to its author, or nothing.

A message is asked from once. One that is no request is kept for minutes, to be joined to the next of its author; one
that is doubtful is asked about; one that is private shows nothing to anyone but its author. Messages that come late are
joined as if they had come in the order in which they were written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.apart import only_names
from bot.cards import Done, Reply
from bot.charter import Channel
from bot.conversations import changing, commands, giving_up, parting, site_asked
from bot.conversations.doubting import ask_author, ask_site
from bot.conversations.hasty import talks_on
from bot.conversations.keeping import (
    is_direct,
    is_ordinary_there,
    keep,
    let_go,
    names_a_confidant,
    offer_private,
    read_source,
    settle_doubt,
)
from bot.conversations.making import carry, channel_of, extend, make, may_join, waits
from bot.conversations.nearby import comes_after, follows_another, meant_first, neighbours, together
from bot.conversations.undecided import answers_confidential, goes_on_undecided
from bot.events import MessagePosted
from bot.people import Actor, Stranger, charter_person, identity_of
from bot.policies.confidentiality import level_of
from bot.reading import is_private, once_edited, site_of, without_mention
from bot.referring import as_private, with_files
from bot.requests import by_id, is_over, source_of
from bot.talk import Talk
from bot.understanding import (
    Reading,
    RequestKind,
    adds_no_word,
    asks_beside,
    is_apology,
    is_me_too,
    is_one_more,
    is_opening,
    is_thanks,
    same_need,
    site_alone,
)
from bot.understanding.nodding import Nod, nod_in
from bot.views import notices
from storage import timers
from storage import words as wordstore
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
    answered = site_asked.posted(talk)
    if answered is None:
        return _taken_in(talk, actor, seen, channel, addressed)
    if answered.need is not None and answered.need.request_id is not None:
        source = keep(talk, actor, where, event.ts, event.at, without_mention(event.text), seen, event.files)
        extend(talk, actor, by_id(talk.unit, answered.need.request_id), source)
    return answered.reply


def _taken_in(talk: Talk, actor: Actor, seen: Source | None, channel: Channel | None, addressed: bool) -> Reply:
    """What is said in a place that the desk listens to: of another message of its author's, or by itself."""
    event: MessagePosted = talk.event
    where = event.where
    text, reading = _read_now(talk, actor, seen, channel, addressed)
    source = keep(talk, actor, where, event.ts, event.at, text, seen, event.files)
    if where.root is not None and not addressed:
        return _under_another(talk, actor, source)
    near = neighbours(talk, actor, source)
    before = [each for each in near if not comes_after(each, source)]
    bare = addressed and commands.is_bare(text)
    said = (
        _gives_up(talk, actor, source, text, reading, before)
        or _join(talk, actor, source, text, reading, near)
        or (None if bare or asks_beside(text) else changing.offer(talk, actor, source, text, reading))
    )
    if said is not None:
        return said
    if bare:
        let_go(talk.unit, source, SourceState.DISMISSED)
        return commands.ordered(talk, text)
    lone_site = reading.service.value is None and site_alone(text, talk.charter) is not None
    said_alone = nod_in(text) not in (None, Nod.KEEP) or only_names(talk.unit, talk.charter, text)
    if lone_site or (not event.files and said_alone):
        # « Lyon », « c'est au sujet de Nadia », « oui svp », and nothing that it would be said of.
        reading = replace(reading, request=replace(reading.request, value=RequestKind.NO))
    if reading.request.value is RequestKind.NO and _leans_on_another(talk, actor, source, text, before):
        reading = replace(reading, request=replace(reading.request, value=RequestKind.ASK))
    origin = "direct" if where.kind == "direct" else "mention" if event.mentions_desk else "message"
    return _decided(talk, actor, source, text, reading, origin, near)


def _read_now(
    talk: Talk, actor: Actor, seen: Source | None, channel: Channel | None, addressed: bool
) -> tuple[str, Reading]:
    """What a message says, or what an edit that came before it says, and how that reads."""
    event: MessagePosted = talk.event
    text, reading = without_mention(event.text), talk.reading
    if seen is not None and seen.words_id is not None:
        posted, text = text, without_mention(wordstore.read_one(talk.unit, seen.words_id))
        edited_at = seen.edited_at or event.at
        reading = once_edited(talk, posted, text, channel, event.at, edited_at, addressed, event.files)
    if event.mentions and not addressed and reading.request.value is RequestKind.YES:
        reading = _as_said_to(talk, reading)
    return text, as_private(talk, actor, reading, with_files(text, event.files))


def _gives_up(
    talk: Talk, actor: Actor, source: Source, text: str, reading: Reading, before: Sequence[Source]
) -> Reply | None:
    """What is no longer needed: a question that stands is left, a request may be cancelled; none when nothing is."""
    doubtful = giving_up.doubt(talk, actor, source, text, before)
    if doubtful is not None:
        giving_up.leave(talk, actor, doubtful)
    if asks_beside(text):
        return None
    if doubtful is not None:
        let_go(talk.unit, source, SourceState.DISMISSED)
        return Done()
    asks = reading.request.value is not RequestKind.NO
    given_up = giving_up.which(talk, actor, source, text, before, asks)
    if giving_up.is_sure(talk, source, text, given_up):
        return _given_up(talk, actor, given_up[0], source, reading)
    if given_up:
        return giving_up.ask_which(talk, actor, source, given_up)
    cancelled = giving_up.cancelled(talk, actor, source, text)
    hidden = is_private(talk.charter, reading) and not is_direct(actor, source)
    if not cancelled or hidden or goes_on_undecided(talk, actor, source, text, reading):
        return None
    return giving_up.ask_which(talk, actor, source, cancelled)


def _decided(
    talk: Talk, actor: Actor, source: Source, text: str, reading: Reading, origin: str, near: Sequence[Source]
) -> Reply:
    """What it asks is decided, and what it no longer needs offered: « plus besoin du taxi, réservez-moi un train »."""
    given_up = list[Request]()
    if asks_beside(text) and not is_private(talk.charter, reading):
        before = [each for each in near if not comes_after(each, source)]
        given_up = giving_up.which(talk, actor, source, text, before, is_direct(actor, source))
    reply = decide(talk, actor, source, text, reading, origin, near)
    if not given_up or not isinstance(reply, Done):
        return reply
    sure = giving_up.is_sure(talk, source, text, given_up)
    return giving_up.offer(talk, given_up[0]) if sure else giving_up.offer_several(talk, given_up)


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
    private = is_private(talk.charter, reading) and (asked or reading.sensitive.value)
    if private and (not is_direct(actor, source) or names_a_confidant(talk, actor, source, reading)):
        return offer_private(talk, actor, source)
    rest = goes_on_undecided(talk, actor, source, text, reading)
    if rest or answers_confidential(talk, actor, source, text, reading):
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


def said_alone(talk: Talk, actor: Actor, source: Source, text: str, reading: Reading, origin: str) -> Reply:
    """What was no request, said to the desk alone, says something else: of what its author asked around it, as when it
    is written, or by itself."""
    near = neighbours(talk, actor, source)
    before = [each for each in near if not comes_after(each, source)]
    said = (
        _gives_up(talk, actor, source, text, reading, before)
        or _join(talk, actor, source, text, reading, near)
        or (None if asks_beside(text) else changing.offer(talk, actor, source, text, reading))
    )
    return said if said is not None else _decided(talk, actor, source, text, reading, origin, near)


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
        carry(talk, actor, request, source)
    return giving_up.offer(talk, request)


def know_direct(talk: Talk) -> None:
    """Where someone writes to the desk alone is their direct conversation, whatever was taken for it before."""
    where = talk.event.where
    if where.kind == "direct" and talk.actor.identity.direct != where.conversation:
        talk.unit.change(talk.actor.identity, direct=where.conversation)


def _as_said_to(talk: Talk, reading: Reading) -> Reading:
    """What is asked of a colleague by name is asked of the desk only if its author says so."""
    if calls_assistant(talk):
        return reading
    return replace(reading, request=replace(reading.request, value=RequestKind.ASK))


def calls_assistant(talk: Talk) -> bool:
    """Whether a message calls by name somebody who answers requests."""
    event: MessagePosted = talk.event
    for user in event.mentions:
        identity = identity_of(talk.unit, event.who.model_copy(update={"user": user}))
        person = talk.unit.get(Person, identity.person_id) if identity is not None else None
        named = charter_person(talk.charter, person) if person is not None else None
        if named is not None and named.has_role("assistant", "coordinator"):
            return True
    return False


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
    if decided and goes_on_undecided(talk, actor, source, text, reading):
        return None
    if decided and changing.of_another_day(talk, actor, source, text):
        return None
    earlier = [each for each in decided if not comes_after(each, source) and together(talk, each, source)]
    for previous in meant_first(talk, actor, source, text, earlier):
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
    # « C'est pour le stagiaire » seems private by itself.
    told = adds_no_word(text, whole) and is_ordinary_there(talk, source, text, whole)
    if not same or not (told or may_join(talk, reading, request.level)):
        return None
    parted = parting.part(talk, actor, source, text, whole, request.level, request)
    return extend(talk, actor, request, source) if parted is None else parted


def _join_asked(
    talk: Talk, actor: Actor, previous: Source, source: Source, text: str, near: Sequence[Source]
) -> Reply | None:
    before = wordstore.read_one(talk.unit, previous.words_id) if previous.words_id else ""
    channel = channel_of(talk, source)
    whole, direct = f"{before}\n{text}", is_direct(actor, source)
    reading = read_source(talk, source, whole, direct=direct, also=[previous])
    if not same_need(before, text) or reading.request.value is not RequestKind.YES:
        return None
    site = site_of(talk.charter, actor, reading, channel)
    if site is None or is_private(talk.charter, reading):
        return None
    level = level_of(talk.charter, reading.service.value, sensitive=False)
    parted = parting.part(talk, actor, source, text, before, level)
    if parted is not None:
        return parted
    timers.cancel(talk.unit, "maybe", str(previous.id))
    talk.unit.change(previous, state=SourceState.KEPT)
    origin = "direct" if is_direct(actor, source) else "message"
    request = make(talk, actor, source, text, reading, site, origin, near=near)
    settle_doubt(talk, actor, previous, notices.made(request))
    return Done()


def _no_request(talk: Talk, actor: Actor, source: Source, text: str, near: Sequence[Source] | None) -> Reply:
    """What is no request is answered with what one may write, if it is said to the desk and calls for an answer."""
    addressed = is_direct(actor, source) or getattr(talk.event, "mentions_desk", False)
    if not addressed or is_thanks(text) or is_apology(text):
        return Done()
    if is_opening(text) and not (source.root is None and near is not None and not near):
        return Done()
    if talks_on(talk, source):
        return Done()
    return talk.tell(notices.notice("intake.how_to_ask", Audience.PERSON))
