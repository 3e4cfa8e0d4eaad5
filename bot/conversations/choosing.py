"""Answers to the desk's own questions: is it a request, for which site, in private; and what nobody answered."""

from __future__ import annotations

from dataclasses import replace

from bot import outgoing
from bot.cards import Card, Done, Reply
from bot.charter import Channel
from bot.conversations import intake
from bot.creation import Need, create, needed
from bot.people import Actor, Robot, Stranger, actor, reach, who
from bot.placing import direct_spot, triage_channels
from bot.policies.permissions import Act, may
from bot.reading import again, is_private, site_of
from bot.requests import by_id
from bot.talk import Talk, on_press, on_timer
from bot.views import notices
from storage import journal, timers
from storage import words as wordstore
from storage.rows import id_of
from storage.tables import Audience, Person, Source, SourceState
from storage.unit import Unit

OPEN = (SourceState.ASKED, SourceState.MAYBE, SourceState.PRIVATE, SourceState.KEPT)


@on_press("accept")
def accept(talk: Talk, value: str) -> Reply:
    """Yes, make it a request: says its author, or an assistant from the line in triage. With a site, when asked."""
    source, rest = _source(talk.unit, value)
    if source is None or not _may_decide(talk, source):
        return talk.tell(notices.refusal("not_found", ()))
    if source.request_id is not None:
        ref = by_id(talk.unit, source.request_id).ref
        return talk.tell(notices.notice("raise.already", Audience.PERSON, subject=ref, ref=ref))
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    author = author_of(talk, source)
    if not text or author is None or source.state not in OPEN:
        return talk.tell(notices.notice("raise.gone", Audience.PERSON))
    return _accept(talk, source, author, text, rest)


def _accept(talk: Talk, source: Source, author: Actor, text: str, rest: str) -> Reply:
    channel = talk.charter.channel(source.platform, source.conversation)
    reading = again(talk, text, channel, direct=True)
    if is_private(talk.charter, reading) and not _is_direct(author, source):
        return intake.offer_private(talk, author, source)
    chosen = rest.removeprefix("site:") if rest.startswith("site:") else None
    if chosen is not None and talk.charter.site(chosen) is None:
        return talk.tell(notices.ask_site(id_of(source), talk.charter))
    site = chosen or site_of(talk.charter, author, reading, channel)
    if site is None:
        return talk.tell(notices.ask_site(id_of(source), talk.charter))
    if chosen is not None and talk.actor.id == author.id:
        talk.unit.change(author.person, site=chosen, site_asked_at=talk.now)
    was_maybe = source.state is SourceState.MAYBE
    request = intake.make(talk, author, source, text, reading, site, "message", raised_by=talk.actor)
    if was_maybe:
        _settle_maybe(talk, source, notices.maybe_decided(request.ref, talk.actor.person))
    if _is_direct(author, source) or talk.actor.id != author.id:
        return Done()
    return talk.tell(notices.notice("intake.made", Audience.PERSON, subject=request.ref, ref=request.ref))


@on_press("dismiss")
def dismiss(talk: Talk, value: str) -> Reply:
    """No, it is no request: its words are erased."""
    source, _ = _source(talk.unit, value)
    if source is None or not _may_decide(talk, source):
        return talk.tell(notices.refusal("not_found", ()))
    if source.state not in OPEN:
        return Done()
    was_maybe = source.state is SourceState.MAYBE
    timers.cancel(talk.unit, "maybe", str(source.id))
    if source.words_id is not None:
        wordstore.erase(talk.unit, source.words_id)
    talk.unit.change(source, state=SourceState.DISMISSED, words_id=None)
    if was_maybe:
        _settle_maybe(talk, source, notices.maybe_decided(None, talk.actor.person))
    return talk.tell(notices.notice("intake.left", Audience.PERSON))


@on_press("confide")
def confide(talk: Talk, value: str) -> Reply:
    """Yes, in private: a confidential request that nobody reads but those cleared for it."""
    source, _ = _source(talk.unit, value)
    if source is None or source.author_id != talk.actor.id:
        return talk.tell(notices.refusal("not_found", ()))
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    if source.state is not SourceState.PRIVATE or not text:
        return talk.tell(notices.notice("private.over", Audience.PERSON))
    channel = talk.charter.channel(source.platform, source.conversation)
    reading = again(talk, text, channel, direct=True)
    site = site_of(talk.charter, talk.actor, reading, channel)
    if site is None:
        return talk.tell(notices.ask_site(id_of(source), talk.charter))
    facts = needed(talk, reading) | {"sensitive": True}
    need = Need(
        requester=talk.actor.person,
        raised_by=talk.actor,
        origin="confided",
        site=site,
        text=text,
        written_at=source.posted_at or talk.now,
        **facts,
    )
    request = create(talk, need, direct_spot(Audience.REQUESTER, talk.actor.identity), (source,))
    return talk.tell(notices.notice("private.done", Audience.PERSON, subject=request.ref, ref=request.ref))


@on_press("not_private")
def not_private(talk: Talk, value: str) -> Reply:
    """It is not confidential, says its author: it goes the ordinary way."""
    source, _ = _source(talk.unit, value)
    if source is None or source.author_id != talk.actor.id:
        return talk.tell(notices.refusal("not_found", ()))
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    if source.state is not SourceState.PRIVATE or not text:
        return talk.tell(notices.notice("private.over", Audience.PERSON))
    channel = talk.charter.channel(source.platform, source.conversation)
    reading = again(talk, text, channel, direct=True)
    site = site_of(talk.charter, talk.actor, reading, channel)
    if site is None:
        talk.unit.change(source, state=SourceState.ASKED)
        return talk.tell(notices.ask_site(id_of(source), talk.charter))
    service = talk.charter.service(reading.service.value)
    ordinary = None if service is not None and service.confidential else reading.service.value
    journal.write(talk.unit, None, "not_private", talk.actor.id, source=source.id)
    plain = replace(
        reading,
        sensitive=replace(reading.sensitive, value=False, certainty=1.0),
        service=replace(reading.service, value=ordinary),
    )
    request = intake.make(talk, talk.actor, source, text, plain, site, "message")
    return talk.tell(notices.notice("intake.made", Audience.PERSON, subject=request.ref, ref=request.ref))


@on_timer("maybe")
def unanswered(talk: Talk, subject: str) -> None:
    """Nobody answered « is it a request? »: one quiet line in triage, for an assistant to decide."""
    source = talk.unit.get(Source, int(subject))
    if source is None or source.state is not SourceState.ASKED or source.words_id is None or source.author_id is None:
        return
    intake.hold(talk.unit, source, SourceState.MAYBE)
    person = talk.unit.need(Person, source.author_id)
    card = notices.maybe_line(source, person, source.words_id)
    for channel in _triage_of(talk, source):
        outgoing.post(talk.unit, channel.platform, channel.id, card, f"maybe:{source.id}")


def author_of(talk: Talk, source: Source) -> Actor | None:
    """The author of a message, if they may ask."""
    identity = reach(talk.unit, source.author_id, source.platform) if source.author_id else None
    if identity is None:
        return None
    try:
        return actor(talk.unit, talk.charter, who(identity))
    except (Robot, Stranger):
        return None


def _settle_maybe(talk: Talk, source: Source, card: Card) -> None:
    for channel in _triage_of(talk, source):
        outgoing.replace(talk.unit, channel.platform, channel.id, card, f"maybe:{source.id}")


def _triage_of(talk: Talk, source: Source) -> list[Channel]:
    channel = talk.charter.channel(source.platform, source.conversation)
    return triage_channels(talk.charter, talk.platforms, channel.site if channel else None)


def _source(unit: Unit, value: str) -> tuple[Source | None, str]:
    kind, _, rest = value.partition(":")
    number, _, rest = rest.partition(":")
    known = kind == "source" and number.isdecimal() and len(number) < 19
    return (unit.get(Source, int(number)) if known else None), rest


def _may_decide(talk: Talk, source: Source) -> bool:
    if source.author_id == talk.actor.id:
        return True
    channel = talk.charter.channel(source.platform, source.conversation)
    at_site = may(Act.LIST_SITE, talk.actor, None, talk.charter, site=channel.site if channel else None)
    return source.state is SourceState.MAYBE and at_site.allowed and talk.actor.works


def _is_direct(author: Actor, source: Source) -> bool:
    return author.identity.direct is not None and author.identity.direct == source.conversation
