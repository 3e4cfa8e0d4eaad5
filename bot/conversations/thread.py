"""What is written in a request's thread: an answer, a note, thanks, or one more need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot import relay
from bot.arriving import wait_for_card, wait_for_turn
from bot.cards import Done, Reply
from bot.conversations import giving_up
from bot.conversations.accompanying import told_of_thread
from bot.conversations.commands import begins_as_order
from bot.conversations.doubting import ask_author
from bot.conversations.keeping import as_written, asked_if, author_of, confidants, keep, let_go, offer_private, written
from bot.conversations.last_told import question_of
from bot.conversations.resolving import close, reopen
from bot.conversations.thread_apart import ask_apart, is_apart_in_thread
from bot.creation import Need, create
from bot.events import FileSeen, MessagePosted, Where
from bot.notify import ping
from bot.outgoing import told_at
from bot.people import Actor, identity_of
from bot.permit import refuse
from bot.placing import Spot, spot_of
from bot.policies.confidentiality import Part, PlaceKind, part_in
from bot.policies.naming import company_of
from bot.policies.permissions import Act, may
from bot.reading import again, as_shown, by_its_clock, is_personal, is_private, spoken, without_mention
from bot.referring import names_secret, with_files
from bot.requests import by_id, change, files_of, of_said, places, record, said, source_of
from bot.talk import ANSWERS, Talk
from bot.understanding import (
    Reading,
    RequestKind,
    cancels,
    gives_up,
    is_civil,
    is_thanks,
    leaves_unanswered,
    without_need,
)
from bot.understanding.pressing import says_only_how_soon
from bot.understanding.unsolved import says_unsolved
from bot.views import notices
from bot.views.facts import load_facts
from bot.views.parts import together
from storage import words as wordstore
from storage.tables import Audience, Level, Message, Place, Request, Source, SourceState, State


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing said in a request's thread, by whoever acts. `at` and `edited_at` are aware."""

    where: Where
    ts: str
    text: str
    at: datetime
    files: tuple[FileSeen, ...] = ()
    edited_at: datetime | None = None
    reading: Reading | None = None
    to_be_shown: bool = False
    """Its author was told who will read it, and said that it may be."""


def posted(talk: Talk) -> Reply | None:
    """Answer what was written in a request's thread; none when the thread is no request's."""
    event: MessagePosted = talk.event
    if event.where.root is None:
        return None
    wait_for_turn(talk.unit, event)
    found = of_said(talk.unit, event.who, event.where, event.where.root)
    if (found is not None or event.mentions_desk) and _is_under_own_secret(talk):
        return talk.tell(notices.notice("thread.private", Audience.PERSON))
    if found is None:
        wait_for_card(talk.unit, event.key, event.who, event.where, event.where.root)
        return None
    return None if _asks_apart(talk, *found) else heard(talk, *found)


def speak(talk: Talk, request: Request, place: Place, saying: Saying) -> Reply:
    """What somebody says in a place of a request; nothing, when there is nothing in it to be seen."""
    if not spoken(saying.text) and not saying.files:
        return Done()
    if place.audience is Audience.TRIAGE:
        noted = may(Act.NOTE, talk.actor, request, talk.charter, shown=place.identity_id is None)
        if not noted.allowed:
            return refuse(talk, noted, request)
        _carry(talk, request, place, "note", saying)
        return _say_it_stays_inside(talk, request, saying)
    own = may(Act.ANSWER, talk.actor, request, talk.charter).allowed
    if not own and may(Act.REPLY, talk.actor, request, talk.charter).allowed:
        return _assistant_answers(talk, request, place, saying)
    if _is_too_personal(talk, request, saying):
        source = _keep(talk, saying)
        return offer_private(talk, talk.actor, source)
    itself = as_written(saying.where, saying.ts, talk.actor.id, saying.at, saying.edited_at)
    quoted = saying.where.kind == "group" and getattr(talk.event, "mentions_desk", False)
    if not saying.to_be_shown and is_apart_in_thread(talk, talk.actor, itself, saying.text, request, quoted=quoted):
        return ask_apart(talk, talk.actor, _keep(talk, saying), saying.text, request)
    if request.closed_at is not None and saying.at >= request.closed_at:
        return _after_the_end(talk, request, place, saying) if own else Done()
    return _requester_speaks(talk, request, place, saying) if own else _others_speak(talk, request, place, saying)


def said_after_all(talk: Talk, source: Source, text: str) -> Reply | None:
    """A message of a request's thread that was held back may be shown, says its author: as if just written there.

    None: no such thread.
    """
    found = thread_of(talk, source)
    return said_now(talk, *found, source, text) if found is not None else None


def thread_of(talk: Talk, source: Source) -> tuple[Request, Place] | None:
    """The request in whose thread a message was written, or of which its author was told there; and its place."""
    if source.root is None or source.posted_at is None:
        return None
    where = Where(platform=source.platform, conversation=source.conversation, kind="direct")
    return of_said(talk.unit, talk.who, where, source.root) or own_told_at(talk, where, source.root)


def own_told_at(talk: Talk, where: Where, ts: str) -> tuple[Request, Place] | None:
    """The own request of which whoever acts was told there, in that message, and a place of it that is theirs."""
    notice = told_at(talk.unit, talk.who, where, ts)
    request = by_id(talk.unit, notice.request_id) if notice is not None and notice.request_id is not None else None
    if request is None or request.requester_id != talk.actor.id:
        return None
    place = next((each for each in places(talk.unit, request) if each.audience is Audience.REQUESTER), None)
    return (request, place) if place is not None else None


def said_now(talk: Talk, request: Request, place: Place, source: Source, text: str) -> Reply:
    """A message that waited for its author's word is said of a request."""
    where = Where(platform=source.platform, conversation=source.conversation, root=source.root)
    files = tuple(FileSeen.model_validate(each, from_attributes=True) for each in files_of(talk.unit, source.words_id))
    let_go(talk.unit, source, SourceState.DISMISSED)
    saying = Saying(where, source.ts, text, talk.now, files, edited_at=source.edited_at, to_be_shown=True)
    return speak(talk, request, place, saying)


def hold_back(talk: Talk, message: Message, text: str) -> Reply:
    """What was said, and carried, turned personal by an edit: it is taken back everywhere, and its author asked."""
    return offer_private(talk, talk.actor, taken_aside(talk, message, text))


def taken_aside(talk: Talk, message: Message, text: str) -> Source:
    """What was said, and carried, is said to nobody now: the message as it is kept, with another text."""
    saying = Saying(talk.event.where, message.ts, text, message.said_at)
    relay.take_out(talk, message)
    source = _keep(talk, saying)
    talk.unit.change(source, edited_at=talk.event.at)
    return source


def heard(talk: Talk, request: Request, place: Place) -> Reply:
    event: MessagePosted = talk.event
    where = event.where
    if said(talk.unit, where.platform, where.conversation, event.ts) is not None:
        return Done()
    saying = Saying(where, event.ts, event.text, event.at, event.files, reading=talk.reading)
    seen = source_of(talk.unit, where.platform, where.conversation, event.ts)
    if seen is None:
        return speak(talk, request, place, saying)
    if seen.state is not SourceState.KEPT:
        return Done()
    if seen.words_id is not None:
        edited = wordstore.read_one(talk.unit, seen.words_id) or event.text
        saying = replace(saying, text=edited, edited_at=seen.edited_at, reading=None)
    let_go(talk.unit, seen, SourceState.DISMISSED)
    return speak(talk, request, place, saying)


def _asks_apart(talk: Talk, request: Request, place: Place) -> bool:
    """Whether somebody else calls the desk in a requester's thread, to ask for something: that is their own need."""
    event: MessagePosted = talk.event
    if not event.mentions_desk or event.where.kind == "direct" or place.audience is not Audience.REQUESTER:
        return False
    if talk.reading.request.value is RequestKind.NO or talk.actor.id == request.requester_id:
        return False
    return not may(Act.REPLY, talk.actor, request, talk.charter).allowed


def _say_it_stays_inside(talk: Talk, request: Request, saying: Saying) -> Reply:
    """What begins like an order, and was none, is a note like any other: whoever wrote it is told how to order."""
    called = getattr(talk.event, "mentions_desk", False) and getattr(talk.event, "ts", None) == saying.ts
    if not called or not begins_as_order(without_mention(saying.text)):
        return Done()
    return talk.tell(notices.notice("thread.note", Audience.PERSON, subject=request.ref, ref=request.ref))


def _is_under_own_secret(talk: Talk) -> bool:
    """Whether someone goes on, where all read it, under what they confided: whatever else that thread is about."""
    event: MessagePosted = talk.event
    where = event.where
    root = source_of(talk.unit, where.platform, where.conversation, where.root or "")
    if where.kind == "direct" or root is None or root.request_id is None:
        return False
    request, identity = by_id(talk.unit, root.request_id), identity_of(talk.unit, event.who)
    own = identity is not None and identity.person_id == request.requester_id
    return own and request.level is Level.CONFIDENTIAL


def _is_too_personal(talk: Talk, request: Request, saying: Saying) -> bool:
    if saying.to_be_shown or request.level is Level.CONFIDENTIAL:
        return False
    if names_secret(talk, talk.actor, with_files(saying.text, saying.files)):
        return True
    channel = talk.charter.channel(saying.where.platform, saying.where.conversation)
    return is_personal(request, saying.reading or again(talk, saying.text, channel, saying.at, files=saying.files))


def _keep(talk: Talk, saying: Saying) -> Source:
    seen = source_of(talk.unit, saying.where.platform, saying.where.conversation, saying.ts)
    if seen is not None:
        words_id = wordstore.keep(talk.unit, saying.text, "message", talk.actor.id, Level.CONFIDENTIAL)
        talk.unit.change(seen, words_id=words_id)
        return keep(talk, talk.actor, saying.where, saying.ts, saying.at, saying.text, seen, saying.files)
    return keep(talk, talk.actor, saying.where, saying.ts, saying.at, saying.text, None, saying.files)


def _carry(talk: Talk, request: Request, place: Place, kind: str, saying: Saying) -> None:
    message = relay.say(
        talk,
        request,
        talk.actor.person,
        kind,
        saying.text,
        platform=saying.where.platform,
        conversation=saying.where.conversation,
        ts=saying.ts,
        said_at=saying.at,
        edited_at=saying.edited_at,
        origin=place,
        files=saying.files,
    )
    record(talk.unit, request, kind, talk.actor.id, {"words": message.words_id})


def _assistant_answers(talk: Talk, request: Request, place: Place, saying: Saying) -> Reply:
    _carry(talk, request, place, "reply", saying)
    if request.responded_at is None:
        change(talk.unit, request, "first_response", talk.actor.id, responded_at=saying.at)
    read = told_of_thread(talk, request)
    said_of_it = [read] if read is not None else []
    if request.assignee_id is None and request.open:
        said_of_it.append(notices.claim_offer(load_facts(talk.unit, talk.charter, request)))
    return talk.tell(together(said_of_it)) if said_of_it else Done()


def _others_speak(talk: Talk, request: Request, place: Place, saying: Saying) -> Reply:
    _carry(talk, request, place, "said", saying)
    return Done()


def _requester_speaks(talk: Talk, request: Request, place: Place, saying: Saying) -> Reply:
    _carry(talk, request, place, "said", saying)
    if request.state is State.WAITING and (saying.files or _answers(talk, request, saying.text)):
        state = State.CLAIMED if request.assignee_id else State.NEW
        change(talk.unit, request, "answered", talk.actor.id, state=state)
        if request.assignee_id is not None:
            ping(talk.unit, talk.charter, request.assignee_id, request, "answered")
    if request.open and says_only_how_soon(without_mention(saying.text)) and not saying.files:
        return ANSWERS.acts["urgent"](talk, request, "")
    asked = wordstore.read_one(talk.unit, request.words_id)
    if request.open and (gives_up(without_need(saying.text), asked) or cancels(saying.text, asked)):
        return giving_up.offer(talk, request)
    if request.state is State.RESOLVED:
        if is_thanks(saying.text):
            close(talk, request, talk.actor.id)
        elif says_unsolved(saying.text):
            return reopen(talk, request)
        else:
            offer = notices.reopen_offer(load_facts(talk.unit, talk.charter, request))
            return talk.tell(offer, asked_if("reopen", request))
    return Done()


def _answers(talk: Talk, request: Request, text: str) -> bool:
    return not leaves_unanswered(text, question_of(talk, request))


def _after_the_end(talk: Talk, request: Request, place: Place, saying: Saying) -> Reply:
    """In a closed thread, thanks and greetings are left; a need is a new request, linked to the old one."""
    civil = is_civil(saying.text) and (not saying.files or is_thanks(saying.text))
    if civil and not saying.to_be_shown:
        return Done()
    channel = talk.charter.channel(place.platform, place.conversation or "")
    source = _keep(talk, saying)
    reading = again(talk, saying.text, channel, written(talk, (source,)), direct=True, files=saying.files)
    if saying.to_be_shown:
        reading = as_shown(talk.charter, reading)
    private = is_private(talk.charter, reading)
    spot = _spot_of(talk.actor, place, source)
    if private and request.level is not Level.CONFIDENTIAL and spot.identity_id is None:
        return offer_private(talk, talk.actor, source)
    if not saying.to_be_shown and _names_another(talk, request, source, reading):
        return offer_private(talk, talk.actor, source)
    if not saying.to_be_shown and _may_be_none(talk, request, place, saying, reading):
        return ask_author(talk, source)
    made = follow(talk, request, place, source, talk.actor, talk.actor, reading, saying.text)
    old, new = request.ref, made.ref
    return talk.tell(notices.notice("thread.follows", Audience.PERSON, subject=new, old=old, ref=new))


def _names_another(talk: Talk, request: Request, source: Source, reading: Reading) -> bool:
    """Whether what goes on from what was confided names one more of those who would be given it."""
    if request.level is not Level.CONFIDENTIAL and not is_private(talk.charter, reading):
        return False
    known = company_of(talk.charter, request)
    followed = replace(reading, service=replace(reading.service, value=reading.service.value or request.service))
    return bool(confidants(talk, source, followed, reading.site.value or request.site, known).left_out)


def _may_be_none(talk: Talk, request: Request, place: Place, saying: Saying, reading: Reading) -> bool:
    """Whether only its author can tell that it asks for something: they are asked, but of what triage may not read."""
    service = talk.charter.service(request.service)
    in_house = service is not None and service.in_house_only
    if part_in(request.level, PlaceKind.SHARED_TRIAGE, in_house_only=in_house) is not Part.FULL:
        return False
    in_its_thread = saying.where.kind == "direct" and saying.where.conversation == place.conversation
    addressed = in_its_thread or getattr(talk.event, "mentions_desk", False)
    channel = talk.charter.channel(place.platform, place.conversation or "")
    told = reading if addressed else again(talk, saying.text, channel, reading.written_at, files=saying.files)
    doubted = (RequestKind.NO,) if addressed else (RequestKind.NO, RequestKind.ASK)
    return told.request.value in doubted


def ended_above(talk: Talk, source: Source) -> tuple[Request, Place] | None:
    """The request that is over since before its requester wrote a message of it; none when there is no such one."""
    found = _own_above(talk, source)
    if found is None or source.posted_at is None:
        return None
    closed_at = found[0].closed_at
    return found if closed_at is not None and source.posted_at >= closed_at else None


def opened_above(talk: Talk, source: Source) -> tuple[Request, Place] | None:
    """The request, open again by now, of which its requester wrote a message once it was done; none without one."""
    found = _own_above(talk, source)
    if found is None or source.posted_at is None or found[0].closed_at is not None:
        return None
    return found if found[0].reopened and found[0].asked_at < source.posted_at else None


def _own_above(talk: Talk, source: Source) -> tuple[Request, Place] | None:
    author = author_of(talk, source)
    where = Where(platform=source.platform, conversation=source.conversation, root=source.root)
    found = thread_of(talk.acting_as(author, where), source) if author is not None else None
    return found if found is not None and found[0].requester_id == source.author_id else None


def follow(
    talk: Talk,
    request: Request,
    place: Place,
    source: Source,
    author: Actor,
    raised_by: Actor,
    reading: Reading,
    text: str,
) -> Request:
    """A request of what its requester wrote in the thread of one that is over: linked to it, and of its service."""
    assert source.posted_at is not None
    site = reading.site.value or request.site
    channel = talk.charter.channel(place.platform, place.conversation or "")
    reading = by_its_clock(talk, reading, text, channel, site)
    need = Need(
        requester=author.person,
        raised_by=raised_by,
        origin="thread",
        site=site,
        service=reading.service.value or request.service,
        text=text,
        written_at=source.posted_at,
        urgent=reading.urgent.value,
        due=reading.due.value,
        event_start=reading.event_start.value,
        event_end=reading.event_end.value,
        date_doubted=reading.date_doubted or reading.passed_by(talk.now),
        sensitive=is_private(talk.charter, reading) or request.level is Level.CONFIDENTIAL,
        language=reading.language.value,
        words_id=source.words_id,
        linked_to=request,
    )
    return create(talk, need, _spot_of(author, place, source), (source,))


def _spot_of(author: Actor, place: Place, source: Source) -> Spot:
    """Beside the old one; but what its author wrote of it in their direct conversation stays in that."""
    if (place.platform, place.conversation) != (source.platform, source.conversation):
        return spot_of(author, source.conversation, "direct", source.root or source.ts)
    root = place.root or place.card
    return Spot(Audience.REQUESTER, place.platform, place.conversation, root, place.identity_id, place.lane)
