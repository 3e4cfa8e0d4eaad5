"""Where the desk is not: what was to stand in a conversation that it is not in is shown to the requester directly.

A message action may come from there (platform facts 1.4), and a desk may be sent out of a channel between two calls, or
for a week. Source: docs/decisions/what-cannot-be-said-in-a-thread.md.
"""

from __future__ import annotations

from sqlalchemy import select

from bot.cards import Mention
from bot.conversations.unread import unread
from bot.creation import RAISED
from bot.outgoing import give_up_place, post_place, refresh_place, say_elsewhere, say_to
from bot.people import reach, who
from bot.placing import coordinators, direct_spot, reads, stand
from bot.relay import carry_to
from bot.requests import by_id, places
from bot.talk import Talk
from bot.views.notices import notice
from storage.outbox import carry_over, failed_cards, said_with, waiting_in
from storage.rows import id_of, table_of
from storage.tables import Audience, Conversation, Copy, Level, Message, Outbox, Person, Place, Request
from storage.unit import Unit


def shown_directly(talk: Talk, place_id: int) -> None:
    """The place is given up for the requester's direct conversation: one that they have already, or one from now on.

    Triage falls back on nothing, nor does what is direct: nothing becomes more public than it was.
    """
    unit = talk.unit
    refused = unit.get(Place, place_id)
    if refused is None:
        return
    request = by_id(unit, refused.request_id)
    own = [each for each in places(unit, request) if each.audience is Audience.REQUESTER]
    place = next((each for each in own if each.id == place_id), None)
    if place is None or place.identity_id is not None or place.card is not None:
        return
    instead = _stand_in(talk, request, place)
    if instead is None:
        return
    # What was said since their direct conversation stands was said there too.
    give_up_place(unit, place, None if any(each.id == instead.id for each in own) else instead)
    _tell_raiser(talk, request, place)


def said_directly(talk: Talk, post_id: int, *, absent: bool) -> None:
    """What could not be said under a request's card is said to its requester directly, where the desk is `absent` from
    their thread; if they cannot read it anywhere, whoever said it learns that.

    Their card in the thread stays what it is: it is drawn anew should the desk come back.
    """
    unit = talk.unit
    row = unit.get(Outbox, post_id)
    place = unit.get(Place, row.place_id) if row is not None else None
    if row is None or place is None:
        return
    request = by_id(unit, place.request_id)
    public = place.audience is Audience.REQUESTER and place.identity_id is None
    instead = _stand_in(talk, request, place) if absent and public else None
    if place.audience is Audience.TRIAGE:
        _said_to_who_has_it(talk, request, place, row)
    elif instead is None:
        unread(talk, request, place, row)
    elif row.payload is not None and not _is_said_in(unit, instead, row):
        copy = unit.get(Copy, row.copy_id)
        if copy is not None:
            unit.change(copy, place_id=id_of(instead))
        say_elsewhere(unit, row, instead)
    unit.change(row, payload=None)


def begun_anew(talk: Talk, post_id: int) -> bool:
    """The assistants' card under which something was to be said is gone, and the desk is there: both are posted anew.

    False: it was no card of theirs. A requester's thread is gone with their own message: nothing goes back there.
    """
    unit = talk.unit
    row = unit.get(Outbox, post_id)
    place = unit.get(Place, row.place_id) if row is not None else None
    if row is None or place is None or place.retired or place.audience is not Audience.TRIAGE:
        return False
    waiting = waiting_in(unit, place)
    unit.change(place, card=None, root=None)
    post_place(unit, place)
    if row.payload is not None:
        say_elsewhere(unit, row, place)
    for each in waiting:
        carry_over(unit, each, place, each.channel)
    unit.change(row, payload=None)
    return True


def _said_to_who_has_it(talk: Talk, request: Request, place: Place, row: Outbox) -> None:
    """What was said for the assistants, and cannot be in their channel, goes on directly with whoever has the request,
    or else with those who coordinate it; with those of them who may read it.
    """
    unit, copy = talk.unit, talk.unit.get(Copy, row.copy_id)
    message = unit.get(Message, copy.message_id) if copy is not None else None
    if message is None or message.kind not in ("said", "note") or message.deleted_at is not None:
        return
    if place.identity_id is not None:
        return
    has = unit.get(Person, request.assignee_id)
    for person in [has] if has is not None else coordinators(unit, talk.charter, request):
        identity = reach(unit, id_of(person), place.platform)
        if identity is None or person.id == message.author_id or not reads(unit, talk.charter, person.id, request):
            continue
        spot = direct_spot(Audience.TRIAGE, identity)
        there = next((each for each in places(unit, request) if spot.is_that_of(each)), None)
        carry_to(talk, request, message, there or stand(unit, request, spot))


def came_back(talk: Talk, platform: str, conversation: str) -> None:
    """The desk is in a channel again: what it could not change there is drawn anew, what it could not show is shown."""
    unit, table = talk.unit, table_of(Place)
    there = (table.c.platform == platform, table.c.conversation == conversation, ~table.c.retired)
    stale = table.c.id.in_(failed_cards())
    for place in unit.all(Place, select(table).where(*there, stale).order_by(table.c.id)):
        if place.card is not None:
            refresh_place(unit, place)
        elif unit.need(Request, place.request_id).open:
            post_place(unit, place)


def is_absent(talk: Talk, platform: str, conversation: str) -> None:
    """A channel says that the desk is not in it; not all tell that when it is sent out."""
    known = talk.unit.find(Conversation, platform=platform, conversation=conversation)
    if known is not None and known.member:
        talk.unit.change(known, member=False)


def _stand_in(talk: Talk, request: Request, place: Place) -> Place | None:
    """Where a request stands with its requester directly, from now on if it did not; none without an account there."""
    unit = talk.unit
    own = (each for each in places(unit, request) if each.audience is Audience.REQUESTER)
    direct = next((each for each in own if each.identity_id is not None), None)
    if direct is not None:
        return direct
    identity = reach(unit, request.requester_id, place.platform)
    return stand(unit, request, direct_spot(Audience.REQUESTER, identity)) if identity is not None else None


def _is_said_in(unit: Unit, place: Place, row: Outbox) -> bool:
    """Whether a place has what a row was to say: it was said in both at once."""
    copy = unit.get(Copy, row.copy_id)
    if copy is not None:
        return unit.find(Copy, message_id=copy.message_id, place_id=id_of(place)) is not None
    return said_with(unit, place, row)


def _tell_raiser(talk: Talk, request: Request, place: Place) -> None:
    """Whoever made it of somebody else's message sees no card of it: they are told that it is made."""
    raiser = request.raised_by_id
    if request.origin not in RAISED or raiser in (None, request.requester_id) or request.level is Level.CONFIDENTIAL:
        return
    identity = reach(talk.unit, raiser, place.platform)
    if identity is not None:
        author = (Mention(person=request.requester_id),)
        card = notice("raise.elsewhere", Audience.PERSON, subject=request.ref, ref=request.ref, who=author)
        say_to(talk.unit, who(identity), card)
