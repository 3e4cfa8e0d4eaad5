"""Whose site is which, until they choose one: that of the channel where they asked last."""

from __future__ import annotations

from sqlalchemy import select

from bot.charter import Charter
from bot.people import charter_person
from bot.talk import Talk
from storage.rows import table_of
from storage.tables import Person, Request, Source

LOOKED_AT = 20
"""How many of their last messages tell where they asked before."""


def learn(talk: Talk, person: Person, source: Source) -> None:
    """The site of the channel that someone asks in is theirs."""
    site = _site_of(talk.charter, source)
    if site is not None and _follows_channels(talk, person) and person.site != site:
        talk.unit.change(person, site=site)


def unlearn(talk: Talk, request: Request, source: Source) -> None:
    """What was asked there is gone: theirs is the site of the channel where they asked before, or none."""
    person = talk.unit.need(Person, request.requester_id)
    if person.site != _site_of(talk.charter, source) or not _follows_channels(talk, person):
        return
    table = table_of(Source)
    theirs = (table.c.author_id == person.id, table.c.request_id.is_not(None), table.c.request_id != request.id)
    query = select(table).where(*theirs).order_by(table.c.id.desc()).limit(LOOKED_AT)
    sites = (_site_of(talk.charter, each) for each in talk.unit.all(Source, query))
    before = next((site for site in sites if site is not None), None)
    if person.site != before:
        talk.unit.change(person, site=before)


def _site_of(charter: Charter, source: Source) -> str | None:
    channel = charter.channel(source.platform, source.conversation)
    return channel.site if channel is not None else None


def _follows_channels(talk: Talk, person: Person) -> bool:
    """Not where they chose it themselves, nor where the charter says the one that is theirs."""
    named = charter_person(talk.charter, person)
    of_one_site = named is not None and named.sites != "all" and len(named.sites) == 1
    return person.site_asked_at is None and not of_one_site
