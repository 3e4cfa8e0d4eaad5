"""What a platform says of people and conversations, and what another charter changes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.cards import Done, Reply
from bot.conversations import greeting
from bot.conversations.handing import came, left
from bot.conversations.named_after import came_to_be_named
from bot.conversations.not_there import came_back
from bot.conversations.planned_away import plan_absences
from bot.conversations.recurring_due import plan_again
from bot.conversations.retiring import retire
from bot.conversations.rituals_due import plan_rituals
from bot.coordinating import who_coordinates
from bot.events import CharterChanged, ConversationSeen, PeopleSeen
from bot.fetching import fetch_members
from bot.outgoing import refresh_home, say_to
from bot.pairing import enrol, learn
from bot.people import reach, reachable, who
from bot.placing import direct_spot, kept_apart, leave, settle, stand
from bot.requests import by_id
from bot.talk import Talk
from bot.views.retiring import channel_moved
from bot.workspaces import is_here, told_of
from storage.database import insert_ignoring
from storage.rows import id_of, table_of
from storage.tables import CharterVersion, Conversation, Identity, Place, Request, State


def people_seen(talk: Talk) -> Reply:
    """Profiles: linked to their persons. Who comes gets what waited for them; who goes leaves it to the next."""
    event: PeopleSeen = talk.event
    before = reachable(talk.unit)
    parted = enrol(talk.unit, talk.charter) if told_of(talk.unit, event.profiles, event.at) else []
    _take_back(talk, parted + [each for profile in event.profiles for each in learn(talk.unit, talk.charter, profile)])
    _hand_on(talk, before)
    return Done()


def _hand_on(talk: Talk, before: frozenset[str]) -> None:
    """What those have who can be told nothing any longer goes to the next; those who can be now get what waited."""
    after = reachable(talk.unit)
    if before - after:
        left(talk, before - after)
    if after - before:
        came(talk, after - before)


def _take_back(talk: Talk, accounts: list[Identity]) -> None:
    """What stands with accounts that were taken for somebody's and are not: it is taken back, and shown to whom it is
    for where they are.
    """
    table = table_of(Place)
    theirs = table.c.identity_id.in_([id_of(each) for each in accounts]) & ~table.c.retired
    for place in talk.unit.all(Place, select(table).where(theirs).order_by(table.c.id)) if accounts else ():
        leave(talk.unit, place)
        request = talk.unit.need(Request, place.request_id)
        if request.open or request.state is State.RESOLVED:
            settle(talk.unit, talk.charter, talk.platforms, request)
    for each in accounts:
        if each.home_seen_at is not None and is_here(talk.unit, each):
            refresh_home(talk.unit, each)


def conversation_seen(talk: Talk) -> Reply:
    """A conversation that the desk is in: its members' profiles are asked for, so that waiting is rare.

    One that becomes shared with another company keeps only what is for everybody, unless the charter says so.
    """
    event: ConversationSeen = talk.event
    where = event.where
    if event.who is not None:
        return greeting.added(talk) if event.member else Done()
    table = table_of(Conversation)
    facts: dict[str, Any] = {"kind": where.kind, "name": event.name, "shared": event.shared, "member": event.member}
    known = talk.unit.first(
        Conversation,
        select(table).where(table.c.platform == where.platform, table.c.conversation == where.conversation),
    )
    was_shared = known is not None and known.shared
    was_there = known is None or known.member
    if known is None:
        talk.unit.add(
            Conversation(platform=where.platform, conversation=where.conversation, updated_at=talk.now, **facts)
        )
    else:
        # Where it goes or comes a platform does not always say the name.
        talk.unit.change(known, updated_at=talk.now, **facts | {"name": event.name or known.name})
    if event.member and not was_there:
        came_back(talk, where.platform, where.conversation)
    if where.kind == "group":
        _is_nobodys(talk)
    if event.formerly is not None and event.formerly != where.conversation:
        _moved(talk, event.formerly)
    if event.shared and not was_shared:
        _withdraw(talk)
    if event.added and event.member:
        greeting.arrived(talk)
    if event.member and where.kind == "channel":
        fetch_members(talk.unit, where.platform, where.conversation)
    return Done()


def _is_nobodys(talk: Talk) -> None:
    """What was taken for somebody's own conversation is not: what stands there for them alone goes to their own."""
    unit, where = talk.unit, talk.event.where
    identities, spots = table_of(Identity), table_of(Place)
    theirs = (identities.c.platform == where.platform, identities.c.direct == where.conversation)
    for identity in unit.all(Identity, select(identities).where(*theirs)):
        unit.change(identity, direct=None)
    there = (spots.c.platform == where.platform, spots.c.conversation == where.conversation, ~spots.c.retired)
    for place in unit.all(Place, select(spots).where(*there, spots.c.identity_id.is_not(None)).order_by(spots.c.id)):
        request, identity = by_id(unit, place.request_id), unit.need(Identity, place.identity_id)
        leave(unit, place)
        if request.open:
            stand(unit, request, direct_spot(place.audience, identity))


def _moved(talk: Talk, formerly: str) -> None:
    """The platform calls a channel of the charter by another id: the coordinators are told which line to change."""
    where, table = talk.event.where, table_of(Conversation)
    named = talk.charter.channel(where.platform, formerly)
    if named is None:
        return
    known = talk.unit.first(
        Conversation, select(table).where(table.c.platform == where.platform, table.c.conversation == formerly)
    )
    if known is not None and known.data.get("now") == where.conversation:
        return
    if known is not None:
        talk.unit.change(known, member=False, data={**known.data, "now": where.conversation}, updated_at=talk.now)
    line = talk.charter.origin.line(("channels", talk.charter.channels.index(named), "id"))
    card = channel_moved(formerly, where.conversation, line)
    for person in who_coordinates(talk.unit, talk.charter):
        identity = reach(talk.unit, id_of(person))
        if identity is not None:
            say_to(talk.unit, who(identity), card)


def _withdraw(talk: Talk) -> None:
    """Another company reads in a channel from now on: what is not for everybody is taken back from there."""
    where, table, requests = talk.event.where, table_of(Place), table_of(Request)
    there = (table.c.platform == where.platform) & (table.c.conversation == where.conversation) & ~table.c.retired
    query = select(requests).where(requests.c.id.in_(select(table.c.request_id).where(there))).order_by(requests.c.id)
    for request in talk.unit.all(Request, query):
        if kept_apart(talk.charter, request):
            settle(talk.unit, talk.charter, talk.platforms, request)


def charter_changed(talk: Talk) -> Reply:
    """Another charter is in force: its text is kept for ever, and its people have their rows."""
    event: CharterChanged = talk.event
    values = {"hash": event.hash, "source": talk.charter.source, "first_used_at": talk.now}
    insert_ignoring(talk.unit.connection, CharterVersion, values)
    before = reachable(talk.unit)
    parted = enrol(talk.unit, talk.charter)
    came_to_be_named(talk)
    retire(talk)
    plan_absences(talk)
    plan_again(talk)
    plan_rituals(talk)
    _take_back(talk, parted)
    _hand_on(talk, before)
    return Done()
