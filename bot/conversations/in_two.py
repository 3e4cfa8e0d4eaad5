"""« J'y vois deux demandes »: one press makes two requests of a message that says two needs, each with its own words.

The first stays under its message, and is said to be that part alone; the second is told in its author's direct
conversation: a thread is one request's.
"""

from __future__ import annotations

from dataclasses import replace

from bot.cards import Reply
from bot.conversations import suggested
from bot.conversations.following import reread, rewrite
from bot.conversations.halves import KEPT
from bot.conversations.keeping import author_of, read_source, written
from bot.creation import Need, create, needed
from bot.people import reach
from bot.permit import sees
from bot.placing import direct_spot
from bot.policies.confidentiality import Part
from bot.reading import again, by_its_clock, site_of
from bot.requests import by_id, by_ref, files_of_request, places, record, refresh, sources_of
from bot.suggesting import AS_ONE, IN_TWO, SEEMS_TWO, Suggestion
from bot.talk import Talk, on_press
from bot.understanding import Reading
from bot.views import notices
from storage import words as wordstore
from storage.tables import Audience, Level, Person, Request, Source

_TWO = suggested.Question(SEEMS_TWO, AS_ONE, (IN_TWO,), over="two.over", kept="two.kept")


@on_press("in_two")
def in_two(talk: Talk, value: str) -> Reply:
    """Make two requests of one. Pressed twice, it says where the other is."""
    asked = _asked(talk, value)
    if not isinstance(asked, tuple):
        return asked
    request, last = asked
    found = _two_needs(talk, request)
    if found is None:
        suggested.taken_back(talk, _TWO, request, last)
        return talk.tell(notices.notice("two.gone", Audience.PERSON, subject=request.ref, ref=request.ref))
    source, needs = found
    readings = [_by_itself(talk, request, source, each) for each in needs]
    services = [each.service.value for each in readings]
    kept = 1 if request.service == services[1] != services[0] else 0
    other = _made(talk, request, source, needs[1 - kept], readings[1 - kept])
    _narrow(talk, request, source, needs[kept], readings[kept])
    record(talk.unit, request, IN_TWO, talk.actor.id, {"other": other.id, KEPT: kept})
    record(talk.unit, other, IN_TWO, talk.actor.id, {"other": request.id})
    refresh(talk.unit, request)
    return _told(talk, "two.done" if talk.actor.id == request.requester_id else "two.done_for", other)


@on_press("as_one")
def as_one(talk: Talk, value: str) -> Reply:
    """It is one request: nothing is left to press of that."""
    return suggested.denied(talk, _TWO, _asked(talk, value))


def _asked(talk: Talk, ref: str) -> tuple[Request, Suggestion] | Reply:
    """The request that may be two, and what was suggested of it or answered; else what to tell whoever presses."""
    found = suggested.asked(talk, _TWO, by_ref(talk.unit, ref))
    if not isinstance(found, tuple):
        return found
    request, last = found
    if request.level is Level.CONFIDENTIAL:
        return talk.tell(notices.notice("errors.stale_button", Audience.PERSON))
    if last.act == IN_TWO and last.other is not None:
        return _told(talk, "two.already", by_id(talk.unit, last.other))
    return found


def _told(talk: Talk, key: str, other: Request) -> Reply:
    """Where the other request is, to whoever may read it; to others, that there is one, as they saw the message."""
    if sees(talk, other) is not Part.FULL:
        return talk.tell(notices.notice("two.done_apart", Audience.PERSON))
    return talk.tell(notices.notice(key, Audience.PERSON, subject=other.ref, ref=other.ref))


def _two_needs(talk: Talk, request: Request) -> tuple[Source, tuple[str, ...]] | None:
    """The message of a request that says two needs, as it is now, and those."""
    for source in sources_of(talk.unit, request):
        needs = read_source(talk, source).needs
        if needs:
            return source, needs
    return None


def _by_itself(talk: Talk, request: Request, source: Source, text: str) -> Reading:
    """One of the needs, read as if it had been written alone: for its own site, by its clock."""
    channel, author = talk.charter.channel(source.platform, source.conversation), author_of(talk, source)
    reading = again(talk, text, channel, written(talk, [source]), direct=True, files=())
    site = (site_of(talk.charter, author, reading, channel) if author is not None else None) or request.site
    reading = by_its_clock(talk, reading, text, channel, site)
    return replace(reading, site=replace(reading.site, value=site))


def _made(talk: Talk, request: Request, source: Source, text: str, reading: Reading) -> Request:
    """The second request, of its author's own, told where nobody else reads."""
    own = next((each for each in places(talk.unit, request) if each.audience is Audience.REQUESTER), None)
    identity = reach(talk.unit, request.requester_id, own.platform if own is not None else source.platform)
    need = Need(
        requester=talk.unit.need(Person, request.requester_id),
        raised_by=talk.actor,
        origin=request.origin,
        site=reading.site.value or request.site,
        text=text,
        written_at=request.asked_at,
        **needed(talk, reading),
    )
    return create(talk, need, direct_spot(Audience.REQUESTER, identity) if identity is not None else None)


def _narrow(talk: Talk, request: Request, source: Source, text: str, reading: Reading) -> None:
    """The first request says its own need alone; what somebody corrected of it stands."""
    assert source.words_id is not None
    wordstore.replace(talk.unit, source.words_id, text)
    channel, asked_in = talk.charter.channel(source.platform, source.conversation), sources_of(talk.unit, request)
    whole = text
    if source.words_id != request.words_id:
        words = wordstore.read(talk.unit, [each.words_id for each in asked_in if each.words_id is not None])
        whole = "\n".join(words[each.words_id] for each in asked_in if each.words_id in words)
        files = files_of_request(talk.unit, request)
        joined = again(talk, whole, channel, written(talk, asked_in), direct=True, files=files)
        reading = replace(joined, site=reading.site)
        rewrite(talk, request, whole)
    reread(talk, request, reading, whole, channel, IN_TWO, talk.actor.id)
