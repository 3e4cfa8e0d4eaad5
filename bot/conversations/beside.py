"""What is written beside the thread of one's request: an answer to what the desk last told or asked, or something else.

At the root of a direct conversation it belongs first to that; in a channel, beside the thread, its author is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.cards import Done, Reply, Say
from bot.conversations import changing, intake, parting, site_asked
from bot.conversations.choosing import source_in
from bot.conversations.disclosing import confirm_since
from bot.conversations.doubting import settle_line_made
from bot.conversations.held import ask_of_which
from bot.conversations.keeping import (
    as_written,
    is_direct,
    is_held_for_request,
    keep,
    offer_private,
    private_offer,
    put,
    read_source,
)
from bot.conversations.last_told import Told, last_told
from bot.conversations.meant import ANSWER, ANSWERING, judged, meant_here, strays_elsewhere, takes_up_question
from bot.conversations.nearby import neighbours, said_in, together
from bot.conversations.thread import heard, said_now
from bot.conversations.undecided import may_answer_confidential
from bot.events import MessagePosted, Where
from bot.people import Actor
from bot.reading import is_personal, without_mention
from bot.requests import by_id, by_ref, is_awaited, places, said, source_of
from bot.talk import Talk, on_press
from bot.understanding import (
    Reading,
    RequestKind,
    is_civil,
    is_thanks,
    same_need,
)
from bot.views import notices
from storage import words as wordstore
from storage.rows import id_of
from storage.tables import Audience, Level, Request, Source, SourceState, State


def posted(talk: Talk) -> Reply | None:
    """Someone writes beside the threads of their requests: anywhere else in their direct conversation, or in a channel.

    Not said of any, where it asks for something else; where only they can tell, they are asked. Thanks are for what was
    last done. None: it is said of no request.
    """
    event: MessagePosted = talk.event
    if event.where.kind != "direct":
        return _in_channel(talk) if event.where.root is None else None
    if site_asked.is_answered(talk):
        return None
    found = last_told(talk, event.where, talk.actor.id)
    if is_thanks(event.text):
        return _thanked(talk, found)
    meant = meant_here(talk, found, event.text, talk.reading)
    if not meant or _leads_on(talk, meant[0][0], _itself(talk), event.text):
        return None
    if len(meant) == 1 and meant[0][1] is ANSWER:
        told = meant[0][0]
        if strays_elsewhere(talk, talk.actor, _itself(talk), told, event.text):
            return _ask_apart(talk, told)
        return heard(talk, by_id(talk.unit, id_of(told.request)), told.place)
    possible = judged(talk, found, event.text, talk.reading)
    return _ask(talk, [told for told, _ in meant], [told for told, _ in possible])


@on_press("answers")
def answers(talk: Talk, value: str) -> Reply:
    """Yes, it is said of that request, says its author."""
    source, rest = source_in(talk.unit, value)
    ref, _, seen = rest.partition(":")
    request = by_ref(talk.unit, ref) if ref else None
    own = source is not None and source.author_id == talk.actor.id
    if source is None or request is None or not own or request.requester_id != talk.actor.id:
        return talk.tell(notices.refusal("not_found", ()))
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    standing = [each for each in places(talk.unit, request) if each.audience is Audience.REQUESTER]
    there = [each for each in standing if each.conversation == source.conversation]
    place = next(iter(there or standing), None)
    if source.state is SourceState.PRIVATE and text:
        return put(talk, source, private_offer(talk, source))
    if source.state not in (SourceState.ASKED, SourceState.MAYBE) or not text or place is None:
        return put(talk, source, notices.notice("private.over", Audience.PERSON))
    if is_personal(request, read_source(talk, source, text)):
        return offer_private(talk, talk.actor, source)
    confirm = confirm_since(talk, source, request, text, seen)
    if confirm is not None:
        return put(talk, source, confirm)
    if source.state is SourceState.MAYBE:
        settle_line_made(talk, source, request, talk.actor.person)
    reply = said_now(talk, request, place, source, text)
    shown = notices.notice("private.shown", Audience.PERSON, subject=request.ref, ref=request.ref)
    return put(talk, source, reply.card if isinstance(reply, Say) else shown)


def edited(talk: Talk, author: Actor, source: Source, text: str, reading: Reading) -> bool:
    """What may be said of a request says something else: its author is asked about that, and about nothing before it.

    False: it is a need of its own, or there is nothing there that it may be said of.
    """
    where: Where = talk.event.where
    if where.kind != "direct" and not is_held_for_request(talk.unit, source):
        return False
    found = last_told(talk, where, author.id)
    if where.kind != "direct":
        found = _awaited(found)
    if any(each.asked for each in found) and all(is_personal(each.request, reading) for each in found):
        offer_private(talk, author, source)
        return True
    told, possible = _told_here(talk, where, author, text, reading)
    if not told:
        return False
    ask_of_which(talk, author, source, told, possible)
    return True


def is_its_answer(
    talk: Talk, where: Where, author: Actor, source: Source, request: Request, text: str, reading: Reading
) -> bool:
    """Whether a text is said of that request and surely of no other, where its author writes to the desk alone."""
    if where.kind != "direct":
        return False
    meant = meant_here(talk, last_told(talk, where, author.id), text, reading)
    if len(meant) != 1 or meant[0][1] is not ANSWER or meant[0][0].request.id != request.id:
        return False
    told = meant[0][0]
    return not strays_elsewhere(talk, author, source, told, text)


def _thanked(talk: Talk, found: Sequence[Told]) -> Reply | None:
    """Thanks are for what was last told there; « oui merci » answers what its author was last written."""
    event: MessagePosted = talk.event
    told = next((each for each in found if each.asked or each.replied or each.request.state is State.RESOLVED), None)
    only_replied = told is not None and not told.asked and told.request.state is not State.RESOLVED
    if told is None or (only_replied and ANSWERING.match(event.text) is None):
        return None
    return heard(talk, by_id(talk.unit, id_of(told.request)), told.place)


def _itself(talk: Talk) -> Source:
    event: MessagePosted = talk.event
    return as_written(event.where, event.ts, talk.actor.id, event.at)


def _leads_on(talk: Talk, told: Told, itself: Source, text: str) -> bool:
    """Whether it goes on from what its author asked there minutes ago, after they were told of the other."""
    assert itself.posted_at is not None
    near = [
        each for each in neighbours(talk, talk.actor, itself) if each.ts != itself.ts and together(talk, each, itself)
    ]
    before = [(each, each.posted_at) for each in near if each.posted_at is not None]
    since = [
        each for each, at in before if at <= itself.posted_at and (each.request_id == told.request.id or told.at <= at)
    ]
    asked = [each for each in since if each.state is not SourceState.KEPT]
    return any(same_need(said_in(talk, each), text) for each in asked)


def _in_channel(talk: Talk) -> Reply | None:
    """Someone whose answer is awaited in the thread writes beside it: they are asked, where it may be their answer."""
    event: MessagePosted = talk.event
    channel = talk.charter.channel(event.where.platform, event.where.conversation)
    identity = talk.identity
    if channel is None or channel.purpose != "requests" or identity is None:
        return None
    text = without_mention(event.text)
    if is_civil(text) or not is_awaited(talk.unit, identity.person_id):
        return None
    found = last_told(talk, event.where, identity.person_id)
    awaited = [each for each in _awaited(found) if _may_answer(talk, each, text)]
    if not awaited or site_asked.is_answered(talk) or _leads_on(talk, awaited[-1], _itself(talk), event.text):
        return None
    meant = meant_here(talk, awaited, text, talk.reading)
    possible = judged(talk, found, text, talk.reading)
    return _ask(talk, [told for told, _ in meant], [told for told, _ in possible]) if meant else None


def _awaited(found: Sequence[Told]) -> list[Told]:
    """What waits for its author's answer, of what stands in a channel; of what is confidential, wherever it stands."""
    return [each for each in found if each.asked and (each.here or each.request.level is Level.CONFIDENTIAL)]


def _may_answer(talk: Talk, told: Told, text: str) -> bool:
    """Whether what is written where all read and write is likely to answer a question that was asked in a thread, or of
    what is confidential."""
    event: MessagePosted = talk.event
    if may_answer_confidential(talk, told, text, talk.reading):
        return True
    if not told.here:
        return False
    if event.mentions:
        return intake.calls_assistant(talk) and talk.reading.request.value is not RequestKind.YES
    if same_need(wordstore.read_one(talk.unit, told.request.words_id), text):
        return True
    if talk.reading.request.value is RequestKind.YES:
        return False
    return ANSWERING.match(text) is not None or takes_up_question(talk, told, text)


def _ask(talk: Talk, told: Sequence[Told], possible: Sequence[Told]) -> Reply:
    """« Est-ce votre réponse pour LYO-42 ? » Shown to nobody until its author says."""
    source = _kept_once(talk)
    if source is not None:
        ask_of_which(talk, talk.actor, source, told, possible)
    return Done()


def _ask_apart(talk: Talk, told: Told) -> Reply:
    """What seems said of a request may be of something more private: its author is asked of which."""
    source = _kept_once(talk)
    if source is None:
        return Done()
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    asked = wordstore.read_one(talk.unit, told.request.words_id)
    apart = parting.part(talk, talk.actor, source, text, asked, told.request.level, told.request)
    return Done() if apart is None else apart


def _kept_once(talk: Talk) -> Source | None:
    """The message as it waits for its author's word; none where it was heard before."""
    event: MessagePosted = talk.event
    where = event.where
    seen = source_of(talk.unit, where.platform, where.conversation, event.ts)
    fresh = seen is None or (seen.state is SourceState.KEPT and seen.posted_at is None)
    if not fresh or said(talk.unit, where.platform, where.conversation, event.ts) is not None:
        return None
    return keep(talk, talk.actor, where, event.ts, event.at, without_mention(event.text), seen, event.files)


def asked_of(talk: Talk, author: Actor, source: Source) -> tuple[list[Request], bool]:
    """Of which requests its author is asked whether a message is said of them; whether their answer is awaited."""
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    reading = read_source(talk, source, text)
    told, _ = _told_here(talk, _where(author, source), author, text, reading)
    parted = parting.parted(talk, author, source, text, told)
    if parted:
        return parted, False
    changed = changing.changed_by(talk, author, source, text, reading) if not told else []
    requests = changed or [each.request for each in told]
    return requests, bool(told) and all(each.asked for each in told)


def may_be_said_of(
    talk: Talk, author: Actor, source: Source, text: str, reading: Reading
) -> tuple[list[Told], list[Told]]:
    """What its author would have been asked about a message, had it come after all that they were told of, and all that
    it may be said of; nothing where it goes on from what they asked since."""
    told, possible = _told_here(talk, _where(author, source), author, text, reading)
    return ([], []) if told and _leads_on(talk, told[0], source, text) else (told, possible)


def _where(author: Actor, source: Source) -> Where:
    kind: Literal["channel", "direct"] = "direct" if is_direct(author, source) else "channel"
    return Where(platform=source.platform, conversation=source.conversation, kind=kind, root=source.root)


def _told_here(talk: Talk, where: Where, author: Actor, text: str, reading: Reading) -> tuple[list[Told], list[Told]]:
    """What its author is asked about a message, and all that it may be said of."""
    found = last_told(talk, where, author.id)
    awaited = found if where.kind == "direct" else _awaited(found)
    meant = meant_here(talk, awaited, text, reading)
    return [told for told, _ in meant], [told for told, _ in judged(talk, found, text, reading)]
