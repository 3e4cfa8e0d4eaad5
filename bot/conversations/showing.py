"""What seemed personal is not, says its author: shown once they have seen who will read it, and said so."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import Card, Plain, Reply, Text, ours
from bot.conversations import intake, thread
from bot.conversations.choosing import held_back, site_chosen
from bot.conversations.keeping import private_offer, put
from bot.people import charter_person, persons_of_charter
from bot.placing import triage_channels
from bot.policies.confidentiality import Part, PlaceKind, goes_direct, level_of, part_in
from bot.policies.routing import coordinators, eligible_people
from bot.reading import again
from bot.requests import channel_name, of_thread, record
from bot.requests import places as standing
from bot.talk import Talk, on_press
from bot.understanding import Reading
from bot.views import notices
from bot.views.parts import mention
from storage.tables import Audience, Identity, Level, Person, Request, Source


@on_press("not_private")
def not_private(talk: Talk, value: str) -> Reply:
    """It is not confidential, says its author: they are told who will read it, and asked to say so once more."""
    found = held_back(talk, value)
    if not isinstance(found, tuple):
        return found
    source, text, rest = found
    spoken_of = _thread_of(talk, source)
    if spoken_of is not None:
        return put(talk, source, notices.show_confirm(source, _readers_of(talk, spoken_of)))
    reading = _ordinary(talk, again(talk, text, intake.channel_of(talk, source), direct=True))
    site = site_chosen(talk, talk.actor, source, reading, rest)
    if site is None:
        return put(talk, source, _site_asked(talk, source))
    return put(talk, source, notices.show_confirm(source, _readers(talk, source, site, reading), rest))


@on_press("keep_private")
def keep_private(talk: Talk, value: str) -> Reply:
    """Rather not: the question stands as it stood."""
    found = held_back(talk, value)
    return found if not isinstance(found, tuple) else put(talk, found[0], private_offer(talk, found[0]))


@on_press("show_all")
def show_all(talk: Talk, value: str) -> Reply:
    """Yes, it is to be shown: it goes the ordinary way."""
    found = held_back(talk, value)
    if not isinstance(found, tuple):
        return found
    source, text, rest = found
    spoken_of = _thread_of(talk, source)
    if spoken_of is not None:
        ref = spoken_of.ref
        told = put(talk, source, notices.notice("private.shown", Audience.PERSON, subject=ref, ref=ref))
        return thread.said_after_all(talk, source, text) or told
    reading = again(talk, text, intake.channel_of(talk, source), direct=True)
    site = site_chosen(talk, talk.actor, source, reading, rest)
    if site is None:
        return put(talk, source, _site_asked(talk, source))
    request = intake.make(talk, talk.actor, source, text, _ordinary(talk, reading), site, "message")
    corrected: list[tuple[str, str | bool | None]] = [("sensitive", True)]
    if reading.service.value != request.service:
        corrected.append(("service", reading.service.value))
    for part, read in corrected:
        now = False if part == "sensitive" else None
        facts = {"part": part, "read": read, "corrected": now, "words": source.words_id}
        record(talk.unit, request, "correct", talk.actor.id, facts)
    return put(talk, source, notices.notice("intake.made", Audience.PERSON, subject=request.ref, ref=request.ref))


def _site_asked(talk: Talk, source: Source) -> Card:
    return notices.ask_site(source, talk.charter, act="not_private", apart=True)


def _ordinary(talk: Talk, reading: Reading) -> Reading:
    """What a person says is not private is of no confidential service either."""
    service = talk.charter.service(reading.service.value)
    kept = None if service is not None and service.confidential else reading.service.value
    return replace(
        reading,
        sensitive=replace(reading.sensitive, value=False, certainty=1.0),
        service=replace(reading.service, value=kept),
    )


def _thread_of(talk: Talk, source: Source) -> Request | None:
    """The request in whose thread a message was written, if it was."""
    if source.root is None or source.posted_at is None:
        return None
    found = of_thread(talk.unit, source.platform, source.conversation, source.root)
    return found[0] if found is not None else None


def _readers(talk: Talk, source: Source, site: str, reading: Reading) -> list[Text]:
    """Who will read a request made of a message: those who read where it was written, and those who may take it."""
    charter, service = talk.charter, talk.charter.service(reading.service.value)
    level = level_of(charter, reading.service.value, sensitive=False)
    in_house = service is not None and service.in_house_only
    told: list[Text] = []
    if part_in(level, PlaceKind.REQUESTS) is Part.FULL:
        told.append(_members(talk, source.platform, source.conversation))
    channels = [
        each
        for each in triage_channels(charter, talk.platforms, site)
        if not goes_direct(level, in_house_only=in_house, shared_triage=each.shared_with is not None)
    ]
    if channels:
        return [*told, *(_channel(talk, each.platform, each.id) for each in channels)]
    service_id = service.id if service is not None else None
    names = eligible_people(charter, site, service_id, level) or coordinators(charter, site, service_id, level)
    people = [each for each in persons_of_charter(talk.unit, names) if each.id != source.author_id]
    return [*told, *(_person(talk, each) for each in people)]


def _readers_of(talk: Talk, request: Request) -> list[Text]:
    """Who reads what is said in a request's thread."""
    told: list[Text] = []
    for place in standing(talk.unit, request):
        if place.identity_id is not None and place.audience is Audience.TRIAGE:
            identity = talk.unit.need(Identity, place.identity_id)
            told.append(_person(talk, talk.unit.need(Person, identity.person_id)))
        elif place.identity_id is None and place.conversation is not None:
            if place.audience is Audience.TRIAGE:
                told.append(_channel(talk, place.platform, place.conversation))
            elif request.level is Level.STANDARD:
                told.append(_members(talk, place.platform, place.conversation))
    return told


def _members(talk: Talk, platform: str, conversation: str) -> Text:
    name = channel_name(talk.unit, platform, conversation)
    if not name:
        return ours("private.reads_there")
    return ours("private.reads_channel", channel=_named(talk, platform, conversation))


def _channel(talk: Talk, platform: str, conversation: str) -> Text:
    channel, name = talk.charter.channel(platform, conversation), _named(talk, platform, conversation)
    if channel is None or channel.shared_with is None:
        return ours("private.reads_triage", channel=name)
    provider = talk.charter.desk.provider
    with_whom: Text = (Plain(text=provider),) if provider else ours("private.provider")
    return ours("private.reads_shared", channel=name, provider=with_whom)


def _person(talk: Talk, person: Person) -> Text:
    named, provider = charter_person(talk.charter, person), talk.charter.desk.provider
    if named is None or named.employer != "provider" or provider is None:
        return (mention(person),)
    return ours("private.reads_for", who=mention(person), provider=(Plain(text=provider),))


def _named(talk: Talk, platform: str, conversation: str) -> Text:
    name = channel_name(talk.unit, platform, conversation)
    return (Plain(text=f"#{name.lstrip('#')}"),) if name else ours("private.unnamed")
