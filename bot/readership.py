"""Who will read something, in words: said to its author before anything private is shown."""

from __future__ import annotations

from dataclasses import dataclass

from bot.apart import kept_lately
from bot.cards import Plain, Text, ours
from bot.charter import Charter
from bot.people import charter_person, persons_of_charter, reach, reachable, with_names
from bot.placing import places_of_triage
from bot.policies.confidentiality import level_of
from bot.policies.executives import company_by
from bot.policies.naming import named_in, to_turn_to
from bot.policies.routing import coordinators, eligible_people
from bot.requests import channel_name, places
from bot.talk import Talk
from bot.views.parts import mention
from storage.rows import id_of
from storage.tables import Audience, Identity, Level, Person, Request


def workers_of(talk: Talk, site: str, service_id: str | None, author_id: int | None) -> list[Text]:
    """Those who read what is asked of a service at a site, once it is nothing private: channels, else people."""
    charter, service = _asked_by(talk, author_id, service_id), talk.charter.service(service_id)
    level = level_of(charter, service_id, sensitive=False)
    in_house = service is not None and service.in_house_only
    channels = places_of_triage(talk.unit, charter, talk.platforms, site, level, in_house_only=in_house)
    if channels:
        return [_channel(talk, each.platform, each.id) for each in channels]
    known = service.id if service is not None else None
    here = reachable(talk.unit)
    able = [name for name in eligible_people(charter, site, known, level) if name in here]
    names = able or coordinators(charter, site, known, level)
    people = [each for each in persons_of_charter(talk.unit, names) if each.id != author_id]
    return [_person(talk, each) for each in people]


@dataclass(frozen=True, slots=True)
class Confidants:
    """Who reads what somebody confides, if they do."""

    readers: list[Text]
    left_out: list[Text]
    """Those who would, had the words not named them."""
    kept_out: list[Text]
    """Those who would, had nothing been kept from them that its author confided before."""
    instead: list[Text]
    """The company's own people to turn to, where nobody is left."""


def confidants_of(
    talk: Talk,
    site: str | None,
    service_id: str | None,
    author_id: int | None,
    said: str,
    company: Charter | None = None,
) -> Confidants:
    """Those who read what is confided in these words for a service at a site (none: any).

    `company`: the charter, without those who would not be given it anyway.
    """
    charter = company or _asked_by(talk, author_id, service_id)
    named, before = named_in(charter, with_names(talk.unit, said)), kept_lately(talk.unit, talk.charter, author_id)
    names = named | before
    everybody = _confidants(talk, charter, site, service_id, author_id)
    if not names:
        return Confidants([_person(talk, each) for each in everybody], [], [], [])
    rest = charter.without(names)
    left = _confidants(talk, rest, site, service_id, author_id)
    left_out = [each for each in everybody if each.charter_id in named]
    kept_out = [each for each in everybody if each.charter_id in before - named]
    instead = [] if left else _trusted(talk, rest, author_id)
    told = (left, left_out, kept_out, instead)
    return Confidants(*([_person(talk, each) for each in people] for people in told))


def _asked_by(talk: Talk, author_id: int | None, service_id: str | None) -> Charter:
    """The charter as it is for what somebody asks of a service."""
    author = talk.unit.get(Person, author_id)
    return company_by(talk.charter, author.charter_id if author is not None else None, service_id)


def _trusted(talk: Talk, charter: Charter, author_id: int | None) -> list[Person]:
    """Who steers or coordinates the desk for the company, and never its provider."""
    people = persons_of_charter(talk.unit, (each.id for each in to_turn_to(charter)))
    return [each for each in people if each.id != author_id and each.active]


def _confidants(
    talk: Talk, charter: Charter, site: str | None, service_id: str | None, author_id: int | None
) -> list[Person]:
    """Those who may read it and can be told, else the contact; nobody without one."""
    listed = [site] if site is not None else [each.id for each in charter.sites]
    about = [(charter, each, service_id, Level.CONFIDENTIAL) for each in listed]
    names = [name for facts in about for name in eligible_people(*facts) or coordinators(*facts)]
    contact = [charter.desk.contact] if charter.desk.contact else []
    for wanted in (names, contact) if talk.charter.desk.contact else ():
        people = persons_of_charter(talk.unit, dict.fromkeys(wanted))
        known = [each for each in people if each.id != author_id and reach(talk.unit, id_of(each)) is not None]
        if known:
            return known
    return []


def of_request(talk: Talk, request: Request) -> list[Text]:
    """Those who read what is said in a request's thread."""
    told: list[Text] = []
    for place in places(talk.unit, request):
        if place.identity_id is not None and place.audience is Audience.TRIAGE:
            identity = talk.unit.need(Identity, place.identity_id)
            told.append(_person(talk, talk.unit.need(Person, identity.person_id)))
        elif place.identity_id is None and place.conversation is not None:
            if place.audience is Audience.TRIAGE:
                told.append(_channel(talk, place.platform, place.conversation))
            elif request.level is Level.STANDARD:
                told.append(members_of(talk, place.platform, place.conversation))
    return told


def members_of(talk: Talk, platform: str, conversation: str) -> Text:
    """« les membres de #lyon »"""
    if not channel_name(talk.unit, platform, conversation):
        return ours("private.reads_there")
    return ours("private.reads_channel", channel=_named(talk, platform, conversation))


def _channel(talk: Talk, platform: str, conversation: str) -> Text:
    channel, name = talk.charter.channel(platform, conversation), _named(talk, platform, conversation)
    if channel is None or channel.shared_with is None:
        return ours("private.reads_triage", channel=name)
    return ours("private.reads_shared", channel=name, provider=_provider(talk.charter))


def _provider(charter: Charter) -> Text:
    provider = charter.desk.provider
    return (Plain(text=provider),) if provider else ours("private.provider")


def _person(talk: Talk, person: Person) -> Text:
    named, provider = charter_person(talk.charter, person), talk.charter.desk.provider
    if named is None or named.employer != "provider" or provider is None:
        return (mention(person),)
    return ours("private.reads_for", who=mention(person), provider=(Plain(text=provider),))


def _named(talk: Talk, platform: str, conversation: str) -> Text:
    name = channel_name(talk.unit, platform, conversation)
    return (Plain(text=f"#{name.lstrip('#')}"),) if name else ours("private.unnamed")
