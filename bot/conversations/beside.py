"""What is written beside the thread of one's request: an answer to what the desk last told or asked, or something else.

At the root of a direct conversation it belongs first to that; in a channel, beside the thread, its author is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from bot.apart import only_names
from bot.cards import Done, Reply, Say
from bot.conversations import changing, intake, parting, site_asked
from bot.conversations.choosing import source_in
from bot.conversations.disclosing import confirm_since
from bot.conversations.doubting import settle_line_made
from bot.conversations.held import ask_of_which
from bot.conversations.keeping import (
    is_direct,
    is_held_for_request,
    keep,
    offer_private,
    private_offer,
    put,
    read_source,
)
from bot.conversations.last_told import Told, is_more_private, last_told
from bot.conversations.nearby import LATELY, neighbours, said_in, together
from bot.conversations.thread import heard, said_now
from bot.conversations.undecided import may_answer_confidential
from bot.events import MessagePosted, Where
from bot.people import Actor
from bot.policies.confidentiality import level_of, most_private
from bot.policies.naming import kept_from
from bot.reading import again, is_personal, is_private, without_mention
from bot.requests import by_id, by_ref, is_awaited, places, said, source_of
from bot.talk import Talk, on_press
from bot.understanding import (
    Reading,
    RequestKind,
    asks_for_its_own,
    asks_outright,
    goes_on,
    has_its_own,
    is_apology,
    is_civil,
    is_opening,
    is_thanks,
    names,
    same_need,
    takes_up,
)
from bot.understanding.pointing import first_said, points_back, speaks_of_known, takes_for_known
from bot.understanding.straying import strays
from bot.views import notices
from storage import words as wordstore
from storage.rows import id_of
from storage.tables import Audience, Level, Request, Source, SourceState, State

ANSWER, NEED, UNSURE = "answer", "need", "unsure"
_ANSWERING = re.compile(r"\W*(?:oui|non|si|ok|okay|d['’]accord|entendu|parfait|yes|no|sure|fine)\b", re.IGNORECASE)
"""How what answers a question begins, whatever it asks for after that."""
_NEEDING = re.compile(
    r"\b(?:il (?:me|nous) fau\w+|j['’](?:ai|aurais) besoin|je (?:voudrais|souhaite\w*|veux)"
    r"|i need|i['’]d like|i would like)\b",
    re.IGNORECASE,
)
"""How a need of its own is said."""
_ONE_MORE = re.compile(rf"\W*(?:et|and)\s+(?:aussi\s+)?{_NEEDING.pattern}\s+(?:d['’])?(?:une?|an?)\b", re.IGNORECASE)
"""How one more need is said: « et il me faudrait un badge »."""


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
    meant = _meant_here(talk, found, event.text, talk.reading)
    if not meant or _leads_on(talk, meant[0][0], _as_written(talk), event.text):
        return None
    if len(meant) == 1 and meant[0][1] is ANSWER:
        told = meant[0][0]
        if _strays(talk, talk.actor, _as_written(talk), told, event.text):
            return _ask_apart(talk, told)
        return heard(talk, by_id(talk.unit, id_of(told.request)), told.place)
    possible = _judged(talk, found, event.text, talk.reading)
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
    meant = _meant_here(talk, last_told(talk, where, author.id), text, reading)
    if len(meant) != 1 or meant[0][1] is not ANSWER or meant[0][0].request.id != request.id:
        return False
    told = meant[0][0]
    return not _strays(talk, author, source, told, text)


def _strays(talk: Talk, author: Actor, source: Source, told: Told, text: str) -> bool:
    """Whether what seems said of a request answers nothing that was asked of it, and may be of something more private
    of its author's: an amount, a length of time, an illness, somebody."""
    question = wordstore.read_one(talk.unit, told.question) if told.question is not None else ""
    asked = wordstore.read_one(talk.unit, told.request.words_id)
    return strays(text, question) and parting.may_be_of_more_private(
        talk, author, source, text, asked, told.request.level
    )


def _thanked(talk: Talk, found: Sequence[Told]) -> Reply | None:
    """Thanks are for what was last told there; « oui merci » answers what its author was last written."""
    event: MessagePosted = talk.event
    told = next((each for each in found if each.asked or each.replied or each.request.state is State.RESOLVED), None)
    only_replied = told is not None and not told.asked and told.request.state is not State.RESOLVED
    if told is None or (only_replied and _ANSWERING.match(event.text) is None):
        return None
    return heard(talk, by_id(talk.unit, id_of(told.request)), told.place)


def _judged(talk: Talk, found: Sequence[Told], text: str, reading: Reading) -> list[tuple[Told, str]]:
    """Which of these a message may be said of, each by itself, and how surely of each."""
    alone = again(talk, text, None, reading.written_at, files=())
    judged = [(each, _meant(talk, each, text, reading, alone)) for each in found]
    return [(each, how) for each, how in judged if how is not NEED]


def _meant_here(talk: Talk, found: Sequence[Told], text: str, reading: Reading) -> list[tuple[Told, str]]:
    """Which of these a message is most likely said of, and how surely of each; the last told first."""
    meant = _judged(talk, found, text, reading)
    asked = [each for each, _ in meant if each.asked]
    if asked:
        first = min(each.at for each in asked)
        meant = [(each, how) for each, how in meant if each.asked or (each.at > first and is_more_private(each, asked))]
    elif meant and meant[0][0].going_on:
        newest = meant[0][0]
        meant = [(each, how) for each, how in meant if each is newest or is_more_private(each, [newest])]
    return _narrowed(talk, meant, text)


def _narrowed(talk: Talk, meant: list[tuple[Told, str]], text: str) -> list[tuple[Told, str]]:
    """The only one that it can be said of by what it names; else all."""
    if len(meant) < 2:
        return meant
    named = [(each, how) for each, how in meant if _names(talk, each, text)]
    return named if len(named) == 1 else meant


def _names(talk: Talk, told: Told, text: str) -> bool:
    return names(text, wordstore.read_one(talk.unit, told.request.words_id)) or _takes_up(talk, told, text)


def _takes_up(talk: Talk, told: Told, text: str) -> bool:
    """Whether it has a word of the question: « Combien de personnes ? » – « 8 personnes »."""
    return told.question is not None and takes_up(text, wordstore.read_one(talk.unit, told.question))


def _meant(talk: Talk, told: Told, text: str, reading: Reading, alone: Reading) -> str:
    return (_answers if told.asked else _follows)(talk, told, text, reading, alone)


def _answers(talk: Talk, told: Told, text: str, reading: Reading, alone: Reading) -> str:
    """Whether a message is the answer awaited, a need of its own, or only its author can tell.

    What is more private than the request never goes to those who read it, unless its author says so.
    """
    request = told.request
    asks = alone.request.value is RequestKind.YES and _ANSWERING.match(text) is None
    asks = asks and not same_need(wordstore.read_one(talk.unit, request.words_id), text)
    service = reading.service.value
    private = is_private(talk.charter, reading)
    level = level_of(talk.charter, service, private)
    both = most_private((level, request.level))
    if asks and service not in (None, request.service) and both is level:
        return UNSURE if _is_kept_too(request, private) else NEED
    if asks and not private and service != request.service and _stands_apart(talk, told, text, service):
        return NEED
    if private and level is Level.CONFIDENTIAL:
        # Held back when it is said of anything less private.
        return ANSWER
    own = has_its_own(text) and _ANSWERING.match(text) is None and not _takes_up(talk, told, text)
    return UNSURE if asks or own or both is not request.level else ANSWER


def _stands_apart(talk: Talk, told: Told, text: str, service: str | None) -> bool:
    """Whether a clear need, not private, has nothing to do with a request: the more private that is, the clearer."""
    level = told.request.level
    leans = goes_on(text) or _points_back(talk, told, text)
    if leans or _names(talk, told, text):
        return False
    if level is Level.CONFIDENTIAL:
        return service is not None and asks_outright(text)
    return (service is not None or level is Level.STANDARD) and asks_for_its_own(text)


def _follows(talk: Talk, told: Told, text: str, reading: Reading, alone: Reading) -> str:
    """Whether a message goes on from what its author was told, stands alone as a need, or only they can tell."""
    request, service = told.request, reading.service.value
    opens = is_opening(text) or only_names(talk.unit, talk.charter, text)
    if opens or is_apology(text) or (is_civil(text) and not told.replied):
        return NEED
    secret, private = request.level is Level.CONFIDENTIAL, is_private(talk.charter, reading)
    more = request.level is Level.STANDARD and service != request.service and _ONE_MORE.match(text) is not None
    leans = (goes_on(text) and not more) or _points_back(talk, told, text)
    leans = leans or same_need(wordstore.read_one(talk.unit, request.words_id), text)
    if _is_kept_too(request, private):
        return ANSWER if alone.request.value is RequestKind.NO and talk.now - told.at <= LATELY else UNSURE
    if secret and private and _NEEDING.search(text) is not None:
        # Of its own or not, it is as private.
        return NEED
    if alone.request.value is RequestKind.YES and service is not None and not leans:
        return UNSURE if secret and service == request.service else NEED
    if private and not secret and alone.request.value is not RequestKind.NO:
        return NEED
    if (
        alone.request.value is RequestKind.YES
        and service is None
        and not leans
        and _stands_apart(talk, told, text, None)
    ):
        return NEED
    level = most_private((level_of(talk.charter, service, private), request.level))
    sure = alone.request.value is RequestKind.NO and level is request.level and talk.now - told.at <= LATELY
    return ANSWER if sure else UNSURE


def _points_back(talk: Talk, told: Told, text: str) -> bool:
    """Whether it speaks of what was spoken of in a request that is not for all, or begins with an answer about it."""
    level = told.request.level
    if level is Level.STANDARD:
        return False
    question = wordstore.read_one(talk.unit, told.question) if told.question is not None else ""
    known = takes_for_known(text, f"{wordstore.read_one(talk.unit, told.request.words_id)}\n{question}")
    if known or points_back(text):
        return True
    lately = level is Level.CONFIDENTIAL and talk.now - told.at <= LATELY
    return (lately and speaks_of_known(text)) or ("?" in question and _begins_as_answer(talk, text))


def _begins_as_answer(talk: Talk, text: str) -> bool:
    """Whether a text says something before it asks for anything: « Léa Faure, réservez une salle »."""
    first = first_said(text)
    if first is None or is_civil(first) or is_opening(first) or is_apology(first):
        return False
    return again(talk, first, None, talk.now, files=()).request.value is RequestKind.NO


def _is_kept_too(request: Request, private: bool) -> bool:
    """Whether what is private may go on from what is kept from somebody: only its author can tell."""
    return private and bool(kept_from(request))


def _as_written(talk: Talk) -> Source:
    """The message as it would be kept."""
    event: MessagePosted = talk.event
    return Source(
        id=0,
        platform=event.where.platform,
        conversation=event.where.conversation,
        ts=event.ts,
        root=event.where.root,
        author_id=talk.actor.id,
        state=SourceState.KEPT,
        posted_at=event.at,
    )


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
    if not awaited or site_asked.is_answered(talk) or _leads_on(talk, awaited[-1], _as_written(talk), event.text):
        return None
    meant = _meant_here(talk, awaited, text, talk.reading)
    possible = _judged(talk, found, text, talk.reading)
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
    return _ANSWERING.match(text) is not None or _takes_up(talk, told, text)


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
    intake.know_direct(talk, talk.actor)
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
    meant = _meant_here(talk, awaited, text, reading)
    return [told for told, _ in meant], [told for told, _ in _judged(talk, found, text, reading)]
